using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill copy --from A --to B</c></summary>
public static class CopyVerb
{
    public static Verb Verb { get; } = new(Build, "waybill copy --from waybill.db --to postgres://analyst@db.example.org/arms\nwaybill copy --from postgres://analyst@db.example.org/arms --to backup.db");

    private static Command Build(CliHost host)
    {
        var from = new Option<string>("--from") { Description = "The store to copy; it stays as it is", HelpName = "STORE", Required = true };
        var to = new Option<string>("--to") { Description = "Where the copy goes; there must be no store yet", HelpName = "STORE", Required = true };
        var json = Common.Json();
        var command = new Command("copy", "Copy a store whole: to another file, to PostgreSQL, or back; every row is compared afterwards") { from, to, json };
        command.SetAction((r, cancel) => Task.Run(() => Run(host, r.GetRequiredValue(from), r.GetRequiredValue(to), r.GetValue(json), cancel), CancellationToken.None));
        return command;
    }

    public static int Run(CliHost host, string from, string to, bool asJson, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        using var source = Store.Open(from);
        using var target = Store.OpenOrCreate(to);
        var progress = new ProgressLine(host.Error, host.ErrorIsTerminal, host.Clock);
        var copied = source.CopyTo(target, (table, rows) => progress.Show(new Progress(rows, rows, "copying " + table)), cancel);
        var there = target.Digests();
        progress.Clear();
        var wrong = copied.Where(c => !there.Contains(c)).Select(c => c.Table).ToArray();
        if (asJson)
        {
            using var json = new JsonRecords();
            foreach (var table in copied)
            {
                host.Out.Write(json.Other("table", w =>
                {
                    w.WriteString("table", table.Table);
                    w.WriteNumber("rows", table.Rows);
                    w.WriteString("digest", table.Digest);
                    w.WriteBoolean("same", !wrong.Contains(table.Table));
                }) + "\n");
            }
        }
        else
        {
            var screen = host.Screen();
            screen.Line($"Copied {Phrases.Count(copied.Sum(c => c.Rows), "row", "rows")} of {Phrases.Count(copied.Count, "table", "tables")} from {source.Path}");
            screen.Line("to ", new Piece(target.Path, Style.Bold));
            if (wrong.Length == 0) screen.Line(new Piece("Every row is there", Style.Good), " and says the same.");
        }
        if (wrong.Length > 0) throw new StoreException(StoreProblem.Damaged, $"The copy differs in {string.Join(", ", wrong)}: do not use it; copy again into a new store.");
        return Exit.Ok;
    }
}
