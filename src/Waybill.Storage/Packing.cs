using System.IO.Compression;

namespace Waybill.Storage;

/// <summary>How bytes are packed in a row. The number is kept beside the bytes.</summary>
public enum PackingMethod
{
    Raw = 0,
    Brotli = 1,
}

/// <summary>Bytes as they lie in the store: packed, with their true size.</summary>
public readonly record struct Packed(PackingMethod Method, int Size, byte[] Data);

/// <summary>Packs and unpacks. Pure, and safe from any thread: workers pack, the writer only writes.</summary>
public static class Packing
{
    /// <summary>Quality 4 keeps pages of news about as small as gzip -6 at several times its speed.</summary>
    public const int PageQuality = 4;

    /// <summary>Derived rows are read back often and rebuilt at will: fast matters more than small.</summary>
    public const int RowQuality = 2;

    private const int Window = 20;

    public static Packed Pack(ReadOnlySpan<byte> bytes, int quality)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        if (BrotliEncoder.TryCompress(bytes, buffer, out var written, quality, Window) && written < bytes.Length)
            return new Packed(PackingMethod.Brotli, bytes.Length, buffer[..written]);
        return new Packed(PackingMethod.Raw, bytes.Length, bytes.ToArray());
    }

    public static byte[] Unpack(Packed packed)
    {
        if (packed.Method == PackingMethod.Raw) return packed.Data;
        var bytes = new byte[packed.Size];
        if (packed.Method != PackingMethod.Brotli
            || !BrotliDecoder.TryDecompress(packed.Data, bytes, out var written)
            || written != bytes.Length)
            throw new StoreException(StoreProblem.Damaged, "A kept row cannot be unpacked: run `waybill doctor --repair`.");
        return bytes;
    }
}
