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

    public int Count => Rows.Length;
}

/// <summary>Sizes of the network.</summary>
public sealed record NetworkShape(int Rows, int Tags, int Labels, int Names)
{
    public int Embedding { get; init; } = 96;
    public int Hidden { get; init; } = 112;
    public int Arc { get; init; } = 80;
    public int Relation { get; init; } = 80;
}
