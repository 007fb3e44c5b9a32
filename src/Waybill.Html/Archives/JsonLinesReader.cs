using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Html.Archives;

/// <summary>Reads pages from JSON Lines of <c>{url, html|text, captured, outlet}</c>, one page a line.</summary>
public static class JsonLinesReader
{
    private const int MaxLineUnits = 3 * PageCheck.MaxBytes;

    /// <summary>Reads a file in UTF-8, plain or gzip.</summary>
    public static IEnumerable<CaptureResult> Read(Stream archive, string? file = null, string? parent = null)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var packed = new CountingStream(archive);
        var head = new byte[2];
        var prefix = head.AsMemory(0, packed.ReadAtLeast(head, 2, throwOnEndOfStream: false));
        Stream whole = new PrefixedStream(prefix, packed);
        if (prefix.Length == 2 && head[0] == 0x1F && head[1] == 0x8B) whole = new BoundedStream(new GZipStream(whole, CompressionMode.Decompress), () => packed.Count, long.MaxValue);
        return Read(new StreamReader(whole, Encoding.UTF8), file, parent);
    }

    public static IEnumerable<CaptureResult> Read(TextReader lines, string? file = null, string? parent = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        long ordinal = 0;
        var bounded = new Lines(lines);
        while (true)
        {
            string? line = null;
            CaptureResult.Skipped? broken = null;
            try
            {
                if (!bounded.Next(out line)) yield break;
            }
            catch (TooLargeException e)
            {
                broken = new CaptureResult.Skipped(ordinal, e.Message, null, NoPageKind.TooLarge);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                broken = new CaptureResult.Skipped(ordinal, "the archive is damaged here", null, NoPageKind.Damaged);
            }
            if (broken is not null)
            {
                yield return broken;
                yield break;
            }
            if (line is null) yield return new CaptureResult.Skipped(ordinal++, "the line is larger than a page may be", null, NoPageKind.TooLarge);
            else if (!string.IsNullOrWhiteSpace(line)) yield return One(line, ordinal++, file, parent);
        }
    }

    /// <summary>Lines of bounded length: what is over is passed over, not kept.</summary>
    private sealed class Lines(TextReader reader)
    {
        private readonly char[] _buffer = new char[1 << 15];
        private readonly StringBuilder _line = new();
        private int _at;
        private int _end;

        /// <summary>False at the end; a line that is too long is null.</summary>
        public bool Next(out string? line)
        {
            line = null;
            _line.Clear();
            var tooLong = false;
            var any = false;
            while (true)
            {
                if (_at == _end)
                {
                    _at = 0;
                    _end = reader.Read(_buffer, 0, _buffer.Length);
                    if (_end <= 0)
                    {
                        _end = 0;
                        break;
                    }
                }
                any = true;
                var stop = _buffer.AsSpan(_at, _end - _at).IndexOf('\n');
                var part = _buffer.AsSpan(_at, stop < 0 ? _end - _at : stop);
                if (_line.Length + part.Length > MaxLineUnits) tooLong = true;
                else if (!tooLong) _line.Append(part);
                _at += part.Length + (stop < 0 ? 0 : 1);
                if (stop >= 0) break;
            }
            if (!tooLong) line = _line.ToString();
            return any;
        }
    }

    private static CaptureResult One(string line, long ordinal, string? file, string? parent)
    {
        try
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 32 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return new CaptureResult.Skipped(ordinal, "the line is no object", null, NoPageKind.Damaged);
            var url = Text("url");
            var html = Text("html");
            if ((html ?? Text("text")) is not { Length: > 0 } content) return new CaptureResult.Skipped(ordinal, "neither html nor text", url, NoPageKind.NoPage);
            return new CaptureResult.Page(ordinal, new Capture
            {
                Bytes = Encoding.UTF8.GetBytes(content),
                Charset = "utf-8",
                Format = html is null ? PageFormat.PlainText : PageFormat.Html,
                Url = url,
                UrlFrom = url is null ? AddressSource.None : AddressSource.Archive,
                Captured = Captured(Text("captured")) is { } captured ? new CapturedTime(captured, CapturedSource.Archive) : null,
                Outlet = Text("outlet"),
                File = file,
                Parent = parent,
            });

            string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return new CaptureResult.Skipped(ordinal, "the line is no JSON", null, NoPageKind.Damaged);
        }
        catch (InvalidOperationException)
        {
            return new CaptureResult.Skipped(ordinal, "the line holds characters that are none", null, NoPageKind.Damaged); // a lone surrogate escape
        }
    }

    private static PartialDate? Captured(string? value) =>
        PartialDate.Parse(value) ?? (value is { Length: > 16 } ? PartialDate.Parse(value[..16] + (value.EndsWith('Z') ? "Z" : "")) : null);
}
