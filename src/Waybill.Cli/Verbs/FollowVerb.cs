using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill follow</c>: which transfers <c>changes --followed</c> tells of.</summary>
public static class FollowVerb
{
    public sealed record Options(string? Store, IReadOnlyList<string> Ids, string? Why, bool Stop, bool Json);

    public static Verb Verb { get; } = new(Build, "waybill follow t1-8d64d --why \"second contract\"\nwaybill follow\nwaybill follow t1-8d64d --stop");

    private static Command Build(CliHost host)
    {
        var ids = new Argument<string[]>("ID") { Description = "Transfers to follow, or the start of their ids; without one, what is followed is listed", Arity = ArgumentArity.ZeroOrMore };
        var why = Common.Text("--why", "Why, for the list", "REASON");
        var stop = new Option<bool>("--stop") { Description = "Follow them no more" };
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("follow", "Follow transfers: `changes --followed` tells what changed in them; one that goes on under another id is followed there") { ids, why, stop, json, store };
        command.SetAction(r => Run(host, new Options(r.GetValue(store), r.GetValue(ids) ?? [], r.GetValue(why), r.GetValue(stop), r.GetValue(json))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        store.Clock = host.Clock;
        if (options.Ids.Count == 0)
        {
            if (options.Stop) throw new UsageException("Name what to follow no more.");
            return List(host, store, options);
        }
        var followed = store.Followed().Select(f => f.Id).ToList();
        foreach (var start in options.Ids)
        {
            // What is followed no more may be gone: its id is looked for among the followed ones.
            var id = options.Stop && followed.Where(f => f.StartsWith(start, StringComparison.Ordinal)).ToList() is [var one] ? one : JudgeVerb.Whole(store, start, "transfer");
            var done = options.Stop ? store.Unfollow(id) : store.Follow(id, options.Why ?? "");
            host.Error.Write($"waybill: {id} {(options.Stop ? done ? "is followed no more" : "was not followed" : done ? "is followed" : "is followed already")}\n");
        }
        return Exit.Ok;
    }

    private static int List(CliHost host, Waybill.Storage.Store store, Options options)
    {
        var set = new ExportSet(store);
        using var json = new JsonRecords();
        var table = new Table(new Column("Id", Style: Style.Mark), new Column("Since"), new Column("What", Least: 20), new Column("Why", Least: 10));
        var rows = store.Followed();
        foreach (var followed in rows)
        {
            var title = set.Transfer(followed.Id) is { } transfer ? Ledger.TransferDifference.Title(transfer) : "(no more in the ledger)";
            if (!options.Json) table.Add(followed.Id, followed.At, title, followed.Why);
            else
            {
                host.Out.Write(json.Other("followed", w =>
                {
                    w.WriteString("id", followed.Id);
                    w.WriteString("at", followed.At);
                    w.WriteString("title", title);
                    w.WriteString("why", followed.Why);
                }) + "\n");
            }
        }
        table.Write(host.Screen());
        return Common.Ended(host, rows.Count, "followed records");
    }
}
