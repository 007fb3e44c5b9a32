using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Pages;

namespace Waybill.Bench.Claims;

/// <summary>Reads every gold text of an articles corpus (<c>claims-corpus FOLDER/gold.json</c>) or every story of a
/// Reuters-21578 file (<c>*.sgm</c>) and prints each claim with its sentence, to be judged by a reader. <c>--speed</c> prints instead how many
/// articles the gate lets pass and how many a second go through on one thread, in each of five rounds, beside the issue's 60 passing and 300 in all; <c>--fast</c> takes the fast parser.</summary>
internal static class ClaimsCorpus
{
    /// <summary>The first rounds are spent on compiling; the last is the program as it runs after its first minute.</summary>
    private const int Rounds = 5;

    private static int Speed(string[] args)
    {
        var (analyzer, extractor) = (Reader(args), PatternExtractor.Embedded());
        var gate = new ArmsGate(Lexicon.Embedded);
        var articles = new List<Article>();
        foreach (var (_, text) in args.Where(IsFile).SelectMany(Texts))
        {
            if (PlainTextReader.Read(new Capture { Bytes = Encoding.UTF8.GetBytes(text), Format = PageFormat.PlainText }) is ArticleResult.Found { Article: var article }) articles.Add(article);
        }
        for (var round = 1; round <= Rounds; round++)
        {
            var (gating, reading) = (TimeSpan.Zero, TimeSpan.Zero);
            var passed = 0;
            foreach (var article in articles)
            {
                var clock = Stopwatch.StartNew();
                var passes = gate.Passes(article);
                gating += clock.Elapsed;
                if (!passes) continue;
                passed++;
                clock.Restart();
                _ = extractor.Read(article, analyzer.Analyze(article.Text, extractor.Depths(article)));
                reading += clock.Elapsed;
            }
            var (some, all) = (passed / Math.Max(0.001, reading.TotalSeconds), articles.Count / Math.Max(0.001, (gating + reading).TotalSeconds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {passed} of {articles.Count} articles pass the gate ({(double)passed / Math.Max(1, articles.Count):0.000}); passing articles a second {some:0.0} = {some / 60:0.00} of 60; all, gate included, {all:0.0} = {all / 300:0.00} of 300"));
        }
        return 0;
    }

    private static bool IsFile(string argument) => !argument.StartsWith("--", StringComparison.Ordinal);

    private static Analyzer Reader(string[] args)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "models", "waybill-en.bin"));
        return new Analyzer(LanguageModel.Load(stream), args.Contains("--fast") ? new AnalyzerOptions { Mode = AnalyzerMode.Fast } : null);
    }

    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: claims-corpus GOLD.json|FILE.sgm … [--speed [--fast]]");
            return 2;
        }
        if (args.Contains("--speed")) return Speed(args);
        var (analyzer, extractor) = (Reader(args), PatternExtractor.Embedded());
        int pages = 0, claims = 0;
        var (analysing, clock) = (new Stopwatch(), new Stopwatch());
        long words = 0;
        foreach (var (id, text) in args.Where(IsFile).SelectMany(Texts))
        {
            pages++;
            var capture = new Capture { Bytes = Encoding.UTF8.GetBytes(text), Format = PageFormat.PlainText };
            if (PlainTextReader.Read(capture) is not ArticleResult.Found { Article: var article }) continue;
            analysing.Start();
            var analysis = analyzer.Analyze(article.Text, extractor.Depths(article));
            analysing.Stop();
            words += analysis.Tokens.Count;
            clock.Start();
            var read = extractor.Read(article, analysis).Claims;
            clock.Stop();
            foreach (var c in read)
            {
                claims++;
                Console.WriteLine($"{id}\t{c.Part}\t{c.Kind}\t{(c.Negated ? "not " : "")}{c.Stage}\t{c.Factuality}\t{c.Stance}\t{c.Supplier?.Name ?? "?"} → {c.Recipient?.Name ?? "?"}\tuser {c.User?.Name}\tprod {c.Producer?.Name}\t{c.Quantity?.Words}\t{c.Item.Words} ({c.Item.Category})\t{c.Confidence.ToString("0.00", CultureInfo.InvariantCulture)}");
                Console.WriteLine("\t" + article.Text.Substring(c.Sentence.Start, c.Sentence.Length).ReplaceLineEndings(" "));
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages} pages, {words} words, {claims} claims; analysis {words / Math.Max(0.001, analysing.Elapsed.TotalSeconds):0} words a second, claims {words / Math.Max(0.001, clock.Elapsed.TotalSeconds):0} words a second, together {pages / Math.Max(0.001, (analysing.Elapsed + clock.Elapsed).TotalSeconds):0.0} pages a second"));
        return 0;
    }

    private static IEnumerable<(string Id, string Text)> Texts(string file)
    {
        if (file.EndsWith(".json", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var page in json.RootElement.EnumerateObject())
            {
                var title = page.Value.TryGetProperty("title", out var t) ? t.GetString() : null;
                yield return (page.Name, (title is null ? "" : title + "\n\n") + page.Value.GetProperty("text").GetString());
            }
            yield break;
        }
        var whole = File.ReadAllText(file, Encoding.Latin1);
        var number = 0;
        for (var at = whole.IndexOf("<BODY>", StringComparison.Ordinal); at >= 0; at = whole.IndexOf("<BODY>", at + 6, StringComparison.Ordinal))
        {
            var end = whole.IndexOf("</BODY>", at, StringComparison.Ordinal);
            if (end < 0) break;
            yield return ($"{Path.GetFileName(file)}#{++number}", WebUtility.HtmlDecode(whole[(at + 6)..end]));
        }
    }
}
