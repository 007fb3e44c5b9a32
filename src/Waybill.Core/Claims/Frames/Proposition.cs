using System.Collections.Immutable;
using Waybill.Claims.Mentions;
using Waybill.Claims.Scope;
using Waybill.Texts;

namespace Waybill.Claims.Frames;

/// <summary>A role filled by a party, with the words elsewhere that prove it.</summary>
internal sealed record RoleFill(Party Party, ImmutableArray<TextSpan> Proof)
{
    public string Key => Party.Iso3 ?? Party.Name;

    public static RoleFill Of(PartyMention m) => new(m.Party, m.Proof.Insert(0, m.Span));
}

/// <summary>One statement of a flow or use in one sentence, before attribution and joining.</summary>
internal sealed record Proposition
{
    public required Frame Frame { get; init; }
    public required int Trigger { get; init; }
    public required int Sentence { get; init; }
    public required ScopeReading Scope { get; init; }
    public required ImmutableArray<ItemMention> Items { get; init; }

    /// <summary>Roles in the order in which they are exported.</summary>
    public required ImmutableSortedDictionary<Role, RoleFill> Roles { get; init; }

    /// <summary>Number, where words give one for these items.</summary>
    public Quantity? Quantity { get; init; }
    public TextSpan QuantitySpan { get; init; }

    /// <summary>Words of other sentences that this one leans on.</summary>
    public ImmutableArray<TextSpan> LeansOn { get; init; } = [];

    /// <summary>Distance and guesses on the way: 0 is a clean tree.</summary>
    public int Cost { get; init; }
    public ImmutableArray<string> Trace { get; init; } = [];

    /// <summary>A ship, plane or lorry carries it.</summary>
    public bool ByVessel { get; init; }

    /// <summary>The statement of the same sentence for which this one is the price ("in exchange for").</summary>
    public Proposition? InExchangeFor { get; init; }

    public RoleFill? this[Role role] => Roles.GetValueOrDefault(role);
}
