using System.Runtime.CompilerServices;

namespace Waybill.Language;

/// <summary>Greedy left-to-right tagger: a linear model over the word, its form, its neighbours and the two tags before
/// (Collins 2002; averaged perceptron). Words that have one tag nearly always in the training data take it at once.</summary>
public sealed class PerceptronTagger(SparseWeights weights, IReadOnlyDictionary<uint, byte> settled, int classCount)
{
    /// <summary>Number of features of a decision.</summary>
    public const int FeatureCount = 30;

    private const uint None = 0x9E3779B9;

    /// <summary>Tags tokens [first, first+count) of <paramref name="words"/> into <paramref name="tags"/>.</summary>
    public void Tag(Words words, int first, int count, Span<byte> tags)
    {
        ArgumentNullException.ThrowIfNull(words);
        Span<uint> features = stackalloc uint[FeatureCount];
        Span<int> scores = stackalloc int[256];
        scores = scores[..classCount];
        uint before = None, before2 = None;
        for (int i = 0; i < count; i++)
        {
            if (!settled.TryGetValue(words.Form[first + i], out byte tag))
            {
                Features(words, first, count, i, before, before2, features);
                scores.Clear();
                weights.Add(features, scores);
                tag = (byte)Best(scores);
            }
            tags[i] = tag;
            before2 = before;
            before = tag;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Best(ReadOnlySpan<int> scores)
    {
        int best = 0;
        for (int c = 1; c < scores.Length; c++)
        {
            if (scores[c] > scores[best])
                best = c;
        }
        return best;
    }

    /// <summary>The features of one decision; used in training and in use alike.</summary>
    public static void Features(Words words, int first, int count, int i, uint before, uint before2, Span<uint> features)
    {
        ArgumentNullException.ThrowIfNull(words);
        int at = first + i;
        uint w = words.Lower[at], p1 = i > 0 ? words.Lower[at - 1] : None, p2 = i > 1 ? words.Lower[at - 2] : None;
        uint n1 = i + 1 < count ? words.Lower[at + 1] : None, n2 = i + 2 < count ? words.Lower[at + 2] : None;
        uint flags = words.Flags[at];
        uint start = i == 0 ? 1u : 0u;
        uint nSuffix = i + 1 < count ? words.Suffix3[at + 1] : None, pSuffix = i > 0 ? words.Suffix3[at - 1] : None;
        uint nShape = i + 1 < count ? words.Shape[at + 1] : None, pFlags = i > 0 ? words.Flags[at - 1] : 255u;
        uint nFlags = i + 1 < count ? words.Flags[at + 1] : 255u;
        uint tags = StableHash.Mix(before + 1, before2 + 77);
        int k = 0;
        features[k++] = F1(1, 1);
        features[k++] = F1(2, w);
        features[k++] = F1(3, words.Form[at]);
        features[k++] = F1(4, words.Suffix1[at]);
        features[k++] = F1(5, words.Suffix2[at]);
        features[k++] = F1(6, words.Suffix3[at]);
        features[k++] = F1(7, words.Suffix4[at]);
        features[k++] = F1(8, words.Prefix2[at]);
        features[k++] = F1(9, words.Prefix3[at]);
        features[k++] = F2(10, words.Shape[at], start);
        features[k++] = F2(11, flags, pFlags << 8 | nFlags);
        features[k++] = F1(12, before);
        features[k++] = F1(13, tags);
        features[k++] = F2(14, before, w);
        features[k++] = F2(15, tags, w);
        features[k++] = F1(16, p1);
        features[k++] = F1(17, p2);
        features[k++] = F1(18, n1);
        features[k++] = F1(19, n2);
        features[k++] = F2(20, p1, w);
        features[k++] = F2(21, w, n1);
        features[k++] = F2(22, n1, n2);
        features[k++] = F1(23, nSuffix);
        features[k++] = F1(24, pSuffix);
        features[k++] = F2(25, before, words.Suffix3[at]);
        features[k++] = F2(26, before, n1);
        features[k++] = F2(27, words.Suffix2[at], nSuffix);
        features[k++] = F2(28, nShape, words.Shape[at]);
        features[k++] = F2(29, before, words.Shape[at] ^ start);
        features[k++] = F2(30, StableHash.Mix(before, w), n1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint F1(uint template, uint a) => StableHash.Finish(StableHash.Mix(template * 0x9E3779B1, a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint F2(uint template, uint a, uint b) =>
        StableHash.Finish(StableHash.Mix(StableHash.Mix(template * 0x9E3779B1, a), b));
}
