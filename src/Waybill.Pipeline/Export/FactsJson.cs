using System.IO.Compression;
using Waybill.Storage;

namespace Waybill.Pipeline.Export;

/// <summary>The facts of a store as JSON Lines, from which another store is made: runs, what they passed over, the bytes of pages, how each was
/// handed in, what is followed. Judgements have a kind of their own.</summary>
public sealed class FactsJson(Store store, JsonRecords json)
{
    public IEnumerable<string> Runs()
    {
        foreach (var run in store.Runs())
        {
            yield return json.Other("run", w =>
            {
                w.WriteNumber("number", run.Id);
                w.WriteString("command", run.Command);
                w.WriteString("program", run.Program);
                w.WriteString("who", run.Who);
                w.WriteString("started", run.Started);
                w.WriteString("finished", run.Finished);
                w.WriteString("outcome", run.Outcome);
                w.WriteNumber("tried", run.Counts.Tried);
                w.WriteNumber("read", run.Counts.Read);
                w.WriteNumber("known", run.Counts.Known);
                w.WriteNumber("skipped", run.Counts.Skipped);
                w.WriteNumber("capped", run.Counts.Capped);
            });
            foreach (var skip in store.Skips(run.Id))
            {
                yield return json.Other("skip", w =>
                {
                    w.WriteNumber("run", run.Id);
                    w.WriteString("source", skip.Source);
                    w.WriteString("reason", skip.Reason);
                    w.WriteString("detail", skip.Detail);
                });
            }
        }
    }

    /// <summary>What people set down besides judgements: rows of the lexicon, ratings, searches, pages withdrawn.</summary>
    public IEnumerable<string> Entries() => store.Entries().Select(e => json.Other("entry", w =>
    {
        w.WriteNumber("number", e.Number);
        w.WriteString("kind", e.Kind);
        w.WriteString("subject", e.Subject);
        w.WriteString("value", e.Value);
        w.WriteString("who", e.Who);
        w.WriteString("at", e.At);
        w.WriteString("why", e.Why);
        w.WriteString("source", e.Source);
    }));

    /// <summary>The bytes of each page, once (or, where they are not kept, its text: null of a page that was withdrawn), and behind them each way in which the page was handed in.</summary>
    public IEnumerable<string> Pages(IEnumerable<PageFacts> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            if (!page.HasBytes)
            {
                var text = store.KeptText(page.Id) is { } article ? Convert.ToBase64String(Pack(RowJson.Write(article))) : null;
                yield return json.Other("text", w =>
                {
                    w.WriteString("page", page.Id);
                    w.WriteString("sha256", page.Sha256);
                    w.WriteNumber("size", page.Bytes);
                    w.WriteString("encoding", "gzip+base64");
                    w.WriteString("data", text);
                });
            }
            else if (written.Add(page.Sha256))
            {
                var bytes = store.Bytes(page.Sha256);
                yield return json.Other("bytes", w =>
                {
                    w.WriteString("sha256", page.Sha256);
                    w.WriteNumber("size", bytes.Length);
                    w.WriteString("encoding", "gzip+base64");
                    w.WriteString("data", Convert.ToBase64String(Pack(bytes)));
                });
            }
            foreach (var (facts, run) in store.CapturesByRun(page.Id))
            {
                yield return json.Other("capture", w =>
                {
                    w.WriteString("page", page.Id);
                    w.WriteString("sha256", page.Sha256);
                    w.WriteString("url", page.Url);
                    w.WriteNumber("run", run);
                    w.WriteString("format", Term.Of(facts.Format));
                    w.WriteString("urlFrom", Term.Of(facts.UrlFrom));
                    w.WriteString("captured", facts.Captured?.Value.ToString());
                    w.WriteString("capturedFrom", facts.Captured is { } captured ? Term.Of(captured.From) : null);
                    w.WriteString("file", facts.File);
                    w.WriteString("parent", facts.Parent);
                    w.WriteString("charset", facts.Charset);
                    w.WriteString("outlet", facts.Outlet);
                    w.WriteString("published", facts.Published?.ToString());
                    w.WriteString("collector", facts.Collector);
                });
            }
        }
    }

    public IEnumerable<string> Followed() => store.Followed().Select(f => json.Other("followed", w =>
    {
        w.WriteString("id", f.Id);
        w.WriteString("at", f.At);
        w.WriteString("title", new ExportSet(store).Transfer(f.Id) is { } transfer ? Ledger.TransferDifference.Title(transfer) : "");
        w.WriteString("why", f.Why);
    }));

    public IEnumerable<string> Changes() => store.Changes(null, false).Select(c => Change(json, c));

    /// <summary>An entry of the log of changes.</summary>
    public static string Change(JsonRecords json, ChangeRow change)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(change);
        return json.Other("change", w => Looking.ChangeJson.Write(w, change));
    }

    internal static byte[] Pack(byte[] bytes)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Optimal)) gzip.Write(bytes);
        return to.ToArray();
    }
}
