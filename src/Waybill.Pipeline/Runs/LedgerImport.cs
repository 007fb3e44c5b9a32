using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Waybill.Articles;
using Waybill.Judgements;
using Waybill.Pages;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.PerPage;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Texts;

namespace Waybill.Pipeline.Runs;

/// <summary>A line of a file that could not be taken.</summary>
/// <param name="Line">Its number, from 1.</param>
public sealed record DamagedLine(long Line, string Problem);

/// <summary>What an import took.</summary>
/// <param name="Pages">New pages.</param>
/// <param name="Known">Pages that the store had.</param>
/// <param name="Differing">Ids of claims in the file that the rules of this program do not read from its pages.</param>
public sealed record ImportResult(long Lines, long Pages, long Known, long Judgements, long Followed, IReadOnlyList<string> Differing, IReadOnlyList<DamagedLine> Damaged);

/// <summary>A file that is not taken at all; the message says why.</summary>
public sealed class ImportException(string message) : Exception(message);

/// <summary>Takes <c>export all</c> back: pages with their bytes, how and when they were handed in, judgements, what is followed. What
/// was derived from them is derived again and compared by its ids; a line that cannot be read is named and the rest is taken. Taking a file
/// twice changes nothing the second time.</summary>
public sealed class LedgerImport(Store store, Stages stages, string program, TimeProvider clock, int jobs, Action<Progress> progress)
{
    private const int BatchSize = 64;

    /// <summary>A line may hold a page of this many bytes.</summary>
    private const int MostBytes = 256 * 1024 * 1024;

