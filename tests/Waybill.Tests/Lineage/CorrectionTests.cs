using Shouldly;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>What a correction or a retraction withdrew is marked in the version that said it, and only there.</summary>
public sealed class CorrectionTests
{
    private static readonly string[] Text =
    [
        "HARBOUR (Own) - The ministry of defence said on Tuesday that it had received 24 howitzers from Norland under a contract of last year.",
        "The guns were unloaded at night in the port of Easthaven, where three trucks of the army waited for them, a port officer said.",
        "Norland also sent 300 missiles that the ministry would not describe, according to a clerk of the harbour office.",
        "The minister thanked the crew of the ship and promised that the remaining guns would come before the winter storms begin.",
        "Parliament asked for the contract in spring and was shown nine pages of it, all of them without prices or dates of delivery.",
    ];

    private static LineagePage Page(string id, IEnumerable<string> paragraphs, string url) =>
        LineagePages.Make(id, paragraphs, "Guns arrive", domain: "paper.example", url: url);

    private static IEnumerable<Change> Of(LineageResult result, string article) =>
        result.Families.SelectMany(f => f.Members).Single(m => m.Article == article).Changes;

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void A_correction_withdraws_the_number_and_the_sentence(string earlier, string later)
    {
        string[] corrected = [Text[0].Replace("24", "18", StringComparison.Ordinal), Text[1], Text[3], Text[4], "This article has been corrected: the ministry received 18 howitzers, and no missiles."];
        var result = LineageStage.Build([Page(earlier, Text, "https://paper.example/guns"), Page(later, corrected, "https://paper.example/guns?utm_source=x")]);
        var withdrawn = Of(result, earlier).Where(c => c.ChangeKind == "withdrawn").ToList();
        withdrawn.ShouldContain(c => c.HereWords == "24" && c.ThereWords == "18");
        withdrawn.ShouldContain(c => c.HereWords.StartsWith("Norland also sent 300", StringComparison.Ordinal));
        withdrawn.Count.ShouldBe(2);
        Of(result, later).Count(c => c.ChangeKind == "correction").ShouldBe(1);
        Of(result, later).ShouldNotContain(c => c.ChangeKind == "withdrawn");
    }

    [Fact]
    public void An_update_without_a_notice_withdraws_nothing()
    {
        var result = LineageStage.Build([Page("a", Text, "https://paper.example/guns"), Page("b", Text.Take(4).Append("The ship left again on Friday for the north."), "https://paper.example/guns/amp")]);
        Of(result, "a").Concat(Of(result, "b")).ShouldNotContain(c => c.ChangeKind == "withdrawn");
    }

    [Fact]
    public void A_corrected_second_lead_under_its_own_address_withdraws_numbers_only()
    {
        string[] lead = ["(Corrects figure in first paragraph) " + Text[0].Replace("24", "18", StringComparison.Ordinal), Text[1], Text[3], Text[4]];
        var result = LineageStage.Build([Page("a", Text, "https://paper.example/1"), Page("b", lead, "https://paper.example/2")]);
        Of(result, "a").Where(c => c.ChangeKind == "withdrawn").Select(c => c.HereWords).ShouldBe(["24"]);
    }

    [Fact]
    public void A_retraction_withdraws_everything_and_going_on_equals_a_run_from_scratch()
    {
        var (a, b) = (Page("a", Text, "https://paper.example/guns"), Page("b", Text.Prepend("RETRACTION: The paper has withdrawn its report."), "https://paper.example/guns"));
        var state = new LineageState();
        state.Update([b], []);
        state.Update([a], []);
        Of(state.Result(), "a").Count(c => c.ChangeKind == "withdrawn").ShouldBe(Text.Length);
        Of(state.Result(), "b").Count(c => c.ChangeKind == "withdrawn").ShouldBe(Text.Length);
        System.Text.Json.JsonSerializer.Serialize(state.Result()).ShouldBe(System.Text.Json.JsonSerializer.Serialize(LineageStage.Build([a, b])));
        state.Update([], ["b"]);
        Of(state.Result(), "a").ShouldNotContain(c => c.ChangeKind == "withdrawn");
    }
}
