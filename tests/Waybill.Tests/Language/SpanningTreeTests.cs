using Shouldly;
using Waybill.Language;
using Xunit;

namespace Waybill.Tests.Language;

public sealed class SpanningTreeTests
{
    /// <summary>Against every tree there is, for sentences of up to five words.</summary>
    [Fact]
    public void Finds_a_tree_with_one_root()
    {
        var random = new Random(3);
        for (int round = 0; round < 400; round++)
        {
            int n = random.Next(1, 6);
            var scores = new long[n + 1, n + 1];
            for (int t = 0; t < n; t++)
            {
                for (int j = 0; j <= n; j++)
                    scores[t, j] = t == j ? long.MinValue / 4 : random.Next(-1000, 1000);
            }
            var heads = new int[n];
            new SpanningTree(10).Find([.. scores.Cast<long>()], n, heads);
            heads.Count(h => h < 0).ShouldBe(1);
            long sum = Sum(scores, heads, n);
            int root = Array.IndexOf(heads, -1);
            sum.ShouldBe(BestWithRoot(scores, n, root), $"round {round}");
        }
    }

    [Fact]
    public void Mends_long_sentences_into_trees()
    {
        var random = new Random(5);
        for (int round = 0; round < 20; round++)
        {
            int n = random.Next(101, 250);
            var scores = new long[n + 1, n + 1];
            for (int t = 0; t < n; t++)
            {
                for (int j = 0; j <= n; j++)
                    scores[t, j] = t == j ? long.MinValue / 4 : random.Next(0, round + 1);
            }
            var heads = new int[n];
            new SpanningTree(250).Find([.. scores.Cast<long>()], n, heads);
            heads.Count(h => h < 0).ShouldBe(1);
            for (int t = 0; t < n; t++)
            {
                int at = t, steps = 0;
                while (at >= 0 && steps++ <= n)
                    at = heads[at];
                at.ShouldBe(-1);
            }
        }
    }

    private static long Sum(long[,] scores, int[] heads, int n) =>
        Enumerable.Range(0, n).Sum(t => scores[t, heads[t] < 0 ? n : heads[t]]);

    private static long BestWithRoot(long[,] scores, int n, int root)
    {
        long best = long.MinValue;
        var heads = new int[n];
        for (long code = 0; code < (long)Math.Pow(n, n); code++)
        {
            long rest = code;
            for (int t = 0; t < n; t++, rest /= n)
                heads[t] = (int)(rest % n);
            heads[root] = -1;
            bool tree = true;
            for (int t = 0; t < n && tree; t++)
            {
                int at = t, steps = 0;
                while (at >= 0 && steps++ <= n)
                    at = heads[at];
                tree = at < 0;
            }
            if (tree)
                best = Math.Max(best, Sum(scores, heads, n));
        }
        return best;
    }
}
