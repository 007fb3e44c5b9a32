namespace Waybill.Lineage;

/// <summary>A run of words here set against a run there; either may be empty.</summary>
internal readonly record struct DiffRun(int Here, int HereCount, int There, int ThereCount);

/// <summary>Longest common subsequence of two short word sequences (Wagner and Fischer 1974). Sentences are capped,
/// so the quadratic table stays small.</summary>
internal static class WordDiff
{
    internal const int Longest = 160;

    internal static int CommonLength(ReadOnlySpan<uint> x, ReadOnlySpan<uint> y)
    {
        if (x.Length > Longest) x = x[..Longest];
        if (y.Length > Longest) y = y[..Longest];
        var head = 0;
        while (head < x.Length && head < y.Length && x[head] == y[head]) head++;
        x = x[head..];
        y = y[head..];
        var tail = 0;
        while (tail < x.Length && tail < y.Length && x[^(tail + 1)] == y[^(tail + 1)]) tail++;
        x = x[..^tail];
        y = y[..^tail];
        if (x.Length == 0 || y.Length == 0) return head + tail;
        Span<ushort> row = stackalloc ushort[y.Length + 1];
        row.Clear();
        for (var i = 0; i < x.Length; i++)
        {
            ushort diagonal = 0;
            var xi = x[i];
            for (var j = 0; j < y.Length; j++)
            {
                var above = row[j + 1];
                if (xi == y[j]) row[j + 1] = (ushort)(diagonal + 1);
                else if (row[j] > above) row[j + 1] = row[j];
                diagonal = above;
            }
        }
        return head + tail + row[y.Length];
    }

    /// <summary>The runs in which two sentences differ, in order.</summary>
    internal static List<DiffRun> Runs(ReadOnlySpan<uint> x, ReadOnlySpan<uint> y)
    {
        if (x.Length > Longest) x = x[..Longest];
        if (y.Length > Longest) y = y[..Longest];
        var n = x.Length;
        var m = y.Length;
        var table = new ushort[(n + 1) * (m + 1)];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = m - 1; j >= 0; j--)
            {
                table[i * (m + 1) + j] = x[i] == y[j]
                    ? (ushort)(table[(i + 1) * (m + 1) + j + 1] + 1)
                    : Math.Max(table[(i + 1) * (m + 1) + j], table[i * (m + 1) + j + 1]);
            }
        }
        var runs = new List<DiffRun>();
        int a = 0, b = 0;
        while (a < n || b < m)
        {
            if (a < n && b < m && x[a] == y[b])
            {
                a++;
                b++;
                continue;
            }
            var (a0, b0) = (a, b);
            while (a < n || b < m)
            {
                if (a < n && b < m && x[a] == y[b]) break;
                if (b >= m || a < n && table[(a + 1) * (m + 1) + b] >= table[a * (m + 1) + b + 1]) a++;
                else b++;
            }
            runs.Add(new DiffRun(a0, a - a0, b0, b - b0));
        }
        return runs;
    }
}
