namespace Waybill.Bench;

/// <summary>B-cubed (Bagga and Baldwin 1998): for each member, how much of its group is of its kind, and how much of its kind is in its group.</summary>
internal sealed record BCubed(double[] Precision, double[] Recall)
{
    internal double P => Precision.Average();
    internal double R => Recall.Average();
    internal double F => Mean(P, R);

    internal static BCubed Of(IReadOnlyList<string> found, IReadOnlyList<string> gold)
    {
        var (p, r) = (new double[gold.Count], new double[gold.Count]);
        for (var i = 0; i < gold.Count; i++)
        {
            int same = 0, mine = 0, theirs = 0;
            for (var j = 0; j < gold.Count; j++)
            {
                if (found[i] == found[j]) mine++;
                if (gold[i] == gold[j]) theirs++;
                if (found[i] == found[j] && gold[i] == gold[j]) same++;
            }
            p[i] = same / (double)mine;
            r[i] = same / (double)theirs;
        }
        return new BCubed(p, r);
    }

    /// <summary>Difference of F1, first minus second, with a 95 % interval: happenings drawn anew with replacement, 10,000 times.</summary>
    internal static (double Difference, double Low, double High, double Positive) Compare(BCubed a, BCubed b, IReadOnlyList<string> gold)
    {
        var happenings = Enumerable.Range(0, gold.Count).GroupBy(i => gold[i]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        var random = new Random(20261122);
        var differences = new double[10000];
        for (var d = 0; d < differences.Length; d++)
        {
            double n = 0, ap = 0, ar = 0, bp = 0, br = 0;
            for (var k = 0; k < happenings.Length; k++)
            {
                foreach (var i in happenings[random.Next(happenings.Length)])
                {
                    n++;
                    ap += a.Precision[i];
                    ar += a.Recall[i];
                    bp += b.Precision[i];
                    br += b.Recall[i];
                }
            }
            differences[d] = Mean(ap / n, ar / n) - Mean(bp / n, br / n);
        }
        Array.Sort(differences);
        return (a.F - b.F, differences[250], differences[9749], differences.Count(x => x > 0) / (double)differences.Length);
    }

    private static double Mean(double p, double r) => p + r == 0 ? 0 : 2 * p * r / (p + r);
}
