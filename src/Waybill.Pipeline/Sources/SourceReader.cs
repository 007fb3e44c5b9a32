using System.IO.Compression;
using System.Security.Cryptography;
using Waybill.Html.Archives;
using Waybill.Pages;
using Waybill.Storage;

namespace Waybill.Pipeline.Sources;

/// <summary>One page, or one reason for none, that a source gives.</summary>
/// <param name="Name">What the user can find it by: the file, and in an archive the record's number.</param>
/// <param name="Load">Gives one of the two; to be called once, from any thread.</param>
public sealed record SourceEntry(string Name, Func<(Capture? Capture, Skip? Skip)> Load);

/// <summary>Goes through sources and gives their pages one by one: a file is one page, an archive many. Memory is bounded
/// by one page of one archive. Enumerate from one thread at a time.</summary>
public sealed class SourceReader
{
    /// <summary>Damaged records and revisits of one archive that are named each; above it they are counted.</summary>
    public const int NamedPerArchive = 1000;

    private readonly SourceList _sources;
    private readonly SourceWords _words;
    private readonly Manifest? _manifest;
    private readonly Func<Stream> _standardInput;
    private readonly Dictionary<string, ArchiveKind> _archives = new(StringComparer.Ordinal);
    private long _bytesRead;

    private enum ArchiveKind { None, Warc, Wacz, JsonLines }

    public SourceReader(SourceList sources, SourceWords words, Manifest? manifest, Func<Stream> standardInput)
    {
        ArgumentNullException.ThrowIfNull(sources);
        (_sources, _words, _manifest, _standardInput) = (sources, words, manifest, standardInput);
        foreach (var item in sources.Items)
            if (!item.IsStandardInput && KindOf(item) is not ArchiveKind.None and var kind) _archives[item.Name] = kind;
        if (_archives.Count == 0) return;
        foreach (var item in sources.Items)
            if (!item.IsStandardInput) BytesTotal += Length(item.Path);
    }

    public bool HasArchives => _archives.Count > 0;

    /// <summary>Bytes of all files where an archive is among them, else 0.</summary>
    public long BytesTotal { get; }

    public long BytesRead => Interlocked.Read(ref _bytesRead);

    public IEnumerable<SourceEntry> Read()
    {
        foreach (var item in _sources.Items)
        {
            var words = _manifest?.WordsOf(item) is { } said ? Over(_words, said) : _words;
            if (item.IsStandardInput)
            {
                foreach (var entry in StandardInput(item, words)) yield return entry;
            }
            else if (_archives.TryGetValue(item.Name, out var kind))
            {
                var before = BytesRead;
                foreach (var entry in Archive(item, kind, words)) yield return entry;
                Interlocked.Exchange(ref _bytesRead, before + Length(item.Path));
            }
            else
            {
                if (HasArchives) Interlocked.Add(ref _bytesRead, Length(item.Path));
                yield return new SourceEntry(item.Name, () => PageFile.Load(item, words, _standardInput));
            }
        }
    }

    private IEnumerable<SourceEntry> StandardInput(SourceItem item, SourceWords words)
    {
        var stream = _standardInput();
        var head = new byte[4096];
        int length;
        try
        {
            length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            return [Problem(item, SkipReason.Unreadable, "it cannot be read")];
        }
        var whole = new PrefixedStream(head.AsMemory(0, length), stream);
        if (Sniff(head.AsSpan(0, length)) is not ArchiveKind.None and var kind) return Describes(words) ? [OnePage(item)] : Results(item, words, kind is ArchiveKind.JsonLines ? JsonLinesReader.Read(whole) : WarcReader.Read(whole));
        return [new SourceEntry(item.Name, () => PageFile.Load(item, words, () => whole))];
    }

    private IEnumerable<SourceEntry> Archive(SourceItem item, ArchiveKind kind, SourceWords words)
    {
        if (Describes(words)) return [OnePage(item)];
        return Open(item) is { } file ? Records(item, kind, words, file) : [Problem(item, SkipReason.Unreadable, "it cannot be opened")];
    }

    private IEnumerable<SourceEntry> Records(SourceItem item, ArchiveKind kind, SourceWords words, FileStream file)
    {
        using (file)
        {
            if (HashOf(file) is not { } hash)
            {
                yield return Problem(item, SkipReason.Unreadable, "it cannot be read to its end");
                yield break;
            }
            var before = BytesRead;
            var stream = new Watched(file, position => Interlocked.Exchange(ref _bytesRead, before + position));
            var results = kind switch
            {
                ArchiveKind.Wacz => WaczReader.Read(stream, item.Name, hash),
                ArchiveKind.JsonLines => JsonLinesReader.Read(stream, item.Name, hash),
                _ => WarcReader.Read(stream, item.Name, hash),
            };
            foreach (var entry in Results(item, words, results)) yield return entry;
        }
    }

