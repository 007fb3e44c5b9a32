using Waybill.Language;

namespace Waybill.Claims.Reading;

/// <summary>Tense of verb groups, and which verb a phrase hangs on.</summary>
internal static class Verbs
{
    private const int MaxReach = 60;

    /// <summary>The verb that a run of tokens modifies.</summary>
    public static int Governing(Analysis analysis, Sentence s, int first, int count, bool hasTree)
    {
        // A time that opens the sentence dates its first finite verb: "In July, it became the only state to recognise …".
        if (first <= s.FirstToken + 1)
        {
            for (var t = first + count; t < s.EndToken && t - first < MaxReach; t++)
            {
                if (analysis.Tokens.Upos[t] is Upos.Verb && analysis.Tokens.Xpos[t] is not ("VBG" or "VB") && !(analysis.Tokens.Xpos[t] == "VBN" && !Auxiliary(analysis, s, t))) return t;
                if (analysis.Tokens.Upos[t] is Upos.Verb && analysis.Tokens.Xpos[t] is "VB" or "VBG" && Auxiliary(analysis, s, t)) return t;
            }
        }
        if (hasTree)
        {
            var head = Trees.HeadOf(analysis, first, count);
            var verb = Trees.Ancestor(analysis, head, t => Trees.IsVerb(analysis, t));
            if (verb >= s.FirstToken && verb < s.EndToken) return verb;
        }
        for (var t = first - 1; t >= s.FirstToken && first - t < MaxReach; t--)
        {
            if (analysis.Tokens.Upos[t] == Upos.Verb) return t;
        }
        for (var t = first + count; t < s.EndToken && t - first < MaxReach; t++)
        {
            if (analysis.Tokens.Upos[t] == Upos.Verb) return t;
        }
        for (var t = first - 1; t >= s.FirstToken && first - t < MaxReach; t--)
        {
            if (analysis.Tokens.Upos[t] == Upos.Aux) return t;
        }
        return -1;
    }

    private static bool Auxiliary(Analysis analysis, Sentence s, int verb)
    {
        for (var t = verb - 1; t >= s.FirstToken && verb - t <= 4; t--)
        {
            if (analysis.Tokens.Upos[t] == Upos.Aux) return true;
            if (analysis.Tokens.Upos[t] is not (Upos.Adv or Upos.Part) || Lower(analysis, t) == "to") return false;
        }
        return false;
    }

    /// <summary><c>past</c>, <c>present</c> or <c>future</c> for a verb with its auxiliaries. A planned, promised or
    /// possible happening is future; the perfect is past.</summary>
    public static string Tense(Analysis analysis, Sentence s, int verb, bool hasTree, int depth = 0)
    {
        var tokens = analysis.Tokens;
        var tag = tokens.Xpos[verb];
        bool modal = false, will = false, have = false, past = false, present = false, to = false;
        for (var t = verb - 1; t >= s.FirstToken && verb - t <= 7; t--)
        {
            var word = tokens.Lemma[t];
            var upos = tokens.Upos[t];
            if (upos is Upos.Adv || word is "not" or "n't" or "also" || (upos == Upos.Punct && analysis.Word(t) is "'" or "\"")) continue;
            if (Lower(analysis, t) is "to" && upos is Upos.Part or Upos.Sconj or Upos.X or Upos.Adp)
            {
                to = true;
                if (t - 1 >= s.FirstToken && depth < 4)
                {
                    // "is to deliver", "plans to deliver": what leads to the infinitive decides.
                    var lead = t - 1;
                    while (lead > s.FirstToken && tokens.Upos[lead] is Upos.Adv) lead--;
                    if (FutureLead(tokens.Lemma[lead])) return have ? "past" : "future";
                    if (tokens.Lemma[lead] is "be") return "future";
                    if (tokens.Upos[lead] is Upos.Verb && !have) return Tense(analysis, s, lead, hasTree, depth + 1) is var t1 && t1 == "present" ? "future" : t1;
                }
                break;
            }
            var w = Lower(analysis, t);
            if (upos is not (Upos.Aux or Upos.Verb or Upos.X or Upos.Part)) break;
            if (w is "will" or "shall" or "'ll" or "’ll" or "wo" or "would" or "'d") will = true;
            else if (w is "may" or "might" or "could" or "can" or "should" or "must") modal = true;
            else if (w is "has" or "have" or "had" or "having" or "'ve") have = true;
            else if (w is "was" or "were" or "did") past = true;
            else if (w is "is" or "are" or "am" or "does" or "do" or "'re" or "being") present = true;
            else if (w is not ("been" or "be")) break;
        }
        if (have) return "past";
        if (will) return "future";
        if (modal) return "future";
        if (FutureLead(tokens.Lemma[verb]) && tag is "VBN" && (present || past)) return "future";
        if (past) return "past";
        if (to) return "future";
        if (present) return "present";
        if (tag is "VBD" or "VBN" || (tokens.Morph[verb] & Morph.Past) != 0) return "past";
        if (tag is "VBZ" or "VBP" || (tokens.Morph[verb] & Morph.Present) != 0) return "present";
        if (tag is "VBG" or "VB" && hasTree && depth < 4)
        {
            var up = Trees.Ancestor(analysis, verb, t => Trees.IsVerb(analysis, t));
            if (up >= 0 && up != verb)
            {
                if (FutureLead(tokens.Lemma[up])) return "future";
                return Tense(analysis, s, up, hasTree, depth + 1);
            }
        }
        return Lower(analysis, verb).EndsWith("ed", StringComparison.Ordinal) ? "past" : "present";
    }

    /// <summary>Words whose infinitive lies ahead: plan to, expected to, agreed to, set to, due to …</summary>
    private static bool FutureLead(string lemma) => lemma is "plan" or "expect" or "expected" or "intend" or "agree" or "promise" or "pledge" or "vow" or "aim"
        or "hope" or "want" or "seek" or "prepare" or "set" or "schedule" or "scheduled" or "due" or "ready" or "commit" or "decide" or "propose" or "offer" or "threaten"
        or "wish" or "likely" or "poised" or "about" or "slate" or "order" or "ask" or "request" or "need" or "look" or "consider" or "able" or "willing" or "go" or "going" or "anticipate" or "plans" or "planned";

    public static string Lower(Analysis analysis, int token) => analysis.Word(token).ToString().ToLowerInvariant();
}
