using System.Globalization;
using System.Text;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage;
using Waybill.Stories;

namespace Waybill.Pipeline.Export;

/// <summary>Records as CSV (RFC 4180, UTF-8, ISO dates). A cell that a spreadsheet would take for a formula gets an
/// apostrophe in front. Lists stand in one cell, parted by <c>"; "</c>; polarity stands in columns of its own.</summary>
public static class Csv
{
    public static string Row(params IEnumerable<string?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var row = new StringBuilder();
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) row.Append(',');
            first = false;
            Cell(row, cell ?? "");
        }
        return row.Append("\r\n").ToString();
    }

    public static IReadOnlyList<string> PageColumns { get; } =
        ["id", "sha256", "bytes", "url", "urlFrom", "captured", "capturedFrom", "file", "parent"];

    public static string Page(PageFacts p)
    {
        ArgumentNullException.ThrowIfNull(p);
        return Row(p.Id, p.Sha256, Number(p.Bytes), p.Url, p.Url is null ? null : Term.Of(p.Facts.UrlFrom),
            p.Facts.Captured?.Value.ToString(), p.Facts.Captured is { } c ? Term.Of(c.From) : null, p.Facts.File, p.Facts.Parent);
    }

    public static IReadOnlyList<string> ArticleColumns { get; } =
        ["id", "published", "publishedHow", "inferred", "outlet", "agency", "title", "byline", "language", "family", "relation", "versionOf", "claims", "url", "file", "textHash"];

    public static string Article(ArticleView a)
    {
        ArgumentNullException.ThrowIfNull(a);
        return Row(a.Id, a.Published, a.Date?.How, a.Date is { Inferred: true } ? "yes" : "no", a.Outlet, a.Agency, a.Article.Title, Join(a.Article.Byline),
            a.Article.Language, a.FamilyId, a.Member is { } m ? Term.Of(m.Relation) : null, a.VersionOf, Number(a.Reading?.Reading.Claims.Length ?? 0), a.Url, a.Page.Facts.File, a.Article.TextHash);
    }

    public static IReadOnlyList<string> ClaimColumns { get; } =
    [
        "id", "kind", "stage", "factuality", "negated", "stance", "condition",
        "supplier", "supplierIso3", "recipient", "recipientIso3", "endUser", "producer", "licensor", "broker", "carrier", "seizedBy", "user", "target", "transit",
        "itemWords", "designation", "description", "category", "itemCondition", "quantityWords", "quantityMin", "quantityMax", "quantityUnit", "quantityQualifier",
        "valueWords", "valueAmount", "valueCurrency", "whenWords", "whenStart", "whenEnd", "expectedWords", "expectedStart", "expectedEnd", "places",
        "attribution", "primarySource", "government", "basis", "firstReportedBy", "part", "sentence", "sentenceStart", "sentenceEnd", "textHash",
        "article", "outlet", "published", "title", "url", "file", "family", "transfers", "confidence", "extractor",
    ];

    public static string Claim(ClaimView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var c = view.Claim;
        var points = new CodePoints(view.Article.Article.Text);
        var when = PartsJson.Either(view.Placed?.When, c.When?.Words);
        var expected = PartsJson.Either(view.Placed?.Expected, c.Expected?.Words);
        return Row(c.Id, Term.Of(c.Kind), Term.Of(c.Stage), Term.Of(c.Factuality), c.Negated ? "yes" : "no", Term.Of(c.Stance), c.Condition,
            c.Supplier?.Name, c.Supplier?.Iso3, c.Recipient?.Name, c.Recipient?.Iso3, c.EndUser?.Name, c.Producer?.Name, c.Licensor?.Name, c.Broker?.Name,
            c.Carrier?.Name, c.SeizedBy?.Name, c.User?.Name, c.Target?.Name, Join(c.Transit.Select(p => p.Name)),
            c.Item.Words, c.Item.Designation, c.Item.Description, c.Item.Category, c.Item.Condition, c.Quantity?.Words, Number(c.Quantity?.Min), Number(c.Quantity?.Max),
            c.Quantity?.Unit, c.Quantity?.Qualifier, c.Value?.Words, c.Value?.Amount?.ToString(CultureInfo.InvariantCulture), c.Value?.Currency,
            when?.Words, when?.Start?.ToString(), when?.End?.ToString(), expected?.Words, expected?.Start?.ToString(), expected?.End?.ToString(),
            Join(c.Where.Select(p => $"{p.Name ?? p.Words} ({p.PlaceRole})")), Join(c.Attribution.Select(a => $"{a.Words} [{a.Cue}]"), " > "),
            Join(c.Attribution.Where(a => a.Primary).Select(a => a.Source)), Join(c.Attribution.Where(a => a.Primary).Select(a => a.Government).OfType<string>()),
            c.Basis, c.FirstReportedBy, Term.Of(c.Part), c.Sentence.Of(view.Article.Article.Text).ToString(), Number(points.At(c.Sentence.Start)), Number(points.At(c.Sentence.End)),
            view.Article.Article.TextHash, view.Article.Id, view.Article.Outlet, view.Article.Published, view.Article.Article.Title, view.Article.Url, view.Article.Page.Facts.File,
            view.Family, Join(view.Transfers), c.Confidence.ToString("0.####", CultureInfo.InvariantCulture), c.Extractor);
    }

    public static IReadOnlyList<string> FamilyColumns { get; } =
        ["id", "article", "relation", "containment", "changes", "originArticle", "originAgency", "originReasons", "originConfidence", "reference", "stories"];

    /// <summary>One row a member.</summary>
    public static string Family(Family f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return string.Concat(f.Members.Select(m => Row(f.Id, m.Article, Term.Of(m.Relation), m.Containment.ToString("0.####", CultureInfo.InvariantCulture), Number(m.Changes.Length),
            f.Origin.Article, f.Origin.Agency, Join(f.Origin.Reasons), f.Origin.Confidence.ToString("0.####", CultureInfo.InvariantCulture), f.Reference, Join(f.Stories))));
    }

    public static IReadOnlyList<string> StoryColumns { get; } = ["id", "title", "families", "storyline"];

    public static string Story(Story s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Row(s.Id, s.Title, Join(s.Families), s.Storyline);
    }

    public static IReadOnlyList<string> StorylineColumns { get; } = ["id", "stories"];

    public static string Storyline(Storyline s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Row(s.Id, Join(s.Stories));
    }

    public static IReadOnlyList<string> TransferColumns { get; } =
    [
        "id", "supplier", "supplierIso3", "recipient", "recipientIso3", "itemWords", "designation", "description", "category",
        "stage", "factuality", "negated", "stance", "quantityWords", "quantityMin", "quantityMax", "quantityUnit", "valueWords", "valueAmount", "valueCurrency",
        "whenWords", "whenStart", "whenEnd", "expectedWords", "expectedStart", "expectedEnd", "firstReported", "stageClaims",
        "outlets", "pages", "families", "independentOriginsMin", "independentOriginsMax", "primarySources", "governments", "disputes",
    ];

    /// <summary>One row a stage: a denial is never on the row of a delivery.</summary>
    public static string Transfer(Transfer t)
    {
        ArgumentNullException.ThrowIfNull(t);
        return string.Concat(t.Stages.Select(s => Row(t.Id, t.Supplier?.Name, t.Supplier?.Iso3, t.Recipient?.Name, t.Recipient?.Iso3,
            t.Item.Words, t.Item.Designation, t.Item.Description, t.Item.Category,
            Term.Of(s.Stage), Term.Of(s.Factuality), s.Negated ? "yes" : "no", Term.Of(s.Stance), s.Quantity?.Words, Number(s.Quantity?.Min), Number(s.Quantity?.Max), s.Quantity?.Unit,
            s.Value?.Words, s.Value?.Amount?.ToString(CultureInfo.InvariantCulture), s.Value?.Currency,
            s.When?.Words, s.When?.Start?.ToString(), s.When?.End?.ToString(), s.Expected?.Words, s.Expected?.Start?.ToString(), s.Expected?.End?.ToString(), s.FirstReported, Join(s.Claims),
            Number(t.Outlets), Number(t.Pages), Number(t.Families), Number(t.IndependentOrigins.Min), Number(t.IndependentOrigins.Max),
            Join(t.PrimarySources), Join(t.Governments), Join(t.Disputes.Select(d => d.Words)))));
    }

    private static string Join(IEnumerable<string> values, string by = "; ") => string.Join(by, values);

    private static string? Number(long? n) => n?.ToString(CultureInfo.InvariantCulture);

    private static void Cell(StringBuilder row, string cell)
    {
        cell = SafeJson.Escape(cell, keepLines: true);
        // Spreadsheets start a formula at = + - @ and after tab or carriage return; a plain number is left alone.
        if (cell.Length > 0 && cell[0] is ('=' or '+' or '-' or '@' or '\t' or '\r') && !IsNumber(cell)) cell = "'" + cell;
        if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            row.Append(cell);
            return;
        }
        row.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    private static bool IsNumber(string cell) => decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
