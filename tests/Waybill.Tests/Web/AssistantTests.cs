using System.Diagnostics;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary><c>waybill mcp</c> as an assistant meets it: the program, its standard input and output.</summary>
public sealed class AssistantTests
{
    [Fact]
    public async Task An_assistant_follows_a_record_to_its_words()
    {
        await using var served = await ServedLedger.StartAsync();
        using var talk = new Talk(served.Store);
        var hello = await talk.AskAsync("initialize", new JsonObject { ["protocolVersion"] = "2025-06-18", ["capabilities"] = new JsonObject(), ["clientInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" } });
        hello["serverInfo"]!["name"]!.GetValue<string>().ShouldBe("waybill");
        hello["instructions"]!.GetValue<string>().ShouldContain("not what is true");
        await talk.TellAsync("notifications/initialized");

        var tools = (await talk.AskAsync("tools/list", []))["tools"]!.AsArray();
        tools.Select(t => t!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal).ShouldBe(["changes", "evidence", "family", "ledger", "search", "transfer"]);
        tools.ShouldAllBe(t => t!["annotations"]!["readOnlyHint"]!.GetValue<bool>());

        var list = await talk.CallAsync("ledger", new JsonObject { ["supplier"] = "KOR", ["recipient"] = "Poland" });
        var record = list["records"]!.AsArray()[0]!;
        record["independentOrigins"]!["least"]!.GetValue<int>().ShouldBeGreaterThan(0);
        record["stages"]!.AsArray().ShouldAllBe(s => s!["factuality"] != null && s["negated"] != null && s["citation"]!["page"]!["sha256"] != null);

        var transfer = await talk.CallAsync("transfer", new JsonObject { ["id"] = record["id"]!.GetValue<string>() });
        transfer["sentence"]!.GetValue<string>().ShouldContain("South Korea");
        var cited = transfer["citations"]!.AsArray()[0]!;
        cited["words"]!.GetValue<string>().ShouldNotBeEmpty();
        var evidence = await talk.CallAsync("evidence", new JsonObject { ["claim"] = cited["claim"]!.GetValue<string>() });
        evidence["citation"]!["words"]!.GetValue<string>().ShouldBe(cited["words"]!.GetValue<string>());
        evidence["values"]!.AsArray().ShouldContain(v => v!["field"]!.GetValue<string>() == "supplier" && v["words"]!.AsArray().Count > 0);

        var family = await talk.CallAsync("family", new JsonObject { ["id"] = cited["family"]!.GetValue<string>() });
        family["members"]!.AsArray().Count.ShouldBe(family["pages"]!.GetValue<int>());
        (await talk.CallAsync("search", new JsonObject { ["words"] = "leopard portugal" }))["hits"]!.AsArray().Count.ShouldBeGreaterThan(0);
        var denied = await talk.CallAsync("ledger", new JsonObject { ["supplier"] = "ARE" });
        denied["records"]!.AsArray().SelectMany(r => r!["stages"]!.AsArray()).ShouldAllBe(s => s!["negated"]!.GetValue<bool>() || s["stance"]!.GetValue<string>() != "asserts");
        var changes = await talk.CallAsync("changes", new JsonObject { ["since"] = "2024", ["limit"] = 2 });
        changes["changes"]!.AsArray().Select(c => c!["what"]!.GetValue<string>()).ShouldBe(["new", "new"]);
        changes["changes"]![0]!["record"]!["stages"]![0]!["citation"].ShouldNotBeNull();
        var next = changes["changes"]![1]!["number"]!.GetValue<long>();
        (await talk.CallAsync("changes", new JsonObject { ["since"] = "2024", ["after"] = next }))["changes"]![0]!["number"]!.GetValue<long>().ShouldBeGreaterThan(next);

        var wrong = await talk.AskAsync("tools/call", new JsonObject { ["name"] = "transfer", ["arguments"] = new JsonObject { ["id"] = "t1-ffffffff" } });
        wrong["isError"]!.GetValue<bool>().ShouldBeTrue();
        wrong["content"]![0]!["text"]!.GetValue<string>().ShouldContain("There is no transfer");
        (await talk.EndAsync()).ShouldBe(0);
    }

    /// <summary>One line, one message (JSON-RPC 2.0 over standard input and output).</summary>
    internal sealed class Talk : IDisposable
    {
        private readonly Process _program;
        private int _last;

        public Talk(string store) => _program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "waybill.dll"), "mcp", "--store", store])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

        public async Task TellAsync(string method) => await _program.StandardInput.WriteLineAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method }.ToJsonString());

        public async Task<JsonNode> AskAsync(string method, JsonObject arguments)
        {
            await _program.StandardInput.WriteLineAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_last, ["method"] = method, ["params"] = arguments }.ToJsonString());
            await _program.StandardInput.FlushAsync();
            while (await _program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                var answer = JsonNode.Parse(line)!;
                if (answer["id"]?.GetValue<int>() == _last) return answer["result"] ?? throw new InvalidOperationException(line);
            }
            throw new InvalidOperationException("The program ended without an answer.");
        }

        public async Task<JsonNode> CallAsync(string tool, JsonObject arguments)
        {
            var result = await AskAsync("tools/call", new JsonObject { ["name"] = tool, ["arguments"] = arguments });
            var text = result["content"]![0]!["text"]!.GetValue<string>();
            if (result["isError"]?.GetValue<bool>() == true) throw new InvalidOperationException(text);
            return JsonNode.Parse(text)!;
        }

        public async Task<int> EndAsync()
        {
            _program.StandardInput.Close();
            await _program.WaitForExitAsync(TestContext.Current.CancellationToken);
            return _program.ExitCode;
        }

        public void Dispose()
        {
            if (!_program.HasExited) _program.Kill();
            _program.Dispose();
        }
    }
}
