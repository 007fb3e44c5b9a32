using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>Finds the origin of a family: the agency that its members credit, or the member that was there first.
/// Answers only where the evidence agrees; credits, what the texts say of their source, and signed dates are its evidence.</summary>
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
    /// <param name="full">Whether a member holds most of the reference's text: only such can be the first text.</param>
    /// <param name="versionOf">Which pages are versions of which.</param>
    internal static FamilyOrigin Of(IReadOnlyList<LineageText> members, Func<LineageText, bool> full, IReadOnlyDictionary<string, string> versionOf, Lexicon lexicon)
    {
        var agency = Credited(members, out var credits, out var confidence);
        if (agency is not null)
        {
            var own = members.Where(m => IsAgencysOwn(m, agency, lexicon) && full(m))
                .OrderBy(When).ThenBy(m => m.Id, StringComparer.Ordinal).FirstOrDefault();
            if (own is not null)
                return new FamilyOrigin(own.Id, agency, [.. credits, $"{own.Id} is {agency}'s own page"], Math.Max(confidence, 0.9));
            return new FamilyOrigin(null, agency, credits, Math.Round(confidence, 2));
        }
        if (credits.Length > 0) return new FamilyOrigin(null, null, ["the credits contradict each other: " + string.Join("; ", credits)], 0);
        if (members.Count > 1 && members.Select(m => versionOf.GetValueOrDefault(m.Id, m.Id)).Distinct(StringComparer.Ordinal).Count() == 1)
        {
            // Versions of one article and nothing else: the first of them.
            var first = members.OrderBy(Revised).ThenBy(When).ThenBy(m => m.Id, StringComparer.Ordinal).First();
            return new FamilyOrigin(first.Id, null, ["all members are versions of one article, and it credits nobody"], 0.6);
        }
        if (members.Count == 1) return new FamilyOrigin(members[0].Id, null, ["no other text shares it and it credits nobody"], 0.5);
        return WithoutAgency(members, full);
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
    private static bool IsAgencysOwn(LineageText member, string agency, Lexicon lexicon)
    {
        var entry = lexicon.Agency(agency);
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

    /// <summary>Without an agency: the outlet that the texts themselves name as the first ("first appeared in …", "told …"); or the
    /// signed page that is dated before every other. A date alone is no proof: of two copies of an agency's text that
    /// credit nobody, one is always the earlier.</summary>
    private static FamilyOrigin WithoutAgency(IReadOnlyList<LineageText> members, Func<LineageText, bool> full)
    {
        var (named, reasons) = NamedOutlet(members);
        if (named is not null)
        {
            var first = members.Where(m => Names(m.Page).Contains(named) && full(m)).OrderBy(When).ThenBy(m => m.Id, StringComparer.Ordinal).FirstOrDefault();
            if (first is not null) return new FamilyOrigin(first.Id, null, reasons, 0.85);
        }
        if (reasons.Length > 0) return new FamilyOrigin(null, null, [], 0);
        var dated = members.Where(m => Trusted(m) is { Precision: DatePrecision.Day or DatePrecision.Minute }).OrderBy(When).ThenBy(m => m.Id, StringComparer.Ordinal).ToList();
        if (dated.Count < 2 || members.Count - dated.Count > members.Count / 3) return new FamilyOrigin(null, null, [], 0);
        var earliest = dated[0];
        var signed = !earliest.Page.Article.Byline.IsEmpty && members.All(m => m.Page.Article.Byline.All(b => earliest.Page.Article.Byline.Contains(b)));
        if (signed && full(earliest) && dated.Skip(1).All(m => Before(Trusted(earliest)!.Value, Trusted(m)!.Value)))
            return new FamilyOrigin(earliest.Id, null,
                [$"{earliest.Id} is dated {Trusted(earliest)}, before every other dated member", $"it alone is signed, by {earliest.Page.Article.Byline[0]}", "no member credits an agency"], 0.7);
        return new FamilyOrigin(null, null, [], 0);
    }

    /// <summary>The one outlet of the family that pages of <em>other</em> outlets name as the source. What a page says of itself is no
    /// evidence: a copier adds a paragraph of its own and says whom it spoke to.</summary>
    private static (string? Outlet, ImmutableArray<string> Reasons) NamedOutlet(IReadOnlyList<LineageText> members)
    {
        var outlets = members.SelectMany(m => Names(m.Page)).ToHashSet(StringComparer.Ordinal);
        if (outlets.Count < 2) return (null, []);
        var found = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            var own = Names(member.Page);
            foreach (var (outlet, words) in SourceMentions.Of(member.Page.Article, outlets))
            {
                if (own.Contains(outlet)) continue;
                if (!found.TryGetValue(outlet, out var list)) found[outlet] = list = [];
                list.Add($"{member.Id} says “{words}”");
            }
        }
        if (found.Count == 0) return (null, []);
        var ranked = found.OrderByDescending(f => f.Value.Count).ThenBy(f => f.Key, StringComparer.Ordinal).ToList();
        var reasons = ranked.SelectMany(r => r.Value).Take(6).ToImmutableArray();
        return ranked.Count > 1 && ranked[1].Value.Count * Clear > ranked[0].Value.Count ? (null, reasons) : (ranked[0].Key, reasons);
    }

    /// <summary>Names of the page's outlet, folded.</summary>
    private static ImmutableArray<string> Names(LineagePage page) =>
        page.Article.Outlet is { } outlet && SourceMentions.Fold(outlet) is { } name ? [name] : [];

    /// <summary>When a version was last changed; one that prints no change was not.</summary>
    private static (DateOnly, TimeOnly) Revised(LineageText m) =>
        m.Page.Article.Modified is { Distrusted: null } modified ? Sort(modified.Value) : When(m);

    private static (DateOnly, TimeOnly) When(LineageText m) => Trusted(m) is { } d ? Sort(d) : (DateOnly.MaxValue, TimeOnly.MaxValue);

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
