using Waybill.Claims.Frames;
using Waybill.Claims.Trees;
using Waybill.Language;

namespace Waybill.Claims.Scope;

/// <summary>Reads stage, firmness, polarity and stance of a trigger from the words over it: auxiliaries and adverbs, then
/// each word under which it stands, from the inside out (after Saurí and Pustejovsky, FactBank, 2009).</summary>
internal sealed class ScopeReader(TreeView tree, CueTable cues, PhraseTable phrases, ClauseStructure clauses)
{
    private const int MaxClimb = 10;
    private readonly VerbGroup _group = new(tree, cues, clauses);
    private readonly PhraseReader _phrases = new(tree, phrases);

    public ScopeReading Read(int trigger, Frame frame, bool headline)
    {
        var scope = new ScopeReading { Stage = frame.Stage, Top = trigger };
        if (!frame.IsNoun)
        {
            if (_group.IsOngoing(trigger)) { scope.Stage = frame.Ongoing; scope.Trace.Add($"ongoing: {frame.Ongoing}"); }
            _group.Auxiliaries(trigger, scope);
            Turn(_group.NegativeSubject(trigger), scope);
            Turn(_group.NegativeObject(trigger), scope);
        }
        else if (_group.NoBefore(trigger, out var no)) { scope.Negated = true; scope.Proof.Add((no, "negated")); }
        _group.Adverbs(trigger, scope);
        var settled = _phrases.Find(trigger, frame.IsNoun) is { } hit && Settles(hit, scope);
        if (settled && frame.IsNoun && scope.Dropped is null)
        {
            // Polarity is settled; whose deed it is, the words over the noun still say.
            var over = new ScopeReading { Stage = frame.Stage, Top = trigger };
            Climb(trigger, frame, over, headline);
            (scope.NounGovernor, scope.NounGovernorToken, scope.ApprovalNoun) = (over.NounGovernor, over.NounGovernorToken, over.ApprovalNoun);
        }
        else if (settled) { }
        else if (UnderHypothesis(trigger) is { } mark) scope.Drop($"the words stand under “{mark}”");
        else Climb(trigger, frame, scope, headline);
        if (frame.Kind == ClaimKind.Use)
        {
            // A foretold use is a use that is only probable.
            if (scope.Stage is not Stage.Used && scope.Dropped is null)
            {
                if (scope.Stage is not Stage.Planned) scope.Drop("no use is stated");
                else { scope.Weaken(Factuality.Probable); scope.Future = true; }
            }
            else if (scope.Future) scope.Weaken(Factuality.Probable);
            scope.Stage = Stage.Used;
        }
        return scope;
    }

    /// <summary>A negative subject or object turns the verb's polarity.</summary>
    private void Turn(int word, ScopeReading scope)
    {
        if (word < 0 || scope.Proof.Exists(p => p.Span == tree.Analysis.SpanOf(word))) return;
        scope.Negated = !scope.Negated;
        scope.DoesNot = true;
        scope.Proof.Add((tree.Analysis.SpanOf(word), "negated"));
    }

    /// <summary>Applies a phrase; true where it says all there is to say about polarity, so that nothing above it is asked.</summary>
    private bool Settles(PhraseReader.Hit hit, ScopeReading scope)
    {
        var effect = hit.Phrase.Effect;
        scope.Trace.Add("phrase " + hit.Phrase.Id);
        var of = effect switch { PhraseEffect.Negate => "negated", PhraseEffect.Deny or PhraseEffect.NotConfirmed or PhraseEffect.NoPosition => "stance", _ => "factuality" };
        if (!hit.Before.IsEmpty) scope.Proof.Add((hit.Before, of));
        if (!hit.After.IsEmpty) scope.Proof.Add((hit.After, of));
        switch (effect)
        {
            case PhraseEffect.Possible: scope.Weaken(Factuality.Possible); return false;
            case PhraseEffect.Probable: scope.Weaken(Factuality.Probable); return false;
            case PhraseEffect.Unknown: scope.Weaken(Factuality.Unknown); return false;
        }
        if (scope.Negated) { scope.Drop($"two negations: {hit.Phrase.Id}"); return true; }
        switch (effect)
        {
            case PhraseEffect.NotConfirmed:
            case PhraseEffect.NoPosition:
                scope.Factuality = Factuality.Unknown;
                scope.Stance = effect == PhraseEffect.NotConfirmed ? Stance.NotConfirmed : Stance.NoPosition;
                break;
            case PhraseEffect.Deny:
                scope.Stance = Stance.Denies;
                scope.Negated = true;
                break;
            case PhraseEffect.Doubt:
                scope.Negated = true;
                scope.Weaken(Factuality.Probable);
                break;
            default:
                scope.Negated = true;
                break;
        }
        return true;
    }

