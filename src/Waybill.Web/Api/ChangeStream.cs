using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Storage;
using Waybill.Web.Server;
using Waybill.Web.Stores;

namespace Waybill.Web.Api;

/// <summary>The log of changes for programs: as JSON Lines, and as a stream of server-sent events that goes on as the ledger changes.
/// The log is only ever added to, so the number of the last entry is all that a listener must remember.</summary>
public static class ChangeStream
{
    /// <summary>Listeners at once; more are sent away.</summary>
    public const int Most = 100;

    private const int Batch = 200;

    /// <summary>How often the store is looked at, and after how many looks a comment keeps the line open.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private const int Idle = 15;

    private static int _listening;

    public static async Task List(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var loan = await PageRoutes.Lend(context).ConfigureAwait(false);
        using var json = new JsonRecords();
        var after = After(context) ?? 0;
        var rows = loan.Store.Changes(PageRoutes.Query(context, "since"), PageRoutes.Query(context, "followed") is not null, after).Take(ApiRoutes.MostRows + 1).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows.Take(ApiRoutes.MostRows)) text.Append(json.Other("change", w => ChangeJson.Write(w, row))).Append('\n');
        if (rows.Length > ApiRoutes.MostRows) context.Response.Headers.Link = string.Create(CultureInfo.InvariantCulture, $"</api/v1/changes?after={rows[^2].Number}>; rel=\"next\"");
        context.Response.ContentType = "application/x-ndjson; charset=utf-8";
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Begins after <c>Last-Event-ID</c> or <c>?after=</c>; without either, with what comes from now on.</summary>
    public static async Task Listen(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Interlocked.Increment(ref _listening) > Most)
        {
            Interlocked.Decrement(ref _listening);
            await Failures.Write(context, StatusCodes.Status503ServiceUnavailable, "busy", "Too many listen already.").ConfigureAwait(false);
            return;
        }
        try
        {
            await Tell(context, context.RequestServices.GetRequiredService<StorePool>()).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The listener has gone, or the server stops.
        }
        finally
        {
            Interlocked.Decrement(ref _listening);
        }
    }

    private static async Task Tell(HttpContext context, StorePool pool)
    {
        var stopping = context.RequestServices.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var cancel = end.Token;
        long after;
        using (var loan = await pool.LendAsync(cancel).ConfigureAwait(false)) after = After(context) ?? loan.Store.LastChange;
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"retry: 5000\nid: {after}\n\n"), cancel).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancel).ConfigureAwait(false);
        for (var quiet = 0; ; quiet++)
        {
            IReadOnlyList<ChangeRow> rows;
            using (var loan = await pool.LendAsync(cancel).ConfigureAwait(false)) rows = loan.Store.LastChange > after ? [.. loan.Store.Changes(null, followed: false, after).Take(Batch)] : [];
            foreach (var row in rows)
            {
                await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"id: {row.Number}\nevent: {row.What}\ndata: {Data(row)}\n\n"), cancel).ConfigureAwait(false);
                after = row.Number;
            }
            if (rows.Count > 0 || quiet % Idle == Idle - 1)
            {
                if (rows.Count == 0) await context.Response.WriteAsync(": still here\n\n", cancel).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(cancel).ConfigureAwait(false);
            }
            if (rows.Count < Batch) await Task.Delay(Every, cancel).ConfigureAwait(false);
        }
    }

    private static long? After(HttpContext context)
    {
        var words = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? last : PageRoutes.Query(context, "after");
        return long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>One line: JSON has no line break in it.</summary>
    private static string Data(ChangeRow row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            ChangeJson.Write(json, row);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
