using Shouldly;
using Waybill.Lexicons;
using Xunit;

namespace Waybill.Tests.Lexicons;

public sealed class LexiconChangeTests
{
    private static LexiconChange Add(string file, params string[] fields) =>
        new(file, fields[0], [.. fields], "an analyst", "2026-11-22", "seen in a report", "https://example.org/report");

    private static LexiconChange Remove(string file, string key) => new(file, key, [], "an analyst", "2026-11-22", "wrong", "https://example.org/report");

    [Fact]
    public void An_added_weapon_is_found_and_the_shipped_lexicon_stays()
    {
        var overlay = LexiconChanges.Apply(Lexicon.Embedded,
            [Add("weapons.tsv", "Qarnaz-7", "Qarnaz", "uav", "one-way attack drone", "undetermined", "missiles", "IRN")]);
        overlay.Problems.ShouldBeEmpty();
        const string text = "They sent 40 Qarnaz-7s and a Qarnaz.";
        overlay.Lexicon.Matcher.Find(text).Select(h => h.Id).ShouldBe(["Qarnaz-7", "Qarnaz-7"]);
        Lexicon.Embedded.Matcher.Find(text).ShouldBeEmpty();
        var (gained, lost) = LexiconChanges.Compare(Lexicon.Embedded, overlay.Lexicon, text);
        gained.Length.ShouldBe(2);
        lost.ShouldBeEmpty();
    }

    [Fact]
    public void A_removed_row_is_no_longer_found()
    {
        var overlay = LexiconChanges.Apply(Lexicon.Embedded, [Remove("groups.tsv", "X:polisario")]);
        overlay.Problems.ShouldBeEmpty();
        overlay.Lexicon.Matcher.Find("the Polisario Front").ShouldBeEmpty();
    }

    [Fact]
    public void Bad_changes_are_told()
    {
        LexiconChanges.Apply(Lexicon.Embedded, [Add("weapons.tsv", "Q-1", "", "no-category", "thing", "I", "artillery", "ZZZ")])
            .Problems.ShouldBe(["weapon Q-1: no party 'ZZZ'", "item Q-1: category 'no-category'"]);
        LexiconChanges.Apply(Lexicon.Embedded, [Remove("weapons.tsv", "no such weapon")]).Problems.Length.ShouldBe(1);
        LexiconChanges.Apply(Lexicon.Embedded, [Add("verbs.tsv", "sell")]).Problems.ShouldBe(["verbs.tsv: no such file"]);
        LexiconChanges.Apply(Lexicon.Embedded, [Add("agencies.tsv", "NEW", "Interfax", "RUS", "")]).Problems.ShouldHaveSingleItem();
    }

    [Fact]
    public void Rows_and_columns_are_listed()
    {
        LexiconChanges.Files(Lexicon.Embedded).ShouldContain("weapons.tsv");
        LexiconChanges.Columns("weapons.tsv")[0].ShouldBe("designation");
        LexiconChanges.Rows(Lexicon.Embedded, "states.tsv").Length.ShouldBeGreaterThan(200);
    }
}
