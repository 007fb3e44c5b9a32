using Waybill.Claims.Reading;

namespace Waybill.Claims.Drafts;

/// <summary>"Iran sent drones to Russia, the White House said, an accusation Tehran denied": the statement stands, and beside it the denial of the one who
/// answers.</summary>
internal static class RetortClaims
{
    public static void Add(List<ClaimDraft> drafts, AttributionReading attributions)
    {
        foreach (var told in drafts.ToList())
        {
            if (told is not { Negated: false, Stance: Stance.Asserts, Part: not (ClaimPart.Headline or ClaimPart.Subtitle) }) continue;
            if (attributions.RetortTo(told.Proposition.Trigger) is not { } retort) continue;
            var denial = told.Copy();
            denial.Negated = true;
            denial.Stance = Stance.Denies;
            denial.Factuality = Factuality.Certain;
            denial.Basis = null;
            denial.Attribution = [new Attribution { Source = retort.Name, Words = retort.Words, Cue = retort.CueLemma, Kind = retort.Kind, Body = retort.Body, Government = retort.Government, Primary = true }];
            foreach (var fields in denial.Proof.Values)
            {
                fields.Remove("attribution");
                fields.Remove("factuality");
                fields.Remove("basis");
            }
            foreach (var empty in denial.Proof.Where(static f => f.Value.Count == 0).Select(static f => f.Key).ToList()) denial.Proof.Remove(empty);
            denial.Prove(retort.SourceSpan, "attribution");
            denial.Prove(retort.CueSpan, "attribution");
            denial.Prove(retort.CueSpan, "negated");
            denial.Prove(retort.CueSpan, "stance");
            drafts.Add(denial);
        }
    }
}
