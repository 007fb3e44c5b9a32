using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Waybill.Language;

/// <summary>Tags, heads and relations of a sentence by a network, in integers throughout. Not for use
/// by two threads at once: it keeps its buffers.</summary>
public sealed class NeuralParser
{
    private const int Cap = SentenceSplitter.MaxSentenceTokens;
    private readonly NeuralWeights _net;
    private readonly bool _portable;
    private readonly byte _root;
    private readonly int _labels;
    private readonly short[] _x, _y1, _y2, _dep, _head, _turned, _state, _relation;
    private readonly int[] _gates, _recurrent, _relDep, _relHead, _wide;
    private readonly float[] _cell;
    private readonly long[] _scores = new long[Cap * (Cap + 1)];
    private readonly SpanningTree _tree = new(Cap);

    /// <param name="portable">Leaves out AVX2: the same results, more slowly.</param>
    public NeuralParser(NeuralWeights net, byte rootLabel, bool portable = false)
    {
        ArgumentNullException.ThrowIfNull(net);
        _net = net;
        _portable = portable;
        _root = rootLabel;
        _labels = net.RelationOut.Outputs;
        int h = net.Hidden;
        _x = new short[Cap * net.Embedding];
        _y1 = new short[Cap * 2 * h];
        _y2 = new short[Cap * 2 * h];
        _dep = new short[Cap * net.Arc];
        _head = new short[Cap * net.Arc];
        _turned = new short[Cap * net.Arc];
        _state = new short[h];
        _gates = new int[Cap * 4 * h];
        _recurrent = new int[4 * h];
        _relDep = new int[Cap * net.Relation];
        _relHead = new int[Cap * net.Relation];
        _relation = new short[Cap * net.Relation];
        _wide = new int[Cap * Math.Max(Math.Max(net.Tag.Outputs, _labels), net.Arc)];
        _cell = new float[h];
    }

    /// <summary>Analyses tokens [first, first+count). Heads are relative to the first token, −1 for the root.</summary>
    public void Parse(Words words, int first, int count, Span<byte> tags, Span<int> heads, Span<byte> labels)
    {
        ArgumentNullException.ThrowIfNull(words);
        Tag(words, first, count, tags);
        int h = _net.Hidden;
        Layer(2, _y1, 2 * h, count, _y2, 0, false);
        Layer(3, _y1, 2 * h, count, _y2, h, true);
        Heads(count, heads);
        Relations(count, heads, labels);
    }

    /// <summary>Tags alone, which need the first layer only.</summary>
    public void Tag(Words words, int first, int count, Span<byte> tags)
    {
        ArgumentNullException.ThrowIfNull(words);
        Embed(words, first, count);
        Layer(0, _x, _net.Embedding, count, _y1, 0, false);
        Layer(1, _x, _net.Embedding, count, _y1, _net.Hidden, true);
        Classes(_net.Tag, _y1, count, tags);
    }

