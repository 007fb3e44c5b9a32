using Waybill.Language;

namespace Waybill.Training.Neural;

/// <summary>From floating point to the integers of <see cref="NeuralWeights"/>.</summary>
public static class Quantizer
{
    public static NeuralWeights Quantize(Network net, IReadOnlyDictionary<uint, int> rows)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(rows);
        const int State = NeuralWeights.StateBits, Gate = NeuralWeights.GateBits, Arc = NeuralWeights.ArcBits;
        int e = net.Shape.Embedding;
        var embeddings = new sbyte[net.Embeddings.W.Length];
        var steps = new ushort[net.Shape.Rows];
        for (int r = 0; r < net.Shape.Rows; r++)
        {
            var row = net.Embeddings.W.AsSpan(r * e, e);
            float max = 1e-6f;
            foreach (float w in row)
                max = Math.Max(max, Math.Abs(w));
            double step = Math.Max(1, Math.Round(max / 127 * (1 << State) * 256));
            steps[r] = (ushort)Math.Min(step, ushort.MaxValue);
            double unit = steps[r] / (double)((1 << State) * 256);
            for (int i = 0; i < e; i++)
                embeddings[r * e + i] = (sbyte)Math.Clamp(Math.Round(row[i] / unit), -127, 127);
        }
        LstmDirection[] directions = [net.Forward1, net.Backward1, net.Forward2, net.Backward2];
        return new NeuralWeights
        {
            Embedding = e,
            Hidden = net.Shape.Hidden,
            Arc = net.Shape.Arc,
            Relation = net.Shape.Relation,
            Rows = rows.ToDictionary(),
            Embeddings = embeddings,
            EmbeddingSteps = steps,
            Inputs = [.. directions.Select(d => Matrix(d.Wx, d.Bias, State, Gate))],
            Recurrent = [.. directions.Select(d => Matrix(d.Wh, null, State, Gate))],
            Tag = Matrix(net.Tag.W, net.Tag.B, State, Gate),
            ArcDependent = Matrix(net.ArcDependent.W, net.ArcDependent.B, State, Arc),
            ArcHead = Matrix(net.ArcHead.W, net.ArcHead.B, State, Arc),
            Bilinear = Matrix(net.Bilinear, net.HeadBias, Arc, Arc),
            RelationDependent = Matrix(net.RelationDependent.W, net.RelationDependent.B, State, Arc),
            RelationHead = Matrix(net.RelationHead.W, net.RelationHead.B, State, Arc),
            RelationOut = Matrix(net.Relation.W, net.Relation.B, Arc, Gate),
            RootArc = [.. net.RootArc.W.Select(w => (short)Math.Clamp(Math.Round(w * (1 << Arc)), -14600, 14600))],
            RootRelation = [.. net.RootRelation.W.Select(w => (short)Math.Clamp(Math.Round(w * (1 << Arc)), -14600, 14600))],
        };
    }

    /// <summary>W as [inputs, outputs] in training becomes rows of outputs.</summary>
    private static QuantizedMatrix Matrix(Parameter w, Parameter? bias, int inBits, int outBits)
    {
        int inputs = w.Rows, outputs = w.Columns;
        var weights = new sbyte[outputs * inputs];
        var multipliers = new int[outputs];
        for (int r = 0; r < outputs; r++)
        {
            float max = 1e-6f;
            for (int i = 0; i < inputs; i++)
                max = Math.Max(max, Math.Abs(w.W[i * outputs + r]));
            double step = max / 127;
            multipliers[r] = (int)Math.Round(step * Math.Pow(2, outBits - inBits + 24));
            for (int i = 0; i < inputs; i++)
                weights[r * inputs + i] = (sbyte)Math.Clamp(Math.Round(w.W[i * outputs + r] / step), -127, 127);
        }
        int[] b = [.. Enumerable.Range(0, outputs).Select(r => bias is null ? 0 : (int)Math.Round(bias.W[r] * (1 << outBits)))];
        return new QuantizedMatrix(outputs, inputs, weights, multipliers, b);
    }
}
