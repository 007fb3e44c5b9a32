using Waybill.Language;

namespace Waybill.Training;

/// <summary>Averaged perceptron weights while they are learnt: feature key → list of (class, weight).</summary>
public sealed class AveragedWeights
{
    private struct Entry
    {
        public int Class;
        public int Stamp;
        public float Weight;
        public double Total;
    }

    private readonly Dictionary<uint, int> _index = [];
    private readonly List<Entry[]> _rows = [];
    private readonly List<int> _counts = [];
    private int _time = 1;

    public void Score(ReadOnlySpan<uint> features, Span<float> scores)
    {
        foreach (uint key in features)
        {
            if (!_index.TryGetValue(key, out int row))
                continue;
            var entries = _rows[row];
            for (int i = 0, n = _counts[row]; i < n; i++)
                scores[entries[i].Class] += entries[i].Weight;
        }
    }

    public void Tick() => _time++;

    public void Update(ReadOnlySpan<uint> features, int cls, float amount)
    {
        foreach (uint key in features)
        {
            if (!_index.TryGetValue(key, out int row))
            {
                row = _rows.Count;
                _index[key] = row;
                _rows.Add(new Entry[2]);
                _counts.Add(0);
            }
            var entries = _rows[row];
            int n = _counts[row], i = 0;
            while (i < n && entries[i].Class != cls)
                i++;
            if (i == n)
            {
                if (n == entries.Length)
                {
                    Array.Resize(ref entries, n * 2);
                    _rows[row] = entries;
                }
                entries[i] = new Entry { Class = cls, Stamp = _time };
                _counts[row] = n + 1;
            }
            ref var entry = ref entries[i];
            entry.Total += (double)entry.Weight * (_time - entry.Stamp);
            entry.Stamp = _time;
            entry.Weight += amount;
        }
    }

    /// <summary>Averages, drops what is smaller than <paramref name="floor"/>, rounds to integers with
    /// <paramref name="scale"/> steps to 1.</summary>
    public SparseWeights Freeze(double floor, double scale)
    {
        var keys = _index.Keys.ToArray();
        Array.Sort(keys);
        List<uint> kept = [];
        List<int> starts = [0];
        List<byte> classes = [];
        List<short> weights = [];
        foreach (uint key in keys)
        {
            int row = _index[key];
            int before = classes.Count;
            foreach (var entry in _rows[row].AsSpan(0, _counts[row]).ToArray().OrderBy(e => e.Class))
            {
                double average = (entry.Total + (double)entry.Weight * (_time - entry.Stamp)) / _time;
                if (Math.Abs(average) < floor)
                    continue;
                classes.Add((byte)entry.Class);
                weights.Add((short)Math.Clamp(Math.Round(average * scale), short.MinValue, short.MaxValue));
            }
            if (classes.Count > before)
            {
                kept.Add(key);
                starts.Add(classes.Count);
            }
        }
        return new SparseWeights([.. kept], [.. starts], [.. classes], [.. weights]);
    }
}
