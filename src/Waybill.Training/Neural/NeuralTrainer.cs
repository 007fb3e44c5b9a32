using System.Diagnostics;
using Waybill.Language;

namespace Waybill.Training.Neural;

/// <summary>Trains the network: batches of sentences of like length, Adam with a rate that falls to nothing.</summary>
public sealed class NeuralTrainer
{
    private readonly Dictionary<uint, int> _rows = [];
    private readonly TagIndex _tags;
    private readonly string[] _relations;
    private readonly Func<GoldSentence, int[]> _names;

    public NeuralTrainer(IReadOnlyList<GoldSentence> sentences, IReadOnlyList<TagPair> tags, IReadOnlyList<string> relations, Func<GoldSentence, int[]> names, bool small = false)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(tags);
        _tags = new(tags);
        _relations = [.. relations];
        _names = names;
        var counts = new Dictionary<uint, int>();
        var isWord = new HashSet<uint>();
        Span<uint> keys = stackalloc uint[EmbeddingKeys.Count];
        foreach (var s in sentences)
        {
            var words = Treebank.WordsOf(s);
            for (int i = 0; i < s.Count; i++)
            {
                EmbeddingKeys.Fill(words, i, i == 0, keys);
                for (int k = 0; k < keys.Length; k++)
                {
                    counts[keys[k]] = counts.GetValueOrDefault(keys[k]) + 1;
                    if (k == 0)
                        isWord.Add(keys[k]);
                }
            }
        }
        int next = 1; // row 0 is the unknown word
        foreach (var (key, count) in counts.OrderBy(c => c.Key))
        {
            if (count >= (isWord.Contains(key) ? 2 : 4))
                _rows[key] = next++;
        }
        Shape = new NetworkShape(next, tags.Count, relations.Count, GoldNames.Classes);
        if (small)
            Shape = Shape.Shrunk();
    }

    public NetworkShape Shape { get; init; }

    public IReadOnlyDictionary<uint, int> Rows => _rows;

    public Example Make(GoldSentence s)
    {
        ArgumentNullException.ThrowIfNull(s);
        var words = Treebank.WordsOf(s);
        var rows = new int[s.Count][];
        Span<uint> keys = stackalloc uint[EmbeddingKeys.Count];
        for (int i = 0; i < s.Count; i++)
        {
            EmbeddingKeys.Fill(words, i, i == 0, keys);
            var list = new List<int>();
            for (int k = 0; k < keys.Length; k++)
            {
                if (_rows.TryGetValue(keys[k], out int row))
                    list.Add(row);
                else if (k == 0)
                    list.Add(EmbeddingKeys.UnknownWord);
            }
            rows[i] = [.. list];
        }
        return new Example
        {
            Rows = rows,
            Tag = [.. s.Upos.Zip(s.Xpos, (u, x) => (int)_tags.Index(u, x))],
            Head = [.. s.Head.Select(h => h < 0 ? s.Count : h)],
            Label = [.. s.Relation.Select(Label)],
            Name = _names(s),
            Origin = IsGum(s) ? 1 : 0,
        };
    }

    private int Label(string relation)
    {
        int i = Array.IndexOf(_relations, relation);
        if (i >= 0)
            return i;
        int colon = relation.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? Label(relation[..colon]) : Label("dep");
    }

    private static bool IsGum(GoldSentence s) => s.Document.StartsWith("GUM_", StringComparison.Ordinal);

    /// <summary>Highest rate of the schedule.</summary>
    private const float Peak = 0.003f;

    public Network Train(IReadOnlyList<GoldSentence> sentences, IReadOnlyList<GoldSentence> watch, int epochs, int seed, int threads, Action<Network>? checkpoint = null)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var random = new Random(seed);
        var net = new Network(Shape, random);
        var examples = sentences.Where(s => s.Count <= 120).Select(Make).ToArray();
        var watched = watch.Where(s => s.Count <= 120).Select(Make).OrderBy(e => e.Count).ToArray();
        var workers = Enumerable.Range(0, threads).Select(_ => new Worker(net)).ToArray();
        const int BatchWords = 480;
        int step = 0;
        int total = 0;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            var clock = Stopwatch.StartNew();
            // Near-sorted by length, so that little is padded; the noise and the shuffled batches keep the order new.
            var order = examples.OrderBy(e => e.Count + random.NextDouble() * 4).ToArray();
            var batches = new List<Example[]>();
            for (int i = 0; i < order.Length;)
            {
                int j = i, words = 0;
                while (j < order.Length && words < BatchWords)
                    words += order[j++].Count;
                batches.Add(order[i..j]);
                i = j;
            }
            var shuffled = batches.ToArray();
            random.Shuffle(shuffled);
            if (total == 0)
                total = shuffled.Length * epochs;
            double loss = 0;
            int all = 0, heads = 0, tags = 0, labels = 0;
            foreach (var batch in shuffled)
            {
                step++;
                int s = step;
                Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, w =>
                    workers[w].Train([.. batch.Where((_, k) => k % threads == w)], new Random(HashCode(seed, s, w))));
                int words = workers.Sum(w => w.Words);
                Update(net, workers, Rate(step, total), 1f / words, step);
                loss += workers.Sum(w => w.Loss);
                all += words;
                heads += workers.Sum(w => w.RightHeads);
                tags += workers.Sum(w => w.RightTags);
                labels += workers.Sum(w => w.RightLabels);
                if (step % 200 == 0)
                    Console.Error.WriteLine($"  step {step}/{total}: loss {loss / all:F3} heads {100.0 * heads / all:F2} tags {100.0 * tags / all:F2} labels {100.0 * labels / all:F2} ({all / clock.Elapsed.TotalSeconds:F0} words/s)");
            }
            int watchHeads = 0, watchTags = 0, watchLabels = 0, watchWords = 0;
            foreach (var chunk in watched.Chunk(32))
            {
                workers[0].Measure(chunk);
                watchHeads += workers[0].RightHeads;
                watchTags += workers[0].RightTags;
                watchLabels += workers[0].RightLabels;
                watchWords += workers[0].Words;
            }
            Console.Error.WriteLine($"network epoch {epoch + 1}: loss {loss / all:F3}; dev heads {100.0 * watchHeads / watchWords:F2} tags {100.0 * watchTags / watchWords:F2} labels on gold heads {100.0 * watchLabels / watchWords:F2}; {clock.Elapsed.TotalSeconds:F0} s");
            checkpoint?.Invoke(net);
        }
        return net;
    }

    private static int HashCode(int seed, int step, int worker) => seed * 1_000_003 ^ step * 8191 ^ worker;

    /// <summary>Rises over the first two hundred steps, then falls as half a cosine.</summary>
    private static float Rate(int step, int total) =>
        Peak * MathF.Min(1, step / 200f) * (0.5f * (1 + MathF.Cos(MathF.PI * MathF.Min(1, step / (float)total))) * 0.98f + 0.02f);

    private static void Update(Network net, Worker[] workers, float rate, float factor, int step)
    {
        var first = workers[0].Gradients;
        double square = 0;
        foreach (var p in net.Dense)
        {
            float[] g = first[p];
            for (int w = 1; w < workers.Length; w++)
                System.Numerics.Tensors.TensorPrimitives.Add(g, workers[w].Gradients[p], g);
            square += System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(g);
        }
        for (int w = 1; w < workers.Length; w++)
        {
            foreach (var (row, g) in workers[w].Gradients.Rows)
            {
                if (first.Rows.TryGetValue(row, out float[]? sum))
                    System.Numerics.Tensors.TensorPrimitives.Add(sum, g, sum);
                else
                    first.Rows[row] = g;
            }
        }
        foreach (float[] g in first.Rows.Values)
            square += System.Numerics.Tensors.TensorPrimitives.SumOfSquares<float>(g);
        float norm = (float)Math.Sqrt(square) * factor;
        if (norm > 5)
            factor *= 5 / norm;
        foreach (var p in net.Dense)
            p.Adam(first[p], 0, p.W.Length, rate, factor, step);
        int e = net.Embeddings.Columns;
        foreach (var (row, g) in first.Rows)
            net.Embeddings.Adam(g, row * e, e, rate, factor, step);
    }
}
