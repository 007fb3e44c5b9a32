using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill articles</c></summary>
public static class ArticlesVerb
{
    public sealed record Options
    {
        public string? Store { get; init; }
        public ArticleFilter Filter { get; init; } = new();
        public Clocks Clocks { get; init; }
        public string? After { get; init; }
        public bool Json { get; init; }
        public int Limit { get; init; } = int.MaxValue;
    }

    public static Verb Verb { get; } = new(Build, "waybill articles --agency AP\nwaybill articles --since 2024-01 --with-claims\nwaybill articles --language de --json");

    private static Command Build(CliHost host)
    {
        var outlet = Common.Text("--outlet", "Part of the outlet's name or domain", "NAME");
        var agency = Common.Text("--agency", "Agency that the page credits (AP, AFP …)", "NAME");
        var language = Common.Text("--language", "Language of the text (en, de …)", "CODE");
        var family = Common.Text("--family", "Id of the family, or the start of it", "ID");
        var story = Common.Text("--story", "Id of the story, or the start of it", "ID");
        var since = Common.Date("--since", "Published on or after this day");
        var until = Common.Date("--until", "Published on or before this day");
        var claims = new Option<bool>("--with-claims") { Description = "Only articles that give a claim" };
        var after = Common.After();
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("articles", "List articles: date, outlet, family, title") { outlet, agency, language, family, story, since, until, claims, after, limit, json, store };
        var clocks = new ClockOptions();
        clocks.AddTo(command);
        command.SetAction(r => Run(host, new Options
        {
            Store = r.GetValue(store),
            Filter = new ArticleFilter
            {
                Outlet = r.GetValue(outlet),
                Agency = r.GetValue(agency),
                Language = r.GetValue(language),
                Family = r.GetValue(family),
                Story = r.GetValue(story),
                Since = r.GetValue(since),
                Until = r.GetValue(until),
                WithClaims = r.GetValue(claims),
            },
            Clocks = clocks.Read(r),
            After = r.GetValue(after),
            Json = r.GetValue(json),
            Limit = r.GetValue(limit) ?? int.MaxValue,
        }));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        var (lists, set) = (new Lists(store), new ExportSet(store, ClockOptions.Of(host, store, options.Clocks)));
        var rows = 0;
        using var json = new JsonRecords();
        var table = new Table(new Column("Id", Style: Style.Mark), new Column("Date", Least: 10), new Column("Outlet", Least: 10), new Column("Family"), new Column("Relation", Least: 8), new Column("Claims", Right: true), new Column("Title", Least: 16));
        foreach (var id in lists.ArticleIds(options.Filter, options.After).Where(id => set.Moment?.Has(id) != false).Take(options.Limit))
        {
            rows++;
            if (!options.Json) Add(table, lists, set, id);
            else if (set.Article(id) is { } article) host.Out.Write(json.Article(article) + "\n");
        }
        table.Write(host.Screen());
        return Common.Ended(host, rows, "articles");
    }

    private static void Add(Table table, Lists lists, ExportSet set, string id)
    {
        if (lists.Article(id) is not var (line, date)) return;
        table.Add(Common.Short(id), date is null ? set.Article(id)?.Published ?? "" : Phrases.Day(date), line.Outlet ?? Path.GetFileName(set.Page(id)?.Facts.File) ?? "", Common.Short(line.Family ?? ""),
            line.Relation is { } relation ? Term.Of(relation) : "", Phrases.Number(line.Claims), line.Title ?? "");
    }
}
