using System.Globalization;
using Microsoft.Data.Sqlite;
using Shouldly;
using Waybill.Lineage;
using Waybill.Pipeline;
using Waybill.Pipeline.AcrossPages;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Tests.Cli;
using Waybill.Tests.Pipeline;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>Lineage over a store goes on from what is kept, and gives what a run from scratch gives.</summary>
public sealed class LineageStoreTests
{
    private static readonly Stages Real = TinyStages.All() with { Lineage = new LineageStep("lineage", pages => LineageStage.Build(pages)) { Open = store => new LineageEngine(store) } };

    [Fact]
    public void Read_in_portions_with_pages_that_vanish_between_it_is_what_a_run_from_scratch_gives()
    {
        using var folder = new TestFolder();
        var load = new SmallLoad(11, 5).Pages;
        var files = load.Select((p, i) => folder.Write(string.Create(CultureInfo.InvariantCulture, $"{i:D3}.txt"),
            $"Title {i}\n\n{p.Page.Article.Text}\n\nRuritania sends {i + 1} missiles to Sylvania.")).ToList();
        var random = new Random(5);
        foreach (var portion in files.OrderBy(_ => random.Next()).Chunk(9))
        {
            folder.Run(Real, ["read", .. portion]).Exit.ShouldBe(0);
            Differences(folder).ShouldBe(0);
            // Pages lose their articles, as when their bytes are withdrawn.
            Do(folder.Store, "CREATE TEMP TABLE x AS SELECT page FROM article ORDER BY data LIMIT 2; DELETE FROM claim WHERE page IN (SELECT page FROM x); DELETE FROM reading WHERE page IN (SELECT page FROM x); "
                + "DELETE FROM article WHERE page IN (SELECT page FROM x); INSERT INTO stale (pages) VALUES (2)");
        }
        using (var store = Store.Open(folder.Store)) AcrossRun.Refresh(store, Real);
        Differences(folder).ShouldBe(0);
        folder.Run(Real, "rederive", "--apply").Exit.ShouldBe(0); // the articles that vanished are made again
        Differences(folder).ShouldBe(0);
        using (var store = Store.Open(folder.Store))
        {
            store.Counts().Articles.ShouldBe(files.Count);
            store.LineageLag(new Dictionary<string, string>()).Changed.ShouldBeEmpty();
            AcrossRun.Rebuild(store, Real).ShouldBe(0);
        }
        Differences(folder).ShouldBe(0);
    }

    [Fact]
    public void What_does_not_fit_into_memory_at_once_is_taken_in_portions()
    {
        using var folder = new TestFolder();
        var small = Real with { Lineage = Real.Lineage! with { Portion = 3 } };
        var load = new SmallLoad(12, 6).Pages;
        var files = load.Select((p, i) => folder.Write(string.Create(CultureInfo.InvariantCulture, $"{i:D3}.txt"), $"Title {i}\n\n{p.Page.Article.Text}\n\nRuritania sends {i + 1} missiles to Sylvania.")).ToList();
        folder.Run(small, ["read", .. files]).Exit.ShouldBe(0);
        Differences(folder).ShouldBe(0);
        using (var store = Store.Open(folder.Store))
        {
            AcrossRun.Rebuild(store, Real).ShouldBe(0);
            store.Records<Family>(AcrossTable.Family).ShouldContain(f => f.Members.Length > 3);
            // What a portion changes and the next one changes back was not touched.
            AcrossRun.Rebuild(store, small).ShouldBe(0);
            AcrossRun.Rebuild(store, Real).ShouldBe(0);
            var (id, family) = store.RecordsById<Family>(AcrossTable.Family).First();
            var story = family.Stories[0];
            Do(folder.Store, $"DELETE FROM family WHERE id = '{id}'; UPDATE story SET data = '{{}}' WHERE id = '{story}'; INSERT INTO version_of (id, data) VALUES ('nobody', '\"x\"')");
            AcrossRun.Rebuild(store, small).ShouldBe(3);
            AcrossRun.Rebuild(store, small).ShouldBe(0);
        }
        // Families that were only there between two portions were never there.
        Count(folder.Store, "SELECT count(*) FROM former").ShouldBe(0);
    }

    private static long Count(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static int Differences(TestFolder folder)
    {
        using var store = Store.Open(folder.Store);
        AcrossRun.IsCurrent(store, Real).ShouldBeTrue();
        return store.CountDifferences(AcrossRun.Compute(store, Real));
    }

    private static void Do(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
