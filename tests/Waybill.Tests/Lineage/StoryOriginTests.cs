using Shouldly;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Stories;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>Who is behind a story: copies and relays count with their source, unnamed persons make a range.</summary>
public sealed class StoryOriginTests
{
    private static readonly string[] Own = ["The council of Aldham met on Monday in the old hall.", "It voted on the bridge, on the school and on the price of bread.", "Nobody was surprised by what came out of it."];

    [Theory]
    [InlineData("Reuters reported that the ship had left the port.", "REUTERS")]
    [InlineData("The ship has left the port, according to the Washington Post.", "washington post")]
    [InlineData("An official told the New York Times that the ship had left.", "new york times")]
    [InlineData("The news agency AFP first reported that the ship had left.", "AFP")]
    [InlineData("The ministry told reporters that the ship had left the port.", null)]
    [InlineData("Reuters Holdings raised its dividend on Monday, its chairman said.", null)]
    public void A_lead_says_whose_news_it_is(string lead, string? source) =>
        Relays.Of(LineagePages.Make("a", [lead, .. Own]).Article).Select(r => r.Name).FirstOrDefault().ShouldBe(source);

    [Fact]
    public void The_own_outlet_and_what_is_said_further_down_are_no_relay()
    {
        Relays.Of(LineagePages.Make("a", ["An official told The Guardian that the ship had left."], outlet: "The Guardian").Article).ShouldBeEmpty();
        Relays.Of(LineagePages.Make("a", [.. Own, "Reuters reported that the ship had left the port."]).Article).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Two sources close to the talks said there was no deal.", true)]
    [InlineData("An official who spoke on condition of anonymity said there was no deal.", true)]
    [InlineData("OPEC sources said there was no deal.", false)]
    [InlineData("The minister said there was no deal.", false)]
    public void Unnamed_persons_are_told_from_bodies(string lead, bool unnamed) =>
        Relays.RestsOnUnnamed(LineagePages.Make("a", [lead]).Article).ShouldBe(unnamed);

    [Fact]
    public void Relays_count_with_their_source_be_it_here_or_not()
    {
        var (_, least, most) = Origins(
            ("wire", Page("w", "The ship left the port on Monday, the harbour office said."), "REUTERS"),
            ("relay", Page("r", "Reuters reported that a vessel had sailed."), null),
            ("far1", Page("f1", "According to Le Monde, the vessel carried grain."), null),
            ("far2", Page("f2", "The vessel carried grain, Le Monde reported."), null),
            ("own", Page("o", "The harbour master of Aldham said that he had seen the ship go."), null));
        (least, most).ShouldBe((3, 3)); // Reuters, Le Monde, the harbour master
    }

    [Fact]
    public void Unnamed_persons_make_a_range()
    {
        var (origins, least, most) = Origins(
            ("a", Page("a", "A person familiar with the plan said the ship would sail."), null),
            ("b", Page("b", "Sources said that the ship was to sail within days."), null));
        (least, most).ShouldBe((1, 2));
        origins.ShouldAllBe(o => o.Unnamed);
    }

    [Fact]
    public void Two_texts_stand_side_by_side_with_what_changed()
    {
        string[] text = [.. Own, "The mayor said that 24 men would build it within 90 days of the vote."];
        var reference = LineagePages.Make("a", text).Article;
        var member = LineagePages.Make("b", [text[0], text[1], text[3].Replace("24", "42", StringComparison.Ordinal), "A word from our own town stands here at the end."]).Article;
        var beside = FamilyExplanation.Of(reference, member);
        beside.Shares.ShouldBeTrue();
        beside.Sentences.Select(s => s.Kind).ShouldBe(["same", "same", "dropped", "changed", "added"]);
        beside.Sentences[3].Member.ShouldContain("42");
    }

    private static LineagePage Page(string id, string lead) => LineagePages.Make(id, [lead, .. Own.Select(s => s + " " + id)], outlet: "The Paper " + id);

    private static (IReadOnlyList<StoryOrigin> Origins, int Least, int Most) Origins(params (string Id, LineagePage Page, string? Agency)[] families)
    {
        var (origins, least, most) = StoryOrigins.Of([.. families.Select(f => (new Family
        {
            Id = f.Id,
            Origin = new FamilyOrigin(f.Agency is null ? f.Page.Id : null, f.Agency, [], 0.5),
            Reference = f.Page.Id,
            Members = [new FamilyMember { Article = f.Page.Id, Relation = Relation.Origin, Containment = 1 }],
        }, f.Page))]);
        return (origins, least, most);
    }
}
