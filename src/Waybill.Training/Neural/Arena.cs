using System.Numerics;

namespace Waybill.Training.Neural;

/// <summary>Buffers of a batch that are used again for the next: large arrays are costly to get and to clear.</summary>
public sealed class Arena
{
    private readonly Dictionary<int, Stack<float[]>> _free = [];
    private readonly List<float[]> _taken = [];

    /// <summary>A buffer of at least <paramref name="length"/> numbers, with anything in it.</summary>
    public float[] Take(int length)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(length, 64));
        if (!_free.TryGetValue(size, out var stack))
            _free[size] = stack = [];
        float[] buffer = stack.Count > 0 ? stack.Pop() : new float[size];
        _taken.Add(buffer);
        return buffer;
    }

    /// <summary>A buffer whose first <paramref name="length"/> numbers are zero.</summary>
    public float[] Zeros(int length)
    {
        float[] buffer = Take(length);
        Array.Clear(buffer, 0, length);
        return buffer;
    }

    /// <summary>Takes all buffers back.</summary>
    public void Release()
    {
        foreach (float[] buffer in _taken)
            _free[buffer.Length].Push(buffer);
        _taken.Clear();
    }
}
