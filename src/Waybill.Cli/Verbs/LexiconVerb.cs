using System.CommandLine;
using System.Globalization;
using Waybill.Cli.Screens;
using Waybill.Lexicons;
using Waybill.Pipeline;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill lexicon</c>: words that an analyst adds to the lexicon and takes from it, as rows of the store.</summary>
public static class LexiconVerb
{
    public sealed record Options
    {
        public required string What { get; init; }
        public IReadOnlyList<string> Words { get; init; } = [];
        public string? By { get; init; }
        public string? Why { get; init; }
        public string? Source { get; init; }
        public bool Apply { get; init; }
        public int Jobs { get; init; } = 1;
        public int Limit { get; init; } = 20;
        public bool Json { get; init; }
        public string? Store { get; init; }
    }

    private const string List = "list";
    private const string Alias = "alias";
    private static readonly string[] Whats = [List, "add", "remove"];

    public static Verb Verb { get; } = new(Build,
        "waybill lexicon add alias Shahed-136 \"Geran-2M\" --by \"A. Reader\" --why \"new name\" --source https://example.org/a\n"
        + "waybill lexicon add weapon Qarnaz-7 category=uav \"description=one-way attack drone\" unroca=undetermined sipri=missiles producer=IRN --by … --why … --source … --apply\n"
        + "waybill lexicon add outlet courier.example \"name=Harbour Courier\" country=GBR --by … --why … --source …\n"
        + "waybill lexicon remove 3 --by \"A. Reader\" --why \"a misprint\" --apply\n"
        + "waybill lexicon list drone");

