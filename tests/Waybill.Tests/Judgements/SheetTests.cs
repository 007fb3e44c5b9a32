using Shouldly;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Judgements;

/// <summary><c>judge --from</c>: a sheet is shown first, and kept whole or not at all.</summary>
public sealed class SheetTests
{
    private static readonly string[] States = ["Ruritania", "Borduria", "Graustark"];

    [Fact]
    public void A_sheet_is_shown_and_then_kept_whole()
    {
        using var folder = Filled(out var ids);
        var sheet = folder.Write("sheet.csv", $"stage,id,verb,set,words,why\ndelivered,{ids[0][..8]},reject,,,\"a teaser, as it seems\"\ndelivered,{ids[1]},,,,\n,{ids[2]},correct,quantity=8,7,misread\n");
        var shown = folder.Run("judge", "--from", sheet, "--by", "A. Reader");
        shown.Exit.ShouldBe(0, shown.Error);
        shown.Out.ShouldContain("line 2  reject by A. Reader: a teaser, as it seems");
        shown.Out.ShouldContain("line 4  correct quantity=8 by A. Reader: misread");
        shown.Error.ShouldContain("2 judgements would be kept; nothing was written");
        folder.Run("judge", "list").Exit.ShouldBe(1);
        var kept = folder.Run("judge", "--from", sheet, "--by", "A. Reader", "--apply");
        kept.Error.ShouldContain("judgements 1 to 2 are kept");
        folder.Run("judge", "list").Out.ShouldContain("A. Reader");
        folder.Run("judge", "list", "--json").Lines.Length.ShouldBe(2);
        folder.Run("rebuild").Out.ShouldContain("identical");
    }

    [Fact]
    public void One_line_that_cannot_be_made_keeps_all_from_being_kept()
    {
        using var folder = Filled(out var ids);
        var sheet = folder.Write("sheet.csv", $"verb,id,set,words,why\nreject,{ids[0]},,,why not\npraise,{ids[1]},,,x\nreject,ffff0000,,,x\nreject,{ids[1]},,,\ncorrect,{ids[1]},quantity=8,nowhere,x\n");
        var run = folder.Run("judge", "--from", sheet, "--by", "A. Reader", "--apply");
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain("4 lines of 5 cannot be made; nothing was written");
        foreach (var words in new[] { "'praise' is none of", "There is no claim ffff0000", "does not say why", "does not stand in the article" }) run.Out.Replace("\n      ", " ", StringComparison.Ordinal).ShouldContain(words);
        folder.Run("judge", "list").Exit.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b\n1,2\n", "names the columns verb and id")]
    [InlineData("verb,id,id\n", "twice")]
    public void What_is_no_sheet_is_told(string text, string words)
    {
        using var folder = Filled(out _);
        var run = folder.Run("judge", "--from", folder.Write("sheet.csv", text), "--by", "A. Reader");
        run.Exit.ShouldBe(2);
        run.Error.ShouldContain(words);
    }

    [Fact]
    public void A_sheet_that_asks_for_nothing_is_nothing_found()
    {
        using var folder = Filled(out _);
        folder.Run("judge", "--from", folder.Write("sheet.csv", "verb,id\n,abcd\n")).Exit.ShouldBe(1);
        folder.Run("judge", "--from", folder.File("none.csv")).Exit.ShouldBe(2);
        folder.Run("judge", "--apply").Error.ShouldContain("--from");
    }

    private static TestFolder Filled(out string[] claims)
    {
        var folder = new TestFolder();
        for (var i = 0; i < 3; i++) folder.Write($"in/{i}.txt", $"Title {i}\n\n{States[i]} sends {5 + i} missiles to Sylvania.");
        folder.Run("read", folder.File("in")).Exit.ShouldBe(0);
        string Of(string state) => folder.Run("claims", "--supplier", state, "--json").Lines.Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()!).Single();
        claims = [.. States.Select(Of)];
        return folder;
    }
}
