using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Lexicons;
using Waybill.Pages;
using Xunit;

namespace Waybill.Tests.Claims;

public sealed class ArmsGateTests
{
    [Theory]
    [InlineData("Norway gave Ukraine six F-16 jets, the prime minister told reporters in Oslo on Monday.", true)]
    [InlineData("The ministry said the shipment of weapons had arrived.", true)]
    [InlineData("The council agreed to plant two hundred trees along the river.", false)]
    [InlineData("The team's new striker is a rocket, his coach told reporters after the match.", true)] // lets in more than it needs, never less
    public void Only_an_article_that_names_arms_goes_on(string text, bool passes)
    {
        var capture = new Capture { Bytes = Encoding.UTF8.GetBytes("A headline that says little\n\n" + text), Format = PageFormat.PlainText };
        var article = PlainTextReader.Read(capture).ShouldBeOfType<ArticleResult.Found>().Article;
        new ArmsGate(Lexicon.Embedded).Passes(article).ShouldBe(passes);
    }
}
