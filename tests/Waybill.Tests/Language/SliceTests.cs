using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
        var analyzer = new Analyzer(Models.Load(), new() { Mode = mode });
        foreach (string file in Directory.GetFiles(Folder("seeds"), "*.txt").Order(StringComparer.Ordinal))
            Check(analyzer.Analyze(File.ReadAllText(file)));
    }

    /// <summary>A thirtieth of the texts by their hash; all of them with WAYBILL_ALL_TEXTS=1.</summary>
    [Fact]
    public void Tokens_and_names_are_slices_of_the_texts_of_all_corpora()
    {
        bool all = Environment.GetEnvironmentVariable("WAYBILL_ALL_TEXTS") == "1";
        var analyzer = new Analyzer(Models.Load(), new() { Mode = AnalyzerMode.Fast });
        int texts = 0;
        long tokens = 0;
        foreach (string text in Texts(Folder("data")))
        {
            if (!all && SHA256.HashData(Encoding.Unicode.GetBytes(text))[0] % 30 != 0)
                continue;
            var analysis = analyzer.Analyze(text);
            Check(analysis);
            texts++;
            tokens += analysis.Tokens.Count;
        }
        texts.ShouldBeGreaterThan(20);
        TestContext.Current.TestOutputHelper?.WriteLine($"{texts} texts, {tokens} tokens");
    }

    private static string Folder(string name)
    {
        string? corpora = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
        if (corpora is null)
            Assert.Skip("WAYBILL_CORPORA is not set: the corpora are not here");
        return Path.Combine(corpora, name);
    }

    /// <summary>What every set calls a text: gold texts of articles, attribution and entity corpora, sentences of treebanks,
    /// the inputs of test cases.</summary>
    private static IEnumerable<string> Texts(string data)
    {
        foreach (string file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            switch (Path.GetExtension(file))
            {
                case ".txt":
                    yield return File.ReadAllText(file);
                    break;
                case ".iob2":
                    yield return string.Join("\n\n", File.ReadLines(file).Where(l => l.StartsWith("# text = ", StringComparison.Ordinal)).Select(l => l[9..]));
                    break;
                case ".json":
                    foreach (string text in Strings(file))
                        yield return text;
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Strings of a JSON file that are called a text, whether it is one document or one a line.</summary>
    private static IEnumerable<string> Strings(string file)
    {
        // One set writes NaN, which is no JSON.
        string whole = File.ReadAllText(file).TrimStart('\ufeff').Replace(": NaN", ": null", StringComparison.Ordinal);
        var options = new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
        string[] lines = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string part in lines.Length > 1 && lines[1].StartsWith('{') && lines[0].TrimEnd().EndsWith('}') ? lines : [whole])
        {
            using var document = JsonDocument.Parse(part, options);
            foreach (string text in Strings(document.RootElement))
                yield return text;
        }
    }

    private static IEnumerable<string> Strings(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany(Strings);
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        return element.EnumerateObject().SelectMany(p => p.Value.ValueKind == JsonValueKind.String && p.Name is "text" or "Input" or "eventText"
            ? [p.Value.GetString()!] : Strings(p.Value));
    }

    private static void Check(Analysis analysis)
    {
        AnalyzerTests.Check(analysis);
        // What lies between tokens is space, or a character that shows nothing.
        int at = 0;
        for (int i = 0; i < analysis.Tokens.Count; i++)
        {
            analysis.Word(i).ToString().Any(char.IsWhiteSpace).ShouldBeFalse();
            Blank(analysis.Text.AsSpan(at, analysis.Tokens.Start[i] - at)).ShouldBeTrue();
            at = analysis.Tokens.Start[i] + analysis.Tokens.Length[i];
        }
        Blank(analysis.Text.AsSpan(at)).ShouldBeTrue();
        foreach (var name in analysis.Names)
            name.Span.Of(analysis.Text).ToString().Trim().Length.ShouldBe(name.Span.Length);
    }

    private static bool Blank(ReadOnlySpan<char> between)
    {
        foreach (char c in between)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('\u200b' or '\u2060' or '\ufeff'))
                return false;
        }
        return true;
    }
}
