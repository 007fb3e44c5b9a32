using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Pages;
using Waybill.Tests.Language;
using Xunit;

namespace Waybill.Tests.Claims;

/// <summary>Of two denials joined by "and" neither undoes the other.</summary>
public sealed class CoordinatedDenialTests
{
    private static readonly Lazy<PatternExtractor> Extractor = new(PatternExtractor.Embedded);

    [Theory]
    [InlineData("Germany has not sent and will not send Taurus missiles to Ukraine, Scholz said.", true)]
    [InlineData("Germany has not sent and will not send Taurus missiles to Ukraine.", true)]
    [InlineData("Serbia has never sold and will never sell howitzers to Armenia.", true)]
    [InlineData("Norway will not buy and deliver drones to Ukraine.", true)]
    [InlineData("Norway will buy and deliver drones to Ukraine.", false)]
    [InlineData("Poland has not trained soldiers but will send tanks to Ukraine.", false)]
    public void Keeps_the_polarity_of_each(string sentence, bool negated)
    {
        var text = "Defence news of the day from the capitals\n\n" + sentence + " Reporters had asked about the matter for weeks.";
        var capture = new Capture { Bytes = Encoding.UTF8.GetBytes(text), Format = PageFormat.PlainText };
        var article = PlainTextReader.Read(capture).ShouldBeOfType<ArticleResult.Found>().Article;
        var claims = Extractor.Value.Read(article, Models.Analyzer.Analyze(article.Text)).Claims;
        claims.ShouldNotBeEmpty();
        claims.ShouldAllBe(c => c.Negated == negated);
    }
}
