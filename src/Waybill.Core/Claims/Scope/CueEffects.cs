using Waybill.Claims.Frames;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Scope;

/// <summary>What a cue over a transfer does to its stage, firmness, polarity and stance.</summary>
internal sealed class CueEffects(TreeView tree, CueTable cues, ClauseStructure clauses)
{
    private readonly VerbGroup _group = new(tree, cues, clauses);

    public void Apply(Cue cue, int head, int at, string link, Frame frame, ScopeReading scope, bool isClause)
    {
        var gets = frame.SubjectGets;
        scope.Trace.Add($"{cue.Id} ({link})");
        if (scope.UnderContent && cue.Stage is Stage.Refused && cue.Lemma is "reject" or "decline" or "block" or "refuse")
        {
            // "rejects the suggestion that it supplies": what is refused is the saying, so the deed is denied.
            scope.Negated = !scope.Negated;
            scope.Stance = Stance.Denies;
            scope.Proof.Add((tree.Analysis.SpanOf(head), "stance"));
            scope.UnderContent = false;
            return;
        }
        if (cue.Lemma == "deny" && tree.Lemma(Math.Max(0, head - 1)) is "or" or "nor" && head >= 2 && tree.Lemma(head - 2) is "confirm" or "confirmed")
        {
            // "did not confirm or deny"
            LeaveOpen(scope, Stance.NoPosition, tree.Span(head - 2, head), []);
            return;
        }
        scope.UnderContent = cue.Effect == CueEffect.Content;
        if (cue.Effect == CueEffect.Content) return;
        if (cue.Effect == CueEffect.Lift && cue.Lemma == "drop" && scope.StageByCue && scope.Stage is Stage.Planned or Stage.Sought or Stage.Requested or Stage.Negotiating or Stage.Agreed or Stage.Ordered)
        {
            // "dropped a plan to buy": no stop is lifted there.
            scope.Stage = Stage.Cancelled;
            scope.Proof.Add((tree.Analysis.SpanOf(head), "stage"));
            return;
        }
        if (cue.Effect == CueEffect.Lift)
        {
            // "lifted its ban on the sale": what is lifted is the stop.
            var over = new ScopeReading { Stage = scope.Stage };
            _group.Auxiliaries(head, over, governor: false);
            if (over.Dropped is not null || over.Negated || over.Future || over.Factuality > Factuality.Certain || !scope.StageByCue || scope.Stage is not (Stage.Suspended or Stage.Refused) || scope.Negated) { scope.Drop($"under “{tree.WordLower(head)}” nothing is stated"); return; }
            scope.Stage = Stage.Approved;
            scope.Proof.Add((tree.Analysis.SpanOf(head), "stage")); // who lifts it permits and is not said to supply
            return;
        }
        if (cue.Effect == CueEffect.Drop && cue.Lemma == "able" && !scope.Negated)
        {
            // "will not be able to send": no doubt that it will not.
            var able = new ScopeReading { Stage = scope.Stage };
            _group.Auxiliaries(head, able, governor: false);
            if (able is { Negated: true, Future: true, Dropped: null })
            {
                (scope.Negated, scope.WillNot, scope.Stage, scope.StageByCue, scope.Future) = (true, true, Stage.Planned, true, true);
                scope.Proof.AddRange(able.Proof);
                return;
            }
        }
        if (cue.Effect == CueEffect.Drop) { scope.Drop($"under “{tree.WordLower(head)}” nothing is stated"); return; }
        if (cue.Lemma == "let" && head == tree.Analysis.Sentences[tree.SentenceOf(head)].FirstToken) { scope.Drop("“let” only calls for it"); return; }
        if (cue.Effect == CueEffect.Urge)
        {
            if (link != "inf" || frame.SubjectGets || scope.StageByCue) { scope.Drop($"under “{tree.WordLower(head)}” nothing is stated"); return; }
            scope.UrgedAt = head;
        }
        if (!isClause && at >= 0 && scope.NounGovernorToken < 0 && tree.IsVerb(head)) { scope.NounGovernor = cue; scope.NounGovernorToken = head; }
        var span = tree.Analysis.SpanOf(head);
        var own = new ScopeReading { Stage = scope.Stage };
        var perfective = tree.Upos(head) is Upos.Verb or Upos.Aux;
        if (perfective) _group.Auxiliaries(head, own, governor: false);
        else if (tree.Upos(head) is Upos.Adj || tree.Child(head, "cop") >= 0) _group.Auxiliaries(head, own, governor: false); // "could be the second state to acquire"
        else if (_group.NoBefore(head, out var no)) { own.Negated = true; own.Proof.Add((no, "negated")); }
        if (own.Dropped is { } why) { scope.Drop(why); return; }
        var negatedCue = own.Negated;
        var stage = scope.Told && cue.Part is CuePart.Verb or CuePart.Noun ? null : gets ? cue.Stage : cue.GivingStage;
        var firmness = gets ? cue.Factuality : cue.GivingFactuality;
        if (cue.Effect == CueEffect.Evidence)
        {
            if (!negatedCue && !NearNegation(head)) { scope.Proof.Add((span, "factuality")); return; }
            LeaveOpen(scope, Stance.NotConfirmed, span, own.Proof);
            return;
        }
        if (negatedCue)
        {
            switch (cue.Negated)
            {
                case NegatedCue.Drop:
                    scope.Drop($"“not {tree.WordLower(head)}” states nothing");
                    return;
                case NegatedCue.NotConfirmed:
                    LeaveOpen(scope, Stance.NotConfirmed, span, own.Proof);
                    return;
                case NegatedCue.NoPosition:
                    LeaveOpen(scope, Stance.NoPosition, span, own.Proof);
                    return;
                case NegatedCue.Possible:
                    if (stage is { } s0) { scope.Stage = Stage.Planned; scope.StageByCue = true; }
                    scope.Weaken(Factuality.Possible);
                    scope.Proof.Add((span, "factuality"));
                    scope.Proof.AddRange(own.Proof);
                    return;
            }
        }
        if ((stage is Stage.Requested or Stage.Sought || cue.Stage is Stage.Sought) && scope.StageByCue && scope.Stage is Stage.Suspended or Stage.Cancelled or Stage.Refused)
        {
            scope.Drop($"“{tree.WordLower(head)}” asks that it stop");
            return;
        }
        if (stage is Stage.Suspended or Stage.Cancelled or Stage.Refused && !negatedCue && scope.StageByCue && scope.Stage is Stage.Suspended or Stage.Cancelled or Stage.Refused && !scope.Negated && (cue.Stage is Stage.Refused || cue.Lemma is "vote"))
        {
            scope.Drop($"“{tree.WordLower(head)}” of a stop is none"); // "refused to block the sale", "voted against a ban on exports"
            return;
        }
        // "a bill to block the sale", "vowed to stop selling": the stop is still to come.
        if (stage is Stage.Planned or Stage.Pledged or Stage.Offered && scope.StageByCue && scope.Stage is Stage.Suspended or Stage.Cancelled or Stage.Refused) scope.Weaken(cue.Part is CuePart.Noun ? Factuality.Possible : Factuality.Probable);
        if (stage is Stage.Suspended or Stage.Cancelled or Stage.Refused && cue.Part is CuePart.Verb && tree.WordIs(head - 1, "to") && tree.Head(head) is >= 0 and var told && tree.IsVerb(told) && told < head && tree.Lemma(told) is "order" or "tell" or "instruct" or "require" or "urge" or "press" or "oblige" or "compel" or "beg")
        {
            scope.Drop($"“{tree.WordLower(told)}” to {tree.WordLower(head)} is no stop yet");
            return;
        }
        if (scope.ApprovalNoun >= 0 && scope.Stage is Stage.Approved && cue.Part is CuePart.Verb && cue.Lemma is "ask" or "request" or "seek" or "apply" or "await" or "need" && !negatedCue)
        {
            // "asked Germany for permission to send tanks": nothing is permitted yet.
            scope.Stage = Stage.Requested;
            scope.Proof.Add((span, "stage"));
        }
        else if (stage is Stage.Approved && cue.Part is CuePart.Noun && AskedFor(head))
        {
            // "asked Berlin formally for permission to send tanks": who asks would give, and nothing is permitted yet.
            scope.Stage = Stage.Planned;
            scope.StageByCue = true;
            scope.Weaken(Factuality.Probable);
            scope.Proof.Add((span, "stage"));
        }
        else if (stage is { } st && !(scope.StageByCue && Keeps(scope.Stage, st)))
        {
            // "foiled an attempt to smuggle": the attempt is what was made.
            if (st is Stage.Intercepted && scope is { StageByCue: true, Stage: Stage.Planned or Stage.Sought, Factuality: Factuality.Possible }) scope.Factuality = Factuality.Certain;
            // "announced a contract with Thales for radars": the deal is done, not promised.
            scope.Announced |= cue.Effect is CueEffect.Announce;
            scope.Stage = cue.Effect is CueEffect.Announce && frame.IsNoun && (frame.NeedsIt("signed") || frame.Lemma is "order" or "purchase" or "acquisition") ? frame.Stage : st;
            scope.StageByCue = true;
            if (st == Stage.Approved && cue.Part == CuePart.Noun) scope.ApprovalNoun = head;
            if (st == Stage.Requested && cue.Part == CuePart.Verb) scope.AskedAt = head;
            scope.Proof.Add((span, "stage"));
        }
        else if (cue.Effect == CueEffect.Announce && frame.IsNoun && !scope.StageByCue)
        {
            scope.Stage = frame.Stage is Stage.Delivered ? Stage.Pledged : frame.Stage;
            scope.StageByCue = true;
            scope.Proof.Add((span, "stage"));
        }
        if (negatedCue && own.WillNot && cue is { Part: CuePart.Verb, Lemma: "allow" or "permit" } && scope.Stage is Stage.Approved)
        {
            // "will not be allowed to pass on": that is a refusal.
            scope.Stage = Stage.Refused;
            scope.Negated = !scope.Negated;
            for (var i = 0; i < own.Proof.Count; i++) own.Proof[i] = (own.Proof[i].Span, "stage");
        }
        if (cue.Effect == CueEffect.Ongoing) { scope.Stage = frame.Ongoing; scope.Proof.Add((span, "stage")); }
        if (firmness is { } f) { scope.Weaken(f); scope.Proof.Add((span, "factuality")); }
        if (cue.Stance is { } stance) { scope.Stance = stance; scope.Proof.Add((span, "stance")); }
        if (cue.Effect == CueEffect.Negate) { scope.Negated = !scope.Negated; scope.Proof.Add((span, "negated")); }
        if (negatedCue)
        {
            scope.Negated = !scope.Negated;
            if (cue.Stance is null && cue.Stage is null && cue.Factuality is null) { scope.DoesNot |= own.DoesNot; scope.WillNot |= own.WillNot; }
        }
        // The cue's own tense and firmness: "could look to buy", "will begin to send".
        if (own.Future && !negatedCue && scope.Stage is Stage.Delivered or Stage.Ordered or Stage.Buying or Stage.InDelivery or Stage.Approved or Stage.Agreed or Stage.Resumed or Stage.Pledged)
        {
            scope.Stage = Stage.Planned;
            scope.StageByCue = true;
        }
        if (own.Future && !negatedCue && !scope.Negated && scope.Stage is Stage.Suspended or Stage.Cancelled or Stage.Refused) scope.Weaken(Factuality.Probable); // "will stop exporting"
        if (own.Factuality > Factuality.Certain) scope.Weaken(own.Factuality);
        foreach (var p in own.Proof)
        {
            if (!scope.Proof.Contains(p)) scope.Proof.Add(p);
        }
        _group.Adverbs(head, scope);
    }

