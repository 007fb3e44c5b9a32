using System.Net;
using System.Text.Json;
using Shouldly;
using Waybill.Ledger;
using Waybill.Pipeline.Looking;
using Waybill.Storage.Migrations;
using Waybill.Web.Api;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>What people set down beside judgements, over real HTTP: the lexicon, ratings, digits, kept searches, followed records, the stream of changes.</summary>
public sealed class NoteTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly (string, string)[] Signed = [("who", "A. Reader"), ("why", "seen in a report"), ("source", "https://example.org/report")];

    [Fact]
    public async Task An_alias_shows_its_gains_first_and_is_applied_and_taken_back()
    {
        await using var served = await ServedLedger.StartAsync(fill: store => ServedLedger.Read(store, [Alias()]));
        using var client = served.Client();
        (string, string)[] alias = [("do", "alias"), ("key", "Shahed-136"), ("alias", "Qarnaz-7"), .. Signed];
        using var preview = await ServedLedger.PostAsync(client, "/lexicon/preview", alias);
        preview.StatusCode.ShouldBe(HttpStatusCode.OK);
        var shown = await preview.Content.ReadAsStringAsync(Token);
        shown.ShouldContain("1 page of 1 has the words");
        shown.ShouldContain("1 claim gained");
        shown.ShouldContain("name=\"alias\" value=\"Qarnaz-7\"");
        (await client.GetStringAsync("/transfers", Token)).ShouldNotContain("Qarnaz");

        using (var applied = await ServedLedger.PostAsync(client, "/lexicon/apply", alias)) applied.Headers.Location!.ToString().ShouldBe("/lexicon");
        await Idle(client);
        (await client.GetStringAsync("/lexicon", Token)).ShouldContain("also: Qarnaz-7");
        (await client.GetStringAsync("/transfers", Token)).ShouldContain("Sudan");

        using (var back = await ServedLedger.PostAsync(client, "/lexicon/apply", ("do", "withdraw"), ("number", "1"), ("who", "B"), ("why", "a misprint"))) back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Idle(client);
        (await client.GetStringAsync("/lexicon", Token)).ShouldContain("(taken back)");
        (await client.GetStringAsync("/transfers", Token)).ShouldNotContain("Sudan");
        foreach (var wrong in new (string, string)[][] { [("do", "alias"), ("key", "no such entry"), ("alias", "x"), .. Signed], [("do", "add"), ("kind", "weapon"), ("key", "X-1"), ("c-category", "nothing"), .. Signed], [("do", "alias"), ("key", "Shahed-136"), ("alias", "y"), ("who", "A"), ("why", "b")] })
        {
            using var refused = await ServedLedger.PostAsync(client, "/lexicon/preview", wrong);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
    }

    /// <summary>A page with a name of a drone that the lexicon does not know.</summary>
    internal static string Alias()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("waybill-lexicon-").FullName, "a.txt");
        File.WriteAllText(file, "Harbour\n\nIran delivered 40 Qarnaz-7 drones to Sudan in May 2024, the ministry said on Monday. The drones were new.".Replace(" drones to", " to", StringComparison.Ordinal));
        return file;
    }

    private static async Task Idle(HttpClient client)
    {
        for (var i = 0; i < 600 && (await client.GetStringAsync("/add/jobs", Token)).Contains("data-busy=\"yes\"", StringComparison.Ordinal); i++) await Task.Delay(50, Token);
    }

    [Fact]
    public async Task What_a_run_skipped_is_tried_again_once_the_file_is_mended()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("waybill-retry-").FullName, "a.html.gz");
        await File.WriteAllBytesAsync(file, [0x1f, 0x8b, 8, 0, 1, 2, 3], Token); // a damaged gzip
        await using var served = await ServedLedger.StartAsync(fill: store => ServedLedger.Read(store, [file, Alias()]));
        using var client = served.Client();
        var runs = await client.GetStringAsync("/runs", Token);
        var run = runs.Split("/runs?run=")[1].Split('"', '#')[0];
        (await client.GetStringAsync($"/runs?run={run}", Token)).ShouldContain("Try 1 file again");

        using (var again = await ServedLedger.PostAsync(client, "/runs/retry", ("run", run))) again.Headers.Location!.ToString().ShouldBe($"/runs?run={run}");
        await Idle(client);
        (await client.GetStringAsync("/add/jobs", Token)).ShouldContain("0 read, 0 already known, 1 skipped");

        await using (var packed = new System.IO.Compression.GZipStream(File.Create(file), System.IO.Compression.CompressionMode.Compress))
            await packed.WriteAsync("<html><head><title>Quay</title></head><body><article><h1>Quay</h1><p>Norway delivered 8 Leopard 2 tanks to Ukraine in March 2023, the ministry in Oslo said on Monday. The tanks had been promised in February and came by rail.</p></article></body></html>"u8.ToArray(), Token);
        using (var third = await ServedLedger.PostAsync(client, "/runs/retry", ("run", run))) third.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Idle(client);
        (await client.GetStringAsync("/add/jobs", Token)).ShouldContain("1 read, 0 already known, 0 skipped");
        (await client.GetStringAsync("/transfers", Token)).ShouldContain("Norway");
        using var nothing = await ServedLedger.PostAsync(client, "/runs/retry", ("run", "9999"));
        nothing.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Sources_are_rated_by_people_and_the_last_row_counts()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var sources = await client.GetStringAsync("/sources", Token);
        foreach (var kind in new[] { "outlet", "source" })
        {
            var path = WebUtility.HtmlDecode(sources.Split($"href=\"/sources/{kind}?")[1].Split('"')[0]);
            var name = Uri.UnescapeDataString(path["name=".Length..].Replace('+', ' '));
            (await client.GetStringAsync($"/sources/{kind}?{path}", Token)).ShouldContain("Nobody rated it");
            foreach (var letter in new[] { "B", "C", "" })
            {
                using var rated = await ServedLedger.PostAsync(client, "/sources/rate", ("kind", kind), ("name", name), ("letter", letter), ("who", "A. Reader"), ("why", "years of reading"), ("back", "/sources"));
                rated.StatusCode.ShouldBe(HttpStatusCode.Redirect);
                using var store = Waybill.Storage.Store.Open(served.Store);
                Notes.Standing(store).GetValueOrDefault((kind, name))?.Letter.ShouldBe(letter.Length > 0 ? letter : null);
                Notes.Standing(store).ContainsKey((kind, name)).ShouldBe(letter.Length > 0);
            }
            (await client.GetStringAsync($"/sources/{kind}?{path}", Token)).ShouldContain("taken back");
            foreach (var wrong in new[] { ("G", "A", "x"), ("A", "", "x"), ("A", "A", " ") })
            {
                using var refused = await ServedLedger.PostAsync(client, "/sources/rate", ("kind", kind), ("name", name), ("letter", wrong.Item1), ("who", wrong.Item2), ("why", wrong.Item3));
                refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            }
        }
        using var nobody = await client.GetAsync("/sources/outlet?name=No+Such+Post", Token);
        nobody.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_digit_is_proposed_with_reasons_and_counts_when_a_person_accepts_it()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        Transfer[] transfers;
        using (var store = Waybill.Storage.Store.Open(served.Store)) transfers = [.. store.Records<Transfer>(AcrossTable.Transfer)];
        foreach (var t in transfers)
        {
            var proposed = Notes.Propose(t);
            proposed.Digit.ShouldBeInRange(1, 6);
            proposed.Reasons.ShouldNotBeEmpty();
            if (t.Stages.Any(s => s.Negated)) proposed.Digit.ShouldBeGreaterThanOrEqualTo(4);
            if (proposed.Digit == 1) t.IndependentOrigins.Min.ShouldBeGreaterThanOrEqualTo(2);
            if (t.IndependentOrigins.Max < 2 && t.PrimarySources.Length < 2 && !t.Stages.Any(s => s.Negated)) proposed.Digit.ShouldBe(6);
        }
        // Governments that are parties speak of their own deal.
        var one = transfers.First(t => t.Supplier?.Iso3 is not null && t.Recipient?.Iso3 is not null && t.Disputes.IsEmpty && Notes.Propose(t).Digit == 6
            && t.Stages.Any(s => !s.Negated && s.Factuality == Waybill.Claims.Factuality.Certain)) with
        { Families = 2, IndependentOrigins = (2, 2), PrimarySources = ["a", "b"] };
        Notes.Propose(one with { Governments = ["NZL", "URY"] }).Digit.ShouldBe(1);
        Notes.Propose(one with { Governments = [one.Supplier!.Iso3!, one.Recipient!.Iso3!] }).Digit.ShouldBe(2);
        Notes.Propose(one with { Governments = ["NZL", "URY"], Families = 1, IndependentOrigins = (1, 1) }).Digit.ShouldBe(2);
        var id = transfers[0].Id;
        (await client.GetStringAsync($"/transfers/{id}", Token)).ShouldContain("no person has accepted it");
        using var accepted = await ServedLedger.PostAsync(client, "/credibility", ("id", id), ("digit", "2"), ("who", "A. Reader"), ("why", "two ministries"), ("back", $"/transfers/{id}"));
        accepted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await client.GetStringAsync($"/transfers/{id}", Token);
        page.ShouldContain("2, probably true");
        page.ShouldContain("two ministries");
        using var wrong = await ServedLedger.PostAsync(client, "/credibility", ("id", id), ("digit", "7"), ("who", "A"), ("why", "b"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_search_is_kept_with_a_feed_and_what_changed_since_the_last_visit_is_told()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        foreach (var (name, address) in new[] { ("Tanks for Ukraine", "/transfers?recipient=Ukraine&category=tanks"), ("Leopards", "/search?q=leopard") })
        {
            using var kept = await ServedLedger.PostAsync(client, "/searches", ("name", name), ("address", address), ("who", "A. Reader"), ("back", "/followed"));
            kept.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }
        using (var elsewhere = await ServedLedger.PostAsync(client, "/searches", ("name", "x"), ("address", "//evil.example/"))) elsewhere.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var first = await client.GetStringAsync("/followed", Token);
        first.ShouldContain("first visit");
        first.ShouldContain("Tanks for Ukraine");
        foreach (var feed in first.Split("href=\"/feed.atom?")[1..].Select(f => WebUtility.HtmlDecode(f.Split('"')[0])).Where(f => f != "changes=followed"))
        {
            var atom = System.Xml.Linq.XDocument.Parse(await client.GetStringAsync("/feed.atom?" + feed, Token));
            atom.Root!.Elements().Count(e => e.Name.LocalName == "entry").ShouldBeGreaterThan(0, feed);
        }
        (await client.GetStringAsync("/followed", Token)).ShouldContain("Nothing changed");

        var list = await client.GetStringAsync("/transfers?supplier=PRT", Token);
        var id = list.Split("href=\"/transfers/")[1].Split('"')[0];
        using (var follow = await ServedLedger.PostAsync(client, "/follow", ("id", id), ("back", $"/transfers/{id}"))) follow.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetStringAsync($"/transfers/{id}", Token)).ShouldContain("Follow no more");
        var claim = (await client.GetStringAsync($"/transfers/{id}", Token)).Split("href=\"/claims/")[1].Split('"')[0];
        using (var judged = await ServedLedger.PostAsync(client, "/judge", ("verb", "reject"), ("id", claim), ("who", "A"), ("why", "misread"))) judged.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var after = await client.GetStringAsync("/followed", Token);
        after.ShouldContain("1 change in the ledger since your last visit, 1 of them");
        after.ShouldContain("<strong>gone</strong>");
        (await client.GetStringAsync("/", Token)).ShouldContain("1 change since your last visit");
        long last;
        using (var store = Waybill.Storage.Store.Open(served.Store)) last = store.LastChange;
        using (var seen = await ServedLedger.PostAsync(client, "/followed/seen", ("last", last.ToString(System.Globalization.CultureInfo.InvariantCulture)))) seen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetStringAsync("/followed", Token)).ShouldContain("Nothing changed");
        using (var drop = await ServedLedger.PostAsync(client, "/searches", ("drop", "1"), ("back", "/followed"))) drop.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetStringAsync("/followed", Token)).ShouldNotContain("Tanks for Ukraine");
    }

    [Fact]
    public async Task A_claim_that_was_missed_is_added_from_words_of_the_page_and_taken_back()
    {
        const string sentence = "Under the arrangement Norway is the origin of the 22 howitzers now with Ukraine, the minister said.";
        await using var served = await ServedLedger.StartAsync(fill: store => ServedLedger.Read(store, [Page()]));
        using var client = served.Client();
        string article;
        using (var store = Waybill.Storage.Store.Open(served.Store)) article = store.PageIds().Single();
        var before = await client.GetStringAsync("/api/v1/claims", Token);
        before.ShouldBeEmpty();
        (string, string)[] words = [("article", article), ("sentence", sentence), ("stage", "delivered"), ("stageWords", "now with"), ("factuality", "certain"), ("supplier", "Norway"), ("recipient", "Ukraine"), ("item", "howitzers"), ("quantity", "22"), ("source", "the minister"), ("cue", "said"), ("who", "A. Reader"), ("why", "an odd verb")];
        using (var wrong = await ServedLedger.PostAsync(client, "/claims", [.. words.Select(w => w.Item1 == "supplier" ? ("supplier", "Sweden") : w)]))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await wrong.Content.ReadAsStringAsync(Token)).ShouldContain("does not stand in the article");
        }
        using (var added = await ServedLedger.PostAsync(client, "/claims", [.. words, ("back", $"/articles/{article}")])) added.Headers.Location!.ToString().ShouldBe($"/articles/{article}?judged=1");
        using (var twice = await ServedLedger.PostAsync(client, "/claims", words)) twice.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var claim = JsonDocument.Parse(await client.GetStringAsync("/api/v1/claims", Token)).RootElement;
        claim.GetProperty("extractor").GetString().ShouldBe("person:A. Reader");
        (await client.GetStringAsync("/transfers", Token)).ShouldContain("Norway");
        (await client.GetStringAsync($"/articles/{article}", Token)).ShouldContain("was added by");
        // What was added is no longer missed.
        using (var store = Waybill.Storage.Store.Open(served.Store))
        {
            store.Reading(article)!.Reading.Missed.ShouldNotBeEmpty();
            new Waybill.Pipeline.Export.ExportSet(store).Article(article)!.Reading!.Reading.Missed.ShouldBeEmpty();
        }
        using (var store = Waybill.Storage.Store.OpenToChange(served.Store))
        {
            // It outlives a reading of everything anew.
            var again = Waybill.Pipeline.Runs.Rederive.Run(store, Waybill.Cli.Composition.Stages(), everything: true, apply: true, 1, "test", TimeProvider.System, _ => { }, Token);
            (again.Gained.Count, again.Lost.Count, again.Changed.Count).ShouldBe((0, 0, 0));
        }
        using (var back = await ServedLedger.PostAsync(client, "/judge", ("verb", "withdraw"), ("id", "1"), ("who", "A. Reader"), ("why", "wrong"))) back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetStringAsync("/api/v1/claims", Token)).ShouldBe(before);

        static string Page()
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("waybill-add-").FullName, "a.txt");
            File.WriteAllText(file, "An arrangement\n\nThe howitzers were shown to reporters in a field. " + sentence + " He gave no date and took no further questions from those who had come.");
            return file;
        }
    }

    [Fact]
    public async Task Changes_are_told_as_they_come()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var lines = (await client.GetStringAsync("/api/v1/changes", Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBeGreaterThan(5);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/changes/stream");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", (lines.Length - 2).ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        (await Next(reader)).GetProperty("number").GetInt64().ShouldBe(lines.Length - 1);
        (await Next(reader)).GetProperty("number").GetInt64().ShouldBe(lines.Length);
        var list = await client.GetStringAsync("/transfers?supplier=PRT", Token);
        var id = list.Split("href=\"/transfers/")[1].Split('"')[0];
        var claim = (await client.GetStringAsync($"/transfers/{id}", Token)).Split("href=\"/claims/")[1].Split('"')[0];
        using (var judged = await ServedLedger.PostAsync(client, "/judge", ("verb", "reject"), ("id", claim), ("who", "A"), ("why", "misread"))) judged.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var change = await Next(reader);
        change.GetProperty("what").GetString().ShouldBe("gone");
        change.GetProperty("record").GetString().ShouldBe(id);

        static async Task<JsonElement> Next(StreamReader reader)
        {
            while (true)
            {
                var line = await reader.ReadLineAsync(Token) ?? throw new InvalidOperationException("The stream has ended.");
                if (line.StartsWith("data: ", StringComparison.Ordinal)) return JsonDocument.Parse(line[6..]).RootElement;
            }
        }
    }

    [Fact]
    public async Task The_description_of_the_API_names_every_route_and_no_other()
    {
        await using var served = await ServedLedger.StartAsync();
        var described = JsonDocument.Parse(OpenApi.Document).RootElement.GetProperty("paths").EnumerateObject().Select(p => "GET " + p.Name).Order(StringComparer.Ordinal);
        // What narrows the ledger down in the address is what the description names, and nothing else.
        var query = new Microsoft.AspNetCore.Http.QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(
            new[] { ("party", "a"), ("supplier", "a"), ("recipient", "a"), ("category", "tanks"), ("item", "a"), ("stage", "delivered"), ("factuality", "certain"), ("from", "2024"), ("to", "2024"), ("origins", "2"), ("outlet", "a"), ("disputed", "yes") }
            .Select(p => KeyValuePair.Create(p.Item1, new Microsoft.Extensions.Primitives.StringValues(p.Item2)))));
        var understood = Waybill.Web.Server.LedgerFilter.Of(query).Pairs().Select(p => p.Key).ToArray();
        understood.Length.ShouldBe(query.Count);
        foreach (var (path, more) in new[] { ("/api/v1/transfers", (string[])["after", "limit"]), ("/api/v1/transfers.jsonl", ["after"]) })
            JsonDocument.Parse(OpenApi.Document).RootElement.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()!).ShouldBe([.. understood, .. more], ignoreOrder: true);
        JsonDocument.Parse(OpenApi.Document).RootElement.GetProperty("openapi").GetString().ShouldStartWith("3.1");
        described.ShouldBe(served.Routes.Where(r => r.StartsWith("GET /api/", StringComparison.Ordinal) || r is "GET /feed.atom" or "GET /healthz").Where(r => !r.EndsWith("openapi.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
