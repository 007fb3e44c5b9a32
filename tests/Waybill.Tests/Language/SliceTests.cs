using Shouldly;
using Waybill.Language;
using Xunit;

namespace Waybill.Tests.Language;

/// <summary>Every token and name is the slice of the text that it points to, over the corpora's own texts.</summary>
public sealed class SliceTests
{
    [Theory]
    [InlineData(AnalyzerMode.Fast)]
    [InlineData(AnalyzerMode.Accurate)]
    public void Tokens_and_names_are_slices_of_real_pages(AnalyzerMode mode)
    {
        string? corpora = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
        if (corpora is null)
            Assert.Skip("WAYBILL_CORPORA is not set: the seed pages are not here");
        foreach (string file in Directory.GetFiles(Path.Combine(corpora, "seeds"), "*.txt").Order(StringComparer.Ordinal))
        {
            var analysis = new Analyzer(Models.Load(), new() { Mode = mode }).Analyze(File.ReadAllText(file));
            AnalyzerTests.Check(analysis);
            for (int i = 0; i < analysis.Tokens.Count; i++)
                analysis.Word(i).ToString().Any(char.IsWhiteSpace).ShouldBeFalse();
            // What lies between tokens is space and nothing else.
            int at = 0;
            for (int i = 0; i < analysis.Tokens.Count; i++)
            {
                analysis.Text[at..analysis.Tokens.Start[i]].All(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '\ufeff').ShouldBeTrue();
                at = analysis.Tokens.Start[i] + analysis.Tokens.Length[i];
            }
        }
    }
}
