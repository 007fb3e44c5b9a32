using System.CommandLine;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill dossier ID</c>: a transfer as a document to hand on.</summary>
public static class DossierVerb
{
    public static Verb Verb { get; } = new(Build, "waybill dossier t1-85eba > dossier.md");

    private static Command Build(CliHost host)
    {
        var id = new Argument<string>("ID") { Description = "Id of a transfer, or the start of one" };
        var store = Common.Store();
        var command = new Command("dossier", "Write a transfer as a Markdown document: what stands against it, who says so, every claim as a citation with words, address and hash") { id, store };
        command.SetAction(r => Run(host, r.GetRequiredValue(id), r.GetValue(store)));
        return command;
    }

    public static int Run(CliHost host, string id, string? path)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(id);
        using var store = Common.OpenToLook(host, path);
        var set = new ExportSet(store);
        var match = Ids.Match(store, "transfer", id);
        if (match.Several.Count > 0) throw new UsageException($"'{Screens.Safe.Line(id)}' is the start of several transfers: {string.Join(", ", match.Several)}.");
        if (match.Whole is not { } whole || set.Transfer(whole) is not { } transfer) return Common.Ended(host, 0, $"transfer '{Screens.Safe.Line(id)}'");
        host.Out.Write(new Dossier(set, host.Program, store.Setting(AcrossRun.StagesSetting) ?? "").Markdown(transfer));
        return Exit.Ok;
    }
}
