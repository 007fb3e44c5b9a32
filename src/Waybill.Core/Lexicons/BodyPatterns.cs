using Waybill.Texts;

namespace Waybill.Lexicons;

/// <summary>Joins a party and a body noun beside it into one hit: "Russian Defense Ministry", "Iran's armed forces",
/// "Seoul's military", "the Biden administration".</summary>
internal sealed class BodyPatterns(FormTrie nouns, string text, List<MatchToken> tokens)
{
    public IReadOnlyList<LexiconHit> Extend(List<LexiconHit> hits)
    {
        var result = new List<LexiconHit>(hits.Count);
        var token = 0;
        for (var i = 0; i < hits.Count; i++)
        {
            var hit = hits[i];
            if (hit.Kind != EntryKind.Party || hit.Via is "ministry" || hit.Id.StartsWith("c:", StringComparison.Ordinal))
            {
                result.Add(hit);
                continue;
            }
            while (token < tokens.Count && tokens[token].End < hit.Span.End) token++;
            var next = i + 1;
            // "Iranian Revolutionary Guard": the body that stands alone elsewhere is here part of the longer name.
            while (next < hits.Count && hits[next] is { Kind: EntryKind.Party, Via: "ministry" } && hits[next].Span != hit.Span) next++;
            var limit = next < hits.Count && hits[next].Span != hit.Span ? hits[next].Span.Start : text.Length;
            var shared = i + 1 < hits.Count && hits[i + 1].Span == hit.Span;
            // "Iran's mission to the United Nations": the whole of the next name may lie within.
            var found = shared ? hit : After(hit, token, limit, next < hits.Count ? hits[next].Span : default) ?? hit;
            result.Add(found);
            while (i + 1 < hits.Count && hits[i + 1].Span.Start < found.Span.End && hits[i + 1].Span != hit.Span) i++;
        }
        return result;
    }

    private LexiconHit? After(LexiconHit hit, int last, int limit, TextSpan within)
    {
        var first = last + 1;
        if (first < tokens.Count && tokens[first].Before == Gap.Apostrophe && tokens[first].Length == 1 && text[tokens[first].Start] == 's') first++;
        else if (first < tokens.Count && tokens[first].Before == Gap.Apostrophe) return null;
        if (first >= tokens.Count || tokens[first].Before != Gap.Space) return null;
        var node = 0;
        var end = -1;
        for (var i = first; i < tokens.Count && (i == first || tokens[i].Before != Gap.Break); i++)
        {
            node = nouns.Next(node, nouns.IdOf(text.AsSpan(tokens[i].Start, tokens[i].Length)));
            if (node < 0) break;
            if (nouns.EndsAt(node) is not { } ends) continue;
            // A town's police is the town's, and an embassy in a capital is another state's.
            if (hit.Via == "capital" && ends[0].Id is not ("ministry" or "force" or "agency" or "government") || (hit.Via == "capital" && ends[0].Form == "police")) continue;
            var next = i + 1;
            if (next < tokens.Count && tokens[next].Before is Gap.None or Gap.Hyphen && char.IsLetterOrDigit(text[tokens[next].Start])) continue;
            end = tokens[i].End;
        }
        if (end < 0 || end > limit && end < within.End) return null;
        var span = TextSpan.FromBounds(hit.Span.Start, end);
        return hit with
        {
            Span = span,
            Form = span.Of(text).ToString(),
            Via = hit.Via == "leader" ? "leader" : "ministry",
            IsAdjective = false,
        };
    }
}
