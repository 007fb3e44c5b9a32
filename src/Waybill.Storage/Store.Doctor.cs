using Waybill.Storage.Migrations;

namespace Waybill.Storage;

/// <summary>Checks on the file itself.</summary>
public sealed partial class Store
{
    private static readonly string[] PageTables = ["article", "reading", "claim"];

    /// <summary>What SQLite's own check finds; nothing where the file is sound.</summary>
    public IReadOnlyList<string> IntegrityProblems() =>
        [.. Query("PRAGMA integrity_check(20)", r => r.GetString(0)).Where(line => line != "ok")];

    /// <summary>Derived rows whose page is not kept.</summary>
    public IReadOnlyList<(string Table, long Count)> Orphans() =>
        [.. PageTables.Select(t => (t, Scalar<long>($"SELECT count(*) FROM {t} WHERE page NOT IN (SELECT id FROM page)"))).Where(t => t.Item2 > 0)];

    public void DropOrphans(string table)
    {
        if (!PageTables.Contains(table)) throw new ArgumentException("no table of rows a page", nameof(table));
        Execute($"DELETE FROM {table} WHERE page NOT IN (SELECT id FROM page)");
    }

    /// <summary>How many rows of the kept across-page state differ from <paramref name="state"/>.</summary>
    public int CountDifferences(AcrossState state)
    {
        var fresh = AcrossRows.Of(state);
        var differ = 0;
        foreach (var table in DerivedSchema.AcrossTables)
        {
            var rows = fresh.Table(table);
            var kept = Query($"SELECT id, data FROM {table}", r => (Id: r.GetString(0), Data: r.GetString(1)));
            var same = kept.Count(k => rows.TryGetValue(k.Id, out var json) && json == k.Data);
            differ += Math.Max(kept.Count, rows.Count) - same;
        }
        return differ;
    }
}
