namespace Waybill.Language;

/// <summary>What stands before a token.</summary>
public enum Gap : byte
{
    /// <summary>Nothing: the token follows the one before at once.</summary>
    None,
    Space,

    /// <summary>A single line break.</summary>
    Line,

    /// <summary>An empty line, or the start of the text: a sentence never crosses it.</summary>
    Paragraph,
}

/// <summary>Tokens while they are being found: growing arrays, used by one call only.</summary>
public sealed class TokenBuffer
{
    private int[] _start = new int[256];
    private int[] _length = new int[256];
    private Gap[] _gap = new Gap[256];

    public int Count { get; private set; }

    /// <summary>Tokens that were cut because they were longer than <see cref="Tokenizer.MaxTokenLength"/>.</summary>
    public int CutTokens { get; internal set; }

    public ReadOnlySpan<int> Start => _start.AsSpan(0, Count);

    public ReadOnlySpan<int> Length => _length.AsSpan(0, Count);

    public ReadOnlySpan<Gap> Gap => _gap.AsSpan(0, Count);

    public void Add(int start, int length, Gap gap)
    {
        if (Count == _start.Length)
        {
            Array.Resize(ref _start, Count * 2);
            Array.Resize(ref _length, Count * 2);
            Array.Resize(ref _gap, Count * 2);
        }
        _start[Count] = start;
        _length[Count] = length;
        _gap[Count] = gap;
        Count++;
    }

    public ReadOnlySpan<char> Word(string text, int token) => text.AsSpan(_start[token], _length[token]);
}
