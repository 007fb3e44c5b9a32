using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Extractors;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Pipeline.Sources;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill read PATH…</c></summary>
public static class ReadVerb
{
    /// <summary>What <c>read</c> was asked for.</summary>
    public sealed record Options(IReadOnlyList<string> Paths, string? Store, int Jobs, SourceWords Words, string? Manifest = null, bool Json = false, string Extractor = Extractors.Patterns, bool Queue = false, Keep Keep = Keep.Relevant, string? By = null);

    public static Verb Verb { get; } = new(Build,
        "waybill read samples\nwaybill read 'archive/**/*.html.gz' crawl.warc.gz --store archive.db\ncurl -s https://example.org/a | waybill read - --url https://example.org/a --published 2024-01-04");

    private static Command Build(CliHost host)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files, folders, wildcards, or - for standard input (a page, .warc or .jsonl). Pages: .txt .html .htm .eml .mhtml; archives of pages: .warc .wacz .jsonl; each also .gz", Arity = ArgumentArity.ZeroOrMore };
        var url = Common.Text("--url", "Address of the page (one page only)", "ADDRESS");
        var outlet = Common.Text("--outlet", "Who published the page (one page only)", "NAME");
        var published = Common.Date("--published", "Day of publication (one page only)");
        var captured = Common.Date("--captured", "Day on which the page was saved (one page only)");
        var manifest = Common.Text("--manifest", "Table (CSV) with the columns file, url, published, captured, collector, outlet: what is known about files; read alone, it names what to read", "FILE");
        var extractor = Extractors.Option();
        var jobs = Common.Jobs();
        var queue = new Option<bool>("--queue") { Description = "Only keep the pages; workers read them (see worker)" };
        var keep = new Option<string>("--keep") { Description = "What is kept of new pages: all (their bytes), relevant (the bytes of pages with claims and of their families; of others address, hash and text), text (no bytes)", HelpName = "WORD", DefaultValueFactory = _ => Term.Of(Keep.Relevant) };
        keep.AcceptOnlyFromAmong([.. Term.All<Keep>()]);
        var json = Common.Json();
        var by = Common.Text("--by", "Who takes the pages in: kept and sealed with the run [default: WAYBILL_WHO, else nobody is named]", "NAME");
        var store = Common.Store();
        var command = new Command("read", "Read new pages into the store and bring the ledger up to date") { paths, url, outlet, published, captured, manifest, extractor, queue, keep, by, jobs, json, store };
        command.SetAction((result, cancel) => Task.Run(() => Run(host, new Options(result.GetRequiredValue(paths), result.GetValue(store), result.GetValue(jobs) ?? Environment.ProcessorCount,
            new SourceWords { Url = result.GetValue(url), Outlet = result.GetValue(outlet), Published = result.GetValue(published), Captured = result.GetValue(captured) }, result.GetValue(manifest), result.GetValue(json), result.GetValue(extractor)!, result.GetValue(queue), Term.Parse<Keep>(result.GetValue(keep)) ?? Keep.Relevant, result.GetValue(by)), cancel), CancellationToken.None));
        return command;
    }

    public static int Run(CliHost host, Options options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        var manifest = options.Manifest is { } table ? Manifest.Load(table) : null;
        if (options.Paths.Count == 0 && manifest is null) throw new UsageException("Name files or folders to read, - for standard input, or a --manifest.");
        var sources = options.Paths.Count == 0 ? manifest!.Sources() : SourceList.Find(options.Paths);
        if (manifest is not null) sources = sources with { Passed = [.. sources.Passed, .. manifest.Problems] };
        if (options.Words != SourceWords.None && sources.Items.Count + sources.Passed.Count != 1)
            throw new UsageException("--url, --outlet, --published and --captured describe one page: name one file, or -.");
        if (sources.Items.Count + sources.Passed.Count == 0)
        {
            host.Error.Write("waybill: no files there\n");
            return Exit.NothingFound;
        }
        using var store = Store.OpenOrCreate(Common.StorePath(host, options.Store));
        var tally = new ChatTally();
        var stages = Extractors.Of(host, options.Extractor, tally);
        var progress = new ProgressLine(host.Error, host.ErrorIsTerminal, host.Clock);
        var run = new ReadRun(store, stages, new ReadOptions { Jobs = options.Jobs, Words = options.Words, Manifest = manifest, StandardInput = host.StandardInput, Program = host.Program, Queue = options.Queue, Keep = options.Keep, Who = options.By ?? host.Environment("WAYBILL_WHO") }, host.Clock, progress.Show);
        using var said = cancel.Register(() => host.Error.Write("waybill: stopping …\n"));
        var summary = run.Run(sources, cancel);
        progress.Clear();
        Extractors.Say(host, tally);
        if (summary.Cancelled)
        {
            host.Error.Write($"waybill: stopped; {Phrases.Count(summary.Read + summary.Queued, "page is", "pages are")} kept. The same command goes on from here.\n");
            return Exit.Error;
        }
        if (!options.Queue && !AcrossRun.IsCurrent(store, stages))
        {
            if (host.ErrorIsTerminal) host.Error.Write("families, dates, stories, transfers …\r");
            AcrossRun.Refresh(store, stages);
            if (host.ErrorIsTerminal) host.Error.Write("                                      \r");
        }
        // What a run that was broken off left to be decided.
        if (!options.Queue) Keeping.Decide(store);
        if (options.Json) Json(host, summary, store.Counts(), store.Kept(), store.Path);
        else Say(host.Screen(), summary, store.Counts(), store.Kept(), store.Path);
        var missing = sources.Passed.Count(p => p.Reason == SkipReason.Missing);
        if (missing == 0) return Exit.Ok;
        host.Error.Write($"waybill: {Phrases.Count(missing, "path names", "paths name")} nothing; all else was read\n");
        return Exit.Error;
    }

    private static void Json(CliHost host, ReadSummary summary, StoreCounts counts, (long Whole, long Text, long Withdrawn) kept, string path)
    {
        using var json = new JsonRecords();
        host.Out.Write(json.Other("read", w =>
        {
            w.WriteNumber("tried", summary.Tried);
            w.WriteNumber("read", summary.Read);
            w.WriteNumber("queued", summary.Queued);
            w.WriteNumber("known", summary.Known);
            w.WriteNumber("older", summary.Older);
            w.WriteNumber("capped", summary.Capped);
            StoreJson.Write(w, "skipped", summary.Skipped);
            w.WriteStartArray("skippedFiles");
            foreach (var skip in summary.Named)
            {
                w.WriteStartObject();
                w.WriteString("file", skip.Source);
                w.WriteString("reason", skip.Reason);
                w.WriteString("detail", skip.Detail);
                w.WriteEndObject();
            }
            w.WriteEndArray();
            StoreJson.Write(w, "withoutClaims", summary.WithoutClaims);
            w.WriteStartObject("kept");
            w.WriteNumber("whole", kept.Whole);
            w.WriteNumber("text", kept.Text);
            w.WriteNumber("withdrawn", kept.Withdrawn);
            w.WriteEndObject();
            w.WriteString("file", path);
            StoreJson.Write(w, counts);
        }) + "\n");
    }

    /// <summary>Skipped files named on the screen.</summary>
    private const int MostShown = 10;

    private static void Say(Screen screen, ReadSummary summary, StoreCounts counts, (long Whole, long Text, long Withdrawn) kept, string path)
    {
        Number(screen, summary.Read, "read");
        if (summary.Queued > 0) Number(screen, summary.Queued, "kept for workers to read: `waybill worker`");
        Number(screen, summary.Known - summary.Older, "already known");
        if (summary.Older > 0) Number(screen, summary.Older, "read by older rules: `waybill rederive` shows what today's would change");
        var skipped = summary.Skipped.Values.Sum();
        if (skipped > 0)
        {
            Number(screen, skipped, "skipped:");
            foreach (var (reason, count) in summary.Skipped) screen.Line($"{count,12}  {reason}");
            foreach (var skip in summary.Named.Take(MostShown)) screen.Line($"              {skip.Source}: {skip.Detail}");
            if (summary.Named.Count > MostShown) screen.Line($"              and {summary.Named.Count - MostShown} more, by name with --json");
        }
        foreach (var (reason, count) in summary.WithoutClaims) Number(screen, count, $"kept without claims: {reason}");
        if (summary.Capped > 0) Number(screen, summary.Capped, "cut short at a limit");
        screen.Line();
        screen.Line("The store now holds");
        Number(screen, counts.Articles, "articles");
        if (kept.Text > 0) screen.Line($"{kept.Text,12}  of their pages kept as address, hash and text; {kept.Whole} whole");
        if (kept.Withdrawn > 0) screen.Line($"{kept.Withdrawn,12}  pages withdrawn");
        Number(screen, counts.Families, "families of one text");
        Number(screen, counts.Stories, "stories");
        Number(screen, counts.Claims, "claims");
        if (counts.InFurniture > 0) screen.Line($"{counts.InFurniture,12}  of them in blocks that the outlet repeats on other pages: shown, in no record");
        Number(screen, counts.Transfers, "transfers");
        screen.Line();
        screen.Line("Store: ", new Piece(path, Style.Bold));
        screen.Line("Next:  ", new Piece(summary.Queued > 0 ? "waybill worker --drain" : counts.Transfers > 0 ? "waybill ledger" : counts.Articles > 0 ? "waybill articles" : "waybill read PATH", Style.Bold), path == "waybill.db" ? "" : $" --store {path}");
    }

    private static void Number(Screen screen, long count, string what) => screen.Line($"{count,8}  {what}");
}
