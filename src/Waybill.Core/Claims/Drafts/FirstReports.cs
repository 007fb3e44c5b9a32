using Waybill.Claims.Reading;

namespace Waybill.Claims.Drafts;

/// <summary>"The finding was first reported by …": the claim before it that rests on such a finding has it.</summary>
internal static class FirstReports
{
    private const int MaxSentencesBack = 4;

    public static void Add(List<ClaimDraft> drafts, AttributionReading attributions)
    {
        foreach (var report in attributions.FirstReports)
        {
            ClaimDraft? best = null;
            foreach (var draft in drafts)
            {
                var s = draft.Proposition.Sentence;
                if (s > report.Sentence || report.Sentence - s > MaxSentencesBack) continue;
                // The report names a finding, a report, a deal: the claim with a basis is the one that it speaks of.
                if (best is not null && best.Basis is not null && draft.Basis is null) continue;
                best = draft;
            }
            if (best is null) continue;
            foreach (var draft in drafts)
            {
                if (draft.Proposition.Sentence != best.Proposition.Sentence) continue;
                draft.FirstReporter = report.Name;
                draft.Prove(report.Span, "firstReportedBy");
            }
        }
    }
}
