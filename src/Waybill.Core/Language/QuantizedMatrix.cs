using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Waybill.Language;

/// <summary>A matrix of 8-bit weights with a step for each output, in fixed point: outputs are
/// (Σ weight·input) · multiplier ≫ 24, plus the bias.</summary>
public sealed class QuantizedMatrix
{
    private readonly sbyte[] _weights;
    private readonly short[] _wide;
    private readonly int[] _multipliers;
    private readonly int[] _bias;

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
        _wide = new short[outputs * inputs];
        for (int i = 0; i < weights.Length; i++)
            _wide[i] = weights[i];
    }

    public int Outputs { get; }
    public int Inputs { get; }

    /// <summary>Weight of an input for an output, in that output's step.</summary>
    public sbyte Weight(int output, int input) => _weights[output * Inputs + input];

    /// <summary>An output's step, with 24 fraction bits.</summary>
    public int Multiplier(int output) => _multipliers[output];

    public int Bias(int output) => _bias[output];

    /// <summary>y = W·x + b, without clamping.</summary>
    public void Apply(ReadOnlySpan<short> x, Span<int> y, bool portable = false) => Apply(x, 1, y, portable);

    /// <summary>The same for <paramref name="count"/> vectors that lie one behind the other: the weights of four outputs
    /// stay in the nearest cache while all vectors pass.</summary>
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
                y[t * Outputs + r] = (int)(IntegerVectors.Dot(_wide.AsSpan(r * Inputs, Inputs), v, true) * _multipliers[r] >> 24) + _bias[r];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fast(ReadOnlySpan<short> x, int count, Span<int> y)
    {
        ref short rx = ref MemoryMarshal.GetReference(x);
        ref int ry = ref MemoryMarshal.GetReference(y);
        ref short w = ref MemoryMarshal.GetArrayDataReference(_wide);
        int whole = Outputs & ~3;
        for (int r = 0; r < whole; r += 4)
        {
            ref short rows = ref Unsafe.Add(ref w, r * Inputs);
            var multipliers = Vector128.LoadUnsafe(ref _multipliers[r]);
            var bias = Vector128.LoadUnsafe(ref _bias[r]);
            int t = 0;
            for (; t + 2 <= count; t += 2)
            {
                var (a, b) = IntegerVectors.Rows4(ref rows, (nuint)Inputs, ref Unsafe.Add(ref rx, t * Inputs), ref Unsafe.Add(ref rx, (t + 1) * Inputs));
                (IntegerVectors.Scale(a, multipliers) + bias).StoreUnsafe(ref Unsafe.Add(ref ry, t * Outputs + r));
                (IntegerVectors.Scale(b, multipliers) + bias).StoreUnsafe(ref Unsafe.Add(ref ry, (t + 1) * Outputs + r));
            }
            if (t < count)
                (IntegerVectors.Scale(IntegerVectors.Rows4(ref rows, (nuint)Inputs, ref Unsafe.Add(ref rx, t * Inputs)), multipliers) + bias).StoreUnsafe(ref Unsafe.Add(ref ry, t * Outputs + r));
        }
        for (int t = 0; t < count && whole < Outputs; t++)
        {
            for (int r = whole; r < Outputs; r++)
                y[t * Outputs + r] = (int)(IntegerVectors.Dot(_wide.AsSpan(r * Inputs, Inputs), x.Slice(t * Inputs, Inputs), false) * _multipliers[r] >> 24) + _bias[r];
        }
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Outputs);
        writer.Write(Inputs);
        foreach (sbyte w in _weights)
            writer.Write(w);
        foreach (int m in _multipliers)
            writer.Write(m);
        foreach (int b in _bias)
            writer.Write(b);
    }

    internal static QuantizedMatrix Read(BinaryReader reader, int outputs, int inputs)
    {
        if (reader.ReadInt32() != outputs || reader.ReadInt32() != inputs)
            throw new InvalidDataException("This language model is damaged: a matrix has another shape than its network.");
        var weights = new sbyte[outputs * inputs];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = reader.ReadSByte();
        var multipliers = new int[outputs];
        for (int i = 0; i < outputs; i++)
            multipliers[i] = reader.ReadInt32();
        var bias = new int[outputs];
        for (int i = 0; i < outputs; i++)
            bias[i] = reader.ReadInt32();
        return new(outputs, inputs, weights, multipliers, bias);
    }
}
