using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Waybill.Lineage;

/// <summary>The keys of one node (grams of a text, particulars of a report), sorted, and the part of it in which each stands.</summary>
internal readonly record struct NodeKeys(ImmutableArray<ulong> Keys, ImmutableArray<ushort> Parts);

/// <summary>A pair of nodes that is asked now and was not, or was and is not. A is before B in the order of nodes.</summary>
internal readonly record struct PairChange(int A, int B, bool Added);

/// <summary>Proposes pairs from keys and keeps them while nodes come and go. Each key links every node that holds it with
/// the few holders that come first in a fixed order of the nodes' own hashes: a star and not a clique, so that work
/// is linear in the copies of a story, and a function of the set, so that no order of insertion shows. A node that comes
/// displaces one of the first of n holders with probability 3/n, so that no more than a few others have to be asked
/// anew. Proposes only; a predicate decides.</summary>
/// <param name="keysOf">Keys of a node that is in, as they were when it was put in.</param>
/// <param name="worth">Whether a node is to ask a holder, by node, holder, whether the shared keys stand in several parts, and their number.
/// More parts and more keys never make it less worth.</param>
internal sealed class StarIndex(Func<int, NodeKeys> keysOf, int holders, int partners, Func<int, int, bool, int, bool> worth)
{
    private readonly Postings _postings = new();
    private readonly HashSet<int> _marked = [];
    private readonly HashSet<int> _reset = [];
    private readonly Dictionary<int, Shared> _shared = [];
    private readonly Dictionary<int, int> _met = [];
    private readonly List<(int Keys, int Holder)> _ranking = [];
    private readonly Pieces<ulong> _order = new();
    private readonly Pieces<int> _asked = new(); // places in the heap
    private readonly Pieces<bool> _in = new();
    private readonly RunHeap<int> _askedOf = new();

    private struct Shared
    {
        internal int Keys;
        internal ulong Parts;

        internal readonly bool SeveralParts => (Parts & (Parts - 1)) != 0;
    }

    /// <summary>Nodes asked anew, ever.</summary>
    internal int Asks { get; private set; }

    /// <summary>Whom the node asks.</summary>
    internal ReadOnlySpan<int> Asked(int node) => node < _asked.Room ? _askedOf.Span(_asked[node]) : default;

    internal ulong OrderOf(int node) => _order[node];

    /// <summary>Puts a node in. Its order is a hash of its own content and no other node's.</summary>
    internal void Insert(int node, ulong order)
    {
        Place(node, order);
        _met.Clear();
        foreach (var key in keysOf(node).Keys)
        {
            Meet(key, node);
            _postings.Add(key, (byte)(order >> 56), node);
        }
        MarkMet(node);
    }

    /// <summary>Puts back a node as it was kept: nothing has to be asked.</summary>
    internal void Restore(int node, ulong order, NodeKeys keys)
    {
        Place(node, order);
        foreach (var key in keys.Keys) _postings.Add(key, (byte)(order >> 56), node);
    }

    internal void Restore(int node, int[] asked) => Keep(node, asked);

    /// <summary>Undoes <see cref="Restore(int, ulong, NodeKeys)"/>.</summary>
    internal void Forget(int node, NodeKeys keys)
    {
        foreach (var key in keys.Keys) _postings.Remove(key, (byte)(_order[node] >> 56), node);
        _in[node] = false;
    }

    /// <summary>Takes a node out. Call while <c>keysOf</c> still gives the keys that it was put in with.</summary>
    internal void Remove(int node)
    {
        if (!_in[node]) return;
        _in[node] = false;
        foreach (var key in keysOf(node).Keys)
        {
            _postings.Remove(key, (byte)(_order[node] >> 56), node);
            Part(key, node);
        }
        Mark(node);
    }

