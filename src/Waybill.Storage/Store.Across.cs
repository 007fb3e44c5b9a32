using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage.Databases;
using Waybill.Storage.Migrations;
using Waybill.Stories;

namespace Waybill.Storage;

/// <summary>Across-page results, and the ids that they no longer use.</summary>
public sealed partial class Store
{
    /// <summary>Shorter records stay text, which other programs can read.</summary>
    private const int PackFrom = 2048;

    private const int MaxRecord = 1 << 30;

    /// <summary>Replaces the across-page state; only rows that differ are touched. Ids that vanish go to the former
    /// ids, with what they were made of. Call inside a transaction. Returns the number of rows that differed.</summary>
    /// <param name="state">The state.</param>
    /// <param name="only">The tables to replace; all of them where it is null.</param>
    public int PutAcross(AcrossState state, IReadOnlyList<string>? only = null)
    {
        var fresh = AcrossRows.Of(state);
        var touched = 0;
        foreach (var table in only ?? DerivedSchema.AcrossTables)
        {
            var rows = fresh.Table(table);
            var log = table == AcrossTable.Transfer ? new ChangeLog(this) : null;
            foreach (var (id, old) in Query($"SELECT id, data FROM {table} ORDER BY id", r => (r.GetString(0), Data(r, 1))))
            {
                if (rows.ContainsKey(id)) continue;
                Remember(table, id, old);
                log?.Gone(old);
                Execute($"DELETE FROM {table} WHERE id = $1", id);
                touched++;
            }
            foreach (var (id, row) in rows) touched += Put(table, id, row, log);
            log?.End();
        }
        foreach (var kind in new[] { "family", "story", "storyline", "transfer" })
            Execute($"DELETE FROM former WHERE kind = $1 AND id IN (SELECT id FROM {kind})", kind);
        Execute("DELETE FROM former WHERE kind = 'claim' AND id IN (SELECT id FROM claim)");
        Execute("DELETE FROM stale");
        return touched;
    }

    /// <summary>A record from its column: as text, or packed behind its length where it is long.</summary>
    private static string Data(Row row, int column)
    {
        if (row.GetValue(column) is not byte[] { Length: > 4 } packed) return row.GetString(column);
        var size = BinaryPrimitives.ReadInt32LittleEndian(packed);
        if (size is < 0 or > MaxRecord) throw new StoreException(StoreProblem.Damaged, "A kept row cannot be unpacked: run `waybill doctor --repair`.");
        return Encoding.UTF8.GetString(Packing.Unpack(new Packed(PackingMethod.Brotli, size, packed[4..])));
    }

    private object Data(string table, string json)
    {
        if (json.Length < PackFrom || !_database.PacksRecords || !DerivedSchema.PackedTables.Contains(table)) return json;
        var packed = Packing.Pack(Encoding.UTF8.GetBytes(json), Packing.RowQuality);
        if (packed.Method == PackingMethod.Raw || packed.Size > MaxRecord) return json;
        var data = new byte[packed.Data.Length + 4];
        BinaryPrimitives.WriteInt32LittleEndian(data, packed.Size);
        packed.Data.CopyTo(data, 4);
        return data;
    }

    /// <summary>Writes a row where it differs from the kept one; 1 where it did.</summary>
    /// <param name="isNew">Whether it is known that there is none.</param>
    private int Put(string table, string id, AcrossRow row, ChangeLog? log = null, LineageWriting? written = null, bool isNew = false)
    {
        var kept = isNew ? null : QueryFirst($"SELECT data FROM {table} WHERE id = $1", r => Data(r, 0), id);
        written?.Note(table, id, isNew: kept is null);
        var json = row.Json;
        if (kept == json) return 0;
        written?.Change(table, id, kept, json);
        if (row.Record is Transfer transfer) log?.Put(kept, transfer);
        var columns = ListColumns.Of(table);
        return Execute(Database.Put(table, 1, ["id", "data", .. columns.Select(c => c.Name)]), [id, Data(table, json), .. row.Columns(Term)]);
    }

