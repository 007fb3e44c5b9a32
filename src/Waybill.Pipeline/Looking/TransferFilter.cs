using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Export;
using Waybill.Texts;

namespace Waybill.Pipeline.Looking;

/// <summary>Which records of the ledger are wanted. An empty filter passes all.</summary>
public sealed record TransferFilter
{
    public static TransferFilter All { get; } = new();

    /// <summary>Code, name or part of a name.</summary>
    public string? Supplier { get; init; }
    public string? Recipient { get; init; }

    /// <summary>Category, or part of the item's designation, description or words.</summary>
    public string? Item { get; init; }

    /// <summary>A stage, or a group of stages.</summary>
    public string? Stage { get; init; }
    public PartialDate? Since { get; init; }
    public PartialDate? Until { get; init; }
    public PartialDate? ReportedSince { get; init; }
    public PartialDate? ReportedUntil { get; init; }
    public bool Disputed { get; init; }

    /// <summary>Whether a record passes every filter. A stage filter passes affirmed, certain or probable stages alone,
    /// and where it is given, the times asked for are those of that stage.</summary>
    public bool Matches(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        if (Supplier is { Length: > 0 } supplier && !transfer.Supplier.Names(supplier)) return false;
        if (Recipient is { Length: > 0 } recipient && !transfer.Recipient.Names(recipient)) return false;
        if (Item is { Length: > 0 } item && !transfer.Item.Names(item)) return false;
        if (Disputed && transfer.Disputes.IsEmpty) return false;
        var stages = Stage is { Length: > 0 } wanted ? transfer.Stages.Where(s => IsFirm(s) && IsStage(s.Stage, wanted)).ToArray() : [.. transfer.Stages];
        if (Stage is { Length: > 0 } && stages.Length == 0) return false;
        if ((Since ?? Until) is not null && !stages.Any(s => Within(s.When, Since, Until))) return false;
        if ((ReportedSince ?? ReportedUntil) is null) return true;
        return StageLines.FirstReported(stages) is { } reported && Within(PartialDate.Parse(reported), ReportedSince, ReportedUntil);
    }

    public static bool IsFirm(TransferStage stage) =>
        !stage.Negated && stage.Stance == Stance.Asserts && stage.Factuality is (Factuality.Certain or Factuality.Probable);

    internal static bool IsStage(Stage stage, string wanted) => Term.Of(stage) == wanted || Term.Of(StageGroups.Of(stage)) == wanted;

    /// <summary>Whether a time can lie in the range: an open end of the time itself is taken as it is, unbounded.</summary>
    private static bool Within(ResolvedTime? time, PartialDate? since, PartialDate? until)
    {
        if (time is null || (time.Start ?? time.End) is null) return false;
        if (since is { } from && (time.End ?? time.Start!.Value).Last < from.First) return false;
        return until is not { } to || (time.Start ?? time.End!.Value).First <= to.Last;
    }

    private static bool Within(PartialDate? date, PartialDate? since, PartialDate? until) => date is { } day
        && (since is not { } from || day.Last >= from.First) && (until is not { } to || day.First <= to.Last);
}
