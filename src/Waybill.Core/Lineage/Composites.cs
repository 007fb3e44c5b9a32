using System.Numerics;

namespace Waybill.Lineage;

/// <summary>The bridge rule: a <em>part</em> of a text x is a linked text in which x does not mostly stand. Where x has two
/// parts on disjoint sentences of x whose words are unrelated, or is marked a live blog, x is a composite
/// (aggregator, digest, live blog): its links to parts are cut, and become passages. A text that covers
/// most of x is no part, and that link stays. The rule reads x and its links alone, so no order can be seen.</summary>
internal static class Composites
{
    internal const double Mostly = 0.6;

    private const int MostParts = 24;

    /// <summary>Sentences of a text that are told apart; later ones count as the last.</summary>
    private const int MostSentences = 2048;

    /// <summary>Overlap of distinct content words above which two parts of one text speak of one matter.</summary>
    private const double Related = 0.25;

    /// <summary>The sentences that are aligned, as bits.</summary>
    internal static ulong[] Bits(SentencePair[] pairs)
    {
        var counted = pairs.Where(SharedOrigin.Counts).Select(p => Math.Min(p.Here, MostSentences - 1)).ToList();
        if (counted.Count == 0) return [];
        var bits = new ulong[counted.Max() / 64 + 1];
        foreach (var s in counted) bits[s / 64] |= 1UL << (s & 63);
        return bits;
    }

    internal static bool Is(TextIndex index, int slot, bool liveBlog)
    {
        if (!index.HasLinks(slot)) return false;
        var parts = index.LinksOf(slot).Where(l => l.IsPartOf(slot)).Select(l => l.Sentences(slot)).Where(b => b.Length > 0).ToList();
        if (liveBlog) return parts.Count > 0;
        if (parts.Count < 2) return false;
        // The parts that cover most, equal ones once: a story with ten thousand excerpts must stay linear.
        parts.Sort(Compare);
        var distinct = new List<ReadOnlyMemory<ulong>>();
        foreach (var part in parts)
        {
            if (distinct.Count > 0 && Compare(distinct[^1], part) == 0) continue;
            distinct.Add(part);
            if (distinct.Count == MostParts) break;
        }
        TextModel? words = null;
        for (var i = 0; i < distinct.Count; i++)
        {
            for (var j = i + 1; j < distinct.Count; j++)
            {
                if (Overlaps(distinct[i].Span, distinct[j].Span)) continue;
                words ??= index.Text(slot).Words;
                if (Overlap(Content(words, distinct[i].Span), Content(words, distinct[j].Span)) < Related) return true;
            }
        }
        return false;
    }

    /// <summary>More sentences first, then by which they are.</summary>
    private static int Compare(ReadOnlyMemory<ulong> x, ReadOnlyMemory<ulong> y)
    {
        var (a, b) = (Count(x.Span), Count(y.Span));
        return a != b ? b.CompareTo(a) : x.Span.SequenceCompareTo(y.Span);
    }

    private static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var b in bits) count += BitOperations.PopCount(b);
        return count;
    }

    private static bool Overlaps(ReadOnlySpan<ulong> x, ReadOnlySpan<ulong> y)
    {
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++) if ((x[i] & y[i]) != 0) return true;
        return false;
    }

    private static HashSet<uint> Content(TextModel text, ReadOnlySpan<ulong> sentences)
    {
        var stems = new HashSet<uint>();
        for (var s = 0; s < Math.Min(text.Sentences.Length, sentences.Length * 64); s++)
        {
            if ((sentences[s / 64] >> (s & 63) & 1) == 0) continue;
            for (var w = text.Sentences[s].First; w < text.Sentences[s].End; w++)
                if ((text.Mark[w] & (WordMark.Function | WordMark.Number)) == 0) stems.Add(text.Stem[w]);
        }
        return stems;
    }

    private static double Overlap(HashSet<uint> a, HashSet<uint> b) =>
        a.Count == 0 || b.Count == 0 ? 0 : (double)a.Count(b.Contains) / Math.Min(a.Count, b.Count);
}
