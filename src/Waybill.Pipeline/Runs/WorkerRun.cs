using System.Globalization;
using System.Security.Cryptography;
using Waybill.Articles;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.PerPage;
using Waybill.Pipeline.Sources;
using Waybill.Storage;

namespace Waybill.Pipeline.Runs;

/// <summary>How a worker works.</summary>
public sealed record WorkerOptions
{
    /// <summary>Pages to work on at once.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether it ends when nothing waits and the across-page state is current; else it waits for more.</summary>
    public bool Drain { get; init; }

    /// <summary>How long a page is this worker's without word from it. It sends word three times as often.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>No page takes so long: what takes longer is another worker's to try.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Times that a page is tried before it goes into quarantine.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Before a page that failed is tried again; doubled each time.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Before the queue, or a server that is away, is asked again.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Pages after which the across-page state is brought up to date though more wait.</summary>
    public long AcrossEvery { get; init; } = 20_000;

    /// <summary>Name of the worker: no other has it.</summary>
    public string Name { get; init; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{Environment.ProcessId}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}");

    public string Program { get; init; } = "waybill";
}

/// <summary>What a worker did.</summary>
public sealed record WorkerSummary(long Read, long Skipped, long Failed, bool Cancelled);

/// <summary>Reads pages from a store's queue. Any number of workers may run, on any machines: a page is a worker's while its lease runs, and what it gave
/// is written in the transaction that takes it out of the queue. A worker that is killed leaves nothing but a lease that runs out; one whose server is
/// killed begins anew when it is back. One worker at a time brings the across-page state up to date.</summary>
public sealed class WorkerRun(Func<Store> open, Stages stages, WorkerOptions options, TimeProvider clock, Action<WorkerSummary, string> progress)
{
    /// <summary>Pages that one of the jobs takes at a time.</summary>
    private const int Batch = 24;

    /// <summary>Every so many times a page that was tried before comes before fresh ones.</summary>
    private const int Turn = 8;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();

    /// <summary>With what people put into the store, as it was when it was opened.</summary>
    private Stages? _own;

    private Stages Current => _own ?? stages;
    private RunCounts _counts;
    private long _failed;
    private DateTimeOffset _since;

    private sealed record Result(Taken Taken, PageRows? Rows, bool Kept, Skip? Skip, bool Capped, string? Error, bool Hopeless = false);

    public WorkerSummary Run(CancellationToken cancel)
    {
        Store? store = null;
        var (run, away, turn) = (0L, options.Poll, 0);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var renewal = Task.Run(() => RenewAsync(ended.Token), CancellationToken.None);
        try
        {
            while (!cancel.IsCancellationRequested)
            {
                try
                {
                    if (store is null)
                    {
                        store = open();
                        store.Clock = clock;
                        _own = stages.For(store);
                        // What a connection that broke off left behind.
                        store.GiveBack(options.Name);
                        if (run == 0) run = store.StartRun("worker", options.Program, clock.GetUtcNow());
                    }
                    store.Bury(options.Attempts, string.Create(CultureInfo.InvariantCulture, $"its workers died or hung {options.Attempts} times"));
                    if (store.StalePages >= options.AcrossEvery) Across(store, run);
                    var taken = store.Take(options.Name, Batch * options.Jobs, options.Lease, again: ++turn % Turn == 0);
                    if (taken.Count > 0) Work(store, run, taken, cancel);
                    else if (!Across(store, run))
                    {
                        if (options.Drain && store.Queue().Open == 0 && AcrossRun.IsCurrent(store, Current)) break;
                        progress(Summary(false), "waiting");
                        cancel.WaitHandle.WaitOne(options.Poll);
                    }
                    away = options.Poll;
                }
                catch (StoreException e) when (e.Problem is StoreProblem.Unreachable or StoreProblem.Locked && run != 0)
                {
                    progress(Summary(false), e.Message);
                    store?.Dispose();
                    store = null;
                    cancel.WaitHandle.WaitOne(away);
                    away = away * 2 < LongestWait ? away * 2 : LongestWait;
                }
            }
            if (store is not null) End(store, run, cancel);
        }
        finally
        {
            ended.Cancel();
            renewal.Wait(CancellationToken.None);
            store?.Dispose();
        }
        return Summary(cancel.IsCancellationRequested);
    }

    private void End(Store store, long run, CancellationToken cancel)
    {
        store.GiveBack(options.Name);
        store.FinishRun(run, cancel.IsCancellationRequested ? "stopped" : "done", _counts, clock.GetUtcNow());
    }

    private WorkerSummary Summary(bool cancelled) => new(_counts.Read, _counts.Skipped, _failed, cancelled);

