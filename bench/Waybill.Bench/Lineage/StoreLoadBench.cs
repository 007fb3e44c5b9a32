using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Waybill.Articles;
using Waybill.Bench.Load;
using Waybill.Cli;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.PerPage;
using Waybill.Storage;
using Waybill.Storage.Migrations;

namespace Waybill.Bench.Lineage;

/// <summary>Families, changes, dates and stories of a made load over a store of its articles: most at once, then a portion more;
/// beside the same in memory in the same run.</summary>
internal static class StoreLoadBench
{
    internal static int Run(string[] args)
    {
        var load = LoadFile.Read(args[0]);
        var more = Math.Min(load.Count / 10, 1000);
        var folder = Directory.CreateTempSubdirectory("waybill-lineage-").FullName;
        try
        {
            // Language and claims are other stages: left out.
            var stages = Composition.Stages() with { Language = null, Claims = null, Ledger = null };
            var pages = load.ConvertAll(l => Encoding.UTF8.GetBytes(l.Page.Article.Text) is var bytes && new Capture { Bytes = bytes, Format = PageFormat.PlainText } is var capture
                ? (Capture: capture, l.Family, l.Level, Page: l.Page with { Id = capture.Id, Article = l.Page.Article with { PageId = capture.Id } }) : default).DistinctBy(p => p.Capture.Id).ToList();
            _ = LineageStage.Build(pages.Take(6000).Select(p => p.Page).ToImmutableArray());
            var memory = Timing.Cpu(() => _ = LineageStage.Build(pages.Select(p => p.Page).ToImmutableArray()));
            using var store = Store.OpenOrCreate(Path.Combine(folder, "waybill.db"));
            var run = store.StartRun("made", "bench", DateTimeOffset.UnixEpoch);
            Put(pages[..^more]);
            var first = Timing.Cpu(() => AcrossRun.Refresh(store, stages));
            var held = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576;
            Put(pages[^more..]);
            var then = Timing.Cpu(() => AcrossRun.Refresh(store, stages));
            var one = Timing.Cpu(() => AcrossRun.Refresh(store, stages));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages.Count} pages; in memory {pages.Count / memory:F0} pages/s/core; with the store {(pages.Count - more) / first:F0} (of memory {memory / first * (pages.Count - more) / pages.Count:P0}), {more} more in {then:F1} s of CPU, nothing more in {one:F2} s, peak {held} MB with the load"));
            var family = store.RecordsById<MainFamily>(AcrossTable.FamilyOf).ToDictionary(r => r.Id, r => r.Record.Family, StringComparer.Ordinal);
            var number = family.Values.Distinct(StringComparer.Ordinal).Index().ToDictionary(f => f.Item, f => f.Index, StringComparer.Ordinal);
            LoadBench.Report(pages.ConvertAll(p => (p.Family, p.Level)), i => number[family[pages[i].Capture.Id]]);

            void Put(List<(Capture Capture, string Family, string Level, LineagePage Page)> some)
            {
                foreach (var batch in some.Chunk(256))
                    store.InTransaction(() => store.PutPages([.. batch.Select(p => PageStages.Rows(stages, p.Capture, CaptureFacts.Of(p.Capture), new PageReading(new ArticleResult.Found(p.Page.Article), null, null, false), withBytes: true))], run));
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }
}
