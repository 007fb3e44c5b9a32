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
            Names = net.Shape.Names,
            Rows = rows.ToDictionary(),
            Embeddings = embeddings,
            EmbeddingSteps = steps,
            Inputs = [.. directions.Select(d => Matrix(d.Wx, d.Bias, State, Gate))],
            Recurrent = [.. directions.Select(d => Matrix(d.Wh, null, State, Gate))],
            Tag = Matrix(net.Tag.W, net.Tag.B, State, Gate),
            Name = Matrix(net.Name.W, net.Name.B, State, Gate),
            ArcDependent = Matrix(net.ArcDependent.W, net.ArcDependent.B, State, Arc),
            ArcHead = Matrix(net.ArcHead.W, net.ArcHead.B, State, Arc),
            Bilinear = Matrix(net.Bilinear, net.HeadBias, Arc, Arc),
            RelationDependent = Matrix(net.RelationDependent.W, net.RelationDependent.B, State, Arc),
            RelationHead = Matrix(net.RelationHead.W, net.RelationHead.B, State, Arc),
            RelationOut = Matrix(net.Relation.W, net.Relation.B, Arc, Gate),
            RootArc = [.. net.RootArc.W.Select(w => (short)Math.Clamp(Math.Round(w * (1 << Arc)), -14600, 14600))],
            RootRelation = [.. net.RootRelation.W.Select(w => (short)Math.Clamp(Math.Round(w * (1 << Arc)), -14600, 14600))],
            Sigmoid = Table(x => 1 / (1 + Math.Exp(-x))),
            Tanh = Table(Math.Tanh),
        };
    }

    private static short[] Table(Func<double, double> curve) =>
        [.. Enumerable.Range(-NeuralWeights.TableHalf, 2 * NeuralWeights.TableHalf + 1)
            .Select(i => (short)Math.Clamp(Math.Round(curve(i / (double)(1 << NeuralWeights.GateBits)) * 32768), -32768, 32767))];

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

    /// <summary>The way back: a network to go on learning from, as near as 8 bits tell.</summary>
    public static Network Dequantize(NeuralWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        const int State = NeuralWeights.StateBits, Gate = NeuralWeights.GateBits, Arc = NeuralWeights.ArcBits;
        int e = weights.Embedding;
        var shape = new NetworkShape(weights.EmbeddingSteps.Length, weights.Tag.Outputs, weights.RelationOut.Outputs, weights.Names)
        {
            Embedding = e,
            Hidden = weights.Hidden,
            Arc = weights.Arc,
            Relation = weights.Relation,
        };
        var net = new Network(shape, new Random(0));
        for (int i = 0; i < weights.Embeddings.Length; i++)
            net.Embeddings.W[i] = (float)(weights.Embeddings[i] * (weights.EmbeddingSteps[i / e] / (double)((1 << State) * 256)));
        LstmDirection[] directions = [net.Forward1, net.Backward1, net.Forward2, net.Backward2];
        for (int d = 0; d < directions.Length; d++)
        {
            Back(weights.Inputs[d], directions[d].Wx, directions[d].Bias, State, Gate);
            Back(weights.Recurrent[d], directions[d].Wh, null, State, Gate);
        }
        Back(weights.Tag, net.Tag.W, net.Tag.B, State, Gate);
        Back(weights.Name, net.Name.W, net.Name.B, State, Gate);
        Back(weights.ArcDependent, net.ArcDependent.W, net.ArcDependent.B, State, Arc);
        Back(weights.ArcHead, net.ArcHead.W, net.ArcHead.B, State, Arc);
        Back(weights.Bilinear, net.Bilinear, net.HeadBias, Arc, Arc);
        Back(weights.RelationDependent, net.RelationDependent.W, net.RelationDependent.B, State, Arc);
        Back(weights.RelationHead, net.RelationHead.W, net.RelationHead.B, State, Arc);
        Back(weights.RelationOut, net.Relation.W, net.Relation.B, Arc, Gate);
        for (int i = 0; i < weights.RootArc.Length; i++)
            net.RootArc.W[i] = weights.RootArc[i] / (float)(1 << Arc);
        for (int i = 0; i < weights.RootRelation.Length; i++)
            net.RootRelation.W[i] = weights.RootRelation[i] / (float)(1 << Arc);
        return net;
    }

    private static void Back(QuantizedMatrix matrix, Parameter w, Parameter? bias, int inBits, int outBits)
    {
        for (int r = 0; r < matrix.Outputs; r++)
        {
            double step = matrix.Multiplier(r) / Math.Pow(2, outBits - inBits + 24);
            for (int i = 0; i < matrix.Inputs; i++)
                w.W[i * matrix.Outputs + r] = (float)(matrix.Weight(r, i) * step);
            if (bias is not null)
                bias.W[r] = matrix.Bias(r) / (float)(1 << outBits);
        }
    }
}
