using System.Numerics.Tensors;

namespace Waybill.Training.Neural;

/// <summary>Runs the network forwards and backwards over a share of a batch.</summary>
public sealed class Worker(Network net)
{
    /// <summary>Share of sentences that are not told their treebank.</summary>
    private const double NoOrigin = 0.15;

    private readonly Gemm _gemm = new();

    public Gradients Gradients { get; } = new(net);
    public double Loss { get; private set; }
    public int RightHeads { get; private set; }
    public int RightTags { get; private set; }
    public int RightLabels { get; private set; }
    public int Words { get; private set; }

    /// <summary>Adds the gradients of the summed loss of the examples.</summary>
    public void Train(IReadOnlyList<Example> examples, Random random) => Run(examples, random, true);

    /// <summary>Counts what is right, without dropout and without learning.</summary>
    public void Measure(IReadOnlyList<Example> examples) => Run(examples, new Random(0), false);

    private void Run(IReadOnlyList<Example> examples, Random random, bool learn)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(random);
        Gradients.Clear();
        Loss = 0;
        RightHeads = RightTags = RightLabels = Words = 0;
        _gemm.Arena.Release();
        if (examples.Count == 0)
            return;
        var shape = net.Shape;
        int batch = examples.Count, steps = examples.Max(e => e.Count), n = batch * steps, e0 = shape.Embedding, d = 2 * shape.Hidden;
        float[] mask = _gemm.Arena.Zeros(n);
        var x0 = _gemm.Arena.Zeros(n * e0);
        var rows = new int[n][];
        var origins = new int[batch];
        for (int b = 0; b < batch; b++)
        {
            origins[b] = examples[b].Origin < 0 || learn && random.NextDouble() < NoOrigin ? -1 : examples[b].Origin;
            for (int t = 0; t < examples[b].Count; t++)
            {
                int r = t * batch + b;
                mask[r] = 1;
                Words++;
                // A word that is dropped at times teaches the network to rely on its ending and its neighbours.
                rows[r] = [.. examples[b].Rows[t].Where((_, k) => !learn || random.NextDouble() >= (k == 0 ? 0.15 : 0.08))];
                if (origins[b] >= 0)
                    net.Origins.W.AsSpan(origins[b] * e0, e0).CopyTo(x0.AsSpan(r * e0, e0));
                foreach (int row in rows[r])
                    TensorPrimitives.Add(x0.AsSpan(r * e0, e0), net.Embeddings.W.AsSpan(row * e0, e0), x0.AsSpan(r * e0, e0));
            }
        }
        var drop0 = Dropout(random, batch, e0, learn ? shape.Dropout : 0);
        Apply(drop0, x0, batch, n, e0);
        int layers = net.Layers.Count, h = shape.Hidden;
        var inputs = new float[layers + 1][];
        var drops = new float[layers + 1][];
        var traces = new (LstmDirection.Trace Forward, LstmDirection.Trace Backward)[layers];
        inputs[0] = x0;
        for (int l = 0; l < layers; l++)
        {
            var y = inputs[l + 1] = _gemm.Arena.Zeros(n * d);
            traces[l] = (net.Layers[l].Forward.Forward(_gemm, inputs[l], mask, steps, batch, y, d, 0), net.Layers[l].Backward.Forward(_gemm, inputs[l], mask, steps, batch, y, d, h));
            drops[l + 1] = Dropout(random, batch, d, learn ? 1.5f * shape.Dropout : 0);
            Apply(drops[l + 1], y, batch, n, d);
            if (l >= 2)
                TensorPrimitives.Add(y.AsSpan(0, n * d), inputs[l].AsSpan(0, n * d), y.AsSpan(0, n * d));
        }
        var slopes = inputs.Select((_, l) => _gemm.Arena.Zeros(n * (l == 0 ? e0 : d))).ToArray();
        Classes(net.Tag, inputs[1], slopes[1], n, batch, examples, static e => e.Tag, countTags: true);
        Classes(net.Name, inputs[layers], slopes[layers], n, batch, examples, static e => e.Name, countTags: false);
        Trees(inputs[layers], slopes[layers], n, batch, examples);

