namespace Waybill.Language;

/// <summary>The network of the accurate mode, quantised (see docs/decisions/language.md): embeddings in 8 bits, two
/// bidirectional LSTM layers, and what reads tags, heads, relations and names off them. All arithmetic is in integers;
/// even the curves of the gates are tables in the file, because machines differ in the last bit of exp.</summary>
public sealed class NeuralWeights
{
    /// <summary>Fraction bits of states and embeddings.</summary>
    public const int StateBits = 12;

    /// <summary>Fraction bits of what goes into a gate, and of logits.</summary>
    public const int GateBits = 10;

    /// <summary>Fraction bits of what goes into the scores of heads and relations.</summary>
    public const int ArcBits = 9;

    /// <summary>Gate inputs are clamped to ±8.</summary>
    public const int TableHalf = 8 << GateBits;

    public required int Embedding { get; init; }
    public required int Hidden { get; init; }
    public required int Arc { get; init; }
    public required int Relation { get; init; }
    public required int Names { get; init; }

    /// <summary>Embedding key → row.</summary>
    public required IReadOnlyDictionary<uint, int> Rows { get; init; }
    public required sbyte[] Embeddings { get; init; }

    /// <summary>Step of a row's weights, in 2⁻⁸ of a state unit.</summary>
    public required ushort[] EmbeddingSteps { get; init; }

    /// <summary>Forward 1, backward 1, forward 2, backward 2; input weights.</summary>
    public required QuantizedMatrix[] Inputs { get; init; }

    /// <summary>As <see cref="Inputs"/>, from the state before.</summary>
    public required QuantizedMatrix[] Recurrent { get; init; }
    public required QuantizedMatrix Tag { get; init; }
    public required QuantizedMatrix Name { get; init; }
    public required QuantizedMatrix ArcDependent { get; init; }
    public required QuantizedMatrix ArcHead { get; init; }
    public required QuantizedMatrix Bilinear { get; init; }
    public required QuantizedMatrix RelationDependent { get; init; }
    public required QuantizedMatrix RelationHead { get; init; }
    public required QuantizedMatrix RelationOut { get; init; }
    public required short[] RootArc { get; init; }
    public required short[] RootRelation { get; init; }

    /// <summary>Logistic curve and hyperbolic tangent at −8…8 in steps of 2⁻¹⁰, with 15 fraction bits.</summary>
    public required short[] Sigmoid { get; init; }
    public required short[] Tanh { get; init; }

    internal void Write(BinaryWriter writer)
    {
        foreach (int value in (int[])[Embedding, Hidden, Arc, Relation, Names, EmbeddingSteps.Length, Rows.Count, Embeddings.Length])
            writer.Write(value);
        foreach (var (key, row) in Rows.OrderBy(r => r.Key))
        {
            writer.Write(key);
            writer.Write(row);
        }
        foreach (sbyte e in Embeddings)
            writer.Write(e);
        foreach (ushort step in EmbeddingSteps)
            writer.Write(step);
        foreach (var m in Inputs.Concat(Recurrent).Concat([Tag, Name, ArcDependent, ArcHead, Bilinear, RelationDependent, RelationHead, RelationOut]))
            m.Write(writer);
        foreach (short[] table in (short[][])[RootArc, RootRelation, Sigmoid, Tanh])
        {
            foreach (short value in table)
                writer.Write(value);
        }
    }

    internal static NeuralWeights Read(BinaryReader reader, int tags, int labels)
    {
        int[] v = [.. Enumerable.Range(0, 8).Select(_ => reader.ReadInt32())];
        int e = v[0], h = v[1], a = v[2], q = v[3], names = v[4];
        bool sane = e is > 0 and <= 1024 && h is > 0 and <= 1024 && a is > 0 and <= 1024 && q is > 0 and <= 1024 && names is > 0 and <= 64
            && v[6] is >= 0 and < 2_000_000 && v[7] is > 0 and < 100_000_000 && v[7] == (long)v[5] * e && e % 16 == 0 && h % 16 == 0 && a % 16 == 0 && q % 16 == 0;
        if (!sane)
            throw new InvalidDataException("This language model is damaged: its network has an impossible shape.");
        var rows = new Dictionary<uint, int>(v[6]);
        for (int i = 0; i < v[6]; i++)
        {
            uint key = reader.ReadUInt32();
            int row = reader.ReadInt32();
            if (row < 0 || row >= v[5])
                throw new InvalidDataException("This language model is damaged: a word points outside its table.");
            rows[key] = row;
        }
        byte[] raw = reader.ReadBytes(v[7]);
        if (raw.Length != v[7])
            throw new EndOfStreamException();
        ushort[] steps = [.. Enumerable.Range(0, v[5]).Select(_ => reader.ReadUInt16())];
        QuantizedMatrix Matrix(int outputs, int inputs) => QuantizedMatrix.Read(reader, outputs, inputs);
        QuantizedMatrix[] inputs = [Matrix(4 * h, e), Matrix(4 * h, e), Matrix(4 * h, 2 * h), Matrix(4 * h, 2 * h)];
        QuantizedMatrix[] recurrent = [Matrix(4 * h, h), Matrix(4 * h, h), Matrix(4 * h, h), Matrix(4 * h, h)];
        short[] Shorts(int count) => [.. Enumerable.Range(0, count).Select(_ => reader.ReadInt16())];
        return new NeuralWeights
        {
            Embedding = e,
            Hidden = h,
            Arc = a,
            Relation = q,
            Names = names,
            EmbeddingSteps = steps,
            Rows = rows,
            Embeddings = (sbyte[])(Array)raw,
            Inputs = inputs,
            Recurrent = recurrent,
            Tag = Matrix(tags, 2 * h),
            Name = Matrix(names, 2 * h),
            ArcDependent = Matrix(a, 2 * h),
            ArcHead = Matrix(a, 2 * h),
            Bilinear = Matrix(a, a),
            RelationDependent = Matrix(q, 2 * h),
            RelationHead = Matrix(q, 2 * h),
            RelationOut = Matrix(labels, q),
            RootArc = Shorts(a),
            RootRelation = Shorts(q),
            Sigmoid = Shorts(2 * TableHalf + 1),
            Tanh = Shorts(2 * TableHalf + 1),
        };
    }
}
