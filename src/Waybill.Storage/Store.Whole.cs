namespace Waybill.Storage;

/// <summary>What is asked when a store is written out whole and made again from that.</summary>
public sealed partial class Store
{
    /// <summary>How a page was handed in, each time, with the number of the run that first said so, in the order of the chain.</summary>
    public IReadOnlyList<(CaptureFacts Facts, long Run)> CapturesByRun(string page) => Query(
        "SELECT " + CaptureColumns + ", run FROM capture WHERE page = $1 ORDER BY run, key", r => (ReadCapture(r), r.GetInt64(10)), page);

    /// <summary>All that people set down besides judgements, by number.</summary>
    public IReadOnlyList<EntryRow> Entries() => Query(
        "SELECT id, kind, subject, value, who, at, why, source FROM entry ORDER BY id",
        r => new EntryRow(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7)));

    public bool HasBytes(string sha256) => QueryFirst("SELECT sha256 FROM bytes WHERE sha256 = $1 AND packing <> 2", r => r.GetString(0), sha256) is not null;
}
