using System.Text.Json;
using Shouldly;
using Waybill.Cli;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Storage;

/// <summary>Stores of earlier versions, kept as files: <c>facts-N-derived-M.db</c> was written by the program of that time from
/// samples 02, 04, 08, 11 and 25. Each is opened, brought to today's form and rebuilt.</summary>
public sealed class OlderStoreTests
{
    private static readonly string[] Samples = ["02", "04", "08", "11", "25"];
    private static readonly Lazy<Waybill.Pipeline.Stages> Real = new(Composition.Stages);

    public static TheoryData<string> Stores => [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Waybill.Tests", "Storage", "stores"), "*.db").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Stores))]
    public void An_older_store_opens_and_gives_what_a_fresh_one_gives(string name)
    {
        using var folder = new TestFolder();
        File.Copy(Path.Combine(Repository.Root, "tests", "Waybill.Tests", "Storage", "stores", name), folder.Store);
        var ids = OldIds(folder.Store);
        ids.Count.ShouldBeGreaterThan(10);

        var before = File.ReadAllBytes(folder.Store);
        var refused = folder.Run(Real.Value, "ledger");
        refused.Exit.ShouldBe(2);
        refused.Error.ShouldContain("another version");
        File.ReadAllBytes(folder.Store).ShouldBe(before, "looking changes nothing");

        var shown = folder.Run(Real.Value, "rederive");
        shown.Exit.ShouldBe(0, shown.Error);
        shown.Out.ShouldContain("5 pages of 5 run again");
        folder.Run(Real.Value, "rederive", "--apply").Exit.ShouldBe(0);
        StoreTests.Ask<long>(folder.Store, "PRAGMA user_version").ShouldBe(Migration.All.Count);
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");

        using var fresh = new TestFolder();
        fresh.Run(Real.Value, ["read", .. Samples.SelectMany(n => Directory.GetFiles(Path.Combine(Repository.Root, "samples"), n + "-*"))]).Exit.ShouldBe(0);
        foreach (var kind in new[] { "article", "claim", "family", "story", "transfer" })
            WithoutFile(folder.Run(Real.Value, "export", kind).Out).ShouldBe(WithoutFile(fresh.Run(Real.Value, "export", kind).Out), kind);

        // Every id that the old program printed still opens.
        foreach (var id in ids) folder.Run(Real.Value, "show", id).Exit.ShouldBe(0, id);
    }

    /// <summary>From the time before replaced readings were kept, with derived rows that may be of today's form: it is migrated by being opened, and says of a
    /// moment before that its readings are not kept only where they were replaced.</summary>
    [Fact]
    public void A_store_from_before_replaced_readings_were_kept_goes_on_and_begins_to_keep_them()
    {
        using var folder = new TestFolder();
        using (var from = new System.IO.Compression.GZipStream(File.OpenRead(Path.Combine(Repository.Root, "tests", "Waybill.Tests", "Storage", "stores", "facts-9-derived-10.db.gz")), System.IO.Compression.CompressionMode.Decompress))
        using (var to = File.Create(folder.Store)) from.CopyTo(to);
        var ids = OldIds(folder.Store);
        ids.Count.ShouldBeGreaterThan(10);
        folder.Run(Real.Value, "rederive", "--all", "--apply").Exit.ShouldBe(0);
        StoreTests.Ask<long>(folder.Store, "PRAGMA user_version").ShouldBe(Migration.All.Count);
        StoreTests.Ask<string>(folder.Store, "SELECT value FROM setting WHERE key = 'readings_from'").ShouldBe("1");
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        using var fresh = new TestFolder();
        fresh.Run(Real.Value, ["read", .. Samples.SelectMany(n => Directory.GetFiles(Path.Combine(Repository.Root, "samples"), n + "-*"))]).Exit.ShouldBe(0);
        foreach (var kind in new[] { "article", "claim", "family", "story", "transfer" })
            WithoutFile(folder.Run(Real.Value, "export", kind).Out).ShouldBe(WithoutFile(fresh.Run(Real.Value, "export", kind).Out), kind);
        foreach (var id in ids) folder.Run(Real.Value, "show", id).Exit.ShouldBe(0, id);
    }

    /// <summary>From the time when claims that were added in the browser were entries: one stands, one was taken back, beside a judgement, a rating and a seal.</summary>
    [Fact]
    public void Claims_that_were_added_as_entries_are_judgements_now()
    {
        const string sealThen = "waybill-seal/1 5 1 3e2ec3d1a03660ede4d0dc2d2e0a84a08cf21f419e6d4534f5168c5a8bb43a76";
        using var folder = new TestFolder();
        File.Copy(Path.Combine(Repository.Root, "tests", "Waybill.Tests", "Storage", "stores", "judged", "facts-4-derived-8.db"), folder.Store);
        var ids = OldIds(folder.Store);
        folder.Run(Real.Value, "rederive", "--apply").Exit.ShouldBe(0);
        var rows = folder.Run(Real.Value, "judge", "list", "--json").Lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        rows.Select(r => r.GetProperty("verb").GetString()).ShouldBe(["confirm", "add", "add", "withdraw"]);
        rows.ShouldAllBe(r => !r.GetProperty("orphan").GetBoolean());
        rows[1].GetProperty("who").GetString().ShouldBe("A. Reader");
        rows[1].GetProperty("at").GetString().ShouldBe("2026-11-22T13:38:04Z");
        rows[3].GetProperty("withdraws").GetInt64().ShouldBe(3);
        var claim = folder.Run(Real.Value, "export", "claim").Lines.Select(l => JsonDocument.Parse(l).RootElement).Single(c => c.GetProperty("extractor").GetString() == "person:A. Reader");
        (claim.GetProperty("supplier").GetProperty("iso3").GetString(), claim.GetProperty("stage").GetString(), claim.GetProperty("item").GetProperty("designation").GetString(), claim.GetProperty("when").GetProperty("words").GetString())
            .ShouldBe(("USA", "delivered", "M60", "in the 1990s"));
        new Waybill.Tests.Samples.SchemaValidator(Waybill.Tests.Samples.SchemaTests.Folder).Faults("claim", claim).ShouldBeEmpty();
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        folder.Run(Real.Value, "verify", "--seal", sealThen).Out.ShouldContain("The seal holds");
        folder.Run(Real.Value, "seal").Out.ShouldStartWith("waybill-seal/2 5 4 1 ");
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        foreach (var id in ids) folder.Run(Real.Value, "show", id).Exit.ShouldBe(0, id);
        // As any judgement: it is taken back, and a file of it is taken in whole.
        var all = folder.File("all.jsonl");
        folder.Run(Real.Value, "export", "all", "--out", all).Exit.ShouldBe(0);
        var copy = folder.File("copy.db");
        folder.Run(Real.Value, "import", all, "--store", copy).Exit.ShouldBe(0);
        folder.Run(Real.Value, "export", "claim", "--store", copy).Out.ShouldBe(folder.Run(Real.Value, "export", "claim").Out);
        folder.Run(Real.Value, "judge", "withdraw", "2", "--by", "x", "--why", "y").Exit.ShouldBe(0);
        folder.Run(Real.Value, "export", "claim").Out.ShouldNotContain("person:");
    }

    [Fact]
    public void Rules_that_changed_show_what_they_gain_lose_and_change_before_anything_is_kept()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("in/a.txt", "One\n\nRuritania sends 5 missiles to Sylvania."), folder.Write("in/b.txt", "Two\n\nPerhaps Ruritania sends 7 rockets to Sylvania.")).Exit.ShouldBe(0);
        var id = Ids(folder.Run("export", "claim").Out)[0];
        var other = Waybill.Tests.Pipeline.TinyStages.All("2") with { Claims = new Without("7") };
        folder.Run(other, "read", folder.File("in")).Out.ShouldContain("2  read by older rules: `waybill rederive`");
        var look = folder.Run(other, "rederive");
        look.Out.ShouldContain("1 claim lost");
        look.Out.ShouldContain("Nothing was written");
        folder.Run(other, "export", "claim").Lines.Length.ShouldBe(2);
        var lines = folder.Run(other, "rederive", "--json").Lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        lines.Single().GetProperty("difference").GetString().ShouldBe("lost");
        var lost = lines[0].GetProperty("claim").GetString()!;
        folder.Run(other, "rederive", "--apply").Exit.ShouldBe(0);
        folder.Run(other, "export", "claim").Lines.Length.ShouldBe(1);
        folder.Run(other, "show", lost).Out.ShouldContain("names nothing any more");
        folder.Run(other, "show", id == lost ? Ids(folder.Run("export", "claim").Out)[0] : id).Exit.ShouldBe(0);
    }

    private static string[] Ids(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()!)];

    private static string WithoutFile(string lines) => string.Join('\n', lines.Split('\n').Select(l => System.Text.RegularExpressions.Regex.Replace(l, "\"file\":\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.NonBacktracking)));

    private static List<string> OldIds(string path)
    {
        var ids = new List<string>();
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id FROM page UNION SELECT id FROM claim UNION SELECT id FROM family UNION SELECT id FROM story UNION SELECT id FROM storyline UNION SELECT id FROM transfer";
        using var reader = command.ExecuteReader();
        while (reader.Read()) ids.Add(reader.GetString(0));
        return ids;
    }

    /// <summary>The tiny rules, which no longer read claims with a certain number.</summary>
    private sealed class Without(string number) : Waybill.Claims.IClaimExtractor
    {
        private readonly Waybill.Claims.IClaimExtractor _all = Waybill.Tests.Pipeline.TinyStages.All("2").Claims!;

        public string Name => _all.Name + "-without";

        public Waybill.Claims.ClaimReading Read(Waybill.Articles.Article article, Waybill.Language.Analysis analysis)
        {
            var reading = _all.Read(article, analysis);
            return new Waybill.Claims.ClaimReading([.. reading.Claims.Where(c => c.Quantity?.Words != number)], reading.Missed);
        }
    }
}
