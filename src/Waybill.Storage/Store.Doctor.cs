using System.Text.Json;
using Waybill.Storage.Migrations;

namespace Waybill.Storage;

/// <summary>Checks on the file itself.</summary>
public sealed partial class Store
{
    private static readonly string[] PageTables = ["article", "article_line", "reading", "claim", "search_page", "queue"];

    /// <summary>What the database's own check finds; nothing where it is sound.</summary>
    public IReadOnlyList<string> IntegrityProblems() => _database.IntegrityProblems();

    /// <summary>Derived rows whose page is not kept.</summary>
    public IReadOnlyList<(string Table, long Count)> Orphans() =>
        [.. PageTables.Select(t => (t, Scalar<long>($"SELECT count(*) FROM {t} WHERE page NOT IN (SELECT id FROM page)"))).Where(t => t.Item2 > 0)];

    public void DropOrphans(string table)
    {
        if (!PageTables.Contains(table)) throw new ArgumentException("no table of rows a page", nameof(table));
        Execute($"DELETE FROM {table} WHERE page NOT IN (SELECT id FROM page)");
    }

    /// <summary>Pages whose derived rows cannot be read, or whose claims are not all listed.</summary>
    public IReadOnlyList<string> DamagedPages()
    {
        var damaged = new SortedSet<string>(StringComparer.Ordinal);
        damaged.UnionWith(Query("SELECT page FROM reading WHERE claims <> (SELECT count(*) FROM claim WHERE claim.page = reading.page)", r => r.GetString(0)));
        damaged.UnionWith(Query("SELECT page FROM reading WHERE page NOT IN (SELECT page FROM article)", r => r.GetString(0)));
        foreach (var page in PageIds())
        {
            try
            {
                _ = Article(page);
                _ = Reading(page);
            }
            catch (StoreException e) when (e.Problem == StoreProblem.Damaged)
            {
                damaged.Add(page);
            }
        }
        return [.. damaged];
    }

    /// <summary>Drops what was derived from a page, so that it can be derived again. Call inside a transaction.</summary>
    public void DropDerived(string page)
    {
        DropDerived([page]);
        MarkStale(1);
    }

    /// <summary>Across-page rows that cannot be read any more; dropped rows are made again by a rebuild.</summary>
    public int DropUnreadableAcross(bool drop)
    {
        var found = 0;
        foreach (var table in DerivedSchema.AcrossTables)
        {
            var bad = new List<string>();
            foreach (var id in Query($"SELECT id FROM {table}", r => r.GetString(0)))
            {
                try { using var record = JsonDocument.Parse(QueryFirst($"SELECT data FROM {table} WHERE id = $1", r => Data(r, 0), id)!); }
                catch (Exception e) when (e is JsonException or StoreException { Problem: StoreProblem.Damaged }) { bad.Add(id); }
            }
            found += bad.Count;
            if (drop)
                foreach (var id in bad) Execute($"DELETE FROM {table} WHERE id = $1", id);
        }
        if (drop && found > 0) MarkStale(1);
        return found;
    }

    /// <summary>How many rows of the kept across-page state differ from <paramref name="state"/>.</summary>
    public int CountDifferences(AcrossState state)
    {
        var fresh = AcrossRows.Of(state);
        var differ = 0;
        foreach (var table in DerivedSchema.AcrossTables)
        {
            var rows = fresh.Table(table);
            var kept = Query($"SELECT id, data FROM {table}", r => (Id: r.GetString(0), Data: Data(r, 1)));
            var same = kept.Count(k => rows.TryGetValue(k.Id, out var json) && json.Json == k.Data);
            differ += Math.Max(kept.Count, rows.Count) - same;
        }
        return differ;
    }
}
