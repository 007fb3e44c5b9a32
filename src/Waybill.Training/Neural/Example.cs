namespace Waybill.Training.Neural;

/// <summary>A sentence as numbers: for each token the rows of the embedding table that it sums, and what is to be
/// learnt of it. A class of −1 is not known and teaches nothing; heads are 0-based, the sentence's length for the root.</summary>
public sealed class Example
{
    public required int[][] Rows { get; init; }
    public required int[] Tag { get; init; }
    public required int[] Head { get; init; }
    public required int[] Label { get; init; }
    public required int[] Name { get; init; }

    /// <summary>Row of the treebank in <see cref="Network.Origins"/>; −1 where it is not told.</summary>
    public required int Origin { get; init; }

    public int Count => Rows.Length;
}

/// <summary>Sizes of the network.</summary>
public sealed record NetworkShape(int Rows, int Tags, int Labels, int Names)
{
    /// <summary>EWT and GUM.</summary>
    public const int Treebanks = 2;

    public int Layers { get; init; } = 3;
    public int Embedding { get; init; } = 112;
    public int Hidden { get; init; } = 128;
    public int Arc { get; init; } = 80;
    public int Relation { get; init; } = 96;

    /// <summary>Share of embeddings, and two thirds of the share of states, that is dropped in training.</summary>
    public float Dropout { get; init; } = 0.2f;

    /// <summary>The sizes of the fast mode: a third of the sums. What is small has less to forget.</summary>
    public NetworkShape Shrunk() => this with { Layers = 2, Embedding = 64, Hidden = 64, Arc = 48, Relation = 48, Dropout = 0.1f };
}
