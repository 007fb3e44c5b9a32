using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Waybill.Language;

/// <summary>The gates of a long short-term memory cell (Hochreiter and Schmidhuber 1997). The curves are ratios of
/// polynomials, and everything is single additions, products and quotients of floating-point numbers, lane by lane:
/// IEEE 754 fixes each to the last bit, so every machine gives the same, with vectors or without. (The exponential of
/// a mathematics library is not fixed so.)</summary>
internal static class LstmCell
{
    private const float GateUnit = 1f / (1 << NeuralWeights.GateBits);
    private const float StateUnit = 1 << NeuralWeights.StateBits;

    /// <summary>One step: gates in the order input, forget, output, candidate, from the input and from the state before.
    /// All lengths are multiples of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(ReadOnlySpan<int> input, ReadOnlySpan<int> recurrent, Span<float> cell, Span<short> state)
    {
        int h = state.Length;
        if (input.Length < 4 * h || recurrent.Length < 4 * h || cell.Length < h)
            throw new ArgumentException("gates and state differ in size");
        ref int gi = ref MemoryMarshal.GetReference(input);
        ref int gr = ref MemoryMarshal.GetReference(recurrent);
        ref float rc = ref MemoryMarshal.GetReference(cell);
        ref short rs = ref MemoryMarshal.GetReference(state);
        for (int j = 0; j < h; j += 16)
            Vector256.Narrow(Eight(ref gi, ref gr, ref rc, j, h), Eight(ref gi, ref gr, ref rc, j + 8, h)).StoreUnsafe(ref rs, (nuint)j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Eight(ref int gi, ref int gr, ref float rc, int j, int h)
    {
        var i = Logistic(Gate(ref gi, ref gr, j));
        var f = Logistic(Gate(ref gi, ref gr, h + j));
        var o = Logistic(Gate(ref gi, ref gr, 2 * h + j));
        var g = Tanh(Gate(ref gi, ref gr, 3 * h + j));
        var c = Vector256.LoadUnsafe(ref rc, (nuint)j) * f + i * g;
        c.StoreUnsafe(ref rc, (nuint)j);
        return Vector256.ConvertToInt32Native(o * Tanh(c) * StateUnit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Gate(ref int gi, ref int gr, int at) =>
        Vector256.ConvertToSingle(Vector256.LoadUnsafe(ref gi, (nuint)at) + Vector256.LoadUnsafe(ref gr, (nuint)at)) * GateUnit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Logistic(Vector256<float> x) => Tanh(x * 0.5f) * 0.5f + Vector256.Create(0.5f);

    /// <summary>Lambert's continued fraction for the hyperbolic tangent, seven terms: at most 0.0001 off, and 1 from 4.97 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Tanh(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-4.97f)), Vector256.Create(4.97f));
        var q = x * x;
        var above = x * (((q + Vector256.Create(378f)) * q + Vector256.Create(17325f)) * q + Vector256.Create(135135f));
        var below = ((q * 28f + Vector256.Create(3150f)) * q + Vector256.Create(62370f)) * q + Vector256.Create(135135f);
        return above / below;
    }
}
