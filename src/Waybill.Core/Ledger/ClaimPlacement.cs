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
            for (var i = 0; i < article.Page.Claims.Length; i++)
            {
                var claim = article.Page.Claims[i];
                if (!seen.Add(claim.Id)) continue;
                var date = article.DateOf(i);
                placed.Add(new PlacedClaim
                {
                    Claim = claim,
                    Article = article.Page.Id,
                    Family = article.FamilyAt(claim.Sentence),
                    When = claim.When is null ? null : TimeResolver.Resolve(claim.When, date),
                    Expected = claim.Expected is null ? null : TimeResolver.Resolve(claim.Expected with { Tense = "future" }, date),
                    Said = [.. claim.Attribution.Select(a => a.Said is null ? null : TimeResolver.Resolve(new TimeWords(a.Said, "past"), date))],
                    NoRecord = article.Furniture.Contains(article.Page.PlaceOf(i).Block) ? NoRecordReason.Furniture
                        : article.Withdrawn.Any(w => w.Overlaps(claim.Sentence)) ? NoRecordReason.Withdrawn : Reason(claim),
                });
            }
        }
        placed.Sort(static (a, b) => string.CompareOrdinal(a.Claim.Id, b.Claim.Id));
        FromCopies(placed);
        return placed.ToImmutable();
    }

    /// <summary>A time that cannot be resolved against its own article's date ("in August", on a page of which only the
    /// year is known) is taken from the same statement in another copy of the text, where all copies that resolve it agree.</summary>
    private static void FromCopies(ImmutableArray<PlacedClaim>.Builder placed)
    {
        var resolved = placed.Where(p => p.When?.Start is not null).ToLookup(Statement, StringComparer.Ordinal);
        for (var i = 0; i < placed.Count; i++)
        {
            var open = placed[i];
            if (open.When is not { Start: null }) continue;
            var known = resolved[Statement(open)].Where(p => p.Article != open.Article).ToList();
            if (known.Count == 0 || known.Any(p => p.When!.Start != known[0].When!.Start || p.When.End != known[0].When!.End)) continue;
            placed[i] = open with
            {
                When = known[0].When! with { Words = open.When.Words, How = $"as in the same statement of another copy of the text, {known[0].Article}: {known[0].When!.How}" },
            };
        }
    }

    private static string Statement(PlacedClaim p) => string.Join('\u001f',
        p.Family, p.Claim.Kind, p.Claim.When!.Words.ToUpperInvariant(), p.Claim.Item.Category,
        p.Claim.Supplier?.Iso3, p.Claim.Recipient?.Iso3, p.Claim.Producer?.Iso3, p.Claim.User?.Iso3);

    private static string? Reason(Claim claim)
    {
        if (claim.Part == ClaimPart.Headline) return NoRecordReason.Headline;
        if (claim.Kind == ClaimKind.Use)
            return claim.Supplier is null && claim.Producer is null ? NoRecordReason.BareUse : null;
        return claim.Supplier is null && claim.Recipient is null && claim.EndUser is null ? NoRecordReason.NoParty : null;
    }
}
