using System.Collections.Frozen;
using Waybill.Claims.Frames;
using Waybill.Claims.Mentions;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Drafts;

/// <summary>Who does a deed by saying it (Austin's performatives): "Berlin refused to send tanks", "Norway condemned the sale", "the Treasury
/// sanctioned a firm for supplying drones". Where no word reports the statement, the one who refuses, promises, opposes or accuses answers for it.</summary>
internal sealed class Performers(TreeView tree, SentenceMentions[] mentions, ClauseStructure clauses)
{
    /// <summary>How far above the deed the accusing verb may stand, in arcs of the tree.</summary>
    private const int MostArcs = 6;

    private static readonly FrozenSet<string> Acts = WordClasses.Of("speech-act");
    private static readonly FrozenSet<string> Accusing = WordClasses.Of("accusing-act");

    public NounSpeakers.Speaker? Find(Proposition p)
    {
        if (Of(p.Trigger, Acts) is { } own) return own;
        var sentence = tree.Analysis.Sentences[p.Sentence];
        for (var t = sentence.FirstToken; t < sentence.EndToken; t++)
        {
            var span = tree.Analysis.SpanOf(t);
            if (t != p.Trigger && p.Scope.Proof.Exists(x => x.Span == span) && Of(t, Acts) is { } speaker) return speaker;
        }
        var at = p.Trigger;
        for (var arc = 0; arc < MostArcs; arc++)
        {
            at = tree.Head(at);
            if (at < 0 || tree.SentenceOf(at) != p.Sentence) return null;
            if (Of(at, Accusing) is { } accuser) return accuser;
        }
        return null;
    }

    private NounSpeakers.Speaker? Of(int verb, FrozenSet<string> acts)
    {
        if (!acts.Contains(tree.Lemma(verb)) || tree.Upos(verb) is not (Upos.Verb or Upos.Adj) || tree.Upos(verb) is Upos.Verb && tree.IsPassive(verb) && !(tree.WordIs(verb, "opposed") && tree.WordIs(verb + 1, "to"))) return null;
        for (var i = verb - 1; i >= 0 && verb - i <= 3 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            if (tree.WordLower(i) is "not" or "n't" or "n’t" or "never" or "would" or "could" or "may" or "might" or "should" or "if" or "to") return null;
        }
        var subject = clauses.SubjectOf(verb, out _);
        if (subject < 0) subject = tree.OwnSubject(verb, out _);
        if (subject < 0) return null;
        var core = clauses.Core(subject);
        foreach (var m in mentions[tree.SentenceOf(verb)].Parties)
        {
            if (!m.Acts || m.Modifies >= 0 || m.Party.Kind is PartyKind.Undisclosed or PartyKind.Group or PartyKind.Vessel || !(m.First <= subject && subject <= m.Last) && clauses.Core(m.Head) != core) continue;
            return new(m.Span, m.Party.Iso3, tree.Analysis.SpanOf(verb), tree.Lemma(verb), null);
        }
        return null;
    }
}
