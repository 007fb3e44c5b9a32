using System.CommandLine;
using Waybill.Claims;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill claims</c></summary>
public static class ClaimsVerb
{
    public sealed record Options
    {
        public string? Store { get; init; }
        public string? Article { get; init; }
        public string? Family { get; init; }
        public string? Kind { get; init; }
        public string? Stage { get; init; }
        public string? Factuality { get; init; }
        public string? Party { get; init; }
        public string? Supplier { get; init; }
        public string? Recipient { get; init; }
        public string? Item { get; init; }
        public string? Source { get; init; }
        public double Confidence { get; init; }
        public bool Json { get; init; }
        public int Limit { get; init; } = int.MaxValue;
    }

    public static Verb Verb { get; } = new(Build, "waybill claims --supplier Iran --stage delivered\nwaybill claims --kind use --json\nwaybill claims --article 3f9a1c2e");

    private static Command Build(CliHost host)
    {
        var article = Common.Text("--article", "Id of the article, or the start of it", "ID");
        var family = Common.Text("--family", "Id of the family, or the start of it", "ID");
        var kind = Common.OneOf<ClaimKind>("--kind", "flow or use");
        var stage = Common.OneOf<Stage>("--stage", "Stage, in any polarity (the polarity is in the row's words)");
        var factuality = Common.OneOf<Factuality>("--factuality", "certain, probable, possible or unknown");
        var party = Common.Text("--party", "A party in any role", "PARTY");
        var supplier = Common.Text("--supplier", "The supplier", "PARTY");
        var recipient = Common.Text("--recipient", "The recipient", "PARTY");
        var item = Common.Text("--item", "Category, or part of the item's words", "WORDS");
        var source = Common.Text("--source", "Part of the words of who says so, or the code of the government", "WORDS");
        var confidence = new Option<double>("--min-confidence") { Description = "Reading confidence at least, 0 to 1", HelpName = "X" };
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("claims", "List claims as read: one attributed statement of one article each")
            { article, family, kind, stage, factuality, party, supplier, recipient, item, source, confidence, limit, json, store };
        command.SetAction(r => Run(host, new Options
        {
            Store = r.GetValue(store),
            Article = r.GetValue(article),
            Family = r.GetValue(family),
            Kind = r.GetValue(kind),
            Stage = r.GetValue(stage),
            Factuality = r.GetValue(factuality),
            Party = r.GetValue(party),
            Supplier = r.GetValue(supplier),
            Recipient = r.GetValue(recipient),
            Item = r.GetValue(item),
            Source = r.GetValue(source),
            Confidence = r.GetValue(confidence),
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
        var rows = 0;
        using var json = new JsonRecords();
        var screen = new ClaimListScreen(host.Screen());
        foreach (var claim in set.Claims().Where(c => Matches(c, options)).OrderBy(c => c.Id, StringComparer.Ordinal).Take(options.Limit))
        {
            rows++;
            if (options.Json)
            {
                host.Out.Write(json.Claim(claim) + "\n");
                continue;
            }
            screen.Add(claim.Claim);
        }
        screen.End();
        return Common.Ended(host, rows, "claims");
    }

    private static bool Matches(ClaimView view, Options o)
    {
        var c = view.Claim;
        if (o.Article is { } article && !view.Article.Id.StartsWith(article, StringComparison.Ordinal)) return false;
        if (o.Family is { } family && view.Family?.StartsWith(family, StringComparison.Ordinal) != true) return false;
        if (o.Kind is { } kind && Term.Of(c.Kind) != kind) return false;
        if (o.Stage is { } stage && Term.Of(c.Stage) != stage) return false;
        if (o.Factuality is { } factuality && Term.Of(c.Factuality) != factuality) return false;
        if (o.Party is { } party && !Phrases.Roles(c).Any(r => r.Party.Names(party))) return false;
        if (o.Supplier is { } supplier && !c.Supplier.Names(supplier)) return false;
        if (o.Recipient is { } recipient && !c.Recipient.Names(recipient) && !c.EndUser.Names(recipient)) return false;
        if (o.Item is { } item && !c.Item.Names(item) && !c.Items.Any(i => i.Names(item))) return false;
        if (o.Source is { } source && !c.Attribution.Any(a => Matching.Has(a.Words, source) || Matching.Has(a.Source, source) || Matching.Has(a.Body, source) || string.Equals(a.Government, source, StringComparison.OrdinalIgnoreCase))) return false;
        return c.Confidence >= o.Confidence;
    }
}
