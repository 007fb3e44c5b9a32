using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill families</c>: articles that share one text.</summary>
public static class FamiliesVerb
{
    public sealed record Options(string? Store, int Members, string? Agency, string? After, bool Json, int Limit, Clocks Clocks = default);

    public static Verb Verb { get; } = new(Build, "waybill families --members 2\nwaybill families --agency AP --json");

    private static Command Build(CliHost host)
    {
        var members = new Option<int>("--members") { Description = "At least N members", HelpName = "N", DefaultValueFactory = _ => 1 };
        var agency = Common.Text("--agency", "Families whose origin is this agency", "NAME");
        var after = Common.After();
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("families", "List families: the articles that share one text, and where it is from") { members, agency, after, limit, json, store };
        var clocks = new ClockOptions();
        clocks.AddTo(command);
        command.SetAction(r => Run(host, new Options(r.GetValue(store), r.GetValue(members), r.GetValue(agency), r.GetValue(after), r.GetValue(json), r.GetValue(limit) ?? int.MaxValue, clocks.Read(r))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        var set = new ExportSet(store, ClockOptions.Of(host, store, options.Clocks));
        var lists = new Lists(store);
        var families = set.Moment is null
            ? lists.Families(options.Members, options.Agency, options.After)
            : set.Families.Where(f => f.Members.Length >= options.Members && (options.Agency is null || Matching.Is(f.Origin.Agency, options.Agency)) && string.CompareOrdinal(f.Id, options.After) > 0);
        var found = families.Take(options.Limit).ToArray();
        if (options.Json)
        {
            using var json = new JsonRecords();
            foreach (var family in found) host.Out.Write(json.Family(family, set) + "\n");
        }
        else
        {
            var table = new Table(new Column("Id", Style: Style.Mark), new Column("Members", Right: true), new Column("Origin", Least: 10), new Column("Relations", Least: 12), new Column("Title of the fullest member", Least: 16));
            foreach (var f in found)
            {
                table.Add(Common.Short(f.Id), Phrases.Number(f.Members.Length), f.Origin.Agency ?? (f.Origin.Article is { } a ? Common.Short(a) : ""),
                    string.Join(", ", f.Members.GroupBy(m => m.Relation).OrderBy(g => g.Key).Select(g => $"{Phrases.Number(g.Count())} {Term.Of(g.Key)}")),
                    lists.Title(f.Reference) ?? "");
            }
            table.Write(host.Screen());
        }
        return Common.Ended(host, found.Length, "families");
    }
}
