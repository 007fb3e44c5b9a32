using System.Globalization;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Looking;
using Waybill.Texts;

namespace Waybill.Pipeline.Export;

/// <summary>Transfers in the columns of SIPRI's trade register (SIPRI Arms Transfers Database, CSV as of 2024), for tools that
/// read it. Only orders and deliveries that are affirmed, certain or probable, of arms in SIPRI's categories, between two named parties;
/// what is not sure is marked as an estimate; values that only SIPRI gives (its TIV) are empty.</summary>
public static class SipriRegister
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description", "Armament category", "Order date", "Order date is estimate",
        "Numbers delivered", "Numbers delivered is estimate", "Delivery year", "Delivery year is estimate", "Status", "SIPRI estimate", "TIV deal unit", "TIV delivery values", "Local production",
    ];

    /// <summary>Why a transfer is not in the register, or null where it is.</summary>
    public static string? Outside(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        if (transfer.Supplier is null) return "no supplier is named";
        if (transfer.Recipient is null) return "no recipient is named";
        if (transfer.Item.Sipri is "outside" or "undetermined") return $"category {transfer.Item.Sipri} ({transfer.Item.Category})";
        return Firm(transfer).Any() ? null : "neither an order nor a delivery is affirmed, certain or probable";
    }

    /// <summary>One row a delivery; one without a number where only an order is known; none for what lies outside.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Rows(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        if (Outside(transfer) is not null) return [];
        var firm = Firm(transfer).ToList();
        var order = firm.Where(s => s.Stage == Stage.Ordered).OrderBy(s => Day(s)?.First ?? DateOnly.MaxValue).FirstOrDefault();
        var delivered = firm.Where(s => s.Stage == Stage.Delivered).ToList();
        return (delivered.Count > 0 ? [.. delivered] : new TransferStage?[] { null }).Select(d => (IReadOnlyList<string?>)[
            Csv.Id(transfer.Id), transfer.Supplier!.Name, transfer.Recipient!.Name, transfer.Item.Designation, transfer.Item.Description ?? transfer.Item.Words, transfer.Item.Sipri,
            Year(order), order is null ? null : Flag(order.When?.Start is null || order.Factuality != Factuality.Certain),
            Number(d?.Quantity), d?.Quantity is { } q && Number(q) is not null ? Flag(q.Min != q.Max || q.Qualifier is not null || d.Factuality != Factuality.Certain) : null,
            Year(d), d is null || Year(d) is null ? null : Flag(d.When?.Start is null || d.When.Start.Value.First.Year != (d.When.End ?? d.When.Start).Value.Last.Year || d.Factuality != Factuality.Certain),
            Status(transfer.Item.Condition), null, null, null, Flag(firm.Any(s => s.Stage == Stage.LocalProduction))]);
    }

    public static IReadOnlyList<string> OutsideColumns { get; } = ["id", "supplier", "recipient", "item", "category", "stages", "why"];

    /// <summary>The row of a transfer that the register has no place for; empty for one that it has.</summary>
    public static IEnumerable<IReadOnlyList<string?>> OutsideRows(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return Outside(transfer) is not { } why ? [] : [[Csv.Id(transfer.Id), transfer.Supplier?.Name, transfer.Recipient?.Name, transfer.Item.Words, transfer.Item.Category,
            string.Join("; ", transfer.Stages.Select(s => TransferWords.Of(s)).Distinct(StringComparer.Ordinal)), why]];
    }

    private static IEnumerable<TransferStage> Firm(Transfer transfer) =>
        transfer.Stages.Where(s => TransferFilter.IsFirm(s) && s.Stage is Stage.Ordered or Stage.Delivered or Stage.InDelivery or Stage.LocalProduction);

    /// <summary>The stage's own time, else the day on which it was first reported.</summary>
    private static PartialDate? Day(TransferStage stage) => stage.When?.Start ?? PartialDate.Parse(stage.FirstReported);

    private static string? Year(TransferStage? stage) => stage is null ? null : Day(stage)?.First.Year.ToString(CultureInfo.InvariantCulture);

    private static string? Number(Quantity? quantity) =>
        quantity is { Unit: null, Per: null, Scope: not "share" } ? (quantity.Min ?? quantity.Max)?.ToString(CultureInfo.InvariantCulture) : null;

    private static string Flag(bool yes) => yes ? "Yes" : "No";

    private static string? Status(string? condition) => condition switch
    {
        "new" => "New",
        "second-hand" => "Second hand",
        "modernised" => "Second hand but modernized",
        _ => null,
    };
}
