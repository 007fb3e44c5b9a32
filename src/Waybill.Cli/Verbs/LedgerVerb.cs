using System.CommandLine;
using Waybill.Claims;
using Waybill.Cli.Screens;
using Waybill.Ledger;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Texts;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill ledger</c>: one row a transfer.</summary>
public static class LedgerVerb
{
    public sealed record Options
    {
        public string? Store { get; init; }
        public TransferFilter Filter { get; init; } = TransferFilter.All;
        public PartialDate? PublishedBy { get; init; }
        public string? After { get; init; }
        public bool Json { get; init; }
        public int Limit { get; init; } = int.MaxValue;
    }

    public static Verb Verb { get; } = new(Build,
        "waybill ledger --supplier PRK --recipient Russia\nwaybill ledger --item missile --stage delivered --since 2023-10\nwaybill ledger --json | jq -r .id");

    private static Command Build(CliHost host)
    {
        var supplier = Common.Text("--supplier", "Name, part of a name, or ISO 3166-1 alpha-3 code of the supplier", "PARTY");
        var recipient = Common.Text("--recipient", "The same of the recipient", "PARTY");
        var item = Common.Text("--item", "Category, or part of the item's designation, description or words", "WORDS");
        var stage = Common.OneOf<Stage>("--stage", "A stage that is affirmed, certain or probable: delivered, ordered … or a group: interest, commitment, movement, stopped", "interest", "commitment", "movement", "stopped", "use");
        var since = Common.Date("--since", "Happened on or after this day (records without a known time are left out)");
        var until = Common.Date("--until", "Happened on or before this day");
        var reportedSince = Common.Date("--reported-since", "First reported on or after this day");
        var reportedUntil = Common.Date("--reported-until", "First reported on or before this day");
        var publishedBy = Common.Date("--published-by", "The ledger as the articles up to this day give it; undated ones are left out and counted");
        var disputed = new Option<bool>("--disputed") { Description = "Only records that something speaks against" };
        var after = Common.After();
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("ledger", "List transfers: who supplies what to whom, at which stage, and who says so")
            { supplier, recipient, item, stage, since, until, reportedSince, reportedUntil, publishedBy, disputed, after, limit, json, store };
        command.SetAction(result => Run(host, new Options
        {
            Store = result.GetValue(store),
            Filter = new TransferFilter
            {
                Supplier = result.GetValue(supplier),
                Recipient = result.GetValue(recipient),
                Item = result.GetValue(item),
                Stage = result.GetValue(stage),
                Since = result.GetValue(since),
                Until = result.GetValue(until),
                ReportedSince = result.GetValue(reportedSince),
                ReportedUntil = result.GetValue(reportedUntil),
                Disputed = result.GetValue(disputed),
            },
            PublishedBy = result.GetValue(publishedBy),
            After = result.GetValue(after),
            Json = result.GetValue(json),
            Limit = result.GetValue(limit) ?? int.MaxValue,
        }));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        var set = new ExportSet(store);
        var transfers = options.PublishedBy is { } day
            ? AsOf(host, store, day).Where(t => string.CompareOrdinal(t.Id, options.After) > 0 && options.Filter.Matches(t))
            : new Lists(store).Transfers(options.Filter, options.After);
        var found = transfers.Take(options.Limit).ToArray();
        if (options.Json)
        {
            using var json = new JsonRecords();
            foreach (var transfer in found) host.Out.Write(json.Transfer(transfer) + "\n");
        }
        else
        {
            LedgerScreen.Write(host.Screen(), [.. found.OrderBy(StageLines.SortKey, StringComparer.Ordinal)], set);
        }
        return Common.Ended(host, found.Length, "transfers");
    }

    /// <summary>The ledger of the articles that were out by the end of a day for certain.</summary>
    private static IEnumerable<Transfer> AsOf(CliHost host, Waybill.Storage.Store store, PartialDate day)
    {
        var (undated, later) = (0, 0);
        var ledger = AcrossRun.Ledger(store, host.Stages.Value, date =>
        {
            var last = date.Value?.Last ?? date.NotAfter;
            if (last is null) undated++;
            else if (last > day.Last) later++;
            return last <= day.Last;
        });
        host.Error.Write($"waybill: {Phrases.Count(later, "later article", "later articles")} and {Phrases.Count(undated, "undated article", "undated articles")} with claims left out; families and dates are as all articles give them\n");
        return ledger?.Transfers ?? [];
    }
}
