using System.Collections.Frozen;
using Waybill.Claims.Drafts;
using Waybill.Claims.Reading;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Scope;

/// <summary>The check behind <see cref="ScopeReader"/>: a claim that comes out affirmed is given only if every word of negation,
/// denial, doubt, failure or hypothesis in reach of its trigger was used by the reading. It knows no constructions: any such
/// word counts unless the order of words shows that it belongs to another clause. So what no rule foresaw is missed, not turned
/// into its opposite. The words are data (<c>data/polarity.tsv</c>).</summary>
internal sealed class PolarityGuard(TreeView tree, CueLexicon words)
{
    /// <summary>How far a word can reach, in tokens.</summary>
    private const int Reach = 40;

    private static readonly FrozenSet<string> Fictions = WordClasses.Of("fiction");

    private readonly record struct Word(int First, int End, string Class);

    private readonly Dictionary<int, List<Word>> _found = [];

    /// <summary>Why the claim must not be given as affirmed; null where nothing stands against it.</summary>
    public string? Against(ClaimDraft draft)
    {
        var p = draft.Proposition;
        if (MadeUp(p) is { } told) return $"“{told}” tells what did not happen";
        if (draft.Negated || draft.Stance is not Stance.Asserts || draft.Factuality is Factuality.Unknown) return null;
        // Two negations that undo each other are read wrong more often than they are meant.
        if (draft.Factuality is Factuality.Certain or Factuality.Probable && draft.Proof.Values.Any(of => of.Contains("negated"))) return "a negation was heard and undone";
        var last = p.Trigger;
        foreach (var item in p.Items) last = Extend(item.Last);
        foreach (var (_, fill) in p.Roles)
        {
            foreach (var span in fill.Proof) last = Extend(tree.Analysis.TokenAt(span.End - 1));
        }
        foreach (var word in WordsOf(p.Sentence))
        {
            if (word.End > p.Trigger && word.First <= p.Trigger) continue;
            if (IsContrast(word.First) || IsOfName(word, p) || IsFirstOfTwo(word, p.Trigger) || IsReport(word, p.Trigger)) continue;
            if (!Counts(word, draft) || Used(word, draft)) continue;
            if (word.First < p.Trigger ? BearsFromBefore(word, p.Trigger) && !OfTheItem(word, p) : BearsFromBehind(word, p.Trigger, last, p.Frame.IsNoun)) return $"“{tree.Span(word.First, word.End - 1).Of(tree.Analysis.Text)}” stands against it and was not used";
        }
        return null;

        int Extend(int token) => token > last && tree.SentenceOf(token) == p.Sentence ? token : last;
    }

    /// <summary>"rejected Chinese drones in 2022 and has now ordered ten from Turkey": a deed before the deed, with an auxiliary between them.</summary>
    private bool IsFirstOfTwo(Word word, int trigger) =>
        word.First < trigger && tree.Upos(word.First) is Upos.Verb && tree.Xpos(word.First) == "VBD" && tree.Base(trigger).SequenceEqual("conj") && tree.Head(trigger) == word.First && tree.Child(trigger, "aux") >= 0;

    /// <summary>"Kyiv alleged that Iran shipped missiles": who alleges commits to it; the verb is a speaker's, and the trigger stands in what is said.</summary>
    private bool IsReport(Word word, int trigger)
    {
        if (tree.Lemma(word.First) != "allege" || tree.Xpos(word.First) is not ("VBD" or "VBZ" or "VBP") || tree.Child(word.First, "nsubj") < 0) return false;
        for (var (t, steps) = (trigger, 0); t >= 0 && steps < 8; t = tree.Head(t), steps++)
        {
            if (tree.Head(t) == word.First) return tree.Base(t).SequenceEqual("ccomp");
        }
        return false;
    }

    /// <summary>"F-16 Block 70": a word of the designation.</summary>
    private bool IsOfName(Word word, Frames.Proposition p)
    {
        if (!char.IsUpper(tree.Analysis.Word(word.First)[0])) return false;
        foreach (var item in p.Items)
        {
            if (item.First < word.First && word.End - 1 <= item.Last) return true;
        }
        return false;
    }

    /// <summary>"In the film, a dealer sells rifles to Liberia", "During the war game, …", "The thriller tells how …": the word of what is made up or played, where it opens
    /// the sentence behind such a preposition or is a subject above the deed; null where there is none.</summary>
    private string? MadeUp(Frames.Proposition p)
    {
        var first = tree.Analysis.Sentences[p.Sentence].FirstToken;
        for (var t = first; t < p.Trigger && t - first < Reach; t++)
        {
            if (tree.Upos(t) is Upos.Verb || !Fictions.Contains(tree.Lemma(t)) && !Fictions.Contains(tree.WordLower(t)) || tree.Relation(t) == "compound") continue;
            var subject = tree.Relation(t).StartsWith("nsubj", StringComparison.Ordinal);
            if (subject || OpensBehind(first, t)) return tree.Analysis.Word(t).ToString();
        }
        return null;
    }

