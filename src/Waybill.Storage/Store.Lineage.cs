using Waybill.Lineage;
using Waybill.Storage.Databases;
using Waybill.Storage.Migrations;

namespace Waybill.Storage;

/// <summary>What lineage keeps to go on from: its engine's rows, and which state of each page it has seen.</summary>
public sealed partial class Store
{
    /// <summary>Pages whose article lineage has not seen, or has seen otherwise; and pages that it has seen and that are no more.</summary>
    /// <param name="said">Pages of which people said something that lineage sees, and what names it.</param>
    public (IReadOnlyList<string> Changed, IReadOnlyList<string> Gone) LineageLag(IReadOnlyDictionary<string, string> said)
    {
        var (changed, gone) = LineageLag();
        string[] judged = [.. SaidLag(said).Where(p => QueryFirst("SELECT page FROM article WHERE page = $1 AND reason IS NULL", r => r.GetString(0), p) is not null)];
        return (judged.Length == 0 ? changed : [.. changed.Union(judged, StringComparer.Ordinal).Order(StringComparer.Ordinal)], gone);
    }

    /// <summary>Pages of which people said otherwise than when lineage saw them.</summary>
    public IReadOnlyList<string> SaidLag(IReadOnlyDictionary<string, string> said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var seen = Query("SELECT page, said FROM lineage_page WHERE said IS NOT NULL", r => (Page: r.GetString(0), Said: r.GetString(1))).ToDictionary(s => s.Page, s => s.Said, StringComparer.Ordinal);
        return [.. said.Keys.Union(seen.Keys, StringComparer.Ordinal).Where(p => said.GetValueOrDefault(p) != seen.GetValueOrDefault(p)).Order(StringComparer.Ordinal)];
    }

    private (List<string> Changed, List<string> Gone) LineageLag() => (
        Query("SELECT a.page FROM article AS a LEFT JOIN lineage_page AS l ON l.page = a.page WHERE a.reason IS NULL AND (l.page IS NULL OR l.stage <> a.stage OR l.capture <> a.capture) ORDER BY a.page", r => r.GetString(0)),
        Query("SELECT l.page FROM lineage_page AS l LEFT JOIN article AS a ON a.page = l.page AND a.reason IS NULL WHERE a.page IS NULL ORDER BY l.page", r => r.GetString(0)));

    public byte[]? LineageRow(string kind, string id) =>
        QueryFirst("SELECT data FROM lineage_row WHERE kind = $1 AND id = $2", r => (byte[])r.GetValue(0)!, kind, id);

    /// <summary>All rows of a kind, by id, some hundred in memory at a time.</summary>
    public IEnumerable<(string Id, byte[] Data)> LineageRows(string kind)
    {
        const int chunk = 500;
        var last = "";
        while (true)
        {
            var rows = Query($"SELECT id, data FROM lineage_row WHERE kind = $1 AND id > $2 ORDER BY id LIMIT {chunk}", r => (Id: r.GetString(0), Data: (byte[])r.GetValue(1)!), kind, last);
            foreach (var row in rows) yield return row;
            if (rows.Count < chunk) yield break;
            last = rows[^1].Id;
        }
    }

    /// <summary>Forgets what lineage keeps to go on from, not its results.</summary>
    public void ForgetLineage()
    {
        Execute("DELETE FROM lineage_row");
        Execute("DELETE FROM lineage_page");
    }

