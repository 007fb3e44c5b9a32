using System.Runtime.CompilerServices;

namespace Waybill.Language;

/// <summary>Greedy arc-hybrid parser with a linear model (averaged perceptron, trained with a dynamic oracle: Goldberg
/// and Nivre 2013). Two decisions a token, so linear in the sentence.</summary>
public sealed class TransitionParser(SparseWeights weights, int labelCount, byte rootLabel)
{
    /// <summary>Number of features of a decision.</summary>
    public const int FeatureCount = 66;

    private const uint No = 0x7FEB352D;

    public int ActionCount => 1 + 2 * labelCount;

    /// <summary>Parses tokens [first, first+count). Heads are relative to the first token; the root's head is −1.</summary>
    public void Parse(Words words, ReadOnlySpan<byte> tags, int first, int count, ParserState state, Span<int> heads, Span<byte> labels)
    {
        ArgumentNullException.ThrowIfNull(state);
        Span<uint> features = stackalloc uint[FeatureCount];
        Span<int> scores = stackalloc int[512];
        scores = scores[..ActionCount];
        state.Start(count);
        while (!state.Done)
        {
            int action;
            if (!state.CanLeft && !state.CanRight)
            {
                action = 0;
            }
            else if (state.Next == count && state.Depth == 1)
            {
                action = 1 + rootLabel;
            }
            else
            {
                Features(words, tags, first, state, features);
                scores.Clear();
                weights.Add(features, scores);
                action = BestLegal(scores, state, labelCount, rootLabel);
            }
            Apply(state, action, labelCount);
        }
        for (int i = 0; i < count; i++)
        {
            heads[i] = state.Head[i] == count ? -1 : state.Head[i];
            labels[i] = state.Label[i];
        }
    }

