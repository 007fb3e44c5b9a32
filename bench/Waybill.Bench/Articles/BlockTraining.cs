using System.Buffers.Binary;
using Waybill.Html;

namespace Waybill.Bench.Articles;

/// <summary>Gradient-boosted regression trees on histograms, for the block model. Deterministic, one thread.</summary>
internal sealed class TreeBooster(int features, int rounds, int leaves, double rate, double l2 = 5, int minLeaf = 20, ulong seed = 20261122)
{
    private const int Bins = 64;

    public byte[] Train(float[] rows, float[] labels, float[] weights, out float[] margins)
    {
        var n = labels.Length;
        var (edges, binned) = Bin(rows, n);
        double positive = 0, all = 0;
        for (var i = 0; i < n; i++)
        {
            positive += weights[i] * labels[i];
            all += weights[i];
        }
        var bias = (float)Math.Log(positive / (all - positive));
        margins = new float[n];
        Array.Fill(margins, bias);
        using var output = new MemoryStream();
        Span<byte> buffer = stackalloc byte[10];
        BinaryPrimitives.WriteSingleLittleEndian(buffer, bias);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[4..], rounds);
        output.Write(buffer[..8]);
        var g = new float[n];
        var h = new float[n];
        var random = new SplitMix(seed);
        for (var round = 0; round < rounds; round++)
        {
            // Stochastic boosting (Friedman 2002): each tree sees part of the rows and of the features.
            _features = [.. Enumerable.Range(0, features).Where(_ => random.Next() < FeatureShare)];
            for (var i = 0; i < n; i++)
            {
                var p = 1 / (1 + MathF.Exp(-margins[i]));
                g[i] = weights[i] * (p - labels[i]);
                h[i] = weights[i] * Math.Max(1e-6f, p * (1 - p));
            }
            var tree = Grow(binned, edges, [.. Enumerable.Range(0, n).Where(_ => random.Next() < RowShare)], g, h);
            for (var i = 0; i < n; i++) margins[i] += Leaf(tree, binned, i);
            BinaryPrimitives.WriteInt32LittleEndian(buffer, tree.Count);
            output.Write(buffer[..4]);
            foreach (var node in tree)
            {
                BinaryPrimitives.WriteInt16LittleEndian(buffer, (short)node.Feature);
                BinaryPrimitives.WriteSingleLittleEndian(buffer[2..], node.Value);
                BinaryPrimitives.WriteInt16LittleEndian(buffer[6..], (short)node.Left);
                BinaryPrimitives.WriteInt16LittleEndian(buffer[8..], (short)node.Right);
                output.Write(buffer[..10]);
            }
        }
        return output.ToArray();
    }

    private const double RowShare = 0.4;
    private const double FeatureShare = 0.4;
    private int[] _features = [];

    private struct SplitMix(ulong seed)
    {
        private ulong _state = seed;

        public double Next()
        {
            _state += 0x9E3779B97F4A7C15UL;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }

    private float Leaf(List<Node> tree, byte[] binned, int row)
    {
        var node = tree[0];
        while (node.Feature >= 0) node = tree[binned[row * features + node.Feature] <= node.BestBin ? node.Left : node.Right];
        return node.Value;
    }

    private sealed class Node
    {
        public int Feature = -1;
        public float Value;
        public int Left;
        public int Right;
        public int[] Rows = [];
        public double[] Hist = [];
        public double G, H, Gain;
        public int BestFeature = -1, BestBin;
    }

    private List<Node> Grow(byte[] binned, float[][] edges, int[] rows, float[] g, float[] h)
    {
        var root = new Node { Rows = rows };
        Fill(root, binned, g, h);
        var nodes = new List<Node> { root };
        var leafCount = 1;
        while (leafCount < leaves)
        {
            Node? best = null;
            foreach (var node in nodes)
                if (node.Feature < 0 && node.BestFeature >= 0 && (best is null || node.Gain > best.Gain)) best = node;
            if (best is null || best.Gain <= 1e-3) break;
            var left = new List<int>(best.Rows.Length);
            var right = new List<int>(best.Rows.Length);
            foreach (var row in best.Rows)
            {
                if (binned[row * features + best.BestFeature] <= best.BestBin) left.Add(row);
                else right.Add(row);
            }
            var a = new Node { Rows = [.. left] };
            var b = new Node { Rows = [.. right] };
            var (small, large) = a.Rows.Length <= b.Rows.Length ? (a, b) : (b, a);
            Fill(small, binned, g, h);
            Rest(large, best, small);
            best.Hist = [];
            best.Rows = [];
            best.Feature = best.BestFeature;
            best.Value = edges[best.BestFeature][best.BestBin];
            best.Left = nodes.Count;
            best.Right = nodes.Count + 1;
            nodes.Add(a);
            nodes.Add(b);
            leafCount++;
        }
        foreach (var node in nodes)
        {
            if (node.Feature >= 0) continue;
            node.Value = (float)(-rate * node.G / (node.H + l2));
        }
        return nodes;
    }

    private void Fill(Node node, byte[] binned, float[] g, float[] h)
    {
        var hist = new double[features * Bins * 3];
        foreach (var row in node.Rows)
        {
            double gr = g[row], hr = h[row];
            var at = row * features;
            foreach (var f in _features)
            {
                var k = (f * Bins + binned[at + f]) * 3;
                hist[k] += gr;
                hist[k + 1] += hr;
                hist[k + 2] += 1;
            }
            node.G += gr;
            node.H += hr;
        }
        node.Hist = hist;
        Split(node);
    }

    private void Rest(Node large, Node parent, Node small)
    {
        var hist = parent.Hist;
        for (var i = 0; i < hist.Length; i++) hist[i] -= small.Hist[i];
        large.Hist = hist;
        large.G = parent.G - small.G;
        large.H = parent.H - small.H;
        Split(large);
    }

    private void Split(Node node)
    {
        var whole = node.G * node.G / (node.H + l2);
        foreach (var f in _features)
        {
            double gl = 0, hl = 0, nl = 0;
            for (var b = 0; b < Bins - 1; b++)
            {
                var k = (f * Bins + b) * 3;
                gl += node.Hist[k];
                hl += node.Hist[k + 1];
                nl += node.Hist[k + 2];
                if (nl < minLeaf) continue;
                if (node.Rows.Length - nl < minLeaf) break;
                var gr = node.G - gl;
                var hr = node.H - hl;
                var gain = gl * gl / (hl + l2) + gr * gr / (hr + l2) - whole;
                if (gain <= node.Gain) continue;
                node.Gain = gain;
                node.BestFeature = f;
                node.BestBin = b;
            }
        }
    }

    private (float[][] Edges, byte[] Binned) Bin(float[] rows, int n)
    {
        var edges = new float[features][];
        var binned = new byte[(long)n * features];
        var column = new float[n];
        for (var f = 0; f < features; f++)
        {
            for (var i = 0; i < n; i++) column[i] = rows[i * features + f];
            // Every so many rows are enough to find quantiles.
            var stride = Math.Max(1, n / 20_000);
            var sorted = new float[(n + stride - 1) / stride];
            for (var i = 0; i < sorted.Length; i++) sorted[i] = column[i * stride];
            Array.Sort(sorted);
            var cuts = new List<float>();
            for (var b = 1; b < Bins; b++)
            {
                var value = sorted[(int)((long)b * sorted.Length / Bins)];
                if (cuts.Count == 0 || value > cuts[^1]) cuts.Add(value);
            }
            // A value that is rare but distinct (a flag) must have its own cut.
            if (cuts.Count < 8)
            {
                cuts = [.. sorted.Distinct().Take(Bins)];
                if (cuts.Count > 1) cuts.RemoveAt(cuts.Count - 1);
                if (cuts.Count >= Bins) cuts = cuts.GetRange(0, Bins - 1);
            }
            edges[f] = [.. cuts, .. Enumerable.Repeat(float.MaxValue, Bins - cuts.Count)];
            for (var i = 0; i < n; i++)
            {
                var at = Array.BinarySearch(edges[f], 0, cuts.Count, column[i]);
                binned[i * features + f] = (byte)(at >= 0 ? at : ~at);
            }
        }
        return (edges, binned);
    }
}

