using Waybill.Claims;

namespace Waybill.Ledger;

/// <summary>What of a flow a count covers: decides which two counts can speak against each other.</summary>
internal enum QuantityReach
{
    /// <summary>A plain figure: all of the flow, as far as the words tell.</summary>
    Figure,

    /// <summary>One batch of several, or so many more.</summary>
    Increment,

    /// <summary>All up to the day of the report.</summary>
    Total,

    /// <summary>A share, a joint total, or what the words leave open: never set against another count.</summary>
    Other,
}

/// <summary>Reads the reach of a count from its scope and from the words around it in its sentence.</summary>
internal static class QuantityReaches
{
    private const int WordsBefore = 5;

    private static readonly HashSet<string> More = new(StringComparer.Ordinal) { "another", "additional", "further", "extra", "more" };

    private static readonly HashSet<string> Batches = new(StringComparer.Ordinal)
        { "batch", "batches", "tranche", "tranches", "lot", "lots", "shipment", "shipments", "consignment", "consignments", "instalment", "installment", "package", "delivery" };

    private static readonly HashSet<string> Totals = new(StringComparer.Ordinal) { "total", "overall", "altogether", "cumulative", "cumulatively" };

    /// <summary>Two words that make a count run up to now.</summary>
    private static readonly HashSet<string> UpToNow = new(StringComparer.Ordinal) { "so far", "to date", "in all", "in total", "until now", "by now" };

    /// <param name="sentence">The words of the claim's sentence; may be empty.</param>
    public static QuantityReach Of(Quantity quantity, string sentence)
    {
        switch (quantity.Scope)
        {
            case "increment": return QuantityReach.Increment;
            case "running-total": return QuantityReach.Total;
            case null: break;
            default: return QuantityReach.Other;
        }
        if (quantity.Per is not null) return QuantityReach.Other;
        var own = Words(quantity.Words);
        if (own.Contains("total", StringComparer.Ordinal)) return QuantityReach.Total;
        if (own.Length > 0 && (More.Contains(own[0]) || (More.Contains(own[^1]) && own.Length > 1))) return QuantityReach.Increment;
        var around = Words(sentence);
        var at = IndexOf(around, own);
        if (at < 0) return QuantityReach.Figure;
        // "a second batch of 42", "42 more": the count is of this batch. "the first 10" is one too.
        for (var i = Math.Max(0, at - WordsBefore); i < at; i++)
            if (Batches.Contains(around[i]) && i + 2 >= at && at > 0 && around[at - 1] == "of") return QuantityReach.Increment;
        if (at > 0 && around[at - 1] is "first" or "next" or "last" or "final" or "remaining" or "initial" or "latest" or "other") return QuantityReach.Increment;
        if (at + own.Length < around.Length && More.Contains(around[at + own.Length])
            && !(around[at + own.Length] == "more" && at + own.Length + 1 < around.Length && around[at + own.Length + 1] == "than")) return QuantityReach.Increment;
        for (var i = Math.Max(0, at - WordsBefore); i < around.Length; i++)
        {
            if (i < at && Totals.Contains(around[i])) return QuantityReach.Total;
            if (i + 1 < around.Length && UpToNow.Contains(around[i] + " " + around[i + 1])) return QuantityReach.Total;
        }
        return QuantityReach.Figure;
    }

    private static string[] Words(string text) => LedgerKeys.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static int IndexOf(string[] words, string[] wanted)
    {
        if (wanted.Length == 0) return -1;
        for (var i = 0; i + wanted.Length <= words.Length; i++)
            if (words.AsSpan(i, wanted.Length).SequenceEqual(wanted)) return i;
        return -1;
    }
}
