using System.Collections.Immutable;
using System.Text;

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
    public bool IsRemoval => Fields.IsDefaultOrEmpty;
}

/// <summary>What a set of changes does to a lexicon.</summary>
/// <param name="Lexicon">The lexicon with the changes.</param>
/// <param name="Problems">What <see cref="Lexicon.Validate"/> says of it that it did not say before; such changes should be refused.</param>
public sealed record LexiconOverlay(Lexicon Lexicon, ImmutableArray<string> Problems);

/// <summary>Changes over a lexicon: pure functions, so that gains and losses can be shown before anything is stored.</summary>
public static class LexiconChanges
{
    /// <summary>The lexicon with the changes applied in order.</summary>
    public static LexiconOverlay Apply(Lexicon lexicon, IReadOnlyList<LexiconChange> changes)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(changes);
        var problems = ImmutableArray.CreateBuilder<string>();
        var files = lexicon.Tables.Files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (!files.TryGetValue(change.File, out var table)) problems.Add($"{change.File}: no such file");
            else if (change.IsRemoval && !table.Rows.Any(r => r[0] == change.Key)) problems.Add($"{change.File}: no row '{change.Key}' to remove");
            else if (!change.IsRemoval && change.Fields[0] != change.Key) problems.Add($"{change.File}: the row starts with '{change.Fields[0]}', not with '{change.Key}'");
            else if (change.Fields.Any(f => f.AsSpan().IndexOfAny('\t', '\n', '\r') >= 0)) problems.Add($"{change.File}: '{change.Key}' holds a tab or a line break");
            else files[change.File] = With(table, change);
        }
        var changed = Lexicon.Load(files.Values.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => (f.Name, Text(f))));
        var before = lexicon.Validate().ToHashSet(StringComparer.Ordinal);
        problems.AddRange(changed.Validate().Where(p => !before.Contains(p)));
        return new LexiconOverlay(changed, problems.ToImmutable());
    }

    /// <summary>The rows of a file in order, each as its fields; empty where there is no such file.</summary>
    public static ImmutableArray<ImmutableArray<string>> Rows(Lexicon lexicon, string file)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        return [.. lexicon.Tables.Files.Where(f => f.Name == file).SelectMany(f => f.Rows).Select(r => r.Fields)];
    }

    /// <summary>The names of a file's columns; empty where there is no such file.</summary>
    public static IReadOnlyList<string> Columns(string file) => LexiconSchema.Columns(file) ?? [];

    /// <summary>The files that a lexicon has, in order.</summary>
    public static ImmutableArray<string> Files(Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        return [.. lexicon.Tables.Files.Select(f => f.Name)];
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

    private static TsvTable With(TsvTable table, LexiconChange change)
    {
        var rows = table.Rows.Where(r => r[0] != change.Key).ToList();
        if (!change.IsRemoval) rows.Add(new TsvRow(0, change.Fields));
        rows.Sort(static (a, b) => string.CompareOrdinal(a[0], b[0]));
        return table with { Rows = [.. rows] };
    }

    private static string Text(TsvTable table)
    {
        var text = new StringBuilder();
        foreach (var line in table.Header) text.Append(line).Append('\n');
        foreach (var row in table.Rows) text.AppendJoin('\t', row.Fields).Append('\n');
        return text.ToString();
    }
}