    /// <summary>"if", "whether", "unless" earlier in the same clause, by the order of words.</summary>
    private string? UnderHypothesis(int trigger)
    {
        for (var i = trigger - 1; i >= 0 && trigger - i <= 20 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i--)
        {
            var word = tree.Analysis.Word(i);
            if (word is "," or ";" or ":" or "—" or "–") return null;
            if (tree.Upos(i) is Upos.Cconj && tree.Lemma(i) is "but") return null;
            if (tree.Upos(i) is not (Upos.Sconj or Upos.Adv or Upos.Adp)) continue;
            if (tree.Lemma(i) is "if" or "whether" or "unless" or "until" or "lest")
            {
                return i > 0 && tree.Lemma(i - 1) is "even" or "as" or "what" ? null : tree.Lemma(i);
            }
        }
        return null;
    }

    /// <summary>The subject of a passive verb, or an object, before a phrase of the verb that can belong to it.</summary>
    private int? CueBesides(int verb, int phrase, string link)
    {
        if (!tree.IsVerb(verb)) return null;
        foreach (var child in tree.Children(verb))
            if (child < phrase && (tree.Relation(child) is "nsubj:pass" or "obj") && tree.IsNominal(child) && CueAt(child, link) is not null) return child;
        return null;
    }

    private void Climb(int trigger, Frame frame, ScopeReading scope, bool headline)
    {
        var at = trigger;
        for (var hop = 0; hop < MaxClimb; hop++)
        {
            var isClause = tree.Upos(at) is Upos.Verb or Upos.Aux or Upos.Adj || at == trigger && !frame.IsNoun;
            if (isClause && ClauseMark(at, scope, trigger)) return;
            if (at == trigger && isClause && InfinitiveOfPlan(at) is var to && to >= 0)
            {
                scope.Stage = Stage.Planned;
                scope.StageByCue = true;
                scope.Future = true;
                scope.Proof.Add((tree.Span(to, at), "stage"));
                return;
            }
            var head = HeadFor(at, isClause, out var link, out var adjacent);
            if (head < 0)
            {
                if (isClause && clauses.IsInfinitive(at) && at == trigger && !(headline && IsHeadlineFuture(at, scope, frame))) scope.Drop("an infinitive under no known word");
                return;
            }
            var relation = tree.Base(at);
            if (!adjacent && relation.SequenceEqual("conj"))
            {
                // What stands over the first of a pair stands over the second; the first's own auxiliaries do too ("will buy and
                // deliver"), unless the second has its own: in "has not sent and will not send" one "not" must not undo the other.
                if (tree.Upos(head) == Upos.Verb && tree.Xpos(at) == "VB" && !clauses.IsInfinitive(at) && !_group.HasOwnAuxiliary(at)) _group.Auxiliaries(head, scope, governor: true);
                if (tree.Upos(head) is not (Upos.Verb or Upos.Aux or Upos.Adj) && isClause) return;
                at = head;
                scope.Top = at;
                continue;
            }
            if (!adjacent && tree.Relation(at) == "acl:relcl") return;
            if (!isClause && tree.Base(at) is var b && (b.SequenceEqual("appos") || b.SequenceEqual("list"))) { at = head; continue; }
            var cue = CueAt(head, link);
            if (cue is null && !isClause && tree.Base(at).SequenceEqual("obl") && CueBesides(head, at, link) is { } noun)
            {
                // "a licence was granted for the transfer": what is granted is a licence for it, however the phrase hangs in the tree.
                (head, cue) = (noun, CueAt(noun, link));
            }
            if (cue is null && !isClause && at == trigger && tree.IsNominal(head) && tree.Base(head).SequenceEqual("obj") && tree.Head(head) is >= 0 and var told && tree.IsVerb(told) && told < head && cues.Find(CuePart.Verb, tree.Lemma(told), link) is { Stage: not null } told1)
            {
                // "notified Congress of a possible sale": the phrase is the verb's, though it hangs under the one who is told.
                (head, cue) = (told, told1);
            }
            if (cue is null)
            {
                if (isClause && link == "inf" && at == trigger && !headline && tree.Base(at) is var rr && !rr.SequenceEqual("ccomp")) { scope.Drop($"an infinitive under “{tree.Lemma(head)}”"); return; }
                if (isClause && link == "ger" && at == trigger && clauses.MarkOf(at) is "of" or "from" or "against" or "without" or "about" or "instead" or "in" or "than" or "between") { scope.Drop($"a gerund under “{tree.Lemma(head)}”"); return; }
                // "rejected a story alleging the sale of …"
                if (!isClause && tree.Xpos(head) == "VBG" && tree.Lemma(head) is "allege" or "claim" or "suggest" or "report") scope.UnderContent = true;
                if (isClause && tree.Base(at).SequenceEqual("advcl")) return;
                if (isClause && tree.Base(at).SequenceEqual("acl") && link != "inf" && link != "ger") return;
                if (!isClause && link is not ("obj" or "subj" or "'s" or "") && tree.IsNominal(head) && !Mentions.ActorNouns.IsMeasure(tree.Lemma(head)) && tree.Upos(head) is not (Upos.Num or Upos.Sym))
                {
                    // "the scandal over the sale", "profits from sales"
                    scope.Presupposed = true;
                    return;
                }
                if (!isClause && tree.IsVerb(head) && at == trigger)
                {
                    scope.NounGovernorToken = head;
                    _group.Auxiliaries(head, scope, governor: true);
                    if (tree.Base(at) is var o && (o.SequenceEqual("obl") || o.SequenceEqual("advcl"))) { UndoFuture(scope, frame); }
                }
                at = head;
                scope.Top = at;
                continue;
            }
            Apply(cue, head, at, link, frame, scope, isClause);
            if (scope.Dropped is not null) return;
            if (adjacent && tree.IsUnder(head, at))
            {
                // The parser took the noun for the verb's subject: what stands over the verb stands over the noun.
                var above = tree.Head(at);
                if (above < 0 || CueAt(above, "that") is not { } outer) return;
                Apply(outer, above, at, "that", frame, scope, true);
                if (scope.Dropped is not null) return;
                at = above;
                scope.Top = at;
                continue;
            }
            at = head;
            scope.Top = at;
        }
    }

