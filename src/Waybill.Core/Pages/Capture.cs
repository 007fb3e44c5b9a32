using Waybill.Texts;

namespace Waybill.Pages;

/// <summary>What kind of bytes a page is made of.</summary>
public enum PageFormat
{
    PlainText,
    Html,
}

/// <summary>Where a page's address is from.</summary>
public enum AddressSource
{
    None,
    User,
    Archive,
    Manifest,
    SavedFrom,
    Canonical,
}

/// <summary>Where a capture time is from. A file's modification time is never one.</summary>
public enum CapturedSource
{
    User,
    Archive,
    Manifest,
    SavedFrom,
}

/// <summary>When a page was captured, and how that is known.</summary>
public sealed record CapturedTime(PartialDate Value, CapturedSource From);

/// <summary>One capture of a page: its bytes and all that is known about them from outside the bytes.
/// Everything per page is a pure function of this and a stage version.</summary>
public sealed record Capture
{
    /// <summary>The page's bytes, unpacked (never the gzip around them).</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    public required PageFormat Format { get; init; }

    /// <summary>Address, or null where none is known.</summary>
    public string? Url { get; init; }

    public AddressSource UrlFrom { get; init; }

    public CapturedTime? Captured { get; init; }

    /// <summary>The file that it was read from, as the user named it, with forward slashes; null for standard input.</summary>
    public string? File { get; init; }

    /// <summary>Hash of the archive or bundle that holds the page, if any.</summary>
    public string? Parent { get; init; }

    /// <summary>Encoding named outside the bytes (HTTP header), if any.</summary>
    public string? Charset { get; init; }

    /// <summary>Outlet as the user names it, if so.</summary>
    public string? Outlet { get; init; }

    /// <summary>Publication date as the user gives it, if so.</summary>
    public PartialDate? Published { get; init; }

    /// <summary>Who saved the page, as a manifest says. No stage looks at it.</summary>
    public string? Collector { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public string Sha256 => _sha256 ??= Hashes.Sha256(Bytes.Span);

    private string? _sha256;

    /// <summary>The page's id: 16 hex digits over the bytes' hash and the address.</summary>
    public string Id => _id ??= Hashes.Identity(16, "page/1", Sha256, Url ?? "");

    private string? _id;
}
