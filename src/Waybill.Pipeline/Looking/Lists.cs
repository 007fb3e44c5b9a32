using Waybill.Claims;
using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Runs;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Stories;
using Waybill.Texts;

namespace Waybill.Pipeline.Looking;

/// <summary>Which claims are wanted. An empty filter passes all.</summary>
public sealed record ClaimFilter
{
    /// <summary>Start of an id.</summary>
    public string? Article { get; init; }
    public string? Family { get; init; }
    public ClaimKind? Kind { get; init; }
    public Stage? Stage { get; init; }
    public Factuality? Factuality { get; init; }

    /// <summary>A party in any role: code, name or part of a name.</summary>
    public string? Party { get; init; }
    public string? Supplier { get; init; }
    public string? Recipient { get; init; }

    /// <summary>Category, or part of designation, description or words.</summary>
    public string? Item { get; init; }

    /// <summary>Part of who says so, or the code of the government.</summary>
    public string? Source { get; init; }

    /// <summary>Least reading confidence.</summary>
    public double Confidence { get; init; }

    /// <summary>The same question put to a claim that is no row of the store: one that a person added.</summary>
    public bool Matches(Claim claim, string? family)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return (Article is null || claim.PageId.StartsWith(Article, StringComparison.Ordinal)) && (Family is null || family?.StartsWith(Family, StringComparison.Ordinal) == true)
            && (Kind is null || claim.Kind == Kind) && (Stage is null || claim.Stage == Stage) && (Factuality is null || claim.Factuality == Factuality) && claim.Confidence >= Confidence
            && (Party is not { Length: > 0 } party || Phrases.Roles(claim).Any(r => r.Party.Names(party))) && (Supplier is not { Length: > 0 } supplier || claim.Supplier.Names(supplier))
            && (Recipient is not { Length: > 0 } recipient || claim.Recipient.Names(recipient)) && (Item is not { Length: > 0 } item || claim.Item.Names(item))
            && (Source is not { Length: > 0 } source || claim.Attribution.Any(a => Matching.Has(a.Words, source) || Matching.Has(a.Body, source) || Matching.Is(a.Government, source)));
    }
}

/// <summary>Which articles are wanted.</summary>
public sealed record ArticleFilter
{
    /// <summary>Part of the outlet's name or domain.</summary>
    public string? Outlet { get; init; }
    public string? Agency { get; init; }
    public string? Language { get; init; }

    /// <summary>Start of an id.</summary>
    public string? Family { get; init; }
    public string? Story { get; init; }
    public PartialDate? Since { get; init; }
    public PartialDate? Until { get; init; }
    public bool WithClaims { get; init; }
}

/// <summary>The lists of a store: filtered and in order of id, from after any id on. They read what is taken from them and no
/// more, so a page of a list costs the same in a large store as in a small one.</summary>
public sealed class Lists(Store store)
{
    /// <summary>Ids of claims, in order.</summary>
    public IEnumerable<string> ClaimIds(ClaimFilter filter, string? after = null) => ClaimIds(filter, new ExportSet(store), after);

