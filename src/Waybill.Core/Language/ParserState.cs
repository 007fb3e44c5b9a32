namespace Waybill.Language;

/// <summary>A state of the arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011): a stack, a place in
/// the sentence, and the arcs made so far. The root stands behind the last token and takes exactly one of them.</summary>
/// <remarks>Actions: 0 shifts; 1 + label makes the next token the head of the stack's top; 1 + labels + label makes
/// the token below the top its head. An instance is used again for the next sentence.</remarks>
public sealed class ParserState
{
    public const int None = -1;
    private readonly int[] _stack = new int[Size];
    private const int Size = SentenceSplitter.MaxSentenceTokens + 2;

    public int[] Head { get; } = new int[Size];
    public byte[] Label { get; } = new byte[Size];
    public int[] LeftChild { get; } = new int[Size];
    public int[] LeftChild2 { get; } = new int[Size];
    public int[] RightChild { get; } = new int[Size];
    public int[] RightChild2 { get; } = new int[Size];
    public byte[] LeftCount { get; } = new byte[Size];
    public byte[] RightCount { get; } = new byte[Size];

    public int Count { get; private set; }

    /// <summary>Next token, or <see cref="Count"/> for the root.</summary>
    public int Next { get; private set; }

    public int Depth { get; private set; }

    public bool Done => Next == Count && Depth == 0;

    public int Stack(int below) => below < Depth ? _stack[Depth - 1 - below] : None;

    public void Start(int count)
    {
        Count = count;
        Next = 0;
        Depth = 0;
        for (int i = 0; i <= count; i++)
        {
            Head[i] = LeftChild[i] = LeftChild2[i] = RightChild[i] = RightChild2[i] = None;
            LeftCount[i] = RightCount[i] = 0;
            Label[i] = 255;
        }
    }

    public bool CanShift => Next < Count;

    public bool CanLeft => Depth > 0 && (Next < Count || Depth == 1);

    public bool CanRight => Depth > 1;

    public void Shift() => _stack[Depth++] = Next++;

    public void Left(byte label)
    {
        int child = _stack[--Depth];
        Head[child] = Next;
        Label[child] = label;
        LeftChild2[Next] = LeftChild[Next];
        LeftChild[Next] = child;
        if (LeftCount[Next] < 7)
            LeftCount[Next]++;
    }

    public void Right(byte label)
    {
        int child = _stack[--Depth];
        int head = _stack[Depth - 1];
        Head[child] = head;
        Label[child] = label;
        RightChild2[head] = RightChild[head];
        RightChild[head] = child;
        if (RightCount[head] < 7)
            RightCount[head]++;
    }
}