    /// <summary>Asks anew whatever was touched, and says which pairs came and went. Pairs of a node that was taken out or put in
    /// anew count as gone; they are not listed unless they are there again.</summary>
    internal List<PairChange> Refresh(Action<int>? asks = null)
    {
        var before = new List<(int Node, int[] Asked)>(_marked.Count);
        foreach (var node in _marked)
        {
            before.Add((node, Asked(node).ToArray()));
            Asks++;
            Keep(node, _in[node] ? Ask(node) : []);
            asks?.Invoke(node);
        }
        var old = before.ToDictionary(b => b.Node, b => b.Asked);
        var changes = new HashSet<PairChange>();
        foreach (var (node, was) in before)
        {
            foreach (var other in was) Consider(node, other);
            foreach (var other in Asked(node)) Consider(node, other);
        }
        _marked.Clear();
        _reset.Clear();
        var sorted = changes.ToList();
        sorted.Sort((x, y) => _order[x.A] != _order[y.A] ? _order[x.A].CompareTo(_order[y.A]) : x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
        return sorted;

        void Consider(int x, int y)
        {
            var there = !_reset.Contains(x) && !_reset.Contains(y) && (Had(x, y) || Had(y, x));
            var now = _in[x] && _in[y] && (Has(x, y) || Has(y, x));
            if (there == now) return;
            var ordered = _order[x] < _order[y] || _order[x] == _order[y] && x < y;
            changes.Add(ordered ? new PairChange(x, y, now) : new PairChange(y, x, now));
        }

        bool Had(int x, int y) => (old.TryGetValue(x, out var was) ? was : Asked(x)).Contains(y);
        bool Has(int x, int y) => Asked(x).Contains(y);
    }

    private void Place(int node, ulong order)
    {
        _order.Reach(node);
        _asked.Reach(node);
        _in.Reach(node);
        _order[node] = order;
        _in[node] = true;
    }

    private void Keep(int node, ReadOnlySpan<int> asked)
    {
        _askedOf.Drop(_asked[node]);
        _asked[node] = _askedOf.Add(asked);
    }

    /// <summary>A key comes to stand for the node that is put in. Where the node is among the key's first holders, all others may have it to
    /// ask; and those who asked the holder that it displaces may have to ask another. A holder that was not asked is no loss.</summary>
    private void Meet(ulong key, int node)
    {
        var run = _postings.Holders(key);
        Span<int> first = stackalloc int[holders];
        var found = First(run, first);
        var displaced = -1;
        if (found == holders)
        {
            displaced = first[holders - 1];
            if (Before(displaced, node)) return;
        }
        for (var i = 0; i < run.Count; i++)
        {
            var other = run.Slot(i);
            CollectionsMarshal.GetValueRefOrAddDefault(_met, other, out _)++;
            if (displaced >= 0 && Asked(other).Contains(displaced)) _marked.Add(other);
        }
    }

    /// <summary>A key's holders after the node was taken out. Where it was among the first, another takes its place, and all their stars
    /// change; where there was none to take it, they lose the node alone.</summary>
    private void Part(ulong key, int node)
    {
        var run = _postings.Holders(key);
        Span<int> first = stackalloc int[holders];
        var found = First(run, first);
        var promoted = -1;
        if (found == holders)
        {
            promoted = first[holders - 1];
            if (Before(promoted, node)) return;
        }
        for (var i = 0; i < run.Count; i++)
        {
            var other = run.Slot(i);
            if (promoted >= 0 || Asked(other).Contains(node)) _marked.Add(other);
        }
    }

    /// <summary>Marks the node, and those for whom it may be worth asking: a key that two nodes happen to share changes nothing
    /// for either.</summary>
    private void MarkMet(int node)
    {
        foreach (var (other, met) in _met)
            if (worth(other, node, met >= 2, met) && !_marked.Contains(other) && MayAsk(other, node)) _marked.Add(other);
        Mark(node);
    }

    /// <summary>Whether all keys that the two share would make the holder worth asking.</summary>
    private bool MayAsk(int node, int holder)
    {
        var (keys, parts) = keysOf(node);
        var theirs = keysOf(holder).Keys.AsSpan();
        var shared = new Shared();
        for (int k = 0, h = 0; k < keys.Length; k++)
        {
            var key = Postings.Known(keys[k]);
            while (h < theirs.Length && Postings.Known(theirs[h]) < key) h++;
            if (h == theirs.Length) break;
            if (Postings.Known(theirs[h]) != key) continue;
            shared.Keys++;
            shared.Parts |= 1UL << (parts[k] & 63);
        }
        return worth(node, holder, shared.SeveralParts, shared.Keys);
    }

    private void Mark(int node)
    {
        _marked.Add(node);
        _reset.Add(node);
    }

    private bool Before(int x, int y) => _order[x] != _order[y] ? _order[x] < _order[y] : x < y;

    private int[] Ask(int node)
    {
        var keys = keysOf(node);
        _shared.Clear();
        Span<int> first = stackalloc int[holders];
        for (var k = 0; k < keys.Keys.Length; k++)
        {
            var run = _postings.Holders(keys.Keys[k]);
            if (run.Count < 2) continue;
            var found = First(run, first);
            var part = 1UL << (keys.Parts[k] & 63);
            for (var h = 0; h < found; h++)
            {
                if (first[h] == node) continue;
                ref var s = ref CollectionsMarshal.GetValueRefOrAddDefault(_shared, first[h], out _);
                s.Keys++;
                s.Parts |= part;
            }
        }
        if (_shared.Count == 0) return [];
        _ranking.Clear();
        foreach (var (holder, s) in _shared)
            if (worth(node, holder, s.SeveralParts, s.Keys)) _ranking.Add((s.Keys, holder));
        if (_ranking.Count == 0) return [];
        _ranking.Sort((x, y) => x.Keys != y.Keys ? y.Keys.CompareTo(x.Keys) : _order[x.Holder] != _order[y.Holder] ? _order[x.Holder].CompareTo(_order[y.Holder]) : x.Holder.CompareTo(y.Holder));
        var asked = new int[Math.Min(partners, _ranking.Count)];
        for (var i = 0; i < asked.Length; i++) asked[i] = _ranking[i].Holder;
        return asked;
    }

    /// <summary>The first holders in the order of nodes. The run is sorted by the upper byte of that order only.</summary>
    private int First(Postings.Run run, Span<int> first)
    {
        var found = 0;
        for (var i = 0; i < run.Count; i++)
        {
            var slot = run.Slot(i);
            if (found == first.Length)
            {
                if (run.Order(i) > (byte)(_order[first[^1]] >> 56)) break;
                if (!Before(slot, first[^1])) continue;
                found--;
            }
            var at = found;
            while (at > 0 && Before(slot, first[at - 1]))
            {
                first[at] = first[at - 1];
                at--;
            }
            first[at] = slot;
            found++;
        }
        return found;
    }
}
