namespace Waybill.Lineage;

/// <summary>Which texts hold a gram: six bytes a posting, so that a million articles fit into memory. A gram is known by
/// its upper 34 bits, 18 of which name a segment; in a segment stand (tag, order, slot), sorted. <em>Order</em> is the upper
/// byte of the text's own place in a fixed order, so that the first holders of a gram stand first in its run
/// however many there are. 64 segments lie in one array with gaps between them (a packed memory array), so that the collector
/// of garbage has next to nothing to look at.</summary>
internal sealed class Postings
{
    private const int GroupBits = 12;
    private const int SegmentBits = 6;
    private const int Segments = 1 << SegmentBits;

    /// <summary>A segment's gap after its group was laid out anew: so many entries, and this part of its own number.</summary>
    private const int Gap = 2;
    private const int GapPart = 24;

    /// <summary>Slots are below this.</summary>
    internal const int MostSlots = 1 << 24;

    private record struct Segment(int Start, int Count);

    private sealed class Group
    {
        internal uint[] High = []; // tag (16 bits), order (8), upper 8 bits of the slot
        internal ushort[] Low = []; // lower 16 bits of the slot
        internal readonly Segment[] Segments = new Segment[Postings.Segments + 1]; // the last only ends the one before it
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
        var (from, count) = group.Segments[SegmentOf(gram)];
        if (count == 0) return default;
        var high = group.High.AsSpan(from, count);
        var tag = Tag(gram) << 16;
        var first = Find(high, default, tag, 0);
        if (first == count || high[first] >> 16 != tag >> 16) return default;
        var end = tag >> 16 == 0xFFFF ? count : Find(high, default, tag + 0x10000, 0, first + 1);
        return new Run(high[first..end], group.Low.AsSpan(from + first, end - first));
    }

    internal void Add(ulong gram, byte order, int slot)
    {
        var group = _groups[GroupOf(gram)] ??= new Group();
        ref var segment = ref group.Segments[SegmentOf(gram)];
        var (high, low) = Entry(gram, order, slot);
        var (start, count) = segment;
        var at = Find(group.High.AsSpan(start, count), group.Low.AsSpan(start, count), high, low);
        if (at < count && group.High[start + at] == high && group.Low[start + at] == low) return;
        if (start + count == group.Segments[SegmentOf(gram) + 1].Start)
        {
            Spread(group);
            start = segment.Start;
        }
        Array.Copy(group.High, start + at, group.High, start + at + 1, count - at);
        Array.Copy(group.Low, start + at, group.Low, start + at + 1, count - at);
        group.High[start + at] = high;
        group.Low[start + at] = low;
        segment.Count++;
    }

    internal void Remove(ulong gram, byte order, int slot)
    {
        if (_groups[GroupOf(gram)] is not { } group) return;
        ref var segment = ref group.Segments[SegmentOf(gram)];
        var (high, low) = Entry(gram, order, slot);
        var (start, count) = segment;
        var at = Find(group.High.AsSpan(start, count), group.Low.AsSpan(start, count), high, low);
        if (at >= count || group.High[start + at] != high || group.Low[start + at] != low) return;
        Array.Copy(group.High, start + at + 1, group.High, start + at, count - at - 1);
        Array.Copy(group.Low, start + at + 1, group.Low, start + at, count - at - 1);
        segment.Count--;
    }

    /// <summary>Gives every segment of the group a gap again.</summary>
    private void Spread(Group group)
    {
        var segments = group.Segments;
        int used = 0, room = 0;
        for (var s = 0; s < Segments; s++)
        {
            used += segments[s].Count;
            room += Roomy(segments[s].Count);
        }
        // Where the group stays in its arrays it is set aside first, else it is laid out in the new ones at once.
        var (high, low) = (group.High, group.Low);
        var stays = high.Length >= room;
        if (stays)
        {
            if (_spareHigh.Length < used)
            {
                _spareHigh = new uint[used + used / 4];
                _spareLow = new ushort[_spareHigh.Length];
            }
            for (int s = 0, at = 0; s < Segments; at += segments[s++].Count)
            {
                Array.Copy(high, segments[s].Start, _spareHigh, at, segments[s].Count);
                Array.Copy(low, segments[s].Start, _spareLow, at, segments[s].Count);
            }
            (high, low) = (_spareHigh, _spareLow);
        }
        else
        {
            group.High = new uint[room + room / GapPart];
            group.Low = new ushort[group.High.Length];
        }
        for (int s = 0, at = 0, from = 0; s < Segments; s++)
        {
            var (start, count) = segments[s];
            Array.Copy(high, stays ? from : start, group.High, at, count);
            Array.Copy(low, stays ? from : start, group.Low, at, count);
            segments[s].Start = at;
            from += count;
            at += Roomy(count);
            if (s == Segments - 1) segments[Segments].Start = at;
        }
    }

    private static int Roomy(int count) => count + Gap + count / GapPart;

    /// <summary>Place of the first entry that is not below. Grams are spread evenly, so that the search starts where the entry
    /// should be and widens from there. The lower halves are read only where the upper are equal, and not at all where none is below.</summary>
    private static int Find(ReadOnlySpan<uint> high, ReadOnlySpan<ushort> low, uint upper, ushort lower, int guess = -1)
    {
        if (guess < 0) guess = (int)((ulong)upper * (ulong)high.Length >> 32);
        int below, not;
        if (guess < high.Length && Below(high, low, guess, upper, lower))
        {
            below = guess;
            not = guess + 1;
            for (var step = 1; not < high.Length && Below(high, low, not, upper, lower); step *= 2)
            {
                below = not;
                not += step;
            }
            not = Math.Min(not, high.Length);
        }
        else
        {
            not = Math.Min(guess, high.Length);
            below = not - 1;
            for (var step = 1; below >= 0 && !Below(high, low, below, upper, lower); step *= 2)
            {
                not = below;
                below -= step;
            }
            below = Math.Max(below, -1);
        }
        while (not - below > 1)
        {
            var mid = (below + not) >> 1;
            if (Below(high, low, mid, upper, lower)) below = mid;
            else not = mid;
        }
        return not;
    }

    private static bool Below(ReadOnlySpan<uint> high, ReadOnlySpan<ushort> low, int at, uint upper, ushort lower) =>
        high[at] < upper || lower != 0 && high[at] == upper && low[at] < lower;
}
