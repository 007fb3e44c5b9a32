using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Stories;

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
    private (string Id, ArticleView? View) _last = ("", null);
    private IReadOnlyList<Judgement>? _judgements;
    private JudgedLedger? _judged;
    private (string Id, Family? Family) _lastFamily = ("", null);
    private (string Id, KeptReading? Reading) _lastReading = ("", null);

    public ExportSet(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
    }

    public IEnumerable<Family> Families => _store.Records<Family>(AcrossTable.Family);

    public IEnumerable<Story> Stories => _store.Records<Story>(AcrossTable.Story);

    public IEnumerable<Storyline> Storylines => _store.Records<Storyline>(AcrossTable.Storyline);

    public IEnumerable<Transfer> Transfers => _store.Records<Transfer>(AcrossTable.Transfer);

    public IEnumerable<PageFacts> Pages() => _store.PageIds().Select(id => _store.Page(id)).OfType<PageFacts>();

    /// <summary>All articles, by id.</summary>
    public IEnumerable<ArticleView> Articles() => _store.PageIds().Select(Article).OfType<ArticleView>();

    public ArticleView? Article(string id)
    {
        if (_last.Id == id) return _last.View;
        _last = (id, Load(id));
        return _last.View;
    }

    private ArticleView? Load(string id)
    {
        if (_store.Article(id) is not { Article: { } article } kept || _store.Page(id) is not { } page) return null;
        var family = _store.Record<MainFamily>(AcrossTable.FamilyOf, id)?.Family;
        var member = family is null ? null : Family(family)?.Members.FirstOrDefault(m => m.Article == id);
        return new ArticleView(page, kept.Stage, article, _store.Record<ArticleDate>(AcrossTable.ArticleDate, id), family, member,
            _store.Record<string>(AcrossTable.VersionOf, id), _store.Reading(id))
        {
            Furniture = _store.Record<int[]>(AcrossTable.Furniture, id) ?? [],
        };
    }

    /// <summary>All claims, by page and then by id.</summary>
    public IEnumerable<ClaimView> Claims() => _store.PagesWithClaims().Select(Article).OfType<ArticleView>().SelectMany(ClaimsOf);

    public IEnumerable<ClaimView> ClaimsOf(ArticleView article)
    {
        ArgumentNullException.ThrowIfNull(article);
        foreach (var claim in (article.Reading?.Reading.Claims ?? []).OrderBy(c => c.Id, StringComparer.Ordinal))
            yield return View(claim, article);
    }

    public ClaimView? Claim(string id)
    {
        if (_store.PageOfClaim(id) is not { } page || Article(page) is not { } article) return null;
        var claim = article.Reading?.Reading.Claims.FirstOrDefault(c => c.Id == id);
        return claim is null ? null : View(claim, article);
    }

    /// <summary>A page as it was handed in, or null.</summary>
    public PageFacts? Page(string id) => _store.Page(id);

    /// <summary>A claim as read, without its article; it must be there.</summary>
    public Claim AsRead(string id) =>
        (_store.PageOfClaim(id) is { } page ? ReadingOf(page)?.Reading.Claims.FirstOrDefault(c => c.Id == id) : null)
            ?? throw new StoreException(StoreProblem.Damaged, $"Claim {id} cannot be read: run `waybill doctor --repair`.");

    /// <summary>A claim with its place in the ledger, without its article.</summary>
    public PlacedClaim? Placed(string id)
    {
        if (_store.Record<Placement>(AcrossTable.PlacedClaim, id) is not { } placement) return null;
        return ReadingOf(placement.Article)?.Reading.Claims.FirstOrDefault(c => c.Id == id) is { } claim ? placement.With(claim) : null;
    }

    /// <summary>The claims of a page; of the last one asked for they are at hand.</summary>
    private KeptReading? ReadingOf(string page)
    {
        if (_last.Id == page && _last.View is { } view) return view.Reading;
        if (_lastReading.Id != page) _lastReading = (page, _store.Reading(page));
        return _lastReading.Reading;
    }

    /// <summary>What aligned claims show to be changed in an article against its family.</summary>
    public ImmutableArray<Change> ClaimChanges(string article) => _store.Record<Change[]>(AcrossTable.ClaimChanges, article) is { } changes ? [.. changes] : [];

    public Family? Family(string id)
    {
        // Articles of one family are often asked for one after the other.
        if (_lastFamily.Id != id) _lastFamily = (id, _store.Record<Family>(AcrossTable.Family, id));
        return _lastFamily.Family;
    }

    /// <summary>Judgements that stand and hold for some of these claims, by number.</summary>
    public IReadOnlyList<Judgement> JudgementsOf(IReadOnlyCollection<string> claims)
    {
        ArgumentNullException.ThrowIfNull(claims);
        _judgements ??= _store.Judgements();
        if (_judgements.Count == 0) return [];
        _judged ??= JudgedLedger.Apply(_store.LedgerPages(), _judgements);
        var numbers = claims.SelectMany(c => _judged.Of.GetValueOrDefault(c, [])).ToHashSet();
        return [.. _judgements.Where(j => numbers.Contains(j.Number))];
    }

    /// <summary>The claim with the changes of the lexicon that it was read with in the name of its reader.</summary>
    private static Claim Named(Claim claim, string? stage)
    {
        const string mark = " lexicon/";
        var at = stage?.LastIndexOf(mark, StringComparison.Ordinal) ?? -1;
        return at < 0 ? claim : claim with { Extractor = $"{claim.Extractor} {stage![(at + 1)..].Split(' ')[0]}" };
    }

    public Story? Story(string id) => _store.Record<Story>(AcrossTable.Story, id);

    public Storyline? Storyline(string id) => _store.Record<Storyline>(AcrossTable.Storyline, id);

    public Transfer? Transfer(string id) => _store.Record<Transfer>(AcrossTable.Transfer, id);

    private ClaimView View(Claim claim, ArticleView article) =>
        new(Named(claim, article.Reading?.Stage), _store.Record<Placement>(AcrossTable.PlacedClaim, claim.Id)?.With(claim), article) { Transfers = _store.Record<string[]>(AcrossTable.TransfersOf, claim.Id) ?? [] };
}
