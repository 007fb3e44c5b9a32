using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Waybill.Training.Neural;

/// <summary>One direction of a long short-term memory layer over a batch in time-major order (row t·B + b), with its
/// own backward pass. Gates in the order input, forget, output, candidate.</summary>
public sealed class LstmDirection(int inputs, int hidden, bool backwards, Random random)
{
    public Parameter Wx { get; } = Parameter.Glorot(inputs, 4 * hidden, random);
    public Parameter Wh { get; } = Parameter.Glorot(hidden, 4 * hidden, random);
    public Parameter Bias { get; } = MakeBias(hidden, random);

    public IEnumerable<Parameter> Parameters => [Wx, Wh, Bias];

    private static Parameter MakeBias(int hidden, Random random)
    {
        var bias = Parameter.Zero(4 * hidden, random);
        for (int i = hidden; i < 2 * hidden; i++)
            bias.W[i] = 1; // remember at first
        return bias;
    }

    /// <summary>What the backward pass needs of the forward pass.</summary>
    public sealed class Trace
    {
        public float[] Gates = [], Cell = [], Tanh = [], Previous = [];
    }

    public Trace Forward(Gemm gemm, float[] x, float[] mask, int steps, int batch, float[] y, int stride, int offset)
    {
        int n = steps * batch, h4 = 4 * hidden;
        var trace = new Trace { Gates = gemm.Arena.Take(n * h4), Cell = gemm.Arena.Take(n * hidden), Tanh = gemm.Arena.Take(n * hidden), Previous = gemm.Arena.Take(n * hidden) };
        for (int r = 0; r < n; r++)
            Bias.W.CopyTo(trace.Gates, r * h4);
        gemm.Multiply(x, Wx.W, trace.Gates, n, inputs, h4, true);
        float[] state = gemm.Arena.Zeros(batch * hidden), cell = gemm.Arena.Zeros(batch * hidden), recurrent = gemm.Packed(Wh.W, hidden, h4);
        for (int k = 0; k < steps; k++)
        {
            int t = backwards ? steps - 1 - k : k;
            var gates = trace.Gates.AsSpan(t * batch * h4, batch * h4);
            if (k > 0)
                Gemm.MultiplyPacked(state, recurrent, gates, batch, hidden, h4, true);
            state.AsSpan(0, batch * hidden).CopyTo(trace.Previous.AsSpan(t * batch * hidden));
            for (int b = 0; b < batch; b++)
            {
                var g = gates.Slice(b * h4, h4);
                TensorPrimitives.Sigmoid(g[..(3 * hidden)], g[..(3 * hidden)]);
                TensorPrimitives.Tanh(g[(3 * hidden)..], g[(3 * hidden)..]);
                var c = cell.AsSpan(b * hidden, hidden);
                TensorPrimitives.Multiply(c, g.Slice(hidden, hidden), c);
                TensorPrimitives.MultiplyAdd(g[..hidden], g[(3 * hidden)..], c, c);
                float live = mask[t * batch + b];
                if (live == 0)
                    c.Clear();
                c.CopyTo(trace.Cell.AsSpan((t * batch + b) * hidden));
                var th = trace.Tanh.AsSpan((t * batch + b) * hidden, hidden);
                TensorPrimitives.Tanh(c, th);
                var s = state.AsSpan(b * hidden, hidden);
                TensorPrimitives.Multiply(th, g.Slice(2 * hidden, hidden), s);
                s.CopyTo(y.AsSpan((t * batch + b) * stride + offset));
            }
        }
        return trace;
    }

    private static Vector256<float> Eight(ReadOnlySpan<float> values, int at) => Vector256.Create(values.Slice(at, 8));

    /// <summary>Adds to the gradients of the weights and to <paramref name="dx"/>.</summary>
    public void Backward(Gemm gemm, Trace trace, float[] x, float[] mask, int steps, int batch, float[] dy, int stride, int offset,
        float[]? dx, float[] gWx, float[] gWh, float[] gBias)
    {
        int n = steps * batch, h4 = 4 * hidden;
        float[] dGates = gemm.Arena.Zeros(n * h4), dState = gemm.Arena.Zeros(batch * hidden), dCell = gemm.Arena.Zeros(batch * hidden), nothing = gemm.Arena.Zeros(hidden);
        float[] turned = gemm.PackedTransposed(Wh.W, h4, hidden);
        for (int k = steps - 1; k >= 0; k--)
        {
            int t = backwards ? steps - 1 - k : k;
            int before = backwards ? t + 1 : t - 1;
            for (int b = 0; b < batch; b++)
            {
                int row = t * batch + b;
                var dg = dGates.AsSpan(row * h4, h4);
                if (mask[row] == 0)
                {
                    dState.AsSpan(b * hidden, hidden).Clear();
                    dCell.AsSpan(b * hidden, hidden).Clear();
                    continue;
                }
                var g = trace.Gates.AsSpan(row * h4, h4);
                var th = trace.Tanh.AsSpan(row * hidden, hidden);
                var d = dy.AsSpan(row * stride + offset, hidden);
                ReadOnlySpan<float> cellBefore = k > 0 ? trace.Cell.AsSpan((before * batch + b) * hidden, hidden) : nothing;
                var ds = dState.AsSpan(b * hidden, hidden);
                var dcs = dCell.AsSpan(b * hidden, hidden);
                for (int j = 0; j < hidden; j += 8)
                {
                    var i = Eight(g, j);
                    var f = Eight(g, hidden + j);
                    var o = Eight(g, 2 * hidden + j);
                    var q = Eight(g, 3 * hidden + j);
                    var tanh = Eight(th, j);
                    var dh = Eight(d, j) + Eight(ds, j);
                    var dc = Eight(dcs, j) + dh * o * (Vector256<float>.One - tanh * tanh);
                    (dc * q * i * (Vector256<float>.One - i)).CopyTo(dg[j..]);
                    (dc * Eight(cellBefore, j) * f * (Vector256<float>.One - f)).CopyTo(dg[(hidden + j)..]);
                    (dh * tanh * o * (Vector256<float>.One - o)).CopyTo(dg[(2 * hidden + j)..]);
                    (dc * i * (Vector256<float>.One - q * q)).CopyTo(dg[(3 * hidden + j)..]);
                    (dc * f).CopyTo(dcs[j..]);
                }
            }
            if (k > 0)
                Gemm.MultiplyPacked(dGates.AsSpan(t * batch * h4, batch * h4), turned, dState, batch, h4, hidden, false);
        }
        gemm.MultiplyTransposedA(x, dGates, gWx, n, inputs, h4);
        gemm.MultiplyTransposedA(trace.Previous, dGates, gWh, n, hidden, h4);
        for (int r = 0; r < n; r++)
            TensorPrimitives.Add(gBias.AsSpan(), dGates.AsSpan(r * h4, h4), gBias);
        if (dx is not null)
            gemm.MultiplyTransposedB(dGates, Wx.W, dx, n, h4, inputs, true);
    }
}