    private void Remember(string table, string id, string json)
    {
        var former = table switch
        {
            "family" when RowJson.Read<Family>(json) is var f => new Former("family", id, [.. f.Members.Select(m => m.Article)], ""),
            "story" when RowJson.Read<Story>(json) is var s => new Former("story", id, s.Families, s.Title),
            "storyline" when RowJson.Read<Storyline>(json) is var l => new Former("storyline", id, l.Stories, ""),
            "transfer" when RowJson.Read<Transfer>(json) is var t => new Former("transfer", id, t.Claims, t.Item.Words),
            AcrossTable.PlacedClaim when RowJson.Read<Placement>(json) is var c => new Former("claim", id, [c.Article], c.Words),
            _ => null,
        };
        if (former is null) return;
        // A claim leaves the ledger with its reading; it is former only if the reading is gone too.
        if (former.Kind == "claim" && PageOfClaim(id) is not null) return;
        PutFormer(former.Kind, former.Id, former.Members, former.Words);
    }

    /// <summary>Before derived tables of another version are dropped: every id that they hold becomes a former one, which it
    /// stays until it lives again. What is asked of the old rows is no more than was in every version.</summary>
    private void RememberAll()
    {
        if (_database.HasTable("claim"))
            foreach (var (id, page) in Query("SELECT id, page FROM claim", r => (r.GetString(0), r.GetString(1)))) PutFormer("claim", id, [page], "");
        Remember("placed_claim", "claim", old => ([Word(old, "Article")], old.TryGetProperty("Words", out var words) ? words.GetString() ?? "" : old.TryGetProperty("Claim", out var claim) ? Word(claim.GetProperty("Item"), "Words") : ""));
        Remember("family", "family", old => ([.. old.GetProperty("Members").EnumerateArray().Select(m => Word(m, "Article"))], ""));
        Remember("story", "story", old => (Words(old, "Families"), old.TryGetProperty("Title", out var title) ? title.GetString() ?? "" : ""));
        Remember("storyline", "storyline", old => (Words(old, "Stories"), ""));
        Remember("transfer", "transfer", old => (Words(old, "Claims"), Word(old.GetProperty("Item"), "Words")));

        static string Word(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

        static string[] Words(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];

        void Remember(string table, string kind, Func<JsonElement, (string[] Members, string Words)> ask)
        {
            if (!_database.HasTable(table)) return;
            foreach (var id in Query($"SELECT id FROM {table} ORDER BY id", r => r.GetString(0)))
            {
                using var old = JsonDocument.Parse(QueryFirst($"SELECT data FROM {table} WHERE id = $1", r => Data(r, 0), id)!);
                var (members, words) = ask(old.RootElement);
                PutFormer(kind, id, members, words);
            }
        }
    }

    private void PutFormer(string kind, string id, IReadOnlyList<string> members, string words) =>
        Execute(Database.Put("former", 2, "kind", "id", "members", "words"), kind, id, RowJson.WriteText(members), words);

    /// <summary>Ids of claims that stood on a page once and do not stand anywhere now.</summary>
    public IReadOnlyList<Former> FormerClaims(string page) => Query(
        "SELECT kind, id, members, words FROM former WHERE kind = 'claim' AND members = $1 ORDER BY id", ReadFormer, RowJson.WriteText<string[]>([page]));

    /// <summary>One across-page record, or null.</summary>
    public T? Record<T>(string table, string id) where T : class =>
        QueryFirst($"SELECT data FROM {Known(table)} WHERE id = $1", r => RowJson.Read<T>(Data(r, 0)), id);

    /// <summary>All records of a table, by id, some hundred in memory at a time.</summary>
    public IEnumerable<T> Records<T>(string table) => RecordsById<T>(table).Select(r => r.Record);

    /// <summary>All records of a table with their ids, by id, some hundred in memory at a time.</summary>
    public IEnumerable<(string Id, T Record)> RecordsById<T>(string table)
    {
        const int chunk = 500;
        var sql = $"SELECT id, data FROM {Known(table)} WHERE id > $1 ORDER BY id LIMIT {chunk}";
        var last = "";
        while (true)
        {
            var rows = Query(sql, r => (Id: r.GetString(0), Record: RowJson.Read<T>(Data(r, 1))), last);
            foreach (var row in rows) yield return row;
            if (rows.Count < chunk) yield break;
            last = rows[^1].Id;
        }
    }

    /// <summary>The records of these ids that are there, by id; some at a time are asked for.</summary>
    public IReadOnlyList<(string Id, T Record)> RecordsOf<T>(string table, IReadOnlyCollection<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        const int chunk = 100;
        var many = $"SELECT id, data FROM {Known(table)} WHERE id IN ({string.Join(", ", Enumerable.Range(1, chunk).Select(i => $"${i}"))})";
        var found = new List<(string Id, T Record)>();
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(chunk))
            // One statement for all: what lacks in the last chunk is asked for twice.
            found.AddRange(Query(many, r => (r.GetString(0), RowJson.Read<T>(Data(r, 1))), [.. some, .. Enumerable.Repeat(some[0], chunk - some.Length)]));
        found.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return found;
    }

