using System.Collections.Immutable;
using Waybill.Judgements;
using Waybill.Lineage;

namespace Waybill.Ledger;

/// <summary>Claims → transfers: the last stage across pages.</summary>
public static class LedgerStage
{
    /// <summary>Version of the rules; part of what decides whether derived rows must be rebuilt.</summary>
    public const string Version = "ledger/11";

    /// <summary>Builds the ledger with what the family stage found: relations, versions, agencies, and the family of the
    /// passage that each claim stands in.</summary>
    /// <param name="judged">What people judged; its corrected claims stand in <paramref name="articles"/> already.</param>
    public static LedgerResult Build(IReadOnlyCollection<LedgerArticle> articles, LineageResult lineage, JudgedLedger? judged = null)
    {
        ArgumentNullException.ThrowIfNull(articles);
        ArgumentNullException.ThrowIfNull(lineage);
        var members = new Dictionary<string, (Family Family, FamilyMember Member)>(StringComparer.Ordinal);
        var passages = new Dictionary<string, List<Passage>>(StringComparer.Ordinal);
        foreach (var family in lineage.Families)
        {
            foreach (var member in family.Members)
            {
                if (!members.TryGetValue(member.Article, out var best) || member.Containment > best.Member.Containment) members[member.Article] = (family, member);
                if (!passages.TryGetValue(member.Article, out var list)) passages[member.Article] = list = [];
                list.AddRange(member.Passages);
            }
        }
        return Build([.. articles.Select(a => !members.TryGetValue(a.Page.Id, out var own) ? a : a with
        {
            Family = a.Family.Length > 0 ? a.Family : own.Family.Id,
            Relation = own.Member.Relation,
            FamilyAgency = own.Family.Origin.Agency,
            VersionOf = Root(lineage.VersionOf, a.Page.Id),
            Withdrawn = [.. own.Member.Changes.Where(c => c.ChangeKind == "withdrawn").Select(c => c.Here)],
            Furniture = lineage.Furniture.GetValueOrDefault(a.Page.Id, []),
            Passages = [.. passages[a.Page.Id].OrderBy(p => p.Span).ThenBy(p => p.Family, StringComparer.Ordinal)],
        })], judged);
    }

    /// <summary>The article at the end of the chain of versions, or null for one that is a version of none.</summary>
    private static string? Root(ImmutableSortedDictionary<string, string> versionOf, string article)
    {
        string? root = null;
        for (var guard = 0; guard < 8 && versionOf.TryGetValue(root ?? article, out var older) && older != article; guard++) root = older;
        return root;
    }

    /// <summary>Builds the ledger. A pure function of the set of articles: neither their order nor repeats change the result.</summary>
    public static LedgerResult Build(IReadOnlyCollection<LedgerArticle> articles, JudgedLedger? judged = null)
    {
        ArgumentNullException.ThrowIfNull(articles);
        judged ??= JudgedLedger.None;
        var unique = articles.GroupBy(a => a.Page.Id, StringComparer.Ordinal).Select(g => g.First()).OrderBy(a => a.Page.Id, StringComparer.Ordinal).ToList();
        var byId = unique.ToDictionary(a => a.Page.Id, StringComparer.Ordinal);
        var placed = ClaimPlacement.Place(unique);
        if (!judged.Rejected.IsEmpty) placed = [.. placed.Select(c => judged.Rejected.TryGetValue(c.Claim.Id, out var why) ? c with { NoRecord = why } : c)];
        var against = Contradictions.Find([.. placed.Where(c => !judged.Rejected.ContainsKey(c.Claim.Id))]);
        placed = [.. placed.Select(c => against.TryGetValue(c.Claim.Id, out var ids)
            ? c with { ContradictedBy = [.. ids], NoRecord = c.NoRecord ?? NoRecordReason.Contradicted } : c)];
        var byArticle = placed.ToLookup(c => c.Article, StringComparer.Ordinal);
        var pairs = FamilyAlignment.Align(unique, byArticle);
        var altered = pairs.Where(p => FamilyAlignment.ItemChanged(p)).Select(p => p.Here.Claim.Id).ToHashSet(StringComparer.Ordinal);
        var (clusters, proposed) = TransferJoiner.Join(placed, byId, pairs, altered, judged);
        var transferOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cluster in clusters)
        {
            var id = TransferBuilder.IdOf(cluster.Claims);
            foreach (var claim in cluster.Claims) transferOf[claim.Claim.Id] = id;
        }
        var joins = proposed.Where(p => transferOf.ContainsKey(p.Claim) && transferOf.ContainsKey(p.Other))
            .Select(p => new ProposedJoin(transferOf[p.Claim], transferOf[p.Other], p.Reason)).Where(p => p.Transfer != p.Other)
            .Distinct().ToLookup(p => p.Transfer, StringComparer.Ordinal);
        var contradicted = placed.SelectMany(c => c.ContradictedBy.Select(by => (by, c))).ToLookup(x => x.by, x => x.c, StringComparer.Ordinal);
        var builder = new TransferBuilder(byId, altered);
        var transfers = clusters.Where(c => c.Claims.Exists(p => p.Claim.Kind == Claims.ClaimKind.Flow))
            .Select(c => builder.Build(c, [.. joins[TransferBuilder.IdOf(c.Claims)].OrderBy(j => j.Other, StringComparer.Ordinal).ThenBy(j => j.Reason, StringComparer.Ordinal)], contradicted))
            .OrderBy(t => t.Id, StringComparer.Ordinal);
        var founding = clusters.Where(c => !c.Claims.Exists(p => p.Claim.Kind == Claims.ClaimKind.Flow)).SelectMany(c => c.Claims).Select(c => c.Claim.Id).ToHashSet(StringComparer.Ordinal);
        return new LedgerResult
        {
            // A use shows that arms were there, but states no transfer: it stands beside a record and founds none.
            Claims = [.. placed.Select(c => founding.Contains(c.Claim.Id) ? c with { NoRecord = NoRecordReason.UseAlone } : c)],
            Transfers = [.. transfers],
            ClaimChanges = Changes(pairs),
        };
    }

    private static ImmutableSortedDictionary<string, ImmutableArray<Change>> Changes(List<FamilyAlignment.Pair> pairs)
    {
        var changes = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Change>>(StringComparer.Ordinal);
        foreach (var article in pairs.GroupBy(p => p.Here.Article, StringComparer.Ordinal))
        {
            var found = article.SelectMany(FamilyAlignment.Changes).Distinct()
                .OrderBy(c => c.Here).ThenBy(c => c.ChangeKind, StringComparer.Ordinal).ThenBy(c => c.HereWords, StringComparer.Ordinal).ThenBy(c => c.ThereWords, StringComparer.Ordinal).ToImmutableArray();
            if (found.Length > 0) changes[article.Key] = found;
        }
        return changes.ToImmutable();
    }
}
