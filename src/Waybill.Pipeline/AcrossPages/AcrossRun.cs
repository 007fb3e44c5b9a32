using System.Collections.Immutable;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Pipeline.Runs;
using Waybill.Storage;
using Waybill.Storage.Migrations;

namespace Waybill.Pipeline.AcrossPages;

/// <summary>Makes the across-page state from all per-page results. <see cref="Refresh"/> makes anew only what was touched,
/// <see cref="Rebuild"/> everything; the state is a pure function of the set of pages, so both give the same.</summary>
public static class AcrossRun
{
    /// <summary>The setting of a store that names the stages its across-page state was made by.</summary>
    public const string StagesSetting = "across_stages";

    /// <summary>Whether the kept state is what <see cref="Rebuild"/> would make.</summary>
    public static bool IsCurrent(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        stages = stages.For(store);
        return !store.AcrossStale && store.Setting(StagesSetting) == stages.AcrossVersion;
    }

    /// <summary>Brings the state up to date in one transaction; returns how many rows differed from those kept.</summary>
    public static int Refresh(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(store);
        var touched = 0;
        store.InAcrossTransaction(() => touched = Fresh(store, stages));
        Keeping.Decide(store);
        return touched;
    }

    /// <summary>As <see cref="Refresh"/>; false, with nothing done, where another program is at it.</summary>
    public static bool TryRefresh(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!store.TryInAcrossTransaction(() => Fresh(store, stages))) return false;
        Keeping.Decide(store);
        return true;
    }

    private static int Fresh(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        stages = stages.For(store);
        // Rows of other versions of the stages are nothing to go on from.
        if (stages.Lineage is not { Open: { } open, Portion: var portion } || store.Setting(StagesSetting) != stages.AcrossVersion) return FromScratch(store, stages);
        var touched = LineageRun.Refresh(store, open, portion);
        return touched + store.PutAcross(new AcrossState(null, Ledger(store, stages, only: null)), DerivedSchema.LedgerTables);
    }

    /// <summary>Computes everything from the pages and stores it in one transaction; returns how many rows differed from those kept.</summary>
    public static int Rebuild(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        stages = stages.For(store);
        var touched = 0;
        store.InAcrossTransaction(() => touched = FromScratch(store, stages));
        return touched;
    }

    private static int FromScratch(Store store, Stages stages)
    {
        var touched = stages.Lineage is { Open: { } open, Portion: var portion }
            ? LineageRun.FromScratch(store, open, portion) + store.PutAcross(new AcrossState(null, Ledger(store, stages, only: null)), DerivedSchema.LedgerTables)
            : store.PutAcross(Compute(store, stages));
        store.SetSetting(StagesSetting, stages.AcrossVersion);
        return touched;
    }

    /// <summary>The state, without storing it.</summary>
    public static AcrossState Compute(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        stages = stages.For(store);
        if (stages.Lineage is not { } lineageStep) return AcrossState.Empty;
        var pages = ImmutableArray.CreateBuilder<LineagePage>();
        var said = Judged.Articles(store, store.Judgements());
        foreach (var kept in store.Articles())
            if (kept.Article is not null && store.Page(kept.PageId) is { } page) pages.Add(said.Apply(ToLineagePage(kept, page)));
        var set = pages.ToImmutable();
        var lineage = lineageStep.Run(set);
        return new AcrossState(lineage, stages.Ledger is { } ledgerStep ? Ledger(ledgerStep, JudgedNow(store), lineage, null) : null);
    }

    /// <summary>The ledger alone, from the kept families, dates and claims: after a judgement, or as of a day.</summary>
    /// <param name="only">Which articles count; all where null.</param>
    public static LedgerResult? Ledger(Store store, Stages stages, Func<ArticleDate, bool>? only)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        stages = stages.For(store);
        if (stages.Ledger is not { } step) return null;
        var judged = JudgedNow(store);
        return Ledger(step, judged, LineageRun.Of(store, [.. judged.Ledger.Pages.Select(p => p.Id)]), only);
    }

    /// <summary>Makes the ledger again and stores it; families, dates and stories stay as they are, unless a judgement is of them. Where pages were
    /// added meanwhile everything is made again.</summary>
    public static int RebuildLedger(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        stages = stages.For(store);
        var touched = 0;
        // Asked in the transaction: a page that another program writes meanwhile must not be taken for known.
        store.InAcrossTransaction(() => touched = IsCurrent(store, stages) && store.SaidLag(Judged.Articles(store, store.Judgements()).Keys()).Count == 0 ? store.PutAcross(new AcrossState(null, Ledger(store, stages, only: null)), DerivedSchema.LedgerTables) : Fresh(store, stages));
        return touched;
    }

    private static (JudgedLedger Ledger, JudgedArticles Articles) JudgedNow(Store store)
    {
        var judgements = store.Judgements();
        return (Judged.Of(store, judgements), Judged.Articles(store, judgements));
    }

    private static LedgerResult Ledger(LedgerStep step, (JudgedLedger Ledger, JudgedArticles Articles) judged, LineageResult lineage, Func<ArticleDate, bool>? only)
    {
        var articles = LedgerArticles(judged.Ledger.Pages, lineage, judged.Articles);
        if (only is not null) articles = [.. articles.Where(a => only(a.Date))];
        return step.Run(articles, lineage, judged.Ledger);
    }

    public static LineagePage ToLineagePage(KeptArticle kept, PageFacts page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return ToLineagePage(kept, page.Url, page.Facts.Captured);
    }

    internal static LineagePage ToLineagePage(KeptArticle kept, string? url, CapturedTime? captured)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var article = kept.Article ?? throw new ArgumentException("The page has no article.", nameof(kept));
        return new LineagePage
        {
            Id = kept.PageId,
            Article = article,
            Url = url ?? article.CanonicalUrl,
            Captured = captured,
        };
    }

    /// <summary>Pages with claims, with their dates and the family of their main text.</summary>
    /// <param name="judged">What people said of the articles; nothing where null.</param>
    public static ImmutableArray<LedgerArticle> LedgerArticles(IEnumerable<LedgerPage> pages, LineageResult lineage, JudgedArticles? judged = null)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(lineage);
        var families = AcrossRows.MainFamilies(lineage);
        var dates = lineage.Dates.ToDictionary(d => d.Article, StringComparer.Ordinal);
        return [.. pages.Select(page => new LedgerArticle
        {
            Page = page,
            Date = (judged is null ? dates.GetValueOrDefault(page.Id) : judged.Date(page.Id, dates.GetValueOrDefault(page.Id))) ?? ArticleDate.Unknown(page.Id),
            Family = families.GetValueOrDefault(page.Id)?.Family ?? "",
        })];
    }
}
