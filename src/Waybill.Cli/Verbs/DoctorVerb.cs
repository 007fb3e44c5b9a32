using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill doctor</c></summary>
public static class DoctorVerb
{
    public static Verb Verb { get; } = new(Build, "waybill doctor\nwaybill doctor --repair");

    private static Command Build(CliHost host)
    {
        var repair = new Option<bool>("--repair") { Description = "Mend what follows from the kept pages" };
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("doctor", "Check the store file, and repair what can be repaired") { repair, json, store };
        command.SetAction((r, cancel) => Task.Run(() => Run(host, r.GetValue(store), r.GetValue(repair), r.GetValue(json), cancel), CancellationToken.None));
        return command;
    }

    public static int Run(CliHost host, string? path, bool repair, bool asJson, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            return Look(host, path, repair, asJson, cancel);
        }
        catch (StoreException e) when (e.Problem == StoreProblem.Damaged)
        {
            throw new StoreException(StoreProblem.Damaged, $"{Store.Shown(Common.StorePath(host, path))} is damaged so far that it cannot be looked over ({e.InnerException?.Message ?? e.Message}). Keep it as it is, and restore a copy of it or `waybill import` an export.", e);
        }
    }

    private static int Look(CliHost host, string? path, bool repair, bool asJson, CancellationToken cancel)
    {
        using var store = Store.OpenToChange(Common.StorePath(host, path));
        var progress = new ProgressLine(host.Error, host.ErrorIsTerminal, host.Clock);
        var findings = new Doctor(store, host.Stages.Value, repair, host.Program, host.Clock, progress.Show).Run(cancel);
        progress.Clear();
        if (asJson) Json(host, findings);
        else Show(host.Screen(), findings);
        return findings.Any(f => f.Grave) ? Exit.Error : Exit.Ok;
    }

    private static void Show(Screen screen, IReadOnlyList<Finding> findings)
    {
        foreach (var f in findings)
        {
            screen.Line(new Piece(f.Mended ? "mended  " : "amiss   ", f.Mended ? Style.Good : f.Grave ? Style.Bad : Style.Doubt), f.What);
            if (!f.Mended && f.Advice is { } advice) screen.Line("        → ", advice);
        }
        if (findings.Count == 0) screen.Line(new Piece("Sound: ", Style.Good), "the file, its derived rows and the ledger agree.");
    }

    private static void Json(CliHost host, IReadOnlyList<Finding> findings)
    {
        using var json = new JsonRecords();
        foreach (var f in findings)
        {
            host.Out.Write(json.Other("finding", w =>
            {
                w.WriteString("what", f.What);
                w.WriteBoolean("mended", f.Mended);
                w.WriteBoolean("grave", f.Grave);
                w.WriteString("advice", f.Mended ? null : f.Advice);
            }) + "\n");
        }
    }
}
