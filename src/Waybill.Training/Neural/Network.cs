using System.Numerics.Tensors;

namespace Waybill.Training.Neural;

/// <summary>The accurate model while it is learnt: summed embeddings of word, endings and shape; two bidirectional
/// LSTM layers, and a third that adds to the second; tags from the first, heads by a bilinear score (Dozat and Manning 2017), relations and names from the
/// last (Kiperwasser and Goldberg 2016; Søgaard and Goldberg 2016 for the order of tasks).</summary>
public sealed class Network
{
    public Network(NetworkShape shape, Random random)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shape = shape;
        int h = shape.Hidden, d = 2 * h;
        Embeddings = new Parameter(shape.Rows, shape.Embedding, random, 0.12);
        BiLstm[] two = [new(shape.Embedding, h, random), new(d, h, random)];
        Tag = new(d, shape.Tags, random);
        Name = new(d, shape.Names, random);
        ArcDependent = new(d, shape.Arc, random);
        ArcHead = new(d, shape.Arc, random);
        RelationDependent = new(d, shape.Relation, random);
        RelationHead = new(d, shape.Relation, random);
        Bilinear = Parameter.Glorot(shape.Arc, shape.Arc, random);
        HeadBias = Parameter.Zero(shape.Arc, random);
        RootArc = new Parameter(1, shape.Arc, random, 0.3);
        RootRelation = new Parameter(1, shape.Relation, random, 0.3);
        Relation = new(shape.Relation, shape.Labels, random);
        Origins = new Parameter(NetworkShape.Treebanks, shape.Embedding, random, 0);
        BiLstm[] added = [.. Enumerable.Range(2, shape.Layers - 2).Select(_ => new BiLstm(d, h, random))];
        Layers = [.. two, .. added];
        Dense = [.. two.SelectMany(l => l.Parameters), .. Tag.Parameters, .. Name.Parameters, .. ArcDependent.Parameters, .. ArcHead.Parameters, .. RelationDependent.Parameters,
            .. RelationHead.Parameters, Bilinear, HeadBias, RootArc, RootRelation, .. Relation.Parameters, Origins, .. added.SelectMany(l => l.Parameters)];
    }

    public NetworkShape Shape { get; }
    public Parameter Embeddings { get; }

    /// <summary>A row for each treebank, added to every word of it (Stymne et al. 2018): treebanks differ in their habits,
    /// and the parser can be told whose to follow.</summary>
    public Parameter Origins { get; }
    public IReadOnlyList<BiLstm> Layers { get; }
    public Affine Tag { get; }
    public Affine Name { get; }
    public Affine ArcDependent { get; }
    public Affine ArcHead { get; }
    public Affine RelationDependent { get; }
    public Affine RelationHead { get; }
    public Affine Relation { get; }
    public Parameter Bilinear { get; }
    public Parameter HeadBias { get; }
    public Parameter RootArc { get; }
    public Parameter RootRelation { get; }

    /// <summary>All but the embeddings, in a fixed order.</summary>
    public IReadOnlyList<Parameter> Dense { get; }
}

/// <summary>The two directions of a layer.</summary>
public sealed class BiLstm(int inputs, int hidden, Random random)
{
    public LstmDirection Forward { get; } = new(inputs, hidden, false, random);
    public LstmDirection Backward { get; } = new(inputs, hidden, true, random);

    public IEnumerable<Parameter> Parameters => Forward.Parameters.Concat(Backward.Parameters);
}

/// <summary>x·W + b.</summary>
public sealed class Affine(int inputs, int outputs, Random random)
{
    public Parameter W { get; } = Parameter.Glorot(inputs, outputs, random);
    public Parameter B { get; } = Parameter.Zero(outputs, random);
    public int Inputs => inputs;
    public int Outputs => outputs;

    public IEnumerable<Parameter> Parameters => [W, B];

    public float[] Forward(Gemm gemm, float[] x, int n, bool relu)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        float[] y = gemm.Arena.Take(n * outputs);
        for (int r = 0; r < n; r++)
            B.W.CopyTo(y, r * outputs);
        gemm.Multiply(x, W.W, y, n, inputs, outputs, true);
        if (relu)
            TensorPrimitives.Max<float>(y.AsSpan(0, n * outputs), 0f, y);
        return y;
    }

    /// <summary>Adds to the gradients and to <paramref name="dx"/>; where <paramref name="y"/> is given, through its rectifier.</summary>
    public void Backward(Gemm gemm, float[] x, float[]? y, float[] dy, int n, float[] dx, Gradients gradients)
    {
        ArgumentNullException.ThrowIfNull(gemm);
        ArgumentNullException.ThrowIfNull(gradients);
        if (y is not null)
        {
            for (int i = 0; i < n * outputs; i++)
            {
                if (y[i] <= 0)
                    dy[i] = 0;
            }
        }
        gemm.MultiplyTransposedA(x, dy, gradients[W], n, inputs, outputs);
        var gb = gradients[B];
        for (int r = 0; r < n; r++)
            TensorPrimitives.Add(gb.AsSpan(), dy.AsSpan(r * outputs, outputs), gb);
        gemm.MultiplyTransposedB(dy, W.W, dx, n, outputs, inputs, true);
    }
}

/// <summary>Gradients of one worker's share of a batch.</summary>
public sealed class Gradients
{
    private readonly Dictionary<Parameter, float[]> _dense;

    public Gradients(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _dense = network.Dense.ToDictionary(p => p, p => new float[p.W.Length]);
    }

    public float[] this[Parameter parameter] => _dense[parameter];

    /// <summary>Row → gradient of an embedding.</summary>
    public Dictionary<int, float[]> Rows { get; } = [];

    public void Clear()
    {
        foreach (float[] g in _dense.Values)
            Array.Clear(g);
        Rows.Clear();
    }
}
