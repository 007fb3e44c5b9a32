using System.Buffers;
using System.Text;

namespace Waybill.Pipeline.Sources;

/// <summary>What bytes are by their first few, so that a file is refused by its right name.</summary>
public static class Magic
{
    private const int Looked = 8192;

    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\f\v"u8);

    /// <summary>Reason and words where the bytes are no text page; null where they may be one.</summary>
    public static (string Reason, string Detail)? NotAPage(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8)) return (SkipReason.NotSupported, "a PDF inside another file: save it as a file of its own");
        if (bytes.StartsWith("PK\x03\x04"u8))
        {
            return (SkipReason.NotSupported, bytes[..Math.Min(bytes.Length, Looked)].IndexOf("word/"u8) >= 0 ? "a Word document: save its text as .txt and read that"
                : "a zip archive or an office document: unpack it, or save its text as .txt (a WACZ archive must end in .wacz)");
        }
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return (SkipReason.NotSupported, "an office document: save its text as .txt");
        if (bytes.StartsWith("{\\rtf"u8)) return (SkipReason.NotSupported, "RTF: save its text as .txt");
        if (bytes.StartsWith("WARC/"u8)) return (SkipReason.NotSupported, "a web archive: `waybill read` reads all its pages, this reads one");
        if (bytes.StartsWith("SQLite format 3\0"u8)) return (SkipReason.NotSupported, "a SQLite file");
        if (bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] || bytes.StartsWith("GIF8"u8)) return (SkipReason.Binary, "a picture");
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return null; // UTF-16
        var head = bytes[..Math.Min(bytes.Length, Looked)];
        var nulls = head.Count((byte)0);
        if (nulls == 0) return IsBlank(bytes) ? (SkipReason.Empty, "white space alone") : null;
        return LooksLikeUtf16(head, nulls) ? null : (SkipReason.Binary, "zero bytes");
    }

    /// <summary>Whether text without an ending that says so is HTML.</summary>
    public static bool LooksLikeHtml(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Looked)]).Replace("\0", "", StringComparison.Ordinal);
        foreach (var mark in new[] { "<!doctype html", "<html", "<head", "<body", "<article", "<meta ", "<div", "<p>" })
            if (head.Contains(mark, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(Blanks) < 0;

    /// <summary>UTF-16 without a mark: nearly every second byte of Western text is zero, always on the same side.</summary>
    private static bool LooksLikeUtf16(ReadOnlySpan<byte> head, int nulls)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
            if (head[i] == 0) _ = (i & 1) == 0 ? even++ : odd++;
        return nulls > head.Length / 4 && (even == 0 || odd == 0);
    }
}
