using System.Globalization;
using System.Text;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pipeline.Looking;
using Waybill.Storage;
using Waybill.Stories;

namespace Waybill.Pipeline.Export;

/// <summary>Records as rows of tables: CSV (RFC 4180, UTF-8, ISO dates) and the sheets of <see cref="Workbook"/>. In CSV a cell that a
/// spreadsheet would take for a formula gets an apostrophe in front, and so does an id that it would take for a number. Lists stand in one
/// cell, parted by <c>"; "</c>; polarity stands in columns of its own, and in words beside the sentence that proves the row.</summary>
public static class Csv
{
    /// <summary>Stands before an id that would be read as a number; <see cref="Row"/> writes an apostrophe, a workbook nothing.</summary>
    private const char IdMark = '\uE000';

    /// <summary>An id as a cell: <c>12345678</c> and <c>12e45678</c> stay text.</summary>
    internal static string? Id(string? id) => id is not null && IsLikeNumber(id) ? IdMark + id : id;

    /// <summary>The cells as a workbook holds them.</summary>
    public static IReadOnlyList<string?> Plain(IReadOnlyList<string?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return [.. cells.Select(c => c is { Length: > 0 } && c[0] == IdMark ? c[1..] : c)];
    }

    private static bool IsLikeNumber(string id)
    {
        var exponents = 0;
        foreach (var c in id)
        {
            if (c is 'e' or 'E') exponents++;
            else if (!char.IsAsciiDigit(c)) return false;
        }
        return id.Length > 0 && exponents < 2;
    }

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
        ["id", "sha256", "bytes", "url", "urlFrom", "captured", "capturedFrom", "file", "parent", "collector", "kept"];

    public static IEnumerable<IReadOnlyList<string?>> Page(PageFacts p)
    {
        ArgumentNullException.ThrowIfNull(p);
        return [[Id(p.Id), Id(p.Sha256), Number(p.Bytes), p.Url, p.Url is null ? null : Term.Of(p.Facts.UrlFrom),
            p.Facts.Captured?.Value.ToString(), p.Facts.Captured is { } c ? Term.Of(c.From) : null, p.Facts.File, Id(p.Facts.Parent), p.Facts.Collector, p.HasBytes ? "whole" : p.HasText ? "text" : "withdrawn"]];
    }

    public static IReadOnlyList<string> ArticleColumns { get; } =
        ["id", "published", "publishedHow", "inferred", "outlet", "agency", "title", "byline", "language", "family", "relation", "versionOf", "claims", "url", "file", "textHash", "sha256"];

    public static IEnumerable<IReadOnlyList<string?>> Article(ArticleView a)
    {
        ArgumentNullException.ThrowIfNull(a);
        return [[Id(a.Id), a.Published, a.Date?.How, a.Date is { Inferred: true } ? "yes" : "no", a.Outlet, a.Agency, a.Article.Title, Join(a.Article.Byline),
            a.Article.Language, Id(a.FamilyId), a.Member is { } m ? Term.Of(m.Relation) : null, Id(a.VersionOf), Number(a.Reading?.Reading.Claims.Length ?? 0), a.Url, a.Page.Facts.File, Id(a.Article.TextHash), Id(a.Page.Sha256)]];
    }

    public static IReadOnlyList<string> ClaimColumns { get; } =
    [
        "id", "polarity", "kind", "stage", "factuality", "negated", "stance", "condition",
        "supplier", "supplierIso3", "recipient", "recipientIso3", "endUser", "producer", "licensor", "broker", "carrier", "seizedBy", "user", "target", "transit",
        "itemWords", "designation", "description", "category", "itemCondition", "quantityWords", "quantityMin", "quantityMax", "quantityUnit", "quantityQualifier",
        "valueWords", "valueAmount", "valueCurrency", "whenWords", "whenStart", "whenEnd", "expectedWords", "expectedStart", "expectedEnd", "places",
        "attribution", "primarySource", "government", "basis", "firstReportedBy", "part", "sentence", "sentenceStart", "sentenceEnd", "textHash", "sha256",
        "article", "outlet", "published", "title", "url", "file", "family", "transfers", "confidence", "extractor",
    ];

