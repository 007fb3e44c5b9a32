using System.Collections.Frozen;
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
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var page in store.LedgerPages())
        {
            var outlet = page.Outlet ?? page.OutletDomain;
            if (outlet is null) continue;
            foreach (var claim in page.Claims) names[claim.Id] = outlet;
        }
        var outlets = names.ToFrozenDictionary(StringComparer.Ordinal);
        var rows = store.Records<Transfer>(AcrossTable.Transfer).Select(t => Row(t, outlets))
            .OrderBy(r => StageLines.SortKey(r.Transfer), StringComparer.Ordinal).ToArray();
        return new LedgerSnapshot(version, rows, store.Counts(), store.AcrossStale, SourceTables.Of(store, rows));
    }

    private static TransferRow Row(Transfer transfer, FrozenDictionary<string, string> outlets)
    {
        var current = TransferWords.Current(transfer);
        var firm = current is not null && StageGroups.Of(current.Stage) == StageGroup.Movement;
        var names = transfer.Claims.Select(c => outlets.GetValueOrDefault(c)).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return new TransferRow(transfer, current, firm, names);
    }
}

/// <summary>The snapshot of now: made anew when the store has changed, once for all who wait.</summary>
public sealed class LedgerSnapshots(StorePool pool) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private Store? _watch;
    private long _seen = -1;
    private long _version;
    private volatile LedgerSnapshot? _last;

    public async Task<LedgerSnapshot> NowAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            // SQLite's data_version changes when another connection has written; this one never writes.
            _watch ??= Store.Open(pool.Path);
            var seen = _watch.DataVersion;
            if (_last is { } last && seen == _seen) return last;
            _seen = seen;
            return _last = LedgerSnapshot.Of(_watch, ++_version);
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
}
