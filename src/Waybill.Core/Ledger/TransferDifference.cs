using System.Collections.Immutable;
using System.Globalization;
using Waybill.Claims;

namespace Waybill.Ledger;

/// <summary>What came to a record and what went from it, in words: polarity and hedge are always said.</summary>
public static class TransferDifference
{
    /// <summary>Lines that begin with <c>+</c>, <c>−</c> or, for counts, <c>±</c>; empty where nothing that a person asks about changed.</summary>
    public static ImmutableArray<string> Of(Transfer before, Transfer after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var lines = ImmutableArray.CreateBuilder<string>();
        Sets(lines, "", before.Stages.Select(Stage), after.Stages.Select(Stage));
        Sets(lines, "disputed: ", before.Disputes.Select(d => d.Words), after.Disputes.Select(d => d.Words));
        Sets(lines, "primary source ", before.PrimarySources.Select(TransferWords.Named), after.PrimarySources.Select(TransferWords.Named));
        Value(lines, "supplier", before.Supplier?.Name, after.Supplier?.Name);
        Value(lines, "recipient", before.Recipient?.Name, after.Recipient?.Name);
        Value(lines, "item", Item(before.Item), Item(after.Item));
        Count(lines, "outlets", before.Outlets, after.Outlets);
        Count(lines, "pages", before.Pages, after.Pages);
        Count(lines, "families", before.Families, after.Families);
        return lines.ToImmutable();
    }

    /// <summary>The stages of a record that is new, or that is no more.</summary>
    public static ImmutableArray<string> Stages(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return [.. transfer.Stages.Select(Stage).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Who gives whom what.</summary>
    public static string Title(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return $"{transfer.Supplier?.Name ?? "?"} → {transfer.Recipient?.Name ?? "?"}: {Item(transfer.Item)}";
    }

    private static string Item(Item item) => item.Designation ?? item.Description ?? item.Words;

    private static string Stage(TransferStage stage)
    {
        var words = TransferWords.Of(stage);
        if (stage.Quantity is { } quantity) words += ", " + quantity.Words;
        if ((stage.When ?? stage.Expected) is { } time && (time.Start ?? time.End) is { } day) words += (stage.When is null ? ", expected " : ", ") + day;
        return words;
    }

    private static void Sets(ImmutableArray<string>.Builder lines, string name, IEnumerable<string> before, IEnumerable<string> after)
    {
        var (old, fresh) = (before.ToHashSet(StringComparer.Ordinal), after.ToHashSet(StringComparer.Ordinal));
        foreach (var word in fresh.Where(w => !old.Contains(w)).Order(StringComparer.Ordinal)) lines.Add($"+ {name}{word}");
        foreach (var word in old.Where(w => !fresh.Contains(w)).Order(StringComparer.Ordinal)) lines.Add($"− {name}{word}");
    }

    private static void Value(ImmutableArray<string>.Builder lines, string name, string? before, string? after)
    {
        if (!string.Equals(before, after, StringComparison.Ordinal)) lines.Add($"± {name}: {before ?? "?"} → {after ?? "?"}");
    }

    private static void Count(ImmutableArray<string>.Builder lines, string name, int before, int after)
    {
        if (before != after) lines.Add(string.Create(CultureInfo.InvariantCulture, $"± {name}: {before} → {after}"));
    }
}
