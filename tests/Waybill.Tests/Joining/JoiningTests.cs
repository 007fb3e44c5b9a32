using System.Text.Json;
using Shouldly;
using Waybill.Bench.Joining;
using Waybill.Claims;
using Waybill.Cli;
using Waybill.Ledger;
using Waybill.Tests.Cli;
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
        var score = JoiningScore.Of(JoiningLabel.Find(JoiningLabel.All(), Claims(run.Export)));
        score.Claims.ShouldBeGreaterThan(60, score.ToString());
        score.Precision.ShouldBeGreaterThanOrEqualTo(0.97, score + string.Join("; ", score.Wrong));
        score.Recall.ShouldBeGreaterThanOrEqualTo(0.9, score + string.Join("; ", score.Wrong));
        score.CubedPrecision.ShouldBeGreaterThanOrEqualTo(0.97, score.ToString());
        score.CubedRecall.ShouldBeGreaterThanOrEqualTo(0.9, score.ToString());
    }

    [Fact]
    public void The_made_storylines_are_joined_as_labelled()
    {
        using var folder = new TestFolder();
        var (stages, written) = (Composition.Stages(), Path.Combine(Repository.Root, "bench", "Waybill.Bench", "Joining", "written"));
        folder.Run(stages, "read", "--manifest", Path.Combine(written, "manifest.csv"), written).Exit.ShouldBe(0);
        var claims = Claims(kind => [.. folder.Run(stages, "export", kind).Lines.Select(l => JsonDocument.Parse(l).RootElement)]);
        var score = JoiningScore.Of([.. JoiningLabel.Find(JoiningLabel.All("written.tsv"), claims).Where(l => !l.Label.IsTest)]);
        score.Claims.ShouldBeGreaterThan(70, score.ToString());
        score.Precision.ShouldBeGreaterThanOrEqualTo(0.95, score + string.Join("; ", score.Wrong));
        score.Whole.Recall.ShouldBeGreaterThanOrEqualTo(0.5, score + string.Join("; ", score.Wrong));
    }

    /// <summary>The claims of a store as its export tells them, each with its record.</summary>
    private static IEnumerable<ReadClaim> Claims(Func<string, List<JsonElement>> export)
    {
        var transfers = export("transfer").SelectMany(t => t.GetProperty("claims").EnumerateArray().Select(c => (Claim: c.GetString()!, Id: t.GetProperty("id").GetString()!))).ToLookup(t => t.Claim, t => t.Id);
        return export("claim").Select(c => (Json: c, Id: c.GetProperty("id").GetString()!))
            .Select(c => new ReadClaim(Made(c.Json) with { Id = c.Id }, c.Json.GetProperty("article").GetProperty("id").GetString()!, c.Json.GetProperty("sentence").GetProperty("words").GetString()!, transfers[c.Id].FirstOrDefault() ?? c.Id));

        static Claim Made(JsonElement c)
        {
            var stage = Enum.Parse<Stage>(c.GetProperty("stage").GetString()!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
            var claim = Claim("x", stage, null, null, Item(c.GetProperty("item").GetProperty("words").GetString()!, "other"));
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
        LedgerStage.Build([delivered, delivery]).Transfers.ShouldHaveSingleItem().JoinReasons.ShouldContain(j => j.Contains("both tell of 108", StringComparison.Ordinal));
        var alone = delivery with { Page = delivery.Page with { Claims = [delivery.Page.Claims[0]] } };
        LedgerStage.Build([delivered, alone]).Transfers.Length.ShouldBe(2, "what was delivered then is done");
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
    public void What_was_asked_for_before_an_order_does_not_part_it_from_a_delivery_told_as_its_part()
    {
        var asked = Article("a", "f1", "2022-09-28", [Claim("c1", Stage.Requested, "USA", "MAR", Tank, "a")]);
        var order = Article("b", "f2", "2023-06-10", [Claim("c2", Stage.Ordered, "USA", "MAR", Tank, "b") with { Quantity = Count("18", 18, 18) }]);
        var delivery = Article("c", "f3", "2026-09-20", [Claim("c3", Stage.Delivered, "USA", "MAR", Tank, "c") with { Quantity = Count("12 of 18", 12, 12) with { Of = "18" } }]);
        LedgerStage.Build([asked, order, delivery]).Transfers.ShouldHaveSingleItem();
        var others = Article("c", "f3", "2026-09-20", [Claim("c3", Stage.Delivered, "USA", "MAR", Tank, "c") with { Quantity = Count("six", 6, 6) }]);
        LedgerStage.Build([asked, order, others]).Transfers.ShouldHaveSingleItem().JoinReasons.ShouldContain(j => j.Contains("the one order between them", StringComparison.Ordinal));
        var another = Article("d", "f4", "2025-06-10", [Claim("c4", Stage.Ordered, "USA", "MAR", Tank, "d") with { Quantity = Count("30", 30, 30) }]);
        LedgerStage.Build([asked, order, another, others]).Transfers.ShouldNotContain(t => t.Claims.Contains("c2") && t.Claims.Contains("c3"), "they may be of another order");
        var unnumbered = others with { Page = others.Page with { Claims = [others.Page.Claims[0] with { Quantity = null }] } };
        LedgerStage.Build([asked, order, unnumbered]).Transfers.Length.ShouldBe(2, "they may be of another order");
        var before = Article("a", "f1", "2022-09-28", [Claim("c1", Stage.Delivered, "USA", "MAR", Tank, "a")]);
        LedgerStage.Build([before, order, delivery]).Transfers.ShouldHaveSingleItem().JoinReasons.ShouldContain(j => j.Contains("it is told as part of the 18 ordered", StringComparison.Ordinal));
        LedgerStage.Build([before, order, others]).Transfers.Length.ShouldBe(2, "what had come then may be all that was ordered");
    }

    [Fact]
    public void A_companys_deal_is_its_states_without_a_date_only_where_both_order_one_number()
    {
        var maker = new Party { Words = "Hyundai Rotem", Name = "Hyundai Rotem", Kind = PartyKind.Company, Of = "KOR" };
        var company = Article("a", "f1", "2022-08-26", [Claim("c1", Stage.Ordered, "KOR", "POL", Tank, "a") with { Supplier = maker, Quantity = Count("180", 180, 180) }]);
        var state = Article("b", "f2", null, [Claim("c2", Stage.Ordered, "KOR", "POL", Tank, "b") with { Quantity = Count("180", 180, 180) }]);
        var joined = LedgerStage.Build([company, state]).Transfers.ShouldHaveSingleItem();
        joined.JoinReasons.ShouldContain(j => j.Contains("is a company of KOR", StringComparison.Ordinal));
        var unnumbered = Article("b", "f2", null, [Claim("c2", Stage.Ordered, "KOR", "POL", Tank, "b")]);
        var proposed = LedgerStage.Build([company, unnumbered]).Transfers;
        proposed.Length.ShouldBe(2);
        proposed.SelectMany(t => t.Proposed).ShouldContain(p => p.Reason.Contains("may be the same deal", StringComparison.Ordinal));
    }

    [Fact]
    public void Denials_in_general_words_are_one_matter()
    {
        var first = Article("a", "f1", "2023-02-01", [Claim("c1", Stage.Delivered, "SRB", "UKR", Item("arms", "unspecified"), "a") with { Negated = true, Stance = Stance.Denies }]);
        var other = Article("b", "f2", "2023-04-01", [Claim("c2", Stage.Planned, "SRB", "UKR", Item("weapons", "unspecified"), "b") with { Negated = true, Stance = Stance.Denies }]);
        LedgerStage.Build([first, other]).Transfers.ShouldHaveSingleItem();
        var bare = Article("b", "f2", "2023-04-01", [Claim("c2", Stage.Delivered, "SRB", "UKR", Item("defence items", "unspecified"), "b") with { Negated = true }]);
        LedgerStage.Build([first, bare]).Transfers.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_accusation_and_its_denial_in_general_words_are_one_matter_for_half_a_year()
    {
        var denial = Article("a", "f1", "2023-02-01", [Claim("c1", Stage.Delivered, "SRB", "UKR", Item("arms", "unspecified"), "a") with { Negated = true, Stance = Stance.Denies }]);
        LedgerArticle Said(string day, Stage stage, string words) => Article("b", "f2", day, [Claim("c2", stage, "SRB", "UKR", Item(words, "unspecified"), "b")]);
        LedgerStage.Build([denial, Said("2023-04-01", Stage.Agreed, "weapons")]).Transfers.ShouldHaveSingleItem().JoinReasons.ShouldHaveSingleItem().ShouldContain("supplies no arms");
        LedgerStage.Build([denial, Said("2023-04-01", Stage.Requested, "lethal aid")]).Transfers.ShouldHaveSingleItem();
        LedgerStage.Build([denial, Said("2024-04-01", Stage.Agreed, "weapons")]).Transfers.Length.ShouldBe(2, "a year later it may be another matter");
        LedgerStage.Build([denial, Said("2023-04-01", Stage.Suspended, "weapons")]).Transfers.Length.ShouldBe(2, "what is suspended was a flow");
        LedgerStage.Build([denial, Said("2023-04-01", Stage.Agreed, "nuclear weapons")]).Transfers.Length.ShouldBe(2);
        var bare = denial with { Page = denial.Page with { Claims = [denial.Page.Claims[0] with { Stance = Stance.Asserts }] } };
        LedgerStage.Build([bare, Said("2023-04-01", Stage.Agreed, "weapons")]).Transfers.Length.ShouldBe(2, "a bare negation answers nobody");
    }

    [Fact]
    public void A_suspension_within_a_month_is_one_act_whatever_is_counted()
    {
        LedgerArticle Of(string id, string? day, Stage stage, Quantity? count = null) => Article(id, "f" + id, day, [Claim("c" + id, stage, "GBR", "ISR", Item("arms", "unspecified"), id) with { Quantity = count }]);
        var first = Of("a", "2024-09-02", Stage.Suspended, Count("30 of its 350 licences", 30, 30));
        LedgerStage.Build([first, Of("b", "2024-09-04", Stage.Suspended)]).Transfers.ShouldHaveSingleItem();
        LedgerStage.Build([first, Of("b", null, Stage.Suspended)]).Transfers.ShouldHaveSingleItem();
        LedgerStage.Build([first, Of("b", "2024-12-04", Stage.Suspended)]).Transfers.Length.ShouldBe(2);
        LedgerStage.Build([first, Of("b", "2024-09-04", Stage.Delivered)]).Transfers.Length.ShouldBe(2, "what flows in general words need not be what stopped");
        LedgerStage.Build([first, Of("b", "2024-12-04", Stage.Suspended), Of("c", null, Stage.Suspended)]).Transfers.Length.ShouldBe(3, "it may be either");
    }

    [Fact]
    public void Ten_quoted_words_are_one_statement_even_where_the_recipient_is_empty()
    {
        static LedgerArticle Of(string id, string sentence)
        {
            var article = Article(id, "f" + id, "2023-08-13", [Claim("c" + id, Stage.Delivered, "ARE", null, Item("ammunition", "ammunition"), id) with { Negated = true, Stance = Stance.Denies }]);
            return article with { Page = article.Page with { Places = [new ClaimPlace(sentence, 0)] } };
        }
        var first = Of("a", "The ministry said: “We have supplied no arms or ammunition to any of the parties.”");
        LedgerStage.Build([first, Of("b", "\"We have supplied no arms or ammunition to any of the parties\", she added.")]).Transfers.ShouldHaveSingleItem();
        LedgerStage.Build([first, Of("b", "\"We have never supplied ammunition to any side in this war\", she added.")]).Transfers.Length.ShouldBe(2);
        LedgerStage.Build([first, Of("b", "It had “supplied no arms or ammunition”, she added.")]).Transfers.Length.ShouldBe(2, "too few words");
    }

    [Fact]
    public void A_delivery_of_tanks_joins_the_one_tank_ordered_and_not_the_framework()
    {
        var contract = Article("a", "f1", "2022-08-26", [Claim("c1", Stage.Ordered, "KOR", "POL", Tank, "a") with { Quantity = Count("180", 180, 180) }]);
        var general = Article("b", "f2", "2022-12-06", [Claim("c2", Stage.Delivered, "KOR", "POL", Item("tanks", "tanks"), "b"), Claim("c3", Stage.Buying, "KOR", "POL", Item("tanks", "tanks"), "b") with { Quantity = Count("nearly 1,000", null, 1000) }]);
        var transfers = LedgerStage.Build([contract, general]).Transfers;
        transfers.Select(t => string.Join(" ", t.Claims)).Order().ShouldBe(["c1 c2", "c3"]);
    }

    [Fact]
    public void What_was_delivered_in_general_words_is_not_the_one_model_that_is_only_denied()
    {
        var denied = Article("a", "f1", "2025-07-01", [Claim("c1", Stage.Planned, "CHN", "PAK", Item("J-35A fighter jets", "combat-aircraft", "J-35"), "a") with { Negated = true, Stance = Stance.Denies }]);
        var general = Article("b", "f2", "2025-09-14", [Claim("c2", Stage.Delivered, "CHN", "PAK", Item("fighter jets", "combat-aircraft"), "b")]);
        var transfers = LedgerStage.Build([denied, general]).Transfers;
        transfers.Length.ShouldBe(2);
        transfers.SelectMany(t => t.Proposed).ShouldHaveSingleItem().Reason.ShouldContain("may be others");
        var planned = denied with { Page = denied.Page with { Claims = [denied.Page.Claims[0] with { Negated = false, Stance = Stance.Asserts }] } };
        LedgerStage.Build([planned, general]).Transfers.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_label_finds_its_claim_by_page_and_words_where_the_id_is_another()
    {
        var label = new JoiningLabel("s", "c", "gone", "p", "0b39b1eb3bca", "tanks", "KOR>POL", "in-delivery");
        var claim = Claim("here", Stage.InDelivery, "KOR", "POL", Item("Tanks", "tanks"), "p");
        JoiningLabel.Find([label], [new ReadClaim(claim, "p", "Other words.", "r")])[0].Claim!.Claim.Id.ShouldBe("here");
        JoiningLabel.Find([label], [new ReadClaim(claim, "q", "Other words.", "r")])[0].Claim.ShouldBeNull("another page");
        JoiningLabel.Find([label with { Sentence = "d976d0d728cd" }], [new ReadClaim(claim, "q", "Words of the (sentence)!", "r")])[0].Claim.ShouldNotBeNull("the same sentence on a page that no label names");
        JoiningLabel.Find([label], [new ReadClaim(claim, "p", "A.", "r"), new ReadClaim(claim with { Id = "there" }, "p", "B.", "r")])[0].Claim.ShouldBeNull("it may be either");
        JoiningLabel.Find([label], [new ReadClaim(claim with { Stage = Stage.Delivered }, "p", "Other words.", "r")])[0].Claim.ShouldBeNull("another stage in another sentence");
    }
}
