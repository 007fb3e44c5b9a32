using Waybill.Pipeline.AcrossPages;
using Waybill.Storage;

namespace Waybill.Pipeline.Runs;

/// <summary>Something amiss in a store.</summary>
/// <param name="Mended">Whether it was put right just now.</param>
/// <param name="Advice">What a person can do, where it was not.</param>
public sealed record Finding(string What, bool Mended, string? Advice);

/// <summary>Looks a store over, and mends what follows from the facts.</summary>
public static class Doctor
{
    public static IReadOnlyList<Finding> Run(Store store, Stages stages, bool repair)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        var findings = new List<Finding>();
        foreach (var problem in store.IntegrityProblems())
            findings.Add(new Finding("SQLite: " + problem, false, "copy the file, then restore it from a backup; `waybill export page` lists what can still be read"));
        foreach (var run in store.Runs().Where(r => r.Finished is null))
            findings.Add(new Finding($"run {run.Id} ({run.Command}, {run.Started}) was broken off after {run.Counts.Tried} sources", false, "run the same command again; nothing is lost"));
        foreach (var orphan in store.Orphans())
        {
            if (repair) store.InTransaction(() => store.DropOrphans(orphan.Table));
            findings.Add(new Finding($"{orphan.Count} rows of {orphan.Table} belong to no page", repair, "waybill doctor --repair"));
        }
        var states = store.PageStates();
        var bare = states.Where(s => s.Value.ArticleStage is null).Select(s => s.Key).ToArray();
        var older = states.Count(s => s.Value.ArticleStage is not null && (s.Value.ArticleStage != stages.Articles.Version || s.Value.ReadingStage != stages.ReadingVersion));
        if (bare.Length > 0) findings.Add(new Finding($"{bare.Length} pages have no derived rows", false, "waybill rederive --apply"));
        if (older > 0) findings.Add(new Finding($"{older} pages were read by other versions of the stages", false, "waybill rederive"));
        if (!AcrossRun.IsCurrent(store, stages))
        {
            if (repair) AcrossRun.Rebuild(store, stages);
            findings.Add(new Finding("families, dates, stories and the ledger lag behind the pages", repair, "waybill rebuild"));
        }
        else
        {
            var differ = store.CountDifferences(AcrossRun.Compute(store, stages));
            if (differ > 0)
            {
                if (repair) AcrossRun.Rebuild(store, stages);
                findings.Add(new Finding($"{differ} across-page rows are not what the pages give", repair, "waybill rebuild"));
            }
        }
        return findings;
    }
}
