using System.Collections.Immutable;

namespace Waybill.Claims.Scope;

/// <summary>What kind of word a cue is.</summary>
public enum CuePart { Verb, Noun, Adj, Aux, Adverb, Mark }

/// <summary>What a cue does beside setting stage and factuality.</summary>
public enum CueEffect { None, Drop, Transparent, Negate, Announce, Content, Evidence, Unsourced, Condition, After, Ongoing, Lift, Urge }

/// <summary>What "not" before the cue does.</summary>
public enum NegatedCue { Negate, Drop, NotConfirmed, NoPosition, Possible }

/// <summary>Whose deed the transfer under a cue is.</summary>
public enum CueControl { Subject, Object, ObjectIfAny }

/// <summary>A word that turns the stage, firmness, polarity or stance of the transfer under it.</summary>
/// <param name="Links">How the transfer hangs under the cue: <c>inf, ger, that, obj, subj, aux, adv, mark</c> or a preposition.</param>
/// <param name="Stage">Stage where the cue's subject would get the item; null leaves it.</param>
/// <param name="GivingStage">Stage where the cue's subject would give it.</param>
public sealed record Cue(
    string Id,
    CuePart Part,
    string Lemma,
    string Companion,
    ImmutableArray<string> Links,
    Stage? Stage,
    Stage? GivingStage,
    Factuality? Factuality,
    Factuality? GivingFactuality,
    Stance? Stance,
    CueControl Control,
    NegatedCue Negated,
    CueEffect Effect,
    string Example);
