using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Frames;

/// <summary>Statements that lean on another sentence or clause: "seeking military assistance … The assistance includes
/// fighters", "a Russia-Iran deal had not been completed".</summary>
internal sealed class Elaborations(TreeView tree, SentenceMentions[] mentions, FrameTable frames, ScopeReader scopes)
{
    private static readonly FrozenSet<string> Includes = FrozenSet.Create(StringComparer.Ordinal, "include", "comprise", "contain", "feature", "consist", "cover", "entail");

    private static readonly FrozenSet<string> Deals = FrozenSet.Create(StringComparer.Ordinal, "deal", "agreement", "contract", "sale", "accord", "transaction", "arrangement");

    /// <summary>Replaces statements about a package without named arms by one for each of the arms that a list names, and
    /// adds deals that name two parties and take their direction from a statement beside them.</summary>
    public List<Proposition> Add(List<Proposition> found)
    {
        var result = new List<Proposition>(found.Count);
        foreach (var p in found)
        {
            if (!p.Items[0].IsPlaceholder) result.Add(WithList(p));
            else result.AddRange(Listed(p));
        }
        for (var s = 0; s < mentions.Length; s++) Deal(s, result);
        return result;
    }

    /// <summary>"20,000 containers of military supplies, including shells and missiles": what the list names belongs to it.</summary>
    private Proposition WithList(Proposition p)
    {
        if (p.Items is not [{ Item.Category: "unspecified" } generic]) return p;
        var at = generic.Last + 1;
        if (tree.WordIs(at, ",")) at++;
        if (!tree.WordIs(at, "including") && !(tree.WordIs(at, "such") && tree.WordIs(at + 1, "as")) && !tree.WordIs(at, "like")) return p;
        var list = ListIn(p.Sentence, at, sameSentence: true);
        return list.Count == 0 ? p : p with { Items = [generic, .. list] };
    }

    private IEnumerable<Proposition> Listed(Proposition p)
    {
        var placeholder = p.Items[0];
        var list = ListIn(p.Sentence, placeholder.Last + 1, sameSentence: true);
        var leans = ImmutableArray<TextSpan>.Empty;
        if (list.Count == 0)
        {
            for (var s = p.Sentence + 1; s <= p.Sentence + 2 && s < mentions.Length && list.Count == 0; s++)
            {
                var verb = IncludesAbout(s, tree.Lemma(placeholder.Last));
                if (verb < 0) continue;
                list = ListIn(s, verb + 1, sameSentence: false);
                leans = [placeholder.Span];
            }
        }
        var quantities = list.Count > 0 ? QuantityReader.Read(tree.Analysis, tree.SentenceOf(list[0].First)) : [];
        foreach (var item in list)
        {
            QuantityMention? count = null;
            foreach (var q in quantities)
            {
                if (q.Head >= item.First && q.Head <= item.Last) count = q;
            }
            yield return p with
            {
                Items = [item],
                Quantity = count?.Quantity,
                QuantitySpan = count?.Span ?? default,
                LeansOn = leans,
                Cost = p.Cost + (leans.IsEmpty ? 0 : 1),
                Trace = p.Trace.Add($"“{item.Span.Of(tree.Analysis.Text)}” in the list of what “{placeholder.Span.Of(tree.Analysis.Text)}” holds"),
            };
        }
    }

    /// <summary>The verb of a sentence that says what the thing named before holds, or −1.</summary>
    private int IncludesAbout(int s, string lemma)
    {
        var sentence = tree.Analysis.Sentences[s];
        for (var t = sentence.FirstToken; t < sentence.EndToken && t - sentence.FirstToken < 14; t++)
        {
            if (!Includes.Contains(tree.Lemma(t)) || tree.Upos(t) is not Upos.Verb) continue;
            for (var i = t - 1; i >= sentence.FirstToken; i--)
            {
                if (tree.Upos(i) is Upos.Noun && tree.Lemma(i) == lemma || tree.Upos(i) is Upos.Pron && tree.Lemma(i) is "it" or "this" or "they") return t;
            }
        }
        return -1;
    }

