using Shouldly;
using Waybill.Language;
using Xunit;

namespace Waybill.Tests.Language;

public sealed class DeterminismTests
{
    private const string Text =
        "North Korea has provided Russia with ballistic missiles, the White House said. U.S. officials, who spoke on condition of anonymity, "
        + "added that more than 1,000 containers of munitions were shipped by rail and sea between Sept. 7 and Oct. 1.\n\n"
        + "“We’re still assessing the impact,” John Kirby told reporters; he did not say how many of those missiles were fired.";

    /// <summary>The path with AVX2 and the one without are two instruction sets for the same integer sums.</summary>
    [Fact]
    public void Gives_the_same_analysis_without_special_instructions() =>
        ConllU.Print(new Analyzer(Models.Load(), new() { Mode = AnalyzerMode.Accurate, Portable = true }).Analyze(Text)).ShouldBe(ConllU.Print(Models.Accurate.Analyze(Text)));

    [Fact]
    public void Gives_the_same_analysis_again_and_from_many_threads()
    {
        string once = ConllU.Print(Models.Accurate.Analyze(Text));
        var results = new string[16];
        Parallel.For(0, results.Length, i => results[i] = ConllU.Print(Models.Accurate.Analyze(Text)));
        results.ShouldAllBe(r => r == once);
    }

    [Fact]
    public void The_fast_mode_keeps_the_same_promises() =>
        AnalyzerTests.Check(new Analyzer(Models.Load(), new() { Mode = AnalyzerMode.Fast }).Analyze(Text));

    [Fact]
    public void A_paragraph_does_not_depend_on_the_sentences_around_it()
    {
        var alone = Models.Accurate.Analyze("Iran sent drones.");
        var among = Models.Accurate.Analyze("Russia asked.\n\nIran sent drones.\n\nNobody answered.");
        var second = among.Sentences[1];
        for (int i = 0; i < second.TokenCount; i++)
        {
            among.Tokens.Relation[second.FirstToken + i].ShouldBe(alone.Tokens.Relation[i]);
            among.Tokens.Xpos[second.FirstToken + i].ShouldBe(alone.Tokens.Xpos[i]);
        }
    }
}
