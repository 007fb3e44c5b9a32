using System.Collections.Immutable;

namespace Waybill.Lineage;

/// <summary>An accepted pair: A is before B in the order of texts; the share of each that stands in the other.</summary>
/// <param name="PassageOnly">What they share is the smaller part of both.</param>
/// <param name="PartOfA">Sentences of A that are aligned, as bits; only where B is no more than a part of A.</param>
internal sealed record OriginLink(int A, int B, float ShareOfA, float ShareOfB, bool PassageOnly, ImmutableArray<ulong> PartOfA, ImmutableArray<ulong> PartOfB)
{
    internal int Other(int slot) => slot == A ? B : A;
    internal bool IsPartOf(int slot) => (slot == A ? ShareOfA : ShareOfB) < Composites.Mostly;
    internal ImmutableArray<ulong> Sentences(int slot) => slot == A ? PartOfA : PartOfB;
}

/// <summary>Which families a change touched.</summary>
/// <param name="Gone">Ids of the families that were and may not be any more.</param>
/// <param name="Slots">Slots of the texts whose family may be another now, or say another thing.</param>
/// <param name="Texts">Slots of the texts that are new or changed.</param>
internal sealed record IndexChange(HashSet<string> Gone, HashSet<int> Slots, HashSet<int> Texts);

/// <summary>The texts of all pages, their accepted pairs and their families, kept while pages come and go. The state after any
/// sequence of changes is that of the set of pages: sketches propose by <see cref="StarIndex"/>, <see cref="SharedOrigin"/>
/// decides, <see cref="Composites"/> cuts, and each of the three is a function of the set. About 500 bytes a
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
        internal bool In;
        internal bool LiveBlog;
        internal bool Composite;
        internal int Grams;
        internal ulong Content; // 0: no words
        internal ulong Outlet;
        internal ulong Address; // 0: none
        internal int NextSame; // next text with the same content, by id; −1 at the end
        internal int NextVersion;
        internal ImmutableArray<int> Furniture;
        internal List<OriginLink>? Links;
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
    private Node[] _nodes = new Node[64];

    internal TextIndex(LineageRows rows, int cached)
    {
        _rows = rows;
        _cache = new TextCache(cached);
        _heads = new SlotTable(s => _nodes[s].Content);
        _versions = new SlotTable(s => _nodes[s].Address);
        _stars = new StarIndex(Keys, Holders, Partners, Worth);
        _furniture = new OutletFurniture(s => (_nodes[s].Outlet, Sketch(s)));
    }

    /// <summary>Pairs that the predicate was asked about, ever.</summary>
    internal int Judged { get; private set; }

    /// <summary>Texts whose partners were looked up, ever.</summary>
    internal int Asks => _stars.Asks;

    internal int SlotOf(string id) => _ids.Find(id);

    internal string IdOf(int slot) => _ids.Of(slot);

    internal IEnumerable<OriginLink> LinksOf(int slot) => _nodes[slot].Links ?? [];

    internal bool HasLinks(int slot) => _nodes[slot].Links is { Count: > 0 };

    internal int[] FamilyOf(int slot) => _components.MembersOf(slot);

    internal ImmutableArray<int> FurnitureOf(int slot) => _nodes[slot].Furniture;

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
        text = new LineageText(_held.TryGetValue(id, out var page) ? page : _rows.Page(id), Sketch(slot), _nodes[slot].Furniture);
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
                Outlet = OutletFurniture.OutletKey(page),
                Address = Versions.KeyOf(page),
                NextSame = -1,
                NextVersion = -1,
                Furniture = [],
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
            // A text that was put in now is not attached yet; nor is one without words, to which nothing happens.
            if (_nodes[slot].Content != 0 && furniture.AsSpan().SequenceEqual(_nodes[slot].Furniture.AsSpan())) continue;
            Detach(slot);
            if (!furniture.IsEmpty || !_nodes[slot].Furniture.IsEmpty)
            {
                var text = Text(slot);
                _nodes[slot].Furniture = furniture;
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
        foreach (var slot in _touched) was.Add(FamilyIds.Of(SmallestId(_components.MembersOf(slot))));
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
        if (slot >= _nodes.Length) Array.Resize(ref _nodes, _nodes.Length + _nodes.Length / 4 + 1);
        return slot;
    }

    /// <summary>Worth an alignment: grams from two paragraphs, or a fair part of a short text's. A shared
    /// footer or quotation is one paragraph.</summary>
    private bool Worth(int slot, int holder, bool manyParagraphs, int shared) =>
        shared >= 2 && manyParagraphs || shared * 5 >= Math.Min(_nodes[slot].Grams, _nodes[holder].Grams);

    /// <summary>Texts with equal words are one node of the stars: the one with the smallest id stands for all.</summary>
    private void Attach(int slot)
    {
        var sketch = Sketch(slot);
        ref var node = ref _nodes[slot];
        node.Content = sketch.Content(node.Furniture);
        node.NextSame = -1;
        node.Grams = LineageText.KeysOf(sketch, node.Furniture).Keys.Length;
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
        foreach (var link in LinksOf(slot))
        {
            _touched.Add(link.Other(slot));
            _nodes[link.Other(slot)].Links!.Remove(link);
            DropLink(link);
        }
        _nodes[slot].Links = null;
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
