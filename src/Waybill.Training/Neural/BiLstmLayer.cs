using System.Numerics.Tensors;

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
        var trace = new Trace { Gates = new float[n * h4], Cell = new float[n * hidden], Tanh = new float[n * hidden], Previous = new float[n * hidden] };
        for (int r = 0; r < n; r++)
            Bias.W.CopyTo(trace.Gates, r * h4);
        gemm.Multiply(x, Wx.W, trace.Gates, n, inputs, h4, true);
        var state = new float[batch * hidden];
        var cell = new float[batch * hidden];
        for (int k = 0; k < steps; k++)
        {
            int t = backwards ? steps - 1 - k : k;
            var gates = trace.Gates.AsSpan(t * batch * h4, batch * h4);
            if (k > 0)
                gemm.Multiply(state, Wh.W, gates, batch, hidden, h4, true);
            state.CopyTo(trace.Previous, t * batch * hidden);
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

    /// <summary>Adds to the gradients of the weights and to <paramref name="dx"/>.</summary>
    public void Backward(Gemm gemm, Trace trace, float[] x, float[] mask, int steps, int batch, float[] dy, int stride, int offset,
        float[]? dx, float[] gWx, float[] gWh, float[] gBias)
    {
        int n = steps * batch, h4 = 4 * hidden;
        var dGates = new float[n * h4];
        var dState = new float[batch * hidden];
        var dCell = new float[batch * hidden];
        var turned = Gemm.Transposed(Wh.W, hidden, h4);
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
                for (int j = 0; j < hidden; j++)
                {
                    float i = g[j], f = g[hidden + j], o = g[2 * hidden + j], q = g[3 * hidden + j];
                    float dh = d[j] + dState[b * hidden + j];
                    float dc = dCell[b * hidden + j] + dh * o * (1 - th[j] * th[j]);
                    float cBefore = k > 0 ? trace.Cell[(before * batch + b) * hidden + j] : 0;
                    dg[j] = dc * q * i * (1 - i);
                    dg[hidden + j] = dc * cBefore * f * (1 - f);
                    dg[2 * hidden + j] = dh * th[j] * o * (1 - o);
                    dg[3 * hidden + j] = dc * i * (1 - q * q);
                    dCell[b * hidden + j] = dc * f;
                }
            }
            if (k > 0)
                gemm.Multiply(dGates.AsSpan(t * batch * h4, batch * h4), turned, dState, batch, h4, hidden, false);
        }
        gemm.MultiplyTransposedA(x, dGates, gWx, n, inputs, h4);
        gemm.MultiplyTransposedA(trace.Previous, dGates, gWh, n, hidden, h4);
        for (int r = 0; r < n; r++)
            TensorPrimitives.Add(gBias.AsSpan(), dGates.AsSpan(r * h4, h4), gBias);
        if (dx is not null)
            gemm.MultiplyTransposedB(dGates, Wx.W, dx, n, h4, inputs, true);
    }
}
