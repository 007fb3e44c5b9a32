using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Pipeline.Extractors;
using Waybill.Pipeline.PerPage;
using Waybill.Pipeline.Sources;
using Waybill.Storage;

namespace Waybill.Pipeline.Runs;

/// <summary>How to read.</summary>
public sealed record ReadOptions
{
    /// <summary>Workers; output never depends on it.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;
    public SourceWords Words { get; init; } = SourceWords.None;

    /// <summary>Who takes the pages in, where they say so.</summary>
    public string? Who { get; init; }

    /// <summary>Whether new pages are only kept, for workers to read.</summary>
    public bool Queue { get; init; }

    /// <summary>What a manifest says about files, if one is given.</summary>
    public Manifest? Manifest { get; init; }

    /// <summary>Opened at most once, for the source <c>-</c>.</summary>
    public Func<Stream> StandardInput { get; init; } = () => Stream.Null;

    /// <summary>What is kept of pages that are new.</summary>
    public Keep Keep { get; init; }

    /// <summary>Name and version of the program, kept with the run.</summary>
    public string Program { get; init; } = "waybill";
}

/// <summary>Where a run is.</summary>
/// <param name="Bytes">Bytes of the sources read so far; 0 of 0 where the number of pages is known.</param>
public readonly record struct Progress(long Done, long Total, string Doing, long Bytes = 0, long BytesTotal = 0);

/// <summary>What a run did.</summary>
public sealed record ReadSummary
{
    public long Tried { get; init; }
    public long Read { get; init; }
    public long Known { get; init; }

    /// <summary>Pages that were kept and wait for a worker.</summary>
    public long Queued { get; init; }

    /// <summary>Known pages whose rows were made by other versions of the stages.</summary>
    public long Older { get; init; }
    public long Capped { get; init; }
    public required SortedDictionary<string, long> Skipped { get; init; }

    /// <summary>What was skipped, by name, at most <see cref="ReadRun.MostNamed"/>; files of another kind in a folder are only counted.</summary>
    public required IReadOnlyList<Skip> Named { get; init; }

    /// <summary>Pages read in this run whose claims were skipped (another language, no arms named): reason → count.</summary>
    public required SortedDictionary<string, long> WithoutClaims { get; init; }
    public bool Cancelled { get; init; }
}

/// <summary>Reads pages into a store: many workers, one writer. Results are committed in batches, so that a run that is
/// broken off anywhere can simply be started again; the across-page state follows at the end in one transaction.</summary>
public sealed class ReadRun(Store store, Stages stages, ReadOptions options, TimeProvider clock, Action<Progress> progress)
{
    /// <summary>Skips that the summary names; the store has all of them.</summary>
    public const int MostNamed = 1000;

    private const int BatchSize = 256;

    private readonly Stages _stages = stages.For(store);

    private readonly ConcurrentDictionary<string, byte> _claimed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _withoutClaims = new(StringComparer.Ordinal);
    private readonly List<PageRows> _waiting = [];
    private RunCounts _counts;
    private long _older;
    private long _queued;

    private enum Outcome { Read, Queued, Known, Older, Skipped }

    private sealed record Done(Outcome Outcome, PageRows? Rows, Skip? Skip, bool Capped, string? WithoutClaims, string Source = "");

