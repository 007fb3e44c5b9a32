using System.Collections.Immutable;
using Waybill.Claims;

namespace Waybill.Lexicons;

/// <summary>What a form in a text stands for.</summary>
public enum EntryKind
{
    /// <summary>A state, group, alliance, organisation or company; <see cref="LexiconHit.Via"/> says how the words name it.</summary>
    Party,

    /// <summary>A weapon system with a designation.</summary>
    Weapon,

    /// <summary>A general word for arms ("artillery shells", "weapons").</summary>
    ItemNoun,

    /// <summary>A news agency.</summary>
    Agency,

    /// <summary>A news outlet.</summary>
    Outlet,
}

/// <summary>A party that the lexicon knows. Company ids start with <c>c:</c>, other non-states with <c>X:</c>;
/// states have their ISO 3166-1 alpha-3 code (<c>SUN</c> for the Soviet Union, <c>XKX</c> for Kosovo).</summary>
/// <param name="Of">Id of the state (or states, first one leading) that it belongs to; null for states.</param>
/// <param name="Adjectives">Adjectives of belonging: <c>Iranian</c>.</param>
/// <param name="People">Words for its people: <c>Iranians</c>.</param>
/// <param name="Capitals">Capitals and towns that stand for its government.</param>
public sealed record PartyEntry(
    string Id,
    PartyKind Kind,
    string Name,
    string? Of,
    ImmutableArray<string> Aliases,
    ImmutableArray<string> Adjectives,
    ImmutableArray<string> People,
    ImmutableArray<string> Capitals)
{
    /// <summary>The id as claims give it: ISO code or <c>X:name</c>; null for companies.</summary>
    public string? Iso3 => Id.StartsWith("c:", StringComparison.Ordinal) ? null : Id;
}

/// <summary>A seat of power, ministry, force or agency that speaks for a party ("the Kremlin", "State Department").</summary>
/// <param name="Kind"><c>seat, ministry, force, agency, legislature</c>.</param>
public sealed record BodyEntry(string Form, string Of, string Kind);

/// <summary>A word that, next to a state's name or adjective, names a body of that state ("Defense Ministry", "military").</summary>
public sealed record BodyNounEntry(string Form, string Kind);

/// <summary>A person who speaks for a party in a term of office.</summary>
/// <param name="Id">A slug, unique a term.</param>
/// <param name="From">First day of the term, inclusive; null where it does not matter.</param>
/// <param name="To">Last day of the term, inclusive; null where it is open.</param>
/// <param name="Surname">Bare form, empty where none is usable.</param>
/// <param name="NeedsIntroduction">The bare form counts only where a full form of the person stands in the same text.</param>
public sealed record LeaderEntry(
    string Id,
    string Name,
    string Of,
    string Office,
    DateOnly? From,
    DateOnly? To,
    string Surname,
    bool NeedsIntroduction,
    ImmutableArray<string> Aliases);

/// <summary>A weapon system or a general word for arms.</summary>
/// <param name="Designation">The lexicon's designation; null for a general word.</param>
/// <param name="Description">The kind in lower-case singular.</param>
/// <param name="Category">Category of the guide.</param>
/// <param name="Unroca">UNROCA category <c>I</c> … <c>VIII</c>, <c>undetermined</c> or <c>outside</c>.</param>
/// <param name="Sipri">SIPRI arms category, <c>undetermined</c> or <c>outside</c>.</param>
/// <param name="Producer">Home state of the maker: knowledge for the reader, never a party of a claim.</param>
public sealed record ItemEntry(
    string Id,
    string? Designation,
    ImmutableArray<string> Forms,
    string Description,
    string Category,
    string Unroca,
    string Sipri,
    string? Producer);

/// <summary>A news agency whose copy outlets republish.</summary>
public sealed record AgencyEntry(string Id, string Name, string? Country, ImmutableArray<string> Forms);

/// <summary>A news outlet: its registrable domain, name, home country (ISO 3166-1 alpha-3) and forms of its name.</summary>
public sealed record OutletEntry(string Domain, string Name, string? Country, ImmutableArray<string> Forms);

/// <summary>A form that also means something else, and what must stand near it to count.</summary>
/// <param name="Needs">Any of these suffices, <c>lower+parties</c> where both hold: <c>head</c> (an arms noun next to it), <c>number</c> (a count before it),
/// <c>arms</c> (another arms word in the sentence), <c>near</c> (there or up to four sentences before), <c>warfare</c> (so, a word of war or armed forces), <c>parties</c> (two parties in the sentence); or, for parties, <c>no-us-state</c> (no sign of the American state).</param>
/// <param name="Fires">A sentence in which the form counts.</param>
/// <param name="Silent">A sentence in which it does not.</param>
public sealed record AmbiguousForm(string Form, ImmutableArray<string> Needs, string Fires, string Silent);
