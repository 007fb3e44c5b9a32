using System.Buffers.Binary;

namespace Waybill.Html;

/// <summary>Boosted regression trees (Friedman 2001) over block features; gives the log-odds that a block is article text.
/// Weights and their card: <c>models/articles/</c>.</summary>
internal sealed class BlockTrees
{
    private readonly short[] _feature;
    private readonly float[] _value;
    private readonly short[] _left;
    private readonly short[] _right;
    private readonly int[] _roots;
    private readonly float _base;

    private BlockTrees(float bias, int[] roots, short[] feature, float[] value, short[] left, short[] right)
    {
        _base = bias;
        _roots = roots;
        _feature = feature;
        _value = value;
        _left = left;
        _right = right;
    }

    public int Trees => _roots.Length;

    public float Score(ReadOnlySpan<float> row)
    {
        var sum = _base;
        foreach (var root in _roots)
        {
            var node = root;
            while (_feature[node] >= 0) node = root + (row[_feature[node]] <= _value[node] ? _left[node] : _right[node]);
            sum += _value[node];
        }
        return sum;
    }

    /// <summary>Joins ensembles to one that gives the mean of their scores.</summary>
    public static byte[] Mean(IReadOnlyList<byte[]> ensembles)
    {
        if (ensembles.Count == 1) return ensembles[0];
        using var joined = new MemoryStream();
        Span<byte> head = stackalloc byte[8];
        var bias = 0f;
        var trees = 0;
        foreach (var ensemble in ensembles)
        {
            bias += BinaryPrimitives.ReadSingleLittleEndian(ensemble) / ensembles.Count;
            trees += BinaryPrimitives.ReadInt32LittleEndian(ensemble.AsSpan(4));
        }
        BinaryPrimitives.WriteSingleLittleEndian(head, bias);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], trees);
        joined.Write(head);
        foreach (var ensemble in ensembles)
        {
            var scaled = (byte[])ensemble.Clone();
            var at = 8;
            for (var left = BinaryPrimitives.ReadInt32LittleEndian(scaled.AsSpan(4)); left > 0; left--)
            {
                var nodes = BinaryPrimitives.ReadInt32LittleEndian(scaled.AsSpan(at));
                at += 4;
                for (var n = 0; n < nodes; n++, at += 10)
                {
                    if (BinaryPrimitives.ReadInt16LittleEndian(scaled.AsSpan(at)) >= 0) continue;
                    var value = scaled.AsSpan(at + 2);
                    BinaryPrimitives.WriteSingleLittleEndian(value, BinaryPrimitives.ReadSingleLittleEndian(value) / ensembles.Count);
                }
            }
            joined.Write(scaled.AsSpan(8));
        }
        return joined.ToArray();
    }

    /// <summary>Reads one ensemble: base (float), number of trees; for each tree the number of nodes; for each node
    /// feature (-1 for a leaf), threshold or leaf value, left, right. Little-endian.</summary>
    public static BlockTrees Read(ReadOnlySpan<byte> data, ref int at)
    {
        var bias = BinaryPrimitives.ReadSingleLittleEndian(data[at..]);
        var trees = BinaryPrimitives.ReadInt32LittleEndian(data[(at + 4)..]);
        at += 8;
        var roots = new int[trees];
        List<short> feature = [], left = [], right = [];
        List<float> value = [];
        for (var t = 0; t < trees; t++)
        {
            roots[t] = feature.Count;
            var nodes = BinaryPrimitives.ReadInt32LittleEndian(data[at..]);
            at += 4;
            for (var n = 0; n < nodes; n++, at += 10)
            {
                feature.Add(BinaryPrimitives.ReadInt16LittleEndian(data[at..]));
                value.Add(BinaryPrimitives.ReadSingleLittleEndian(data[(at + 2)..]));
                left.Add(BinaryPrimitives.ReadInt16LittleEndian(data[(at + 6)..]));
                right.Add(BinaryPrimitives.ReadInt16LittleEndian(data[(at + 8)..]));
            }
        }
        return new BlockTrees(bias, roots, [.. feature], [.. value], [.. left], [.. right]);
    }
}

