using Shouldly;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Texts;
using Xunit;
using static Waybill.Tests.Ledger.LedgerFixture;

namespace Waybill.Tests.Joining;

/// <summary>Short storylines, made for these tests: two deals of one kind, a denial, a framework, a company beside its state, a second batch. Each line is a page with one claim.</summary>
public sealed class StorylineTests
{
    private static readonly Item Jets = Item("Gripen E fighters", "combat-aircraft", "Gripen");
    private static readonly Item Drones = Item("Heron drones", "uav", "Heron") with { Description = "unmanned aerial vehicle" };
    private static readonly Party Saab = new() { Words = "Saab", Name = "Saab", Kind = PartyKind.Company, Of = "SWE" };
    private static readonly Party Iai = new() { Words = "IAI", Name = "Israel Aerospace Industries", Kind = PartyKind.Company, Of = "ISR" };

    [Fact]
    public void Two_orders_of_one_number_are_told_apart_by_what_came_before_the_second()
    {
        var pages = new[]
        {
            Page("talks", "2018-04-02", "Peru is negotiating with Sweden over Gripens.", Claim("talks", Stage.Negotiating, "SWE", "PER", Jets)),
            Page("order", "2018-11-20", "Saab has a contract with Peru for 12 Gripens.", Claim("order", Stage.Ordered, "SWE", "PER", Jets) with { Supplier = Saab, Quantity = Count("12", 12, 12) }),
            Page("four", "2021-12-20", "Sweden has delivered four Gripens to Peru, a year late.", Claim("four", Stage.Delivered, "SWE", "PER", Jets) with { Quantity = Count("four", 4, 4) }),
            Page("more", "2025-06-20", "Peru has received four more Gripens from Sweden, bringing to 12 the number received.", Claim("more", Stage.Delivered, "SWE", "PER", Jets) with { Quantity = Count("four more", 4, 4, "increment") }),
            Page("second", "2026-06-15", "Sweden signed with Peru in June for 12 Gripens.", Claim("second", Stage.Ordered, "SWE", "PER", Jets) with { Quantity = Count("12", 12, 12), When = new TimeWords("in June", "past") }),
        };
        Records(pages).ShouldBe(["four more order talks", "second"]);
        var open = Page("two", "2026-12-01", "Two Gripens came to Peru from Sweden.", Claim("two", Stage.Delivered, "SWE", "PER", Jets) with { Quantity = Count("two", 2, 2) });
        Records([.. pages, open]).ShouldBe(["four more order talks", "second", "two"], "it may be of either");
        LedgerStage.Build([.. pages, open]).Transfers.Single(t => t.Claims.Contains("two")).Proposed.Length.ShouldBe(2);
    }

    [Fact]
    public void A_companys_drones_its_states_denied_sale_and_a_later_contract_under_one_framework()
    {
        var pages = new[]
        {
            Page("frame", "2022-03-08", "Under an agreement with Israel, Kenya may buy up to 12 drones by 2030.",
                Claim("frame", Stage.Planned, "ISR", "KEN", General("drones")) with { Quantity = Count("up to 12", null, 12) with { Qualifier = "up-to" }, Expected = new TimeWords("by 2030", "future") }),
            Page("first", "2022-09-29", "Kenya has bought four Herons from IAI for $62 million.", Claim("first", Stage.Ordered, "ISR", "KEN", Drones) with { Supplier = Iai, Quantity = Count("four", 4, 4) }),
            Page("denial", "2022-10-04", "Kenya has denied that it bought drones from Israel.", Claim("denial", Stage.Ordered, "ISR", "KEN", General("combat drones", "armed unmanned aerial vehicle")) with { Negated = true, Stance = Stance.Denies }),
            Page("undated", null, "IAI has handed two Herons to Kenya.", Claim("undated", Stage.Delivered, "ISR", "KEN", Drones) with { Supplier = Iai, Quantity = Count("two", 2, 2) }),
            Page("done", "2024-01-22", "IAI has brought a second pair of drones to Kenya, bringing to four the number delivered and completing a 2022 contract.", Claim("done", Stage.Delivered, "ISR", "KEN", General("drones")) with { Supplier = Iai }),
            Page("second", "2025-05-27", "Kenya has signed a new contract with IAI for six Herons at $95 million.", Claim("second", Stage.Ordered, "ISR", "KEN", Drones) with { Supplier = Iai, Quantity = Count("six", 6, 6) }),
            Page("price", "2026-04-20", "Kenya paid $62 million for Israeli drones in 2022.", Claim("price", Stage.Ordered, "ISR", "KEN", General("unmanned aircraft")) with { When = new TimeWords("in 2022", "past") }),
        };
        Records(pages).ShouldBe(["denial done first price", "frame", "second", "undated"]);
        LedgerStage.Build(pages).Transfers.Single(t => t.Claims.Contains("first")).JoinReasons.ShouldContain(j => j.Contains("both name the sum of 62 million", StringComparison.Ordinal));
    }

    [Fact]
    public void A_second_contract_and_a_report_that_counts_both_stay_apart_from_the_first()
    {
        var frigate = Item("frigates", "ships", "Meko") with { Description = "frigate" };
        var maker = new Party { Words = "TKMS", Name = "TKMS", Kind = PartyKind.Company, Of = "DEU" };
        Claim By(string id, Stage stage, Item item, Quantity? count) => Claim(id, stage, "DEU", "BRA", item) with { Supplier = maker, Quantity = count };
        Records(
            Page("first", "2023-03-16", "Brazil has ordered two Meko frigates from TKMS under a contract worth €680 million.", By("first", Stage.Ordered, frigate, Count("two", 2, 2))),
            Page("second", "2026-08-21", "Brazil signed a second contract with TKMS in August, for two more Meko frigates costing €710 million.", By("second", Stage.Ordered, frigate, Count("two more", 2, 2, "increment"))),
            Page("both", "2026-10-05", "Brazil has four frigates on order from TKMS in two contracts, worth €680 million and €710 million.", By("both", Stage.Ordered, Item("frigates", "ships") with { Description = "frigate" }, Count("four", 4, 4))))
            .ShouldBe(["both", "first", "second"]);
    }

