using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Waybill.Language;

/// <summary>A linear model as a hash table from 32-bit feature keys to short lists of (class, weight) with integer
/// weights: scores are integer sums, so that every machine gives the same answer. Unseen features cost one probe.
/// Two features whose keys collide share their weights; with 32-bit keys about one unseen feature in a thousand does.</summary>
public sealed class SparseWeights
{
    /// <summary>Most features of one decision.</summary>
    private const int MostFeatures = 80;

    // A slot is a key in its lower half and in its upper half the place of its list; an entry is a count, and behind it
    // weight · 65536 + class for each class: one cache line for a miss, two for a hit.
    private readonly ulong[] _slots;
    private readonly int[] _entries;
    private readonly int _mask;
    private readonly int _classCount;

    /// <param name="keys">Feature keys, ascending, none 0.</param>
    /// <param name="rowStart">Where each key's list begins; one more than there are keys.</param>
    public SparseWeights(uint[] keys, int[] rowStart, byte[] classes, short[] weights)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(rowStart);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(weights);
        int size = 16;
        while (size < keys.Length * 2L)
            size *= 2;
        _mask = size - 1;
        _slots = new ulong[size];
        _entries = new int[keys.Length + weights.Length];
        FeatureCount = keys.Length;
        WeightCount = weights.Length;
        foreach (byte c in classes)
            _classCount = Math.Max(_classCount, c + 1);
        int at = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            int slot = (int)(keys[i] & (uint)_mask);
            while (_slots[slot] != 0)
                slot = (slot + 1) & _mask;
            _slots[slot] = keys[i] | (ulong)at << 32;
            _entries[at++] = rowStart[i + 1] - rowStart[i];
            for (int j = rowStart[i]; j < rowStart[i + 1]; j++)
                _entries[at++] = weights[j] << 16 | classes[j];
        }
    }

    public int FeatureCount { get; }

    public int WeightCount { get; }

    /// <summary>Adds the weights of every feature to the scores of the classes. First every place is
    /// read, without a branch between, so that the waits for memory overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<uint> features, Span<int> scores)
    {
        if (scores.Length < _classCount || features.Length > MostFeatures)
            throw new ArgumentException("too few scores, or too many features");
        ref ulong slots = ref MemoryMarshal.GetArrayDataReference(_slots);
        ref int entries = ref MemoryMarshal.GetArrayDataReference(_entries);
        ref int score = ref MemoryMarshal.GetReference(scores);
        uint mask = (uint)_mask;
        Span<ulong> seen = stackalloc ulong[MostFeatures];
        for (int i = 0; i < features.Length; i++)
            seen[i] = Unsafe.Add(ref slots, features[i] & mask);
        Span<int> found = stackalloc int[MostFeatures];
        Span<int> lengths = stackalloc int[MostFeatures];
        int count = 0;
        for (int i = 0; i < features.Length; i++)
        {
            uint key = features[i], slot = key & mask;
            ulong content = seen[i];
            while ((uint)content != key && content != 0)
            {
                slot = (slot + 1) & mask;
                content = Unsafe.Add(ref slots, slot);
            }
            found[count] = (int)(content >> 32);
            count += content != 0 ? 1 : 0;
        }
        for (int i = 0; i < count; i++)
            lengths[i] = Unsafe.Add(ref entries, found[i]);
        for (int i = 0; i < count; i++)
        {
            ref int entry = ref Unsafe.Add(ref entries, found[i]);
            for (int j = 1, n = lengths[i]; j <= n; j++)
            {
                int e = Unsafe.Add(ref entry, j);
                Unsafe.Add(ref score, e & 0xFF) += e >> 16;
            }
        }
    }

    /// <summary>Keys in order, with the places of their lists.</summary>
    private List<(uint Key, int At)> Sorted()
    {
        var sorted = new List<(uint Key, int At)>(FeatureCount);
        foreach (ulong slot in _slots)
        {
            if (slot != 0)
                sorted.Add(((uint)slot, (int)(slot >> 32)));
        }
        sorted.Sort((a, b) => a.Key.CompareTo(b.Key));
        return sorted;
    }

    internal void Write(BinaryWriter writer)
    {
        var sorted = Sorted();
        var entries = sorted.SelectMany(k => Enumerable.Range(k.At + 1, _entries[k.At]).Select(j => _entries[j])).ToArray();
        writer.Write(FeatureCount);
        writer.Write(WeightCount);
        BulkArrays.Write(writer, sorted.Select(k => k.Key).ToArray());
        BulkArrays.Write(writer, sorted.Select(k => (byte)_entries[k.At]).ToArray());
        BulkArrays.Write(writer, entries.Select(e => (byte)e).ToArray());
        BulkArrays.Write(writer, entries.Select(e => (short)(e >> 16)).ToArray());
    }

    /// <summary>Reads what <see cref="Write"/> wrote; throws <see cref="InvalidDataException"/> where it cannot be right.</summary>
    internal static SparseWeights Read(BinaryReader reader, int classCount)
    {
        int keyCount = reader.ReadInt32(), weightCount = reader.ReadInt32();
        if (keyCount < 0 || weightCount < 0 || keyCount > 20_000_000 || weightCount > 80_000_000)
            throw new InvalidDataException("a weight table has an impossible size");
        uint[] keys = BulkArrays.Read<uint>(reader, keyCount);
        for (int i = 0; i < keyCount; i++)
        {
            if (keys[i] <= (i == 0 ? 0 : keys[i - 1]))
                throw new InvalidDataException("feature keys are not in order");
        }
        byte[] counts = BulkArrays.Read<byte>(reader, keyCount);
        var rowStart = new int[keyCount + 1];
        for (int i = 0; i < keyCount; i++)
            rowStart[i + 1] = rowStart[i] + counts[i];
        if (rowStart[keyCount] != weightCount)
            throw new InvalidDataException("the rows of a weight table do not add up");
        byte[] classes = BulkArrays.Read<byte>(reader, weightCount);
        foreach (byte value in classes)
        {
            if (value >= classCount)
                throw new InvalidDataException("a weight belongs to no class");
        }
        return new SparseWeights(keys, rowStart, classes, BulkArrays.Read<short>(reader, weightCount));
    }
}
