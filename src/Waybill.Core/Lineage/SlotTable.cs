using System.Text;

namespace Waybill.Lineage;

/// <summary>From a 64-bit key to the slot that has it: open addressing over four bytes an entry; the keys stay with the
/// slots. A key that several slots share leads to the one that was added (the head of their chain).</summary>
internal sealed class SlotTable(Func<int, ulong> keyOf)
{
    private int[] _entries = new int[64]; // slot + 1; 0 is free
    private int _count;

    /// <summary>The slot with the key that <paramref name="match"/> accepts, or −1.</summary>
    internal int Find(ulong key, Func<int, bool>? match = null)
    {
        for (var at = Home(key); _entries[at] != 0; at = Next(at))
        {
            var slot = _entries[at] - 1;
            if (keyOf(slot) == key && (match is null || match(slot))) return slot;
        }
        return -1;
    }

    internal void Add(int slot)
    {
        if (_count * 4 >= _entries.Length * 3)
        {
            var old = _entries;
            _entries = new int[old.Length * 3 / 2];
            foreach (var entry in old) if (entry != 0) Put(entry);
        }
        Put(slot + 1);
        _count++;
    }

    internal void Remove(int slot)
    {
        var at = Home(keyOf(slot));
        while (_entries[at] != slot + 1)
        {
            if (_entries[at] == 0) return;
            at = Next(at);
        }
        _entries[at] = 0;
        _count--;
        // What stands behind is put anew, so that no search ends at the gap.
        for (at = Next(at); _entries[at] != 0; at = Next(at))
        {
            var entry = _entries[at];
            _entries[at] = 0;
            Put(entry);
        }
    }

    private void Put(int entry)
    {
        var at = Home(keyOf(entry - 1));
        while (_entries[at] != 0) at = Next(at);
        _entries[at] = entry;
    }

    private int Home(ulong key) => (int)Math.BigMul(Fingerprints.Mix(key), (ulong)_entries.Length, out _);

    private int Next(int at) => at + 1 == _entries.Length ? 0 : at + 1;
}

/// <summary>Ids and their slots; the letters of all ids lie in a few arrays.</summary>
internal sealed class SlotIds
{
    private readonly SlotTable _table;
    private readonly RunHeap<byte> _letters = new();
    private readonly Pieces<int> _at = new();
    private readonly Pieces<uint> _hash = new();
    private readonly Stack<int> _free = [];
    private int _slots;

    internal SlotIds() => _table = new SlotTable(s => _hash[s]);

    /// <summary>Slots ever given out.</summary>
    internal int Slots => _slots;

    internal int Find(string id) => _table.Find(Hash(id), s => Is(s, id));

    internal int Add(string id)
    {
        if (!_free.TryPop(out var slot)) slot = _slots++;
        if (slot >= Postings.MostSlots) throw new InvalidOperationException("more than 16 million articles in one index");
        _at.Reach(slot);
        _hash.Reach(slot);
        _at[slot] = _letters.Add(Encoding.UTF8.GetBytes(id));
        _hash[slot] = Hash(id);
        _table.Add(slot);
        return slot;
    }

    internal void Free(int slot)
    {
        _table.Remove(slot);
        _letters.Drop(_at[slot]);
        _at[slot] = 0;
        _free.Push(slot);
    }

    internal string Of(int slot) => Encoding.UTF8.GetString(_letters.Span(_at[slot]));

    private bool Is(int slot, string id) => string.Equals(Of(slot), id, StringComparison.Ordinal);

    private static uint Hash(string id)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in id) hash = (hash ^ c) * 1099511628211UL;
        return (uint)(Fingerprints.Mix(hash) >> 32);
    }
}

/// <summary>Connected components that are kept while edges come and go: only what was touched is walked anew. A component is a ring
/// of its nodes, from the first to the last and back.</summary>
internal sealed class ComponentMap
{
    private struct Place
    {
        internal int First; // + 1; 0 where the node stands alone
        internal int Next;
    }

    private readonly Pieces<Place> _places = new();

    /// <summary>The smallest node of the node's component: equal for two nodes that share one.</summary>
    internal int FirstOf(int node) => node < _places.Room && _places[node].First is > 0 and var first ? first - 1 : node;

    /// <summary>All nodes of the node's component, sorted; the node itself where it stands alone.</summary>
    internal int[] MembersOf(int node)
    {
        if (node >= _places.Room || _places[node].First == 0) return [node];
        var first = _places[node].First - 1;
        var members = new List<int>();
        var at = first;
        do
        {
            members.Add(at);
            at = _places[at].Next;
        }
        while (at != first);
        return [.. members];
    }

    /// <summary>Walks the components of <paramref name="touched"/> anew. An edge that came or went must have both its ends in it.
    /// Nodes that are not <paramref name="alive"/> drop out.</summary>
    internal List<int[]> Refresh(IEnumerable<int> touched, Func<int, bool> alive, Action<int, List<int>> neighbours)
    {
        var open = new HashSet<int>();
        foreach (var node in touched)
            if (!open.Contains(node)) open.UnionWith(MembersOf(node));
        foreach (var node in open)
            if (node < _places.Room) _places[node] = default;
        var found = new List<int[]>();
        var next = new List<int>();
        var queue = new Stack<int>();
        foreach (var start in open.ToArray())
        {
            if (!alive(start) || !open.Remove(start)) continue;
            var component = new List<int>();
            queue.Push(start);
            while (queue.TryPop(out var node))
            {
                component.Add(node);
                next.Clear();
                neighbours(node, next);
                foreach (var other in next)
                    if (open.Remove(other)) queue.Push(other);
            }
            var members = component.ToArray();
            Array.Sort(members);
            found.Add(members);
            if (members.Length > 1) Ring(members);
        }
        return found;
    }

    private void Ring(int[] members)
    {
        _places.Reach(members[^1]);
        for (var i = 0; i < members.Length; i++)
            _places[members[i]] = new Place { First = members[0] + 1, Next = members[i + 1 < members.Length ? i + 1 : 0] };
    }
}
