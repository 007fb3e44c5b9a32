using Waybill.Claims;
using Waybill.Lexicons;

namespace Waybill.Ledger;

/// <summary>A transfer's stages in words, polarity and hedge included: a list never shows a denied, negated, possible or
/// unknown stage as if it were a flow.</summary>
public static class TransferWords
{
    public static string Name(Stage stage) => stage switch
    {
        Stage.InDelivery => "in delivery",
        Stage.LocalProduction => "local production",
        _ => stage.ToString().ToLowerInvariant(),
    };

    /// <summary>One stage: <c>not delivered (probable)</c>, <c>delivered – denied by United Arab Emirates</c>, <c>planned (possible)</c>.</summary>
    /// <param name="claim">Looks a claim up by id, for the names of those who deny or oppose; may be null.</param>
    public static string Of(TransferStage stage, Func<string, Claim?>? claim = null)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var name = Name(stage.Stage);
        var words = stage.Stance switch
        {
            Stance.Denies => $"{name} – denied{By(stage, claim)}",
            Stance.NotConfirmed => $"{name} – not confirmed{By(stage, claim)}",
            Stance.NoPosition => $"{name} – neither confirmed nor denied{By(stage, claim)}",
            Stance.Opposes => $"{(stage.Negated ? "not " : "")}{name} – opposed{By(stage, claim)}",
            _ => stage.Negated ? "not " + name : name,
        };
        return stage.Factuality switch
        {
            Factuality.Probable => words + " (probable)",
            Factuality.Possible => words + " (possible)",
            Factuality.Unknown when stage.Stance is Stance.Asserts or Stance.Opposes => words + " (unattributed)",
            _ => words,
        };
    }

    /// <summary>The current stage: the furthest affirmed certain one, else the furthest affirmed probable one; a stop
    /// (suspended, cancelled, refused, intercepted) reported no earlier takes its place. Null where nothing is affirmed.</summary>
    public static TransferStage? Current(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        foreach (var firmness in (ReadOnlySpan<Factuality>)[Factuality.Certain, Factuality.Probable])
        {
            TransferStage? going = null, stopped = null;
            foreach (var stage in transfer.Stages)
            {
                if (stage.Negated || stage.Stance is not (Stance.Asserts or Stance.Opposes) || stage.Factuality != firmness || stage.Stage == Stage.Used) continue;
                if (StageGroups.Of(stage.Stage) == StageGroup.Stopped)
                {
                    if (stopped is null || string.CompareOrdinal(Day(stage), Day(stopped)) > 0) stopped = stage;
                }
                else if (going is null || Rank(stage.Stage) > Rank(going.Stage) || (Rank(stage.Stage) == Rank(going.Stage) && string.CompareOrdinal(Day(stage), Day(going)) > 0)) going = stage;
            }
            if (stopped is not null && (going is null || (going.Stage != Stage.Delivered && string.CompareOrdinal(Day(stopped), Day(going)) >= 0) || string.CompareOrdinal(Day(stopped), Day(going)) > 0)) return stopped;
            if (going is not null) return going;
        }
        return null;
    }

    /// <summary>A transfer in one cell: its current stage with the denials and disputes that stand beside it; where nothing
    /// is affirmed, all stages.</summary>
    public static string Of(Transfer transfer, Func<string, Claim?>? claim = null)
    {
        var current = Current(transfer);
        if (current is null) return string.Join("; ", transfer.Stages.Select(s => Of(s, claim)).Distinct(StringComparer.Ordinal));
        var words = Of(current, claim);
        var against = transfer.Stages.Where(s => s != current && StageGroups.Of(s.Stage) == StageGroups.Of(current.Stage) && (s.Negated || s.Stance is Stance.Denies or Stance.NotConfirmed or Stance.Opposes)).ToList();
        foreach (var stage in against)
        {
            var said = Of(stage, claim);
            var name = Name(current.Stage) + " – ";
            words += said.StartsWith(name, StringComparison.Ordinal) ? " – " + said[name.Length..] : "; " + said;
        }
        var higher = transfer.Stages.Where(s => s != current && !against.Contains(s) && Rank(s.Stage) > Rank(current.Stage) && s.Stage != Stage.Used && (s.Negated || s.Stance == Stance.Denies))
            .Select(s => Of(s, claim)).Distinct(StringComparer.Ordinal);
        foreach (var said in higher) words += "; " + said;
        return words;
    }

    /// <summary>A primary source by its name: states and groups stand in records by their codes.</summary>
    public static string Named(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Lexicon.Embedded.Party(source)?.Name ?? source;
    }

    private static int Rank(Stage stage) => stage switch
    {
        Stage.Resumed or Stage.LocalProduction => (int)Stage.Ordered,
        _ => (int)stage,
    };

    private static string Day(TransferStage stage) => (stage.When?.End ?? stage.When?.Start)?.ToString() ?? stage.FirstReported ?? "";

    private static string By(TransferStage stage, Func<string, Claim?>? claim)
    {
        if (claim is null) return "";
        var names = stage.Claims.Select(id => claim(id)).OfType<Claim>().Select(LedgerKeys.PrimarySource).OfType<string>().Select(Named).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return names.Count == 0 ? "" : " by " + string.Join(", ", names);
    }
}
