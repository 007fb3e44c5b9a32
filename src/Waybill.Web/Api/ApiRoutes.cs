using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Waybill.Ledger;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Web.Server;

namespace Waybill.Web.Api;

/// <summary>The same records for programs: JSON and JSON Lines in the shapes of <c>docs/reference</c>, and an Atom feed.</summary>
public static class ApiRoutes
{
    /// <summary>Records of a list at most; <c>next</c> leads on.</summary>
    public const int MostRows = 1000;

    private const int Feed = 50;

    /// <summary>Records of a list where none says how many.</summary>
    private const int Rows = 50;

    private static int Limit(HttpContext context) => int.TryParse(PageRoutes.Query(context, "limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, 1, MostRows) : Rows;

    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/healthz", Health).WithMetadata(new Needs(Role.None));
        var api = app.MapGroup("/api/v1").WithMetadata(new Needs(Role.Reader));
        api.MapGet("/openapi.json", () => Results.Text(OpenApi.Document, "application/json"));
        api.MapGet("/transfers", Transfers);
        api.MapGet("/transfers/{id}", (HttpContext c, string id) => One(c, id, "transfer", (json, set, whole) => set.Transfer(whole) is { } t ? json.Transfer(t) : null));
        api.MapGet("/claims", (HttpContext c) => List(c, (json, set, lists, after) => lists.ClaimIds(new ClaimFilter(), after).Select(set.Claim).OfType<ClaimView>().Select(v => (v.Id, json.Claim(v)))));
        api.MapGet("/claims/{id}", (HttpContext c, string id) => One(c, id, "claim", (json, set, whole) => set.Claim(whole) is { } v ? json.Claim(v) : null));
        api.MapGet("/articles", (HttpContext c) => List(c, (json, set, lists, after) => lists.ArticleIds(new ArticleFilter(), after).Select(set.Article).OfType<ArticleView>().Select(v => (v.Id, json.Article(v)))));
        api.MapGet("/articles/{id}", (HttpContext c, string id) => One(c, id, "article", (json, set, whole) => set.Article(whole) is { } v ? json.Article(v) : null));
        api.MapGet("/families", (HttpContext c) => List(c, (json, set, lists, after) => lists.Families(1, null, after).Select(f => (f.Id, json.Family(f, set)))));
        api.MapGet("/families/{id}", (HttpContext c, string id) => One(c, id, "family", (json, set, whole) => set.Family(whole) is { } f ? json.Family(f, set) : null));
        api.MapGet("/stories", (HttpContext c) => List(c, (json, set, lists, after) => lists.Stories(1, null, after).Select(s => (s.Id, json.Story(s)))));
        api.MapGet("/stories/{id}", (HttpContext c, string id) => One(c, id, "story", (json, set, whole) => set.Story(whole) is { } s ? json.Story(s) : null));
        WholeLists.Map(api);
        api.MapGet("/changes", ChangeStream.List);
        api.MapGet("/changes/stream", ChangeStream.Listen);
        app.MapGet("/feed.atom", Atom).WithMetadata(new Needs(Role.Reader));
    }

    private static async Task Health(HttpContext context)
    {
        using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(loan.Store.AcrossStale ? "{\"status\":\"stale\"}" : "{\"status\":\"ok\"}", context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task Transfers(HttpContext context)
    {
        var filter = LedgerFilter.Of(context.Request.Query);
        if (filter.Problems.Length > 0)
        {
            await Failures.Write(context, 400, "filter", string.Join(" ", filter.Problems)).ConfigureAwait(false);
            return;
        }
        var snapshot = await PageRoutes.Snapshot(context).ConfigureAwait(false);
        var after = PageRoutes.Query(context, "after") ?? "";
        using var json = new JsonRecords();
        await Lines(context, snapshot.View(filter).Rows.Select(r => r.Transfer).Where(t => string.CompareOrdinal(t.Id, after) > 0).OrderBy(t => t.Id, StringComparer.Ordinal).Take(Limit(context) + 1).Select(t => (t.Id, json.Transfer(t))), filter).ConfigureAwait(false);
    }

    private static async Task List(HttpContext context, Func<JsonRecords, ExportSet, Lists, string, IEnumerable<(string, string)>> rows)
    {
        using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
        using var json = new JsonRecords();
        await Lines(context, rows(json, new ExportSet(loan.Store), new Lists(loan.Store), PageRoutes.Query(context, "after") ?? ""), null).ConfigureAwait(false);
    }

    /// <summary>JSON Lines as they are made; a list that goes on says so in its header <c>Link</c>.</summary>
    private static async Task Lines(HttpContext context, IEnumerable<(string Id, string Line)> rows, LedgerFilter? filter)
    {
        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        var text = new StringBuilder();
        var (n, most) = (0, Limit(context));
        var last = "";
        foreach (var (id, line) in rows)
        {
            if (n++ == most)
            {
                var next = (filter ?? new LedgerFilter()).On(context.Request.Path, ("after", last), ("limit", PageRoutes.Query(context, "limit")));
                context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
                break;
            }
            text.Append(line).Append('\n');
            last = id;
        }
        await Tagged(context, text.ToString()).ConfigureAwait(false);
    }

    private static async Task One(HttpContext context, string id, string kind, Func<JsonRecords, ExportSet, string, string?> line)
    {
        using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
        var whole = Ids.MatchLong(loan.Store, kind, id).Whole;
        using var json = new JsonRecords();
        if (whole is null || line(json, new ExportSet(loan.Store), whole) is not { } record)
        {
            var former = loan.Store.FormerId(kind, id) is not null;
            await Failures.Write(context, former ? 410 : 404, former ? "former" : "not-found", former ? $"This {kind} is no more." : $"There is no {kind} of that id.").ConfigureAwait(false);
            return;
        }
        context.Response.ContentType = "application/json; charset=utf-8";
        await Tagged(context, record + "\n").ConfigureAwait(false);
    }

    /// <summary>Sends a body with its hash as tag, or says that what the asker has is what it would get.</summary>
    private static Task Tagged(HttpContext context, string body)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16]}\"";
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        if (context.Request.Headers.IfNoneMatch.Contains(tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Records by their last report, newest first (RFC 4287); a filter in the address makes it a saved search.</summary>
    private static Task Atom(HttpContext context) => PageRoutes.Query(context, "changes") is { } which ? AtomOfChanges(context, which)
        : PageRoutes.Query(context, "q") is { } words ? AtomOfWords(context, words) : AtomOfRecords(context);

    /// <summary>Articles with the words of a search, the latest first.</summary>
    private static async Task AtomOfWords(HttpContext context, string words)
    {
        using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
        if (words.Length > SearchQuery.MostCharacters) words = words[..SearchQuery.MostCharacters];
        var found = new Search(loan.Store).Find(SearchQuery.Parse(words), 0, Feed, PageRoutes.SearchFilterOf(context));
        var here = $"{context.Request.Scheme}://{context.Request.Host}";
        var address = here + Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("/feed.atom", context.Request.Query.Where(p => p.Key is "q" or "outlet" or "from" or "to" or "claims").Select(p => KeyValuePair.Create(p.Key, (string?)p.Value.ToString())));
        await WriteFeed(context, "Waybill: articles with " + Shown.Line(words, 200), address, found.Hits.Select(h => new FeedEntry($"{here}/articles/{h.Article.Id}", Shown.Line(h.Article.Article.Title ?? h.Article.Id, 200), $"{here}/articles/{h.Article.Id}",
            h.Article.Published, Shown.Line(h.Article.Outlet ?? "outlet not named", 80), Shown.Line(h.Passage, 700))).ToArray()).ConfigureAwait(false);
    }

    private static async Task AtomOfRecords(HttpContext context)
    {
        var filter = LedgerFilter.Of(context.Request.Query);
        var snapshot = await PageRoutes.Snapshot(context).ConfigureAwait(false);
        var rows = snapshot.View(filter).Newest;
        var here = $"{context.Request.Scheme}://{context.Request.Host}";
        var title = "Waybill: " + (filter.IsEmpty ? "records of the ledger" : string.Join(", ", filter.Pairs().Select(p => $"{p.Key} {p.Value}")));
        await WriteFeed(context, title, here + filter.On("/feed.atom"), rows.Take(Feed).Select(row => new FeedEntry($"{here}/transfers/{row.Transfer.Id}",
            $"{Shown.Party(row.Transfer.Supplier)} → {Shown.Party(row.Transfer.Recipient)}: {Shown.Item(row.Transfer.Item)}: {TransferWords.Of(row.Transfer)}", $"{here}/transfers/{row.Transfer.Id}", row.Transfer.LastReported,
            row.Outlets.Count > 0 ? string.Join(", ", row.Outlets.Take(5).Select(o => Shown.Line(o, 60))) : "Waybill", Shown.Sentence(row.Transfer))).ToArray()).ConfigureAwait(false);
    }

    /// <summary>The log of changes, of all records or of those that are followed, the newest first.</summary>
    private static async Task AtomOfChanges(HttpContext context, string which)
    {
        using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
        var (here, followed) = ($"{context.Request.Scheme}://{context.Request.Host}", which == "followed");
        // Of all the last ones are asked for by number; those that are followed may lie anywhere.
        var changes = loan.Store.Changes(null, followed, followed ? 0 : Math.Max(0, loan.Store.LastChange - Feed)).TakeLast(Feed);
        await WriteFeed(context, followed ? "Waybill: changes of followed records" : "Waybill: changes of the ledger", $"{here}/feed.atom?changes={(followed ? which : "all")}", AtomFeed.Of(changes, here)).ConfigureAwait(false);
    }

    private static Task WriteFeed(HttpContext context, string title, string address, IReadOnlyCollection<FeedEntry> entries)
    {
        context.Response.ContentType = "application/atom+xml; charset=utf-8";
        return context.Response.WriteAsync(AtomFeed.Write(title, address, entries), context.RequestAborted);
    }
}
