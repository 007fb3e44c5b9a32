using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Storage;

/// <summary>What was known about a page from outside its bytes, once. Two hand-ins that say the same are one row.</summary>
public sealed record CaptureFacts
{
    public required PageFormat Format { get; init; }
    public AddressSource UrlFrom { get; init; }
    public CapturedTime? Captured { get; init; }
    public string? File { get; init; }
    public string? Parent { get; init; }
    public string? Charset { get; init; }
    public string? Outlet { get; init; }
    public PartialDate? Published { get; init; }

    /// <summary>Who saved the page, where a manifest says so. No stage sees it.</summary>
    public string? Collector { get; init; }

    /// <summary>Made from every field: the row's identity.</summary>
    public string Key => Collector is null ? Hashes.Identity(16, "capture/1", DerivedKey, File ?? "", Parent ?? "") : Hashes.Identity(16, "capture/2", DerivedKey, File ?? "", Parent ?? "", Collector);

    /// <summary>Made from the fields that a stage can see. Where the file lay and who saved it are none of them.</summary>
    public string DerivedKey => Hashes.Identity(16, "capture-derived/1", Format.ToString(), UrlFrom.ToString(),
        Captured?.Value.ToString() ?? "", Captured?.From.ToString() ?? "", Charset ?? "", Outlet ?? "", Published?.ToString() ?? "");

    public static CaptureFacts Of(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return new CaptureFacts
        {
            Format = capture.Format,
            UrlFrom = capture.UrlFrom,
            Captured = capture.Captured,
            File = capture.File,
            Parent = capture.Parent,
            Charset = capture.Charset,
            Outlet = capture.Outlet,
            Published = capture.Published,
            Collector = capture.Collector,
        };
    }

    /// <summary>One description of a page that was handed in more than once: field by field the smallest value in a
    /// fixed order, so that the order of the hand-ins cannot be seen. The earliest capture time wins; HTML wins over
    /// plain text.</summary>
    public static CaptureFacts Merge(IReadOnlyCollection<CaptureFacts> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        if (all.Count == 0) throw new ArgumentException("A page has at least one capture.", nameof(all));
        return new CaptureFacts
        {
            Format = all.Max(c => c.Format),
            UrlFrom = all.Where(c => c.UrlFrom != AddressSource.None).Select(c => c.UrlFrom).DefaultIfEmpty().Min(),
            Captured = Earliest(all.Select(c => c.Captured)),
            File = Smallest(all.Select(c => c.File)),
            Parent = Smallest(all.Select(c => c.Parent)),
            Charset = Smallest(all.Select(c => c.Charset)),
            Outlet = Smallest(all.Select(c => c.Outlet)),
            Published = PartialDate.Parse(Smallest(all.Select(c => c.Published?.ToString()))),
            Collector = Smallest(all.Select(c => c.Collector)),
        };
    }

    internal static CapturedTime? Earliest(IEnumerable<CapturedTime?> all) =>
        all.OfType<CapturedTime>().OrderBy(c => c.Value.ToString(), StringComparer.Ordinal).ThenBy(c => c.From).FirstOrDefault();

    private static string? Smallest(IEnumerable<string?> values) => values.OfType<string>().Min(StringComparer.Ordinal);
}

/// <summary>A page as the store knows it, without its bytes: <paramref name="Facts"/> merged over all captures.</summary>
public sealed record PageFacts(string Id, string Sha256, int Bytes, string? Url, CaptureFacts Facts)
{
    /// <summary>Whether the bytes themselves are kept.</summary>
    public bool HasBytes { get; init; } = true;

    /// <summary>Whether there is a text of it, if only that; false for a page that was withdrawn.</summary>
    public bool HasText { get; init; } = true;

    /// <summary>The page as the stages want it.</summary>
    public Capture ToCapture(ReadOnlyMemory<byte> bytes) => new()
    {
        Bytes = bytes,
        Format = Facts.Format,
        Url = Url,
        UrlFrom = Facts.UrlFrom,
        Captured = Facts.Captured,
        File = Facts.File,
        Parent = Facts.Parent,
        Charset = Facts.Charset,
        Outlet = Facts.Outlet,
        Published = Facts.Published,
        Collector = Facts.Collector,
    };
}

/// <summary>A file that was tried and not kept, and why.</summary>
public sealed record Skip(string Source, string Reason, string Detail)
{
    /// <summary>How many it stands for: records of one archive that are passed over for one reason are one row.</summary>
    public long Count { get; init; } = 1;
}

/// <summary>What a run counted.</summary>
public readonly record struct RunCounts(long Tried, long Read, long Known, long Skipped, long Capped);

public sealed record RunRow(long Id, string Command, string Program, string Started, string? Finished, string Outcome, RunCounts Counts)
{
    /// <summary>Who had it run, where they say so.</summary>
    public string? Who { get; init; }
}

/// <summary>An id that named something once, and what that was made of.</summary>
public sealed record Former(string Kind, string Id, IReadOnlyList<string> Members, string Words);
