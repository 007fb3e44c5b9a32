using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Waybill.Texts;

namespace Waybill.Articles;

/// <summary>How a furniture phrase is matched; see <c>data/articles/furniture.tsv</c>.</summary>
public enum FurnitureMatch
{
    Start,
    Whole,
    Has,
    Section,
    Tail,
    Appeal,
}

/// <summary>A phrase by which pages mark what is no article text.</summary>
public readonly record struct FurniturePhrase(string Phrase, LeftOutReason Reason, FurnitureMatch How);

/// <summary>The words of <c>data/articles/</c>: agencies, months, time zones, stop words, furniture.</summary>
public sealed class ArticleLexicon
{
    private static readonly Lazy<ArticleLexicon> Embedded = new(() => new ArticleLexicon(DataFiles.Read));

    private readonly FrozenDictionary<string, int> _months;
    private readonly FrozenDictionary<string, int> _zones;
    private readonly Lazy<FrozenSet<string>> _places;
    private readonly Lazy<FrozenSet<string>> _states;
    private readonly FrozenDictionary<string, FurniturePhrase> _whole;
    private readonly FrozenDictionary<string, ImmutableArray<FurniturePhrase>> _startByWord;

    /// <param name="open">Gives the text of a file of the lexicon by its name.</param>
    public ArticleLexicon(Func<string, string> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        Agencies = [.. AgencyForms(Rows(open("agencies.tsv"))).Concat(Rows(open("articles/agencies.tsv")).Select(r => (Form: r[1], Id: r[0])))
            .GroupBy(a => a.Form, StringComparer.Ordinal).Select(g => g.First()).OrderBy(a => a.Form, StringComparer.Ordinal)];
        _months = Rows(open("articles/months.tsv")).ToFrozenDictionary(r => r[0], r => int.Parse(r[1], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);
        _zones = Rows(open("articles/zones.tsv")).ToFrozenDictionary(r => r[0], r => int.Parse(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        StopWords = Rows(open("articles/stopwords.tsv")).GroupBy(r => r[0], StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (Language: g.Key, Words: g.Select(r => r[1]).ToFrozenSet(StringComparer.Ordinal)))
            .ToImmutableArray();
        Furniture = [.. Rows(open("articles/furniture.tsv")).Select(r => new FurniturePhrase(r[2], Enum.Parse<LeftOutReason>(r[0]), Enum.Parse<FurnitureMatch>(r[1], ignoreCase: true)))];
        _whole = Furniture.Where(f => f.How is FurnitureMatch.Whole).GroupBy(f => f.Phrase, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _startByWord = Furniture.Where(f => f.How is FurnitureMatch.Start or FurnitureMatch.Section or FurnitureMatch.Tail)
            .GroupBy(f => FirstWord(f.Phrase), StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(f => f.Phrase.Length).ThenBy(f => f.Phrase, StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
        Has = [.. Furniture.Where(f => f.How == FurnitureMatch.Has)];
        Appeals = [.. Furniture.Where(f => f.How == FurnitureMatch.Appeal)];
        _places = new(() => Rows(open("cities.tsv")).Select(r => r[0]).Concat(Rows(open("states.tsv")).Where(r => r.Length > 6).SelectMany(r => r[6].Split('|'))).Where(n => n.Length > 0).ToFrozenSet(StringComparer.Ordinal));
        _states = new(() => Rows(open("states.tsv")).Where(r => r.Length > 3).SelectMany(r => r[3].Split('|').Append(r[2])).Where(n => n.Length > 0).ToFrozenSet(StringComparer.Ordinal));
    }

    /// <summary>Whether a name is a city's in the gazetteer, a capital, or a state's.</summary>
    public bool IsPlace(ReadOnlySpan<char> name) =>
        _places.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) || _states.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    /// <summary>Whether a name is a city's in the gazetteer, or a capital.</summary>
    public bool IsCity(string name) => _places.Value.Contains(name);

    /// <summary>The lexicon that ships with Waybill.</summary>
    public static ArticleLexicon Default => Embedded.Value;

    /// <summary>Forms in which pages credit agencies, with the agency's id.</summary>
    public ImmutableArray<(string Form, string Id)> Agencies { get; }

    public ImmutableArray<(string Language, FrozenSet<string> Words)> StopWords { get; }

    public ImmutableArray<FurniturePhrase> Furniture { get; }

    private ImmutableArray<FurniturePhrase> Has { get; }

    private ImmutableArray<FurniturePhrase> Appeals { get; }

    /// <summary>1–12, or 0 if the word names no month.</summary>
    public int Month(ReadOnlySpan<char> word) => _months.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var month) ? month : 0;

    /// <summary>Minutes from UTC, or null.</summary>
    public int? Zone(ReadOnlySpan<char> word) => _zones.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var minutes) ? minutes : null;

    /// <summary>The furniture phrase that marks a line, or null. Lines of more than 30 words are matched at their start only.</summary>
    public FurniturePhrase? FurnitureOf(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var folded = Fold(line.Length > 400 ? line[..400] : line);
        var bare = folded.Trim(' ', ':', '-', '–', '—', '|', '.', '»', '>', '<', '«', '›', '‹', '*', '+', '…', '!', '?', '(', ')', '[', ']', '→', '←', '•', '#', '/');
        if (bare.Length == 0) return null;
        if (_whole.TryGetValue(bare, out var whole)) return whole;
        if (_startByWord.TryGetValue(FirstWord(bare), out var starts) && Starts(starts, bare) is { } start) return start;
        if (_startByWord.TryGetValue(FirstWord(folded), out starts) && Starts(starts, folded) is { } other) return other;
        if (line.Length > 260) return null;
        foreach (var phrase in Has)
            if (folded.Contains(phrase.Phrase, StringComparison.Ordinal)) return phrase;
        return null;

        static FurniturePhrase? Starts(ImmutableArray<FurniturePhrase> phrases, string text)
        {
            foreach (var phrase in phrases)
            {
                if (!text.StartsWith(phrase.Phrase, StringComparison.Ordinal)) continue;
                var rest = text.AsSpan(phrase.Phrase.Length);
                if (rest.Length > 0 && char.IsLetterOrDigit(rest[0]) && char.IsLetterOrDigit(phrase.Phrase[^1])) continue;
                if (phrase.How == FurnitureMatch.Start) return phrase;
                // A section's or tail's heading is the whole line, or a long phrase at its start.
                if (rest.Trim(" :-–—|.»>0123456789()").Length == 0 || phrase.Phrase.Length >= 18) return phrase;
            }
            return null;
        }
    }

    /// <summary>Whether a block asks readers for money.</summary>
    public bool IsAppeal(string block)
    {
        var folded = Fold(block);
        return Appeals.Any(a => folded.Contains(a.Phrase, StringComparison.Ordinal));
    }

    /// <summary>Lower case, straight quotes, single spaces.</summary>
    public static string Fold(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var folded = new StringBuilder(line.Length);
        var space = false;
        foreach (var c in line)
        {
            if (char.IsWhiteSpace(c))
            {
                space = folded.Length > 0;
                continue;
            }
            if (space) folded.Append(' ');
            space = false;
            folded.Append(c is '’' or '‘' ? '\'' : c is '“' or '”' ? '"' : char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }

    /// <summary>What is wrong with the lexicon, one line each; empty when all is well.</summary>
    public ImmutableArray<string> Validate()
    {
        var wrong = ImmutableArray.CreateBuilder<string>();
        foreach (var (form, id) in Agencies)
        {
            if (form.Trim() != form || form.Length == 0) wrong.Add($"agency form '{form}' has edge spaces");
            if (id.Length == 0) wrong.Add($"agency form '{form}' has no id");
        }
        foreach (var phrase in Furniture)
            if (Fold(phrase.Phrase) != phrase.Phrase) wrong.Add($"furniture phrase '{phrase.Phrase}' is not folded");
        if (StopWords.Length < 5) wrong.Add("too few languages");
        return wrong.ToImmutable();
    }

    private static string FirstWord(string text)
    {
        var end = 0;
        while (end < text.Length && text[end] is not (' ' or ':' or '-' or '–')) end++;
        return end == 0 && text.Length > 0 ? text[..1] : text[..end];
    }

    private static IEnumerable<(string Form, string Id)> AgencyForms(IEnumerable<string[]> rows)
    {
        foreach (var row in rows)
        {
            yield return (row[1], row[0]);
            if (row.Length < 4) continue;
            foreach (var form in row[3].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) yield return (form, row[0]);
        }
    }

    private static IEnumerable<string[]> Rows(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var row = line.TrimEnd('\r');
            if (row.Length == 0 || row[0] == '#') continue;
            yield return row.Split('\t');
        }
    }
}
