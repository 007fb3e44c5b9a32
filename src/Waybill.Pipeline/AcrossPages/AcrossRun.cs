using System.Collections.Immutable;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage;

namespace Waybill.Pipeline.AcrossPages;

/// <summary>Makes the across-page state from all per-page results, from scratch every time: what is a pure function of
/// the set cannot depend on how the set came together.</summary>
public static class AcrossRun
{
    private const string StagesSetting = "across_stages";

    /// <summary>Whether the kept state is what <see cref="Rebuild"/> would make.</summary>
    public static bool IsCurrent(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        return !store.AcrossStale && store.Setting(StagesSetting) == stages.AcrossVersion;
    }

    /// <summary>Computes and stores the state in one transaction; returns how many rows differed from those kept.</summary>
    public static int Rebuild(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(store);
        var touched = 0;
        store.InTransaction(() =>
        {
            touched = store.PutAcross(Compute(store, stages));
            store.SetSetting(StagesSetting, stages.AcrossVersion);
        });
        return touched;
    }

    /// <summary>The state, without storing it.</summary>
    public static AcrossState Compute(Store store, Stages stages)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        if (stages.Lineage is not { } lineageStep) return AcrossState.Empty;
        var pages = ImmutableArray.CreateBuilder<LineagePage>();
        foreach (var kept in store.Articles())
            if (kept.Article is not null && store.Page(kept.PageId) is { } page) pages.Add(ToLineagePage(kept, page));
        var set = pages.ToImmutable();
        var lineage = lineageStep.Run(set);
        if (stages.Ledger is not { } ledgerStep) return new AcrossState(lineage, null);
        return new AcrossState(lineage, ledgerStep.Run(LedgerArticles(store.LedgerPages(), lineage), lineage));
    }

    public static LineagePage ToLineagePage(KeptArticle kept, PageFacts page)
    {
        ArgumentNullException.ThrowIfNull(kept);
        ArgumentNullException.ThrowIfNull(page);
        var article = kept.Article ?? throw new ArgumentException("The page has no article.", nameof(kept));
        return new LineagePage
        {
            Id = kept.PageId,
            Article = article,
            Url = page.Url ?? article.CanonicalUrl,
            Captured = page.Facts.Captured,
        };
    }

    /// <summary>Pages with claims, with their dates and the family of their main text.</summary>
    public static ImmutableArray<LedgerArticle> LedgerArticles(IEnumerable<LedgerPage> pages, LineageResult lineage)
    {
        ArgumentNullException.ThrowIfNull(pages);
        ArgumentNullException.ThrowIfNull(lineage);
        var families = AcrossRows.MainFamilies(lineage);
        var dates = lineage.Dates.ToDictionary(d => d.Article, StringComparer.Ordinal);
        return [.. pages.Select(page => new LedgerArticle
        {
            Page = page,
            Date = dates.GetValueOrDefault(page.Id) ?? ArticleDate.Unknown(page.Id),
            Family = families.GetValueOrDefault(page.Id) ?? "",
        })];
    }
}
