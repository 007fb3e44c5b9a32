using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Lexicons;

/// <summary>Closed classes of words (<c>data/word-classes.tsv</c>): lemmas by what they do in a statement about arms.</summary>
public sealed class WordClasses
{
    private static readonly Lazy<WordClasses> Shared = new(static () => Read(DataFiles.Read("word-classes.tsv")));
    private readonly FrozenDictionary<string, FrozenSet<string>> _classes;

    private WordClasses(FrozenDictionary<string, FrozenSet<string>> classes, ImmutableArray<string> problems)
    {
        _classes = classes;
        Problems = problems;
    }

    /// <summary>What is wrong with the file, one line a problem; empty where nothing is.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>The classes that ship inside the program.</summary>
    public static WordClasses Embedded => Shared.Value;

    /// <summary>The names of all classes, sorted.</summary>
    public IEnumerable<string> Names => _classes.Keys.Order(StringComparer.Ordinal);

    /// <summary>The words of a class of the program's own file. A class that the file lacks is a mistake of the program.</summary>
    public static FrozenSet<string> Of(string name) =>
        Embedded._classes.TryGetValue(name, out var words) ? words : throw new InvalidOperationException($"data/word-classes.tsv has no class {name}.");

    /// <summary>Reads the file: class and word, sorted by both; <c>#</c> lines are the header.</summary>
    public static WordClasses Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var table = TsvTable.Parse("word-classes.tsv", text);
        var problems = ImmutableArray.CreateBuilder<string>();
        var words = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var (lastClass, lastWord) = ("", "");
        foreach (var row in table.Rows)
        {
            if (row.Fields.Length != 2 || row[0].Length == 0 || row[1].Length == 0) { problems.Add($"line {row.Line}: expected class and word"); continue; }
            var order = string.CompareOrdinal(row[0], lastClass);
            if (order < 0 || order == 0 && string.CompareOrdinal(row[1], lastWord) <= 0) problems.Add($"line {row.Line}: {row[0]} {row[1]} is out of order or stands twice");
            (lastClass, lastWord) = (row[0], row[1]);
            if (!words.TryGetValue(row[0], out var set)) words[row[0]] = set = new HashSet<string>(StringComparer.Ordinal);
            set.Add(row[1]);
        }
        return new WordClasses(words.ToFrozenDictionary(w => w.Key, w => w.Value.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal), problems.ToImmutable());
    }
}
