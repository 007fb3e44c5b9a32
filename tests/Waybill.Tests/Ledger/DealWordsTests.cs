using Shouldly;
using Waybill.Claims;
using Waybill.Ledger;
using Xunit;
using static Waybill.Tests.Ledger.LedgerFixture;

namespace Waybill.Tests.Ledger;

/// <summary>What a sentence says about which deal is meant.</summary>
public sealed class DealWordsTests
{
    private static readonly Claim Delivery = Claim("c", Stage.Delivered, "USA", "MAR", Item("tanks", "tanks"));

    [Theory]
    [InlineData("It received four more, bringing to 12 the number delivered.", 12L)]
    [InlineData("That brings the number of tanks to eighteen.", null)]
    [InlineData("Six came on Sunday, the first of 18.", 18L)]
    [InlineData("The last six of the 30 tanks arrived.", 30L)]
    [InlineData("The first of the tanks arrived at port 18.", null)]
    [InlineData("Bringing peace, it sent 12 tanks.", null)]
    public void The_number_of_the_whole(string sentence, long? whole) => DealWords.Whole(Delivery, sentence).ShouldBe(whole);

    [Fact]
    public void The_number_of_which_a_count_is_part() => DealWords.Whole(Delivery with { Quantity = Count("12 of 18", 12, 12) with { Of = "18" } }, "").ShouldBe(18);

    [Theory]
    [InlineData("It completes a 2022 contract.", 2022)]
    [InlineData("They were ordered in 2019.", 2019)]
    [InlineData("They signed for in 2019.", 2019)]
    [InlineData("The 2021 arms deal was kept.", 2021)]
    [InlineData("The contract of 2018 was kept.", 2018)]
    [InlineData("They arrived in 2018.", 0)]
    [InlineData("It holds 2000 rounds.", 0)]
    public void The_year_of_a_contract(string sentence, int year) => DealWords.Years(sentence).FirstOrDefault().ShouldBe(year);

    [Theory]
    [InlineData("It paid $62 million, not €1.4 billion.", "62 million|1 4 billion")]
    [InlineData("It paid millions.", "")]
    [InlineData("Several million people live there.", "")]
    public void Sums(string sentence, string sums) => string.Join('|', DealWords.Sums(sentence)).ShouldBe(sums);

    [Theory]
    [InlineData("It has signed a new contract.", true)]
    [InlineData("A second arms deal was signed.", true)]
    [InlineData("A second batch came.", false)]
    [InlineData("The new tanks were ordered.", false)]
    public void Another_deal(string sentence, bool another) => DealWords.IsAnother(sentence).ShouldBe(another);
}
