using Waybill.Texts;

namespace Waybill.Lexicons;

/// <summary>Finds every form of a lexicon in a text: leftmost, longest, on word boundaries, in linear time.
/// Hyphens, dashes and spaces inside a form are alike (<c>F-16</c>, <c>F16</c>, <c>F‑16</c>), accents are ignored,
/// and capitals count where the form has them. Entries that share a form give one hit each over the same span.</summary>
public sealed class LexiconMatcher
{
    private readonly Lexicon lexicon;
    private readonly FormTrie trie;
    private readonly FormTrie bodyNouns;

    internal LexiconMatcher(Lexicon lexicon, IEnumerable<FormEntry> forms, IEnumerable<FormEntry> bodyNounForms)
    {
        this.lexicon = lexicon;
        trie = new FormTrie(forms);
        bodyNouns = new FormTrie(bodyNounForms);
    }

    /// <summary>The hits in order of place; over the same span in order of entry kind, then id.</summary>
    /// <param name="on">The day for which leaders must be in office; null lets every term count.</param>
    public IReadOnlyList<LexiconHit> Find(string text, DateOnly? on = null)
    {
        var tokens = TextTokens.Split(text);
        var candidates = Scan(text, tokens);
        var context = new MatchContext(text, tokens, candidates);
        var hits = new List<LexiconHit>(candidates.Count);
        foreach (var candidate in candidates)
        {
            var first = hits.Count;
            foreach (var form in candidate.Forms)
            {
                // One hit an entry: "U.S." and "U.S" are two forms of one state.
                if (Has(hits, first, form) || !Stands(form, candidate, context, on)) continue;
                hits.Add(new LexiconHit(TextSpan.FromBounds(candidate.Start, candidate.End), form.Id, form.Kind, form.Form, form.Via)
                {
                    Leader = form.Leader,
                    IsAdjective = form.IsAdjective,
                });
            }
        }
        hits.Sort(static (left, right) =>
        {
            var order = left.Span.CompareTo(right.Span);
            if (order == 0) order = left.Kind.CompareTo(right.Kind);
            return order != 0 ? order : string.CompareOrdinal(left.Id, right.Id);
        });
        var extended = new BodyPatterns(bodyNouns, text, tokens).Extend(hits);
        return new Introductions(text, tokens, extended).Add();
    }

    private static bool Has(List<LexiconHit> hits, int from, FormEntry form)
    {
        for (var i = from; i < hits.Count; i++)
        {
            if (hits[i].Kind == form.Kind && hits[i].Id == form.Id) return true;
        }
        return false;
    }

    private List<Candidate> Scan(string text, List<MatchToken> tokens)
    {
        var ids = new int[tokens.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = trie.IdOf(text.AsSpan(tokens[i].Start, tokens[i].Length));
        var found = new List<Candidate>();
        var at = 0;
        while (at < tokens.Count)
        {
            var candidate = ids[at] < 0 || StartsInsideWord(text, tokens, at) ? null : Longest(text, tokens, ids, at);
            if (candidate is null)
            {
                at++;
                continue;
            }
            found.Add(candidate);
            at = candidate.LastToken + 1;
        }
        return found;
    }

    private Candidate? Longest(string text, List<MatchToken> tokens, int[] ids, int first)
    {
        Candidate? best = null;
        var node = 0;
        for (var i = first; i < tokens.Count; i++)
        {
            if (i > first && tokens[i].Before == Gap.Break) break;
            node = trie.Next(node, ids[i]);
            if (node < 0) break;
            if (trie.EndsAt(node) is not { } forms) continue;
            List<FormEntry>? kept = null;
            var end = i;
            foreach (var form in forms)
            {
                if (!CaseRules.Fits(form, text, tokens, first) || !EndsWord(form, text, tokens, i, out var last)) continue;
                (kept ??= []).Add(form);
                end = Math.Max(end, last);
            }
            if (kept is not null) best = new Candidate(tokens[first].Start, tokens[end].End, first, end, kept);
        }
        return best;
    }

    private static bool StartsInsideWord(string text, List<MatchToken> tokens, int at)
    {
        var token = tokens[at];
        if (at == 0 || token.Before == Gap.Space || token.Before == Gap.Break) return false;
        var previous = tokens[at - 1];
        if (token.Before == Gap.None) return text[previous.Start] is not ('.' or '/' or '&' or '+');
        return token.Before == Gap.Apostrophe && (token.Length == 1 || char.IsLower(text[token.Start]));
    }

    private static bool EndsWord(FormEntry form, string text, List<MatchToken> tokens, int last, out int end)
    {
        end = last;
        if (last + 1 >= tokens.Count) return true;
        var next = tokens[last + 1];
        var lastIsWord = char.IsLetterOrDigit(text[tokens[last].Start]);
        if (next.Before == Gap.None && lastIsWord && char.IsLetterOrDigit(text[next.Start]))
        {
            // F-16s: the plural belongs to the words, not to the designation.
            if (next.Length == 1 && text[next.Start] == 's' && !GluedOn(text, tokens, last + 2))
            {
                end = last + 1;
                return true;
            }
            if (!form.TakesSuffix || !char.IsUpper(text[next.Start])) return false;
            end = last + 1;
            while (end + 1 < tokens.Count && tokens[end + 1].Before == Gap.None && end - last < 4 &&
                   (char.IsLetterOrDigit(text[tokens[end + 1].Start]) || (text[tokens[end + 1].Start] == '/' && end + 2 < tokens.Count && tokens[end + 2].Before == Gap.None))) end++;
            return tokens[end].End - next.Start <= 6;
        }
        // "missile-armed" and "weapon-free" speak of something else than the item.
        return form.Kind != EntryKind.ItemNoun || next.Before != Gap.Hyphen || !char.IsLetter(text[next.Start]);
    }

    private static bool GluedOn(string text, List<MatchToken> tokens, int index) =>
        index < tokens.Count && tokens[index].Before == Gap.None && char.IsLetterOrDigit(text[tokens[index].Start]);

    private bool Stands(FormEntry form, Candidate candidate, MatchContext context, DateOnly? on)
    {
        if (form.IsStop) return false;
        if (form.Kind is EntryKind.Party or EntryKind.ItemNoun && context.HasDetachingPrefix(candidate.FirstToken, form.Kind)) return false;
        if (form.Leader is { } leader)
        {
            if (on is { } day && lexicon.Leader(leader) is { } term && (day < term.From || day > term.To)) return false;
            if (form.NeedsIntroduction && !context.Introduced(form)) return false;
        }
        return form.Ambiguous is not { } rule || context.Stands(form, rule, candidate);
    }
}

/// <summary>A place where one or more forms of equal length match, before context has been asked.</summary>
internal sealed record Candidate(int Start, int End, int FirstToken, int LastToken, IReadOnlyList<FormEntry> Forms);
