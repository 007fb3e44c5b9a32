using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Waybill.Language;

/// <summary>A matrix of 8-bit weights with a step for each output, in fixed point: outputs are
/// (Σ weight·input) · multiplier ≫ 24, plus the bias.</summary>
public sealed class QuantizedMatrix
{
    private const int Lanes = 8;
    private readonly sbyte[] _weights;
    private readonly int[] _multipliers;
    private readonly int[] _bias;

    // For the vector path: eight outputs lie side by side, two inputs of each together, so that a product with a pair of
    // inputs adds to eight outputs at once; what is missing to whole blocks is zero.
    private readonly sbyte[] _packed;
    private readonly int[] _packedMultipliers;
    private readonly int[] _packedBias;

    /// <param name="weights">Row r holds the weights of output r.</param>
    public QuantizedMatrix(int outputs, int inputs, sbyte[] weights, int[] multipliers, int[] bias)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(multipliers);
        ArgumentNullException.ThrowIfNull(bias);
        if (inputs % 16 != 0 || weights.Length != outputs * inputs || multipliers.Length != outputs || bias.Length != outputs)
            throw new InvalidDataException("a matrix has an impossible shape");
        Outputs = outputs;
        Inputs = inputs;
        _weights = weights;
        _multipliers = multipliers;
        _bias = bias;
        int padded = (outputs + Lanes - 1) / Lanes * Lanes;
        _packed = new sbyte[padded * inputs];
        _packedMultipliers = [.. multipliers, .. new int[padded - outputs]];
        _packedBias = [.. bias, .. new int[padded - outputs]];
        for (int r = 0; r < outputs; r++)
        {
            int to = r / Lanes * Lanes * inputs + r % Lanes * 2;
            for (int i = 0; i < inputs; i += 2, to += 2 * Lanes)
            {
                _packed[to] = weights[r * inputs + i];
                _packed[to + 1] = weights[r * inputs + i + 1];
            }
        }
    }

    public int Outputs { get; }
    public int Inputs { get; }

    /// <summary>y = W·x + b for <paramref name="count"/> vectors that lie one behind the other, without clamping.</summary>
    /// <param name="portable">Leaves out AVX2: the same results, more slowly.</param>
    public void Apply(ReadOnlySpan<short> x, int count, Span<int> y, bool portable = false)
    {
        if (x.Length < count * Inputs || y.Length < count * Outputs)
            throw new ArgumentException("a vector is too short for its matrix");
        if (Avx2.IsSupported && !portable)
            Fast(x, count, y);
        else
            Plain(x, count, y);
    }

    private void Plain(ReadOnlySpan<short> x, int count, Span<int> y)
    {
        for (int t = 0; t < count; t++)
        {
            var v = x.Slice(t * Inputs, Inputs);
            for (int r = 0; r < Outputs; r++)
            {
                long total = 0;
                for (int i = 0; i < v.Length; i++)
                    total += _weights[r * Inputs + i] * v[i];
                y[t * Outputs + r] = (int)(total * _multipliers[r] >> 24) + _bias[r];
            }
        }
    }

    /// <summary>Four vectors meet sixteen outputs at a time, so that every weight that is loaded is used four times; what
    /// is left over goes one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fast(ReadOnlySpan<short> x, int count, Span<int> y)
    {
        ref sbyte w = ref MemoryMarshal.GetArrayDataReference(_packed);
        ref short rx = ref MemoryMarshal.GetReference(x);
        nuint n = (nuint)Inputs, block = Lanes * n;
        int blocks = _packed.Length / (Lanes * Inputs), t = 0;
        for (; t + 4 <= count; t += 4)
        {
            ref short v0 = ref Unsafe.Add(ref rx, t * Inputs);
            ref short v1 = ref Unsafe.Add(ref v0, n), v2 = ref Unsafe.Add(ref v1, n), v3 = ref Unsafe.Add(ref v2, n);
            for (int b = 0; b + 2 <= blocks; b += 2)
            {
                ref sbyte p = ref Unsafe.Add(ref w, (nuint)b * block);
                ref sbyte q = ref Unsafe.Add(ref p, block);
                Vector256<int> p0 = default, p1 = default, p2 = default, p3 = default, q0 = default, q1 = default, q2 = default, q3 = default;
                for (nuint i = 0; i < n; i += 2)
                {
                    var a = Weights(ref p, i * Lanes);
                    var c = Weights(ref q, i * Lanes);
                    var u = Pair(ref v0, i);
                    p0 += Avx2.MultiplyAddAdjacent(a, u);
                    q0 += Avx2.MultiplyAddAdjacent(c, u);
                    u = Pair(ref v1, i);
                    p1 += Avx2.MultiplyAddAdjacent(a, u);
                    q1 += Avx2.MultiplyAddAdjacent(c, u);
                    u = Pair(ref v2, i);
                    p2 += Avx2.MultiplyAddAdjacent(a, u);
                    q2 += Avx2.MultiplyAddAdjacent(c, u);
                    u = Pair(ref v3, i);
                    p3 += Avx2.MultiplyAddAdjacent(a, u);
                    q3 += Avx2.MultiplyAddAdjacent(c, u);
                }
                Store(p0, b, t, y);
                Store(q0, b + 1, t, y);
                Store(p1, b, t + 1, y);
                Store(q1, b + 1, t + 1, y);
                Store(p2, b, t + 2, y);
                Store(q2, b + 1, t + 2, y);
                Store(p3, b, t + 3, y);
                Store(q3, b + 1, t + 3, y);
            }
            if (blocks % 2 == 1)
            {
                ref sbyte p = ref Unsafe.Add(ref w, (nuint)(blocks - 1) * block);
                Vector256<int> p0 = default, p1 = default, p2 = default, p3 = default;
                for (nuint i = 0; i < n; i += 2)
                {
                    var a = Weights(ref p, i * Lanes);
                    p0 += Avx2.MultiplyAddAdjacent(a, Pair(ref v0, i));
                    p1 += Avx2.MultiplyAddAdjacent(a, Pair(ref v1, i));
                    p2 += Avx2.MultiplyAddAdjacent(a, Pair(ref v2, i));
                    p3 += Avx2.MultiplyAddAdjacent(a, Pair(ref v3, i));
                }
                Store(p0, blocks - 1, t, y);
                Store(p1, blocks - 1, t + 1, y);
                Store(p2, blocks - 1, t + 2, y);
                Store(p3, blocks - 1, t + 3, y);
            }
        }
        for (; t < count; t++)
            One(ref w, ref Unsafe.Add(ref rx, t * Inputs), t, blocks, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void One(ref sbyte w, ref short v, int t, int blocks, Span<int> y)
    {
        nuint n = (nuint)Inputs, block = Lanes * n;
        int b = 0;
        for (; b + 4 <= blocks; b += 4)
        {
            ref sbyte p = ref Unsafe.Add(ref w, (nuint)b * block);
            ref sbyte q = ref Unsafe.Add(ref p, block), r = ref Unsafe.Add(ref q, block), s = ref Unsafe.Add(ref r, block);
            Vector256<int> p0 = default, q0 = default, r0 = default, s0 = default;
            for (nuint i = 0; i < n; i += 2)
            {
                var u = Pair(ref v, i);
                p0 += Avx2.MultiplyAddAdjacent(Weights(ref p, i * Lanes), u);
                q0 += Avx2.MultiplyAddAdjacent(Weights(ref q, i * Lanes), u);
                r0 += Avx2.MultiplyAddAdjacent(Weights(ref r, i * Lanes), u);
                s0 += Avx2.MultiplyAddAdjacent(Weights(ref s, i * Lanes), u);
            }
            Store(p0, b, t, y);
            Store(q0, b + 1, t, y);
            Store(r0, b + 2, t, y);
            Store(s0, b + 3, t, y);
        }
        for (; b < blocks; b++)
        {
            ref sbyte p = ref Unsafe.Add(ref w, (nuint)b * block);
            Vector256<int> p0 = default;
            for (nuint i = 0; i < n; i += 2)
                p0 += Avx2.MultiplyAddAdjacent(Weights(ref p, i * Lanes), Pair(ref v, i));
            Store(p0, b, t, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Weights(ref sbyte w, nuint at) => Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref w, at));

    /// <summary>Two inputs, eight times.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Pair(ref short x, nuint at) => Vector256.Create(Unsafe.ReadUnaligned<int>(ref Unsafe.As<short, byte>(ref Unsafe.Add(ref x, at)))).AsInt16();

    /// <summary>Scales the sums of a block, adds the bias, and writes what belongs to outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector256<int> sums, int block, int t, Span<int> y)
    {
        int r = block * Lanes;
        var multipliers = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_packedMultipliers), (nuint)r);
        var result = IntegerVectors.Scale(sums, multipliers) + Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_packedBias), (nuint)r);
        ref int to = ref Unsafe.Add(ref MemoryMarshal.GetReference(y), t * Outputs + r);
        if (r + Lanes <= Outputs)
        {
            result.StoreUnsafe(ref to);
            return;
        }
        for (int k = 0; r + k < Outputs; k++)
            Unsafe.Add(ref to, k) = result[k];
    }

    internal void Write(BinaryWriter writer)
    {
        BulkArrays.Write(writer, _weights);
        BulkArrays.Write(writer, _multipliers);
        BulkArrays.Write(writer, _bias);
    }

    internal static QuantizedMatrix Read(BinaryReader reader, int outputs, int inputs) =>
        new(outputs, inputs, BulkArrays.Read<sbyte>(reader, outputs * inputs), BulkArrays.Read<int>(reader, outputs), BulkArrays.Read<int>(reader, outputs));
}
