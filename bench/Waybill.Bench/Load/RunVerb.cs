using System.Diagnostics;
using System.Globalization;
using System.Text;
using AngleSharp.Html.Parser;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Lineage;
using Waybill.Pages;

namespace Waybill.Bench.Load;

/// <summary><c>run</c>: times each stage over one made load on one thread, and beside it AngleSharp parsing the same
/// bytes and doing nothing else: the named peer, in the same run, so that a slow hour of the machine moves both.</summary>
public static class RunVerb
{
    private const int Rounds = 3;

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (!LoadVerb.Parse(["--pages", "2000", .. args], out _, out var options, out _))
        {
            Console.Error.WriteLine("usage: run [--pages N=2000] [--seed N=1] [--kib N=60] [--arms SHARE=0.25]");
            return 2;
        }
        var load = new LoadGenerator(options).Pages().ToList();
        var captures = load.ConvertAll(p => new Capture { Bytes = p.Html, Format = PageFormat.Html, Url = p.Url, UrlFrom = AddressSource.Manifest, File = p.File });
        var bytes = load.Sum(p => (long)p.Html.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{load.Count} pages, {bytes / 1048576.0:N1} MiB, seed {options.Seed}, best of {Rounds} rounds, one thread"));

        var peer = new Timing("AngleSharp parse only (peer)");
        var articles = new Timing("articles: page → article");
        var lineage = new Timing("lineage: articles → families, dates, stories");
        var texts = new List<LineagePage>();
        for (var round = 0; round < Rounds; round++)
        {
            peer.Measure(() =>
            {
                var parser = new HtmlParser();
                foreach (var page in load)
                {
                    using var document = parser.ParseDocument(Encoding.UTF8.GetString(page.Html));
                }
            });
            texts.Clear();
            articles.Measure(() =>
            {
                foreach (var capture in captures)
                {
                    if (PageReader.Read(capture) is ArticleResult.Found { Article: var article })
                        texts.Add(new LineagePage { Id = capture.Id, Article = article, Url = capture.Url });
                }
            });
            lineage.Measure(() => LineageStage.Build(texts));
        }
        Console.WriteLine($"{"stage",-48}{"pages/s/core",14}{"kB alloc/page",15}{"peer ×",9}");
        foreach (var timing in (Timing[])[peer, articles, lineage])
        {
            var rate = load.Count / timing.Seconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{timing.Name,-48}{rate,14:N0}{timing.Allocated / 1024.0 / load.Count,15:N0}{timing.Seconds / peer.Seconds,9:N2}"));
        }
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {process.PeakWorkingSet64 / 1048576.0:N0} MiB (the load itself is held in memory)"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"articles found {texts.Count} of {load.Count}, text exactly as made {Exact(load, captures, texts)}"));
        return 0;
    }

    private static int Exact(List<LoadPage> load, List<Capture> captures, List<LineagePage> texts)
    {
        var made = captures.Zip(load).ToDictionary(p => p.First.Id, p => p.Second.Text, StringComparer.Ordinal);
        return texts.Count(t => made[t.Id].Normalize() == t.Article.Text);
    }

    /// <summary>CPU time of the process and bytes allocated, the best of the rounds.</summary>
    private sealed class Timing(string name)
    {
        public string Name { get; } = name;

        public double Seconds { get; private set; } = double.PositiveInfinity;

        public long Allocated { get; private set; } = long.MaxValue;

        public void Measure(Action work)
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            work();
            process.Refresh();
            Seconds = Math.Min(Seconds, (process.TotalProcessorTime - before).TotalSeconds);
            Allocated = Math.Min(Allocated, GC.GetTotalAllocatedBytes(precise: true) - allocated);
        }
    }
}