    /// <summary>"asked … for permission", "awaits approval", "without a licence", by the order of words: a permission that is not given.</summary>
    private bool AskedFor(int noun)
    {
        for (var i = noun - 1; i >= 0 && noun - i <= 8 && tree.SentenceOf(i) == tree.SentenceOf(noun); i--)
        {
            if (tree.Analysis.Word(i) is "," or ";") return false;
            if (tree.WordIs(i, "without")) return true;
            if (tree.Upos(i) is Upos.Verb) return tree.Lemma(i) is "ask" or "request" or "seek" or "apply" or "await" or "need" or "require" or "lack" or "want" or "wait" && !tree.IsPassive(i);
        }
        return false;
    }

    /// <summary>Neither affirmed nor denied: who was asked did not confirm it, or took no position.</summary>
    private static void LeaveOpen(ScopeReading scope, Stance stance, TextSpan words, List<(TextSpan Span, string Of)> own)
    {
        scope.Factuality = Factuality.Unknown;
        scope.Stance = stance;
        scope.Proof.Add((words, "stance"));
        scope.Proof.AddRange(own);
    }

    private bool NearNegation(int noun)
    {
        for (var i = noun - 1; i >= 0 && noun - i <= 6 && tree.SentenceOf(i) == tree.SentenceOf(noun); i--)
        {
            if (tree.WordLower(i) is "no" or "not" or "n't" or "n’t" or "any" or "without" or "never" or "insufficient") return true;
            if (tree.Upos(i) is Upos.Punct && tree.Analysis.Word(i) is ",") return false;
        }
        return false;
    }

    /// <summary>Whether the inner cue's stage stands against an outer one ("agreed to consider selling" is considered;
    /// "refused to approve" is refused).</summary>
    private static bool Keeps(Stage inner, Stage outer) =>
        outer is not (Stage.Refused or Stage.Cancelled or Stage.Suspended or Stage.Resumed or Stage.Approved or Stage.Negotiating or Stage.Agreed or Stage.Ordered or Stage.Intercepted)
        && !(inner is Stage.Agreed or Stage.Ordered or Stage.Approved)
        || inner is Stage.Refused or Stage.Cancelled or Stage.Suspended;
}
