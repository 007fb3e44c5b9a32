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
    /// <param name="written">Which families were written; all that are kept count where null.</param>
    private sealed class Kept(Store store, LineageWriting? written, JudgedArticles said) : ILineageStore
    {
        public LineagePage Page(string id)
        {
            var (url, captured) = store.AddressAndCapture(id) ?? throw new InvalidDataException($"page {id} is not kept");
            return said.Apply(AcrossRun.ToLineagePage(store.ArticleWords(id) ?? throw new InvalidDataException($"page {id} has no article"), url, captured));
        }

        public Family? Family(string id) => written?.Has(AcrossTable.Family, id) == false ? null : store.Record<Family>(AcrossTable.Family, id);

        public byte[]? Row(string kind, string id) => store.LineageRow(kind, id);

        public IEnumerable<(string Id, byte[] Data)> Rows(string kind) => store.LineageRows(kind);
    }

    /// <summary>Brings the results up to date. Returns how many rows differ from those that were there.</summary>
    internal static int Refresh(Store store, Func<ILineageStore, LineageEngine> open, int portion)
    {
        var said = Judged.Articles(store, store.Judgements());
        var keys = said.Keys();
        var (changed, gone) = store.LineageLag(keys);
        if (changed.Count == 0 && gone.Count == 0) return 0;
        var kept = new Kept(store, null, said);
        var engine = open(kept);
        engine.Restore();
        var written = store.StartLineage();
        Update(store, engine, kept, changed, gone, written, keys, portion);
        return store.Touched(written);
    }

    /// <summary>Everything from the pages alone; what was kept and is not made again is dropped. Returns how many rows differ from those that were there.</summary>
    internal static int FromScratch(Store store, Func<ILineageStore, LineageEngine> open, int portion)
    {
        store.ForgetLineage();
        var said = Judged.Articles(store, store.Judgements());
        var keys = said.Keys();
        var (all, _) = store.LineageLag(keys);
        var written = store.StartLineage();
        var kept = new Kept(store, written, said);
        Update(store, open(kept), kept, all, [], written, keys, portion);
        store.DropUnwritten(written);
        return store.Touched(written);
    }

    private static void Update(Store store, LineageEngine engine, Kept kept, IReadOnlyList<string> changed, IReadOnlyList<string> gone, LineageWriting written, IReadOnlyDictionary<string, string> said, int most)
    {
        foreach (var portion in changed.Chunk(most).DefaultIfEmpty([]))
        {
            var delta = engine.Update([.. portion.Select(kept.Page)], gone);
            gone = [];
            store.PutLineageRows(delta, portion, said);
            store.PutLineage(delta, written, portion);
        }
    }

    /// <summary>The results as they are kept.</summary>
    internal static LineageResult Read(Store store) => new()
    {
        Families = [.. store.Records<Family>(AcrossTable.Family)],
        Dates = [.. store.Records<ArticleDate>(AcrossTable.ArticleDate)],
        Stories = [.. store.Records<Story>(AcrossTable.Story)],
        Storylines = [.. store.Records<Storyline>(AcrossTable.Storyline)],
        VersionOf = store.RecordsById<string>(AcrossTable.VersionOf).ToImmutableSortedDictionary(r => r.Id, r => r.Record, StringComparer.Ordinal),
        Furniture = store.RecordsById<int[]>(AcrossTable.Furniture).ToImmutableSortedDictionary(r => r.Id, r => r.Record.ToImmutableArray(), StringComparer.Ordinal),
    };

    /// <summary>What the ledger asks of these pages: their families, dates, furniture and the versions that they are; no stories.</summary>
    internal static LineageResult Of(Store store, IReadOnlyCollection<string> pages)
    {
        var families = store.RecordsOf<MainFamily>(AcrossTable.FamilyOf, pages).Select(f => f.Record.Family).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var versions = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        // A version of a version leads on to another page.
        for (IReadOnlyCollection<string> next = pages; next.Count > 0;)
        {
            var found = store.RecordsOf<string>(AcrossTable.VersionOf, next).Where(v => versions.TryAdd(v.Id, v.Record)).ToList();
            next = [.. found.Select(v => v.Record).Where(id => !versions.ContainsKey(id)).Distinct(StringComparer.Ordinal)];
        }
        return new()
        {
            Families = [.. store.RecordsOf<Family>(AcrossTable.Family, families).Select(f => f.Record)],
            Dates = [.. store.RecordsOf<ArticleDate>(AcrossTable.ArticleDate, pages).Select(d => d.Record)],
            Stories = [],
            Storylines = [],
            VersionOf = versions.ToImmutable(),
            Furniture = store.RecordsOf<int[]>(AcrossTable.Furniture, pages).ToImmutableSortedDictionary(r => r.Id, r => r.Record.ToImmutableArray(), StringComparer.Ordinal),
        };
    }
}
