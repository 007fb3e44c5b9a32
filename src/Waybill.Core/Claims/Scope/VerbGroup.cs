using Waybill.Claims.Frames;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Scope;

/// <summary>Reads what stands in a verb's own group and before its subject: auxiliaries, adverbs, "not", negative subjects and
/// fronted negations; by the order of words, since a small parser errs exactly there.</summary>
internal sealed class VerbGroup(TreeView tree, CueTable cues, ClauseStructure clauses)
{
    /// <summary>A progressive with its auxiliary.</summary>
    public bool IsOngoing(int verb)
    {
        if (tree.Xpos(verb) != "VBG") return false;
        for (var i = verb - 1; i >= 0 && verb - i <= 5 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            if (tree.Upos(i) is Upos.Aux or Upos.Verb && tree.Lemma(i) == "be") return true;
            if (tree.Upos(i) is not (Upos.Adv or Upos.Part)) break;
        }
        return false;
    }

    public void Auxiliaries(int verb, ScopeReading scope, bool governor = false)
    {
        var sentence = tree.SentenceOf(verb);
        var seen = new List<int>(6);
        foreach (var c in tree.Children(verb))
        {
            if (c < verb && tree.Base(c) is var r && (r.SequenceEqual("aux") || r.SequenceEqual("advmod") || r.SequenceEqual("cop")) && verb - c < 12) seen.Add(c);
        }
        for (var i = verb - 1; i >= 0 && verb - i <= 7 && tree.SentenceOf(i) == sentence; i--)
        {
            if (tree.WordIs(i, ",") && AsideBefore(i) is var open && open >= 0) { i = open; continue; }
            if (tree.Upos(i) is not (Upos.Aux or Upos.Adv or Upos.Part) && !(tree.Lemma(i) is "no" && tree.WordIs(i + 1, "longer"))) break;
            if (tree.WordIs(i, "to") && i != verb - 1) break;
            if (!seen.Contains(i)) seen.Add(i);
        }
        if (Inverted(verb, out var inverted, out var opener))
        {
            if (opener < 0) { scope.Drop("a deed supposed by inversion"); return; }
            if (!seen.Contains(inverted)) seen.Add(inverted);
            if (opener < int.MaxValue) { scope.Negated = !scope.Negated; scope.DoesNot = true; scope.Proof.Add((tree.Analysis.SpanOf(opener), "negated")); }
        }
        seen.Sort();
        var modal = false;
        var perfect = false;
        var negated = false;
        foreach (var i in seen)
        {
            var lemma = tree.Lemma(i);
            var word = tree.WordLower(i);
            if (lemma == "have") perfect = true;
            if (word is "not" or "n't" or "n’t" or "never" or "hardly" or "scarcely" or "barely" or "neither" || (word == "longer" && i > 0 && tree.WordIs(i - 1, "no")) || (word == "yet" && tree.WordIs(i + 1, "to")))
            {
                // "not only", "not just", "if not": no denial.
                if (tree.WordIs(i + 1, "only") || tree.WordIs(i + 1, "just")) continue;
                negated = true;
                scope.Proof.Add((tree.Analysis.SpanOf(i), "negated"));
                continue;
            }
            if (word is "ll" or "'ll" or "’ll" or "wo") lemma = "will";
            if (word is "'d" or "’d") lemma = "would";
            if (word is "ca") lemma = "can";
            if (cues.Find(CuePart.Aux, lemma, "aux") is not { } cue || tree.Upos(i) is not Upos.Aux) continue;
            scope.Trace.Add($"{cue.Id}: {cue.Stage} {cue.Factuality}");
            if (cue.Effect == CueEffect.Drop) { scope.Drop($"“{word}” states nothing"); return; }
            modal = true;
            scope.Proof.Add((tree.Analysis.SpanOf(i), cue.Factuality is null ? "stage" : "factuality"));
            if (cue.Factuality is { } f) scope.Weaken(f);
            scope.Future = true;
        }
        if (modal && perfect && scope.Future)
        {
            // "may have sent", "would have sent": the first is a past that is only possible, the second did not happen.
            if (scope.Factuality == Factuality.Certain) scope.Drop("a past that did not happen");
            scope.Future = false;
        }
        else if (modal && !(governor && scope.StageByCue))
        {
            if (scope.Stage is Stage.Delivered or Stage.Ordered or Stage.InDelivery or Stage.Buying or Stage.Agreed or Stage.Approved or Stage.Resumed or Stage.Pledged or Stage.LocalProduction or Stage.Used) { scope.Stage = Stage.Planned; scope.StageByCue = true; }
        }
        if (negated)
        {
            scope.Negated = !scope.Negated;
            if (modal && !perfect || clauses.IsInfinitive(verb) && !perfect) scope.WillNot = true;
            else scope.DoesNot = true;
        }
    }

