using Waybill.Lineage;
using Waybill.Storage.Migrations;

namespace Waybill.Storage;

/// <summary>A page with claims, as counts of outlets and sources see it.</summary>
/// <param name="Day">First day on which it can have been published (<see cref="DateOnly.DayNumber"/>), or null.</param>
public sealed record PageLine(string Page, string? Outlet, int Claims, string? Family, Relation? Relation, int? Day);

/// <summary>What an overview over the whole ledger asks: columns and short rows of the pages with claims, never a page's own rows.</summary>
public sealed partial class Store
{
    private const string AcrossNumberSetting = "across_number";

    /// <summary>A number that grows with each time that the across-page state was made. Pages that are only read leave it as it is.</summary>
    public string AcrossNumber => Setting(AcrossNumberSetting) ?? "";

    private void CountAcross() => SetSetting(AcrossNumberSetting, (long.TryParse(AcrossNumber, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n + 1 : 1).ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The pages with claims, by id.</summary>
    public IEnumerable<PageLine> PageLines() => _database.Stream("""
        SELECT a.page, t.data, a.claims, f.data, d.first FROM article_line AS a
        LEFT JOIN term AS t ON t.id = a.outlet LEFT JOIN family_of AS f ON f.id = a.page LEFT JOIN article_date AS d ON d.id = a.page WHERE a.claims > 0 ORDER BY a.page
        """, r =>
    {
        var family = Text(r, 3) is { } json ? RowJson.Read<MainFamily>(json) : null;
        return new PageLine(r.GetString(0), Text(r, 1) is { } outlet ? ListTerm.Split(outlet)[0] : null, r.GetInt32(2), family?.Family, family?.Relation, r.IsDBNull(4) ? null : r.GetInt32(4));
    });

    /// <summary>The claims as read, by id: the page of each, and how sure its reading is.</summary>
    public IEnumerable<(string Id, string Page, double Confidence)> ClaimPages() =>
        _database.Stream("SELECT id, page, confidence FROM claim ORDER BY id", r => (r.GetString(0), r.GetString(1), (double)r.GetValue(2)!));

    /// <summary>Records of these ids that are there, some hundred at a time, in no order.</summary>
    public IEnumerable<T> Records<T>(string table, IEnumerable<string> ids)
    {
        var sql = $"SELECT data FROM {Known(table)} WHERE {_database.Among("id", "$1")}";
        foreach (var chunk in ids.Chunk(ListChunk))
            foreach (var record in Query(sql, r => RowJson.Read<T>(Data(r, 0)), [chunk])) yield return record;
    }

    /// <summary>What counts of sources ask of a claim in the ledger: the primary source as records count it, or null, and whether a copy of its text turned it.</summary>
    public IEnumerable<(string Id, string? Source, bool Turned)> ClaimSources()
    {
        // The short record passes over what it does not ask for.
        foreach (var (id, said) in _database.Stream($"SELECT id, data FROM {AcrossTable.PlacedClaim} ORDER BY id", r => (r.GetString(0), RowJson.Read<Said>(Data(r, 1)))))
            if (said.Source is not null || said.ContradictedBy is { Length: > 0 }) yield return (id, said.Source, said.ContradictedBy is { Length: > 0 });
    }

    /// <summary>The part of <see cref="Placement"/> that counts of sources ask for.</summary>
    private sealed record Said(string? Source, string[]? ContradictedBy);
}
