using System.Diagnostics;
using System.Globalization;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Pipeline.Extractors;
using Waybill.Pipeline.PerPage;

namespace Waybill.Bench.Claims;

/// <summary>Compares extractors on the same passages: the project's corpus of passages with the claims written under them
/// (<c>extractors tests/Waybill.Tests/Claims/corpus [dev|test]</c>). The patterns always; a model behind a chat endpoint where
/// <c>WAYBILL_CHAT_URL</c> and <c>WAYBILL_CHAT_MODEL</c> name one, with what was refused of its answers and why.</summary>
internal static class ExtractorsBench
{
    public static int Run(string[] args)
    {
        if (args.Length is 0 or > 2 || !Directory.Exists(args[0]) || args is [_, not ("dev" or "test")])
        {
            Console.Error.WriteLine("usage: extractors FOLDER_OF_PASSAGES [dev|test]");
            return 2;
        }
        var passages = Directory.EnumerateFiles(args[0], "*.md").Order(StringComparer.Ordinal).Where(f => Path.GetFileName(f) != "README.md")
            .SelectMany(f => ClaimCorpus.Parse(Path.GetFileName(f), File.ReadAllText(f))).Where(p => args.Length < 2 || p.IsTest == (args[1] == "test")).ToArray();
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "models", "waybill-en.bin"));
        var analyzer = new Analyzer(LanguageModel.Load(stream));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passages.Length} passages, {passages.Sum(p => p.Claims.Count)} claims written under them"));
        var patterns = Score("patterns", PatternExtractor.Embedded(), analyzer, passages);
        if (ChatOptions.Of(Environment.GetEnvironmentVariable, out _) is not { } options)
        {
            Console.WriteLine($"no second extractor: {ChatOptions.AddressVariable} and {ChatOptions.ModelVariable} name none");
            return 0;
        }
        var tally = new ChatTally();
        using var chat = new ChatExtractor(options, Lexicon.Embedded, tally);
        var other = Score(chat.Name, chat, analyzer, passages);
        Console.WriteLine($"{tally.Pages} passages asked about, {tally.Claims} claims accepted, {tally.Refusals.Sum(r => r.Count)} refused");
        foreach (var (reason, count) in tally.Refusals) Console.WriteLine($"{count,8}  {reason}");
        Console.WriteLine($"found by both {patterns.Intersect(other).Count()}, by the patterns alone {patterns.Except(other).Count()}, by the other alone {other.Except(patterns).Count()}");
        return 0;
    }

    /// <summary>Prints an extractor's figures; gives the written claims that it found, as passage and line.</summary>
    private static HashSet<(string Passage, string Line)> Score(string name, IClaimExtractor extractor, Analyzer analyzer, CorpusPassage[] passages)
    {
        int given = 0, right = 0, wanted = 0, silent = 0;
        var found = new HashSet<(string, string)>();
        var clock = new Stopwatch();
        foreach (var passage in passages)
        {
            var article = Passage.Article(passage.Text);
            var analysis = analyzer.Analyze(passage.Text);
            wanted += passage.Claims.Count;
            IReadOnlyList<Claim> claims;
            clock.Start();
            try
            {
                claims = extractor.Read(article, analysis).Claims;
            }
            catch (ChatException)
            {
                silent++;
                continue;
            }
            finally
            {
                clock.Stop();
            }
            given += claims.Count;
            right += claims.Count(c => passage.Claims.Any(e => e.CoreFits(c)));
            foreach (var e in passage.Claims.Where(e => claims.Any(e.CoreFits))) found.Add((passage.File + " " + passage.Name, e.Line));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: precision {right}/{given} ({Share(right, given)}), recall {found.Count}/{wanted} ({Share(found.Count, wanted)}), {clock.Elapsed.TotalMilliseconds / Math.Max(1, passages.Length):0.0} ms a passage{(silent > 0 ? $", {silent} without an answer" : "")}"));
        return found;
    }

    private static string Share(int part, int whole) => whole == 0 ? "-" : ((double)part / whole).ToString("0.000", CultureInfo.InvariantCulture);
}
