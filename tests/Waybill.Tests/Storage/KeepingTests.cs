using System.Text.Json;
using Shouldly;
using Waybill.Cli;
using Waybill.Storage;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Storage;

/// <summary>What is kept of pages, who collected them, and what stays of one that was withdrawn.</summary>
public sealed class KeepingTests
{
    private static readonly Lazy<Waybill.Pipeline.Stages> Real = new(Composition.Stages);

    private const string Arms = "Norway arms Latvia\n\nNorway has delivered 12 howitzers to Latvia, the defence ministry in Oslo said on 4 March 2024.\n\nThe guns were taken by rail through Sweden and will stand near the border, where the brigade has its barracks since spring.";
    private const string Fish = "Talks on fishing\n\nMinisters from five states met in Bergen to talk about the quotas for herring and cod in the coming season, which starts in May.\n\nBoats from Iceland have caught less than in other years.";

    [Fact]
    public void Pages_without_claims_are_kept_as_text_and_everything_made_from_them_is_the_same()
    {
        using var whole = new TestFolder();
        using var folder = new TestFolder();
        Read(whole, "all");
        var read = Read(folder, "relevant");
        read.Out.ShouldContain("1  of their pages kept as address, hash and text; 1 whole");
        foreach (var kind in (string[])["article", "claim", "family", "story", "transfer"]) folder.Run(Real.Value, "export", kind).Out.ShouldBe(whole.Run(Real.Value, "export", kind).Out.Replace(whole.File(""), folder.File(""), StringComparison.Ordinal), kind);
        var pages = folder.Run(Real.Value, "export", "page").Lines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        pages.Select(p => p.GetProperty("kept").GetString()).Order(StringComparer.Ordinal).ShouldBe(["text", "whole"]);
        foreach (var page in pages) Valid("page", page);
        folder.Run(Real.Value, "verify").Out.ShouldContain("1 of them without bytes");
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        folder.Run(Real.Value, "doctor").Exit.ShouldBe(0);
        folder.Run(Real.Value, "search", "herring").Exit.ShouldBe(0);

        // Everything that was derived can go: the text stands for the page.
        StoreTests.Do(folder.Store, "UPDATE setting SET value = '0' WHERE key = 'derived_schema'");
        folder.Run(Real.Value, "rederive", "--apply").Exit.ShouldBe(0);
        foreach (var kind in (string[])["article", "claim", "family", "story", "transfer"]) folder.Run(Real.Value, "export", kind).Out.ShouldBe(whole.Run(Real.Value, "export", kind).Out.Replace(whole.File(""), folder.File(""), StringComparison.Ordinal), kind);

        // A file of it makes a store like it.
        var file = folder.Write("all.jsonl", folder.Run(Real.Value, "export", "all").Out);
        foreach (var line in File.ReadLines(file).Where(l => l.Contains("waybill.text/1", StringComparison.Ordinal) || l.Contains("waybill.capture/1", StringComparison.Ordinal)))
            Valid(line.Contains("waybill.text/1", StringComparison.Ordinal) ? "text" : "capture", JsonDocument.Parse(line).RootElement);
        var copy = folder.File("copy.db");
        folder.Run(Real.Value, "import", file, "--store", copy).Exit.ShouldBe(0);
        foreach (var kind in (string[])["page", "article", "claim", "family", "transfer"]) folder.Run(Real.Value, "export", kind, "--store", copy).Out.ShouldBe(folder.Run(Real.Value, "export", kind).Out, kind);
        folder.Run(Real.Value, "verify", "--seal", folder.Run(Real.Value, "seal").Out.Trim(), "--store", copy).Exit.ShouldBe(0);
    }

    [Fact]
    public void A_family_stays_whole_and_text_keeps_no_bytes()
    {
        using var folder = new TestFolder();
        // A copy whose claim is cut off belongs to a family that has one.
        var copy = "Border brigade waits\n\n" + Arms[(Arms.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)..] + " More was not said by anybody at the barracks on that day.";
        folder.Run(Real.Value, "read", folder.Write("in/a.txt", Arms), folder.Write("in/b.txt", copy), "--keep", "relevant").Exit.ShouldBe(0);
        var families = folder.Run(Real.Value, "export", "family").Lines.Length;
        folder.Run(Real.Value, "export", "page").Lines.Count(l => l.Contains("\"kept\":\"whole\"", StringComparison.Ordinal)).ShouldBe(families == 1 ? 2 : 1);
        using var none = new TestFolder();
        Read(none, "text");
        none.Run(Real.Value, "export", "page").Lines.ShouldAllBe(l => l.Contains("\"kept\":\"text\"", StringComparison.Ordinal));
        none.Run(Real.Value, "verify").Exit.ShouldBe(0);
        none.Run(Real.Value, "ledger").Exit.ShouldBe(0);
        none.Run(Real.Value, "read", none.File("in"), "--keep", "some").Exit.ShouldBe(2);
    }

