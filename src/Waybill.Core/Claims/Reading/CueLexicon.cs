using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Claims.Reading;

/// <summary>A row of a cue file.</summary>
public sealed record CueEntry(string Cue, string Class, string Example);

/// <summary>A file of cues: one cue a line with its class and an example sentence. See <c>data/</c>.</summary>
public sealed class CueLexicon
{
    private static readonly Lazy<CueLexicon> LazyAttribution = new(() => Parse(DataFiles.Read("attribution-cues.tsv")));
    private static readonly Lazy<CueLexicon> LazyPolarity = new(() => Parse(DataFiles.Read("polarity.tsv")));
    private readonly FrozenDictionary<string, string> _classes;
    private readonly FrozenDictionary<string, ImmutableArray<CueEntry>> _phrases;

    private CueLexicon(ImmutableArray<CueEntry> entries, ImmutableArray<string> problems)
    {
        Entries = entries;
        Problems = problems;
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in entries) classes.TryAdd(entry.Cue, entry.Class);
        _classes = classes.ToFrozenDictionary(StringComparer.Ordinal);
        _phrases = entries.Where(e => e.Cue.Contains(' ', StringComparison.Ordinal))
            .GroupBy(e => e.Cue[..e.Cue.IndexOf(' ', StringComparison.Ordinal)], StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(e => e.Cue.Length).ThenBy(e => e.Cue, StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
    }

    public ImmutableArray<CueEntry> Entries { get; }

    /// <summary>What is wrong with the file, one line a problem; empty where nothing is.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>Verbs that attribute.</summary>
    public static CueLexicon Attribution => LazyAttribution.Value;

    /// <summary>Words that turn, deny, doubt or loosen a statement.</summary>
    public static CueLexicon Polarity => LazyPolarity.Value;

    /// <summary>The cues of several words that begin with a word, longest first.</summary>
    public ImmutableArray<CueEntry> PhrasesFrom(string firstWord) => _phrases.TryGetValue(firstWord, out var found) ? found : [];

    /// <summary>The class of a cue, or null.</summary>
    public string? ClassOf(string cue) => _classes.GetValueOrDefault(cue);

    /// <summary>Reads a file of cues: cue, class, example, tab-separated; <c>#</c> lines are the header.</summary>
    public static CueLexicon Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var entries = ImmutableArray.CreateBuilder<CueEntry>();
        var problems = ImmutableArray.CreateBuilder<string>();
        string? last = null;
        var line = 0;
        foreach (var raw in text.Split('\n'))
        {
            line++;
            var row = raw.TrimEnd('\r');
            if (row.Length == 0 || row[0] == '#') continue;
            var fields = row.Split('\t');
            if (fields.Length != 3 || fields.Any(f => f.Length == 0)) problems.Add($"line {line}: needs cue, class and example");
            if (fields.Length < 2) continue;
            if (last is not null && string.CompareOrdinal(last, fields[0]) >= 0) problems.Add($"line {line}: not sorted or twice: {fields[0]}");
            if (!row.IsNormalized()) problems.Add($"line {line}: not NFC");
            last = fields[0];
            entries.Add(new CueEntry(fields[0], fields[1], fields.Length > 2 ? fields[2] : ""));
        }
        return new CueLexicon(entries.ToImmutable(), problems.ToImmutable());
    }
}
