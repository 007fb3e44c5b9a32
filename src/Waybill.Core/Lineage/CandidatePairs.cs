namespace Waybill.Lineage;

/// <summary>Proposes pairs from sketches. Each gram links every text that holds it with the few holders that come first in
/// a fixed order of the texts' own hashes: a star and not a clique, so that work is linear in the copies of
/// a story, and a function of the set, so that no order of insertion shows. Proposes only; the predicate decides.</summary>
internal static class CandidatePairs
{
    /// <summary>Holders kept a gram. One would do were the predicate transitive; three leave room for an excerpt or an
    /// aggregator among the first.</summary>
    private const int Holders = 3;

    /// <summary>Partners asked a text, those that share most first.</summary>
    private const int Partners = 8;

    /// <summary>Pairs (a &lt; b) of positions in <paramref name="texts"/>, which is sorted by (content, id).</summary>
    internal static List<(int A, int B)> Of(IReadOnlyList<LineageText> texts)
    {
        var first = new Dictionary<ulong, (int A, int B, int C)>();
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var gram in texts[i].Grams)
            {
                ref var slot = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(first, gram, out var there);
                if (!there) slot = (i, -1, -1);
                else if (slot.B < 0) slot.B = i;
                else if (slot.C < 0) slot.C = i;
            }
        }
        var pairs = new HashSet<(int, int)>();
        var count = new Dictionary<int, int>();
        for (var i = 0; i < texts.Count; i++)
        {
            count.Clear();
            foreach (var gram in texts[i].Grams)
            {
                var (a, b, c) = first[gram];
                Add(a);
                Add(b);
                Add(c);
                void Add(int holder)
                {
                    if (holder >= 0 && holder != i) count[holder] = count.GetValueOrDefault(holder) + 1;
                }
            }
            var least = texts[i].Grams.Length <= 12 ? 1 : 2;
            foreach (var (holder, _) in count.Where(c => c.Value >= least).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(Partners))
                pairs.Add(i < holder ? (i, holder) : (holder, i));
        }
        var sorted = pairs.ToList();
        sorted.Sort();
        return sorted;
    }
}
