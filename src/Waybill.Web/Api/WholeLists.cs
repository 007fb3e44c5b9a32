using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Storage;
using Waybill.Texts;
using Waybill.Web.Server;

namespace Waybill.Web.Api;

/// <summary>Whole lists as JSON Lines, written as they are read: one of a million records takes the memory of a few.
/// Each has a store of its own, so that a slow listener keeps nobody else waiting; a listener that stops listening is cut off by the server.</summary>
public static class WholeLists
{
    /// <summary>Lists that are sent at once; who asks for more is told to come back.</summary>
    public const int Most = 4;

    /// <summary>Bytes after which what was written is sent.</summary>
    private const int Piece = 64 * 1024;

    /// <summary>What a list is read from.</summary>
    private sealed record Reader(Store Store, JsonRecords Json, string After)
    {
        public ExportSet Set { get; } = new(Store);

        public Lists Lists { get; } = new(Store);
    }

    /// <summary>The places of one server: what another sends is nothing to it.</summary>
    public sealed class Places : IDisposable
    {
        internal SemaphoreSlim Free { get; } = new(Most, Most);

        public void Dispose() => Free.Dispose();
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        ArgumentNullException.ThrowIfNull(api);
        api.MapGet("/transfers.jsonl", Transfers);
        api.MapGet("/claims.jsonl", (HttpContext c) => Send(c, null, r => r.Lists.ClaimIds(new ClaimFilter(), r.After).Select(r.Set.Claim).OfType<ClaimView>().Select(r.Json.Claim)));
        api.MapGet("/articles.jsonl", (HttpContext c) => Send(c, null, r => r.Lists.ArticleIds(new ArticleFilter(), r.After).Select(r.Set.Article).OfType<ArticleView>().Select(r.Json.Article)));
        api.MapGet("/families.jsonl", (HttpContext c) => Send(c, Across, r => r.Lists.Families(1, null, r.After).Select(f => r.Json.Family(f, r.Set))));
        api.MapGet("/stories.jsonl", (HttpContext c) => Send(c, Across, r => r.Lists.Stories(1, null, r.After).Select(s => r.Json.Story(s))));
        api.MapGet("/changes.jsonl", Changes);
    }

    /// <summary>What passes the filter of the address, as the pages show it.</summary>
    private static async Task Transfers(HttpContext context)
    {
        var filter = LedgerFilter.Of(context.Request.Query);
        if (filter.Problems.Length > 0)
        {
            await Failures.Write(context, 400, "filter", string.Join(" ", filter.Problems)).ConfigureAwait(false);
            return;
        }
        var snapshot = await PageRoutes.Snapshot(context).ConfigureAwait(false);
        var rows = snapshot.View(filter).Rows;
        // What is shown of a large ledger may be moments old: then it has no tag of now.
        await Send(context, store => store.AcrossNumber == snapshot.Across ? Across(store) : null, r =>
            rows.Select(t => t.Transfer).Where(t => string.CompareOrdinal(t.Id, r.After) > 0).OrderBy(t => t.Id, StringComparer.Ordinal).Select(t => r.Json.Transfer(t))).ConfigureAwait(false);
    }

    private static Task Changes(HttpContext context)
    {
        var after = long.TryParse(PageRoutes.Query(context, "after"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var (since, followed) = (PageRoutes.Query(context, "since"), PageRoutes.Query(context, "followed") is not null);
        // The log is only ever added to; which records are followed is not in it.
        return Send(context, store => followed ? null : Tag(store, store.LastChange), r => r.Store.Changes(since, followed, after).Select(row => r.Json.Other("change", w => ChangeJson.Write(w, row))));
    }

    /// <summary>Names a state of all that is made across pages: families, stories, the ledger.</summary>
    private static string Across(Store store) => Tag(store, store.AcrossNumber);

    private static string Tag(Store store, object state) =>
        Hashes.Identity(16, "state/1", store.Runs() is [var first, ..] ? first.Started : "", string.Create(CultureInfo.InvariantCulture, $"{state} {store.LastChange}"), typeof(JsonRecords).Assembly.ManifestModule.ModuleVersionId.ToString());

    /// <param name="tag">Names the state of what is sent, so that who has it need not get it again; null where none can be told before all is read.</param>
    private static async Task Send(HttpContext context, Func<Store, string?>? tag, Func<Reader, IEnumerable<string>> lines)
    {
        var free = context.RequestServices.GetRequiredService<Places>().Free;
        if (!await free.WaitAsync(0, context.RequestAborted).ConfigureAwait(false))
        {
            context.Response.Headers.RetryAfter = "10";
            await Failures.Write(context, StatusCodes.Status503ServiceUnavailable, "busy", "Several whole lists are being sent already: try again in a while.").ConfigureAwait(false);
            return;
        }
        try
        {
            using var store = Store.Open(context.RequestServices.GetRequiredService<WebOptions>().Store);
            context.Response.Headers.CacheControl = "private, no-cache";
            if (tag?.Invoke(store) is { } state)
            {
                context.Response.Headers.ETag = $"W/\"{state}\"";
                if (context.Request.GetTypedHeaders().IfNoneMatch.Any(t => t.Tag == $"\"{state}\""))
                {
                    context.Response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }
            }
            context.Response.ContentType = "application/x-ndjson; charset=utf-8";
            using var json = new JsonRecords();
            await Write(context.Response.BodyWriter, lines(new Reader(store, json, PageRoutes.Query(context, "after") ?? "")), context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            free.Release();
        }
    }

    private static async Task Write(PipeWriter to, IEnumerable<string> lines, CancellationToken cancel)
    {
        var waiting = 0;
        foreach (var line in lines)
        {
            waiting += (int)Encoding.UTF8.GetBytes(line, to) + 1;
            to.GetSpan(1)[0] = (byte)'\n';
            to.Advance(1);
            if (waiting < Piece) continue;
            waiting = 0;
            // Waits until the listener has taken it.
            if ((await to.FlushAsync(cancel).ConfigureAwait(false)).IsCompleted) return;
        }
        await to.FlushAsync(cancel).ConfigureAwait(false);
    }
}
