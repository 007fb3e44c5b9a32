using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Waybill.Claims.Scope;

/// <summary>What a phrase makes of the deed it stands over.</summary>
public enum PhraseEffect { Negate, Deny, Doubt, NotConfirmed, NoPosition, Unknown, Possible, Probable }

/// <summary>One place of a phrase.</summary>
/// <param name="Words">Any of these, lower case; empty for a gap.</param>
/// <param name="Gap">How many tokens a gap may pass; 0 for words.</param>
/// <param name="Loose">Whether the gap may hold nouns (<c>...</c>) or only adverbs, adjectives, determiners and marks (<c>~</c>).</param>
public readonly record struct PhrasePart(ImmutableArray<string> Words, int Gap, bool Loose);

/// <summary>A phrase that decides the polarity of a deed by the order of words alone: parts before and after the deed.</summary>
/// <param name="NounOnly">Whether the deed must be a noun ("the delivery … did not take place").</param>
/// <param name="Touches">Whether the last part is the deed itself or stands right before it.</param>
public sealed record ScopePhrase(string Id, ImmutableArray<PhrasePart> Before, ImmutableArray<PhrasePart> After, bool NounOnly, bool Touches, PhraseEffect Effect, string Example);

/// <summary>The phrases of <c>data/scope-phrases.tsv</c>, in the order of the file.</summary>
public sealed class PhraseTable
{
    private readonly FrozenSet<string> _first;
    private readonly ImmutableArray<string> _problems;

    private PhraseTable(ImmutableArray<ScopePhrase> all, ImmutableArray<string> problems)
    {
        All = all;
        _problems = problems;
        _first = all.SelectMany(p => (p.Before.IsEmpty ? p.After : p.Before)[0].Words).ToFrozenSet(StringComparer.Ordinal);
    }

    public ImmutableArray<ScopePhrase> All { get; }

    /// <summary>What is wrong with the file, one line a problem.</summary>
    public ImmutableArray<string> Validate() => _problems;

    /// <summary>Whether some phrase begins with the word.</summary>
    public bool Opens(string word) => _first.Contains(word);

    /// <summary>Reads the file. A bad row is left out and named by <see cref="Validate"/>.</summary>
    public static PhraseTable Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var all = ImmutableArray.CreateBuilder<ScopePhrase>();
        var problems = ImmutableArray.CreateBuilder<string>();
        var (line, last) = (0, "");
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            line++;
            if (raw.IsEmpty || raw[0] == '#') continue;
            var f = raw.ToString().Split('\t');
            if (f.Length != 4) { problems.Add($"line {line}: {f.Length} fields, expected 4"); continue; }
            if (string.CompareOrdinal(last, f[0]) >= 0) problems.Add($"line {line}: {f[0]} is out of order");
            last = f[0];
            if (!Enum.TryParse<PhraseEffect>(f[2].Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var effect)) { problems.Add($"line {line}: effect {f[2]}"); continue; }
            if (f[3].Length == 0) problems.Add($"line {line}: no example");
            var words = f[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var at = Array.FindIndex(words, w => w[0] == '@');
            if (at < 0) { problems.Add($"line {line}: no place for the deed"); continue; }
            var (before, after) = (Parts(words[..at]), Parts(words[(at + 1)..]));
            if ((before.IsEmpty ? after : before) is not { IsEmpty: false } parts || parts[0].Gap > 0) { problems.Add($"line {line}: no word to begin with"); continue; }
            all.Add(new ScopePhrase(f[0], before, after, words[at] == "@noun", words[at] == "@@", effect, f[3]));
        }
        return new PhraseTable(all.ToImmutable(), problems.ToImmutable());
    }

    private static ImmutableArray<PhrasePart> Parts(string[] words) =>
        [.. words.Select(w => w switch { "~" => new PhrasePart([], 4, false), "..." => new PhrasePart([], 7, true), _ => new PhrasePart([.. w.Split('|')], 0, false) })];
}
