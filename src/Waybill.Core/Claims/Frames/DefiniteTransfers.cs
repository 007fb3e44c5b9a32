using System.Collections.Frozen;
using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Frames;

/// <summary>"The sale was approved in 2019", "Belgrade signed the contract two years later": a transfer named by its own word alone, whose
/// parties and arms stand in the sentences before. Only where these speak of one flow between two parties, and the sentence of no third.</summary>
internal sealed class DefiniteTransfers(TreeView tree, SentenceMentions[] mentions, FrameTable frames, ScopeReader scopes, ClauseStructure clauses)
{
    /// <summary>How many sentences back the flow may stand.</summary>
    private const int Reach = 3;

    private static readonly FrozenSet<string> Nouns = WordClasses.Of("definite-transfer");
    private static readonly FrozenSet<string> Concluding = WordClasses.Of("concluding-verb");
    private static readonly FrozenSet<string> Beginning = WordClasses.Of("beginning-verb");

    public void Add(List<Proposition> result)
    {
        for (var s = 1; s < mentions.Length; s++)
        {
            if (mentions[s].Items.Any(i => !i.IsPlaceholder && !i.IsPronoun && i.Modifies < 0 && !tree.WordIs(i.First - 1, "the"))) continue;
            var sentence = tree.Analysis.Sentences[s];
            for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
            {
                if (tree.Upos(t) is not Upos.Noun || !Nouns.Contains(tree.Lemma(t))) continue;
                var reach = IsDefinite(t, sentence.FirstToken) ? Reach : OpensBare(t, sentence.FirstToken) ? 1 : 0;
                if (reach == 0) continue;
                if (result.Exists(p => p.Sentence == s)) break;
                if (Of(t, s, result, reach) is { } found) { result.Add(found); break; }
            }
        }
    }

    private Proposition? Of(int noun, int s, List<Proposition> result, int reach)
    {
        // "the sale of its oil", "the delivery of aid": it says what is sold, and that is no arms.
        if (tree.WordIs(noun + 1, "of") || tree.Base(noun).SequenceEqual("compound") || tree.Upos(noun + 1 < tree.Tokens.Count ? noun + 1 : noun) is Upos.Noun && noun + 1 < tree.Tokens.Count) return null;
        if (frames.Nouns(tree.Lemma(noun)).FirstOrDefault(f => f.Companion.Length == 0) is not { } frame) return null;
        var plural = tree.Xpos(noun) == "NNS" && tree.Head(noun) is >= 0 and var over && tree.Lemma(over) is "deny" or "reject" or "dismiss";
        if (Flow(s, result, plural) is not { } flow || s - flow.Sentence > reach) return null;
        foreach (var p in mentions[s].Parties)
        {
            if (p.Party.Kind is PartyKind.Undisclosed or PartyKind.Group || !p.Acts) continue;
            if (p.Key != flow[Role.Supplier]!.Key && p.Key != flow[Role.Recipient]!.Key && p.Key != flow[Role.Supplier]!.Party.Of?.Split('|')[0]) return null;
        }
        var scope = scopes.Read(noun, frame, headline: false);
        if (scope.Dropped is not null || scope.Presupposed || scope.Unsourced) return null;
        // "announced the donation" is a promise; "announced the deal" may be of any.
        if ((scope.Stage is Stage.Pledged || scope.Announced) && tree.Lemma(noun) is not ("donation" or "delivery" or "transfer" or "handover")) return null;
        if (!scope.StageByCue && scope is { Negated: true, Stance: Stance.Denies } && tree.Lemma(noun) is "sale" or "purchase" or "delivery" or "transfer" or "shipment" or "supply")
        {
            scope.Stage = flow.Scope.Stage; // "denied the purchase": what was said before
        }
        else if (!scope.StageByCue && tree.Head(noun) is >= 0 and var due && tree.WordIs(due, "due") && tree.Base(noun).SequenceEqual("nsubj") && !scope.Negated)
        {
            scope.Stage = Stage.Planned;
            scope.Proof.Add((tree.Analysis.SpanOf(due), "stage"));
        }
        else if (!scope.StageByCue)
        {
            var verb = clauses.VerbOver(noun);
            if (verb < 0 || scope.Negated || scope.Factuality > Factuality.Certain) return null;
            var lemma = tree.Lemma(verb);
            if (!(frame.NeedsIt("signed") && Concluding.Contains(lemma) || frame.Stage is Stage.Delivered && Beginning.Contains(lemma))) return null;
            scope.Proof.Add((tree.Analysis.SpanOf(verb), "stage"));
            if (tree.Lemma(noun) is "contract" or "order" or "purchase") scope.Stage = Stage.Ordered;
            if (scope.Stage is Stage.Delivered && IsAhead(noun, verb)) scope.Stage = Stage.Planned;
        }
        return flow with
        {
            Frame = frame,
            Trigger = noun,
            Sentence = s,
            Scope = scope,
            ByVessel = false,
            Quantity = null,
            QuantitySpan = default,
            LeansOn = [flow.Items[0].Span],
            Roles = flow.Roles.RemoveRange(flow.Roles.Keys.Where(r => r is not (Role.Supplier or Role.Recipient or Role.Producer))),
            Cost = flow.Cost + 2,
            Trace = [$"“the {tree.WordLower(noun)}” is that of “{tree.WordLower(flow.Trigger)}” in sentence {flow.Sentence}", .. scope.Trace],
        };
    }

