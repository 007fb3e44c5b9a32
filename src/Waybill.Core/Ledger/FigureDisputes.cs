using Waybill.Claims;

namespace Waybill.Ledger;

/// <summary>Counts of one stage that cannot both be right. A further batch speaks against nothing, and what has been
/// delivered grows: of deliveries two figures are disputed only where they are of one time, or a later total is the smaller.</summary>
internal static class FigureDisputes
{
    /// <summary>Figures of what goes on growing are set against each other only where reported within so many days.</summary>
    private const int SameReportDays = 3;

    public readonly record struct Pair(PlacedClaim Low, PlacedClaim High);

    private readonly record struct Entry(PlacedClaim Claim, QuantityReach Reach, int? Day)
    {
        public long Max => Claim.Claim.Quantity!.Max ?? long.MaxValue;

        public long Min => Claim.Claim.Quantity!.Min ?? 0;
    }

    /// <summary>At most one pair for each stage, unit and time.</summary>
    /// <param name="claims">The claims of one record.</param>
    /// <param name="sentence">Words of a claim's sentence.</param>
    /// <param name="reported">Day on which a claim was reported, if known.</param>
    public static IEnumerable<Pair> Find(IEnumerable<PlacedClaim> claims, Func<PlacedClaim, string> sentence, Func<PlacedClaim, DateOnly?> reported)
    {
        var entries = claims.Where(c => LedgerKeys.Affirmed(c.Claim) && c.Claim.Quantity is { } q && (q.Min ?? q.Max) is not null)
            .Select(c => new Entry(c, QuantityReaches.Of(c.Claim.Quantity!, sentence(c)), reported(c)?.DayNumber))
            .Where(e => e.Reach is QuantityReach.Figure or QuantityReach.Total);
        foreach (var group in entries.GroupBy(e => (e.Claim.Claim.Stage, Unit: e.Claim.Claim.Quantity!.Unit ?? "", When: LedgerKeys.Of(e.Claim.When)))
            .OrderBy(g => g.Key.Stage).ThenBy(g => g.Key.Unit, StringComparer.Ordinal).ThenBy(g => g.Key.When, StringComparer.Ordinal))
        {
            var sorted = group.OrderBy(e => e.Day ?? int.MaxValue).ThenBy(e => e.Claim.Claim.Id, StringComparer.Ordinal).ToList();
            var figures = sorted.Where(e => e.Reach == QuantityReach.Figure).ToList();
            var found = Grows(group.Key.Stage) && !IsOneDay(group.First().Claim) ? OfOneReport(figures) : Widest(figures, figures);
            if ((found ?? Shrunk(sorted)) is { } pair) yield return pair;
        }
    }

    /// <summary>Stages of which more can follow without anything having been wrong before.</summary>
    private static bool Grows(Stage stage) => stage is Stage.Delivered or Stage.InDelivery or Stage.Intercepted or Stage.Used;

    private static bool IsOneDay(PlacedClaim claim) => claim.When is { Start: { } start } when && start.First == (when.End ?? start).Last;

    private static Pair? Widest(List<Entry> some, List<Entry> others)
    {
        if (some.Count == 0 || others.Count == 0) return null;
        var low = some.OrderBy(e => e.Max).ThenBy(e => e.Claim.Claim.Id, StringComparer.Ordinal).First();
        var high = others.OrderByDescending(e => e.Min).ThenBy(e => e.Claim.Claim.Id, StringComparer.Ordinal).First();
        return high.Min > low.Max ? new Pair(low.Claim, high.Claim) : null;
    }

    /// <summary>The first two figures that differ and were reported within <see cref="SameReportDays"/>. Linear: a day is
    /// held by its lowest and its highest figure.</summary>
    private static Pair? OfOneReport(List<Entry> figures)
    {
        var days = new List<(int Day, List<Entry> Ends)>();
        foreach (var day in figures.Where(f => f.Day is not null).GroupBy(f => f.Day!.Value))
        {
            var low = day.OrderBy(e => e.Max).ThenBy(e => e.Claim.Claim.Id, StringComparer.Ordinal).First();
            var high = day.OrderByDescending(e => e.Min).ThenBy(e => e.Claim.Claim.Id, StringComparer.Ordinal).First();
            days.Add((day.Key, [low, high]));
        }
        for (var i = 0; i < days.Count; i++)
        {
            var near = new List<Entry>();
            for (var j = i; j < days.Count && days[j].Day - days[i].Day <= SameReportDays; j++) near.AddRange(days[j].Ends);
            if (Widest(near, near) is { } pair) return pair;
        }
        return null;
    }

    /// <summary>A total that is smaller than what was stated before it.</summary>
    private static Pair? Shrunk(List<Entry> sorted)
    {
        Entry? most = null;
        foreach (var entry in sorted)
        {
            if (entry.Day is null) continue;
            if (entry.Reach == QuantityReach.Total && most is { } before && before.Min > entry.Max) return new Pair(entry.Claim, before.Claim);
            if (most is null || entry.Min > most.Value.Min) most = entry;
        }
        return null;
    }
}
