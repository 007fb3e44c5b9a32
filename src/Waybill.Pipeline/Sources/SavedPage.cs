using System.Globalization;
using System.Text;
using Waybill.Texts;

namespace Waybill.Pipeline.Sources;

/// <summary>What a program that saved a page wrote into it: browsers' "saved from url" mark, SingleFile's comment.
/// Read before the page gets its id, because the address is part of that.</summary>
public static class SavedPage
{
    private const int Looked = 4096;

    public static (string? Url, PartialDate? Captured) Look(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Looked)]);
        return (SavedFrom(head) ?? SingleFileUrl(head), SingleFileDate(head));
    }

    /// <summary><c>&lt;!-- saved from url=(0023)https://example.org/a --&gt;</c></summary>
    private static string? SavedFrom(string head)
    {
        const string mark = "<!-- saved from url=(";
        var at = head.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0) return null;
        at += mark.Length;
        var close = head.IndexOf(')', at);
        if (close < 0 || close - at > 6) return null;
        var end = head.IndexOf("-->", close, StringComparison.Ordinal);
        return end < 0 ? null : Address(head[(close + 1)..end]);
    }

    private static string? SingleFileUrl(string head) => Line(head, "url: ") is { } url ? Address(url) : null;

    private static PartialDate? SingleFileDate(string head)
    {
        if (Line(head, "saved date: ") is not { } line) return null;
        // "Thu Jan 04 2024 09:12:33 GMT+0100 (…)": the day and minute as the saving machine's clock had them.
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 6 || !words[5].StartsWith("GMT", StringComparison.Ordinal) || words[5].Length != 8) return null;
        var text = $"{words[1]} {words[2]} {words[3]} {words[4]} {words[5][3..6]}:{words[5][6..8]}";
        if (!DateTimeOffset.TryParseExact(text, "MMM dd yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        return new PartialDate
        {
            Precision = DatePrecision.Minute,
            First = DateOnly.FromDateTime(time.DateTime),
            Time = new TimeOnly(time.Hour, time.Minute),
            OffsetMinutes = (int)time.Offset.TotalMinutes,
        };
    }

    private static string? Line(string head, string key)
    {
        var comment = head.IndexOf("Page saved with SingleFile", StringComparison.Ordinal);
        if (comment < 0) return null;
        var end = head.IndexOf("-->", comment, StringComparison.Ordinal);
        var at = head.IndexOf(key, comment, StringComparison.Ordinal);
        if (at < 0 || (end >= 0 && at > end)) return null;
        at += key.Length;
        var stop = head.AsSpan(at).IndexOfAny('\r', '\n');
        return stop < 0 ? null : head.Substring(at, stop).Trim();
    }

    private static string? Address(string words)
    {
        words = words.Trim();
        return words.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || words.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? words : null;
    }
}
