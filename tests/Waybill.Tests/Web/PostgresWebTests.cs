using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Waybill.Tests.Storage;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>The web, its API and the assistant over a store on a server: what they say is what they say over a file, and a judgement made there acts there.</summary>
public sealed class PostgresWebTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_web_and_the_assistant_work_over_a_server_as_over_a_file()
    {
        var address = PostgresServers.Shared.NewStore();
        ServedLedger.Read(address, [Path.Combine(Repository.Root, "samples")]);
        await using var file = await ServedLedger.StartAsync();
        await using var server = await ServedLedger.StartAsync(o => o with { Store = address }, _ => { });
        using var there = file.Client();
        using var here = server.Client();
        foreach (var path in (string[])["/api/v1/transfers", "/api/v1/claims", "/api/v1/families", "/api/v1/stories", "/api/v1/claims.jsonl", "/api/v1/transfers.jsonl"])
            Sorted(await here.GetStringAsync(path, Token)).ShouldBe(Sorted(await there.GetStringAsync(path, Token)), path);
        foreach (var path in (string[])["/", "/transfers", "/articles", "/stories", "/sources", "/review", "/search?q=leopard", "/runs"])
        {
            using var page = await here.GetAsync(path, Token);
            page.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        }
        var claim = JsonDocument.Parse((await here.GetStringAsync("/api/v1/claims", Token)).Split('\n')[0]).RootElement.GetProperty("id").GetString()!;
        using (var judged = await ServedLedger.PostAsync(here, "/judge", ("verb", "reject"), ("id", claim), ("who", "A. Reader"), ("why", "a teaser"), ("back", "/"))) judged.Headers.Location!.ToString().ShouldContain("judged=1");
        (await here.GetStringAsync("/claims/" + claim, Token)).ShouldContain("a teaser");
        using (var undone = await ServedLedger.PostAsync(here, "/judge", ("verb", "withdraw"), ("id", "1"), ("who", "A. Reader"), ("why", "no"), ("back", "/"))) undone.Headers.Location!.ToString().ShouldContain("undone");

        using var talk = new AssistantTests.Talk(address);
        await talk.AskAsync("initialize", new JsonObject { ["protocolVersion"] = "2025-06-18", ["capabilities"] = new JsonObject(), ["clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" } });
        await talk.TellAsync("notifications/initialized");
        var list = await talk.CallAsync("ledger", new JsonObject { ["supplier"] = "KOR", ["recipient"] = "Poland" });
        var transfer = await talk.CallAsync("transfer", new JsonObject { ["id"] = list["records"]!.AsArray()[0]!["id"]!.GetValue<string>() });
        transfer["citations"]!.AsArray()[0]!["words"]!.GetValue<string>().ShouldNotBeEmpty();
        (await talk.CallAsync("search", new JsonObject { ["words"] = "leopard portugal" }))["hits"]!.AsArray().Count.ShouldBeGreaterThan(0);
        (await talk.EndAsync()).ShouldBe(0);
    }

    private static string Sorted(string lines) => string.Join('\n', lines.Split('\n').Order(StringComparer.Ordinal));
}
