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

    /// <summary>What people said of its family and its story; null where nobody did.</summary>
    public SaidOfPage? Said { get; init; }
}

/// <summary>What people said of a page beside others, by the others' ids, each list sorted. Said of one it is said of the other too.</summary>
public sealed record SaidOfPage
{
    /// <summary>Pages of the same text origin, whatever their words.</summary>
    public ImmutableArray<string> Same { get; init; } = [];

    /// <summary>Pages from which this one was parted: no text origin is shared with them, nor with what hangs on them.</summary>
    public ImmutableArray<string> PartedFrom { get; init; } = [];

    /// <summary>Pages that were parted from this one.</summary>
    public ImmutableArray<string> Parted { get; init; } = [];

    /// <summary>Pages that report the same happening.</summary>
    public ImmutableArray<string> SameStory { get; init; } = [];

    /// <summary>Pages that report another happening.</summary>
    public ImmutableArray<string> OtherStory { get; init; } = [];

    public bool IsEmpty => Same.IsEmpty && PartedFrom.IsEmpty && Parted.IsEmpty && SameStory.IsEmpty && OtherStory.IsEmpty;

    private IEnumerable<ImmutableArray<string>> Lists => [Same, PartedFrom, Parted, SameStory, OtherStory];

    /// <summary>All lists as one text, ids parted by spaces, lists by bars.</summary>
    public override string ToString() => string.Join('|', Lists.Select(l => string.Join(' ', l)));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static SaidOfPage Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lists = text.Split('|').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToImmutableArray()).ToArray();
        return lists.Length == 5 ? new SaidOfPage { Same = lists[0], PartedFrom = lists[1], Parted = lists[2], SameStory = lists[3], OtherStory = lists[4] } : new SaidOfPage();
    }
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
