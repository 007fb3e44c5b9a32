using System.CommandLine;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Waybill.Cli.Assistants;
using Waybill.Storage;
using Waybill.Web.Stores;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill mcp</c>: the ledger for assistants, over standard input and output (Model Context Protocol).</summary>
public static class McpVerb
{
    public static Verb Verb { get; } = new(Build, "waybill mcp --store archive.db");

    private static Command Build(CliHost host)
    {
        var store = Common.Store();
        var command = new Command("mcp", "Give assistants read-only tools over standard input and output (Model Context Protocol): search, ledger, transfer, evidence, family, changes") { store };
        command.SetAction((r, cancel) => RunAsync(host, r.GetValue(store), cancel));
        return command;
    }

    public static async Task<int> RunAsync(CliHost host, string? given, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        var path = Common.StorePath(host, given);
        // What cannot be opened is said now and not in the first answer.
        Store.Open(path).Dispose();
        using var pool = new StorePool(path);
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "waybill", Version = ThisProgram.Version },
            ServerInstructions = LedgerTools.Instructions,
            ToolCollection = [],
        };
        foreach (var tool in new LedgerTools(pool).All()) options.ToolCollection.Add(tool);
        var transport = new StreamServerTransport(host.StandardInput(), host.StandardOutput(), "waybill");
        var server = McpServer.Create(transport, options);
        await using (server.ConfigureAwait(false)) await server.RunAsync(cancel).ConfigureAwait(false);
        return Exit.Ok;
    }
}
