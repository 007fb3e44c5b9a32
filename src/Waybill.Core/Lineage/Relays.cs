using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Lexicons;

namespace Waybill.Lineage;

/// <summary>Another outlet or agency that a page names in its lead as the one that reports.</summary>
/// <param name="Name">An agency's id, or an outlet's name folded.</param>
/// <param name="Words">The words of the place.</param>
public readonly record struct Relay(string Name, bool Agency, string Words);

/// <summary>The names of outlets and agencies that a lexicon knows, folded, each with its id.</summary>
public sealed class RelayNames
{
    private static readonly Lazy<RelayNames> Shipped = new(() => new RelayNames(Lexicon.Embedded));

    public RelayNames(Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        var known = new Dictionary<string, (string, bool)>(StringComparer.Ordinal);
        foreach (var outlet in lexicon.Outlets)
            foreach (var name in outlet.Forms.Insert(0, outlet.Name))
                if (SourceMentions.Fold(name) is { } folded) known[folded] = (SourceMentions.Fold(outlet.Name) ?? folded, false);
        foreach (var agency in lexicon.Agencies)
            foreach (var name in agency.Forms.Insert(0, agency.Name).Insert(0, agency.Id))
                if (string.Join(' ', SourceMentions.Words(name).Select(w => w.Text)) is { Length: >= 2 } folded) known[folded] = (agency.Id, true);
        Known = known.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static RelayNames Embedded => Shipped.Value;

    internal FrozenDictionary<string, (string Id, bool Agency)> Known { get; }
}

/// <summary>Finds who a page says has the news: <c>Reuters reported</c>, <c>according to The Harbour Courier</c>, <c>told the
/// Washington Post</c>. Reads the lead only: who is named further down is behind that sentence and not behind the page.</summary>
public static class Relays
{
    /// <summary>Sentences that make the lead.</summary>
    private const int Lead = 3;
    private const int LongestName = 6;

    private static readonly FrozenSet<string> After = new[] { "reported", "reports", "report", "reporting", "revealed", "wrote", "writes", "quoted", "cited" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>May stand between the name and the cue after it.</summary>
    private static readonly FrozenSet<string> Between = new[] { "news", "agency", "newspaper", "has", "had", "earlier", "first", "also", "s" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Of these the last stands right before the name (or its article).</summary>
    private static readonly string[][] Before =
    [
        ["according", "to"], ["citing"], ["quoting"], ["told"], ["cited", "by"], ["quoted", "by"], ["reported", "by"], ["obtained", "by"], ["seen", "by"],
        ["report", "by"], ["report", "in"], ["report", "from"], ["interview", "with"], ["published", "by"], ["published", "in"],
    ];

    /// <summary>The outlets and agencies named in the lead, in the order of the text, each once; the page's own outlet is none.</summary>
    /// <param name="further">Names of outlets, folded, that count besides the known ones: those of the pages at hand.</param>
    /// <param name="names">The known ones; null for those of the lexicon as it ships.</param>
    public static ImmutableArray<Relay> Of(Article article, IReadOnlySet<string>? further = null, RelayNames? names = null) => Of(article, TextModel.Of(article), further, names);

    /// <param name="text">The article's words, where they are at hand.</param>
    internal static ImmutableArray<Relay> Of(Article article, TextModel text, IReadOnlySet<string>? further, RelayNames? names)
    {
        names ??= RelayNames.Embedded;
        if (text.Sentences.Length == 0) return [];
        var own = article.Outlet is { } o ? SourceMentions.Fold(o) : null;
        var lead = article.Text[text.Sentences[0].Span.Start..text.Sentences[Math.Min(Lead, text.Sentences.Length) - 1].Span.End];
        var words = SourceMentions.Words(lead);
        var found = new List<Relay>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].Capital) continue;
            for (var n = Math.Min(LongestName, words.Count - i); n > 0; n--)
            {
                var key = string.Join(' ', words.Skip(i).Take(n).Select(w => w.Text));
                var known = names.Known.TryGetValue(key, out var who);
                if (!known && further?.Contains(key) != true) continue;
                if (!known) who = (key, false);
                // A short name of an agency is written in capitals: "AP", not "Ap".
                if (who.Agency && key.Length <= 4 && lead.AsSpan(words[i].Start, words[i].Length).ContainsAnyInRange('a', 'z')) continue;
                if (string.Equals(who.Id, own, StringComparison.Ordinal) || IsOwnAgency(article, who, names)) break;
                if (Cue(words, i, i + n - 1) is { } cue && !found.Exists(f => f.Name == who.Id))
                    found.Add(new Relay(who.Id, who.Agency, lead[words[cue.First].Start..(words[cue.Last].Start + words[cue.Last].Length)].ReplaceLineEndings(" ")));
                i += n - 1;
                break;
            }
        }
        return [.. found];
    }

    private static bool IsOwnAgency(Article article, (string Id, bool Agency) who, RelayNames names) =>
        who.Agency && article.Outlet is { } outlet && SourceMentions.Words(outlet) is var w && names.Known.TryGetValue(string.Join(' ', w.Select(x => x.Text)), out var of) && of == who;

    private static (int First, int Last)? Cue(List<(string Text, int Start, int Length, bool Capital)> words, int first, int last)
    {
        var next = last + 1;
        while (next < words.Count && next <= last + 3 && Between.Contains(words[next].Text)) next++;
        if (next < words.Count && After.Contains(words[next].Text)) return (first, next);
        var before = first - 1;
        if (before >= 0 && words[before].Text == "the") before--;
        foreach (var cue in Before)
        {
            var at = before - cue.Length + 1;
            if (at < 0) continue;
            var same = true;
            for (var k = 0; k < cue.Length; k++) same &= words[at + k].Text == cue[k];
            if (same) return (at, last);
        }
        return null;
    }

    /// <summary>Whether the lead rests on persons who are not named and for whom no body stands: they may be the persons behind
    /// another page.</summary>
    public static bool RestsOnUnnamed(Article article) => RestsOnUnnamed(TextModel.Of(article));

    internal static bool RestsOnUnnamed(TextModel text)
    {
        for (var s = 0; s < Math.Min(Lead, text.Sentences.Length); s++)
        {
            var run = text.Sentences[s];
            for (var w = run.First; w < run.End; w++)
            {
                var word = text.Word(w);
                if (Is(word, "anonymity")) return true;
                if (Is(word, "source") || Is(word, "sources"))
                {
                    // "OPEC sources" are a body's; "two sources", "a source close to the talks" nobody's.
                    if (w == run.First || (text.Mark[w - 1] & WordMark.Name) == 0 && !IsAcronym(text.Word(w - 1))) return true;
                }
                else if (Is(word, "familiar") && w > run.First && (Is(text.Word(w - 1), "people") || Is(text.Word(w - 1), "person") || Is(text.Word(w - 1), "official") || Is(text.Word(w - 1), "officials"))) return true;
            }
        }
        return false;

        static bool IsAcronym(ReadOnlySpan<char> word) => word.Length > 1 && !word.ContainsAnyExceptInRange('A', 'Z');

        static bool Is(ReadOnlySpan<char> word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
    }
}
