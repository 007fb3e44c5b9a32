using System.Globalization;
using Waybill.Lineage;

namespace Waybill.Bench.Lineage;

/// <summary>Stories on labelled real reports, B-cubed (Bagga and Baldwin 1998), beside TF-IDF cosine with single linkage at the
/// threshold that is best for it on this very set.</summary>
internal static class StoriesBench
{
    internal static int Run(string[] args)
    {
        var labels = File.ReadAllLines(args[1]).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        var texts = Directory.GetFiles(args[0], "*.txt").Order(StringComparer.Ordinal).Select(f => (Id: Path.GetFileNameWithoutExtension(f), Text: File.ReadAllText(f)))
            .Where(t => labels.ContainsKey(t.Id)).ToList();
        var result = LineageStage.Build(texts.ConvertAll(t => LoadFile.Page(t.Id, t.Text)));
        var familyOf = result.Families.SelectMany(f => f.Members.Select(m => (m.Article, f.Id))).ToDictionary(x => x.Article, x => x.Id, StringComparer.Ordinal);
        var storyOf = result.Stories.SelectMany(s => s.Families.Select(f => (f, s.Id))).ToDictionary(x => x.f, x => x.Id, StringComparer.Ordinal);
        Say("stories", texts.ConvertAll(t => storyOf[familyOf[t.Id]]), texts.ConvertAll(t => labels[t.Id]));
        Say("every page alone", texts.ConvertAll(t => t.Id), texts.ConvertAll(t => labels[t.Id]));
        var best = Enumerable.Range(5, 60).Select(t => (Threshold: t / 100.0, F: Score(Linked(texts, t / 100.0), texts.ConvertAll(x => labels[x.Id])).F)).MaxBy(x => x.F);
        Say(string.Create(CultureInfo.InvariantCulture, $"TF-IDF, best threshold {best.Threshold}"), Linked(texts, best.Threshold), texts.ConvertAll(t => labels[t.Id]));
        foreach (var g in Enumerable.Range(0, texts.Count).GroupBy(i => storyOf[familyOf[texts[i].Id]]).Where(g => g.Count() > 1))
            Console.WriteLine("  together: " + string.Join(' ', g.Select(i => texts[i].Id + "=" + labels[texts[i].Id])));
        if (args.Contains("--pairs"))
        {
            var models = texts.ConvertAll(t => TextModel.Of(t.Text));
            var reports = texts.Select((t, i) => Waybill.Stories.ReportSketch.Of(t.Id, models[i], null, null)).ToList();
            for (var i = 0; i < texts.Count; i++)
            {
                for (var j = i + 1; j < texts.Count; j++)
                {
                    var gold = labels[texts[i].Id] == labels[texts[j].Id];
                    var likeness = Waybill.Stories.StoryLinks.Likeness(reports[i], reports[j]);
                    if (!gold && likeness < 0.6) continue;
                    var kind = Waybill.Stories.StoryLinks.Between(reports[i], reports[j], id => models[texts.FindIndex(t => t.Id == id)], new SentenceAligner());
                    var shared = reports[i].Pairs.Intersect(reports[j].Pairs).Count();
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(gold ? "GOLD" : "    ")} {texts[i].Id} {texts[j].Id} likeness {likeness:F2} words {Waybill.Stories.StoryLinks.WordLikeness(models[i], models[j]):F2} pairs shared {shared} {kind}"));
                }
            }
        }
        return 0;
    }

    private static void Say(string what, List<string> found, List<string> gold)
    {
        var (p, r, f) = Score(found, gold);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {gold.Count} pages, {gold.Distinct().Count()} happenings, B3 P {p:F3} R {r:F3} F1 {f:F3}"));
    }

    private static (double P, double R, double F) Score(List<string> found, List<string> gold)
    {
        double p = 0, r = 0;
        for (var i = 0; i < gold.Count; i++)
        {
            int same = 0, mine = 0, theirs = 0;
            for (var j = 0; j < gold.Count; j++)
            {
                if (found[i] == found[j]) mine++;
                if (gold[i] == gold[j]) theirs++;
                if (found[i] == found[j] && gold[i] == gold[j]) same++;
            }
            p += same / (double)mine;
            r += same / (double)theirs;
        }
        (p, r) = (p / gold.Count, r / gold.Count);
        return (p, r, 2 * p * r / (p + r));
    }

    private static List<string> Linked(List<(string Id, string Text)> texts, double threshold)
    {
        var counts = texts.ConvertAll(t => TextModel.Of(t.Text) is var m ? Enumerable.Range(0, m.Words).Where(w => (m.Mark[w] & WordMark.Function) == 0).GroupBy(w => m.Stem[w]).ToDictionary(g => g.Key, g => g.Count()) : []);
        var holders = counts.SelectMany(c => c.Keys).GroupBy(k => k).ToDictionary(g => g.Key, g => g.Count());
        var vectors = counts.ConvertAll(c => c.ToDictionary(x => x.Key, x => (1 + Math.Log(x.Value)) * Math.Log(texts.Count / (double)holders[x.Key])));
        var lengths = vectors.ConvertAll(v => Math.Sqrt(v.Values.Sum(x => x * x)));
        var group = Enumerable.Range(0, texts.Count).ToArray();
        for (var i = 0; i < texts.Count; i++)
        {
            for (var j = i + 1; j < texts.Count; j++)
            {
                var cosine = vectors[i].Sum(x => vectors[j].TryGetValue(x.Key, out var y) ? x.Value * y : 0) / (lengths[i] * lengths[j]);
                if (cosine < threshold) continue;
                var (a, b) = (Math.Min(group[i], group[j]), Math.Max(group[i], group[j]));
                for (var k = 0; k < group.Length; k++) if (group[k] == b) group[k] = a;
            }
        }
        return [.. group.Select(g => g.ToString(CultureInfo.InvariantCulture))];
    }
}
