using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Waybill.Training.Neural;

/// <summary>Single-precision matrix products for training. Row-major; panels of 16 columns are packed.</summary>
public sealed class Gemm
{
    private const int Width = 16;
    private float[] _packed = new float[1 << 16];
    private float[] _flip = new float[1024];

    /// <summary>Where the buffers of a batch come from.</summary>
    public Arena Arena { get; } = new();

    /// <summary>C[m×n] (+)= A[m×k] · B[k×n].</summary>
    public void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int k, int n, bool add)
    {
        int size = PackedLength(k, n);
        if (_packed.Length < size)
            _packed = new float[size];
        Pack(b, k, n, _packed);
        MultiplyPacked(a, _packed, c, m, k, n, add);
    }

    /// <summary>B[k×n] in panels of 16 columns, for products that use it many times.</summary>
    public float[] Packed(ReadOnlySpan<float> b, int k, int n)
    {
        float[] packed = Arena.Take(PackedLength(k, n));
        Pack(b, k, n, packed);
        return packed;
    }

    /// <summary>Bᵀ of B[n×k], packed likewise.</summary>
    public float[] PackedTransposed(ReadOnlySpan<float> b, int k, int n)
    {
        float[] packed = Arena.Take(PackedLength(k, n));
        PackTransposed(b, k, n, packed);
        return packed;
    }

    private static int PackedLength(int k, int n) => (n + Width - 1) / Width * Width * k;

    private static void Pack(ReadOnlySpan<float> b, int k, int n, float[] packed)
    {
        for (int n0 = 0; n0 < n; n0 += Width)
        {
            int width = Math.Min(Width, n - n0);
            var panel = packed.AsSpan(n0 * k, k * Width);
            if (width < Width)
                panel.Clear();
            for (int x = 0; x < k; x++)
                b.Slice(x * n + n0, width).CopyTo(panel[(x * Width)..]);
        }
    }

    /// <summary>C[m×n] (+)= A[m×k] · B[k×n], B as <see cref="Packed"/> gives it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void MultiplyPacked(ReadOnlySpan<float> a, ReadOnlySpan<float> packed, Span<float> c, int m, int k, int n, bool add)
    {
        if (a.Length < m * k || packed.Length < PackedLength(k, n) || c.Length < m * n)
            throw new ArgumentException("a matrix is too small");
        if (!add)
            c[..(m * n)].Clear();
        ref float ra = ref MemoryMarshal.GetReference(a);
        ref float rc = ref MemoryMarshal.GetReference(c);
        nuint depth = (nuint)k;
        for (int n0 = 0; n0 < n; n0 += Width)
        {
            int width = Math.Min(Width, n - n0);
            ref float p = ref Unsafe.Add(ref MemoryMarshal.GetReference(packed), n0 * k);
            int m0 = 0;
            for (; m0 + 6 <= m; m0 += 6)
            {
                Vector256<float> a00 = default, a01 = default, a10 = default, a11 = default, a20 = default, a21 = default,
                    a30 = default, a31 = default, a40 = default, a41 = default, a50 = default, a51 = default;
                ref float r0 = ref Unsafe.Add(ref ra, m0 * k);
                ref float r1 = ref Unsafe.Add(ref r0, depth), r2 = ref Unsafe.Add(ref r1, depth), r3 = ref Unsafe.Add(ref r2, depth),
                    r4 = ref Unsafe.Add(ref r3, depth), r5 = ref Unsafe.Add(ref r4, depth);
                nuint at = 0;
                for (nuint x = 0; x < depth; x++, at += Width)
                {
                    var b0 = Vector256.LoadUnsafe(ref p, at);
                    var b1 = Vector256.LoadUnsafe(ref p, at + 8);
                    var v = Vector256.Create(Unsafe.Add(ref r0, x));
                    a00 = Vector256.MultiplyAddEstimate(v, b0, a00);
                    a01 = Vector256.MultiplyAddEstimate(v, b1, a01);
                    v = Vector256.Create(Unsafe.Add(ref r1, x));
                    a10 = Vector256.MultiplyAddEstimate(v, b0, a10);
                    a11 = Vector256.MultiplyAddEstimate(v, b1, a11);
                    v = Vector256.Create(Unsafe.Add(ref r2, x));
                    a20 = Vector256.MultiplyAddEstimate(v, b0, a20);
                    a21 = Vector256.MultiplyAddEstimate(v, b1, a21);
                    v = Vector256.Create(Unsafe.Add(ref r3, x));
                    a30 = Vector256.MultiplyAddEstimate(v, b0, a30);
                    a31 = Vector256.MultiplyAddEstimate(v, b1, a31);
                    v = Vector256.Create(Unsafe.Add(ref r4, x));
                    a40 = Vector256.MultiplyAddEstimate(v, b0, a40);
                    a41 = Vector256.MultiplyAddEstimate(v, b1, a41);
                    v = Vector256.Create(Unsafe.Add(ref r5, x));
                    a50 = Vector256.MultiplyAddEstimate(v, b0, a50);
                    a51 = Vector256.MultiplyAddEstimate(v, b1, a51);
                }
                Store(ref rc, m0 * n + n0, width, a00, a01);
                Store(ref rc, (m0 + 1) * n + n0, width, a10, a11);
                Store(ref rc, (m0 + 2) * n + n0, width, a20, a21);
                Store(ref rc, (m0 + 3) * n + n0, width, a30, a31);
                Store(ref rc, (m0 + 4) * n + n0, width, a40, a41);
                Store(ref rc, (m0 + 5) * n + n0, width, a50, a51);
            }
            for (; m0 + 2 <= m; m0 += 2)
            {
                Vector256<float> a00 = default, a01 = default, a10 = default, a11 = default;
                ref float r0 = ref Unsafe.Add(ref ra, m0 * k);
                ref float r1 = ref Unsafe.Add(ref r0, depth);
                nuint at = 0;
                for (nuint x = 0; x < depth; x++, at += Width)
                {
                    var b0 = Vector256.LoadUnsafe(ref p, at);
                    var b1 = Vector256.LoadUnsafe(ref p, at + 8);
                    var v = Vector256.Create(Unsafe.Add(ref r0, x));
                    a00 = Vector256.MultiplyAddEstimate(v, b0, a00);
                    a01 = Vector256.MultiplyAddEstimate(v, b1, a01);
                    v = Vector256.Create(Unsafe.Add(ref r1, x));
                    a10 = Vector256.MultiplyAddEstimate(v, b0, a10);
                    a11 = Vector256.MultiplyAddEstimate(v, b1, a11);
                }
                Store(ref rc, m0 * n + n0, width, a00, a01);
                Store(ref rc, (m0 + 1) * n + n0, width, a10, a11);
            }
            if (m0 < m)
            {
                Vector256<float> a00 = default, a01 = default;
                ref float r0 = ref Unsafe.Add(ref ra, m0 * k);
                nuint at = 0;
                for (nuint x = 0; x < depth; x++, at += Width)
                {
                    var v = Vector256.Create(Unsafe.Add(ref r0, x));
                    a00 = Vector256.MultiplyAddEstimate(v, Vector256.LoadUnsafe(ref p, at), a00);
                    a01 = Vector256.MultiplyAddEstimate(v, Vector256.LoadUnsafe(ref p, at + 8), a01);
                }
                Store(ref rc, m0 * n + n0, width, a00, a01);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(ref float c, int at, int width, Vector256<float> x, Vector256<float> y)
    {
        if (width == Width)
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
        int size = PackedLength(k, n);
        if (_packed.Length < size)
            _packed = new float[size];
        PackTransposed(b, k, n, _packed);
        MultiplyPacked(a, _packed, c, m, k, n, add);
    }

    /// <summary>Bᵀ of B[n×k] in panels.</summary>
    private static void PackTransposed(ReadOnlySpan<float> b, int k, int n, float[] packed)
    {
        for (int n0 = 0; n0 < n; n0 += Width)
        {
            int width = Math.Min(Width, n - n0);
            var panel = packed.AsSpan(n0 * k, k * Width);
            if (width < Width)
                panel.Clear();
            for (int w = 0; w < width; w++)
            {
                var row = b.Slice((n0 + w) * k, k);
                for (int x = 0, to = w; x < row.Length; x++, to += Width)
                    panel[to] = row[x];
            }
        }
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
