using System.Globalization;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Stories;
using Waybill.Texts;

namespace Waybill.Bench.Lineage;

/// <summary>Stories on labelled real reports, beside TF-IDF with a window of days that is set on the development part (and, as a bound,
/// beside the setting that is best for it on the very part that is read).</summary>
internal static class StoriesBench
{
    private sealed record Labelled(string Id, string Part, string Happening, PartialDate? Day, string Outlet, string Url, string Text)
    {
        internal TextModel Words { get; } = TextModel.Of(Text);
    }

    private sealed record Reading(List<Labelled> Pages, List<string> Gold, List<string> Ours, StoryBaseline Baseline)
    {
        internal BCubed OursScore => BCubed.Of(Ours, Gold);

        internal BCubed BaselineScore(BaselineSetting s) => BCubed.Of(Baseline.Group(s), Gold);
    }

    internal static int Run(string[] args)
    {
        var pages = Read(args[0], args[1]);
        var dev = Of([.. pages.Where(p => p.Part == "dev")]);
        var setting = Best(dev);
        Console.WriteLine($"TF-IDF set on dev: {setting}");
        Say("dev", dev, setting);
        if (args.Contains("--pairs")) Pairs(dev);
        if (!args.Contains("--test")) return 0;
        var test = Of([.. pages.Where(p => p.Part == "test")]);
        Say("test", test, setting);
        Say("both parts in one window", Of(pages), setting);
        return 0;
    }

    private static List<Labelled> Read(string folder, string labels)
    {
        var pages = new List<Labelled>();
        foreach (var line in File.ReadAllLines(labels))
        {
            if (line.Length == 0 || line[0] == '#' || line.Split('\t') is not { Length: 6 } l) continue;
            var file = Path.Combine(folder, l[0] + ".txt");
            if (File.Exists(file)) pages.Add(new Labelled(l[0], l[1], l[2], PartialDate.Parse(l[3]), l[4], l[5], File.ReadAllText(file)));
            else Console.Error.WriteLine($"{l[0]} is not in the folder");
        }
        return pages;
    }

    private static Reading Of(List<Labelled> pages)
    {
        var result = LineageStage.Build(pages.ConvertAll(t => LoadFile.Page(t.Id, t.Text, t.Outlet, published: t.Day is { } day ? new PrintedDate(day, DateSource.VisibleText) : null, url: t.Url)));
        var familyOf = result.Families.SelectMany(f => f.Members.Select(m => (m.Article, f.Id))).ToDictionary(x => x.Article, x => x.Id, StringComparer.Ordinal);
        var storyOf = result.Stories.SelectMany(s => s.Families.Select(f => (f, s.Id))).ToDictionary(x => x.f, x => x.Id, StringComparer.Ordinal);
        return new Reading(pages, pages.ConvertAll(p => p.Happening), pages.ConvertAll(t => storyOf[familyOf[t.Id]]),
            new StoryBaseline(pages.ConvertAll(p => p.Words), pages.ConvertAll(p => p.Day is { Precision: >= DatePrecision.Day } d ? d.First : (DateOnly?)null)));
    }

    private static BaselineSetting Best(Reading reading) => StoryBaseline.Settings().MaxBy(s => reading.BaselineScore(s).F)!;

    private static void Say(string part, Reading reading, BaselineSetting setting)
    {
        Console.WriteLine($"{part}: {reading.Gold.Count} pages, {reading.Gold.Distinct().Count()} happenings, {reading.Gold.GroupBy(g => g).Count(g => g.Count() > 1)} of more than one page, {reading.Pages.Count(p => p.Day is not null)} pages dated");
        var ours = reading.OursScore;
        Line("stories", ours);
        Line("every page alone", BCubed.Of(reading.Pages.ConvertAll(p => p.Id), reading.Gold));
        var baseline = reading.BaselineScore(setting);
        Line("TF-IDF + time, as set on dev", baseline);
        Difference("  stories minus that", BCubed.Compare(ours, baseline, reading.Gold));
        var best = Best(reading);
        Line($"TF-IDF + time, best on this part ({best})", reading.BaselineScore(best));
        Difference("  stories minus that", BCubed.Compare(ours, reading.BaselineScore(best), reading.Gold));
        foreach (var g in Enumerable.Range(0, reading.Gold.Count).GroupBy(i => reading.Ours[i]).Where(g => g.Select(i => reading.Gold[i]).Distinct().Count() > 1))
            Console.WriteLine("  joined wrongly: " + string.Join(' ', g.Select(i => reading.Pages[i].Id + "=" + reading.Gold[i])));
        foreach (var g in Enumerable.Range(0, reading.Gold.Count).GroupBy(i => reading.Gold[i]).Where(g => g.Select(i => reading.Ours[i]).Distinct().Count() > 1))
            Console.WriteLine($"  parted {g.Key}: " + string.Join(" | ", g.GroupBy(i => reading.Ours[i]).Select(h => string.Join(' ', h.Select(i => reading.Pages[i].Id)))));

        static void Line(string what, BCubed s) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: B3 P {s.P:F3} R {s.R:F3} F1 {s.F:F3}"));
        static void Difference(string what, (double Difference, double Low, double High, double Positive) d) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {d.Difference:+0.000;-0.000} (95 %: {d.Low:+0.000;-0.000} to {d.High:+0.000;-0.000}; above zero in {d.Positive:P1} of draws)"));
    }

    /// <summary>What is seen of each pair that is one happening or looks like one.</summary>
    private static void Pairs(Reading reading)
    {
        var pages = reading.Pages;
        var reports = pages.ConvertAll(p => ReportSketch.Of(p.Id, p.Words, p.Day?.First, p.Day?.Last));
        var aligner = new SentenceAligner();
        for (var i = 0; i < pages.Count; i++)
        {
            for (var j = i + 1; j < pages.Count; j++)
            {
                var gold = pages[i].Happening == pages[j].Happening;
                var likeness = StoryLinks.Likeness(reports[i], reports[j]);
                if (!gold && likeness < 0.6 && reading.Baseline.Cosine(i, j) < 0.15) continue;
                var kind = StoryLinks.Between(reports[i], reports[j], id => pages.Find(t => t.Id == id)!.Words, aligner);
                var sentences = string.Join(' ', aligner.Align(pages[i].Words, pages[j].Words).Forward.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Here}-{p.There}:{p.Similarity:F2}")));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(gold ? "GOLD" : "    ")} {pages[i].Id} [{pages[i].Day}] {pages[j].Id} [{pages[j].Day}] tfidf {reading.Baseline.Cosine(i, j):F2} likeness {likeness:F2} words {StoryLinks.WordLikeness(pages[i].Words, pages[j].Words):F2} days {reports[i].Lead.Days(reports[j].Lead)} money {reports[i].Lead.Money(reports[j].Lead)} pairs shared {reports[i].Pairs.Intersect(reports[j].Pairs).Count()} {kind} [{sentences}]"));
            }
        }
    }
}
