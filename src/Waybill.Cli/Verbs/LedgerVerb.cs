using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill ledger</c>: one row a transfer.</summary>
public static class LedgerVerb
{
    public sealed record Options
    {
        public string? Store { get; init; }
        public TransferFilter Filter { get; init; } = TransferFilter.All;
        public Clocks Clocks { get; init; }
        public string? After { get; init; }
        public bool Json { get; init; }
        public int Limit { get; init; } = int.MaxValue;
    }

    public static Verb Verb { get; } = new(Build,
        "waybill ledger --supplier PRK --recipient Russia\nwaybill ledger --item missile --stage delivered --since 2023-10\nwaybill ledger --json | jq -r .id");

    private static Command Build(CliHost host)
    {
        var filter = new FilterOptions();
        var clocks = new ClockOptions();
        var after = Common.After();
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("ledger", "List transfers: who supplies what to whom, at which stage, and who says so");
        filter.AddTo(command);
        clocks.AddTo(command);
        foreach (var option in new Option[] { after, limit, json, store }) command.Add(option);
        command.SetAction(result => Run(host, new Options
        {
            Store = result.GetValue(store),
            Filter = filter.Read(result),
            Clocks = clocks.Read(result),
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
        var set = new ExportSet(store, ClockOptions.Of(host, store, options.Clocks));
        var transfers = set.Moment is null
            ? new Lists(store).Transfers(options.Filter, options.After)
            : set.Transfers.Where(t => string.CompareOrdinal(t.Id, options.After) > 0 && options.Filter.Matches(t));
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
}
