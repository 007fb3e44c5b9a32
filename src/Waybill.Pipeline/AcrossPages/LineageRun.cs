using System.Collections.Immutable;
using Waybill.Judgements;
using Waybill.Lineage;
using Waybill.Pipeline.Runs;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Stories;

namespace Waybill.Pipeline.AcrossPages;

/// <summary>Families, dates and stories over a store: only what new, changed and vanished pages touch is made anew. The
/// result is that of a run over all pages from scratch, which <see cref="AcrossRun.Compute"/> gives and the tests compare.
/// Rows and results are written in the caller's one transaction: they cannot disagree, whenever a run is killed.</summary>
internal static class LineageRun
{
    private sealed class Kept(Store store, bool fromScratch, JudgedArticles said) : ILineageStore
    {
        public LineagePage Page(string id) => said.Apply(
            AcrossRun.ToLineagePage(store.Article(id) ?? throw new InvalidDataException($"page {id} has no article"), store.Page(id) ?? throw new InvalidDataException($"page {id} is not kept")));

        public Family? Family(string id) => fromScratch ? null : store.Record<Family>(AcrossTable.Family, id);

        public byte[]? Row(string kind, string id) => fromScratch ? null : store.LineageRow(kind, id);

        public IEnumerable<(string Id, byte[] Data)> Rows(string kind) => fromScratch ? [] : store.LineageRows(kind);
    }

    /// <summary>Brings the results up to date. Returns how many rows differed.</summary>
    internal static int Refresh(Store store, Func<ILineageStore, LineageEngine> open)
    {
        var said = Judged.Articles(store, store.Judgements());
        var keys = said.Keys();
        var (changed, gone) = store.LineageLag(keys);
        if (changed.Count == 0 && gone.Count == 0) return 0;
        var kept = new Kept(store, fromScratch: false, said);
        var engine = open(kept);
        engine.Restore();
        var delta = engine.Update([.. changed.Select(kept.Page)], gone);
        store.PutLineageRows(delta, changed, keys);
        return store.PutLineage(delta);
    }

    /// <summary>Everything from the pages alone. The engine's rows are written; the results are given back, to be set against what is kept.</summary>
    internal static LineageResult FromScratch(Store store, Func<ILineageStore, LineageEngine> open)
    {
        store.ForgetLineage();
        var said = Judged.Articles(store, store.Judgements());
        var keys = said.Keys();
        var (all, _) = store.LineageLag(keys);
        var kept = new Kept(store, fromScratch: true, said);
        var delta = open(kept).Update([.. all.Select(kept.Page)], []);
        store.PutLineageRows(delta, all, keys);
        return new LineageResult
        {
            Families = delta.Families,
            Dates = delta.Dates,
            Stories = delta.Stories,
            Storylines = delta.Storylines,
            VersionOf = delta.VersionOf.Where(v => v.Value is not null).ToImmutableSortedDictionary(v => v.Key, v => v.Value!, StringComparer.Ordinal),
            Furniture = delta.Furniture.Where(f => !f.Value.IsEmpty).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>The results as they are kept: what the ledger reads.</summary>
    internal static LineageResult Read(Store store) => new()
    {
        Families = [.. store.Records<Family>(AcrossTable.Family)],
        Dates = [.. store.Records<ArticleDate>(AcrossTable.ArticleDate)],
        Stories = [.. store.Records<Story>(AcrossTable.Story)],
        Storylines = [.. store.Records<Storyline>(AcrossTable.Storyline)],
        VersionOf = store.RecordsById<string>(AcrossTable.VersionOf).ToImmutableSortedDictionary(r => r.Id, r => r.Record, StringComparer.Ordinal),
        Furniture = store.RecordsById<int[]>(AcrossTable.Furniture).ToImmutableSortedDictionary(r => r.Id, r => r.Record.ToImmutableArray(), StringComparer.Ordinal),
    };
}
