using System.Collections.Immutable;

namespace Waybill.Lineage;

/// <summary>Which families a change touched.</summary>
/// <param name="Gone">Ids of the families that were and may not be any more.</param>
/// <param name="Slots">Slots of the texts whose family may be another now, or say another thing.</param>
/// <param name="Texts">Slots of the texts that are new or changed.</param>
internal sealed record IndexChange(HashSet<string> Gone, HashSet<int> Slots, HashSet<int> Texts);

/// <summary>The texts of all pages, their accepted pairs and their families, kept while pages come and go. The state after any
/// sequence of changes is that of the set of pages: sketches propose by <see cref="StarIndex"/>, <see cref="SharedOrigin"/>
/// decides, <see cref="Composites"/> cuts, and each of the three is a function of the set. About 450 bytes a
/// page; the texts stay where they are.</summary>
internal sealed partial class TextIndex
{
    /// <summary>The first three holders of a gram. One would do were the predicate transitive; three leave room for an excerpt or
    /// an aggregator among the first.</summary>
    private const int Holders = 3;

    /// <summary>Partners asked a text, those that share most first.</summary>
    private const int Partners = 6;

    private struct Node
    {
        internal ulong Content; // 0: no words
        internal ulong Address; // 0: none
        internal int Outlet; // number
        internal int Furniture; // number
        internal int NextSame; // next text with the same content, by id; −1 at the end
        internal int NextVersion;
        internal ushort Grams; // 65,535 for more
        internal bool In;
        internal bool LiveBlog;
        internal bool Composite;
    }

    private readonly LineageRows _rows;
    private readonly SlotIds _ids = new();
    private readonly SlotTable _heads;
    private readonly SlotTable _versions;
    private readonly StarIndex _stars;
    private readonly OutletFurniture _furniture;
    private readonly ComponentMap _components = new();
    private readonly SentenceAligner _aligner = new();
    private readonly TextCache _cache;
    private readonly HashSet<int> _touched = [];
    private readonly Dictionary<string, LineagePage> _held = new(StringComparer.Ordinal);
    private readonly Pieces<Node> _nodes = new();
    private readonly LinkTable _links = new();
    private readonly Numbered<ulong> _outlets = new(0, EqualityComparer<ulong>.Default);
    private readonly Numbered<ImmutableArray<int>> _furnitures = new([], new SameNumbers());

    internal TextIndex(LineageRows rows, int cached)
    {
        _rows = rows;
        _cache = new TextCache(cached);
        _heads = new SlotTable(s => _nodes[s].Content);
        _versions = new SlotTable(s => _nodes[s].Address);
        _stars = new StarIndex(Keys, Holders, Partners, Worth);
        _furniture = new OutletFurniture(s => (_outlets[_nodes[s].Outlet], Sketch(s)));
    }

    /// <summary>Pairs that the predicate was asked about, ever.</summary>
    internal int Judged { get; private set; }

    /// <summary>Texts whose partners were looked up, ever.</summary>
    internal int Asks => _stars.Asks;

    internal int SlotOf(string id) => _ids.Find(id);

    internal string IdOf(int slot) => _ids.Of(slot);

    internal IEnumerable<OriginLink> LinksOf(int slot) => _links.Of(slot);

    internal bool HasLinks(int slot) => _links.Any(slot);

    internal int[] FamilyOf(int slot) => _components.MembersOf(slot);

    internal bool SameFamily(int a, int b) => _components.FirstOf(a) == _components.FirstOf(b);

    internal ImmutableArray<int> FurnitureOf(int slot) => _furnitures[_nodes[slot].Furniture];

    internal string SmallestId(int[] slots) => slots.Select(_ids.Of).Min(StringComparer.Ordinal)!;

    /// <summary>Pages that are at hand anyway while an update lasts: they are not read from the store again.</summary>
    internal void Hold(IEnumerable<LineagePage> pages)
    {
        _held.Clear();
        foreach (var page in pages) _held.TryAdd(page.Id, page);
    }