    [Fact]
    public void Missiles_denied_in_a_general_word_are_the_air_defence_system_ordered_two_days_before()
    {
        var system = Item("HQ-22", "air-defence", "HQ-22") with { Description = "air defence system" };
        var order = Page("order", "2020-08-04", "Jordan has ordered three batteries of the HQ-22 from China.", Claim("order", Stage.Ordered, "CHN", "JOR", system) with { Quantity = Count("three", 3, 3) });
        LedgerArticle Denial(string day) => Page("denial", day, "China knows of no sale of missiles to Jordan.", Claim("denial", Stage.Ordered, "CHN", "JOR", Item("missiles", "missiles") with { Description = "missile" }) with { Stance = Stance.NotConfirmed });
        var last = Page("last", "2024-02-01", "The last of three batteries came to Jordan from China.", Claim("last", Stage.Delivered, "CHN", "JOR", system));
        Records(order, Denial("2020-08-06"), last).ShouldBe(["denial last order"]);
        var others = Page("anti-ship", "2020-07-01", "China has sold YJ-12 missiles to Jordan.", Claim("anti-ship", Stage.Ordered, "CHN", "JOR", Item("YJ-12", "missiles", "YJ-12") with { Description = "anti-ship missile" }));
        Records(order, others, Denial("2020-08-06")).ShouldNotContain("denial order", "there are missiles of another kind");
    }

    [Fact]
    public void What_is_asked_for_while_an_order_is_still_coming_is_another_deal()
    {
        var rockets = Item("HIMARS launchers", "artillery", "HIMARS") with { Description = "multiple rocket launcher" };
        Records(
            Page("order", "2024-06-27", "Chad has ordered 18 HIMARS launchers from the United States.", Claim("order", Stage.Ordered, "USA", "TCD", rockets) with { Quantity = Count("18", 18, 18) }),
            Page("undated", null, "Chad gets the American system too: 18 launchers from Lockheed Martin are on order.", Claim("undated", Stage.Ordered, "USA", "TCD", Item("launchers", "unspecified") with { Description = "launcher" }) with
            { Supplier = new Party { Words = "Lockheed Martin", Name = "Lockheed Martin", Kind = PartyKind.Company, Of = "USA" }, Quantity = Count("18", 18, 18) }),
            Page("first", "2026-05-19", "The United States brought six HIMARS to Chad, the first of 18.", Claim("first", Stage.Delivered, "USA", "TCD", rockets) with { Quantity = Count("six", 6, 6) }),
            Page("asked", "2026-09-22", "Chad has asked Washington for another 18 HIMARS.", Claim("asked", Stage.Requested, "USA", "TCD", rockets) with { Quantity = Count("another 18", 18, 18, "increment") }),
            Page("second", "2026-09-22", "Six HIMARS reached Chad from the United States.", Claim("second", Stage.Delivered, "USA", "TCD", rockets) with { Quantity = Count("six", 6, 6) }),
            Page("pledged", "2026-10-12", "Chad was promised another 18 HIMARS by Washington.", Claim("pledged", Stage.Pledged, "USA", "TCD", rockets) with { Quantity = Count("another 18", 18, 18, "increment") }),
            Page("half", "2026-10-05", "Chad has received 12 of 18 HIMARS from the United States.", Claim("half", Stage.Delivered, "USA", "TCD", rockets) with { Quantity = Count("12 of 18", 12, 12) with { Of = "18" } }))
            .ShouldBe(["asked pledged", "first half order second undated"]);
    }

    [Fact]
    public void So_many_more_are_another_deal_where_they_are_no_fewer_than_were_ordered()
    {
        var order = Page("order", "2023-01-10", "Peru has ordered 18 Gripens from Sweden.", Claim("order", Stage.Ordered, "SWE", "PER", Jets) with { Quantity = Count("18", 18, 18) });
        LedgerArticle More(long count) => Page("more", "2024-03-01", $"Peru has ordered another {count} Gripens from Sweden.", Claim("more", Stage.Ordered, "SWE", "PER", Jets) with { Quantity = Count("more", count, count, "increment") });
        Records(order, More(18)).ShouldBe(["more", "order"]);
        Records(order, More(6)).ShouldBe(["more order"], "a part of the 18 may have come into force");
        Records(order, Page("new", "2024-03-01", "Peru has signed a second contract for Gripens with Sweden.", Claim("new", Stage.Ordered, "SWE", "PER", Jets))).ShouldBe(["new", "order"]);
    }

    private static Item General(string words, string kind = "unmanned aerial vehicle") => Item(words, "uav") with { Description = kind };

    private static LedgerArticle Page(string id, string? day, string sentence, Claim claim)
    {
        var article = Article(id, "f-" + id, day, claim with { PageId = id });
        return article with { Page = article.Page with { Places = [new ClaimPlace(sentence, 0)] } };
    }

    /// <summary>The claims of each record, sorted.</summary>
    private static IEnumerable<string> Records(params LedgerArticle[] pages) => LedgerStage.Build(pages).Transfers.Select(t => string.Join(' ', t.Claims)).Order(StringComparer.Ordinal);
}