    public ReadSummary Run(SourceList sources, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(sources);
        store.Clock = clock;
        var known = store.PageStates();
        var run = store.StartRun("read", options.Program, clock.GetUtcNow(), options.Who);
        store.InTransaction(() =>
        {
            foreach (var skip in sources.Passed) Skipped(run, skip);
        });
        var reader = new SourceReader(sources, options.Words, options.Manifest, options.StandardInput);
        var jobs = Math.Clamp(options.Jobs, 1, Math.Max(1, reader.HasArchives ? int.MaxValue : sources.Items.Count));
        var results = Channel.CreateBounded<Done>(new BoundedChannelOptions(BatchSize) { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var entries = reader.Read().GetEnumerator();
        var workers = Enumerable.Range(0, jobs).Select(_ => Task.Factory.StartNew(() =>
        {
            while (!stop.IsCancellationRequested && Next(entries) is { } entry)
            {
                var done = Work(entry, known);
                if (!results.Writer.TryWrite(done)) results.Writer.WriteAsync(done, stop.Token).AsTask().GetAwaiter().GetResult();
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        var all = Task.WhenAll(workers);
        _ = all.ContinueWith(_ => results.Writer.TryComplete(), TaskScheduler.Default);
        try
        {
            WriteAll(results.Reader, run, sources.Items.Count + _counts.Tried, reader);
        }
        finally
        {
            stop.Cancel();
            try { all.Wait(CancellationToken.None); }
            catch (AggregateException e) when (e.Flatten().InnerExceptions.All(x => x is OperationCanceledException)) { }
        }
        store.InTransaction(() =>
        {
            foreach (var rows in _waiting)
                if (store.HasPage(rows.Id)) store.PutCapture(rows.Id, rows.Facts, run);
        });
        if (!cancel.IsCancellationRequested) RereadChangedCaptures(run);
        _claimed.Clear(); // as many as the pages; what follows a run needs the room
        store.FinishRun(run, cancel.IsCancellationRequested ? "stopped" : "done", _counts, clock.GetUtcNow());
        return new ReadSummary
        {
            Tried = _counts.Tried,
            Read = _counts.Read,
            Known = _counts.Known,
            Older = _older,
            Queued = _queued,
            Capped = _counts.Capped,
            Skipped = _skipped,
            Named = [.. store.Skips(run).Where(s => s.Reason != SkipReason.OtherKind).Take(MostNamed)],
            WithoutClaims = _withoutClaims,
            Cancelled = cancel.IsCancellationRequested,
        };
    }

    /// <summary>The next thing to work on; archives are read by one worker at a time.</summary>
    private static SourceEntry? Next(IEnumerator<SourceEntry> entries)
    {
        lock (entries) return entries.MoveNext() ? entries.Current : null;
    }

    private Done Work(SourceEntry entry, Dictionary<string, PageState> known)
    {
        try
        {
            var (capture, skip) = entry.Load();
            if (capture is null) return new Done(Outcome.Skipped, null, skip, false, null);
            var facts = CaptureFacts.Of(capture);
            if (known.TryGetValue(capture.Id, out var state))
            {
                if (state.ArticleStage is null && options.Queue) return new Done(state.Queued ? Outcome.Known : Outcome.Queued, OnlyCapture(capture, facts), null, false, null, entry.Name);
                var current = state.Queued || (state.ArticleStage == _stages.Articles.Version && state.ReadingStage == _stages.ReadingVersion);
                return new Done(current ? Outcome.Known : Outcome.Older, OnlyCapture(capture, facts), null, false, null);
            }
            if (!_claimed.TryAdd(capture.Id, 0)) return new Done(Outcome.Known, OnlyCapture(capture, facts), null, false, null);
            if (options.Queue)
            {
                var kept = OnlyCapture(capture, facts) with { Bytes = Packing.Pack(capture.Bytes.Span, Packing.PageQuality) };
                return new Done(Outcome.Queued, kept, null, false, null, entry.Name);
            }
            var reading = PageStages.Run(_stages, capture);
            if (reading.Article is ArticleResult.None { Reason: not NoArticleReason.NoText } none)
                return new Done(Outcome.Skipped, null, new Skip(entry.Name, Words(none.Reason), none.Detail), false, null);
            var rows = PageStages.Rows(_stages, capture, facts, reading, withBytes: true);
            return reading.Article is ArticleResult.None { Detail: var detail }
                ? new Done(Outcome.Skipped, rows, new Skip(entry.Name, SkipReason.NoText, detail), reading.Capped, null)
                : new Done(Outcome.Read, rows, null, reading.Capped, reading.ClaimsSkipped);
        }
        catch (ChatException e)
        {
            return new Done(Outcome.Skipped, null, new Skip(entry.Name, SkipReason.NoAnswer, e.Message), false, null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A stage never throws; where one does, the page is named and the run goes on.
            var words = string.Create(CultureInfo.InvariantCulture, $"{e.GetType().Name}: {e.Message}");
            return new Done(Outcome.Skipped, null, new Skip(entry.Name, SkipReason.ProgramError, words), false, null);
        }
    }

    private static PageRows OnlyCapture(Capture capture, CaptureFacts facts) =>
        new(capture.Id, capture.Sha256, capture.Url, facts, null, null, null);

    internal static string Words(NoArticleReason reason) => reason switch
    {
        NoArticleReason.Empty => SkipReason.Empty,
        NoArticleReason.Binary => SkipReason.Binary,
        NoArticleReason.TooLarge => SkipReason.TooLarge,
        NoArticleReason.NotSupported => SkipReason.NotSupported,
        NoArticleReason.Damaged => SkipReason.Damaged,
        _ => SkipReason.NoText,
    };

    private void WriteAll(ChannelReader<Done> results, long run, long total, SourceReader reader)
    {
        var batch = new List<Done>(BatchSize);
        while (results.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < BatchSize && results.TryRead(out var done)) batch.Add(done);
            store.InTransaction(() =>
            {
                foreach (var done in batch) Count(done, run);
                store.PutPages([.. batch.Select(d => d.Rows).OfType<PageRows>().Where(r => r.Bytes is not null)], run);
                store.Consider(batch.Select(d => d.Rows).OfType<PageRows>().Where(r => r.Bytes is not null).Select(r => r.Id), options.Keep);
                store.Enqueue([.. batch.Where(d => d.Outcome == Outcome.Queued).Select(d => (d.Rows!.Id, d.Source))], run);
                foreach (var rows in batch.Select(d => d.Rows).OfType<PageRows>().Where(r => r.Bytes is null))
                {
                    // A second copy of a page can come before the first is written.
                    if (store.HasPage(rows.Id)) store.PutCapture(rows.Id, rows.Facts, run);
                    else _waiting.Add(rows);
                }
                store.UpdateRun(run, _counts);
            });
            batch.Clear();
            progress(new Progress(_counts.Tried, total, "reading", reader.BytesRead, reader.BytesTotal));
        }
    }

    private void Count(Done done, long run)
    {
        if (done.Skip is { } skip) Skipped(run, skip);
        else _counts = _counts with { Tried = _counts.Tried + 1 };
        if (done.Capped) _counts = _counts with { Capped = _counts.Capped + 1 };
        switch (done.Outcome)
        {
            case Outcome.Read: _counts = _counts with { Read = _counts.Read + 1 }; break;
            case Outcome.Queued: _queued++; break;
            case Outcome.Older: _older++; goto case Outcome.Known;
            case Outcome.Known: _counts = _counts with { Known = _counts.Known + 1 }; break;
            default: break;
        }
        if (done.WithoutClaims is { } reason) _withoutClaims[reason] = _withoutClaims.GetValueOrDefault(reason) + 1;
    }

    private void Skipped(long run, Skip skip)
    {
        store.AddSkip(run, skip);
        _skipped[skip.Reason] = _skipped.GetValueOrDefault(skip.Reason) + skip.Count;
        _counts = _counts with { Tried = _counts.Tried + skip.Count, Skipped = _counts.Skipped + skip.Count };
    }

    /// <summary>A page that was handed in again with other words about it (an earlier capture, an outlet) is read again.</summary>
    private void RereadChangedCaptures(long run)
    {
        foreach (var id in store.PagesWithChangedCapture()) Reread(store, _stages, id, run);
    }
    internal static void Reread(Store store, Stages stages, string id, long run)
    {
        if (store.Page(id) is not { } page) return;
        var rows = PageStages.Rows(stages, page, PageStages.Again(stages, store, page));
        store.InTransaction(() => store.PutPages([rows], run));
    }
}