    /// <summary>A table's name goes into the statement itself: only the known ones do.</summary>
    private static string Known(string table) =>
        DerivedSchema.AcrossTables.Contains(table) ? table : throw new ArgumentException("no across-page table", nameof(table));

    /// <summary>Whether there is a record of this kind with this id, in full: asked of one table's key, where <see cref="Find"/> asks all.</summary>
    public bool Has(string kind, string id)
    {
        bool In(string table) => QueryFirst($"SELECT id FROM {table} WHERE id = $1", r => r.GetString(0), id) is not null;
        return kind switch
        {
            "article" => In("page"),
            "claim" => In("claim") || In(AcrossTable.PlacedClaim),
            "family" or "story" or "storyline" or "transfer" => In(kind),
            _ => false,
        };
    }

    /// <summary>Records whose id begins with <paramref name="prefix"/>: kind and id, in order. The kinds are
    /// page (whose id is its article's too), claim, family, story, storyline, transfer, and former ids.</summary>
    public IReadOnlyList<(string Kind, string Id)> Find(string prefix)
    {
        const string sql = """
            SELECT 'article', id FROM page WHERE id BETWEEN $1 AND $2
            UNION ALL SELECT 'article', page.id FROM page WHERE sha256 BETWEEN $1 AND $2 AND NOT id BETWEEN $1 AND $2
            UNION ALL SELECT 'claim', id FROM claim WHERE id BETWEEN $1 AND $2
            -- Claims that people added stand on no page's list of what was read.
            UNION ALL SELECT 'claim', id FROM placed_claim WHERE id BETWEEN $1 AND $2 AND NOT EXISTS (SELECT 1 FROM claim WHERE claim.id = placed_claim.id)
            UNION ALL SELECT 'family', id FROM family WHERE id BETWEEN $1 AND $2
            UNION ALL SELECT 'story', id FROM story WHERE id BETWEEN $1 AND $2
            UNION ALL SELECT 'storyline', id FROM storyline WHERE id BETWEEN $1 AND $2
            UNION ALL SELECT 'transfer', id FROM transfer WHERE id BETWEEN $1 AND $2
            UNION ALL SELECT 'former ' || kind, id FROM former WHERE id BETWEEN $1 AND $2
            ORDER BY 2, 1 LIMIT 50
            """;
        return Query(sql, r => (r.GetString(0), r.GetString(1)), prefix, prefix + "\uFFFF");
    }

    public Former? FormerId(string kind, string id) => QueryFirst(
        "SELECT kind, id, members, words FROM former WHERE kind = $1 AND id = $2",
        ReadFormer, kind, id);

    private static Former ReadFormer(Row r) => new(r.GetString(0), r.GetString(1), RowJson.Read<string[]>(r.GetString(2)), r.GetString(3));
}
