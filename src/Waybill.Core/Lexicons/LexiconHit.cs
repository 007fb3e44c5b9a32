using Waybill.Texts;

namespace Waybill.Lexicons;

/// <summary>A place in a text where a lexicon entry is named.</summary>
/// <param name="Span">The words.</param>
/// <param name="Id">The entry: a party's id, a designation, an item noun, an agency's id or an outlet's domain.</param>
/// <param name="Kind">What sort of entry it is.</param>
/// <param name="Form">The lexicon's form that matched (<c>Kremlin</c>); for a pattern the words themselves.</param>
/// <param name="Via">How a party's name was reached: <c>alias</c>, <c>demonym</c>, <c>capital</c> (capital or seat of power),
/// <c>leader</c>, <c>ministry</c> (ministry, force or other body); null where the form is the entry's own name.</param>
public readonly record struct LexiconHit(TextSpan Span, string Id, EntryKind Kind, string Form, string? Via)
{
    /// <summary>Of a leader: <see cref="LeaderEntry.Id"/>; of a person whom the text itself introduces: <c>text:</c> and the
    /// full name; else null.</summary>
    public string? Leader { get; init; }

    /// <summary>Whether the form is an adjective ("Iranian"), which names origin or belonging, not the state as an actor.</summary>
    public bool IsAdjective { get; init; }
}
