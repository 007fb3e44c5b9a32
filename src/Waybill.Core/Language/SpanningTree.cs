namespace Waybill.Language;

/// <summary>The tree with the highest sum of scores in which exactly one word hangs on the root (Chu and Liu 1965,
/// Edmonds 1967). Most sentences need no more than the best head of each word.</summary>
public sealed class SpanningTree(int cap)
{
    /// <summary>Longer sentences, which are lists and noise more often than sentences, are mended instead of solved:
    /// contraction could cost the cube of their length.</summary>
    public const int MaxExact = 100;

    internal const long Never = long.MinValue / 4;
    private readonly int[] _best = new int[cap + 1];
    private readonly byte[] _seen = new byte[cap + 1];

    /// <param name="scores">A row for each dependent with a score for each head, the root behind them.</param>
    /// <param name="heads">Receives heads; −1 for the root.</param>
    public void Find(ReadOnlySpan<long> scores, int count, Span<int> heads)
    {
        int roots = 0, width = count + 1;
        for (int t = 0; t < count; t++)
        {
            var row = scores.Slice(t * width, width);
            int best = count;
            for (int j = 0; j < count; j++)
            {
                if (j != t && row[j] > row[best])
                    best = j;
            }
            _best[t] = best;
            if (best == count)
                roots++;
        }
        if (roots == 1 && IsTree(_best, count))
        {
            for (int t = 0; t < count; t++)
                heads[t] = _best[t] == count ? -1 : _best[t];
            return;
        }
        // The word that the root likes best, compared with what else it could hang on, becomes the only root.
        int chosen = -1;
        long margin = long.MinValue;
        for (int t = 0; t < count; t++)
        {
            long other = Never;
            for (int j = 0; j < count; j++)
                other = j == t ? other : Math.Max(other, scores[t * width + j]);
            long m = count == 1 ? 0 : scores[t * width + count] - other;
            if (m > margin)
            {
                margin = m;
                chosen = t;
            }
        }
        if (count > MaxExact)
        {
            Mend(scores, count, chosen, heads);
            return;
        }
        var matrix = new long[count + 1, count + 1];
        for (int t = 0; t < count; t++)
        {
            for (int j = 0; j < count; j++)
                matrix[t, j] = t == j ? Never : scores[t * width + j];
            matrix[t, count] = t == chosen ? scores[t * width + count] : Never;
            if (t == chosen)
            {
                for (int j = 0; j < count; j++)
                    matrix[t, j] = Never;
            }
        }
        int[] result = Solve(matrix, count + 1, count);
        for (int t = 0; t < count; t++)
            heads[t] = result[t] == count ? -1 : result[t];
    }

    /// <summary>Keeps every word's best head, and hangs one word of each cycle on the root's word.</summary>
    private void Mend(ReadOnlySpan<long> scores, int count, int chosen, Span<int> heads)
    {
        int width = count + 1;
        for (int t = 0; t < count; t++)
        {
            if (_best[t] == count)
                _best[t] = chosen;
        }
        _best[chosen] = count;
        Array.Clear(_seen, 0, count + 1);
        for (int t = 0; t < count; t++)
        {
            int at = t;
            while (at < count && _seen[at] == 0)
            {
                _seen[at] = 1;
                at = _best[at];
            }
            int cycle = at < count && _seen[at] == 1 ? at : -1;
            // The whole path is done before the cycle is opened, or its far part would be taken for another cycle.
            for (at = t; at < count && _seen[at] == 1; at = _best[at])
                _seen[at] = 2;
            if (cycle < 0)
                continue;
            int weakest = cycle;
            for (int c = _best[cycle]; c != cycle; c = _best[c])
            {
                if (scores[c * width + chosen] - scores[c * width + _best[c]] > scores[weakest * width + chosen] - scores[weakest * width + _best[weakest]])
                    weakest = c;
            }
            _best[weakest] = chosen;
        }
        for (int t = 0; t < count; t++)
            heads[t] = _best[t] == count ? -1 : _best[t];
    }

    private bool IsTree(int[] heads, int count)
    {
        Array.Clear(_seen, 0, count + 1);
        for (int t = 0; t < count; t++)
        {
            int at = t;
            while (at < count && _seen[at] == 0)
            {
                _seen[at] = 1;
                at = heads[at];
            }
            if (at < count && _seen[at] == 1)
                return false;
            for (at = t; at < count && _seen[at] == 1; at = heads[at])
                _seen[at] = 2;
        }
        return true;
    }

    /// <summary>Heads of an arborescence over nodes 0…n−1 with the given root, by contracting one cycle after another.</summary>
    private static int[] Solve(long[,] scores, int n, int root)
    {
        var heads = new int[n];
        for (int t = 0; t < n; t++)
        {
            int best = t == 0 ? 1 % n : 0;
            for (int j = 0; j < n; j++)
            {
                if (j != t && scores[t, j] > scores[t, best])
                    best = j;
            }
            heads[t] = best;
        }
        heads[root] = -1;
        var cycle = Cycle(heads, n, root);
        if (cycle is null)
            return heads;
        var inCycle = new bool[n];
        foreach (int node in cycle)
            inCycle[node] = true;
        // Nodes outside keep their order; the cycle becomes the last node.
        var place = new int[n];
        var old = new List<int>();
        for (int i = 0; i < n; i++)
        {
            if (!inCycle[i])
            {
                place[i] = old.Count;
                old.Add(i);
            }
        }
        int m = old.Count + 1, merged = m - 1;
        var smaller = new long[m, m];
        var enters = new int[m];
        var leaves = new int[m];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++)
                smaller[i, j] = Never;
        }
        foreach (int i in old)
        {
            foreach (int j in old)
            {
                if (i != j)
                    smaller[place[i], place[j]] = scores[i, j];
            }
            long bestOut = long.MinValue, bestIn = long.MinValue;
            foreach (int c in cycle)
            {
                if (scores[i, c] > bestOut)
                {
                    bestOut = scores[i, c];
                    leaves[place[i]] = c;
                }
                long gain = scores[c, i] <= Never / 2 ? Never : scores[c, i] - scores[c, heads[c]];
                if (gain > bestIn)
                {
                    bestIn = gain;
                    enters[place[i]] = c;
                }
            }
            smaller[place[i], merged] = Math.Max(bestOut, Never);
            smaller[merged, place[i]] = Math.Max(bestIn, Never);
        }
        int[] sub = Solve(smaller, m, place[root]);
        int entry = sub[merged];
        int broken = enters[entry];
        heads[broken] = old[entry];
        foreach (int i in old)
        {
            if (i == root)
                continue;
            int h = sub[place[i]];
            heads[i] = h == merged ? leaves[place[i]] : old[h];
        }
        return heads;
    }

    private static List<int>? Cycle(int[] heads, int n, int root)
    {
        var seen = new int[n];
        for (int t = 0; t < n; t++)
        {
            int at = t;
            while (at >= 0 && at != root && seen[at] == 0)
            {
                seen[at] = t + 1;
                at = heads[at];
            }
            if (at < 0 || at == root || seen[at] != t + 1)
                continue;
            var cycle = new List<int>();
            int start = at;
            do
            {
                cycle.Add(at);
                at = heads[at];
            }
            while (at != start);
            return cycle;
        }
        return null;
    }
}
