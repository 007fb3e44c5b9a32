using Shouldly;
using Xunit;

namespace Waybill.Tests.Seeds;

/// <summary>The five real pages that the project was started for come out right, whole and without inventions.</summary>
public sealed class SeedTests
{
    private static readonly Lazy<SeedResult> s_result = new(() => SeedRun.Run(SeedRun.Texts()));

    [Theory]
    [InlineData("000")]
    [InlineData("001")]
    [InlineData("002")]
    [InlineData("003")]
    [InlineData("004")]
    public void Each_seed_page_is_read_right(string key)
    {
        Repository.Corpora();
        var problems = SeedExpectations.Load().PageProblems(key, s_result.Value, SeedMapping.Unchanged);
        problems.ShouldBeEmpty(string.Join("\n", problems));
    }

    [Fact]
    public void Families_stories_dates_and_ledger_of_the_seeds_are_right()
    {
        Repository.Corpora();
        var problems = SeedExpectations.Load().AcrossProblems(s_result.Value, SeedMapping.Unchanged);
        problems.ShouldBeEmpty(string.Join("\n", problems));
    }

    [Fact]
    public void Evidence_of_the_seeds_reproduces_its_words()
    {
        Repository.Corpora();
        SeedRun.EvidenceProblems(s_result.Value).ShouldBeEmpty();
        s_result.Value.Ledger.Claims.ShouldAllBe(c => c.Claim.Evidence.Length > 0);
    }
}
