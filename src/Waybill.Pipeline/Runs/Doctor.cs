using Waybill.Pipeline.AcrossPages;
using Waybill.Storage;

namespace Waybill.Pipeline.Runs;

/// <summary>Something amiss in a store.</summary>
/// <param name="Mended">Whether it was put right just now.</param>
/// <param name="Advice">What a person can do, where it was not.</param>
/// <param name="Grave">Whether something that was kept is lost or cannot be trusted: the program cannot mend it.</param>
public sealed record Finding(string What, bool Mended, string? Advice, bool Grave = false);

/// <summary>Looks a store over, and mends what follows from the facts: rows without a page, pages without rows, rows that
/// cannot be read, an across-page state that is not what the pages give.</summary>
public sealed class Doctor(Store store, Stages stages, bool repair, string program, TimeProvider clock, Action<Progress> progress)
{
    private readonly Stages _stages = stages.For(store);
    private const string Repair = "waybill doctor --repair";

    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Run(CancellationToken cancel)
    {
        foreach (var problem in store.IntegrityProblems())
            _findings.Add(new Finding(problem, false, "copy the file, then restore it from a backup; `waybill export page` lists what can still be read", Grave: true));
        BrokenOff();
        foreach (var orphan in store.Orphans())
            Found($"{orphan.Count} rows of {orphan.Table} belong to no page", () => store.InTransaction(() => store.DropOrphans(orphan.Table)));
        var damaged = store.DamagedPages();
        if (damaged.Count > 0)
        {
            Found($"{damaged.Count} pages have derived rows that are not whole", () => store.InTransaction(() =>
            {
                foreach (var page in damaged) store.DropDerived(page);
            }));
        }
        var states = store.PageStates();
        var bare = states.Where(s => s.Value is { ArticleStage: null, Queued: false }).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        if (bare.Count > 0)
            Found($"{bare.Count} pages have no derived rows", () => Rederive.Run(store, _stages, everything: false, apply: true, Environment.ProcessorCount, program, clock, progress, cancel, bare));
        Queue();
        var older = states.Count(s => s.Value.ArticleStage is not null && (s.Value.ArticleStage != _stages.Articles.Version || s.Value.ReadingStage != _stages.ReadingVersion));
        if (older > 0) _findings.Add(new Finding($"{older} pages were read by other versions of the stages", false, "`waybill rederive` shows what today's would change"));
        if (store.DropUnreadableAcross(repair) is > 0 and var rows) _findings.Add(new Finding($"{rows} across-page rows cannot be read", repair, Repair));
        // What is not whole cannot be compared.
        if (repair || damaged.Count == 0) Across();
        return _findings;
    }

    private void Queue()
    {
        var queue = store.Queue();
        if (queue.Open > 0) _findings.Add(new Finding($"{queue.Open} pages wait to be read ({queue.Leased} in a worker's hands, {queue.Failed} tried before)", false, "`waybill worker --drain` reads them"));
        if (queue.Quarantined > 0) _findings.Add(new Finding($"{queue.Quarantined} pages could not be read and are in quarantine", false, "`waybill queue` names them and says why; `waybill queue --retry` has them tried again"));
    }

    /// <summary>A run that was broken off, unless a later one came to its end.</summary>
    private void BrokenOff()
    {
        var runs = store.Runs();
        var last = runs.Where(r => r.Finished is not null).Select(r => r.Id).DefaultIfEmpty(0).Max();
        foreach (var run in runs.Where(r => r.Finished is null && r.Id > last))
            _findings.Add(new Finding($"run {run.Id} ({run.Command}, {run.Started}) was broken off after {run.Counts.Tried} sources", false, "run the same command again; nothing is lost"));
    }

    private void Across()
    {
        if (!AcrossRun.IsCurrent(store, _stages)) Found("families, dates, stories and the ledger lag behind the pages", () => AcrossRun.Rebuild(store, _stages));
        else if (store.CountDifferences(AcrossRun.Compute(store, _stages)) is > 0 and var differ)
            Found($"{differ} across-page rows are not what the pages give", () => AcrossRun.Rebuild(store, _stages));
    }

    private void Found(string what, Action mend)
    {
        if (repair) mend();
        _findings.Add(new Finding(what, repair, Repair));
    }
}
