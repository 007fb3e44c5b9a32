using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Stories;
using Waybill.Texts;

namespace Waybill.Pipeline.Export;

/// <summary>An article with all that is known about it.</summary>
public sealed record ArticleView(PageFacts Page, string Stage, Article Article, ArticleDate? Date, string? FamilyId, FamilyMember? Member, string? VersionOf, KeptReading? Reading)
{
    /// <summary>Numbers of the blocks that its outlet repeats on other pages.</summary>
    public IReadOnlyList<int> Furniture { get; init; } = [];

    public string Id => Page.Id;

    public string? Url => Page.Url ?? Article.CanonicalUrl;

    /// <summary>Where <see cref="Url"/> is from.</summary>
    public string? UrlFrom => Page.Url is not null ? Term.Of(Page.Facts.UrlFrom) : Article.CanonicalUrl is not null ? "canonical" : null;

    /// <summary>The outlet's name, else its domain.</summary>
    public string? Outlet => Page.Facts.Outlet ?? Article.Outlet ?? Article.OutletDomain;

    public string? Agency => Article.Credits.IsEmpty ? Article.Dateline?.Agency : Article.Credits[0].Agency;

    /// <summary>The date as the across-page stages leave it, else the printed one unless it is distrusted.</summary>
    public string? Published => Date is { Value: { } value } ? value.ToString()
        : Date is null && Article.Published is { Distrusted: null } printed ? printed.Value.ToString() : null;
}

/// <summary>A claim, as read and as placed.</summary>
public sealed record ClaimView(Claim Claim, PlacedClaim? Placed, ArticleView Article)
{
    public string Id => Claim.Id;

    public string? Family => Placed is { Family.Length: > 0 } placed ? placed.Family : Article.FamilyId;

    public IReadOnlyList<string> Transfers { get; init; } = [];
}

/// <summary>Everything that lists, <c>show</c> and exports need, joined when asked for: one record costs the same in a
/// large store as in a small one, and lists pass through.</summary>
public sealed class ExportSet
{
    private readonly Store _store;
    private readonly Moment? _moment;
    private (string Id, ArticleView? View) _last = ("", null);

    /// <summary>Articles that were asked for lately: a record's claims lie on few pages and come in any order.</summary>
    private readonly Dictionary<string, ArticleView?> _lately = new(StringComparer.Ordinal);
    private const int MostLately = 32;
    private readonly Readings _readings;
    private IReadOnlyList<Judgement>? _judgements;
    private JudgedArticles? _said;
    private IReadOnlyList<Judgement>? _adding;
    private HashSet<string>? _judgedIds;
    private ImmutableSortedDictionary<string, ImmutableArray<Claim>>? _added;
    private (string Id, Family? Family) _lastFamily = ("", null);
    private (string Id, KeptReading? Reading) _lastReading = ("", null);

