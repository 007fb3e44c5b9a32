using System.Collections.Immutable;
using Waybill.Claims;
using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Ledger;

/// <summary>What the ledger stage sees of one article with its claims.</summary>
public sealed record LedgerArticle
{
    public required LedgerPage Page { get; init; }
    public required ArticleDate Date { get; init; }
    public required string Family { get; init; }

    /// <summary>The article's relation to its family's origin: copies are compared with the member that stands nearest to it.</summary>
    public Relation Relation { get; init; }

    /// <summary>The article of which this one is another capture or version; counted once with it.</summary>
    public string? VersionOf { get; init; }

    /// <summary>Runs of text that belong to another family than the article's own, if known.</summary>
    public ImmutableArray<Passage> Passages { get; init; } = [];

    /// <summary>The family of the passage that a run of text stands in.</summary>
    public string FamilyAt(TextSpan span)
    {
        foreach (var passage in Passages)
        {
            if (!span.IsEmpty && passage.Span.Contains(span)) return passage.Family;
        }
        return Family;
    }

    /// <summary>The date against which the words of time of the claim with this number are read: that of its entry on a
    /// live page, else the article's.</summary>
    public ArticleDate DateOf(int claim) => Page.PlaceOf(claim).Entry is { } entry
        ? new ArticleDate(Page.Id, entry, null, null, false, "the time of its entry on a live page", null) : Date;

    /// <summary>Numbers of the blocks that the outlet repeats on other pages of its own: what stands in them is not this
    /// article's.</summary>
    public ImmutableArray<int> Furniture { get; init; } = [];

    /// <summary>Runs of text that a later version of the article withdrew.</summary>
    public ImmutableArray<TextSpan> Withdrawn { get; init; } = [];

    /// <summary>The agency behind the family, where the family stage found one: what relays that agency counts with this family.</summary>
    public string? FamilyAgency { get; init; }
}

/// <summary>A claim after the across-page stages: its times resolved, its family known, and whether something across
/// pages speaks against its own words.</summary>
public sealed record PlacedClaim
{
    public required Claim Claim { get; init; }
    public required string Article { get; init; }
    public required string Family { get; init; }
    public ResolvedTime? When { get; init; }
    public ResolvedTime? Expected { get; init; }

    /// <summary>Resolved <c>said</c> of each attribution, same order.</summary>
    public ImmutableArray<ResolvedTime?> Said { get; init; } = [];

    /// <summary>Why the claim makes no ledger record (headline, contradicted within its family, no party), or null.</summary>
    public string? NoRecord { get; init; }
    public ImmutableArray<string> ContradictedBy { get; init; } = [];

    /// <summary>Who can be held to it, as records count primary sources: a government, an organisation, or a name; null where nobody is named.</summary>
    public string? PrimarySource => LedgerKeys.PrimarySource(Claim);
}

/// <summary>The ledger: a pure function of the set of placed claims.</summary>
public sealed record LedgerResult
{
    public required ImmutableArray<PlacedClaim> Claims { get; init; }
    public required ImmutableArray<Transfer> Transfers { get; init; }

    /// <summary>Changes between aligned claims of one family: article id → changes, to be shown with the family's.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<Change>> ClaimChanges { get; init; }
}
