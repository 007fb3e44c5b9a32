using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Waybill.Lineage;
using Waybill.Stories;

namespace Waybill.Bench.Lineage;

/// <summary>Does a page more cost the same when much is there? One page more in families of growing size, and reports in a growing number of stories.</summary>
internal static class GrowthBench
{
    /// <summary>CPU time of one page more, all results written, in a family of a hundred to ten thousand copies, in memory.</summary>
    internal static int Family(string[] args)
    {
        var most = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
        var load = new MadeLoad(1000, 1);
        var wire = load.Text(Enumerable.Range(0, 1000).First(n => load.Gold(n).Level == "W")).Split('\n');
        var state = new LineageState();
        var size = 0;
        for (var wanted = 100; wanted <= most; wanted *= 10)
        {
            state.Update([.. Enumerable.Range(size, wanted - size).Select(Copy)], []);
            size = wanted;
            var clock = new Watch();
            const int more = 5;
            for (var i = 0; i < more; i++) state.Update([Copy(size++)], []);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{wanted,7} copies: {clock.Seconds / more * 1000:F1} ms CPU for one more; families {state.Result().Families.Length}"));
        }
        return 0;

        // As the big families are: whole, or without the end, with a line of the paper's own.
        LineagePage Copy(int i) => LoadFile.Page("p" + i.ToString("D6", CultureInfo.InvariantCulture),
            string.Join('\n', wire.Take(wire.Length - i % 5)) + $"\nPaper {i} of town {i % 37} wishes reader {i * 7 % 991} a good day number {i * 3}.", domain: $"paper{i}.example");
    }

    /// <summary>Reports a second a core that join stories, in steps, while more and more are in one window of days. With <c>--texts</c> the reports have texts of about
    /// 330 words, which are sketched and compared, and two in five tell no day; without, names alone.</summary>
    internal static int Stories(string[] args)
    {
        var withTexts = args.Contains("--texts");
        var most = args.Length > 0 && args[0][0] != '-' ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var store = new MemoryLineageStore();
        var rows = new LineageRows(store);
        var index = new StoryIndex(rows);
        var random = new Random(1);
        var done = 0;
        var events = new List<(uint[] Names, int Day)>();
        var empty = TextModel.Of("");
        var texts = new Dictionary<string, TextModel>(StringComparer.Ordinal);
        int[] steps = [10_000, 30_000, 60_000, 100_000, 200_000, 300_000, 600_000, 1_000_000];
        foreach (var wanted in steps.Where(n => n <= most))
        {
            double seconds = 0;
            var last = 0;
            while (done < wanted)
            {
                var put = new List<(string Id, ReportSketch Report)>();
                var days = new List<DateOnly?>();
                for (; put.Count < 1000; done++)
                {
                    // A report in two tells an event that another told.
                    if (events.Count == 0 || random.Next(2) == 0) events.Add(([.. Enumerable.Range(0, 14).Select(_ => Name(random))], random.Next(5)));
                    var (names, day) = events[random.Next(Math.Max(0, events.Count - 20_000), events.Count)];
                    var id = "f" + done.ToString("D8", CultureInfo.InvariantCulture);
                    put.Add((id, Report(random, names, new DateOnly(2024, 5, 1).AddDays(day))));
                    days.Add(done % 5 < 2 ? null : put[^1].Report.From); // two in five pages tell no day
                    if (withTexts) texts[id] = TextModel.Of(Text(random, names));
                }
                var watch = new Watch();
                if (withTexts)
                    for (var i = 0; i < put.Count; i++) put[i] = (put[i].Id, ReportSketch.Of(put[i].Id, texts[put[i].Id], days[i], days[i]));
                index.Update(put, [], id => texts.GetValueOrDefault(id, empty));
                store.Write(LineageDeltas.OfRows(rows.Take()));
                if (wanted - done < 5000)
                {
                    seconds += watch.Seconds;
                    last += put.Count;
                }
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done,9} reports in the window: the last {last} at {last / seconds:F0} a second a core; resident {Environment.WorkingSet / 1048576} MB"));
        }
        return 0;
    }

    private static uint Name(Random random) => (uint)(1 + Math.Pow(random.NextDouble(), 2.5) * 60_000);

    /// <summary>Ten of the event's names and numbers in its order, and four of the report's own.</summary>
    private static ReportSketch Report(Random random, uint[] names, DateOnly day)
    {
        var told = names.Where(_ => random.Next(14) < 10).Concat(Enumerable.Range(0, 4).Select(_ => Name(random))).ToArray();
        var pairs = new SortedSet<ulong>();
        for (var i = 1; i < told.Length; i++)
            if (told[i] != told[i - 1]) pairs.Add(Fingerprints.Mix(Math.Min(told[i], told[i - 1]) | (ulong)Math.Max(told[i], told[i - 1]) << 32));
        var distinct = told.Distinct().Order().ToImmutableArray();
        return new ReportSketch("a", day, day, [.. pairs], [.. distinct.Select(n => (n, 1 + (int)(n % 3)))], distinct, ReportLead.None);
    }

    /// <summary>Fourteen sentences of 24 words: names of the event, words of its own matter, words of all matters, function words.</summary>
    private static string Text(Random random, uint[] names)
    {
        var text = new StringBuilder();
        for (var s = 0; s < 14; s++)
        {
            for (var w = 0; w < 24; w++)
            {
                var word = random.Next(10) switch
                {
                    0 => Capital(Letters(names[(s + random.Next(3)) % names.Length])),
                    < 3 => Letters(100_000 + names[0] * 7919 % 90_000 + (uint)random.Next(60)),
                    < 7 => Letters((uint)(200_000 + Math.Pow(random.NextDouble(), 3) * 20_000)),
                    _ => Function[random.Next(Function.Length)],
                };
                text.Append(w == 0 ? Capital(word) : word).Append(w == 23 ? '.' : ' ');
            }
            text.Append(s % 2 == 1 ? '\n' : ' ');
        }
        return text.ToString();

        static string Letters(uint n) => string.Concat(Enumerable.Range(0, 5).Select(k => (char)('a' + n / (uint)Math.Pow(26, k) % 26)));
        static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
    }

    private static readonly string[] Function = ["the", "of", "to", "and", "in", "that", "for", "on", "with", "was", "by", "it", "from", "has"];

    private sealed class Watch
    {
        private readonly TimeSpan _before = Now();

        internal double Seconds => (Now() - _before).TotalSeconds;

        private static TimeSpan Now()
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime;
        }
    }
}
