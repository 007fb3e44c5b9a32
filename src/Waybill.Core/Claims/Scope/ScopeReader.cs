using System.Collections.Frozen;
using Waybill.Claims.Frames;
using Waybill.Claims.Reading;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims.Scope;

/// <summary>Reads stage, firmness, polarity and stance of a trigger from the words over it: auxiliaries and adverbs, then
/// each word under which it stands, from the inside out (after Saurí and Pustejovsky, FactBank, 2009).</summary>
internal sealed class ScopeReader(TreeView tree, CueTable cues, PhraseTable phrases, ClauseStructure clauses)
{
    private const int MaxClimb = 10;
    private static readonly FrozenSet<string> Overcoming = WordClasses.Of("overcoming-verb");
    private static readonly FrozenSet<string> AheadWords = WordClasses.Of("ahead-adjective");
    private static readonly FrozenSet<string> PromisedWords = WordClasses.Of("promised-adjective");
    private static readonly FrozenSet<string> PossibleWords = WordClasses.Of("possible-adjective");
    private static readonly FrozenSet<string> SuspectedWords = WordClasses.Of("suspected-adjective");
    private static readonly FrozenSet<string> OpenVerbs = WordClasses.Of("open-verb");
    private static readonly FrozenSet<string> OpenWords = WordClasses.Of("open-predicate");
    private static readonly FrozenSet<string> Campaigning = WordClasses.Of("campaigning-verb");
    private static readonly FrozenSet<string> Topics = WordClasses.Of("topic-noun");
    private static readonly FrozenSet<string> StoryVerbs = WordClasses.Of("story-verb");
    private static readonly FrozenSet<string> HappeningVerbs = WordClasses.Of("happening-verb");
    private readonly VerbGroup _group = new(tree, cues, clauses);
    private readonly CueLinks _links = new(tree, cues, clauses);
    private readonly CueEffects _cueEffects = new(tree, cues, clauses);
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
        if (frame.IsNoun) Described(trigger, frame, scope);
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
        ToBePermitted(trigger, scope);
        if (scope.MayBe && scope.Stage is Stage.Planned) scope.Weaken(Factuality.Possible); // "approved the possible sale": approved it is
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

    /// <summary>"the planned sale", "a possible purchase", "its promised delivery", "the alleged shipment": by its adjective a deed that is ahead, or that only is spoken of.</summary>
    private void Described(int noun, Frame frame, ScopeReading scope)
    {
        if (frame.Stage is not (Stage.Ordered or Stage.Delivered or Stage.InDelivery or Stage.Agreed or Stage.Buying)) return;
        for (var i = noun - 1; i >= 0 && noun - i <= 6 && tree.SentenceOf(i) == tree.SentenceOf(noun); i--)
        {
            if (tree.Upos(i) is not (Upos.Adj or Upos.Noun or Upos.Propn or Upos.Num or Upos.Sym or Upos.Verb or Upos.Adv) && tree.Analysis.Word(i) is not ("-" or "–")) return;
            if (tree.Upos(i) is Upos.Verb && tree.Xpos(i) is not ("VBN" or "VBG")) return;
            var word = tree.WordLower(i);
            if (SuspectedWords.Contains(word))
            {
                scope.Weaken(Factuality.Probable);
                scope.Proof.Add((tree.Analysis.SpanOf(i), "factuality"));
                scope.Trace.Add($"by “{word}”: {Factuality.Probable}");
                return;
            }
            var possible = PossibleWords.Contains(word);
            if (!possible && !AheadWords.Contains(word) && !PromisedWords.Contains(word)) continue;
            scope.Ahead = true;
            scope.Stage = PromisedWords.Contains(word) ? Stage.Pledged : Stage.Planned;
            scope.StageByCue = true;
            scope.Proof.Add((tree.Analysis.SpanOf(i), "stage"));
            scope.Trace.Add($"by “{word}”: {scope.Stage}");
            scope.MayBe = possible;
            return;
        }
    }

