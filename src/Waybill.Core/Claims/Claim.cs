using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Claims;

public enum ClaimKind { Flow, Use }

/// <summary>Stage of a transfer, in the order in which a deal goes; <see cref="Used"/> is the one stage of a use.</summary>
public enum Stage
{
    Sought, Requested, Offered, Negotiating, Planned, Pledged, Agreed, Approved, Buying, Ordered, InDelivery, Delivered,
    Suspended, Resumed, Cancelled, Refused, Intercepted, LocalProduction, Used,
}

/// <summary>Stages taken together for scoring and colour.</summary>
public enum StageGroup { Interest, Commitment, Movement, Stopped, Use }

/// <summary>How firmly the primary source commits to the claim (FactBank).</summary>
public enum Factuality { Certain, Probable, Possible, Unknown }

/// <summary>What the speaker does with the proposition.</summary>
public enum Stance { Asserts, Denies, NotConfirmed, NoPosition, Opposes }

public enum PartyKind { State, ArmedGroup, Company, Organisation, Alliance, Person, Vessel, Group, Undisclosed }

/// <summary>The roles that a party can play in a claim.</summary>
public enum Role { Supplier, Recipient, EndUser, Producer, Licensor, Broker, Carrier, SeizedBy, User, Target }

/// <summary>Which part of the article a claim stands in. A headline's claim never makes or moves a ledger record.</summary>
public enum ClaimPart { Headline, Subtitle, Body, Quotation }

/// <summary>A party as the words name it.</summary>
public sealed record Party
{
    /// <summary>The words that name it, as they stand.</summary>
    public required string Words { get; init; }

    /// <summary>The lexicon's name for it; the words themselves where the lexicon has none.</summary>
    public required string Name { get; init; }
    public required PartyKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-3 for a state, <c>X:name</c> for a non-state actor that the lexicon knows, else null.</summary>
    public string? Iso3 { get; init; }

    /// <summary>State or organisation that it belongs to, as an id, where words or lexicon say so.</summary>
    public string? Of { get; init; }

    /// <summary>How the name was reached where the words are not the name itself: <c>demonym</c>, <c>capital</c>,
    /// <c>leader</c>, <c>ministry</c>, <c>pronoun</c>, <c>definite</c>, <c>alias</c>.</summary>
    public string? Via { get; init; }

    /// <summary>How sure the text is that this is the party; certain unless the words hedge the role itself.</summary>
    public Factuality Factuality { get; init; }
}

/// <summary>What flows or is used.</summary>
public sealed record Item
{
    public required string Words { get; init; }

    /// <summary>The lexicon's designation (<c>Hwasong-11Ga</c>), where the words give one.</summary>
    public string? Designation { get; init; }

    /// <summary>The kind in lower-case singular (<c>short-range ballistic missile</c>).</summary>
    public string? Description { get; init; }

    /// <summary>Category of the guide (<c>missiles</c>, <c>uav</c>, <c>ammunition</c> … <c>unspecified</c>).</summary>
    public required string Category { get; init; }

    /// <summary><c>new</c>, <c>second-hand</c>, <c>modernised</c>, where said (SIPRI's status).</summary>
    public string? Condition { get; init; }

    /// <summary>UNROCA category (<c>I</c> … <c>VIII</c>), <c>undetermined</c> or <c>outside</c>.</summary>
    public string Unroca { get; init; } = "undetermined";

    /// <summary>SIPRI arms category, <c>undetermined</c> or <c>outside</c>.</summary>
    public string Sipri { get; init; } = "undetermined";
}

/// <summary>How many, as the words say it. Bounds are null where the words give none ("several").</summary>
public sealed record Quantity
{
    public required string Words { get; init; }
    public long? Min { get; init; }
    public long? Max { get; init; }

    /// <summary>What is counted where it is not the item itself (<c>container</c>, <c>percent</c>).</summary>
    public string? Unit { get; init; }

    /// <summary><c>more-than</c>, <c>up-to</c>, <c>about</c>, <c>at-least</c>, <c>indefinite</c>, null for a plain figure.</summary>
    public string? Qualifier { get; init; }
    public string? Of { get; init; }

    /// <summary><c>month</c>, <c>year</c> … for a rate.</summary>
    public string? Per { get; init; }

    /// <summary><c>counted</c>, <c>estimated</c>, <c>capacity-inferred</c>.</summary>
    public string? Basis { get; init; }

