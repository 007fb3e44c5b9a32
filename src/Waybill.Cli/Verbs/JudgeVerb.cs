using System.CommandLine;
using System.Globalization;
using Waybill.Cli.Screens;
using Waybill.Judgements;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
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
        public IReadOnlyList<string> Set { get; init; } = [];
        public IReadOnlyList<string> Words { get; init; } = [];

        /// <summary>The sentence that states an added claim.</summary>
        public string? Sentence { get; init; }
        public string? As { get; init; }
        public string? Likelihood { get; init; }
        public string? Confidence { get; init; }
        public string? By { get; init; }
        public string? Why { get; init; }
        public bool Orphans { get; init; }

        /// <summary>A sheet of judgements.</summary>
        public string? From { get; init; }
        public bool Apply { get; init; }
        public bool Json { get; init; }
        public string? Store { get; init; }
    }

    private const string List = "list";

    private static readonly string[] Whats = [List, .. Term.All<JudgementVerb>()];

    public static Verb Verb { get; } = new(Build,
        "waybill judge reject 3f9a1c2e --by \"A. Reader\" --why \"the teaser of another story\"\n"
        + "waybill judge correct 3f9a1c2e --set quantity=24 --words \"two dozen\" --by \"A. Reader\" --why \"a dozen twice\"\n"
        + "waybill judge add 8c21d07e --sentence \"Oslo sent Riga a dozen guns.\" --set stage=delivered --words sent --set item=artillery --words guns --set supplier=NOR --words Oslo --by \"A. Reader\" --why \"missed\"\n"
        + "waybill judge merge t1-85eba t1-68b8c --by \"A. Reader\" --why \"one contract\"\n"
        + "waybill judge correct 8c21d07e --set credit=AP --words \"(AP)\" --by \"A. Reader\" --why \"the credit line\"\n"
        + "waybill judge split fm3e0a91c2 8c21d07e --by \"A. Reader\" --why \"only the quotation is shared\"\n"
        + "waybill judge --from sheet.csv --by \"A. Reader\"\n"
        + "waybill judge list --orphans");

    private static Command Build(CliHost host)
    {
        var what = new Argument<string>("WHAT") { DefaultValueFactory = _ => List, Description = "list; of a claim: confirm, reject, correct; of an article: add (a claim that was not read), correct (its day, outlet, credit or text); of transfers: merge, split, assess (what you think of the matter); of families and stories: merge, split; of a judgement: withdraw" };
        what.Validators.Add(r =>
        {
            if (r.Tokens.Count > 0 && !Whats.Contains(r.Tokens[0].Value, StringComparer.Ordinal)) r.AddError($"'{r.Tokens[0].Value}' is none of {string.Join(", ", Whats)}.");
        });
        var ids = new Argument<string[]>("ID") { Description = "The claim; the article to add a claim to; two transfers, families or stories to merge; a transfer and the claims to part from it, a family and articles, a story and families; a transfer and the claims that an assessment rests on; the number of a judgement to withdraw", Arity = ArgumentArity.ZeroOrMore };
        var set = new Option<string[]>("--set") { Description = "What to correct: " + string.Join(", ", Corrections.Fields) + ", of an article " + string.Join(", ", Corrections.ArticleFields) + " (text=out: the paragraph with these words is no part of it); nothing after = empties it. For add also item (its category), source (who says so: a code or a name) and when; once for each value", HelpName = "FIELD=VALUE" };
        var words = new Option<string[]>("--words") { Description = "The words of the article that give the value; for add once for each --set, in the same order", HelpName = "WORDS" };
        var sentence = Common.Text("--sentence", "For add: the sentence that states the claim, as it stands in the article", "WORDS");
        var verdict = Common.Text("--as", "Of the matter, for assess: " + string.Join(", ", Judging.Verdicts), "WORD");
        var likelihood = Common.Text("--likelihood", "For assess, where you say it: how likely it is, after ICD 203: " + string.Join(", ", Judging.Likelihoods), "WORD");
        var confidence = Common.Text("--confidence", "For assess, where you say it: your analytic confidence, after ICD 203: " + string.Join(", ", Judging.Confidences), "WORD");
        var by = Common.Text("--by", "Who judges [default: WAYBILL_WHO]", "NAME");
        var why = Common.Text("--why", "Why", "REASON");
        var orphans = new Option<bool>("--orphans") { Description = "List only judgements whose words stand nowhere any more" };
        var from = Common.Text("--from", "A sheet (CSV with the columns verb, id and any of other, set, words, as, by, why, sentence, likelihood, confidence): shows what it would do", "FILE");
        var apply = new Option<bool>("--apply") { Description = "Keep what --from shows; where one line cannot be made, none is kept" };
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("judge", "Confirm, reject or correct a reading, join or part transfers, families and stories; each judgement is kept with who, when and why") { what, ids, set, words, sentence, verdict, likelihood, confidence, by, why, orphans, from, apply, json, store };
        command.SetAction(r => Run(host, new Options
        {
            What = r.GetRequiredValue(what),
            Ids = r.GetValue(ids) ?? [],
            Set = r.GetValue(set) ?? [],
            Words = r.GetValue(words) ?? [],
            Sentence = r.GetValue(sentence),
            As = r.GetValue(verdict),
            Likelihood = r.GetValue(likelihood),
            Confidence = r.GetValue(confidence),
            By = r.GetValue(by),
            Why = r.GetValue(why),
            Orphans = r.GetValue(orphans),
            From = r.GetValue(from),
            Apply = r.GetValue(apply),
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
        if (options.From is { } file)
        {
            if (options.What != List || options.Ids.Count > 0) throw new UsageException("--from stands alone: the sheet says what to judge.");
            return FromFile(host, store, options, file);
        }
        if (options.Apply) throw new UsageException("--apply goes with --from FILE.");
        if (options.What == List) return ListAll(host, store, options);
        if (options.Ids.Count == 0) throw new UsageException($"Name what to {options.What}: `waybill judge --help`.");
        var verb = Term.Parse<JudgementVerb>(options.What)!.Value;
        RefuseWhatItDoesNotTake(verb, options);
        var corrected = verb == JudgementVerb.Correct ? Corrected(options) : null;
        var request = new JudgementRequest
        {
            Verb = verb,
            Ids = verb == JudgementVerb.Withdraw ? options.Ids : [.. options.Ids.Select((id, i) => Whole(store, id, Judging.KindOf(verb, i, options.Ids[0], corrected?.Field)))],
            Correction = corrected,
            Fields = verb == JudgementVerb.Add ? Filled(options) : [],
            Sentence = options.Sentence,
            Verdict = options.As,
            Likelihood = options.Likelihood,
            Confidence = options.Confidence,
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

    /// <summary>An option that the verb has no use for is not passed over: whoever gave it meant another verb.</summary>
    private static void RefuseWhatItDoesNotTake(JudgementVerb verb, Options options)
    {
        if (verb is not (JudgementVerb.Correct or JudgementVerb.Add) && options.Set.Count + options.Words.Count > 0) throw new UsageException($"--set and --words go with correct and add, not with {options.What}.");
        if (verb != JudgementVerb.Add && options.Sentence is not null) throw new UsageException($"--sentence goes with add, not with {options.What}.");
        if (verb != JudgementVerb.Assess && (options.As ?? options.Likelihood ?? options.Confidence) is not null) throw new UsageException($"--as, --likelihood and --confidence go with assess, not with {options.What}.");
    }

    private static Correction? Corrected(Options options) => (options.Set, options.Words) switch
    {
        ([], _) => null,
        ([var set], []) => Parsed(set, ""),
        ([var set], [var words]) => Parsed(set, words),
        _ => throw new UsageException("A correction has one --set and one --words; make another for another value."),
    };

    private static Correction[] Filled(Options options) => options.Set.Count == options.Words.Count
        ? [.. options.Set.Zip(options.Words, Parsed)]
        : throw new UsageException("Give --words once for each --set, in the same order: no value without its words.");

    private static Correction Parsed(string set, string words) => set.Contains('=', StringComparison.Ordinal) ? Judging.Parse(set, words) : throw new UsageException("--set takes FIELD=VALUE.");

    private static int ListAll(CliHost host, Store store, Options options)
    {
        var all = store.Judgements();
        var orphans = Judged.Of(store, all).Orphans;
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

    /// <summary>The id that starts so; what is typed is mostly the start of one.</summary>
    internal static string Whole(Store store, string start, string kind)
    {
        try { return Judging.Whole(store, start, kind); }
        catch (JudgementException e) { throw new UsageException(Safe.Line(e.Message)); }
    }

    /// <summary>Judgements from a sheet: shown first, written only when asked and only where every line can be made.</summary>
    private static int FromFile(CliHost host, Store store, Options options, string file)
    {
        var judging = new Judging(store, host.Stages.Value, host.Clock);
        IReadOnlyList<SheetLine> lines;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > JudgementSheet.MaxBytes }) throw new UsageException($"{Safe.Line(file)} has more than {JudgementSheet.MaxBytes} bytes.");
            lines = JudgementSheet.Read(File.ReadAllText(file), store, options.By ?? host.Environment("WAYBILL_WHO"), options.Why);
        }
        catch (JudgementException e)
        {
            throw new UsageException(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Safe.Line(file)} cannot be read.");
        }
        var screen = host.Screen();
        var wrong = 0;
        foreach (var line in lines)
        {
            var (problem, judgement) = (line.Problem, (Judgement?)null);
            try
            {
                if (line.Request is { } request) judgement = judging.Check(request);
            }
            catch (JudgementException e)
            {
                problem = e.Message;
            }
            if (problem is not null) wrong++;
            var words = judgement is null ? problem ?? "" : Term.Of(judgement.Verb)
                + (judgement.Fields.Length > 0 ? " " + string.Join(" ", judgement.Fields.Select(f => $"{f.Field}={f.Value}")) : judgement.Correction is { } c ? $" {c.Field}={c.Value}" : judgement.Object is { } o ? $" {o}" : judgement.Withdraws is { } w ? string.Create(CultureInfo.InvariantCulture, $" {w}") : "")
                + $" by {judgement.Who}: {judgement.Why}";
            if (options.Json)
            {
                using var json = new JsonRecords();
                host.Out.Write(json.Other("sheet-line", x =>
                {
                    x.WriteNumber("line", line.Line);
                    x.WriteBoolean("ok", problem is null);
                    x.WriteString("words", words);
                    x.WriteString("subject", judgement?.Subject);
                }) + "\n");
                continue;
            }
            screen.Flow(0, new Piece(string.Create(CultureInfo.InvariantCulture, $"line {line.Line}"), Style.Dim), "  ", new Piece(words, problem is null ? Style.Plain : Style.Bad));
            foreach (var values in judgement?.MadeOn.Concat(judgement.OtherSide).Select(a => a.Values).Distinct(StringComparer.Ordinal).Take(3) ?? []) screen.Paragraph(values, 4, Style.Dim);
        }
        if (lines.Count == 0) return Common.Ended(host, 0, "judgements in " + Safe.Line(file));
        if (wrong > 0)
        {
            host.Error.Write($"waybill: {Phrases.Count(wrong, "line", "lines")} of {lines.Count.ToString(CultureInfo.InvariantCulture)} cannot be made; nothing was written\n");
            return Exit.Error;
        }
        if (!options.Apply)
        {
            host.Error.Write($"waybill: {Phrases.Count(lines.Count, "judgement", "judgements")} would be kept; nothing was written. --apply keeps them.\n");
            return Exit.Ok;
        }
        var numbers = judging.AddAll([.. lines.Select(l => l.Request!)]);
        host.Error.Write(string.Create(CultureInfo.InvariantCulture, $"waybill: judgements {numbers[0]} to {numbers[^1]} are kept, the ledger is made again\n"));
        return Exit.Ok;
    }

    private static void Json(CliHost host, Judgement j, bool orphan, bool withdrawn)
    {
        using var json = new JsonRecords();
        host.Out.Write(json.Judgement(j, orphan, withdrawn) + "\n");
    }
}
