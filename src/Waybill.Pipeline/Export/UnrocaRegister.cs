using System.Globalization;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Looking;
using Waybill.Texts;

namespace Waybill.Pipeline.Export;

/// <summary>Transfers in the columns of the standardised forms of the United Nations Register of Conventional Arms (UNROCA; General
/// Assembly resolution 46/36 L and the forms annexed to A/71/259): category, exporter, final importer, year, number of items, state of
/// origin, intermediate location, remarks. The Register counts arms that left a state's hands: only deliveries that are affirmed, certain
/// or probable, between two states, in categories I to VIII (VIII: small arms and light weapons, which states report voluntarily). The
/// forms have no mark for doubt: what is estimated, probable or disputed is said in the remarks.</summary>
public static class UnrocaRegister
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "Category", "Category name", "Exporter State", "Exporter ISO", "Final importer State", "Final importer ISO", "Calendar year", "Number of items",
        "State of origin (if not exporter)", "Intermediate location (if any)", "Description of item", "Comments on the transfer",
    ];

    private static readonly (string Id, string Name)[] Categories =
    [
        ("I", "Battle tanks"), ("II", "Armoured combat vehicles"), ("III", "Large-calibre artillery systems"), ("IV", "Combat aircraft and unmanned combat aerial vehicles"),
        ("V", "Attack helicopters"), ("VI", "Warships"), ("VII", "Missiles and missile launchers"), ("VIII", "Small arms and light weapons"),
    ];

    /// <summary>Why a transfer is not in the register, or null where it is.</summary>
    public static string? Outside(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        if (transfer.Supplier is not { } supplier) return "no supplier is named";
        if (transfer.Recipient is not { } recipient) return "no recipient is named";
        if (supplier.Kind != PartyKind.State) return $"{supplier.Name} is no state";
        if (recipient.Kind != PartyKind.State) return $"{recipient.Name} is no state";
        if (Name(transfer.Item.Unroca) is null) return $"category {transfer.Item.Unroca} ({transfer.Item.Category})";
        return Firm(transfer).Any() ? null : "no delivery is affirmed, certain or probable";
    }

    /// <summary>One row a delivery; none for what lies outside.</summary>
    /// <param name="claim">Looks a claim up by id: the maker and the way stand in claims.</param>
    public static IEnumerable<IReadOnlyList<string?>> Rows(Transfer transfer, Func<string, Claim?> claim)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(claim);
        if (Outside(transfer) is not null) yield break;
        foreach (var delivery in Firm(transfer))
        {
            var claims = delivery.Claims.Select(claim).OfType<Claim>().ToList();
            yield return
            [
                transfer.Item.Unroca, Name(transfer.Item.Unroca), transfer.Supplier!.Name, transfer.Supplier.Iso3, transfer.Recipient!.Name, transfer.Recipient.Iso3,
                Day(delivery)?.First.Year.ToString(CultureInfo.InvariantCulture), Number(delivery.Quantity)?.ToString(CultureInfo.InvariantCulture),
                Parties(claims.Select(c => c.Producer), transfer.Supplier), Parties(claims.SelectMany(c => c.Transit), null),
                transfer.Item.Designation is { } designation ? $"{designation} ({transfer.Item.Description ?? transfer.Item.Words})" : transfer.Item.Description ?? transfer.Item.Words,
                Remarks(transfer, delivery),
            ];
        }
    }

    public static IReadOnlyList<string> OutsideColumns { get; } = ["id", "supplier", "recipient", "item", "category", "stages", "why"];

    /// <summary>The row of a transfer that the register has no place for; none for one that it has.</summary>
    public static IEnumerable<IReadOnlyList<string?>> OutsideRows(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        if (Outside(transfer) is { } why)
        {
            yield return
            [
                Csv.Id(transfer.Id), transfer.Supplier?.Name, transfer.Recipient?.Name, transfer.Item.Words, transfer.Item.Category,
                string.Join("; ", transfer.Stages.Select(s => TransferWords.Of(s)).Distinct(StringComparer.Ordinal)), why,
            ];
        }
    }

    private static string Remarks(Transfer transfer, TransferStage delivery)
    {
        var remarks = new List<string> { TransferWords.Of(delivery) };
        if (delivery.Quantity is { } q)
        {
            if (Number(q) is null) remarks.Add($"number as reported: {Phrases.Quantity(q)}");
            else if (q.Min != q.Max || q.Qualifier is not null) remarks.Add($"number estimated from “{q.Words}”");
        }
        else remarks.Add("number not reported");
        if (Day(delivery) is not { } day) remarks.Add("year not reported");
        else if (delivery.When?.Start is null) remarks.Add("year is that of the first report");
        else if ((delivery.When.End ?? day).Last.Year != day.First.Year) remarks.Add($"time reported: {Phrases.Time(delivery.When)}");
        foreach (var dispute in transfer.Disputes) remarks.Add("disputed: " + dispute.Words);
        foreach (var stage in transfer.Stages.Where(s => s.Negated || s.Stance == Stance.Denies)) remarks.Add(TransferWords.Of(stage));
        remarks.Add($"from press reports, not from a state's return; Waybill {transfer.Id}");
        return string.Join("; ", remarks.Distinct(StringComparer.Ordinal));
    }

    private static IEnumerable<TransferStage> Firm(Transfer transfer) => transfer.Stages.Where(s => TransferFilter.IsFirm(s) && s.Stage == Stage.Delivered);

    private static PartialDate? Day(TransferStage stage) => stage.When?.Start ?? PartialDate.Parse(stage.FirstReported);

    private static long? Number(Quantity? quantity) => quantity is { Unit: null, Per: null, Scope: not "share" and not "joint" and not "unclear" } ? quantity.Min ?? quantity.Max : null;

    private static string? Name(string category) => Categories.FirstOrDefault(c => c.Id == category.Split('.')[0]).Name;

    private static string? Parties(IEnumerable<Party?> parties, Party? not)
    {
        var names = parties.OfType<Party>().Where(p => not is null || (p.Iso3 ?? p.Name) != (not.Iso3 ?? not.Name)).Select(Phrases.Party).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? null : string.Join("; ", names);
    }
}
