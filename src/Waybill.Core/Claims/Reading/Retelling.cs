using System.Collections.Frozen;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Reading;

/// <summary>Sentences that only say who told what stands before them: "This was reported by the ministry", "Reuters reports this", "The
/// minister wrote about it on Monday".</summary>
internal static class Retelling
{
    private static readonly FrozenSet<string> Verbs = WordClasses.Of("retelling-verb");

    public static bool Read(Analysis analysis, int sentence, Quotes quotes, out int cue, out TokenRun source, out int head)
    {
        cue = head = -1;
        source = default;
        var s = new SentenceWords(analysis, sentence, quotes);
        var phrases = new SpeakerPhrases(s);
        var first = s.First;
        for (var t = first; t < s.End && t - first <= 12; t++)
        {
            if (s.Tag(t) != Upos.Verb || !Verbs.Contains(s.Tokens.Lemma[t])) continue;
            if (s.Word(first) is "this" or "it" or "that" && t - first is >= 2 and <= 5 && s.Tokens.Lemma[t - 1] is "be" or "first" or "also")
            {
                // "This was reported by X", "This information was spread by X"
                for (var by = t + 1; by < s.End && by - t <= 6; by++)
                {
                    if (s.Word(by) != "by") continue;
                    (var end, head) = phrases.NounPhraseRight(by + 1, relative: true);
                    if (head < 0) return false;
                    (cue, source) = (t, new TokenRun(by + 1, end));
                    return true;
                }
                return false;
            }
            // "X reports this", "X wrote about this": nothing but a place or a time behind it
            var at = s.Word(t + 1) == "about" ? t + 2 : t + 1;
            if (!(s.Word(at) is "this" or "it") || at + 1 < s.End && s.Tag(at + 1) is Upos.Noun or Upos.Propn or Upos.Adj or Upos.Verb or Upos.Aux or Upos.Pron) return false;
            if (s.Word(at) == "it" && at == t + 1) return false; // "said it would"
            source = phrases.TreeSubject(t, out head);
            if (source.Count == 0) return false;
            cue = t;
            return true;
        }
        return false;
    }
}
