using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill worker</c></summary>
public static class WorkerVerb
{
    public static Verb Verb { get; } = new(Build, "waybill read crawl.warc.gz --queue --store postgres://analyst@db.example.org/arms\nwaybill worker --store postgres://analyst@db.example.org/arms\nwaybill worker --drain --jobs 1");

    private static Command Build(CliHost host)
    {
        var drain = new Option<bool>("--drain") { Description = "End when nothing waits and the ledger is up to date; else wait for more until stopped" };
        var lease = new Option<int?>("--lease")
        {
            Description = "Seconds without word after which its pages are another worker's [default: 60]",
            HelpName = "SECONDS",
        };
        lease.Validators.Add(r =>
        {
            if (r.Tokens.Count > 0 && (!int.TryParse(r.Tokens[0].Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) || n is < 1 or > 86400)) r.AddError("--lease takes a number of seconds from 1 to 86400.");
        });
        var attempts = new Option<int?>("--attempts") { Description = "Times that a page is tried before it goes into quarantine [default: 5]", HelpName = "N" };
        attempts.Validators.Add(r =>
        {
            if (r.Tokens.Count > 0 && (!int.TryParse(r.Tokens[0].Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) || n is < 1 or > 1000)) r.AddError("--attempts takes a number from 1 to 1000.");
        });
        var jobs = Common.Jobs();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("worker", "Read pages that wait in the store's queue (see read --queue); any number of workers, on any machines") { drain, lease, attempts, jobs, json, store };
        command.SetAction((r, cancel) => Task.Run(() => Run(host, r.GetValue(store), new WorkerOptions
        {
            Drain = r.GetValue(drain),
            Jobs = r.GetValue(jobs) ?? Environment.ProcessorCount,
            Lease = TimeSpan.FromSeconds(r.GetValue(lease) ?? 60),
            Attempts = r.GetValue(attempts) ?? 5,
            Program = host.Program,
        }, r.GetValue(json), cancel), CancellationToken.None));
        return command;
    }

    public static int Run(CliHost host, string? given, WorkerOptions options, bool asJson, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        var path = Common.StorePath(host, given);
        var stages = host.Stages.Value;
        var said = "";
        using var stopping = cancel.Register(() => host.Error.Write("waybill: stopping …\n"));
        var summary = new WorkerRun(() => Store.OpenToChange(path), stages, options, host.Clock, (now, doing) =>
        {
            if (doing == said && doing != "reading") return;
            if (host.ErrorIsTerminal) host.Error.Write($"{now.Read} read, {now.Skipped} skipped: {Safe.Line(doing)}\u001b[K\r");
            else if (doing != said) host.Error.Write($"waybill: {Safe.Line(doing)}\n");
            said = doing;
        }).Run(cancel);
        if (host.ErrorIsTerminal) host.Error.Write("\u001b[K");
        if (asJson)
        {
            using var json = new JsonRecords();
            host.Out.Write(json.Other("worker", w =>
            {
                w.WriteNumber("read", summary.Read);
                w.WriteNumber("skipped", summary.Skipped);
                w.WriteNumber("failed", summary.Failed);
                w.WriteBoolean("stopped", summary.Cancelled);
            }) + "\n");
        }
        else
        {
            host.Screen().Line($"{Phrases.Count(summary.Read, "page", "pages")} read, {summary.Skipped} skipped, {Phrases.Count(summary.Failed, "try", "tries")} failed{(summary.Cancelled ? "; stopped, what it had goes back to the queue" : "")}");
        }
        return Exit.Ok;
    }
}
