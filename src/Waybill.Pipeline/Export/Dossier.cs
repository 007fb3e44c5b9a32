using System.Globalization;
using Waybill.Claims;
using Waybill.Judgements;
using Waybill.Ledger;

namespace Waybill.Pipeline.Export;

/// <summary>What a dossier says of the work behind it.</summary>
/// <param name="Program">Name and version.</param>
/// <param name="Rules">Names and versions of the stages, lexicons among them.</param>
/// <param name="Work">What was read, passed over, skipped and failed, in words; empty where it is not asked for.</param>
public sealed record DossierMaking(string Program, string Rules, IReadOnlyList<string> Work);

/// <summary>Transfers as a document to hand on: what is said against each before what is said for it, the counting table, every
/// claim as a numbered citation with its words, address and hashes, what people judged, and how to check it all. The same store gives the
/// same bytes.</summary>
public sealed class Dossier(ExportSet set, DossierMaking making)
{
    private readonly Dictionary<string, int> _citations = new(StringComparer.Ordinal);

    public Dossier(ExportSet set, string program, string stages) : this(set, new DossierMaking(program, stages, [])) { }

    /// <summary>The dossier in Markdown.</summary>
    public string Markdown(params IReadOnlyList<Transfer> transfers) => Write(new MarkdownForm(), transfers, null);

    /// <summary>The dossier as one HTML file without script.</summary>
    public string Html(params IReadOnlyList<Transfer> transfers) => Write(new HtmlForm(Title(transfers, null)), transfers, null);

    /// <summary>The dossier of all transfers that a storyline's claims stand in.</summary>
    public string Storyline(string title, IReadOnlyList<Transfer> transfers, bool html) =>
        Write(html ? new HtmlForm(Title(transfers, title)) : new MarkdownForm(), transfers, title);

    private static string Title(IReadOnlyList<Transfer> transfers, string? title) => title ?? (transfers.Count == 0 ? "" : TitleOf(transfers[0]));

    private static string TitleOf(Transfer t) => $"{t.Supplier?.Name ?? "?"} → {t.Recipient?.Name ?? "?"}: {t.Item.Designation ?? t.Item.Description ?? t.Item.Words}";

    private string Write(IDossierForm form, IReadOnlyList<Transfer> transfers, string? title)
    {
        ArgumentNullException.ThrowIfNull(transfers);
        ClaimView[] claims = [.. transfers.SelectMany(t => t.Claims).Distinct(StringComparer.Ordinal).Select(set.Claim).OfType<ClaimView>()
            .OrderBy(c => c.Article.Published is null).ThenBy(c => c.Article.Published, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)];
        foreach (var claim in claims) _citations[claim.Id] = _citations.Count + 1;
        form.Heading(1, Title(transfers, title));
        if (title is not null) form.Paragraph($"{N(transfers.Count)} transfers of one storyline. They say what pages say, not what is true; numbers in brackets lead to the words below.");
        foreach (var transfer in transfers)
        {
            if (title is not null) form.Heading(2, TitleOf(transfer));
            form.Paragraph("Transfer ", DossierPiece.Code(transfer.Id), title is null ? ". It says what pages say, not what is true; numbers in brackets lead to the words below." : ".");
            if (set.Moment is { } moment) form.Paragraph(DossierPiece.Strong("All is shown " + moment.Words() + "."));
            var level = title is null ? 2 : 3;
            Against(form, transfer, level);
            Said(form, transfer, level);
            Counting(form, transfer, [.. claims.Where(c => transfer.Claims.Contains(c.Id))], level);
        }
        Citations(form, claims);
        Judged(form, claims);
        Made(form, transfers, claims);
        return form.End();
    }

    private void Against(IDossierForm form, Transfer transfer, int level)
    {
        form.Heading(level, "What stands against it");
        TransferStage[] contrary = [.. transfer.Stages.Where(s => s.Negated || s.Stance is not Stance.Asserts)];
        if (contrary.Length == 0 && transfer.Disputes.IsEmpty)
        {
            form.Paragraph("Nothing in the pages at hand. That nobody denies it is no confirmation.");
            return;
        }
        form.List([
            .. contrary.Select(s => (IReadOnlyList<DossierPiece>)[Words(s) + " ", .. Numbers(s.Claims)]),
            .. transfer.Disputes.Select(d => (IReadOnlyList<DossierPiece>)[$"{d.DisputeKind}: {d.Words} ", .. Numbers(d.Claims), " against ", .. Numbers(d.Against)]),
        ]);
    }

    private void Said(IDossierForm form, Transfer transfer, int level)
    {
        form.Heading(level, "What is said");
        form.Table(["stage", "how many", "when", "first reported", "claims"], transfer.Stages.Select(s => (IReadOnlyList<IReadOnlyList<DossierPiece>>)
        [
            [Words(s)], [s.Quantity?.Words ?? ""], [Time(s.When) + (s.Expected is null ? "" : " expected " + Time(s.Expected))], [s.FirstReported ?? ""], Numbers(s.Claims),
        ]));
        form.Paragraph("Figures of different stages or reports are never added up.");
    }