    /// <summary>The flow of the sentences before, where they speak of two parties only.</summary>
    private static Proposition? Flow(int s, List<Proposition> result, bool denied)
    {
        Proposition? best = null;
        foreach (var p in result)
        {
            if (p.Frame.Kind != ClaimKind.Flow || p.Sentence >= s || s - p.Sentence > Reach || p.Scope.Dropped is not null) continue;
            if (p[Role.Supplier] is not { } giver || p[Role.Recipient] is not { } taker) { if (s - p.Sentence <= 1) return null; continue; }
            if (p.Scope.Negated || p.Scope.Stance is Stance.Denies || taker.Party.Kind is PartyKind.Undisclosed) return null;
            // Two kinds of arms between the same two: which of them the deal is about is open.
            if (best is not null && best.Items[0].Item.Category != p.Items[0].Item.Category)
            {
                if (!denied || best[Role.Supplier]!.Key != giver.Key || best[Role.Recipient]!.Key != taker.Key) return null;
                // "Both deny the transfers": of all that was said.
                best = (p.Sentence > best.Sentence ? p : best) with { Items = [.. best.Items, .. p.Items] };
                continue;
            }
            if (best is not null && (best[Role.Supplier]!.Key != giver.Key || best[Role.Recipient]!.Key != taker.Key)) return null;
            if (best is null || p.Sentence > best.Sentence) best = p;
        }
        return best;
    }

    /// <summary>"Deliveries are to be completed by 2034", "begin next year": neither a past nor a perfect.</summary>
    private bool IsAhead(int noun, int verb)
    {
        var perfect = false;
        for (var i = noun + 1; i < verb; i++)
        {
            if (tree.WordIs(i, "to")) return true;
            perfect |= tree.WordLower(i) is "has" or "have" or "had" or "was" or "were";
        }
        return !perfect && tree.Xpos(verb) is not "VBD" && verb > noun;
    }

    /// <summary>"Deliveries will begin in 2027", "First deliveries are due": right behind the sentence of the deal they are its own.</summary>
    private bool OpensBare(int noun, int first) =>
        tree.Lemma(noun) == "delivery" && tree.Relation(noun).StartsWith("nsubj", StringComparison.Ordinal)
        && (noun == first || noun == first + 1 && tree.WordLower(first) is "first" or "initial");

    private bool IsDefinite(int noun, int first)
    {
        for (var i = noun - 1; i >= first && noun - i <= 5; i--)
        {
            if (tree.WordIs(i, "the") || tree.WordIs(i, "this")) return true;
            if (tree.Upos(i) is not (Upos.Adj or Upos.Num or Upos.Sym) && !(tree.Upos(i) is Upos.Noun && tree.Lemma(i) is "arm" or "arms" or "weapon" or "defence" or "defense" or "aid" or "framework")) return false;
        }
        return false;
    }
}
