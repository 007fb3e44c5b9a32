using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage;
using Waybill.Stories;

namespace Waybill.Pipeline.Export;

/// <summary>An article with all that is known about it.</summary>
public sealed record ArticleView(PageFacts Page, string Stage, Article Article, ArticleDate? Date, string? FamilyId, FamilyMember? Member, string? VersionOf, KeptReading? Reading)
{
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

/// <summary>Everything that lists, <c>show</c> and exports need, joined once. Articles are loaded when asked for:
/// a list of transfers touches none.</summary>
public sealed class ExportSet
{
    private readonly Store _store;
    private readonly Dictionary<string, (string Family, FamilyMember Member)> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArticleDate> _dates;
    private readonly Dictionary<string, PlacedClaim> _placed;
    private readonly Dictionary<string, List<string>> _transfersOfClaim = new(StringComparer.Ordinal);
    private (string Id, ArticleView? View) _last = ("", null);

    public ExportSet(Store store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        var state = store.Across();
        Families = state.Lineage?.Families ?? [];
        Stories = state.Lineage?.Stories ?? [];
        Storylines = state.Lineage?.Storylines ?? [];
        VersionOf = state.Lineage?.VersionOf ?? ImmutableSortedDictionary<string, string>.Empty;
        Transfers = state.Ledger?.Transfers ?? [];
        ClaimChanges = state.Ledger?.ClaimChanges ?? ImmutableSortedDictionary<string, ImmutableArray<Change>>.Empty;
        _dates = (state.Lineage?.Dates ?? []).ToDictionary(d => d.Article, StringComparer.Ordinal);
        _placed = (state.Ledger?.Claims ?? []).ToDictionary(c => c.Claim.Id, StringComparer.Ordinal);
        foreach (var family in Families)
            foreach (var member in family.Members) _members.TryAdd(member.Article, (family.Id, member));
        foreach (var transfer in Transfers)
            foreach (var claim in transfer.Claims)
            {
                if (!_transfersOfClaim.TryGetValue(claim, out var list)) _transfersOfClaim[claim] = list = [];
                list.Add(transfer.Id);
            }
    }

    public ImmutableArray<Family> Families { get; }
    public ImmutableArray<Story> Stories { get; }
    public ImmutableArray<Storyline> Storylines { get; }
    public ImmutableArray<Transfer> Transfers { get; }
    public ImmutableSortedDictionary<string, string> VersionOf { get; }
    public ImmutableSortedDictionary<string, ImmutableArray<Change>> ClaimChanges { get; }

    public IEnumerable<PageFacts> Pages() => _store.PageIds().Select(id => _store.Page(id)).OfType<PageFacts>();

    /// <summary>All articles, by id.</summary>
    public IEnumerable<ArticleView> Articles() => _store.PageIds().Select(Article).OfType<ArticleView>();

    public ArticleView? Article(string id)
    {
        if (_last.Id == id) return _last.View;
        var view = _store.Article(id) is { Article: { } article } kept && _store.Page(id) is { } page
            ? new ArticleView(page, kept.Stage, article, _dates.GetValueOrDefault(id),
                _members.TryGetValue(id, out var member) ? member.Family : null, member.Member,
                VersionOf.GetValueOrDefault(id), _store.Reading(id))
            : null;
        _last = (id, view);
        return view;
    }

    /// <summary>All claims, by page and then by id.</summary>
    public IEnumerable<ClaimView> Claims() => Articles().SelectMany(ClaimsOf);

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

    /// <summary>A claim with its place in the ledger, without its article.</summary>
    public PlacedClaim? Placed(string id) => _placed.GetValueOrDefault(id);

    public Family? Family(string id) => Families.FirstOrDefault(f => f.Id == id);

    public Story? Story(string id) => Stories.FirstOrDefault(s => s.Id == id);

    public Storyline? Storyline(string id) => Storylines.FirstOrDefault(s => s.Id == id);

    public Transfer? Transfer(string id) => Transfers.FirstOrDefault(t => t.Id == id);

    private ClaimView View(Claim claim, ArticleView article) =>
        new(claim, _placed.GetValueOrDefault(claim.Id), article) { Transfers = _transfersOfClaim.GetValueOrDefault(claim.Id) ?? [] };
}
