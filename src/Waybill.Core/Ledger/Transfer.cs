using System.Collections.Immutable;
using Waybill.Claims;

namespace Waybill.Ledger;

/// <summary>One stage of a transfer as one or more claims state it, with its polarity. Denials, hedges and
/// contradictions are entries of their own beside the affirmation.</summary>
public sealed record TransferStage
{
    public required Stage Stage { get; init; }
    public required Factuality Factuality { get; init; }
    public required bool Negated { get; init; }
    public required Stance Stance { get; init; }
    public Quantity? Quantity { get; init; }
    public MoneyValue? Value { get; init; }
    public ResolvedTime? When { get; init; }
    public ResolvedTime? Expected { get; init; }

    /// <summary>First day on which it was reported, ISO; null where no article is dated.</summary>
    public string? FirstReported { get; init; }
    public required ImmutableArray<string> Claims { get; init; }
}

/// <summary>What speaks against something in a record, in words, with the claims on both sides.</summary>
public sealed record Dispute(string DisputeKind, string Words, ImmutableArray<string> Claims, ImmutableArray<string> Against);

/// <summary>One of the origins behind a record: families that count as one.</summary>
/// <param name="Families">Sorted; a family whose words lead to several agencies stands with each.</param>
/// <param name="Relayed">The outlet or agency that they relay, where no text of its own is among the claims.</param>
/// <param name="Unnamed">Whether it rests on unnamed persons alone: they may be those of another origin.</param>
public sealed record TransferOrigin(ImmutableArray<string> Families, string? Relayed, bool Unnamed);

/// <summary>A join of claims that was proposed but not made, and why.</summary>
public sealed record ProposedJoin(string Transfer, string Other, string Reason);

/// <summary>A ledger record: one order, promise or flow of one designation (or kind) between two parties.</summary>
public sealed record Transfer
{
    public required string Id { get; init; }
    public Party? Supplier { get; init; }
    public Party? Recipient { get; init; }
    public required Item Item { get; init; }
    public required ImmutableArray<TransferStage> Stages { get; init; }
    public required int Outlets { get; init; }
    public required int Pages { get; init; }
    public required int Families { get; init; }

    /// <summary>Independent origins: families whose attribution does not lead to another outlet or agency, as a range.</summary>
    public required (int Min, int Max) IndependentOrigins { get; init; }

    /// <summary>The origins that <see cref="IndependentOrigins"/> counts, by their first family.</summary>
    public ImmutableArray<TransferOrigin> Origins { get; init; } = [];
    public required ImmutableArray<string> PrimarySources { get; init; }
    public required ImmutableArray<string> Governments { get; init; }

    /// <summary>First and last day on which an article reported it, ISO at the date's own precision; null where none is dated.</summary>
    public string? FirstReported { get; init; }
    public string? LastReported { get; init; }
    public ImmutableArray<Dispute> Disputes { get; init; } = [];
    public ImmutableArray<ProposedJoin> Proposed { get; init; } = [];

    /// <summary>Why the claims were joined, one reason a join.</summary>
    public ImmutableArray<string> JoinReasons { get; init; } = [];
    public required ImmutableArray<string> Claims { get; init; }
}
