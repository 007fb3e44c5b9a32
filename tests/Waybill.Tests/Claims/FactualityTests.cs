using Shouldly;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Tests.Claims.Reading;
using Waybill.Tests.Language;
using Xunit;

namespace Waybill.Tests.Claims;

/// <summary>Firmness and polarity of the claims that come out, in both modes of the parser. A missing claim is a gap; a claim
/// that is firmer than its sentence is a defect.</summary>
public sealed class FactualityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(AnalyzerMode.Fast, 0.86, 1)]
    [InlineData(AnalyzerMode.Accurate, 0.88, 1)]
    public void The_table_of_factuality_holds(AnalyzerMode mode, double floor, int firmer)
    {
        int all = 0, right = 0, none = 0, wrong = 0;
        foreach (var one in ReadingCases.Of(FactualityCases.Table, 6))
        {
            all++;
            var (sentence, f) = (one.Fields[0], one.Fields);
            var at = sentence.IndexOf(f[1], StringComparison.Ordinal);
            var claims = Passage.Claims(sentence, mode).Where(c => c.Evidence.Any(e => e.Of.Contains("stage") && e.Start <= at && at < e.End)).ToList();
            if (claims.Count == 0) { none++; output.WriteLine($"none  {one}"); continue; }
            if (claims.Exists(c => Fits(c, f))) { right++; continue; }
            var isFirmer = claims.Exists(c => f[3] == "not" && !c.Negated || f[4] != "asserts" && !c.Negated && c.Stance == Stance.Asserts && c.Factuality < Factuality.Possible
                || f[2] is "possible" or "unknown" && c.Factuality < Factuality.Possible);
            if (isFirmer) wrong++;
            output.WriteLine($"{(isFirmer ? "FIRMER" : "other")} {one} → {string.Join(" + ", claims.Select(c => $"{c.Stage} {c.Factuality} {c.Negated} {c.Stance} {c.Condition}"))}");
        }
        output.WriteLine($"{mode}: right {right}/{all}, no claim {none}, firmer than the words {wrong}");
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(floor);
        wrong.ShouldBeLessThanOrEqualTo(firmer);
    }

    private static bool Fits(Claim c, string[] f) =>
        c.Factuality.ToString().Equals(f[2], StringComparison.OrdinalIgnoreCase) && c.Negated == (f[3] == "not")
        && (c.Negated && c.Stance is Stance.Asserts or Stance.Denies && f[4] is "asserts" or "denies" || c.Stance.ToString().Equals(f[4].Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
        && (f[5] == "-" || c.Condition is { } condition && condition.StartsWith(f[5], StringComparison.Ordinal));
}
