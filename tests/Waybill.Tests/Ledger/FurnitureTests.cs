using System.Globalization;
using Shouldly;
using Waybill.Cli;
using Waybill.Ledger;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Ledger;

/// <summary>What an outlet repeats on its other pages is marked, and what it states stands in no record; what an outlet
/// prints twice because the wire did is no furniture.</summary>
public sealed class FurnitureTests
{
    private const string Teaser = "Norway has delivered 12 howitzers to Latvia, the defence ministry in Oslo said.";
    private static readonly Lazy<Waybill.Pipeline.Stages> Real = new(Composition.Stages);

    [Fact]
    public void A_teaser_on_three_pages_of_an_outlet_makes_no_record_and_is_counted()
    {
        using var folder = new TestFolder();
        for (var i = 0; i < 3; i++) folder.Write(Name(i), Page(i, Teaser));
        var read = folder.Run(Real.Value, "read", folder.File("in"));
        read.Exit.ShouldBe(0, read.Error);
        read.Out.ShouldContain("3  of them in blocks that the outlet repeats");
        folder.Run(Real.Value, "ledger", "--recipient", "LVA").Exit.ShouldBe(Exit.NothingFound);
        var claims = folder.Run(Real.Value, "export", "claim").Lines.Where(l => l.Contains("howitzers", StringComparison.Ordinal)).ToArray();
        claims.Length.ShouldBe(3, "the claims stay");
        claims.ShouldAllBe(l => l.Contains(NoRecordReason.Furniture, StringComparison.Ordinal));
        folder.Run(Real.Value, "export", "article").Lines.ShouldAllBe(l => l.Contains("\"furniture\":true", StringComparison.Ordinal) && l.Contains(Teaser, StringComparison.Ordinal));
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0, "text, hash and places stay");
    }

    [Fact]
    public void The_mark_comes_with_the_third_page_and_in_whatever_order()
    {
        using var folder = new TestFolder();
        for (var i = 2; i >= 1; i--) folder.Write(Name(i), Page(i, Teaser));
        folder.Run(Real.Value, "read", folder.File("in")).Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--recipient", "LVA").Exit.ShouldBe(0, "two pages prove nothing");
        folder.Write(Name(0), Page(0, Teaser));
        folder.Run(Real.Value, "read", folder.File("in")).Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--recipient", "LVA").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
    }

    [Fact]
    public void A_wire_story_that_one_outlet_carries_twice_is_no_furniture()
    {
        using var folder = new TestFolder();
        folder.Write(Name(0), Page(0, Teaser));
        folder.Write("in/again.html", Page(0, Teaser).Replace("story-0", "story-0-again", StringComparison.Ordinal));
        folder.Write("in/updated.html", Page(0, Teaser).Replace("story-0", "story-0-updated", StringComparison.Ordinal));
        folder.Run(Real.Value, "read", folder.File("in")).Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--recipient", "LVA").Exit.ShouldBe(0);
    }

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"in/{i}.html");

    /// <summary>A page of one outlet: a story of its own, and a paragraph of the same shape as the others in it.</summary>
    private static string Page(int i, string last)
    {
        string[] towns = ["Aalborg", "Bergen", "Coimbra"];
        string[] things = ["harbour", "theatre", "library"];
        var (town, thing) = (towns[i], things[i]);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <!doctype html><html><head><title>The {thing} of {town} opens again</title>
            <meta property="og:site_name" content="The Weekly Lantern"><link rel="canonical" href="https://www.weeklylantern.example/2024/story-{i}"></head>
            <body><article><h1>The {thing} of {town} opens again</h1>
            <p>After {i + 4} years of works the {thing} of {town} opened its doors on Monday, and {200 * (i + 2)} people came to see what the builders had made of it.</p>
            <p>The mayor of {town} thanked all who had waited. The {thing} had cost more than planned, she said, but nobody in {town} would want to be without it, and number {i} is to be seen from afar.</p>
            <p>Not everybody is content: neighbours of the {thing} in {town} fear the noise of {i + 17} weekly events and have asked the council for a quieter plan.</p>
            <p>{last}</p></article></body></html>
            """);
    }
}
