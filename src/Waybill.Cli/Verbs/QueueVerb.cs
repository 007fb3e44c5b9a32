using System.CommandLine;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill queue</c></summary>
public static class QueueVerb
{
    private const int MostShown = 1000;

    public static Verb Verb { get; } = new(Build, "waybill queue\nwaybill queue --retry");

    private static Command Build(CliHost host)
    {
        var retry = new Option<bool>("--retry") { Description = "Have pages in quarantine tried anew" };
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("queue", "Pages that wait for workers, and those that could not be read, with the reason") { retry, json, store };
        command.SetAction(r => Run(host, r.GetValue(store), r.GetValue(retry), r.GetValue(json)));
        return command;
    }

    public static int Run(CliHost host, string? given, bool retry, bool asJson)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var store = retry ? Store.OpenToChange(Common.StorePath(host, given)) : Store.Open(Common.StorePath(host, given));
        var again = retry ? store.Retry() : 0;
        var queue = store.Queue();
        var problems = store.QueueProblems(MostShown);
        if (asJson)
        {
            using var json = new JsonRecords();
            host.Out.Write(json.Other("queue", w =>
            {
                w.WriteNumber("waiting", queue.Waiting);
                w.WriteNumber("leased", queue.Leased);
                w.WriteNumber("failed", queue.Failed);
                w.WriteNumber("quarantined", queue.Quarantined);
                w.WriteStartArray("problems");
                foreach (var p in problems)
                {
                    w.WriteStartObject();
                    w.WriteString("page", p.Page);
                    w.WriteString("source", p.Source);
                    w.WriteNumber("attempts", p.Attempts);
                    w.WriteBoolean("quarantined", p.Quarantined);
                    w.WriteString("reason", p.Reason);
                    w.WriteEndObject();
                }
                w.WriteEndArray();
            }) + "\n");
            return Exit.Ok;
        }
        var screen = host.Screen();
        if (retry) screen.Line($"{Phrases.Count(again, "page", "pages")} taken out of quarantine.");
        screen.Line($"{queue.Waiting,8}  waiting");
        screen.Line($"{queue.Leased,8}  in a worker's hands");
        screen.Line($"{queue.Failed,8}  tried, to be tried again");
        screen.Line($"{queue.Quarantined,8}  in quarantine");
        foreach (var p in problems) screen.Line($"{Common.Short(p.Page)}  {p.Source}: {p.Reason} ({Phrases.Count(p.Attempts, "try", "tries")}{(p.Quarantined ? ", in quarantine" : "")})");
        return Exit.Ok;
    }
}
