using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Stories;

namespace Waybill.Lineage;

/// <summary>What the across-page stages see of one page. Its article id is the page's id.</summary>
public sealed record LineagePage
{
    public required string Id { get; init; }
    public required Article Article { get; init; }
    public string? Url { get; init; }
    public CapturedTime? Captured { get; init; }
}

/// <summary>All that is learnt across pages from their texts. Sorted by id throughout; a pure function of the
/// <em>set</em> of pages: no order of insertion can be seen in it.</summary>
public sealed record LineageResult
{
    public required ImmutableArray<Family> Families { get; init; }

    /// <summary>One entry an article, sorted by article id.</summary>
    public required ImmutableArray<ArticleDate> Dates { get; init; }
    public required ImmutableArray<Story> Stories { get; init; }
    public required ImmutableArray<Storyline> Storylines { get; init; }

    /// <summary>Article id → id of the article of which it is a version.</summary>
    public required ImmutableSortedDictionary<string, string> VersionOf { get; init; }

    /// <summary>Article id → numbers of its blocks that its outlet repeats on other pages of its own (a teaser, a footer that
    /// was taken for text). They are marked, never cut out: text, hash and places stay. Sorted; articles without any are absent.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<int>> Furniture { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<int>>.Empty.WithComparers(StringComparer.Ordinal);
}
