using System.Globalization;
using System.Text;
using Waybill.Claims;
using Waybill.Judgements;
using Waybill.Ledger;

namespace Waybill.Pipeline.Export;

/// <summary>A transfer as a document to hand on: what is said against it before what is said for it, the counting table, every
/// claim as a numbered citation with its words, address and hashes, what people judged, and how to check it all.</summary>
public sealed class Dossier(ExportSet set, string program, string stages)
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, int> _citations = new(StringComparer.Ordinal);

    /// <summary>The dossier in Markdown. The same store gives the same bytes.</summary>
    public string Markdown(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ClaimView[] claims = [.. transfer.Claims.Select(set.Claim).OfType<ClaimView>()
            .OrderBy(c => c.Article.Published is null).ThenBy(c => c.Article.Published, StringComparer.Ordinal).ThenBy(c => c.Id, StringComparer.Ordinal)];
        foreach (var claim in claims) _citations[claim.Id] = _citations.Count + 1;
        Line($"# {Party(transfer.Supplier)} → {Party(transfer.Recipient)}: {Plain(transfer.Item.Designation ?? transfer.Item.Description ?? transfer.Item.Words)}");
        Line();
        Line($"Transfer `{transfer.Id}`. It says what pages say, not what is true; numbers in brackets lead to the words below.");
        Against(transfer);
        Line();
        Line("## What is said");
        Line();
        Line("| stage | how many | when | first reported | claims |");
        Line("| --- | --- | --- | --- | --- |");
        foreach (var s in transfer.Stages)
            Line($"| {TransferWords.Of(s, id => set.Claim(id)?.Claim)} | {Plain(s.Quantity?.Words)} | {Time(s.When)}{(s.Expected is null ? "" : " expected " + Time(s.Expected))} | {s.FirstReported} | {Numbers(s.Claims)} |");
        Line();
        Line("Figures of different stages or reports are never added up.");
        Counting(transfer, claims);
        Citations(claims);
        Judged(transfer);
        Line();
        Line("## How it was made and how to check it");
        Line();
        Line($"- Program: {Plain(program)}. Rules: {Plain(stages)}.");
        Line($"- Readers of the claims: {string.Join("; ", claims.Select(c => Plain(c.Claim.Extractor)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}.");
        Line("- `waybill verify` reads every quotation again from the kept bytes of its page; `sha256` above is of these bytes.");
        Line($"- `waybill show {transfer.Id}` opens this record, `waybill show` with a claim's id each reading with the words of every value.");
        return _text.ToString();
    }

    private void Against(Transfer transfer)
    {
        Line();
        Line("## What stands against it");
        Line();
        TransferStage[] contrary = [.. transfer.Stages.Where(s => s.Negated || s.Stance is not Stance.Asserts)];
        foreach (var s in contrary) Line($"- {TransferWords.Of(s, id => set.Claim(id)?.Claim)} {Numbers(s.Claims)}");
        foreach (var d in transfer.Disputes) Line($"- {d.DisputeKind}: {Plain(d.Words)} {Numbers(d.Claims)} against {Numbers(d.Against)}");
        if (contrary.Length == 0 && transfer.Disputes.IsEmpty) Line("Nothing in the pages at hand. That nobody denies it is no confirmation.");
    }

    private void Counting(Transfer transfer, ClaimView[] claims)
    {
        Line();
        Line("## Who says so, counted");
        Line();
        var origins = transfer.IndependentOrigins.Min == transfer.IndependentOrigins.Max ? N(transfer.IndependentOrigins.Min) : $"{N(transfer.IndependentOrigins.Min)}–{N(transfer.IndependentOrigins.Max)}";
        Line($"{N(transfer.Outlets)} outlets, {N(transfer.Pages)} pages, {N(transfer.Families)} families of one text, {N(transfer.PrimarySources.Length)} named primary sources; independent origins: {origins}.");
        Line();
        Line("| page | outlet | family, and why | primary source | claims |");
        Line("| --- | --- | --- | --- | --- |");
        foreach (var page in claims.GroupBy(c => c.Article.Id, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var first = page.First();
            var family = first.Family is { } id ? set.Family(id) : null;
            var why = first.Article.Member is { } member ? $", {Term.Of(member.Relation)}" : "";
            var reasons = family is { Origin.Reasons.IsEmpty: false } ? " (" + Plain(family.Origin.Reasons[0]) + ")" : "";
            var sources = page.SelectMany(c => c.Claim.Attribution).Where(a => a.Primary).Select(a => a.Government ?? a.Body ?? (a.Source.Length > 0 ? a.Source : a.Words)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            Line($"| `{page.Key}` | {Plain(first.Article.Outlet)} | `{first.Family}`{why}{reasons} | {(sources.Length == 0 ? "the outlet itself" : Plain(string.Join("; ", sources)))} | {Numbers(page.Select(c => c.Id))} |");
        }
    }

    private void Citations(ClaimView[] claims)
    {
        Line();
        Line("## The words");
        foreach (var c in claims)
        {
            Line();
            Line($"**[{N(_citations[c.Id])}]** “{Plain(c.Claim.Sentence.Of(c.Article.Article.Text).ToString())}”");
            Line();
            Line($"{Plain(c.Article.Article.Title)} — {Plain(c.Article.Outlet ?? "outlet not named")}, {c.Article.Published ?? "undated"}. {(c.Article.Url is { } url ? "<" + Plain(url) + ">" : Plain(c.Article.Page.Facts.File))}");
            Line();
            Line($"Claim `{c.Id}`, page sha256 `{c.Article.Page.Sha256}`. Reading confidence {c.Claim.Confidence.ToString("0.00", CultureInfo.InvariantCulture)}.");
        }
    }

    private void Judged(Transfer transfer)
    {
        var judgements = set.JudgementsOf(transfer.Claims);
        if (judgements.Count == 0) return;
        Line();
        Line("## Judged by people");
        Line();
        foreach (var j in judgements)
            Line($"- {j.At}, {Plain(j.Who)}: {Term.Of(j.Verb)}{(j.Verb == JudgementVerb.Assess ? " " + Plain(j.Object) : "")}{(j.Correction is { } c ? $" {c.Field} = {Plain(c.Value ?? "empty")} (“{Plain(c.Words)}”)" : "")} — {Plain(j.Why)}");
    }

    private string Numbers(IEnumerable<string> claims) =>
        string.Join(" ", claims.Select(c => _citations.TryGetValue(c, out var n) ? $"[{N(n)}]" : $"`{c}`"));

    private static string Time(ResolvedTime? time) => time is null ? ""
        : time.Start is { } start ? time.End is { } end && end.ToString() != start.ToString() ? $"{start} to {end}" : start.ToString()
        : time.End is { } last ? "by " + last : Plain(time.Words);

    private static string Party(Party? party) => party is null ? "?" : Plain(party.Name);

    private static string N(int n) => n.ToString(CultureInfo.InvariantCulture);

    /// <summary>A page's words as text: nothing in them is read as markup, and they stay on one line.</summary>
    private static string Plain(string? words)
    {
        if (string.IsNullOrEmpty(words)) return "";
        var plain = new StringBuilder(words.Length + 8);
        foreach (var c in words)
        {
            if (char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) plain.Append(' ');
            else if (c is '<') plain.Append("&lt;");
            else if (c is '&') plain.Append("&amp;");
            else if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '!' or '~') plain.Append('\\').Append(c);
            else plain.Append(c);
        }
        return plain.ToString();
    }

    private void Line(string text = "") => _text.Append(text).Append('\n');
}
