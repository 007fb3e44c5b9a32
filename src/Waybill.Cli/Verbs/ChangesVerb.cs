using System.CommandLine;
using System.Globalization;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill changes</c>: what came to the ledger and what went from it, from a log that is only added to.</summary>
public static class ChangesVerb
{
    public sealed record Options(string? Store, string? Since, bool Followed, long After, bool Json, int Limit, bool Atom);

    /// <summary>Entries of a feed.</summary>
    private const int MostEntries = 200;

    public static Verb Verb { get; } = new(Build, "waybill changes --since 2024-03-01\nwaybill changes --followed --since 2024-03-01T12:00:00Z\nwaybill changes --json --after 1200\nwaybill changes --followed --atom > changes.atom");

    private static Command Build(CliHost host)
    {
        var since = Common.Text("--since", "Recorded at or after this time (UTC): 2024-03, 2024-03-01 or 2024-03-01T12:00:00Z", "TIME");
        since.Validators.Add(r =>
        {
            if (Time(r.Tokens[0].Value) is null) r.AddError($"--since takes a time: 2024-03, 2024-03-01 or 2024-03-01T12:00:00Z, not '{r.Tokens[0].Value}'.");
        });
        var followed = new Option<bool>("--followed") { Description = "Only of records that are followed (waybill follow); without --since, only what came since then" };
        var after = new Option<long>("--after") { Description = "Only entries after this number: the last one of the page before", HelpName = "N" };
        var limit = Common.Limit();
        var json = Common.Json();
        var atom = new Option<bool>("--atom") { Description = "An Atom feed, the newest first" };
        var store = Common.Store();
        var command = new Command("changes", "List what changed in the ledger, oldest first: new records, new stages, disputes, what went") { since, followed, after, limit, json, atom, store };
        command.SetAction(r => Run(host, new Options(r.GetValue(store), Time(r.GetValue(since)), r.GetValue(followed), r.GetValue(after), r.GetValue(json), r.GetValue(limit) ?? int.MaxValue, r.GetValue(atom))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        if (options.Atom)
        {
            var newest = store.Changes(options.Since, options.Followed, options.After).TakeLast(Math.Min(options.Limit, MostEntries)).ToArray();
            host.Out.Write(AtomFeed.Write(options.Followed ? "Waybill: changes of followed records" : "Waybill: changes of the ledger", options.Followed ? "urn:waybill:changes:followed" : "urn:waybill:changes", AtomFeed.Of(newest, here: null)) + "\n");
            return Common.Ended(host, newest.Length, "changes");
        }
        var screen = host.Screen();
        using var json = new JsonRecords();
        var rows = 0;
        foreach (var change in store.Changes(options.Since, options.Followed, options.After).Take(options.Limit))
        {
            rows++;
            if (options.Json)
            {
                host.Out.Write(json.Other("change", w => ChangeJson.Write(w, change)) + "\n");
                continue;
            }
            screen.Flow(0, new Piece(Phrases.Number((int)change.Number), Style.Dim), "  ", new Piece(change.Record, Style.Mark), "  ", new Piece(change.Title, Style.Bold), $"  {change.What}{(change.Was is null ? "" : ", was " + change.Was)}", new Piece("  " + change.At, Style.Dim));
            foreach (var line in change.Words) screen.Paragraph(line, 4);
        }
        if (rows == 0 && options.Followed && store.Followed().Count == 0) host.Error.Write("waybill: nothing is followed yet; `waybill follow ID` begins it\n");
        return Common.Ended(host, rows, "changes");
    }

    /// <summary>A time as the log writes it, or null.</summary>
    internal static string? Time(string? text)
    {
        if (text is null) return null;
        if (Texts.PartialDate.Parse(text) is { } day) return day.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (text.Length > 10 && text.Contains('T', StringComparison.Ordinal) ? text[10..] : "T00:00:00Z");
        return UtcStamp.Parse(text) is null ? null : text;
    }
}