    /// <param name="moment">Show all as it was then; null for now.</param>
    public ExportSet(Store store, Moment? moment = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _moment, _readings) = (store, moment, moment?.Readings ?? Readings.Now(store));
    }

    /// <summary>The moment that is shown, or null for now.</summary>
    public Moment? Moment => _moment;

    public IEnumerable<Family> Families => Records<Family>(AcrossTable.Family);

    public IEnumerable<Story> Stories => Records<Story>(AcrossTable.Story);

    public IEnumerable<Storyline> Storylines => Records<Storyline>(AcrossTable.Storyline);

    public IEnumerable<Transfer> Transfers => Records<Transfer>(AcrossTable.Transfer);

    public IEnumerable<PageFacts> Pages() => Shown(_store.PageIds()).Select(_readings.Page).OfType<PageFacts>();

    /// <summary>All articles, by id.</summary>
    public IEnumerable<ArticleView> Articles() => Shown(_store.PageIds()).Select(Article).OfType<ArticleView>();

    private IEnumerable<string> Shown(IEnumerable<string> pages) => _moment is null ? pages : pages.Where(_moment.Has);

    private T? Record<T>(string table, string id) where T : class => _moment is null ? _store.Record<T>(table, id) : _moment.Record<T>(table, id);

    private IEnumerable<T> Records<T>(string table) where T : class => _moment is null ? _store.Records<T>(table) : _moment.Records<T>(table);

    public ArticleView? Article(string id)
    {
        if (_last.Id == id) return _last.View;
        if (!_lately.TryGetValue(id, out var view))
        {
            if (_lately.Count >= MostLately) _lately.Clear();
            _lately[id] = view = Load(id);
        }
        _last = (id, view);
        return view;
    }

    private ArticleView? Load(string id)
    {
        if (_moment?.Has(id) == false || _readings.Article(id) is not { Article: { } article } kept || _readings.Page(id) is not { } page) return null;
        var family = Record<MainFamily>(AcrossTable.FamilyOf, id)?.Family;
        var member = family is null ? null : Family(family)?.Members.FirstOrDefault(m => m.Article == id);
        _said ??= Judged.Articles(_store, Judgements);
        if (_said.Credits.TryGetValue(id, out var credits)) article = article with { Credits = credits, Dateline = article.Dateline is { } line ? line with { Agency = null } : null };
        if (_said.Outlets.TryGetValue(id, out var outlet)) page = page with { Facts = page.Facts with { Outlet = outlet } };
        return new ArticleView(page, kept.Stage, article, _said.Date(id, Record<ArticleDate>(AcrossTable.ArticleDate, id)), family, member,
            Record<string>(AcrossTable.VersionOf, id), WithoutAdded(page, article, _readings.Reading(id)))
        {
            Furniture = Record<int[]>(AcrossTable.Furniture, id) ?? [],
        };
    }

    /// <summary>A sentence that a person made a claim of is no longer one that may have been missed.</summary>
    private KeptReading? WithoutAdded(PageFacts page, Article article, KeptReading? kept)
    {
        if (kept is not { Reading.Missed.IsEmpty: false } || Adding.Count == 0) return kept;
        // Asked of this text alone: a search for the sentences among all articles would be made for every page that is shown.
        TextSpan[] added = [.. PersonClaimsOn(page.Id, page.Url, article).Select(p => p.Claim.Sentence)];
        return added.Length == 0 ? kept : kept with { Reading = kept.Reading with { Missed = [.. kept.Reading.Missed.Where(m => !added.Any(a => a.Overlaps(m.Sentence)))] } };
    }

    /// <summary>All claims, by page and then by id.</summary>
    public IEnumerable<ClaimView> Claims() => Shown(_readings.PagesWithClaims().Concat(Added.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)).Select(Article).OfType<ArticleView>().SelectMany(ClaimsOf);

    /// <summary>The date of an article, without the article.</summary>
    public ArticleDate? DateOf(string article)
    {
        _said ??= Judged.Articles(_store, Judgements);
        return _said.Date(article, Record<ArticleDate>(AcrossTable.ArticleDate, article));
    }

    /// <summary>What a list shows of an article, without the article.</summary>
    public ArticleRowLine? LineOf(string article)
    {
        _said ??= Judged.Articles(_store, Judgements);
        return _moment?.Has(article) == false || _store.ArticleLine(article) is not { } line ? null : line with { Outlet = _said.Outlets.GetValueOrDefault(article) ?? line.Outlet };
    }

    /// <summary>Whether an article can have claims, without reading it: most have none.</summary>
    public bool MayHaveClaims(string article) => Adding.Count > 0 || _readings.IsFormer(article) || LineOf(article) is { Claims: > 0 };

    /// <summary>Whether the claims of a page were others at the moment that is shown than those that lists are made from.</summary>
    public bool WasReadOtherwise(string page) => _readings.IsFormer(page);

    /// <summary>Claims of such pages, by id.</summary>
    public IEnumerable<Claim> ClaimsReadOtherwise => _readings.FormerClaims();

    /// <summary>Where a claim stands in the ledger, without the claim.</summary>
    public Placement? PlaceOf(string claim) => Record<Placement>(AcrossTable.PlacedClaim, claim);

    /// <summary>Claims that a judgement was made on, by their ids then.</summary>
    public IReadOnlySet<string> JudgedIds => _judgedIds ??= JudgedLedger.Active(Judgements).SelectMany(j => j.MadeOn.Concat(j.OtherSide)).Select(a => a.Claim).ToHashSet(StringComparer.Ordinal);

    /// <summary>Claims that people added, by page.</summary>
    private ImmutableSortedDictionary<string, ImmutableArray<Claim>> Added => _added ??= Judged.Added(_store, Judgements, _moment is null ? null : _moment.Has, _readings)
        .DistinctBy(a => a.Claim.Id).OrderBy(a => a.Claim.Id, StringComparer.Ordinal).GroupBy(a => a.Claim.PageId, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(g => g.Key, g => g.Select(a => a.Claim).ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>Claims that people added, by id.</summary>
    public IEnumerable<Claim> AddedClaims => Added.Values.SelectMany(c => c).OrderBy(c => c.Id, StringComparer.Ordinal);

    private Claim? AddedClaim(string id) => Added.Values.SelectMany(c => c).FirstOrDefault(c => c.Id == id);

    public IEnumerable<ClaimView> ClaimsOf(ArticleView article)
    {
        ArgumentNullException.ThrowIfNull(article);
        foreach (var claim in (article.Reading?.Reading.Claims ?? []).AsEnumerable().Concat(AddedTo(article)).OrderBy(c => c.Id, StringComparer.Ordinal))
            yield return View(claim, article);
    }

    /// <summary>Claims that people added to one article: asked of its own text, without a search for their sentences among all.</summary>
    private IEnumerable<Claim> AddedTo(ArticleView article) => PersonClaimsOn(article).Select(p => p.Claim).DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal);

    private IEnumerable<PersonClaim> PersonClaimsOn(ArticleView article) => PersonClaimsOn(article.Id, article.Page.Url, article.Article);

    private IEnumerable<PersonClaim> PersonClaimsOn(string page, string? url, Article article) => Adding.Select(j => PersonClaims.In(j, page, url, article)).OfType<PersonClaim>();

    /// <summary>Judgements that add a claim and stand.</summary>
    private IReadOnlyList<Judgement> Adding => _adding ??= [.. JudgedLedger.Active(Judgements).Where(j => j.Verb == JudgementVerb.Add)];

    public ClaimView? Claim(string id) => PageOfClaim(id) is { } page && Article(page) is { } article && In(page, article.Reading, id) is { } claim ? View(claim, article) : null;

    private Claim? In(string page, KeptReading? reading, string id) =>
        reading?.Reading.Claims.FirstOrDefault(c => c.Id == id) ?? (Adding.Count > 0 && Article(page) is { } article ? AddedTo(article).FirstOrDefault(c => c.Id == id) : null);

    /// <summary>A page as it was handed in, or null.</summary>
    public PageFacts? Page(string id) => _readings.Page(id);

    /// <summary>The page that a claim stands on, or null.</summary>
    public string? PageOfClaim(string id) => _readings.PageOfClaim(id) ?? (Adding.Count == 0 ? null : Record<Placement>(AcrossTable.PlacedClaim, id)?.Article ?? AddedClaim(id)?.PageId);

    /// <summary>A claim as read, without its article; it must be there.</summary>
    public Claim AsRead(string id) =>
        (PageOfClaim(id) is { } page ? In(page, ReadingOf(page), id) : null)
            ?? throw new StoreException(StoreProblem.Damaged, $"Claim {id} cannot be read: run `waybill doctor --repair`.");

    /// <summary>A claim with its place in the ledger, without its article.</summary>
    public PlacedClaim? Placed(string id)
    {
        if (Record<Placement>(AcrossTable.PlacedClaim, id) is not { } placement) return null;
        return In(placement.Article, ReadingOf(placement.Article), id) is { } claim ? placement.With(claim) : null;
    }

    /// <summary>The claims of a page; of the last one asked for they are at hand.</summary>
    private KeptReading? ReadingOf(string page)
    {
        if (_lately.TryGetValue(page, out var lately) && lately is { } view) return view.Reading;
        if (_lastReading.Id != page) _lastReading = (page, _readings.Reading(page));
        return _lastReading.Reading;
    }

    /// <summary>What aligned claims show to be changed in an article against its family.</summary>
    public ImmutableArray<Change> ClaimChanges(string article) => Record<Change[]>(AcrossTable.ClaimChanges, article) is { } changes ? [.. changes] : [];

    public Family? Family(string id)
    {
        // Articles of one family are often asked for one after the other.
        if (_lastFamily.Id != id) _lastFamily = (id, Record<Family>(AcrossTable.Family, id));
        return _lastFamily.Family;
    }

    /// <summary>Judgements that stand and hold for some of these claims, by number.</summary>
    public IReadOnlyList<Judgement> JudgementsOf(IReadOnlyCollection<string> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        if (Judgements.Count == 0 || claims.Count == 0) return [];
        // Asked of the pages of these claims, and of those that a join or a split speaks of: not of all that are kept.
        string[] pages = [.. claims.Select(PageOfClaim).OfType<string>()
            .Concat(JudgedLedger.Active(Judgements).Where(j => j.Verb is JudgementVerb.Merge or JudgementVerb.Split).SelectMany(j => j.MadeOn.Concat(j.OtherSide)).Select(a => a.Article))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (_moment is not null) pages = [.. pages.Where(_moment.Has)];
        var added = Adding.Count == 0 ? [] : pages.Select(Article).OfType<ArticleView>().SelectMany(PersonClaimsOn);
        var judged = JudgedLedger.Apply(pages.Select(p => ReadingOf(p)?.Ledger).OfType<LedgerPage>(), Judgements, added);
        var numbers = claims.SelectMany(c => judged.Of.GetValueOrDefault(c, [])).ToHashSet();
        return [.. Judgements.Where(j => numbers.Contains(j.Number))];
    }

    /// <summary>Judgements that stand and were made of an article itself: of its day, of its outlet.</summary>
    public IReadOnlyList<Judgement> JudgementsOfArticle(string article) => [.. JudgedLedger.Active(Judgements).Where(j => j.Verb == JudgementVerb.Correct && Corrections.IsOfArticle(j.Correction?.Field) && j.Subject == article)];

    /// <summary>Judgements that stand and join or part the family or story that these articles make up, by number.</summary>
    public IReadOnlyList<Judgement> JudgementsOf(JudgementOf of, IEnumerable<string> articles)
    {
        if (!Judgements.Any(j => j.Of == of)) return [];
        var here = articles.ToHashSet(StringComparer.Ordinal);
        return [.. JudgedLedger.Active(Judgements).Where(j => j.Of == of && j.MadeOn.Concat(j.OtherSide).Any(a => here.Contains(a.Article)))];
    }

    /// <summary>Texts of blocks that people say are no part of the article, each with the judgement that says so.</summary>
    public IReadOnlyDictionary<string, string> LeftOutOf(string article)
    {
        _said ??= Judged.Articles(_store, Judgements);
        return _said.LeftOut.TryGetValue(article, out var blocks) ? blocks.ToDictionary(b => b.Block, b => b.By, StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>The claim with the changes of the lexicon that it was read with in the name of its reader.</summary>
    private static Claim Named(Claim claim, string? stage)
    {
        const string mark = " lexicon/";
        var at = stage?.LastIndexOf(mark, StringComparison.Ordinal) ?? -1;
        return at < 0 ? claim : claim with { Extractor = $"{claim.Extractor} {stage![(at + 1)..].Split(' ')[0]}" };
    }

    /// <summary>The stage of a reading; of one that came out the same under a later lexicon, with the name of the lexicon of the moment that is shown.</summary>
    private string? StageOf(ArticleView article) =>
        _moment is { Clocks.RecordedBy: not null } moment && !_readings.IsFormer(article.Id) ? moment.Lexicon is { } lexicon ? " " + lexicon : null : article.Reading?.Stage;

    private IReadOnlyList<Judgement> Judgements => _judgements ??= _moment?.Judgements ?? _store.Judgements();

    public Story? Story(string id) => Record<Story>(AcrossTable.Story, id);

    public Storyline? Storyline(string id) => Record<Storyline>(AcrossTable.Storyline, id);

    public Transfer? Transfer(string id) => Record<Transfer>(AcrossTable.Transfer, id);

    private ClaimView View(Claim claim, ArticleView article) =>
        new(Named(claim, StageOf(article)), Record<Placement>(AcrossTable.PlacedClaim, claim.Id)?.With(claim), article) { Transfers = Record<string[]>(AcrossTable.TransfersOf, claim.Id) ?? [] };
}
