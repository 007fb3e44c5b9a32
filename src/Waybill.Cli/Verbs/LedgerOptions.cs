using System.CommandLine;
using Waybill.Claims;
using Waybill.Pipeline.Looking;
using Waybill.Texts;

namespace Waybill.Cli.Verbs;

/// <summary>The filters of transfers, for every verb that lists or writes some of them.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _supplier = Common.Text("--supplier", "Name, part of a name, or ISO 3166-1 alpha-3 code of the supplier", "PARTY");
    private readonly Option<string?> _recipient = Common.Text("--recipient", "The same of the recipient", "PARTY");
    private readonly Option<string?> _item = Common.Text("--item", "Category, or part of the item's designation, description or words", "WORDS");
    private readonly Option<string?> _stage = Common.OneOf<Stage>("--stage", "A stage that is affirmed, certain or probable: delivered, ordered … or a group: interest, commitment, movement, stopped", "interest", "commitment", "movement", "stopped", "use");
    private readonly Option<PartialDate?> _since = Common.Date("--since", "Happened on or after this day (records without a known time are left out)");
    private readonly Option<PartialDate?> _until = Common.Date("--until", "Happened on or before this day");
    private readonly Option<PartialDate?> _reportedSince = Common.Date("--reported-since", "First reported on or after this day");
    private readonly Option<PartialDate?> _reportedUntil = Common.Date("--reported-until", "First reported on or before this day");
    private readonly Option<bool> _disputed = new("--disputed") { Description = "Only records that something speaks against" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _supplier, _recipient, _item, _stage, _since, _until, _reportedSince, _reportedUntil, _disputed }) command.Add(option);
    }

    public TransferFilter Read(ParseResult result) => new()
    {
        Supplier = result.GetValue(_supplier),
        Recipient = result.GetValue(_recipient),
        Item = result.GetValue(_item),
        Stage = result.GetValue(_stage),
        Since = result.GetValue(_since),
        Until = result.GetValue(_until),
        ReportedSince = result.GetValue(_reportedSince),
        ReportedUntil = result.GetValue(_reportedUntil),
        Disputed = result.GetValue(_disputed),
    };
}

/// <summary>The two clocks, for every verb that shows records.</summary>
internal sealed class ClockOptions
{
    private readonly Option<PartialDate?> _publishedBy = Common.Date("--published-by", "As the articles up to this day give it; undated ones are left out and counted");
    private readonly Option<string?> _recordedBy = Time("--recorded-by", "As this store had it at this time (UTC: 2024-03-01 or 2024-03-01T12:00:00Z): its pages, readings and judgements of then");

    public void AddTo(Command command)
    {
        command.Add(_publishedBy);
        command.Add(_recordedBy);
    }

    public Clocks Read(ParseResult result) => new(result.GetValue(_publishedBy), result.GetValue(_recordedBy));

    /// <summary>Makes the moment and says what it leaves out; null for now.</summary>
    public static Moment? Of(CliHost host, Waybill.Storage.Store store, Clocks clocks)
    {
        if (clocks.AreNow) return null;
        var moment = Moment.Of(store, host.Stages.Value, clocks);
        if (moment is not null) host.Error.Write($"waybill: {moment.Words()}\n");
        return moment;
    }

    private static Option<string?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var time = Clocks.Time(result.Tokens[0].Value);
            if (time is null) result.AddError($"{name} takes a time: 2024, 2024-03, 2024-03-01 or 2024-03-01T12:00:00Z, not '{result.Tokens[0].Value}'.");
            return time;
        },
    };
}
