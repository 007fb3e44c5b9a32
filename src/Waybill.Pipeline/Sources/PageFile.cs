using System.IO.Compression;
using Waybill.Html.Archives;
using Waybill.Pages;
using Waybill.Storage;
using Waybill.Texts;

namespace Waybill.Pipeline.Sources;

/// <summary>What the user says about a page: with options (one page), or in a line of a manifest.</summary>
public sealed record SourceWords
{
    public string? Url { get; init; }
    public AddressSource UrlFrom { get; init; } = AddressSource.User;
    public string? Outlet { get; init; }
    public PartialDate? Published { get; init; }
    public PartialDate? Captured { get; init; }
    public CapturedSource CapturedFrom { get; init; } = CapturedSource.User;

    /// <summary>Who saved the page.</summary>
    public string? Collector { get; init; }

    public static SourceWords None { get; } = new();
}

/// <summary>Turns a source into a capture or into a reason why not. Memory is bounded by <see cref="MaxPageBytes"/>
/// whatever the file says about itself.</summary>
public static class PageFile
{
    /// <summary>A page longer than this is not read. The longest real news pages have some 10 MB.</summary>
    public const int MaxPageBytes = 20 * 1024 * 1024;

    /// <summary>Packed 200 to 1 is a bomb, not a page: HTML packs about 6 to 1, and 30 to 1 at most.</summary>
    public const int MaxRatio = 200;

    /// <summary>Below this length the ratio does not matter.</summary>
    private const int RatioMatters = 1024 * 1024;

