namespace Waybill.Texts;

/// <summary>A half-open run of bytes in a kept page. A type of its own, so that an offset in the page
/// is never taken for an offset in the article's text. <c>default</c> is the empty span at 0.</summary>
public readonly record struct ByteSpan
{
    public ByteSpan(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Start = start;
        Length = length;
    }

    public int Start { get; }

    public int Length { get; }

    public int End => Start + Length;

    public bool IsEmpty => Length == 0;

    public static ByteSpan FromBounds(int start, int end) => new(start, end - start);

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> page) => page.Slice(Start, Length);

    public override string ToString() => $"bytes[{Start}..{End})";
}
