using System.Text.Json;
using Shouldly;
using Waybill.Cli;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Judgements;

/// <summary>Judgements through the program: they are rows, hold for copies, survive new rules, and nothing is lost by them.</summary>
public sealed class JudgeTests
{
    private static readonly Lazy<Waybill.Pipeline.Stages> Real = new(Composition.Stages);
    private static readonly string[] Signed = ["--by", "A. Reader", "--why", "read again"];

    private const string Story = """
        Norway arms Latvia

        Norway has delivered 12 howitzers to Latvia, the defence ministry in Oslo said on 4 March 2024.

        The guns were taken by rail through Sweden and will stand near the border, where the brigade has its barracks since spring.

        Denmark has delivered 40 mortars to Latvia, the defence ministry in Copenhagen said on 5 March 2024.
        """;

    [Fact]
    public void A_rejected_reading_leaves_the_ledger_in_all_copies_and_comes_back_when_withdrawn()
    {
        using var folder = Filled();
        var norway = Claim(folder, "NOR");
        folder.Run(Real.Value, "ledger", "--supplier", "NOR").Exit.ShouldBe(0);
        Judge(folder, "reject", norway[..8]).Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--supplier", "NOR").Exit.ShouldBe(Exit.NothingFound, "the copy's claim is out too");
        folder.Run(Real.Value, "ledger", "--supplier", "DNK").Exit.ShouldBe(0);
        folder.Run(Real.Value, "export", "claim").Lines.Count(l => l.Contains("rejected by judgement 1 of A. Reader: read again", StringComparison.Ordinal)).ShouldBe(2);
        folder.Run(Real.Value, "show", norway).Out.ShouldContain("Judged by people");
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical", customMessage: "the ledger alone and everything anew are the same");
        Judge(folder, "withdraw", "1").Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--supplier", "NOR").Exit.ShouldBe(0);
        folder.Run(Real.Value, "judge", "list").Out.ShouldContain("(withdrawn)");
        var rows = folder.Run(Real.Value, "judge", "list", "--json").Lines;
        rows.Length.ShouldBe(2);
        var validator = new Samples.SchemaValidator(Samples.SchemaTests.Folder);
        foreach (var row in rows) validator.Faults("judgement", JsonDocument.Parse(row).RootElement).ShouldBeEmpty(row);
    }