    /// <summary>The text of a slot, from the cache or made anew.</summary>
    internal LineageText Text(int slot)
    {
        if (_cache.Find(slot) is { } text) return text;
        var id = _ids.Of(slot);
        text = new LineageText(_held.TryGetValue(id, out var page) ? page : _rows.Page(id), Sketch(slot), FurnitureOf(slot));
        _cache.Put(slot, text);
        return text;
    }

    /// <summary>The article of which the page is a version: the page of the same address with the smallest id; null for that one.</summary>
    internal string? VersionOf(int slot)
    {
        if (_nodes[slot].Address == 0) return null;
        string? first = null;
        for (var s = _versions.Find(_nodes[slot].Address); s >= 0; s = _nodes[s].NextVersion)
            if (_ids.Of(s) is var id && (first is null || string.CompareOrdinal(id, first) < 0)) first = id;
        return string.Equals(first, _ids.Of(slot), StringComparison.Ordinal) ? null : first;
    }

    /// <summary>Puts pages in (new ones, or in place of those with the same id) and takes pages out.</summary>
    internal IndexChange Update(IReadOnlyCollection<LineagePage> put, IReadOnlyCollection<string> removed)
    {
        var pages = new Dictionary<string, LineagePage>(StringComparer.Ordinal);
        foreach (var page in put) pages.TryAdd(page.Id, page);
        var gone = removed.Where(id => !pages.ContainsKey(id)).Select(_ids.Find).Where(s => s >= 0).Distinct().ToList();
        var replaced = pages.Keys.Select(_ids.Find).Where(s => s >= 0).ToList();
        _touched.Clear();
        var texts = new HashSet<int>();

        // 1. Out with what leaves or changes, while its old sketch is at hand.
        foreach (var slot in gone.Concat(replaced))
        {
            _furniture.Remove(slot);
            Detach(slot);
            LeaveVersions(slot);
            _nodes[slot].In = false;
            _touched.Add(slot);
            Hear(slot, null);
        }

        // 2. In with what is new.
        foreach (var page in pages.Values)
        {
            var slot = _ids.Find(page.Id);
            if (slot < 0) slot = Place(_ids.Add(page.Id));
            var words = TextModel.Of(page.Article);
            _cache.Put(slot, new LineageText(page, Fingerprints.Of(words), [], words));
            _nodes[slot] = new Node
            {
                In = true,
                LiveBlog = page.Article.LiveBlog,
                Outlet = _outlets.Of(OutletFurniture.OutletKey(page)),
                Address = Versions.KeyOf(page),
                NextSame = -1,
                NextVersion = -1,
            };
            KeepText(slot);
            Hear(slot, page.Said);
            JoinVersions(slot);
            _furniture.Add(slot);
            _touched.Add(slot);
            texts.Add(slot);
        }

        // 3. What outlets repeat may differ now, for other pages too.
        foreach (var slot in _furniture.Refresh())
        {
            if (!_nodes[slot].In) continue;
            var furniture = _furniture.Of(slot);
            var number = _furnitures.Of(furniture);
            // A text that was put in now is not attached yet; nor is one without words, to which nothing happens.
            if (_nodes[slot].Content != 0 && number == _nodes[slot].Furniture) continue;
            Detach(slot);
            if (number != _nodes[slot].Furniture)
            {
                var text = Text(slot);
                _nodes[slot].Furniture = number;
                _cache.Put(slot, new LineageText(text.Page, text.Sketch, furniture));
                KeepText(slot);
            }
            Attach(slot);
            _touched.Add(slot);
            texts.Add(slot);
        }

        // 4. Pairs that came and went.
        Relink();

        // 5. Composites, whose cuts touch their parts.
        foreach (var slot in _touched.ToList())
        {
            var composite = _nodes[slot].In && Composites.Is(this, slot, _nodes[slot].LiveBlog);
            if (composite == _nodes[slot].Composite) continue;
            _nodes[slot].Composite = composite;
            KeepAsked(slot);
            foreach (var link in LinksOf(slot)) _touched.Add(link.Other(slot));
        }

        TouchAllSaid();

        // 6. Families of all that was touched; a family's id may stand in the passages of composites beside it.
        var was = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slot in _touched.DistinctBy(_components.FirstOf)) was.Add(FamilyIds.Of(SmallestId(_components.MembersOf(slot))));
        var now = new HashSet<int>(_components.Refresh(_touched, s => _nodes[s].In, Neighbours).SelectMany(f => f));
        foreach (var slot in now.ToList())
        {
            foreach (var link in LinksOf(slot))
                if (IsCut(link) && !now.Contains(link.Other(slot))) now.UnionWith(_components.MembersOf(link.Other(slot)));
        }
        foreach (var slot in gone)
        {
            DropRows(slot);
            _cache.Drop(slot);
            _nodes[slot] = default;
            _ids.Free(slot);
        }
        return new IndexChange(was, now, texts);
    }

    /// <summary>Whether a link makes a passage and no family.</summary>
    internal bool IsCut(OriginLink link) =>
        link.PassageOnly || _nodes[link.A].Composite && link.IsPartOf(link.A) || _nodes[link.B].Composite && link.IsPartOf(link.B);

    private void Neighbours(int slot, List<int> into)
    {
        foreach (var link in LinksOf(slot)) if (!IsCut(link) && !IsParted(slot, link.Other(slot))) into.Add(link.Other(slot));
        if (_said.TryGetValue(slot, out var said))
        {
            foreach (var id in said.Same)
                if (SlotOf(id) is >= 0 and var other && _nodes[other].In) into.Add(other);
        }
        if (_nodes[slot].Content == 0) return;
        for (var s = _heads.Find(_nodes[slot].Content); s >= 0; s = _nodes[s].NextSame)
            if (!IsParted(slot, s)) into.Add(s);
    }

    private int Place(int slot)
    {
        _nodes.Reach(slot);
        return slot;
    }

    /// <summary>Worth an alignment: grams from two paragraphs, or a fair part of a short text's. A shared
    /// footer or quotation is one paragraph.</summary>
    private bool Worth(int slot, int holder, bool manyParagraphs, int shared) =>
        shared >= 2 && manyParagraphs || shared * 5 >= Math.Min(_nodes[slot].Grams, _nodes[holder].Grams);

    private static ushort GramsOf(Fingerprint sketch, ImmutableArray<int> furniture) =>
        (ushort)Math.Min(ushort.MaxValue, LineageText.KeysOf(sketch, furniture).Keys.Length);

    /// <summary>Texts with equal words are one node of the stars: the one with the smallest id stands for all.</summary>
    private void Attach(int slot)
    {
        var sketch = Sketch(slot);
        ref var node = ref _nodes[slot];
        node.Content = sketch.Content(FurnitureOf(slot));
        node.NextSame = -1;
        node.Grams = GramsOf(sketch, FurnitureOf(slot));
        if (node.Content == 0) return;
        var head = _heads.Find(node.Content);
        if (head < 0)
        {
            Lead(slot);
            return;
        }
        _touched.Add(head);
        if (string.CompareOrdinal(_ids.Of(slot), _ids.Of(head)) < 0)
        {
            Unlead(head);
            node.NextSame = head;
            Lead(slot);
            return;
        }
        while (_nodes[head].NextSame >= 0 && string.CompareOrdinal(_ids.Of(_nodes[head].NextSame), _ids.Of(slot)) < 0) head = _nodes[head].NextSame;
        node.NextSame = _nodes[head].NextSame;
        _nodes[head].NextSame = slot;
    }

    private void Detach(int slot)
    {
        ref var node = ref _nodes[slot];
        if (node.Content == 0) return;
        var head = _heads.Find(node.Content);
        _touched.Add(head);
        if (head != slot)
        {
            while (_nodes[head].NextSame != slot) head = _nodes[head].NextSame;
            _nodes[head].NextSame = node.NextSame;
        }
        else
        {
            Unlead(slot);
            if (node.NextSame >= 0)
            {
                _touched.Add(node.NextSame);
                Lead(node.NextSame);
            }
        }
        node.NextSame = -1;
        node.Content = 0;
    }

    private void Lead(int slot)
    {
        _heads.Add(slot);
        _stars.Insert(slot, _nodes[slot].Content);
    }

    private void Unlead(int slot)
    {
        _heads.Remove(slot);
        _stars.Remove(slot);
        foreach (var link in LinksOf(slot).ToList())
        {
            _touched.Add(link.Other(slot));
            _links.Remove(link.A, link.B);
            DropLink(link.A, link.B);
        }
        _touched.Add(slot);
    }

    private void JoinVersions(int slot)
    {
        if (_nodes[slot].Address == 0) return;
        var head = _versions.Find(_nodes[slot].Address);
        if (head < 0)
        {
            _versions.Add(slot);
            return;
        }
        _nodes[slot].NextVersion = _nodes[head].NextVersion;
        _nodes[head].NextVersion = slot;
        for (var s = head; s >= 0; s = _nodes[s].NextVersion) _touched.Add(s);
    }

    private void LeaveVersions(int slot)
    {
        ref var node = ref _nodes[slot];
        if (node.Address == 0) return;
        var head = _versions.Find(node.Address);
        for (var s = head; s >= 0; s = _nodes[s].NextVersion) _touched.Add(s);
        if (head == slot)
        {
            _versions.Remove(slot);
            if (node.NextVersion >= 0) _versions.Add(node.NextVersion);
        }
        else
        {
            while (_nodes[head].NextVersion != slot) head = _nodes[head].NextVersion;
            _nodes[head].NextVersion = node.NextVersion;
        }
        node.NextVersion = -1;
    }
}

