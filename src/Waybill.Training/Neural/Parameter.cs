using System.Runtime.Intrinsics;

namespace Waybill.Training.Neural;

/// <summary>A matrix that is learnt, with its moments for Adam (Kingma and Ba 2015).</summary>
public sealed class Parameter
{
    public Parameter(int rows, int columns, Random random, double scale)
    {
        Rows = rows;
        Columns = columns;
        W = new float[rows * columns];
        M = new float[W.Length];
        V = new float[W.Length];
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < W.Length; i++)
            W[i] = (float)((random.NextDouble() * 2 - 1) * scale);
    }

    public int Rows { get; }
    public int Columns { get; }
    public float[] W { get; }
    public float[] M { get; }
    public float[] V { get; }

    public static Parameter Glorot(int rows, int columns, Random random) => new(rows, columns, random, Math.Sqrt(6.0 / (rows + columns)));

    public static Parameter Zero(int columns, Random random) => new(1, columns, random, 0);

    public void Adam(ReadOnlySpan<float> gradient, int from, int count, float rate, float factor, int step)
    {
        const float B1 = 0.9f, B2 = 0.98f;
        float c1 = 1 - MathF.Pow(B1, step), c2 = 1 - MathF.Pow(B2, step);
        var w = W.AsSpan(from, count);
        var m = M.AsSpan(from, count);
        var v = V.AsSpan(from, count);
        var rate8 = Vector256.Create(rate / c1);
        var factor8 = Vector256.Create(factor);
        var c2Root = Vector256.Create(1 / MathF.Sqrt(c2));
        int i = 0;
        for (; i + 8 <= count; i += 8)
        {
            var g = Vector256.Create(gradient.Slice(i, 8)) * factor8;
            var m1 = Vector256.Create(m.Slice(i, 8)) * B1 + g * (1 - B1);
            var v1 = Vector256.Create(v.Slice(i, 8)) * B2 + g * g * (1 - B2);
            m1.CopyTo(m[i..]);
            v1.CopyTo(v[i..]);
            (Vector256.Create(w.Slice(i, 8)) - rate8 * m1 / (Vector256.Sqrt(v1) * c2Root + Vector256.Create(1e-8f))).CopyTo(w[i..]);
        }
        for (; i < count; i++)
        {
            float g = gradient[i] * factor;
            m[i] = B1 * m[i] + (1 - B1) * g;
            v[i] = B2 * v[i] + (1 - B2) * g * g;
            w[i] -= rate / c1 * m[i] / (MathF.Sqrt(v[i]) / MathF.Sqrt(c2) + 1e-8f);
        }
    }
}
