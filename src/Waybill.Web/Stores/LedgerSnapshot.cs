using System.Diagnostics;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Looking;
using Waybill.Storage;
using Waybill.Storage.Migrations;

namespace Waybill.Web.Stores;

/// <summary>A record of the ledger with what filters and charts ask of it.</summary>
/// <param name="Current">The stage it has come to, or null where nothing is affirmed.</param>
/// <param name="Firm">Whether it may be drawn as a flow: an affirmed, certain or probable movement.</param>
/// <param name="Outlets">Names of the outlets that report it, in order.</param>
public sealed record TransferRow(Transfer Transfer, TransferStage? Current, bool Firm, IReadOnlyList<string> Outlets)
{
    /// <summary>Group of the current stage; of the first one where nothing is affirmed.</summary>
    public StageGroup Group => StageGroups.Of((Current ?? Transfer.Stages.FirstOrDefault())?.Stage ?? Stage.Sought);

    public bool Denied => Transfer.Stages.Any(s => s.Negated || s.Stance is Stance.Denies);
}

/// <summary>All records of the ledger at one state of the store, in memory: what lists and charts filter.</summary>
/// <param name="Version">Number of the state; another number, another state.</param>
public sealed record LedgerSnapshot(long Version, IReadOnlyList<TransferRow> Rows, StoreCounts Counts, bool Stale, SourceTables Tables)
{
    public static LedgerSnapshot Of(Store store, long version)
    {
        ArgumentNullException.ThrowIfNull(store);
        var tables = new SourceTables.Collector();
        foreach (var page in store.LedgerPages()) tables.Add(page);
        var rows = store.Records<Transfer>(AcrossTable.Transfer).Select(t => Row(t, tables))
            .OrderBy(r => StageLines.SortKey(r.Transfer), StringComparer.Ordinal).ToArray();
        return new LedgerSnapshot(version, rows, store.Counts(), store.AcrossStale, tables.Done(store, rows));
    }

    /// <summary>A record alone, without the outlets that report it.</summary>
    public static TransferRow RowOf(Transfer transfer)
    {
        var current = TransferWords.Current(transfer);
        return new TransferRow(transfer, current, current is not null && StageGroups.Of(current.Stage) == StageGroup.Movement, []);
    }

    private static TransferRow Row(Transfer transfer, SourceTables.Collector tables) =>
        RowOf(transfer) with { Outlets = [.. transfer.Claims.Select(tables.OutletOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
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
                    if (_making is not { IsCompleted: false } && Stopwatch.GetElapsedTime(_made) > _took * Rest) _making = Task.Run(() => AgainAsync(seen), CancellationToken.None);
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

    public void Dispose()
    {
        _watch?.Dispose();
        _one.Dispose();
    }

    private async Task AgainAsync(long seen)
    {
        try
        {
            using var loan = await pool.LendAsync(CancellationToken.None).ConfigureAwait(false);
            var made = Make(loan.Store);
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

    private (LedgerSnapshot Snapshot, TimeSpan Took) Make(Store store)
    {
        var start = Stopwatch.GetTimestamp();
        var snapshot = LedgerSnapshot.Of(store, Interlocked.Increment(ref _version));
        return (snapshot, Stopwatch.GetElapsedTime(start));
    }

    private LedgerSnapshot Keep((LedgerSnapshot Snapshot, TimeSpan Took) made, long seen)
    {
        (_last, _took, _seen, _made) = (made.Snapshot, made.Took, seen, Stopwatch.GetTimestamp());
        return made.Snapshot;
    }
}
