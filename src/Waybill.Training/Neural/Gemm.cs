using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Waybill.Training.Neural;

/// <summary>Single-precision matrix products for training. Row-major; panels of 16 columns are packed.</summary>
public sealed class Gemm
{
    private float[] _panel = new float[16 * 1024];
    private float[] _flip = new float[1024];

    /// <summary>C[m×n] (+)= A[m×k] · B[k×n].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool add)
    {
        if (!add)
            c[..(m * n)].Clear();
        if (_panel.Length < k * 16)
            _panel = new float[k * 16];
        ref float ra = ref MemoryMarshal.GetReference(a);
        ref float rc = ref MemoryMarshal.GetReference(c);
        for (int n0 = 0; n0 < n; n0 += 16)
        {
            int width = Math.Min(16, n - n0);
            // Packing a panel pays only where many rows use it.
            bool direct = width == 16 && m <= 32;
            nuint step = direct ? (nuint)n : 16;
            ref float p = ref direct ? ref Unsafe.Add(ref MemoryMarshal.GetReference(b), n0) : ref MemoryMarshal.GetArrayDataReference(_panel);
            for (int x = 0; x < k && !direct; x++)
            {
                b.Slice(x * n + n0, width).CopyTo(_panel.AsSpan(x * 16));
                for (int w = width; w < 16; w++)
                    _panel[x * 16 + w] = 0;
            }
            int m0 = 0;
            for (; m0 + 4 <= m; m0 += 4)
            {
                Vector256<float> a00 = default, a01 = default, a10 = default, a11 = default, a20 = default, a21 = default, a30 = default, a31 = default;
                nuint r0 = (nuint)(m0 * k), r1 = r0 + (nuint)k, r2 = r1 + (nuint)k, r3 = r2 + (nuint)k;
                for (nuint x = 0; x < (nuint)k; x++)
                {
                    var b0 = Vector256.LoadUnsafe(ref p, x * step);
                    var b1 = Vector256.LoadUnsafe(ref p, x * step + 8);
                    var v = Vector256.Create(Unsafe.Add(ref ra, r0 + x));
                    a00 = Vector256.MultiplyAddEstimate(v, b0, a00);
                    a01 = Vector256.MultiplyAddEstimate(v, b1, a01);
                    v = Vector256.Create(Unsafe.Add(ref ra, r1 + x));
                    a10 = Vector256.MultiplyAddEstimate(v, b0, a10);
                    a11 = Vector256.MultiplyAddEstimate(v, b1, a11);
                    v = Vector256.Create(Unsafe.Add(ref ra, r2 + x));
                    a20 = Vector256.MultiplyAddEstimate(v, b0, a20);
                    a21 = Vector256.MultiplyAddEstimate(v, b1, a21);
                    v = Vector256.Create(Unsafe.Add(ref ra, r3 + x));
                    a30 = Vector256.MultiplyAddEstimate(v, b0, a30);
                    a31 = Vector256.MultiplyAddEstimate(v, b1, a31);
                }
                Store(ref rc, m0 * n + n0, width, a00, a01);
                Store(ref rc, (m0 + 1) * n + n0, width, a10, a11);
                Store(ref rc, (m0 + 2) * n + n0, width, a20, a21);
                Store(ref rc, (m0 + 3) * n + n0, width, a30, a31);
            }
            for (; m0 < m; m0++)
            {
                Vector256<float> a00 = default, a01 = default;
                nuint r0 = (nuint)(m0 * k);
                for (nuint x = 0; x < (nuint)k; x++)
                {
                    var v = Vector256.Create(Unsafe.Add(ref ra, r0 + x));
                    a00 = Vector256.MultiplyAddEstimate(v, Vector256.LoadUnsafe(ref p, x * step), a00);
                    a01 = Vector256.MultiplyAddEstimate(v, Vector256.LoadUnsafe(ref p, x * step + 8), a01);
                }
                Store(ref rc, m0 * n + n0, width, a00, a01);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float c, int at, int width, Vector256<float> x, Vector256<float> y)
    {
        if (width == 16)
        {
            (Vector256.LoadUnsafe(ref c, (nuint)at) + x).StoreUnsafe(ref c, (nuint)at);
            (Vector256.LoadUnsafe(ref c, (nuint)at + 8) + y).StoreUnsafe(ref c, (nuint)at + 8);
            return;
        }
        for (int w = 0; w < width; w++)
            Unsafe.Add(ref c, at + w) += w < 8 ? x[w] : y[w - 8];
    }

    /// <summary>C[m×n] (+)= A[m×k] · B[n×k]ᵀ.</summary>
    public void MultiplyTransposedB(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool add)
    {
        Flip(b, n, k);
        Multiply(a, _flip, c, m, k, n, add);
    }

    /// <summary>Bᵀ of B[n×k], for products that use it many times.</summary>
    public static float[] Transposed(ReadOnlySpan<float> b, int n, int k)
    {
        var flipped = new float[n * k];
        for (int r = 0; r < n; r++)
        {
            for (int x = 0; x < k; x++)
                flipped[x * n + r] = b[r * k + x];
        }
        return flipped;
    }

    /// <summary>C[k×n] += A[m×k]ᵀ · B[m×n].</summary>
    public void MultiplyTransposedA(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n)
    {
        Flip(a, m, k);
        Multiply(_flip, b, c, k, m, n, true);
    }

    private void Flip(ReadOnlySpan<float> source, int rows, int columns)
    {
        if (_flip.Length < rows * columns)
            _flip = new float[rows * columns];
        for (int r0 = 0; r0 < rows; r0 += 8)
        {
            int rEnd = Math.Min(rows, r0 + 8);
            for (int x = 0; x < columns; x++)
            {
                for (int r = r0; r < rEnd; r++)
                    _flip[x * rows + r] = source[r * columns + x];
            }
        }
    }
}