    [Fact]
    public void A_correction_needs_words_that_stand_in_the_article()
    {
        using var folder = Filled();
        var norway = Claim(folder, "NOR");
        Judge(folder, "correct", norway, "--set", "quantity=40").Error.ShouldContain("--words");
        Judge(folder, "correct", norway, "--set", "quantity=40", "--words", "forty guns").Error.ShouldContain("does not stand in the article");
        Judge(folder, "correct", norway, "--set", "stage=sunk", "--words", "delivered").Error.ShouldContain("is no stage");
        Judge(folder, "correct", norway, "--set", "colour=red", "--words", "delivered").Error.ShouldContain("cannot be corrected");
        Judge(folder, "correct", norway, "--set", "supplier=SWE", "--words", "Sweden").Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--supplier", "NOR").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "ledger", "--supplier", "SWE").Exit.ShouldBe(0);
        folder.Run(Real.Value, "export", "claim").Lines.Count(l => l.Contains("\"iso3\":\"NOR\"", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(2, "what was read stays as it was read");
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
    }

    [Fact]
    public void Transfers_are_joined_and_parted_and_every_id_keeps_opening()
    {
        using var folder = Filled();
        var before = Transfers(folder);
        before.Length.ShouldBe(2);
        Judge(folder, "merge", before[0], before[1]).Exit.ShouldBe(0);
        var merged = Transfers(folder);
        merged.Length.ShouldBe(1);
        foreach (var id in before) folder.Run(Real.Value, "show", id).Exit.ShouldBe(0, id);
        var gone = before.Single(id => id != merged[0]);
        folder.Run(Real.Value, "show", gone).Out.ShouldContain(merged[0]);
        var denmark = folder.Run(Real.Value, "claims", "--supplier", "DNK", "--json").Lines.Select(Id).ToArray();
        Judge(folder, ["split", merged[0], .. denmark]).Exit.ShouldBe(0);
        var parted = Transfers(folder);
        parted.Length.ShouldBe(2);
        foreach (var id in before.Concat(merged).Concat(parted)) folder.Run(Real.Value, "show", id).Exit.ShouldBe(0, id);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        Judge(folder, "assess", parted[0], "--as", "likely").Error.ShouldContain("supported");
        Judge(folder, "assess", parted[0], "--as", "not-proven").Exit.ShouldBe(0);
        folder.Run(Real.Value, "show", parted[0]).Out.ShouldContain("not-proven");
    }

    [Fact]
    public void An_assessment_names_the_claims_that_it_rests_on()
    {
        using var folder = Filled();
        var denmark = folder.Run(Real.Value, "claims", "--supplier", "DNK", "--json").Lines.Select(Id).First();
        var of = folder.Run(Real.Value, "ledger", "--supplier", "NOR", "--json").Lines.Select(Id).Single();
        Judge(folder, "assess", of, "ffffffff", "--as", "contradicted").Exit.ShouldBe(2);
        Judge(folder, "assess", of, denmark, "--as", "contradicted").Exit.ShouldBe(0);
        var row = JsonDocument.Parse(folder.Run(Real.Value, "judge", "list", "--json").Lines.Single()).RootElement;
        var evidence = row.GetProperty("otherSide").EnumerateArray().Single();
        evidence.GetProperty("claim").GetString().ShouldBe(denmark);
        evidence.GetProperty("sentence").GetString()!.ShouldContain("Denmark");
        folder.Run(Real.Value, "show", of).Out.ShouldContain("rests on " + denmark);
        folder.Run(Real.Value, "dossier", of).Out.ShouldContain(evidence.GetProperty("sentence").GetString()!);
        Judge(folder, "assess", of, "--as", "supported", "--likelihood", "sure").Error.ShouldContain("very-likely");
        Judge(folder, "assess", of, "--as", "supported", "--confidence", "total").Error.ShouldContain("moderate");
        Judge(folder, "assess", of, "--as", "supported", "--likelihood", "very-likely", "--confidence", "low").Exit.ShouldBe(0);
        // Two things, never in one phrase: a line each, and neither where nobody said it.
        foreach (var told in new[] { folder.Run(Real.Value, "show", of).Out, folder.Run(Real.Value, "dossier", of).Out })
        {
            var lines = told.Split('\n');
            lines.Count(l => l.Contains("likelihood", StringComparison.Ordinal) && l.Contains("very-likely", StringComparison.Ordinal)).ShouldBe(1);
            lines.Count(l => l.Contains("confidence after ICD 203", StringComparison.Ordinal) && l.Contains(": low", StringComparison.Ordinal)).ShouldBe(1);
            lines.ShouldNotContain(l => l.Contains("likelihood", StringComparison.Ordinal) && l.Contains("confidence", StringComparison.Ordinal));
        }
        foreach (var judged in folder.Run(Real.Value, "judge", "list", "--json").Lines) new Samples.SchemaValidator(Samples.SchemaTests.Folder).Faults("judgement", JsonDocument.Parse(judged).RootElement).ShouldBeEmpty(judged);
        // It goes with an export, as other judgements do.
        var all = folder.File("all.jsonl");
        folder.Run(Real.Value, "export", "all", "--out", all).Exit.ShouldBe(0);
        var copy = folder.File("copy.db");
        folder.Run(Real.Value, "import", all, "--store", copy).Exit.ShouldBe(0);
        folder.Run(Real.Value, "judge", "list", "--json", "--store", copy).Out.ShouldBe(folder.Run(Real.Value, "judge", "list", "--json").Out);
    }

    [Theory]
    [InlineData("confirm", "--set", "quantity=40", "--words", "forty")]
    [InlineData("reject", "--words", "forty")]
    [InlineData("confirm", "--sentence", "It is so.")]
    [InlineData("reject", "--as", "supported")]
    [InlineData("confirm", "--likelihood", "likely")]
    public void An_option_that_a_verb_has_no_use_for_is_refused(string verb, params string[] options)
    {
        using var folder = Filled();
        var refused = Judge(folder, [verb, Claim(folder, "NOR"), .. options]);
        refused.Exit.ShouldBe(2);
        refused.Error.ShouldContain($"not with {verb}");
        folder.Run(Real.Value, "judge", "list").Exit.ShouldBe(Exit.NothingFound);
    }

    [Fact]
    public void A_judgement_is_found_again_by_its_quotation_and_an_orphan_is_listed()
    {
        using var folder = Filled();
        Judge(folder, "reject", Claim(folder, "NOR")).Exit.ShouldBe(0);
        // Another page with the same sentence, read later: the judgement holds there too.
        folder.Run(Real.Value, "read", folder.Write("in/c.txt", "A third paper\n\nNorway has delivered 12 howitzers to Latvia, the defence ministry in Oslo said on 4 March 2024.\n\nThat was all that our paper learnt about the guns in a long and quiet week of waiting at the ministry's gates.")).Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--supplier", "NOR").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "judge", "list", "--orphans").Exit.ShouldBe(Exit.NothingFound);
        // Rules that read nothing any more: the words stand nowhere, the judgement stays.
        var mute = Real.Value with { Claims = new Mute() };
        folder.Run(mute, "rederive", "--apply").Exit.ShouldBe(0);
        folder.Run(mute, "judge", "list", "--orphans").Out.ShouldContain("stand nowhere any more");
        folder.Run(Real.Value, "rederive", "--apply").Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--supplier", "NOR").Exit.ShouldBe(Exit.NothingFound, "it holds again");
    }

    [Fact]
    public void Who_and_why_are_never_empty()
    {
        using var folder = Filled();
        var id = Claim(folder, "NOR");
        folder.Run(Real.Value, "judge", "reject", id, "--why", "x").Error.ShouldContain("--by");
        folder.Run(Real.Value, "judge", "reject", id, "--by", "x").Error.ShouldContain("--why");
        folder.Run(Real.Value, "judge", "reject", "ffffffff", "--by", "x", "--why", "y").Exit.ShouldBe(2);
        folder.Run(Real.Value, "judge", "accept", id).Exit.ShouldBe(2);
        folder.Run(Real.Value, "judge", "list").Exit.ShouldBe(Exit.NothingFound);
    }

    [Fact]
    public void A_claim_that_was_not_read_is_added_with_its_words_and_holds_in_copies()
    {
        using var folder = Filled();
        const string sentence = "The guns were taken by rail through Sweden and will stand near the border, where the brigade has its barracks since spring.";
        var article = JsonDocument.Parse(folder.Run(Real.Value, "claims", "--supplier", "NOR", "--json").Lines[0]).RootElement.GetProperty("article").GetProperty("id").GetString()!;
        string[] add = ["add", article, "--sentence", sentence, "--set", "stage=in-delivery", "--words", "were taken by rail", "--set", "item=artillery", "--words", "guns", "--set", "recipient=LVA", "--words", "Latvia"];
        Judge(folder, [.. add, "--set", "supplier=SWE", "--words", "Stockholm"]).Error.ShouldContain("does not stand in the article");
        Judge(folder, ["add", article, "--sentence", "It never said so.", .. add[4..]]).Error.ShouldContain("does not stand in the article");
        Judge(folder, [.. add[..4], "--set", "stage=in-delivery", "--words", "taken"]).Error.ShouldContain("a stage and an item");
        Judge(folder, [.. add, "--set", "supplier=SWE"]).Error.ShouldContain("once for each");
        folder.Run(Real.Value, "judge", "list").Exit.ShouldBe(Exit.NothingFound);
        Judge(folder, [.. add, "--set", "supplier=SWE", "--words", "Sweden"]).Exit.ShouldBe(0);
        Judge(folder, [.. add, "--set", "supplier=SWE", "--words", "Sweden"]).Error.ShouldContain("already");
        var whole = folder.File("whole.jsonl");
        folder.Run(Real.Value, "export", "all", "--out", whole).Exit.ShouldBe(0);
        folder.Run(Real.Value, "import", whole, "--store", folder.File("taken.db")).Out.ShouldNotContain("not read by the rules", Case.Insensitive);
        var claims = folder.Run(Real.Value, "claims", "--supplier", "SWE", "--json").Lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        claims.Length.ShouldBe(2, "the copy has the sentence too");
        foreach (var claim in claims)
        {
            new Samples.SchemaValidator(Samples.SchemaTests.Folder).Faults("claim", claim).ShouldBeEmpty();
            claim.GetProperty("extractor").GetString().ShouldBe("person:A. Reader");
            claim.GetProperty("evidence").GetArrayLength().ShouldBe(4);
            folder.Run(Real.Value, "show", claim.GetProperty("id").GetString()!).Out.ShouldContain("Sweden");
        }
        folder.Run(Real.Value, "ledger", "--supplier", "SWE", "--json").Lines.ShouldHaveSingleItem();
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        folder.Run(Real.Value, "export", "claim").Lines.Count(l => l.Contains("person:A. Reader", StringComparison.Ordinal)).ShouldBe(2);
        var row = folder.Run(Real.Value, "judge", "list", "--json").Lines.ShouldHaveSingleItem();
        new Samples.SchemaValidator(Samples.SchemaTests.Folder).Faults("judgement", JsonDocument.Parse(row).RootElement).ShouldBeEmpty(row);
        // What was added is judged like what was read, and it goes as it came.
        Judge(folder, "correct", claims[0].GetProperty("id").GetString()!, "--set", "supplier=NOR", "--words", "Norway").Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--supplier", "SWE").Exit.ShouldBe(Exit.NothingFound);
        Judge(folder, "withdraw", "1").Exit.ShouldBe(0);
        folder.Run(Real.Value, "judge", "list", "--orphans").Out.ShouldContain("correct supplier");
        folder.Run(Real.Value, "claims", "--supplier", "SWE").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
    }

    [Fact]
    public void An_articles_day_and_outlet_are_corrected_by_words_of_its_page()
    {
        using var folder = Filled();
        var article = JsonDocument.Parse(folder.Run(Real.Value, "claims", "--supplier", "NOR", "--json").Lines[0]).RootElement.GetProperty("article").GetProperty("id").GetString()!;
        Judge(folder, "correct", article, "--set", "published=2024-03-07", "--words", "7 March 2024").Error.ShouldContain("does not stand on the page");
        Judge(folder, "correct", article, "--set", "published=soon", "--words", "5 March 2024").Error.ShouldContain("no day");
        var before = folder.Run(Real.Value, "export", "article", article).Out;
        Judge(folder, "correct", article, "--set", "published=2024-03-05", "--words", "5 March 2024").Exit.ShouldBe(0);
        Judge(folder, "correct", article, "--set", "outlet=The Baltic Paper", "--words", "near the border").Exit.ShouldBe(0);
        var after = JsonDocument.Parse(folder.Run(Real.Value, "export", "article", article).Out).RootElement;
        after.GetProperty("published").GetProperty("value").GetString().ShouldBe("2024-03-05");
        after.GetProperty("outlet").GetString().ShouldBe("The Baltic Paper");
        after.GetProperty("published").GetProperty("how").GetString()!.ShouldContain("judgement 1 of A. Reader");
        new Samples.SchemaValidator(Samples.SchemaTests.Folder).Faults("article", after).ShouldBeEmpty();
        folder.Run(Real.Value, "articles").Out.ShouldContain("2024-03-05");
        folder.Run(Real.Value, "ledger", "--published-by", "2024-03-06").Exit.ShouldBe(0);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        folder.Run(Real.Value, "judge", "list", "--orphans").Exit.ShouldBe(Exit.NothingFound);
        foreach (var row in folder.Run(Real.Value, "judge", "list", "--json").Lines) new Samples.SchemaValidator(Samples.SchemaTests.Folder).Faults("judgement", JsonDocument.Parse(row).RootElement).ShouldBeEmpty(row);
        for (var n = folder.Run(Real.Value, "judge", "list", "--json").Lines.Length; n > 0; n--) Judge(folder, "withdraw", n.ToString(System.Globalization.CultureInfo.InvariantCulture)).Exit.ShouldBe(0);
        folder.Run(Real.Value, "export", "article", article).Out.ShouldBe(before);
    }

    [Fact]
    public void Recorded_by_shows_the_pages_and_judgements_of_then()
    {
        using var folder = new TestFolder();
        var clock = new Clock();
        folder.Clock = clock;
        folder.Run(Real.Value, "read", folder.Write("in/a.txt", Story), "--published", "2024-03-10").Exit.ShouldBe(0);
        var first = folder.Run(Real.Value, "ledger", "--json").Out;
        clock.Day++;
        folder.Run(Real.Value, "read", folder.Write("in/b.txt", "Another headline\n\n" + Story[(Story.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]), "--published", "2024-03-11").Exit.ShouldBe(0);
        var second = folder.Run(Real.Value, "ledger", "--json").Out;
        clock.Day++;
        Judge(folder, "reject", Claim(folder, "NOR")).Exit.ShouldBe(0);
        var third = folder.Run(Real.Value, "ledger", "--json").Out;
        new[] { first, second, third }.ShouldBeUnique();
        folder.Run(Real.Value, "ledger", "--json", "--recorded-by", "2024-05-01").Out.ShouldBe(first);
        folder.Run(Real.Value, "ledger", "--json", "--recorded-by", "2024-05-02T12:00:00Z").Out.ShouldBe(second);
        folder.Run(Real.Value, "ledger", "--json", "--recorded-by", "2024-05-03").Out.ShouldBe(third);
        folder.Run(Real.Value, "ledger", "--recorded-by", "2024-04-30").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "export", "judgement", "--recorded-by", "2024-05-02").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "ledger", "--recorded-by", "2024-05-01").Error.ShouldContain("1 later page and 1 later judgement left out");
        clock.Day++;
        folder.Run(Real.Value with { Claims = new Mute() }, "rederive", "--apply").Exit.ShouldBe(0);
        folder.Run(Real.Value, "claims").Exit.ShouldBe(Exit.NothingFound);
        var then = folder.Run(Real.Value, "ledger", "--json", "--recorded-by", "2024-05-03");
        then.Out.ShouldBe(third, "as the rules of then read it");
        then.Error.ShouldContain("2 pages were read otherwise since");
        folder.Run(Real.Value, "ledger", "--json", "--recorded-by", "2024-05-01").Out.ShouldBe(first);
    }

    [Fact]
    public void What_a_page_was_read_as_before_is_kept_with_all_that_is_shown_of_that_moment()
    {
        using var folder = new TestFolder();
        var clock = new Clock();
        folder.Clock = clock;
        folder.Run(Real.Value, "read", folder.Write("in/a.txt", Story), "--published", "2024-03-10").Exit.ShouldBe(0);
        string[][] asked = [["claims", "--json"], ["claims", "--supplier", "NOR", "--json"], ["export", "claim"], ["export", "article"], ["export", "family"], ["export", "transfer"], ["export", "transfer", "--format", "csv"], ["stories", "--json"]];
        var before = asked.Select(a => folder.Run(Real.Value, a).Out).ToArray();
        before.ShouldAllBe(o => o.Length > 0);
        var transfer = Transfers(folder)[0];
        var dossier = Said(folder.Run(Real.Value, "dossier", transfer, "--recorded-by", "2024-05-01").Out);
        clock.Day++;
        var mute = Real.Value with { Claims = new Mute() };
        folder.Run(mute, "rederive", "--apply").Exit.ShouldBe(0);
        clock.Day++;
        // Read once more, as before: the moment between has its own readings too.
        folder.Run(Real.Value, "rederive", "--apply").Exit.ShouldBe(0);
        asked.Select(a => folder.Run(Real.Value, a).Out).ShouldBe(before);
        folder.Run(Real.Value, "claims", "--recorded-by", "2024-05-02").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "export", "transfer", "--recorded-by", "2024-05-02").Exit.ShouldBe(Exit.NothingFound);
        clock.Day++;
        folder.Run(mute, "rederive", "--apply").Exit.ShouldBe(0);
        foreach (var day in new[] { "2024-05-01", "2024-05-03" })
            asked.Where(a => a[0] != "stories").Select(a => folder.Run(Real.Value, [.. a, "--recorded-by", day]).Out).ShouldBe(before[..^1], day);
        Said(folder.Run(Real.Value, "dossier", transfer, "--recorded-by", "2024-05-01").Out).ShouldBe(dossier);
        folder.Run(Real.Value, "doctor").Exit.ShouldBe(0);

        // It goes with a copy, and goes with a page that is withdrawn.
        var copy = folder.File("copy.db");
        folder.Run(Real.Value, "copy", "--from", folder.Store, "--to", copy).Exit.ShouldBe(0);
        folder.Run(Real.Value, "claims", "--json", "--recorded-by", "2024-05-01", "--store", copy).Out.ShouldBe(before[0]);
        var page = JsonDocument.Parse(before[3].Split('\n')[0]).RootElement.GetProperty("id").GetString()!;
        folder.Run(Real.Value, "withdraw", page, "--by", "A. Reader", "--why", "asked for").Exit.ShouldBe(0);
        folder.Run(Real.Value, "claims", "--recorded-by", "2024-05-01").Exit.ShouldBe(Exit.NothingFound);
        Storage.StoreTests.Ask<long>(folder.Store, "SELECT (SELECT count(*) FROM former_reading) + (SELECT count(*) FROM former_article)").ShouldBe(0);

        // What is said, without which moment is shown and how the document was made.
        static string Said(string dossier) => dossier[dossier.IndexOf("## What stands against it", StringComparison.Ordinal)..dossier.IndexOf("## How it was made", StringComparison.Ordinal)];
    }

