using Waybill.Claims.Frames;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Scope;

/// <summary>Under which word a clause or noun of transfer stands, how it hangs there, and which cue that word is.</summary>
internal sealed class CueLinks(TreeView tree, CueTable cues, ClauseStructure clauses)
{
    /// <summary>The word under which a clause or noun stands, and how: for infinitives and gerunds the word right before is
    /// trusted more than the tree.</summary>
    public int HeadFor(int at, bool isClause, out string link, out bool adjacent)
    {
        adjacent = false;
        var head = tree.Head(at);
        if (isClause)
        {
            link = clauses.LinkOf(at);
            if (clauses.NounOver(at) is var noun && noun >= 0) { adjacent = true; return noun; }
            if (link == "ger" && clauses.ObjectBefore(at, out var over) >= 0 && head != over) { adjacent = true; return over; }
            if (link is "inf" or "ger")
            {
                var before = at - 1;
                while (before >= 0 && tree.SentenceOf(before) == tree.SentenceOf(at) && at - before <= 6
                    && (tree.Upos(before) is Upos.Adv or Upos.Part or Upos.Aux or Upos.Sconj || link == "ger" && tree.Upos(before) is Upos.Adp)) before--;
                if (before >= 0 && before < at && tree.SentenceOf(before) == tree.SentenceOf(at) && before != head && CueAt(before, link) is { } near
                    && (head < 0 || CueAt(head, link) is null || Math.Abs(head - at) > Math.Abs(before - at)) && !tree.IsUnder(before, at) && near.Part is not CuePart.Aux)
                {
                    adjacent = true;
                    return before;
                }
            }
            return head;
        }
        if (Preposition(at) is var preposition && preposition >= 0)
        {
            // "approval for a potential sale", "ban on exports": the noun right before the phrase is trusted more than the tree.
            link = tree.Lemma(preposition);
            if (preposition - 1 >= 0 && preposition - 1 != head && tree.SentenceOf(preposition - 1) == tree.SentenceOf(at) && (tree.Upos(preposition - 1) is Upos.Noun || tree.WordIs(preposition - 1, "ahead")) && CueAt(preposition - 1, link) is not null && !tree.IsUnder(preposition - 1, at)) return preposition - 1;
        }
        if (head < 0) { link = ""; return -1; }
        var relation = tree.Base(at);
        if (relation.SequenceEqual("obj") || tree.Relation(at) == "nsubj:pass" || relation.SequenceEqual("nsubj") && tree.IsVerb(head) && tree.IsPassive(head)) link = "obj";
        else if (relation.SequenceEqual("nsubj")) link = "subj";
        else link = tree.CaseOf(at);
        // An object that the parser has called something else, since it opens with "about 30 of …".
        if (link.Length == 0 && at > head && at - head <= 4 && tree.IsVerb(head) && tree.Upos(at) is Upos.Num or Upos.Noun) link = "obj";
        return head;
    }

    /// <summary>The preposition right before a noun's phrase, or −1.</summary>
    private int Preposition(int noun)
    {
        for (var i = noun - 1; i >= 0 && noun - i <= 9 && tree.SentenceOf(i) == tree.SentenceOf(noun); i--)
        {
            if (tree.Upos(i) is Upos.Adp) return i;
            if (tree.Upos(i) is not (Upos.Det or Upos.Adj or Upos.Num or Upos.Sym or Upos.Noun or Upos.Propn) && !(tree.Upos(i) is Upos.Pron && tree.Relation(i) == "nmod:poss")) return -1;
        }
        return -1;
    }

    public Cue? CueAt(int token, string link)
    {
        if (link.Length == 0) return null;
        var part = clauses.PartOf(token);
        if (tree.Upos(token) is Upos.Aux && part == CuePart.Verb) return null;
        foreach (var p in part is CuePart.Verb && tree.Xpos(token) is "VBN" or "VBG" ? [CuePart.Verb, CuePart.Adj] : new[] { part })
        {
            foreach (var cue in cues.Of(p, tree.Lemma(token)))
            {
                if (!cue.Links.Contains(link)) continue;
                if (cue.Companion.Length > 0 && !HasCompanion(token, cue.Companion)) continue;
                if (cue.Lemma is "light" && !HasGreenBefore(token)) continue;
                if (cue.Lemma is "country" or "nation" or "state" or "member" or "buyer" or "customer" or "ally" && !OnlyBefore(token)) continue;
                return cue;
            }
            if (p == CuePart.Verb)
            {
                // "is set to", "is due to": the participle as the word itself.
                foreach (var cue in cues.Of(CuePart.Adj, tree.WordLower(token)))
                {
                    if (cue.Links.Contains(link)) return cue;
                }
            }
        }
        return null;
    }

    private bool HasGreenBefore(int token) => token > 0 && tree.Lemma(token - 1) is "green" or "-";

    /// <summary>"the only country to import": a deed of the one who is that country.</summary>
    private bool OnlyBefore(int token)
    {
        for (var i = token - 1; i >= 0 && token - i <= 8 && tree.SentenceOf(i) == tree.SentenceOf(token); i--)
        {
            if (tree.Lemma(i) is "only" or "first" or "second" or "third" or "latest" or "last" or "fourth" or "fifth") return true;
            if (tree.Upos(i) is not (Upos.Adj or Upos.Noun or Upos.Propn or Upos.Cconj or Upos.Punct or Upos.Num or Upos.Part)) return false;
        }
        return false;
    }

    private bool HasCompanion(int token, string particle)
    {
        for (var i = token + 1; i < tree.Tokens.Count && i - token <= 4 && tree.SentenceOf(i) == tree.SentenceOf(token); i++)
        {
            if (tree.WordIs(i, particle)) return true;
        }
        return false;
    }
}