    /// <summary>"Egypt is to buy", and the headline's "Germany to send": the token of "to" or of "is", or −1.</summary>
    private int InfinitiveOfPlan(int verb)
    {
        if (!clauses.IsInfinitive(verb)) return -1;
        var to = verb - 1;
        while (to > 0 && !tree.WordIs(to, "to")) to--;
        var before = to - 1;
        while (before >= 0 && tree.SentenceOf(before) == tree.SentenceOf(verb) && tree.Upos(before) is Upos.Adv or Upos.Part) before--;
        if (before < 0 || tree.SentenceOf(before) != tree.SentenceOf(verb)) return -1;
        if (tree.Lemma(before) == "be" && tree.Upos(before) is Upos.Aux or Upos.Verb) return before;
        if (!clauses.IsParty(before) || tree.Relation(before) is "obj" or "iobj" or "obl") return -1;
        for (var i = before; i >= 0 && tree.SentenceOf(i) == tree.SentenceOf(verb); i--)
        {
            if (tree.Upos(i) is Upos.Verb && !clauses.IsParty(i) || tree.Upos(i) is Upos.Aux or Upos.Sconj or Upos.Adp && tree.Lemma(i) is not "of") return -1;
        }
        return to;
    }

    /// <summary>A noun that only stands in a phrase of a clause takes no tense from its verb.</summary>
    private static void UndoFuture(ScopeReading scope, Frame frame)
    {
        if (!scope.Future) return;
        scope.Future = false;
        scope.Stage = frame.Stage;
        scope.StageByCue = false;
        scope.Factuality = Factuality.Certain;
        scope.Negated = false;
    }

    private bool IsHeadlineFuture(int verb, ScopeReading scope, Frame frame)
    {
        scope.Stage = Stage.Planned;
        scope.StageByCue = true;
        scope.Trace.Add($"headline infinitive of {frame.Lemma} at {verb}: planned");
        return true;
    }

    /// <summary>The word under which a clause or noun stands, and how: for infinitives and gerunds the word right before is
    /// trusted more than the tree.</summary>
    private int HeadFor(int at, bool isClause, out string link, out bool adjacent)
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
            if (preposition - 1 >= 0 && preposition - 1 != head && tree.SentenceOf(preposition - 1) == tree.SentenceOf(at) && tree.Upos(preposition - 1) is Upos.Noun && CueAt(preposition - 1, link) is not null && !tree.IsUnder(preposition - 1, at)) return preposition - 1;
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

    private Cue? CueAt(int token, string link)
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
        for (var i = token - 1; i >= 0 && token - i <= 5 && tree.SentenceOf(i) == tree.SentenceOf(token); i--)
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

