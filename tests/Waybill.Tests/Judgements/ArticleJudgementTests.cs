using System.Text.Json;
using Shouldly;
using Waybill.Cli;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Judgements;

/// <summary>What people say of articles, families and stories acts on everything that is made from them, holds when pages come, and goes as it came.</summary>
public sealed class ArticleJudgementTests
{
    private static readonly Lazy<Waybill.Pipeline.Stages> Real = new(Composition.Stages);
    private static readonly string[] Signed = ["--by", "A. Reader", "--why", "looked at both"];

    private const string Body = """
        Norway has delivered 12 howitzers to Latvia, the defence ministry in Oslo said on 4 March 2024.

        The guns were taken by rail through Sweden and will stand near the border, where the brigade has its barracks since spring.

        A spokesman for the port said that two ships had come in at night and that nobody had been told of their cargo before.

        Also on this site: Denmark has delivered 40 mortars to Latvia, the defence ministry in Copenhagen said on 5 March 2024.
        """;

    private const string Other = """
        Talks on fishing

        Ministers from five states met in Bergen to talk about the quotas for herring and cod in the coming season, which starts in May.

        Boats from Iceland have caught less than in other years, and those from Scotland more, so the shares are disputed once again.
        """;

    [Fact]
    public void A_family_is_split_holds_for_later_copies_and_is_whole_again()
    {
        using var folder = Two();
        var family = Lines(folder, "family").Single(f => f.GetProperty("members").GetArrayLength() == 2);
        var (id, b) = (family.GetProperty("id").GetString()!, Article(folder, "b.txt"));
        Origins(folder).ShouldBe(1);
        Judge(folder, "split", id, b, Article(folder, "a.txt")).Error.ShouldContain("nothing would be parted");
        Judge(folder, "split", id, Article(folder, "o.txt")).Error.ShouldContain("is no part of");
        Judge(folder, "split", id[..8], b[..8]).Exit.ShouldBe(0);
        Lines(folder, "family").ShouldAllBe(f => f.GetProperty("members").GetArrayLength() == 1);
        Origins(folder).ShouldBe(2);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        Valid(folder);

        // A copy that comes later stays with those from which the other was parted, and does not join them again.
        folder.Run(Real.Value, "read", folder.Write("in/c.txt", "A third headline\n\n" + Body), "--published", "2024-03-12").Exit.ShouldBe(0);
        Lines(folder, "family").Single(f => f.GetProperty("members").GetArrayLength() == 2).GetProperty("members").EnumerateArray().ShouldAllBe(m => m.GetProperty("article").GetString() != b);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        Judge(folder, "withdraw", "1").Exit.ShouldBe(0);
        Lines(folder, "family").Count(f => f.GetProperty("members").GetArrayLength() == 3).ShouldBe(1);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
    }

    [Fact]
    public void Families_are_merged_and_parted_again()
    {
        using var folder = Two();
        var before = Derived(folder);
        var families = Lines(folder, "family").Select(f => f.GetProperty("id").GetString()!).ToArray();
        families.Length.ShouldBe(2);
        Judge(folder, "merge", families[0], families[0]).Error.ShouldContain("two different");
        Judge(folder, "merge", families[0], families[1]).Exit.ShouldBe(0);
        Lines(folder, "family").ShouldHaveSingleItem().GetProperty("members").GetArrayLength().ShouldBe(3);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        folder.Run(Real.Value, "judge", "list").Out.ShouldContain("merge family");
        Valid(folder);
        Judge(folder, "withdraw", "1").Exit.ShouldBe(0);
        Derived(folder).ShouldBe(before);
    }

    [Fact]
    public void Stories_are_merged_and_split()
    {
        using var folder = Two();
        var before = Derived(folder);
        var stories = Lines(folder, "story").Select(f => f.GetProperty("id").GetString()!).ToArray();
        stories.Length.ShouldBe(2);
        Judge(folder, "merge", stories[0], Lines(folder, "family")[0].GetProperty("id").GetString()!).Exit.ShouldBe(2);
        Judge(folder, "merge", stories[0], stories[1]).Exit.ShouldBe(0);
        var one = Lines(folder, "story").ShouldHaveSingleItem();
        one.GetProperty("families").GetArrayLength().ShouldBe(2);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        Judge(folder, "split", one.GetProperty("id").GetString()!, Lines(folder, "family")[1].GetProperty("id").GetString()!).Exit.ShouldBe(0);
        Lines(folder, "story").Length.ShouldBe(2, "a later judgement takes the place of an earlier one");
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        Valid(folder);
        Judge(folder, "withdraw", "2").Exit.ShouldBe(0);
        Lines(folder, "story").ShouldHaveSingleItem();
        Judge(folder, "withdraw", "1").Exit.ShouldBe(0);
        Derived(folder).ShouldBe(before);
    }

