using System.Globalization;
using System.Text.Json;
using Shouldly;
using Waybill.Storage;
using Waybill.Tests.Pipeline;
using Waybill.Tests.Samples;
using Waybill.Tests.Storage;
using Xunit;

namespace Waybill.Tests.Cli;

public sealed class VerbTests
{
    private const string Simple = "Missiles arrive\n\nRuritania sends 5 missiles to Sylvania.\n\nThe arms were new.";
    private const string Hedged = "A rumour\n\nPerhaps Ruritania sends 7 missiles to Sylvania.";

    [Fact]
    public void Read_says_what_it_did_and_a_second_time_knows_all()
    {
        using var folder = Filled();
        var again = folder.Run("read", folder.File("in"));
        again.Exit.ShouldBe(0);
        again.Out.ShouldContain("0  read");
        again.Out.ShouldContain("4  already known");
        again.Out.ShouldContain("2  transfers".Replace("2", "1", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_goes_on_over_what_is_no_page_and_counts_each_reason()
    {
        using var folder = new TestFolder();
        folder.Write("in/a.txt", Simple);
        folder.Write("in/empty.txt", "");
        folder.Write("in/binary.html", [1, 0, 2, 0, 0, 3, 0, 4, 5]);
        folder.Write("in/no.txt", "NO TEXT");
        folder.Write("in/throw.txt", "THROW");
        folder.Write("in/x.png", "x");
        folder.Write("in/deutsch.txt", "Titel\n\nDie Streitkräfte sends 5 Raketen to Sylvania.");
        if (!OperatingSystem.IsWindows())
        {
            folder.Write("in/secret.txt", "x");
            File.CreateSymbolicLink(folder.File("in/dangling.txt"), folder.File("nowhere"));
        }
        var read = folder.Run("read", folder.File("in"));
        read.Exit.ShouldBe(0);
        foreach (var words in new[] { "3  read", "1  unreadable", "1  empty", "1  binary", "1  no article text", "1  program error", "1  other kind of file", "1  kept without claims: language de", "1  claims" })
            read.Out.ShouldContain(words);
        using var store = Store.Open(folder.Store);
        store.Skips(1).Single(s => s.Source.EndsWith("throw.txt", StringComparison.Ordinal)).Detail.ShouldContain("a stage that breaks its word");
        store.Runs().Single().Outcome.ShouldBe("done");
        // The page without text is kept, and not tried again.
        folder.Run("read", folder.File("in/no.txt")).Out.ShouldContain("1  already known");
    }

    [Fact]
    public void Read_reads_the_rest_where_a_path_names_nothing_and_says_so()
    {
        using var folder = new TestFolder();
        folder.Write("a.txt", Simple);
        var read = folder.Run("read", folder.File("a.txt"), folder.File("b.txt"), folder.File("*.absent"));
        read.Exit.ShouldBe(2);
        read.Out.ShouldContain("1  read");
        read.Out.ShouldContain("2  not there");
        read.Error.ShouldContain("2 paths name nothing; all else was read");
        using (var store = Store.Open(folder.Store)) store.Skips(1).Single(s => s.Source.EndsWith("b.txt", StringComparison.Ordinal)).Detail.ShouldContain("There is no file or folder");
        folder.Run("read", folder.File("b.txt")).Exit.ShouldBe(2);
        using (var store = Store.Open(folder.Store)) store.Runs().Count.ShouldBe(1, "nothing to read is said before a run begins");
    }

    [Theory]
    [InlineData("go-to: no party", "go-to", "“go” as in “Rifles from Serbia went to Libya.”: no party")]
    [InlineData("await-delivery: too unsure", "await-delivery", "“await … delivery” as in “Poland awaits delivery of tanks from South Korea.”: too unsure")]
    [InlineData("refused from chat/1: no such words", null, "refused from chat/1: no such words")]
    [InlineData("a reason", null, "a reason")]
    public void A_missed_sentence_is_explained_by_word_and_example(string reason, string? rule, string words) => Waybill.Pipeline.Looking.MissedWords.Of(reason).ShouldBe((rule, words));

    [Fact]
    public void Ledger_shows_polarity_in_words_and_its_filters_hold()
    {
        using var folder = Filled();
        var all = folder.Run("ledger");
        all.Exit.ShouldBe(0);
        all.Out.ShouldContain("Ruritania → Sylvania");
        all.Out.ShouldContain("delivered");
        all.Out.ShouldContain("delivered (possible)");
        foreach (var filter in new[] { "--supplier RUR", "--supplier rurit", "--recipient Sylvania", "--item missiles", "--stage delivered", "--stage movement", "--since 2024-01", "--until 2024", "--reported-since 2024-01-04 --reported-until 2024-01-04" })
            folder.Run(["ledger", .. filter.Split(' ')]).Exit.ShouldBe(0, filter);
        foreach (var filter in new[] { "--supplier Sylvania", "--recipient FRA", "--item tanks", "--stage ordered", "--since 2024-02", "--until 2023", "--reported-since 2025", "--disputed" })
        {
            var none = folder.Run(["ledger", .. filter.Split(' ')]);
            none.Exit.ShouldBe(1, filter);
            none.Out.ShouldBeEmpty();
            none.Error.ShouldContain("no transfers found");
        }
    }

    [Fact]
    public void A_doubtful_delivery_is_not_found_as_a_delivery()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("h.txt", Hedged)).Exit.ShouldBe(0);
        folder.Run("ledger").Out.ShouldContain("delivered (possible)");
        folder.Run("ledger", "--stage", "delivered").Exit.ShouldBe(1);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Ledger_keeps_within_the_terminal(int width)
    {
        using var folder = Filled();
        folder.Write("in/long.txt", "Long\n\nTheUnitedKingdomsOfRuritaniaAndTransRuritania sends 12000 surface-to-air-missile-interceptors-with-launchers-and-radars to GrandDuchyOfSylvaniaAndItsDependencies.");
        folder.Run("read", folder.File("in")).Exit.ShouldBe(0);
        var lines = folder.Run(TinyStages.All(), width, "ledger").Lines;
        lines.ShouldAllBe(l => l.Length <= width);
        lines.Length.ShouldBeGreaterThan(4);
    }

    [Fact]
    public void Every_record_opens_by_its_id_and_by_the_start_of_it()
    {
        using var folder = Filled();
        foreach (var kind in new[] { "page", "article", "claim", "family", "story", "storyline", "transfer" })
        {
            var id = Json(folder.Run("export", kind).Lines[0]).GetProperty("id").GetString()!;
            folder.Run("show", id).Exit.ShouldBe(0, kind);
            folder.Run("show", id[..10]).Out.ShouldContain(id);
            Json(folder.Run("show", id, "--json").Out).GetProperty("id").GetString().ShouldBe(id);
        }
        folder.Run("show", "ffffffffffff").Exit.ShouldBe(1);
        folder.Run("show", "ab").Exit.ShouldBe(2);
    }

    [Fact]
    public void Show_gives_every_value_with_its_words()
    {
        using var folder = Filled();
        var id = folder.Run("export", "claim").Lines.Select(l => Json(l)).First(c => c.GetProperty("quantity").GetProperty("min").GetInt32() == 5).GetProperty("id").GetString()!;
        var shown = folder.Run("show", id).Out;
        foreach (var words in new[] { "“Ruritania sends 5 missiles to Sylvania.”", "← “Ruritania”", "← “Sylvania”", "← “5”", "a spokesman of Ruritania", "primary source" }) shown.ShouldContain(words);
    }

    [Fact]
    public void Exports_fit_their_schemas_and_are_sorted()
    {
        using var folder = Filled();
        var validator = new SchemaValidator(SchemaTests.Folder);
        foreach (var kind in new[] { "page", "article", "claim", "family", "story", "storyline", "transfer" })
        {
            var lines = folder.Run("export", kind).Lines;
            lines.ShouldNotBeEmpty();
            foreach (var line in lines) validator.Faults(kind, Json(line)).ShouldBeEmpty(kind + ": " + line);
            lines.Select(l => Json(l).GetProperty("id").GetString()).ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        }
    }

    [Fact]
    public void Exported_positions_count_code_points()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("a.txt", "🚀🚀 rockets\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        var evidence = Json(folder.Run("export", "claim").Out).GetProperty("evidence")[0];
        var text = Json(folder.Run("export", "article").Out).GetProperty("text").GetString()!;
        var points = text.EnumerateRunes().ToArray();
        string.Concat(points[evidence.GetProperty("start").GetInt32()..evidence.GetProperty("end").GetInt32()]).ShouldBe("Ruritania");
    }

    [Fact]
    public void Csv_is_safe_to_open_in_a_spreadsheet()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("a.txt", "=HYPERLINK(\"x\"), a title\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        var csv = folder.Run("export", "article", "--format", "csv").Out;
        csv.ShouldStartWith("\uFEFFid,published,");
        csv.ShouldContain("\"'=HYPERLINK(\"\"x\"\"), a title\"");
    }

    [Fact]
    public void What_pages_say_never_steers_the_terminal()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("a.txt", "Title \u001b[2J\u0007 \u202Eevil\u009B31m\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        var id = Json(folder.Run("export", "article").Out).GetProperty("id").GetString()!;
        foreach (var args in new[] { new[] { "articles" }, ["articles", "--json"], ["show", id], ["page", folder.File("a.txt")], ["export", "article", "--format", "csv"], ["stories"], ["claims"] })
        {
            var shown = folder.Run(args).Out;
            shown.Where(c => c is '\u001b' or '\u0007' or '\u009B' or '\u202E').ShouldBeEmpty(string.Join(' ', args));
        }
    }

    [Fact]
    public void Verify_passes_on_a_sound_store_and_fails_loudly_on_any_change()
    {
        using var folder = Filled();
        folder.Run("verify").Exit.ShouldBe(0);
        // A byte of a page, behind the program's back.
        using (var store = Store.Open(folder.Store))
        {
            var bytes = store.Bytes(store.Page(store.PageIds()[0])!.Sha256);
            bytes[^3] ^= 1;
            StoreTests.Do(folder.Store, $"UPDATE bytes SET packing = 0, data = X'{Convert.ToHexString(bytes)}' WHERE sha256 = '{store.Page(store.PageIds()[0])!.Sha256}'");
        }
        var failed = folder.Run("verify");
        failed.Exit.ShouldBe(2);
        failed.Error.ShouldContain("VERIFY FAILED");
        failed.Out.ShouldContain("MISMATCH");
    }

    [Fact]
    public void Rederive_shows_before_it_changes_and_former_ids_keep_opening()
    {
        using var folder = Filled();
        var before = folder.Run("export", "transfer").Lines.Length;
        var claim = Json(folder.Run("export", "claim").Lines[0]).GetProperty("id").GetString()!;
        var transfer = Json(folder.Run("export", "transfer").Lines[0]).GetProperty("id").GetString()!;
        var newer = TinyStages.All("2");
        folder.Run(newer, "read", folder.File("in")).Out.ShouldContain("4  read by older rules");
        folder.Run(newer, "rederive").Out.ShouldContain("Nothing was written");
        folder.Run("rederive").Out.ShouldContain("0 pages of 4 run again");
        var without = newer with { Claims = new NoClaims() };
        folder.Run(without, "rederive").Out.ShouldContain("3 claims lost");
        folder.Run(without, "ledger").Exit.ShouldBe(0);
        folder.Run(without, "rederive", "--apply").Exit.ShouldBe(0);
        folder.Run(without, "ledger").Exit.ShouldBe(1);
        folder.Run(without, "show", claim).Out.ShouldContain("names nothing any more");
        folder.Run(without, "show", transfer).Out.ShouldContain("Nothing of it is left");
        folder.Run("rederive", "--apply").Exit.ShouldBe(0);
        folder.Run("export", "transfer").Lines.Length.ShouldBe(before);
        folder.Run("show", transfer).Out.ShouldContain("Ruritania → Sylvania");
    }

    [Fact]
    public void Rebuild_is_identical_and_doctor_finds_what_was_tampered_with()
    {
        using var folder = Filled();
        folder.Run("rebuild").Out.ShouldContain("identical");
        folder.Run("doctor").Out.ShouldContain("Sound");
        StoreTests.Do(folder.Store, "DELETE FROM family; UPDATE transfer SET data = replace(data, 'Sylvania', 'Moldavia')");
        folder.Run("doctor").Out.ShouldContain("are not what the pages give");
        folder.Run("doctor", "--repair").Out.ShouldContain("mended");
        folder.Run("doctor").Out.ShouldContain("Sound");
        folder.Run("ledger").Out.ShouldContain("Ruritania → Sylvania");
    }

    [Fact]
    public void Looking_never_makes_a_store_and_names_the_file()
    {
        using var folder = new TestFolder();
        foreach (var verb in new[] { "ledger", "articles", "families", "stories", "claims", "missed", "verify", "rederive", "rebuild", "doctor" })
        {
            var none = folder.Run(verb);
            none.Exit.ShouldBe(2, verb);
            none.Error.ShouldContain(folder.Store);
            File.Exists(folder.Store).ShouldBeFalse(verb);
        }
    }

    [Fact]
    public void A_locked_store_is_said_to_be_locked()
    {
        using var folder = Filled();
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.Store};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var locked = folder.Run("rebuild");
        locked.Exit.ShouldBe(2);
        locked.Error.ShouldContain("being written by another program");
        folder.Run("ledger").Exit.ShouldBe(0, "looking is not held up");
    }

    [Fact]
    public void Standard_input_takes_what_the_user_says_about_it()
    {
        using var folder = new TestFolder { Input = System.Text.Encoding.UTF8.GetBytes(Simple) };
        folder.Run("read", "-", "--url", "https://news.example/a", "--outlet", "The Example", "--published", "2024-01-04").Exit.ShouldBe(0);
        var article = Json(folder.Run("export", "article").Out);
        article.GetProperty("url").GetString().ShouldBe("https://news.example/a");
        article.GetProperty("outlet").GetString().ShouldBe("The Example");
        article.GetProperty("published").GetProperty("value").GetString().ShouldBe("2024-01-04");
        folder.Run("read", folder.Write("x/a.txt", Simple), folder.Write("x/b.txt", Hedged), "--url", "https://x.example/").Exit.ShouldBe(2);
    }

    [Fact]
    public void Mistakes_on_the_line_are_answered_in_words_with_exit_code_2()
    {
        using var folder = new TestFolder();
        foreach (var line in new[] { "ledgr", "ledger --since yesterday", "ledger --stage sunk", "read", "read /no/such/file", "export song", "ledger --limit many", "read x --jobs 0" })
        {
            var answer = folder.Run(line.Split(' '));
            answer.Exit.ShouldBe(2, line);
            answer.Error.ShouldStartWith("waybill: ", customMessage: line);
            answer.Out.ShouldBeEmpty();
        }
    }

    [Fact]
    public void Neither_order_nor_jobs_nor_repetition_can_be_seen_in_what_comes_out()
    {
        using var one = new TestFolder();
        using var two = new TestFolder();
        for (var i = 0; i < 60; i++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"Title {i % 20}\n\nRuritania{i % 7} sends {i} missiles to Sylvania{i % 3}.");
            one.Write($"in/{i:00}.txt", text);
            two.Write($"in/{i:00}.txt", text);
        }
        one.Run("read", one.File("in"), "--jobs", "8").Exit.ShouldBe(0);
        for (var i = 59; i >= 0; i -= 7)
            two.Run(["read", "--jobs", "1", .. Enumerable.Range(Math.Max(0, i - 6), Math.Min(7, i + 1)).Reverse().Select(n => two.File($"in/{n:00}.txt"))]).Exit.ShouldBe(0);
        foreach (var kind in new[] { "page", "article", "claim", "family", "story", "storyline", "transfer" })
            two.Run("export", kind).Out.Replace(two.Path, "", StringComparison.Ordinal).ShouldBe(one.Run("export", kind).Out.Replace(one.Path, "", StringComparison.Ordinal), kind);
    }

    private static TestFolder Filled()
    {
        var folder = new TestFolder();
        folder.Write("in/a.txt", Simple);
        folder.Write("in/b.html", "<!-- saved from url=(0022)https://news.example/b -->\n\n" + Hedged);
        folder.Write("in/c.txt", "Nothing\n\nThe arms were old.");
        folder.Input = System.Text.Encoding.UTF8.GetBytes("Dated\n\nRuritania sends 9 missiles to Sylvania.");
        folder.Run("read", folder.File("in")).Exit.ShouldBe(0);
        folder.Write("in/d.txt", folder.Input);
        folder.Run("read", folder.File("in/d.txt"), "--published", "2024-01-04").Exit.ShouldBe(0);
        return folder;
    }

    private static JsonElement Json(string line) => JsonDocument.Parse(line).RootElement;

    private sealed class NoClaims : Waybill.Claims.IClaimExtractor
    {
        public string Name => "none/1";

        public Waybill.Claims.ClaimReading Read(Waybill.Articles.Article article, Waybill.Language.Analysis analysis) => Waybill.Claims.ClaimReading.Empty;
    }
}