    public static IEnumerable<IReadOnlyList<string?>> Claim(ClaimView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var c = view.Claim;
        var points = new CodePoints(view.Article.Article.Text);
        var when = PartsJson.Either(view.Placed?.When, c.When?.Words);
        var expected = PartsJson.Either(view.Placed?.Expected, c.Expected?.Words);
        return [[Id(c.Id), Phrases.Stage(c), Term.Of(c.Kind), Term.Of(c.Stage), Term.Of(c.Factuality), c.Negated ? "yes" : "no", Term.Of(c.Stance), c.Condition,
            c.Supplier?.Name, c.Supplier?.Iso3, c.Recipient?.Name, c.Recipient?.Iso3, c.EndUser?.Name, c.Producer?.Name, c.Licensor?.Name, c.Broker?.Name,
            c.Carrier?.Name, c.SeizedBy?.Name, c.User?.Name, c.Target?.Name, Join(c.Transit.Select(p => p.Name)),
            c.Item.Words, c.Item.Designation, c.Item.Description, c.Item.Category, c.Item.Condition, c.Quantity?.Words, Number(c.Quantity?.Min), Number(c.Quantity?.Max),
            c.Quantity?.Unit, c.Quantity?.Qualifier, c.Value?.Words, c.Value?.Amount?.ToString(CultureInfo.InvariantCulture), c.Value?.Currency,
            when?.Words, when?.Start?.ToString(), when?.End?.ToString(), expected?.Words, expected?.Start?.ToString(), expected?.End?.ToString(),
            Join(c.Where.Select(p => $"{p.Name ?? p.Words} ({p.PlaceRole})")), Join(c.Attribution.Select(a => $"{a.Words} [{a.Cue}]"), " > "),
            Join(c.Attribution.Where(a => a.Primary).Select(a => a.Source)), Join(c.Attribution.Where(a => a.Primary).Select(a => a.Government).OfType<string>()),
            c.Basis, c.FirstReportedBy, Term.Of(c.Part), c.Sentence.Of(view.Article.Article.Text).ToString(), Number(points.At(c.Sentence.Start)), Number(points.At(c.Sentence.End)),
            Id(view.Article.Article.TextHash), Id(view.Article.Page.Sha256), Id(view.Article.Id), view.Article.Outlet, view.Article.Published, view.Article.Article.Title, view.Article.Url, view.Article.Page.Facts.File,
            Id(view.Family), Join(view.Transfers), c.Confidence.ToString("0.####", CultureInfo.InvariantCulture), c.Extractor]];
    }

    public static IReadOnlyList<string> FamilyColumns { get; } =
        ["id", "article", "relation", "containment", "changes", "originArticle", "originAgency", "originReasons", "originConfidence", "reference", "stories"];

