using System.Collections.Immutable;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Language;

/// <summary>Names from three sources, in this order where they overlap: the lexicon's longest forms, what the recogniser
/// took for a name, runs of proper nouns. Dates, money and numbers are told by form.</summary>
public sealed class NameFinder(Lexicon? lexicon)
{
    private readonly record struct Candidate(int First, int End, NameKind Kind, string? Id, int Rank);

    /// <param name="classes">Classes of the recogniser: 0 outside; begin and inside of person, place, organisation, other.</param>
    public ImmutableArray<NameSpan> Find(string text, TokenTable tokens, ReadOnlySpan<Sentence> sentences, ReadOnlySpan<byte> classes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        var candidates = new List<Candidate>();
        if (lexicon is not null)
            FromLexicon(lexicon, text, tokens, candidates);
        foreach (var sentence in sentences)
        {
            FromClasses(text, tokens, sentence, classes, candidates);
            FromTags(text, tokens, sentence, candidates);
            NumberNames.Find(text, tokens, sentence, (first, end, kind) => candidates.Add(new(first, end, kind, null, 1)));
        }
        return Resolve(tokens, candidates);
    }

    private static void FromLexicon(Lexicon lexicon, string text, TokenTable tokens, List<Candidate> candidates)
    {
        int at = 0;
        foreach (var hit in lexicon.Matcher.Find(text))
        {
            if (hit.Kind == EntryKind.ItemNoun)
                continue;
            while (at < tokens.Count && tokens.Start[at] + tokens.Length[at] <= hit.Span.Start)
                at++;
            int end = at;
            while (end < tokens.Count && tokens.Start[end] < hit.Span.End)
                end++;
            if (end == at)
                continue;
            var kind = KindOf(lexicon, hit, out string? id);
            int first = at;
            if (kind == NameKind.Person)
            {
                // "President Bush": the title is no part of the name.
                while (first < end - 1 && IsTitle(text.AsSpan(tokens.Start[first], tokens.Length[first])))
                    first++;
            }
            else if (hit.Via == "ministry" && char.IsLower(text[tokens.Start[end - 1]]) && lexicon.Party(hit.Id) is { Kind: Claims.PartyKind.State } party)
            {
                // "US troops" are no organisation: the name in it is the state's.
                int last = end - 1;
                while (last > first && char.IsLower(text[tokens.Start[last - 1]]))
                    last--;
                if (last == first)
                    continue;
                string words = text[tokens.Start[first]..(tokens.Start[last - 1] + tokens.Length[last - 1])];
                if (party.Name != words && !party.Aliases.Contains(words) && !party.Adjectives.Contains(words))
                    continue;
                end = last;
                kind = NameKind.State;
            }
            else if (hit.Via == "demonym" && tokens.Upos[end - 1] is Upos.Noun or Upos.Propn && tokens.Xpos[end - 1] is "NNS" or "NNPS")
            {
                kind = NameKind.Other; // "Palestinians" are people, no state
            }
            candidates.Add(new(first, end, kind, id, 3));
        }
    }