    [Fact]
    public void A_credit_and_a_day_that_were_corrected_are_learnt_from()
    {
        using var folder = Two();
        var before = Derived(folder);
        var a = Article(folder, "a.txt");
        Judge(folder, "correct", a, "--set", "credit=Nobody", "--words", "Sweden").Error.ShouldContain("no agency of the lexicon");
        Judge(folder, "correct", a, "--set", "credit=AP", "--words", "Associated Press").Error.ShouldContain("does not stand on the page");
        Judge(folder, "correct", a, "--set", "credit=AP", "--words", "the defence ministry in Oslo").Exit.ShouldBe(0);
        Lines(folder, "article").Single(l => l.GetProperty("id").GetString() == a).GetProperty("credits")[0].GetProperty("agency").GetString().ShouldBe("AP");
        Lines(folder, "family").Single(f => f.GetProperty("members").GetArrayLength() == 2).GetProperty("origin").GetProperty("agency").GetString().ShouldBe("AP");
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        Judge(folder, "correct", a, "--set", "credit=").Exit.ShouldBe(0);
        Lines(folder, "family").ShouldAllBe(f => f.GetProperty("origin").GetProperty("agency").ValueKind == JsonValueKind.Null);
        Judge(folder, "correct", a, "--set", "published=2024-03-05", "--words", "5 March 2024").Exit.ShouldBe(0);
        Lines(folder, "article").Single(l => l.GetProperty("id").GetString() == a).GetProperty("published").GetProperty("how").GetString()!.ShouldContain("judgement 3");
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        Valid(folder);
        foreach (var n in (string[])["3", "2", "1"]) Judge(folder, "withdraw", n).Exit.ShouldBe(0);
        Derived(folder).ShouldBe(before);
    }

