using Waybill.Language;

namespace Waybill.Claims.Reading;

/// <summary>The words of one sentence as attributions ask for them: beyond its ends there is no word and only punctuation.</summary>
internal sealed class SentenceWords(Analysis analysis, int sentence, Quotes quotes)
{
    public Analysis Analysis { get; } = analysis;

    public TokenTable Tokens { get; } = analysis.Tokens;

    /// <summary>Number of the sentence in its article.</summary>
    public int Sentence { get; } = sentence;

    public int First { get; } = analysis.Sentences[sentence].FirstToken;

    public int End { get; } = analysis.Sentences[sentence].EndToken;

    public bool HasTree { get; } = Trees.Has(analysis, analysis.Sentences[sentence]);

    public string Word(int t) => t >= First && t < End ? Verbs.Lower(Analysis, t) : "";

    public Upos Tag(int t) => t >= First && t < End ? Tokens.Upos[t] : Upos.Punct;

    public bool Mark(int t) => t >= First && t < End && Quotes.IsMark(Analysis.Word(t));

    /// <summary>Whether a quotation mark opens.</summary>
    public bool Opens(int mark) => Mark(mark) && !quotes.Inside(mark - 1) && quotes.Inside(mark + 1);

    public bool Comma(int t) => Word(t) is "," or ";" or "—" or "–" or "--";

    public bool TimeWord(int t)
    {
        var word = Word(t);
        return TimeGrammar.MonthOf(word) > 0 && Tokens.Upos[t] is Upos.Propn || word is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "today" or "yesterday" or "last";
    }

    public bool Closed(int t) => t > First && Mark(t - 1);
}
