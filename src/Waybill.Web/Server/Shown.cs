using System.Globalization;
using System.Text;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lexicons;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Web.Server;

/// <summary>Words as a page shows them.</summary>
public static class Shown
{
    /// <summary>Text of a page on one line: white space is one space; control and direction characters, which could make
    /// words stand where they do not, are left out. What is left is encoded where it is written.</summary>
    public static string Line(string? text, int most = 400)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var line = new StringBuilder(Math.Min(text.Length, most));
        var space = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= most)
            {
                line.Append('…');
                break;
            }
            if (Rune.IsWhiteSpace(rune))
            {
                space = line.Length > 0;
                continue;
            }
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) continue;
            if (space) line.Append(' ');
            space = false;
            line.Append(rune.ToString());
        }
        return line.ToString();
    }

    public static string Count(long n, string one, string many) => Number(n) + " " + (n == 1 ? one : many);

    public static string Number(long n) => n.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202F');

    /// <summary>A count with what share of all it is, in whole per cent.</summary>
    public static string Share(int n, int all) => all == 0 ? Number(n) : string.Create(CultureInfo.InvariantCulture, $"{Number(n)} ({Math.Round(100.0 * n / all)} %)");

    /// <summary>A figure as the bounds that its words give, where these say more than the words: “200 or more”, “24–30”.</summary>
    public static string Range(Quantity? quantity) =>
        quantity is null || (quantity.Min is { } n && n == quantity.Max && quantity.Words.Contains(n.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)) ? "" : Range([quantity]);

    /// <summary>The least and the most of several figures.</summary>
    public static string Range(IEnumerable<Quantity> quantities)
    {
        ArgumentNullException.ThrowIfNull(quantities);
        var all = quantities.ToArray();
        var (min, max) = (all.Min(q => q.Min ?? (q.Max is null ? null : 0)), all.Any(q => q.Max is null && q.Min is not null) ? null : all.Max(q => q.Max));
        return (min, max) switch
        {
            (null, null) => "",
            (null or 0, { } most) => "at most " + Number(most),
            ({ } least, null) => Number(least) + " or more",
            ({ } least, { } most) => least == most ? Number(least) : $"{Number(least)}–{Number(most)}",
        };
    }

    public static string Origins((int Min, int Max) origins) =>
        origins.Min == origins.Max ? Count(origins.Min, "independent origin", "independent origins") : $"{origins.Min}–{origins.Max} independent origins";

    public static string Support(Transfer t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return $"{Count(t.Outlets, "outlet", "outlets")} · {Count(t.Pages, "page", "pages")} · {Count(t.Families, "family", "families")} · {Count(t.PrimarySources.Length, "primary source", "primary sources")}";
    }

    public static string Item(Item item) => Line(Phrases.Item(item), 120);

    public static string Party(Party? party) => party is null ? "not named" : Line(Phrases.Party(party), 120);

    /// <summary>Class of a stage: what is drawn full, hollow, or struck through.</summary>
    public static string Polarity(Factuality factuality, bool negated, Stance stance) =>
        negated || stance is Stance.Denies ? "against"
        : stance is not (Stance.Asserts or Stance.Opposes) || factuality is Factuality.Unknown or Factuality.Possible ? "doubtful"
        : factuality is Factuality.Probable ? "probable" : "firm";

    public static string Group(Stage stage) => Term.Of(StageGroups.Of(stage));

    /// <summary>The day of a time.</summary>
    public static string Day(string? time) => time is { Length: > 10 } && time[10] == 'T' ? time[..10] : time ?? "";

    /// <summary>An agency by its name: it stands in rows by its code, where the lexicon has one.</summary>
    public static string Agency(string agency, int most = 80) => Line(Lexicon.Embedded.Agency(agency)?.Name ?? agency, most);

    /// <summary>A primary source by its name: states and groups stand in the ledger by their codes.</summary>
    public static string Source(string source) => Line(TransferWords.Named(source), 100);

    /// <summary>First characters of an id: enough to say which.</summary>
    public static string Short(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length > 10 ? id[..10] : id;
    }

    /// <summary>One sentence in plain words, made from the values alone.</summary>
    public static string Sentence(Transfer t)
    {
        ArgumentNullException.ThrowIfNull(t);
        var current = TransferWords.Current(t);
        var from = t.Supplier is { } s ? Party(s) : "a supplier that is not named";
        var to = t.Recipient is { } r ? Party(r) : "a recipient that is not named";
        var item = Item(t.Item);
        var counted = current?.Quantity is { } q ? Line(Phrases.Quantity(q), 80) + " " : "";
        var when = current is null ? "" : Phrases.Time(current.When) is { Length: > 0 } time ? $" ({time})" : Phrases.Time(current.Expected) is { Length: > 0 } expected ? $" (expected {expected})" : "";
        var sources = t.PrimarySources.Length == 0 ? "no source but the outlets themselves" : string.Join(", ", t.PrimarySources.Take(4).Select(Source)) + (t.PrimarySources.Length > 4 ? " and others" : "");
        if (current is null)
            return $"Nothing affirms a flow of {item} from {from} to {to}: the pages say “{string.Join("; ", t.Stages.Select(x => TransferWords.Of(x)).Distinct(StringComparer.Ordinal))}”. Named as source: {sources}.";
        return $"{counted}{item} from {from} to {to}: {TransferWords.Of(current)}{when}, by {Count(t.Outlets, "outlet", "outlets")} with {Origins(t.IndependentOrigins)}. Named as source: {sources}.";
    }
}

/// <summary>Helpers for runs of text that are cut out of a sentence.</summary>
public static class Runs
{
    /// <summary>Gives a run back the space that stood at its ends: words of two runs must not grow together.</summary>
    public static string PadMatching(this string line, string run)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(run);
        if (run.Length == 0) return line;
        var before = char.IsWhiteSpace(run[0]) ? " " : "";
        return line.Length == 0 ? before : before + line + (char.IsWhiteSpace(run[^1]) ? " " : "");
    }
}
