using System.Globalization;
using System.Text;
using Shouldly;
using Waybill.Language;
using Xunit;

namespace Waybill.Tests.Language;

public sealed class ReferenceTests
{
    /// <summary>The cases are this project's own (references.txt); precision counts, silence is allowed.</summary>
    /// <remarks>The second and third file are test parts: nothing was changed after they were seen.</remarks>
    [Theory]
    [InlineData("references.txt")]
    [InlineData("references-test.txt")]
    [InlineData("references-fresh.txt")]
    public void Answers_rightly_where_it_answers(string file)
    {
        int right = 0, wrong = 0, marked = 0;
        var misses = new StringBuilder();
        foreach (string line in Lines(file))
        {
            var (text, mentions) = Unmark(line);
            marked += mentions.GroupBy(m => m.Id).Sum(g => g.Count() - 1);
            var analysis = Models.Analyzer.Analyze(text);
            foreach (var reference in analysis.References)
            {
                var from = analysis.SpanOf(reference.Token);
                var to = analysis.SpanOf(reference.AntecedentFirst);
                bool good = mentions.Exists(m => m.Start <= from.Start && from.End <= m.End
                    && mentions.Exists(a => a.Id == m.Id && a.Start < to.End && to.Start < a.End));
                if (good)
                    right++;
                else
                {
                    wrong++;
                    misses.Append(CultureInfo.InvariantCulture, $"{reference.Rule}: {from.Of(text)} → {to.Of(text)} in: {text}\n");
                }
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{file}: right {right}, wrong {wrong}, of {marked} marked\n{misses}");
        (right * 10).ShouldBeGreaterThanOrEqualTo((right + wrong) * 9, misses.ToString());
        right.ShouldBeGreaterThan(marked / 3);
    }

    private static IEnumerable<string> Lines(string file)
    {
        using var stream = typeof(ReferenceTests).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#')];
    }

    private static (string Text, List<(int Start, int End, int Id)> Mentions) Unmark(string line)
    {
        var text = new StringBuilder();
        var mentions = new List<(int, int, int)>();
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] != '[')
            {
                text.Append(line[i]);
                continue;
            }
            int hash = line.IndexOf('#', i), close = line.IndexOf(']', hash);
            mentions.Add((text.Length, text.Length + hash - i - 1, int.Parse(line.AsSpan(hash + 1, close - hash - 1), CultureInfo.InvariantCulture)));
            text.Append(line, i + 1, hash - i - 1);
            i = close;
        }
        return (text.ToString(), mentions);
    }
}
