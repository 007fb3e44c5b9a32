using Waybill.Language;

namespace Waybill.Claims.Reading;

/// <summary>What is said: where it begins behind a cue and all that hangs on the cue, and whether there is any.</summary>
internal sealed class SaidContent(SentenceWords s, SpeakerPhrases phrases)
{
    /// <summary>The end of what hangs on the cue itself: who was told, when, where, in which statement.</summary>
    public int AttachedEnd(int from)
    {
        var t = from;
        for (var guard = 0; guard < 24 && t < s.End; guard++)
        {
            var word = s.Word(t);
            if (word is "that" && s.Tag(t) is Upos.Sconj or Upos.Pron or Upos.Det) return t;
            if (s.Mark(t) || word is ":" || s.Comma(t) || word == ".") return t;
            if (word is "on" or "in" or "at" or "during" or "to" or "late" or "early" or "after" or "by" or "via" or "through" or "from" or "before" or "over" && s.Tag(t) is Upos.Adp or Upos.Adv or Upos.Adj or Upos.Sconj)
            {
                var (end, head) = phrases.NounPhraseRight(t + 1, relative: false);
                if (head < 0 && s.Tag(t + 1) is Upos.Num) (end, head) = (t + 2, t + 1);
                if (head < 0) return t;
                // "said in Kyiv Russia had sent": a verb after the phrase means that it was a subject.
                t = TrimToTime(t + 1, end);
                continue;
            }
            if (s.TimeWord(t) || word is "again" or "earlier" or "later" or "separately" || (word is "this" or "last" && s.Word(t + 1) is "week" or "month" or "year" or "morning" or "spring" or "summer" or "fall"))
            {
                t += word is "this" or "last" ? 2 : 1;
                if (s.Word(t) is "morning" or "night" or "afternoon" or "evening") t++;
                continue;
            }
            if (t == from && s.Tokens.Lemma[from - 1] is "tell" or "inform" or "brief" or "notify" or "advise" or "warn" or "remind" or "assure")
            {
                var (end, head) = phrases.NounPhraseRight(t, relative: false);
                if (head < 0) return t;
                t = end;
                continue;
            }
            return t;
        }
        return t;
    }

    /// <summary>Where a finite verb follows a run of nouns, the last name in it is that verb's subject, no part of the phrase.</summary>
    private int TrimToTime(int from, int end)
    {
        if (s.Tag(end) is not (Upos.Verb or Upos.Aux) || s.Tokens.Xpos[Math.Min(end, s.End - 1)] is "VBG" or "VBN") return end;
        for (var t = end - 1; t > from; t--)
        {
            if (s.TimeWord(t - 1) || s.Tag(t) is Upos.Det) return t;
        }
        return Math.Max(from + 1, end - 1);
    }

    public bool HasContent(int from, string cls, string lemma)
    {
        if (from >= s.End) return false;
        if (s.Word(from) is "that" && s.Tag(from) is not Upos.Det || s.Word(from) is ":" || (s.Mark(from) && from + 2 < s.End)) return true;
        if (s.Comma(from)) return s.Mark(from + 1) && from + 3 < s.End && !s.Closed(from) || (s.Comma(from) && s.Word(from + 1) is "that");
        if (s.Word(from) == ".") return false;
        if (cls is "urge" or "judge" or "deny") return s.End - from >= 2;
        if (s.Tag(from) is Upos.Verb && s.Tokens.Xpos[from] is "VBG") return lemma is "deny" or "acknowledge" or "admit" or "report" or "describe";
        // A clause: something nominal, then a finite verb before the next comma or far enough.
        for (var t = from; t < s.End; t++)
        {
            if (s.Comma(t) && t - from > 12) break;
            if (s.Word(t) is "who" or "which" or "that" && t > from) { t += 1; continue; }
            if (t > from && (s.Tag(t) is Upos.Aux || s.Tokens.Xpos[t] is "VBD" or "VBZ" or "VBP" or "MD")) return true;
            if (t == from && s.Word(t) is "to" && lemma is "claim" or "pledge" or "promise" or "vow" or "agree" or "threaten" or "swear") return true;
        }
        if (s.Word(from) is "how" or "why" or "what" or "where" or "whether" or "if") return true;
        return NominalContent.Contains(lemma) && s.Tag(from) is Upos.Noun or Upos.Propn or Upos.Det or Upos.Adj or Upos.Num or Upos.Pron or Upos.Verb && s.End - from >= 2;
    }

    /// <summary>Verbs whose content may be a noun phrase: "confirmed the delivery".</summary>
    private static readonly System.Collections.Frozen.FrozenSet<string> NominalContent = System.Collections.Frozen.FrozenSet.ToFrozenSet(
        ["confirm", "announce", "reveal", "disclose", "cite", "allege", "acknowledge", "admit", "describe", "detail", "mention", "predict", "pledge", "promise", "signal", "suggest", "stress", "emphasize", "emphasise", "reiterate", "report", "recall", "note", "express", "anticipate", "expect", "fear", "suspect", "estimate"],
        StringComparer.Ordinal);

    /// <summary>Whether what stands before the source can be its content: it has a verb, or it is quoted.</summary>
    public bool LeftIsContent(int before)
    {
        var start = ClauseStart(before);
        if (before - start < 2) return false;
        for (var t = start; t < before; t++)
        {
            if (s.Mark(t)) return true;
        }
        if (s.Word(start) is "in" or "on" or "at" or "as" or "after" or "while" or "when" or "since" or "before" or "if" or "asked" or "speaking" or "despite" or "during" or "for" or "with" or "by" or "although" or "though" or "because" or "but" && before - start < 14)
        {
            var commas = 0;
            for (var t = start; t < before - 1; t++)
            {
                if (s.Comma(t)) commas++;
            }
            if (commas == 0) return false;
        }
        for (var t = start; t < before; t++)
        {
            if (s.Tag(t) is Upos.Verb or Upos.Aux && s.Tokens.Xpos[t] is not "VBG") return true;
        }
        return false;
    }

    public bool Participial(int t) => s.Tag(t) is Upos.Verb && s.Tokens.Xpos[t] is "VBG" or "VBN" || s.Word(t) is "who" or "which" or "a" or "an" or "the" or "while" or "as" or "after" or "according" or "referring" or "and" or "but" && !s.Mark(t + 1);

    public int ClauseStart(int before)
    {
        var start = s.First;
        // An earlier speaker's clause ends at a semicolon.
        for (var t = before - 2; t > s.First; t--)
        {
            if (s.Word(t) == ";") return t + 1;
        }
        return start;
    }
}
