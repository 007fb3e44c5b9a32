using System.CommandLine;
using Waybill.Pipeline.Export;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill seal</c>: the head of the chain over what was taken in and judged.</summary>
public static class SealVerb
{
    public static Verb Verb { get; } = new(Build, "waybill seal > seal.txt\nwaybill verify --seal \"$(cat seal.txt)\"");

    private static Command Build(CliHost host)
    {
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("seal", "Print the head of the hash chain over what was taken in and judged: deposit it, and later `verify --seal` shows whether anything before it was changed") { json, store };
        command.SetAction(r => Run(host, r.GetValue(store), r.GetValue(json)));
        return command;
    }

    public static int Run(CliHost host, string? path, bool asJson)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var store = Common.OpenToLook(host, path);
        var seal = store.SealOf();
        if (!asJson)
        {
            host.Out.Write(seal + "\n");
            return Exit.Ok;
        }
        using var json = new JsonRecords();
        host.Out.Write(json.Other("seal", w =>
        {
            w.WriteString("seal", seal.ToString());
            w.WriteNumber("captures", seal.Captures);
            w.WriteNumber("judgements", seal.Judgements);
            w.WriteString("hash", seal.Hash);
        }) + "\n");
        return Exit.Ok;
    }
}
