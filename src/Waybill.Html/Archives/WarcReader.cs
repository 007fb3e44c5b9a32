using System.Globalization;
using System.IO.Compression;
using System.Text;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Html.Archives;

/// <summary>Reads the pages of a WARC file (ISO 28500), plain or gzip (one member a record or one for all), as a stream:
/// memory is bounded by one page. After a damaged place it goes on with the next record that
/// can be told. Chunked and compressed bodies are unpacked up to the page cap.</summary>
public static class WarcReader
{
    private const int MaxLine = 16 * 1024;
    private const int MaxHeaderLines = 256;
    private const int MaxUrl = 8192;
    private const int MaxBody = PageCheck.MaxBytes + 64 * 1024;

    /// <summary>Damaged places after which an archive is given up: each costs a new start.</summary>
    private const int MaxRestarts = 1000;

    /// <summary>What a record leaves of the stream's place.</summary>
    private enum Place { Kept, Lost, AtEnd }

    /// <param name="archive">The file's bytes; read forward only, not closed.</param>
    /// <param name="parent">SHA-256 of the archive, if the caller knows it.</param>
    /// <param name="cap">Unpacked bytes that are read at most.</param>
    public static IEnumerable<CaptureResult> Read(Stream archive, string? file = null, string? parent = null, long cap = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var packed = new CountingStream(archive);
        var head = new byte[2];
        ReadOnlyMemory<byte> prefix = head.AsMemory(0, packed.ReadAtLeast(head, 2, throwOnEndOfStream: false));
        var zipped = prefix.Length == 2 && head[0] == 0x1F && head[1] == 0x8B;
        long ordinal = 0;
        for (var restarts = 0; ; restarts++)
        {
            Stream whole = new PrefixedStream(prefix, packed);
            using var buffered = new BufferedStream(new BoundedStream(zipped ? new GZipStream(whole, CompressionMode.Decompress) : whole, () => packed.Count, cap), 1 << 16);
            string? next = null;
            var place = Place.Kept;
            while (place == Place.Kept)
            {
                if (Next(buffered, ordinal++, file, parent, ref next, out place) is not { } result) yield break;
                yield return result;
            }
            if (place == Place.AtEnd || !zipped) yield break;
            // What is packed is broken here: the next record that begins a gzip member of its own is found by its mark.
            if (restarts == MaxRestarts)
            {
                yield return new CaptureResult.Skipped(ordinal, "broken in so many places that the rest is not read", null, NoPageKind.Damaged);
                yield break;
            }
            if (NextMember(packed) is not { } mark) yield break;
            prefix = mark;
        }
    }

    /// <summary>Reads on to the next header of a gzip member; null at the end.</summary>
    private static byte[]? NextMember(CountingStream packed)
    {
        var chunk = new byte[1];
        var window = 0u;
        while (packed.Read(chunk) == 1)
        {
            window = (window << 8) | chunk[0];
            // ID1, ID2, method deflate, flags without reserved bits.
            if ((window >> 8) == 0x1F8B08 && (window & 0xE0) == 0) return [0x1F, 0x8B, 0x08, (byte)window];
        }
        return null;
    }

