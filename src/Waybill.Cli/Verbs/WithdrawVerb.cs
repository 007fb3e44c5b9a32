using System.CommandLine;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill withdraw</c>: forgets the bytes and the text of pages, and keeps their hash and the reason.</summary>
public static class WithdrawVerb
{
    public static Verb Verb { get; } = new(Build, "waybill withdraw 8c21d07e --by \"A. Reader\" --why \"asked for by the outlet\"");

    private static Command Build(CliHost host)
    {
        var pages = new Argument<string[]>("PAGE") { Description = "The pages, by id or its start", Arity = ArgumentArity.OneOrMore };
        var by = Common.Text("--by", "Who withdraws [default: WAYBILL_WHO]", "NAME");
        var why = Common.Text("--why", "Why", "REASON");
        var store = Common.Store();
        var command = new Command("withdraw", "Forget the bytes and the text of pages for good; their hash, their address and the reason stay, and the ledger is made without them") { pages, by, why, store };
        command.SetAction(r => Run(host, r.GetRequiredValue(pages), r.GetValue(by), r.GetValue(why), r.GetValue(store)));
        return command;
    }

    public static int Run(CliHost host, IReadOnlyList<string> pages, string? by, string? why, string? path)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(pages);
        using var store = Common.OpenToLook(host, path);
        var who = by ?? host.Environment("WAYBILL_WHO") ?? throw new UsageException("Say who withdraws: --by NAME, or WAYBILL_WHO.");
        string[] ids = [.. pages.Select(p => JudgeVerb.Whole(store, p, "article"))];
        try
        {
            Keeping.Withdraw(store, host.Stages.Value, ids, who, why ?? throw new UsageException("Say why: --why REASON."), host.Clock);
        }
        catch (WithdrawalException e)
        {
            throw new UsageException(Screens.Safe.Line(e.Message));
        }
        host.Screen().Line($"{Phrases.Count(ids.Length, "page is", "pages are")} withdrawn: hash, address and reason stay, the ledger is made again.");
        return Exit.Ok;
    }
}
