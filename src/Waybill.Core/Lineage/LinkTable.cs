namespace Waybill.Lineage;

/// <summary>An accepted pair: A is before B in the order of texts; the share of each that stands in the other.</summary>
/// <param name="PassageOnly">What they share is the smaller part of both.</param>
/// <param name="PartOfA">Sentences of A that are aligned, as bits; only where B is no more than a part of A.</param>
internal readonly record struct OriginLink(int A, int B, float ShareOfA, float ShareOfB, bool PassageOnly, ReadOnlyMemory<ulong> PartOfA, ReadOnlyMemory<ulong> PartOfB)
{
    internal int Other(int slot) => slot == A ? B : A;
    internal bool IsPartOf(int slot) => (slot == A ? ShareOfA : ShareOfB) < Composites.Mostly;
    internal ReadOnlyMemory<ulong> Sentences(int slot) => slot == A ? PartOfA : PartOfB;
}

/// <summary>Accepted pairs, each in the chain of both its texts: some forty bytes a pair, in few arrays.</summary>
internal sealed class LinkTable
{
    private struct Entry
    {
        internal int A, B;
        internal int NextOfA, NextOfB; // numbers of links; 0 at the end
        internal float ShareOfA, ShareOfB;
        internal int PartOfA, PartOfB; // places in the heap
        internal bool PassageOnly;
    }

    private readonly Pieces<int> _first = new();
    private readonly Pieces<Entry> _links = new();
    private readonly RunHeap<ulong> _parts = new();
    private int _end = 1; // number 0 is none
    private int _free;

    internal bool Any(int slot) => First(slot) != 0;

    internal IEnumerable<OriginLink> Of(int slot)
    {
        for (var n = First(slot); n != 0; n = Next(n, slot))
        {
            var e = _links[n];
            yield return new OriginLink(e.A, e.B, e.ShareOfA, e.ShareOfB, e.PassageOnly, _parts[e.PartOfA], _parts[e.PartOfB]);
        }
    }

    internal void Add(in OriginLink link)
    {
        var n = _free;
        if (n != 0) _free = _links[n].NextOfA;
        else _links.Reach(n = _end++);
        _first.Reach(Math.Max(link.A, link.B));
        _links[n] = new Entry
        {
            A = link.A,
            B = link.B,
            NextOfA = _first[link.A],
            NextOfB = _first[link.B],
            ShareOfA = link.ShareOfA,
            ShareOfB = link.ShareOfB,
            PartOfA = _parts.Add(link.PartOfA.Span),
            PartOfB = _parts.Add(link.PartOfB.Span),
            PassageOnly = link.PassageOnly,
        };
        _first[link.A] = _first[link.B] = n;
    }

    /// <summary>Takes a pair out; false where it is none.</summary>
    internal bool Remove(int a, int b)
    {
        // The two chains are walked in step: one of them may be very long.
        int x = First(a), y = First(b);
        while (x != 0 && y != 0 && !Is(x) && !Is(y)) (x, y) = (Next(x, a), Next(y, b));
        var n = x != 0 && Is(x) ? x : y != 0 && Is(y) ? y : 0;
        if (n == 0) return false;
        Unchain(n, a);
        Unchain(n, b);
        _parts.Drop(_links[n].PartOfA);
        _parts.Drop(_links[n].PartOfB);
        _links[n] = new Entry { NextOfA = _free };
        _free = n;
        return true;

        bool Is(int link) => _links[link].A == a && _links[link].B == b;
    }

    private int First(int slot) => slot < _first.Room ? _first[slot] : 0;

    private int Next(int n, int slot) => _links[n].A == slot ? _links[n].NextOfA : _links[n].NextOfB;

    private void Unchain(int n, int slot)
    {
        ref var at = ref _first[slot];
        while (at != n)
        {
            ref var e = ref _links[at];
            if (e.A == slot) at = ref e.NextOfA;
            else at = ref e.NextOfB;
        }
        at = Next(n, slot);
    }
}
