using System.Collections.Concurrent;
using System.Diagnostics;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Looking;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Web.Charts;
using Waybill.Web.Server;

namespace Waybill.Web.Stores;

/// <summary>A record of the ledger with what filters and charts ask of it.</summary>
/// <param name="Current">The stage it has come to, or null where nothing is affirmed.</param>
/// <param name="Firm">Whether it may be drawn as a flow: an affirmed, certain or probable movement.</param>
/// <param name="Outlets">Names of the outlets that report it, in order.</param>
public sealed record TransferRow(Transfer Transfer, TransferStage? Current, bool Firm, IReadOnlyList<string> Outlets)
{
    /// <summary>Group of the current stage; of the first one where nothing is affirmed.</summary>
    public StageGroup Group => StageGroups.Of((Current ?? Transfer.Stages.FirstOrDefault())?.Stage ?? Stage.Sought);

    /// <summary>The pages with its claims, by id.</summary>
    public IReadOnlyList<PageLine> Pages { get; init; } = [];

    public bool Denied => Transfer.Stages.Any(s => s.Negated || s.Stance is Stance.Denies);
}

/// <summary>What a filter leaves of the ledger, with what charts and lists draw from it: each made once, when first asked for.</summary>
public sealed class LedgerView(IReadOnlyList<TransferRow> rows)
{
    /// <summary>Records in <see cref="Newest"/>.</summary>
    public const int MostNewest = 50;

    private readonly Lazy<(FlowMatrix, FlowNetwork, WorldMap, StageTimeline)> _charts = new(() => (FlowMatrix.Of(rows), FlowNetwork.Of(rows), WorldMap.Of(rows), StageTimeline.Of(rows)));
    private readonly Lazy<(int, int, int, int)> _support = new(() => Behind(rows));
    private readonly Lazy<(int, int)> _counts = new(() => (rows.Count(r => r.Firm), rows.Count(r => !r.Transfer.Disputes.IsEmpty)));
    private readonly Lazy<IReadOnlyList<TransferRow>> _newest = new(() => Latest(rows, MostNewest));
    private readonly Lazy<IReadOnlyList<TransferRow>> _disputed = new(() => Latest(rows.Where(r => !r.Transfer.Disputes.IsEmpty), MostNewest));

    public IReadOnlyList<TransferRow> Rows => rows;

    public FlowMatrix Matrix => _charts.Value.Item1;

    public FlowNetwork Network => _charts.Value.Item2;

    public WorldMap Map => _charts.Value.Item3;

    public StageTimeline Timeline => _charts.Value.Item4;

    public int Firm => _counts.Value.Item1;

    public int DisputedCount => _counts.Value.Item2;

    /// <summary>Outlets, pages, families of one text and primary sources behind the records, each once.</summary>
    public (int Outlets, int Pages, int Families, int Sources) Support => _support.Value;

    /// <summary>Records reported last, the latest first.</summary>
    public IReadOnlyList<TransferRow> Newest => _newest.Value;

    /// <summary>Disputed ones, the latest reported first.</summary>
    public IReadOnlyList<TransferRow> Disputed => _disputed.Value;

    private static (int, int, int, int) Behind(IReadOnlyList<TransferRow> rows)
    {
        HashSet<string> outlets = new(StringComparer.Ordinal), pages = new(StringComparer.Ordinal), families = new(StringComparer.Ordinal), sources = new(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            sources.UnionWith(row.Transfer.PrimarySources);
            foreach (var page in row.Pages)
            {
                if (!pages.Add(page.Page)) continue;
                if (page.Outlet is { } outlet) outlets.Add(outlet);
                if (page.Family is { } family) families.Add(family);
            }
        }
        return (outlets.Count, pages.Count, families.Count, sources.Count);
    }

    private static IReadOnlyList<TransferRow> Latest(IEnumerable<TransferRow> rows, int most) =>
        [.. rows.OrderByDescending(r => r.Transfer.LastReported ?? "", StringComparer.Ordinal).ThenBy(r => r.Transfer.Id, StringComparer.Ordinal).Take(most)];
}

/// <summary>All records of the ledger at one state of the store, in memory: what lists and charts filter.</summary>
/// <param name="Version">Number of the state; another number, another state.</param>
public sealed record LedgerSnapshot(long Version, IReadOnlyList<TransferRow> Rows, StoreCounts Counts, bool Stale, SourceTables Tables)
{
    /// <summary>Filters whose views are kept; then they are made anew.</summary>
    private const int MostViews = 64;
    private const int MostOutlets = 500;

    /// <summary>Which state of all that is made across pages this is (<see cref="Store.AcrossNumber"/>).</summary>
    public string Across { get; init; } = "";

    private readonly ConcurrentDictionary<string, LedgerView> _views = new(StringComparer.Ordinal);

