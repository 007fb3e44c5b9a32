using System.CommandLine;
using System.IO.Compression;
using System.Text;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill import FILE</c>: takes <c>export all</c> back.</summary>
public static class ImportVerb
{
    public sealed record Options(string File, string? Store, int Jobs, bool Json);

    /// <summary>Damaged lines named on the screen.</summary>
    private const int MostShown = 20;

    public static Verb Verb { get; } = new(Build, "waybill export all --out ledger.jsonl\nwaybill import ledger.jsonl --store copy.db");

    private static Command Build(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A file that `waybill export all` wrote (.jsonl, also .gz)" };
        var jobs = Common.Jobs();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("import", "Take a whole ledger from a file: pages with their bytes, how and when they were taken in, judgements; what was derived from them is derived again") { file, jobs, json, store };
        command.SetAction((r, cancel) => Task.Run(() => Run(host, new Options(r.GetRequiredValue(file), r.GetValue(store), r.GetValue(jobs) ?? Environment.ProcessorCount, r.GetValue(json)), cancel), CancellationToken.None));
        return command;
    }

    public static int Run(CliHost host, Options options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        if (!File.Exists(options.File)) throw new UsageException($"There is no file {options.File}.");
        var path = Common.StorePath(host, options.Store);
        var fresh = !File.Exists(path);
        try
        {
            using var store = Store.OpenOrCreate(path);
            var progress = new ProgressLine(host.Error, host.ErrorIsTerminal, host.Clock);
            var result = new LedgerImport(store, host.Stages.Value, host.Program, host.Clock, options.Jobs, progress.Show).Run(Open, cancel);
            progress.Clear();
            if (options.Json) Json(host, result);
            else Say(host.Screen(), result, store.Counts(), path);
            return result.Damaged.Count > 0 ? Exit.Error : Exit.Ok;
        }
        catch (ImportException e)
        {
            // What was refused leaves no empty store behind.
            if (fresh) File.Delete(path);
            throw new UsageException($"{options.File}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException($"{options.File} cannot be read: {e.Message}");
        }

        TextReader Open()
        {
            Stream stream = File.OpenRead(options.File);
            if (options.File.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) stream = new GZipStream(stream, CompressionMode.Decompress);
            return new StreamReader(stream, Encoding.UTF8);
        }
    }

    private static void Json(CliHost host, ImportResult result)
    {
        using var json = new JsonRecords();
        host.Out.Write(json.Other("import", w =>
        {
            w.WriteNumber("lines", result.Lines);
            w.WriteNumber("pages", result.Pages);
            w.WriteNumber("known", result.Known);
            w.WriteNumber("judgements", result.Judgements);
            w.WriteNumber("followed", result.Followed);
            w.WriteStartArray("differing");
            foreach (var id in result.Differing) w.WriteStringValue(id);
            w.WriteEndArray();
            w.WriteStartArray("damaged");
            foreach (var line in result.Damaged)
            {
                w.WriteStartObject();
                w.WriteNumber("line", line.Line);
                w.WriteString("problem", line.Problem);
                w.WriteEndObject();
            }
            w.WriteEndArray();
        }) + "\n");
    }

    private static void Say(Screen screen, ImportResult result, StoreCounts counts, string path)
    {
        screen.Line($"{result.Pages,8}  pages taken");
        screen.Line($"{result.Known,8}  already known");
        screen.Line($"{result.Judgements,8}  judgements");
        if (result.Followed > 0) screen.Line($"{result.Followed,8}  followed records");
        if (result.Differing.Count > 0) screen.Line(new Piece($"{result.Differing.Count,8}  {(result.Differing.Count == 1 ? "claim of the file is" : "claims of the file are")} not read by the rules of this program: {string.Join(", ", result.Differing.Take(5).Select(Common.Short))}{(result.Differing.Count > 5 ? " …" : "")}", Style.Doubt));
        if (result.Damaged.Count > 0)
        {
            screen.Line(new Piece($"{result.Damaged.Count,8}  {(result.Damaged.Count == 1 ? "line is damaged and was" : "lines are damaged and were")} left out:", Style.Bad));
            foreach (var line in result.Damaged.Take(MostShown)) screen.Line($"          line {line.Line}: {Safe.Line(line.Problem)}");
            if (result.Damaged.Count > MostShown) screen.Line($"          and {Phrases.Number(result.Damaged.Count - MostShown)} more, by number with --json");
        }
        screen.Line();
        screen.Line($"The store now holds {Phrases.Count(counts.Articles, "article", "articles")}, {Phrases.Count(counts.Claims, "claim", "claims")}, {Phrases.Count(counts.Transfers, "transfer", "transfers")}.");
        screen.Line("Store: ", new Piece(path, Style.Bold));
    }
}
