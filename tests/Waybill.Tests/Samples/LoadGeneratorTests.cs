using System.Net;
using System.Text;
using Shouldly;
using Waybill.Bench.Load;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Samples;

/// <summary>The made load is the same everywhere and true to its own gold.</summary>
public sealed class LoadGeneratorTests
{
    private static readonly LoadOptions Small = new() { Pages = 120, Seed = 1, Kibibytes = 5 };

    [Fact]
    public void The_same_options_give_the_same_bytes_on_every_machine()
    {
        // A new fingerprint here means that figures measured on the load before and after do not compare: say so in docs/evaluation.md.
        Fingerprint(Small).ShouldBe("7f72b572dba34e9d");
        Fingerprint(Small with { Seed = 2 }).ShouldNotBe(Fingerprint(Small));
    }

    [Fact]
    public void A_longer_load_begins_with_the_shorter_one()
    {
        var shorter = new LoadGenerator(Small with { Pages = 40 }).Pages().Select(p => p.File).ToList();
        new LoadGenerator(Small).Pages().Take(40).Select(p => p.File).ShouldBe(shorter);
    }

    [Fact]
    public void Gold_text_stands_on_the_page_and_gold_claims_in_the_text()
    {
        var pages = new LoadGenerator(Small).Pages().ToList();
        pages.Count.ShouldBe(120);
        pages.Select(p => p.File).Distinct().Count().ShouldBe(120);
        pages.Sum(p => p.Claims.Count).ShouldBeGreaterThan(20);
        pages.GroupBy(p => p.Story).Max(g => g.Count()).ShouldBeGreaterThan(3);
        foreach (var page in pages)
        {
            var html = WebUtility.HtmlDecode(Encoding.UTF8.GetString(page.Html));
            foreach (var block in page.Text.Split("\n\n")) html.ShouldContain(block, Case.Sensitive, page.File);
            foreach (var claim in page.Claims) page.Text.ShouldContain(claim.Sentence, Case.Sensitive, page.File);
        }
    }

    [Fact]
    public void Size_is_near_what_was_asked_for()
    {
        var pages = new LoadGenerator(new LoadOptions { Pages = 30, Kibibytes = 60 }).Pages().ToList();
        pages.Average(p => p.Html.Length / 1024.0).ShouldBeInRange(50, 75);
    }

    private static string Fingerprint(LoadOptions options) =>
        Hashes.Identity(16, [.. new LoadGenerator(options).Pages().Select(p => p.File + Hashes.Sha256(p.Html) + p.Relation + p.Claims.Count)]);
}
