using System.Collections.Frozen;
using System.Text;
using Waybill.Pages;

namespace Waybill.Articles;

/// <summary>Which encoding a page is in: byte order mark, header, <c>meta</c> prescan, then the bytes themselves
/// (WHATWG Encoding and the HTML standard's sniffing algorithm, with two repairs for wrongly declared pages).</summary>
public static class Encodings
{
    private const int PrescanBytes = 4096;

    /// <summary>The .NET encoding of a WHATWG name, or null.</summary>
    public static Encoding? Get(string name)
    {
        try
        {
            return name switch
            {
                "utf-8" => new UTF8Encoding(false),
                "utf-16le" => Encoding.Unicode,
                "utf-16be" => Encoding.BigEndianUnicode,
                "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252),
                _ => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name),
            };
        }
        catch (ArgumentException)
        {
            return null; // an unknown label is not an error of the page
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Finds a page's encoding. Never fails.</summary>
    public static string Sniff(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var bytes = capture.Bytes.Span;
        if (bytes.StartsWith("\uFEFF"u8)) return "utf-8";
        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE) return "utf-16le";
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF) return "utf-16be";
        if (Utf16WithoutMark(bytes) is { } utf16) return utf16;

        var declared = Label(capture.Charset) ?? (capture.Format == PageFormat.Html ? Prescan(bytes) : null);
        if (declared is null or "utf-8" || IsSingleByteLatin(declared))
        {
            var (valid, wrong) = CountUtf8(bytes);
            // Repair 1: a page that is all valid UTF-8 with multi-byte sequences is UTF-8, whatever it declares:
            // chance alone does not make such bytes. Repair 2: one that declares UTF-8 (or nothing) but has more
            // wrong sequences than right ones is not UTF-8.
            if (wrong == 0 && (valid > 0 || declared is null or "utf-8")) return "utf-8";
            if (declared is null or "utf-8") return wrong > valid ? GuessSingleByte(bytes) : "utf-8";
        }
        return declared;
    }

    /// <summary>WHATWG name of a label (<c>latin1</c> → <c>windows-1252</c>), or null if it is unknown.</summary>
    public static string? Label(string? label)
    {
        if (string.IsNullOrWhiteSpace(label)) return null;
        var folded = label.Trim().Trim('"', '\'').ToLowerInvariant();
        if (folded.Length > 40) return null;
        if (Labels.TryGetValue(folded, out var name)) return name;
        if (folded.StartsWith("cp125", StringComparison.Ordinal)) folded = "windows-" + folded[2..];
        if (folded.StartsWith("iso8859", StringComparison.Ordinal)) folded = "iso-8859" + folded[7..];
        return Get(folded) is null ? null : folded;
    }

    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ascii"] = "windows-1252",
        ["us-ascii"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["l1"] = "windows-1252",
        ["iso-8859-1"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["iso_8859-1"] = "windows-1252",
        ["iso-8859-9"] = "windows-1254",
        ["latin5"] = "windows-1254",
        ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874",
        ["utf8"] = "utf-8",
        ["utf-8"] = "utf-8",
        ["unicode-1-1-utf-8"] = "utf-8",
        // A meta tag that could be read as ASCII cannot be UTF-16 (HTML standard, prescan step).
        ["utf-16"] = "utf-8",
        ["utf-16le"] = "utf-8",
        ["utf-16be"] = "utf-8",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["gb_2312-80"] = "gb18030",
        ["sjis"] = "shift_jis",
        ["x-sjis"] = "shift_jis",
        ["shift-jis"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["ms_kanji"] = "shift_jis",
        ["ks_c_5601-1987"] = "euc-kr",
        ["korean"] = "euc-kr",
        ["big5-hkscs"] = "big5",
        ["x-euc-jp"] = "euc-jp",
        ["koi8"] = "koi8-r",
        ["koi8_r"] = "koi8-r",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static bool IsSingleByteLatin(string name) =>
        name.StartsWith("windows-125", StringComparison.Ordinal) || name.StartsWith("iso-8859-", StringComparison.Ordinal);

    private static string? Utf16WithoutMark(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 1024)];
        if (head.Length < 16) return null;
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }
        var half = head.Length / 2;
        if (odd > half * 7 / 10 && even < half / 20) return "utf-16le";
        if (even > half * 7 / 10 && odd < half / 20) return "utf-16be";
        return null;
    }

    /// <summary>Reads <c>charset</c> out of <c>meta</c> tags and the XML declaration in the page's first bytes.</summary>
    private static string? Prescan(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, PrescanBytes)]);
        if (head.StartsWith("<?xml", StringComparison.Ordinal))
        {
            var close = head.IndexOf("?>", StringComparison.Ordinal);
            if (close > 0 && After(head[..close], "encoding") is { } xml) return Label(xml);
        }
        for (var at = 0; (at = head.IndexOf('<', at)) >= 0; at++)
        {
            if (string.CompareOrdinal(head, at, "<!--", 0, 4) == 0)
            {
                var end = head.IndexOf("-->", at + 4, StringComparison.Ordinal);
                if (end < 0) return null;
                at = end;
                continue;
            }
            if (at + 5 >= head.Length || !head.AsSpan(at + 1, 4).Equals("meta", StringComparison.OrdinalIgnoreCase)) continue;
            var close = head.IndexOf('>', at);
            if (close < 0) return null;
            if (After(head[at..close], "charset") is { } found && Label(found) is { } name) return name;
        }
        return null;
    }

    private static string? After(string tag, string key)
    {
        var at = tag.IndexOf(key, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        at += key.Length;
        while (at < tag.Length && char.IsWhiteSpace(tag[at])) at++;
        if (at >= tag.Length || tag[at] != '=') return null;
        at++;
        while (at < tag.Length && (char.IsWhiteSpace(tag[at]) || tag[at] is '"' or '\'')) at++;
        var end = at;
        while (end < tag.Length && !char.IsWhiteSpace(tag[end]) && tag[end] is not ('"' or '\'' or ';' or '/' or '>')) end++;
        return end > at ? tag[at..end] : null;
    }

    private static (int Valid, int Wrong) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes)) return (0, 0);
        // The end of a page that was cut off inside a character is not counted against it.
        int valid = 0, wrong = 0, at = 0;
        while (at < bytes.Length)
        {
            var skip = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (skip < 0) break;
            at += skip;
            var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed);
            if (status == System.Buffers.OperationStatus.Done) valid++;
            else if (status == System.Buffers.OperationStatus.InvalidData) wrong++;
            at += consumed;
        }
        return (valid, wrong);
    }

    /// <summary>Windows-1251 where the high bytes are mostly Cyrillic letters in words, else windows-1252.</summary>
    private static string GuessSingleByte(ReadOnlySpan<byte> bytes)
    {
        int high = 0, cyrillic = 0, runs = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80) continue;
            high++;
            if (bytes[i] < 0xC0) continue;
            cyrillic++;
            if (i > 0 && bytes[i - 1] >= 0xC0) runs++;
        }
        return high > 0 && cyrillic * 10 > high * 9 && runs * 2 > cyrillic ? "windows-1251" : "windows-1252";
    }
}
