using Waybill.Claims;

namespace Waybill.Ledger;

/// <summary>Finds claims whose direction the rest of their own family turns round: the words stay, but they found no record.</summary>
internal static class Contradictions
{
    /// <summary>A claim is held against at most so many others of its text.</summary>
    private const int MaxClaims = 2000;

    /// <summary>Claim id → ids of the claims that speak against it, for the side with less support.</summary>
    public static Dictionary<string, SortedSet<string>> Find(IReadOnlyList<PlacedClaim> claims)
    {
        var found = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var family in claims.GroupBy(c => c.Family, StringComparer.Ordinal))
        {
            var flows = family.Where(c => c.Claim.Kind == ClaimKind.Flow && c.Claim.Part != ClaimPart.Headline && LedgerKeys.Affirmed(c.Claim)).ToList();
            var from = flows.Where(f => From(f.Claim) is not null).ToLookup(f => (From(f.Claim)!, f.Claim.Item.Category));
            var support = flows.GroupBy(Side).ToDictionary(g => g.Key, g => g.Count());
            foreach (var a in flows)
            {
                if (LedgerKeys.Of(a.Claim.Recipient) is not { } recipient) continue;
                foreach (var b in from[(recipient, a.Claim.Item.Category)].Take(MaxClaims))
                {
                    if (!Against(a, b)) continue;
                    var (own, other) = (support[Side(a)], support[Side(b)]);
                    // A party that receives what it makes itself loses a tie: that is what a turned role looks like.
                    if (own > other || (own == other && !ReceivesItsOwn(a.Claim))) continue;
                    if (!found.TryGetValue(a.Claim.Id, out var set)) found[a.Claim.Id] = set = new SortedSet<string>(StringComparer.Ordinal);
                    set.Add(b.Claim.Id);
                }
            }
        }
        return found;
    }

    /// <summary>Where the arms of a claim come from: its supplier, else its producer.</summary>
    private static string? From(Claim claim) => LedgerKeys.Of(claim.Supplier) ?? LedgerKeys.Of(claim.Producer);

    private static (string Category, string? Recipient) Side(PlacedClaim claim) => (claim.Claim.Item.Category, LedgerKeys.Of(claim.Claim.Recipient));

    /// <summary>Whether <paramref name="a"/> lets that party receive from which <paramref name="b"/> lets another receive the same.</summary>
    private static bool Against(PlacedClaim a, PlacedClaim b)
    {
        var (x, y) = (a.Claim, b.Claim);
        if (ReferenceEquals(x, y) || !string.Equals(x.Item.Category, y.Item.Category, StringComparison.Ordinal)) return false;
        if (LedgerKeys.Of(x.Recipient) is not { } recipient || LedgerKeys.Of(y.Recipient) is not { } other || recipient == other) return false;
        if (recipient != From(y)) return false;
        if (x.Item.Designation is { } dx && y.Item.Designation is { } dy && !string.Equals(dx, dy, StringComparison.Ordinal)) return false;
        // Two states may sell each other arms of one category: only one and the same flow is a contradiction, told by its
        // time, or by a party that would be importing its own make.
        if (LedgerKeys.Of(x.Supplier) is { } supplier && supplier != other) return false;
        var (wa, wb) = (LedgerKeys.Of(a.When), LedgerKeys.Of(b.When));
        if (wa.Length > 0 && wb.Length > 0) return Overlap(a, b);
        if (x.When is not null && y.When is not null) return string.Equals(LedgerKeys.Fold(x.When.Words), LedgerKeys.Fold(y.When.Words), StringComparison.Ordinal);
        return ReceivesItsOwn(x);
    }

    private static bool ReceivesItsOwn(Claim c) => LedgerKeys.Of(c.Producer) is { } producer && producer == LedgerKeys.Of(c.Recipient);

    private static bool Overlap(PlacedClaim a, PlacedClaim b)
    {
        var (s1, e1) = (a.When!.Start?.First ?? DateOnly.MinValue, a.When.End?.Last ?? DateOnly.MaxValue);
        var (s2, e2) = (b.When!.Start?.First ?? DateOnly.MinValue, b.When.End?.Last ?? DateOnly.MaxValue);
        return s1 <= e2 && s2 <= e1;
    }
}
