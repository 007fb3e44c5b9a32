using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Stories;

namespace Waybill.Storage.Migrations;

/// <summary>A column of an across-page table that lists filter by.</summary>
/// <param name="Index">The columns of its index, over rows where it is not null; null for none.</param>
internal readonly record struct ListColumn(string Name, string Type, string? Index = null);

/// <summary>What lists ask of across-page records. The values are made of the record alone, so they change only with it.</summary>
internal static class ListColumns
{
    /// <summary>No day is known: outside every range.</summary>
    private static readonly object? NoDay = null;

    public static IReadOnlyList<ListColumn> Of(string table) => table switch
    {
        AcrossTable.ArticleDate => [new("first", "INTEGER", "first, last"), new("last", "INTEGER", "id, first, last")],
        AcrossTable.Family => [new("members", "INTEGER", "members"), new("agency", "TEXT", "agency")],
        AcrossTable.FamilyOf => [new("family", "TEXT", "family")],
        AcrossTable.Story => [new("families", "INTEGER", "families"), new("title", "TEXT", "title")],
        AcrossTable.PlacedClaim => [new("family", "TEXT", "family"), new("no_record", "TEXT", "no_record")],
        AcrossTable.Transfer =>
        [
            new("supplier", "INTEGER", "supplier"), new("recipient", "INTEGER", "recipient"), new("item", "INTEGER", "item"), new("disputed", "INTEGER", "id"),
            new("firm", "INTEGER"), new("since", "INTEGER"), new("until", "INTEGER"), new("reported", "TEXT"),
        ],
        _ => [],
    };

    /// <summary>The values of a record, in the order of its table's columns; terms that they name go to <paramref name="term"/>.</summary>
    public static object?[] Values<T>(T record, Func<ListTerm?, object?> term) => record switch
    {
        ArticleDate d => [d.Value is { } v ? v.First.DayNumber : NoDay, d.Value is { } w ? w.Last.DayNumber : NoDay],
        Family f => [f.Members.Length, f.Origin.Agency?.ToUpperInvariant()],
        MainFamily m => [m.Family],
        Story s => [s.Families.Length, s.Title],
        Placement p => [p.Family.Length > 0 ? p.Family : null, p.NoRecord],
        Transfer t =>
        [
            term(t.Supplier is { } s ? ListTerm.Of(TermKind.Supplier, s) : null), term(t.Recipient is { } r ? ListTerm.Of(TermKind.Recipient, r) : null), term(ListTerm.Of(t.Item)),
            t.Disputes.IsEmpty ? null : 1, Firm(t), Since(t), Until(t), t.Stages.Select(x => x.FirstReported).OfType<string>().Min(StringComparer.Ordinal),
        ],
        _ => [],
    };

    /// <summary>A bit for each stage that is affirmed, certain or probable.</summary>
    private static long Firm(Transfer transfer)
    {
        var bits = 0L;
        foreach (var s in transfer.Stages)
            if (!s.Negated && s.Stance == Stance.Asserts && s.Factuality is Factuality.Certain or Factuality.Probable) bits |= 1L << (int)s.Stage;
        return bits;
    }

    private static object? Since(Transfer transfer)
    {
        int? first = null;
        foreach (var time in Times(transfer)) first = Math.Min(first ?? int.MaxValue, (time.Start ?? time.End)!.Value.First.DayNumber);
        return first;
    }

    private static object? Until(Transfer transfer)
    {
        int? last = null;
        foreach (var time in Times(transfer)) last = Math.Max(last ?? 0, (time.End ?? time.Start)!.Value.Last.DayNumber);
        return last;
    }

    private static IEnumerable<ResolvedTime> Times(Transfer transfer) => transfer.Stages.Select(s => s.When).OfType<ResolvedTime>().Where(w => (w.Start ?? w.End) is not null);
}
