using Waybill.Articles;
using Waybill.Claims.Frames;
using Waybill.Claims.Reading;
using Waybill.Claims.Scope;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims;

/// <summary>The extractor of patterns: frames of transfer and use over dependency trees, cues over frames, and the guide's
/// gates behind both. A pure function of article and analysis; what it knows of words comes from data.</summary>
public sealed class PatternExtractor : IClaimExtractor
{
    /// <summary>Below this reading confidence a claim is not given.</summary>
    public const double LeastConfidence = 0.6;

    private readonly Lexicon _lexicon;
    private readonly FrameTable _frames;
    private readonly CueTable _cues;
    private readonly PhraseTable _phrases = EmbeddedPhrases();
    private readonly AttributionReader _attributions;

    public PatternExtractor(Lexicon lexicon, FrameTable frames, CueTable cues)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(cues);
        _lexicon = lexicon;
        _frames = frames;
        _cues = cues;
        _attributions = new AttributionReader(lexicon);
    }

    public string Name => "patterns/13";

    /// <summary>The extractor with the lexicon, frames and cues that ship inside the program.</summary>
    public static PatternExtractor Embedded() => new(Lexicon.Embedded, EmbeddedFrames(), EmbeddedCues());

    public static FrameTable EmbeddedFrames() => FrameTable.Read(DataFiles.Read("frames.tsv"));

    public static PhraseTable EmbeddedPhrases() => PhraseTable.Read(DataFiles.Read("scope-phrases.tsv"));

    public static CueTable EmbeddedCues() => CueTable.Read(DataFiles.Read("cues.tsv"));

    public IReadOnlyList<DepthSpan>? Depths(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return ReadingDepths.Of(article.Text, _lexicon.Matcher.Find(article.Text));
    }

    public ClaimReading Read(Article article, Analysis analysis) => Explain(article, analysis).Reading;

    /// <summary>The claims, and why each value was taken, which frames nearly fired, and what each sentence names.</summary>
    public Explanation Explain(Article article, Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(analysis);
        if (analysis.Sentences.IsEmpty || !article.Language.StartsWith("en", StringComparison.Ordinal) && article.Language != "und") return Explanation.Empty;
        var hits = _lexicon.Matcher.Find(analysis.Text);
        // Without a word for arms there is nothing to read: most articles end here.
        if (!ArmsGate.NamesArms(hits)) return Explanation.Empty;
        return new ArticleReading(article, analysis, hits, _lexicon, _frames, _cues, _phrases, _attributions, Name).Run();
    }
}