        if (!learn)
            return;
        for (int l = layers - 1; l >= 0; l--)
        {
            if (l >= 2)
                TensorPrimitives.Add(slopes[l].AsSpan(0, n * d), slopes[l + 1].AsSpan(0, n * d), slopes[l].AsSpan(0, n * d));
            Apply(drops[l + 1], slopes[l + 1], batch, n, d);
            Back(net.Layers[l].Forward, traces[l].Forward, 0);
            Back(net.Layers[l].Backward, traces[l].Backward, h);
            void Back(LstmDirection direction, LstmDirection.Trace trace, int offset) =>
                direction.Backward(_gemm, trace, inputs[l], mask, steps, batch, slopes[l + 1], d, offset, slopes[l], Gradients[direction.Wx], Gradients[direction.Wh], Gradients[direction.Bias]);
        }
        float[] dx0 = slopes[0];
        Apply(drop0, dx0, batch, n, e0);
        for (int r = 0; r < n; r++)
        {
            if (mask[r] == 0)
                continue;
            if (origins[r % batch] is >= 0 and var origin)
                TensorPrimitives.Add(Gradients[net.Origins].AsSpan(origin * e0, e0), dx0.AsSpan(r * e0, e0), Gradients[net.Origins].AsSpan(origin * e0, e0));
            foreach (int row in rows[r])
            {
                if (!Gradients.Rows.TryGetValue(row, out float[]? g))
                    Gradients.Rows[row] = g = new float[e0];
                TensorPrimitives.Add(g, dx0.AsSpan(r * e0, e0), g);
            }
        }
    }

    /// <summary>One mask a sentence, the same at every word (Gal and Ghahramani 2016).</summary>
    private float[] Dropout(Random random, int batch, int size, float rate)
    {
        float[] mask = _gemm.Arena.Take(batch * size);
        float keep = 1 / (1 - rate);
        for (int i = 0; i < batch * size; i++)
            mask[i] = random.NextDouble() < rate ? 0 : keep;
        return mask;
    }

    private static void Apply(float[] mask, float[] x, int batch, int n, int size)
    {
        for (int r = 0; r < n; r++)
            TensorPrimitives.Multiply(x.AsSpan(r * size, size), mask.AsSpan(r % batch * size, size), x.AsSpan(r * size, size));
    }

    private void Classes(Affine layer, float[] y, float[] dy, int n, int batch, IReadOnlyList<Example> examples, Func<Example, int[]> gold, bool countTags)
    {
        int classes = layer.Outputs;
        var logits = layer.Forward(_gemm, y, n, false);
        bool any = false;
        for (int r = 0; r < n; r++)
        {
            var example = examples[r % batch];
            int t = r / batch;
            var z = logits.AsSpan(r * classes, classes);
            int right = t < example.Count ? gold(example)[t] : -1;
            if (right < 0)
            {
                z.Clear();
                continue;
            }
            any = true;
            if (countTags && TensorPrimitives.IndexOfMax(z) == right)
                RightTags++;
            TensorPrimitives.SoftMax(z, z);
            Loss -= Math.Log(Math.Max(z[right], 1e-9f));
            z[right] -= 1;
        }
        if (any)
            layer.Backward(_gemm, y, null, logits, n, dy, Gradients);
    }

    private void Trees(float[] y, float[] dy, int n, int batch, IReadOnlyList<Example> examples)
    {
        int a = net.Shape.Arc, q = net.Shape.Relation, labels = net.Shape.Labels;
        var dep = net.ArcDependent.Forward(_gemm, y, n, true);
        var head = net.ArcHead.Forward(_gemm, y, n, true);
        var turned = _gemm.Arena.Zeros(n * a);
        _gemm.Multiply(dep, net.Bilinear.W, turned, n, a, a, false);
        for (int r = 0; r < n; r++)
            TensorPrimitives.Add(turned.AsSpan(r * a, a), net.HeadBias.W, turned.AsSpan(r * a, a));
        var relDep = net.RelationDependent.Forward(_gemm, y, n, false);
        var relHead = net.RelationHead.Forward(_gemm, y, n, false);
        var dTurned = _gemm.Arena.Zeros(n * a);
        var dHead = _gemm.Arena.Zeros(n * a);
        var dRelDep = _gemm.Arena.Zeros(n * q);
        var dRelHead = _gemm.Arena.Zeros(n * q);
        float[] gRoot = Gradients[net.RootArc], gRootRelation = Gradients[net.RootRelation];
        var scores = new float[256];
        var hidden = new List<(int Dep, int Head, int Label)>();
        for (int b = 0; b < batch; b++)
        {
            var example = examples[b];
            if (example.Head.Length == 0)
                continue;
            int count = example.Count;
            for (int t = 0; t < count; t++)
            {
                int right = example.Head[t];
                if (right < 0)
                    continue;
                int r = t * batch + b;
                var v = turned.AsSpan(r * a, a);
                var z = scores.AsSpan(0, count + 1);
                for (int j = 0; j < count; j++)
                    z[j] = j == t ? -1e9f : TensorPrimitives.Dot(v, head.AsSpan((j * batch + b) * a, a));
                z[count] = TensorPrimitives.Dot<float>(v, net.RootArc.W);
                if (TensorPrimitives.IndexOfMax<float>(z) == right)
                    RightHeads++;
                TensorPrimitives.SoftMax(z, z);
                Loss -= Math.Log(Math.Max(z[right], 1e-9f));
                z[right] -= 1;
                var dv = dTurned.AsSpan(r * a, a);
                for (int j = 0; j <= count; j++)
                {
                    float g = z[j];
                    if (g is > -1e-5f and < 1e-5f)
                        continue;
                    var h = j == count ? net.RootArc.W.AsSpan() : head.AsSpan((j * batch + b) * a, a);
                    var dh = j == count ? gRoot.AsSpan() : dHead.AsSpan((j * batch + b) * a, a);
                    TensorPrimitives.MultiplyAdd(h, g, dv, dv);
                    TensorPrimitives.MultiplyAdd(v, g, dh, dh);
                }
                hidden.Add((r, right == count ? -1 : right * batch + b, example.Label[t]));
            }
        }
        if (hidden.Count > 0)
        {
            int m = hidden.Count;
            var z = _gemm.Arena.Zeros(m * q);
            for (int i = 0; i < m; i++)
            {
                var (dr, hr, _) = hidden[i];
                var row = z.AsSpan(i * q, q);
                TensorPrimitives.Add(relDep.AsSpan(dr * q, q), hr < 0 ? net.RootRelation.W.AsSpan() : relHead.AsSpan(hr * q, q), row);
                TensorPrimitives.Max<float>(row, 0f, row);
            }
            var logits = net.Relation.Forward(_gemm, z, m, false);
            for (int i = 0; i < m; i++)
            {
                var row = logits.AsSpan(i * labels, labels);
                int right = hidden[i].Label;
                if (TensorPrimitives.IndexOfMax<float>(row) == right)
                    RightLabels++;
                TensorPrimitives.SoftMax(row, row);
                Loss -= Math.Log(Math.Max(row[right], 1e-9f));
                row[right] -= 1;
            }
            var dz = _gemm.Arena.Zeros(m * q);
            net.Relation.Backward(_gemm, z, null, logits, m, dz, Gradients);
            for (int i = 0; i < m; i++)
            {
                var (dr, hr, _) = hidden[i];
                for (int k = 0; k < q; k++)
                {
                    if (z[i * q + k] <= 0)
                        continue;
                    dRelDep[dr * q + k] += dz[i * q + k];
                    if (hr < 0)
                        gRootRelation[k] += dz[i * q + k];
                    else
                        dRelHead[hr * q + k] += dz[i * q + k];
                }
            }
        }
        var gBias = Gradients[net.HeadBias];
        for (int r = 0; r < n; r++)
            TensorPrimitives.Add(gBias.AsSpan(), dTurned.AsSpan(r * a, a), gBias);
        _gemm.MultiplyTransposedA(dep, dTurned, Gradients[net.Bilinear], n, a, a);
        var dDep = _gemm.Arena.Zeros(n * a);
        _gemm.MultiplyTransposedB(dTurned, net.Bilinear.W, dDep, n, a, a, false);
        net.ArcDependent.Backward(_gemm, y, dep, dDep, n, dy, Gradients);
        net.ArcHead.Backward(_gemm, y, head, dHead, n, dy, Gradients);
        net.RelationDependent.Backward(_gemm, y, null, dRelDep, n, dy, Gradients);
        net.RelationHead.Backward(_gemm, y, null, dRelHead, n, dy, Gradients);
    }
}
