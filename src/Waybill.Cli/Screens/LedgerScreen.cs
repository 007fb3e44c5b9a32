using System.Globalization;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Export;

namespace Waybill.Cli.Screens;

/// <summary>The ledger for people: one table where there is room, two lines a record where there is not.</summary>
public static class LedgerScreen
{
    private const int TableFrom = 110;
    private const int IdWidth = 8;

    /// <summary>Order on the screen: by parties, then item, then id.</summary>
    public static string SortKey(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return string.Join('\u0001', transfer.Supplier?.Name ?? "\uFFFE", transfer.Recipient?.Name ?? "\uFFFE", Phrases.Item(transfer.Item), transfer.Id);
    }

    public static void Write(Screen screen, IReadOnlyList<Transfer> transfers, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(transfers);
        ArgumentNullException.ThrowIfNull(set);
        if (transfers.Count == 0) return;
        if (screen.Width >= TableFrom) Wide(screen, transfers, set);
        else Narrow(screen, transfers, set);
    }

    private static void Wide(Screen screen, IReadOnlyList<Transfer> transfers, ExportSet set)
    {
        var table = new Table(
            new Column("Id", Style: Style.Mark), new Column("Supplier → recipient", Least: 18), new Column("What", Least: 14),
            new Column("How many", Least: 9), new Column("Stage", Least: 18), new Column("Reported"),
            new Column("O", Right: true), new Column("P", Right: true), new Column("F", Right: true), new Column("S", Right: true));
        foreach (var t in transfers)
        {
            table.Add(Id(t), Phrases.Parties(t), Phrases.Item(t.Item), HowMany(t), string.Join("; ", StageWords(t, set)) + (t.Disputes.IsEmpty ? "" : "; disputed"),
                FirstReported(t.Stages) ?? "", Number(t.Outlets), Number(t.Pages), Number(t.Families), Number(t.PrimarySources.Length));
        }
        table.Write(screen);
        screen.Line(new Piece("O outlets · P pages · F families of one text · S primary sources", Style.Dim));
    }

    private static void Narrow(Screen screen, IReadOnlyList<Transfer> transfers, ExportSet set)
    {
        foreach (var t in transfers)
        {
            var head = $"{Phrases.Parties(t)}: {Phrases.Item(t.Item)}{(HowMany(t) is { Length: > 0 } n ? ", " + n : "")}";
            var first = true;
            foreach (var line in Screen.Wrap(Safe.Line(head), screen.Width - IdWidth - 2))
            {
                screen.Line(new Piece(first ? Id(t).PadRight(IdWidth) : new string(' ', IdWidth), Style.Mark), "  ", new Piece(line, Style.Bold));
                first = false;
            }
            var stages = StageWords(t, set).ToList();
            if (!t.Disputes.IsEmpty) stages.Add("disputed");
            screen.Paragraph(string.Join("; ", stages), IdWidth + 2, Worst(t));
            var counts = $"{Phrases.Count(t.Outlets, "outlet", "outlets")} · {Phrases.Count(t.Pages, "page", "pages")} · {Phrases.Count(t.Families, "family", "families")} · {Phrases.Count(t.PrimarySources.Length, "primary source", "primary sources")}";
            if (FirstReported(t.Stages) is { } reported) counts = $"reported {reported} · {counts}";
            screen.Paragraph(counts, IdWidth + 2, Style.Dim);
        }
    }

    /// <summary>Every stage in words with its time, the current one first, the same words once. A figure that belongs to
    /// another stage than the current one stands with that stage.</summary>
    public static IEnumerable<string> StageWords(Transfer transfer, ExportSet set)
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

    private static string HowMany(Transfer transfer) =>
        Order(transfer.Stages).Select(s => Phrases.Quantity(s.Quantity)).FirstOrDefault() ?? "";

    private static string? Governments(TransferStage stage, ExportSet set)
    {
        var found = stage.Claims.Select(set.Placed).OfType<PlacedClaim>()
            .SelectMany(c => c.Claim.Attribution.Where(a => a.Primary).Select(a => a.Government ?? a.Body ?? a.Source))
            .Where(g => g.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return found.Length == 0 ? null : string.Join(", ", found);
    }

    private static Style Worst(Transfer t) => t.Stages.Any(s => s.Negated || s.Stance == Stance.Denies) || !t.Disputes.IsEmpty ? Style.Doubt : Style.Plain;

    private static string Id(Transfer t) => t.Id.Length > IdWidth ? t.Id[..IdWidth] : t.Id;

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