    private bool OpensBehind(int first, int noun)
    {
        if (noun - first > 5 || !(tree.WordLower(first) is "in" or "during" or "under" or "throughout")) return false;
        for (var i = first + 1; i < noun; i++)
            if (tree.Upos(i) is Upos.Verb or Upos.Punct or Upos.Adp) return false;
        return true;
    }

    /// <summary>"Turkey, not Iran, delivered": "not" that denies a name between commas, not the deed.</summary>
    private bool IsContrast(int token)
    {
        if (!tree.WordIs(token, "not") || !tree.WordIs(token - 1, ",")) return false;
        for (var i = token + 1; i < tree.Tokens.Count && i - token <= 5 && tree.SentenceOf(i) == tree.SentenceOf(token); i++)
        {
            if (tree.Analysis.Word(i) is "," or ".") return i > token + 1;
            if (tree.Upos(i) is not (Upos.Propn or Upos.Det or Upos.Adp or Upos.Noun or Upos.Adj) || tree.Xpos(i) == "JJ" && i == token + 1) return false;
        }
        return false;
    }

    /// <summary>"has yet to deliver the fighters that Taipei bought": a relative clause right behind the arms, under another verb's word.</summary>
    private bool OfTheItem(Word word, Frames.Proposition p)
    {
        if (p.Frame.IsNoun || !tree.WordIs(word.First, "yet") || tree.Relation(p.Trigger) != "acl:relcl") return false;
        foreach (var item in p.Items)
        {
            var that = item.Last + 1;
            if (that < p.Trigger && word.End <= item.First && tree.Xpos(that) == "WDT" && p.Trigger - that <= 5 && VerbBetween(word.End, item.First)) return true;
        }
        return false;
    }

    /// <summary>Whether words of this class can make a claim of this kind untrue.</summary>
    private static bool Counts(Word word, ClaimDraft draft)
    {
        var stage = draft.Proposition.Scope.Stage;
        return word.Class switch
        {
            // "approved a possible sale": what is approved is always ahead.
            "hedge" => draft.Factuality is Factuality.Certain && Done(stage) && stage is not Stage.Approved,
            "unreal" => draft.Factuality is Factuality.Certain or Factuality.Probable,
            "failure" => stage is not (Stage.Refused or Stage.Suspended or Stage.Cancelled or Stage.Intercepted or Stage.Requested or Stage.Sought),
            "harmless" => false,
            _ => true,
        };
    }

    private static bool Done(Stage stage) => stage is Stage.Delivered or Stage.InDelivery or Stage.Ordered or Stage.Buying or Stage.Agreed or Stage.Approved or Stage.Pledged or Stage.Used or Stage.Resumed;

    private bool Used(Word word, ClaimDraft draft)
    {
        var span = tree.Span(word.First, word.End - 1);
        foreach (var (proof, fields) in draft.Proof)
        {
            if (proof.Start >= span.End || proof.End <= span.Start) continue;
            if (fields.Contains("negated") || fields.Contains("stance") || fields.Contains("factuality") || fields.Contains("condition") || fields.Contains("stage")) return true;
        }
        return false;
    }

    private bool BearsFromBefore(Word word, int trigger)
    {
        if (trigger - word.First > Reach) return false;
        // "It is likely that": the "that" which a hedge opens itself is no border.
        if (word.Class == "hedge") return Adjacent(tree.WordIs(word.End, "that") ? word.End + 1 : word.End, trigger);
        // "…, officials said, that": what stands before such a comma goes on behind it.
        var resumed = -1;
        for (var k = word.End + 1; k < trigger; k++)
        {
            if (tree.WordIs(k, "that") && tree.WordIs(k - 1, ",")) resumed = k;
        }
        var opened = OpensClause(word, trigger);
        for (var k = Math.Max(Math.Max(word.End, resumed), AsideAfter(word, trigger)); k < trigger; k++)
        {
            // "It is not true that A, B and C": the whole clause stands under the word.
            if (opened && !(tree.WordLower(k) is ";" or "—" or "–" or "but" or "while" or "although" or "though" or "whereas")) continue;
            if (Divides(k, word, trigger)) return false;
        }
        return true;
    }

    /// <summary>Whether the word, with what belongs to it, opens a clause with "that" or "whether" ("no evidence that", "nobody
    /// has shown that"), and does not itself stand in a relative clause.</summary>
    private bool OpensClause(Word word, int trigger)
    {
        for (var k = word.First - 1; k >= 0 && word.First - k <= 4; k--)
        {
            if (tree.WordLower(k) is "who" or "which" or "whose") return false;
        }
        for (var k = word.End; k < trigger && k - word.End <= 5; k++)
        {
            if (tree.WordLower(k) is "that" or "whether") return true;
            if (tree.WordIs(k, ",")) return false;
        }
        return false;
    }

