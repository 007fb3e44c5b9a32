using Shouldly;
using Waybill.Claims.Reading;
using Waybill.Tests.Language;
using Xunit;

namespace Waybill.Tests.Claims.Reading;

public class BlindTests
{
    private static void Holds(string what, List<ReadingCases.Case> cases, double floor, Func<ReadingCases.Case, string?> miss)
    {
        var (right, all, _, _, misses) = ReadingCases.Run(cases, miss);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what} {right}/{all}\n{misses}");
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(floor, misses);
    }

    [Fact]
    public void Quantities()
        => Holds("quantities, blind", ReadingCases.Of(BlindCases.Quantities, 2), 0.95, one => QuantityReaderTests.Read(one.Fields[0]) is var got && got == one.Fields[1] ? null : got);

    [Fact]
    public void TimesInSentences()
        => Holds("times, blind", ReadingCases.Of(BlindCases.Times, 2), 0.96, one =>
        {
            var analysis = Models.Analyzer.Analyze(one.Fields[0]);
            var words = Enumerable.Range(0, analysis.Sentences.Length).SelectMany(s => TimeReader.Read(analysis, s)).Select(t => t.Time.Words).ToList();
            var got = words.Count == 0 ? "none" : string.Join(" & ", words);
            return got == one.Fields[1] ? null : got;
        });
}