    /// <summary>Pages as they come; of what is no page, losses are named each and the rest is one line a reason.</summary>
    private static IEnumerable<SourceEntry> Results(SourceItem item, SourceWords words, IEnumerable<CaptureResult> results)
    {
        var others = new SortedDictionary<(string Reason, string Detail), long>();
        var named = 0;
        foreach (var result in results)
        {
            var name = FormattableString.Invariant($"{item.Name}#{result.Ordinal}");
            switch (result)
            {
                case CaptureResult.Page { Capture: var page }:
                    var capture = page with { Outlet = page.Outlet ?? words.Outlet, Collector = page.Collector ?? words.Collector };
                    yield return new SourceEntry(name, () => (capture, null));
                    break;
                case CaptureResult.Skipped { Kind: not NoPageKind.NoPage } lost when named < NamedPerArchive:
                    named++;
                    var skip = new Skip(name, PageFile.ReasonOf(lost.Kind), lost.Url is null ? lost.Reason : $"{lost.Reason}: {lost.Url}");
                    yield return new SourceEntry(name, () => (null, skip));
                    break;
                case CaptureResult.Skipped other:
                    var key = (PageFile.ReasonOf(other.Kind), other.Reason);
                    // Hostile archives could make any number of kinds.
                    if (others.Count >= 200 && !others.ContainsKey(key)) key = (PageFile.ReasonOf(other.Kind), "other records");
                    others[key] = others.GetValueOrDefault(key) + 1;
                    break;
            }
        }
        foreach (var ((reason, detail), count) in others)
        {
            var skip = new Skip($"{item.Name} ({detail})", reason, FormattableString.Invariant($"{count} × {detail}")) { Count = count };
            yield return new SourceEntry(item.Name, () => (null, skip));
        }
    }

    private static bool Describes(SourceWords words) => words.Url is not null || words.Published is not null || words.Captured is not null;

    private static SourceEntry OnePage(SourceItem item) => Problem(item, SkipReason.NotSupported, "an archive of many pages: address, day of publication and of capture describe one page");

    private static SourceEntry Problem(SourceItem item, string reason, string detail) => new(item.Name, () => (null, new Skip(item.Name, reason, detail)));

    /// <summary>The user's options weigh more than a manifest's line.</summary>
    private static SourceWords Over(SourceWords user, SourceWords manifest) => new()
    {
        Url = user.Url ?? manifest.Url,
        UrlFrom = user.Url is null ? manifest.UrlFrom : user.UrlFrom,
        Outlet = user.Outlet ?? manifest.Outlet,
        Published = user.Published ?? manifest.Published,
        Captured = user.Captured ?? manifest.Captured,
        CapturedFrom = user.Captured is null ? manifest.CapturedFrom : user.CapturedFrom,
        Collector = user.Collector ?? manifest.Collector,
    };

    private static ArchiveKind KindOf(SourceItem item)
    {
        var name = item.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? item.Name[..^3] : item.Name;
        if (name.EndsWith(".warc", StringComparison.OrdinalIgnoreCase)) return ArchiveKind.Warc;
        if (WaczReader.HasEnding(name)) return ArchiveKind.Wacz;
        if (name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)) return ArchiveKind.JsonLines;
        if (!item.Named || SourceList.HasPageEnding(name) || Open(item) is not { } file) return ArchiveKind.None;
        using (file)
        {
            var head = new byte[4096];
            try
            {
                return Sniff(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
            }
            catch (IOException)
            {
                return ArchiveKind.None; // the page reader names the trouble
            }
        }
    }

    private static ArchiveKind Sniff(ReadOnlySpan<byte> head)
    {
        if (head is not [0x1F, 0x8B, ..]) return Begins(head);
        try
        {
            using var unpacked = new GZipStream(new MemoryStream(head.ToArray(), writable: false), CompressionMode.Decompress);
            var first = new byte[64];
            return Begins(first.AsSpan(0, unpacked.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return ArchiveKind.None;
        }
    }

    /// <summary>WARC by its first word; JSON Lines by an object that opens on the first line: no article begins so.</summary>
    private static ArchiveKind Begins(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("WARC/"u8)) return ArchiveKind.Warc;
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];
        return head is [(byte)'{', ..] && head[1..].TrimStart(" \t"u8) is [(byte)'"', ..] ? ArchiveKind.JsonLines : ArchiveKind.None;
    }

    private static FileStream? Open(SourceItem item)
    {
        try
        {
            return new FileStream(item.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException)
        {
            return null;
        }
    }

    private static string? HashOf(FileStream file)
    {
        try
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(file));
            file.Position = 0;
            return hash;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static long Length(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException or NotSupportedException)
        {
            return 0;
        }
    }

    /// <summary>Tells how far a file has been read. Trouble while reading is damage of the archive, told as a result.</summary>
    private sealed class Watched(FileStream file, Action<long> tell) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => file.Length;
        public override long Position { get => file.Position; set => file.Position = value; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer);
            tell(file.Position);
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
