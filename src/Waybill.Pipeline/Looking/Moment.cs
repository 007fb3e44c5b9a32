using System.Collections.Immutable;
using System.Globalization;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Runs;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Texts;

namespace Waybill.Pipeline.Looking;

/// <summary>The two clocks: what the world could read by a day, and what this store had taken in by a time.</summary>
/// <param name="PublishedBy">Only articles whose latest possible day is not after it; null for all.</param>
/// <param name="RecordedBy">Only pages and judgements recorded by this time, UTC, ISO 8601 to the second; null for all.</param>
public readonly record struct Clocks(PartialDate? PublishedBy, string? RecordedBy)
{
    public bool AreNow => PublishedBy is null && RecordedBy is null;

    /// <summary>A time as the store writes it: of a day, month or year its last second; null where it is none.</summary>
    public static string? Time(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (UtcStamp.Parse(text) is not null) return text;
        return PartialDate.Parse(text) is { Precision: not DatePrecision.Minute } day ? day.Last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T23:59:59Z" : null;
    }
}

/// <summary>What all records were at one moment of either clock, made again in memory; nothing is written.
/// <para><em>Published by</em> a day: families, dates and stories stay as all pages at hand give them; only what was out by then
/// counts, and no correction that came later. <em>Recorded by</em> a time: the pages and judgements that the store had by then, with
/// families, dates and stories made from these alone. A page counts from the end of the run that took it in. Articles and claims are as the rules and the
/// lexicon of then read them; across pages the rules are those of today, with the lexicon of then.</para></summary>
public sealed class Moment
{
    private readonly Dictionary<(string Table, string Id), object> _records = [];
    private readonly SortedDictionary<string, SortedSet<string>> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _articles;
    private readonly HashSet<string>? _pages;
    private readonly bool _publishedBy;

    private Moment(Clocks clocks, HashSet<string> articles, HashSet<string>? pages, IReadOnlyList<Judgement> judgements, Readings readings)
    {
        (Clocks, _articles, _pages, Judgements, Readings, _publishedBy) = (clocks, articles, pages, judgements, readings, clocks.PublishedBy is not null);
    }

    public Clocks Clocks { get; }

    /// <summary>Judgements that were made by then.</summary>
    public IReadOnlyList<Judgement> Judgements { get; }

    /// <summary>Articles left out because some day they may be of lies after <see cref="Clocks.PublishedBy"/>.</summary>
    public int Later { get; private init; }

    /// <summary>Articles left out because nothing bounds their day.</summary>
    public int Undated { get; private init; }

    /// <summary>Pages left out because they were taken in after <see cref="Clocks.RecordedBy"/>.</summary>
    public int NotYetRecorded { get; private init; }

    /// <summary>Judgements left out because they were made after <see cref="Clocks.RecordedBy"/>.</summary>
    public int NotYetJudged { get; private init; }

    /// <summary>Articles and claims as they were read then.</summary>
    public Readings Readings { get; private init; }

    /// <summary>Name of the changes of the lexicon that stood then; null for none.</summary>
    public string? Lexicon { get; private init; }

    /// <summary>Runs after <see cref="Clocks.RecordedBy"/> in which newer rules read pages again and what older rules had read was not kept.</summary>
    public int RulesChanged { get; private init; }

    /// <summary>What was left out and what cannot be known, in one sentence.</summary>
    public string Words()
    {
        var parts = new List<string>();
        if (Clocks.PublishedBy is { } day)
            parts.Add($"as published by {day}: {Phrases.Count(Later, "later article", "later articles")} and {Phrases.Count(Undated, "undated article", "undated articles")} left out; families and dates are as all articles give them");
        if (Clocks.RecordedBy is { } time)
            parts.Add($"as recorded by {time}: {Phrases.Count(NotYetRecorded, "later page", "later pages")} and {Phrases.Count(NotYetJudged, "later judgement", "later judgements")} left out; "
                + (RulesChanged > 0 ? $"read by rules that changed since in {Phrases.Count(RulesChanged, "run", "runs")} of which the earlier readings are not kept: `waybill changes` tells what the ledger said before"
                    : $"read by the rules and the lexicon of then{(Readings.Count > 0 ? $" ({Phrases.Count(Readings.Count, "page was", "pages were")} read otherwise since)" : "")}, joined by today's rules"));
        return string.Join("; ", parts);
    }

    /// <summary>Whether the page is one of those that count.</summary>
    public bool Has(string page) => _publishedBy ? _articles.Contains(page) : _pages?.Contains(page) != false;