    /// <summary>"a plea to be allowed to buy": what one would have permitted is not permitted; it is asked for, or nothing is stated.</summary>
    private void ToBePermitted(int trigger, ScopeReading scope)
    {
        if (scope.Dropped is not null || scope.Stage is not Stage.Approved || trigger < 5 || !tree.WordIs(trigger - 1, "to") || !tree.WordIs(trigger - 3, "be") || !tree.WordIs(trigger - 4, "to") || tree.SentenceOf(trigger - 5) != tree.SentenceOf(trigger) || tree.Lemma(trigger - 5) is "be") return;
        for (var i = trigger - 5; i >= 0 && trigger - i <= 14 && tree.SentenceOf(i) == tree.SentenceOf(trigger); i--)
        {
            if (tree.Lemma(i) is not ("plea" or "request" or "appeal" or "bid" or "application" or "demand" or "plead" or "ask" or "beg" or "apply" or "seek")) continue;
            scope.Stage = Stage.Requested;
            scope.Proof.Add((tree.Analysis.SpanOf(i), "stage"));
            return;
        }
        scope.Drop("to be permitted is not permitted");
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
            if (child < phrase && (tree.Relation(child) is "nsubj:pass" or "obj") && tree.IsNominal(child) && _links.CueAt(child, link) is not null) return child;
        return null;
    }

    private bool IsToCome(int verb)
    {
        foreach (var child in tree.Children(verb))
            if (tree.Upos(child) is Upos.Aux && tree.Lemma(child) is "will" or "would" or "shall") return true;
        return false;
    }