    /// <summary>"did not, as claimed, send": the comma that opens an aside inside a verb group, or −1.</summary>
    private int AsideBefore(int comma)
    {
        for (var k = comma - 1; k > 0 && comma - k <= 10 && tree.SentenceOf(k) == tree.SentenceOf(comma); k--)
        {
            if (tree.WordIs(k, ",")) return tree.Upos(k - 1) is Upos.Aux || tree.WordLower(k - 1) is "not" or "n't" or "n’t" or "never" ? k : -1;
        }
        return -1;
    }

    /// <summary>An auxiliary before the subject: "Never has Spain sold", "At no point did Chad receive", "Under no circumstances
    /// will Hungary send" (<paramref name="opener"/>: the negative word), "Only then did Iran send" (<see cref="int.MaxValue"/>),
    /// "Had Germany sent", "Were Iran to send", "Should China supply" (−1: nothing opens the clause).</summary>
    private bool Inverted(int verb, out int auxiliary, out int opener)
    {
        (auxiliary, opener) = (-1, int.MaxValue);
        var sentence = tree.SentenceOf(verb);
        var i = verb - 1;
        while (i >= 0 && tree.SentenceOf(i) == sentence && verb - i <= 4 && tree.Upos(i) is Upos.Adv or Upos.Part) i--;
        var subject = i;
        while (i >= 0 && tree.SentenceOf(i) == sentence && subject - i <= 8 && (tree.Upos(i) is Upos.Noun or Upos.Propn or Upos.Det or Upos.Adj or Upos.Num or Upos.Pron || tree.WordIs(i, "of"))) i--;
        if (i < 0 || i == subject || tree.SentenceOf(i) != sentence || !IsFiniteAuxiliary(i)) return false;
        auxiliary = i;
        var first = i;
        while (first > 0 && tree.SentenceOf(first - 1) == sentence && i - first <= 6 && tree.Upos(first - 1) is not (Upos.Punct or Upos.Sconj or Upos.Verb or Upos.Aux)) first--;
        if (i - first > 6) return false;
        var starts = first == 0 || tree.SentenceOf(first - 1) != sentence || tree.Upos(first - 1) is Upos.Punct or Upos.Sconj or Upos.Verb;
        if (!starts) return false;
        if (first == i)
        {
            if (!(tree.WordLower(i) is "had" or "were" or "should") || first > 0 && tree.SentenceOf(first - 1) == sentence && tree.Upos(first - 1) is Upos.Verb) return false;
            opener = -1;
            return true;
        }
        if (tree.Upos(first) is Upos.Noun or Upos.Propn or Upos.Det && !(tree.WordLower(first) is "no" or "neither" or "not")) return false; // a subject of its own
        for (var k = first; k < i; k++)
        {
            if (tree.WordLower(k) is "never" or "nor" or "neither" or "no" or "not" or "hardly" or "scarcely" or "rarely" or "seldom" or "little" or "nowhere") { opener = k; return true; }
        }
        return tree.WordLower(first) is "only" or "so" or "thus";
    }

    private bool IsFiniteAuxiliary(int i) =>
        tree.WordLower(i) is "has" or "have" or "had" or "did" or "does" or "do" or "will" or "would" or "were" or "was" or "is" or "are" or "should" or "could" or "can" or "may" or "might" && tree.Upos(i) is Upos.Aux or Upos.Verb;

    /// <summary>"sent no missiles", "delivered not a single tank": the negative word at the head of the verb's object, or −1.</summary>
    public int NegativeObject(int verb)
    {
        for (var i = verb + 1; i < tree.Tokens.Count && i - verb <= 5 && tree.SentenceOf(i) == tree.SentenceOf(verb); i++)
        {
            var word = tree.WordLower(i);
            if (word is "no" or "neither") return tree.WordLower(i + 1 < tree.Tokens.Count ? i + 1 : i) is "longer" or "more" or "fewer" or "less" or "doubt" or "later" or "earlier" ? -1 : i;
            if (word is "not" && i + 1 < tree.Tokens.Count && tree.WordLower(i + 1) is "a" or "one" or "any") return i;
            if (word is "none" or "nothing" && !tree.WordIs(i + 1, "less") && !tree.WordIs(i + 1, "but")) return i;
            if (tree.Upos(i) is not (Upos.Propn or Upos.Adv or Upos.Pron)) return -1;
        }
        return -1;
    }

