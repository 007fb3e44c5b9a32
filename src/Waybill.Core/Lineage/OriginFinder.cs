using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>Finds the origin of a family: the agency that its members credit, or the member that was there first.
/// Answers only where the evidence agrees; credit and date are its only evidence.</summary>
internal static class OriginFinder
{
    /// <summary>An agency must outweigh any other by this factor.</summary>
    private const double Clear = 2;

    private static double Weight(CreditKind kind) => kind switch
    {
        CreditKind.Dateline => 0.85,
        CreditKind.Byline => 0.85,
        CreditKind.Copyright => 0.8,
        CreditKind.CreditLine => 0.7,
        _ => 0.6,
    };

    /// <param name="members">Sorted by id.</param>
    /// <param name="full">Members that hold most of the reference's text, by id: only they can be the first text.</param>
    internal static FamilyOrigin Of(IReadOnlyList<LineageText> members, IReadOnlySet<string> full)
    {
        var agency = Credited(members, out var credits, out var confidence);
        if (agency is not null)
        {
            var own = members.Where(m => IsAgencysOwn(m, agency) && full.Contains(m.Id))
                .OrderBy(m => Trusted(m) is { } d ? Sort(d) : (DateOnly.MaxValue, TimeOnly.MaxValue)).ThenBy(m => m.Id, StringComparer.Ordinal).FirstOrDefault();
            if (own is not null)
                return new FamilyOrigin(own.Id, agency, [.. credits, $"{own.Id} is {agency}'s own page"], Math.Max(confidence, 0.9));
            return new FamilyOrigin(null, agency, credits, Math.Round(confidence, 2));
        }
        if (credits.Length > 0) return new FamilyOrigin(null, null, ["the credits contradict each other: " + string.Join("; ", credits)], 0);
        if (members.Count == 1) return new FamilyOrigin(members[0].Id, null, ["no other text shares it and it credits nobody"], 0.5);
        return Earliest(members, full);
    }

    private static string? Credited(IReadOnlyList<LineageText> members, out ImmutableArray<string> reasons, out double confidence)
    {
        var doubt = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var said = ImmutableArray.CreateBuilder<string>();
        foreach (var member in members)
        {
            foreach (var group in member.Page.Article.Credits.GroupBy(c => c.Agency, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var best = group.MaxBy(c => Weight(c.Kind))!;
                doubt[group.Key] = doubt.GetValueOrDefault(group.Key, 1) * (1 - Weight(best.Kind));
                if (said.Count < 8) said.Add($"{member.Id} credits {group.Key}: “{best.Words}”");
            }
        }
        reasons = said.ToImmutable();
        confidence = 0;
        if (doubt.Count == 0) return null;
        var ranked = doubt.OrderBy(d => d.Value).ThenBy(d => d.Key, StringComparer.Ordinal).ToList();
        confidence = Math.Min(0.97, 1 - ranked[0].Value);
        if (ranked.Count > 1 && ranked[0].Value * Clear > ranked[1].Value) return null;
        return ranked[0].Key;
    }

    /// <summary>Whether the page is the agency's: its outlet bears the agency's name, or its host starts with it.</summary>
    private static bool IsAgencysOwn(LineageText member, string agency)
    {
        var entry = Lexicon.Embedded.Agency(agency);
        var names = new List<string> { agency };
        if (entry is not null)
        {
            names.Add(entry.Name);
            names.AddRange(entry.Forms);
        }
        var outlet = member.Page.Article.Outlet;
        var host = member.Page.Article.OutletDomain?.Split('.')[0];
        foreach (var name in names)
        {
            if (outlet is not null && (Same(outlet, name) || Same(outlet, name + " News"))) return true;
            var joined = name.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
            if (host is not null && (Same(host, joined) || Same(host, joined + "news"))) return true;
        }
        return false;

        static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Without a credit: the member whose trusted date is before every other's, all being dated.</summary>
    private static FamilyOrigin Earliest(IReadOnlyList<LineageText> members, IReadOnlySet<string> full)
    {
        var dated = members.Where(m => Trusted(m) is { Precision: DatePrecision.Day or DatePrecision.Minute }).ToList();
        if (dated.Count == members.Count)
        {
            var first = dated.OrderBy(m => Sort(Trusted(m)!.Value)).ThenBy(m => m.Id, StringComparer.Ordinal).First();
            var before = dated.Where(m => m != first).All(m => Before(Trusted(first)!.Value, Trusted(m)!.Value));
            if (before && full.Contains(first.Id))
                return new FamilyOrigin(first.Id, null, [$"{first.Id} is dated {Trusted(first)}, before every other member", "no member credits an agency"], 0.7);
        }
        return new FamilyOrigin(null, null, [], 0);
    }

    private static PartialDate? Trusted(LineageText m) => m.Page.Article.Published is { Distrusted: null } p ? p.Value : null;

    private static (DateOnly, TimeOnly) Sort(PartialDate d)
    {
        if (d.Time is not { } time) return (d.First, TimeOnly.MinValue);
        var utc = d.First.ToDateTime(time).AddMinutes(-(d.OffsetMinutes ?? 0));
        return (DateOnly.FromDateTime(utc), TimeOnly.FromDateTime(utc));
    }

    private static bool Before(PartialDate a, PartialDate b)
    {
        if (a is { Time: not null, OffsetMinutes: not null } && b is { Time: not null, OffsetMinutes: not null }) return Sort(a).CompareTo(Sort(b)) < 0;
        return a.Last.AddDays(1) < b.First; // without a zone two neighbouring days may be one
    }
}
