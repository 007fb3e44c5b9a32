namespace Waybill.Html.Archives;

/// <summary>A stream that is only read forward.</summary>
public abstract class ForwardStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public abstract override int Read(Span<byte> buffer);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Counts what is read through it.</summary>
internal sealed class CountingStream(Stream inner) : ForwardStream
{
    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
        return read;
    }
}

/// <summary>The bytes that were looked at, then the rest.</summary>
public sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ForwardStream
{
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        if (_at >= prefix.Length) return rest.Read(buffer);
        var take = Math.Min(buffer.Length, prefix.Length - _at);
        prefix.Span.Slice(_at, take).CopyTo(buffer);
        _at += take;
        return take;
    }
}

/// <summary>Unpacked bytes that end in an error where they are out of all proportion to what was packed, or above a cap.</summary>
/// <param name="packed">Bytes read so far of what is packed.</param>
internal sealed class BoundedStream(Stream unpacked, Func<long> packed, long cap) : ForwardStream
{
    /// <summary>Packed more than this to one is a bomb: web archives pack 4 to 10 to one.</summary>
    public const int MaxRatio = 200;

    /// <summary>Below this the ratio does not matter: one page of blanks packs a thousand to one.</summary>
    public const long RatioMatters = 64L * 1024 * 1024;

    private long _total;

    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        _total += read;
        if (_total > cap) throw new TooLargeException(FormattableString.Invariant($"unpacks to more than {cap} bytes; what is over is not read"));
        if (_total > RatioMatters && _total > packed() * MaxRatio) throw new TooLargeException(FormattableString.Invariant($"unpacks to more than {MaxRatio} times its size"));
        return read;
    }
}

/// <summary>Caught where archives are read, and turned into a result.</summary>
internal sealed class TooLargeException(string message) : IOException(message);
