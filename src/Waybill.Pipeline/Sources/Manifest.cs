using System.Text;
using Waybill.Pages;
using Waybill.Storage;
using Waybill.Texts;

namespace Waybill.Pipeline.Sources;

/// <summary>A table of what is known about files from outside their bytes: CSV (RFC 4180) in UTF-8 with a head line that names
/// the columns <c>file</c>, and any of <c>url, published, captured, collector, outlet</c>. Files are named relative to the table's folder and
/// must lie below it. A line that cannot be right is counted and passed over; the others hold.</summary>
public sealed class Manifest
{
    public const int MaxBytes = 256 * 1024 * 1024;

    private readonly SortedDictionary<string, (string Name, SourceWords Words)> _byPath = new(StringComparer.Ordinal);
    private readonly List<Skip> _problems = [];

    private Manifest()
    {
    }

    /// <summary>Lines that are not used, and files that are not there.</summary>
    public IReadOnlyList<Skip> Problems => _problems;

    public static Manifest Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = new FileInfo(path);
        if (!file.Exists) throw new SourceException($"There is no manifest {path}.");
        if (file.Length > MaxBytes) throw new SourceException($"The manifest {path} has more than {MaxBytes} bytes.");
        string text;
        try
        {
            text = File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"The manifest {path} cannot be read.");
        }
        return Of(text, path.Replace('\\', '/'), Path.GetDirectoryName(file.FullName) ?? "/");
    }

    /// <param name="folder">Full path of the folder that files are named from.</param>
    public static Manifest Of(string text, string name, string folder)
    {
        ArgumentNullException.ThrowIfNull(text);
        var manifest = new Manifest();
        var rows = CsvRows.Read(text).GetEnumerator();
        if (!rows.MoveNext()) throw new SourceException($"The manifest {name} is empty.");
        var head = rows.Current.Cells.ConvertAll(c => c.Trim().ToLowerInvariant());
        foreach (var column in head)
            if (column is not ("file" or "url" or "published" or "captured" or "collector" or "outlet")) throw new SourceException($"The manifest {name} has a column '{column}'; known are file, url, published, captured, collector, outlet.");
        var fileAt = head.IndexOf("file");
        if (fileAt < 0 || head.Distinct(StringComparer.Ordinal).Count() != head.Count) throw new SourceException($"The manifest {name} needs a first line that names each column once, file among them.");
        var shown = name.Contains('/', StringComparison.Ordinal) ? name[..(name.LastIndexOf('/') + 1)] : "";
        while (rows.MoveNext())
        {
            var (cells, line) = rows.Current;
            if (cells is [""]) continue;
            if (manifest.Add(cells, head, fileAt, folder, shown) is { } wrong) manifest._problems.Add(new Skip($"{name}:{line}", SkipReason.Manifest, wrong));
        }
        return manifest;
    }

    /// <summary>What the table says about a source, or null.</summary>
    public SourceWords? WordsOf(SourceItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return !item.IsStandardInput && _byPath.TryGetValue(Path.GetFullPath(item.Path), out var row) ? row.Words : null;
    }

    /// <summary>The files that the table names, as sources.</summary>
    public SourceList Sources()
    {
        var items = new SortedDictionary<string, SourceItem>(StringComparer.Ordinal);
        var absent = new List<Skip>();
        foreach (var (path, (name, _)) in _byPath)
        {
            if (File.Exists(path)) items[name] = new SourceItem(name, path, true);
            else absent.Add(new Skip(name, SkipReason.Unreadable, "named in the manifest, but there is no such file"));
        }
        return new SourceList([.. items.Values], absent);
    }

    private string? Add(List<string> cells, List<string> head, int fileAt, string folder, string shown)
    {
        if (cells.Count != head.Count) return $"{cells.Count} cells where the head has {head.Count}";
        var file = cells[fileAt].Trim().Replace('\\', '/');
        if (file.Length is 0 or > 4096 || file.Contains('\0', StringComparison.Ordinal)) return "it names no file";
        var full = Path.GetFullPath(Path.Combine(folder, file));
        var root = folder.EndsWith('/') ? folder : folder + Path.DirectorySeparatorChar;
        if (Path.IsPathRooted(file) || !full.StartsWith(root, StringComparison.Ordinal)) return "the file lies outside the manifest's folder";
        var url = Cell("url");
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))) return "the address is none";
        PartialDate? published = null;
        if (Cell("published") is { } day && (published = PartialDate.Parse(day)) is null) return "the day of publication is none (2024-01-04, 2024-01 or 2024)";
        PartialDate? captured = null;
        if (Cell("captured") is { } time && (captured = PartialDate.Parse(time) ?? (time.Length > 16 ? PartialDate.Parse(time[..16] + (time.EndsWith('Z') ? "Z" : "")) : null)) is null)
            return "the time of capture is none (2024-01-04, or 2024-01-04T09:12Z)";
        var words = new SourceWords { Url = url, UrlFrom = AddressSource.Manifest, Published = published, Captured = captured, CapturedFrom = CapturedSource.Manifest, Outlet = Cell("outlet"), Collector = Cell("collector") };
        return _byPath.TryAdd(full, (shown + file, words)) ? null : "the file stands in an earlier line";

        string? Cell(string column)
        {
            var at = head.IndexOf(column);
            return at >= 0 && cells[at].Trim() is { Length: > 0 } value ? value : null;
        }
    }
}
