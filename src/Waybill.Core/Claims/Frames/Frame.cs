using System.Collections.Immutable;

namespace Waybill.Claims.Frames;

/// <summary>The role that a place beside a trigger fills: a party's role, or the item.</summary>
public enum FrameRole { Supplier, Recipient, SeizedBy, User, Target, Licensor, Carrier, EndUser, Item }

/// <summary>Where one role of a frame may stand, firmest first. A place is <c>subj, obj, iobj</c> (deep: passives are
/// turned round first), a preposition, <c>poss</c>, <c>mod</c> (word before the noun), <c>v.subj</c> (subject of the
/// governing verb) or <c>bound</c> ("bound for").</summary>
public readonly record struct FramePlaces(FrameRole Role, ImmutableArray<string> Places);

/// <summary>A word of transfer or use and the places beside it (FrameNet's Supply, Sending, Commerce_buy … as an idea).</summary>
/// <param name="Companion">Empty, a particle (<c>over</c>), <c>v:take</c>: the verb that must govern the noun, or <c>=gift|grant</c>: a word of which one must stand behind it in the clause.</param>
/// <param name="Stage">Stage of the plain past.</param>
/// <param name="Ongoing">Stage of the progressive.</param>
public sealed record Frame(
    string Id,
    bool IsNoun,
    string Lemma,
    string Companion,
    ClaimKind Kind,
    ImmutableArray<FramePlaces> Roles,
    Stage Stage,
    Stage Ongoing,
    ImmutableArray<string> Needs,
    string Example)
{
    /// <summary>Whether the trigger's own subject is the one who gets the item.</summary>
    public bool SubjectGets
    {
        get
        {
            foreach (var role in Roles)
            {
                if (role.Role is FrameRole.Recipient && (role.Places.Contains("subj") || role.Places.Contains("v.subj") && !role.Places.Contains("to"))) return true;
            }
            return false;
        }
    }

    public bool NeedsIt(string what) => Needs.Contains(what);

    public ImmutableArray<string> PlacesOf(FrameRole role)
    {
        foreach (var r in Roles)
        {
            if (r.Role == role) return r.Places;
        }
        return [];
    }
}
