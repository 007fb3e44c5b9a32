using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Storage;

namespace Waybill.Cli.Screens;

/// <summary>A page with its article, its family and its claims.</summary>
public static class ArticleScreen
{
    public static void Write(Screen screen, Store store, ExportSet set, string id)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(set);
        var page = store.Page(id)!;
        var view = set.Article(id);
        screen.Line(new Piece("article " + id, Style.Mark));
        screen.Heading(Safe.Line(view?.Article.Title ?? "(no title)"));
        screen.Field("page sha256", page.Sha256);
        screen.Field("bytes", page.Bytes.ToString(System.Globalization.CultureInfo.InvariantCulture));
        screen.Field("address", view?.Url ?? page.Url);
        screen.Field("file", page.Facts.File);
        screen.Field("collected by", page.Facts.Collector);
        screen.Field("captured", page.Facts.Captured is { } c ? $"{c.Value} ({Term.Of(c.From)})" : null);
        if (!page.HasBytes && page.HasText) screen.Field("kept", "address, hash and text; not the page itself");
        if (store.Withdrawal(id) is { } gone) screen.Field("withdrawn", $"{gone.At} by {gone.Who}: {gone.Why}");
        if (view is null)
        {
            var kept = store.Article(id);
            screen.Field("no article", kept is null ? "not derived yet: waybill rederive --apply" : $"{kept.Reason}: {kept.Detail}");
            return;
        }
        var a = view.Article;
        screen.Field("outlet", view.Outlet);
        screen.Field("published", view.Date is { } date ? string.Join(": ", new[] { Phrases.Date(date), date.How }.Where(s => s.Length > 0)) : view.Published);
        if (a.Published is { Distrusted: { } why } printed) screen.Field("printed date", $"{printed.Value}, not trusted: {why}");
        screen.Field("by", string.Join(", ", a.Byline));
        foreach (var credit in a.Credits) screen.Field("credit", $"{credit.Agency}: “{credit.Words}” ({Term.Of(credit.Kind)})");
        screen.Field("language", a.Language);
        screen.Field("live page", Phrases.LivePage(a));
        screen.Field("paywall", a.Paywalled ? "the page says that it does not give the whole text free" : null);
        screen.Field("version of", view.VersionOf);
        if (view.FamilyId is { } family && view.Member is { } member)
        {
            screen.Field("family", $"{family}: {Term.Of(member.Relation)}");
            foreach (var p in member.Passages.Where(p => p.Other is not null))
                screen.Field("passage", $"{Term.Of(p.Relation)} of {p.Other}: “{Head(p.Span.Of(a.Text).ToString())}”");
        }
        if (view.Reading is { Skipped: { } skipped }) screen.Field("claims", "not read: " + skipped);
        screen.Line();
        for (var b = 0; b < a.Blocks.Length; b++)
        {
            var words = a.Blocks[b].Span.Of(a.Text).ToString();
            if (view.Furniture.Contains(b)) screen.Paragraph("[repeated on other pages of the outlet] " + words, 2, Style.Dim);
            else screen.Paragraph(words, 2);
        }
        var claims = set.ClaimsOf(view).ToArray();
        if (claims.Length == 0) return;
        screen.Line();
        screen.Heading(Phrases.Count(claims.Length, "claim", "claims"));
        foreach (var claim in claims.OrderBy(c => c.Claim.Sentence).ThenBy(c => c.Id, StringComparer.Ordinal))
            screen.Flow(2, new Piece(claim.Id, Style.Mark), $"  {Safe.Line(Phrases.Parties(claim.Claim))}: {Safe.Line(Phrases.Item(claim.Claim.Item))}, ",
                new Piece(Phrases.Stage(claim.Claim), StageStyle.Of(claim.Claim.Factuality, claim.Claim.Negated, claim.Claim.Stance)));
    }

    private static string Head(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