    private void Work(Store store, long run, IReadOnlyList<Taken> taken, CancellationToken cancel)
    {
        lock (_lock) _since = clock.GetUtcNow();
        var work = taken.Select(t => (Taken: t, Page: Load(store, t.Page))).ToArray();
        var results = new Result?[work.Length];
        Parallel.For(0, work.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, i =>
        {
            if (!cancel.IsCancellationRequested) results[i] = One(work[i].Taken, work[i].Page);
        });
        lock (_lock) _since = default;
        var (counts, failed) = (_counts, _failed);
        store.InTransaction(() =>
        {
            (_counts, _failed) = (counts, failed);
            var mine = store.Finish(options.Name, [.. results.OfType<Result>().Where(r => r.Error is null).Select(r => r.Taken.Page)]);
            var whole = results.OfType<Result>().Where(r => mine.Contains(r.Taken.Page)).ToArray();
            store.PutPages([.. whole.Where(r => r.Kept).Select(r => r.Rows!)], run);
            foreach (var r in whole)
            {
                if (!r.Kept) store.Forget(r.Taken.Page);
                if (r.Skip is { } skip) store.AddSkip(run, skip);
                _counts = _counts with
                {
                    Tried = _counts.Tried + 1,
                    Read = _counts.Read + (r.Skip is null ? 1 : 0),
                    Skipped = _counts.Skipped + (r.Skip is null ? 0 : 1),
                    Capped = _counts.Capped + (r.Capped ? 1 : 0),
                };
            }
            foreach (var r in results.OfType<Result>().Where(r => r.Error is not null))
            {
                var last = r.Hopeless || r.Taken.Attempts >= options.Attempts;
                store.Fail(options.Name, r.Taken.Page, r.Error!, last ? null : options.Wait * Math.Pow(2, r.Taken.Attempts - 1));
                _failed++;
            }
            store.UpdateRun(run, _counts);
        });
        if (results.Contains(null)) store.GiveBack(options.Name);
        progress(Summary(false), "reading");
    }

    /// <summary>A page with its bytes, or what is wrong with them.</summary>
    private static (PageFacts? Page, byte[] Bytes, string? Error) Load(Store store, string id)
    {
        try
        {
            return store.Page(id) is { } page ? (page, store.Bytes(page.Sha256), null) : (null, [], "the page is not kept any more");
        }
        catch (StoreException e) when (e.Problem == StoreProblem.Damaged)
        {
            return (null, [], e.Message);
        }
    }

    private Result One(Taken taken, (PageFacts? Page, byte[] Bytes, string? Error) loaded)
    {
        if (loaded.Page is not { } page) return new Result(taken, null, false, null, false, loaded.Error, Hopeless: true);
        try
        {
            var capture = page.ToCapture(loaded.Bytes);
            var reading = PageStages.Run(Current, capture);
            if (reading.Article is ArticleResult.None { Reason: not NoArticleReason.NoText } none)
                return new Result(taken, null, false, new Skip(taken.Source, ReadRun.Words(none.Reason), none.Detail), false, null);
            var rows = PageStages.Rows(Current, capture, page.Facts, reading, withBytes: false);
            return new Result(taken, rows, true, reading.Article is ArticleResult.None { Detail: var detail } ? new Skip(taken.Source, SkipReason.NoText, detail) : null, reading.Capped, null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new Result(taken, null, false, null, false, string.Create(CultureInfo.InvariantCulture, $"{SkipReason.ProgramError}: {e.GetType().Name}: {e.Message}"));
        }
    }

    /// <summary>Brings the across-page state up to date; false where it is, or where another worker is at it.</summary>
    private bool Across(Store store, long run)
    {
        if (AcrossRun.IsCurrent(store, Current)) return false;
        progress(Summary(false), "families, dates, stories, transfers");
        // A page that was handed in again while a worker had it.
        foreach (var id in store.PagesWithChangedCapture()) ReadRun.Reread(store, Current, id, run);
        return AcrossRun.TryRefresh(store, Current);
    }

    /// <summary>Keeps the leases while pages are worked on.</summary>
    private async Task RenewAsync(CancellationToken ended)
    {
        Store? store = null;
        try
        {
            while (true)
            {
                await Task.Delay(options.Lease / 3, clock, ended).ConfigureAwait(false);
                DateTimeOffset since;
                lock (_lock) since = _since;
                if (since == default || clock.GetUtcNow() - since > options.Longest) continue;
                try
                {
                    store ??= open();
                    store.Renew(options.Name, options.Lease);
                }
                catch (StoreException)
                {
                    // The next time; if that fails too, another worker takes the pages.
                    store?.Dispose();
                    store = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The worker has ended.
        }
        finally
        {
            store?.Dispose();
        }
    }
}
