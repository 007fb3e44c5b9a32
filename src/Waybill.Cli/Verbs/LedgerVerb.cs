using System.CommandLine;
using Waybill.Claims;
using Waybill.Cli.Screens;
using Waybill.Ledger;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Texts;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill ledger</c>: one row a transfer.</summary>
public static class LedgerVerb
{
    public sealed record Options
    {
        public string? Store { get; init; }
        public string? Supplier { get; init; }
        public string? Recipient { get; init; }
        public string? Item { get; init; }
        public string? Stage { get; init; }
        public PartialDate? Since { get; init; }
        public PartialDate? Until { get; init; }
        public PartialDate? ReportedSince { get; init; }
        public PartialDate? ReportedUntil { get; init; }
        public PartialDate? PublishedBy { get; init; }
        public bool Disputed { get; init; }
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
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("ledger", "List transfers: who supplies what to whom, at which stage, and who says so")
            { supplier, recipient, item, stage, since, until, reportedSince, reportedUntil, publishedBy, disputed, limit, json, store };
        command.SetAction(result => Run(host, new Options
        {
            Store = result.GetValue(store),
            Supplier = result.GetValue(supplier),
            Recipient = result.GetValue(recipient),
            Item = result.GetValue(item),
            Stage = result.GetValue(stage),
            Since = result.GetValue(since),
            Until = result.GetValue(until),
            ReportedSince = result.GetValue(reportedSince),
            ReportedUntil = result.GetValue(reportedUntil),
            PublishedBy = result.GetValue(publishedBy),
            Disputed = result.GetValue(disputed),
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
        var transfers = options.PublishedBy is { } day ? AsOf(host, store, day) : set.Transfers;
        var found = transfers.Where(t => Matches(t, options)).Take(options.Limit).ToArray();
        if (options.Json)
        {
            using var json = new JsonRecords();
            foreach (var transfer in found) host.Out.Write(json.Transfer(transfer) + "\n");
        }
        else
        {
            LedgerScreen.Write(host.Screen(), [.. found.OrderBy(LedgerScreen.SortKey, StringComparer.Ordinal)], set);
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

    /// <summary>Whether a record passes every filter. A stage filter passes affirmed, certain or probable stages alone,
    /// and where it is given, the times asked for are those of that stage.</summary>
    public static bool Matches(Transfer transfer, Options options)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Supplier is { } supplier && !transfer.Supplier.Names(supplier)) return false;
        if (options.Recipient is { } recipient && !transfer.Recipient.Names(recipient)) return false;
        if (options.Item is { } item && !transfer.Item.Names(item)) return false;
        if (options.Disputed && transfer.Disputes.IsEmpty) return false;
        var stages = options.Stage is { } wanted ? transfer.Stages.Where(s => IsFirm(s) && IsStage(s.Stage, wanted)).ToArray() : [.. transfer.Stages];
        if (options.Stage is not null && stages.Length == 0) return false;
        if ((options.Since ?? options.Until) is not null && !stages.Any(s => Within(s.When, options.Since, options.Until))) return false;
        if ((options.ReportedSince ?? options.ReportedUntil) is null) return true;
        return LedgerScreen.FirstReported(stages) is { } reported && Within(PartialDate.Parse(reported), options.ReportedSince, options.ReportedUntil);
    }

    private static bool IsFirm(TransferStage stage) =>
        !stage.Negated && stage.Stance == Stance.Asserts && stage.Factuality is (Factuality.Certain or Factuality.Probable);

    private static bool IsStage(Stage stage, string wanted) => Term.Of(stage) == wanted || Term.Of(Group(stage)) == wanted;

    private static StageGroup Group(Stage stage) => stage switch
    {
        Stage.Sought or Stage.Requested or Stage.Offered or Stage.Negotiating or Stage.Planned => StageGroup.Interest,
        Stage.InDelivery or Stage.Delivered => StageGroup.Movement,
        Stage.Suspended or Stage.Cancelled or Stage.Refused or Stage.Intercepted => StageGroup.Stopped,
        Stage.Used => StageGroup.Use,
        _ => StageGroup.Commitment,
    };

    /// <summary>Whether a time can lie in the range: an open end of the time itself is taken as it is, unbounded.</summary>
    private static bool Within(ResolvedTime? time, PartialDate? since, PartialDate? until)
    {
        if (time is null || (time.Start ?? time.End) is null) return false;
        if (since is { } from && (time.End ?? time.Start!.Value).Last < from.First) return false;
        return until is not { } to || (time.Start ?? time.End!.Value).First <= to.Last;
    }

    private static bool Within(PartialDate? date, PartialDate? since, PartialDate? until) => date is { } day
        && (since is not { } from || day.Last >= from.First) && (until is not { } to || day.First <= to.Last);

}
