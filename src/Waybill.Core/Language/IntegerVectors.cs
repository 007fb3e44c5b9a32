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

    /// <summary>(sum · multiplier) ≫ 24 in 64 bits, of which the lower 32 are kept, as a cast would.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Scale(Vector256<int> sums, Vector256<int> multipliers)
    {
        var even = Avx2.Multiply(sums, multipliers);
        var odd = Avx2.Multiply(Avx2.ShiftRightLogical(sums.AsInt64(), 32).AsInt32(), Avx2.ShiftRightLogical(multipliers.AsInt64(), 32).AsInt32());
        var low = Avx2.ShiftRightLogical(even, 24).AsInt32();
        var high = Avx2.ShiftLeftLogical(Avx2.ShiftRightLogical(odd, 24), 32).AsInt32();
        return Avx2.Blend(low, high, 0b10101010);
    }
}
