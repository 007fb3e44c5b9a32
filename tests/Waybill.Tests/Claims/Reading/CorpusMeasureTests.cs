using Shouldly;
using Waybill.Tests.Language;
using Xunit;

namespace Waybill.Tests.Claims.Reading;

/// <summary>Floors on outside corpora; see docs/evaluation.md for the figures and how they were measured.</summary>
public class CorpusMeasureTests
{
    private static CorpusMeasures Measures => new(Repository.Corpora(), Models.Analyzer);

    private static void Tell(string words) => TestContext.Current.TestOutputHelper?.WriteLine(words);

    [Fact]
    public void AttributionsOnPolNeAR()
    {
        var score = Measures.Attributions();
        Tell($"{score} cue P {score.Precision:0.000} R {score.Recall:0.000} F {score.F:0.000}; source head {score.SourceHead:0.000}; whole {score.WholeF:0.000}");
        score.F.ShouldBeGreaterThanOrEqualTo(0.85);
        score.SourceHead.ShouldBeGreaterThanOrEqualTo(0.94);
        score.WholeF.ShouldBeGreaterThanOrEqualTo(0.66);
    }

    [Fact]
    public void DatesOfTheRecognizers()
    {
        var (cases, found, exact, consistent, misses) = Measures.Dates();
        Tell($"{cases} cases, {found} found, {exact} exact, {consistent} consistent\n{string.Join('\n', misses)}");
        ((double)consistent / found).ShouldBeGreaterThanOrEqualTo(0.93, string.Join('\n', misses));
    }

    [Fact]
    public void SumsOfTheRecognizers()
    {
        var (cases, found, right, misses) = Measures.Money();
        Tell($"{cases} cases, {found} found, {right} right\n{string.Join('\n', misses)}");
        ((double)right / found).ShouldBeGreaterThanOrEqualTo(0.85, string.Join('\n', misses));
    }

    [Fact]
    public void FactualityOnUds()
    {
        var (affirmed, affirmedRight, negated, negatedAffirmed, misses) = Measures.Factuality();
        Tell($"affirmed {affirmedRight}/{affirmed}, negated but affirmed {negatedAffirmed}/{negated}\n{string.Join('\n', misses)}");
        ((double)affirmedRight / affirmed).ShouldBeGreaterThanOrEqualTo(0.80);
        negatedAffirmed.ShouldBeLessThanOrEqualTo(1);
    }
}