    /// <summary>Kinds of lines and the newest shape of each that this program knows.</summary>
    private static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["run"] = 1,
        ["skip"] = 1,
        ["bytes"] = 1,
        ["text"] = 1,
        ["capture"] = 1,
        ["judgement"] = 1,
        ["followed"] = 1,
        ["change"] = 1,
        ["entry"] = 1,
        ["page"] = 1,
        ["article"] = 1,
        ["claim"] = 1,
        ["family"] = 1,
        ["story"] = 1,
        ["storyline"] = 1,
        ["transfer"] = 1,
    };

    private readonly List<DamagedLine> _damaged = [];
    private readonly Dictionary<long, long> _runs = [];
    private readonly Dictionary<long, long> _judgements = [];
    private readonly List<Waiting> _waiting = [];
    private (string Sha256, byte[] Bytes)? _bytes;
    private (string Page, string Sha256, int Size, Article? Article)? _text;
    private readonly Dictionary<long, long> _entries = [];
    private readonly Dictionary<long, long> _marked = [];
    private readonly Dictionary<string, string> _transfers = new(StringComparer.Ordinal);
    private bool _fresh;
    private long _changes;
    private Stages? _stages;
    private long _pages, _known, _judged, _followed;

    private sealed record Waiting(string Id, string Sha256, string? Url, byte[] Bytes, List<(CaptureFacts Facts, long Run)> Captures)
    {
        /// <summary>Of a page that comes without its bytes: their number, and the article, unless it was withdrawn.</summary>
        public (int Size, Article? Article)? Text { get; init; }
    }

    /// <param name="open">Opens the file; it is read twice.</param>
    public ImportResult Run(Func<TextReader> open, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(open);
        var (lines, claims) = Check(open, cancel);
        store.Clock = clock;
        _fresh = store.IsNew;
        var old = store.Judgements();
        var at = 0L;
        using (var reader = open())
        {
            while (reader.ReadLine() is { } text)
            {
                cancel.ThrowIfCancellationRequested();
                at++;
                if (at % 256 == 0) progress(new Progress(at, lines, "importing"));
                if (text.Length == 0) continue;
                try
                {
                    using var json = JsonDocument.Parse(text);
                    Take(Kind(json.RootElement).Kind, json.RootElement, old);
                }
                catch (Exception e) when (e is JsonException or FormatException or InvalidDataException or InvalidOperationException or KeyNotFoundException)
                {
                    _damaged.Add(new DamagedLine(at, e.Message));
                }
            }
        }
        Flush();
        if (!AcrossRun.IsCurrent(store, stages)) AcrossRun.Refresh(store, stages);
        else if (_judged > 0) AcrossRun.RebuildLedger(store, stages);
        EndLog();
        // They were read just now: of no moment before is it known what its own rules read.
        if (_pages > 0) store.ForgetReadings();
        return new ImportResult(lines, _pages, _known, _judged, _followed, Differing(claims), _damaged);
    }

    /// <summary>Claims of the file that are neither read from its pages nor added by its judgements.</summary>
    private IReadOnlyList<string> Differing(SortedSet<string> claims)
    {
        var set = new ExportSet(store);
        return [.. claims.Where(c => set.PageOfClaim(c) is null)];
    }

    /// <summary>Reads the whole file before anything is written: a foreign or newer one is refused whole.</summary>
    private static (long Lines, SortedSet<string> Claims) Check(Func<TextReader> open, CancellationToken cancel)
    {
        var (lines, good) = (0L, 0L);
        var claims = new SortedSet<string>(StringComparer.Ordinal);
        using var reader = open();
        while (reader.ReadLine() is { } text)
        {
            cancel.ThrowIfCancellationRequested();
            lines++;
            if (text.Length == 0) continue;
            try
            {
                using var json = JsonDocument.Parse(text);
                var (kind, shape) = Kind(json.RootElement);
                if (kind.Length == 0) throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"Line {lines} is no record of Waybill: it has no version. Nothing was taken."));
                if (!Known.TryGetValue(kind, out var newest) || shape > newest)
                    throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"Line {lines} is of version waybill.{kind}/{shape}, which this program does not know: it was written by a newer one. Nothing was taken."));
                if (kind == "claim" && json.RootElement.TryGetProperty("id", out var id) && id.GetString() is { } claim) claims.Add(claim);
                good++;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // Named when the rest is taken.
            }
        }
        if (good == 0) throw new ImportException("The file holds no record of Waybill: `waybill export all` writes such files.");
        return (lines, claims);
    }

    private static (string Kind, int Shape) Kind(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String
            && version.GetString()!.Split('/') is [var name, var shape] && name.StartsWith("waybill.", StringComparison.Ordinal)
            && int.TryParse(shape, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (name[8..], number) : ("", 0);

    private void Take(string kind, JsonElement line, IReadOnlyList<Judgement> old)
    {
        // The captures of a page stand behind its bytes, one after the other.
        if (kind is not ("bytes" or "text" or "capture")) Flush();
        switch (kind)
        {
            case "run": TakeRun(line); break;
            case "skip": store.AddSkip(RunOf(line), new Skip(Text(line, "source"), Text(line, "reason"), Text(line, "detail"))); break;
            case "entry": TakeEntry(line); break;
            case "bytes": TakeBytes(line); break;
            case "text": TakeText(line); break;
            case "capture": TakeCapture(line); break;
            case "judgement": TakeJudgement(line, old); break;
            case "followed":
                store.Clock = new At(DateTimeOffset.Parse(Text(line, "at"), CultureInfo.InvariantCulture));
                if (store.Follow(Text(line, "id"), Text(line, "why"))) _followed++;
                store.Clock = clock;
                break;
            case "change" when _fresh: TakeChange(line); break;
            case "transfer" when _fresh: _transfers[Text(line, "id")] = Hashes.Sha256(line.GetRawText()); break;
            default: break; // derived, or a log beside which there is one
        }
    }

    /// <summary>The log goes on where nothing was logged yet; in a store that has one its entries would stand at the wrong place.</summary>
    private void TakeChange(JsonElement line)
    {
        var (run, judgement) = (line.GetProperty("run").GetInt64(), line.GetProperty("judgement").GetInt64());
        store.AddChange(new ChangeRow(0, Text(line, "at"), _runs.GetValueOrDefault(run), _judgements.GetValueOrDefault(judgement), Text(line, "what"), Text(line, "record"), Maybe(line, "was"), Text(line, "title"),
            [.. line.GetProperty("words").EnumerateArray().Select(w => w.GetString() ?? "")]));
        _changes = store.LastChange;
    }

    /// <summary>Records that came out as the file has them are nothing new; of others the log tells what they are now.</summary>
    private void EndLog()
    {
        if (_changes == 0) return;
        using var json = new JsonRecords();
        string[] same = [.. new ExportSet(store).Transfers.Where(t => _transfers.GetValueOrDefault(t.Id) == Hashes.Sha256(json.Transfer(t).TrimEnd('\n'))).Select(t => t.Id)];
        store.InTransaction(() => store.DropNew(_changes, same));
    }

    private void TakeRun(JsonElement line)
    {
        var number = line.GetProperty("number").GetInt64();
        var (command, made, started, who) = (Text(line, "command"), Text(line, "program"), Text(line, "started"), Maybe(line, "who"));
        if (store.Runs().FirstOrDefault(r => r.Command == command && r.Program == made && r.Started == started && r.Who == who && !_runs.ContainsValue(r.Id)) is { } same)
        {
            _runs[number] = same.Id;
            return;
        }
        var run = store.StartRun(command, made, Time(started), who);
        var counts = new RunCounts(Number("tried"), Number("read"), Number("known"), Number("skipped"), Number("capped"));
        if (Maybe(line, "finished") is { } finished) store.FinishRun(run, Text(line, "outcome"), counts, Time(finished));
        else store.UpdateRun(run, counts);
        _runs[number] = run;

        long Number(string name) => line.GetProperty(name).GetInt64();
    }

    /// <summary>The run of a line; where its own line is lost, one that stands for this import.</summary>
    private long RunOf(JsonElement line)
    {
        var number = line.GetProperty("run").GetInt64();
        if (_runs.TryGetValue(number, out var run)) return run;
        var now = clock.GetUtcNow();
        _runs[number] = run = store.StartRun("import", program, now);
        store.FinishRun(run, "done", default, now);
        return run;
    }

    private void TakeEntry(JsonElement line)
    {
        var number = line.GetProperty("number").GetInt64();
        if (Text(line, "kind") == MarkedEntries.Kind)
        {
            TakeMarked(line, number);
            return;
        }
        var entry = new EntryRow(0, Text(line, "kind"), Text(line, "subject"), Text(line, "value"), Text(line, "who"), Text(line, "at"), Text(line, "why"), Text(line, "source"));
        // One that takes another back names its number, which may be another here.
        if (System.Text.Json.Nodes.JsonNode.Parse(entry.Value) is System.Text.Json.Nodes.JsonObject value && value["Withdraws"] is { } withdraws && _entries.TryGetValue(withdraws.GetValue<long>(), out var mapped) && mapped != withdraws.GetValue<long>())
        {
            value["Withdraws"] = mapped;
            entry = entry with { Value = RowJson.WriteText(value) };
        }
        if (store.Entries().FirstOrDefault(e => e with { Number = 0 } == entry && !_entries.ContainsValue(e.Number)) is { } same)
        {
            _entries[number] = same.Number;
            return;
        }
        store.InTransaction(() => _entries[number] = store.AddEntry(entry));
    }

    /// <summary>A claim of a file that was written when such claims were entries.</summary>
    private void TakeMarked(JsonElement line, long number)
    {
        var entry = new EntryRow(number, MarkedEntries.Kind, Text(line, "subject"), Text(line, "value"), Text(line, "who"), Text(line, "at"), Text(line, "why"), "");
        var judgement = MarkedEntries.ToJudgement(entry, _marked) ?? throw new InvalidDataException("the claim that it adds cannot be read");
        if (store.Judgements().FirstOrDefault(j => j.Verb == judgement.Verb && j.Subject == judgement.Subject && j.At == judgement.At && j.Who == judgement.Who && j.Fields.SequenceEqual(judgement.Fields) && !_marked.ContainsValue(j.Number)) is { } same)
        {
            _marked[number] = same.Number;
            return;
        }
        store.InTransaction(() => _marked[number] = store.AddJudgement(judgement));
        _judged++;
    }

    private void TakeBytes(JsonElement line)
    {
        _bytes = null;
        _text = null;
        var sha256 = Text(line, "sha256");
        if (Text(line, "encoding") != "gzip+base64") throw new InvalidDataException("unknown encoding of bytes");
        var size = line.GetProperty("size").GetInt32();
        if (size is < 0 or > MostBytes) throw new InvalidDataException("the size of its bytes is out of range");
        using var gzip = new GZipStream(new MemoryStream(line.GetProperty("data").GetBytesFromBase64()), CompressionMode.Decompress);
        var bytes = new byte[size];
        if (gzip.ReadAtLeast(bytes, size, throwOnEndOfStream: false) != size || gzip.ReadByte() >= 0) throw new InvalidDataException("its bytes are not as many as it says");
        if (Hashes.Sha256(bytes) != sha256) throw new InvalidDataException($"its bytes are not those of {sha256}");
        _bytes = (sha256, bytes);
    }

    /// <summary>A page of which only the text was kept, or not even that. Its hash says whose text it is; that it is, only the file says.</summary>
    private void TakeText(JsonElement line)
    {
        _bytes = null;
        _text = null;
        if (Text(line, "encoding") != "gzip+base64") throw new InvalidDataException("unknown encoding of a text");
        Article? article = null;
        if (line.GetProperty("data") is { ValueKind: JsonValueKind.String } data)
        {
            using var gzip = new GZipStream(new MemoryStream(data.GetBytesFromBase64()), CompressionMode.Decompress);
            using var json = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int n; (n = gzip.Read(buffer)) > 0;)
            {
                if (json.Length + n > MostBytes) throw new InvalidDataException("the text is too long");
                json.Write(buffer, 0, n);
            }
            try { article = RowJson.Read<Article>(json.ToArray()); }
            catch (StoreException) { throw new InvalidDataException("the text cannot be read"); }
            if (article.TextHash != Hashes.Sha256(article.Text)) throw new InvalidDataException("the text has not the hash that it says");
        }
        _text = (Text(line, "page"), Text(line, "sha256"), line.GetProperty("size").GetInt32(), article);
    }

    private void TakeCapture(JsonElement line)
    {
        var (id, sha256, url) = (Text(line, "page"), Text(line, "sha256"), Maybe(line, "url"));
        if (Hashes.Identity(16, "page/1", sha256, url ?? "") != id) throw new InvalidDataException($"page {id} is not made of these bytes and this address");
        var facts = new CaptureFacts
        {
            Format = Word<PageFormat>(line, "format"),
            UrlFrom = Word<AddressSource>(line, "urlFrom"),
            Captured = Maybe(line, "captured") is { } captured ? new CapturedTime(Date(captured), Word<CapturedSource>(line, "capturedFrom")) : null,
            File = Maybe(line, "file"),
            Parent = Maybe(line, "parent"),
            Charset = Maybe(line, "charset"),
            Outlet = Maybe(line, "outlet"),
            Published = Maybe(line, "published") is { } published ? Date(published) : null,
            Collector = Maybe(line, "collector"),
        };
        var run = RunOf(line);
        if (_waiting.Count > 0 && _waiting[^1].Id == id)
        {
            _waiting[^1].Captures.Add((facts, run));
            return;
        }
        if (_waiting.Count >= BatchSize) Flush();
        if (store.HasPage(id))
        {
            _known++;
            store.InTransaction(() => store.PutCapture(id, facts, run));
            return;
        }
        if (_text is { } text && text.Page == id)
        {
            _waiting.Add(new Waiting(id, sha256, url, [], [(facts, run)]) { Text = (text.Size, text.Article) });
            return;
        }
        var bytes = _bytes is { } last && last.Sha256 == sha256 ? last.Bytes
            : _waiting.Find(w => w.Sha256 == sha256 && w.Text is null)?.Bytes ?? (store.HasBytes(sha256) ? store.Bytes(sha256) : throw new InvalidDataException($"the bytes of page {id} are not in the file"));
        _waiting.Add(new Waiting(id, sha256, url, bytes, [(facts, run)]));
    }

    private void Flush()
    {
        if (_waiting.Count == 0) return;
        var rows = new PageRows[_waiting.Count];
        // What people set down stands before the pages: it is part of how they are read.
        _stages ??= stages.For(store);
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs) }, i =>
        {
            var page = _waiting[i];
            var facts = CaptureFacts.Merge([.. page.Captures.Select(c => c.Facts)]);
            if (page.Text is { } text)
            {
                var kept = new PageFacts(page.Id, page.Sha256, text.Size, page.Url, facts);
                rows[i] = PageStages.Rows(_stages, kept, PageStages.Again(_stages, text.Article, text.Article is null ? "withdrawn where this comes from" : null)) with { Facts = page.Captures[0].Facts, Bytes = new Packed(PackingMethod.Dropped, text.Size, []) };
                return;
            }
            var capture = new PageFacts(page.Id, page.Sha256, page.Bytes.Length, page.Url, facts).ToCapture(page.Bytes);
            rows[i] = PageStages.Rows(_stages, capture, facts, PageStages.Run(_stages, capture), withBytes: true) with { Facts = page.Captures[0].Facts };
        });
        store.InTransaction(() =>
        {
            foreach (var run in Enumerable.Range(0, rows.Length).GroupBy(i => _waiting[i].Captures[0].Run)) store.PutPages([.. run.Select(i => rows[i])], run.Key);
            store.PutTexts([.. _waiting.Where(w => w.Text?.Article is not null).Select(w => (w.Id, w.Text!.Value.Article!))]);
            foreach (var page in _waiting)
                foreach (var (facts, run) in page.Captures.Skip(1)) store.PutCapture(page.Id, facts, run);
        });
        _pages += rows.Length;
        _waiting.Clear();
    }

    private void TakeJudgement(JsonElement line, IReadOnlyList<Judgement> old)
    {
        var number = line.GetProperty("number").GetInt64();
        var verb = Word<JudgementVerb>(line, "verb");
        long? withdraws = line.GetProperty("withdraws") is { ValueKind: JsonValueKind.Number } w ? w.GetInt64() : null;
        if (withdraws is { } of) withdraws = _judgements.TryGetValue(of, out var mapped) ? mapped : throw new InvalidDataException($"it withdraws judgement {of.ToString(CultureInfo.InvariantCulture)}, which is not in the file");
        var judgement = new Judgement
        {
            Number = 0,
            Verb = verb,
            Of = line.TryGetProperty("of", out _) ? Word<JudgementOf>(line, "of") : JudgementOf.Reading,
            Subject = withdraws is { } gone ? gone.ToString(CultureInfo.InvariantCulture) : Text(line, "subject"),
            Object = Maybe(line, "object"),
            Correction = Maybe(line, "field") is { } field ? new Correction(field, Maybe(line, "value"), Maybe(line, "words") ?? "") : null,
            Fields = line.TryGetProperty("fields", out var fields) ? [.. fields.EnumerateArray().Select(f => new Correction(Text(f, "field"), Maybe(f, "value"), Text(f, "words")))] : [],
            MadeOn = Anchors("madeOn"),
            OtherSide = Anchors("otherSide"),
            Who = Text(line, "who"),
            At = Text(line, "at"),
            Why = Text(line, "why"),
            Withdraws = withdraws,
        };
        if (old.FirstOrDefault(j => j.Verb == judgement.Verb && j.Subject == judgement.Subject && j.At == judgement.At && j.Who == judgement.Who && j.Why == judgement.Why
            && j.Object == judgement.Object && j.Correction == judgement.Correction && j.Fields.SequenceEqual(judgement.Fields) && !_judgements.ContainsValue(j.Number)) is { } same)
        {
            _judgements[number] = same.Number;
            return;
        }
        store.InTransaction(() => _judgements[number] = store.AddJudgement(judgement));
        _judged++;

        ImmutableArray<ClaimAnchor> Anchors(string name) => [.. line.GetProperty(name).EnumerateArray()
            .Select(a => new ClaimAnchor(Text(a, "claim"), Text(a, "article"), Text(a, "sentence"), Text(a, "key"), Text(a, "values")))];
    }

    private static string Text(JsonElement line, string name) => Maybe(line, name) ?? throw new InvalidDataException($"its {name} is missing");

    private static string? Maybe(JsonElement line, string name) => line.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;

    private static T Word<T>(JsonElement line, string name) where T : struct, Enum => Term.Parse<T>(Text(line, name)) ?? throw new InvalidDataException($"its {name} is no known word");

    private static PartialDate Date(string text) => PartialDate.Parse(text) ?? throw new InvalidDataException($"'{text}' is no date");

    private static DateTimeOffset Time(string text) => UtcStamp.Parse(text) ?? throw new InvalidDataException($"'{text}' is no time");

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
