using System.Buffers;
using Waybill.Pages;

namespace Waybill.Articles;

/// <summary>What can be said of a page's bytes before they are read: empty, too large, binary, of a kind that Waybill does not read.</summary>
public static class PageCheck
{
    /// <summary>Pages above this many bytes are refused.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n\f\v\0"u8);

    /// <summary>The reason why the bytes give no article, or null.</summary>
    public static ArticleResult.None? Refuse(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var bytes = capture.Bytes.Span;
        if (bytes.IsEmpty || bytes.IndexOfAnyExcept(Blank) < 0)
            return new ArticleResult.None(NoArticleReason.Empty, "the page has no bytes, or white space only");
        if (bytes.Length > MaxBytes)
            return new ArticleResult.None(NoArticleReason.TooLarge, $"the page has {bytes.Length} bytes; at most {MaxBytes} are read");
        if (Magic(bytes) is { } kind) return kind;
        if (bytes.StartsWith("\uFEFF"u8) || (bytes.Length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))) return null;
        var head = bytes[..Math.Min(bytes.Length, 8192)];
        int nul = 0, control = 0;
        foreach (var b in head)
        {
            if (b == 0) nul++;
            else if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B or 0x1A) or 0x7F) control++;
        }
        var utf16 = nul > head.Length / 3 && Encodings.Sniff(capture).StartsWith("utf-16", StringComparison.Ordinal);
        if (!utf16 && (nul * 100 > head.Length || control * 50 > head.Length))
            return new ArticleResult.None(NoArticleReason.Binary, "the page's bytes are not text");
        return null;
    }

    private static ArticleResult.None? Magic(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8))
            return new ArticleResult.None(NoArticleReason.NotSupported, "a PDF; its text layer is read from a file of its own");
        if (bytes.StartsWith("PK\x03\x04"u8))
            return new ArticleResult.None(NoArticleReason.NotSupported, "a ZIP bundle (as .docx, .odt, .epub are); save its text as .txt or .html and read that");
        if (bytes.StartsWith("{\\rtf"u8))
            return new ArticleResult.None(NoArticleReason.NotSupported, "an RTF document; save its text as .txt or .html and read that");
        ReadOnlySpan<byte> gzip = [0x1F, 0x8B], png = [0x89, 0x50, 0x4E, 0x47], jpeg = [0xFF, 0xD8, 0xFF], ole = [0xD0, 0xCF, 0x11, 0xE0];
        if (bytes.StartsWith(gzip)) return new ArticleResult.None(NoArticleReason.NotSupported, "compressed bytes inside a page; unpack it first");
        if (bytes.StartsWith(ole)) return new ArticleResult.None(NoArticleReason.NotSupported, "an old Office document; save its text as .txt or .html and read that");
        if (bytes.StartsWith(png) || bytes.StartsWith(jpeg) || bytes.StartsWith("GIF8"u8) || (bytes.StartsWith("RIFF"u8) && bytes.Length > 12))
            return new ArticleResult.None(NoArticleReason.Binary, "an image or a recording, not text");
        return null;
    }
}