    [Fact]
    public void A_paragraph_that_is_no_part_of_the_article_makes_no_record()
    {
        using var folder = Two();
        var before = Derived(folder);
        folder.Run(Real.Value, "ledger", "--supplier", "DNK").Exit.ShouldBe(0);
        foreach (var file in (string[])["a.txt", "b.txt"])
        {
            Judge(folder, "correct", Article(folder, file), "--set", "text=gone", "--words", "Also on this site").Error.ShouldContain("text is out");
            Judge(folder, "correct", Article(folder, file), "--set", "text=out", "--words", "Also on that site").Error.ShouldContain("first words of the paragraph");
            Judge(folder, "correct", Article(folder, file), "--set", "text=out", "--words", "Also on this site").Exit.ShouldBe(0);
        }
        folder.Run(Real.Value, "ledger", "--supplier", "DNK").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "ledger", "--supplier", "NOR").Exit.ShouldBe(0);
        folder.Run(Real.Value, "export", "claim").Lines.Count(l => l.Contains("no part of the article by judgement", StringComparison.Ordinal)).ShouldBe(2);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        Valid(folder);
        Judge(folder, "correct", Article(folder, "b.txt"), "--set", "text=in", "--words", "Also on this site").Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger", "--supplier", "DNK").Exit.ShouldBe(0);
        foreach (var n in (string[])["3", "2", "1"]) Judge(folder, "withdraw", n).Exit.ShouldBe(0);
        Derived(folder).ShouldBe(before);
    }

    [Fact]
    public void They_come_from_a_sheet_travel_with_an_export_and_are_found_again_by_their_words()
    {
        using var folder = Two();
        var family = Lines(folder, "family").Single(f => f.GetProperty("members").GetArrayLength() == 2).GetProperty("id").GetString()!;
        var b = Article(folder, "b.txt");
        var sheet = folder.Write("sheet.csv", $"verb,id,other,set,words\nsplit,{family},{b},,\ncorrect,{b},,outlet=The Baltic Paper,near the border\n");
        folder.Run(Real.Value, ["judge", "--from", sheet, .. Signed]).Error.ShouldContain("nothing was written");
        folder.Run(Real.Value, ["judge", "--from", sheet, "--apply", .. Signed]).Exit.ShouldBe(0);
        Origins(folder).ShouldBe(2);
        var file = folder.Write("all.jsonl", folder.Run(Real.Value, "export", "all").Out);
        var copy = folder.File("copy.db");
        folder.Run(Real.Value, "import", file, "--store", copy).Exit.ShouldBe(0);
        foreach (var kind in (string[])["family", "story", "transfer", "judgement"]) folder.Run(Real.Value, "export", kind, "--store", copy).Out.ShouldBe(folder.Run(Real.Value, "export", kind).Out, kind);

        // Another store read the same texts from other bytes: there they are found by their words, and listed where none has them.
        var rows = File.ReadAllLines(file).Where(l => l.Contains("\"version\":\"waybill.judgement/", StringComparison.Ordinal));
        File.WriteAllLines(folder.File("judged.jsonl"), rows);
        var moved = folder.File("moved.db");
        folder.Run(Real.Value, "read", folder.Write("other/a.txt", "Norway arms Latvia \n\n" + Body), "--published", "2024-03-10", "--store", moved).Exit.ShouldBe(0);
        folder.Run(Real.Value, "import", folder.File("judged.jsonl"), "--store", moved).Exit.ShouldBe(0);
        folder.Run(Real.Value, "judge", "list", "--store", moved, "--json").Lines.Length.ShouldBe(2);
        Lines(folder, "article", moved).Single().GetProperty("outlet").GetString().ShouldBe("The Baltic Paper");
        var empty = folder.File("empty.db");
        folder.Run(Real.Value, "read", folder.Write("other/o.txt", Other), "--store", empty).Exit.ShouldBe(0);
        folder.Run(Real.Value, "import", folder.File("judged.jsonl"), "--store", empty).Exit.ShouldBe(0);
        folder.Run(Real.Value, "judge", "list", "--orphans", "--store", empty, "--json").Lines.Length.ShouldBe(2);
        folder.Run(Real.Value, "rebuild", "--store", empty).Out.ShouldContain("identical");
    }

    private static TestFolder Two()
    {
        var folder = new TestFolder();
        folder.Run(Real.Value, "read", folder.Write("in/a.txt", "Norway arms Latvia\n\n" + Body), "--published", "2024-03-10").Exit.ShouldBe(0);
        folder.Run(Real.Value, "read", folder.Write("in/b.txt", "Another headline\n\n" + Body), "--published", "2024-03-11").Exit.ShouldBe(0);
        folder.Run(Real.Value, "read", folder.Write("in/o.txt", Other), "--published", "2024-03-11").Exit.ShouldBe(0);
        return folder;
    }

    private static CommandResult Judge(TestFolder folder, params string[] args) => folder.Run(Real.Value, ["judge", .. args, .. Signed]);

    private static JsonElement[] Lines(TestFolder folder, string kind, string? store = null) =>
        [.. folder.Run(Real.Value, ["export", kind, .. store is null ? Array.Empty<string>() : ["--store", store]]).Lines.Select(l => JsonDocument.Parse(l).RootElement)];

    private static string Article(TestFolder folder, string file) => Lines(folder, "page").Single(l => l.GetProperty("file").GetString()!.EndsWith("/" + file, StringComparison.Ordinal)).GetProperty("id").GetString()!;

    private static int Origins(TestFolder folder) => Lines(folder, "transfer").Single(t => t.GetProperty("supplier").GetProperty("iso3").GetString() == "NOR").GetProperty("families").GetInt32();

    private static string Derived(TestFolder folder) => string.Concat(new[] { "article", "claim", "family", "story", "storyline", "transfer" }.Select(k => folder.Run(Real.Value, "export", k).Out));

    private static void Valid(TestFolder folder)
    {
        var validator = new Samples.SchemaValidator(Samples.SchemaTests.Folder);
        foreach (var row in folder.Run(Real.Value, "judge", "list", "--json").Lines) validator.Faults("judgement", JsonDocument.Parse(row).RootElement).ShouldBeEmpty(row);
    }
}
