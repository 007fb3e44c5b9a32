using Shouldly;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Texts;
using Xunit;
using static Waybill.Tests.Ledger.LedgerFixture;

namespace Waybill.Tests.Ledger;

public class LedgerStageTests
{
    private static readonly Item Missiles = Item("ballistic missile", "missiles");
    private static readonly Item Drones = Item("drone", "uav");

    [Fact]
    public void ClaimsOfOnePairAndItemJoinWithAReason()
    {
        var result = LedgerStage.Build([
            Article("a", "f1", "2024-01-05", Claim("c1", Stage.Sought, "IRN", "RUS", Missiles, "a"), Claim("c2", Stage.Negotiating, "IRN", "RUS", Missiles, "a")),
            Article("b", "f2", "2024-01-06", Claim("c3", Stage.Delivered, "IRN", "RUS", Missiles, "b") with { Negated = true, Factuality = Factuality.Probable })]);
        var transfer = result.Transfers.ShouldHaveSingleItem();
        transfer.Claims.ShouldBe(["c1", "c2", "c3"]);
        transfer.JoinReasons.Length.ShouldBe(2);
        transfer.JoinReasons[0].ShouldContain("same supplier IRN");
        transfer.Families.ShouldBe(2);
        transfer.Outlets.ShouldBe(2);
        transfer.PrimarySources.ShouldBe(["USA"]);
        TransferWords.Current(transfer)!.Stage.ShouldBe(Stage.Negotiating);
        TransferWords.Of(transfer).ShouldBe("negotiating; not delivered (probable)");
        (transfer.FirstReported, transfer.LastReported).ShouldBe(("2024-01-05", "2024-01-06"));
        transfer.Id.ShouldStartWith("t1-");
    }

    [Fact]
    public void AHeadlineMakesAndMovesNoRecord()
    {
        var result = LedgerStage.Build([Article("a", "f1", "2024-01-05",
            Claim("c1", Stage.Delivered, "PRK", "RUS", Missiles, "a") with { Part = ClaimPart.Headline },
            Claim("c2", Stage.Sought, "PRK", "RUS", Missiles, "a"))]);
        result.Transfers.ShouldHaveSingleItem().Claims.ShouldBe(["c2"]);
        result.Claims[0].NoRecord.ShouldNotBeNull();
    }

    [Fact]
    public void AnEmptyPartyIsARecordOfItsOwnAndProposed()
    {
        var result = LedgerStage.Build([Article("a", "f1", "2022-09-06",
            Claim("c1", Stage.Delivered, "IRN", "RUS", Drones, "a"),
            Claim("c2", Stage.Delivered, null, "RUS", Drones, "a") with { Producer = State("IRN") })]);
        result.Transfers.Length.ShouldBe(2);
        var open = result.Transfers.Single(t => t.Supplier is null);
        open.Proposed.ShouldHaveSingleItem().Reason.ShouldContain("supplier is empty");
    }

    [Fact]
    public void AnEmptyPartyJoinsItsOwnCopy()
    {
        var claim = Claim("c1", Stage.Delivered, null, "RUS", Drones, "a") with { Producer = State("IRN"), When = new TimeWords("in August", "past") };
        var result = LedgerStage.Build([Article("a", "f1", "2022-09-06", claim), Article("b", "f1", "2022-09-07", claim with { Id = "c2", PageId = "b" })]);
        result.Transfers.ShouldHaveSingleItem().Pages.ShouldBe(2);
        result.Transfers[0].Stages.ShouldHaveSingleItem().When!.Start.ToString().ShouldBe("2022-08");
    }

