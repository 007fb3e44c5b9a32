using System.Globalization;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Screens;

/// <summary>The ledger for people: one table where there is room, two lines a record where there is not.</summary>
public static class LedgerScreen
{
    private const int TableFrom = 110;
    private const int IdWidth = 8;

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
            table.Add(Id(t), Phrases.Parties(t), Phrases.Item(t.Item), StageLines.HowMany(t), string.Join("; ", StageLines.Words(t, set)) + (t.Disputes.IsEmpty ? "" : "; disputed"),
                StageLines.FirstReported(t.Stages) ?? "", Number(t.Outlets), Number(t.Pages), Number(t.Families), Number(t.PrimarySources.Length));
        }
        table.Write(screen);
        screen.Line(new Piece("O outlets · P pages · F families of one text · S primary sources", Style.Dim));
    }

    private static void Narrow(Screen screen, IReadOnlyList<Transfer> transfers, ExportSet set)
    {
        foreach (var t in transfers)
        {
            var head = $"{Phrases.Parties(t)}: {Phrases.Item(t.Item)}{(StageLines.HowMany(t) is { Length: > 0 } n ? ", " + n : "")}";
            var first = true;
            foreach (var line in Screen.Wrap(Safe.Line(head), screen.Width - IdWidth - 2))
            {
                screen.Line(new Piece(first ? Id(t).PadRight(IdWidth) : new string(' ', IdWidth), Style.Mark), "  ", new Piece(line, Style.Bold));
                first = false;
            }
            var stages = StageLines.Words(t, set).ToList();
            if (!t.Disputes.IsEmpty) stages.Add("disputed");
            screen.Paragraph(string.Join("; ", stages), IdWidth + 2, Worst(t));
            var counts = $"{Phrases.Count(t.Outlets, "outlet", "outlets")} · {Phrases.Count(t.Pages, "page", "pages")} · {Phrases.Count(t.Families, "family", "families")} · {Phrases.Count(t.PrimarySources.Length, "primary source", "primary sources")}";
            if (StageLines.FirstReported(t.Stages) is { } reported) counts = $"reported {reported} · {counts}";
            screen.Paragraph(counts, IdWidth + 2, Style.Dim);
        }
    }

    private static Style Worst(Transfer t) => t.Stages.Any(s => s.Negated || s.Stance == Stance.Denies) || !t.Disputes.IsEmpty ? Style.Doubt : Style.Plain;

    private static string Id(Transfer t) => t.Id.Length > IdWidth ? t.Id[..IdWidth] : t.Id;

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
