
namespace Waybill.Claims.Drafts;

/// <summary>How sure the program is that it read the words right: what lowers it, each found on the development passages
/// to go with mistakes. Between .3 and .97.</summary>
internal static class ReadingConfidence
{
    public static double Of(ClaimDraft draft)
    {
        var p = draft.Proposition;
        var score = 0.97;
        score -= 0.03 * Math.Min(p.Cost, 5);
        if (p.Frame.IsNoun) score -= 0.06;
        var supplier = p[Role.Supplier];
        var recipient = p[Role.Recipient];
        if (p.Frame.Kind == ClaimKind.Flow)
        {
            if (supplier is null || recipient is null) score -= p[Role.Producer] is not null ? 0.06 : 0.12;
            // A general stop names no recipient ("Belgrade halted all arms exports").
            if (recipient is null && !draft.Negated && draft.Stance is not Stance.Denies && !(p.Scope.Stage is Stage.Suspended && supplier is { Party.Kind: PartyKind.State })) score -= p.Scope.Stage is Stage.Offered && supplier is not null && p.Items[0].Item.Designation is not null ? 0.1 : 0.3; // a rival's offer of a named type
            if (supplier?.Party.Factuality is > Factuality.Certain) score -= 0.05;
        }
        else if (p[Role.User] is null) score -= 0.15;
        foreach (var (_, fill) in p.Roles)
        {
            if (fill.Party.Via is "pronoun" or "definite") score -= 0.08;
        }
        if (!p.LeansOn.IsEmpty) score -= 0.05;
        if (draft.Factuality is Factuality.Unknown) score -= 0.05;
        return Math.Round(Math.Clamp(score, 0.3, 0.97), 2);
    }
}
