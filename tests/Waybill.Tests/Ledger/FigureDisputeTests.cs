using Shouldly;
using Waybill.Claims;
using Waybill.Ledger;
using Xunit;
using static Waybill.Tests.Ledger.LedgerFixture;

namespace Waybill.Tests.Ledger;

/// <summary>Which counts of one flow speak against each other, and which are its progress.</summary>
public class FigureDisputeTests
{
    private static readonly Item Tanks = Item("tank", "tanks");

    /// <summary>Words of the sentence, the count in them, its bounds, its scope as read.</summary>
    public sealed record Report(string Day, string Sentence, string Words, long? Min, long? Max, string? Scope = null, Stage Stage = Stage.Delivered);

    public static TheoryData<string, Report[], bool> Cases => new()
    {
        { "a further batch, scope read", [new("2023-03-05", "Seoul delivered 38 tanks.", "38", 38, 38), new("2023-03-05", "Seoul delivered 42 more tanks.", "42 more", 42, 42, "increment")], false },
        { "a further batch by its words", [new("2023-03-05", "Seoul delivered 38 tanks.", "38", 38, 38), new("2023-03-06", "Seoul delivered a second batch of 42 tanks.", "42", 42, 42)], false },
        { "another so many", [new("2023-03-05", "Seoul delivered 38 tanks.", "38", 38, 38), new("2023-03-06", "Seoul delivered another 42 tanks.", "another 42", 42, 42)], false },
        { "the first ones", [new("2023-03-05", "Seoul delivered the first 10 tanks.", "10", 10, 10), new("2023-03-06", "Seoul delivered 38 tanks.", "38", 38, 38)], false },
        { "a total above a batch", [new("2023-03-05", "Seoul delivered 38 tanks.", "38", 38, 38), new("2023-03-05", "Seoul has delivered a total of 80 tanks.", "a total of 80", 80, 80)], false },
        { "so far, then more", [new("2023-03-05", "Seoul has so far delivered 12 tanks.", "12", 12, 12), new("2023-03-06", "Seoul has delivered 24 tanks to date.", "24", 24, 24)], false },
        { "deliveries grow", [new("2023-03-05", "Seoul has delivered 12 tanks.", "12", 12, 12), new("2023-09-05", "Seoul has delivered 24 tanks.", "24", 24, 24)], false },
        { "a rate is no count", [new("2023-03-05", "Seoul delivered 12 tanks.", "12", 12, 12), new("2023-03-05", "Seoul delivered 24 tanks.", "24", 24, 24, "share")], false },
        { "undated reports of deliveries", [new("", "Seoul delivered 12 tanks.", "12", 12, 12), new("", "Seoul delivered 24 tanks.", "24", 24, 24)], false },
        { "two figures on one day", [new("2023-03-05", "Seoul delivered 38 tanks.", "38", 38, 38), new("2023-03-05", "Seoul delivered 42 tanks.", "42", 42, 42)], true },
        { "two figures within three days", [new("2023-03-05", "Seoul delivered 38 tanks.", "38", 38, 38), new("2023-03-07", "Seoul delivered at least 42 tanks.", "at least 42", 42, null)], true },
        { "a bound holds the figure", [new("2023-03-05", "Seoul delivered 38 tanks.", "38", 38, 38), new("2023-03-05", "Seoul delivered at least 30 tanks.", "at least 30", 30, null)], false },
        { "a total that shrank", [new("2023-03-05", "Seoul has delivered a total of 80 tanks.", "a total of 80", 80, 80), new("2023-09-05", "So far Seoul has delivered 60 tanks in all.", "60", 60, 60)], true },
        { "orders of one contract", [new("2022-08-05", "Poland ordered 180 tanks.", "180", 180, 180, null, Stage.Ordered), new("2022-11-05", "Poland ordered 212 tanks.", "212", 212, 212, null, Stage.Ordered)], true },
        { "an order beside a further one", [new("2022-08-05", "Poland ordered 180 tanks.", "180", 180, 180, null, Stage.Ordered), new("2022-11-05", "Poland ordered 82 additional tanks.", "82", 82, 82, null, Stage.Ordered)], false },
        { "ordered and delivered", [new("2022-08-05", "Poland ordered 180 tanks.", "180", 180, 180, null, Stage.Ordered), new("2022-08-05", "Seoul delivered 10 tanks.", "10", 10, 10)], false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void CountsAreDisputedOnlyWhereBothCannotBe(string name, Report[] reports, bool disputed)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var articles = reports.Select((r, i) =>
        {
            var claim = Claim($"c{i}", r.Stage, "KOR", "POL", Tanks, $"p{i}") with { Quantity = Count(r.Words, r.Min, r.Max, r.Scope) };
            var article = Article($"p{i}", $"f{i}", r.Day.Length == 0 ? null : r.Day, claim);
            return article with { Page = article.Page with { Places = [new ClaimPlace(r.Sentence, 0)] } };
        }).ToList();
        var transfer = LedgerStage.Build(articles).Transfers.ShouldHaveSingleItem(name);
        transfer.Disputes.Any(d => d.DisputeKind == "quantity").ShouldBe(disputed, name);
    }

    [Fact]
    public void OneDayOfDeliveryHasOneFigure()
    {
        Claim On(string id, string page, int n) => Claim(id, Stage.Delivered, "KOR", "POL", Tanks, page) with { Quantity = Count($"{n}", n, n), When = new TimeWords("on March 3, 2023", "past") };
        var result = LedgerStage.Build([Article("a", "f1", "2023-03-05", On("c1", "a", 38)), Article("b", "f2", "2023-09-05", On("c2", "b", 42))]);
        result.Transfers.ShouldHaveSingleItem().Disputes.ShouldHaveSingleItem().Words.ShouldBe("delivered: “38” against “42”");
    }
}
