using Waybill.Pipeline.Looking;
using Waybill.Web.Stores;

namespace Waybill.Web.Charts;

/// <summary>One cell: records between two parties.</summary>
/// <param name="Firm">Affirmed, certain or probable movements.</param>
/// <param name="All">Records of any stage and polarity.</param>
public sealed record MatrixCell(int Firm, int All, int Disputed);

/// <summary>Suppliers down, recipients across. Those with most records come first; the rest is one line and one column.</summary>
public sealed record FlowMatrix(IReadOnlyList<string> Suppliers, IReadOnlyList<string> Recipients, IReadOnlyDictionary<(string, string), MatrixCell> Cells, int Others)
{
    /// <summary>Rows and columns at most.</summary>
    public const int Most = 14;
    public const string Unnamed = "not named";

    public static FlowMatrix Of(IReadOnlyList<TransferRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        string From(TransferRow r) => r.Transfer.Supplier?.Name ?? Unnamed;
        string To(TransferRow r) => r.Transfer.Recipient?.Name ?? Unnamed;
        var suppliers = Top(rows.Select(From));
        var recipients = Top(rows.Select(To));
        var (left, right) = (suppliers.ToHashSet(StringComparer.Ordinal), recipients.ToHashSet(StringComparer.Ordinal));
        var cells = rows.Where(r => left.Contains(From(r)) && right.Contains(To(r))).GroupBy(r => (From(r), To(r)))
            .ToDictionary(g => g.Key, g => new MatrixCell(g.Count(r => r.Firm), g.Count(), g.Count(r => !r.Transfer.Disputes.IsEmpty || r.Denied)));
        return new FlowMatrix(suppliers, recipients, cells, rows.Count - cells.Values.Sum(c => c.All));
    }

    private static List<string> Top(IEnumerable<string> names) =>
        [.. names.GroupBy(n => n, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(Most).Select(g => g.Key)
            .OrderBy(n => n == Unnamed).ThenBy(n => n, StringComparer.Ordinal)];
}

/// <summary>Stages over the months in which they were first reported.</summary>
/// <param name="Months">ISO months, without gaps.</param>
/// <param name="Counts">Stage group → number a month.</param>
public sealed record StageTimeline(IReadOnlyList<string> Months, IReadOnlyDictionary<string, int[]> Counts, int Undated, int Older)
{
    /// <summary>Months at most; older ones are counted in the first.</summary>
    public const int Most = 60;

    public static IReadOnlyList<string> Groups { get; } = ["interest", "commitment", "movement", "stopped", "use"];

    public static StageTimeline Of(IReadOnlyList<TransferRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var stages = rows.SelectMany(r => r.Transfer.Stages).Where(TransferFilter.IsFirm).ToArray();
        var dated = stages.Where(s => s.FirstReported is { Length: >= 7 }).Select(s => (Month: s.FirstReported![..7], Group: Pipeline.Export.Term.Of(Ledger.StageGroups.Of(s.Stage)))).ToArray();
        if (dated.Length == 0) return new StageTimeline([], new Dictionary<string, int[]>(StringComparer.Ordinal), stages.Length, 0);
        var last = dated.Select(d => d.Month).Max(StringComparer.Ordinal)!;
        var first = dated.Select(d => d.Month).Min(StringComparer.Ordinal)!;
        var months = new List<string>();
        for (var month = last; months.Count < Most && string.CompareOrdinal(month, first) >= 0; month = Before(month)) months.Add(month);
        months.Reverse();
        var at = months.Select((m, i) => (m, i)).ToDictionary(p => p.m, p => p.i, StringComparer.Ordinal);
        var counts = Groups.ToDictionary(g => g, _ => new int[months.Count], StringComparer.Ordinal);
        foreach (var (month, group) in dated) counts[group][at.GetValueOrDefault(month, 0)]++;
        return new StageTimeline(months, counts, stages.Length - dated.Length, dated.Count(d => string.CompareOrdinal(d.Month, months[0]) < 0));
    }

    private static string Before(string month)
    {
        var date = new DateOnly(int.Parse(month[..4], System.Globalization.CultureInfo.InvariantCulture), int.Parse(month[5..7], System.Globalization.CultureInfo.InvariantCulture), 1);
        return date.AddMonths(-1).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
    }
}
