using System.Collections.Frozen;
using Waybill.Texts;

namespace Waybill.Lexicons;

/// <summary>Persons whom the text itself introduces as speaking for a party: "Egyptian Defence Ministry spokesman Stefan
/// Brandt", "Stefan Brandt, a spokesman for the Egyptian Defence Ministry". From then on the name, and the bare surname,
/// stand for the party as a leader of the lexicon's would.</summary>
internal sealed class Introductions(string text, List<MatchToken> tokens, IReadOnlyList<LexiconHit> hits)
{
    private const int LongestName = 4;
    private readonly Dictionary<string, (string Id, string Name)> people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Id, string Name)> surnames = new(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Roles = Set(
        "spokesman", "spokeswoman", "spokesperson", "minister", "president", "premier", "chancellor", "ambassador", "envoy", "secretary",
        "chief", "adviser", "advisor", "commander", "director", "head", "official", "general", "admiral", "colonel", "diplomat", "king",
        "emir", "gen", "adm", "col", "counsellor", "counselor", "marshal");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Former = Set("former", "ex", "late", "then", "ousted", "onetime", "exiled");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NoNames = Set(
        "the", "a", "an", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december", "mr", "mrs", "ms", "dr", "and", "for", "of",
        "in", "on", "he", "she", "they", "it", "we", "i", "who", "said", "told", "but", "jr", "sr",
        "later", "earlier", "meanwhile", "however", "while", "when", "as", "if", "after", "before", "still", "yet", "so", "then", "also",
        "asked", "according", "what", "that", "this", "his", "her", "their", "by", "to", "from", "with", "at", "not", "no");

    // Who heads one of these speaks for it and not for the state that it is of.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Private = Set(
        "company", "firm", "group", "bank", "university", "museum", "club", "manufacturer", "maker", "giant", "institute", "opposition",
        "party", "union", "church", "newspaper", "broadcaster", "startup", "airline", "shipyard", "foundation", "rebel", "rebels");

    // Where the family name comes first.
    private static readonly FrozenSet<string> FamilyNameFirst = FrozenSet.Create(StringComparer.Ordinal, "KOR", "PRK", "CHN", "TWN", "VNM", "HKG", "KHM");

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] words) =>
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, words).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The hits, and those that the introductions add, in order of place.</summary>
    public IReadOnlyList<LexiconHit> Add()
    {
        var token = 0;
        var previous = -1;
        foreach (var hit in hits)
        {
            if (hit.Kind != EntryKind.Party || hit.Id.StartsWith("c:", StringComparison.Ordinal) || hit.Via == "leader" || hit.Span.Start == previous) continue;
            previous = hit.Span.Start;
            while (token < tokens.Count && tokens[token].End <= hit.Span.Start) token++;
            var last = token;
            while (last + 1 < tokens.Count && tokens[last + 1].End <= hit.Span.End) last++;
            if (token > 0 && Former.Contains(Word(token - 1))) continue;
            After(hit, last + 1);
            Before(hit, token);
        }
        return people.Count == 0 ? hits : Spread();
    }

    // "<party> … role Name", "<party>'s role, Name"
    private void After(LexiconHit hit, int first)
    {
        var role = -1;
        for (var i = first; i < Math.Min(first + 7, tokens.Count); i++)
        {
            if (tokens[i].Before == Gap.Break && Comma(i) && role == i - 1 && role >= 0)
            {
                Introduce(hit, i);
                return;
            }
            if (tokens[i].Before == Gap.Break || Private.Contains(Word(i)) || StartsParty(i) || TellsOfAnother(i)) return;
            if (role == i - 1 && role >= 0 && char.IsUpper(text[tokens[i].Start]) && !Roles.Contains(Word(i)) && Introduce(hit, i)) return;
            if (Roles.Contains(Word(i))) role = i;
        }
    }

    // "the sale to Iran showed Colonel Stefan Brandt had tried": a verb stands between, so the office is nobody's of the party.
    private bool TellsOfAnother(int i)
    {
        var word = text.AsSpan(tokens[i].Start, tokens[i].Length);
        if (word is "said" or "says" or "told" or "has" or "had" or "have" or "was" or "were" or "is" or "are" or "will" or "would" or "that" or "which" or "who" or "by") return true;
        return word.EndsWith("ed", StringComparison.Ordinal) && char.IsLower(word[0]) && word is not ("retired" or "exiled" or "elected" or "appointed" or "armed" or "combined" or "unified" or "disgraced" or "newly-appointed" or "ousted" or "deposed" or "jailed" or "detained" or "sanctioned");
    }

    // "role for|of the <party>[,] Name"; "Name, the|a role for|of the <party>"; "Name, <party> role"
    private void Before(LexiconHit hit, int first)
    {
        var at = first - 1;
        var after = first;
        while (after < tokens.Count && tokens[after].Start < hit.Span.End) after++;
        if (at >= 0 && Is(at, "the")) at--;
        if (at >= 1 && (Is(at, "for") || Is(at, "of") || Is(at, "to")) && Roles.Contains(Word(at - 1)))
        {
            if (after < tokens.Count && (tokens[after].Before == Gap.Space || Comma(after)) && !Is(at, "to") && Introduce(hit, after)) return;
            NameBefore(hit, at - 1);
            return;
        }
        // "Stefan Brandt, Egypt's defence minister"
        for (var i = after; i < Math.Min(after + 4, tokens.Count) && tokens[i].Before != Gap.Break; i++)
        {
            if (!Roles.Contains(Word(i))) continue;
            NameBefore(hit, at + 1);
            return;
        }
    }

    // The name that ends before a comma, which stands up to three words before the token.
    private void NameBefore(LexiconHit hit, int token)
    {
        for (var i = token; i > Math.Max(0, token - 4); i--)
        {
            if (tokens[i].Before != Gap.Break) continue;
            if (!Comma(i)) return;
            var start = i - 1;
            while (start > 0 && i - start < LongestName + 2 && tokens[start].Before is Gap.Space or Gap.Hyphen && char.IsUpper(text[tokens[start - 1].Start]) && !NoNames.Contains(Word(start - 1))) start--;
            if (char.IsUpper(text[tokens[start].Start])) Introduce(hit, start, i);
            return;
        }
    }

    private bool Introduce(LexiconHit hit, int first, int stop = int.MaxValue)
    {
        var last = first;
        var words = 1;
        if (!NameWord(first)) return false;
        while (last + 1 < tokens.Count && last + 1 < stop && tokens[last + 1].Before is Gap.Space or Gap.Hyphen or Gap.Apostrophe && words <= LongestName)
        {
            var next = last + 1;
            if (tokens[next].Before == Gap.Apostrophe && tokens[next].Length == 1) break;
            if (tokens[next].Before == Gap.Space && !NameWord(next)) break;
            if (tokens[next].Before == Gap.Space) words++;
            last = next;
        }
        if (words < 2 || words > LongestName || Roles.Contains(Word(last))) return false;
        var span = TextSpan.FromBounds(tokens[first].Start, tokens[last].End);
        if (Covered(span)) return false;
        var name = span.Of(text).ToString();
        people.TryAdd(name, (hit.Id, name));
        var parts = name.Split(' ');
        var surname = FamilyNameFirst.Contains(hit.Id) ? parts[0] : parts[^1];
        // Two persons of one surname: it says no longer who is meant.
        if (surname.Length > 1 && !surnames.TryAdd(surname, (hit.Id, name)) && surnames[surname].Name != name) surnames[surname] = ("", "");
        return true;
    }

    private bool NameWord(int index) => char.IsUpper(text[tokens[index].Start]) && !NoNames.Contains(Word(index));

    private List<LexiconHit> Spread()
    {
        var result = new List<LexiconHit>(hits.Count + 8);
        var names = people.Keys.Concat(surnames.Where(s => s.Value.Name.Length > 0).Select(s => s.Key)).ToHashSet(StringComparer.Ordinal);
        var firsts = names.Select(n => FirstWord(n)).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var next = 0;
        var free = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            var start = tokens[i].Start;
            while (next < hits.Count && hits[next].Span.Start <= start)
            {
                free = Math.Max(free, hits[next].Span.End);
                result.Add(hits[next++]);
            }
            if (start < free || tokens[i].Before is Gap.None or Gap.Hyphen || !firsts.Contains(Word(i))) continue;
            if (Longest(i, names) is not { } name) continue;
            var end = start + name.Length;
            if (next < hits.Count && hits[next].Span.Start < end) continue;
            var (id, full) = people.TryGetValue(name, out var known) ? known : surnames[name];
            if (!people.ContainsKey(name) && OtherFirstName(i)) continue;
            result.Add(new LexiconHit(new TextSpan(start, name.Length), id, EntryKind.Party, full, "leader") { Leader = "text:" + full });
            free = end;
        }
        while (next < hits.Count) result.Add(hits[next++]);
        return result;
    }

    private string? Longest(int token, HashSet<string> names)
    {
        string? best = null;
        for (var last = token; last < Math.Min(token + (2 * LongestName), tokens.Count); last++)
        {
            if (last > token && tokens[last].Before == Gap.Break) break;
            if (last + 1 < tokens.Count && tokens[last + 1].Before is Gap.None or Gap.Hyphen) continue;
            var candidate = text[tokens[token].Start..tokens[last].End];
            if (names.Contains(candidate)) best = candidate;
        }
        return best;
    }

    // "Peter Brandt" is not the Brandt whom the text introduced.
    private bool OtherFirstName(int token) =>
        token > 0 && tokens[token].Before == Gap.Space && char.IsUpper(text[tokens[token - 1].Start]) && tokens[token - 1].Length > 1
        && !Roles.Contains(Word(token - 1)) && !NoNames.Contains(Word(token - 1)) && token > 1 && tokens[token - 1].Before != Gap.Break;

    private static string FirstWord(string name)
    {
        var end = 0;
        while (end < name.Length && char.IsLetter(name[end])) end++;
        return name[..end];
    }

    private bool StartsParty(int index)
    {
        var at = FirstEndingAfter(tokens[index].Start);
        return at < hits.Count && hits[at].Kind == EntryKind.Party && hits[at].Span.Start == tokens[index].Start;
    }

    private bool Covered(TextSpan span)
    {
        var at = FirstEndingAfter(span.Start);
        return at < hits.Count && hits[at].Span.Overlaps(span);
    }

    private int FirstEndingAfter(int position)
    {
        var low = 0;
        var high = hits.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (hits[middle].Span.End <= position) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private bool Comma(int index) => text.AsSpan(tokens[index - 1].End, tokens[index].Start - tokens[index - 1].End) is ", ";

    private bool Is(int index, string word) => Word(index).Equals(word, StringComparison.OrdinalIgnoreCase);

    private ReadOnlySpan<char> Word(int index) => text.AsSpan(tokens[index].Start, tokens[index].Length);
}
