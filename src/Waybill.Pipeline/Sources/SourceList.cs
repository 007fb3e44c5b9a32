using Waybill.Storage;

namespace Waybill.Pipeline.Sources;

/// <summary>What a user's paths come to: the sources in ordinal order of their names, and what was passed over.</summary>
public sealed record SourceList(IReadOnlyList<SourceItem> Items, IReadOnlyList<Skip> Passed)
{
    private static readonly string[] Endings = [".txt", ".html", ".htm", ".eml", ".mhtml", ".mht", ".warc", ".wacz", ".jsonl", ".ndjson", ".pdf"];

    /// <summary>Files that may well hold articles and are not read, with what to do.</summary>
    private static readonly (string Ending, string Detail)[] NotRead =
    [
        (".docx", "a Word document: save its text as .txt and read that"),
        (".doc", "a Word document: save its text as .txt and read that"),
        (".odt", "an office document: save its text as .txt and read that"),
        (".rtf", "RTF: save its text as .txt and read that"),
        (".epub", "a book: save its text as .txt and read that"),
        (".mbox", "a mailbox of many mails: save each as .eml and read those"),
        (".zip", "a zip archive: unpack it and read the folder"),
    ];

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = true,
        RecurseSubdirectories = false,
    };

    /// <summary>Whether a file in a folder is taken for a page by its ending.</summary>
    public static bool HasPageEnding(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        return Endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Looks at files, folders (with all below them), wildcards and <c>-</c>. A path that names nothing is passed over
    /// (<see cref="SkipReason.Missing"/>); where none of them names anything, that is the user's mistake and stops the run before it starts.</summary>
    public static SourceList Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var items = new SortedDictionary<string, SourceItem>(StringComparer.Ordinal);
        var passed = new SortedDictionary<string, Skip>(StringComparer.Ordinal);
        foreach (var given in paths)
        {
            if (given.Length == 0) throw new SourceException("An empty path names nothing.");
            if (given == SourceItem.StandardInput)
            {
                items["-"] = new SourceItem("-", "-", true);
                continue;
            }
            var name = given.Replace('\\', '/');
            if (File.Exists(given))
            {
                items[name] = new SourceItem(name, given, true);
            }
            else if (Directory.Exists(given))
            {
                Walk(given, name.TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/", null, items, passed);
            }
            else if (Glob.IsPattern(given))
            {
                var glob = Glob.Parse(given);
                var root = glob.Root.Length == 0 ? "." : glob.Root;
                var before = items.Count + passed.Count;
                if (Directory.Exists(root)) Walk(root, glob.Root, glob, items, passed);
                if (items.Count + passed.Count == before) passed[name] = new Skip(name, SkipReason.Missing, $"Nothing matches {given}.");
            }
            else
            {
                passed[name] = new Skip(name, SkipReason.Missing, $"There is no file or folder {given}.");
            }
        }
        if (items.Count == 0 && passed.Values.FirstOrDefault(p => p.Reason == SkipReason.Missing) is { } missing) throw new SourceException(missing.Detail);
        return new SourceList([.. items.Values], [.. passed.Values]);
    }

    private static void Walk(string root, string shown, Glob? glob, SortedDictionary<string, SourceItem> items, SortedDictionary<string, Skip> passed)
    {
        // Breadth first with a list: no depth of folders can exhaust the stack.
        var folders = new Queue<(string Path, string Relative)>();
        folders.Enqueue((root, ""));
        while (folders.TryDequeue(out var folder))
        {
            var directory = new DirectoryInfo(folder.Path);
            if (!TryList(directory, out var entries))
            {
                var name = Join(shown, folder.Relative);
                passed[name] = new Skip(name, SkipReason.Unreadable, "the folder cannot be listed");
                continue;
            }
            foreach (var entry in entries)
            {
                var relative = Join(folder.Relative, entry.Name);
                if (entry is DirectoryInfo)
                {
                    if (entry.LinkTarget is not null) continue; // a linked folder may lead back here
                    if (glob is not { Deep: false }) folders.Enqueue((entry.FullName, relative));
                    continue;
                }
                if (glob is not null && !glob.Matches(relative)) continue;
                var name = Join(shown, relative);
                if (IsCompanion(relative, folder.Path, root)) passed[name] = new Skip(name, SkipReason.Companion, "belongs to a page that a browser saved as a whole");
                else if (Array.Find(NotRead, n => entry.Name.EndsWith(n.Ending, StringComparison.OrdinalIgnoreCase)) is { Ending: not null } known) passed[name] = new Skip(name, SkipReason.NotSupported, known.Detail);
                else if (!HasPageEnding(entry.Name)) passed[name] = new Skip(name, SkipReason.OtherKind, "none of " + string.Join(' ', Endings) + " (each also .gz); name the file itself to try it");
                else items[name] = new SourceItem(name, Path.Combine(folder.Path, entry.Name), glob is not null);
            }
        }
    }

    /// <summary>Whether a file lies in a folder <c>X_files</c> beside a page <c>X.html</c>.</summary>
    private static bool IsCompanion(string relative, string folder, string root)
    {
        if (!relative.Contains("_files/", StringComparison.Ordinal)) return false;
        var stop = Path.GetFullPath(root).TrimEnd('/');
        for (var at = Path.GetFullPath(folder).TrimEnd('/'); at.Length > stop.Length; at = Path.GetDirectoryName(at) ?? "")
        {
            if (!at.EndsWith("_files", StringComparison.Ordinal)) continue;
            var stem = at[..^"_files".Length];
            if (File.Exists(stem + ".html") || File.Exists(stem + ".htm")) return true;
        }
        return false;
    }

    private static bool TryList(DirectoryInfo directory, out List<FileSystemInfo> entries)
    {
        try
        {
            entries = [.. directory.EnumerateFileSystemInfos("*", Everything).OrderBy(e => e.Name, StringComparer.Ordinal)];
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            entries = [];
            return false;
        }
    }

    private static string Join(string left, string right) =>
        left.Length == 0 ? right : right.Length == 0 ? left : left.EndsWith('/') ? left + right : left + "/" + right;
}