/// <summary>Which blocks of a page stand in its gold text.</summary>
internal static class BlockLabels
{
    public static (float[] Labels, float[] Weights) Of(HtmlPage page, string gold)
    {
        var blocks = page.Cut.Blocks;
        var labels = new float[blocks.Count];
        var weights = new float[blocks.Count];
        var tokens = ShingleScore.Tokens(gold);
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i + 2 < tokens.Count; i++)
        {
            var key = tokens[i] + " " + tokens[i + 1] + " " + tokens[i + 2];
            if (!places.TryGetValue(key, out var list)) places[key] = list = [];
            list.Add(i);
        }
        var lines = new HashSet<string>(gold.Split('\n').Select(l => string.Join(' ', ShingleScore.Tokens(l))), StringComparer.Ordinal);
        var share = new double[blocks.Count];
        var own = new List<string>[blocks.Count];
        for (var i = 0; i < blocks.Count; i++)
        {
            own[i] = ShingleScore.Tokens(blocks[i].Text.Text);
            var t = own[i];
            if (t.Count < 3)
            {
                share[i] = lines.Contains(string.Join(' ', t)) ? 1 : 0;
                continue;
            }
            var hits = 0;
            for (var k = 0; k + 2 < t.Count; k++)
                if (places.ContainsKey(t[k] + " " + t[k + 1] + " " + t[k + 2])) hits++;
            share[i] = (double)hits / (t.Count - 2);
        }
        int first = -1, last = -1;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (own[i].Count < 8 || share[i] < 0.7) continue;
            if (first < 0) first = i;
            last = i;
        }
        // Where the same words stand several times, the copy in the thickest text is the right one.
        var copies = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < blocks.Count; i++)
        {
            labels[i] = share[i] >= 0.6 ? 1 : 0;
            if (own[i].Count < 8 && labels[i] > 0)
            {
                // Short blocks: only where the text stands around them.
                var near = false;
                for (var k = Math.Max(0, i - 3); k <= Math.Min(blocks.Count - 1, i + 3); k++)
                    if (k != i && own[k].Count >= 8 && share[k] >= 0.7) near = true;
                if (!near || i < first - 3 || i > last + 3) labels[i] = 0;
            }
            var key = string.Join(' ', own[i]);
            if (!copies.TryGetValue(key, out var list)) copies[key] = list = [];
            list.Add(i);
            weights[i] = own[i].Count == 0 ? 0 : MathF.Sqrt(own[i].Count);
        }
        foreach (var (_, list) in copies)
        {
            if (list.Count < 2 || labels[list[0]] == 0) continue;
            var best = list.MaxBy(i => Thickness(i));
            foreach (var i in list)
                if (i != best) labels[i] = 0;

            double Thickness(int i)
            {
                var sum = 0.0;
                for (var k = Math.Max(0, i - 6); k <= Math.Min(blocks.Count - 1, i + 6); k++) sum += share[k] >= 0.7 ? own[k].Count : -0.3 * own[k].Count;
                return sum;
            }
        }
        var total = weights.Sum();
        if (total > 0)
            for (var i = 0; i < weights.Length; i++) weights[i] *= 100 / total;
        return (labels, weights);
    }

    /// <summary>The block after which the gold text is cut off though the page's text goes on, or -1: four paragraphs or more
    /// with 120 words follow its last block in the same element. Some annotators' tools stopped there; nothing is to be learnt from it.</summary>
    public static int CutOffAfter(HtmlPage page, float[] labels)
    {
        var blocks = page.Cut.Blocks;
        var contexts = page.Cut.Contexts;
        var last = -1;
        for (var i = 0; i < blocks.Count; i++)
            if (labels[i] > 0 && page.Features.Words[i] >= 8) last = i;
        if (last < 0) return -1;
        var parent = contexts[blocks[last].Context].Parent;
        int paragraphs = 0, words = 0;
        for (var i = last + 1; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (contexts[block.Context].Parent != parent || block.Tag != blocks[last].Tag || page.Features.Words[i] < 8 || block.LinkUnits * 2 > block.Text.Text.Length
                || !Waybill.Articles.TextShape.EndsSentence(block.Text.Text)) continue;
            paragraphs++;
            words += page.Features.Words[i];
        }
        return paragraphs >= 4 && words >= 120 ? last : -1;
    }
}
