using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Pages;
using Waybill.Tests.Articles;
using Xunit;

namespace Waybill.Tests.Html;

public sealed class LiveEntryTests
{
    private const string First = "Ruritania has handed the first four howitzers over to Moldania, the defence ministry in the capital says in a short statement.";
    private const string Second = "Sylvania denies that any of its patrol boats were sold to Moldania and calls the report of this morning an invention of its rivals.";
    private const string Third = "Good morning and welcome to our coverage of the talks between the three governments about arms and borders in the north.";

    private static Article Read(string html, string? url = null)
    {
        var capture = new Capture { Bytes = new UTF8Encoding(false).GetBytes(html), Format = PageFormat.Html, Url = url };
        var article = PageReader.Read(capture).ShouldBeOfType<ArticleResult.Found>().Article;
        ArticleChecks.Hold(article, capture);
        return article;
    }

    private static string Page(string head, params string[] entries) => $"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Talks in the north: live</title>{head}</head>
        <body><main><h1>Talks in the north: live</h1><div class="feed">{string.Concat(entries)}</div></main></body></html>
        """;

    private static string Entry(string time, string heading, string text) =>
        $"<article class=\"entry\"><header><time datetime=\"{time}\">some time ago</time></header><h2>{heading}</h2><p>{text}</p></article>";

    private static IEnumerable<(string Text, string Time)> EntriesOf(Article article) =>
        article.Entries.Select(e => (e.Span.Of(article.Text).ToString(), e.Time.Value.ToString()));

    [Fact]
    public void Each_entry_of_a_live_page_has_its_own_time_by_its_time_element()
    {
        var article = Read(Page("", Entry("2024-03-06T11:20:00+01:00", "Howitzers handed over", First), Entry("2024-03-06T09:05:00+01:00", "Sale of boats denied", Second), Entry("2024-03-05T22:00:00+01:00", "Welcome to our live page", Third)),
            "https://post.example/world/live/talks");
        article.LiveBlog.ShouldBeTrue();
        var entries = EntriesOf(article).ToList();
        entries.Count.ShouldBe(3);
        entries[0].Text.ShouldContain("first four howitzers");
        entries[0].Time.ShouldBe("2024-03-06T11:20+01:00");
        entries[2].Text.ShouldContain("Good morning");
        entries[2].Text.ShouldNotContain("boats");
        entries[2].Time.ShouldBe("2024-03-05T22:00+01:00");
        article.Evidence.Count(e => e.Of.Any(of => of.StartsWith("entries.", StringComparison.Ordinal))).ShouldBe(3);
    }

    [Fact]
    public void Updates_that_the_page_declares_are_found_in_its_text()
    {
        var declared = $$"""
            <script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Talks in the north: live","datePublished":"2024-03-05T22:00:00Z","liveBlogUpdate":[
            {"@type":"BlogPosting","headline":"Howitzers handed over","datePublished":"2024-03-06T10:20:00Z","articleBody":"{{First}}"},
            {"@type":"BlogPosting","datePublished":"2024-03-06T08:05:00Z","articleBody":"{{Second}}"}]}</script>
            """;
        var article = Read(Page(declared, $"<h3>Howitzers handed over</h3><p>{First}</p><p>{Second}</p>"));
        article.LiveBlog.ShouldBeTrue();
        var entries = EntriesOf(article).ToList();
        entries.Count.ShouldBe(2);
        entries[0].Text.ShouldEndWith(First);
        entries[0].Time.ShouldBe("2024-03-06T10:20Z");
        entries[1].ShouldBe((Second, "2024-03-06T08:05Z"));
    }

    [Fact]
    public void A_page_that_is_not_live_has_no_entries_whatever_times_it_prints() =>
        Read(Page("", Entry("2024-03-06T11:20:00+01:00", "Howitzers handed over", First), Entry("2024-03-06T09:05:00+01:00", "Sale denied", Second)), "https://post.example/world/talks")
            .Entries.ShouldBeEmpty();

    [Fact]
    public void Many_nested_times_are_read_in_bounded_work()
    {
        var nested = string.Concat(Enumerable.Repeat("<div><time datetime=\"2024-03-06T11:20:00Z\">now</time><div>", 3000)) + $"<p>{First}</p>";
        Read(Page("", nested, $"<p>{Second}</p><p>{Third}</p>"), "https://post.example/live/talks").Entries.Length.ShouldBeLessThan(3);
    }
}