/// <summary>The two stages of the block model: each block by itself, then with what was found of its neighbours.</summary>
internal sealed class BlockModel
{
    private static readonly Lazy<BlockModel?> Embedded = new(Load);

    private readonly BlockTrees[] _later;

    public BlockModel(BlockWords words, BlockTrees first, params BlockTrees[] later)
    {
        Words = words;
        First = first;
        _later = later;
    }

    public static BlockModel? Default => Embedded.Value;

    public BlockWords Words { get; }

    public BlockTrees First { get; }

    public const int NeighbourCount = 24;

    public static int SecondCount => BlockFeatures.Count + NeighbourCount;

    /// <summary>Probability of each block to be article text.</summary>
    public float[] Score(HtmlPage page)
    {
        var (cut, features) = (page.Cut, page.Features);
        Words.Fill(page.Tree, cut, features);
        var n = cut.Blocks.Count;
        var first = new float[n];
        for (var i = 0; i < n; i++) first[i] = Logistic(First.Score(features.Row(i)));
        foreach (var stage in _later) first = Later(stage, cut, features, first);
        return first;
    }

    /// <summary>A later stage's scores, from those of the stage before.</summary>
    public static float[] Later(BlockTrees stage, Segmenter cut, BlockFeatures features, float[] before)
    {
        var scores = new float[before.Length];
        var row = new float[SecondCount];
        var neighbours = new Neighbours(cut, features, before);
        for (var i = 0; i < scores.Length; i++)
        {
            features.Row(i).CopyTo(row);
            neighbours.Fill(i, row.AsSpan(BlockFeatures.Count));
            scores[i] = Logistic(stage.Score(row));
        }
        return scores;
    }

    public static float Logistic(float x) => 1 / (1 + MathF.Exp(-x));

