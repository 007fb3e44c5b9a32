using Shouldly;
using Waybill.Lineage;
using Waybill.Stories;
using Xunit;

namespace Waybill.Tests.Stories;

public sealed class ReportLeadTests
{
    private static readonly DateOnly Wednesday = new(2024, 5, 15);

    [Theory]
    [InlineData("The ministry of Norvia said on Monday that it had sold no arms.", 1, 134)] // 13 May
    [InlineData("The ministry of Norvia said on Wednesday that it had sold no arms.", 3, 136)]
    [InlineData("Norvia took over six tanks in the port of Marrow on 6 December.", -1, 341)]
    [InlineData("By Ann Berg\nMonday\nThe ministry of Norvia said on Sunday that it had sold no arms.", 0, 133)]
    [InlineData("Fighting since April 15 has killed many. The ministry of Norvia said it on Sunday in the capital.", 0, 133)]
    [InlineData("The ministry of Norvia said last Friday that it had sold no arms.", -1, 0)]
    [InlineData("The ministry of Norvia said that it had sold no arms.", -1, 0)]
    public void The_day_of_the_news_is_the_first_that_the_lead_names(string text, int weekday, int day)
    {
        var lead = ReportLead.Of(TextModel.Of(text), Wednesday);
        (lead.Weekday, lead.Day).ShouldBe((weekday, day));
    }

    [Fact]
    public void Without_its_own_day_a_report_has_a_weekday_only()
    {
        var lead = ReportLead.Of(TextModel.Of("The ministry of Norvia said on Monday that it had sold no arms."), null);
        (lead.Weekday, lead.Day).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData("on Monday", "on Monday", "Same")]
    [InlineData("on Monday", "on 13 May", "Same")]
    [InlineData("on Monday", "on Tuesday", "Close")]
    [InlineData("on Monday", "on 9 May", "Differs")]
    [InlineData("on 31 December", "on 1 January", "Close")]
    [InlineData("on Monday", "again", "Unknown")]
    public void Days_are_compared(string a, string b, string expected)
    {
        Of(a).Days(Of(b)).ToString().ShouldBe(expected);
        Of(b).Days(Of(a)).ToString().ShouldBe(expected);

        static ReportLead Of(string when) => ReportLead.Of(TextModel.Of($"The ministry of Norvia said {when} that it had sold no arms."), Wednesday);
    }

    [Fact]
    public void A_weekday_alone_is_never_the_same_day()
    {
        var undated = ReportLead.Of(TextModel.Of("The ministry of Norvia said on Monday that it had sold no arms."), null);
        var other = ReportLead.Of(TextModel.Of("The ministry of Norvia said on Thursday that it had sold no arms."), Wednesday);
        undated.Days(undated).ShouldBe(LeadAgreement.Close);
        undated.Days(other).ShouldBe(LeadAgreement.Differs);
    }

    [Theory]
    [InlineData("$619 million", "$0.62 billion", "Same")]
    [InlineData("$619 million", "$421 million", "Differs")]
    [InlineData("$619 million", "€421 million", "Unknown")]
    [InlineData("$1.16 billion, and $20 billion since 2019", "$1.1 billion", "Same")]
    [InlineData("$1,160,000,000", "$1.16bn", "Same")]
    [InlineData("$619 million", "619 missiles", "Unknown")]
    public void Sums_are_compared(string a, string b, string expected)
    {
        Of(a).Money(Of(b)).ToString().ShouldBe(expected);
        Of(b).Money(Of(a)).ToString().ShouldBe(expected);

        static ReportLead Of(string much) => ReportLead.Of(TextModel.Of($"The ministry of Norvia approved a sale worth {much} to Orlia."), null);
    }

    [Fact]
    public void A_kept_report_is_read_back()
    {
        var text = TextModel.Of("The ministry of Norvia approved a sale of Kestrel missiles worth $619 million to Orlia on Monday. The Harbour Post in Marrow said so.");
        var report = ReportSketch.Of("a", text, Wednesday, Wednesday);
        var back = ReportSketch.FromBytes(report.ToBytes());
        back.ToBytes().ShouldBe(report.ToBytes());
        (back.Lead.Weekday, back.Lead.Day, back.Lead.Sums[0]).ShouldBe((1, 134, ('$', 619e6)));
    }

    [Theory]
    [InlineData("$")]
    [InlineData("$1,,,,2.3.4 million $ $99999999999999999999999999999999 billion Feb 31 32 May 0 Monday Monday Monday Monday Monday")]
    [InlineData("May 31. June 31 came. On February 30 of this year it was. The 31 April and the 1 1 1 1 March.")]
    public void Any_text_gives_a_result(string text) => Should.NotThrow(() => ReportLead.Of(TextModel.Of(text), Wednesday));
}
