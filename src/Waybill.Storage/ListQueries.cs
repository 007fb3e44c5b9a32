using Waybill.Claims;

namespace Waybill.Storage;

/// <summary>Which claims are wanted, in terms that the store has an index for. What is null is not asked.</summary>
public sealed record ClaimQuery
{
    /// <summary>Start of an article's or a family's id.</summary>
    public string? Article { get; init; }
    public string? Family { get; init; }
    public ClaimKind? Kind { get; init; }
    public Stage? Stage { get; init; }
    public Factuality? Factuality { get; init; }
    public double Confidence { get; init; }

    /// <summary>A claim has some term of every set.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Terms { get; init; } = [];
}

/// <summary>Which articles are wanted.</summary>
public sealed record ArticleQuery
{
    public IReadOnlyList<long>? Outlets { get; init; }
    public IReadOnlyList<long>? Agencies { get; init; }
    public string? Language { get; init; }

    /// <summary>Start of a family's or a story's id.</summary>
    public string? Family { get; init; }
    public string? Story { get; init; }

    /// <summary>The date can lie on or after, and on or before, these days (<see cref="DateOnly.DayNumber"/>).</summary>
    public int? Since { get; init; }
    public int? Until { get; init; }
    public bool WithClaims { get; init; }
}

/// <summary>Which transfers are wanted. Times and stages narrow: what is found may have them on different stages.</summary>
public sealed record TransferQuery
{
    public IReadOnlyList<long>? Suppliers { get; init; }
    public IReadOnlyList<long>? Recipients { get; init; }
    public IReadOnlyList<long>? Items { get; init; }
    public bool Disputed { get; init; }

    /// <summary>A bit for each stage of which one is affirmed, certain or probable; 0 asks for none.</summary>
    public long Firm { get; init; }
    public int? Since { get; init; }
    public int? Until { get; init; }
}

/// <summary>An article in a list.</summary>
/// <param name="Outlet">Its name as shown, or null.</param>
public sealed record ArticleRowLine(string Id, string? Outlet, string? Family, Waybill.Lineage.Relation? Relation, int Claims, string? Title);
