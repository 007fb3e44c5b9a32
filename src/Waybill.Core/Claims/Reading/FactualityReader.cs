using System.Collections.Immutable;
using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Reading;

/// <summary>A word that bears on a claim's factuality, and how.</summary>
public readonly record struct FactualityCue(int Token, TextSpan Span, string Class);

/// <summary>How firmly a predicate is asserted (the guide's table; FactBank's scale). Computed by <see cref="FactualityReader"/>.</summary>
public sealed record FactualityReading
{
    public Factuality Factuality { get; init; }
    public bool Negated { get; init; }
    public Stance Stance { get; init; }

    /// <summary>The words of a condition ("once the talks are over"); null where there is none.</summary>
    public TextSpan? Condition { get; init; }

    /// <summary>The words that decided, in order.</summary>
    public ImmutableArray<FactualityCue> Cues { get; init; } = [];
}

/// <summary>Reads hedges, negation, stance and condition for a predicate: its own auxiliaries and adverbs, then every
/// predicate that it is the complement of, then the cues of the attributions it stands under.</summary>
public static class FactualityReader
{
    private const int MaxClimb = 12;

    /// <summary>Factuality of the predicate at a token.</summary>
    /// <param name="attributions">The article's attributions; their cues count where the tree does not show them.</param>
    /// <param name="cues">Cue file; the shipped one by default.</param>
    public static FactualityReading Read(Analysis analysis, int sentence, int predicate, AttributionReading? attributions = null, CueLexicon? cues = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var reading = new State(analysis, sentence, cues ?? CueLexicon.Factuality);
        reading.Climb(predicate);
        reading.Leads(predicate);
        if (attributions is not null)
        {
            foreach (var mention in attributions.Chain(predicate)) reading.Attributed(mention);
        }
        reading.Phrases(predicate);
        return reading.Result();
    }

    private sealed class State(Analysis analysis, int sentence, CueLexicon cues)
    {
        private readonly Sentence s = analysis.Sentences[sentence];
        private readonly TokenTable _tokens = analysis.Tokens;
        private readonly List<FactualityCue> _cues = [];
        private readonly HashSet<int> _seen = [];

        /// <summary>Tokens that turn the polarity: an odd number of them negates.</summary>
        private readonly SortedSet<int> _flips = [];
        private readonly bool _hasTree = Trees.Has(analysis, analysis.Sentences[sentence]);
        private Factuality _factuality = Factuality.Certain;
        private Stance _stance = Stance.Asserts;
        private bool _denied;
        private TextSpan? _condition;

        public FactualityReading Result() => new()
        {
            Factuality = _factuality,
            Negated = Negated,
            Stance = _stance,
            Condition = _condition,
            Cues = [.. _cues.OrderBy(c => c.Token).ThenBy(c => c.Class, StringComparer.Ordinal)],
        };

        private bool Negated => _denied || _flips.Count % 2 == 1;

        private string Word(int t) => t >= s.FirstToken && t < s.EndToken ? Verbs.Lower(analysis, t) : "";

        private void Note(int token, string cls)
        {
            _cues.Add(new FactualityCue(token, analysis.SpanOf(token), cls));
        }

        private void Weaken(Factuality to)
        {
            if (to > _factuality) _factuality = to;
        }