    [Fact]
    public void A_moment_has_the_lexicon_of_then_and_what_it_read()
    {
        using var folder = new TestFolder();
        var clock = new Clock();
        folder.Clock = clock;
        folder.Run(Real.Value, "read", folder.Write("in/a.txt", Story.Replace("12 howitzers", "12 Qarnaz-7 howitzers", StringComparison.Ordinal)), "--published", "2024-03-10").Exit.ShouldBe(0);
        // A page that has none of the words is marked as read by the later lexicon, and not read again.
        folder.Run(Real.Value, "read", folder.Write("in/b.txt", "Two\n\nSweden has delivered 7 tanks to Italy, the defence ministry in Stockholm said."), "--published", "2024-03-12").Exit.ShouldBe(0);
        var before = folder.Run(Real.Value, "export", "claim").Out;
        var ledger = folder.Run(Real.Value, "ledger", "--json").Out;
        clock.Day++;
        folder.Run(Real.Value, "lexicon", "add", "weapon", "Qarnaz-7", "category=artillery", "description=howitzer", "unroca=III", "sipri=artillery", "producer=NOR", "--by", "A. Reader", "--why", "it is one", "--source", "https://example.org/a", "--apply").Exit.ShouldBe(0);
        var after = folder.Run(Real.Value, "export", "claim").Out;
        after.ShouldContain("Qarnaz-7\",\"description", Case.Sensitive, "the designation is read now");
        after.ShouldNotBe(before);
        folder.Run(Real.Value, "export", "claim", "--recorded-by", "2024-05-01").Out.ShouldBe(before);
        folder.Run(Real.Value, "ledger", "--json", "--recorded-by", "2024-05-01").Out.ShouldBe(ledger);
        folder.Run(Real.Value, "export", "claim", "--recorded-by", "2024-05-02").Out.ShouldBe(after);
        clock.Day++;
        folder.Run(Real.Value, "lexicon", "remove", "1", "--by", "A. Reader", "--why", "a misprint", "--apply").Exit.ShouldBe(0);
        folder.Run(Real.Value, "export", "claim").Out.ShouldBe(before);
        folder.Run(Real.Value, "export", "claim", "--recorded-by", "2024-05-02").Out.ShouldBe(after);
    }

