using System.Text.Json;
using Shouldly;
using Waybill.Cli;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Export;

/// <summary>A ledger goes out whole and comes back whole.</summary>
public sealed class ImportTests
{
    private static readonly Lazy<Waybill.Pipeline.Stages> Real = new(Composition.Stages);
    private static readonly string[] Kinds = ["page", "article", "claim", "family", "story", "storyline", "transfer", "judgement"];

    private const string Story = """
        Norway arms Latvia

        Norway has delivered 12 howitzers to Latvia, the defence ministry in Oslo said on 4 March 2024.

        The guns were taken by rail through Sweden and will stand near the border, where the brigade has its barracks since spring.

        Denmark has delivered 40 mortars to Latvia, the defence ministry in Copenhagen said on 5 March 2024.
        """;

    private static TestFolder Filled()
    {
        var folder = new TestFolder();
        folder.Run(Real.Value, "read", folder.Write("in/a.txt", Story), "--published", "2024-03-10", "--url", "https://a.example/1").Exit.ShouldBe(0);
        folder.Run(Real.Value, "read", folder.Write("in/b.txt", "Another headline\n\n" + Story[(Story.IndexOf("\n\n", StringComparison.Ordinal) + 2)..] + "\u202E\U0001F600"), "--published", "2024-03-11").Exit.ShouldBe(0);
        // Handed in again, with other words about it.
        folder.Run(Real.Value, "read", folder.Write("in/c.txt", Story), "--published", "2024-03-10", "--url", "https://a.example/1", "--outlet", "The Paper").Exit.ShouldBe(0);
        folder.Run(Real.Value, "read", folder.Write("in/empty.txt", "")).Exit.ShouldBe(0);
        var claims = folder.Run(Real.Value, "claims", "--json").Lines.Select(Id).ToArray();
        string[] signed = ["--by", "A. Reader", "--why", "read again"];
        folder.Run(Real.Value, ["judge", "reject", claims[0], .. signed]).Exit.ShouldBe(0);
        folder.Run(Real.Value, ["judge", "confirm", claims[1], .. signed]).Exit.ShouldBe(0);
        folder.Run(Real.Value, ["judge", "withdraw", "1", .. signed]).Exit.ShouldBe(0);
        folder.Run(Real.Value, ["judge", "correct", claims[2], "--set", "quantity=40", "--words", "40 mortars", .. signed]).Exit.ShouldBe(0);
        folder.Run(Real.Value, "follow", folder.Run(Real.Value, "ledger", "--json").Lines.Select(Id).First(), "--why", "next month").Exit.ShouldBe(0);
        return folder;
    }

    [Fact]
    public void What_went_out_comes_back_byte_for_byte()
    {
        using var from = Filled();
        var file = from.File("all.jsonl");
        from.Run(Real.Value, "export", "all", "--out", file).Exit.ShouldBe(0);
        var validator = new Samples.SchemaValidator(Samples.SchemaTests.Folder);
        foreach (var line in File.ReadLines(file).Select(l => JsonDocument.Parse(l).RootElement))
            validator.Faults(line.GetProperty("version").GetString()!["waybill.".Length..^"/1".Length], line).ShouldBeEmpty(line.ToString());
        using var to = new TestFolder();
        var result = to.Run(Real.Value, "import", file);
        result.Exit.ShouldBe(0, result.Error + result.Out);
        foreach (var kind in Kinds) to.Run(Real.Value, "export", kind).Out.ShouldBe(from.Run(Real.Value, "export", kind).Out, kind);
        to.Run(Real.Value, "export", "page", "--custody").Out.ShouldBe(from.Run(Real.Value, "export", "page", "--custody").Out, "who took it in, and when");
        to.Run(Real.Value, "seal").Out.ShouldBe(from.Run(Real.Value, "seal").Out, "the chain is the same");
        to.Run(Real.Value, "follow", "--json").Out.ShouldBe(from.Run(Real.Value, "follow", "--json").Out);
        var log = from.Run(Real.Value, "changes", "--json").Out;
        log.Split('\n').Length.ShouldBeGreaterThan(3);
        to.Run(Real.Value, "changes", "--json").Out.ShouldBe(log, "the log goes on");
        to.Run(Real.Value, "export", "all").Out.ShouldBe(File.ReadAllText(file), "and the whole file comes out again");
        to.Run(Real.Value, "ledger", "--recorded-by", "2100").Error.ShouldContain("left out");
        to.Run(Real.Value, "verify").Exit.ShouldBe(0);
        to.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        // A second time changes nothing.
        var again = to.Run(Real.Value, "import", file, "--json");
        again.Exit.ShouldBe(0, again.Error);
        JsonDocument.Parse(again.Out).RootElement.GetProperty("pages").GetInt32().ShouldBe(0);
        JsonDocument.Parse(again.Out).RootElement.GetProperty("judgements").GetInt32().ShouldBe(0);
        to.Run(Real.Value, "seal").Out.ShouldBe(from.Run(Real.Value, "seal").Out);
    }