    private void Apply(Cue cue, int head, int at, string link, Frame frame, ScopeReading scope, bool isClause)
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
            scope.Factuality = Factuality.Unknown;
            scope.Stance = Stance.NoPosition;
            scope.Proof.Add((tree.Span(head - 2, head), "stance"));
            return;
        }
        scope.UnderContent = cue.Effect == CueEffect.Content;
        if (cue.Effect == CueEffect.Content) return;
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
        if (cue.Effect == CueEffect.Drop) { scope.Drop($"under “{tree.WordLower(head)}” nothing is stated"); return; }
        if (!isClause && at >= 0 && scope.NounGovernorToken < 0 && tree.IsVerb(head)) { scope.NounGovernor = cue; scope.NounGovernorToken = head; }
        var span = tree.Analysis.SpanOf(head);
        var own = new ScopeReading { Stage = scope.Stage };
        var perfective = tree.Upos(head) is Upos.Verb or Upos.Aux;
        if (perfective) _group.Auxiliaries(head, own, governor: false);
        else if (tree.Upos(head) is Upos.Adj) _group.Auxiliaries(head, own, governor: false);
        else if (_group.NoBefore(head, out var no)) { own.Negated = true; own.Proof.Add((no, "negated")); }
        if (own.Dropped is { } why) { scope.Drop(why); return; }
        var negatedCue = own.Negated;
        var stage = gets ? cue.Stage : cue.GivingStage;
        var firmness = gets ? cue.Factuality : cue.GivingFactuality;
        if (cue.Effect == CueEffect.Evidence)
        {
            if (!negatedCue && !NearNegation(head)) { scope.Proof.Add((span, "factuality")); return; }
            scope.Factuality = Factuality.Unknown;
            scope.Stance = Stance.NotConfirmed;
            scope.Proof.Add((span, "stance"));
            scope.Proof.AddRange(own.Proof);
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
                    scope.Factuality = Factuality.Unknown;
                    scope.Stance = Stance.NotConfirmed;
                    scope.Proof.Add((span, "stance"));
                    scope.Proof.AddRange(own.Proof);
                    return;
                case NegatedCue.NoPosition:
                    scope.Factuality = Factuality.Unknown;
                    scope.Stance = Stance.NoPosition;
                    scope.Proof.Add((span, "stance"));
                    scope.Proof.AddRange(own.Proof);
                    return;
                case NegatedCue.Possible:
                    if (stage is { } s0) { scope.Stage = Stage.Planned; scope.StageByCue = true; }
                    scope.Weaken(Factuality.Possible);
                    scope.Proof.Add((span, "factuality"));
                    scope.Proof.AddRange(own.Proof);
                    return;
            }
        }
        if (stage is Stage.Requested or Stage.Sought && scope.StageByCue && scope.Stage is Stage.Suspended or Stage.Cancelled or Stage.Refused)
        {
            scope.Drop($"“{tree.WordLower(head)}” asks that it stop");
            return;
        }
        if (stage is { } st && !(scope.StageByCue && Keeps(scope.Stage, st)))
        {
            scope.Stage = st;
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
        if (own.Factuality > Factuality.Certain) scope.Weaken(own.Factuality);
        foreach (var p in own.Proof)
        {
            if (!scope.Proof.Contains(p)) scope.Proof.Add(p);
        }
        _group.Adverbs(head, scope);
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

    /// <summary>Reads the mark of the clause; true when nothing above it bears on the trigger.</summary>
    private bool ClauseMark(int verb, ScopeReading scope, int trigger)
    {
        foreach (var c in tree.Children(verb))
        {
            if (c > verb || !(tree.Base(c).SequenceEqual("mark") || tree.Base(c).SequenceEqual("advmod"))) continue;
            if (cues.Find(CuePart.Mark, tree.Lemma(c), "mark") is not { } cue) continue;
            if (tree.Lemma(c) == "once" && (tree.WordIs(c + 1, "more") || tree.WordIs(c + 1, "again"))) continue;
            scope.Trace.Add($"{cue.Id} at {verb}");
            scope.Drop($"the clause stands under “{tree.WordLower(c)}”");
            return true;
        }
        // A condition beside the trigger's clause: kept, and what "would" then says is only possible.
        foreach (var c in tree.Children(verb))
        {
            if (!tree.Base(c).SequenceEqual("advcl")) continue;
            foreach (var d in tree.Children(c))
            {
                if (d > c || !tree.Base(d).SequenceEqual("mark") || cues.Find(CuePart.Mark, tree.Lemma(d), "mark") is not { } cue) continue;
                if (cue.Effect is not (CueEffect.Condition or CueEffect.After)) continue;
                var (first, last) = tree.Edges(c);
                while (last > first && tree.Upos(last) is Upos.Punct) last--;
                while (first < last && tree.Upos(first) is Upos.Punct) first++;
                if (trigger >= first && trigger <= last) continue;
                scope.Condition = tree.Span(first, last);
                scope.Proof.Add((scope.Condition.Value, "condition"));
                if (cue.Effect == CueEffect.Condition) scope.Weaken(Factuality.Possible);
            }
        }
        return false;
    }
}
