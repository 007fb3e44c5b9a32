using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Texts;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill articles</c></summary>
public static class ArticlesVerb
{
    public sealed record Options
    {
        public string? Store { get; init; }
        public string? Outlet { get; init; }
        public string? Agency { get; init; }
        public string? Language { get; init; }
        public string? Family { get; init; }
        public string? Story { get; init; }
        public PartialDate? Since { get; init; }
        public PartialDate? Until { get; init; }
        public bool WithClaims { get; init; }
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
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("articles", "List articles: date, outlet, family, title") { outlet, agency, language, family, story, since, until, claims, limit, json, store };
        command.SetAction(r => Run(host, new Options
        {
            Store = r.GetValue(store),
            Outlet = r.GetValue(outlet),
            Agency = r.GetValue(agency),
            Language = r.GetValue(language),
            Family = r.GetValue(family),
            Story = r.GetValue(story),
            Since = r.GetValue(since),
            Until = r.GetValue(until),
            WithClaims = r.GetValue(claims),
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
        var set = new ExportSet(store);
        var stories = options.Story is { } prefix ? set.Stories.Where(s => s.Id.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(s => s.Families).ToHashSet(StringComparer.Ordinal) : null;
        var found = set.Articles().Where(a => Matches(a, options) && (stories is null || (a.FamilyId is { } f && stories.Contains(f)))).Take(options.Limit);
        return Write(host, found, options.Json);
    }

    private static int Write(CliHost host, IEnumerable<ArticleView> found, bool asJson)
    {
        var rows = 0;
        using var json = new JsonRecords();
        var table = new Table(new Column("Id", Style: Style.Mark), new Column("Date", Least: 10), new Column("Outlet", Least: 10), new Column("Family"), new Column("Relation", Least: 8), new Column("Claims", Right: true), new Column("Title", Least: 16));
        foreach (var a in found)
        {
            rows++;
            if (asJson) host.Out.Write(json.Article(a) + "\n");
            else table.Add(Common.Short(a.Id), a.Date is null ? a.Published ?? "" : Phrases.Day(a.Date), a.Outlet ?? Path.GetFileName(a.Page.Facts.File) ?? "", Common.Short(a.FamilyId ?? ""),
                a.Member is { } m ? Term.Of(m.Relation) : "", Phrases.Number(a.Reading?.Reading.Claims.Length ?? 0), a.Article.Title ?? "");
        }
        table.Write(host.Screen());
        return Common.Ended(host, rows, "articles");
    }

    private static bool Matches(ArticleView a, Options o)
    {
        if (o.Outlet is { } outlet && !Matching.Has(a.Outlet, outlet) && !Matching.Has(a.Article.OutletDomain, outlet)) return false;
        if (o.Agency is { } agency && !a.Article.Credits.Any(c => string.Equals(c.Agency, agency, StringComparison.OrdinalIgnoreCase)) && !string.Equals(a.Agency, agency, StringComparison.OrdinalIgnoreCase)) return false;
        if (o.Language is { } language && !string.Equals(a.Article.Language, language, StringComparison.OrdinalIgnoreCase)) return false;
        if (o.Family is { } family && a.FamilyId?.StartsWith(family, StringComparison.Ordinal) != true) return false;
        if (o.WithClaims && (a.Reading?.Reading.Claims.Length ?? 0) == 0) return false;
        if ((o.Since ?? o.Until) is null) return true;
        return PartialDate.Parse(a.Published) is { } date && (o.Since is not { } s || date.Last >= s.First) && (o.Until is not { } u || date.First <= u.Last);
    }
}