    /// <summary>The word that makes the verb's subject a negative one ("Neither France nor Italy", "No country"), or −1: by the
    /// order of words, where it opens the clause, since the tree of such clauses is often wrong.</summary>
    public int NegativeSubject(int verb)
    {
        for (var i = verb - 1; i >= 0 && verb - i <= 14 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            var word = tree.WordLower(i);
            if (word is "neither" or "no" or "none" or "nobody" or "nothing" || word is "not" && tree.WordLower(i + 1) is "a" or "one") return OpensClause(i) && !(tree.WordIs(i, "no") && tree.WordLower(i + 1) is "doubt" or "wonder" or "sooner" or "matter") ? i : -1;
            if (word is "when" or "where" or "while" or "as" or "after" or "before" or "since" or "who" or "which") return -1;
            if (tree.Upos(i) is Upos.Verb && !IsReduced(i) || tree.Upos(i) is Upos.Sconj || tree.Upos(i) is Upos.Punct && word != "," || word == "," && !tree.WordIs(verb - 1, "has") && !tree.WordIs(verb - 1, "have")) return -1;
        }
        return -1;

        bool OpensClause(int i) =>
            i == 0 || tree.SentenceOf(i - 1) != tree.SentenceOf(i) || tree.Upos(i - 1) is Upos.Punct or Upos.Sconj or Upos.Cconj || tree.WordIs(i - 1, "that")
            || tree.Upos(i - 1) is Upos.Verb && tree.Lemma(i - 1) is "say" or "insist" or "add" or "stress" or "state" or "claim" or "confirm" or "announce";

        // "none of the 18 helicopters ordered from Italy has", "none of the promised tanks has": a participle behind its noun or before it is no verb of the clause.
        bool IsReduced(int i) => tree.Xpos(i) is "VBN" && tree.Base(i).SequenceEqual("amod") || tree.Xpos(i) is "VBN" or "VBD" && i > 0 && tree.Upos(i - 1) is Upos.Noun or Upos.Propn && i + 1 < tree.Tokens.Count && tree.Upos(i + 1) is Upos.Adp;
    }

    public bool HasOwnAuxiliary(int verb)
    {
        if (Inverted(verb, out _, out _)) return true;
        for (var i = verb - 1; i >= 0 && verb - i <= 7 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            if (tree.Upos(i) is Upos.Aux) return true;
            if (tree.Upos(i) is not (Upos.Adv or Upos.Part)) return false;
        }
        return false;
    }

    public void Adverbs(int trigger, ScopeReading scope)
    {
        foreach (var c in tree.Children(trigger)) Adverb(c);
        for (var i = trigger - 1; i >= 0 && trigger - i <= 5 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i--)
        {
            if (tree.Upos(i) is Upos.Adv or Upos.Adj && tree.Head(i) != trigger) Adverb(i);
            if (tree.Upos(i) is not (Upos.Adv or Upos.Aux or Upos.Part or Upos.Adj)) break;
        }

        void Adverb(int i)
        {
            if (tree.Upos(i) is not (Upos.Adv or Upos.Adj)) return;
            if (cues.Find(CuePart.Adverb, tree.WordLower(i), "adv") is not { } cue) return;
            if (scope.Proof.Exists(p => p.Span == tree.Analysis.SpanOf(i))) return;
            scope.Trace.Add(cue.Id);
            scope.Proof.Add((tree.Analysis.SpanOf(i), "factuality"));
            if (cue.Factuality is { } f) scope.Weaken(f);
            if (cue.Effect == CueEffect.Unsourced) scope.Unsourced = true;
        }
    }

    public bool NoBefore(int noun, out TextSpan span)
    {
        span = default;
        for (var i = noun - 1; i >= 0 && noun - i <= 5 && tree.SentenceOf(i) == tree.SentenceOf(noun); i--)
        {
            if (tree.WordIs(i, "no")) { span = tree.Analysis.SpanOf(i); return true; }
            if (tree.Upos(i) is not (Upos.Adj or Upos.Noun or Upos.Propn or Upos.Det or Upos.Punct)) return false;
        }
        return false;
    }
}
