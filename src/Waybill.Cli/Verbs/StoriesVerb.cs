using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill stories</c>: families that report one happening.</summary>
public static class StoriesVerb
{
    public sealed record Options(string? Store, int Families, string? Title, string? After, bool Json, int Limit, Clocks Clocks = default);

    public static Verb Verb { get; } = new(Build, "waybill stories --families 2\nwaybill stories --title missiles --json");

    private static Command Build(CliHost host)
    {
        var families = new Option<int>("--families") { Description = "At least N families", HelpName = "N", DefaultValueFactory = _ => 1 };
        var title = Common.Text("--title", "Part of the title", "WORDS");
        var after = Common.After();
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("stories", "List stories: the families that report one happening") { families, title, after, limit, json, store };
        var clocks = new ClockOptions();
        clocks.AddTo(command);
        command.SetAction(r => Run(host, new Options(r.GetValue(store), r.GetValue(families), r.GetValue(title), r.GetValue(after), r.GetValue(json), r.GetValue(limit) ?? int.MaxValue, clocks.Read(r))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        var lists = new Lists(store);
        var set = new ExportSet(store, ClockOptions.Of(host, store, options.Clocks));
        var stories = set.Moment is null
            ? lists.Stories(options.Families, options.Title, options.After)
            : set.Stories.Where(s => s.Families.Length >= options.Families && (options.Title is null || Matching.Has(s.Title, options.Title)) && string.CompareOrdinal(s.Id, options.After) > 0);
        var found = stories.Take(options.Limit).ToArray();
        if (options.Json)
        {
            using var json = new JsonRecords();
            foreach (var story in found) host.Out.Write(json.Story(story) + "\n");
        }
        else
        {
            var table = new Table(new Column("Id", Style: Style.Mark), new Column("Families", Right: true), new Column("Articles", Right: true), new Column("Storyline"), new Column("Title", Least: 16));
            foreach (var s in found)
                table.Add(Common.Short(s.Id), Phrases.Number(s.Families.Length), Phrases.Number(lists.ArticlesOf(s)), Common.Short(s.Storyline), s.Title);
            table.Write(host.Screen());
        }
        return Common.Ended(host, found.Length, "stories");
    }
}
