namespace Waybill.Lineage;

/// <summary>Which texts hold a gram: six bytes a posting, so that a million articles fit into memory. A gram is known by
/// its upper 34 bits, 18 of which name a segment; in a segment stand (tag, order, slot), sorted. <em>Order</em> is the upper
/// byte of the text's own place in a fixed order, so that the first holders of a gram stand first in its run
/// however many there are.</summary>
internal sealed class Postings
{
    private const int SegmentBits = 18;

    /// <summary>Slots are below this.</summary>
    internal const int MostSlots = 1 << 24;

    private struct Segment
    {
        internal uint[]? High; // tag (16 bits), order (8), upper 8 bits of the slot
        internal ushort[] Low; // lower 16 bits of the slot
        internal int Count;

        internal readonly ulong At(int i) => (ulong)High![i] << 16 | Low[i];
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

    private readonly Segment[] _segments = new Segment[1 << SegmentBits];

    private static int SegmentOf(ulong gram) => (int)(gram >> (64 - SegmentBits));

    private static ulong Tag(ulong gram) => gram >> (48 - SegmentBits) & 0xFFFF;

    private static ulong Entry(ulong gram, byte order, int slot) => Tag(gram) << 32 | (ulong)order << 24 | (uint)slot;

    internal Run Holders(ulong gram)
    {
        ref var s = ref _segments[SegmentOf(gram)];
        if (s.Count == 0) return default;
        var from = Find(ref s, Tag(gram) << 32);
        var to = from;
        var tag = (uint)Tag(gram);
        while (to < s.Count && s.High![to] >> 16 == tag) to++;
        return new Run(s.High.AsSpan(from, to - from), s.Low.AsSpan(from, to - from));
    }

    internal void Add(ulong gram, byte order, int slot)
    {
        ref var s = ref _segments[SegmentOf(gram)];
        var entry = Entry(gram, order, slot);
        var at = Find(ref s, entry);
        if (at < s.Count && s.At(at) == entry) return;
        if (s.High is null)
        {
            s.High = new uint[2];
            s.Low = new ushort[2];
        }
        else if (s.Count == s.High.Length)
        {
            var room = s.Count + Math.Max(2, s.Count / 8);
            Array.Resize(ref s.High, room);
            Array.Resize(ref s.Low, room);
        }
        Array.Copy(s.High, at, s.High, at + 1, s.Count - at);
        Array.Copy(s.Low, at, s.Low, at + 1, s.Count - at);
        s.High[at] = (uint)(entry >> 16);
        s.Low[at] = (ushort)entry;
        s.Count++;
    }

    internal void Remove(ulong gram, byte order, int slot)
    {
        ref var s = ref _segments[SegmentOf(gram)];
        var entry = Entry(gram, order, slot);
        var at = Find(ref s, entry);
        if (at >= s.Count || s.At(at) != entry) return;
        s.Count--;
        Array.Copy(s.High!, at + 1, s.High!, at, s.Count - at);
        Array.Copy(s.Low, at + 1, s.Low, at, s.Count - at);
    }

    /// <summary>Place of the first entry that is not below.</summary>
    private static int Find(ref Segment s, ulong entry)
    {
        int lo = 0, hi = s.Count;
        while (lo < hi)
        {
            var mid = (lo + hi) >>> 1;
            if (s.At(mid) < entry) lo = mid + 1;
            else hi = mid;
        }
        return lo;
    }
}
