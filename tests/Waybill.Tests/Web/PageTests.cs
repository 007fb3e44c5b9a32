using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Waybill.Ledger;
using Waybill.Storage.Migrations;
using Waybill.Web.Server;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>Pages and API over real HTTP: what is there, what is encoded, what is refused.</summary>
public sealed class PageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<string> FirstId(HttpClient client, string kind)
    {
        var lines = await client.GetStringAsync($"/api/v1/{kind}", Token);
        return JsonDocument.Parse(lines.Split('\n')[0]).RootElement.GetProperty("id").GetString()!;
    }

    [Fact]
    public async Task Every_page_answers_and_holds_the_browser_to_what_it_is()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var (transfer, claim, article, family, story) = (await FirstId(client, "transfers"), await FirstId(client, "claims"), await FirstId(client, "articles"), await FirstId(client, "families"), await FirstId(client, "stories"));
        foreach (var path in new[]
        {
            "/", "/?recipient=Ukraine&stage=movement", "/transfers", "/transfers?disputed=yes", $"/transfers/{transfer}", $"/claims/{claim}", "/articles", $"/articles/{article}", $"/articles/{article}/kept",
            "/stories", $"/stories/{story}", $"/families/{family}", "/sources", "/search", "/search?q=tanks", "/review", "/add", "/runs", "/runs?run=1", "/lexicon", "/lexicon?q=Leopard", "/lexicon?kind=verb", "/followed",
        })
        {
            using var answer = await client.GetAsync(path, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldNotContain("unsafe");
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            var page = await answer.Content.ReadAsStringAsync(Token);
            page.ShouldContain("<main id=\"main\"", customMessage: path);
            page.ShouldNotContain("<script>", customMessage: path);
            page.ShouldNotContain(" style=\"", customMessage: path);
        }
    }

    [Fact]
    public async Task A_transfer_leads_to_the_words_that_prove_it()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var list = await client.GetStringAsync("/transfers?supplier=KOR&recipient=POL&item=K2", Token);
        var id = list.Split("href=\"/transfers/")[1].Split('"')[0];
        var transfer = await client.GetStringAsync($"/transfers/{id}", Token);
        transfer.ShouldContain("South Korea");
        transfer.ShouldContain("K2");
        var claim = transfer.Split("href=\"/claims/")[1].Split('"')[0];
        var words = await client.GetStringAsync($"/claims/{claim}", Token);
        words.ShouldContain("Every value and the words that prove it");
        words.ShouldContain("<th scope=\"row\">supplier</th>");
        var article = words.Split("href=\"/articles/")[1].Split('#')[0];
        var text = await client.GetStringAsync($"/articles/{article}", Token);
        text.ShouldContain($"id=\"c-{claim}\"");
        text.ShouldContain("class=\"e-supplier\"");
        var kept = await client.GetAsync($"/articles/{article}/kept.html", Token);
        kept.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox;");
        (await kept.Content.ReadAsStringAsync(Token)).ShouldNotContain("<script", Case.Insensitive);
    }

    [Fact]
    public async Task Only_affirmed_movements_are_drawn_as_flows()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        // The samples deny every delivery by the United Arab Emirates.
        var page = await client.GetStringAsync("/?supplier=ARE", Token);
        page.ShouldNotContain("arc firm");
        page.ShouldNotContain("<td class=\"firm\">");
        page.ShouldContain("<td class=\"other\">");
    }

    [Fact]
    public async Task The_network_draws_the_pairs_of_the_matrix_and_only_affirmed_movements_as_flows()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var matrix = await client.GetStringAsync("/", TestContext.Current.CancellationToken);
        var network = await client.GetStringAsync("/?flows=network", TestContext.Current.CancellationToken);
        int Count(string html, string part) => html.Split(part).Length - 1;
        Count(network, "class=\"flow firm\"").ShouldBe(Count(matrix, "<td class=\"firm\">"));
        Count(network, "class=\"flow other\"").ShouldBe(Count(matrix, "<td class=\"other\">"));
        Count(network, "url(#flow-tip)").ShouldBe(Count(network, "class=\"flow firm\""));
        network.ShouldContain("affirmed movement: delivered or under way");
    }

    [Fact]
    public async Task A_list_of_the_api_is_as_long_as_is_asked_and_leads_on()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var seen = new List<string>();
        var next = "/api/v1/claims?limit=40";
        while (next is not null)
        {
            using var answer = await client.GetAsync(next, TestContext.Current.CancellationToken);
            var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.Length.ShouldBeLessThanOrEqualTo(40);
            seen.AddRange(lines);
            next = answer.Headers.TryGetValues("Link", out var link) ? link.First().Split('<', '>')[1] : null;
            if (next is not null) next.ShouldContain("limit=40");
        }
        using var whole = await client.GetAsync("/api/v1/claims?limit=1000", TestContext.Current.CancellationToken);
        (await whole.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(seen);
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        foreach (var path in new[] { "/nothing", "/transfers/t1-ffffffffffff", "/claims/0000000000", "/articles/abc", "/families/..%2f..", "/stories/%00%00%00%00%00" })
        {
            using var answer = await client.GetAsync(path, Token);
            answer.StatusCode.ShouldBeOneOf([HttpStatusCode.NotFound, HttpStatusCode.BadRequest], path);
        }
        using var api = await client.GetAsync("/api/v1/claims/0000000000", Token);
        api.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        JsonDocument.Parse(await api.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("error").GetProperty("code").GetString().ShouldBe("not-found");
        using var filter = await client.GetAsync("/transfers?from=yesterday", Token);
        (await filter.Content.ReadAsStringAsync(Token)).ShouldContain("is no date");
    }

    [Fact]
    public async Task An_empty_store_and_none_say_what_to_do_first()
    {
        await using var none = await ServedLedger.StartAsync(fill: _ => { });
        using var client = none.Client();
        (await client.GetStringAsync("/", Token)).ShouldContain("waybill read samples");
        using var list = await client.GetAsync("/transfers", Token);
        list.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await list.Content.ReadAsStringAsync(Token)).ShouldContain("There is no store");
    }

    [Fact]
    public async Task A_judgement_is_kept_shown_and_taken_back()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var transfer = await client.GetStringAsync("/transfers?supplier=PRT", Token);
        var id = transfer.Split("href=\"/transfers/")[1].Split('"')[0];
        var page = await client.GetStringAsync($"/transfers/{id}", Token);
        var claim = page.Split("href=\"/claims/")[1].Split('"')[0];

        using var judged = await ServedLedger.PostAsync(client, "/judge", ("verb", "reject"), ("id", claim), ("who", "A. Reader"), ("why", "misread"), ("back", $"/claims/{claim}"));
        judged.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        judged.Headers.Location!.ToString().ShouldBe($"/claims/{claim}?judged=1");
        var after = await client.GetStringAsync(judged.Headers.Location, Token);
        after.ShouldContain("A. Reader");
        after.ShouldContain("Undo");
        using (var gone = await client.GetAsync($"/transfers/{id}", Token)) gone.StatusCode.ShouldBe(HttpStatusCode.Gone);

        using var undone = await ServedLedger.PostAsync(client, "/judge", ("verb", "withdraw"), ("id", "1"), ("who", "A. Reader"), ("why", "undone"), ("back", $"/claims/{claim}"));
        undone.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await client.GetStringAsync($"/transfers/{id}", Token)).ShouldContain("Portugal");
    }

    [Fact]
    public async Task An_assessment_takes_the_claims_that_it_rests_on_and_what_its_author_holds()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var transfer = (await client.GetStringAsync("/transfers?supplier=KOR", Token)).Split("href=\"/transfers/")[1].Split('"')[0];
        var page = await client.GetStringAsync($"/transfers/{transfer}", Token);
        page.ShouldContain("It rests on");
        var claim = page.Split("<select name=\"id\" multiple")[1].Split("value=\"")[1].Split('"')[0];
        using var judged = await ServedLedger.PostAsync(client, "/judge", ("verb", "assess"), ("id", transfer), ("id", claim), ("as", "supported"), ("likelihood", "likely"), ("confidence", ""), ("who", "A. Reader"), ("why", "seen"), ("back", $"/transfers/{transfer}"));
        judged.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var after = await client.GetStringAsync(judged.Headers.Location, Token);
        after.ShouldContain("likelihood after ICD 203");
        after.ShouldNotContain("confidence after ICD 203");
        using var store = Waybill.Storage.Store.Open(served.Store);
        var kept = store.Judgements().ShouldHaveSingleItem();
        kept.OtherSide.ShouldHaveSingleItem().Claim.ShouldBe(claim);
        kept.Fields.ShouldHaveSingleItem().Value.ShouldBe("likely");
    }

    [Fact]
    public async Task A_judgement_without_a_name_a_form_of_this_server_or_sense_changes_nothing()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var claim = await FirstId(client, "claims");
        using (var nameless = await ServedLedger.PostAsync(client, "/judge", ("verb", "reject"), ("id", claim), ("who", " "), ("why", "x"))) nameless.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using (var senseless = await ServedLedger.PostAsync(client, "/judge", ("verb", "burn"), ("id", claim), ("who", "A"), ("why", "x"))) senseless.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("verb", "reject"), KeyValuePair.Create("id", claim), KeyValuePair.Create("who", "A"), KeyValuePair.Create("why", "x")]);
        using (var forged = await client.PostAsync("/judge", content, Token)) forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var store = Waybill.Storage.Store.Open(served.Store);
        store.Judgements().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_pasted_text_becomes_a_record()
    {
        await using var served = await ServedLedger.StartAsync(fill: _ => { });
        using var client = served.Client();
        using var added = await ServedLedger.PostAsync(client, "/add/text", ("text", "Norway sends howitzers\n\nOSLO — Norway has delivered 22 M109 howitzers to Ukraine, Defence Minister Bjoern Arild Gram said on Wednesday."), ("url", "https://www.example.org/a"), ("published", "2022-06-08"), ("outlet", "Example Post"), ("who", "B. Keeper"));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        for (var i = 0; i < 300 && (await client.GetStringAsync("/add/jobs", Token)).Contains("data-busy=\"yes\"", StringComparison.Ordinal); i++) await Task.Delay(100, Token);
        (await client.GetStringAsync("/add", Token)).ShouldContain("1 read");
        var page = await client.GetStringAsync("/transfers", Token);
        page.ShouldContain("Norway");
        page.ShouldContain("Ukraine");
        using var store = Waybill.Storage.Store.Open(served.Store);
        store.Records<Transfer>(AcrossTable.Transfer).ShouldHaveSingleItem();
        store.Runs().ShouldHaveSingleItem().Who.ShouldBe("B. Keeper");
    }

    [Fact]
    public async Task An_answer_that_is_at_hand_is_not_sent_again()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        using var first = await client.GetAsync("/api/v1/transfers", Token);
        first.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/transfers");
        request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
        using var second = await client.SendAsync(request, Token);
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        var feed = System.Xml.Linq.XDocument.Parse(await client.GetStringAsync("/feed.atom", Token));
        feed.Root!.Name.LocalName.ShouldBe("feed");
        feed.Root.Elements().Count(e => e.Name.LocalName == "entry").ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task What_changed_comes_as_a_feed_with_an_entry_for_each_change()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var first = await Entries("all");
        first.Length.ShouldBeGreaterThan(5);
        (await Entries("followed")).ShouldBeEmpty();
        var claim = await FirstId(client, "claims");
        using (var judged = await ServedLedger.PostAsync(client, "/judge", ("verb", "reject"), ("id", claim), ("who", "A. Reader"), ("why", "misread"), ("back", $"/claims/{claim}"))) judged.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var second = await Entries("all");
        second.Length.ShouldBeGreaterThan(first.Length);
        second.ShouldBeUnique();
        second[^first.Length..].ShouldBe(first, "what was told keeps its id, below what is new");

        async Task<string[]> Entries(string which) =>
            [.. System.Xml.Linq.XDocument.Parse(await client.GetStringAsync("/feed.atom?changes=" + which, Token)).Root!.Elements().Where(e => e.Name.LocalName == "entry").Select(e => e.Elements().Single(i => i.Name.LocalName == "id").Value)];
    }

    [Fact]
    public async Task Only_names_of_this_machine_are_answered()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } };
        using var answer = await client.SendAsync(request, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Fact]
    public void An_address_that_others_reach_needs_tokens()
    {
        var options = new WebOptions { Store = "x.db", Address = new Uri("http://0.0.0.0:8642") };
        options.Problem().ShouldNotBeNull().ShouldContain("WAYBILL_READER_TOKEN");
        (options with { ReaderToken = "reader-token-123456" }).Problem().ShouldNotBeNull().ShouldContain("WAYBILL_ANALYST_TOKEN");
        (options with { ReaderToken = "reader-token-123456", ReadOnly = true }).Problem().ShouldBeNull();
        (options with { ReaderToken = "short", ReadOnly = true }).Problem().ShouldNotBeNull();
        (options with { Address = new Uri("http://example.org") }).Problem().ShouldNotBeNull();
        (options with { Address = new Uri("http://localhost:0") }).Problem().ShouldBeNull();
    }

    /// <summary>Every route × every role. A route that is new must be put into the table.</summary>
    [Fact]
    public async Task Every_route_lets_in_whom_it_should()
    {
        const string reader = "reader-token-123456";
        const string analyst = "analyst-token-12345";
        await using var served = await ServedLedger.StartAsync(o => o with { ReaderToken = reader, AnalystToken = analyst });
        var open = new[] { "GET /healthz", "GET /sign-in", "POST /sign-in", "POST /sign-out", "GET /assets/{hash}/{name}" };
        var write = new[] { "POST /judge", "POST /add/files", "POST /add/text", "POST /lexicon/preview", "POST /lexicon/apply", "POST /follow", "POST /searches", "POST /sources/rate", "POST /credibility", "POST /runs/retry", "POST /claims" };
        var routes = served.Routes;
        routes.Count.ShouldBeGreaterThan(25);
        using var nobody = served.Client();
        using var looks = served.Client(reader);
        using var judges = served.Client(analyst);
        foreach (var route in routes)
        {
            var (method, path) = (route.Split(' ')[0], route.Split(' ')[1].Replace("{id}", "0123456789", StringComparison.Ordinal).Replace("{hash}", "0", StringComparison.Ordinal).Replace("{name}", "x", StringComparison.Ordinal).Replace("{kind}", "outlet", StringComparison.Ordinal));
            var needs = open.Contains(route) ? Role.None : write.Contains(route) ? Role.Analyst : Role.Reader;
            foreach (var (client, role) in new[] { (nobody, Role.None), (looks, Role.Reader), (judges, Role.Analyst) })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                // The stream of changes has no end: its head is enough.
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
                var refused = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                    || (answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.ToString().StartsWith("/sign-in?", StringComparison.Ordinal));
                refused.ShouldBe(role < needs, $"{route} as {role}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Read_only_lets_nobody_judge()
    {
        await using var served = await ServedLedger.StartAsync(o => o with { ReadOnly = true });
        using var client = served.Client();
        using var content = new FormUrlEncodedContent([]);
        using var answer = await client.PostAsync("/judge", content, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetStringAsync("/claims/" + await FirstId(client, "claims"), Token)).ShouldNotContain("action=\"/judge\"");
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait()
    {
        await using var served = await ServedLedger.StartAsync(o => o with { MostRequests = 3 });
        using var client = served.Client();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 8; i++)
        {
            using var answer = await client.GetAsync("/healthz", Token);
            answers.Add(answer.StatusCode);
        }
        answers.ShouldContain(HttpStatusCode.TooManyRequests);
        answers[0].ShouldBe(HttpStatusCode.OK);
    }
}