    /// <summary>"did not, as claimed, send": where the aside behind an auxiliary's negation is closed; 0 where there is none.</summary>
    private int AsideAfter(Word word, int trigger)
    {
        if (word.Class != "negation" || word.First == 0 || tree.Upos(word.First - 1) is not Upos.Aux || !tree.WordIs(word.End, ",")) return 0;
        for (var k = word.End + 1; k < trigger && k - word.End <= 12; k++)
        {
            if (tree.WordIs(k, ",")) return k + 1;
        }
        return 0;
    }

    /// <summary>Whether nothing but the trigger's own verb group, and no other finite verb, stands between.</summary>
    private bool Adjacent(int from, int trigger)
    {
        for (var k = from; k < trigger; k++)
        {
            if (tree.Upos(k) is Upos.Cconj && k + 1 == trigger) continue; // "may have sold or delivered"
            if (tree.Upos(k) is Upos.Punct or Upos.Cconj || tree.WordLower(k) is "that" or "who" or "which" or "after" or "when" or "because" or "while" or "as" or "since" or "before") return false;
            if (tree.Upos(k) is Upos.Verb && tree.Xpos(k) is "VBD" or "VBZ" or "VBP") return false;
        }
        return true;
    }

    /// <summary>Whether a token before the trigger ends the clause of a word before it.</summary>
    private bool Divides(int k, Word word, int trigger)
    {
        var text = tree.WordLower(k);
        if (text is ";" or "—" or "–") return true;
        if (text == ":") return VerbBetween(word.End, k);
        if (text == ",") return VerbBetween(word.End, k) || OpensPhrase(word.First, k) || word.Class is not ("negation" or "denial" or "doubt") && ClosesRelative(word.First, k, trigger);
        if (tree.Upos(k) is Upos.Cconj && text is not "nor") return (VerbBetween(word.End, k) || text is "but" && tree.WordIs(k - 1, ",") && tree.Upos(word.First) is Upos.Verb && tree.Xpos(word.First) is "VBD" or "VBZ" or "VBP") && StartsClause(k + 1, trigger);
        if (text is "while" or "although" or "though" or "whereas" or "because" or "despite" or "after" or "when" or "since")
            return VerbBetween(word.End, k) || text is "after" or "because" or "when" && tree.Xpos(word.First) is "VBD" or "VBZ" && tree.Upos(word.First) is Upos.Verb && SaidBetween(k, trigger);
        return false;
    }

    /// <summary>"Germany, which has been criticised for its hesitation, has delivered": the word stands in a relative clause between commas, and right behind the second
    /// is the trigger's own verb group. Not for a denial or doubt: who else's it is ("which Kyiv says were never ordered") is not known here.</summary>
    private bool ClosesRelative(int word, int comma, int trigger)
    {
        if (trigger <= comma + 1 || tree.Upos(comma + 1) is not Upos.Aux) return false;
        for (var k = comma + 2; k < trigger; k++)
            if (tree.Upos(k) is not (Upos.Aux or Upos.Adv or Upos.Part)) return false;
        for (var r = word - 1; r > 1 && word - r <= 12; r--)
        {
            if (tree.WordIs(r, ",")) return false;
            if (tree.WordLower(r) is "which" or "who" or "whose" or "whom") return tree.WordIs(r - 1, ",") || tree.Upos(r - 1) is Upos.Adp && tree.WordIs(r - 2, ",");
        }
        return false;
    }

    /// <summary>"banned imports of fruit after Quito said that it would give": what is told behind "after" has its own teller.</summary>
    private bool SaidBetween(int from, int to)
    {
        for (var k = from + 1; k < to; k++)
            if (tree.Upos(k) is Upos.Verb && tree.Xpos(k) is "VBD" or "VBZ" && CueLexicon.Attribution.ClassOf(tree.Lemma(k)) is not null) return true;
        return false;
    }