    /// <summary>The arms of a list behind "including", "such as", or a verb of holding.</summary>
    private List<ItemMention> ListIn(int s, int from, bool sameSentence)
    {
        var list = new List<ItemMention>();
        var open = !sameSentence;
        var sentence = tree.Analysis.Sentences[s];
        var at = from;
        for (; at < sentence.EndToken && !open && at - from < 20; at++)
        {
            if (Includes.Contains(tree.Lemma(at)) || tree.WordIs(at, "including") || tree.WordIs(at, "such") && tree.WordIs(at + 1, "as")) open = true;
        }
        if (!open) return list;
        var last = at;
        foreach (var item in mentions[s].Items)
        {
            if (item.First < at || item.IsPlaceholder || item.Modifies >= 0) continue;
            // A list ends where a verb of another clause stands.
            for (var i = last; i < item.First; i++)
            {
                if (tree.Upos(i) is Upos.Aux || tree.Upos(i) is Upos.Verb && tree.Xpos(i) is "VBD" or "VBZ" or "VBP") return list;
            }
            list.Add(item);
            last = item.Last + 1;
        }
        WeakTail(s, list, last);
        return list;
    }

    /// <summary>"… and other advanced technologies": arms only because the list names arms.</summary>
    private void WeakTail(int s, List<ItemMention> list, int from)
    {
        if (list.Count < 2) return;
        var end = tree.Analysis.Sentences[s].EndToken;
        var conjunction = false;
        for (var i = from; i < end && i - from <= 7; i++)
        {
            if (tree.Lemma(i) is "and" or "or") conjunction = true;
            if (!conjunction || tree.Upos(i) is not Upos.Noun || !ItemFinder.WeakItems.Contains(tree.Lemma(i))) continue;
            var first = i;
            while (first - 1 >= from && tree.Upos(first - 1) is Upos.Adj && tree.Lemma(first - 1) is not ("other" or "further" or "additional")) first--;
            var span = tree.Span(first, i);
            var category = tree.Lemma(i) switch { "technology" => "technology", "component" => "components", _ => "unspecified" };
            list.Add(new ItemMention(first, i, i, span, new Item { Words = span.Of(tree.Analysis.Text).ToString(), Category = category, Unroca = "outside", Sipri = "outside" }) { PhraseFirst = first });
            return;
        }
    }

    /// <summary>"a Russia-Iran deal", "the agreement between Russia and Iran": direction and arms from the statement of the
    /// same two parties in the same sentence or the one before.</summary>
    private void Deal(int s, List<Proposition> result)
    {
        var sentence = tree.Analysis.Sentences[s];
        for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
        {
            if (tree.Upos(t) is not Upos.Noun || !Deals.Contains(tree.Lemma(t))) continue;
            var pair = mentions[s].Parties.Where(p => p.Modifies == t && p.Form == PartyForm.Adjective || Between(p, t)).DistinctBy(p => p.Key).ToList();
            var verb = tree.Head(t);
            // "Russia and Iran have not completed a deal"
            if (pair.Count == 0 && verb >= 0 && verb < t) pair = mentions[s].Parties.Where(p => p.Acts && p.First < verb && IsSubject(p.Head, verb)).DistinctBy(p => p.Key).ToList();
            if (pair.Count != 2) continue;
            if (verb < 0 || !tree.IsVerb(verb) || tree.Lemma(verb) is not ("complete" or "sign" or "reach" or "conclude" or "finalise" or "finalize" or "close" or "strike" or "seal" or "agree")) continue;
            var flow = result.LastOrDefault(p => p.Frame.Kind == ClaimKind.Flow && p.Sentence <= s && s - p.Sentence <= 1 && SamePair(p, pair));
            if (flow is null) continue;
            var frame = frames.Nouns("deal").FirstOrDefault();
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

    private bool IsSubject(int token, int verb)
    {
        if (tree.Base(token).SequenceEqual("conj")) token = tree.Head(token);
        return token >= 0 && tree.Head(token) == verb && tree.Base(token).SequenceEqual("nsubj");
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