    private static Command Build(CliHost host)
    {
        var what = new Argument<string>("WHAT") { DefaultValueFactory = _ => List, Description = "list, add, remove" };
        what.AcceptOnlyFromAmong(Whats);
        var words = new Argument<string[]>("WORD")
        {
            Description = $"add alias KEY FORM; add KIND KEY COLUMN=VALUE…; remove KIND KEY; remove NUMBER (a row of yours); list [WORD]. Kinds: {string.Join(", ", LexiconEditing.Kinds.Keys)}; `list KIND` names the columns",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var by = Common.Text("--by", "Who adds or removes it [default: WAYBILL_WHO]", "NAME");
        var why = Common.Text("--why", "Why", "REASON");
        var source = Common.Text("--source", "The public source that supports it", "SOURCE");
        var apply = new Option<bool>("--apply") { Description = "Keep the row and read the pages with its words again; without it nothing is written" };
        var limit = new Option<int>("--limit") { Description = "Show at most N differences of each sort", HelpName = "N", DefaultValueFactory = _ => 20 };
        var jobs = Common.Jobs();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("lexicon", "Add weapons, aliases, outlets, verbs … to the lexicon of a store, or remove them: shows the claims gained, lost and changed first") { what, words, by, why, source, apply, limit, jobs, json, store };
        command.SetAction((r, cancel) => Task.Run(() => Run(host, new Options
        {
            What = r.GetRequiredValue(what),
            Words = r.GetValue(words) ?? [],
            By = r.GetValue(by),
            Why = r.GetValue(why),
            Source = r.GetValue(source),
            Apply = r.GetValue(apply),
            Limit = r.GetValue(limit),
            Jobs = r.GetValue(jobs) ?? Environment.ProcessorCount,
            Json = r.GetValue(json),
            Store = r.GetValue(store),
        }, cancel), CancellationToken.None));
        return command;
    }

    public static int Run(CliHost host, Options options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        if (options.What == List)
        {
            using var look = Common.OpenToLook(host, options.Store);
            return ListAll(host, look, options);
        }
        using var store = Store.OpenToChange(Common.StorePath(host, options.Store));
        var editing = new LexiconEditing(store, host.Stages.Value, host.Clock);
        var progress = new ProgressLine(host.Error, host.ErrorIsTerminal, host.Clock);
        try
        {
            var plan = Plan(host, editing, options, progress.Show, cancel);
            progress.Clear();
            if (options.Json) Json(host, plan);
            else Show(host.Screen(), plan, options.Limit);
            if (!plan.Problems.IsEmpty)
            {
                host.Error.Write("waybill: this cannot be made; nothing was written\n");
                return Exit.Error;
            }
            if (!options.Apply)
            {
                host.Error.Write("waybill: nothing was written. --apply keeps it.\n");
                return Exit.Ok;
            }
            var number = editing.Apply(plan, options.Jobs, host.Program, progress.Show, cancel);
            progress.Clear();
            host.Error.Write(string.Create(CultureInfo.InvariantCulture, $"waybill: row {number} is kept, the ledger is up to date. `waybill lexicon remove {number}` takes it back.\n"));
            return Exit.Ok;
        }
        catch (LexiconException e)
        {
            progress.Clear();
            throw new UsageException(e.Message);
        }
    }

    private static LexiconPlan Plan(CliHost host, LexiconEditing editing, Options options, Action<Progress> progress, CancellationToken cancel)
    {
        var by = options.By ?? host.Environment("WAYBILL_WHO") ?? throw new UsageException("Say who does it: --by NAME, or WAYBILL_WHO.");
        var why = options.Why ?? throw new UsageException("Say why: --why REASON.");
        if (options is { What: "remove", Words: [var only] } && long.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return editing.PlanWithdrawal(number, by, why, options.Jobs, progress, cancel);
        var source = options.Source ?? throw new UsageException("Say which public source supports it: --source SOURCE.");
        var change = options switch
        {
            { What: "add", Words: [Alias, var key, var form] } => new LexiconChange(editing.FileOf(key), key, [], by, "", why, source) { Alias = form.Normalize() },
            { What: "add", Words: [var kind, var key, ..] } when kind != Alias => new LexiconChange(File(kind), key, LexiconEditing.Row(File(kind), key, Values(options.Words.Skip(2))), by, "", why, source),
            { What: "remove", Words: [var kind, var key] } => new LexiconChange(File(kind), key, [], by, "", why, source),
            _ => throw new UsageException("That names no row: `waybill lexicon --help` has examples."),
        };
        return editing.Plan(change, options.Jobs, progress, cancel);
    }

    private static string File(string kind) => LexiconEditing.Kinds.TryGetValue(kind, out var file) ? file
        : throw new UsageException($"'{Safe.Line(kind)}' is none of {string.Join(", ", LexiconEditing.Kinds.Keys.Append(Alias))}.");

    private static Dictionary<string, string> Values(IEnumerable<string> pairs)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new UsageException($"'{Safe.Line(pair)}' is no COLUMN=VALUE.");
            values[pair[..at]] = pair[(at + 1)..].Normalize();
        }
        return values;
    }

    private static void Show(Screen screen, LexiconPlan plan, int limit)
    {
        screen.Flow(0, new Piece(plan.Withdraws is null ? plan.Change.IsRemoval ? "remove" : "add" : "take back", Style.Bold), $"  {plan.Change.File}  ", new Piece(plan.Change.Key, Style.Mark), "  ", Words(plan.Change));
        foreach (var problem in plan.Problems) screen.Paragraph(problem, 2, Style.Bad);
        if (plan.Differences is not { } differences) return;
        screen.Line($"{Phrases.Count(plan.Touched.Count, "page", "pages")} of {plan.Looked} {(plan.Touched.Count == 1 ? "has" : "have")} the words");
        if (plan.Older > 0) screen.Line($"{Phrases.Count(plan.Older, "page", "pages")} read by other rules: not looked at, `waybill rederive` comes first");
        RederiveVerb.Show(screen, differences, limit);
    }

    private static string Words(LexiconChange change) => change.Alias is { } alias ? "also: " + alias : string.Join(" · ", change.Fields.Skip(1).Where(f => f.Length > 0));

    private static void Json(CliHost host, LexiconPlan plan)
    {
        using var json = new JsonRecords();
        host.Out.Write(json.Other("lexicon-plan", w =>
        {
            w.WriteString("file", plan.Change.File);
            w.WriteString("key", plan.Change.Key);
            w.WriteNumber("looked", plan.Looked);
            w.WriteNumber("pages", plan.Touched.Count);
            w.WriteNumber("older", plan.Older);
            w.WriteStartArray("problems");
            foreach (var problem in plan.Problems) w.WriteStringValue(problem);
            w.WriteEndArray();
        }) + "\n");
        if (plan.Differences is { } differences) RederiveVerb.Json(host, differences);
    }

