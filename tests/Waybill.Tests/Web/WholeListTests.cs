using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Shouldly;
using Waybill.Bench.Load;
using Waybill.Web.Api;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>Whole lists as JSON Lines over a real server on loopback: all of it, as it is read, and not again where nothing changed.</summary>
public sealed class WholeListTests
{
    private static readonly string[] Kinds = ["transfers", "claims", "articles", "families", "stories"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task A_whole_list_is_all_that_the_pages_of_the_list_hold()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        foreach (var kind in Kinds)
        {
            var whole = Lines(await client.GetStringAsync($"/api/v1/{kind}.jsonl", Token));
            whole.ShouldBe(Lines(await client.GetStringAsync($"/api/v1/{kind}?limit=1000", Token)), kind);
            whole.Length.ShouldBeGreaterThan(5, kind);
            // Who was cut off goes on behind the last whole line.
            var after = JsonDocument.Parse(whole[^3]).RootElement.GetProperty("id").GetString();
            Lines(await client.GetStringAsync($"/api/v1/{kind}.jsonl?after={after}", Token)).ShouldBe(whole[^2..], kind);
        }
        Lines(await client.GetStringAsync("/api/v1/changes.jsonl", Token)).ShouldBe(Lines(await client.GetStringAsync("/api/v1/changes", Token)));
        Lines(await client.GetStringAsync("/api/v1/transfers.jsonl?recipient=Ukraine&stage=movement", Token)).ShouldBe(Lines(await client.GetStringAsync("/api/v1/transfers?recipient=Ukraine&stage=movement&limit=1000", Token)));
        using var wrong = await client.GetAsync("/api/v1/transfers.jsonl?from=yesterday", Token);
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_server_that_is_stopped_at_once_ends_without_an_error()
    {
        // The first look at the ledger is being made then.
        for (var i = 0; i < 20; i++) await (await ServedLedger.StartAsync(fill: i % 2 == 0 ? null : store => MadeLedger.Write(store, 100, 20))).DisposeAsync();
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        foreach (var kind in (string[])["transfers", "families", "stories", "changes"])
        {
            var (status, tag) = await Ask(client, kind, null);
            status.ShouldBe(HttpStatusCode.OK);
            tag.ShouldNotBeNull().IsWeak.ShouldBeTrue();
            (await Ask(client, kind, tag)).Status.ShouldBe(HttpStatusCode.NotModified, kind);
        }
        // Of what is read page by page no state can be told before all is read.
        (await Ask(client, "claims", null)).Tag.ShouldBeNull();
        var before = (await Ask(client, "transfers", null)).Tag;
        var list = await client.GetStringAsync("/transfers?supplier=PRT", Token);
        var record = await client.GetStringAsync("/transfers/" + list.Split("href=\"/transfers/")[1].Split('"')[0], Token);
        using (var judged = await ServedLedger.PostAsync(client, "/judge", ("verb", "reject"), ("id", record.Split("href=\"/claims/")[1].Split('"')[0]), ("who", "A"), ("why", "misread"))) judged.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Ask(client, "transfers", before)).Status.ShouldBe(HttpStatusCode.OK);
        (await Ask(client, "changes", before)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_long_list_is_sent_as_it_is_read_and_waits_for_who_listens()
    {
        const int articles = 4000;
        await using var served = await ServedLedger.StartAsync(fill: store => MadeLedger.Write(store, articles, 800));
        using var client = served.Client();
        var waiting = new List<HttpResponseMessage>();
        try
        {
            for (var i = 0; i < WholeLists.Most; i++)
            {
                var answer = await client.GetAsync("/api/v1/articles.jsonl", HttpCompletionOption.ResponseHeadersRead, Token);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                answer.Content.Headers.ContentLength.ShouldBeNull();
                waiting.Add(answer);
            }
            // Nobody reads: what would not fit between the two is not yet made, and every place is taken.
            using (var busy = await client.GetAsync("/api/v1/families.jsonl", Token))
            {
                busy.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
                busy.Headers.RetryAfter.ShouldNotBeNull();
            }
            // Another server in the same process has places of its own.
            await using (var other = await ServedLedger.StartAsync())
            using (var elsewhere = other.Client())
            using (var sent = await elsewhere.GetAsync("/api/v1/families.jsonl", Token))
                sent.StatusCode.ShouldBe(HttpStatusCode.OK);
            // Pages are not kept waiting by them.
            (await client.GetStringAsync("/articles", Token)).ShouldContain("<main");
            using var reader = new StreamReader(await waiting[0].Content.ReadAsStreamAsync(Token));
            var (count, last) = (0, "");
            while (await reader.ReadLineAsync(Token) is { } line)
            {
                var id = JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!;
                string.CompareOrdinal(last, id).ShouldBeLessThan(0);
                (count, last) = (count + 1, id);
            }
            count.ShouldBe(articles);
        }
        finally
        {
            foreach (var answer in waiting) answer.Dispose();
        }
        // Who goes away leaves the place to another.
        for (var i = 0; ; i++)
        {
            using var again = await client.GetAsync("/api/v1/families.jsonl", Token);
            if (again.StatusCode == HttpStatusCode.OK)
            {
                Lines(await again.Content.ReadAsStringAsync(Token)).Length.ShouldBeGreaterThan(1000);
                break;
            }
            i.ShouldBeLessThan(200);
            await Task.Delay(50, Token);
        }
    }

    private static async Task<(HttpStatusCode Status, EntityTagHeaderValue? Tag)> Ask(HttpClient client, string kind, EntityTagHeaderValue? has)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/{kind}.jsonl");
        if (has is not null) request.Headers.IfNoneMatch.Add(has);
        using var answer = await client.SendAsync(request, Token);
        return (answer.StatusCode, answer.Headers.ETag);
    }
}