        public void Climb(int predicate)
        {
            var t = predicate;
            Own(t, nominal: _tokens.Upos[t] is Upos.Noun or Upos.Propn);
            for (var step = 0; step < MaxClimb; step++)
            {
                var relation = _tokens.Relation[t];
                var head = _tokens.Head[t];
                if (!_hasTree || head < s.FirstToken || head >= s.EndToken || head == t) break;
                switch (relation)
                {
                    case "conj":
                        // A second verb shares the first one's modal where it has no auxiliary of its own.
                        if (!HasOwnAuxiliary(t) && _tokens.Xpos[t] == _tokens.Xpos[head]) Own(head, nominal: false, shared: true);
                        break;
                    case "advcl" when Marker(t) is var mark && mark >= 0 && cues.ClassOf(Word(mark)) is "condition-possible" && Word(mark) is not "until" and not "whether":
                        // The predicate itself stands in the if-clause.
                        Note(mark, "condition-possible");
                        Weaken(Factuality.Possible);
                        _condition ??= SubtreeSpan(t);
                        return;
                    case "xcomp" or "ccomp" or "csubj" or "csubj:pass" or "csubj:outer" or "acl" or "ccomp:outer":
                        if (relation == "acl" && _tokens.Upos[head] is Upos.Noun or Upos.Propn && NounClass(head) is null) return;
                        if (relation is "ccomp" && Marker(t) is var whether && whether >= 0 && Word(whether) is "whether" or "if")
                        {
                            Note(whether, "condition-possible");
                            Weaken(Factuality.Unknown);
                        }
                        Governor(head);
                        break;
                    case "obj" or "nsubj" or "nsubj:pass" or "obl" or "nmod" or "dobj" or "iobj" or "compound" or "nmod:poss":
                        if (_tokens.Upos[t] is not (Upos.Noun or Upos.Propn or Upos.Pron or Upos.Verb)) return;
                        if (relation is "nmod" && _tokens.Upos[head] is Upos.Noun && NounClass(head) is { } nounClass) Noun(head, nounClass);
                        else if (relation is "nmod" or "compound" or "nmod:poss")
                        {
                            if (_tokens.Upos[head] is not (Upos.Noun or Upos.Propn)) return;
                            if (relation != "nmod") { Own(head, nominal: true); }
                        }
                        else if (Trees.IsVerb(analysis, head)) Governor(head, nominalComplement: true);
                        break;
                    default:
                        return;
                }
                t = head;
            }
        }

        /// <summary>What leads to the predicate by the order of words, for trees that miss it: "appears to have delivered",
        /// "considering sending", "suspected of supplying", "no evidence that", "unclear whether".</summary>
        public void Leads(int predicate)
        {
            var t = predicate - 1;
            while (t > s.FirstToken && (_tokens.Upos[t] is Upos.Aux or Upos.Adv or Upos.Part && Word(t) != "to" || Word(t) is "have" or "having" or "be" or "been")) t--;
            if (Word(t) is "to" or "of")
            {
                t--;
                while (t > s.FirstToken && _tokens.Upos[t] is Upos.Adv && cues.ClassOf(Word(t)) is null) t--;
                Lead(t);
            }
            else if (_tokens.Xpos[predicate] == "VBG" && t >= s.FirstToken && t < predicate && Word(t) != ",") Lead(t);
            for (var k = predicate - 1; k > s.FirstToken && predicate - k <= 14; k--)
            {
                if (Word(k) is ";" or "," or "who" or "which") return;
                if (k == s.FirstToken + 1 && Word(s.FirstToken) is "neither" or "no" && _tokens.Upos[k] is Upos.Noun && !Commas(k, predicate)) Negate(s.FirstToken);
                if (Word(k) is not ("that" or "whether" or "if"))
                {
                    // Another finite verb between: the clause is not the predicate's own.
                    if (k < predicate - 1 && _tokens.Upos[k] is Upos.Verb && _tokens.Xpos[k] is "VBD" or "VBZ" or "VBP") return;
                    continue;
                }
                Lead(k - 1);
                return;
            }
        }

        private void Lead(int t)
        {
            if (t < s.FirstToken || _seen.Contains(t)) return;
            var cls = Class(t);
            if (cls is "adverb-probable" && Word(t) == "likely") cls = "adjective-probable";
            if (cls is null && !(Word(t) is "clear" or "certain" or "sure")) return;
            if (cls is not null && NounClass(t) is { } noun && _tokens.Upos[t] is Upos.Noun) Noun(t, noun);
            else if (Word(t) == "likely") { _seen.Add(t); Own(t, nominal: false); if (!_cues.Exists(c => c.Token == t)) Note(t, "adjective-probable"); Weaken(Factuality.Probable); }
            else if (cls is null || cls.StartsWith("verb-", StringComparison.Ordinal) || cls.StartsWith("adjective-", StringComparison.Ordinal)) Governor(t);
        }