    [Fact]
    public void OtherCategoriesDesignationsAndPeriodsStayApart()
    {
        var result = LedgerStage.Build([
            Article("a", "f1", "2024-01-05",
                Claim("c1", Stage.Delivered, "IRN", "RUS", Drones, "a"),
                Claim("c2", Stage.Delivered, "IRN", "RUS", Missiles, "a"),
                Claim("c3", Stage.Delivered, "IRN", "RUS", Item("Shahed-136", "uav", "Shahed-136"), "a"),
                Claim("c4", Stage.Delivered, "IRN", "RUS", Item("Mohajer-6", "uav", "Mohajer-6"), "a")),
            Article("b", "f2", "2014-01-05", Claim("c5", Stage.Delivered, "IRN", "RUS", Missiles, "b"))]);
        result.Transfers.Length.ShouldBe(5);
        // "drones" may be either kind: proposed to both.
        result.Transfers.Single(t => t.Claims[0] == "c1").Proposed.Length.ShouldBe(2);
    }

    [Fact]
    public void AGenericItemJoinsTheOneSpecific()
    {
        var result = LedgerStage.Build([Article("a", "f1", "2024-01-05",
            Claim("c1", Stage.Delivered, "IRN", "RUS", Drones, "a"),
            Claim("c2", Stage.Delivered, "IRN", "RUS", Item("Shahed-136", "uav", "Shahed-136"), "a"))]);
        var transfer = result.Transfers.ShouldHaveSingleItem();
        transfer.Item.Designation.ShouldBe("Shahed-136");
        transfer.JoinReasons.ShouldHaveSingleItem().ShouldContain("general word");
    }

    [Fact]
    public void ASeriesJoinsItsOneModelAndIsProposedToSeveral()
    {
        var series = Claim("a", Stage.Delivered, "DEU", "UKR", Item("Leopard tanks", "tanks", "Leopard"), "p1");
        var model = Claim("b", Stage.Delivered, "DEU", "UKR", Item("Leopard 2 tanks", "tanks", "Leopard 2"), "p2");
        var other = Claim("c", Stage.Delivered, "DEU", "UKR", Item("Leopard 1 tanks", "tanks", "Leopard 1"), "p3");
        var one = LedgerStage.Build([Article("p1", "f1", "2023-03-01", series), Article("p2", "f2", "2023-03-02", model)]).Transfers.ShouldHaveSingleItem();
        one.Item.Designation.ShouldBe("Leopard 2");
        var three = LedgerStage.Build([Article("p1", "f1", "2023-03-01", series), Article("p2", "f2", "2023-03-02", model), Article("p3", "f3", "2023-03-02", other)]).Transfers;
        three.Length.ShouldBe(3);
        three.Single(t => t.Item.Designation == "Leopard").Proposed.Length.ShouldBe(2);
    }

    [Fact]
    public void ATimeInAnEntryOfALivePageIsReadAgainstThatEntry()
    {
        var claim = Claim("a", Stage.Delivered, "DEU", "UKR", Item("tank", "tanks"), "p1") with { When = new TimeWords("yesterday", "past") };
        var article = Article("p1", "f1", "2023-02-24", claim);
        var live = article with { Page = article.Page with { Places = [new ClaimPlace("Tanks came yesterday.", 3, PartialDate.Parse("2023-03-27T09:30Z"))] } };
        LedgerStage.Build([article]).Claims.Single().When!.Start.ToString().ShouldBe("2023-02-23");
        LedgerStage.Build([live]).Claims.Single().When!.Start.ToString().ShouldBe("2023-03-26");
    }

    [Fact]
    public void AMissileIsNoLauncher()
        => LedgerStage.Build([Article("a", "f1", "2024-01-05",
            Claim("c1", Stage.Delivered, "PRK", "RUS", Missiles, "a"),
            Claim("c2", Stage.Delivered, "PRK", "RUS", Item("ballistic missile launcher", "missiles"), "a"))]).Transfers.Length.ShouldBe(2);

