using Shouldly;
using Waybill.Articles;
using Xunit;

namespace Waybill.Tests.Html;

/// <summary>List items that are the headline of another page, and those that are the text's own.</summary>
public sealed class LinkItemsTests
{
    private const string Story = """
        <p>The ministry of Freedonia said on Thursday that it had signed a contract for ten patrol boats with a shipyard in Sylvania, the first of its kind in a decade.</p>
        <p>The contract covers training and spare parts for five years, according to a statement by the ministry, which did not name a price for the ten boats.</p>
        """;

    private static LeftOutReason? ReasonOf(string items, string begins) =>
        ChosenBlocks.ReasonOf($"<html><head><title>Freedonia buys ten patrol boats</title><link rel=\"canonical\" href=\"https://news.example/boats\"></head><body><article><h1>Freedonia buys ten patrol boats</h1>{Story}<ul>{items}</ul></article></body></html>", begins);

    [Fact]
    public void A_headline_of_another_page_of_the_site_is_left_out() =>
        ReasonOf("<li><a href=\"/tanks\">Ruritania rules out sending tanks to Moldania</a></li>", "Ruritania rules").ShouldBe(LeftOutReason.Teaser);

    [Fact]
    public void A_source_on_another_site_stays() =>
        ReasonOf("<li><a href=\"https://ministry.example.org/statement\">Statement of the ministry on the ten patrol boats</a></li>", "Statement of").ShouldBeNull();

    [Fact]
    public void A_line_of_a_table_of_contents_stays() =>
        ReasonOf("<li><a href=\"#price\">What the ten patrol boats cost and who pays</a></li>", "What the").ShouldBeNull();

    [Fact]
    public void A_point_of_the_text_that_holds_a_link_stays() =>
        ReasonOf("<li>Four of the boats, which <a href=\"/yard\">the yard in Sylvania</a> has begun to build, go to the southern coast.</li>", "Four of").ShouldBeNull();
}
