using System.Collections.Immutable;
using System.Globalization;
using Waybill.Articles;
using Waybill.Lexicons;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.PerPage;
using Waybill.Storage;

namespace Waybill.Pipeline.Runs;

/// <summary>A change of the lexicon that cannot be made; the message says why.</summary>
public sealed class LexiconException(string message) : Exception(message);

/// <summary>What a change of the lexicon would do. Nothing is written by making one.</summary>
/// <param name="Change">The row; of a withdrawal the row that is taken back.</param>
/// <param name="Withdraws">Number of the row that is taken back.</param>
/// <param name="After">The changes that would stand.</param>
/// <param name="Problems">Why the change should be refused; empty where it may be made.</param>
public sealed record LexiconPlan(LexiconChange Change, long? Withdraws, ImmutableArray<LexiconChange> After, ImmutableArray<string> Problems)
{
    /// <summary>Pages that were looked at, and those of them whose text has the words.</summary>
    public long Looked { get; init; }
    public IReadOnlyList<string> Touched { get; init; } = [];

    /// <summary>Pages that other rules have read: they come to the change by <c>rederive</c>.</summary>
    public long Older { get; init; }

    /// <summary>Claims gained, lost and changed on the touched pages; null where the change has problems.</summary>
    public RederiveResult? Differences { get; init; }
}

/// <summary>Rows that analysts add to the lexicon and take from it: checked like the files that ship, shown before they are made,
/// and then counted by every run over the store.</summary>
public sealed class LexiconEditing(Store store, Stages stages, TimeProvider clock)
{
    /// <summary>Characters of a name, a reason or a source at most.</summary>
    public const int MostCharacters = 2000;

    /// <summary>Names of the files as people say them.</summary>
    public static IReadOnlyDictionary<string, string> Kinds { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["agency"] = "agencies.tsv",
        ["ambiguous"] = "ambiguous.tsv",
        ["body"] = "bodies.tsv",
        ["company"] = "companies.tsv",
        ["group"] = "groups.tsv",
        ["item"] = "item-nouns.tsv",
        ["leader"] = "leaders.tsv",
        ["outlet"] = "outlets.tsv",
        ["state"] = "states.tsv",
        ["stop"] = "stops.tsv",
        ["verb"] = LexiconChanges.Frames,
        ["weapon"] = "weapons.tsv",
    };

    /// <summary>A whole row, from its values by column; those not named are empty.</summary>
    public static ImmutableArray<string> Row(string file, string key, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var columns = LexiconChanges.Columns(file);
        if (columns.Count == 0) throw new LexiconException($"There is no file {file} of the lexicon.");
        if (values.Keys.FirstOrDefault(k => !columns.Skip(1).Contains(k, StringComparer.Ordinal)) is { } stranger)
            throw new LexiconException($"{file} has no column '{stranger}'; it has {string.Join(", ", columns.Skip(1))}.");
        return [key, .. columns.Skip(1).Select(c => values.TryGetValue(c, out var value) ? value : "")];
    }

    /// <summary>The file in which an entry stands, by its key; an alias is told by it alone.</summary>
    public string FileOf(string key)
    {
        var lexicon = LexiconChanges.Apply(Lexicon.Embedded, LexiconRows.Active(store)).Lexicon;
        var files = LexiconChanges.Files(lexicon).Where(f => LexiconChanges.AliasColumn(f) >= 0 && LexiconChanges.Rows(lexicon, f).Any(r => r[0] == key)).ToArray();
        return files.Length switch
        {
            1 => files[0],
            0 => throw new LexiconException($"No entry of the lexicon is called '{key}': `waybill lexicon list WORD` looks for one."),
            _ => throw new LexiconException($"'{key}' stands in {string.Join(" and ", files)}: name the kind."),
        };
    }

    /// <summary>What adding, replacing or removing a row would do.</summary>
    public LexiconPlan Plan(LexiconChange change, int jobs, Action<Progress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (string.IsNullOrWhiteSpace(change.By)) throw new LexiconException("A row of the lexicon has a name to it: who adds or removes it.");
        if (string.IsNullOrWhiteSpace(change.Why)) throw new LexiconException("A row of the lexicon has a reason.");
        if (string.IsNullOrWhiteSpace(change.Source)) throw new LexiconException("A row of the lexicon has a public source: an address, or what a library knows it by.");
        if (new[] { change.By, change.Why, change.Source, change.Key, change.Alias ?? "" }.Concat(change.Fields.IsDefault ? [] : change.Fields).Any(f => f.Length > MostCharacters))
            throw new LexiconException($"At most {MostCharacters.ToString(CultureInfo.InvariantCulture)} characters in one field.");
        return Plan(change with { Day = Stamp()[..10] }, null, LexiconRows.Active(store).Add(change), jobs, progress, cancel);
    }

