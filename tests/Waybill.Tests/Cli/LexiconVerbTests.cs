using Shouldly;
using Waybill.Cli;
using Waybill.Pipeline;
using Waybill.Storage;
using Xunit;

namespace Waybill.Tests.Cli;

/// <summary>Rows of analysts over the real stages: two pages, one of them with a word that the lexicon does not know.</summary>
public sealed class LexiconVerbTests
{
    private const string Unknown = "Harbour\n\nIran delivered 40 Qarnaz-7 to Sudan in May 2024, the ministry said on Monday. The ministry gave no other figures and took no questions from reporters.";
    private const string Known = "Tanks\n\nGermany delivered 18 Leopard 2 tanks to Ukraine in March 2023, the defence ministry said on Monday. The ministry gave no other figures and took no questions.";
    private static readonly string[] By = ["--by", "A. Reader", "--why", "seen in a report", "--source", "https://example.org/report"];
    private static readonly string[] Weapon = ["weapon", "Qarnaz-7", "category=uav", "description=one-way attack drone", "unroca=undetermined", "sipri=missiles", "producer=IRN"];
    private static readonly Lazy<Stages> Real = new(Composition.Stages);

    private static TestFolder Filled()
    {
        var folder = new TestFolder();
        folder.Write("in/unknown.txt", Unknown);
        folder.Write("in/known.txt", Known);
        folder.Run(Real.Value, "read", folder.File("in")).Exit.ShouldBe(0);
        return folder;
    }

    [Fact]
    public void A_weapon_is_shown_first_then_kept_named_in_exports_and_taken_back_by_another_row()
    {
        using var folder = Filled();
        var before = folder.Run(Real.Value, "export", "claim").Out;
        before.ShouldNotContain("Qarnaz");

        var plan = folder.Run(Real.Value, ["lexicon", "add", .. Weapon, .. By]);
        plan.Exit.ShouldBe(0, plan.Error);
        plan.Out.ShouldContain("1 page of 2 has the words");
        plan.Out.ShouldContain("1 claim gained");
        plan.Out.ShouldContain("Iran → Sudan: Qarnaz-7");
        plan.Error.ShouldContain("nothing was written");
        folder.Run(Real.Value, "export", "claim").Out.ShouldBe(before);
        folder.Run(Real.Value, "lexicon", "list").Exit.ShouldBe(1);

        folder.Run(Real.Value, ["lexicon", "add", .. Weapon, .. By, "--apply"]).Exit.ShouldBe(0);
        var after = folder.Run(Real.Value, "export", "claim");
        after.Out.ShouldContain("Qarnaz-7");
        after.Lines.ShouldAllBe(l => l.Contains("\"extractor\":\"patterns/13 lexicon/", StringComparison.Ordinal));
        folder.Run(Real.Value, "ledger").Out.ShouldContain("Iran → Sudan: Qarnaz-7");
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        folder.Run(Real.Value, "doctor").Exit.ShouldBe(0);

        // Nothing is left to be read again, and a store that is made from scratch with the row gives the same.
        folder.Run(Real.Value, "rederive").Out.ShouldContain("0 pages of 2 run again");
        var all = folder.Run(Real.Value, "rederive", "--all");
        all.Out.ShouldContain("0 claims gained");
        all.Out.ShouldContain("0 claims changed");

        // A page that comes later is read with the row.
        folder.Write("late.txt", Unknown.Replace("40", "60", StringComparison.Ordinal).Replace("Sudan", "Syria", StringComparison.Ordinal));
        folder.Run(Real.Value, "read", folder.File("late.txt")).Exit.ShouldBe(0);
        folder.Run(Real.Value, "ledger").Out.ShouldContain("Iran → Syria: Qarnaz-7, 60");

        var list = folder.Run(Real.Value, "lexicon", "list", "--json");
        list.Out.ShouldContain("\"who\":\"A. Reader\"");
        list.Out.ShouldContain("https://example.org/report");

        var back = folder.Run(Real.Value, "lexicon", "remove", "1", "--by", "B. Reader", "--why", "a misprint", "--apply");
        back.Exit.ShouldBe(0, back.Error);
        back.Out.ShouldContain("2 claims lost");
        folder.Run(Real.Value, "ledger").Out.ShouldNotContain("Qarnaz");
        folder.Run(Real.Value, "lexicon", "list").Lines.Length.ShouldBeGreaterThan(2);
        folder.Run(Real.Value, "lexicon", "remove", "1", "--by", "B. Reader", "--why", "again", "--apply").Exit.ShouldBe(2);
        // Taken back, the first page gives the bytes that it gave before.
        folder.Run(Real.Value, "export", "claim").Out.ShouldBe(before);
    }

    [Fact]
    public void An_alias_an_outlet_and_a_verb_are_added_and_what_is_wrong_is_refused()
    {
        using var folder = Filled();
        folder.Run(Real.Value, ["lexicon", "add", "alias", "Shahed-136", "Qarnaz-7", .. By]).Out.ShouldContain("1 claim gained");
        folder.Run(Real.Value, ["lexicon", "add", "outlet", "courier.example", "name=Harbour Courier", "country=GBR", .. By]).Exit.ShouldBe(0);
        // A verb whose example gives a claim, and one whose example does not.
        string[] verb = ["pos=verb", "lemma=helicopter", "companion=-", "kind=flow", "roles=supplier=subj recipient=to item=obj", "stage=delivered", "ongoing=in-delivery", "needs=both"];
        folder.Run(Real.Value, ["lexicon", "add", "verb", "zap-back", .. verb, "example=The weather was fine.", .. By]).Error.ShouldContain("cannot be made");
        foreach (var (words, says) in new (string[] Words, string Says)[]
        {
            ([.. Weapon.Select(w => w == "category=uav" ? "category=nothing" : w)], "category 'nothing'"),
            ([.. Weapon.Select(w => w == "producer=IRN" ? "producer=ZZZ" : w)], "no party 'ZZZ'"),
            (["alias", "Leopard 2", "Leopard 2"], "already"),
        })
        {
            var refused = folder.Run(Real.Value, ["lexicon", "add", .. words, .. By, "--apply"]);
            refused.Exit.ShouldBe(2);
            refused.Out.ShouldContain(says);
        }
        foreach (var bad in new string[][] { ["weapon", "X-1", "colour=red"], ["nonsense", "X-1"], ["alias", "no such thing", "x"], ["weapon"] })
            folder.Run(Real.Value, ["lexicon", "add", .. bad, .. By, "--apply"]).Exit.ShouldBe(2);
        folder.Run(Real.Value, ["lexicon", "remove", "weapon", "No Such Weapon", .. By, "--apply"]).Exit.ShouldBe(2);
        folder.Run(Real.Value, ["lexicon", "add", .. Weapon, "--by", "A. Reader", "--why", "x"]).Exit.ShouldBe(2);
        folder.Run(Real.Value, "lexicon", "list").Exit.ShouldBe(1);
        folder.Run(Real.Value, "lexicon", "list", "weapon").Out.ShouldContain("designation, aliases, category");
        folder.Run(Real.Value, "lexicon", "list", "Geran-2").Out.ShouldContain("Shahed-136");
    }

    [Fact]
    public void A_removed_row_takes_its_claims_with_it()
    {
        using var folder = Filled();
        var plan = folder.Run(Real.Value, ["lexicon", "remove", "weapon", "Leopard 2", .. By]);
        plan.Exit.ShouldBe(0, plan.Out + plan.Error);
        plan.Out.ShouldContain("1 page of 2 has the words");
        using var store = Store.Open(folder.Store);
        store.Entries("lexicon").ShouldBeEmpty();
    }
}