    /// <summary>Reads one source; exactly one of the two results is not null.</summary>
    public static (Capture? Capture, Skip? Skip) Load(SourceItem item, SourceWords words, Func<Stream> standardInput)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(standardInput);
        Skip Because(string reason, string detail) => new(item.Name, reason, detail);
        try
        {
            byte[]? bytes;
            if (item.IsStandardInput)
            {
                bytes = ReadAtMost(standardInput(), MaxPageBytes, 0);
            }
            else
            {
                using var file = new FileStream(item.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
                var length = file.CanSeek ? file.Length : 0;
                var most = IsMessage(item.Name) ? MimeReader.MaxBytes : MaxPageBytes;
                if (length > most) return (null, Because(SkipReason.TooLarge, $"{length} bytes; a page has {most} at most"));
                bytes = ReadAtMost(file, most, (int)length);
            }
            if (bytes is null) return (null, Because(SkipReason.TooLarge, $"more than {MaxPageBytes} bytes"));
            if (bytes is [0x1F, 0x8B, ..])
            {
                var (unpacked, problem) = Unzip(bytes);
                if (unpacked is null) return (null, Because(problem!.Value.Reason, problem.Value.Detail));
                bytes = unpacked;
            }
            if (bytes.Length == 0) return (null, Because(SkipReason.Empty, "no bytes"));
            if (PdfReader.IsPdf(bytes)) return OfResult(item, words, PdfReader.Read(bytes, item.IsStandardInput ? null : item.Name));
            if (IsMessage(item.Name) || MimeReader.LooksLikeMessage(bytes)) return Message(item, words, bytes);
            if (Magic.NotAPage(bytes) is { } kind) return (null, Because(kind.Reason, kind.Detail));
            if (Bundles.Of(bytes) is { } bundle) return (null, Because(SkipReason.Bundle, bundle));
            return (ToCapture(item, words, bytes), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException)
        {
            return (null, Because(SkipReason.Unreadable, e is UnauthorizedAccessException ? "no permission to read it" : e.GetType().Name));
        }
    }

    private static bool IsMessage(string name)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        return name.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".mhtml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".mht", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A mail, or a page saved with its pictures in one file: what it says of address and time counts, and the user's words more.</summary>
    private static (Capture? Capture, Skip? Skip) Message(SourceItem item, SourceWords words, byte[] bytes) =>
        OfResult(item, words, MimeReader.Read(bytes, item.IsStandardInput ? null : item.Name, Hashes.Sha256(bytes)));

    private static (Capture? Capture, Skip? Skip) OfResult(SourceItem item, SourceWords words, CaptureResult result)
    {
        switch (result)
        {
            case CaptureResult.Page { Capture: var page }:
                if (Magic.NotAPage(page.Bytes.Span) is { } kind) return (null, new Skip(item.Name, kind.Reason, kind.Detail));
                return (WithWords(page, words), null);
            case CaptureResult.Skipped skipped: return (null, new Skip(item.Name, ReasonOf(skipped.Kind), skipped.Reason));
            default: return (null, new Skip(item.Name, SkipReason.NoText, "nothing in it"));
        }
    }

    internal static string ReasonOf(NoPageKind kind) => kind switch
    {
        NoPageKind.Revisit => SkipReason.Revisit,
        NoPageKind.TooLarge => SkipReason.TooLarge,
        NoPageKind.Damaged => SkipReason.Damaged,
        NoPageKind.NotSupported => SkipReason.NotSupported,
        _ => SkipReason.NoPage,
    };

    private static Capture WithWords(Capture capture, SourceWords words) => capture with
    {
        Url = words.Url ?? capture.Url,
        UrlFrom = words.Url is not null ? words.UrlFrom : capture.UrlFrom,
        Captured = words.Captured is { } day ? new CapturedTime(day, words.CapturedFrom) : capture.Captured,
        Outlet = words.Outlet ?? capture.Outlet,
        Published = words.Published ?? capture.Published,
        Collector = words.Collector ?? capture.Collector,
    };

    private static Capture ToCapture(SourceItem item, SourceWords words, byte[] bytes)
    {
        var saved = SavedPage.Look(bytes);
        return WithWords(new Capture
        {
            Bytes = bytes,
            Format = FormatOf(item.Name, bytes),
            Url = saved.Url,
            UrlFrom = saved.Url is not null ? AddressSource.SavedFrom : AddressSource.None,
            Captured = saved.Captured is { } time ? new CapturedTime(time, CapturedSource.SavedFrom) : null,
            File = item.IsStandardInput ? null : item.Name,
        }, words);
    }

    private static PageFormat FormatOf(string name, ReadOnlySpan<byte> bytes)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        if (name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)) return PageFormat.PlainText;
        if (name.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".htm", StringComparison.OrdinalIgnoreCase)) return PageFormat.Html;
        return Magic.LooksLikeHtml(bytes) ? PageFormat.Html : PageFormat.PlainText;
    }

    private static byte[]? ReadAtMost(Stream stream, int limit, int expected)
    {
        var buffer = new byte[Math.Clamp(expected + 1, 4096, limit + 1)];
        var length = 0;
        while (true)
        {
            var got = stream.Read(buffer, length, buffer.Length - length);
            if (got == 0) return buffer[..length];
            length += got;
            if (length > limit) return null;
            if (length == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
        }
    }

    private static (byte[]? Bytes, (string Reason, string Detail)? Problem) Unzip(byte[] packed)
    {
        try
        {
            using var stream = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            var limit = packed.Length > MaxPageBytes / MaxRatio ? MaxPageBytes : Math.Max(RatioMatters, packed.Length * MaxRatio);
            var bytes = ReadAtMost(stream, limit, Math.Min(packed.Length * 6, limit));
            if (bytes is null)
                return (null, (SkipReason.TooLarge, limit < MaxPageBytes ? $"unpacks to more than {MaxRatio} times its size" : $"unpacks to more than {MaxPageBytes} bytes"));
            // The last four bytes hold the length of the last member: what a cut-off file cannot fake.
            var said = packed.Length < 18 ? 0u : BitConverter.ToUInt32(packed, packed.Length - 4);
            if (packed.Length < 18 || said > bytes.Length || (said != bytes.Length && CountMembers(packed) == 1))
                return (null, (SkipReason.Damaged, "the gzip data ends too early"));
            return (bytes, null);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return (null, (SkipReason.Damaged, "the gzip data is damaged"));
        }
    }

    /// <summary>How many gzip headers stand in the bytes, two at most: enough to know whether the trailer speaks for all.</summary>
    private static int CountMembers(ReadOnlySpan<byte> packed) =>
        packed[3..].IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]) >= 0 ? 2 : 1;
}
