using System.Runtime.CompilerServices;

namespace Waybill.Language;

/// <summary>A linear model as a hash table from 32-bit feature keys to short lists of (class, weight) with integer
/// weights: scores are integer sums, so that every machine gives the same answer. Unseen features cost one probe.
/// Two features whose keys collide share their weights; with 32-bit keys about one unseen feature in a thousand does.</summary>
public sealed class SparseWeights
{
    private readonly uint[] _keys;
    private readonly int[] _rows;
    private readonly int[] _rowStart;
    private readonly byte[] _classes;
    private readonly short[] _weights;
    private readonly int _mask;

    /// <param name="keys">Feature keys, ascending, none 0.</param>
    /// <param name="rowStart">Where each key's list begins; one more than there are keys.</param>
    public SparseWeights(uint[] keys, int[] rowStart, byte[] classes, short[] weights)
    {
        ArgumentNullException.ThrowIfNull(keys);
        int size = 16;
        while (size < keys.Length * 2L)
            size *= 2;
        _mask = size - 1;
        _keys = new uint[size];
        _rows = new int[size];
        for (int i = 0; i < keys.Length; i++)
        {
            int slot = (int)(keys[i] & (uint)_mask);
            while (_keys[slot] != 0)
                slot = (slot + 1) & _mask;
            _keys[slot] = keys[i];
            _rows[slot] = i;
        }
        SortedKeys = keys;
        _rowStart = rowStart;
        _classes = classes;
        _weights = weights;
    }

    private uint[] SortedKeys { get; }

    public int FeatureCount => SortedKeys.Length;

    public int WeightCount => _weights.Length;

    /// <summary>Adds the weights of every feature to the scores of the classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<uint> features, Span<int> scores)
    {
        foreach (uint key in features)
        {
            int slot = (int)(key & (uint)_mask);
            uint found;
            while ((found = _keys[slot]) != key)
            {
                if (found == 0)
                    goto next;
                slot = (slot + 1) & _mask;
            }
            int row = _rows[slot];
            for (int j = _rowStart[row], end = _rowStart[row + 1]; j < end; j++)
                scores[_classes[j]] += _weights[j];
        next:;
        }
    }

    /// <summary>The same without weights that are smaller than <paramref name="floor"/> steps, which cost room and
    /// decide little.</summary>
    public SparseWeights Pruned(int floor)
    {
        List<uint> keys = [];
        List<int> starts = [0];
        List<byte> classes = [];
        List<short> weights = [];
        for (int i = 0; i < SortedKeys.Length; i++)
        {
            for (int j = _rowStart[i]; j < _rowStart[i + 1]; j++)
            {
                if (Math.Abs(_weights[j]) < floor)
                    continue;
                classes.Add(_classes[j]);
                weights.Add(_weights[j]);
            }
            if (classes.Count == starts[^1])
                continue;
            keys.Add(SortedKeys[i]);
            starts.Add(classes.Count);
        }
        return new SparseWeights([.. keys], [.. starts], [.. classes], [.. weights]);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(SortedKeys.Length);
        writer.Write(_weights.Length);
        uint last = 0;
        foreach (uint key in SortedKeys)
        {
            writer.Write7BitEncodedInt((int)(key - last));
            last = key;
        }
        for (int i = 0; i < SortedKeys.Length; i++)
            writer.Write((byte)(_rowStart[i + 1] - _rowStart[i]));
        writer.Write(_classes);
        foreach (short weight in _weights)
            writer.Write7BitEncodedInt((weight << 1) ^ (weight >> 31));
    }

    /// <summary>Reads what <see cref="Write"/> wrote; throws <see cref="InvalidDataException"/> where it cannot be right.</summary>
    internal static SparseWeights Read(BinaryReader reader, int classCount)
    {
        int keyCount = reader.ReadInt32(), weightCount = reader.ReadInt32();
        if (keyCount < 0 || weightCount < 0 || keyCount > 20_000_000 || weightCount > 80_000_000)
            throw new InvalidDataException("a weight table has an impossible size");
        var keys = new uint[keyCount];
        uint last = 0;
        for (int i = 0; i < keyCount; i++)
        {
            uint step = (uint)reader.Read7BitEncodedInt();
            if (step == 0)
                throw new InvalidDataException("feature keys are not in order");
            last += step;
            keys[i] = last;
        }
        var rowStart = new int[keyCount + 1];
        for (int i = 0; i < keyCount; i++)
            rowStart[i + 1] = rowStart[i] + reader.ReadByte();
        if (rowStart[keyCount] != weightCount)
            throw new InvalidDataException("the rows of a weight table do not add up");
        byte[] classes = reader.ReadBytes(weightCount);
        if (classes.Length != weightCount)
            throw new EndOfStreamException();
        foreach (byte value in classes)
        {
            if (value >= classCount)
                throw new InvalidDataException("a weight belongs to no class");
        }
        var weights = new short[weightCount];
        for (int i = 0; i < weightCount; i++)
        {
            int folded = reader.Read7BitEncodedInt();
            weights[i] = (short)((folded >>> 1) ^ -(folded & 1));
        }
        return new SparseWeights(keys, rowStart, classes, weights);
    }
}
