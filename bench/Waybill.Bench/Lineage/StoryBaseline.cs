using System.Globalization;
using Waybill.Lineage;

namespace Waybill.Bench.Lineage;

/// <summary>How the TF-IDF baseline joins pages.</summary>
/// <param name="Threshold">Least cosine.</param>
/// <param name="Days">Two dated pages further apart than this are never joined.</param>
/// <param name="Undated">Whether a page without a day may be joined with any other.</param>
/// <param name="Average">Average linkage (the best two groups first, while their mean cosine is enough) instead of single linkage.</param>
internal sealed record BaselineSetting(double Threshold, int Days, bool Undated, bool Average)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"cosine {Threshold:F2}, {(Days == int.MaxValue ? "any day" : $"{Days} days")}, undated pages {(Undated ? "joined" : "alone")}, {(Average ? "average" : "single")} linkage");
}

/// <summary>The usual way to group news: cosine of TF-IDF vectors of whole texts (1 + log of the count, log of the inverse share of texts;
/// Salton and Buckley 1988; weights from the pages that are grouped), a window of days, and linkage.</summary>
internal sealed class StoryBaseline
{
    private readonly double[,] _cosine;
    private readonly int?[] _day;

    internal StoryBaseline(IReadOnlyList<TextModel> texts, IReadOnlyList<DateOnly?> days)
    {
        var n = texts.Count;
        var counts = texts.Select(m => Enumerable.Range(0, m.Words).Where(w => (m.Mark[w] & WordMark.Function) == 0)
            .GroupBy(w => m.Stem[w]).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Count())).ToList();
        var holders = counts.SelectMany(c => c.Keys).GroupBy(k => k).ToDictionary(g => g.Key, g => g.Count());
        var vectors = counts.ConvertAll(c => c.ToDictionary(x => x.Key, x => (1 + Math.Log(x.Value)) * Math.Log(n / (double)holders[x.Key])));
        var lengths = vectors.ConvertAll(v => Math.Sqrt(v.Values.Sum(x => x * x)));
        _cosine = new double[n, n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                _cosine[i, j] = lengths[i] * lengths[j] == 0 ? 0 : vectors[i].Sum(x => vectors[j].TryGetValue(x.Key, out var y) ? x.Value * y : 0) / (lengths[i] * lengths[j]);
        _day = [.. days.Select(d => d?.DayNumber)];
    }

    /// <summary>Everything that is tried where it is set.</summary>
    internal static IEnumerable<BaselineSetting> Settings() =>
        from average in new[] { false, true }
        from undated in new[] { true, false }
        from days in new[] { 1, 2, 3, 5, 8, 14, 30, int.MaxValue }
        from threshold in Enumerable.Range(5, 70)
        select new BaselineSetting(threshold / 100.0, days, undated, average);

    internal double Cosine(int i, int j) => _cosine[i, j];

    internal List<string> Group(BaselineSetting s)
    {
        var groups = Enumerable.Range(0, _day.Length).Select(i => new List<int> { i }).ToList();
        for (; ; )
        {
            var (best, a, b) = (s.Threshold, -1, -1);
            for (var i = 0; i < groups.Count; i++)
            {
                for (var j = i + 1; j < groups.Count; j++)
                {
                    var pairs = groups[i].SelectMany(x => groups[j].Select(y => May(x, y, s) ? _cosine[x, y] : 0));
                    var likeness = s.Average ? pairs.Average() : pairs.Max();
                    if (likeness >= best) (best, a, b) = (likeness, i, j);
                }
            }
            if (a < 0) break;
            groups[a].AddRange(groups[b]);
            groups.RemoveAt(b);
        }
        var of = new string[_day.Length];
        foreach (var group in groups) foreach (var i in group) of[i] = group[0].ToString(CultureInfo.InvariantCulture);
        return [.. of];
    }

    private bool May(int i, int j, BaselineSetting s) =>
        _day[i] is { } x && _day[j] is { } y ? Math.Abs((long)x - y) <= s.Days : s.Undated;
}
