using Shouldly;
using Waybill.Lineage;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>Floors under what families find on a small made load; figures on real loads are in docs/evaluation.md.</summary>
public sealed class LineageFloorTests
{
    [Fact]
    public void Copies_are_found_at_every_level_and_independent_reports_stay_apart()
    {
        var load = new SmallLoad(20240101, 30).Pages;
        var families = LineageStage.Build([.. load.Select(p => p.Page)]).Families;
        var familyOf = families.SelectMany(f => f.Members.Select(m => (m.Article, f.Id))).ToDictionary(x => x.Article, x => x.Id);
        var wire = load.Where(p => p.Level == "wire").ToDictionary(p => p.Family, p => familyOf[p.Page.Id]);
        double Found(string level) => load.Where(p => p.Level == level).Average(p => familyOf[p.Page.Id] == wire[p.Family] ? 1.0 : 0);
        foreach (var level in new[] { "exact", "light", "house", "cut60", "cut30", "aggregator", "rewrite" }) Found(level).ShouldBeGreaterThanOrEqualTo(0.98, level);
        Found("paraphrase").ShouldBeGreaterThanOrEqualTo(0.60);
        var strangers = load.Where(p => p.Level is "independent" or "single")
            .Count(p => families.Single(f => f.Id == familyOf[p.Page.Id]).Members.Length > 1);
        strangers.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void A_form_filled_in_twice_is_no_copy()
    {
        static string Weather(string town, string river, int a, int b, int c) =>
            $"The week in {town} begins with grey skies and {a} degrees. Wind will blow from {river} at {b} kilometres an hour in {town} on the day after. "
            + $"Rain of {c} millimetres is expected near {river} and {a + 31} millimetres in {town}. The river {river} stands at {b + 140} centimetres, {c + 17} more than a week ago.";
        SharedOrigin.SharesOrigin(Weather("Aldham", "Tarn", 12, 34, 15), Weather("Brook", "Wend", 19, 41, 28)).ShouldBeFalse();
        SharedOrigin.SharesOrigin(Weather("Aldham", "Tarn", 12, 34, 15), Weather("Aldham", "Tarn", 12, 34, 15)).ShouldBeTrue();
    }

    [Fact]
    public void What_an_outlet_repeats_makes_no_family()
    {
        var load = new SmallLoad(7, 4).Pages.Where(p => p.Level == "single").Select(p => p.Page.Article.Text.Split("\n\n")).ToList();
        const string legal = "All rights reserved by the owners of this paper, who take no part in what its readers write under its pages, nor in what they say elsewhere.";
        const string letter = "Have the letter of the editor every morning at six, with all that the town will speak of at noon, for the price of a cup of tea a month.";
        var pages = load.Select((lines, i) => LineagePages.Make("p" + i, [.. lines.Take(3), legal, letter], domain: "paper.example")).ToList();
        LineageStage.Build(pages).Families.Length.ShouldBe(pages.Count);
    }
}
