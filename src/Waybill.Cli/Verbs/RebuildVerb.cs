using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill rebuild</c></summary>
public static class RebuildVerb
{
    public static Verb Verb { get; } = new(Build, "waybill rebuild");

    private static Command Build(CliHost host)
    {
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("rebuild", "Make families, dates, stories and the ledger again from the kept pages") { json, store };
        command.SetAction(r => Run(host, r.GetValue(store), r.GetValue(json)));
        return command;
    }

    public static int Run(CliHost host, string? path, bool asJson)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var store = Store.OpenToChange(Common.StorePath(host, path));
        var wasCurrent = AcrossRun.IsCurrent(store, host.Stages.Value);
        var touched = AcrossRun.Rebuild(store, host.Stages.Value);
        var counts = store.Counts();
        if (asJson)
        {
            using var json = new JsonRecords();
            host.Out.Write(json.Other("rebuild", w =>
            {
                w.WriteNumber("changed", touched);
                w.WriteBoolean("wasCurrent", wasCurrent);
                StoreJson.Write(w, counts);
            }) + "\n");
            return Exit.Ok;
        }
        var screen = host.Screen();
        if (touched == 0) screen.Line("Rebuilt: identical to what was there.");
        else if (wasCurrent) screen.Line(new Piece($"Rebuilt: {Phrases.Count(touched, "row was", "rows were")} not what the pages give, and are now.", Style.Doubt));
        else screen.Line($"Rebuilt: {Phrases.Count(touched, "row", "rows")} changed.");
        screen.Line($"{Phrases.Count(counts.Families, "family", "families")}, {Phrases.Count(counts.Stories, "story", "stories")}, {Phrases.Count(counts.Transfers, "transfer", "transfers")}");
        return Exit.Ok;
    }
}
