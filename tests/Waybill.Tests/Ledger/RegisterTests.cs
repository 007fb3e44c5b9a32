using System.Xml.Linq;
using Shouldly;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Export;
using Xunit;
using static Waybill.Tests.Ledger.LedgerFixture;

namespace Waybill.Tests.Ledger;

/// <summary>The ledger in other programs' shapes: only affirmed, firm orders and deliveries pass.</summary>
public class RegisterTests
{
    private static readonly Item Tanks = Item("tank", "tanks", "K2") with { Sipri = "armoured vehicles", Condition = "new" };

    private static Transfer One(params Claim[] claims) => LedgerStage.Build([Article("a", "f1", "2023-05-05", [.. claims])]).Transfers.ShouldHaveSingleItem();

    [Fact]
    public void ADeliveryIsARowWithItsOrderAndItsDoubts()
    {
        var transfer = One(
            Claim("c1", Stage.Ordered, "KOR", "POL", Tanks, "a") with { Quantity = Count("180", 180, 180), When = new TimeWords("in August 2022", "past") },
            Claim("c2", Stage.Delivered, "KOR", "POL", Tanks, "a") with { Quantity = Count("at least 28", 28, null) with { Qualifier = "at-least" } });
        SipriRegister.Outside(transfer).ShouldBeNull();
        SipriRegister.Rows(transfer).ShouldBe($"{transfer.Id},KOR,POL,K2,tank,armoured vehicles,2022,No,28,Yes,2023,Yes,New,,,,No\r\n");
        SipriRegister.Columns.Count.ShouldBe(17);
    }

    [Fact]
    public void AnOrderAloneHasNoNumberDelivered()
        => SipriRegister.Rows(One(Claim("c1", Stage.Ordered, "KOR", "POL", Tanks, "a") with { Quantity = Count("180", 180, 180) })).ShouldContain("armoured vehicles,2023,Yes,,,,,New");

    [Fact]
    public void WhatIsDeniedPossibleOrOutsideIsNoRowAndSaysWhy()
    {
        foreach (var (transfer, why) in new[]
        {
            (One(Claim("c1", Stage.Delivered, "KOR", "POL", Tanks, "a") with { Negated = true, Stance = Stance.Denies }), "neither an order nor a delivery"),
            (One(Claim("c1", Stage.Delivered, "KOR", "POL", Tanks, "a") with { Factuality = Factuality.Possible }), "neither an order nor a delivery"),
            (One(Claim("c1", Stage.Sought, "KOR", "POL", Tanks, "a")), "neither an order nor a delivery"),
            (One(Claim("c1", Stage.Delivered, null, "POL", Tanks, "a")), "no supplier is named"),
            (One(Claim("c1", Stage.Delivered, "KOR", "POL", Tanks with { Sipri = "outside" }, "a")), "category outside"),
        })
        {
            SipriRegister.Rows(transfer).ShouldBeEmpty();
            SipriRegister.OutsideRow(transfer).ShouldContain(why);
        }
    }

    [Fact]
    public void TheGraphHasAffirmedDeliveriesAlone()
    {
        Transfer[] transfers =
        [
            One(Claim("c1", Stage.Delivered, "KOR", "POL", Tanks, "a")),
            One(Claim("c2", Stage.Delivered, "IRN", "RUS", Tanks, "a") with { Negated = true, Stance = Stance.Denies }),
            One(Claim("c3", Stage.InDelivery, "KOR", "EST", Item("tank\u0001 <&>", "tanks"), "a")),
        ];
        using var to = new StringWriter { NewLine = "\n" };
        Gexf.Write(to, transfers).ShouldBe(2);
        var graph = XDocument.Parse(to.ToString());
        XNamespace ns = "http://gexf.net/1.3";
        graph.Descendants(ns + "node").Select(n => n.Attribute("id")!.Value).ShouldBe(["EST", "KOR", "POL"]);
        graph.Descendants(ns + "edge").Select(e => e.Attribute("source")!.Value + e.Attribute("target")!.Value).Order(StringComparer.Ordinal).ShouldBe(["KOREST", "KORPOL"]);
        graph.Descendants(ns + "attvalue").Select(v => v.Attribute("value")!.Value).ShouldContain("tank <&>");
    }
}
