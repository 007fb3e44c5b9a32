using System.Collections.Immutable;

namespace Waybill.Claims.Mentions;

/// <summary>What one sentence names.</summary>
internal sealed record SentenceMentions(ImmutableArray<PartyMention> Parties, ImmutableArray<ItemMention> Items)
{
    public static SentenceMentions None { get; } = new([], []);
}