    private static int ListAll(CliHost host, Store store, Options options)
    {
        var rows = LexiconRows.All(store);
        if (options.Words is [var kind] && LexiconEditing.Kinds.TryGetValue(kind, out var file))
        {
            host.Screen().Line($"{kind}: {string.Join(", ", LexiconChanges.Columns(file))}");
            rows = [.. rows.Where(r => r.Change.File == file)];
        }
        else if (options.Words.Count > 0) return Find(host, store, string.Join(' ', options.Words), options);
        using var json = new JsonRecords();
        var table = new Table(new Column("No"), new Column("File"), new Column("Entry", Style: Style.Mark), new Column("What", Least: 16), new Column("Who"), new Column("When"), new Column("Why", Least: 12), new Column("Source", Least: 12));
        foreach (var row in rows)
        {
            var what = row.Withdraws is { } taken ? string.Create(CultureInfo.InvariantCulture, $"takes {taken} back") : (row.Change.IsRemoval ? "removed" : Words(row.Change)) + (row.Withdrawn ? " (taken back)" : "");
            if (!options.Json) table.Add(row.Number.ToString(CultureInfo.InvariantCulture), row.Change.File, row.Change.Key, what, row.Change.By, row.Change.Day, row.Change.Why, row.Change.Source);
            else host.Out.Write(json.Other("lexicon-row", w => Row(w, row)) + "\n");
        }
        table.Write(host.Screen());
        foreach (var problem in LexiconChanges.Apply(Lexicon.Embedded, LexiconRows.Active(store)).Problems) host.Error.Write("waybill: " + Safe.Line(problem) + "\n");
        return Common.Ended(host, rows.Count, "rows of analysts");
    }

    private static void Row(System.Text.Json.Utf8JsonWriter w, LexiconRow row)
    {
        w.WriteNumber("number", row.Number);
        w.WriteString("file", row.Change.File);
        w.WriteString("key", row.Change.Key);
        w.WriteString("alias", row.Change.Alias);
        w.WriteStartArray("fields");
        foreach (var field in row.Change.Fields) w.WriteStringValue(field);
        w.WriteEndArray();
        w.WriteString("who", row.Change.By);
        w.WriteString("at", row.At);
        w.WriteString("why", row.Change.Why);
        w.WriteString("source", row.Change.Source);
        if (row.Withdraws is { } number) w.WriteNumber("withdraws", number);
        else w.WriteNull("withdraws");
        w.WriteBoolean("withdrawn", row.Withdrawn);
    }

    /// <summary>Entries with the words in their name or a form, those that ship and those that were added.</summary>
    private static int Find(CliHost host, Store store, string words, Options options)
    {
        var lexicon = LexiconChanges.Apply(Lexicon.Embedded, LexiconRows.Active(store)).Lexicon;
        var table = new Table(new Column("File"), new Column("Entry", Style: Style.Mark), new Column("Row", Least: 30));
        using var json = new JsonRecords();
        var rows = 0;
        foreach (var file in LexiconChanges.Files(lexicon))
        {
            foreach (var row in LexiconChanges.Rows(lexicon, file).Where(r => r.Any(f => f.Contains(words, StringComparison.OrdinalIgnoreCase))))
            {
                rows++;
                if (!options.Json) table.Add(file, row[0], string.Join(" · ", row.Skip(1).Where(f => f.Length > 0)));
                else
                {
                    host.Out.Write(json.Other("lexicon-entry", w =>
                    {
                        w.WriteString("file", file);
                        w.WriteStartArray("fields");
                        foreach (var field in row) w.WriteStringValue(field);
                        w.WriteEndArray();
                    }) + "\n");
                }
            }
        }
        table.Write(host.Screen());
        return Common.Ended(host, rows, "entries with these words");
    }
}
