using Waybill.Language;

namespace Waybill.Claims.Reading;

/// <summary>Which tokens stand inside quotation marks. A quotation ends with its mark or with the next paragraph that does
/// not open one again (the usage of printed English).</summary>
internal sealed class Quotes
{
    private readonly bool[] _inside;

    private Quotes(bool[] inside) => _inside = inside;

    public bool Inside(int token) => (uint)token < (uint)_inside.Length && _inside[token];

    public static bool IsMark(ReadOnlySpan<char> word) => word.Length is 1 or 2 && word[0] is '"' or '“' or '”' or '«' or '»' or '„' || word is "``" or "''";

    public static Quotes Of(Analysis analysis)
    {
        var tokens = analysis.Tokens;
        var inside = new bool[tokens.Count];
        var open = false;
        var last = 0;
        for (var t = 0; t < tokens.Count; t++)
        {
            if (t > 0 && NewParagraph(analysis, last, tokens.Start[t])) open = false;
            last = tokens.Start[t] + tokens.Length[t];
            var word = analysis.Word(t);
            if (IsMark(word))
            {
                open = word[0] switch { '“' or '«' or '„' or '`' => true, '”' or '»' => false, '\'' => false, _ => !open };
                inside[t] = true;
            }
            else inside[t] = open;
        }
        return new Quotes(inside);
    }

    public static bool NewParagraph(Analysis analysis, int from, int to)
        => to > from && analysis.Text.AsSpan(from, to - from).Contains("\n\n", StringComparison.Ordinal);

    /// <summary>Sentences that are wholly quoted and have no source of their own continue the quotation that they follow or
    /// precede in the same paragraph, or, where a paragraph opens with a mark after one whose quotation was attributed, the
    /// same speaker.</summary>
    public static void Continue(Analysis analysis, Quotes quotes, List<AttributionReader.Draft> drafts)
    {
        var sentences = analysis.Sentences;
        var of = drafts.GroupBy(d => d.Sentence).ToDictionary(g => g.Key, g => g.ToList());
        List<AttributionReader.Draft> At(int s) => of.TryGetValue(s, out var found) ? found : [];
        for (var s = 0; s < sentences.Length; s++)
        {
            if (!Whole(analysis, quotes, sentences[s])) continue;
            if (At(s).Exists(d => !quotes.Inside(d.Cue))) continue;
            var run = new TokenRun(sentences[s].FirstToken, sentences[s].EndToken);
            AttributionReader.Draft? speaker = null;
            // Forward: "…." Kirby said.
            for (var n = s + 1; n < sentences.Length && n <= s + 6 && speaker is null; n++)
            {
                if (NewParagraph(analysis, sentences[n - 1].Span.End, sentences[n].Span.Start)) break;
                speaker = At(n).Find(d => !quotes.Inside(d.Cue) && (d.WholeSentence || (d.After && Quoted(quotes, d))));
                if (!Whole(analysis, quotes, sentences[n])) break;
            }
            for (var p = s - 1; p >= 0 && p >= s - 6 && speaker is null; p--)
            {
                var apart = NewParagraph(analysis, sentences[p].Span.End, sentences[p + 1].Span.Start);
                speaker = At(p).FindLast(d => !quotes.Inside(d.Cue) && d.Class is "say" or "according" or "find" or "think");
                if (speaker is not null && apart && !(Quoted(quotes, speaker) || p == s - 1)) speaker = null;
                if (!Whole(analysis, quotes, sentences[p])) break;
            }
            speaker?.Content.Add(run);
        }
        drafts.RemoveAll(d => d.Content.Count == 0);
    }

    private static bool Quoted(Quotes quotes, AttributionReader.Draft d) => d.Content.Exists(r => quotes.Inside(r.First) || quotes.Inside(Math.Max(r.First, r.End - 1)));

    private static bool Whole(Analysis analysis, Quotes quotes, Sentence s)
    {
        if (s.TokenCount == 0) return false;
        for (var t = s.FirstToken; t < s.EndToken; t++)
        {
            if (!quotes.Inside(t) && analysis.Tokens.Upos[t] != Upos.Punct) return false;
        }
        return true;
    }
}