    private sealed class Clock : TimeProvider
    {
        public int Day { get; set; } = 1;

        public override DateTimeOffset GetUtcNow() => new(2024, 5, Day, 9, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public void The_ledger_as_of_a_day_leaves_later_and_undated_articles_out()
    {
        using var folder = Filled();
        folder.Run(Real.Value, "ledger", "--published-by", "2024-03-09").Exit.ShouldBe(Exit.NothingFound);
        var asOf = folder.Run(Real.Value, "ledger", "--published-by", "2024-03-10");
        asOf.Exit.ShouldBe(0);
        asOf.Error.ShouldContain("left out");
        folder.Run(Real.Value, "ledger", "--published-by", "2025", "--json").Out.ShouldBe(folder.Run(Real.Value, "ledger", "--json").Out);
    }

    [Fact]
    public void Custody_is_told_when_asked_for()
    {
        using var folder = Filled();
        folder.Run(Real.Value, "export", "page").Lines.ShouldAllBe(l => l.Contains("\"imported\":null", StringComparison.Ordinal));
        foreach (var line in folder.Run(Real.Value, "export", "page", "--custody").Lines)
        {
            var page = JsonDocument.Parse(line).RootElement;
            page.GetProperty("imported").GetProperty("run").GetInt32().ShouldBeGreaterThan(0);
            new Samples.SchemaValidator(Samples.SchemaTests.Folder).Faults("page", page).ShouldBeEmpty();
        }
    }

    private static TestFolder Filled()
    {
        var folder = new TestFolder();
        folder.Run(Real.Value, "read", folder.Write("in/a.txt", Story), "--published", "2024-03-10").Exit.ShouldBe(0);
        folder.Run(Real.Value, "read", folder.Write("in/b.txt", "Another headline\n\n" + Story[(Story.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]), "--published", "2024-03-11").Exit.ShouldBe(0);
        return folder;
    }

    private static CommandResult Judge(TestFolder folder, params string[] args) => folder.Run(Real.Value, ["judge", .. args, .. Signed]);

    private static string Claim(TestFolder folder, string supplier) => folder.Run(Real.Value, "claims", "--supplier", supplier, "--json").Lines.Select(Id).First();

    private static string[] Transfers(TestFolder folder) => [.. folder.Run(Real.Value, "ledger", "--json").Lines.Select(Id)];

    private static string Id(string line) => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!;

    private sealed class Mute : Waybill.Claims.IClaimExtractor
    {
        public string Name => "mute/1";

        public Waybill.Claims.ClaimReading Read(Waybill.Articles.Article article, Waybill.Language.Analysis analysis) => Waybill.Claims.ClaimReading.Empty;
    }
}
