using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Waybill.Articles;
using Waybill.Lexicons;
using Waybill.Pipeline.Extractors;
using Waybill.Pipeline.PerPage;
using Waybill.Storage;

namespace Waybill.Pipeline.Runs;

/// <summary>A claim before and after; one side is null where it is gained or lost. Both are null for a claim of which nothing
/// but <paramref name="Words"/> of its item is left, since the rows of another version cannot be read.</summary>
public sealed record ClaimDifference(string PageId, string ClaimId, Claims.Claim? Before, Claims.Claim? After, string? Words = null);

/// <summary>What running the stages of today over kept pages would change.</summary>
public sealed record RederiveResult(long Pages, long Older, long TextsChanged, IReadOnlyList<ClaimDifference> Gained,
    IReadOnlyList<ClaimDifference> Lost, IReadOnlyList<ClaimDifference> Changed, bool Stopped);

/// <summary>Runs stages whose version differs over the kept pages, each with the lexicon of the store. Without <c>apply</c> nothing is written.</summary>
public static class Rederive
{
    private const int BatchSize = 128;

    /// <param name="only">Pages that are looked at; all where null.</param>
    /// <param name="lexicon">Changes to the lexicon in place of the store's own: to see what they would do.</param>
    public static RederiveResult Run(Store store, Stages stages, bool everything, bool apply, int jobs, string program,
        TimeProvider clock, Action<Progress> progress, CancellationToken cancel, IReadOnlySet<string>? only = null, ImmutableArray<LexiconChange>? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(progress);
        stages = stages.For(store, lexicon);
        store.Clock = clock;
        var states = store.PageStates();
        var changedCaptures = store.PagesWithChangedCapture().ToHashSet(StringComparer.Ordinal);
        bool ArticleIsOlder(string id) => everything || changedCaptures.Contains(id) || states[id].ArticleStage != stages.Articles.Version;
        var older = store.PageIds().Where(id => only?.Contains(id) != false && !states[id].Queued && (ArticleIsOlder(id) || states[id].ReadingStage != stages.ReadingVersion)).ToArray();
        List<ClaimDifference> gained = [], lost = [], changed = [];
        long texts = 0, done = 0;
        var run = apply && older.Length > 0 ? store.StartRun("rederive", program, clock.GetUtcNow()) : 0;
        foreach (var batch in older.Chunk(BatchSize))
        {
            if (cancel.IsCancellationRequested) break;
            var work = batch.Select(id => (Page: store.Page(id)!, Article: store.Article(id), Reading: store.Reading(id), Older: ArticleIsOlder(id)))
                .Select(w => (w.Page, w.Article, w.Reading, w.Older, Bytes: store.BytesOrNone(w.Page), Text: w.Page.HasBytes ? null : store.KeptText(w.Page.Id), Withdrawn: w.Page.HasBytes ? null : store.Withdrawal(w.Page.Id)?.Why)).ToArray();
            var results = new (PageRows Rows, PageReading Reading)[work.Length];
            InParallel(work.Length, jobs, i =>
            {
                var (page, article, _, isOlder, bytes, text, withdrawn) = work[i];
                var reading = !isOlder && article?.Article is { } kept
                    ? PageStages.FromArticle(stages, new ArticleResult.Found(kept))
                    : bytes is null ? PageStages.Again(stages, text, withdrawn) : PageStages.Run(stages, page.ToCapture(bytes));
                results[i] = (PageStages.Rows(stages, page, reading), reading);
            });
            for (var i = 0; i < work.Length; i++)
            {
                var after = (results[i].Reading.Article as ArticleResult.Found)?.Article.TextHash;
                if (work[i].Article?.Article?.TextHash != after) texts++;
                Compare(work[i].Page.Id, work[i].Reading, work[i].Reading is null ? store.FormerClaims(work[i].Page.Id) : [], results[i].Reading, gained, lost, changed);
            }
            if (apply)
            {
                store.InTransaction(() => store.PutPages([.. results.Select(r => r.Rows)], run));
            }
            done += work.Length;
            progress(new Progress(done, older.Length, "rederiving"));
        }
        if (run != 0)
            store.FinishRun(run, cancel.IsCancellationRequested ? "stopped" : "done", new RunCounts(older.Length, done, 0, 0, 0), clock.GetUtcNow());
        return new RederiveResult(states.Count, older.Length, texts, gained, lost, changed, cancel.IsCancellationRequested);
    }

    private static void InParallel(int count, int jobs, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs) }, work);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<ChatException>().FirstOrDefault() is { } silent)
        {
            ExceptionDispatchInfo.Throw(silent);
        }
    }

    private static void Compare(string page, KeptReading? before, IReadOnlyList<Former> former, PageReading after,
        List<ClaimDifference> gained, List<ClaimDifference> lost, List<ClaimDifference> changed)
    {
        var old = (before?.Reading.Claims ?? []).ToDictionary(c => c.Id, StringComparer.Ordinal);
        var now = (after.Claims?.Claims ?? []).ToDictionary(c => c.Id, StringComparer.Ordinal);
        foreach (var (id, claim) in now.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            if (former.Any(f => f.Id == id)) continue; // it was there; what it said is not known any more
            if (!old.TryGetValue(id, out var was)) gained.Add(new ClaimDifference(page, id, null, claim));
            else if (RowJson.WriteText(was with { Extractor = "" }) != RowJson.WriteText(claim with { Extractor = "" }))
                changed.Add(new ClaimDifference(page, id, was, claim));
        }
        foreach (var (id, claim) in old.OrderBy(c => c.Key, StringComparer.Ordinal))
            if (!now.ContainsKey(id)) lost.Add(new ClaimDifference(page, id, claim, null));
        foreach (var f in former)
            if (!now.ContainsKey(f.Id)) lost.Add(new ClaimDifference(page, f.Id, null, null, f.Words));
    }
}
