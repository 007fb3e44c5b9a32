namespace Waybill.Lineage;

/// <summary>What the engine does not hold itself: pages, the families that it wrote, and its own rows.</summary>
public interface ILineageStore
{
    /// <summary>The page as it is now. Asked only about pages that were put and not removed.</summary>
    LineagePage Page(string id);

    /// <summary>A family as it was last written, or null.</summary>
    Family? Family(string id);

    /// <summary>One of the engine's rows as it was last written, or null.</summary>
    byte[]? Row(string kind, string id);

    /// <summary>All rows of a kind.</summary>
    IEnumerable<(string Id, byte[] Data)> Rows(string kind);
}

/// <summary>A row of the engine's to be written, or dropped where it has no data.</summary>
public readonly record struct LineageRow(string Kind, string Id, byte[]? Data);

/// <summary>The engine's rows: those written since the last <see cref="Take"/> before those in the store.</summary>
internal sealed class LineageRows(ILineageStore store)
{
    private readonly Dictionary<(string Kind, string Id), byte[]?> _written = [];

    internal LineagePage Page(string id) => store.Page(id);

    internal byte[] Get(string kind, string id) =>
        (_written.TryGetValue((kind, id), out var row) ? row : store.Row(kind, id)) ?? throw new InvalidDataException($"the row of {kind} {id} is missing");

    internal void Put(string kind, string id, byte[] row) => _written[(kind, id)] = row;

    internal void Drop(string kind, string id) => _written[(kind, id)] = null;

    internal IEnumerable<(string Id, byte[] Data)> All(string kind) => store.Rows(kind);

    /// <summary>What was written since the last time, sorted.</summary>
    internal List<LineageRow> Take()
    {
        var rows = _written.Select(w => new LineageRow(w.Key.Kind, w.Key.Id, w.Value)).ToList();
        rows.Sort(static (a, b) => string.CompareOrdinal(a.Kind, b.Kind) is var k && k != 0 ? k : string.CompareOrdinal(a.Id, b.Id));
        _written.Clear();
        return rows;
    }
}

/// <summary>All in memory: for one run over a set of pages.</summary>
public sealed class MemoryLineageStore : ILineageStore
{
    private readonly Dictionary<string, LineagePage> _pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, byte[]>> _rows = new(StringComparer.Ordinal);

    public LineagePage Page(string id) => _pages[id];

    public Family? Family(string id) => _families.GetValueOrDefault(id);

    public byte[]? Row(string kind, string id) => _rows.TryGetValue(kind, out var rows) ? rows.GetValueOrDefault(id) : null;

    public IEnumerable<(string Id, byte[] Data)> Rows(string kind) =>
        _rows.TryGetValue(kind, out var rows) ? rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => (r.Key, r.Value)) : [];

    public void Put(LineagePage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        _pages[page.Id] = page;
    }

    public void Remove(string id) => _pages.Remove(id);

    /// <summary>Writes down what an update gave.</summary>
    public void Write(LineageDelta delta)
    {
        ArgumentNullException.ThrowIfNull(delta);
        foreach (var id in delta.FamiliesGone) _families.Remove(id);
        foreach (var family in delta.Families) _families[family.Id] = family;
        foreach (var (kind, id, data) in delta.Rows)
        {
            if (!_rows.TryGetValue(kind, out var rows)) _rows[kind] = rows = new(StringComparer.Ordinal);
            if (data is null) rows.Remove(id);
            else rows[id] = data;
        }
    }
}