/// <summary>Values that many share, each kept once under a number; the number of the first is 0.</summary>
internal sealed class Numbered<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers;
    private readonly List<T> _values = [];

    internal Numbered(T first, IEqualityComparer<T> same)
    {
        _numbers = new(same);
        Of(first);
    }

    internal T this[int number] => _values[number];

    internal int Of(T value)
    {
        if (_numbers.TryGetValue(value, out var number)) return number;
        _values.Add(value);
        return _numbers[value] = _values.Count - 1;
    }
}

internal sealed class SameNumbers : IEqualityComparer<ImmutableArray<int>>
{
    public bool Equals(ImmutableArray<int> x, ImmutableArray<int> y) => x.AsSpan().SequenceEqual(y.AsSpan());

    public int GetHashCode(ImmutableArray<int> numbers)
    {
        var hash = 0UL;
        foreach (var n in numbers) hash = Fingerprints.Mix(hash ^ (uint)n) + 1;
        return (int)hash;
    }
}

/// <summary>Texts that were used of late. Two generations: when the younger has half of the room it becomes the elder.</summary>
internal sealed class TextCache(int room)
{
    private Dictionary<int, LineageText> _young = [];
    private Dictionary<int, LineageText> _old = [];

    internal LineageText? Find(int slot)
    {
        if (_young.TryGetValue(slot, out var text)) return text;
        if (!_old.Remove(slot, out text)) return null;
        Put(slot, text);
        return text;
    }

    internal void Put(int slot, LineageText text)
    {
        if (_young.Count * 2 >= room)
        {
            _old = _young;
            _young = [];
        }
        _young[slot] = text;
    }

    internal void Drop(int slot)
    {
        _young.Remove(slot);
        _old.Remove(slot);
    }
}
