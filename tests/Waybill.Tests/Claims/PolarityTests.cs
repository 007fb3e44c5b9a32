using Shouldly;
using Waybill.Claims;
using Waybill.Language;
using Xunit;

namespace Waybill.Tests.Claims;

/// <summary>No denial, negation or hedge is lost: an affirmed certain claim from a sentence that does not affirm is the worst
/// error that the program can make.</summary>
public sealed class PolarityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(AnalyzerMode.Fast, false, 0.85, 1)]
    [InlineData(AnalyzerMode.Fast, true, 0.74, 3)]
    [InlineData(AnalyzerMode.Accurate, false, 0.90, 0)]
    [InlineData(AnalyzerMode.Accurate, true, 0.76, 3)]
    public void The_table_of_polarity_holds(AnalyzerMode mode, bool test, double floor, int affirmed)
    {
        int all = 0, right = 0, none = 0, worst = 0;
        foreach (var line in PolarityCases.Table.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var isTest = line.EndsWith(" [test]", StringComparison.Ordinal);
            if (isTest != test) continue;
            var at = line.IndexOf(" | ", StringComparison.Ordinal);
            var (wanted, sentence) = (line[..at].Split(" + ").Select(w => w.Split('|')).ToList(), line[(at + 3)..(isTest ? line.Length - 7 : line.Length)]);
            all++;
            var got = Passage.Claims(sentence, mode).Select(Of).ToList();
            var off = got.Where(g => !wanted.Exists(w => w.Contains(g))).ToList();
            var holds = off.Count == 0 && wanted.TrueForAll(w => w.Contains("none") || got.Exists(w.Contains)) && (wanted.Count < 2 || got.Count >= 2);
            if (holds) { right++; continue; }
            if (got.Count == 0) none++;
            if (off.Contains("yes")) worst++;
            if (!test) output.WriteLine($"{(off.Contains("yes") ? "AFFIRMED" : got.Count == 0 ? "none" : "other")} {line} → {string.Join(" + ", got)}");
        }
        output.WriteLine($"{mode}, {(test ? "test" : "dev")}: right {right}/{all}, no claim {none}, affirmed wrongly {worst}");
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(floor);
        worst.ShouldBeLessThanOrEqualTo(affirmed);
    }

    private static string Of(Claim c) => c switch
    {
        { Negated: true } => "not",
        { Stance: Stance.NotConfirmed } => "not-confirmed",
        { Stance: Stance.NoPosition } => "no-position",
        { Stance: Stance.Opposes } => "opposes",
        { Stage: Stage.Refused or Stage.Suspended or Stage.Cancelled } => "stopped",
        { Factuality: Factuality.Possible } => "possible",
        { Factuality: Factuality.Unknown } => "unknown",
        { Stage: Stage.Sought or Stage.Requested or Stage.Offered or Stage.Negotiating or Stage.Planned } => "interest",
        { Factuality: Factuality.Probable } => "probable",
        _ => "yes",
    };
}
