using Shouldly;
using Waybill.Cli;
using Waybill.Storage;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Storage;

/// <summary>The seal tells whether anything before it was changed; the dossier says what it rests on.</summary>
public sealed class CustodyTests
{
    [Fact]
    public void A_time_stamp_request_asks_for_the_hash_of_the_seal()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("a.txt", "One\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        var seal = folder.Run("seal", "--request", folder.File("seal.tsq")).Out;
        seal.ShouldBe(folder.Run("seal").Out);
        var request = new System.Formats.Asn1.AsnReader(File.ReadAllBytes(folder.File("seal.tsq")), System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        request.ReadInteger().ShouldBe(1);
        var imprint = request.ReadSequence();
        imprint.ReadSequence().ReadObjectIdentifier().ShouldBe("2.16.840.1.101.3.4.2.1");
        Convert.ToHexStringLower(imprint.ReadOctetString()).ShouldBe(Waybill.Texts.Hashes.Sha256(System.Text.Encoding.UTF8.GetBytes(seal)));
        request.ReadBoolean().ShouldBeTrue("with the certificate");
        request.HasData.ShouldBeFalse();
    }

    [Fact]
    public void Who_took_pages_in_is_kept_sealed_and_handed_on()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("a.txt", "One\n\nRuritania sends 5 missiles to Sylvania."), "--by", "B. Keeper").Exit.ShouldBe(0);
        folder.Run("read", folder.Write("b.txt", "Two\n\nRuritania sends 7 rockets to Sylvania.")).Exit.ShouldBe(0);
        folder.Run("export", "page", "--custody").Lines.Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("imported").GetProperty("who").GetString()).ShouldBe(["B. Keeper", null], ignoreOrder: true);
        var seal = folder.Run("seal").Out.Trim();
        folder.Run("verify", "--seal", seal).Out.ShouldContain("The seal holds");
        var (all, copy, changed) = (folder.File("all.jsonl"), folder.File("copy.db"), folder.File("changed.db"));
        folder.Run("export", "all", "--out", all).Exit.ShouldBe(0);
        folder.Run("import", all, "--store", copy).Exit.ShouldBe(0);
        folder.Run("seal", "--store", copy).Out.Trim().ShouldBe(seal);
        foreach (var change in new[] { "UPDATE run SET who = 'C. Keeper' WHERE who IS NOT NULL", "UPDATE run SET who = NULL", "UPDATE run SET who = 'C. Keeper' WHERE who IS NULL" })
        {
            File.Copy(folder.Store, changed, overwrite: true);
            StoreTests.Do(changed, change);
            folder.Run("verify", "--seal", seal, "--store", changed).Exit.ShouldBe(2, change);
        }
    }

    [Fact]
    public void A_seal_holds_while_the_store_grows_and_breaks_on_any_change_before_it()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("a.txt", "One\n\nRuritania sends 5 missiles to Sylvania."), folder.Write("b.txt", "Two\n\nRuritania sends 7 rockets to Sylvania.")).Exit.ShouldBe(0);
        var seal = folder.Run("seal").Out.Trim();
        Seal.Parse(seal).ShouldNotBeNull().Captures.ShouldBe(2);
        Seal.Parse("waybill-seal/1 2 0 abc").ShouldBeNull();
        Seal.Parse("waybill-seal/2 2 0 " + new string('a', 64)).ShouldBeNull();
        using (var store = Store.OpenToChange(folder.Store))
        {
            Seal.Parse(store.SealOf(entries: null).ToString()).ShouldBe(store.SealOf(entries: null));
            store.InTransaction(() => Waybill.Pipeline.Looking.Notes.Rate(store, "outlet", "One", "B", "A. Reader", "known", new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero)));
        }
        folder.Run("verify", "--seal", seal).Out.ShouldContain("The seal holds", customMessage: "what came later stands behind it");
        seal = folder.Run("seal").Out.Trim();
        Seal.Parse(seal).ShouldNotBeNull().Entries.ShouldBe(1);
        folder.Run("verify", "--seal", seal).Out.ShouldContain("The seal holds");
        folder.Run("read", folder.Write("c.txt", "Three\n\nRuritania sends 9 tanks to Sylvania.")).Exit.ShouldBe(0);
        folder.Run("verify", "--seal", seal).Exit.ShouldBe(0);
        folder.Run("seal").Out.Trim().ShouldNotBe(seal);
        folder.Run("verify", "--seal", "something").Exit.ShouldBe(2);
        foreach (var change in new[]
        {
            "UPDATE run SET started = '2020-01-01T00:00:00Z' WHERE id = 1",
            "UPDATE entry SET value = replace(value, 'B', 'A')",
            "DELETE FROM entry",
            "UPDATE page SET url = 'https://other.example/' WHERE id = (SELECT page FROM capture WHERE run = 1 LIMIT 1)",
            "DELETE FROM capture WHERE run = 1 AND page = (SELECT min(page) FROM capture WHERE run = 1)",
        })
        {
            var copy = folder.File("copy.db");
            File.Copy(folder.Store, copy, overwrite: true);
            StoreTests.Do(copy, change);
            var broken = folder.Run("verify", "--seal", seal, "--store", copy);
            broken.Exit.ShouldBe(2, change);
            broken.Error.ShouldContain("THE SEAL IS BROKEN");
        }
    }

    [Fact]
    public void A_dossier_gives_every_claim_as_a_citation_and_no_markup_of_a_page()
    {
        using var folder = new TestFolder();
        folder.Run("read", folder.Write("a.txt", "A <b>title</b> | with * marks\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        var id = folder.Run("ledger", "--json").Out.Split('"')[7];
        var dossier = folder.Run("dossier", id[..8]);
        dossier.Exit.ShouldBe(0, dossier.Error);
        foreach (var words in new[] { "# Ruritania → Sylvania: missiles", "## What stands against it", "**[1]** “Ruritania sends 5 missiles to Sylvania.”", "page sha256", "&lt;b>title&lt;/b> \\| with \\* marks" }) dossier.Out.ShouldContain(words);
        dossier.Out.IndexOf("What stands against it", StringComparison.Ordinal).ShouldBeLessThan(dossier.Out.IndexOf("## What is said", StringComparison.Ordinal));
        folder.Run("dossier", id).Out.ShouldBe(dossier.Out);
        folder.Run("dossier", "ffffffff").Exit.ShouldBe(Exit.NothingFound);
    }
}