    private static CaptureResult? Next(Stream stream, long ordinal, string? file, string? parent, ref string? next, out Place place)
    {
        place = Place.Kept;
        string? url = null;
        try
        {
            var line = next;
            next = null;
            while (line is null or { Length: 0 })
                if ((line = Line(stream)) is null) return null;
            if (!line.StartsWith("WARC/", StringComparison.Ordinal))
            {
                // A wrong length before, or bytes that do not belong here: go on where a record's first line stands.
                while ((next = Line(stream)) is not null && !next.StartsWith("WARC/1.", StringComparison.Ordinal))
                {
                }
                if (next is null) place = Place.AtEnd;
                return new CaptureResult.Skipped(ordinal, "no WARC record begins here", null, NoPageKind.Damaged);
            }
            var headers = Headers(stream);
            url = headers.GetValueOrDefault("warc-target-uri")?.Trim('<', '>');
            if (url is { Length: > MaxUrl }) url = url[..MaxUrl];
            if (!long.TryParse(headers.GetValueOrDefault("content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                return new CaptureResult.Skipped(ordinal, "a record without a length", url, NoPageKind.Damaged); // what follows is passed over line by line
            var body = Body(stream, length, out var complete);
            if (!complete)
            {
                place = Place.AtEnd;
                return new CaptureResult.Skipped(ordinal, "the archive ends inside a record", url, NoPageKind.Damaged);
            }
            return Page(headers, body, ordinal, url, file, parent);
        }
        catch (TooLargeException e)
        {
            place = Place.AtEnd;
            return new CaptureResult.Skipped(ordinal, e.Message, url, NoPageKind.TooLarge);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            place = Place.Lost;
            return new CaptureResult.Skipped(ordinal, "the archive is damaged here", url, NoPageKind.Damaged);
        }
    }

    private static CaptureResult Page(Dictionary<string, string> headers, byte[] body, long ordinal, string? url, string? file, string? parent)
    {
        var type = headers.GetValueOrDefault("warc-type") ?? "";
        if (type == "revisit") return new CaptureResult.Skipped(ordinal, "the page is unchanged since an earlier capture", url, NoPageKind.Revisit);
        if (type is not ("response" or "resource" or "conversion")) return new CaptureResult.Skipped(ordinal, "a record of kind " + Word(type), url, NoPageKind.NoPage);
        string? charset = null;
        var mime = headers.GetValueOrDefault("content-type") ?? "";
        ReadOnlyMemory<byte> page = body;
        if (type == "response" && mime.StartsWith("application/http", StringComparison.OrdinalIgnoreCase))
        {
            if (HttpBody(body, out mime, out var status) is not { } unpacked) return new CaptureResult.Skipped(ordinal, "a damaged answer", url, NoPageKind.Damaged);
            if (status is < 200 or > 299) return new CaptureResult.Skipped(ordinal, "the server answered " + status.ToString(CultureInfo.InvariantCulture), url, NoPageKind.NoPage);
            page = unpacked;
        }
        var semicolon = mime.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (semicolon >= 0) charset = mime[(semicolon + 8)..].Split(';')[0].Trim(' ', '"');
        var kind = mime.Split(';')[0].Trim().ToLowerInvariant();
        if (kind is not ("text/html" or "application/xhtml+xml" or "text/plain" or "")) return new CaptureResult.Skipped(ordinal, "no page but " + Word(kind), url, NoPageKind.NoPage);
        if (page.Length > PageCheck.MaxBytes) return new CaptureResult.Skipped(ordinal, $"a page of more than {PageCheck.MaxBytes} bytes", url, NoPageKind.TooLarge);
        if (page.Length == 0) return new CaptureResult.Skipped(ordinal, "an answer without a body", url, NoPageKind.NoPage);
        return new CaptureResult.Page(ordinal, new Capture
        {
            Bytes = page,
            Format = kind == "text/plain" ? PageFormat.PlainText : PageFormat.Html,
            Url = url,
            UrlFrom = url is null ? AddressSource.None : AddressSource.Archive,
            Captured = Date(headers.GetValueOrDefault("warc-date")) is { } date ? new CapturedTime(date, CapturedSource.Archive) : null,
            File = file,
            Parent = parent,
            Charset = charset,
        });
    }

    /// <summary>A header's word, fit to be counted by: hostile archives hold any length and number of them.</summary>
    private static string Word(string text) => text.Length is 0 or > 40 || text.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('/' or '-' or '+' or '.' or '_')) ? "unknown" : text;

    private static PartialDate? Date(string? value) => value is { Length: >= 16 } ? PartialDate.Parse(value[..16] + "Z") : PartialDate.Parse(value);

    /// <summary>The body of an HTTP answer, its chunks joined and its compression undone; null if there is no header's end.</summary>
    private static ReadOnlyMemory<byte>? HttpBody(byte[] answer, out string mime, out int status)
    {
        mime = "";
        status = 0;
        using var stream = new MemoryStream(answer, writable: false);
        if (Line(stream) is not { } first) return null;
        var parts = first.Split(' ');
        if (parts.Length > 1) _ = int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out status);
        var headers = Headers(stream);
        mime = headers.GetValueOrDefault("content-type") ?? "";
        ReadOnlyMemory<byte> body = answer.AsMemory((int)stream.Position);
        // Some writers join the chunks and leave the header: then no chunk's length stands at the start.
        if ((headers.GetValueOrDefault("transfer-encoding") ?? "").Contains("chunked", StringComparison.OrdinalIgnoreCase)) body = Join(body);
        return (headers.GetValueOrDefault("content-encoding") ?? "").Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" when body.Length > 1 && body.Span[0] == 0x1F && body.Span[1] == 0x8B => Inflate(new GZipStream(Over(body), CompressionMode.Decompress)),
            "br" => Inflate(new BrotliStream(Over(body), CompressionMode.Decompress)),
            "deflate" when body.Length > 1 && body.Span[0] == 0x78 => Inflate(new ZLibStream(Over(body), CompressionMode.Decompress)),
            "deflate" => Inflate(new DeflateStream(Over(body), CompressionMode.Decompress)),
            _ => body,
        };
    }