    public static void Apply(ParserState state, int action, int labelCount)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (action == 0)
            state.Shift();
        else if (action <= labelCount)
            state.Left((byte)(action - 1));
        else
            state.Right((byte)(action - 1 - labelCount));
    }

    /// <summary>The best action that may be taken. The root's label is only given by the root.</summary>
    public static int BestLegal(ReadOnlySpan<int> scores, ParserState state, int labelCount, byte rootLabel)
    {
        ArgumentNullException.ThrowIfNull(state);
        int best = -1, bestScore = int.MinValue;
        if (state.CanShift)
        {
            best = 0;
            bestScore = scores[0];
        }
        bool atRoot = state.Next == state.Count;
        if (state.CanLeft && !atRoot)
        {
            for (int l = 0; l < labelCount; l++)
            {
                if (scores[1 + l] > bestScore && l != rootLabel)
                {
                    best = 1 + l;
                    bestScore = scores[1 + l];
                }
            }
        }
        if (state.CanRight)
        {
            for (int l = 0; l < labelCount; l++)
            {
                if (scores[1 + labelCount + l] > bestScore && l != rootLabel)
                {
                    best = 1 + labelCount + l;
                    bestScore = scores[best];
                }
            }
        }
        return best >= 0 ? best : 1 + rootLabel;
    }

    /// <summary>The features of one state; used in training and in use alike.</summary>
    public static void Features(Words words, ReadOnlySpan<byte> tags, int first, ParserState state, Span<uint> f)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(state);
        int n = state.Count;
        int s0 = state.Stack(0), s1 = state.Stack(1), s2 = state.Stack(2);
        int b0 = state.Next, b1 = b0 + 1, b2 = b0 + 2;
        uint[] lower = words.Lower;
        uint s0w = W(lower, first, s0, n), s1w = W(lower, first, s1, n), b0w = W(lower, first, b0, n), b1w = W(lower, first, b1, n);
        uint s0t = T(tags, s0, n), s1t = T(tags, s1, n), s2t = T(tags, s2, n), b0t = T(tags, b0, n), b1t = T(tags, b1, n), b2t = T(tags, b2, n);
        int b3 = b0 + 3;
        uint b3t = T(tags, b3, n);
        int s0l = s0 >= 0 ? state.LeftChild[s0] : -1, s0r = s0 >= 0 ? state.RightChild[s0] : -1;
        int s1l = s1 >= 0 ? state.LeftChild[s1] : -1, s1r = s1 >= 0 ? state.RightChild[s1] : -1;
        int b0l = state.LeftChild[b0];
        int s0l2 = s0 >= 0 ? state.LeftChild2[s0] : -1, s0r2 = s0 >= 0 ? state.RightChild2[s0] : -1;
        int s1l2 = s1 >= 0 ? state.LeftChild2[s1] : -1, s1r2 = s1 >= 0 ? state.RightChild2[s1] : -1;
        int b0l2 = state.LeftChild2[b0];
        uint s0lt = T(tags, s0l, n), s0rt = T(tags, s0r, n), s1lt = T(tags, s1l, n), s1rt = T(tags, s1r, n), b0lt = T(tags, b0l, n);
        uint s0ld = D(state, s0l), s0rd = D(state, s0r), s1ld = D(state, s1l), s1rd = D(state, s1r), b0ld = D(state, b0l);
        uint s0l2d = D(state, s0l2), s0r2d = D(state, s0r2), s1l2d = D(state, s1l2), s1r2d = D(state, s1r2), b0l2d = D(state, b0l2);
        uint distance = s0 < 0 ? 15u : Bucket(b0 - s0), distance1 = s1 < 0 || s0 < 0 ? 15u : Bucket(s0 - s1);
        uint s0v = s0 < 0 ? 99u : (uint)(state.LeftCount[s0] * 8 + state.RightCount[s0]);
        uint s1v = s1 < 0 ? 99u : (uint)(state.LeftCount[s1] * 8 + state.RightCount[s1]);
        uint b0v = state.LeftCount[b0];
        uint s0s = s0 < 0 ? No : words.Suffix3[first + s0], b0s = b0 < n ? words.Suffix3[first + b0] : No;
        uint s0b0t = StableHash.Mix(s0t + 3, b0t), s1s0t = StableHash.Mix(s1t + 5, s0t), s0b0w = StableHash.Mix(s0w, b0w);
        uint s1s0b0t = StableHash.Mix(s1s0t, b0t);
        uint s1w0 = StableHash.Mix(s1w, s0w);
        uint before = b0 > 0 ? T(tags, b0 - 1, n) : 997u;
        uint s0next = s0 >= 0 ? T(tags, s0 + 1, n) : 997u, s0prev = s0 > 0 ? T(tags, s0 - 1, n) : 997u;
        int k = 0;
        f[k++] = F(1, s0w, s0t);
        f[k++] = F(2, s0t, 0);
        f[k++] = F(3, s0w, 0);
        f[k++] = F(4, b0w, b0t);
        f[k++] = F(5, b0t, 0);
        f[k++] = F(6, b0w, 0);
        f[k++] = F(7, s1w, s1t);
        f[k++] = F(8, s1t, 0);
        f[k++] = F(9, s1w, 0);
        f[k++] = F(10, b1w, b1t);
        f[k++] = F(11, b1t, b2t);
        f[k++] = F(12, StableHash.Mix(s0b0w, s0t), b0t);
        f[k++] = F(13, s0w, b0t);
        f[k++] = F(14, s0t, b0w);
        f[k++] = F(15, s0b0w, 0);
        f[k++] = F(16, s0b0t, 0);
        f[k++] = F(17, s1w0, 0);
        f[k++] = F(18, s1w, s0t);
        f[k++] = F(19, s1t, s0w);
        f[k++] = F(20, s1s0t, 0);
        f[k++] = F(21, s0b0t, b1t);
        f[k++] = F(22, StableHash.Mix(s0b0t, b1t), b2t);
        f[k++] = F(23, s1s0b0t, 0);
        f[k++] = F(24, s1s0b0t, b1t);
        f[k++] = F(25, StableHash.Mix(s1s0b0t, s2t), 1);
        f[k++] = F(26, s0b0t, s0lt);
        f[k++] = F(27, s0b0t, s0rt);
        f[k++] = F(28, s0b0t, b0lt);
        f[k++] = F(29, s1s0t, s1lt);
        f[k++] = F(30, s1s0t, s1rt);
        f[k++] = F(31, s1s0t, s0lt);
        f[k++] = F(32, s1s0t, s0rt);
        f[k++] = F(33, s0b0t, distance);
        f[k++] = F(34, s0b0w, distance);
        f[k++] = F(35, s1s0t, distance1);
        f[k++] = F(36, s0w, s0v);
        f[k++] = F(37, s0t, s0v);
        f[k++] = F(38, b0w, b0v);
        f[k++] = F(39, b0t, b0v);
        f[k++] = F(40, s1t, s1v);
        f[k++] = F(41, s0t, StableHash.Mix(s0ld + 1, s0l2d));
        f[k++] = F(42, s0w, StableHash.Mix(s0ld + 1, s0l2d));
        f[k++] = F(43, s0t, StableHash.Mix(s0rd + 2, s0r2d));
        f[k++] = F(44, s0w, StableHash.Mix(s0rd + 2, s0r2d));
        f[k++] = F(45, s1t, StableHash.Mix(s1ld + 1, s1l2d));
        f[k++] = F(46, s1w, StableHash.Mix(s1rd + 2, s1r2d));
        f[k++] = F(47, s1t, StableHash.Mix(s1rd + 2, s1r2d));
        f[k++] = F(48, b0t, StableHash.Mix(b0ld + 1, b0l2d));
        f[k++] = F(49, b0w, StableHash.Mix(b0ld + 1, b0l2d));
        f[k++] = F(50, s0b0t, StableHash.Mix(s0rd, b0ld));
        f[k++] = F(51, s1s0t, StableHash.Mix(s1rd, s0ld));
        f[k++] = F(52, StableHash.Mix(s1w, s1rd), s0t);
        f[k++] = F(53, s0s, b0t);
        f[k++] = F(54, s0t, b0s);
        f[k++] = F(55, s0b0t, before);
        f[k++] = F(56, s0b0t, StableHash.Mix(s0next, before));
        f[k++] = F(57, s0prev, s0b0t);
        f[k++] = F(58, s1w, b0t);
        f[k++] = F(59, s1w, b0w);
        f[k++] = F(60, s1s0t, b0w);
        f[k++] = F(61, s1w0, b0t);
        f[k++] = F(62, s1t, StableHash.Mix(b0t, s0w));
        f[k++] = F(63, W(lower, first, s0l, n), s0b0t);
        f[k++] = F(64, W(lower, first, s0r, n), s1s0t);
        f[k++] = F(65, StableHash.Mix(b1t, b2t), StableHash.Mix(b3t, b0t));
        f[k++] = F(66, s0b0w, b1t);
    }

    private static uint Bucket(int distance) => (uint)(distance <= 4 ? distance : distance <= 6 ? 5 : distance <= 10 ? 6 : 7);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint W(uint[] lower, int first, int i, int n) => i < 0 || i > n ? No : i == n ? No + 1 : lower[first + i];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint T(ReadOnlySpan<byte> tags, int i, int n) => i < 0 || i > n ? 998u : i == n ? 999u : tags[i];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint D(ParserState state, int child) => child < 0 ? 300u : state.Label[child];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint F(uint template, uint a, uint b) =>
        StableHash.Finish(StableHash.Mix(StableHash.Mix(template * 0x9E3779B1, a), b));
}