    /// <summary>Categories of items that there are, in order.</summary>
    public IReadOnlyList<string> Categories { get; } = [.. Rows.Select(r => r.Transfer.Item.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Outlets that report records, in order; of many those with most pages.</summary>
    public IReadOnlyList<string> Outlets { get; } = [.. Tables.Outlets.Select(o => o.Name).Take(MostOutlets).Order(StringComparer.Ordinal)];

    public LedgerView View(LedgerFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var key = filter.On("");
        if (_views.TryGetValue(key, out var view)) return view;
        if (_views.Count >= MostViews) _views.Clear();
        return _views.GetOrAdd(key, new LedgerView(filter.IsEmpty ? Rows : filter.Apply(Rows)));
    }

    public static LedgerSnapshot Of(Store store, long version)
    {
        ArgumentNullException.ThrowIfNull(store);
        // Asked first: what is made meanwhile has another number.
        var across = store.AcrossNumber;
        var tables = SourceTables.Collector.Of(store);
        var rows = store.Records<Transfer>(AcrossTable.Transfer).Select(t => Row(t, tables))
            .OrderBy(r => StageLines.SortKey(r.Transfer), StringComparer.Ordinal).ToArray();
        return new LedgerSnapshot(version, rows, store.Counts(), store.AcrossStale, tables.Done(store, rows)) { Across = across };
    }

    /// <summary>A record alone, without the outlets that report it.</summary>
    public static TransferRow RowOf(Transfer transfer)
    {
        var current = TransferWords.Current(transfer);
        return new TransferRow(transfer, current, current is not null && StageGroups.Of(current.Stage) == StageGroup.Movement, []);
    }

    private static TransferRow Row(Transfer transfer, SourceTables.Collector tables)
    {
        var pages = tables.PagesOf(transfer);
        return RowOf(transfer) with { Pages = pages, Outlets = [.. pages.Select(p => p.Outlet).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
    }
}

/// <summary>The snapshot of now, once for all who wait. A small store's is made anew as soon as the store has changed; a large one's in the
/// background, while the one before is shown: during a long run those who look need not wait for it, and what they see is moments old.</summary>
public sealed class LedgerSnapshots(StorePool pool) : IDisposable
{
    /// <summary>What is made faster than this is waited for.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);

    /// <summary>Times as long as making one took, none is made again: a running read must not have it made without end.</summary>
    private const int Rest = 5;

    private readonly SemaphoreSlim _one = new(1, 1);
    private Store? _watch;
    private long _seen = -1;
    private string _across = "";
    private long _version;
    private TimeSpan _took;
    private long _made;
    private Task? _making;
    private LedgerSnapshot? _last;

    public async Task<LedgerSnapshot> NowAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            // SQLite's data_version changes when another connection has written; this one never writes.
            _watch ??= Store.Open(pool.Path);
            var seen = _watch.DataVersion;
            if (_last is { } last)
            {
                if (seen == _seen) return last;
                if (_took > Quick)
                {
                    if (_making is not { IsCompleted: false } && Stopwatch.GetElapsedTime(_made) > _took * Rest)
                    {
                        // Where pages were only read, and nothing made of them across pages, no more than counts can differ.
                        var same = _watch.AcrossNumber == _across;
                        _making = Task.Run(() => AgainAsync(same ? last : null, seen), CancellationToken.None);
                    }
                    return last;
                }
            }
            return Keep(Make(_watch), seen);
        }
        catch (StoreException)
        {
            _watch?.Dispose();
            _watch = null;
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Makes the first one in the background, where there is a store by now.</summary>
    public void Warm() => _ = Task.Run(async () =>
    {
        try
        {
            await NowAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException or ObjectDisposedException)
        {
            // Whoever asks is told why.
        }
    });

    /// <summary>Waits for what is being made: its store must not be closed under it.</summary>
    public void Dispose()
    {
        _making?.Wait();
        _one.Wait();
        _watch?.Dispose();
        _one.Dispose();
    }

    private async Task AgainAsync(LedgerSnapshot? counted, long seen)
    {
        try
        {
            using var loan = await pool.LendAsync(CancellationToken.None).ConfigureAwait(false);
            var made = counted is null ? Make(loan.Store) : (counted with { Counts = loan.Store.Counts(), Stale = loan.Store.AcrossStale }, _took, _across);
            await _one.WaitAsync().ConfigureAwait(false);
            try
            {
                Keep(made, seen);
            }
            finally
            {
                _one.Release();
            }
        }
        catch (Exception e) when (e is StoreException or ObjectDisposedException)
        {
            // The one before is shown until the next try, or the server has stopped.
        }
    }

    private (LedgerSnapshot Snapshot, TimeSpan Took, string Across) Make(Store store)
    {
        var start = Stopwatch.GetTimestamp();
        var across = store.AcrossNumber;
        var snapshot = LedgerSnapshot.Of(store, Interlocked.Increment(ref _version));
        // The view that everybody sees first.
        var first = snapshot.View(new LedgerFilter());
        _ = (first.Matrix, first.Support, first.Newest, first.Disputed, first.Firm);
        return (snapshot, Stopwatch.GetElapsedTime(start), across);
    }

    private LedgerSnapshot Keep((LedgerSnapshot Snapshot, TimeSpan Took, string Across) made, long seen)
    {
        (_last, _took, _across, _seen, _made) = (made.Snapshot, made.Took, made.Across, seen, Stopwatch.GetTimestamp());
        return made.Snapshot;
    }
}
