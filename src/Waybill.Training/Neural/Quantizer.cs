using Waybill.Language;

namespace Waybill.Training.Neural;

/// <summary>From floating point to the integers of <see cref="NeuralWeights"/>.</summary>
public static class Quantizer
{
    public static NeuralWeights Quantize(Network net, IReadOnlyDictionary<uint, int> rows, double gum)
    {
        ArgumentNullException.ThrowIfNull(net);
        ArgumentNullException.ThrowIfNull(rows);
        const int State = NeuralWeights.StateBits, Gate = NeuralWeights.GateBits, Arc = NeuralWeights.ArcBits;
        int e = net.Shape.Embedding;
        float[] origin = [.. Enumerable.Range(0, e).Select(i => (float)((1 - gum) * net.Origins.W[i] + gum * net.Origins.W[e + i]))];
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
        LstmDirection[] directions = [.. net.Layers.SelectMany(l => new[] { l.Forward, l.Backward })];
        return new NeuralWeights
        {
            Embedding = e,
            Hidden = net.Shape.Hidden,
            Arc = net.Shape.Arc,
            Relation = net.Shape.Relation,
            Rows = rows.ToDictionary(),
            Embeddings = embeddings,
            EmbeddingSteps = steps,
            Inputs = [.. directions.Select((d, i) => Matrix(d.Wx, i < 2 ? Shifted(d, origin) : d.Bias.W, State, Gate))],
            Recurrent = [.. directions.Select(d => Matrix(d.Wh, null, State, Gate))],
            Tag = Matrix(net.Tag.W, net.Tag.B.W, State, Gate),
            Name = Matrix(net.Name.W, net.Name.B.W, State, Gate),
            ArcDependent = Matrix(net.ArcDependent.W, net.ArcDependent.B.W, State, Arc),
            ArcHead = Matrix(net.ArcHead.W, net.ArcHead.B.W, State, Arc),
            Bilinear = Matrix(net.Bilinear, net.HeadBias.W, Arc, Arc),
            RelationDependent = Matrix(net.RelationDependent.W, net.RelationDependent.B.W, State, Arc),
            RelationHead = Matrix(net.RelationHead.W, net.RelationHead.B.W, State, Arc),
            RelationOut = Matrix(net.Relation.W, net.Relation.B.W, Arc, Gate),
            RootArc = [.. net.RootArc.W.Select(w => (short)Math.Clamp(Math.Round(w * (1 << Arc)), -14600, 14600))],
            RootRelation = [.. net.RootRelation.W.Select(w => (short)Math.Clamp(Math.Round(w * (1 << Arc)), -14600, 14600))],
        };
    }

    /// <summary>The bias with what the row of a treebank adds to every word.</summary>
    private static float[] Shifted(LstmDirection direction, float[] origin)
    {
        float[] bias = [.. direction.Bias.W];
        for (int i = 0; i < origin.Length; i++)
        {
            for (int r = 0; r < bias.Length; r++)
                bias[r] += origin[i] * direction.Wx.W[i * bias.Length + r];
        }
        return bias;
    }

    /// <summary>W as [inputs, outputs] in training becomes rows of outputs.</summary>
    private static QuantizedMatrix Matrix(Parameter w, float[]? bias, int inBits, int outBits)
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
        int[] b = [.. Enumerable.Range(0, outputs).Select(r => bias is null ? 0 : (int)Math.Round(bias[r] * (1 << outBits)))];
        return new QuantizedMatrix(outputs, inputs, weights, multipliers, b);
    }
}