    [Fact]
    public void ADenialStandsBesideTheAffirmation()
    {
        var denial = Claim("c2", Stage.Delivered, "ARE", "X:rsf", Drones, "b") with { Negated = true, Stance = Stance.Denies, Attribution = [By("the Emirates", "ARE")] };
        var result = LedgerStage.Build([Article("a", "f1", "2024-01-05", Claim("c1", Stage.Delivered, "ARE", "X:rsf", Drones, "a")), Article("b", "f2", "2024-01-06", denial)]);
        var transfer = result.Transfers.ShouldHaveSingleItem();
        var claims = result.Claims.ToDictionary(c => c.Claim.Id, c => c.Claim);
        TransferWords.Of(transfer, id => claims.GetValueOrDefault(id)).ShouldBe("delivered – denied by United Arab Emirates");
        transfer.Disputes.ShouldHaveSingleItem().DisputeKind.ShouldBe("denied");
        transfer.PrimarySources.ShouldBe(["ARE", "USA"]);
    }

    [Fact]
    public void ATurnedRoleIsContradictedWithinItsFamily()
    {
        var when = new TimeWords("in August", "past");
        var right = Claim("c1", Stage.Delivered, null, "RUS", Drones, "a") with { Producer = State("IRN"), When = when };
        var turned = Claim("c3", Stage.Ordered, null, "IRN", Drones, "b") with { Producer = State("IRN"), When = when };
        var result = LedgerStage.Build([Article("a", "f1", "2022-09-06", right), Article("b", "f1", "2022-09-07", right with { Id = "c2", PageId = "b" }, turned)]);
        result.Transfers.ShouldAllBe(t => t.Recipient!.Iso3 != "IRN");
        var placed = result.Claims.Single(c => c.Claim.Id == "c3");
        placed.NoRecord.ShouldBe("contradicted within its family");
        placed.ContradictedBy.ShouldBe(["c1", "c2"]);
        result.Transfers.ShouldHaveSingleItem().Disputes.ShouldHaveSingleItem().DisputeKind.ShouldBe("turned");
    }

    [Fact]
    public void AUseJoinsTheFlowOfItsSupplierAndFoundsNone()
    {
        var use = Claim("u1", Stage.Used, "PRK", "RUS", Missiles, "a", ClaimKind.Use);
        LedgerStage.Build([Article("a", "f1", "2024-01-05", use)]).Transfers.ShouldBeEmpty();
        var both = LedgerStage.Build([Article("a", "f1", "2024-01-05", use, Claim("c1", Stage.Delivered, "PRK", "RUS", Missiles, "a"))]);
        both.Transfers.ShouldHaveSingleItem().Stages.Length.ShouldBe(2);
        TransferWords.Of(both.Transfers[0]).ShouldBe("delivered");
    }

    [Fact]
    public void CopiesShowWhatTheyChanged()
    {
        var there = Claim("c1", Stage.Buying, "PRK", "RUS", Item("rocket", "ammunition"), "a") with { Basis = "U.S. intelligence finding", Factuality = Factuality.Probable, Quantity = Count("millions", 2_000_000, null), Attribution = [By("U.S. intelligence officials", "USA", "anonymous")] };
        var here = there with { Id = "c2", PageId = "b", Item = Item("missile", "missiles"), Basis = "US intelligence assessment", Factuality = Factuality.Certain, Attribution = [By("US intelligence experts", "USA", "anonymous")] };
        var result = LedgerStage.Build([Article("a", "f1", "2022-09-05", there), Article("b", "f1", "2022-09-06", here)]);
        result.ClaimChanges["b"].Select(c => c.ChangeKind).Order(StringComparer.Ordinal).ShouldBe(["basis", "hedge-lost", "item", "source"]);
        // The copy's word never names the record.
        result.Transfers.ShouldHaveSingleItem().Item.Words.ShouldBe("rocket");
    }

