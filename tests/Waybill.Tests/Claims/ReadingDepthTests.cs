using Shouldly;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Tests.Language;
using Xunit;

namespace Waybill.Tests.Claims;

public sealed class ReadingDepthTests
{
    private static readonly PatternExtractor Extractor = PatternExtractor.Embedded();

    private const string Filler = "The council met in the town hall on Monday. Mayor Anna Faber spoke of schools and buses.";

    private static string Long(params string[] middle) =>
        string.Join("\n\n", (string[])["A quiet week in town", .. Enumerable.Repeat(Filler, 6), .. middle, .. Enumerable.Repeat(Filler, 6)]);

    [Fact]
    public void Only_what_is_near_arms_gets_a_tree()
    {
        var article = Passage.Article(Long("Germany delivered 18 tanks to Ukraine on Tuesday."));
        var analysis = Models.Accurate.Analyze(article.Text, Extractor.Depths(article));
        AnalyzerTests.Check(analysis);
        var treeless = analysis.Sentences.Where(s => s.TokenCount > 2 && Enumerable.Range(s.FirstToken + 1, s.TokenCount - 1).All(t => analysis.Tokens.Head[t] == s.FirstToken)).ToList();
        // Title and first paragraph, two paragraphs before the arms, theirs and two behind have trees; of the other seven both sentences have none.
        treeless.Count.ShouldBe(14);
        var arms = article.Text.IndexOf("Germany", StringComparison.Ordinal);
        treeless.ShouldAllBe(s => Math.Abs(s.Span.Start - arms) > 2 * Filler.Length);
        // Names are known everywhere, so that a surname can be led back.
        analysis.Names.Count(n => n.Kind is NameKind.Person).ShouldBe(12);
    }

    [Fact]
    public void A_sentence_without_a_tree_has_the_tags_of_the_small_network()
    {
        var plain = new Analyzer(Models.Load(), new() { Mode = AnalyzerMode.Fast }).Analyze(Filler);
        var words = Models.Accurate.Analyze(Filler, []);
        AnalyzerTests.Check(words);
        words.Sentences.ShouldBe(plain.Sentences);
        words.Tokens.Lemma.ShouldBe(plain.Tokens.Lemma);
    }

    [Theory]
    [InlineData("Germany delivered 18 tanks to Ukraine on Tuesday.")]
    [InlineData("Iran denied arming the Houthi rebels in Yemen.|The mayor spoke.|The mayor went home.|The mayor slept.|Weapons were on show in the museum.")]
    [InlineData("France has ordered howitzers from Sweden.|The contract was signed in May.|Deliveries begin next year.")]
    public void Claims_are_those_of_a_whole_close_analysis(string middle)
    {
        var article = Passage.Article(Long(middle.Split('|')));
        var whole = Extractor.Read(article, Models.Accurate.Analyze(article.Text)).Claims;
        whole.ShouldNotBeEmpty();
        Extractor.Read(article, Models.Accurate.Analyze(article.Text, Extractor.Depths(article))).Claims.Select(c => c.Id).ShouldBe(whole.Select(c => c.Id));
    }

    [Fact]
    public void Without_a_word_for_arms_only_the_title_is_read_closely()
    {
        var article = Passage.Article(Long());
        var depths = Extractor.Depths(article)!;
        depths.Select(d => d.Depth).ShouldBe([AnalysisDepth.Close, AnalysisDepth.Plain]);
    }

    [Fact]
    public void A_sentence_over_two_runs_gets_the_deeper_one()
    {
        const string text = "Germany delivered 18 tanks to Ukraine on Tuesday.";
        var close = Models.Accurate.Analyze(text);
        var split = Models.Accurate.Analyze(text, [new(Waybill.Texts.TextSpan.FromBounds(0, 10), AnalysisDepth.Plain), new(Waybill.Texts.TextSpan.FromBounds(10, 20), AnalysisDepth.Close)]);
        split.Tokens.Head.ShouldBe(close.Tokens.Head);
        split.Tokens.Relation.ShouldBe(close.Tokens.Relation);
    }
}
