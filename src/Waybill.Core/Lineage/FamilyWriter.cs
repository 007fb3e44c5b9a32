using System.Collections.Immutable;

namespace Waybill.Lineage;

/// <summary>Writes a family down: its reference, each member set against it, the origin.</summary>
internal static class FamilyWriter
{
    /// <summary>Members that hold this share of the reference count as whole texts.</summary>
    private const double Whole = 0.7;

    internal static (Family Family, LineageText Reference) Of(string id, IReadOnlyList<LineageText> members, ILookup<string, Passage> borrowed, IReadOnlyDictionary<string, string> versionOf, SentenceAligner aligner)
    {
        var reference = Fullest(members);
        var compared = Compare(members, reference, aligner);
        var full = members.Where(m => compared[m.Id] is not { } c || c.Coverage >= Whole).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var origin = OriginFinder.Of(members, full, versionOf);
        if (origin.Article is { } first && first != reference.Id)
        {
            // The origin is here: it, and not the fullest copy, is what the others are measured against.
            reference = members.Single(m => m.Id == first);
            compared = Compare(members, reference, aligner);
        }
        var written = ImmutableArray.CreateBuilder<FamilyMember>(members.Count);
        foreach (var member in members)
        {
            var comparison = compared[member.Id];
            var relation = RelationOf(member, origin, comparison, compared.Values);
            var passages = comparison is null ? [] : comparison.Runs
                .Select(r => new Passage(r.Here, id, comparison.Relation, reference.Id, r.There)).ToImmutableArray();
            written.Add(new FamilyMember
            {
                Article = member.Id,
                Relation = relation,
                Containment = comparison is null ? 1 : Math.Round(comparison.Containment, 3),
                Passages = [.. passages.Concat(borrowed[member.Id]).OrderBy(p => p.Span).ThenBy(p => p.Family, StringComparer.Ordinal).ThenBy(p => p.OtherSpan)],
                Changes = comparison?.Changes ?? [],
            });
        }
        return (new Family { Id = id, Origin = origin, Reference = reference.Id, Members = written.MoveToImmutable() }, reference);
    }

    private static Dictionary<string, Comparison?> Compare(IReadOnlyList<LineageText> members, LineageText reference, SentenceAligner aligner) =>
        members.ToDictionary(m => m.Id, m => m == reference ? null : MemberComparison.Of(m.Words, reference.Words, aligner), StringComparer.Ordinal);

    private static Relation RelationOf(LineageText member, FamilyOrigin origin, Comparison? comparison, IEnumerable<Comparison?> all)
    {
        if (member.Id == origin.Article) return Relation.Origin;
        if (comparison is null)
        {
            // The reference itself: what it is to an origin that is not here shows in the others.
            if (all.OfType<Comparison>().ToList() is { Count: > 0 } others && others.All(c => c.Paraphrased)) return Relation.Rewrite;
            return origin.Agency is null ? Relation.Identical : Relation.Republished;
        }
        // Of two texts that paraphrase each other the shorter is called the excerpt and the fuller the rewrite, while the origin is absent.
        if (origin.Article is null && comparison is { Paraphrased: true, Shortened: true }) return Relation.Excerpt;
        return comparison.Relation;
    }

    /// <summary>The member with most words in common with the others; where several have nearly as many, the longest of them.</summary>
    private static LineageText Fullest(IReadOnlyList<LineageText> members)
    {
        if (members.Count == 1) return members[0];
        var holders = new Dictionary<ulong, int>();
        foreach (var member in members) foreach (var gram in member.Grams) holders[gram] = holders.GetValueOrDefault(gram) + 1;
        var shared = members.Select(m => (Member: m, Shared: m.Grams.Count(g => holders[g] > 1))).ToList();
        var most = shared.Max(s => s.Shared);
        return shared.Where(s => s.Shared >= most * 0.9).Select(s => s.Member)
            .OrderByDescending(m => m.Words.Words).ThenBy(m => m.Id, StringComparer.Ordinal).First();
    }
}

/// <summary>Passages that a composite took from families to which it does not belong.</summary>
internal static class BorrowedPassages
{
    internal static ILookup<string, Passage> Of(IReadOnlyList<LineageText> texts, IReadOnlyList<OriginLink> cut, IReadOnlyDictionary<string, string> familyOf)
    {
        var found = new List<(string Article, Passage Passage)>();
        foreach (var link in cut)
        {
            var (a, b) = (texts[link.A], texts[link.B]);
            if (string.Equals(familyOf[a.Id], familyOf[b.Id], StringComparison.Ordinal)) continue;
            // The composite is the side that does not stand mostly in the other.
            var (whole, part, pairs) = link.Verdict.ShareOfFirst < link.Verdict.ShareOfSecond ? (a, b, link.Verdict.Forward) : (b, a, link.Verdict.Backward);
            foreach (var (here, there) in MemberComparison.Runs(whole.Words, part.Words, [.. pairs.Where(SharedOrigin.Counts)]))
                found.Add((whole.Id, new Passage(here, familyOf[part.Id], Relation.Excerpt, part.Id, there)));
        }
        return found.Distinct().ToLookup(f => f.Article, f => f.Passage, StringComparer.Ordinal);
    }
}