    [Fact]
    public void RelayedReportsCountWithTheirOutletAndVersionsOnce()
    {
        Claim Relayed(string id, string page) => Claim(id, Stage.Delivered, "PRK", "RUS", Missiles, page) with { Attribution = [By("Reuters", null, "agency") with { Primary = false }, By("an official", null, "anonymous")] };
        var result = LedgerStage.Build([
            Article("a", "f1", "2024-01-05", Relayed("c1", "a")),
            Article("b", "f2", "2024-01-05", Relayed("c2", "b")),
            Article("c", "f3", "2024-01-05", Claim("c3", Stage.Delivered, "PRK", "RUS", Missiles, "c")),
            Article("d", "f3", "2024-01-05", Claim("c4", Stage.Delivered, "PRK", "RUS", Missiles, "d")) with { VersionOf = "c" }]);
        var transfer = result.Transfers.ShouldHaveSingleItem();
        transfer.Families.ShouldBe(3);
        transfer.Pages.ShouldBe(3);
        transfer.IndependentOrigins.ShouldBe((1, 2));
        transfer.Origins.Select(o => (string.Join(' ', o.Families), o.Relayed, o.Unnamed)).ShouldBe([("f1 f2", "Reuters", true), ("f3", null, false)]);
    }

    [Fact]
    public void WhatTheFamilyStageFoundCounts()
    {
        var claim = Claim("c1", Stage.Delivered, "PRK", "RUS", Missiles, "a") with { Sentence = new TextSpan(10, 5) };
        LedgerArticle[] articles = [Article("a", "", "2024-01-05", claim), Article("b", "", "2024-01-06", claim with { Id = "c2", PageId = "b", Sentence = new TextSpan(200, 5) })];
        var member = new FamilyMember { Article = "a", Relation = Relation.Origin, Containment = 1 };
        var lineage = new LineageResult
        {
            Families = [new Family { Id = "f1", Origin = new FamilyOrigin(null, "AP", [], 1), Reference = "a", Members = [member, member with { Article = "b", Relation = Relation.Republished, Passages = [new Passage(new TextSpan(190, 40), "f2", Relation.Excerpt, null, default)] }] }],
            Dates = [],
            Stories = [],
            Storylines = [],
            VersionOf = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("b", "a"),
        };
        var result = LedgerStage.Build(articles, lineage);
        result.Claims.Select(c => c.Family).ShouldBe(["f1", "f2"]);
        result.Transfers.ShouldHaveSingleItem().Pages.ShouldBe(1);
    }

    [Fact]
    public void NoOrderOfArticlesOrClaimsChangesTheLedger()
    {
        var random = new Random(7);
        var states = new[] { "PRK", "RUS", "IRN", null };
        var items = new[] { Missiles, Drones, Item("Shahed-136", "uav", "Shahed-136"), Item("military equipment", "unspecified"), Item("missile", "missiles"), Item("short-range ballistic missile", "missiles") };
        for (var round = 0; round < 20; round++)
        {
            var articles = Enumerable.Range(0, 8).Select(n => Article($"p{n}", $"f{n / 2}", n % 3 == 0 ? null : $"20{20 + n % 5}-0{1 + n}-05",
                [.. Enumerable.Range(0, random.Next(5)).Select(k => Claim($"{random.Next(16):x}{n}{k}", (Stage)random.Next(18), states[random.Next(4)], states[random.Next(4)], items[random.Next(items.Length)], $"p{n}") with
                {
                    Negated = random.Next(5) == 0,
                    Stance = random.Next(6) == 0 ? Stance.Denies : Stance.Asserts,
                    Producer = random.Next(3) == 0 ? State("IRN") : null,
                    When = random.Next(2) == 0 ? new TimeWords("in August", "past") : null,
                    Quantity = random.Next(3) == 0 ? Count("10", 10, 10) : null,
                    Part = random.Next(8) == 0 ? ClaimPart.Headline : ClaimPart.Body,
                })])).ToList();
            var expected = Told(LedgerStage.Build(articles));
            for (var shuffle = 0; shuffle < 4; shuffle++)
            {
                var shuffled = articles.OrderBy(_ => random.Next()).Select(a => a with { Page = a.Page with { Claims = [.. a.Page.Claims.OrderBy(_ => random.Next())] } }).ToList();
                Told(LedgerStage.Build(shuffled)).ShouldBe(expected);
            }
        }
    }
}
