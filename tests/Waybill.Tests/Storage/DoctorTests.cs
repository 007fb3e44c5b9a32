using Shouldly;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Storage;

/// <summary>The doctor finds what is broken, and with --repair the store gives again what it gave before.</summary>
public sealed class DoctorTests
{
    private static readonly string[] Kinds = ["page", "article", "claim", "family", "story", "storyline", "transfer"];

    [Theory]
    [InlineData("derived rows of a page are gone", "DELETE FROM claim WHERE page = (SELECT min(id) FROM page); DELETE FROM reading WHERE page = (SELECT min(id) FROM page); DELETE FROM article WHERE page = (SELECT min(id) FROM page)")]
    [InlineData("half a write: the article without its claims", "DELETE FROM claim WHERE page = (SELECT min(page) FROM claim)")]
    [InlineData("a row that cannot be unpacked", "UPDATE article SET data = x'00ff00', packing = 1 WHERE page = (SELECT min(id) FROM page)")]
    [InlineData("a row that is no JSON", "UPDATE reading SET data = x'7b7b', size = 2, packing = 0 WHERE page = (SELECT min(id) FROM page)")]
    [InlineData("rows of no page", "PRAGMA foreign_keys = OFF; INSERT INTO claim (id, page, kind, stage, factuality, confidence) VALUES ('ffff', 'nowhere', 0, 0, 0, 0)")]
    [InlineData("an across-page row that is no JSON", "UPDATE transfer SET data = '{' WHERE id = (SELECT min(id) FROM transfer)")]
    [InlineData("across-page rows are gone", "DELETE FROM transfer; DELETE FROM family")]
    [InlineData("an across-page row says something else", "UPDATE story SET data = json_set(data, '$.Title', 'x')")]
    public void What_follows_from_the_pages_is_mended(string what, string damage)
    {
        using var folder = new TestFolder();
        for (var i = 0; i < 6; i++) folder.Write($"in/{i}.txt", $"Title {i}\n\nRuritania{i % 2} sends {i} missiles to Sylvania.");
        folder.Run("read", folder.File("in")).Exit.ShouldBe(0);
        var before = Exports(folder);
        folder.Run("doctor").Out.ShouldContain("Sound");
        StoreTests.Do(folder.Store, damage);
        var found = folder.Run("doctor");
        found.Exit.ShouldBe(0, found.Error);
        found.Out.ShouldContain("amiss", customMessage: what);
        found.Out.ShouldContain("waybill doctor --repair");
        folder.Run("doctor", "--repair").Out.ShouldContain("mended");
        folder.Run("doctor").Out.ShouldContain("Sound");
        Exports(folder).ShouldBe(before, what);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_told_what_can_be_done_and_stays_as_it_is()
    {
        using var folder = new TestFolder();
        for (var i = 0; i < 6; i++) folder.Write($"in/{i}.txt", $"Title {i}\n\nRuritania{i % 2} sends {i} missiles to Sylvania.");
        folder.Run("read", folder.File("in")).Exit.ShouldBe(0);
        using (var file = File.OpenWrite(folder.Store)) file.SetLength(file.Length / 2);
        var cut = File.ReadAllBytes(folder.Store);
        var said = folder.Run("doctor", "--repair");
        said.Exit.ShouldBe(2);
        (said.Out + said.Error).ShouldContain("restore");
        said.Error.ShouldNotContain("run `waybill doctor`");
        File.ReadAllBytes(folder.Store).ShouldBe(cut);
    }

    [Fact]
    public void What_is_lost_is_said_and_the_exit_code_tells()
    {
        using var folder = new TestFolder();
        for (var i = 0; i < 40; i++) folder.Write($"in/{i}.txt", $"Title {i}\n\nRuritania{i} sends {i} missiles to Sylvania. {new string('x', 5000)}");
        folder.Run("read", folder.File("in")).Exit.ShouldBe(0);
        // Overwrite pages in the middle of the file, as a failing disk does.
        using (var file = new FileStream(folder.Store, FileMode.Open))
        {
            file.Seek(file.Length / 2 / 4096 * 4096, SeekOrigin.Begin);
            file.Write(new byte[8192]);
        }
        var found = folder.Run("doctor");
        found.Exit.ShouldBe(2);
        (found.Out + found.Error).ShouldContain("SQLite");
    }

    private static string Exports(TestFolder folder) => string.Concat(Kinds.Select(kind => folder.Run("export", kind).Out));
}