        /// <summary>Auxiliaries, adverbs, negation and markers of a predicate.</summary>
        private void Own(int predicate, bool nominal, bool shared = false)
        {
            if (!_seen.Add(predicate)) return;
            for (var t = predicate - 1; t >= s.FirstToken && predicate - t <= 9; t--)
            {
                var word = Word(t);
                if (nominal)
                {
                    if (word is "no" && _tokens.Upos[t] is Upos.Det or Upos.X or Upos.Adv) Negate(t);
                    else if (word is "without") Negate(t);
                    else if (cues.ClassOf(word) is "adjective-possible" or "adjective-probable" or "adverb-probable" && _tokens.Upos[t] is Upos.Adj or Upos.Verb or Upos.Adv) Adjective(t, cues.ClassOf(word)!);
                    if (_tokens.Upos[t] is Upos.Det or Upos.Adj or Upos.Noun or Upos.Propn or Upos.Num or Upos.Adv or Upos.X || word is "-" or "any" or "such" or "of" or "without") continue;
                    break;
                }
                if (Negation(t)) continue;
                if (cues.ClassOf(word) is { } cls)
                {
                    if (cls == "modal-possible" && _tokens.Upos[t] is Upos.Aux or Upos.Verb or Upos.X)
                    {
                        Note(t, cls);
                        Weaken(Factuality.Possible);
                        continue;
                    }
                    if (cls.StartsWith("adverb-", StringComparison.Ordinal) && (_tokens.Upos[t] is Upos.Adv || (_tokens.Upos[t] is Upos.Adj && Word(t + 1) != "to")))
                    {
                        Adverb(t, cls);
                        continue;
                    }
                }
                if (_tokens.Upos[t] is Upos.Aux or Upos.Adv or Upos.Part || word is "has" or "have" or "had" or "be" or "been" or "being" or "," or "to") { if (word == "to") break; continue; }
                break;
            }
            if (shared) return;
            if (_hasTree)
            {
                for (var t = s.FirstToken; t < s.EndToken; t++)
                {
                    if (_tokens.Head[t] != predicate || t == predicate) continue;
                    var relation = _tokens.Relation[t];
                    var word = Word(t);
                    if (relation is "advmod" or "mark" or "cc" or "cc:preconj" or "det" or "aux" or "discourse" or "obl" or "advmod:neg")
                    {
                        // Trees hang negations of a relative clause on the main verb: only the verb's own group counts.
                        if (predicate - t is > 0 and <= 6 && !Commas(t, predicate) && Negation(t)) continue;
                        if (cues.ClassOf(word) is { } cls && cls.StartsWith("adverb-", StringComparison.Ordinal) && !_cues.Exists(c => c.Token == t)) Adverb(t, cls);
                        else if (cues.ClassOf(word) == "modal-possible" && relation == "aux" && !_cues.Exists(c => c.Token == t))
                        {
                            Note(t, "modal-possible");
                            Weaken(Factuality.Possible);
                        }
                    }
                    else if (relation == "advcl" && t != predicate && Marker(t) is var mark && mark >= 0) Condition(t, mark);
                    else if (!nominal && relation is "obj" or "nsubj" or "nsubj:pass") NegatedArgument(t);
                }
            }
            else if (!nominal)
            {
                // Without a tree only the plainest signs count.
                if (predicate + 1 < s.EndToken && Word(predicate + 1) == "no") Negate(predicate + 1);
                if (Word(s.FirstToken) == "no") Negate(s.FirstToken);
            }
            Conditions(predicate);
        }

        private bool Commas(int from, int to)
        {
            for (var k = from; k < to; k++)
            {
                if (Word(k) is "," or ";") return true;
            }
            return false;
        }

        /// <summary>"No missiles were delivered", "sent no weapons", "none of the tanks".</summary>
        private void NegatedArgument(int noun)
        {
            if (Word(noun) is "none" or "nothing" or "nobody")
            {
                Negate(noun);
                return;
            }
            for (var t = Math.Max(s.FirstToken, noun - 6); t < noun; t++)
            {
                if (Word(t) is "no" or "neither" && (_tokens.Head[t] == noun || Trees.Under(analysis, t, noun)) && !(Word(t + 1) is "longer" or "more" or "fewer" or "less" or "later" or "doubt")) Negate(t);
            }
        }

