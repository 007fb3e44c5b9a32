using System.CommandLine;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill dossier ID</c>: a transfer or a storyline as a document to hand on.</summary>
public static class DossierVerb
{
    public sealed record Options(string Id, bool Html, string? Out, Clocks Clocks, string? Store);

    public static Verb Verb { get; } = new(Build, "waybill dossier t1-85eba > dossier.md\nwaybill dossier t1-85eba --html --out dossier.html\nwaybill dossier sl1b6 --html --published-by 2024-03 --out story.html");

    private static Command Build(CliHost host)
    {
        var id = new Argument<string>("ID") { Description = "Id of a transfer or a storyline, or the start of one" };
        var html = new Option<bool>("--html") { Description = "One HTML file without script, for the screen and for paper, instead of Markdown" };
        var file = OutFile.Option();
        var clocks = new ClockOptions();
        var store = Common.Store();
        var command = new Command("dossier", "Write a transfer or a storyline as a document: what stands against it, who says so, every claim as a citation with words, address and hash") { id, html, file, store };
        clocks.AddTo(command);
        command.SetAction(r => Run(host, new Options(r.GetRequiredValue(id), r.GetValue(html), r.GetValue(file), clocks.Read(r), r.GetValue(store))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        var set = new ExportSet(store, ClockOptions.Of(host, store, options.Clocks));
        var making = new DossierMaking(host.Program, $"{host.Stages.Value.For(store).ReadingVersion ?? host.Stages.Value.Articles.Version}; {store.Setting(AcrossRun.StagesSetting)}", DossierWork.Of(store));
        var shown = $"transfer or storyline '{Screens.Safe.Line(options.Id)}'";
        var (transfers, lines) = (Matches("transfer", set.Transfers.Select(t => t.Id)), Matches("storyline", set.Storylines.Select(s => s.Id)));
        if (transfers.Length + lines.Length > 1) throw new UsageException($"'{Screens.Safe.Line(options.Id)}' is the start of several ids: {string.Join(", ", transfers.Concat(lines).Take(20))}.");
        string text;
        if (transfers is [var one] && set.Transfer(one) is { } transfer)
        {
            var dossier = new Dossier(set, making);
            text = options.Html ? dossier.Html(transfer) : dossier.Markdown(transfer);
        }
        else if (lines is [var line] && set.Storyline(line) is { } storyline)
        {
            var stories = storyline.Stories.Select(set.Story).OfType<Stories.Story>().ToList();
            var families = stories.SelectMany(s => s.Families).ToHashSet(StringComparer.Ordinal);
            var of = set.Transfers.Where(t => t.Claims.Any(c => set.Placed(c) is { } placed && families.Contains(placed.Family))).ToArray();
            if (of.Length == 0) return Common.Ended(host, 0, "transfers of " + shown);
            text = new Dossier(set, making).Storyline(stories.Count > 0 ? stories[0].Title : line, of, options.Html);
        }
        else return Common.Ended(host, 0, shown);
        using var file = new OutFile(host, options.Out);
        file.Text.Write(text);
        file.Done();
        return Exit.Ok;

        string[] Matches(string kind, IEnumerable<string> living)
        {
            if (set.Moment is null) return Ids.Match(store, kind, options.Id) is { Whole: { } whole } ? [whole] : [.. Ids.Match(store, kind, options.Id).Several];
            string[] found = [.. living.Where(id => id.StartsWith(options.Id, StringComparison.Ordinal))];
            return found.Contains(options.Id, StringComparer.Ordinal) ? [options.Id] : found;
        }
    }
}
