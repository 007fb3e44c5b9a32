using Shouldly;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Looking;
using Xunit;
using static Waybill.Tests.Ledger.LedgerFixture;

namespace Waybill.Tests.Ledger;

/// <summary>The digit that is proposed for a record: never more than its sources bear.</summary>
public class CredibilityTests
{
    private static readonly Item Missiles = Item("ballistic missile", "missiles");

    private static Claim Said(string id, string page, string government, bool denied = false) => Claim(id, Stage.Delivered, "IRN", "RUS", Missiles, page) with
    {
        Attribution = [By("the ministry of " + government, government)],
        Negated = denied,
        Stance = denied ? Stance.Denies : Stance.Asserts,
    };

    private static Credibility Of(params Claim[] claims) =>
        Notes.Propose(LedgerStage.Build([.. claims.Select((c, i) => Article(c.PageId, "f" + i, "2024-01-05", c))]).Transfers.ShouldHaveSingleItem());

    [Fact]
    public void One_source_cannot_be_judged_whether_it_affirms_or_denies()
    {
        Of(Said("c1", "a", "USA")).Digit.ShouldBe(6);
        var denied = Of(Said("c1", "a", "USA", denied: true));
        denied.Digit.ShouldBe(6);
        denied.Reasons.ShouldContain("one source");
    }

    [Fact]
    public void It_is_confirmed_only_by_two_families_and_two_governments_that_are_no_parties()
    {
        Of(Said("c1", "a", "USA"), Said("c2", "b", "GBR")).Digit.ShouldBe(1);
        Of(Said("c1", "a", "USA"), Said("c2", "b", "RUS")).Digit.ShouldBeGreaterThan(1);
        Of(Said("c1", "a", "USA"), Said("c2", "b", "USA")).Digit.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void What_others_deny_is_doubtful_and_what_only_is_denied_improbable()
    {
        Of(Said("c1", "a", "USA"), Said("c2", "b", "IRN", denied: true)).Digit.ShouldBe(4);
        Of(Said("c1", "a", "USA", denied: true), Said("c2", "b", "IRN", denied: true)).Digit.ShouldBe(5);
    }
}