        private bool Negation(int t)
        {
            var word = Word(t);
            for (var k = t - 1; k >= s.FirstToken && t - k <= 4; k--)
            {
                // "Iran, which has not signed the treaty, sold": a negation of another clause.
                if (Word(k) is "which" or "who") return false;
            }
            if (word is "not" or "n't" or "n’t" or "never" or "neither" or "nor")
            {
                if (word == "not" && Word(t + 1) is "only" or "just" or "least") return false;
                Negate(t);
                return true;
            }
            if (word == "longer" && Word(t - 1) == "no")
            {
                Negate(t);
                return true;
            }
            return false;
        }

        private void Negate(int t)
        {
            if (_flips.Add(t)) Note(t, "negation");
        }

        private void Adverb(int t, string cls)
        {
            Note(t, cls);
            Weaken(cls switch { "adverb-possible" => Factuality.Possible, "adverb-probable" => Factuality.Probable, _ => Factuality.Unknown });
        }

        private void Adjective(int t, string cls)
        {
            if (_cues.Exists(c => c.Token == t)) return;
            Note(t, cls);
            Weaken(cls == "adjective-possible" ? Factuality.Possible : Factuality.Probable);
        }

        /// <summary>The class of a token by lemma, by word, or, for verbs that the tagger takes for plurals ("assesses"), by stem.</summary>
        private string? Class(int t)
        {
            var word = Word(t);
            return cues.ClassOf(_tokens.Lemma[t]) ?? cues.ClassOf(word)
                ?? (word.EndsWith("es", StringComparison.Ordinal) ? cues.ClassOf(word[..^2]) ?? cues.ClassOf(word[..^1]) : word.EndsWith('s') ? cues.ClassOf(word[..^1]) : null);
        }

        private string? NounClass(int t) => cues.ClassOf(_tokens.Lemma[t]) is { } cls && cls.StartsWith("noun-", StringComparison.Ordinal) ? cls : null;

        private void Noun(int t, string cls)
        {
            if (!_seen.Add(t)) return;
            Note(t, cls);
            switch (cls)
            {
                case "noun-probable":
                    Weaken(Factuality.Probable);
                    break;
                case "noun-possible":
                    Weaken(Factuality.Possible);
                    break;
                case "noun-evidence" when Denied(t):
                    Weaken(Factuality.Unknown);
                    _stance = Stance.NotConfirmed;
                    break;
                case "noun-denial":
                    Deny();
                    break;
            }
        }

        /// <summary>"no evidence", "has not seen evidence".</summary>
        private bool Denied(int noun)
        {
            for (var t = noun - 1; t >= s.FirstToken && noun - t <= 8; t--)
            {
                if (Word(t) is "no" or "not" or "n't" or "without" or "never" or "little" or "nor" or "any" && (Word(t) != "any" || true)) return Word(t) != "any" || Denied(t);
            }
            return false;
        }

