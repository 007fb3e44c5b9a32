using System.CommandLine;
using Waybill.Cli.Screens;
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
        var store = Common.Store();
        var command = new Command("doctor", "Check the store file, and repair what can be repaired") { repair, store };
        command.SetAction(r => Run(host, r.GetValue(store), r.GetValue(repair)));
        return command;
    }

    public static int Run(CliHost host, string? path, bool repair)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var store = Store.Open(Common.StorePath(host, path));
        var findings = Doctor.Run(store, host.Stages.Value, repair);
        var screen = host.Screen();
        foreach (var f in findings)
        {
            screen.Line(new Piece(f.Mended ? "mended  " : "amiss   ", f.Mended ? Style.Good : Style.Doubt), f.What);
            if (!f.Mended && f.Advice is { } advice) screen.Line("        → ", advice);
        }
        if (findings.Count == 0) screen.Line(new Piece("Sound: ", Style.Good), "the file, its derived rows and the ledger agree.");
        return findings.Any(f => !f.Mended && f.What.StartsWith("SQLite", StringComparison.Ordinal)) ? Exit.Error : Exit.Ok;
    }
}
