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

    public static IEnumerable<CaptureResult> Read(TextReader lines, string? file = null, string? parent = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        long ordinal = 0;
        while (lines.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            yield return One(line, ordinal++, file, parent);
        }
    }

    private static CaptureResult One(string line, long ordinal, string? file, string? parent)
    {
        if (line.Length > MaxLineUnits) return new CaptureResult.Skipped(ordinal, "the line is larger than a page may be", null, false);
        try
        {
            using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 32 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return new CaptureResult.Skipped(ordinal, "the line is no object", null, true);
            var url = Text("url");
            var html = Text("html");
            if ((html ?? Text("text")) is not { Length: > 0 } content) return new CaptureResult.Skipped(ordinal, "neither html nor text", url, false);
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
            return new CaptureResult.Skipped(ordinal, "the line is no JSON", null, true);
        }
        catch (InvalidOperationException)
        {
            return new CaptureResult.Skipped(ordinal, "the line holds characters that are none", null, true); // a lone surrogate escape
        }
    }

    private static PartialDate? Captured(string? value) =>
        PartialDate.Parse(value) ?? (value is { Length: > 16 } ? PartialDate.Parse(value[..16] + (value.EndsWith('Z') ? "Z" : "")) : null);
}