        /// <summary>A verb, adjective or noun of which the predicate is the complement.</summary>
        private void Governor(int t, bool nominalComplement = false)
        {
            if (_seen.Contains(t)) return;
            var cls = Class(t);
            if (_tokens.Upos[t] is Upos.Noun or Upos.Propn && !(cls is not null && cls.StartsWith("verb-", StringComparison.Ordinal) && Word(t + 1) == "that"))
            {
                if (NounClass(t) is { } noun) Noun(t, noun);
                _seen.Add(t);
                return;
            }
            var before = _flips.ToArray();
            if (Word(t) == "likely") cls = "adjective-probable";
            var passive = Passive(t);
            switch (cls)
            {
                case "verb-probable":
                    if (nominalComplement && _tokens.Lemma[t] is not ("suspect" or "presume" or "assume" or "estimate" or "anticipate" or "fear")) { Own(t, nominal: false); return; }
                    Own(t, nominal: false);
                    if (!Assertive(t)) { Note(t, cls); Weaken(Factuality.Probable); }
                    return;
                case "verb-possible":
                    Own(t, nominal: false);
                    Note(t, cls);
                    Weaken(Factuality.Possible);
                    return;
                case "verb-doubt":
                    Own(t, nominal: false);
                    Note(t, cls);
                    Weaken(Factuality.Probable);
                    _flips.Add(t);
                    return;
                case "verb-deny":
                    Own(t, nominal: false);
                    Note(t, cls);
                    // "did not deny that": no denial, and no assertion either.
                    if (_flips.Count != before.Length) { _flips.IntersectWith(before); _stance = Stance.NoPosition; Weaken(Factuality.Unknown); }
                    else Deny();
                    return;
                case "verb-fail":
                    if (nominalComplement) { Own(t, nominal: false); return; }
                    Own(t, nominal: false);
                    Note(t, cls);
                    _flips.Add(t);
                    return;
                case "verb-oppose":
                    if (!passive || nominalComplement)
                    {
                        _seen.Add(t);
                        Note(t, cls);
                        if (_stance == Stance.Asserts) _stance = Stance.Opposes;
                    }
                    return;
                case "verb-confirm":
                    Own(t, nominal: false);
                    if (_flips.Count != before.Length && (!nominalComplement || _tokens.Lemma[t] is "confirm" or "verify"))
                    {
                        _flips.IntersectWith(before);
                        _stance = Stance.NotConfirmed;
                        Note(t, cls);
                        Weaken(Factuality.Unknown);
                    }
                    return;
                case "verb-certain":
                    // Modality of the saying is not modality of what is said: "could say", "did not say".
                    _seen.Add(t);
                    if (_tokens.Lemma[t] is "report" or "say" or "rumor" or "rumour" && passive) { Note(t, "adverb-unknown"); Weaken(Factuality.Unknown); }
                    if (Hedged(t)) { Note(t, "verb-probable"); Weaken(Factuality.Probable); }
                    return;
                case "adjective-probable":
                    Own(t, nominal: false);
                    Note(t, cls);
                    Weaken(Factuality.Probable);
                    return;
                case "adjective-possible":
                    Own(t, nominal: false);
                    Note(t, cls);
                    Weaken(Factuality.Possible);
                    return;
                case "adjective-unclear":
                    _seen.Add(t);
                    Note(t, cls);
                    Weaken(Factuality.Unknown);
                    _stance = Stance.NotConfirmed;
                    return;
                case "adjective-unlikely":
                    Own(t, nominal: false);
                    Note(t, cls);
                    Weaken(Factuality.Probable);
                    _flips.Add(t);
                    return;
            }
            if (Word(t) is "clear" or "certain" or "known" or "sure")
            {
                _seen.Add(t);
                if (NegatedHere(t))
                {
                    Note(t, "adjective-unclear");
                    Weaken(Factuality.Unknown);
                    _stance = Stance.NotConfirmed;
                }
                return;
            }
            Own(t, nominal: false);
        }

        private bool NegatedHere(int t)
        {
            for (var k = t - 1; k >= s.FirstToken && t - k <= 4; k--)
            {
                if (Word(k) is "not" or "n't" or "n’t" or "never") return true;
            }
            return false;
        }

        private bool Passive(int t)
        {
            if (_tokens.Xpos[t] is not ("VBN" or "JJ")) return false;
            for (var k = t - 1; k >= s.FirstToken && t - k <= 4; k--)
            {
                if (_tokens.Lemma[k] == "be" || Word(k) is "been" or "being") return true;
                if (_tokens.Upos[k] is not (Upos.Adv or Upos.Part or Upos.Aux)) return false;
            }
            return false;
        }

        /// <summary>"Our information indicates" is certain; "preliminary analysis suggests" is not; "expected", "assessed" stay hedges.</summary>
        private bool Assertive(int t) => _tokens.Lemma[t] is "conclude";

        private bool Hedged(int t)
        {
            if (_tokens.Lemma[t] is not ("indicate" or "show" or "find")) return false;
            for (var k = t - 1; k >= s.FirstToken && t - k <= 5; k--)
            {
                if (Word(k) is "preliminary" or "initial" && Word(k + 1) is "analysis") return true;
            }
            return false;
        }

        private void Deny()
        {
            _stance = Stance.Denies;
            _denied = true;
        }

        private bool HasOwnAuxiliary(int t)
        {
            for (var k = t - 1; k >= s.FirstToken && t - k <= 4; k--)
            {
                if (_tokens.Upos[k] is Upos.Aux || Word(k) == "to") return true;
                if (_tokens.Upos[k] is not (Upos.Adv or Upos.Part)) return false;
            }
            return false;
        }