    /// <summary>Makes the moment, or null where both clocks show now.</summary>
    public static Moment? Of(Store store, Stages stages, Clocks clocks)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(stages);
        if (clocks.AreNow) return null;
        stages = clocks.RecordedBy is { } then ? stages.For(store, LexiconRows.Active(store, then)) : stages.For(store);
        var ids = store.PageIds();
        HashSet<string>? pages = null;
        var judgements = store.Judgements();
        var (all, rulesChanged, readings) = (judgements.Count, 0, Readings.Now(store));
        var lineage = LineageRun.Read(store);
        var said = Judged.Articles(store, judgements);
        if (clocks.RecordedBy is { } time)
        {
            var runs = store.Runs();
            var known = runs.Where(r => string.CompareOrdinal(r.Finished ?? r.Started, time) <= 0).Select(r => r.Id).ToHashSet();
            rulesChanged = store.ReadingsLost(known);
            readings = store.ReadingsAt(known);
            pages = ids.Where(id => store.ImportOf(id) is { } run && known.Contains(run.Id)).ToHashSet(StringComparer.Ordinal);
            judgements = [.. judgements.Where(j => string.CompareOrdinal(j.At, time) <= 0)];
            said = Judged.Articles(store, judgements);
            if (pages.Count < ids.Count || readings.HasArticles || stages.Lexicon != LexiconRows.Name(LexiconRows.Active(store)) || store.SaidLag(said.Keys()).Count > 0) lineage = stages.Lineage is { } step ? step.Run([.. pages.Order(StringComparer.Ordinal).Select(Page).OfType<LineagePage>()]) : lineage;
        }
        var dates = lineage.Dates.ToDictionary(d => d.Article, d => said.Date(d.Article, d)!, StringComparer.Ordinal);
        var articles = dates.Keys.Concat(AcrossRows.MainFamilies(lineage).Keys).ToHashSet(StringComparer.Ordinal);
        var (later, undated) = (0, 0);
        if (clocks.PublishedBy is { } day)
        {
            articles.RemoveWhere(a =>
            {
                var last = dates.GetValueOrDefault(a) is { } date ? date.Value?.Last ?? date.NotAfter : null;
                if (last is null) undated++;
                else if (last > day.Last) later++;
                return last is null || last > day.Last;
            });
            lineage = Only(lineage, articles);
        }
        var moment = new Moment(clocks, articles, pages, judgements, readings)
        {
            Later = later,
            Undated = undated,
            NotYetRecorded = pages is null ? 0 : ids.Count - pages.Count,
            NotYetJudged = all - judgements.Count,
            RulesChanged = rulesChanged,
            Lexicon = stages.Lexicon,
        };
        moment.Add(lineage);
        if (stages.Ledger is { } ledger)
        {
            var judged = Judged.Of(store, judgements, articles.Contains, readings);
            moment.Add(ledger.Run(AcrossRun.LedgerArticles(judged.Pages, lineage, said), lineage, judged));
        }
        return moment;

        LineagePage? Page(string id) => readings.Article(id) is { Article: not null } kept && readings.Page(id) is { } page ? said.Apply(AcrossRun.ToLineagePage(kept, page)) : null;
    }

    internal T? Record<T>(string table, string id) where T : class => _records.GetValueOrDefault((table, id)) as T;

    internal IEnumerable<T> Records<T>(string table) where T : class => _ids.GetValueOrDefault(table, []).Select(id => Record<T>(table, id)!);

    /// <summary>Families, dates and stories of some articles alone. What a later version withdrew stands until that version is there.</summary>
    private static LineageResult Only(LineageResult lineage, HashSet<string> articles)
    {
        var versions = lineage.VersionOf.Where(v => articles.Contains(v.Key) && articles.Contains(v.Value)).ToImmutableSortedDictionary(StringComparer.Ordinal);
        var hasLater = versions.Values.ToHashSet(StringComparer.Ordinal);
        var families = lineage.Families.Select(f => f with
        {
            Members = [.. f.Members.Where(m => articles.Contains(m.Article)).Select(m => hasLater.Contains(m.Article) ? m : m with { Changes = [.. m.Changes.Where(c => c.ChangeKind != "withdrawn")] })],
            Origin = f.Origin.Article is { } origin && !articles.Contains(origin) ? f.Origin with { Article = null } : f.Origin,
        }).Where(f => !f.Members.IsEmpty).Select(f => articles.Contains(f.Reference) ? f : f with { Reference = f.Members[0].Article }).ToImmutableArray();
        var left = families.Select(f => f.Id).ToHashSet(StringComparer.Ordinal);
        var stories = lineage.Stories.Select(s => s with { Families = [.. s.Families.Where(left.Contains)] }).Where(s => !s.Families.IsEmpty).ToImmutableArray();
        var told = stories.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        return lineage with
        {
            Families = families,
            Dates = [.. lineage.Dates.Where(d => articles.Contains(d.Article))],
            Stories = stories,
            Storylines = [.. lineage.Storylines.Select(s => s with { Stories = [.. s.Stories.Where(told.Contains)] }).Where(s => !s.Stories.IsEmpty)],
            VersionOf = versions,
            Furniture = lineage.Furniture.Where(f => articles.Contains(f.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private void Add(LineageResult lineage)
    {
        foreach (var family in lineage.Families) Add(AcrossTable.Family, family.Id, family);
        foreach (var date in lineage.Dates) Add(AcrossTable.ArticleDate, date.Article, date);
        foreach (var story in lineage.Stories) Add(AcrossTable.Story, story.Id, story);
        foreach (var storyline in lineage.Storylines) Add(AcrossTable.Storyline, storyline.Id, storyline);
        foreach (var (article, of) in lineage.VersionOf) Add(AcrossTable.VersionOf, article, of);
        foreach (var (article, blocks) in lineage.Furniture) Add(AcrossTable.Furniture, article, blocks.ToArray());
        foreach (var (article, family) in AcrossRows.MainFamilies(lineage)) Add(AcrossTable.FamilyOf, article, family);
    }

    private void Add(LedgerResult ledger)
    {
        foreach (var claim in ledger.Claims) Add(AcrossTable.PlacedClaim, claim.Claim.Id, Placement.Of(claim));
        foreach (var transfer in ledger.Transfers) Add(AcrossTable.Transfer, transfer.Id, transfer);
        foreach (var claim in ledger.Transfers.SelectMany(t => t.Claims.Select(c => (Claim: c, t.Id))).GroupBy(t => t.Claim, t => t.Id, StringComparer.Ordinal))
            Add(AcrossTable.TransfersOf, claim.Key, claim.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray());
        foreach (var (article, changes) in ledger.ClaimChanges) Add(AcrossTable.ClaimChanges, article, changes.ToArray());
    }

    private void Add(string table, string id, object record)
    {
        _records[(table, id)] = record;
        if (!_ids.TryGetValue(table, out var ids)) _ids[table] = ids = new SortedSet<string>(StringComparer.Ordinal);
        ids.Add(id);
    }
}
