using System.CommandLine;
using Waybill.Claims;
using Waybill.Cli.Screens;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Extractors;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill rederive</c></summary>
public static class RederiveVerb
{
    public sealed record Options(string? Store, bool All, bool Apply, int Jobs, int Limit, bool Json, string Extractor = Extractors.Patterns);

    private const int ShownByDefault = 20;

    public static Verb Verb { get; } = new(Build, "waybill rederive\nwaybill rederive --apply");

    private static Command Build(CliHost host)
    {
        var all = new Option<bool>("--all") { Description = "Every page, not only those read by other versions of the stages" };
        var apply = new Option<bool>("--apply") { Description = "Keep the new results; without it nothing is written" };
        var limit = new Option<int>("--limit") { Description = "Show at most N differences of each sort", HelpName = "N", DefaultValueFactory = _ => ShownByDefault };
        var extractor = Extractors.Option();
        var jobs = Common.Jobs();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("rederive", "Run changed stages over the kept pages and show which claims are gained, lost and changed") { all, apply, extractor, limit, jobs, json, store };
        command.SetAction((r, cancel) => Task.Run(() => Run(host, new Options(r.GetValue(store), r.GetValue(all), r.GetValue(apply), r.GetValue(jobs) ?? Environment.ProcessorCount, r.GetValue(limit), r.GetValue(json), r.GetValue(extractor)!), cancel), CancellationToken.None));
        return command;
    }

    public static int Run(CliHost host, Options options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Store.OpenToChange(Common.StorePath(host, options.Store));
        var tally = new ChatTally();
        var stages = Extractors.Of(host, options.Extractor, tally);
        var progress = new ProgressLine(host.Error, host.ErrorIsTerminal, host.Clock);
        var result = Rederive.Run(store, stages, options.All, options.Apply, options.Jobs, host.Program, host.Clock, progress.Show, cancel);
        progress.Clear();
        Extractors.Say(host, tally);
        if (options.Json) Json(host, result);
        else Show(host.Screen(), result, options.Limit);
        if (result.Stopped) return Exit.Error;
        if (options.Apply && !AcrossRun.IsCurrent(store, stages)) AcrossRun.Refresh(store, stages);
        if (options.Json) return Exit.Ok;
        if (options.Apply) host.Screen().Line("Kept, and the ledger rebuilt.");
        else if (result.Older > 0) host.Screen().Line("Nothing was written. `waybill rederive --apply` keeps the new results.");
        return Exit.Ok;
    }

    internal static void Show(Screen screen, RederiveResult result, int limit)
    {
        screen.Line($"{Phrases.Count(result.Older, "page", "pages")} of {result.Pages} run again; {Phrases.Count(result.TextsChanged, "text", "texts")} changed");
        Section(screen, "gained", result.Gained, limit, Style.Good);
        Section(screen, "lost", result.Lost, limit, Style.Bad);
        Section(screen, "changed", result.Changed, limit, Style.Doubt);
    }

    internal static void Json(CliHost host, RederiveResult result)
    {
        using var json = new JsonRecords();
        foreach (var (name, list) in new[] { ("gained", result.Gained), ("lost", result.Lost), ("changed", result.Changed) })
        {
            foreach (var d in list)
            {
                host.Out.Write(json.Other("difference", w =>
                {
                    w.WriteString("difference", name);
                    w.WriteString("claim", d.ClaimId);
                    w.WriteString("article", d.PageId);
                    w.WriteString("before", d.Before is { } before ? Words(before) : d.Words);
                    w.WriteString("after", d.After is { } after ? Words(after) : null);
                }) + "\n");
            }
        }
        host.Error.Write($"waybill: {Phrases.Count(result.Older, "page", "pages")} of {result.Pages} run again\n");
    }

    private static void Section(Screen screen, string name, IReadOnlyList<ClaimDifference> list, int limit, Style style)
    {
        screen.Line(new Piece($"{Phrases.Count(list.Count, "claim", "claims")} {name}", list.Count > 0 ? style : Style.Dim));
        foreach (var d in list.Take(limit))
        {
            screen.Line("  ", new Piece(Common.Short(d.ClaimId), Style.Mark), "  ", (d.After ?? d.Before) is { } claim ? Words(claim) : Safe.Line(d.Words ?? "") + " (as another version read it)");
            if (d is { Before: { } before, After: { } after } && Words(before) != Words(after)) screen.Paragraph("was: " + Words(before), 12, Style.Dim);
        }
        if (list.Count > limit) screen.Line($"  … and {list.Count - limit} more (--limit shows them)");
    }

    private static string Words(Claim c) => $"{Phrases.Parties(c)}: {Phrases.Item(c.Item)}, {Phrases.Stage(c)}";
}
