using System.Collections.Immutable;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage.Migrations;

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
            foreach (var family in lineage.Families) rows.Add(AcrossTable.Family, family.Id, family);
            foreach (var date in lineage.Dates) rows.Add(AcrossTable.ArticleDate, date.Article, date);
            foreach (var story in lineage.Stories) rows.Add(AcrossTable.Story, story.Id, story);
            foreach (var storyline in lineage.Storylines) rows.Add(AcrossTable.Storyline, storyline.Id, storyline);
            foreach (var (article, of) in lineage.VersionOf) rows.Add(AcrossTable.VersionOf, article, of);
            foreach (var (article, blocks) in lineage.Furniture) rows.Add(AcrossTable.Furniture, article, blocks);
            foreach (var (article, family) in MainFamilies(lineage)) rows.Add(AcrossTable.FamilyOf, article, family);
        }
        if (state.Ledger is { } ledger)
        {
            foreach (var claim in ledger.Claims) rows.Add(AcrossTable.PlacedClaim, claim.Claim.Id, Placement.Of(claim));
            foreach (var transfer in ledger.Transfers) rows.Add(AcrossTable.Transfer, transfer.Id, transfer);
            foreach (var claim in ledger.Transfers.SelectMany(t => t.Claims.Select(c => (Claim: c, t.Id))).GroupBy(t => t.Claim, t => t.Id, StringComparer.Ordinal))
                rows.Add(AcrossTable.TransfersOf, claim.Key, claim.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray());
            foreach (var (article, changes) in ledger.ClaimChanges) rows.Add(AcrossTable.ClaimChanges, article, changes);
        }
        return rows;
    }

    /// <summary>Article → family; of several the one with the smallest id.</summary>
    public static IReadOnlyDictionary<string, string> MainFamilies(LineageResult lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        return lineage.Families.SelectMany(f => f.Members.Select(m => (m.Article, f.Id)))
            .GroupBy(m => m.Article, m => m.Id, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(StringComparer.Ordinal)!, StringComparer.Ordinal);
    }

    internal void Add<T>(string table, string id, T value) => Put(table, id, RowJson.WriteText(value));

    internal void Put(string table, string id, string json)
    {
        if (!_tables.TryGetValue(table, out var rows)) _tables[table] = rows = new(StringComparer.Ordinal);
        rows[id] = json;
    }
}

/// <summary>A placed claim without the claim, which stands in its page's reading.</summary>
public sealed record Placement
{
    public required string Article { get; init; }
    public required string Family { get; init; }

    /// <summary>The item's words: they tell what it was, should the claim ever be gone.</summary>
    public required string Words { get; init; }
    public ResolvedTime? When { get; init; }
    public ResolvedTime? Expected { get; init; }
    public ImmutableArray<ResolvedTime?> Said { get; init; } = [];
    public string? NoRecord { get; init; }
    public ImmutableArray<string> ContradictedBy { get; init; } = [];

    public static Placement Of(PlacedClaim placed)
    {
        ArgumentNullException.ThrowIfNull(placed);
        return new Placement
        {
            Article = placed.Article,
            Family = placed.Family,
            Words = placed.Claim.Item.Words,
            When = placed.When,
            Expected = placed.Expected,
            Said = placed.Said,
            NoRecord = placed.NoRecord,
            ContradictedBy = placed.ContradictedBy,
        };
    }

    public PlacedClaim With(Claim claim) => new()
    {
        Claim = claim,
        Article = Article,
        Family = Family,
        When = When,
        Expected = Expected,
        Said = Said,
        NoRecord = NoRecord,
        ContradictedBy = ContradictedBy,
    };
}
