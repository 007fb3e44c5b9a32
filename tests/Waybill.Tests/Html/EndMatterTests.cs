using Shouldly;
using Waybill.Articles;
using Xunit;

namespace Waybill.Tests.Html;

/// <summary>What is left out below the text though the block model takes it: every block is scored as text here.</summary>
public sealed class EndMatterTests
{
    private const string Text = """
        <p>The ministry of Freedonia said on Thursday that it had signed a contract for ten patrol boats with a shipyard in Sylvania, the first of its kind in a decade.</p>
        <p>The contract covers training and spare parts for five years, according to a statement by the ministry, which did not name a price for the ten boats.</p>
        <p>Opposition leaders, among them John Roe, have criticised the purchase, saying that the money should have been spent on hospitals and schools.</p>
        """;

    private static LeftOutReason? ReasonOf(string below, string begins) => ChosenBlocks.ReasonOf(
        $"<html><head><title>Freedonia buys ten patrol boats</title><meta name=\"author\" content=\"Jane Doe\"></head><body><h1>Freedonia buys ten patrol boats</h1><div class=\"text\">{Text}{below}</div></body></html>", begins);

    [Theory]
    [InlineData("Jane Doe is a reporter in Fredville who covers shipyards and the sea.", LeftOutReason.Metadata)]
    [InlineData("John Roe is a member of parliament who has criticised the ministry before.", null)]
    [InlineData("Sylvania Yards is a shipyard that builds boats for the coast guard of Moldania.", null)]
    public void The_life_of_an_author_is_no_text(string paragraph, LeftOutReason? reason) =>
        ReasonOf($"<p>{paragraph}</p>", paragraph[..8]).ShouldBe(reason);

    [Fact]
    public void An_author_of_whom_the_text_speaks_stays() =>
        ReasonOf("<p>The report of Jane Doe on the boats was read in parliament on the same day, to the surprise of many.</p><p>Jane Doe is a witness in the case, the court said on Friday, and will be heard.</p>", "Jane Doe is").ShouldBeNull();

    [Fact]
    public void An_appeal_longer_than_the_text_is_left_out()
    {
        var appeal = "<p>Our reporters work day and night to bring you the truth about boats of all kinds, in every harbour of the world.</p>"
            + string.Concat(Enumerable.Range(0, 4).Select(n => $"<p>Part {n} of what we do is to look where nobody looks, and to tell what nobody tells, in a time when few papers can pay for that.</p>"));
        ReasonOf($"<div class=\"paper__message\">{appeal}<p>Please support our newsroom.</p></div>", "Part 2").ShouldBe(LeftOutReason.Newsletter);
        ReasonOf("<div class=\"paper__message\"><p>Ruritania sends its last tanks to Moldania, after years of delay.</p></div>", "Ruritania").ShouldBeNull();
    }
}