    /// <summary>Ids of claims of the moment that a set shows, in order.</summary>
    public IEnumerable<string> ClaimIds(ClaimFilter filter, ExportSet set, string? after = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(set);
        var terms = new List<IReadOnlyList<long>>();
        if (filter.Party is { Length: > 0 } party) terms.Add(Parties(TermKind.Party, party));
        if (filter.Supplier is { Length: > 0 } supplier) terms.Add(Parties(TermKind.Supplier, supplier));
        if (filter.Recipient is { Length: > 0 } recipient) terms.Add(Parties(TermKind.Recipient, recipient));
        if (filter.Item is { Length: > 0 } item) terms.Add(Items(item));
        if (filter.Source is { Length: > 0 } source)
            terms.Add(store.Terms(TermKind.Source, p => Matching.Has(p[0], source) || Matching.Has(p[1], source) || Matching.Has(p[2], source) || Matching.Is(p[3], source)));
        var read = store.ClaimIds(new ClaimQuery
        {
            Article = filter.Article,
            Family = filter.Family,
            Kind = filter.Kind,
            Stage = filter.Stage,
            Factuality = filter.Factuality,
            Confidence = filter.Confidence,
            Terms = terms,
        }, after);
        if (set.Moment is { } moment) read = read.Where(id => set.PageOfClaim(id) is { } page && moment.Has(page) && !set.WasReadOtherwise(page));
        string[] added = [.. set.AddedClaims.Concat(set.ClaimsReadOtherwise.Where(c => set.Moment?.Has(c.PageId) != false)).DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal).Where(c => string.CompareOrdinal(c.Id, after) > 0 && filter.Matches(c, set.Placed(c.Id)?.Family)).Select(c => c.Id)];
        return added.Length == 0 ? read : Merged(read, added);
    }

    /// <summary>Two lists in order as one.</summary>
    private static IEnumerable<string> Merged(IEnumerable<string> read, string[] added)
    {
        var next = 0;
        foreach (var id in read)
        {
            while (next < added.Length && string.CompareOrdinal(added[next], id) < 0) yield return added[next++];
            if (next < added.Length && added[next] == id) next++;
            yield return id;
        }
        while (next < added.Length) yield return added[next++];
    }

    /// <summary>Ids of articles, in order.</summary>
    public IEnumerable<string> ArticleIds(ArticleFilter filter, string? after = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return store.ArticleIds(new ArticleQuery
        {
            Outlets = filter.Outlet is { Length: > 0 } outlet ? store.Terms(TermKind.Outlet, p => Matching.Has(p[0], outlet) || Matching.Has(p[1], outlet)) : null,
            Agencies = filter.Agency is { Length: > 0 } agency ? store.Terms(TermKind.Agency, p => p.Any(a => Matching.Is(a, agency))) : null,
            Language = filter.Language?.ToLowerInvariant(),
            Family = filter.Family,
            Story = filter.Story,
            Since = filter.Since?.First.DayNumber,
            Until = filter.Until?.Last.DayNumber,
            WithClaims = filter.WithClaims,
        }, after);
    }

    /// <summary>What a list shows of an article.</summary>
    public (ArticleRowLine Line, ArticleDate? Date)? Article(string id) =>
        store.ArticleLine(id) is { } line ? (line with { Outlet = Said.Outlets.GetValueOrDefault(id) ?? line.Outlet }, Said.Date(id, store.Record<ArticleDate>(AcrossTable.ArticleDate, id))) : null;

    private JudgedArticles Said => _said ??= Judged.Articles(store, store.Judgements());

    private JudgedArticles? _said;

    /// <summary>Transfers, by id.</summary>
    public IEnumerable<Transfer> Transfers(TransferFilter filter, string? after = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var firm = 0L;
        if (filter.Stage is { Length: > 0 } wanted)
        {
            foreach (var stage in Enum.GetValues<Stage>())
                if (TransferFilter.IsStage(stage, wanted)) firm |= 1L << (int)stage;
        }
        var query = new TransferQuery
        {
            Suppliers = filter.Supplier is { Length: > 0 } supplier ? Parties(TermKind.Supplier, supplier) : null,
            Recipients = filter.Recipient is { Length: > 0 } recipient ? Parties(TermKind.Recipient, recipient) : null,
            Items = filter.Item is { Length: > 0 } item ? Items(item) : null,
            Disputed = filter.Disputed,
            Firm = firm,
            Since = filter.Since?.First.DayNumber,
            Until = filter.Until?.Last.DayNumber,
        };
        return store.TransferIds(query, after).Select(id => store.Record<Transfer>(AcrossTable.Transfer, id)).OfType<Transfer>().Where(filter.Matches);
    }

    /// <summary>Families with at least so many members, of an agency where one is given, by id.</summary>
    public IEnumerable<Family> Families(int members, string? agency, string? after = null) =>
        store.FamilyIds(members, agency, after).Select(id => store.Record<Family>(AcrossTable.Family, id)).OfType<Family>();

    /// <summary>Stories with at least so many families and these words in their title, by id.</summary>
    public IEnumerable<Story> Stories(int families, string? title, string? after = null) =>
        store.StoryIds(families, title, after).Select(id => store.Record<Story>(AcrossTable.Story, id)).OfType<Story>().Where(s => title is null || Matching.Has(s.Title, title));

    /// <summary>How many articles a story has, over its families.</summary>
    public int ArticlesOf(Story story)
    {
        ArgumentNullException.ThrowIfNull(story);
        return story.Families.Sum(store.FamilySize);
    }

    /// <summary>An article's title, or null.</summary>
    public string? Title(string article) => store.ArticleLine(article)?.Title;

    private IReadOnlyList<long> Parties(string kind, string wanted) =>
        store.Terms(kind, p => Matching.Is(p[0], wanted) || Matching.Has(p[1], wanted) || Matching.Has(p[2], wanted));

    private IReadOnlyList<long> Items(string wanted) =>
        store.Terms(TermKind.Item, p => Matching.Is(p[0], wanted) || Matching.Has(p[1], wanted) || Matching.Has(p[2], wanted) || Matching.Has(p[3], wanted));
}