    [Fact]
    public void A_withdrawn_page_leaves_its_hash_and_the_reason()
    {
        using var folder = new TestFolder();
        Read(folder, "all");
        var page = folder.Run(Real.Value, "export", "page").Lines.Select(l => JsonDocument.Parse(l).RootElement).Single(p => p.GetProperty("file").GetString()!.EndsWith("a.txt", StringComparison.Ordinal));
        var (id, hash) = (page.GetProperty("id").GetString()!, page.GetProperty("sha256").GetString()!);
        var seal = folder.Run(Real.Value, "seal").Out.Trim();
        folder.Run(Real.Value, "withdraw", id[..8], "--by", "A. Reader").Error.ShouldContain("--why");
        folder.Run(Real.Value, "withdraw", "ffffffff", "--by", "A. Reader", "--why", "x").Exit.ShouldBe(2);
        folder.Run(Real.Value, "withdraw", id[..8], "--by", "A. Reader", "--why", "asked for by the outlet").Exit.ShouldBe(0);
        folder.Run(Real.Value, "withdraw", id, "--by", "A. Reader", "--why", "x").Error.ShouldContain("already");
        folder.Run(Real.Value, "ledger").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "claims").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "search", "howitzers").Exit.ShouldBe(Exit.NothingFound);
        foreach (var table in (string[])["bytes", "article", "reading", "kept_text"])
            StoreTests.Ask<long>(folder.Store, $"SELECT count(*) FROM {table} WHERE instr(CAST(data AS TEXT), 'howitzers') > 0").ShouldBe(0, table);
        var shown = folder.Run(Real.Value, "show", id).Out;
        foreach (var words in (string[])[hash, "asked for by the outlet", "A. Reader"]) shown.ShouldContain(words);
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        folder.Run(Real.Value, "verify", "--seal", seal).Exit.ShouldBe(0);
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        folder.Run(Real.Value, "doctor").Exit.ShouldBe(0);
        // Handed in again it stays withdrawn; and so it is in a store that is made from a file.
        folder.Run(Real.Value, "read", folder.File("in")).Out.ShouldContain("2  already known");
        folder.Run(Real.Value, "rederive", "--apply").Exit.ShouldBe(0);
        folder.Run(Real.Value, "claims").Exit.ShouldBe(Exit.NothingFound);
        var file = folder.Write("all.jsonl", folder.Run(Real.Value, "export", "all").Out);
        File.ReadAllText(file).ShouldNotContain("howitzers");
        var copy = folder.File("copy.db");
        folder.Run(Real.Value, "import", file, "--store", copy).Exit.ShouldBe(0);
        folder.Run(Real.Value, "show", id, "--store", copy).Out.ShouldContain("asked for by the outlet");
        folder.Run(Real.Value, "seal", "--store", copy).Out.ShouldBe(folder.Run(Real.Value, "seal").Out);
    }

    [Fact]
    public void A_collector_named_in_a_manifest_is_kept_and_shown()
    {
        using var folder = new TestFolder();
        folder.Write("in/a.txt", Arms);
        folder.Run(Real.Value, "read", "--manifest", folder.Write("in/pages.csv", "file,url,collector\na.txt,https://paper.example/1,B. Keeper\n")).Exit.ShouldBe(0);
        var page = JsonDocument.Parse(folder.Run(Real.Value, "export", "page", "--custody").Lines.Single()).RootElement;
        page.GetProperty("collector").GetString().ShouldBe("B. Keeper");
        Valid("page", page);
        folder.Run(Real.Value, "show", page.GetProperty("id").GetString()!).Out.ShouldContain("B. Keeper");
        var transfer = JsonDocument.Parse(folder.Run(Real.Value, "ledger", "--json").Lines[0]).RootElement.GetProperty("id").GetString()!;
        folder.Run(Real.Value, "dossier", transfer).Out.ShouldContain("collected by B. Keeper");
        var seal = folder.Run(Real.Value, "seal").Out.Trim();
        StoreTests.Do(folder.Store, "UPDATE capture SET collector = 'C. Other'");
        folder.Run(Real.Value, "verify", "--seal", seal).Exit.ShouldBe(2, "who collected a page is sealed");
    }

    [Fact]
    public void A_store_from_before_this_opens_as_it_was()
    {
        using var folder = new TestFolder();
        File.Copy(Path.Combine(Repository.Root, "tests", "Waybill.Tests", "Storage", "stores", "judged", "facts-5-derived-9.db"), folder.Store);
        folder.Run(Real.Value, "rederive", "--apply").Exit.ShouldBe(0);
        StoreTests.Ask<long>(folder.Store, "PRAGMA user_version").ShouldBe(Waybill.Storage.Migrations.Migration.All.Count);
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        folder.Run(Real.Value, "export", "page").Lines.ShouldAllBe(l => l.Contains("\"kept\":\"whole\"", StringComparison.Ordinal));
        folder.Run(Real.Value, "judge", "list", "--orphans").Exit.ShouldBe(Exit.NothingFound);
        folder.Run(Real.Value, "export", "family").Lines.Length.ShouldBe(4, "one was parted");
        folder.Run(Real.Value, "export", "story").Lines.Length.ShouldBe(folder.Run(Real.Value, "export", "family").Lines.Length - 2, "two were merged, and what was parted is another report of the same");
        folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
    }

    private static CommandResult Read(TestFolder folder, string keep)
    {
        var read = folder.Run(Real.Value, "read", folder.Write("in/a.txt", Arms), folder.Write("in/o.txt", Fish), "--keep", keep);
        read.Exit.ShouldBe(0, read.Error);
        return read;
    }

    private static void Valid(string kind, JsonElement json) => new Waybill.Tests.Samples.SchemaValidator(Waybill.Tests.Samples.SchemaTests.Folder).Faults(kind, json).ShouldBeEmpty();
}
