namespace Waybill.Lineage;

/// <summary>Which texts hold a gram: six bytes a posting, so that a million articles fit into memory. A gram is known by
/// its upper 34 bits, 18 of which name a segment; in a segment stand (tag, order, slot), sorted. <em>Order</em> is the upper
/// byte of the text's own place in a fixed order, so that the first holders of a gram stand first in its run
/// however many there are. 256 segments lie in one array with gaps between them (a packed memory array), so that the collector
/// of garbage has next to nothing to look at.</summary>
internal sealed class Postings
{
    private const int GroupBits = 10;
    private const int SegmentBits = 8;
    private const int Segments = 1 << SegmentBits;

    /// <summary>A segment's gap after its group was laid out anew: so many entries, and this part of its own number.</summary>
    private const int Gap = 2;
    private const int GapPart = 16;

    /// <summary>Slots are below this.</summary>
    internal const int MostSlots = 1 << 24;

    private sealed class Group
    {
        internal uint[] High = []; // tag (16 bits), order (8), upper 8 bits of the slot
        internal ushort[] Low = []; // lower 16 bits of the slot
        internal readonly int[] Start = new int[Segments + 1];
        internal readonly int[] Count = new int[Segments];
    }

    /// <summary>A gram's run of postings.</summary>
    internal readonly ref struct Run(ReadOnlySpan<uint> high, ReadOnlySpan<ushort> low)
    {
        private readonly ReadOnlySpan<uint> _high = high;
        private readonly ReadOnlySpan<ushort> _low = low;

        internal int Count => _high.Length;

        internal int Slot(int i) => (int)(_high[i] & 0xFF) << 16 | _low[i];

        internal byte Order(int i) => (byte)(_high[i] >> 8);
    }

    private readonly Group?[] _groups = new Group?[1 << GroupBits];
    private uint[] _spareHigh = [];
    private ushort[] _spareLow = [];

    /// <summary>As much of a gram as is known here: grams that are equal in it are one.</summary>
    internal static ulong Known(ulong gram) => gram >> (48 - GroupBits - SegmentBits);

    private static int GroupOf(ulong gram) => (int)(gram >> (64 - GroupBits));

    private static int SegmentOf(ulong gram) => (int)(gram >> (64 - GroupBits - SegmentBits)) & (Segments - 1);

    private static uint Tag(ulong gram) => (uint)Known(gram) & 0xFFFF;

    private static (uint High, ushort Low) Entry(ulong gram, byte order, int slot) => (Tag(gram) << 16 | (uint)order << 8 | (uint)slot >> 16, (ushort)slot);

    internal Run Holders(ulong gram)
    {
        if (_groups[GroupOf(gram)] is not { } group) return default;
        var segment = SegmentOf(gram);
        var (from, count) = (group.Start[segment], group.Count[segment]);
        if (count == 0) return default;
        var high = group.High.AsSpan(from, count);
        var tag = Tag(gram);
        var first = Find(high, default, tag << 16, 0);
        var end = first;
        while (end < high.Length && high[end] >> 16 == tag) end++;
        return new Run(high[first..end], group.Low.AsSpan(from + first, end - first));
    }

    internal void Add(ulong gram, byte order, int slot)
    {
        var group = _groups[GroupOf(gram)] ??= new Group();
        var segment = SegmentOf(gram);
        var (high, low) = Entry(gram, order, slot);
        var (start, count) = (group.Start[segment], group.Count[segment]);
        var at = Find(group.High.AsSpan(start, count), group.Low.AsSpan(start, count), high, low);
        if (at < count && group.High[start + at] == high && group.Low[start + at] == low) return;
        if (start + count == group.Start[segment + 1])
        {
            Spread(group);
            start = group.Start[segment];
        }
        Array.Copy(group.High, start + at, group.High, start + at + 1, count - at);
        Array.Copy(group.Low, start + at, group.Low, start + at + 1, count - at);
        group.High[start + at] = high;
        group.Low[start + at] = low;
        group.Count[segment]++;
    }

    internal void Remove(ulong gram, byte order, int slot)
    {
        if (_groups[GroupOf(gram)] is not { } group) return;
        var segment = SegmentOf(gram);
        var (high, low) = Entry(gram, order, slot);
        var (start, count) = (group.Start[segment], group.Count[segment]);
        var at = Find(group.High.AsSpan(start, count), group.Low.AsSpan(start, count), high, low);
        if (at >= count || group.High[start + at] != high || group.Low[start + at] != low) return;
        Array.Copy(group.High, start + at + 1, group.High, start + at, count - at - 1);
        Array.Copy(group.Low, start + at + 1, group.Low, start + at, count - at - 1);
        group.Count[segment]--;
    }

    /// <summary>Gives every segment of the group a gap again.</summary>
    private void Spread(Group group)
    {
        int used = 0, room = 0;
        foreach (var count in group.Count)
        {
            used += count;
            room += count + Gap + count / GapPart;
        }
        if (_spareHigh.Length < used)
        {
            _spareHigh = new uint[used + used / 4];
            _spareLow = new ushort[_spareHigh.Length];
        }
        for (int s = 0, at = 0; s < Segments; at += group.Count[s++])
        {
            Array.Copy(group.High, group.Start[s], _spareHigh, at, group.Count[s]);
            Array.Copy(group.Low, group.Start[s], _spareLow, at, group.Count[s]);
        }
        if (group.High.Length < room)
        {
            group.High = new uint[room + room / GapPart];
            group.Low = new ushort[group.High.Length];
        }
        for (int s = 0, at = 0, from = 0; s < Segments; from += group.Count[s++])
        {
            Array.Copy(_spareHigh, from, group.High, at, group.Count[s]);
            Array.Copy(_spareLow, from, group.Low, at, group.Count[s]);
            group.Start[s] = at;
            at += group.Count[s] + Gap + group.Count[s] / GapPart;
            group.Start[s + 1] = at;
        }
    }

    /// <summary>Place of the first entry that is not below. The lower halves are read only where the upper are equal, and not at all
    /// where none is below.</summary>
    private static int Find(ReadOnlySpan<uint> high, ReadOnlySpan<ushort> low, uint upper, ushort lower)
    {
        int lo = 0, hi = high.Length;
        while (lo < hi)
        {
            var mid = (lo + hi) >>> 1;
            if (high[mid] < upper || lower != 0 && high[mid] == upper && low[mid] < lower) lo = mid + 1;
            else hi = mid;
        }
        return lo;
    }
}