    /// <summary>Writes the engine's rows, and that it has seen the pages. Call in the transaction that writes its results.</summary>
    public void PutLineageRows(LineageDelta delta, IEnumerable<string> seen, IReadOnlyDictionary<string, string> said)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(delta);
        ArgumentNullException.ThrowIfNull(seen);
        foreach (var (kind, id, data) in delta.Rows)
        {
            if (data is null) Execute("DELETE FROM lineage_row WHERE kind = $1 AND id = $2", kind, id);
            else Execute(Database.Put("lineage_row", 2, "kind", "id", "data"), kind, id, data);
        }
        foreach (var page in delta.ArticlesGone) Execute("DELETE FROM lineage_page WHERE page = $1", page);
        foreach (var page in seen)
            Execute("INSERT INTO lineage_page (page, stage, capture, said) SELECT page, stage, capture, CAST($2 AS TEXT) FROM article WHERE page = $1 ON CONFLICT (page) DO UPDATE SET stage = excluded.stage, capture = excluded.capture, said = excluded.said", page, said.GetValueOrDefault(page));
    }

    private static IReadOnlyList<string> LineageTables { get; } = [.. LineageWriting.RecordTables, .. LineageWriting.PageTables];

    /// <summary>What a run across pages is about to write, of which nothing may be there yet.</summary>
    public LineageWriting StartLineage() => new(fresh:
        LineageTables.All(t => QueryFirst($"SELECT id FROM {t} LIMIT 1", r => r.GetString(0)) is null)
        && QueryFirst("SELECT id FROM former WHERE kind <> 'claim' LIMIT 1", r => r.GetString(0)) is null);

    /// <summary>How many rows of lineage a run touched: those that differ from what was there when it began.</summary>
    public int Touched(LineageWriting written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return written.Fresh ? (int)LineageTables.Sum(t => Scalar<long>($"SELECT count(*) FROM {t}")) : written.Touched;
    }

    /// <summary>Writes what an update of lineage changed, and nothing else. Call inside a transaction.</summary>
    /// <param name="delta">What the update changed.</param>
    /// <param name="written">What earlier updates of the same transaction wrote; this one's is added.</param>
    /// <param name="seen">Pages that the run takes in with this update and not before.</param>
    public void PutLineage(LineageDelta delta, LineageWriting written, IReadOnlyCollection<string> seen)
    {
        ArgumentNullException.ThrowIfNull(delta);
        ArgumentNullException.ThrowIfNull(written);
        var first = written.Fresh ? seen.ToHashSet(StringComparer.Ordinal) : [];
        foreach (var (table, ids) in new[] { (AcrossTable.Family, delta.FamiliesGone), (AcrossTable.Story, delta.StoriesGone), (AcrossTable.Storyline, delta.StorylinesGone) })
            foreach (var id in ids) Forget(table, id, written);
        foreach (var id in delta.ArticlesGone)
            foreach (var table in LineageWriting.PageTables) Forget(table, id, written);
        foreach (var family in delta.Families)
        {
            TellRecord(AcrossTable.Family, family.Id, family);
            foreach (var member in family.Members) TellOfPage(AcrossTable.FamilyOf, member.Article, new MainFamily(family.Id, member.Relation));
        }
        foreach (var story in delta.Stories) TellRecord(AcrossTable.Story, story.Id, story);
        foreach (var storyline in delta.Storylines) TellRecord(AcrossTable.Storyline, storyline.Id, storyline);
        foreach (var date in delta.Dates) TellOfPage(AcrossTable.ArticleDate, date.Article, date);
        foreach (var (id, of) in delta.VersionOf)
        {
            if (of is not null) TellOfPage(AcrossTable.VersionOf, id, of);
            else Forget(AcrossTable.VersionOf, id, written);
        }
        foreach (var (id, blocks) in delta.Furniture)
        {
            if (!blocks.IsEmpty) TellOfPage(AcrossTable.Furniture, id, blocks);
            else Forget(AcrossTable.Furniture, id, written);
        }

        void TellRecord<T>(string table, string id, T value)
        {
            if (!written.Fresh) Execute("DELETE FROM former WHERE kind = $1 AND id = $2", table, id);
            Put(table, id, AcrossRows.Row(value), written: written, isNew: written.Fresh && !written.Has(table, id));
        }

        void TellOfPage<T>(string table, string id, T value) => Put(table, id, AcrossRows.Row(value), written: written, isNew: first.Contains(id));
    }

    /// <summary>Drops what a run from scratch did not write. Call inside its transaction.</summary>
    public void DropUnwritten(LineageWriting written)
    {
        ArgumentNullException.ThrowIfNull(written);
        if (written.Fresh) return;
        foreach (var table in LineageWriting.RecordTables)
            foreach (var id in Query($"SELECT id FROM {table} ORDER BY id", r => r.GetString(0)))
                if (!written.Has(table, id)) Forget(table, id, written);
        foreach (var table in LineageWriting.PageTables)
            foreach (var id in Query($"SELECT id FROM {table} WHERE id NOT IN (SELECT page FROM lineage_page) ORDER BY id", r => r.GetString(0))) Forget(table, id, written);
    }

    private void Forget(string table, string id, LineageWriting written)
    {
        if (written.Fresh && !written.Has(table, id)) return; // it is not there
        if (QueryFirst($"SELECT data FROM {table} WHERE id = $1", r => Data(r, 0), id) is not { } old) return;
        // What came and went within one run was never there to be pointed at.
        if (!written.Drop(table, id)) Remember(table, id, old);
        written.Change(table, id, old, null);
        Execute($"DELETE FROM {table} WHERE id = $1", id);
    }
}
