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
        GC.Collect();
        var before = GC.GetTotalMemory(true);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var result = LineageStage.Decide(ids);
        clock.Stop();
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        var held = GC.GetTotalMemory(true) - before;
        GC.KeepAlive(result);
        Console.WriteLine(FormattableString.Invariant(
            $"{load.Count} pages, {clock.Elapsed.TotalSeconds:F1} s, {cpu.TotalSeconds:F1} s CPU, {load.Count / cpu.TotalSeconds:F0} pages/s/core, {held / 1048576.0:F0} MB held, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0:F0} MB, {result.Candidates} pairs asked, {result.Links} accepted"));
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

    internal static void Report(List<LoadPage> load, IReadOnlyDictionary<string, int> familyOf)
    {
        var wire = load.Where(l => l.Level == "W").ToDictionary(l => l.Family, l => familyOf[l.Page.Id]);
        foreach (var level in load.GroupBy(l => l.Level).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (level.Key is "W" or "S" or "I") continue;
            var with = level.Where(l => wire.ContainsKey(l.Family)).ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {level.Key}: {with.Count(l => familyOf[l.Page.Id] == wire[l.Family]) / (double)Math.Max(1, with.Count):F4} of {with.Count}"));
        }
        long pairs = 0, right = 0;
        var merged = 0;
        foreach (var family in load.GroupBy(l => familyOf[l.Page.Id]))
        {
            long n = family.Count();
            pairs += n * (n - 1) / 2;
            foreach (var gold in family.GroupBy(l => l.Level is "I" or "S" ? l.Page.Id : l.Family)) right += (long)gold.Count() * (gold.Count() - 1) / 2;
            if (n > 1) merged += family.Count(l => l.Level == "I");
        }
        var independent = load.Count(l => l.Level == "I");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  pair precision {right / (double)Math.Max(1, pairs):F5} of {pairs}; independent pages merged {merged} of {independent} ({100.0 * merged / Math.Max(1, independent):F2} %)"));
    }
}
