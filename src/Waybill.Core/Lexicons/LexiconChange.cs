using System.Collections.Immutable;
using System.Text;
using Waybill.Claims.Frames;

namespace Waybill.Lexicons;

/// <summary>A row that an analyst adds to, or takes from, a lexicon file. Kept in the ledger with who, when, why and the
/// public source; the shipped files stay as they are.</summary>
/// <param name="File">File of the lexicon (<c>weapons.tsv</c>).</param>
/// <param name="Key">First column of the row.</param>
/// <param name="Fields">The whole row, the key first; empty where the row is removed. A row whose key exists replaces it.</param>
/// <param name="By">Who made the change.</param>
/// <param name="Day">When, as an ISO 8601 day.</param>
/// <param name="Why">The reason in words.</param>
/// <param name="Source">The public source that supports it.</param>
public sealed record LexiconChange(
    string File, string Key, ImmutableArray<string> Fields, string By, string Day, string Why, string Source)
{
    /// <summary>A form that is added to the row's list of forms; the rest of the row stays as it ships. <see cref="Fields"/> is empty then.</summary>
    public string? Alias { get; init; }

    public bool IsRemoval => Alias is null && Fields.IsDefaultOrEmpty;
}

/// <summary>What a set of changes does to the lexicon and the frames.</summary>
/// <param name="Lexicon">The lexicon with the changes.</param>
/// <param name="Frames">The frames with the changes.</param>
/// <param name="Problems">What is said of them that was not said before; such changes should be refused.</param>
public sealed record LexiconOverlay(Lexicon Lexicon, FrameTable Frames, ImmutableArray<string> Problems)
{
    /// <summary>The rows of the frames: two tables are alike where these are.</summary>
    internal string FrameRows { get; init; } = "";
}

/// <summary>Changes over a lexicon: pure functions, so that gains and losses can be shown before anything is stored.</summary>
public static class LexiconChanges
{
    /// <summary>The file of the verbs and nouns of transfer: beside the lexicon's own, and changed like them.</summary>
    public const string Frames = "frames.tsv";

    private static readonly string[] FrameColumns = ["id", "pos", "lemma", "companion", "kind", "roles", "stage", "ongoing", "needs", "example"];

