using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Waybill.Language;

/// <summary>Sums of products of 16-bit integers. Integer sums do not depend on their order, so every instruction set
/// gives the same result; "portable" in the methods takes the path without AVX2, for the test that proves it.</summary>
internal static class IntegerVectors
{
    /// <summary>Σ a[i]·b[i]. Both have a length that is a multiple of 16; callers keep values small enough that sixteen
    /// partial sums fit 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Dot(ReadOnlySpan<short> a, ReadOnlySpan<short> b, bool portable)
    {
        if (Avx2.IsSupported && !portable)
        {
            ref short ra = ref MemoryMarshal.GetReference(a);
            ref short rb = ref MemoryMarshal.GetReference(b);
            var sum = Vector256<int>.Zero;
            for (nuint i = 0; i < (nuint)a.Length; i += 16)
                sum += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref ra, i), Vector256.LoadUnsafe(ref rb, i));
            var (low, high) = Vector256.Widen(sum);
            return Vector256.Sum(low + high);
        }
        long total = 0;
        for (int i = 0; i < a.Length; i++)
            total += a[i] * b[i];
        return total;
    }

    /// <summary>Four rows against one vector: the vector is loaded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Dot4(ReadOnlySpan<short> rows, int columns, ReadOnlySpan<short> x, Span<long> sums, bool portable)
    {
        if (Avx2.IsSupported && !portable)
        {
            ref short r = ref MemoryMarshal.GetReference(rows);
            ref short rx = ref MemoryMarshal.GetReference(x);
            Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
            nuint n = (nuint)columns;
            for (nuint i = 0; i < n; i += 16)
            {
                var v = Vector256.LoadUnsafe(ref rx, i);
                s0 += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref r, i), v);
                s1 += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref r, n + i), v);
                s2 += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref r, 2 * n + i), v);
                s3 += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref r, 3 * n + i), v);
            }
            // Lanes of one row are summed in 32 bits: weights are 8-bit, so that the sum of a row fits.
            var h = Avx2.HorizontalAdd(Avx2.HorizontalAdd(s0, s1), Avx2.HorizontalAdd(s2, s3));
            var t = h.GetLower() + h.GetUpper();
            sums[0] = t[0];
            sums[1] = t[1];
            sums[2] = t[2];
            sums[3] = t[3];
            return;
        }
        for (int k = 0; k < 4; k++)
            sums[k] = Dot(rows.Slice(k * columns, columns), x, portable);
    }
}
