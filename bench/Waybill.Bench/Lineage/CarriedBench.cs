using System.Diagnostics;
using System.Globalization;
using Waybill.Lineage;

namespace Waybill.Bench.Lineage;

/// <summary>One story carried by 600 outlets, each with a footer of its own that stands on its other pages too.</summary>
internal static class CarriedBench
{
    internal static int Run(string[] args)
    {
        var most = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 600;
        var stories = ReutersBench.Read(args[0]).Where(s => s.Body.Length is > 1500 and < 3500).ToList();
        foreach (var outlets in new[] { most / 4, most / 2, most })
        {
            var random = new Random(7);
            var pages = new List<LineagePage>();
            var carried = new HashSet<string>();
            for (var o = 0; o < outlets; o++)
            {
                var sentences = HardSet.Sentences(stories[0].Body);
                if (o % 3 == 0) sentences = sentences.ConvertAll(HardEdits.House);
                if (o % 5 == 0) sentences = [.. sentences.Take(sentences.Count * 2 / 3)];
                if (o % 4 == 1) sentences = sentences.ConvertAll(s => HardEdits.Misprint(s, random));
                string[] footer =
                [
                    $"Station {o} is owned by group {o % 9} and brings the news of county {o} to {o * 31 % 977} thousand homes; all rights reserved by station {o}, desk {o * 3}, hall {o % 7}.",
                    $"Readers of station {o} may write to the desk {o} with corrections, and those who pay for the letter of station {o} get it before {o % 12} in the morning.",
                ];
                Add($"c{o:D4}", sentences, footer, o);
                carried.Add($"c{o:D4}");
                for (var other = 0; other < 3; other++) Add($"s{o:D4}{other}", HardSet.Sentences(stories[1 + (o * 3 + other) % (stories.Count - 1)].Body), footer, o);
            }
            var clock = Stopwatch.StartNew();
            var decided = Decided.Of(pages);
            var largest = carried.GroupBy(c => decided.FamilyOf[c]).Max(g => g.Count());
            var strangers = decided.FamilyOf.GroupBy(f => f.Value).Where(g => g.Any(x => carried.Contains(x.Key))).Sum(g => g.Count(x => !carried.Contains(x.Key)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outlets} outlets, {pages.Count} pages: in one family {largest / (double)outlets:F4}, strangers in it {strangers}, pairs asked {decided.Judged}, {clock.Elapsed.TotalSeconds:F2} s"));

            void Add(string id, List<string> sentences, string[] footer, int outlet) =>
                pages.Add(LoadFile.Page(id, string.Join('\n', sentences.Concat(footer)), $"Station {outlet}", domain: $"station{outlet}.example"));
        }
        return 0;
    }
}
