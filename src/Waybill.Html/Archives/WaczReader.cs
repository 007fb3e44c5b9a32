using System.Buffers.Binary;
using System.IO.Compression;

namespace Waybill.Html.Archives;

/// <summary>Reads the web archives inside a WACZ file (a zip with <c>archive/*.warc.gz</c>, as browsertrix writes it).
/// Nothing is unpacked to disk. Entries are counted, names that leave the archive are refused, and no more than
/// <see cref="MaxUnpacked"/> bytes are unpacked from all entries together.</summary>
public static class WaczReader
{
    public const int MaxEntries = 10_000;
    public const long MaxUnpacked = 1L << 30;

    /// <summary>Whether a zip file's bytes can be a WACZ: read by name; other zips are not.</summary>
    public static bool HasEnding(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".wacz", StringComparison.OrdinalIgnoreCase);
    }

    /// <param name="zip">The file; must be seekable, is not closed.</param>
    public static IEnumerable<CaptureResult> Read(Stream zip, string? file = null, string? parent = null)
    {
        ArgumentNullException.ThrowIfNull(zip);
        long ordinal = 0;
        if (DeclaredEntries(zip) > MaxEntries)
        {
            yield return new CaptureResult.Skipped(ordinal, $"more than {MaxEntries} entries", null, NoPageKind.TooLarge);
            yield break;
        }
        if (Open(zip) is not { } archive)
        {
            yield return new CaptureResult.Skipped(ordinal, "no whole zip file: its directory, which stands at the end, is missing or broken", null, NoPageKind.Damaged);
            yield break;
        }
        using (archive)
        {
            var left = MaxUnpacked;
            foreach (var entry in archive.Entries)
            {
                if (!IsWarc(entry.FullName)) continue;
                if (!IsSafe(entry.FullName))
                {
                    yield return new CaptureResult.Skipped(ordinal++, "an entry whose name leads out of the archive", null, NoPageKind.NotSupported);
                    continue;
                }
                if (Content(entry) is not { } content)
                {
                    yield return new CaptureResult.Skipped(ordinal++, "a damaged entry", null, NoPageKind.Damaged);
                    continue;
                }
                using (content)
                {
                    var counted = new CountingStream(content);
                    // Stored entries hold packed records, so the unpacked pages may be more than the entry.
                    foreach (var result in WarcReader.Read(new BoundedStream(counted, () => Math.Max(1, entry.CompressedLength), left), file, parent, left))
                        yield return result with { Ordinal = ordinal++ };
                    left -= counted.Count;
                }
                if (left <= 0) yield break;
            }
        }
    }

    private static ZipArchive? Open(Stream zip)
    {
        try
        {
            zip.Position = 0;
            var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static Stream? Content(ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    private static bool IsWarc(string name) => name.EndsWith(".warc", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".warc.gz", StringComparison.OrdinalIgnoreCase);

    private static bool IsSafe(string name) =>
        !name.Contains('\\', StringComparison.Ordinal) && !name.Contains(':', StringComparison.Ordinal) && !name.StartsWith('/') && !name.Split('/').Contains("..");

    /// <summary>How many entries the zip's end record declares, looked at before a directory of any size is read.</summary>
    private static long DeclaredEntries(Stream zip)
    {
        var tail = new byte[(int)Math.Min(zip.Length, 66_000)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + 22 > tail.Length) return 0;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 12));
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
        // A directory entry has 46 bytes and its name. 65,535 stands for "see the 64-bit record".
        return Math.Max(entries, size == uint.MaxValue ? 0 : size / (46 + 1024));
    }
}
