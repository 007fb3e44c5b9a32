using System.Text.Json;
using Shouldly;
using Waybill.Bench.Joining;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Tests.Samples;
using Xunit;
using static Waybill.Tests.Ledger.LedgerFixture;

namespace Waybill.Tests.Joining;

/// <summary>How claims are joined into transfers: floors on the labelled claims of the samples, and the cases behind the rules.</summary>
public sealed class JoiningTests(SampleRunTests.SampleRun run) : IClassFixture<SampleRunTests.SampleRun>
{
    [Fact]
    public void Labels_are_whole_and_their_storylines_parted_by_hash()
    {
        var labels = JoiningLabel.All();
        labels.Length.ShouldBeGreaterThanOrEqualTo(200);
        labels.Select(l => l.Claim).ShouldBeUnique();
        labels.Where(l => l.IsTest).Select(l => l.Storyline).Distinct().Count().ShouldBeGreaterThan(3);
    }

    [Fact]
    public void The_samples_are_joined_as_labelled()
    {
        var transfers = run.Export("transfer").SelectMany(t => t.GetProperty("claims").EnumerateArray().Select(c => (Claim: c.GetString()!, Id: t.GetProperty("id").GetString()!))).ToLookup(t => t.Claim, t => t.Id);
        var claims = run.Export("claim").ToDictionary(c => c.GetProperty("id").GetString()!);
        var score = JoiningScore.Of(JoiningLabel.All(), id => claims.TryGetValue(id, out var c) ? (Made(c), transfers[id].FirstOrDefault() ?? id) : null);
        score.Claims.ShouldBeGreaterThan(60, score.ToString());
        score.Precision.ShouldBeGreaterThanOrEqualTo(0.97, score + string.Join("; ", score.Wrong));
        score.Recall.ShouldBeGreaterThanOrEqualTo(0.9, score + string.Join("; ", score.Wrong));
        score.CubedPrecision.ShouldBeGreaterThanOrEqualTo(0.97, score.ToString());
        score.CubedRecall.ShouldBeGreaterThanOrEqualTo(0.9, score.ToString());

        static Claim Made(JsonElement c)
        {
            var claim = Claim("x", Stage.Delivered, null, null, Item("x", "other"));
            return claim with { Supplier = Party("supplier"), Recipient = Party("recipient"), EndUser = Party("endUser"), User = Party("user"), Producer = Party("producer") };

            Party? Party(string role) => c.GetProperty(role) is { ValueKind: JsonValueKind.Object } p
                ? new Party { Words = p.GetProperty("words").GetString()!, Name = p.GetProperty("name").GetString()!, Kind = p.GetProperty("kind").GetString() is "group" ? PartyKind.Group : PartyKind.State, Iso3 = p.GetProperty("iso3").GetString() }
                : null;
        }
    }

    private static readonly Item Tank = Item("tank", "tanks", "M1 Abrams");

    [Fact]
    public void An_order_and_its_delivery_years_later_are_one_deal_but_a_second_order_is_another()
    {
        var order = Article("a", "f1", "2019-07-10", [Claim("c1", Stage.Ordered, "USA", "TWN", Tank, "a") with { Quantity = Count("108", 108, 108) }]);
        var delivery = Article("b", "f2", "2024-12-16", [Claim("c2", Stage.Delivered, "USA", "TWN", Tank, "b") with { Quantity = Count("38", 38, 38) }, Claim("c3", Stage.Ordered, "USA", "TWN", Tank, "b") with { Quantity = Count("108", 108, 108) }]);
        var joined = LedgerStage.Build([order, delivery]).Transfers.ShouldHaveSingleItem();
        joined.Stages.Length.ShouldBeGreaterThan(1, "ordered 108, delivered 38");
        var second = Article("b", "f2", "2024-12-16", [Claim("c2", Stage.Delivered, "USA", "TWN", Tank, "b"), Claim("c3", Stage.Ordered, "USA", "TWN", Tank, "b") with { Quantity = Count("60", 60, 60) }]);
        LedgerStage.Build([order, second]).Transfers.Length.ShouldBe(2);
        var delivered = order with { Page = order.Page with { Claims = [.. order.Page.Claims, Claim("c4", Stage.Delivered, "USA", "TWN", Tank, "a")] } };
        LedgerStage.Build([delivered, delivery]).Transfers.Length.ShouldBe(2, "what was delivered then is done");
    }

    [Fact]
    public void A_framework_stands_above_its_contract_and_is_proposed()
    {
        var contract = Article("a", "f1", "2022-08-26", [Claim("c1", Stage.Ordered, "KOR", "POL", Tank, "a") with { Quantity = Count("180", 180, 180) }]);
        var framework = Article("b", "f2", "2022-07-27", [Claim("c2", Stage.Buying, "KOR", "POL", Item("tanks", "tanks"), "b") with { Quantity = Count("nearly 1,000", null, 1000) }]);
        var transfers = LedgerStage.Build([contract, framework]).Transfers;
        transfers.Length.ShouldBe(2);
        transfers.SelectMany(t => t.Proposed).ShouldContain(p => p.Reason.Contains("framework", StringComparison.Ordinal));
        var same = Article("b", "f2", "2022-09-27", [Claim("c2", Stage.Ordered, "KOR", "POL", Item("tanks", "tanks"), "b") with { Quantity = Count("180", 180, 180) }]);
        LedgerStage.Build([contract, same]).Transfers.ShouldHaveSingleItem();
    }

    [Fact]
    public void Denials_in_general_words_are_one_matter()
    {
        var first = Article("a", "f1", "2023-02-01", [Claim("c1", Stage.Delivered, "SRB", "UKR", Item("arms", "unspecified"), "a") with { Negated = true, Stance = Stance.Denies }]);
        var other = Article("b", "f2", "2023-04-01", [Claim("c2", Stage.Planned, "SRB", "UKR", Item("weapons", "unspecified"), "b") with { Negated = true, Stance = Stance.Denies }]);
        LedgerStage.Build([first, other]).Transfers.ShouldHaveSingleItem();
        var affirmed = Article("b", "f2", "2023-04-01", [Claim("c2", Stage.Agreed, "SRB", "UKR", Item("weapons", "unspecified"), "b")]);
        LedgerStage.Build([first, affirmed]).Transfers.Length.ShouldBe(2, "what is said of unspecified arms need not be what is denied");
    }
}
