using Microsoft.Data.Sqlite;
using Shouldly;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Tests.Cli;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Storage;

public sealed class StoreTests
{
    [Fact]
    public void A_store_says_what_it_is_and_all_its_tables_are_strict()
    {
        using var folder = new TestFolder();
        using (Store.OpenOrCreate(folder.Store)) { }
        Ask<long>(folder.Store, "PRAGMA application_id").ShouldBe(Store.ApplicationId);
        Ask<long>(folder.Store, "PRAGMA user_version").ShouldBe(Migration.All.Count);
        Ask<string>(folder.Store, "PRAGMA journal_mode").ShouldBe("wal");
        Ask<long>(folder.Store, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'").ShouldBe(0);
        Ask<long>(folder.Store, "SELECT count(*) FROM migration").ShouldBe(Migration.All.Count);
    }

    [Fact]
    public void What_cannot_be_opened_is_said_in_words()
    {
        using var folder = new TestFolder();
        Problem(() => Store.Open(folder.Store)).ShouldBe(StoreProblem.NotFound);
        File.Exists(folder.Store).ShouldBeFalse();
        Problem(() => Store.Open(folder.Write("text.db", "this is not a store, it is a text of some length"))).ShouldBe(StoreProblem.NotAStore);
        Problem(() => Store.Open(folder.Path)).ShouldBe(StoreProblem.NotAStore);
        Problem(() => Store.Open(folder.Write("empty.db", ""))).ShouldBe(StoreProblem.NotAStore);
        new FileInfo(folder.File("empty.db")).Length.ShouldBe(0, "looking makes no store");
        Do(folder.File("other.db"), "CREATE TABLE x (y)");
        Problem(() => Store.OpenOrCreate(folder.File("other.db"))).ShouldBe(StoreProblem.NotAStore);
        Problem(() => Store.OpenOrCreate(folder.File("absent/x.db"))).ShouldBe(StoreProblem.NotFound);
        using (Store.OpenOrCreate(folder.Store)) { }
        Do(folder.Store, $"PRAGMA user_version = {Migration.All.Count + 1}");
        Problem(() => Store.Open(folder.Store)).ShouldBe(StoreProblem.Newer);
    }

    [Fact]
    public void A_store_from_before_the_indices_of_lists_gets_them_by_being_looked_at()
    {
        const string indices = "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema WHERE name IN ('article_line_claims', 'article_date_last', 'page_sha256') ORDER BY name)";
        using var folder = new TestFolder();
        using (Store.OpenOrCreate(folder.Store)) { }
        var now = Ask<string>(folder.Store, indices);
        now.Split('\n').Length.ShouldBe(3);
        Do(folder.Store, "ALTER TABLE run DROP COLUMN who; DROP TABLE former_article; DROP TABLE former_reading; DROP INDEX page_sha256; DROP INDEX article_date_last; DROP INDEX article_line_claims; CREATE INDEX article_line_claims ON article_line (page) WHERE claims > 0; DELETE FROM migration WHERE version > 6; PRAGMA user_version = 6;");
        using (Store.Open(folder.Store)) { }
        Ask<string>(folder.Store, indices).ShouldBe(now);
        Ask<long>(folder.Store, "PRAGMA user_version").ShouldBe(Migration.All.Count);
    }

    [Fact]
    public void Derived_tables_of_another_version_are_made_anew_and_facts_stay()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("a.txt", "Title\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        Do(folder.Store, "UPDATE setting SET value = '0' WHERE key = 'derived_schema'; DROP TABLE reading; CREATE TABLE reading (old TEXT)");
        var refused = folder.Run("ledger");
        refused.Exit.ShouldBe(2);
        refused.Error.ShouldContain("waybill rederive --apply");
        Ask<long>(folder.Store, "SELECT count(*) FROM article").ShouldBe(1, "looking changes nothing");
        using (var store = Store.OpenToChange(folder.Store))
        {
            store.PageIds().Count.ShouldBe(1);
            store.Counts().Articles.ShouldBe(0);
            store.AcrossStale.ShouldBeTrue();
        }
        folder.Run("rederive", "--apply").Exit.ShouldBe(0);
        folder.Run("ledger").Out.ShouldContain("Ruritania → Sylvania");
    }

    [Fact]
    public void Rows_come_back_as_they_were()
    {
        var article = new Article
        {
            Extractor = "x/1",
            PageId = "p",
            Text = "A title\n\nWords 🚀 and “quotes”.",
            TextHash = Hashes.Sha256("A title\n\nWords 🚀 and “quotes”."),
            Blocks = [new Block(new TextSpan(0, 7), BlockKind.Title), new Block(new TextSpan(9, 21), BlockKind.Paragraph)],
            Map = new TextMap([new TextRun(new TextSpan(0, 7), new ByteSpan(40, 9), RunNormalisation.Entities)]),
            LeftOut = [new LeftOutBlock(new ByteSpan(1, 2), "Menu", LeftOutReason.Menu)],
            Title = "A title",
            Dateline = new Dateline("SEOUL", "AP", "Jan. 5", new TextSpan(9, 4)),
            Published = new PrintedDate(PartialDate.Parse("2024-01-04T06:40+05:30")!.Value, DateSource.Meta, "crawl day"),
            NotBefore = [new PrintedDate(PartialDate.OfMonth(2022, 9), DateSource.Caption)],
            Credits = [new AgencyCredit("AP", "(AP)", CreditKind.Dateline)],
            Links = [(new TextSpan(9, 5), "https://example.org/")],
            Evidence = [Evidence.InText("A title\n\nWords", "h", new TextSpan(0, 7), "title")],
        };
        var json = RowJson.WriteText(article);
        var back = RowJson.Read<Article>(json);
        RowJson.WriteText(back).ShouldBe(json);
        back.Blocks.ShouldBe(article.Blocks);
        back.Map.Runs.ShouldBe(article.Map.Runs);
        back.LeftOut.ShouldBe(article.LeftOut);
        back.Links.ShouldBe(article.Links);
        back.Published.ShouldBe(article.Published);
        back.Dateline.ShouldBe(article.Dateline);
        back.Byline.IsDefault.ShouldBeFalse();
    }

    [Fact]
    public void A_member_that_an_older_row_lacks_keeps_its_initial_value() =>
        RowJson.Read<Article>("""{"Extractor":"x","PageId":"p","Text":"t","TextHash":"h","Blocks":[],"Map":{"Runs":[]}}""").Language.ShouldBe("und");

    [Fact]
    public void Packing_gives_back_what_it_took()
    {
        foreach (var bytes in new[] { [], [1], Enumerable.Range(0, 100_000).Select(i => (byte)(i % 7)).ToArray() })
            Packing.Unpack(Packing.Pack(bytes, Packing.PageQuality)).ShouldBe(bytes);
        Should.Throw<StoreException>(() => Packing.Unpack(new Packed(PackingMethod.Brotli, 5, [1, 2, 3])));
    }

    [Fact]
    public void Captures_of_one_page_merge_to_the_same_whatever_their_order()
    {
        CaptureFacts[] all =
        [
            new() { Format = PageFormat.PlainText, File = "b.txt", Outlet = "Zeta" },
            new() { Format = PageFormat.Html, File = "a.html", Captured = new CapturedTime(PartialDate.Parse("2024-02-01")!.Value, CapturedSource.User) },
            new() { Format = PageFormat.Html, File = "c.html", Outlet = "Alpha", Captured = new CapturedTime(PartialDate.Parse("2024-01-31")!.Value, CapturedSource.SavedFrom), UrlFrom = AddressSource.SavedFrom },
        ];
        var merged = CaptureFacts.Merge(all);
        CaptureFacts.Merge([.. all.Reverse()]).ShouldBe(merged);
        merged.Format.ShouldBe(PageFormat.Html);
        merged.File.ShouldBe("a.html");
        merged.Outlet.ShouldBe("Alpha");
        merged.Captured!.Value.ToString().ShouldBe("2024-01-31");
        merged.UrlFrom.ShouldBe(AddressSource.SavedFrom);
    }

    private static StoreProblem Problem(Func<Store> open) => Should.Throw<StoreException>(() => open().Dispose()).Problem;

    internal static void Do(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal static T Ask<T>(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }
}
