using Shouldly;
using Waybill.Claims.Reading;
using Waybill.Tests.Language;
using Xunit;

namespace Waybill.Tests.Claims.Reading;

public class QuantityReaderTests
{
    private const double Floor = 0.95;

    internal static string Read(string sentence)
    {
        var analysis = Models.Analyzer.Analyze(sentence);
        var found = new List<string>();
        for (var s = 0; s < analysis.Sentences.Length; s++)
        {
            foreach (var m in QuantityReader.Read(analysis, s))
            {
                var q = m.Quantity;
                var bounds = q.Min is null && q.Max is null ? "?" : q.Min == q.Max ? $"{q.Min}" : $"{q.Min}..{q.Max}";
                var told = $"{bounds}@{(m.Head < 0 ? "-" : analysis.Word(m.Head).ToString())}";
                if (q.Qualifier is not null) told += " q=" + q.Qualifier;
                if (q.Unit is not null) told += " u=" + q.Unit;
                if (q.Of is not null) told += " of=" + q.Of;
                if (q.Per is not null) told += " per=" + q.Per;
                if (q.Scope is not null) told += " s=" + q.Scope;
                if (q.Basis is not null) told += " b=" + q.Basis;
                found.Add(told);
                sentence.Substring(m.Span.Start, m.Span.Length).ShouldBe(q.Words);
            }
        }
        return found.Count == 0 ? "none" : string.Join(" & ", found);
    }

    [Fact]
    public void TheTableOfQuantitiesHolds()
    {
        var cases = ReadingCases.Of(QuantityCases.Table, 2);
        cases.Count.ShouldBeGreaterThanOrEqualTo(300);
        var (right, all, testRight, testAll, misses) = ReadingCases.Run(cases, one => Read(one.Fields[0]) is var got && got == one.Fields[1] ? null : got);
        TestContext.Current.TestOutputHelper?.WriteLine($"quantities {right}/{all}, test part {testRight}/{testAll}\n{misses}");
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(Floor, misses);
        ((double)testRight / testAll).ShouldBeGreaterThanOrEqualTo(Floor, misses);
    }

    [Fact]
    public void HostileTextGivesAResult()
    {
        foreach (var text in new[] { "1 2 3 4 5 6 7 8 9 10", "99999999999999999999999999999999999999", "one one one one one hundred hundred thousand", new string('1', 5000), string.Join(' ', Enumerable.Repeat("more than", 2000)), "- - 5 - - %", "5" })
            Should.NotThrow(() => Read(text));
    }
}
