using Waybill.Articles;
using Waybill.Bench.Claims;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Tests.Language;

namespace Waybill.Tests.Claims;

/// <summary>A passage read as an article of one paragraph.</summary>
internal static class Passage
{
    private static readonly Lazy<PatternExtractor> Extractor = new(PatternExtractor.Embedded);

    public static IReadOnlyList<Claim> Claims(string text, AnalyzerMode mode = AnalyzerMode.Accurate)
    {
        var article = Article(text);
        return Extractor.Value.Read(article, AnalyzerOf(mode).Analyze(article.Text, Extractor.Value.Depths(article))).Claims;
    }

    private static readonly Lazy<Analyzer> Fast = new(() => new Analyzer(Models.Load(), new() { Mode = AnalyzerMode.Fast }));

    public static Analyzer AnalyzerOf(AnalyzerMode mode) => mode == AnalyzerMode.Fast ? Fast.Value : Models.Accurate;

    public static Article Article(string text) => PassageArticle.Of(text);
}
