using System.CommandLine;
using System.Globalization;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill verify</c></summary>
public static class VerifyVerb
{
    public sealed record Options(string? Store, bool Json, string? Seal = null);

    public static Verb Verb { get; } = new(Build, "waybill verify\nwaybill verify --store archive.db --json");

    private static Command Build(CliHost host)
    {
        var seal = Common.Text("--seal", "What `waybill seal` printed earlier: whether anything before it was changed", "SEAL");
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("verify", "Re-read every piece of evidence from the kept pages; exit code 2 on any mismatch") { seal, json, store };
        command.SetAction((r, cancel) => Task.Run(() => Run(host, new Options(r.GetValue(store), r.GetValue(json), r.GetValue(seal)), cancel), CancellationToken.None));
        return command;
    }

    public static int Run(CliHost host, Options options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Store.Open(Common.StorePath(host, options.Store));
        var sealHolds = options.Seal is not { } text || Holds(host, store, text);
        var progress = new ProgressLine(host.Error, host.ErrorIsTerminal, host.Clock);
        var result = Verification.Run(store, progress.Show, cancel);
        progress.Clear();
        var screen = host.Screen();
        using var json = new JsonRecords();
        foreach (var m in result.Mismatches)
        {
            if (options.Json)
            {
                host.Out.Write(json.Other("mismatch", w =>
                {
                    w.WriteString("page", m.PageId);
                    w.WriteString("record", m.RecordId);
                    w.WriteString("of", m.Of);
                    w.WriteString("what", m.What);
                    w.WriteString("expected", m.Expected);
                    w.WriteString("found", m.Found);
                }) + "\n");
                continue;
            }
            screen.Line(new Piece("MISMATCH ", Style.Bad), $"{m.RecordId} {m.Of}: {m.What}");
            screen.Field("expected", m.Expected);
            screen.Field("found", m.Found);
        }
        var counted = $"{Phrases.Count(result.Evidence, "piece", "pieces")} of evidence, {Phrases.Count(result.Claims, "claim", "claims")}, {Phrases.Count(result.Articles, "article", "articles")}, {Phrases.Count(result.Pages, "page", "pages")}";
        if (result.WithoutBytes > 0) counted += $" ({result.WithoutBytes.ToString(CultureInfo.InvariantCulture)} of them without bytes: only their text was held against)";
        if (result.Mismatches.Count > 0)
        {
            host.Error.Write($"waybill: VERIFY FAILED: {Phrases.Count(result.Mismatches.Count, "mismatch", "mismatches")} in {counted}\n");
            return Exit.Error;
        }
        if (!sealHolds) return Exit.Error;
        if (options.Seal is not null && !options.Json) screen.Line(new Piece("The seal holds: ", Style.Good), "nothing before it was changed.");
        if (options.Json) host.Error.Write($"waybill: verified {counted}\n");
        else screen.Line(new Piece("All verified: ", Style.Good), counted);
        return Exit.Ok;
    }

    private static bool Holds(CliHost host, Store store, string text)
    {
        var seal = Seal.Parse(text.Trim()) ?? throw new UsageException("--seal takes the line that `waybill seal` printed.");
        var now = store.SealOf(seal.Captures, seal.Judgements, seal.Entries);
        if (now == seal) return true;
        host.Error.Write($"waybill: THE SEAL IS BROKEN: the first {seal.Captures} pages taken in, {seal.Judgements} judgements and {seal.Entries ?? 0} other entries are not what they were (now {now})\n");
        return false;
    }
}
