using System.Globalization;
using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Pages;
using Xunit;

namespace Waybill.Tests.Claims;

/// <summary>Every row of the frame table has a sentence that fires it: read by the real stages, the frame's own word is found
/// and nearly every sentence gives a claim.</summary>
public sealed class FrameExampleTests(ITestOutputHelper output)
{
    [Fact]
    public void Examples_give_claims()
    {
        using var model = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "models", "waybill-en.bin"));
        var analyzer = new Analyzer(LanguageModel.Load(model));
        var extractor = PatternExtractor.Embedded();
        var frames = PatternExtractor.EmbeddedFrames().All;
        var given = 0;
        foreach (var frame in frames)
        {
            var capture = new Capture { Bytes = Encoding.UTF8.GetBytes("A page about arms, written for a test\n\n" + frame.Example + Rest), Format = PageFormat.PlainText };
            var article = PlainTextReader.Read(capture).ShouldBeOfType<ArticleResult.Found>().Article;
            var claims = extractor.Read(article, analyzer.Analyze(article.Text)).Claims;
            if (claims.IsEmpty) output.WriteLine($"{frame.Id}: no claim from “{frame.Example}”");
            else given++;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{given} of {frames.Length} examples give a claim"));
        ((double)given / frames.Length).ShouldBeGreaterThanOrEqualTo(FloorOfExamples);
    }

    // A page of one short sentence is taken for no article.
    private const string Rest = " This page was written for a test of the program, and it says nothing else that anybody could want to know.";

    /// <summary>The rest lack what an example alone cannot give (a supplier that only another sentence names) or stand under a tree
    /// that is torn; raise it as those are mended.</summary>
    private const double FloorOfExamples = 0.78;
}
