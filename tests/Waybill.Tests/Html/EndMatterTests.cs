using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Pages;
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

    private static LeftOutReason? ReasonOf(string below, string begins)
    {
        var html = $"<html><head><title>Freedonia buys ten patrol boats</title><meta name=\"author\" content=\"Jane Doe\"><link rel=\"canonical\" href=\"https://www.boats.example.com/a\"></head><body><h1>Freedonia buys ten patrol boats</h1><div class=\"text\">{Text}{below}</div></body></html>";
        var page = HtmlPage.Read(new Capture { Bytes = Encoding.UTF8.GetBytes(html), Format = PageFormat.Html });
        var scores = new float[page.Cut.Blocks.Count];
        Array.Fill(scores, 1f);
        var choice = TextChooser.Choose(page, scores, HtmlReader.Threshold);
        var block = page.Cut.Blocks.FindIndex(b => b.Text.Text.StartsWith(begins, StringComparison.Ordinal));
        block.ShouldBeGreaterThanOrEqualTo(0);
        return choice.Kinds[block] is null ? choice.Reasons[block] : null;
    }

    [Theory]
    [InlineData("Jane Doe is a reporter in Fredville who covers shipyards and the sea.", LeftOutReason.Metadata)]
    [InlineData("John Roe is a member of parliament who has criticised the ministry before.", null)]
    [InlineData("Sylvania Yards is a shipyard that builds boats for the coast guard of Moldania.", null)]
    public void The_life_of_an_author_is_no_text(string paragraph, LeftOutReason? reason) =>
        ReasonOf($"<p>{paragraph}</p>", paragraph[..8]).ShouldBe(reason);

    [Fact]
    public void An_author_of_whom_the_text_speaks_stays() =>
        ReasonOf("<p>The report of Jane Doe on the boats was read in parliament on the same day, to the surprise of many.</p><p>Jane Doe is a witness in the case, the court said on Friday, and will be heard.</p>", "Jane Doe is").ShouldBeNull();

    [Theory]
    [InlineData("<p>You can follow her on Twitter or write to the desk in Fredville.</p>", LeftOutReason.Social)]
    [InlineData("<p>You can follow her on Twitter or write to the desk in Fredville.</p><p>The boats are to be delivered in 2027, the yard said on the same day in Sylvania.</p>", null)]
    [InlineData("<p>You can sign up below for more.</p><p>You can follow her on Twitter.</p>", LeftOutReason.Newsletter)]
    public void Words_of_end_matter_count_at_the_end_alone(string below, LeftOutReason? reason) => ReasonOf(below, "You can").ShouldBe(reason);

    [Theory]
    [InlineData("/b", LeftOutReason.Teaser)]
    [InlineData("https://news.example.com/b", LeftOutReason.Teaser)]
    [InlineData("https://ministry.example.org/b", null)]
    [InlineData("#note", null)]
    public void Items_below_the_text_that_lead_to_the_sites_other_pages_are_teasers(string href, LeftOutReason? reason) =>
        ReasonOf($"<ul><li><a href=\"{href}\">Ruritania rules out tanks for Moldania</a></li><li>Ten boats in all, five of them this year</li></ul>", "Ruritania").ShouldBe(reason);

    [Fact]
    public void Items_above_prose_stay() =>
        ReasonOf("<ul><li><a href=\"/b\">Ruritania rules out tanks for Moldania</a></li></ul><p>The boats are to be delivered in 2027, the yard said on the same day in Sylvania.</p>", "Ruritania").ShouldBeNull();

    [Fact]
    public void An_appeal_longer_than_the_text_is_left_out()
    {
        var appeal = "<p>Our reporters work day and night to bring you the truth about boats of all kinds, in every harbour of the world.</p>"
            + string.Concat(Enumerable.Range(0, 4).Select(n => $"<p>Part {n} of what we do is to look where nobody looks, and to tell what nobody tells, in a time when few papers can pay for that.</p>"));
        ReasonOf($"<div class=\"paper__message\">{appeal}<p>Please support our newsroom.</p></div>", "Part 2").ShouldBe(LeftOutReason.Newsletter);
    }
}
