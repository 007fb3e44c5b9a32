using System.Globalization;
using System.Text;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Html.Archives;

/// <summary>Reads the page out of a MIME message: a mail (<c>.eml</c>) or a page that a browser saved with its pictures in
/// one file (<c>.mhtml</c>). RFC 2045–2047, 2387 and 5322 as far as a page needs them; pictures, styles
/// and attachments are passed over. Any bytes give a page or a reason, in time linear in their length.</summary>
public static class MimeReader
{
    /// <summary>Base64 and headers make a message larger than its page.</summary>
    public const int MaxBytes = 2 * PageCheck.MaxBytes;

    private const int MaxDepth = 8;
    private const int MaxParts = 10_000;
    private const int MaxHeaderBytes = 64 * 1024;

    private sealed class Part
    {
        public required Dictionary<string, string> Headers { get; init; }
        public required int Start { get; init; }
        public required int End { get; init; }
        public required string Kind { get; init; }
        public Dictionary<string, string> Parameters { get; init; } = [];
        public string? Header(string name) => Headers.GetValueOrDefault(name);
        public bool IsAttachment => Header("content-disposition") is { } said && said.TrimStart().StartsWith("attachment", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether bytes begin like a message: header lines, one of them only messages have.</summary>
    public static bool LooksLikeMessage(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)]);
        var known = false;
        foreach (var raw in head.Split('\n').Take(60))
        {
            var line = raw.TrimEnd('\r');
            if (line.Length == 0) break;
            if (line[0] is ' ' or '\t') continue;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line[..colon].Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-')) return false;
            known |= line[..colon].ToLowerInvariant() is "mime-version" or "message-id" or "snapshot-content-location" or "received" or "return-path" or "delivered-to";
        }
        return known;
    }

    public static CaptureResult Read(ReadOnlyMemory<byte> message, string? file = null, string? parent = null)
    {
        if (message.Length > MaxBytes) return new CaptureResult.Skipped(0, $"a message of more than {MaxBytes} bytes", null, NoPageKind.TooLarge);
        var span = message.Span;
        var parts = new List<Part>();
        var top = Split(span, 0, span.Length, "text/plain", 0, parts);
        if (parts.Count >= MaxParts) return new CaptureResult.Skipped(0, $"more than {MaxParts} parts", null, NoPageKind.TooLarge);
        if (parts.Count(p => p.Kind == "message/rfc822") > 1)
            return new CaptureResult.Skipped(0, "a mail that holds several mails: save each as a file of its own", null, NoPageKind.NotSupported);
        if (Choose(top, parts) is not { } page) return new CaptureResult.Skipped(0, "a message without text", null, NoPageKind.NoPage);
        var bytes = (page.Header("content-transfer-encoding") ?? "").Trim().ToLowerInvariant() switch
        {
            "base64" => Base64(span[page.Start..page.End]),
            "quoted-printable" => QuotedPrintable(span[page.Start..page.End]),
            _ => span[page.Start..page.End].ToArray(),
        };
        var url = Address(top.Header("snapshot-content-location")) ?? Address(page.Header("content-location"));
        return new CaptureResult.Page(0, new Capture
        {
            Bytes = bytes,
            Format = page.Kind == "text/html" ? PageFormat.Html : PageFormat.PlainText,
            Url = url,
            UrlFrom = url is null ? AddressSource.None : AddressSource.SavedFrom,
            Captured = Date(top.Header("date")) is { } date ? new CapturedTime(date, CapturedSource.SavedFrom) : null,
            Charset = page.Parameters.GetValueOrDefault("charset"),
            File = file,
            Parent = parent,
        });
    }

    /// <summary>The page of a related message is the part that it starts with; of a mail its HTML, else its text.</summary>
    private static Part? Choose(Part top, List<Part> parts)
    {
        var start = top.Parameters.GetValueOrDefault("start");
        var location = top.Header("snapshot-content-location");
        var texts = parts.Where(p => p.Kind is "text/html" or "application/xhtml+xml" && !p.IsAttachment && p.End > p.Start).ToList();
        return texts.Find(p => start is not null && p.Header("content-id") == start)
            ?? texts.Find(p => location is not null && p.Header("content-location") == location)
            ?? texts.FirstOrDefault()
            ?? parts.Find(p => p.Kind == "text/plain" && !p.IsAttachment && p.End > p.Start);
    }

    /// <summary>Reads a part's headers; adds it to the list if it holds no others, else what it holds.</summary>
    private static Part Split(ReadOnlySpan<byte> message, int start, int end, string kindIfNone, int depth, List<Part> parts)
    {
        var headers = Headers(message[start..end], out var length);
        var (kind, parameters) = Parameters(headers.GetValueOrDefault("content-type") ?? kindIfNone);
        var part = new Part { Headers = headers, Start = Math.Min(end, start + length), End = end, Kind = kind, Parameters = parameters };
        if (!kind.StartsWith("multipart/", StringComparison.Ordinal) || depth >= MaxDepth || !parameters.TryGetValue("boundary", out var boundary) || boundary.Length is 0 or > 200)
        {
            parts.Add(part);
            return part;
        }
        var mark = Encoding.Latin1.GetBytes("--" + boundary);
        var open = -1;
        var at = part.Start;
        while (at < end && parts.Count < MaxParts)
        {
            var found = message[at..end].IndexOf(mark);
            if (found < 0) break;
            var line = at + found;
            var after = line + mark.Length;
            if (line > part.Start && message[line - 1] != (byte)'\n')
            {
                at = after;
                continue;
            }
            var last = after + 1 < end && message[after] == (byte)'-' && message[after + 1] == (byte)'-';
            var stop = message[after..end].IndexOf((byte)'\n');
            // A longer boundary that begins with this one is another's.
            var tail = message[after..(stop < 0 ? end : after + stop)].Trim(" \t\r"u8);
            if (!last && tail.Length > 0)
            {
                at = after;
                continue;
            }
            if (open >= 0) Split(message, open, WithoutBreak(message, open, line), "text/plain", depth + 1, parts);
            open = last || stop < 0 ? -1 : after + stop + 1;
            if (open < 0) break;
            at = open;
        }
        // Without an end mark the file is cut off: what is there is taken.
        if (open >= 0 && open < end && parts.Count < MaxParts) Split(message, open, end, "text/plain", depth + 1, parts);
        return part;
    }

    /// <summary>The line break before a boundary belongs to the boundary.</summary>
    private static int WithoutBreak(ReadOnlySpan<byte> message, int start, int end)
    {
        if (end > start && message[end - 1] == (byte)'\n') end--;
        if (end > start && message[end - 1] == (byte)'\r') end--;
        return end;
    }

    private static Dictionary<string, string> Headers(ReadOnlySpan<byte> part, out int length)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? name = null;
        var value = new StringBuilder();
        var at = 0;
        while (at < part.Length && at < MaxHeaderBytes)
        {
            var stop = part[at..].IndexOf((byte)'\n');
            var lineEnd = stop < 0 ? part.Length : at + stop;
            var line = Encoding.Latin1.GetString(part[at..lineEnd]).TrimEnd('\r');
            at = stop < 0 ? part.Length : lineEnd + 1;
            if (line.Length == 0) break;
            if (line[0] is ' ' or '\t')
            {
                value.Append(' ').Append(line.Trim());
                continue;
            }
            Keep();
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            name = colon <= 0 ? null : line[..colon].Trim();
            value.Append(colon < 0 ? "" : line[(colon + 1)..].Trim());
        }
        Keep();
        length = at;
        return headers;

        void Keep()
        {
            if (name is not null) headers.TryAdd(name, value.ToString());
            value.Clear();
        }
    }

    private static (string Kind, Dictionary<string, string> Parameters) Parameters(string value)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = value.IndexOf(';', StringComparison.Ordinal);
        var kind = (at < 0 ? value : value[..at]).Trim().ToLowerInvariant();
        while (at >= 0 && at < value.Length && parameters.Count < 32)
        {
            var equals = value.IndexOf('=', at);
            if (equals < 0) break;
            var name = value[(at + 1)..equals].Trim(' ', ';', '\t');
            var from = equals + 1;
            while (from < value.Length && value[from] == ' ') from++;
            int end;
            if (from < value.Length && value[from] == '"')
            {
                end = value.IndexOf('"', from + 1);
                if (end < 0) break;
                parameters.TryAdd(name, value[(from + 1)..end]);
                at = value.IndexOf(';', end);
            }
            else
            {
                end = value.IndexOf(';', from);
                parameters.TryAdd(name, (end < 0 ? value[from..] : value[from..end]).Trim());
                at = end;
            }
        }
        return (kind, parameters);
    }

    private static byte[] Base64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length / 4 * 3 + 3];
        int n = 0, bits = 0, have = 0;
        foreach (var c in text)
        {
            var value = c switch
            {
                >= (byte)'A' and <= (byte)'Z' => c - 'A',
                >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
                >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
                (byte)'+' => 62,
                (byte)'/' => 63,
                _ => -1,
            };
            if (value < 0) continue;
            bits = (bits << 6) | value;
            have += 6;
            if (have < 8) continue;
            have -= 8;
            bytes[n++] = (byte)(bits >> have);
            bits &= (1 << have) - 1;
        }
        return bytes[..n];
    }

    private static byte[] QuotedPrintable(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var n = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != (byte)'=')
            {
                bytes[n++] = text[i];
                continue;
            }
            // A soft line break: the sign, perhaps blanks, the line's end.
            var j = i + 1;
            while (j < text.Length && text[j] is (byte)' ' or (byte)'\t' or (byte)'\r') j++;
            if (j >= text.Length || text[j] == (byte)'\n')
            {
                i = j;
                continue;
            }
            if (i + 2 < text.Length && Hex(text[i + 1]) is >= 0 and var high && Hex(text[i + 2]) is >= 0 and var low)
            {
                bytes[n++] = (byte)(high << 4 | low);
                i += 2;
            }
            else
            {
                bytes[n++] = text[i];
            }
        }
        return bytes[..n];

        static int Hex(byte c) => c switch
        {
            >= (byte)'0' and <= (byte)'9' => c - '0',
            >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
            >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
            _ => -1,
        };
    }

    private static string? Address(string? value)
    {
        var text = value?.Trim().Trim('<', '>');
        return text is { Length: > 8 and < 8192 } && (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) ? text : null;
    }

    /// <summary><c>Thu, 4 Jan 2024 09:12:33 +0100 (CET)</c></summary>
    private static PartialDate? Date(string? value)
    {
        if (value is not { Length: < 100 }) return null;
        var comma = value.IndexOf(',', StringComparison.Ordinal);
        var words = (comma < 0 ? value : value[(comma + 1)..]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4) return null;
        var zone = words.Length < 5 ? "" : words[4] is "GMT" or "UT" or "UTC" or "Z" or "-0000" ? "+0000" : words[4];
        var clock = words[3].Length == 5 ? words[3] + ":00" : words[3];
        if (zone is not { Length: 5 } || !DateTimeOffset.TryParseExact($"{words[0]} {words[1]} {words[2]} {clock} {zone[..3]}:{zone[3..]}", "d MMM yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return null;
        return new PartialDate
        {
            Precision = DatePrecision.Minute,
            First = DateOnly.FromDateTime(time.DateTime),
            Time = new TimeOnly(time.Hour, time.Minute),
            OffsetMinutes = (int)time.Offset.TotalMinutes,
        };
    }
}