    /// <summary>Whether a main verb stands in the run.</summary>
    private bool VerbBetween(int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            if (tree.Upos(k) is Upos.Verb) return true;
            if (tree.Upos(k) is Upos.Aux && tree.Lemma(k) == "be") return true;
        }
        return false;
    }

    /// <summary>A subject or an auxiliary behind a conjunction: a clause of its own.</summary>
    private bool StartsClause(int from, int trigger)
    {
        for (var k = from; k < trigger; k++)
        {
            if (tree.Upos(k) is Upos.Aux or Upos.Pron or Upos.Propn or Upos.Noun) return true;
        }
        return tree.Xpos(trigger) is "VBD" or "VBZ" or "VBP";
    }

    /// <summary>Whether the word stands in a phrase or clause that opens the sentence and is closed by this comma ("With no
    /// notice,", "Despite its denials,", "Ignoring Washington, which has not …,").</summary>
    private bool OpensPhrase(int word, int comma)
    {
        var first = comma;
        while (first > 0 && tree.SentenceOf(first - 1) == tree.SentenceOf(comma) && tree.Analysis.Word(first - 1) is not ("," or ";" or "“" or "\"" or ":") && !(tree.WordIs(first - 1, "that") && first - 1 < word)) first--;
        if (first > word) return false;
        // A fronted negation turns the clause behind it: "At no time, …" is told by the auxiliary that follows.
        if (comma + 1 < tree.Tokens.Count && tree.Upos(comma + 1) is Upos.Aux) return false;
        return tree.Upos(first) is Upos.Adp or Upos.Sconj || tree.WordLower(first) is "which" or "who" or "whose" or "where" or "when" or "without" or "despite" or "contrary" or "unlike";
    }

    private bool BearsFromBehind(Word word, int trigger, int last, bool noun)
    {
        if (word.First - trigger > Reach) return false;
        if (word.Class == "hedge") return noun && word.First > last && Adjacent(last + 1, word.First) && word.First - last <= 3;
        if (word.Class == "unreal") return !(word.First > last && Barred(last + 1, word.First)) && word.First <= last + 12 && tree.WordLower(word.First) is "if" or "unless";
        if (word.Class == "denial")
        {
            // "Reports that Serbia sold shells are untrue": the verdict stands behind the deed.
            return ReportOpens(trigger) || !Barred(Math.Min(last, word.First) + 1, word.First);
        }
        if (word.First <= last) return word.Class is "negation" && !InRelative(trigger + 1, word.First);
        // "The delivery of tanks to Ukraine has not taken place", "The sale fell through".
        return noun && !Barred(last + 1, word.First) && word.First - last <= 8;
    }

    /// <summary>"The claim that A sold B, C and D is untrue": a verdict behind a report covers all that was reported, over commas.</summary>
    private bool ReportOpens(int trigger)
    {
        for (var k = trigger - 1; k > 0 && trigger - k <= Reach && tree.SentenceOf(k - 1) == tree.SentenceOf(trigger); k--)
        {
            if (tree.WordIs(k, "that") && tree.Lemma(k - 1) is "claim" or "report" or "allegation" or "rumour" or "rumor" or "story" or "suggestion" or "assertion" or "accusation" or "statement") return true;
        }
        return false;
    }

    /// <summary>Whether another clause opens in the run.</summary>
    private bool Barred(int from, int to)
    {
        for (var k = from; k < to; k++)
        {
            if (tree.Analysis.Word(k) is "," or ";" or ":" or "—" or "–") return true;
            if (tree.WordLower(k) is "although" or "though" or "while" or "whereas" or "but" or "despite" or "who" or "which" or "because" or "after" or "when" or "amid" or "as" or "before" or "since" or "until" or "even" or "notwithstanding") return true;
            if (tree.Upos(k) is Upos.Cconj && StartsClause(k + 1, to)) return true;
        }
        return false;
    }

    private bool InRelative(int from, int to)
    {
        for (var k = Math.Max(from, to - 4); k < to; k++)
        {
            if (tree.WordLower(k) is "that" or "which" or "who") return true;
        }
        return false;
    }

    private List<Word> WordsOf(int sentence)
    {
        if (_found.TryGetValue(sentence, out var known)) return known;
        var found = new List<Word>();
        var s = tree.Analysis.Sentences[sentence];
        for (var t = s.FirstToken; t < s.EndToken; t++)
        {
            var text = tree.WordLower(t);
            var hit = default(Word);
            foreach (var phrase in words.PhrasesFrom(text))
            {
                if (Matches(t, s.EndToken, phrase.Cue) is var end && end > t) { hit = new Word(t, end, phrase.Class); break; }
            }
            if (hit.End == 0 && words.ClassOf(text) is { } single) hit = new Word(t, t + 1, single);
            // "in May": the month.
            if (hit.End == 0 || text == "may" && tree.Upos(t) is Upos.Propn) continue;
            found.Add(hit);
            t = hit.End - 1;
        }
        return _found[sentence] = found;
    }

    private int Matches(int t, int end, string phrase)
    {
        var rest = phrase.AsSpan();
        while (rest.Length > 0)
        {
            var space = rest.IndexOf(' ');
            var word = space < 0 ? rest : rest[..space];
            if (t >= end || !word.SequenceEqual(tree.WordLower(t))) return -1;
            t++;
            rest = space < 0 ? [] : rest[(space + 1)..];
        }
        return t;
    }
}
