using Shouldly;
using Waybill.Articles;
using Xunit;

namespace Waybill.Tests.Html;

/// <summary>What is left out though the block model takes it: every block is scored as text here.</summary>
public sealed class OtherStoriesTests
{
    private const string Paragraphs = """
        <p>The ministry of Freedonia said on Thursday that it had signed a contract for ten patrol boats with a shipyard in Sylvania, the first of its kind in a decade.</p>
        <p>The contract covers training and spare parts for five years, according to a statement by the ministry, which did not name a price for the ten boats.</p>
        <p>Opposition leaders have criticised the purchase, saying that the money should have been spent on hospitals and schools in the poorer districts.</p>
        """;

    private static string Story(string title, string inside) =>
        $"<div class=\"story\"><header><h1 class=\"head\">{title}</h1></header><div class=\"text\">{inside}</div></div>";

    private static string Page(string body) => $"<html><head><title>Freedonia buys ten patrol boats</title></head><body>{body}</body></html>";

    private static LeftOutReason? ReasonOf(string body, string begins) => ChosenBlocks.ReasonOf(Page(body), begins);

    [Fact]
    public void A_second_story_under_a_title_made_like_the_first_is_left_out() =>
        ReasonOf(Story("Freedonia buys ten patrol boats", Paragraphs) + Story("Ruritania rules out tanks for Moldania", "<p>Ruritania will send no tanks, its minister said on Monday.</p>"), "Ruritania will")
            .ShouldBe(LeftOutReason.OtherStory);

    [Fact]
    public void Headings_beside_the_title_are_parts_of_its_text() =>
        ReasonOf($"<div><h1>Freedonia buys ten patrol boats</h1>{Paragraphs}<h1>What comes after the boats</h1><p>Tanks come after the boats, the minister said on Monday.</p></div>", "Tanks come").ShouldBeNull();

    [Fact]
    public void A_title_in_a_list_of_cards_ends_no_text() =>
        ReasonOf(Story("Freedonia buys ten patrol boats", "") + Story("Ruritania rules out tanks for Moldania", Paragraphs), "The ministry").ShouldBeNull();

    [Theory]
    [InlineData("<aside><p>Ruritania sends its last tanks to Moldania, after years of delay.</p></aside>", LeftOutReason.Related)]
    [InlineData("<div class=\"inline relatedBox\"><p>Ruritania sends its last tanks to Moldania, after years of delay.</p></div>", LeftOutReason.Related)]
    [InlineData("<div class=\"media-caption\"><p>Ruritania sends its last tanks to Moldania, after years of delay.</p></div>", LeftOutReason.Caption)]
    [InlineData("<div class=\"cta_content\"><p>Ruritania sends its last tanks to Moldania, after years of delay.</p></div>", LeftOutReason.Advertisement)]
    [InlineData("<div class=\"unrelated box\"><p>Ruritania sends its last tanks to Moldania, after years of delay.</p></div>", null)]
    [InlineData("<aside><blockquote>Ruritania sends its last tanks to Moldania, after years of delay.</blockquote></aside>", null)]
    public void A_small_box_beside_the_text_is_left_out(string box, LeftOutReason? reason) =>
        ReasonOf(Story("Freedonia buys ten patrol boats", Paragraphs + box), "Ruritania sends").ShouldBe(reason);

    [Fact]
    public void A_box_that_holds_the_text_is_none() =>
        ReasonOf($"<h1>Freedonia buys ten patrol boats</h1><div class=\"related\">{Paragraphs}</div>", "The contract").ShouldBeNull();

    [Theory]
    [InlineData("<p>Read next:</p><ul><li>Ruritania sends its last tanks to Moldania, <a href=\"/tanks\">and why it took so long</a>.</li></ul>", LeftOutReason.Related)]
    [InlineData("<p>Read next:</p><ul><li>Ruritania sends its last tanks to Moldania, and here is why it took so long.</li></ul>", null)]
    [InlineData("<p>The order:</p><ul><li>Ruritania sends its last tanks to Moldania, <a href=\"/tanks\">and why it took so long</a>.</li></ul>", null)]
    [InlineData("<p>Read next:</p><p>The ministers met in the capital of Sylvania on Friday for three hours.</p><ul><li>Ruritania sends its last tanks to Moldania, <a href=\"/tanks\">and why</a>.</li></ul>", null)]
    public void A_list_under_a_line_that_heads_other_stories_is_left_out(string list, LeftOutReason? reason) =>
        ReasonOf(Story("Freedonia buys ten patrol boats", Paragraphs + list), "Ruritania sends").ShouldBe(reason);

    [Theory]
    [InlineData("You may also be interested: <a href=\"/tanks\">Tanks for Moldania come late</a>", LeftOutReason.Related)]
    [InlineData("You may also be interested in what the ministers of both states said to reporters on Friday.", null)]
    public void A_line_that_points_elsewhere_is_left_out(string line, LeftOutReason? reason) =>
        ReasonOf(Story("Freedonia buys ten patrol boats", $"{Paragraphs}<p>{line}</p>{Paragraphs.Replace("boats", "ships", StringComparison.Ordinal)}"), "You may").ShouldBe(reason);
}
