using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>Deals named by their two parties alone: "a Russia-Iran deal had not been completed".</summary>
internal sealed class DealPairs(TreeView tree, SentenceMentions[] mentions, FrameTable frames, ScopeReader scopes)
{
    private static readonly FrozenSet<string> Deals = WordClasses.Of("deal-noun");
    private static readonly FrozenSet<string> ClosingVerbs = WordClasses.Of("closing-verb");

    /// <summary>"a Russia-Iran deal", "the agreement between Russia and Iran": direction and arms from the statement of the
    /// same two parties in the same sentence or one of the three before; stage by the noun's own frame (a contract is an order, a deal is not yet).</summary>
    public void Add(int s, List<Proposition> result)
    {
        var sentence = tree.Analysis.Sentences[s];
        for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
        {
            if (tree.Upos(t) is not Upos.Noun || !Deals.Contains(tree.Lemma(t))) continue;
            var verb = ConcludedBy(t);
            if (verb < 0) continue;
            var pair = mentions[s].Parties.Where(p => p.Modifies == t && p.Form == PartyForm.Adjective || Between(p, t)).DistinctBy(p => p.Key).ToList();
            if (pair.Count < 2) pair = Hyphened(s, t) ?? pair;
            if (pair.Count == 0 && verb < t) pair = Pair(s, verb);
            if (pair.Count != 2) continue;
            var flow = result.LastOrDefault(p => p.Frame.Kind == ClaimKind.Flow && p.Sentence <= s && s - p.Sentence <= 3 && SamePair(p, pair));
            if (flow is null) continue;
            var frame = frames.Nouns(tree.Lemma(t) == "contract" ? "contract" : "deal").FirstOrDefault(f => f.Companion.Length == 0);
            if (frame is null) return;
            var scope = scopes.Read(t, frame, headline: false);
            if (scope.Dropped is not null) continue;
            scope.Proof.Add((tree.Analysis.SpanOf(verb), "stage"));
            result.Add(flow with
            {
                Frame = frame,
                Trigger = t,
                Sentence = s,
                Scope = scope,
                Quantity = null,
                QuantitySpan = default,
                Roles = flow.Roles.Where(r => r.Key is Role.Supplier or Role.Recipient)
                    .ToImmutableSortedDictionary(r => r.Key, r => r.Value with { Proof = r.Value.Proof.Insert(0, pair.First(x => x.Key == r.Value.Key).Span) }),
                Cost = 2,
                Trace = [$"“{tree.WordLower(t)}” of two parties; direction and arms from the statement at “{tree.WordLower(flow.Trigger)}”", .. scope.Trace],
            });
            return;
        }
    }

    /// <summary>The verb that concludes a deal: the tree's, or by the order of words behind ("no deal between X and Y had been
    /// completed") or before it ("had not completed a deal"); −1 if none.</summary>
    private int ConcludedBy(int deal)
    {
        if (tree.Head(deal) is >= 0 and var head && IsConcluding(head)) return head;
        for (var i = deal + 1; i < tree.Tokens.Count && i - deal <= 9 && tree.SentenceOf(i) == tree.SentenceOf(deal); i++)
        {
            if (tree.IsVerb(i)) { if (IsConcluding(i) && tree.IsPassive(i)) return i; break; }
        }
        for (var i = deal - 1; i >= 0 && deal - i <= 4 && tree.SentenceOf(i) == tree.SentenceOf(deal); i--)
        {
            if (tree.IsVerb(i)) return IsConcluding(i) ? i : -1;
        }
        return -1;
    }

    private bool IsConcluding(int verb) => tree.IsVerb(verb) && ClosingVerbs.Contains(tree.Lemma(verb));

    /// <summary>"Russia and Iran had not completed": the two right before the verb group.</summary>
    private List<PartyMention> Pair(int s, int verb)
    {
        var i = verb - 1;
        while (i > 0 && tree.Upos(i) is Upos.Aux or Upos.Adv or Upos.Part) i--;
        var second = mentions[s].Parties.FirstOrDefault(p => p.Last == i && p.Acts && p.Modifies < 0);
        var first = second is null ? null : mentions[s].Parties.FirstOrDefault(p => p.Acts && p.Modifies < 0 && second.First - p.Last is 2 or 3 && tree.WordIs(p.Last + 1, "and"));
        return first is null || second is null ? [] : [first, second];
    }

    /// <summary>"a Russia-Iran deal", whatever the tree makes of the two names.</summary>
    private List<PartyMention>? Hyphened(int s, int noun)
    {
        foreach (var second in mentions[s].Parties)
        {
            if (second.Last != noun - 1 || second.First < 2 || tree.Analysis.Word(second.First - 1) is not ("-" or "–" or "‑")) continue;
            foreach (var first in mentions[s].Parties)
            {
                if (first.Last == second.First - 2 && first.Key != second.Key) return [first, second];
            }
        }
        return null;
    }

    private bool Between(PartyMention p, int noun)
    {
        if (p.First <= noun || p.First - noun > 8) return false;
        for (var i = noun + 1; i < p.First; i++)
        {
            if (tree.WordIs(i, "between")) return true;
            if (tree.IsVerb(i)) return false;
        }
        return false;
    }

    private static bool SamePair(Proposition p, List<PartyMention> pair) =>
        p[Role.Supplier] is { } s && p[Role.Recipient] is { } r
        && (s.Key == pair[0].Key && r.Key == pair[1].Key || s.Key == pair[1].Key && r.Key == pair[0].Key);
}
