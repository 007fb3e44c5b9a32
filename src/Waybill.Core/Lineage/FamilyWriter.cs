using System.Collections.Immutable;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Lineage;

internal static class FamilyIds
{
    /// <summary>The family's id, made from its smallest member.</summary>
    internal static string Of(string smallest) => "fm" + Hashes.Identity(14, "family/1", smallest);
}

/// <summary>Writes a family down: its reference, each member set against it, the origin.</summary>
internal sealed class FamilyWriter(SentenceAligner aligner, Lexicon lexicon)
{
    /// <summary>Members that hold this share of the reference count as whole texts.</summary>
    private const double Whole = 0.7;

    /// <summary>Digits of the figures that are kept; everything is decided by the kept figures, so that a member that was read back
    /// gives what a member that was compared anew gives.</summary>
    private const int Digits = 3;

    /// <param name="members">Sorted by id.</param>
    /// <param name="borrowed">Passages of members that belong to other families.</param>
    /// <param name="kept">What is known of a member set against a reference from before, or null.</param>
    internal (Family Family, LineageText Reference) Of(IReadOnlyList<LineageText> members, IReadOnlyDictionary<string, ImmutableArray<Passage>> borrowed,
        IReadOnlyDictionary<string, string> versionOf, Func<string, string, FamilyMember?> kept)
    {
        var id = FamilyIds.Of(members[0].Id);
        var reference = Fullest(members);
        var fullest = reference;
        var origin = OriginFinder.Of(members, m => m == fullest || Compare(m, fullest, id, kept).Coverage >= Whole, versionOf, lexicon);
        // Where the origin is here it, and not the fullest copy, is what the others are measured against.
        if (origin.Article is { } first && first != reference.Id) reference = members.Single(m => m.Id == first);
        var compared = members.Select(m => m == reference ? null : Compare(m, reference, id, kept)).ToList();
        var written = ImmutableArray.CreateBuilder<FamilyMember>(members.Count);
        for (var i = 0; i < members.Count; i++)
        {
            var (member, comparison) = (members[i], compared[i]);
            var passages = (comparison?.Passages ?? []).AddRange(borrowed.GetValueOrDefault(member.Id, []));
            written.Add((comparison ?? new FamilyMember { Article = member.Id, Relation = Relation.Origin, Containment = 1 }) with
            {
                Relation = RelationOf(member, origin, comparison, compared),
                Passages = [.. passages.OrderBy(p => p.Span).ThenBy(p => p.Family, StringComparer.Ordinal).ThenBy(p => p.OtherSpan).ThenBy(p => p.Other, StringComparer.Ordinal)],
            });
        }
        return (new Family { Id = id, Origin = origin, Reference = reference.Id, Members = written.MoveToImmutable() }, reference);
    }

    private FamilyMember Compare(LineageText member, LineageText reference, string family, Func<string, string, FamilyMember?> kept)
    {
        if (kept(member.Id, reference.Id) is { } known)
            return known with { Passages = [.. known.Passages.Where(p => p.Other == reference.Id).Select(p => p with { Family = family })] };
        var c = MemberComparison.Of(member.Words, reference.Words, aligner);
        var relation = new Figures(c.SameWords, Math.Round(c.Coverage, Digits), Math.Round(c.Verbatim, Digits));
        return new FamilyMember
        {
            Article = member.Id,
            Relation = relation.Relation,
            Containment = Math.Round(c.Containment, Digits),
            Coverage = relation.Coverage,
            Likeness = relation.Likeness,
            SameWords = c.SameWords,
            Passages = [.. c.Runs.Select(r => new Passage(r.Here, family, relation.Relation, reference.Id, r.There))],
            Changes = c.Changes,
        };
    }

    private static Relation RelationOf(LineageText member, FamilyOrigin origin, FamilyMember? comparison, IReadOnlyList<FamilyMember?> all)
    {
        if (member.Id == origin.Article) return Relation.Origin;
        if (comparison is null)
        {
            // The reference itself: what it is to an origin that is not here shows in the others.
            if (all.Count > 1 && all.All(c => c is null || Figures.Of(c).Paraphrased)) return Relation.Rewrite;
            return origin.Agency is null ? Relation.Identical : Relation.Republished;
        }
        // Of two texts that paraphrase each other the shorter is called the excerpt and the fuller the rewrite, while the origin is absent.
        var figures = Figures.Of(comparison);
        return origin.Article is null && figures is { Paraphrased: true, Shortened: true } ? Relation.Excerpt : figures.Relation;
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
            .OrderByDescending(m => m.WordCount).ThenBy(m => m.Id, StringComparer.Ordinal).First();
    }

    /// <summary>What a member is, by the figures that are kept of it.</summary>
    private readonly record struct Figures(bool SameWords, double Coverage, double Likeness)
    {
        /// <summary>Below this mean likeness of aligned sentences a text is a paraphrase.</summary>
        private const double ParaphraseBelow = 0.80;
        private const double ExcerptBelow = 0.60;

        internal static Figures Of(FamilyMember m) => new(m.SameWords, m.Coverage, m.Likeness);

        internal Relation Relation =>
            SameWords ? Relation.Identical
            : Likeness < ParaphraseBelow ? Relation.Rewrite
            : Coverage < ExcerptBelow ? Relation.Excerpt
            : Relation.Republished;

        internal bool Paraphrased => !SameWords && Likeness < ParaphraseBelow;
        internal bool Shortened => Coverage < ExcerptBelow;
    }
}

/// <summary>Passages that a composite took from families to which it does not belong.</summary>
internal static class BorrowedPassages
{
    internal static ImmutableArray<Passage> Of(TextIndex index, int slot, SentenceAligner aligner)
    {
        var found = new HashSet<Passage>();
        foreach (var link in index.LinksOf(slot))
        {
            if (!index.IsCut(link) || index.IsParted(link.A, link.B)) continue;
            if (Borrower(index, link) != slot || index.SameFamily(slot, link.Other(slot))) continue;
            var (a, b) = (index.Text(link.A), index.Text(link.B));
            var verdict = SharedOrigin.Judge(a.Words, b.Words, aligner);
            var (here, there, pairs) = slot == link.A ? (a, b, verdict.Forward) : (b, a, verdict.Backward);
            var family = FamilyIds.Of(index.SmallestId(index.FamilyOf(link.Other(slot))));
            foreach (var (x, y) in MemberComparison.Runs(here.Words, there.Words, [.. pairs.Where(SharedOrigin.Counts)]))
                found.Add(new Passage(x, family, Relation.Excerpt, there.Id, y));
        }
        return [.. found];
    }

    /// <summary>Which side of a cut link has the passage from the other: the composite, which does not stand mostly in the other; where the passage
    /// is the smaller part of both, the one with fewer copies, or else the one of which it is more.</summary>
    private static int Borrower(TextIndex index, OriginLink link)
    {
        if (!link.PassageOnly) return link.ShareOfA < link.ShareOfB ? link.A : link.B;
        var (a, b) = (index.FamilyOf(link.A).Length, index.FamilyOf(link.B).Length);
        return (a != b ? a < b : link.ShareOfA > link.ShareOfB) ? link.A : link.B;
    }
}