    private void Climb(int trigger, Frame frame, ScopeReading scope, bool headline)
    {
        var at = trigger;
        for (var hop = 0; hop < MaxClimb; hop++)
        {
            var isClause = tree.Upos(at) is Upos.Verb or Upos.Aux or Upos.Adj || at == trigger && !frame.IsNoun;
            if (isClause && ClauseMark(at, scope, trigger)) return;
            // "denied sending missiles, saying it had supplied drones": what is said then does not stand under the denial.
            if (isClause && at != trigger && at > 0 && tree.Xpos(at) == "VBG" && tree.Relation(at) == "advcl" && tree.Analysis.Word(at - 1) is "," && CueLexicon.Attribution.ClassOf(tree.Lemma(at)) == "say") return;
            if (at == trigger && isClause && InfinitiveOfPlan(at) is var to && to >= 0)
            {
                scope.Stage = Stage.Planned;
                scope.StageByCue = true;
                scope.Future = true;
                scope.Proof.Add((tree.Span(to, at), "stage"));
                return;
            }
            var head = _links.HeadFor(at, isClause, out var link, out var adjacent);
            if (head < 0)
            {
                if (isClause && clauses.IsInfinitive(at) && at == trigger && !(headline && IsHeadlineFuture(at, scope, frame))) scope.Drop("an infinitive under no known word");
                return;
            }
            if (at == trigger && isClause && tree.Lemma(head) == "have" && tree.WordIs(at - 1, "to") && tree.WordIs(at - 2, "yet"))
            {
                // "has yet to deliver", with "has" over it: "yet" has been heard beside the verb.
                at = head;
                scope.Top = at;
                continue;
            }
            var relation = tree.Base(at);
            if (!adjacent && relation.SequenceEqual("conj"))
            {
                // What stands over the first of a pair stands over the second; the first's own auxiliaries do too ("will buy and
                // deliver"), unless the second has its own: in "has not sent and will not send" one "not" must not undo the other.
                if (tree.Upos(head) == Upos.Verb && (tree.Xpos(at) == "VB" || tree.Xpos(at) == "VBP" && tree.Xpos(head) == "VB" && tree.OwnSubject(at, out _) < 0) && !clauses.IsInfinitive(at) && !_group.HasOwnAuxiliary(at)) _group.Auxiliaries(head, scope, governor: true);
                if (tree.Upos(head) is not (Upos.Verb or Upos.Aux or Upos.Adj) && isClause) return;
                if (isClause && clauses.JoinsHigher(at, head)) return; // "will not allow Iran to use …, and has offered": no pair
                at = head;
                scope.Top = at;
                continue;
            }
            if (!adjacent && tree.Relation(at) == "acl:relcl")
            {
                // "allegations that South Africa supplied weapons", taken for a relative clause: what is alleged is said nowhere else.
                if (!isClause || !tree.WordIs(head + 1, "that") || _links.CueAt(head, "that") is not { } story || story.Effect is not (CueEffect.Content or CueEffect.Evidence) && story.Lemma is not ("speculation" or "rumour" or "rumor")) return;
                link = "that";
            }
            // "denied port access to a ship carrying arms": what is said of the ship says nothing of what it carries.
            if (!adjacent && isClause && tree.Xpos(at) == "VBG" && tree.Base(at).SequenceEqual("acl") && link == "ger" && Vessels.IsVessel(tree.Lemma(head))) return;
            if (!isClause && tree.Base(at) is var b && (b.SequenceEqual("appos") || b.SequenceEqual("list"))) { at = head; continue; }
            var cue = _links.CueAt(head, link);
            if (cue is null && !isClause && tree.Base(at).SequenceEqual("obl") && CueBesides(head, at, link) is { } noun)
            {
                // "a licence was granted for the transfer": what is granted is a licence for it, however the phrase hangs in the tree.
                (head, cue) = (noun, _links.CueAt(noun, link));
            }
            if (cue is null && !isClause && at == trigger && tree.IsNominal(head) && tree.Base(head).SequenceEqual("obj") && tree.Head(head) is >= 0 and var told && tree.IsVerb(told) && told < head && cues.Find(CuePart.Verb, tree.Lemma(told), link) is { Stage: not null } told1)
            {
                // "notified Congress of a possible sale": the phrase is the verb's, though it hangs under the one who is told.
                (head, cue) = (told, told1);
            }
            if (!isClause && link == "obj" && scope.Negated && Overcoming.Contains(tree.Lemma(head)) && _links.CueAt(at, "inf") is { Effect: CueEffect.Negate })
            {
                scope.Drop($"“{tree.Lemma(head)}” undoes it"); // "overcame its reluctance to send"
                return;
            }
            if (!isClause && link == "for" && scope.StageByCue && scope.Stage is Stage.Suspended or Stage.Cancelled or Stage.Refused && tree.IsVerb(head) && Campaigning.Contains(tree.Lemma(head)))
            {
                scope.Drop($"“{tree.WordLower(head)} for” asks that it stop"); // "pushed for a halt to arms sales"
                return;
            }
            if (cue is null && isClause && link == "that" && tree.IsVerb(head) && CueLexicon.Attribution.ClassOf(tree.Lemma(head)) is not null) scope.Told = true;
            if (cue is null)
            {
                // "recover from the scandal over the sale": what is said of the verb says nothing of the sale.
                if (!isClause && at == trigger && tree.IsVerb(head) && link is "from" or "over" or "after" or "amid" or "despite" or "since") { scope.Presupposed = true; return; }
                if (scope.UnderContent && !isClause && tree.IsVerb(head) && link == "obj" && !StoryVerbs.Contains(tree.Lemma(head))) { scope.Drop($"a story under “{tree.Lemma(head)}”"); return; }
                if (isClause && link == "inf" && (at == trigger || scope.StageByCue && scope.Stage is Stage.Suspended or Stage.Cancelled or Stage.Refused) && !headline && tree.Base(at) is var rr && !rr.SequenceEqual("ccomp")) { scope.Drop($"an infinitive under “{tree.Lemma(head)}”"); return; }
                if (isClause && link == "ger" && at == trigger && clauses.MarkOf(at) is "of" or "from" or "against" or "without" or "about" or "instead" or "in" or "than" or "between") { scope.Drop($"a gerund under “{tree.Lemma(head)}”"); return; }
                // "rejected a story alleging the sale of …"
                if (!isClause && tree.Xpos(head) == "VBG" && tree.Lemma(head) is "allege" or "claim" or "suggest" or "report") scope.UnderContent = true;
                if (isClause && tree.Base(at).SequenceEqual("advcl"))
                {
                    // "will hand them over after receiving others": whether those have come is open.
                    if (at == trigger && tree.Xpos(at) == "VBG" && clauses.MarkOf(at) is "after" or "upon" or "on" or "once" && IsToCome(head)) scope.Drop("what is to come before another thing that has not");
                    return;
                }
                if (isClause && tree.Base(at).SequenceEqual("acl") && link != "inf" && link != "ger") return;
                if (!isClause && link is not ("obj" or "subj" or "'s" or "") && tree.IsNominal(head) && !Mentions.ActorNouns.IsMeasure(tree.Lemma(head)) && tree.Upos(head) is not (Upos.Num or Upos.Sym))
                {
                    // "an answer to the sale", "the case against the sale": whether it came is open.
                    if (link is "against" or "to" && frame.IsNoun && at == trigger && scope.Stage is Stage.Ordered or Stage.Delivered) { scope.Drop($"a noun of transfer under “{tree.Lemma(head)} {link}”"); return; }
                    // "its policy on arms supplies", "the vote on the sale"
                    if (link is "on" or "over" or "about" or "regarding" or "concerning" && frame.IsNoun && at == trigger && Topics.Contains(tree.Lemma(head))) { scope.Drop($"what “{tree.WordLower(head)} {link}” is about"); return; }
                    // "the scandal over the sale", "profits from sales"
                    scope.Presupposed = true;
                    return;
                }
                // "The sale is on hold", "the delivery is still pending"
                if (!isClause && link == "subj" && at == trigger && !tree.IsVerb(head) && tree.Child(head, "cop") >= 0 && OpenWords.Contains(tree.Lemma(head)) && scope.Stage is Stage.Ordered or Stage.Delivered or Stage.InDelivery or Stage.Agreed or Stage.Planned or Stage.Pledged)
                {
                    if (tree.Lemma(head) is not ("hold" or "ice") || scope.Negated) { scope.Drop($"what is “{tree.WordLower(head)}” has not come"); return; }
                    scope.Stage = Stage.Suspended;
                    scope.StageByCue = true;
                    scope.Proof.Add((tree.Analysis.SpanOf(head), "stage"));
                }
                if (!isClause && tree.IsVerb(head) && at == trigger)
                {
                    scope.NounGovernorToken = head;
                    var before = scope.Negated;
                    _group.Auxiliaries(head, scope, governor: true);
                    // "The delivery depends on Sweden", "the sale still needs approval": it has not come.
                    if (link == "subj" && OpenVerbs.Contains(tree.Lemma(head)) && IsUnderWay(frame.Stage) && IsUnderWay(scope.Stage)) { scope.Drop($"what “{tree.WordLower(head)}” is open"); return; }
                    if (WhyOpen(head, link, scope) is { } open) { scope.Drop(open); return; }
                    // "The delivery has not changed the balance", "the sales do not violate the law": what it did not do is no word on whether it came.
                    if (link == "subj" && scope.Negated && !before && !Happens(head)) { scope.Drop($"what it does not “{tree.Lemma(head)}”"); return; }
                    // "South Korean arms supplies would violate the law": what would follow from them, if there were any.
                    if (link == "subj" && scope.Future && tree.Child(head, "aux") is >= 0 and var would && tree.WordIs(would, "would") && !Happens(head)) scope.Weaken(Factuality.Possible);
                    if (tree.Base(at) is var o && (o.SequenceEqual("obl") || o.SequenceEqual("advcl"))) { UndoFuture(scope, frame); }
                }
                at = head;
                scope.Top = at;
                continue;
            }
            _cueEffects.Apply(cue, head, at, link, frame, scope, isClause);
            if (scope.Dropped is not null) return;
            if (!isClause && at == trigger && cue.Effect is CueEffect.Transparent && tree.IsVerb(head) && WhyOpen(head, link, scope) is { } stillOpen) { scope.Drop(stillOpen); return; }
            if (scope.Dropped is not null) return;
            if (adjacent && tree.IsUnder(head, at))
            {
                // The parser took the noun for the verb's subject: what stands over the verb stands over the noun.
                var above = tree.Head(at);
                if (above < 0 || _links.CueAt(above, "that") is not { } outer) return;
                _cueEffects.Apply(outer, above, at, "that", frame, scope, true);
                if (scope.Dropped is not null) return;
                at = above;
                scope.Top = at;
                continue;
            }
            at = head;
            scope.Top = at;
        }
    }

