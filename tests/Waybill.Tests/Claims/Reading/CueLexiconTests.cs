using Shouldly;
using Waybill.Claims.Reading;
using Xunit;

namespace Waybill.Tests.Claims.Reading;

public class CueLexiconTests
{
    [Fact]
    public void CueFilesAreSortedUniqueAndComplete()
    {
        CueLexicon.Attribution.Problems.ShouldBeEmpty();
        CueLexicon.Polarity.Problems.ShouldBeEmpty();
        CueLexicon.Attribution.Entries.Length.ShouldBeGreaterThan(100);
        CueLexicon.Attribution.Entries.Select(e => e.Class).Distinct().Order(StringComparer.Ordinal).ShouldBe(["deny", "find", "judge", "say", "think", "urge"]);
    }

    [Fact]
    public void ClassesOfPolarityAreTheKnownOnes()
        => CueLexicon.Polarity.Entries.Select(e => e.Class).Distinct().Order(StringComparer.Ordinal).ShouldBe(["denial", "doubt", "failure", "harmless", "hedge", "negation", "unreal"]);

    [Fact]
    public void EveryWordOfPolarityStandsInItsExample()
    {
        foreach (var entry in CueLexicon.Polarity.Entries)
            entry.Example.Contains(entry.Cue, StringComparison.Ordinal).ShouldBeTrue(entry.Cue);
    }

    [Fact]
    public void AWrongFileSaysWhatIsWrong()
        => CueLexicon.Parse("# x\nb\tsay\tB.\na\tsay\n").Problems.Length.ShouldBe(2);
}
