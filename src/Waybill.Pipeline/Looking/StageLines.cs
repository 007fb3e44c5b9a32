using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Export;

namespace Waybill.Pipeline.Looking;

/// <summary>The stages of a transfer as a person reads them: in which order, in which words.</summary>
public static class StageLines
{
    /// <summary>Order on the screen: by parties, then item, then id.</summary>
    public static string SortKey(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return string.Join('\u0001', transfer.Supplier?.Name ?? "\uFFFE", transfer.Recipient?.Name ?? "\uFFFE", Phrases.Item(transfer.Item), transfer.Id);
    }

    /// <summary>Every stage in words with its time, the current one first, the same words once. A figure that belongs to
    /// another stage than the current one stands with that stage.</summary>
    public static IEnumerable<string> Words(Transfer transfer, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(set);
        return Order(transfer.Stages).Select((s, i) => Words(s, set) + (i > 0 && Phrases.Quantity(s.Quantity) is { Length: > 0 } n ? $" [{n}]" : ""))
            .Distinct(StringComparer.Ordinal);
    }

    public static string Words(TransferStage stage, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(set);
        var by = stage.Stance is Stance.Asserts ? null : Governments(stage, set);
        var words = Phrases.Stage(stage.Stage, stage.Factuality, stage.Negated, stage.Stance, by);
        var when = Phrases.Time(stage.When ?? stage.Expected);
        if (when.Length == 0) return words;
        return stage.When is null ? $"{words}, expected {when}" : stage.When.Start is null ? $"{words} {when}" : $"{words} {(stage.When.End is null ? "since " : "")}{when}";
    }

    /// <summary>The current stage first: affirmed and firm before all else, then the furthest along. A use shows that the
    /// arms arrived, and is no stage of the deal: it comes after.</summary>
    public static IEnumerable<TransferStage> Order(IEnumerable<TransferStage> stages) =>
        stages.OrderBy(s => s is { Negated: false, Stance: Stance.Asserts, Factuality: Factuality.Certain or Factuality.Probable } ? 0 : 1)
            .ThenBy(s => s.Stage == Stage.Used).ThenByDescending(s => s.Stage).ThenBy(s => s.Factuality).ThenBy(s => s.Negated).ThenBy(s => s.Stance)
            .ThenBy(s => s.Claims.FirstOrDefault(), StringComparer.Ordinal);

    public static string? FirstReported(IEnumerable<TransferStage> stages) =>
        stages.Select(s => s.FirstReported).OfType<string>().Min(StringComparer.Ordinal);

    public static string HowMany(Transfer transfer) =>
        Order(transfer.Stages).Select(s => Phrases.Quantity(s.Quantity)).FirstOrDefault() ?? "";

    private static string? Governments(TransferStage stage, ExportSet set)
    {
        var found = stage.Claims.Select(set.Placed).OfType<PlacedClaim>()
            .SelectMany(c => c.Claim.Attribution.Where(a => a.Primary).Select(a => a.Government ?? a.Body ?? a.Source))
            .Where(g => g.Length > 0).Select(TransferWords.Named).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return found.Length == 0 ? null : string.Join(", ", found);
    }
}