    [Fact]
    public void The_log_tells_of_records_that_come_out_otherwise_than_the_file_has_them()
    {
        using var from = Filled();
        var file = from.File("all.jsonl");
        from.Run(Real.Value, "export", "all", "--out", file).Exit.ShouldBe(0);
        var lines = File.ReadAllLines(file);
        var record = Array.FindIndex(lines, l => l.StartsWith("{\"version\":\"waybill.transfer/1\"", StringComparison.Ordinal));
        var id = Id(lines[record]);
        lines[record] = lines[record].Replace("\"outlets\":", "\"outlets\":7", StringComparison.Ordinal);
        File.WriteAllLines(file, lines);
        using var to = new TestFolder();
        to.Run(Real.Value, "import", file).Exit.ShouldBe(0);
        var (before, after) = (from.Run(Real.Value, "changes", "--json").Lines, to.Run(Real.Value, "changes", "--json").Lines);
        after[..before.Length].ShouldBe(before);
        after[before.Length..].ShouldHaveSingleItem().ShouldContain(id);
        // Into a store that has a log of its own nothing of another is put.
        using var other = Filled();
        var own = other.Run(Real.Value, "changes", "--json").Out;
        other.Run(Real.Value, "import", file).Exit.ShouldBe(0);
        other.Run(Real.Value, "changes", "--json").Out.ShouldBe(own);
    }

    [Fact]
    public void A_foreign_or_newer_file_is_refused_whole()
    {
        using var folder = new TestFolder();
        foreach (var (text, why) in new[]
        {
            ("{\"version\":\"waybill.claim/2\"}\n", "newer"),
            ("{\"version\":\"waybill.wonder/1\"}\n", "newer"),
            ("{\"id\":\"x\"}\n", "no record of Waybill"),
            ("once upon a time\n", "holds no record"),
            ("", "holds no record"),
        })
        {
            var result = folder.Run(Real.Value, "import", folder.Write("in.jsonl", text));
            result.Exit.ShouldBe(Exit.Error);
            result.Error.ShouldContain(why);
            File.Exists(folder.Store).ShouldBeFalse();
        }
        folder.Run(Real.Value, "import", folder.File("none.jsonl")).Exit.ShouldBe(Exit.Error);
    }

    [Fact]
    public void Damaged_lines_are_named_and_counted_and_the_rest_is_taken()
    {
        using var from = Filled();
        var lines = from.Run(Real.Value, "export", "all").Lines;
        var bytes = Array.FindIndex(lines, l => l.Contains("waybill.bytes/1", StringComparison.Ordinal));
        var judged = Array.FindIndex(lines, l => l.Contains("waybill.judgement/1", StringComparison.Ordinal) && l.Contains("confirm", StringComparison.Ordinal));
        lines[bytes] = lines[bytes].Replace("\"data\":\"H4s", "\"data\":\"AAA", StringComparison.Ordinal);
        lines[judged] = lines[judged][..40];
        using var to = new TestFolder();
        var result = to.Run(Real.Value, "import", to.Write("in.jsonl", string.Join('\n', lines) + "\n"), "--json");
        result.Exit.ShouldBe(Exit.Error);
        var damaged = JsonDocument.Parse(result.Out).RootElement.GetProperty("damaged").EnumerateArray().Select(d => d.GetProperty("line").GetInt32()).ToArray();
        damaged.ShouldContain(bytes + 1);
        damaged.ShouldContain(judged + 1);
        to.Run(Real.Value, "export", "page").Lines.Length.ShouldBe(from.Run(Real.Value, "export", "page").Lines.Length - 1);
        to.Run(Real.Value, "verify").Exit.ShouldBe(0);
    }

    private static string Id(string line) => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!;
}