    private void Counting(IDossierForm form, Transfer transfer, ClaimView[] claims, int level)
    {
        form.Heading(level, "Who says so, counted");
        var origins = transfer.IndependentOrigins.Min == transfer.IndependentOrigins.Max ? N(transfer.IndependentOrigins.Min) : $"{N(transfer.IndependentOrigins.Min)}–{N(transfer.IndependentOrigins.Max)}";
        form.Paragraph($"{N(transfer.Outlets)} outlets, {N(transfer.Pages)} pages, {N(transfer.Families)} families of one text, {N(transfer.PrimarySources.Length)} named primary sources, {N(transfer.Governments.Length)} governments; independent origins: {origins}.");
        form.Table(["page", "outlet", "family, and why", "primary source", "claims"],
            claims.GroupBy(c => c.Article.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(page =>
            {
                var first = page.First();
                var family = first.Family is { } id ? set.Family(id) : null;
                var why = first.Article.Member is { } member ? $", {Term.Of(member.Relation)}" : "";
                if (family is { Origin.Reasons.IsEmpty: false }) why += $" ({family.Origin.Reasons[0]})";
                var sources = page.SelectMany(c => c.Claim.Attribution).Where(a => a.Primary).Select(a => a.Government is { } government ? TransferWords.Named(government) : a.Body ?? (a.Source.Length > 0 ? a.Source : a.Words)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
                return (IReadOnlyList<IReadOnlyList<DossierPiece>>)
                [
                    [DossierPiece.Code(page.Key)], [first.Article.Outlet ?? ""], [DossierPiece.Code(first.Family ?? ""), why],
                    [sources.Length == 0 ? "the outlet itself" : string.Join("; ", sources)], Numbers(page.Select(c => c.Id)),
                ];
            }));
    }

    private void Citations(IDossierForm form, ClaimView[] claims)
    {
        form.Heading(2, "The words");
        foreach (var c in claims)
        {
            var a = c.Article;
            form.Citation(_citations[c.Id], c.Claim.Sentence.Of(a.Article.Text).ToString(),
            [
                [$"{a.Article.Title} — {a.Outlet ?? "outlet not named"}, {a.Published ?? "undated"}. ", a.Url is { } url ? DossierPiece.Link(url) : a.Page.Facts.File ?? ""],
                ["Claim ", DossierPiece.Code(c.Id), $", {Looking.Phrases.Stage(c.Claim)}; page sha256 ", DossierPiece.Code(a.Page.Sha256), ", text sha256 ", DossierPiece.Code(a.Article.TextHash),
                    $"{(a.Page.Facts.Collector is { } who ? $", collected by {who}" : "")}. Reading confidence {c.Claim.Confidence.ToString("0.00", CultureInfo.InvariantCulture)}."],
            ]);
        }
    }

    private void Judged(IDossierForm form, ClaimView[] claims)
    {
        var judgements = set.JudgementsOf([.. claims.Select(c => c.Id)]);
        if (judgements.Count == 0) return;
        form.Heading(2, "Judged by people");
        form.List(judgements.SelectMany(j => (IReadOnlyList<DossierPiece>[])
        [
            [
                $"{j.At}, ", DossierPiece.Strong(j.Who), $": {Term.Of(j.Verb)}{(j.Verb == JudgementVerb.Assess ? $" {j.Object}{Evidence(j)}" : "")}{(j.Correction is { } c ? $" {c.Field} = {c.Value ?? "empty"} (“{c.Words}”)" : "")} — {j.Why}",
            ],
            // Likelihood and confidence are two things: never in one phrase.
            .. (j.Verb == JudgementVerb.Assess ? j.Fields : []).Select(f => (IReadOnlyList<DossierPiece>)[$"{f.Field} after ICD 203, as ", DossierPiece.Strong(j.Who), $" holds it: {f.Value}"]),
        ]));
    }

    /// <summary>The sentences that an assessment rests on.</summary>
    private static string Evidence(Judgement j) => j.OtherSide.IsEmpty ? "" : " on " + string.Join("; ", j.OtherSide.Select(a => $"“{a.Sentence}” ({a.Claim})"));

    private void Made(IDossierForm form, IReadOnlyList<Transfer> transfers, ClaimView[] claims)
    {
        form.Heading(2, "How it was made and how to check it");
        form.List(
        [
            [$"Program: {making.Program}. Rules: {making.Rules}."],
            [$"Readers of the claims: {string.Join("; ", claims.Select(c => c.Claim.Extractor).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}."],
            .. making.Work.Select(w => (IReadOnlyList<DossierPiece>)[w]),
            [DossierPiece.Code("waybill verify"), " reads every quotation again from the kept bytes of its page; the page's sha256 above is of these bytes (", DossierPiece.Code("sha256sum"), " of the saved file gives the same; of a page that is kept as text alone, from that text), the text's of the article's text as UTF-8."],
            .. transfers.Select(t => (IReadOnlyList<DossierPiece>)[DossierPiece.Code("waybill show " + t.Id), " opens this record, ", DossierPiece.Code("waybill show"), " with a claim's id each reading with the words of every value."]),
        ]);
    }

    private string Words(TransferStage stage) => TransferWords.Of(stage, id => set.Claim(id)?.Claim);

    private IReadOnlyList<DossierPiece> Numbers(IEnumerable<string> claims) =>
        [.. claims.SelectMany((c, i) => (DossierPiece[])[.. i > 0 ? [" "] : Array.Empty<DossierPiece>(), _citations.TryGetValue(c, out var n) ? DossierPiece.Cite(n) : DossierPiece.Code(c)])];

    private static string Time(ResolvedTime? time) => time is null ? ""
        : time.Start is { } start ? time.End is { } end && end.ToString() != start.ToString() ? $"{start} to {end}" : start.ToString()
        : time.End is { } last ? "by " + last : time.Words ?? "";

    private static string N(int n) => n.ToString(CultureInfo.InvariantCulture);
}
