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
        public ClaimFilter Filter { get; init; } = new();
        public Clocks Clocks { get; init; }
        public string? After { get; init; }
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
        var after = Common.After();
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("claims", "List claims as read: one attributed statement of one article each")
            { article, family, kind, stage, factuality, party, supplier, recipient, item, source, confidence, after, limit, json, store };
        var clocks = new ClockOptions();
        clocks.AddTo(command);
        command.SetAction(r => Run(host, new Options
        {
            Store = r.GetValue(store),
            Filter = new ClaimFilter
            {
                Article = r.GetValue(article),
                Family = r.GetValue(family),
                Kind = Term.Parse<ClaimKind>(r.GetValue(kind)),
                Stage = Term.Parse<Stage>(r.GetValue(stage)),
                Factuality = Term.Parse<Factuality>(r.GetValue(factuality)),
                Party = r.GetValue(party),
                Supplier = r.GetValue(supplier),
                Recipient = r.GetValue(recipient),
                Item = r.GetValue(item),
                Source = r.GetValue(source),
                Confidence = r.GetValue(confidence),
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
        var set = new ExportSet(store, ClockOptions.Of(host, store, options.Clocks));
        var rows = 0;
        using var json = new JsonRecords();
        var screen = new ClaimListScreen(host.Screen());
        foreach (var id in new Lists(store).ClaimIds(options.Filter, set, options.After).Take(options.Limit))
        {
            rows++;
            if (!options.Json) screen.Add(set.AsRead(id));
            else if (set.Claim(id) is { } claim) host.Out.Write(json.Claim(claim) + "\n");
        }
        screen.End();
        return Common.Ended(host, rows, "claims");
    }
}