    /// <summary>What taking a row back would do.</summary>
    public LexiconPlan PlanWithdrawal(long number, string who, string why, int jobs, Action<Progress> progress, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(who) || string.IsNullOrWhiteSpace(why)) throw new LexiconException("Taking a row back has a name and a reason to it.");
        var rows = LexiconRows.All(store).Where(LexiconRows.Stands).ToArray();
        var row = rows.FirstOrDefault(r => r.Number == number) ?? throw new LexiconException($"There is no row {number.ToString(CultureInfo.InvariantCulture)} of yours that stands: `waybill lexicon list` shows them.");
        return Plan(row.Change with { By = who, Why = why, Day = Stamp()[..10] }, number, [.. rows.Where(r => r.Number != number).Select(r => r.Change)], jobs, progress, cancel);
    }

    /// <summary>Writes the row down, reads the pages with its words again and brings the ledger up to date. Gives the row's number.
    /// Where it is broken off, <c>rederive --apply</c> goes on from there.</summary>
    public long Apply(LexiconPlan plan, int jobs, string program, Action<Progress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.Problems.IsEmpty) throw new LexiconException(string.Join("; ", plan.Problems));
        var before = stages.For(store).ReadingVersion;
        var number = 0L;
        store.Clock = clock;
        store.InTransaction(() =>
        {
            // Pages that came meanwhile were not looked at: then none is said to be untouched.
            var known = before is not null && store.ReadingsOf(before) == plan.Looked;
            number = LexiconRows.Add(store, plan.Change, Stamp(), plan.Withdraws);
            if (known && stages.For(store).ReadingVersion is { } after) store.RelabelReadings(before!, after, plan.Touched);
        });
        Rederive.Run(store, stages, everything: false, apply: true, jobs, program, clock, progress, cancel, plan.Touched.ToHashSet(StringComparer.Ordinal));
        if (!cancel.IsCancellationRequested && !AcrossRun.IsCurrent(store, stages)) AcrossRun.Refresh(store, stages);
        return number;
    }

    private string Stamp() => UtcStamp.Of(clock.GetUtcNow());

    private LexiconPlan Plan(LexiconChange change, long? withdraws, ImmutableArray<LexiconChange> after, int jobs, Action<Progress> progress, CancellationToken cancel)
    {
        if (stages.WithLexicon is not { } with) throw new LexiconException("This program reads without a lexicon.");
        var old = LexiconChanges.Apply(Lexicon.Embedded, LexiconRows.Active(store));
        var now = LexiconChanges.Apply(Lexicon.Embedded, after);
        var plan = new LexiconPlan(change, withdraws, after, [.. now.Problems.Except(old.Problems, StringComparer.Ordinal)]);
        if (plan.Problems.IsEmpty && withdraws is null && change is { File: LexiconChanges.Frames, IsRemoval: false } && !Fires(with(after), change))
            plan = plan with { Problems = [$"the example gives no claim by it: “{change.Fields[^1]}”"] };
        if (!plan.Problems.IsEmpty) return plan;
        var (today, then) = (stages.For(store), stages.For(store, after));
        var version = today.ReadingVersion;
        var touches = LexiconChanges.Touches(old, now);
        var (touched, looked, older) = (new List<string>(), 0L, 0L);
        var states = store.PageStates();
        foreach (var (page, state) in states.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            if (state.ReadingStage is null) continue;
            if (state.ReadingStage != version)
            {
                older++;
                continue;
            }
            looked++;
            if (looked % 256 == 0) progress(new Progress(looked, states.Count, "looking for the words"));
            if (store.Article(page)?.Article is { } article && touches(article.Text) && (Passes(then, article) || Passes(today, article))) touched.Add(page);
        }
        return plan with
        {
            Touched = touched,
            Looked = looked,
            Older = older,
            Differences = Rederive.Run(store, stages, everything: false, apply: false, jobs, "", clock, progress, cancel, touched.ToHashSet(StringComparer.Ordinal), after),
        };
    }

    private static bool Passes(Stages stages, Article article) => stages.Gate?.Invoke(article) ?? true;

    /// <summary>Whether the example of a new verb gives a claim that no claim was without it.</summary>
    private static bool Fires(Stages stages, LexiconChange change)
    {
        if (stages.Language is not { } language || stages.Claims is not { } claims) return true;
        var article = Passage.Article(change.Fields[^1]);
        return !claims.Read(article, language.Analyze(article.Text, claims.Depths(article))).Claims.IsEmpty;
    }
}
