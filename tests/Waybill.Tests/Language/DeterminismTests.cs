using System.Diagnostics;
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

    /// <summary>The program itself on a machine without AVX2, and on one with no vectors at all: the runtime is told to
    /// leave them out.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Gives_the_same_analysis_on_other_instruction_sets(string setting)
    {
        string without = await Explain(setting);
        without.ShouldContain("nsubj");
        without.ShouldBe(await Explain(null));
    }

    private static async Task<string> Explain(string? setting)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "waybill.dll"), "explain", Text, "--conllu"]) { RedirectStandardOutput = true };
        if (setting is not null)
            start.Environment[setting] = "0";
        using var child = Process.Start(start)!;
        string printed = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        child.ExitCode.ShouldBe(0);
        return printed;
    }

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
