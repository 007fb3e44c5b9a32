using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Pages;
using Waybill.Tests.Language;
using Xunit;

namespace Waybill.Tests.Claims;

/// <summary>No denial is lost: two joined by "and", a negative subject, missing evidence.</summary>
public sealed class DenialTests
{
    private static readonly Lazy<PatternExtractor> Extractor = new(PatternExtractor.Embedded);

    [Theory]
    [InlineData("Germany has not sent and will not send Taurus missiles to Ukraine, Scholz said.", true)]
    [InlineData("Germany has not sent and will not send Taurus missiles to Ukraine.", true)]
    [InlineData("Serbia has never sold and will never sell howitzers to Armenia.", true)]
    [InlineData("Norway will not buy and deliver drones to Ukraine.", true)]
    [InlineData("Neither France nor Italy has delivered missiles to Libya.", true)]
    [InlineData("Iran said that neither Russia nor Belarus had supplied missiles to Syria.", true)]
    [InlineData("With no notice, France delivered missiles to Libya.", false)]
    [InlineData("No one was surprised when France delivered missiles to Libya.", false)]
    [InlineData("Norway will buy and deliver drones to Ukraine.", false)]
    [InlineData("Poland has not trained soldiers but will send tanks to Ukraine.", false)]
    public void Keeps_the_polarity_of_each(string sentence, bool negated)
    {
        var claims = Claims(sentence);
        claims.ShouldAllBe(c => c.Negated == negated);
    }

    [Fact]
    public void Two_denials_in_one_clause_are_two_claims()
    {
        var claims = Claims("Germany has not sent and will not send Taurus missiles to Ukraine.");
        claims.Select(c => c.Stage).Order().ShouldBe([Stage.Planned, Stage.Delivered]);
        claims.ShouldAllBe(c => c.Negated && c.Supplier!.Iso3 == "DEU" && c.Recipient!.Iso3 == "UKR");
    }

    // What the next sentence denies as a whole is a denial, and nothing stays affirmed.
    [Theory]
    [InlineData("A website wrote that Serbia had sold howitzers to Ukraine. The army called the story invented.")]
    [InlineData("According to a blog, Norway has delivered submarines to Taiwan. Oslo dismissed the report.")]
    [InlineData("A newspaper said that Kenya had bought tanks from Ukraine. The defence ministry denied it.")]
    public void A_denial_in_the_next_sentence_turns_the_claim(string text)
    {
        var claims = Claims(text);
        claims.ShouldAllBe(c => c.Negated && c.Stance == Stance.Denies && c.Attribution.Any(a => a.Primary && a.Government != null));
    }

    [Fact]
    public void A_next_sentence_about_something_else_turns_nothing() =>
        Claims("Norway has delivered howitzers to Ukraine. The army called the weather a challenge.").ShouldAllBe(c => !c.Negated);

    // The subject of the second clause is no recipient of the first.
    [Theory]
    [InlineData("Norway sent howitzers to Ukraine, and Finland never sent mortars.")]
    [InlineData("Norway sent howitzers to Ukraine, and Finland also sent mortars to Estonia.")]
    public void A_second_clause_lends_no_party(string sentence) =>
        Claims(sentence).ShouldAllBe(c => c.Recipient == null || c.Recipient.Iso3 != "FIN");

    // A second clause that leaves its verb out shares neither its partner nor its arms with the first.
    [Theory]
    [InlineData("India signed a contract with France for 26 Rafale jets, and Pakistan one with China for 40 J-35 fighters.", "FRA", "IND")]
    [InlineData("Norway sent howitzers to Ukraine, and Poland tanks.", "NOR", "UKR")]
    public void A_clause_without_its_verb_lends_nothing(string sentence, string supplier, string recipient)
    {
        var claims = Claims(sentence);
        claims.Count.ShouldBe(1);
        claims[0].Supplier?.Iso3.ShouldBe(supplier);
        claims[0].Recipient?.Iso3.ShouldBe(recipient);
    }

    [Theory]
    [InlineData("No evidence shows that China has delivered weapons to Russia, the White House said.", Stance.NotConfirmed)]
    [InlineData("There is no evidence that China has delivered weapons to Russia.", Stance.NotConfirmed)]
    [InlineData("New evidence shows that China has delivered weapons to Russia, the White House said.", Stance.Asserts)]
    public void No_evidence_confirms_nothing(string sentence, Stance stance) => Claims(sentence).ShouldAllBe(c => c.Stance == stance);

    // Words of a debunking are not those of a report.
    [Theory]
    [InlineData("A video purporting to show Chinese drones delivered to Hamas is from a 2019 air show in Pakistan, fact-checkers found.")]
    [InlineData("A doctored picture shows missiles that France delivered to Libya.")]
    [InlineData("The satirical site wrote that Switzerland had donated 50 Leopard tanks to Ukraine.")]
    public void What_is_shown_to_be_false_is_not_affirmed(string sentence) =>
        Read(sentence).ShouldAllBe(c => c.Negated || c.Stance != Stance.Asserts || c.Factuality > Factuality.Certain);

    private static IReadOnlyList<Claim> Claims(string sentence)
    {
        var claims = Read(sentence);
        claims.ShouldNotBeEmpty();
        return claims;
    }

    private static IReadOnlyList<Claim> Read(string sentence)
    {
        var text = "Defence news of the day from the capitals\n\n" + sentence + " Reporters had asked about the matter for weeks.";
        var capture = new Capture { Bytes = Encoding.UTF8.GetBytes(text), Format = PageFormat.PlainText };
        var article = PlainTextReader.Read(capture).ShouldBeOfType<ArticleResult.Found>().Article;
        return Extractor.Value.Read(article, Models.Analyzer.Analyze(article.Text, Extractor.Value.Depths(article))).Claims;
    }
}
