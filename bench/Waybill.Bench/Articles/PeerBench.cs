using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Waybill.Articles;
using Waybill.Html;

namespace Waybill.Bench.Articles;

/// <summary>Other extractors over the same pages in the same run, paired page by page with ours. The tools are run by the
/// scripts in <c>bench/peers</c>; one that is not installed is said to be absent.</summary>
internal static class PeerBench
{
    private const int Resamples = 10_000;

    private static readonly (string Tool, string Program, string Script)[] Tools =
    [
        ("readability", "node", "peers.mjs"),
        ("defuddle", "node", "peers.mjs"),
        ("readability-lxml", "python3", "peers.py"),
        ("trafilatura", "python3", "peers.py"),
        ("trafilatura-precision", "python3", "peers.py"),
        ("newspaper4k", "python3", "peers.py"),
    ];

    private sealed record Output(string Text, string? Title, string? Author, string? Date, double Seconds);

    /// <param name="args"><c>[--dev] [--outputs FOLDER]</c>: the folder holds what the scripts printed, as <c>SET.TOOL.jsonl</c>;
    /// what it lacks is run and kept there.</param>
    public static int Run(string root, string[] args)
    {
        var dev = args.Contains("--dev");
        var folder = args.SkipWhile(a => a != "--outputs").Skip(1).FirstOrDefault() ?? Directory.CreateTempSubdirectory("waybill-peers-").FullName;
        foreach (var set in (ReadOnlySpan<string>)["naeb", "wcxb-dev"])
        {
            var pages = GoldPages.Load(root, set).Where(g => g.IsTest != dev && !string.IsNullOrWhiteSpace(g.Text)).ToList();
            var own = Own(pages);
            Console.WriteLine($"{set} {(dev ? "dev" : "test")}, {pages.Count} pages");
            Row("waybill", pages, own, null);
            foreach (var (tool, program, script) in Tools)
            {
                var file = Path.Combine(folder, $"{set}.{tool}.jsonl");
                if (!File.Exists(file) && !Fetch(pages, tool, program, script, file))
                {
                    Console.WriteLine($"  {tool,-22} not installed here");
                    continue;
                }
                var theirs = Read(file);
                if (pages.Count(p => theirs.ContainsKey(p.Id)) < pages.Count)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {tool,-22} only {pages.Count(p => theirs.ContainsKey(p.Id))} pages there"));
                    continue;
                }
                Row(tool, pages, theirs, own);
            }
        }
        return 0;
    }

    private static Dictionary<string, Output> Own(List<GoldPage> pages)
    {
        var captures = pages.ConvertAll(p => (p.Id, Capture: p.Load()));
        foreach (var (_, capture) in captures.Take(20)) _ = HtmlReader.Read(capture); // compiled once
        var outputs = new Dictionary<string, Output>(StringComparer.Ordinal);
        using var self = Process.GetCurrentProcess();
        foreach (var (id, capture) in captures)
        {
            self.Refresh();
            var before = self.TotalProcessorTime;
            var article = HtmlReader.Read(capture) is ArticleResult.Found found ? found.Article : null;
            self.Refresh();
            outputs[id] = new Output(article is null ? "" : GoldPages.Body(article), article?.Title,
                article is null ? null : string.Join(", ", article.Byline.Concat(article.BylineOrganisations)),
                article?.Published?.Value.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (self.TotalProcessorTime - before).TotalSeconds);
        }
        return outputs;
    }

    private static bool Fetch(List<GoldPage> pages, string tool, string program, string script, string file)
    {
        var here = AppContext.BaseDirectory;
        while (here is not null && !File.Exists(Path.Combine(here, "bench", "peers", script))) here = Path.GetDirectoryName(here);
        if (here is null) return false;
        var start = new ProcessStartInfo(program, [Path.Combine(here, "bench", "peers", script), tool]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            try
            {
                foreach (var page in pages) process.StandardInput.WriteLine(JsonSerializer.Serialize(new { id = page.Id, file = page.File, url = page.Url }));
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended at once: not installed.
            }
            process.WaitForExit();
            if (process.ExitCode != 0) return false;
            File.WriteAllText(file, output.Result);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Dictionary<string, Output> Read(string file)
    {
        var outputs = new Dictionary<string, Output>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            outputs[root.GetProperty("id").GetString()!] = new Output(Text("text") ?? "", Text("title"), Text("author"), Text("date"), root.GetProperty("seconds").GetDouble());

            string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        return outputs;
    }

    private static void Row(string tool, List<GoldPage> pages, Dictionary<string, Output> outputs, Dictionary<string, Output>? own)
    {
        var scores = pages.ConvertAll(p => ShingleScore.Of(p.Text!, outputs[p.Id].Text));
        var paired = "";
        if (own is not null)
        {
            var ours = pages.ConvertAll(p => ShingleScore.Of(p.Text!, own[p.Id].Text));
            var (low, high) = Interval(ours, scores);
            paired = string.Create(CultureInfo.InvariantCulture, $"  ours − theirs {F(ours) - F(scores):+0.0000;-0.0000} [{low:+0.0000;-0.0000}, {high:+0.0000;-0.0000}]");
        }
        var titles = Share(pages.Where(p => p.Title is { Length: > 0 }), p => MetadataBench.Fold(p.Title) == MetadataBench.Fold(outputs[p.Id].Title));
        var authors = Share(pages.Where(p => p.Author is { Length: > 0 }), p => MetadataBench.FoldNames(p.Author!) == MetadataBench.FoldNames(outputs[p.Id].Author ?? ""));
        var dates = Share(pages.Where(p => p.Date is { Length: >= 10 }), p => outputs[p.Id].Date is { Length: >= 10 } day && day[..10] == p.Date![..10]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {tool,-22} F1 {F(scores):0.0000} P {scores.Average(s => s.Precision):0.0000} R {scores.Average(s => s.Recall):0.0000}  title {titles} author {authors} date {dates}  {pages.Count / pages.Sum(p => outputs[p.Id].Seconds):0.0} pages a CPU second{paired}"));
    }

    private static string Share(IEnumerable<GoldPage> pages, Func<GoldPage, bool> hit)
    {
        var all = pages.ToList();
        return all.Count == 0 ? "-" : ((double)all.Count(hit) / all.Count).ToString("0.000", CultureInfo.InvariantCulture);
    }

    private static double F(IReadOnlyCollection<(double Precision, double Recall)> pairs)
    {
        var p = pairs.Average(x => x.Precision);
        var r = pairs.Average(x => x.Recall);
        return p + r == 0 ? 0 : 2 * p * r / (p + r);
    }

    /// <summary>Percentile bootstrap of the difference, pages drawn together (Efron 1979); 95 %.</summary>
    private static (double Low, double High) Interval(List<(double Precision, double Recall)> ours, List<(double Precision, double Recall)> theirs)
    {
        var random = new Random(20261122);
        var differences = new double[Resamples];
        var n = ours.Count;
        for (var k = 0; k < Resamples; k++)
        {
            double op = 0, or = 0, tp = 0, tr = 0;
            for (var i = 0; i < n; i++)
            {
                var j = random.Next(n);
                op += ours[j].Precision;
                or += ours[j].Recall;
                tp += theirs[j].Precision;
                tr += theirs[j].Recall;
            }
            differences[k] = (op + or == 0 ? 0 : 2 * op * or / (op + or) - (tp + tr == 0 ? 0 : 2 * tp * tr / (tp + tr))) / n;
        }
        Array.Sort(differences);
        return (differences[Resamples / 40], differences[Resamples * 39 / 40]);
    }
}
