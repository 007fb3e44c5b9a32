using System.Collections.Immutable;
using System.Globalization;
using Waybill.Lexicons;

namespace Waybill.Judgements;

/// <summary>A claim as a person marks it on a page: words for each value, and terms of the guide where words cannot say it. What the
/// words stand for is looked up in the lexicon once, when the claim is written down.</summary>
public static class MarkedWords
{
    private static readonly string[] Parties = ["supplier", "recipient", "endUser", "producer", "licensor", "seizedBy", "carrier", "broker", "user", "target"];

    /// <summary>What can be marked: the sentence; stage, factuality, stance and negated as terms, with the words that say so; parties, item,
    /// quantity, times and source as words.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "sentence", "kind", "stage", "stageWords", "factuality", "hedgeWords", "stance", "negated", "negationWords", .. Parties, "item", "quantity", "when", "expected", "source", "cue",
    ];

    /// <summary>The values of the claim, each with its words. Words that the lexicon does not know stay a name without a code, arms that it does not know
    /// are <c>unspecified</c>, a number that is no figure is none.</summary>
    /// <param name="marked">Name (<see cref="Names"/>) and words.</param>
    public static ImmutableArray<Correction> Fields(IReadOnlyDictionary<string, string> marked, Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentNullException.ThrowIfNull(lexicon);
        var fields = ImmutableArray.CreateBuilder<Correction>();
        var stage = Of("stageWords") ?? "";
        fields.Add(new Correction("stage", Of("kind") == "use" ? "used" : Of("stage"), stage));
        if (Of("factuality") is { } factuality && factuality != "certain") fields.Add(new Correction("factuality", factuality, Of("hedgeWords") ?? (factuality == "unknown" ? stage : "")));
        if (Of("negated") is "true" or "yes") fields.Add(new Correction("negated", "yes", Of("negationWords") ?? ""));
        if (Of("stance") is { } stance && stance != "asserts") fields.Add(new Correction("stance", stance, Of("negationWords") ?? stage));
        foreach (var party in Parties)
            if (Of(party) is { } words) fields.Add(new Correction(party, PartyOf(words, lexicon), words));
        if (Of("item") is { } item)
        {
            var entry = ItemOf(item, lexicon);
            fields.Add(new Correction("item", entry?.Category ?? "unspecified", item));
            if (entry?.Designation is { } designation) fields.Add(new Correction("designation", designation, item));
        }
        if (Of("quantity") is { } quantity) fields.Add(new Correction("quantity", CountWords.Range(quantity), quantity));
        foreach (var time in (string[])["when", "expected"])
            if (Of(time) is { } words) fields.Add(new Correction(time, words, words));
        if (Of("source") is { } source)
        {
            fields.Add(new Correction("source", SourceOf(source, lexicon), source));
            if (Of("cue") is { } cue) fields.Add(new Correction("cue", cue, cue));
        }
        return fields.ToImmutable();

        string? Of(string name) => marked.TryGetValue(name, out var words) && !string.IsNullOrWhiteSpace(words) ? words.Trim() : null;
    }

    /// <summary>What the lexicon knows of arms in these words: the longest name, before any general word.</summary>
    internal static ItemEntry? ItemOf(string words, Lexicon lexicon) => lexicon.Matcher.Find(words).Where(h => h.Kind is EntryKind.Weapon or EntryKind.ItemNoun)
        .OrderBy(h => h.Kind).ThenByDescending(h => h.Span.Length).ThenBy(h => h.Span.Start).Select(h => lexicon.Item(h.Id)).FirstOrDefault(e => e is not null);

    private static string PartyOf(string words, Lexicon lexicon) => lexicon.Matcher.Find(words).Where(h => h.Kind == EntryKind.Party)
        .OrderByDescending(h => h.Span.Length).ThenBy(h => h.Span.Start).ThenBy(h => h.Id, StringComparer.Ordinal).Select(h => h.Id).FirstOrDefault() ?? "name:" + words;

    private static string SourceOf(string words, Lexicon lexicon)
    {
        var hits = lexicon.Matcher.Find(words).OrderBy(h => h.Kind).ThenBy(h => h.Span.Start).ThenBy(h => h.Id, StringComparer.Ordinal).ToList();
        if (hits.FindIndex(h => h.Kind == EntryKind.Party) is >= 0 and var at && lexicon.Party(hits[at].Id)?.Iso3 is { } code) return code;
        return hits.Exists(h => h.Kind == EntryKind.Agency) ? "agency" : hits.Exists(h => h.Kind == EntryKind.Outlet) ? "outlet" : words;
    }
}

/// <summary>Counts as people type or mark them.</summary>
public static class CountWords
{
    /// <summary>A figure or two with their bounds: <c>24</c>, <c>24..30</c>, <c>24..</c>, <c>..30</c>. Null where it is none of them.</summary>
    public static (long? Min, long? Max)? Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var at = value.IndexOf("..", StringComparison.Ordinal);
        if (at < 0) return Figure(value) is { } n ? (n, n) : null;
        var (min, max) = (Figure(value.AsSpan(0, at)), Figure(value.AsSpan(at + 2)));
        if (min is null && max is null || min is null && at > 0 || max is null && at + 2 < value.Length || min > max) return null;
        return (min, max);
    }

    /// <summary>What words of a count say, as <see cref="Parse"/> reads it; null where they give no number ("several").</summary>
    internal static string? Range(string words)
    {
        var low = words.ToLowerInvariant();
        foreach (var (cue, from, to) in Cues)
        {
            if (low.StartsWith(cue, StringComparison.Ordinal) && Number(low[cue.Length..]) is { } n)
                return (from ? Text(n) : "") + (from && to ? "" : "..") + (to && !from ? Text(n) : "");
        }
        return Least.TryGetValue(low, out var least) ? Text(least) + ".." : Number(low) is { } plain ? Text(plain) : null;
    }

    private static readonly (string Cue, bool From, bool To)[] Cues =
    [
        ("more than ", true, false), ("over ", true, false), ("at least ", true, false), ("no fewer than ", true, false), ("up to ", false, true), ("as many as ", false, true), ("nearly ", false, true),
        ("almost ", false, true), ("about ", true, true), ("around ", true, true), ("some ", true, true), ("roughly ", true, true), ("approximately ", true, true),
    ];

    private static readonly Dictionary<string, long> Least = new(StringComparer.Ordinal) { ["dozens"] = 24, ["scores"] = 40, ["hundreds"] = 200, ["thousands"] = 2000, ["millions"] = 2_000_000 };

    private static readonly string[] Small =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"];

    private static long? Number(string words) => words switch
    {
        "a dozen" => 12,
        "a hundred" => 100,
        "a thousand" => 1000,
        _ when words.EndsWith(" dozen", StringComparison.Ordinal) && Number(words[..^6]) is { } dozens && dozens < 1000 => dozens * 12,
        _ when Array.IndexOf(Small, words) is >= 0 and var small => small,
        _ => Figure(words),
    };

    private static long? Figure(ReadOnlySpan<char> text) =>
        text.Length is > 0 and < 20 && long.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static string Text(long n) => n.ToString(CultureInfo.InvariantCulture);
}
