using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Waybill.Lineage;

/// <summary>How the index is kept: a row a text, a row for whom it asks, a row a link. Postings, heads and families are made
/// again from them.</summary>
internal sealed partial class TextIndex
{
    internal const string TextRow = "text";
    internal const string AskedRow = "asked";
    internal const string LinkRow = "link";

    private Fingerprint Sketch(int slot) =>
        _cache.Find(slot)?.Sketch ?? ReadText(_rows.Get(TextRow, _ids.Of(slot))).Sketch;

    private NodeKeys Keys(int slot)
    {
        if (_cache.Find(slot) is { } text) return text.Keys;
        var row = _rows.Get(TextRow, _ids.Of(slot));
        return _nodes[slot].Furniture == 0 ? Fingerprint.KeysFromBytes(row.AsSpan(FurnitureEnd(row))) : LineageText.KeysOf(ReadText(row).Sketch, FurnitureOf(slot));
    }

    private static int FurnitureEnd(byte[] row) => 21 + BinaryPrimitives.ReadInt32LittleEndian(row.AsSpan(17)) * 4;

    private void KeepText(int slot)
    {
        ref var node = ref _nodes[slot];
        var (sketch, furniture) = (Sketch(slot), FurnitureOf(slot));
        var row = new byte[21 + furniture.Length * 4 + sketch.Bytes];
        row[0] = node.LiveBlog ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt64LittleEndian(row.AsSpan(1), _outlets[node.Outlet]);
        BinaryPrimitives.WriteUInt64LittleEndian(row.AsSpan(9), node.Address);
        BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(17), furniture.Length);
        var at = 21;
        foreach (var p in furniture)
        {
            BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(at), p);
            at += 4;
        }
        sketch.Write(row.AsSpan(at));
        _rows.Put(TextRow, _ids.Of(slot), row);
    }

    private (Node Node, Fingerprint Sketch) ReadText(byte[] row)
    {
        var node = new Node
        {
            In = true,
            LiveBlog = row[0] != 0,
            Outlet = _outlets.Of(BinaryPrimitives.ReadUInt64LittleEndian(row.AsSpan(1))),
            Address = BinaryPrimitives.ReadUInt64LittleEndian(row.AsSpan(9)),
            NextSame = -1,
            NextVersion = -1,
        };
        var furniture = new int[BinaryPrimitives.ReadInt32LittleEndian(row.AsSpan(17))];
        for (var i = 0; i < furniture.Length; i++) furniture[i] = BinaryPrimitives.ReadInt32LittleEndian(row.AsSpan(21 + i * 4));
        node.Furniture = _furnitures.Of(ImmutableCollectionsMarshal.AsImmutableArray(furniture));
        var sketch = Fingerprint.FromBytes(row.AsSpan(21 + furniture.Length * 4)) ?? throw new InvalidDataException("a kept sketch is of another version");
        return (node, sketch);
    }

    private void KeepAsked(int slot)
    {
        var asked = _stars.Asked(slot);
        if (!_nodes[slot].In || asked.IsEmpty && !_nodes[slot].Composite)
        {
            _rows.Drop(AskedRow, _ids.Of(slot));
            return;
        }
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(_nodes[slot].Composite);
        to.Write(asked.Length);
        foreach (var other in asked) to.Write(_ids.Of(other));
        _rows.Put(AskedRow, _ids.Of(slot), bytes.ToArray());
    }

    private string LinkId(int a, int b) => _ids.Of(a) + "|" + _ids.Of(b);

    private void KeepLink(OriginLink link)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(_ids.Of(link.A));
        to.Write(_ids.Of(link.B));
        to.Write(link.ShareOfA);
        to.Write(link.ShareOfB);
        to.Write(link.PassageOnly);
        WriteBits(to, link.PartOfA.Span);
        WriteBits(to, link.PartOfB.Span);
        _rows.Put(LinkRow, LinkId(link.A, link.B), bytes.ToArray());
    }

    private void DropLink(int a, int b) => _rows.Drop(LinkRow, LinkId(a, b));

    private void DropRows(int slot)
    {
        _rows.Drop(TextRow, _ids.Of(slot));
        _rows.Drop(AskedRow, _ids.Of(slot));
    }

    private static void WriteBits(BinaryWriter to, ReadOnlySpan<ulong> bits)
    {
        to.Write((byte)bits.Length);
        foreach (var b in bits) to.Write(b);
    }

    private static ulong[] ReadBits(BinaryReader from)
    {
        var bits = new ulong[from.ReadByte()];
        for (var i = 0; i < bits.Length; i++) bits[i] = from.ReadUInt64();
        return bits;
    }

    /// <summary>Puts back an index from its rows, which are those of one moment.</summary>
    internal void Restore()
    {
        foreach (var (id, row) in _rows.All(TextRow))
        {
            var slot = Place(_ids.Add(id));
            var (node, sketch) = ReadText(row);
            var furniture = _furnitures[node.Furniture];
            node.Content = sketch.Content(furniture);
            node.Grams = GramsOf(sketch, furniture);
            _nodes[slot] = node;
            JoinVersions(slot);
            _furniture.Restore(slot, _outlets[node.Outlet], sketch, furniture);
            if (node.Content == 0) continue;
            var head = _heads.Find(node.Content);
            if (head >= 0 && string.CompareOrdinal(_ids.Of(slot), _ids.Of(head)) > 0)
            {
                while (_nodes[head].NextSame >= 0 && string.CompareOrdinal(_ids.Of(_nodes[head].NextSame), id) < 0) head = _nodes[head].NextSame;
                _nodes[slot].NextSame = _nodes[head].NextSame;
                _nodes[head].NextSame = slot;
                continue;
            }
            if (head >= 0)
            {
                _heads.Remove(head);
                _stars.Forget(head, LineageText.KeysOf(sketch, furniture));
                _nodes[slot].NextSame = head;
            }
            _heads.Add(slot);
            _stars.Restore(slot, node.Content, LineageText.KeysOf(sketch, furniture));
        }
        foreach (var (id, row) in _rows.All(AskedRow))
        {
            using var from = new BinaryReader(new MemoryStream(row), Encoding.UTF8);
            var slot = _ids.Find(id);
            _nodes[slot].Composite = from.ReadBoolean();
            var asked = new int[from.ReadInt32()];
            for (var i = 0; i < asked.Length; i++) asked[i] = _ids.Find(from.ReadString());
            if (asked.Length > 0) _stars.Restore(slot, asked);
        }
        foreach (var (_, row) in _rows.All(LinkRow))
        {
            using var from = new BinaryReader(new MemoryStream(row), Encoding.UTF8);
            Link(new OriginLink(_ids.Find(from.ReadString()), _ids.Find(from.ReadString()), from.ReadSingle(), from.ReadSingle(), from.ReadBoolean(), ReadBits(from), ReadBits(from)));
        }
        RestoreSaid();
        _touched.Clear();
        var related = Enumerable.Range(0, _ids.Slots).SelectMany(s => (int[])(_nodes[s].NextSame >= 0 ? [s, _nodes[s].NextSame] : HasLinks(s) ? [s] : []));
        _components.Refresh(related.Concat(_said.Keys).Concat(_said.Values.SelectMany(s => s.Same).Select(SlotOf).Where(s => s >= 0)), s => _nodes[s].In, Neighbours);
    }

    /// <summary>Asks the predicate about the pairs that are new, and drops the links of those that are no more.</summary>
    private void Relink()
    {
        var asks = new List<int>();
        foreach (var change in _stars.Refresh(asks.Add))
        {
            if (!change.Added)
            {
                if (!_links.Remove(change.A, change.B)) continue;
                _touched.Add(change.A);
                _touched.Add(change.B);
                DropLink(change.A, change.B);
                continue;
            }
            Judged++;
            var verdict = SharedOrigin.Judge(Text(change.A).Words, Text(change.B).Words, _aligner);
            if (!verdict.Shares) continue;
            var link = new OriginLink(change.A, change.B, (float)verdict.ShareOfFirst, (float)verdict.ShareOfSecond, verdict.PassageOnly, default, default);
            link = link with
            {
                PartOfA = link.IsPartOf(link.A) ? Composites.Bits(verdict.Forward) : default,
                PartOfB = link.IsPartOf(link.B) ? Composites.Bits(verdict.Backward) : default,
            };
            Link(link);
            KeepLink(link);
        }
        foreach (var slot in asks) if (_nodes[slot].In) KeepAsked(slot);
    }

    private void Link(OriginLink link)
    {
        _links.Add(link);
        _touched.Add(link.A);
        _touched.Add(link.B);
    }
}