    private static MemoryStream Over(ReadOnlyMemory<byte> body) => new(body.ToArray(), writable: false);

    /// <summary>Unpacks up to the cap; what is more is cut off, so that the page is refused as too large.</summary>
    private static byte[] Inflate(Stream packed)
    {
        using (packed)
        {
            using var memory = new MemoryStream();
            var buffer = new byte[1 << 16];
            while (memory.Length <= PageCheck.MaxBytes)
            {
                int read;
                try
                {
                    read = packed.Read(buffer);
                }
                catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
                {
                    break; // a cut tail: what came before is kept
                }
                if (read == 0) break;
                memory.Write(buffer, 0, read);
            }
            return memory.ToArray();
        }
    }

    private static ReadOnlyMemory<byte> Join(ReadOnlyMemory<byte> chunked)
    {
        using var joined = new MemoryStream();
        var span = chunked.Span;
        var at = 0;
        while (at < span.Length)
        {
            var end = span[at..].IndexOf((byte)'\n');
            if (end < 0) break;
            var head = Encoding.Latin1.GetString(span.Slice(at, Math.Min(end, 64))).Split(';')[0].Trim();
            if (!int.TryParse(head, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
                return joined.Length == 0 ? chunked : joined.ToArray();
            at += end + 1;
            if (length == 0) break;
            var take = Math.Min(length, span.Length - at);
            joined.Write(span.Slice(at, take));
            at += take;
            while (at < span.Length && span[at] is (byte)'\r' or (byte)'\n')
            {
                at++;
                if (span[at - 1] == (byte)'\n') break;
            }
        }
        return joined.ToArray();
    }

    private static Dictionary<string, string> Headers(Stream stream)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var n = 0; n < MaxHeaderLines; n++)
        {
            if (Line(stream) is not { Length: > 0 } line) break;
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) headers.TryAdd(line[..colon].Trim(), line[(colon + 1)..].Trim());
        }
        return headers;
    }

    private static string? Line(Stream stream)
    {
        var bytes = new List<byte>(80);
        int b;
        while ((b = stream.ReadByte()) >= 0 && b != '\n')
            if (bytes.Count < MaxLine) bytes.Add((byte)b);
        if (b < 0 && bytes.Count == 0) return null;
        if (bytes.Count > 0 && bytes[^1] == '\r') bytes.RemoveAt(bytes.Count - 1);
        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Reads a record's body, keeping no more than the cap; the rest is passed over.</summary>
    private static byte[] Body(Stream stream, long length, out bool complete)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[1 << 16];
        var left = length;
        while (left > 0)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0) break;
            left -= read;
            if (kept.Length < MaxBody) kept.Write(buffer, 0, (int)Math.Min(read, MaxBody - kept.Length));
        }
        complete = left == 0;
        return kept.ToArray();
    }
}