    private void Embed(Words words, int first, int count)
    {
        int e = _net.Embedding;
        Span<uint> keys = stackalloc uint[EmbeddingKeys.Count];
        Span<int> sum = stackalloc int[e];
        for (int t = 0; t < count; t++)
        {
            EmbeddingKeys.Fill(words, first + t, t == 0, keys);
            sum.Clear();
            for (int k = 0; k < keys.Length; k++)
            {
                if (!_net.Rows.TryGetValue(keys[k], out int row))
                {
                    if (k > 0)
                        continue;
                    row = EmbeddingKeys.UnknownWord;
                }
                var weights = _net.Embeddings.AsSpan(row * e, e);
                int step = _net.EmbeddingSteps[row];
                int i = 0;
                if (Avx2.IsSupported && !_portable)
                {
                    var steps = Vector256.Create(step);
                    for (; i + 8 <= e; i += 8)
                    {
                        var wide = Avx2.ConvertToVector256Int32(Vector128.CreateScalar(MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(weights[i..]))).AsSByte());
                        (Vector256.Create<int>(sum.Slice(i, 8)) + wide * steps).CopyTo(sum[i..]);
                    }
                }
                for (; i < e; i++)
                    sum[i] += weights[i] * step;
            }
            for (int i = 0; i < e; i++)
                _x[t * e + i] = Short(sum[i] >> 8);
        }
    }

    private void Layer(int index, short[] x, int width, int count, short[] y, int offset, bool backwards)
    {
        int h = _net.Hidden, h4 = 4 * h;
        _net.Inputs[index].Apply(x.AsSpan(0, count * width), count, _gates, _portable);
        Array.Clear(_cell);
        Array.Clear(_recurrent);
        for (int k = 0; k < count; k++)
        {
            int t = backwards ? count - 1 - k : k;
            if (k > 0)
                _net.Recurrent[index].Apply(_state, 1, _recurrent, _portable);
            LstmCell.Step(_gates.AsSpan(t * h4, h4), _recurrent, _cell, _state);
            _state.CopyTo(y, t * 2 * h + offset);
        }
    }

    private void Classes(QuantizedMatrix matrix, short[] x, int count, Span<byte> classes)
    {
        matrix.Apply(x.AsSpan(0, count * matrix.Inputs), count, _wide, _portable);
        for (int t = 0; t < count; t++)
        {
            var scores = _wide.AsSpan(t * matrix.Outputs, matrix.Outputs);
            int best = 0;
            for (int c = 1; c < scores.Length; c++)
            {
                if (scores[c] > scores[best])
                    best = c;
            }
            classes[t] = (byte)best;
        }
    }

    private void Heads(int count, Span<int> heads)
    {
        int a = _net.Arc, d = 2 * _net.Hidden;
        var y = _y2.AsSpan(0, count * d);
        _net.ArcHead.Apply(y, count, _wide, _portable);
        for (int i = 0; i < count * a; i++)
            _head[i] = Rectified(_wide[i]);
        _net.ArcDependent.Apply(y, count, _wide, _portable);
        for (int i = 0; i < count * a; i++)
            _dep[i] = Rectified(_wide[i]);
        _net.Bilinear.Apply(_dep.AsSpan(0, count * a), count, _wide, _portable);
        for (int i = 0; i < count * a; i++)
            _turned[i] = (short)Math.Clamp(_wide[i], -ArcLimit, ArcLimit);
        for (int t = 0; t < count; t++)
        {
            var v = _turned.AsSpan(t * a, a);
            var scores = _scores.AsSpan(t * (count + 1), count + 1);
            for (int j = 0; j < count; j++)
                scores[j] = j == t ? SpanningTree.Never : IntegerVectors.Dot(v, _head.AsSpan(j * a, a), _portable);
            scores[count] = IntegerVectors.Dot(v, _net.RootArc, _portable);
        }
        _tree.Find(_scores, count, heads);
    }

    // 80 products of this size in eight lanes stay below 2³¹.
    private const int ArcLimit = 14600;

    private static short Rectified(int value) => (short)Math.Clamp(value, 0, ArcLimit);

    private void Relations(int count, ReadOnlySpan<int> heads, Span<byte> labels)
    {
        int q = _net.Relation, d = 2 * _net.Hidden;
        _net.RelationDependent.Apply(_y2.AsSpan(0, count * d), count, _relDep, _portable);
        _net.RelationHead.Apply(_y2.AsSpan(0, count * d), count, _relHead, _portable);
        for (int t = 0; t < count; t++)
        {
            int head = Math.Max(heads[t], 0); // the root's label is not asked for
            for (int i = 0; i < q; i++)
                _relation[t * q + i] = Rectified(_relDep[t * q + i] + _relHead[head * q + i]);
        }
        _net.RelationOut.Apply(_relation.AsSpan(0, count * q), count, _wide, _portable);
        for (int t = 0; t < count; t++)
        {
            if (heads[t] < 0)
            {
                labels[t] = _root;
                continue;
            }
            var scores = _wide.AsSpan(t * _labels, _labels);
            int best = _root == 0 ? 1 : 0;
            for (int c = 0; c < _labels; c++)
            {
                if (c != _root && scores[c] > scores[best])
                    best = c;
            }
            labels[t] = (byte)best;
        }
    }

    private static short Short(int value) => (short)Math.Clamp(value, -32000, 32000);
}