    /// <summary>One row a member.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Family(Family f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return f.Members.Select(m => (IReadOnlyList<string?>)[Id(f.Id), Id(m.Article), Term.Of(m.Relation), m.Containment.ToString("0.####", CultureInfo.InvariantCulture), Number(m.Changes.Length),
            Id(f.Origin.Article), f.Origin.Agency, Join(f.Origin.Reasons), f.Origin.Confidence.ToString("0.####", CultureInfo.InvariantCulture), Id(f.Reference), Join(f.Stories)]);
    }

    public static IReadOnlyList<string> StoryColumns { get; } = ["id", "title", "families", "storyline"];

    public static IEnumerable<IReadOnlyList<string?>> Story(Story s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return [[Id(s.Id), s.Title, Join(s.Families), Id(s.Storyline)]];
    }

    public static IReadOnlyList<string> StorylineColumns { get; } = ["id", "stories"];

    public static IEnumerable<IReadOnlyList<string?>> Storyline(Storyline s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return [[Id(s.Id), Join(s.Stories)]];
    }

    public static IReadOnlyList<string> TransferColumns { get; } =
    [
        "id", "supplier", "supplierIso3", "recipient", "recipientIso3", "itemWords", "designation", "description", "category",
        "stage", "factuality", "negated", "stance", "quantityWords", "quantityMin", "quantityMax", "quantityUnit", "valueWords", "valueAmount", "valueCurrency",
        "whenWords", "whenStart", "whenEnd", "expectedWords", "expectedStart", "expectedEnd", "firstReported", "stageClaims",
        "outlets", "pages", "families", "independentOriginsMin", "independentOriginsMax", "primarySources", "governments", "disputes",
        "polarity", "sentence", "sentenceClaim", "url", "sha256",
    ];

    /// <summary>One row a stage: a denial is never on the row of a delivery.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Transfer(Transfer t, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(t);
        ArgumentNullException.ThrowIfNull(set);
        return t.Stages.Select(s => (Stage: s, First: First(s, set))).Select(p => (IReadOnlyList<string?>)Cells(p.Stage, p.First));

        // The sentence that said it first stands for the others, whose claims are named.
        string?[] Cells(TransferStage s, ClaimView? first) => [Id(t.Id), t.Supplier?.Name, t.Supplier?.Iso3, t.Recipient?.Name, t.Recipient?.Iso3,
            t.Item.Words, t.Item.Designation, t.Item.Description, t.Item.Category,
            Term.Of(s.Stage), Term.Of(s.Factuality), s.Negated ? "yes" : "no", Term.Of(s.Stance), s.Quantity?.Words, Number(s.Quantity?.Min), Number(s.Quantity?.Max), s.Quantity?.Unit,
            s.Value?.Words, s.Value?.Amount?.ToString(CultureInfo.InvariantCulture), s.Value?.Currency,
            s.When?.Words, s.When?.Start?.ToString(), s.When?.End?.ToString(), s.Expected?.Words, s.Expected?.Start?.ToString(), s.Expected?.End?.ToString(), s.FirstReported, Join(s.Claims),
            Number(t.Outlets), Number(t.Pages), Number(t.Families), Number(t.IndependentOrigins.Min), Number(t.IndependentOrigins.Max),
            Join(t.PrimarySources), Join(t.Governments), Join(t.Disputes.Select(d => d.Words)),
            TransferWords.Of(s, id => set.Claim(id)?.Claim), first?.Claim.Sentence.Of(first.Article.Article.Text).ToString(), Id(first?.Id), first?.Article.Url, Id(first?.Article.Page.Sha256)];
    }

    public static IReadOnlyList<string> JudgementColumns { get; } =
        ["number", "verb", "subject", "object", "field", "value", "words", "claims", "sentence", "values", "who", "at", "why", "withdraws", "withdrawn", "orphan"];

    public static IReadOnlyList<string?> Judgement(Judgement j, bool orphan, bool withdrawn)
    {
        ArgumentNullException.ThrowIfNull(j);
        return [Number(j.Number), Term.Of(j.Verb), Id(j.Subject), Id(j.Object), j.Correction?.Field, j.Correction?.Value, j.Correction?.Words,
            Join(j.MadeOn.Concat(j.OtherSide).Select(a => a.Claim)), j.MadeOn.Length > 0 ? j.MadeOn[0].Sentence : null, j.MadeOn.Length > 0 ? j.MadeOn[0].Values : null,
            j.Who, j.At, j.Why, Number(j.Withdraws), withdrawn ? "yes" : "no", orphan ? "yes" : "no"];
    }

    private static ClaimView? First(TransferStage stage, ExportSet set) => stage.Claims.Select(set.Claim).OfType<ClaimView>()
        .OrderBy(c => c.Article.Published is null).ThenBy(c => c.Article.Published, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault();

    private static string? Join(IEnumerable<string> values, string by = "; ") => Id(string.Join(by, values));

    private static string? Number(long? n) => n?.ToString(CultureInfo.InvariantCulture);

    private static void Cell(StringBuilder row, string cell)
    {
        if (cell.Length > 0 && cell[0] == IdMark) cell = "'" + cell[1..];
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
