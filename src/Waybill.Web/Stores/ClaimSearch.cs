using Waybill.Claims;
using Waybill.Storage;

namespace Waybill.Web.Stores;

/// <summary>A sentence that was found, with the claims that it states.</summary>
public sealed record Hit(string Page, string? Outlet, string Sentence, IReadOnlyList<Claim> Claims);

/// <summary>What a search found.</summary>
/// <param name="Total">Sentences that match; <see cref="Hits"/> has the first of them.</param>
public sealed record Found(IReadOnlyList<Hit> Hits, int Total);

/// <summary>Search in the sentences that state claims: every word asked for stands in the sentence, in its parties, its item or its outlet.</summary>
public static class ClaimSearch
{
    public const int Most = 100;

    public static Found Find(Store store, string query)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        var words = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(12).ToArray();
        if (words.Length == 0) return new Found([], 0);
        var hits = new List<Hit>();
        var total = 0;
        foreach (var page in store.LedgerPages())
        {
            foreach (var sentence in page.Claims.Select((c, i) => (Claim: c, Sentence: page.PlaceOf(i).Sentence)).GroupBy(p => p.Sentence, StringComparer.Ordinal))
            {
                var claims = sentence.Select(p => p.Claim).ToArray();
                if (!words.All(w => Has(sentence.Key, w) || Has(page.Outlet, w) || claims.Any(c => Has(c.Item.Designation, w) || Has(c.Supplier?.Name, w) || Has(c.Recipient?.Name, w)))) continue;
                total++;
                if (hits.Count < Most) hits.Add(new Hit(page.Id, page.Outlet ?? page.OutletDomain, sentence.Key, claims));
            }
        }
        return new Found(hits, total);
    }

    private static bool Has(string? text, string word) => text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