    private static BlockModel? Load()
    {
        using var stream = typeof(BlockModel).Assembly.GetManifestResourceStream("blocks.bin");
        if (stream is null) return null;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Read(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    public static BlockModel? Read(ReadOnlySpan<byte> data)
    {
        // Magic, number of features: weights for another list of features are not used.
        if (data.Length < 8 || !data.StartsWith("WBM2"u8) || BinaryPrimitives.ReadInt32LittleEndian(data[4..]) != BlockFeatures.Count) return null;
        var at = 8;
        var words = BlockWords.Read(data, ref at);
        var first = BlockTrees.Read(data, ref at);
        var later = new List<BlockTrees>();
        while (at < data.Length) later.Add(BlockTrees.Read(data, ref at));
        return new BlockModel(words, first, [.. later]);
    }
}

/// <summary>What the second stage sees of the first stage's scores around a block.</summary>
internal sealed class Neighbours
{
    private readonly Segmenter _cut;
    private readonly BlockFeatures _features;
    private readonly float[] _score;
    private readonly Dictionary<int, (float Sum, float Weight)> _byParent = [];
    private readonly Dictionary<int, (float Sum, float Weight)> _byGrand = [];
    private readonly Dictionary<int, (float Sum, float Weight)> _byGreat = [];
    private readonly Dictionary<ulong, (float Sum, float Weight)> _byClass = [];
    private readonly float[] _before;
    private readonly float[] _weightBefore;
    private readonly int[] _heading;
    private readonly float _total;
    private readonly int _firstTaken = -1;
    private readonly int _lastTaken = -1;

    public Neighbours(Segmenter cut, BlockFeatures features, float[] score)
    {
        _cut = cut;
        _features = features;
        _score = score;
        _before = new float[score.Length + 1];
        _weightBefore = new float[score.Length + 1];
        _heading = new int[score.Length];
        var heading = -1;
        for (var i = 0; i < score.Length; i++)
        {
            var weight = features.Words[i] + 1f;
            var (parent, grand, great) = Above(i);
            Add(_byParent, parent, score[i], weight);
            Add(_byGrand, grand, score[i], weight);
            Add(_byGreat, great, score[i], weight);
            Add(_byClass, features.ClassKeys[i], score[i], weight);
            _before[i + 1] = _before[i] + score[i] * weight;
            _weightBefore[i + 1] = _weightBefore[i] + weight;
            if ((cut.Contexts[cut.Blocks[i].Context].Ancestors & Ancestors.Heading) != 0) heading = i;
            _heading[i] = heading;
            if (score[i] <= 0.5f || features.Words[i] < 5) continue;
            if (_firstTaken < 0) _firstTaken = i;
            _lastTaken = i;
        }
        _total = Math.Max(1e-3f, _before[^1]);

        static void Add<TKey>(Dictionary<TKey, (float Sum, float Weight)> to, TKey key, float score, float weight)
            where TKey : notnull
        {
            var old = to.GetValueOrDefault(key);
            to[key] = (old.Sum + score * weight, old.Weight + weight);
        }
    }

    public void Fill(int i, Span<float> to)
    {
        var weight = _features.Words[i] + 1f;
        var (parent, grand, great) = Above(i);
        to[0] = _score[i];
        to[1] = At(i - 1);
        to[2] = At(i - 2);
        to[3] = At(i - 3);
        to[4] = At(i + 1);
        to[5] = At(i + 2);
        to[6] = At(i + 3);
        to[7] = Without(_byParent[parent], _score[i], weight);
        to[8] = Without(_byGrand[grand], _score[i], weight);
        to[9] = _before[i] / _total;
        to[10] = (_total - _before[i + 1]) / _total;
        to[11] = Math.Max(Math.Max(At(i - 1), At(i - 2)), Math.Max(At(i - 3), At(i - 4)));
        to[12] = Math.Max(Math.Max(At(i + 1), At(i + 2)), Math.Max(At(i + 3), At(i + 4)));
        to[13] = _firstTaken < 0 ? -60 : Math.Clamp(i - _firstTaken, -60, 60);
        to[14] = _lastTaken < 0 ? -60 : Math.Clamp(_lastTaken - i, -60, 60);
        to[15] = MathF.Log(1 + _total);
        to[16] = Without(_byGreat[great], _score[i], weight);
        to[17] = Without(_byClass[_features.ClassKeys[i]], _score[i], weight);
        to[18] = Mean(i - 5, i);
        to[19] = Mean(i + 1, i + 6);
        to[20] = Mean(i - 15, i);
        to[21] = Mean(i + 1, i + 16);
        // The section: what stands since the last heading, and that heading.
        to[22] = _heading[i] < 0 ? -1 : _score[_heading[i]];
        to[23] = Mean(_heading[i] + 1, i);
    }

    private float At(int i) => i >= 0 && i < _score.Length ? _score[i] : -1;

    private static float Without((float Sum, float Weight) all, float score, float weight)
    {
        var rest = all.Weight - weight;
        return rest < 0.5f ? -1 : (all.Sum - score * weight) / rest;
    }

    /// <summary>Mean score by words of the blocks in [from, to), or -1.</summary>
    private float Mean(int from, int to)
    {
        from = Math.Max(0, from);
        to = Math.Min(_score.Length, to);
        if (to <= from) return -1;
        return (_before[to] - _before[from]) / (_weightBefore[to] - _weightBefore[from]);
    }

    private (int Parent, int Grand, int Great) Above(int i)
    {
        var context = _cut.Blocks[i].Context;
        var parent = Math.Max(0, _cut.Contexts[context].Parent);
        var grand = Math.Max(0, _cut.Contexts[parent].Parent);
        return (parent, grand, Math.Max(0, _cut.Contexts[grand].Parent));
    }
}
