using System.Collections.Immutable;
using Waybill.Claims;
using Waybill.Claims.Reading;

namespace Waybill.Ledger;

/// <summary>Resolves the times of claims against the dates of their articles.</summary>
internal static class ClaimPlacement
{
    public static ImmutableArray<PlacedClaim> Place(IReadOnlyList<LedgerArticle> articles)
    {
        var placed = ImmutableArray.CreateBuilder<PlacedClaim>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            foreach (var claim in article.Claims)
            {
                if (!seen.Add(claim.Id)) continue;
                placed.Add(new PlacedClaim
                {
                    Claim = claim,
                    Article = article.Page.Id,
                    Family = article.FamilyAt(claim.Sentence),
                    When = claim.When is null ? null : TimeResolver.Resolve(claim.When, article.Date),
                    Expected = claim.Expected is null ? null : TimeResolver.Resolve(claim.Expected with { Tense = "future" }, article.Date),
                    Said = [.. claim.Attribution.Select(a => a.Said is null ? null : TimeResolver.Resolve(new TimeWords(a.Said, "past"), article.Date))],
                    NoRecord = Reason(claim),
                });
            }
        }
        placed.Sort(static (a, b) => string.CompareOrdinal(a.Claim.Id, b.Claim.Id));
        return placed.ToImmutable();
    }

    private static string? Reason(Claim claim)
    {
        if (claim.Part == ClaimPart.Headline) return "a headline's claim makes no record";
        if (claim.Kind == ClaimKind.Use)
            return claim.Supplier is null && claim.Producer is null ? "a use of arms whose supplier is not named" : null;
        return claim.Supplier is null && claim.Recipient is null && claim.EndUser is null ? "names neither supplier nor recipient" : null;
    }
}
