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

    /// <summary>Four rows against one vector: the vector is loaded once. Lanes of one row are summed in 32 bits: weights
    /// are 8-bit, so that the sum of a row fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Rows4(ref short rows, nuint columns, ref short x)
    {
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
        for (nuint i = 0; i < columns; i += 16)
        {
            var v = Vector256.LoadUnsafe(ref x, i);
            s0 += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref rows, i), v);
            s1 += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref rows, columns + i), v);
            s2 += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref rows, 2 * columns + i), v);
            s3 += Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref rows, 3 * columns + i), v);
        }
        return Sums(s0, s1, s2, s3);
    }

    /// <summary>Four rows against two vectors, so that each weight is loaded once for both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<int> First, Vector128<int> Second) Rows4(ref short rows, nuint columns, ref short x, ref short y)
    {
        Vector256<int> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (nuint i = 0; i < columns; i += 16)
        {
            var v = Vector256.LoadUnsafe(ref x, i);
            var u = Vector256.LoadUnsafe(ref y, i);
            var w = Vector256.LoadUnsafe(ref rows, i);
            a0 += Avx2.MultiplyAddAdjacent(w, v);
            b0 += Avx2.MultiplyAddAdjacent(w, u);
            w = Vector256.LoadUnsafe(ref rows, columns + i);
            a1 += Avx2.MultiplyAddAdjacent(w, v);
            b1 += Avx2.MultiplyAddAdjacent(w, u);
            w = Vector256.LoadUnsafe(ref rows, 2 * columns + i);
            a2 += Avx2.MultiplyAddAdjacent(w, v);
            b2 += Avx2.MultiplyAddAdjacent(w, u);
            w = Vector256.LoadUnsafe(ref rows, 3 * columns + i);
            a3 += Avx2.MultiplyAddAdjacent(w, v);
            b3 += Avx2.MultiplyAddAdjacent(w, u);
        }
        return (Sums(a0, a1, a2, a3), Sums(b0, b1, b2, b3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Sums(Vector256<int> s0, Vector256<int> s1, Vector256<int> s2, Vector256<int> s3)
    {
        var h = Avx2.HorizontalAdd(Avx2.HorizontalAdd(s0, s1), Avx2.HorizontalAdd(s2, s3));
        return h.GetLower() + h.GetUpper();
    }

    /// <summary>(sum · multiplier) ≫ 24 in 64 bits, of which the lower 32 are kept, as a cast would.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Scale(Vector128<int> sums, Vector128<int> multipliers)
    {
        var even = Sse41.Multiply(sums, multipliers);
        var odd = Sse41.Multiply(Sse2.ShiftRightLogical(sums.AsInt64(), 32).AsInt32(), Sse2.ShiftRightLogical(multipliers.AsInt64(), 32).AsInt32());
        var low = Sse2.ShiftRightLogical(even, 24).AsInt32();
        var high = Sse2.ShiftLeftLogical(Sse2.ShiftRightLogical(odd, 24), 32).AsInt32();
        return Sse41.Blend(low.AsInt16(), high.AsInt16(), 0b11001100).AsInt32();
    }
}
