using System.Text.Json;
using Shouldly;
using Xunit;

namespace Waybill.Tests.Cli;

/// <summary><c>changes</c> and <c>follow</c>: a log that is only added to, and a list of what somebody waits for.</summary>
public sealed class ChangesTests
{
    [Fact]
    public void What_comes_and_goes_is_told_once_and_followed_records_apart()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("a.txt", "One\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        var first = Rows(folder, "changes", "--json").ShouldHaveSingleItem();
        first.GetProperty("what").GetString().ShouldBe("new");
        first.GetProperty("title").GetString().ShouldBe("Ruritania → Sylvania: missiles");
        first.GetProperty("run").GetInt64().ShouldBe(1);
        folder.Run("rebuild").Exit.ShouldBe(0);
        folder.Run("read", folder.File("a.txt")).Exit.ShouldBe(0);
        Rows(folder, "changes", "--json").Length.ShouldBe(1, "nothing changed");

        folder.Run("changes", "--followed").Error.ShouldContain("nothing is followed yet");
        folder.Run("follow").Exit.ShouldBe(1);
        var id = first.GetProperty("record").GetString()!;
        folder.Run("follow", id[..8], "--why", "next month").Error.ShouldContain("is followed");
        folder.Run("follow", id).Error.ShouldContain("already");
        folder.Run("follow").Out.ShouldContain("next month");
        Rows(folder, "follow", "--json").ShouldHaveSingleItem();

        // Other words of the same flow: the record stays the same one, whatever its id becomes.
        for (var i = 0; i < 6; i++) folder.Run("read", folder.Write($"b{i}.txt", $"Two\n\nRuritania sends {6 + i} missiles to Sylvania.")).Exit.ShouldBe(0);
        folder.Run("read", folder.Write("c.txt", "Three\n\nBorduria sends 9 rockets to Sylvania.")).Exit.ShouldBe(0);
        Rows(folder, "changes", "--json", "--after", "1").Length.ShouldBeGreaterThan(1);
        var followed = Rows(folder, "changes", "--json", "--followed");
        followed.ShouldAllBe(r => r.GetProperty("title").GetString()!.StartsWith("Ruritania", StringComparison.Ordinal));
        followed.ShouldContain(r => r.GetProperty("what").GetString() == "changed");
        Rows(folder, "changes", "--json", "--limit", "1").Length.ShouldBe(1);
        var feed = System.Xml.Linq.XDocument.Parse(folder.Run("changes", "--atom").Out).Root!;
        System.Xml.Linq.XElement[] entries = [.. feed.Elements().Where(e => e.Name.LocalName == "entry")];
        var log = Rows(folder, "changes", "--json");
        entries.Select(e => e.Elements().Single(i => i.Name.LocalName == "updated").Value).ShouldBe(log.Reverse().Select(r => r.GetProperty("at").GetString()));
        entries.Select(e => e.Elements().Single(i => i.Name.LocalName == "id").Value).ShouldBeUnique();
        entries[0].Elements().Single(i => i.Name.LocalName == "content").Value.ShouldContain(log[^1].GetProperty("words")[0].GetString()!);
        System.Xml.Linq.XDocument.Parse(folder.Run("changes", "--atom", "--limit", "1").Out).Root!.Elements().Count(e => e.Name.LocalName == "entry").ShouldBe(1);
        var text = folder.Run("changes", "--since", "2000");
        text.Exit.ShouldBe(0);
        text.Out.ShouldContain("± pages: 1 → 2");
        folder.Run("changes", "--since", "2999-01-01T00:00:00Z").Exit.ShouldBe(1);
        folder.Run("changes", "--since", "yesterday").Exit.ShouldBe(2);
        // What was there before somebody followed it is told where a time is asked for.
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.Store};Pooling=False"))
        {
            connection.Open();
            using var later = connection.CreateCommand();
            later.CommandText = "UPDATE followed SET at = '2999-01-01T00:00:00Z'";
            later.ExecuteNonQuery().ShouldBeGreaterThan(0);
        }
        folder.Run("changes", "--json", "--followed").Exit.ShouldBe(1);
        // The record's beginning is older than the following of it, or of the same second.
        var whole = Rows(folder, "changes", "--json", "--followed", "--since", "2000");
        whole.Length.ShouldBeInRange(followed.Length, followed.Length + 1);
        whole[0].GetProperty("what").GetString().ShouldBe("new");
        folder.Run("follow", id, "--stop").Exit.ShouldBe(0);
        folder.Run("follow", "--stop").Exit.ShouldBe(2);
        folder.Run("follow", "t1-none").Exit.ShouldBe(2);
    }

    /// <summary>The rows; each fits the schema of its kind.</summary>
    private static JsonElement[] Rows(TestFolder folder, params string[] args)
    {
        var validator = new Samples.SchemaValidator(Samples.SchemaTests.Folder);
        JsonElement[] rows = [.. folder.Run(args).Lines.Select(l => JsonDocument.Parse(l).RootElement.Clone())];
        foreach (var row in rows) validator.Faults(args[0] == "follow" ? "followed" : "change", row).ShouldBeEmpty(row.ToString());
        return rows;
    }
}
