using System.Threading.Channels;
using Waybill.Pipeline;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Runs;
using Waybill.Pipeline.Sources;
using Waybill.Storage;

namespace Waybill.Web.Jobs;

/// <summary>Pages that somebody added, and how far they are read.</summary>
public sealed class ReadJob(string name, string folder, SourceWords words)
{
    public string Name => name;
    internal string Folder => folder;
    internal SourceWords Words => words;

    /// <summary>Something else to be done over the store in place of reading; its words are the state at the end.</summary>
    internal Func<Store, Stages, Action<Progress>, CancellationToken, string>? Work { get; init; }

    /// <summary>Who adds the pages, where they say so.</summary>
    internal string? Who { get; init; }

    public string State { get; internal set; } = "waiting";
    public long At { get; internal set; }
    public long Total { get; internal set; }
    public bool Done { get; internal set; }
    public IReadOnlyList<Skip> Skipped { get; internal set; } = [];
}

/// <summary>Reads what was added, one job after the other, in the background and with one worker: those who look come first.</summary>
public sealed class ReadJobs : IDisposable
{
    /// <summary>Files in one form at most.</summary>
    public const int MostFiles = 500;

    /// <summary>Bytes in one form at most.</summary>
    public const long MostBytes = 200L * 1024 * 1024;

    /// <summary>Jobs that wait at most.</summary>
    public const int MostWaiting = 20;

    private const int MostShown = 20;

    private readonly Channel<ReadJob> _waiting = Channel.CreateBounded<ReadJob>(MostWaiting);
    private readonly List<ReadJob> _all = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<Stages> _stages;
    private readonly TimeProvider _clock;
    private readonly Task _worker;
    private readonly string _store;
    private readonly string _program;

    public ReadJobs(string store, string program, Lazy<Stages> stages, TimeProvider clock)
    {
        _store = store;
        _program = program;
        _stages = stages;
        _clock = clock;
        _worker = Task.Factory.StartNew(Work, _stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The last jobs, newest first.</summary>
    public IReadOnlyList<ReadJob> Latest
    {
        get
        {
            lock (_all) return [.. Enumerable.Reverse(_all).Take(MostShown)];
        }
    }

    /// <summary>Takes a job whose files lie in a folder of their own, which is removed afterwards; false where too many wait.</summary>
    public bool Add(ReadJob job)
    {
        if (!_waiting.Writer.TryWrite(job)) return false;
        lock (_all) _all.Add(job);
        return true;
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _stop.Cancel();
        try { _worker.Wait(TimeSpan.FromSeconds(20)); }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.All(x => x is OperationCanceledException)) { }
        _stop.Dispose();
    }

    private void Work()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        while (!_stop.IsCancellationRequested && _waiting.Reader.WaitToReadAsync(_stop.Token).AsTask().GetAwaiter().GetResult())
        {
            while (_waiting.Reader.TryRead(out var job)) Run(job);
        }
    }

    /// <summary>The files under the names that they came with: where they lay meanwhile is nobody's business.</summary>
    private static SourceList Sources(ReadJob job) =>
        new([.. Directory.EnumerateFiles(job.Folder).Order(StringComparer.Ordinal).Select(f => new SourceItem("added/" + Path.GetFileName(f), f, Named: true))], []);

    private void Run(ReadJob job)
    {
        try
        {
            job.State = "reading";
            using var store = Store.OpenOrCreate(_store);
            if (job.Work is { } work)
            {
                job.State = work(store, _stages.Value, p => (job.At, job.Total) = (p.Done, p.Total), _stop.Token);
                return;
            }
            var sources = Sources(job);
            var options = new ReadOptions { Jobs = 1, Words = sources.Items.Count == 1 ? job.Words : SourceWords.None, Program = _program, Who = job.Who };
            var summary = new ReadRun(store, _stages.Value, options, _clock, p => (job.At, job.Total) = (p.Done, p.Total)).Run(sources, _stop.Token);
            if (!summary.Cancelled && !AcrossRun.IsCurrent(store, _stages.Value))
            {
                job.State = "families, dates, stories, transfers";
                AcrossRun.Refresh(store, _stages.Value);
            }
            job.Skipped = [.. summary.Named.Select(s => s with { Source = Path.GetFileName(s.Source) })];
            var skipped = summary.Skipped.Values.Sum();
            job.State = summary.Cancelled ? "stopped" : $"{summary.Read} read, {summary.Known} already known, {skipped} skipped";
        }
        catch (OperationCanceledException)
        {
            job.State = "stopped";
        }
        catch (Exception e) when (e is StoreException or SourceException or LexiconException or IOException or UnauthorizedAccessException)
        {
            job.State = "not done: " + e.Message;
        }
        finally
        {
            job.Done = true;
            try
            {
                if (job.Folder.Length > 0) Directory.Delete(job.Folder, recursive: true);
            }
            catch (IOException) { /* The system's own cleaning takes it. */ }
        }
    }
}
