namespace Waybill.Html;

/// <summary>A node: an element or a run of characters. Places are units of the decoded page.</summary>
internal struct HtmlNode
{
    public Tag Tag;
    public int Parent;
    public int FirstChild;
    public int LastChild;
    public int NextSibling;

    /// <summary>First unit of the start tag, or of the characters.</summary>
    public int Start;

    /// <summary>First unit of the content.</summary>
    public int ContentStart;

    /// <summary>First unit after the content (elements), after the characters (text).</summary>
    public int ContentEnd;
    public int FirstAttribute;
    public int AttributeCount;
}

/// <summary>An attribute's name and raw value, as places in the page.</summary>
internal readonly record struct HtmlAttribute(int NameStart, int NameLength, int ValueStart, int ValueLength);

/// <summary>A light tree over a page: arrays of structs, places instead of copies, no recursion.
/// Node 0 is the document.</summary>
internal sealed class HtmlTree(string page)
{
    private HtmlNode[] _nodes = new HtmlNode[1024];
    private HtmlAttribute[] _attributes = new HtmlAttribute[2048];
    private int _attributeCount;

    public string Page { get; } = page;

    public int Count { get; private set; }

    public ref HtmlNode this[int node] => ref _nodes[node];

    public ReadOnlySpan<HtmlAttribute> AttributesOf(int node) => _attributes.AsSpan(_nodes[node].FirstAttribute, _nodes[node].AttributeCount);

    public int AttributeCount => _attributeCount;

    public int Add(Tag tag, int parent, int start, int contentStart)
    {
        if (Count == _nodes.Length) Array.Resize(ref _nodes, Count * 2);
        var index = Count++;
        _nodes[index] = new HtmlNode
        {
            Tag = tag,
            Parent = parent,
            FirstChild = -1,
            LastChild = -1,
            NextSibling = -1,
            Start = start,
            ContentStart = contentStart,
            ContentEnd = contentStart,
            FirstAttribute = _attributeCount,
        };
        if (parent >= 0)
        {
            ref var p = ref _nodes[parent];
            if (p.LastChild < 0) p.FirstChild = index;
            else _nodes[p.LastChild].NextSibling = index;
            p.LastChild = index;
        }
        return index;
    }

    public void AddAttribute(HtmlAttribute attribute)
    {
        if (_attributeCount == _attributes.Length) Array.Resize(ref _attributes, _attributeCount * 2);
        _attributes[_attributeCount++] = attribute;
    }

    public void DropAttributes(int first) => _attributeCount = first;

    /// <summary>The raw value of an attribute, or an empty span with <paramref name="found"/> false.</summary>
    public ReadOnlySpan<char> Raw(int node, ReadOnlySpan<char> name, out bool found)
    {
        foreach (var attribute in AttributesOf(node))
        {
            if (attribute.NameLength != name.Length
                || !Page.AsSpan(attribute.NameStart, attribute.NameLength).Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            found = true;
            return Page.AsSpan(attribute.ValueStart, attribute.ValueLength);
        }
        found = false;
        return default;
    }

    /// <summary>Where an attribute's raw value stands, or null.</summary>
    public (int Start, int End)? Place(int node, ReadOnlySpan<char> name)
    {
        foreach (var attribute in AttributesOf(node))
        {
            if (attribute.NameLength == name.Length && Page.AsSpan(attribute.NameStart, attribute.NameLength).Equals(name, StringComparison.OrdinalIgnoreCase))
                return (attribute.ValueStart, attribute.ValueStart + attribute.ValueLength);
        }
        return null;
    }

    /// <summary>An attribute's value with references decoded, or null.</summary>
    public string? Value(int node, ReadOnlySpan<char> name)
    {
        var raw = Raw(node, name, out var found);
        return found ? CharacterReferences.Decode(raw) : null;
    }

    /// <summary>Next node in document order that is not below <paramref name="node"/>.</summary>
    public int After(int node)
    {
        while (node >= 0)
        {
            if (_nodes[node].NextSibling >= 0) return _nodes[node].NextSibling;
            node = _nodes[node].Parent;
        }
        return -1;
    }

    /// <summary>Next node in document order.</summary>
    public int Next(int node) => _nodes[node].FirstChild >= 0 ? _nodes[node].FirstChild : After(node);
}
