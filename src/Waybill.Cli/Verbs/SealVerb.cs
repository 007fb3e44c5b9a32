using System.CommandLine;
using Waybill.Pipeline.Export;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill seal</c>: the head of the chain over what was taken in, judged and set down.</summary>
public static class SealVerb
{
    public static Verb Verb { get; } = new(Build, "waybill seal > seal.txt\nwaybill seal --request seal.tsq > seal.txt\nwaybill verify --seal \"$(cat seal.txt)\"");

    private static Command Build(CliHost host)
    {
        var request = Common.Text("--request", "Also write a time stamp request (RFC 3161, SHA-256) for the printed line with its line end: what a time stamp authority signs", "FILE");
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("seal", "Print the head of the hash chain over what was taken in, judged and set down: deposit it, and later `verify --seal` shows whether anything before it was changed") { request, json, store };
        command.SetAction(r => Run(host, r.GetValue(store), r.GetValue(json), r.GetValue(request)));
        return command;
    }

    public static int Run(CliHost host, string? path, bool asJson, string? request = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var store = Common.OpenToLook(host, path);
        var seal = store.SealOf();
        if (request is not null)
        {
            using var file = new OutFile(host, request);
            file.Bytes.Write(TimeStampRequest.For(System.Text.Encoding.UTF8.GetBytes(seal + "\n")));
            file.Done();
        }
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
            w.WriteNumber("entries", seal.Entries ?? 0);
            w.WriteString("hash", seal.Hash);
        }) + "\n");
        return Exit.Ok;
    }
}