    private bool IsWish(int verb) => tree.Child(verb, "aux") is >= 0 and var would && tree.WordIs(would, "would") && !Happens(verb);

    /// <summary>Why a noun of transfer under the verb <paramref name="head"/> tells of nothing that came, or null.</summary>
    private string? WhyOpen(int head, string link, ScopeReading scope) => link switch
    {
        // "the promised delivery has begun"
        "subj" when scope.Ahead && !scope.Negated && !scope.Future && Happens(head) => "what was planned has come in part, and how much is not said",
        // "would welcome French deliveries": they are not there.
        "obj" when scope.Future && IsWish(head) => $"what one “would {tree.Lemma(head)}”",
        _ => null,
    };

    /// <summary>"would begin in May", "would take place": what is told of the deed is that it comes.</summary>
    private bool Happens(int verb) =>
        tree.Lemma(verb) is "go" && (tree.WordLower(Math.Min(verb + 1, tree.Tokens.Count - 1)) is "ahead" or "through" or "forward" or "on" or "to" or "into" or "beyond")
        || HappeningVerbs.Contains(tree.Lemma(verb));

    /// <summary>A stage at which something has been agreed or has moved.</summary>
    private static bool IsUnderWay(Stage? stage) => stage is Stage.Ordered or Stage.Delivered or Stage.InDelivery or Stage.Agreed;

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
            if (c < verb && tree.Edges(c) is var (start, end) && end < trigger && IsInverted(c, start))
            {
                scope.Condition = tree.Span(start, end - (tree.Upos(end) is Upos.Punct ? 1 : 0));
                scope.Proof.Add((scope.Condition.Value, "condition"));
                scope.Weaken(Factuality.Possible);
            }
        }
        if (scope.Condition is null && WordedCondition(trigger) is { } worded)
        {
            scope.Condition = worded;
            scope.Proof.Add((worded, "condition"));
        }
        return false;
    }

    /// <summary>"Should Congress approve, …", "Were Paris to agree, …": a clause that opens with its auxiliary.</summary>
    private bool IsInverted(int clause, int start) =>
        tree.WordLower(start) is "should" or "were" && tree.Head(start) == clause && start + 1 < clause && tree.Upos(start + 1) is not Upos.Verb;

    private static readonly FrozenSet<string> ConditionOpeners = WordClasses.Of("condition-opener");

    /// <summary>Words of the longest opener ("on the condition that").</summary>
    private const int LongestOpener = 4;

    /// <summary>"provided that it gets jets", "as soon as they are repaired": from such words to the next mark or the sentence's end, where the trigger stands outside.</summary>
    private TextSpan? WordedCondition(int trigger)
    {
        var sentence = tree.Analysis.Sentences[tree.SentenceOf(trigger)];
        for (var i = sentence.FirstToken; i < sentence.EndToken - 2; i++)
        {
            var opener = tree.WordLower(i);
            for (var k = i + 1; k < i + LongestOpener && k < sentence.EndToken; k++)
            {
                opener += " " + tree.WordLower(k);
                if (!ConditionOpeners.Contains(opener)) continue;
                var last = k;
                while (last + 1 < sentence.EndToken && tree.Upos(last + 1) is not Upos.Punct) last++;
                if (last == k || trigger >= i && trigger <= last) return null;
                // "The claim that … on condition that they do not … is untrue": where such a condition ends, the order of words does not say.
                for (var t = k + 1; t <= last; t++)
                {
                    if (CueLexicon.Polarity.ClassOf(tree.WordLower(t)) is { } bears && bears != "harmless") return null;
                }
                return tree.Span(i, last);
            }
        }
        return null;
    }
}