    /// <summary>The lexicon with the changes applied in order, and the frames that ship with the program changed alike.</summary>
    public static LexiconOverlay Apply(Lexicon lexicon, IReadOnlyList<LexiconChange> changes)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(changes);
        var problems = ImmutableArray.CreateBuilder<string>();
        var files = lexicon.Tables.Files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var shipped = ShippedFrames();
        files[Frames] = shipped;
        foreach (var change in changes)
        {
            if (!files.TryGetValue(change.File, out var table)) problems.Add($"{change.File}: no such file");
            else if (Problem(table, change) is { } problem) problems.Add($"{change.File}: {problem}");
            else files[change.File] = With(table, change);
        }
        var frames = files[Frames];
        files.Remove(Frames);
        var same = files.Values.All(f => lexicon.Tables.Files.Contains(f));
        var changed = same ? lexicon : Lexicon.Load(files.Values.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => (f.Name, Text(f))));
        if (!same)
        {
            var before = lexicon.Validate().ToHashSet(StringComparer.Ordinal);
            problems.AddRange(changed.Validate().Where(p => !before.Contains(p)));
        }
        var rows = Text(frames);
        var read = FrameTable.Read(rows);
        problems.AddRange(read.Validate().Select(p => $"{Frames}: {p}"));
        return new LexiconOverlay(changed, read, problems.ToImmutable()) { FrameRows = rows };
    }

    /// <summary>The rows of a file in order, each as its fields; empty where there is no such file.</summary>
    public static ImmutableArray<ImmutableArray<string>> Rows(Lexicon lexicon, string file)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        return [.. (file == Frames ? ShippedFrames() : lexicon.Tables.Files.FirstOrDefault(f => f.Name == file))?.Rows.Select(r => r.Fields) ?? []];
    }

    /// <summary>The names of a file's columns; empty where there is no such file.</summary>
    public static IReadOnlyList<string> Columns(string file) => file == Frames ? FrameColumns : LexiconSchema.Columns(file) ?? [];

    /// <summary>Number of the column that lists an entry's further forms, or -1 where the file has none.</summary>
    public static int AliasColumn(string file)
    {
        var columns = Columns(file);
        for (var i = 1; i < columns.Count; i++)
            if (columns[i] is "aliases" or "forms") return i;
        return -1;
    }

    /// <summary>The files that can be changed, in order.</summary>
    public static ImmutableArray<string> Files(Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        return [.. lexicon.Tables.Files.Select(f => f.Name).Append(Frames).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a text gains and loses by a change: hits that only one of the two lexicons finds.</summary>
    public static (ImmutableArray<LexiconHit> Gained, ImmutableArray<LexiconHit> Lost) Compare(Lexicon before, Lexicon after, string text)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = before.Matcher.Find(text);
        var now = after.Matcher.Find(text);
        return ([.. now.Except(old)], [.. old.Except(now)]);
    }

    /// <summary>Whether a text may be read otherwise: it holds a form that only one of the two lexicons finds, or an entry whose row differs.</summary>
    public static Func<string, bool> Touches(LexiconOverlay before, LexiconOverlay after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        // A verb stands in a text in any of its forms: every text may be touched.
        if (before.FrameRows != after.FrameRows) return static _ => true;
        if (before.Lexicon == after.Lexicon) return static _ => false;
        var keys = before.Lexicon.Tables.Files.Zip(after.Lexicon.Tables.Files)
            .SelectMany(p => Different(p.First, p.Second)).ToHashSet(StringComparer.Ordinal);
        return text =>
        {
            var old = before.Lexicon.Matcher.Find(text);
            var now = after.Lexicon.Matcher.Find(text);
            return !old.SequenceEqual(now) || old.Any(h => keys.Contains(h.Id) || h.Leader is { } leader && keys.Contains(leader));
        };
    }

    private static IEnumerable<string> Different(TsvTable a, TsvTable b)
    {
        var left = a.Rows.Select(r => string.Join('\t', r.Fields)).ToHashSet(StringComparer.Ordinal);
        var right = b.Rows.Select(r => string.Join('\t', r.Fields)).ToHashSet(StringComparer.Ordinal);
        left.SymmetricExceptWith(right);
        return left.Select(r => r.Split('\t')[0]);
    }

    private static string? Problem(TsvTable table, LexiconChange change)
    {
        var there = table.Rows.Any(r => r[0] == change.Key);
        if (change.Fields.IsDefault ? change.Alias is null : change.Fields.Any(Breaks)) return $"'{change.Key}' holds a tab or a line break";
        if (change.Alias is { } alias)
        {
            if (AliasColumn(table.Name) is not (var column and >= 0)) return "its rows list no further forms";
            if (!there) return $"no row '{change.Key}' to add a form to";
            if (alias.Length == 0 || alias != alias.Trim() || alias.Contains('|', StringComparison.Ordinal) || Breaks(alias)) return $"'{alias}' is no form";
            return alias == change.Key || table.Rows.First(r => r[0] == change.Key).List(column).Contains(alias) ? $"'{change.Key}' has the form '{alias}' already" : null;
        }
        if (change.IsRemoval) return there ? null : $"no row '{change.Key}' to remove";
        return change.Fields[0] == change.Key ? null : $"the row starts with '{change.Fields[0]}', not with '{change.Key}'";

        static bool Breaks(string field) => field.AsSpan().IndexOfAny('\t', '\n', '\r') >= 0;
    }

    private static TsvTable With(TsvTable table, LexiconChange change)
    {
        var fields = change.Alias is { } alias ? WithForm(table.Rows.First(r => r[0] == change.Key), AliasColumn(table.Name), alias) : change.Fields;
        var rows = table.Rows.Where(r => r[0] != change.Key).ToList();
        if (!change.IsRemoval) rows.Add(new TsvRow(0, fields));
        rows.Sort(static (a, b) => string.CompareOrdinal(a[0], b[0]));
        return table with { Rows = [.. rows] };
    }

    private static ImmutableArray<string> WithForm(TsvRow row, int column, string alias)
    {
        var fields = row.Fields.ToList();
        while (fields.Count <= column) fields.Add("");
        fields[column] = fields[column].Length == 0 ? alias : fields[column] + "|" + alias;
        return [.. fields];
    }

    private static TsvTable ShippedFrames() => TsvTable.Parse(Frames, Lexicon.EmbeddedFiles().First(f => f.Name == Frames).Text);

    private static string Text(TsvTable table)
    {
        var text = new StringBuilder();
        foreach (var line in table.Header) text.Append(line).Append('\n');
        foreach (var row in table.Rows) text.AppendJoin('\t', row.Fields).Append('\n');
        return text.ToString();
    }
}
