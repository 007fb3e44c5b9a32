using System.Collections.Immutable;
using Waybill.Ledger;
using Waybill.Lineage;

namespace Waybill.Storage;

/// <summary>All that the across-page stages gave. Either may be absent where the stage is not composed.</summary>
public sealed record AcrossState(LineageResult? Lineage, LedgerResult? Ledger)
{
    public static AcrossState Empty { get; } = new(null, null);
}

/// <summary>The rows of an across-page state: table → id → JSON. What is compared when a rebuild must be identical.</summary>
public sealed class AcrossRows
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _tables = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> Table(string name) =>
        _tables.TryGetValue(name, out var rows) ? rows : ImmutableDictionary<string, string>.Empty;

    public static AcrossRows Of(AcrossState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var rows = new AcrossRows();
        if (state.Lineage is { } lineage)
        {
            foreach (var family in lineage.Families) rows.Add("family", family.Id, family);
            foreach (var date in lineage.Dates) rows.Add("article_date", date.Article, date);
            foreach (var story in lineage.Stories) rows.Add("story", story.Id, story);
            foreach (var storyline in lineage.Storylines) rows.Add("storyline", storyline.Id, storyline);
            foreach (var (article, of) in lineage.VersionOf) rows.Add("version_of", article, of);
        }
        if (state.Ledger is { } ledger)
        {
            foreach (var claim in ledger.Claims) rows.Add("placed_claim", claim.Claim.Id, claim);
            foreach (var transfer in ledger.Transfers) rows.Add("transfer", transfer.Id, transfer);
            foreach (var (article, changes) in ledger.ClaimChanges) rows.Add("claim_changes", article, changes);
        }
        return rows;
    }

    internal void Add<T>(string table, string id, T value) => Put(table, id, RowJson.WriteText(value));

    internal void Put(string table, string id, string json)
    {
        if (!_tables.TryGetValue(table, out var rows)) _tables[table] = rows = new(StringComparer.Ordinal);
        rows[id] = json;
    }
}