    /// <summary><c>increment</c>, <c>running-total</c>, <c>share</c>, <c>unclear</c>, <c>joint</c>.</summary>
    public string? Scope { get; init; }
}

/// <summary>Money, never a count.</summary>
public sealed record MoneyValue(string Words, decimal? Amount, string? Currency, string? Covers);

/// <summary>A time as read: still words; resolved across pages against the article's date.</summary>
/// <param name="Words">The words as they stand.</param>
/// <param name="Tense"><c>past</c>, <c>present</c>, <c>future</c>: decides which Tuesday is meant.</param>
public sealed record TimeWords(string Words, string Tense);

/// <summary>A time after resolution across pages. Days inclusive; both null where it cannot be resolved.</summary>
public sealed record ResolvedTime(string? Words, PartialDate? Start, PartialDate? End, DatePrecision? Precision, string? How);

public sealed record Place(string Words, string? Name, string? Iso3, string PlaceRole, double? Latitude = null, double? Longitude = null);

/// <summary>One link of the attribution chain, outermost first (PARC: source and cue).</summary>
public sealed record Attribution
{
    /// <summary>The source's words or, for the outlet's own voice, empty.</summary>
    public required string Source { get; init; }

    /// <summary>Words of the whole source mention.</summary>
    public required string Words { get; init; }

    /// <summary>The reporting word (<c>said</c>, <c>according to</c>); empty for the outlet's own voice.</summary>
    public required string Cue { get; init; }

    /// <summary><c>outlet, agency, person, body, document, anonymous</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The body it speaks for, where the words or the lexicon say so.</summary>
    public string? Body { get; init; }

    /// <summary>ISO 3166-1 alpha-3 or <c>X:…</c> of the government or group that the source counts as.</summary>
    public string? Government { get; init; }

    /// <summary>Whether this is the primary source.</summary>
    public bool Primary { get; init; }

    /// <summary>When it was said, as words.</summary>
    public string? Said { get; init; }
}

/// <summary>A link to another claim of the same article, by ordinal (<c>in-exchange-for, re-export-of, part-of</c>).</summary>
public sealed record ClaimLink(string LinkKind, string ClaimId);

/// <summary>One attributed proposition in one article, as read: dates are words, nothing from other pages.
/// A value without an entry in <see cref="Evidence"/> is empty.</summary>
public sealed record Claim
{
    public required string Id { get; init; }
    public required string PageId { get; init; }
    public required ClaimKind Kind { get; init; }
    public required Stage Stage { get; init; }
    public required Factuality Factuality { get; init; }
    public bool Negated { get; init; }
    public Stance Stance { get; init; }
    public string? Condition { get; init; }

    public Party? Supplier { get; init; }
    public Party? Recipient { get; init; }
    public Party? EndUser { get; init; }
    public Party? Producer { get; init; }
    public Party? Licensor { get; init; }
    public Party? Broker { get; init; }
    public Party? Carrier { get; init; }
    public Party? SeizedBy { get; init; }
    public Party? User { get; init; }
    public Party? Target { get; init; }
    public ImmutableArray<Party> Transit { get; init; } = [];

    public required Item Item { get; init; }
    public ImmutableArray<Item> Items { get; init; } = [];
    public Quantity? Quantity { get; init; }
    public MoneyValue? Value { get; init; }
    public TimeWords? When { get; init; }
    public TimeWords? Expected { get; init; }
    public ImmutableArray<Place> Where { get; init; } = [];

    public ImmutableArray<Attribution> Attribution { get; init; } = [];

    /// <summary>What the primary source cites but does not show.</summary>
    public string? Basis { get; init; }

    /// <summary>The paper or agency that the text says reported it first.</summary>
    public string? FirstReportedBy { get; init; }
    public ImmutableArray<ClaimLink> LinkedTo { get; init; } = [];
    public required ClaimPart Part { get; init; }

    /// <summary>The sentence that states it.</summary>
    public required TextSpan Sentence { get; init; }
    public required ImmutableArray<Evidence> Evidence { get; init; }

    /// <summary>Reading confidence, 0 to 1: how sure the program is that it read the words right.</summary>
    public required double Confidence { get; init; }

    /// <summary>Versioned name of the extractor.</summary>
    public required string Extractor { get; init; }
}
