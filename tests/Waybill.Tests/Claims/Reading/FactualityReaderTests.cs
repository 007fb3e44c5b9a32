using Shouldly;
using Waybill.Claims;
using Waybill.Claims.Reading;
using Waybill.Lexicons;
using Waybill.Tests.Language;
using Xunit;

namespace Waybill.Tests.Claims.Reading;

public class FactualityReaderTests
{
    private const double Floor = 0.90;
    private static readonly AttributionReader Attributions = new(Lexicon.Embedded);

    internal static string Read(string sentence, string predicate)
    {
        var analysis = Models.Analyzer.Analyze(sentence);
        var at = sentence.IndexOf(predicate, StringComparison.Ordinal);
        var token = Enumerable.Range(0, analysis.Tokens.Count).First(t => analysis.Tokens.Start[t] >= at);
        var s = Enumerable.Range(0, analysis.Sentences.Length).First(i => token < analysis.Sentences[i].EndToken);
        var reading = FactualityReader.Read(analysis, s, token, Attributions.Read(analysis, Lexicon.Embedded.Matcher.Find(sentence)));
        var stance = reading.Stance switch { Stance.Asserts => "asserts", Stance.Denies => "denies", Stance.NotConfirmed => "not-confirmed", Stance.NoPosition => "no-position", _ => "opposes" };
        var condition = reading.Condition is { } c ? sentence.Substring(c.Start, c.Length) : "-";
        return $"{reading.Factuality.ToString().ToLowerInvariant()} | {(reading.Negated ? "not" : "-")} | {stance} | {condition}";
    }

    [Fact]
    public void TheTableOfFactualityHolds()
    {
        var cases = ReadingCases.Of(FactualityCases.Table, 6);
        cases.Count.ShouldBeGreaterThanOrEqualTo(150);
        var (right, all, testRight, testAll, misses) = ReadingCases.Run(cases, one => Read(one.Fields[0], one.Fields[1]) is var got && got == string.Join(" | ", one.Fields[2..]) ? null : got);
        TestContext.Current.TestOutputHelper?.WriteLine($"factuality {right}/{all}, test part {testRight}/{testAll}\n{misses}");
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(Floor, misses);
        ((double)testRight / testAll).ShouldBeGreaterThanOrEqualTo(Floor, misses);
    }
}
