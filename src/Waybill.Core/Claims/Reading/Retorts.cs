using System.Collections.Frozen;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Reading;

/// <summary>A denial that trails behind what it answers in one sentence: "…, an accusation Pyongyang denied", "…, which Tehran has rejected". What stands
/// before the comma is one statement, the denial another.</summary>
internal static class Retorts
{
    private static readonly FrozenSet<string> Stories = WordClasses.Of("retort-noun");
    private static readonly FrozenSet<string> Verbs = WordClasses.Of("retort-verb");
    private static readonly FrozenSet<string> Bodies = WordClasses.Of("body");
    private static readonly FrozenSet<string> Between = WordClasses.Of("retort-adverb");

    /// <summary>Tokens that a name may take.</summary>
    private const int LongestName = 7;

    /// <summary>Adds a draft for each trailing denial of a sentence and takes away what was read of the same verb.</summary>
    public static void Add(Analysis analysis, int sentence, List<AttributionReader.Draft> drafts)
    {
        var s = analysis.Sentences[sentence];
        for (var t = s.FirstToken + 3; t + 2 < s.EndToken; t++)
        {
            if (analysis.Word(t - 1) is not "," || Opens(analysis, t, s.EndToken) is not { } first) continue;
            var end = first;
            while (end < s.EndToken && end - first < LongestName && IsName(analysis, end)) end++;
            if (end == first || !Holds(analysis, first, end)) continue;
            var verb = end;
            while (verb < s.EndToken && Between.Contains(Lower(analysis, verb))) verb++;
            if (verb >= s.EndToken || !Verbs.Contains(Lower(analysis, verb)) || !Ends(analysis, verb + 1, s.EndToken)) continue;
            drafts.RemoveAll(d => d.Cue == verb);
            if (Opinion(analysis, t)) return;
            drafts.Add(new AttributionReader.Draft
            {
                Sentence = sentence,
                Cue = verb,
                CueEnd = verb + 1,
                Class = "deny",
                Source = new TokenRun(first, end),
                Head = end - 1,
                Content = [new TokenRun(s.FirstToken, t - 1)],
                Retort = true,
            });
            drafts.Sort(static (a, b) => a.Cue.CompareTo(b.Cue));
            return;
        }
    }

    /// <summary>Where the name begins behind "an accusation", "charges that", "which", "something"; null where no such words stand.</summary>
    private static int? Opens(Analysis analysis, int t, int end)
    {
        if (Lower(analysis, t) is "which" or "something") return t + 1;
        if (Lower(analysis, t) is "a" or "an" or "the") t++;
        if (t + 1 >= end || !Stories.Contains(Lower(analysis, t)) && !Opinion(analysis, t - 1)) return null;
        return Lower(analysis, t + 1) is "that" or "which" ? t + 2 : t + 1;
    }

    /// <summary>"…, a decision Moscow rejects": what is rejected there is the deed, and not that it was done.</summary>
    private static bool Opinion(Analysis analysis, int t) =>
        Lower(analysis, t) is "a" or "an" or "the" && analysis.Tokens.Upos[t + 1] is Upos.Noun && !Stories.Contains(Lower(analysis, t + 1));

    private static bool IsName(Analysis analysis, int t) =>
        analysis.Tokens.Upos[t] is Upos.Propn && !Verbs.Contains(Lower(analysis, t)) || analysis.Tokens.Upos[t] is Upos.Adj && char.IsUpper(analysis.Word(t)[0])
        || analysis.Word(t) is "'s" or "’s" or "and" or "the" || analysis.Tokens.Upos[t] is Upos.Noun && Bodies.Contains(analysis.Tokens.Lemma[t]) && !Verbs.Contains(Lower(analysis, t));

    private static bool Holds(Analysis analysis, int first, int end)
    {
        for (var i = first; i < end; i++)
            if (char.IsUpper(analysis.Word(i)[0])) return true;
        return false;
    }

    /// <summary>Whether nothing but a mark, a time or "as" stands behind the verb.</summary>
    private static bool Ends(Analysis analysis, int t, int end) =>
        t >= end || analysis.Tokens.Upos[t] is Upos.Punct or Upos.Cconj || Lower(analysis, t) is "as" or "on" or "in" or "at" or "when" or "vehemently" or "strongly" or "outright";

    private static string Lower(Analysis analysis, int t) => Reading.Verbs.Lower(analysis, t);
}
