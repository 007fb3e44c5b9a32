using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Pages;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Articles;

/// <summary>The five seed pages: facts about what is title, body, furniture, date and credit on each.</summary>
public sealed class SeedArticleTests
{
    private static Article Read(string number, Func<string, string>? change = null)
    {
        var root = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
        if (root is null) Assert.Skip("WAYBILL_CORPORA is not set: the seed pages are not at hand");
        var file = Directory.GetFiles(Path.Combine(root, "seeds"), number + "_*.txt").Single();
        var bytes = File.ReadAllBytes(file);
        if (change is not null) bytes = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(bytes)));
        var capture = new Capture { Bytes = bytes, Format = PageFormat.PlainText, File = Path.GetFileName(file) };
        var article = PageReader.Read(capture).ShouldBeOfType<ArticleResult.Found>().Article;
        ArticleChecks.Hold(article, capture);
        return article;
    }

    private static string[] Body(Article article) =>
        [.. article.Blocks.Where(b => b.Kind is not (BlockKind.Title or BlockKind.Subtitle)).Select(b => b.Span.Of(article.Text).ToString())];

    [Fact]
    public void Page_000_wire_copy_with_also_read_list()
    {
        var article = Read("000");
        article.Title.ShouldBe("North Korea providing Russia with ballistic missiles, says US govt");
        article.Subtitle.ShouldBe("Kim travelled to Russia in September to meet President Vladimir Putin and visit key military sites");
        var body = Body(article);
        body.Length.ShouldBe(10);
        body[0].ShouldStartWith("US intelligence officials have determined");
        body[^1].ShouldBe("The Biden administration says Iran has provided Russia with attack drones.");
        article.Text.ShouldNotContain("WhatsApp");
        article.Text.ShouldNotContain("Houthi");
        article.Published!.Value.ToString().ShouldBe("2024-01-05T06:40+05:30");
        article.Published.Distrusted.ShouldBeNull();
        article.Modified!.Value.ToString().ShouldBe("2024-01-05T06:40+05:30");
        article.Credits.Select(c => c.Agency).ShouldBe(["AP"]);
        article.Outlet.ShouldBeNull();
        article.Language.ShouldBe("en");
        article.LeftOut.ShouldContain(l => l.Text.StartsWith("The Biden administration says Iran", StringComparison.Ordinal) && l.Reason == LeftOutReason.Caption);
        article.LeftOut.ShouldContain(l => l.Text.StartsWith("N Korea likely sent missiles", StringComparison.Ordinal) && l.Reason == LeftOutReason.Related);
    }

    [Fact]
    public void Page_001_prints_its_crawl_day_and_credits_the_photo()
    {
        var article = Read("001");
        article.Title.ShouldBe("Russia uses N.Korean missiles in Ukraine; seeks more from Iranian");
        article.Subtitle.ShouldBeNull();
        var body = Body(article);
        body.Length.ShouldBe(10);
        body[0].ShouldStartWith("WASHINGTON >> U.S. intelligence officials");
        body[^1].ShouldBe("The Biden administration says Iran has provided Russia with attack drones.");
        article.Credits.ShouldBeEmpty();
        article.Dateline!.Place.ShouldBe("WASHINGTON");
        article.Dateline.Span.Of(article.Text).ToString().ShouldBe("WASHINGTON >> ");
        article.Outlet.ShouldBe("Honolulu Star-Advertiser");
        article.Published!.Value.ToString().ShouldBe("2024-11-23");
        article.Published.Distrusted.ShouldNotBeNull();
        article.LeftOut.Count(l => l.Text.StartsWith("Municipal workers", StringComparison.Ordinal) && l.Reason == LeftOutReason.Caption).ShouldBe(2);
        article.LeftOut.ShouldContain(l => l.Text.StartsWith("By participating", StringComparison.Ordinal) && l.Reason == LeftOutReason.Comment);
    }

    [Fact]
    public void Page_002_names_its_outlet_under_the_title()
    {
        var article = Read("002");
        article.Title.ShouldBe("US Reveals North Korea’s Role in Supplying Missiles to Russia");
        article.Subtitle.ShouldBe("The North Korean ballistic missiles are capable of ranges of approximately 900 km…reports Asian Lite News");
        article.Outlet.ShouldBe("Asian Lite News");
        var body = Body(article);
        body[0].ShouldStartWith("A White House official has said");
        body[^1].ShouldStartWith("However, “we do not believe");
        body.Length.ShouldBe(14);
        article.Published.ShouldBeNull();
        article.Credits.ShouldBeEmpty();
        article.LeftOut.ShouldContain(l => l.Text.StartsWith("ALSO READ", StringComparison.Ordinal) && l.Reason == LeftOutReason.Related);
        article.LeftOut.ShouldContain(l => l.Text == "Leave a Reply" && l.Reason == LeftOutReason.Comment);
    }

    [Fact]
    public void Page_003_keeps_one_lead_and_no_other_story()
    {
        var article = Read("003");
        article.Title.ShouldBeNull();
        var body = Body(article);
        body.Length.ShouldBe(4);
        body[0].ShouldStartWith("The Russian Ministry of Defense is in the process");
        body[^1].ShouldEndWith("invasion rehearsal.");
        article.LeftOut.ShouldContain(l => l.Text.StartsWith("A newly downgraded", StringComparison.Ordinal) && l.Reason == LeftOutReason.RepeatedText);
        article.LeftOut.Count(l => l.Reason == LeftOutReason.OtherStory).ShouldBeGreaterThanOrEqualTo(10);
        article.Published.ShouldBeNull();
        article.Credits.ShouldBeEmpty();
        article.Outlet.ShouldBeNull();
    }

    [Fact]
    public void Page_004_is_dated_by_its_caption_and_credited_by_its_last_line()
    {
        var article = Read("004");
        article.Title.ShouldBe("US: North Korea will sell rockets and artillery munitions to Russia");
        article.Subtitle.ShouldBeNull();
        var body = Body(article);
        body[0].ShouldStartWith("According to a newly downgraded US intelligence assessment");
        body[^1].ShouldStartWith("This article was contributed to by Associated Press reporters");
        body.Length.ShouldBe(20);
        article.Blocks[^1].Kind.ShouldBe(BlockKind.CreditLine);
        article.Published.ShouldBeNull();
        article.NotBefore.Select(d => d.Value.ToString()).ShouldBe(["2022-09-05"]);
        article.Credits.Select(c => (c.Agency, c.Kind)).ShouldBe([("AP", CreditKind.CreditLine)]);
        article.Outlet.ShouldBeNull();
        article.LeftOut.Count(l => l.Reason == LeftOutReason.RepeatedTitle).ShouldBe(2);
    }

    [Theory]
    [InlineData("000")]
    [InlineData("001")]
    [InlineData("002")]
    [InlineData("003")]
    [InlineData("004")]
    public void Other_names_months_and_numbers_change_nothing_in_the_layout(string number)
    {
        (string From, string To)[] swaps =
        [
            ("North Korea", "Freedonia"), ("Russia", "Sylvania"), ("Ukraine", "Moldania"), ("Iran", "Ruritania"), ("Kirby", "Walters"),
            ("January", "March"), ("Jan 05", "Mar 17"), ("September 5", "April 9"), ("November 23", "July 2"), ("missiles", "torpedoes"), ("Asian Lite News", "Harbour Morning Post"),
            ("Honolulu Star-Advertiser", "Fairview Sentinel-Record"), ("ASSOCIATED PRESS", "REUTERS"), ("Associated Press", "Reuters"), ("AP Washington", "Reuters Ottawa"), ("WASHINGTON", "OTTAWA"), ("2022", "2019"), ("900", "1,300"),
        ];
        string Swap(string text) => swaps.Aggregate(text, (t, s) => t.Replace(s.From, s.To, StringComparison.Ordinal));
        var before = Read(number);
        var after = Read(number, Swap);
        after.Blocks.Select(b => b.Kind).ShouldBe(before.Blocks.Select(b => b.Kind));
        after.Text.ShouldBe(Swap(before.Text));
        after.LeftOut.Select(l => (Swap(l.Text), l.Reason)).ShouldBe(before.LeftOut.Select(l => (Swap(l.Text), l.Reason)));
        after.Outlet.ShouldBe(before.Outlet is null ? null : Swap(before.Outlet));
        after.Credits.Select(c => c.Agency).ShouldBe(before.Credits.Select(_ => "REUTERS"));
    }
}
