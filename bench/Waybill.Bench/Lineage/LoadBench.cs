using System.Diagnostics;
using System.Globalization;
using Waybill.Lineage;

namespace Waybill.Bench.Lineage;

/// <summary>Families on a made load: recall a level, pair precision, independent pages merged, speed, memory.</summary>
internal static class LoadBench
{
    internal static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("usage: lineage LOAD.jsonl");
            return 2;
        }
        var load = LoadFile.Read(args[0]);
        var ids = load.ConvertAll(l => l.Page);
        // What the runtime compiles on the way is no part of a page's cost.
        for (var i = 0; i < 3; i++)
        {
            _ = Decided.Of(ids.GetRange(0, Math.Min(ids.Count, 6000)));
            Thread.Sleep(500);
        }
        GC.Collect();
        var (pause, allocated) = (GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
        var before = GC.GetTotalMemory(true);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var result = Decided.Of(ids);
        clock.Stop();
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var held = GC.GetTotalMemory(true) - before;
        GC.KeepAlive(result);
        Console.WriteLine(FormattableString.Invariant(
            $"{load.Count} pages, {clock.Elapsed.TotalSeconds:F1} s, {cpu.TotalSeconds:F1} s CPU, {load.Count / cpu.TotalSeconds:F0} pages/s/core, {held / 1048576.0:F0} MB held, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:F0} MB, {result.Judged} pairs asked, {result.Asks} texts looked up, {(GC.GetTotalPauseDuration() - pause).TotalSeconds:F1} s in collections, {(GC.GetTotalAllocatedBytes() - allocated) / 1024 / load.Count} kB a page"));
        Report(load, result.FamilyOf);
        if (args.Contains("--build"))
        {
            var whole = Process.GetCurrentProcess().TotalProcessorTime;
            var built = LineageStage.Build(ids);
            whole = Process.GetCurrentProcess().TotalProcessorTime - whole;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  whole stage with changes, passages, origins, dates and stories: {whole.TotalSeconds:F1} s CPU, {load.Count / whole.TotalSeconds:F0} pages/s/core, {built.Families.Length} families"));
        }
        if (args.Contains("--missed")) Missed(load, result.FamilyOf);
        return 0;
    }

    /// <summary>Why copies were missed: what the predicate says of the page and its wire story.</summary>
    private static void Missed(List<LoadPage> load, Dictionary<string, int> familyOf)
    {
        var wire = load.Where(l => l.Level == "W").ToDictionary(l => l.Family);
        foreach (var level in load.Where(l => l.Level is not ("W" or "S" or "I")).GroupBy(l => l.Level).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var missed = level.Where(l => wire.ContainsKey(l.Family) && familyOf[l.Page.Id] != familyOf[wire[l.Family].Page.Id]).ToList();
            var verdicts = missed.ConvertAll(m => SharedOrigin.Judge(TextModel.Of(m.Page.Article), TextModel.Of(wire[m.Family].Page.Article)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {level.Key}: missed {missed.Count}, of which the predicate accepts {verdicts.Count(v => v.Shares)}"));
            foreach (var v in verdicts.Take(6)) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {v.Shares} {v.ShareOfFirst:F2} {v.ShareOfSecond:F2} {v.Why}"));
        }
        foreach (var l in load.Where(l => l.Level == "I" && wire.ContainsKey(l.Family)).Take(2000))
        {
            var v = SharedOrigin.Judge(TextModel.Of(l.Page.Article), TextModel.Of(wire[l.Family].Page.Article));
            if (v.ShareOfFirst > 0.2 || v.ShareOfSecond > 0.2) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  I {v.Shares} {v.ShareOfFirst:F2} {v.ShareOfSecond:F2} words {l.Page.Article.Text.Count(c => c == ' ')} {v.Forward.Count(SharedOrigin.Counts)}"));
        }
    }

    private static void Report(List<LoadPage> load, IReadOnlyDictionary<string, int> familyOf) =>
        Report(load.ConvertAll(l => (l.Family, l.Level)), i => familyOf[load[i].Page.Id]);

    /// <summary>Recall a level (in one family with the wire page), pair precision, independent pages merged.</summary>
    internal static void Report(List<(string Family, string Level)> gold, Func<int, int> familyOf)
    {
        var wire = new Dictionary<string, int>();
        for (var i = 0; i < gold.Count; i++) if (gold[i].Level == "W") wire[gold[i].Family] = familyOf(i);
        foreach (var level in Enumerable.Range(0, gold.Count).GroupBy(i => gold[i].Level).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (level.Key is "W" or "S" or "I") continue;
            var with = level.Where(i => wire.ContainsKey(gold[i].Family)).ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {level.Key}: {with.Count(i => familyOf(i) == wire[gold[i].Family]) / (double)Math.Max(1, with.Count):F4} of {with.Count}"));
        }
        long pairs = 0, right = 0;
        var merged = 0;
        foreach (var family in Enumerable.Range(0, gold.Count).GroupBy(familyOf))
        {
            long n = family.Count();
            if (n == 1) continue;
            pairs += n * (n - 1) / 2;
            foreach (var g in family.GroupBy(i => gold[i].Level is "I" or "S" ? i.ToString(CultureInfo.InvariantCulture) : gold[i].Family)) right += (long)g.Count() * (g.Count() - 1) / 2;
            merged += family.Count(i => gold[i].Level == "I");
        }
        var independent = gold.Count(l => l.Level == "I");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  pair precision {right / (double)Math.Max(1, pairs):F5} of {pairs}; independent pages merged {merged} of {independent} ({100.0 * merged / Math.Max(1, independent):F2} %)"));
    }
}
