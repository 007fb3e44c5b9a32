using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Pages;
using Waybill.Tests.Articles;
using Xunit;

namespace Waybill.Tests.Html;

/// <summary>Pages without the marks that most templates have: table layout, microdata, plain text with a short title.</summary>
public sealed class LayoutPageTests
{
    private const string Prose = """
        PORT CITY — Freedonia's government said on Thursday that it had signed a contract for ten patrol boats with a shipyard in Sylvania, the first order of its kind in more than a decade.<br><br>
        The contract, which the ministry put at 40 million crowns, covers training and spare parts for five years, according to a statement by the ministry of defence.<br><br>
        Opposition leaders have criticised the purchase, saying that the money should have been spent on hospitals and schools in the poorer districts of the north.<br><br>
        """;

    private static Article Read(string page, PageFormat format = PageFormat.Html)
    {
        var capture = new Capture { Bytes = Encoding.UTF8.GetBytes(page), Format = format };
        var article = PageReader.Read(capture).ShouldBeOfType<ArticleResult.Found>().Article;
        ArticleChecks.Hold(article, capture);
        return article;
    }

    private static string Table(string side) => $"""
        <html><head><title>Freedonia buys ten patrol boats :: The Harbour Post</title></head><body>
        <table width=900><tr><td colspan=3><b><font size=6>The Harbour Post</font></b></td></tr>
        <tr><td><a href=/>Home</a><br><a href=/world>World</a><br><a href=/sport>Sport</a></td>
        <td width=600><font size=5><b>Freedonia buys ten patrol boats</b></font><br><font size=2>Ann Lee</font><br><font size=2>Thursday, 4 March 2021</font><br><br>
        {Prose}</td>{side}</tr></table></body></html>
        """;

    [Fact]
    public void A_column_of_teasers_in_a_table_layout_is_left_out()
    {
        var article = Read(Table("<td><b>Other news</b><br><a href=/1>Ruritania sends forty tanks to Moldania</a><br><a href=/2>Borduria delivers six helicopters to Syldavia</a></td>"));
        article.Text.ShouldNotContain("Ruritania");
        article.Text.ShouldNotContain("Borduria");
        article.Text.ShouldNotContain("Other news");
        article.Text.ShouldContain("hospitals and schools");
    }

    [Fact]
    public void Title_and_date_of_a_table_layout_are_lines_of_their_own()
    {
        var article = Read(Table(""));
        article.Title.ShouldBe("Freedonia buys ten patrol boats");
        article.Published!.Value.ToString().ShouldBe("2021-03-04");
        article.Published.Distrusted.ShouldBeNull();
        article.Outlet.ShouldBe("The Harbour Post");
    }

    [Fact]
    public void A_second_cell_of_prose_stays() =>
        Read(Table("<td>The shipyard has built boats for nine navies since it was founded, and it employs four hundred people in the harbour town.<br><br></td>").Replace("<td>The", "<td valign=top>The", StringComparison.Ordinal))
            .Text.ShouldContain("ten patrol boats");

    [Theory]
    [InlineData("<span itemprop=publisher itemscope><meta itemprop=name content='The Harbour Post'></span>")]
    [InlineData("<div itemprop=publisher itemscope itemtype='https://schema.org/Organization'><img src=x.png><span itemprop=name>The Harbour Post</span></div>")]
    [InlineData("<meta itemprop=publisher content='The Harbour Post'>")]
    public void The_outlet_is_read_from_microdata(string publisher) =>
        Read($"<html><body itemscope itemtype='https://schema.org/NewsArticle'>{publisher}<h1>Freedonia buys ten patrol boats</h1><div itemprop=articleBody>{Prose}</div></body></html>").Outlet.ShouldBe("The Harbour Post");

    [Theory]
    [InlineData("The Harbour Post\n\nTanks for Moldania\n\nBy Ann Lee\n\n4 March 2021\n\n", "Tanks for Moldania")]
    [InlineData("The Harbour Post\n\n4 March 2021\n\nTanks for Moldania\n\n", "Tanks for Moldania")]
    [InlineData("The Harbour Post\n\n4 March 2021\n\n", null)]
    public void A_short_title_over_byline_or_text_is_a_title_and_the_paper_is_none(string head, string? title) =>
        Read(head + Prose.Replace("<br>", "\n", StringComparison.Ordinal), PageFormat.PlainText).Title.ShouldBe(title);

    [Theory]
    [InlineData("SPRINGFIELD, Ill. (AP) — ", "SPRINGFIELD, Ill.", "AP")]
    [InlineData("United Nations – ", "United Nations", null)]
    [InlineData("PARIS, Jan. 5 (Reuters) - ", "PARIS", "REUTERS")]
    public void Datelines(string start, string place, string? agency)
    {
        var article = Read($"<html><head><meta property='og:site_name' content='Paris Times'></head><body><article><h1>Freedonia buys ten patrol boats</h1><p>{start}Freedonia's government said on Thursday that it had signed a contract for ten patrol boats.</p><p>The contract covers training and spare parts for five years, according to a statement by the ministry of defence.</p></article></body></html>");
        article.Dateline!.Place.ShouldBe(place);
        article.Credits.Select(c => c.Agency).ShouldBe(agency is null ? [] : [agency]);
    }

    [Theory]
    [InlineData("<p><em>Includes information from The Associated Press</em></p>", "AP")]
    [InlineData("<p><em>Contributing: Associated Press; Ann Lee</em></p>", "AP")]
    [InlineData("<p>The Canadian Press. All rights reserved.</p>", "CP")]
    [InlineData("<footer>© 2024 Bloomberg L.P. All Rights Reserved</footer>", null)]
    public void Credits_under_the_text(string line, string? agency) =>
        Read($"<html><head><meta property='og:site_name' content='Bloomberg'></head><body><article><h1>Freedonia buys ten patrol boats</h1><p>Freedonia's government said on Thursday that it had signed a contract for ten patrol boats.</p><p>The contract covers training and spare parts for five years, according to a statement by the ministry of defence.</p>{line}</article></body></html>")
            .Credits.Select(c => c.Agency).ShouldBe(agency is null ? [] : [agency]);

    /// <summary>Seen on outside pages: links to other stories between the paragraphs, an agency's archive caption.</summary>
    [Theory]
    [InlineData("<p>Also: <a href='/x'>Ruritania sends forty tanks to Moldania</a></p>")]
    [InlineData("<p><a href='/x'>Ann Lee: Ruritania sends forty tanks to Moldania</a></p>")]
    [InlineData("<p>FILE - Soldiers of Ruritania unload tanks in the harbour of Moldania in January. The port has been closed since.</p>")]
    public void A_link_alone_and_an_archive_caption_are_no_text(string line) =>
        Read($"<html><body><article><h1>Freedonia buys ten patrol boats</h1><p>Freedonia's government said on Thursday that it had signed a contract for ten patrol boats with a shipyard.</p>{line}<p>The contract covers training and spare parts for five years, according to a <a href='/y'>statement</a> by the ministry.</p></article></body></html>")
            .Text.ShouldNotContain("Moldania");
}
