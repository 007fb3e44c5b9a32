using System.Net;
using Shouldly;
using Waybill.Ledger;
using Waybill.Storage.Migrations;
using Waybill.Web.Stores;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>What is counted of outlets, agencies and primary sources: whose text it is, who was first, and what was later said against it.</summary>
public sealed class SourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private const string Sent = "Norway has delivered 22 M109 howitzers to Ukraine";

    private static Func<string, string, string, string, string, string[], string> Writer()
    {
        var folder = Directory.CreateTempSubdirectory("waybill-sources-").FullName;
        return (name, outlet, day, title, credit, paragraphs) =>
        {
            var file = Path.Combine(folder, name + ".html");
            File.WriteAllText(file, $"<!DOCTYPE html><html><head><title>{title}</title><meta property='og:site_name' content='{outlet}'><meta property='article:published_time' content='{day}'></head><body><article><h1>{title}</h1><p class='byline'>{credit}</p>{string.Concat(paragraphs.Select(p => $"<p>{p}</p>"))}</article></body></html>");
            return file;
        };
    }

    /// <summary>A wire report, its copy, and a denial on a later day by the government that is said to have supplied.</summary>
    private static string[] Pages()
    {
        var write = Writer();
        string[] report =
        [
            $"OSLO (AP) — {Sent}, the Norwegian government said on Wednesday.", "The guns left by train at night and were met at the border by soldiers who had been trained on them during the winter.",
            "Norway has used the M109 since the nineteen-sixties and put its own into storage some years ago, the armed forces said in a note to reporters.", "No date for a further shipment was given, and nobody took questions after the statement had been read out.",
        ];
        return
        [
            write("wire", "Fjord Courier", "2022-06-08", "Norway sends howitzers to Ukraine", "By The Associated Press", report),
            write("copy", "Harbour Post", "2022-06-09", "Howitzers for Ukraine", "By The Associated Press", report),
            write("denial", "Northern Light", "2022-06-20", "Oslo rejects report", "", ["OSLO — Norway denied on Monday that it had delivered M109 howitzers to Ukraine.", "A spokesman for the defence ministry read the statement out in a crowded room and left without taking a question from any of the reporters."]),
        ];
    }

    [Fact]
    public async Task Texts_that_lead_to_one_agency_are_one_origin_of_a_record()
    {
        var write = Writer();
        string[] pages =
        [
            write("one", "Fjord Courier", "2022-06-08", "Guns leave Oslo", "", [$"{Sent}, Reuters reported on Wednesday.", "The first of the guns were seen on a long train that crossed two borders under covers of green cloth and a light rain."]),
            write("two", "Harbour Post", "2022-06-09", "Kyiv gets artillery", "", [$"According to Reuters, Norway delivered 22 M109 howitzers to Ukraine.", "People who live beside the railway line told this newspaper that they had counted the wagons from their kitchen window."]),
            write("three", "Northern Light", "2022-06-09", "A gift of howitzers", "", [$"{Sent}, the Norwegian government said on Thursday.", "The ministry of defence put up a page with pictures of the guns, of their crews and of a harbour in which cranes stood idle."]),
        ];
        await using var served = await ServedLedger.StartAsync(fill: store => ServedLedger.Read(store, pages));
        Transfer record;
        using (var store = Waybill.Storage.Store.Open(served.Store)) record = store.Records<Transfer>(AcrossTable.Transfer).ShouldHaveSingleItem();
        (record.Families, record.IndependentOrigins).ShouldBe((3, (2, 2)));
        var relayed = record.Origins.Single(o => o.Relayed == "Reuters");
        relayed.Families.Length.ShouldBe(2);
        using var client = served.Client();
        var page = await client.GetStringAsync("/transfers/" + record.Id, Token);
        page.Split("Reuters, as others relay it").Length.ShouldBe(2);
        page.Split("class=\"origin of-one\"").Length.ShouldBe(3);
        page.Split("class=\"origin \"").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Who_was_first_and_who_was_later_contradicted_is_counted_for_all_three()
    {
        await using var served = await ServedLedger.StartAsync(fill: store => ServedLedger.Read(store, Pages()));
        SourceTables tables;
        Transfer[] transfers;
        using (var store = Waybill.Storage.Store.Open(served.Store))
        {
            tables = LedgerSnapshot.Of(store, 1).Tables;
            transfers = [.. store.Records<Transfer>(AcrossTable.Transfer)];
        }
        var record = transfers.ShouldHaveSingleItem();
        record.Disputes.ShouldContain(d => d.DisputeKind == "denied");
        var agency = tables.Agencies.ShouldHaveSingleItem();
        (agency.Name, agency.Texts, agency.Pages, agency.Outlets, agency.Standing.First).ShouldBe(("AP", 1, 2, 2, 1));
        agency.CarriedBy.ShouldBe([("Fjord Courier", 1), ("Harbour Post", 1)]);
        agency.Standing.Later.ShouldBeGreaterThan(0);
        var outlets = tables.Outlets.ToDictionary(o => o.Name, StringComparer.Ordinal);
        outlets["Fjord Courier"].Standing.First.ShouldBe(1);
        outlets["Harbour Post"].Standing.First.ShouldBe(0);
        outlets["Harbour Post"].Repeats.ShouldBe([("AP", 1)]);
        outlets["Fjord Courier"].Standing.Later.ShouldBeGreaterThan(0);
        // The denial came last: it is disputed by what it denies, and nothing later stands against it.
        outlets["Northern Light"].Standing.Disputed.ShouldBeGreaterThan(0);
        (outlets["Northern Light"].Standing.Later, outlets["Northern Light"].Own).ShouldBe((0, 1));
        var source = tables.Sources.ShouldHaveSingleItem();
        (source.Name, source.Records, source.Pages, source.Standing.First).ShouldBe(("NOR", 1, 3, 1));
        source.Standing.Later.ShouldBe(outlets["Fjord Courier"].Standing.Later + outlets["Harbour Post"].Standing.Later);

        using var client = served.Client();
        foreach (var (kind, name, heading) in new[] { ("outlet", "Fjord Courier", "First to report"), ("outlet", "Harbour Post", "Records"), ("agency", "AP", "First to report"), ("source", "NOR", "First to say") })
        {
            var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/sources/{kind}?name={Uri.EscapeDataString(name)}", Token));
            page.ShouldContain($"<h2>{heading}</h2>", customMessage: name);
            page.ShouldContain("/transfers/" + record.Id, customMessage: name);
            page.ShouldContain("later contradicted");
        }
        (await client.GetStringAsync("/sources/agency?name=AP", Token)).ShouldContain("href=\"/sources/outlet?name=Fjord");
        (await client.GetStringAsync("/sources/agency?name=AP", Token)).ShouldContain("<h1><bdi>Associated Press</bdi>");
        (await client.GetStringAsync("/transfers", Token)).ShouldContain("denied by Norway");
    }
}
