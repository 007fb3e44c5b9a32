namespace Waybill.Lineage;

/// <summary>An accepted pair: two positions and the verdict on them.</summary>
internal sealed class OriginLink(int a, int b, OriginVerdict verdict)
{
    internal int A { get; } = a;
    internal int B { get; } = b;
    internal OriginVerdict Verdict { get; } = verdict;
}

/// <summary>The components of the predicate after bridges are cut, and the links that were cut.</summary>
internal sealed record FamilyGraph(List<int[]> Components, List<OriginLink> Links, List<OriginLink> Cut, int Asked);

/// <summary>Families are the components of the relation "share an origin" once composites are set apart.
/// <para>The bridge rule: a <em>part</em> of a text x is a linked text in which x does not mostly stand. Where x has two
/// parts on disjoint sentences of x whose words are unrelated, or is marked a live blog, x is a composite
/// (aggregator, digest, live blog): its links to parts are cut, and become passages. A text that covers
/// most of x is no part, and that link stays. The rule reads x and its links alone, so no order can be seen.</para></summary>
internal static class FamilyComponents
{
    private const double Mostly = 0.6;

    private const int MostParts = 24;

    /// <summary>Overlap of distinct content words above which two parts of one text speak of one matter.</summary>
    private const double Related = 0.25;

    internal static FamilyGraph Of(IReadOnlyList<LineageText> texts, SentenceAligner aligner)
    {
        var links = new List<OriginLink>();
        // Texts equal in every word that counts need no alignment: neighbours in the order.
        var firstOf = new int[texts.Count];
        var distinct = new List<int>();
        for (var i = 0; i < texts.Count; i++)
        {
            firstOf[i] = i > 0 && texts[i].Content == texts[i - 1].Content && texts[i].Words.Words > 0 ? firstOf[i - 1] : i;
            if (firstOf[i] == i) distinct.Add(i);
        }
        var nodes = distinct.Select(i => texts[i]).ToList();
        var candidates = CandidatePairs.Of(nodes);
        foreach (var (a, b) in candidates)
        {
            var verdict = SharedOrigin.Judge(nodes[a].Words, nodes[b].Words, aligner);
            if (verdict.Shares) links.Add(new OriginLink(distinct[a], distinct[b], verdict));
        }
        var cut = CutBridges(texts, links);
        var parent = Enumerable.Range(0, texts.Count).ToArray();
        for (var i = 0; i < texts.Count; i++) Union(i, firstOf[i]);
        var gone = cut.ToHashSet();
        foreach (var link in links.Where(l => !gone.Contains(l))) Union(link.A, link.B);
        var components = Enumerable.Range(0, texts.Count).GroupBy(Find).Select(g => g.ToArray()).ToList();
        return new FamilyGraph(components, links, cut, candidates.Count);

        int Find(int x)
        {
            while (parent[x] != x) x = parent[x] = parent[parent[x]];
            return x;
        }

        void Union(int x, int y)
        {
            (x, y) = (Find(x), Find(y));
            if (x != y) parent[Math.Max(x, y)] = Math.Min(x, y);
        }
    }

    private static List<OriginLink> CutBridges(IReadOnlyList<LineageText> texts, List<OriginLink> links)
    {
        var partsOf = new SortedDictionary<int, List<OriginLink>>();
        foreach (var link in links)
        {
            var (a, b) = (link.Verdict.ShareOfFirst, link.Verdict.ShareOfSecond);
            if (a < Mostly) Add(link.A, link);
            if (b < Mostly) Add(link.B, link);
        }
        var cut = new List<OriginLink>();
        foreach (var (x, parts) in partsOf)
            if (texts[x].Page.Article.LiveBlog || parts.Count > 1 && IsComposite(texts[x].Words, x, parts)) cut.AddRange(parts);
        return cut;

        void Add(int x, OriginLink link)
        {
            if (!partsOf.TryGetValue(x, out var list)) partsOf[x] = list = [];
            list.Add(link);
        }
    }

    private static bool IsComposite(TextModel text, int x, List<OriginLink> parts)
    {
        // The parts that cover most, equal ones once: a story with ten thousand excerpts must stay linear.
        var covered = parts.ConvertAll(p => Covered(p, x)).OrderByDescending(c => c.Count)
            .DistinctBy(c => string.Join(',', c.Order())).Take(MostParts).ToList();
        for (var i = 0; i < covered.Count; i++)
        {
            for (var j = i + 1; j < covered.Count; j++)
            {
                if (covered[i].Count == 0 || covered[j].Count == 0 || covered[i].Overlaps(covered[j])) continue;
                if (Overlap(Content(text, covered[i]), Content(text, covered[j])) < Related) return true;
            }
        }
        return false;
    }

    private static HashSet<int> Covered(OriginLink link, int x)
    {
        var pairs = link.A == x ? link.Verdict.Forward : link.Verdict.Backward;
        return pairs.Where(SharedOrigin.Counts).Select(p => p.Here).ToHashSet();
    }

    private static HashSet<uint> Content(TextModel text, HashSet<int> sentences)
    {
        var stems = new HashSet<uint>();
        foreach (var s in sentences)
            for (var w = text.Sentences[s].First; w < text.Sentences[s].End; w++)
                if ((text.Mark[w] & (WordMark.Function | WordMark.Number)) == 0) stems.Add(text.Stem[w]);
        return stems;
    }

    private static double Overlap(HashSet<uint> a, HashSet<uint> b) =>
        a.Count == 0 || b.Count == 0 ? 0 : (double)a.Count(b.Contains) / Math.Min(a.Count, b.Count);
}
