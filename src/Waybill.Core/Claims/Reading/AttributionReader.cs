using System.Collections.Frozen;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Reading;

/// <summary>Finds who says what in an article (attribution relations after PARC: source, cue, content). Works from tags and
/// the order of words; a tree only helps to find a subject, since trees are least sure exactly at reporting clauses.</summary>
public sealed class AttributionReader
{
    private readonly CueLexicon _cues;
    private readonly SourceReader _sources;

    public AttributionReader(Lexicon lexicon, CueLexicon? cues = null)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        _cues = cues ?? CueLexicon.Attribution;
        _sources = new SourceReader(lexicon);
    }

    /// <summary>Reads an article.</summary>
    /// <param name="hits">The lexicon's hits in the same text, in order.</param>
    public AttributionReading Read(Analysis analysis, IReadOnlyList<LexiconHit> hits)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentNullException.ThrowIfNull(hits);
        var quotes = Quotes.Of(analysis);
        var drafts = new List<Draft>();
        for (var s = 0; s < analysis.Sentences.Length; s++)
        {
            var clause = new ClauseReader(new SentenceWords(analysis, s, quotes), _cues);
            var own = clause.Read();
            own.RemoveAll(d => d.Head >= 0 && Verbs.Lower(analysis, d.Cue) is "citing" or "cited" or "cites" && Reasons.Contains(analysis.Tokens.Lemma[d.Head]));
            own.RemoveAll(d => d.Source.Count == 1 && Verbs.Lower(analysis, d.Source.First) is "the" or "a" or "an"); // "dismissed the reports that …": no verb
            own.RemoveAll(d => d.Class == "deny" && Withholds(analysis, d)); // "denied port call to a ship": a refusal, and no word on what is told
            Retorts.Add(analysis, s, own);
            Limit(analysis, s, own, quotes);
            drafts.AddRange(own);
        }
        Retold(analysis, quotes, drafts);
        Quotes.Continue(analysis, quotes, drafts);
        var register = _sources.Start(analysis, hits, quotes);
        return new AttributionReading(register.Finish(drafts), register.FirstReports());
    }

    /// <summary>"denied the ship permission to dock", "denied port call to a ship carrying weapons": what is denied is leave.</summary>
    private static bool Withholds(Analysis analysis, Draft d)
    {
        if (analysis.Tokens.Lemma[d.Cue] != "deny") return false;
        for (var i = d.CueEnd; i < analysis.Sentences[d.Sentence].EndToken && i - d.CueEnd <= 6; i++)
        {
            if (analysis.Tokens.Upos[i] is Upos.Verb or Upos.Sconj or Upos.Punct) return false;
            if (Leave.Contains(analysis.Tokens.Lemma[i]) && analysis.Tokens.Upos[i] is Upos.Noun) return true;
        }
        return false;
    }

    private static readonly FrozenSet<string> Leave = WordClasses.Of("leave-noun");

    /// <summary>"The first tanks came on Monday. The ministry wrote about this on its page": a short sentence that says who told what stands before it
    /// speaks for the sentences of the paragraph before, or of its own, that name no other speaker.</summary>
    private static void Retold(Analysis analysis, Quotes quotes, List<Draft> drafts)
    {
        var spoken = drafts.ConvertAll(d => d.Sentence).ToHashSet();
        List<Draft>? retold = null;
        for (var s = 1; s < analysis.Sentences.Length; s++)
        {
            var sentence = analysis.Sentences[s];
            if (sentence.TokenCount > MostOfARetelling || !Retelling.Read(analysis, s, quotes, out var cue, out var source, out var head)) continue;
            var content = new List<TokenRun>();
            var opens = Quotes.NewParagraph(analysis, analysis.Sentences[s - 1].Span.End, sentence.Span.Start);
            for (var b = s - 1; b >= 0 && s - b <= 3; b--)
            {
                if (b < s - 1 && Quotes.NewParagraph(analysis, analysis.Sentences[b].Span.End, analysis.Sentences[b + 1].Span.Start)) break;
                if (spoken.Contains(b) || quotes.Inside(analysis.Sentences[b].FirstToken)) break;
                content.Add(new TokenRun(analysis.Sentences[b].FirstToken, analysis.Sentences[b].EndToken));
                if (!opens) break; // in its own paragraph it speaks for the sentence before
            }
            if (content.Count == 0) continue;
            (retold ??= []).Add(new Draft { Sentence = s, Cue = cue, CueEnd = cue + 1, Class = "say", Source = source, Head = head, Content = content, After = true });
        }
        if (retold is null) return;
        var own = retold.ConvertAll(d => d.Sentence).ToHashSet();
        drafts.RemoveAll(d => own.Contains(d.Sentence));
        drafts.AddRange(retold);
        drafts.Sort(static (a, b) => a.Cue.CompareTo(b.Cue));
    }

    /// <summary>What is cited as a reason and says nothing ("citing domestic law").</summary>
    private static readonly FrozenSet<string> Reasons = WordClasses.Of("no-speaker");

    /// <summary>Tokens of a sentence that does nothing but name who told it.</summary>
    private const int MostOfARetelling = 22;

    /// <summary>Cuts each content where another attribution's source begins ("…, the White House said") and where a
    /// second clause has its own speaker ("X said A, while Y said B").</summary>
    private static void Limit(Analysis analysis, int sentence, List<Draft> drafts, Quotes quotes)
    {
        var s = analysis.Sentences[sentence];
        foreach (var d in drafts)
        {
            // "denied selling weapons, saying it only supplies parts": what is said then is not what is denied.
            if (d.Class == "deny" && drafts.Find(o => o != d && o.Cue > d.CueEnd && o.Class == "say" && analysis.Tokens.Xpos[o.Cue] == "VBG" && analysis.Word(o.Cue - 1) is ",") is { } then) Cut(d, then.Cue - 1);
            foreach (var other in drafts)
            {
                if (other == d || other.Start <= d.Cue) continue;
                var cut = -1;
                if (other.After) cut = other.Start;
                else if (d.Cue < other.Start - 1 && !other.WholeSentence && other.Source.Count > 0 && analysis.Word(other.Start - 1) is "," && Verbs.Lower(analysis, s.FirstToken) is "while" or "although" or "though" or "whereas") cut = other.Start - 1; // "While Beijing denies it, US officials say"
                else if (other.Start - 1 > d.Cue && (Coordinated(analysis, other.Start - 1, s) || !quotes.Inside(other.Start) && Subordinated(analysis, other, d.CueEnd))) cut = other.Start - 1;
                if (cut < 0) continue;
                while (cut > d.Cue + 1 && analysis.Tokens.Upos[cut - 1] is Upos.Punct) cut--;
                Cut(d, cut);
            }
        }
        drafts.RemoveAll(d => d.Content.Count == 0 && !d.WholeSentence);
    }

    private static void Cut(Draft d, int cut)
    {
        for (var i = d.Content.Count - 1; i >= 0; i--)
        {
            var run = d.Content[i];
            if (run.First <= d.Cue || run.End <= cut) continue;
            if (run.First >= cut) d.Content.RemoveAt(i);
            else d.Content[i] = run with { End = cut };
        }
    }

    /// <summary>"said that it had sold nothing, after a report said …": the second clause is the outlet's, and tells of another speaker.</summary>
    private static bool Subordinated(Analysis analysis, Draft other, int from)
    {
        var link = other.Start - 1;
        if (other.Class is "urge" or "judge" || Verbs.Lower(analysis, link) is not ("after" or "as" or "when" or "while" or "since" or "although" or "though" or "whereas")) return false;
        for (var i = from; i < link; i++)
        {
            if (analysis.Tokens.Upos[i] is Upos.Verb or Upos.Aux && analysis.Tokens.Xpos[i] is "VBD" or "VBZ" or "VBP" or "MD") return true;
        }
        return false;
    }

    private static bool Coordinated(Analysis analysis, int t, Sentence s)
    {
        var word = Verbs.Lower(analysis, t);
        return word is "while" or "but" or "and" or ";" or "although" or "whereas" && t - 1 >= s.FirstToken && Verbs.Lower(analysis, t - 1) is "," or ";" || word == ";";
    }

    /// <summary>An attribution while it is being read.</summary>
    internal sealed class Draft
    {
        public required int Sentence { get; init; }
        public required int Cue { get; init; }
        public required int CueEnd { get; init; }
        public required string Class { get; init; }
        public required TokenRun Source { get; set; }
        public required int Head { get; init; }
        public required List<TokenRun> Content { get; init; }

        /// <summary>Whether the source follows its content ("…, X said").</summary>
        public bool After { get; init; }

        /// <summary>Whether the sentence holds nothing but source and cue: its content is the quotation before it.</summary>
        public bool WholeSentence { get; init; }
        public bool Negated { get; init; }

        /// <summary>Whether it answers what stands before it, with a statement of its own ("…, which Tehran denies").</summary>
        public bool Retort { get; init; }

        /// <summary>Where source and cue begin.</summary>
        public int Start => Source.Count > 0 ? Math.Min(Source.First, Cue) : Cue;
    }
}
