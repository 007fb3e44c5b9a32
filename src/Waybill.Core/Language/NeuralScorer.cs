using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Waybill.Language;

/// <summary>What one network makes of a sentence: scores of tags, heads, relations and names, in integers throughout.
/// Not for use by two threads at once: it keeps its buffers.</summary>
internal sealed class NeuralScorer
{
    private const int Cap = SentenceSplitter.MaxSentenceTokens;
    private readonly NeuralWeights _net;
    private readonly bool _portable;
    private readonly int _weight;
    private readonly short[] _x, _dep, _head, _turned, _state, _relation;
    private readonly int[] _gates, _recurrent, _relDep, _relHead, _wide;
    private readonly float[] _cell;
    private short[] _below, _above; // states of a layer and of the one that reads it

    /// <param name="weight">How often its scores count.</param>
    public NeuralScorer(NeuralWeights net, int weight, bool portable)
    {
        _net = net;
        _weight = weight;
        _portable = portable;
        int h = net.Hidden;
        _x = new short[Cap * net.Embedding];
        _below = new short[Cap * 2 * h];
        _above = new short[Cap * 2 * h];
        _dep = new short[Cap * net.Arc];
        _head = new short[Cap * net.Arc];
        _turned = new short[Cap * net.Arc];
        _state = new short[h];
        _gates = new int[Cap * 4 * h];
        _recurrent = new int[4 * h];
        _relDep = new int[Cap * net.Relation];
        _relHead = new int[Cap * net.Relation];
        _relation = new short[Cap * net.Relation];
        _wide = new int[Cap * Math.Max(Math.Max(net.Tag.Outputs, net.RelationOut.Outputs), net.Arc)];
        _cell = new float[h];
    }

    /// <summary>Reads a sentence with the first layer, and adds to the scores of the tags of its words.</summary>
    public void Tags(Words words, int first, int count, Span<int> scores)
    {
        Embed(words, first, count);
        Layer(0, _x, _net.Embedding, count, _below, 0, false);
        Layer(1, _x, _net.Embedding, count, _below, _net.Hidden, true);
        Add(_net.Tag, _below, count, scores);
    }

    /// <summary>Reads on with the other layers.</summary>
    public void Deepen(int count)
    {
        int h = _net.Hidden;
        for (int layer = 2; layer < _net.Inputs.Length; layer += 2)
        {
            Layer(layer, _below, 2 * h, count, _above, 0, false);
            Layer(layer + 1, _below, 2 * h, count, _above, h, true);
            if (layer > 2)
            {
                // The third layer adds to the second.
                for (int i = 0; i < count * 2 * h; i++)
                    _above[i] = Short(_above[i] + _below[i]);
            }
            // What a layer read is not needed any more.
            (_below, _above) = (_above, _below);
        }
    }

    /// <summary>The scores of the classes of names.</summary>
    public void Names(int count, Span<int> scores) => _net.Name.Apply(_below.AsSpan(0, count * _net.Name.Inputs), count, scores, _portable);

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

    private void Add(QuantizedMatrix matrix, short[] x, int count, Span<int> scores)
    {
        matrix.Apply(x.AsSpan(0, count * matrix.Inputs), count, _wide, _portable);
        for (int i = 0; i < count * matrix.Outputs; i++)
            scores[i] += _weight * _wide[i];
    }

    /// <summary>Adds to the score of each head of each word, the root behind them.</summary>
    public void Heads(int count, Span<long> all)
    {
        int a = _net.Arc, d = 2 * _net.Hidden;
        var y = _below.AsSpan(0, count * d);
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
            var scores = all.Slice(t * (count + 1), count + 1);
            for (int j = 0; j < count; j++)
            {
                if (j != t)
                    scores[j] += (long)_weight * IntegerVectors.Dot(v, _head.AsSpan(j * a, a), _portable);
            }
            scores[count] += (long)_weight * IntegerVectors.Dot(v, _net.RootArc, _portable);
        }
    }

    // 80 products of this size in eight lanes stay below 2³¹.
    private const int ArcLimit = 14600;

    private static short Rectified(int value) => (short)Math.Clamp(value, 0, ArcLimit);

    /// <summary>Adds to the scores of the relations between words and their heads.</summary>
    public void Relations(int count, ReadOnlySpan<int> heads, Span<int> scores)
    {
        int q = _net.Relation, d = 2 * _net.Hidden;
        _net.RelationDependent.Apply(_below.AsSpan(0, count * d), count, _relDep, _portable);
        _net.RelationHead.Apply(_below.AsSpan(0, count * d), count, _relHead, _portable);
        for (int t = 0; t < count; t++)
        {
            int head = Math.Max(heads[t], 0); // the root's label is not asked for
            for (int i = 0; i < q; i++)
                _relation[t * q + i] = Rectified(_relDep[t * q + i] + _relHead[head * q + i]);
        }
        Add(_net.RelationOut, _relation, count, scores);
    }

    private static short Short(int value) => (short)Math.Clamp(value, -32000, 32000);
}