        private int Marker(int clause)
        {
            for (var t = s.FirstToken; t < clause; t++)
            {
                if (_tokens.Head[t] == clause && _tokens.Relation[t] is "mark" or "advmod" && Word(t - 1) is not ("as" or "even") && cues.ClassOf(Word(t)) is { } cls && cls.StartsWith("condition", StringComparison.Ordinal)) return t;
            }
            return -1;
        }

        private void Condition(int clause, int mark)
        {
            var cls = cues.ClassOf(Word(mark));
            if (cls is null || _condition is not null) return;
            if (Word(mark) is "whether") return;
            // "not until", "until" alone bounds a time and is no condition.
            if (Word(mark) is "until" && !Negated) return;
            if (Word(mark) is "once" && VerbIsPast(clause)) return;
            Note(mark, cls);
            _condition = SubtreeSpan(clause);
            if (cls == "condition-possible") Weaken(Factuality.Possible);
        }

        private bool VerbIsPast(int clause) => _tokens.Xpos[clause] == "VBD" || Verbs.Tense(analysis, s, clause, _hasTree) == "past" && Word(clause - 1) is "was" or "were" or "had";

        /// <summary>A condition by the order of words, for trees that miss it: "…, if X", "once X, …".</summary>
        private void Conditions(int predicate)
        {
            if (_condition is not null || _tokens.Upos[predicate] is Upos.Noun) return;
            for (var t = s.FirstToken; t < s.EndToken; t++)
            {
                var word = Word(t);
                if (word is not ("if" or "unless" or "once" or "provided") || (word is "provided" && Word(t + 1) is not "that")) continue;
                if (word == "if" && Word(t - 1) is "as" or "even" or "say" or "see" or "determine" or "know" or "clear" or "unclear" or "asked") continue;
                if (t > predicate)
                {
                    // In the same clause: no other finite clause between.
                    var barred = t - predicate > 25;
                    for (var k = predicate + 1; k < t; k++)
                    {
                        // Another verb between: the condition is that verb's.
                        if (Word(k) is "that" or ";" or "while" or "but" || (_tokens.Upos[k] is Upos.Verb && _tokens.Xpos[k] is not "VBN" and not "VBG")) barred = true;
                    }
                    if (barred) continue;
                    Take(t, s.EndToken);
                }
                else if (t <= s.FirstToken + 2 || Word(t - 1) is "that" or "," or "“" or "\"")
                {
                    var comma = t;
                    while (comma < predicate && Word(comma) != ",") comma++;
                    if (comma >= predicate)
                    {
                        if (word is "if" or "unless" && predicate - t <= 12)
                        {
                            Note(t, "condition-possible");
                            Weaken(Factuality.Possible);
                            _condition = Span(t, Math.Min(s.EndToken, predicate + 1));
                        }
                        continue;
                    }
                    Take(t, comma);
                }
                if (_condition is not null) return;
            }
        }

        private void Take(int mark, int end)
        {
            while (end > mark + 1 && _tokens.Upos[end - 1] == Upos.Punct) end--;
            if (end - mark < 2) return;
            for (var k = mark + 1; k < end && k < mark + 8; k++)
            {
                if (Word(mark) == "once" && _tokens.Xpos[k] == "VBD") return;
            }
            var cls = cues.ClassOf(Word(mark))!;
            Note(mark, cls);
            _condition = Span(mark, end);
            if (cls == "condition-possible") Weaken(Factuality.Possible);
        }

        private TextSpan Span(int first, int end) => analysis.SpanOf(first).Union(analysis.SpanOf(end - 1));

        private TextSpan SubtreeSpan(int top)
        {
            int first = top, last = top;
            for (var t = s.FirstToken; t < s.EndToken; t++)
            {
                if (_tokens.Upos[t] == Upos.Punct || !Trees.Under(analysis, t, top)) continue;
                first = Math.Min(first, t);
                last = Math.Max(last, t);
            }
            return Span(first, last + 1);
        }

