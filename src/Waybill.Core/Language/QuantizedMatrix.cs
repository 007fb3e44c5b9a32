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
        _wide = new short[(outputs + 3) / 4 * 4 * inputs];
        for (int i = 0; i < weights.Length; i++)
            _wide[i] = weights[i];
    }

    public int Outputs { get; }
    public int Inputs { get; }

    /// <summary>y = W·x + b, without clamping.</summary>
    public void Apply(ReadOnlySpan<short> x, Span<int> y, bool portable = false)
    {
        Span<long> sums = stackalloc long[4];
        for (int r = 0; r < Outputs; r += 4)
        {
            IntegerVectors.Dot4(_wide.AsSpan(r * Inputs, 4 * Inputs), Inputs, x, sums, portable);
            for (int k = 0; k < 4 && r + k < Outputs; k++)
                y[r + k] = (int)(sums[k] * _multipliers[r + k] >> 24) + _bias[r + k];
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
