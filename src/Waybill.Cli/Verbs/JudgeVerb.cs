using System.CommandLine;
using System.Globalization;
using Waybill.Cli.Screens;
using Waybill.Judgements;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill judge</c>: what people say of a reading, as rows that are never changed.</summary>
public static class JudgeVerb
{
    public sealed record Options
    {
        public required string What { get; init; }
        public IReadOnlyList<string> Ids { get; init; } = [];
        public string? Set { get; init; }
        public string? Words { get; init; }
        public string? As { get; init; }
        public string? By { get; init; }
        public string? Why { get; init; }
        public bool Orphans { get; init; }
        public bool Json { get; init; }
        public string? Store { get; init; }
    }

    private const string List = "list";

    private static readonly string[] Whats = [List, .. Term.All<JudgementVerb>()];

    public static Verb Verb { get; } = new(Build,
        "waybill judge reject 3f9a1c2e --by \"A. Reader\" --why \"the teaser of another story\"\n"
        + "waybill judge correct 3f9a1c2e --set quantity=24 --words \"two dozen\" --by \"A. Reader\" --why \"a dozen twice\"\n"
        + "waybill judge merge t1-85eba t1-68b8c --by \"A. Reader\" --why \"one contract\"\n"
        + "waybill judge list --orphans");

    private static Command Build(CliHost host)
    {
        var what = new Argument<string>("WHAT") { Description = "list; of a claim: confirm, reject, correct; of transfers: merge, split, assess; of a judgement: withdraw" };
        what.Validators.Add(r =>
        {
            if (!Whats.Contains(r.Tokens[0].Value, StringComparer.Ordinal)) r.AddError($"'{r.Tokens[0].Value}' is none of {string.Join(", ", Whats)}.");
        });
        var ids = new Argument<string[]>("ID") { Description = "The claim; two transfers to merge; a transfer and the claims to part from it; the number of a judgement to withdraw", Arity = ArgumentArity.ZeroOrMore };
        var set = Common.Text("--set", "What to correct: " + string.Join(", ", Corrections.Fields) + "; nothing after = empties it", "FIELD=VALUE");
        var words = Common.Text("--words", "The words of the article that give the value", "WORDS");
        var verdict = Common.Text("--as", "Of the matter, for assess: " + string.Join(", ", Judging.Verdicts), "WORD");
        var by = Common.Text("--by", "Who judges [default: WAYBILL_WHO]", "NAME");
        var why = Common.Text("--why", "Why", "REASON");
        var orphans = new Option<bool>("--orphans") { Description = "List only judgements whose words stand nowhere any more" };
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("judge", "Confirm, reject or correct a reading, join or part transfers; each judgement is kept with who, when and why") { what, ids, set, words, verdict, by, why, orphans, json, store };
        command.SetAction(r => Run(host, new Options
        {
            What = r.GetRequiredValue(what),
            Ids = r.GetValue(ids) ?? [],
            Set = r.GetValue(set),
            Words = r.GetValue(words),
            As = r.GetValue(verdict),
            By = r.GetValue(by),
            Why = r.GetValue(why),
            Orphans = r.GetValue(orphans),
            Json = r.GetValue(json),
            Store = r.GetValue(store),
        }));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        if (options.What == List) return ListAll(host, store, options);
        if (options.Ids.Count == 0) throw new UsageException($"Name what to {options.What}: `waybill judge --help`.");
        var verb = Term.Parse<JudgementVerb>(options.What)!.Value;
        var request = new JudgementRequest
        {
            Verb = verb,
            Ids = verb == JudgementVerb.Withdraw ? options.Ids : [.. options.Ids.Select((id, i) => Whole(store, id, verb is JudgementVerb.Confirm or JudgementVerb.Reject or JudgementVerb.Correct || (verb == JudgementVerb.Split && i > 0) ? "claim" : "transfer"))],
            Correction = options.Set is { } text ? Parse(text, options.Words ?? "") : null,
            Verdict = options.As,
            Who = options.By ?? host.Environment("WAYBILL_WHO") ?? throw new UsageException("Say who judges: --by NAME, or WAYBILL_WHO."),
            Why = options.Why ?? throw new UsageException("Say why: --why REASON."),
        };
        try
        {
            var number = new Judging(store, host.Stages.Value, host.Clock).Add(request);
            var made = store.Judgements().Single(j => j.Number == number);
            if (options.Json) Json(host, made, orphan: false, withdrawn: false);
            else host.Screen().Line(string.Create(CultureInfo.InvariantCulture, $"Judgement {number} is kept, the ledger is made again. `waybill judge withdraw {number}` takes it back."));
            return Exit.Ok;
        }
        catch (JudgementException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static int ListAll(CliHost host, Store store, Options options)
    {
        var all = store.Judgements();
        var orphans = JudgedLedger.Apply(store.LedgerPages(), all).Orphans;
        var withdrawn = all.Select(j => j.Withdraws).OfType<long>().ToHashSet();
        var rows = 0;
        var screen = host.Screen();
        foreach (var j in all.Where(j => !options.Orphans || orphans.Contains(j.Number)))
        {
            rows++;
            if (options.Json) Json(host, j, orphans.Contains(j.Number), withdrawn.Contains(j.Number));
            else JudgementScreen.Write(screen, j, orphans.Contains(j.Number), withdrawn.Contains(j.Number));
        }
        return Common.Ended(host, rows, "judgements");
    }

    private static Correction Parse(string set, string words)
    {
        var at = set.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) throw new UsageException("--set takes FIELD=VALUE.");
        return new Correction(set[..at], at + 1 == set.Length ? null : set[(at + 1)..], words);
    }

    /// <summary>The id that starts so; what is typed is mostly the start of one.</summary>
    private static string Whole(Store store, string start, string kind)
    {
        var found = store.Find(start).Where(f => f.Kind == kind).Select(f => f.Id).ToArray();
        if (found.Contains(start, StringComparer.Ordinal)) return start;
        return found.Length switch
        {
            1 => found[0],
            0 => throw new UsageException($"There is no {kind} {Safe.Line(start)}."),
            _ => throw new UsageException($"'{Safe.Line(start)}' is the start of several ids: {string.Join(", ", found)}."),
        };
    }

    private static void Json(CliHost host, Judgement j, bool orphan, bool withdrawn)
    {
        using var json = new JsonRecords();
        host.Out.Write(json.Judgement(j, orphan, withdrawn) + "\n");
    }
}
