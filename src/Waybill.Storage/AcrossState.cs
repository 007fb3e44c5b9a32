using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
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

/// <summary>The family of an article's main text, and the article's relation to its origin.</summary>
public sealed record MainFamily(string Family, Relation Relation);

/// <summary>A row: the record, written when asked for, and what lists ask of it.</summary>
internal readonly record struct AcrossRow(Func<string> Write, object? Record, Func<Func<ListTerm?, object?>, object?[]> Columns)
{
    internal string Json => Write();
}

/// <summary>What one run across pages wrote, in however many portions. A row may change in one portion and change back in the next:
/// what the run touched is what differs at its end.</summary>
/// <param name="fresh">Whether there was nothing of lineage in the store, nor an id that is no more: then what the run did not write is not there.</param>
public sealed class LineageWriting(bool fresh = false)
{
    // By the sum of table and id, since there are as many as families; with whether the run made the record.
    private readonly Dictionary<(ulong, ulong), bool> _written = [];
    private readonly Dictionary<ulong, (ulong Before, ulong Now)> _changed = []; // by the sum of table and id

    /// <summary>Tables of the records that a run makes of many pages.</summary>
    internal static IReadOnlyList<string> RecordTables { get; } = [AcrossTable.Family, AcrossTable.Story, AcrossTable.Storyline];

    /// <summary>Tables of what a run says of one page; their rows are known by the page.</summary>
    internal static IReadOnlyList<string> PageTables { get; } = [AcrossTable.FamilyOf, AcrossTable.ArticleDate, AcrossTable.VersionOf, AcrossTable.Furniture];

    internal bool Fresh => fresh;

    /// <summary>Rows that differ from those that were there when the run began; a fresh run's are counted in the store.</summary>
    internal int Touched => _changed.Values.Count(c => c.Before != c.Now);

    /// <summary>Whether the run wrote the record (or found it so already), and did not take it back.</summary>
    public bool Has(string table, string id) => _written.ContainsKey(Key(table, id));

    internal void Note(string table, string id, bool isNew)
    {
        if (table is AcrossTable.FamilyOf or AcrossTable.ArticleDate) return; // every page has them: they are as many as the pages, and never taken back
        ref var made = ref CollectionsMarshal.GetValueRefOrAddDefault(_written, Key(table, id), out _);
        made |= isNew;
    }

    /// <summary>Takes a record back; true where the run had made it.</summary>
    internal bool Drop(string table, string id) => _written.Remove(Key(table, id), out var made) && made;

    /// <summary>Notes that a row was written over, made or dropped: null where there is none.</summary>
    internal void Change(string table, string id, string? before, string? now)
    {
        if (fresh) return;
        ref var change = ref CollectionsMarshal.GetValueRefOrAddDefault(_changed, Sum(table + " " + id), out var known);
        change = (known ? change.Before : Sum(before), Sum(now));
    }

    private static (ulong, ulong) Key(string table, string id)
    {
        var sum = SHA256.HashData(MemoryMarshal.AsBytes((table + " " + id).AsSpan()));
        return (BinaryPrimitives.ReadUInt64LittleEndian(sum), BinaryPrimitives.ReadUInt64LittleEndian(sum.AsSpan(8)));
    }

    private static ulong Sum(string? json) => json is null ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(MemoryMarshal.AsBytes(json.AsSpan())));
}

/// <summary>The rows of an across-page state: table → id → JSON. What is compared when a rebuild must be identical.</summary>
public sealed class AcrossRows
{
    private readonly SortedDictionary<string, SortedDictionary<string, AcrossRow>> _tables = new(StringComparer.Ordinal);

    internal IReadOnlyDictionary<string, AcrossRow> Table(string name) =>
        _tables.TryGetValue(name, out var rows) ? rows : ImmutableDictionary<string, AcrossRow>.Empty;

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
    public static IReadOnlyDictionary<string, MainFamily> MainFamilies(LineageResult lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var main = new Dictionary<string, MainFamily>(StringComparer.Ordinal);
        foreach (var family in lineage.Families)
        {
            foreach (var member in family.Members)
                if (!main.TryGetValue(member.Article, out var best) || string.CompareOrdinal(family.Id, best.Family) < 0) main[member.Article] = new MainFamily(family.Id, member.Relation);
        }
        return main;
    }

    internal void Add<T>(string table, string id, T value)
    {
        if (!_tables.TryGetValue(table, out var rows)) _tables[table] = rows = new(StringComparer.Ordinal);
        rows[id] = Row(value);
    }

    internal static AcrossRow Row<T>(T value) => new(() => RowJson.WriteText(value), value, term => ListColumns.Values(value, term));
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

    /// <summary>The primary source as records count it, so that who said what is counted without reading any page.</summary>
    public string? Source { get; init; }

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
            Source = placed.PrimarySource,
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