    private static bool IsTitle(ReadOnlySpan<char> word)
    {
        foreach (string title in Titles)
        {
            if (word.Equals(title, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static readonly string[] Titles =
        ["president", "prime", "minister", "vice", "chancellor", "king", "queen", "prince", "crown", "senator", "secretary", "general", "gen.", "mr.", "mr", "ms.", "mrs.", "dr.",
         "sen.", "rep.", "gov.", "governor", "ambassador", "admiral", "adm.", "marshal", "chairman", "leader", "foreign", "defense", "defence", "sheikh", "pope"];

    private static NameKind KindOf(Lexicon lexicon, LexiconHit hit, out string? id)
    {
        id = hit.Id;
        switch (hit.Kind)
        {
            case EntryKind.Weapon:
                return NameKind.WeaponSystem;
            case EntryKind.Agency:
                return NameKind.Agency;
            case EntryKind.Outlet:
                return NameKind.Outlet;
            default:
                if (hit.Via == "leader")
                    return NameKind.Person;
                if (hit.Via == "ministry")
                    return NameKind.Organisation;
                if (hit.Via == "capital")
                    return lexicon.Party(hit.Id)?.Capitals.Contains(hit.Form) == true ? NameKind.Place : NameKind.Organisation;
                return lexicon.Party(hit.Id)?.Kind switch
                {
                    Claims.PartyKind.State => NameKind.State,
                    Claims.PartyKind.ArmedGroup => NameKind.ArmedGroup,
                    _ => NameKind.Organisation,
                };
        }
    }

    private static void FromClasses(string text, TokenTable tokens, Sentence sentence, ReadOnlySpan<byte> classes, List<Candidate> candidates)
    {
        for (int i = sentence.FirstToken; i < sentence.EndToken;)
        {
            int type = classes[i] == 0 ? -1 : (classes[i] - 1) / 2;
            int end = i + 1;
            if (type < 0)
            {
                i = end;
                continue;
            }
            while (end < sentence.EndToken && classes[end] > 0 && (classes[end] - 1) % 2 == 1)
                end++;
            int first = i, found = end;
            if (type == 0)
                (first, end) = PersonNames.Edges(text, tokens, sentence, classes, first, end);
            while (first < end && tokens.Upos[first] is Upos.Det or Upos.Punct)
                first++;
            int last = end;
            while (last > first && tokens.Upos[last - 1] is Upos.Punct or Upos.Part)
                last--;
            if (last > first)
            {
                NameKind? kind = type switch { 0 => PersonNames.Kind(text, tokens, sentence, first, ref last), 1 => NameKind.Place, 2 => NameKind.Organisation, _ => NameKind.Other };
                if (kind is { } known)
                    candidates.Add(new(first, last, known, null, 2));
            }
            i = Math.Max(found, end);
        }
    }

    private static void FromTags(string text, TokenTable tokens, Sentence sentence, List<Candidate> candidates)
    {
        for (int i = sentence.FirstToken; i < sentence.EndToken;)
        {
            int end = i;
            while (end < sentence.EndToken && tokens.Upos[end] == Upos.Propn)
                end++;
            // "al-Zaman", "Hwasong-11Ga", "Jong-un": a hyphen without spaces binds.
            while (end > i && end + 1 < sentence.EndToken && tokens.Length[end] == 1 && text[tokens.Start[end]] == '-'
                && tokens.Start[end + 1] == tokens.Start[end] + 1 && tokens.Upos[end + 1] is Upos.Propn or Upos.Num)
            {
                end += 2;
                while (end < sentence.EndToken && tokens.Upos[end] == Upos.Propn)
                    end++;
            }
            if (end > i)
                candidates.Add(new(i, end, NameKind.Other, null, 0));
            i = Math.Max(end, i + 1);
        }
    }

    /// <summary>No two names overlap: a recogniser's name that holds a lexicon's whole wins (<c>Iran Air Force Museum</c>),
    /// and keeps the id only where the words are the lexicon's own; otherwise the higher rank, then the longer one.</summary>
    private static ImmutableArray<NameSpan> Resolve(TokenTable tokens, List<Candidate> candidates)
    {
        var sorted = candidates
            .OrderBy(c => c.First).ThenByDescending(c => c.End).ThenByDescending(c => c.Rank).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
        var names = ImmutableArray.CreateBuilder<NameSpan>();
        for (int i = 0; i < sorted.Count;)
        {
            // A group of candidates that touch each other; names are short, so groups are too.
            int end = sorted[i].End, j = i + 1;
            while (j < sorted.Count && sorted[j].First < end)
                end = Math.Max(end, sorted[j++].End);
            Group(tokens, sorted, i, j, names);
            i = j;
        }
        return names.ToImmutable();
    }

    private static void Group(TokenTable tokens, List<Candidate> sorted, int from, int to, ImmutableArray<NameSpan>.Builder names)
    {
        var taken = new List<Candidate>();
        int limit = Math.Min(to, from + 64); // a hostile run of one name is cut into groups of 64
        foreach (var c in sorted.Skip(from).Take(limit - from)
            .OrderByDescending(c => Weight(c, sorted, from, limit)).ThenByDescending(c => c.End - c.First).ThenBy(c => c.First).ThenBy(c => c.Id, StringComparer.Ordinal))
        {
            if (taken.TrueForAll(t => c.End <= t.First || c.First >= t.End))
                taken.Add(c);
        }
        foreach (var c in taken.OrderBy(c => c.First))
        {
            int start = tokens.Start[c.First], stop = tokens.Start[c.End - 1] + tokens.Length[c.End - 1];
            names.Add(new(c.First, c.End - c.First, TextSpan.FromBounds(start, stop), c.Kind, c.Id));
        }
    }

    private static int Weight(Candidate c, List<Candidate> sorted, int from, int to)
    {
        if (c.Rank != 2 || c.Kind == NameKind.Place)
            return c.Rank;
        for (int i = from; i < to; i++)
        {
            var other = sorted[i];
            if (other.Rank == 3 && other.Kind is NameKind.State or NameKind.Place && c.First <= other.First && c.End >= other.End && c.End - c.First > other.End - other.First)
                return 4;
        }
        return c.Rank;
    }
}
