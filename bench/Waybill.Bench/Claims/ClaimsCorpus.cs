using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Pages;

namespace Waybill.Bench.Claims;

/// <summary>Reads every gold text of an articles corpus (<c>claims-corpus FOLDER/gold.json</c>) or every story of a
/// Reuters-21578 file (<c>*.sgm</c>) and prints each claim with its sentence, to be judged by a reader.</summary>
internal static class ClaimsCorpus
{
    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: claims-corpus GOLD.json|FILE.sgm …");
            return 2;
        }
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "models", "waybill-en.bin"));
        var analyzer = new Analyzer(LanguageModel.Load(stream));
        var extractor = PatternExtractor.Embedded();
        int pages = 0, claims = 0;
        var (analysing, clock) = (new Stopwatch(), new Stopwatch());
        long words = 0;
        foreach (var (id, text) in args.SelectMany(Texts))
        {
            pages++;
            var capture = new Capture { Bytes = Encoding.UTF8.GetBytes(text), Format = PageFormat.PlainText };
            if (PlainTextReader.Read(capture) is not ArticleResult.Found { Article: var article }) continue;
            analysing.Start();
            var analysis = analyzer.Analyze(article.Text);
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
            yield return ($"{Path.GetFileName(file)}#{++number}", System.Net.WebUtility.HtmlDecode(whole[(at + 6)..end]));
        }
    }
}
