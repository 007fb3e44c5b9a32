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
        for (int i = 0; i < count; i++)
        {
            float g = gradient[i] * factor;
            m[i] = B1 * m[i] + (1 - B1) * g;
            v[i] = B2 * v[i] + (1 - B2) * g * g;
            w[i] -= rate * (m[i] / c1) / (MathF.Sqrt(v[i] / c2) + 1e-8f);
        }
    }
}
