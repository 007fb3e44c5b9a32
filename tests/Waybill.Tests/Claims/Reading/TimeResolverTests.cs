using Shouldly;
using Waybill.Claims;
using Waybill.Claims.Reading;
using Waybill.Lineage;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Claims.Reading;

public class TimeResolverTests
{
    /// <summary>The floor that the table must keep, dev and test together and test alone.</summary>
    private const double Floor = 0.97;

    private static ArticleDate Date(string s)
    {
        if (s.Contains("..", StringComparison.Ordinal))
        {
            var ends = s.Split("..");
            return new ArticleDate("a", null, PartialDate.Parse(ends[0])?.First, PartialDate.Parse(ends[1])?.Last, true, "", null);
        }
        return new ArticleDate("a", PartialDate.Parse(s), null, null, false, "", null);
    }

    private static string? Miss(ReadingCases.Case one)
    {
        var time = TimeResolver.Resolve(new TimeWords(one.Fields[0], one.Fields[1]), Date(one.Fields[2]));
        var start = time.Start?.ToString() ?? "-";
        var end = time.End?.ToString() ?? "-";
        var wanted = one.Fields[4] == "=" ? one.Fields[3] : one.Fields[4];
        return start == one.Fields[3] && end == wanted ? null : start + ".." + end;
    }

    [Fact]
    public void TheTableOfTimesHolds()
    {
        var cases = ReadingCases.Of(TimeCases.Table, 5);
        cases.Count.ShouldBeGreaterThanOrEqualTo(300);
        var (right, all, testRight, testAll, misses) = ReadingCases.Run(cases, Miss);
        TestContext.Current.TestOutputHelper?.WriteLine($"dates {right}/{all}, test part {testRight}/{testAll}\n{misses}");
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(Floor, misses);
        ((double)testRight / testAll).ShouldBeGreaterThanOrEqualTo(Floor, misses);
    }

    [Fact]
    public void HostileWordsGiveAResult()
    {
        foreach (var words in new[] { "", " ", "99999999999999999999", "in 99999 years", new string('a', 100_000), "on on on on on", "the the the end of the end of", "199 years ago", "in 199 decades", "\ud800" })
            Should.NotThrow(() => TimeResolver.Resolve(new TimeWords(words, "past"), new DateOnly(2024, 1, 5), new DateOnly(2024, 1, 5)));
        TimeResolver.Resolve(new TimeWords("two years ago", "past"), DateOnly.MinValue, DateOnly.MinValue).Start.ShouldBeNull();
        TimeResolver.Resolve(new TimeWords("next year", "past"), DateOnly.MaxValue, DateOnly.MaxValue).Start.ShouldBeNull();
    }
}
