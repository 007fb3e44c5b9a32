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
        Told(SipriRegister.Rows(transfer)).ShouldBe($"{transfer.Id},KOR,POL,K2,tank,armoured vehicles,2022,No,28,Yes,2023,Yes,New,,,,No\r\n");
        SipriRegister.Columns.Count.ShouldBe(17);
    }

    [Fact]
    public void AnOrderAloneHasNoNumberDelivered()
        => Told(SipriRegister.Rows(One(Claim("c1", Stage.Ordered, "KOR", "POL", Tanks, "a") with { Quantity = Count("180", 180, 180) }))).ShouldContain("armoured vehicles,2023,Yes,,,,,New");

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
            Told(SipriRegister.OutsideRows(transfer)).ShouldContain(why);
        }
    }

    [Fact]
    public void TheUnRegisterHasDeliveriesBetweenStatesAndSaysItsDoubts()
    {
        var tanks = Tanks with { Unroca = "I" };
        var claims = new[]
        {
            Claim("c1", Stage.Delivered, "KOR", "POL", tanks, "a") with { Quantity = Count("at least 28", 28, null) with { Qualifier = "at-least" }, Producer = State("USA"), Transit = [State("EST")] },
            Claim("c2", Stage.Delivered, "KOR", "POL", tanks, "a") with { Negated = true, Stance = Stance.Denies },
        };
        var transfer = One(claims);
        var row = UnrocaRegister.Rows(transfer, id => claims.Single(c => c.Id == id)).ShouldHaveSingleItem();
        row.Count.ShouldBe(UnrocaRegister.Columns.Count);
        row.Take(11).ShouldBe(["I", "Battle tanks", "KOR", "KOR", "POL", "POL", "2023", "28", "USA", "EST", "K2 (tank)"]);
        row[11].ShouldNotBeNull();
        foreach (var doubt in new[] { "estimated from “at least 28”", "year is that of the first report", "denied", transfer.Id }) row[11]!.ShouldContain(doubt);
        foreach (var (outside, why) in new[]
        {
            (One(Claim("c1", Stage.InDelivery, "KOR", "POL", tanks, "a")), "no delivery"),
            (One(Claim("c1", Stage.Ordered, "KOR", "POL", tanks, "a")), "no delivery"),
            (One(Claim("c1", Stage.Delivered, "KOR", "POL", tanks, "a") with { Factuality = Factuality.Possible }), "no delivery"),
            (One(Claim("c1", Stage.Delivered, "KOR", "POL", Tanks with { Unroca = "outside" }, "a")), "category outside"),
            (One(Claim("c1", Stage.Delivered, null, "POL", tanks, "a")), "no supplier"),
            (One(Claim("c1", Stage.Delivered, "KOR", "POL", tanks, "a") with { Recipient = State("X:group") with { Kind = PartyKind.ArmedGroup } }), "is no state"),
        })
        {
            UnrocaRegister.Rows(outside, _ => null).ShouldBeEmpty();
            Told(UnrocaRegister.OutsideRows(outside)).ShouldContain(why);
        }
    }

    private static string Told(IEnumerable<IReadOnlyList<string?>> rows) => string.Concat(rows.Select(r => Csv.Row(r)));

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