        /// <summary>The cue of an attribution that covers the predicate.</summary>
        public void Attributed(AttributionMention mention)
        {
            if (_seen.Contains(mention.Cue) || mention.CueClass is "according" or "cite") return;
            var lemma = mention.CueLemma;
            var cls = cues.ClassOf(lemma);
            if (cls is null) return;
            _seen.Add(mention.Cue);
            var inSentence = mention.Sentence == sentence;
            if (cls == "verb-deny" || mention.CueClass == "deny")
            {
                Note(mention.Cue, "verb-deny");
                if (mention.Negated) { _stance = Stance.NoPosition; Weaken(Factuality.Unknown); }
                else Deny();
            }
            else if (cls == "verb-probable" && (mention.CueClass is "think" || inSentence))
            {
                Note(mention.Cue, cls);
                Weaken(Factuality.Probable);
                if (mention.Negated && lemma is "believe" or "think" or "assess" or "expect") _flips.Add(mention.Cue);
            }
            else if (cls == "verb-doubt")
            {
                Note(mention.Cue, cls);
                Weaken(Factuality.Probable);
                _flips.Add(mention.Cue);
            }
            else if (cls == "verb-confirm" && mention.Negated)
            {
                Note(mention.Cue, cls);
                Weaken(Factuality.Unknown);
                _stance = Stance.NotConfirmed;
            }
        }

        /// <summary>Fixed phrases anywhere in the sentence that speak of the predicate's clause: "declined to comment on",
        /// "could not be verified", "has yet to".</summary>
        public void Phrases(int predicate)
        {
            for (var t = s.FirstToken; t < s.EndToken; t++)
            {
                foreach (var entry in cues.PhrasesFrom(Word(t)))
                {
                    if (!entry.Class.StartsWith("phrase-", StringComparison.Ordinal)) continue;
                    if (!Matches(t, entry.Cue, out var end)) continue;
                    var near = end <= predicate && predicate - end <= 14 || (entry.Class == "phrase-not-confirmed" && t > predicate && t - predicate <= 14 && entry.Cue.Contains("be ", StringComparison.Ordinal));
                    if (!near) continue;
                    if (Separated(Math.Min(end, predicate), Math.Max(t, predicate))) continue;
                    Phrase(t, end, predicate, entry.Class);
                }
            }
        }

        private bool Separated(int from, int to)
        {
            for (var k = from; k < to; k++)
            {
                if (Word(k) is ";" or "but" or "while" or "although" or "—") return true;
            }
            return false;
        }

        private void Phrase(int t, int end, int predicate, string cls)
        {
            _cues.Add(new FactualityCue(t, Span(t, end), cls));
            switch (cls)
            {
                case "phrase-no-position":
                    Clear();
                    _stance = Stance.NoPosition;
                    break;
                case "phrase-not-confirmed":
                    Clear();
                    if (_stance != Stance.Denies) _stance = Stance.NotConfirmed;
                    break;
                case "phrase-not-yet":
                    if (predicate - end <= 4) _flips.Add(t);
                    break;
                case "phrase-considering":
                    if (predicate - end <= 3) Weaken(Factuality.Possible);
                    break;
                case "phrase-not-ruled-out":
                    _factuality = Factuality.Possible;
                    _flips.RemoveWhere(n => n >= t - 1 && n <= end);
                    break;
            }

            void Clear()
            {
                _factuality = Factuality.Unknown;
                // The negation belongs to the confirming, not to the delivery.
                _flips.RemoveWhere(n => n >= t - 1 && n <= end);
                if (_stance == Stance.Denies) _denied = false;
            }
        }

        private bool Matches(int t, string phrase, out int end)
        {
            end = t;
            var rest = phrase.AsSpan();
            while (rest.Length > 0)
            {
                var space = rest.IndexOf(' ');
                var word = space < 0 ? rest : rest[..space];
                if (end >= s.EndToken) return false;
                if (word is "cannot" && Word(end) is "can" && Word(end + 1) is "not") end++;
                else if (!word.SequenceEqual(Word(end)) && !(word is "not" && Word(end) is "n't" or "n’t")) return false;
                end++;
                rest = space < 0 ? [] : rest[(space + 1)..];
            }
            return true;
        }
    }
}
