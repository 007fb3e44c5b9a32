namespace Waybill.Language;

/// <summary>A network, quantised (see docs/decisions/language.md): embeddings in 8 bits, two
/// or more bidirectional LSTM layers, and what reads tags, heads and relations off them. All sums are in integers;
/// the curves of the gates are those of <see cref="LstmCell"/>.</summary>
public sealed class NeuralWeights
{
    /// <summary>Fraction bits of states and embeddings.</summary>
    public const int StateBits = 12;

    /// <summary>Fraction bits of what goes into a gate, and of logits.</summary>
    public const int GateBits = 10;

    /// <summary>Fraction bits of what goes into the scores of heads and relations.</summary>
    public const int ArcBits = 9;

    public required int Embedding { get; init; }
    public required int Hidden { get; init; }
    public required int Arc { get; init; }
    public required int Relation { get; init; }

    /// <summary>Embedding key → row.</summary>
    public required IReadOnlyDictionary<uint, int> Rows { get; init; }
    public required sbyte[] Embeddings { get; init; }

    /// <summary>Step of a row's weights, in 2⁻⁸ of a state unit.</summary>
    public required ushort[] EmbeddingSteps { get; init; }

    /// <summary>Input weights of forward 1, backward 1, forward 2, backward 2 and so on.</summary>
    public required QuantizedMatrix[] Inputs { get; init; }

    /// <summary>As <see cref="Inputs"/>, from the state before.</summary>
    public required QuantizedMatrix[] Recurrent { get; init; }
    public required QuantizedMatrix Tag { get; init; }

    /// <summary>Classes of <see cref="NameTagger"/>: what the network makes of names, as a second opinion.</summary>
    public required QuantizedMatrix Name { get; init; }
    public required QuantizedMatrix ArcDependent { get; init; }
    public required QuantizedMatrix ArcHead { get; init; }
    public required QuantizedMatrix Bilinear { get; init; }
    public required QuantizedMatrix RelationDependent { get; init; }
    public required QuantizedMatrix RelationHead { get; init; }
    public required QuantizedMatrix RelationOut { get; init; }
    public required short[] RootArc { get; init; }
    public required short[] RootRelation { get; init; }


    internal void Write(BinaryWriter writer)
    {
        foreach (int value in (int[])[Embedding, Hidden, Arc, Relation, EmbeddingSteps.Length, Rows.Count, Inputs.Length / 2])
            writer.Write(value);
        var rows = Rows.OrderBy(r => r.Key).ToArray();
        BulkArrays.Write(writer, rows.Select(r => r.Key).ToArray());
        BulkArrays.Write(writer, rows.Select(r => r.Value).ToArray());
        BulkArrays.Write(writer, Embeddings);
        BulkArrays.Write(writer, EmbeddingSteps);
        foreach (var m in Inputs.Concat(Recurrent).Concat([Tag, Name, ArcDependent, ArcHead, Bilinear, RelationDependent, RelationHead, RelationOut]))
            m.Write(writer);
        foreach (short[] table in (short[][])[RootArc, RootRelation])
            BulkArrays.Write(writer, table);
    }

    internal static NeuralWeights Read(BinaryReader reader, int tags, int labels)
    {
        int[] v = BulkArrays.Read<int>(reader, 7);
        int e = v[0], h = v[1], a = v[2], q = v[3];
        bool sane = e is > 0 and <= 1024 && h is > 0 and <= 1024 && a is > 0 and <= 1024 && q is > 0 and <= 1024 && v[6] is >= 1 and <= 8
            && v[4] is > 0 and < 2_000_000 && v[5] is >= 0 and < 2_000_000 && e % 16 == 0 && h % 16 == 0 && a % 16 == 0 && q % 16 == 0
            && (long)v[4] * e < 100_000_000;
        if (!sane)
            throw new InvalidDataException("This language model is damaged: its network has an impossible shape.");
        uint[] keys = BulkArrays.Read<uint>(reader, v[5]);
        int[] places = BulkArrays.Read<int>(reader, v[5]);
        var rows = new Dictionary<uint, int>(v[5]);
        for (int i = 0; i < keys.Length; i++)
        {
            if (places[i] < 0 || places[i] >= v[4])
                throw new InvalidDataException("This language model is damaged: a word points outside its table.");
            rows[keys[i]] = places[i];
        }
        sbyte[] embeddings = BulkArrays.Read<sbyte>(reader, v[4] * e);
        ushort[] steps = BulkArrays.Read<ushort>(reader, v[4]);
        QuantizedMatrix Matrix(int outputs, int inputs) => QuantizedMatrix.Read(reader, outputs, inputs);
        QuantizedMatrix[] inputs = [.. Enumerable.Range(0, 2 * v[6]).Select(i => Matrix(4 * h, i < 2 ? e : 2 * h))];
        QuantizedMatrix[] recurrent = [.. Enumerable.Range(0, 2 * v[6]).Select(_ => Matrix(4 * h, h))];
        return new NeuralWeights
        {
            Embedding = e,
            Hidden = h,
            Arc = a,
            Relation = q,
            EmbeddingSteps = steps,
            Rows = rows,
            Embeddings = embeddings,
            Inputs = inputs,
            Recurrent = recurrent,
            Tag = Matrix(tags, 2 * h),
            Name = Matrix(NameTagger.Classes, 2 * h),
            ArcDependent = Matrix(a, 2 * h),
            ArcHead = Matrix(a, 2 * h),
            Bilinear = Matrix(a, a),
            RelationDependent = Matrix(q, 2 * h),
            RelationHead = Matrix(q, 2 * h),
            RelationOut = Matrix(labels, q),
            RootArc = BulkArrays.Read<short>(reader, a),
            RootRelation = BulkArrays.Read<short>(reader, q),
        };
    }
}
