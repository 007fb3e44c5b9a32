using System.Runtime.InteropServices;

namespace Waybill.Lineage;

/// <summary>Proposes pairs from sketches. Each gram links every text that holds it with the few holders that come first in
/// a fixed order of the texts' own hashes: a star and not a clique, so that work is linear in the copies of
/// a story, and a function of the set, so that no order of insertion shows. Proposes only; the predicate decides.</summary>
internal static class CandidatePairs
{
    /// <summary>Partners asked a text, those that share most first.</summary>
    private const int Partners = 6;

    /// <summary>The first three holders of a gram. One would do were the predicate transitive; three leave room for an excerpt or
    /// an aggregator among the first.</summary>
    private struct Holders
    {
        internal int A, B, C;
    }

    private struct Shared
    {
        internal int Grams;
        internal ulong Paragraphs;
    }

    /// <summary>Pairs (a &lt; b) of positions in <paramref name="texts"/>, which is sorted by (content, id).</summary>
    internal static List<(int A, int B)> Of(IReadOnlyList<LineageText> texts)
    {
        var first = new Dictionary<ulong, Holders>(texts.Sum(t => t.Grams.Length));
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var gram in texts[i].Grams)
            {
                ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(first, gram, out var there);
                if (!there) slot = new Holders { A = i, B = -1, C = -1 };
                else if (slot.B < 0) slot.B = i;
                else if (slot.C < 0) slot.C = i;
            }
        }
        var pairs = new HashSet<(int, int)>();
        var shared = new Dictionary<int, Shared>();
        var asked = new List<(int Grams, int Holder)>();
        for (var i = 0; i < texts.Count; i++)
        {
            var text = texts[i];
            shared.Clear();
            for (var g = 0; g < text.Grams.Length; g++)
            {
                ref var holders = ref CollectionsMarshal.GetValueRefOrNullRef(first, text.Grams[g]);
                if (holders.B < 0) continue;
                var place = 1UL << (text.GramParagraphs[g] & 63);
                Add(holders.A, place);
                Add(holders.B, place);
                Add(holders.C, place);
            }
            asked.Clear();
            foreach (var (holder, s) in shared)
                if (Worth(s, text, texts[holder])) asked.Add((s.Grams, holder));
            asked.Sort(static (x, y) => x.Grams != y.Grams ? y.Grams.CompareTo(x.Grams) : x.Holder.CompareTo(y.Holder));
            foreach (var (_, holder) in asked.Take(Partners)) pairs.Add(i < holder ? (i, holder) : (holder, i));

            void Add(int holder, ulong place)
            {
                if (holder < 0 || holder == i) return;
                ref var s = ref CollectionsMarshal.GetValueRefOrAddDefault(shared, holder, out _);
                s.Grams++;
                s.Paragraphs |= place;
            }
        }
        var sorted = pairs.ToList();
        sorted.Sort();
        return sorted;
    }

    /// <summary>Worth an alignment: grams from two paragraphs, or a fair part of a short text's. A shared
    /// footer or quotation is one paragraph.</summary>
    private static bool Worth(Shared shared, LineageText a, LineageText b)
    {
        var least = Math.Min(a.Grams.Length, b.Grams.Length);
        return shared.Grams >= 2 && (shared.Paragraphs & (shared.Paragraphs - 1)) != 0 || shared.Grams * 5 >= least;
    }
}
