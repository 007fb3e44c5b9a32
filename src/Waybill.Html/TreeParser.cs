namespace Waybill.Html;

/// <summary>Tokenizer and tree builder in one pass: the HTML standard's tokens, with the tree construction rules that
/// decide where text stands (implied end tags, void and raw elements, table scopes), without those that only matter to
/// scripts and styles (formatting reconstruction, foster parenting). Any input gives a tree; work is linear.</summary>
internal sealed class TreeParser
{
    /// <summary>How far an end tag looks for its start tag; what is open further down stays open.</summary>
    private const int MaxSearch = 256;
    private const int MaxNodes = 2_000_000;
    private const int MaxAttributes = 256;

    private readonly string _page;
    private readonly HtmlTree _tree;
    private readonly int[] _openByTag = new int[Tags.Count];
    private int[] _open = new int[64];
    private int _depth;
    private int _foreign;

    private TreeParser(string page)
    {
        _page = page;
        _tree = new HtmlTree(page);
    }

    public static HtmlTree Parse(string page)
    {
        var parser = new TreeParser(page);
        parser.Run();
        return parser._tree;
    }

    private int Current => _open[_depth - 1];

    private void Run()
    {
        Push(_tree.Add(Tag.Html, -1, 0, 0), Tag.Html);
        var page = _page;
        var at = 0;
        while (at < page.Length && _tree.Count < MaxNodes)
        {
            var open = page.IndexOf('<', at);
            // A "<" that opens nothing is a character.
            while (open >= 0 && !OpensMarkup(page, open)) open = open + 1 < page.Length ? page.IndexOf('<', open + 1) : -1;
            var textEnd = open < 0 ? page.Length : open;
            if (textEnd > at) AddText(at, textEnd);
            if (open < 0) break;
            at = page[open + 1] switch
            {
                '/' => EndTag(open),
                '!' => Declaration(open),
                '?' => SkipTo('>', open + 2),
                _ => StartTag(open),
            };
        }
        while (_depth > 0) Pop(page.Length);
    }

    private static bool OpensMarkup(string page, int at)
    {
        if (at + 1 >= page.Length) return false;
        var c = page[at + 1];
        return char.IsAsciiLetter(c) || c is '!' or '?' || (c == '/' && at + 2 < page.Length && (char.IsAsciiLetter(page[at + 2]) || page[at + 2] == '>'));
    }

    private void AddText(int start, int end)
    {
        var node = _tree.Add(Tag.Text, Current, start, start);
        _tree[node].ContentEnd = end;
    }

    private int SkipTo(char c, int from)
    {
        var at = from >= _page.Length ? -1 : _page.IndexOf(c, from);
        return at < 0 ? _page.Length : at + 1;
    }

    private int Declaration(int open)
    {
        if (string.CompareOrdinal(_page, open, "<!--", 0, 4) == 0)
        {
            if (open + 4 < _page.Length && _page[open + 4] == '>') return open + 5;
            if (string.CompareOrdinal(_page, open + 4, "->", 0, 2) == 0) return open + 6;
            var end = _page.IndexOf("-->", open + 4, StringComparison.Ordinal);
            return end < 0 ? _page.Length : end + 3;
        }
        if (_foreign > 0 && string.CompareOrdinal(_page, open, "<![CDATA[", 0, 9) == 0)
        {
            var end = _page.IndexOf("]]>", open + 9, StringComparison.Ordinal);
            return end < 0 ? _page.Length : end + 3;
        }
        return SkipTo('>', open + 2);
    }

    private Tag Name(int start, out int end)
    {
        end = start;
        Span<char> lower = stackalloc char[16];
        var n = 0;
        while (end < _page.Length)
        {
            var c = _page[end];
            if (c is '>' or '/' or ' ' or '\t' or '\n' or '\r' or '\f') break;
            if (n < lower.Length) lower[n] = char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
            n++;
            end++;
        }
        return n > lower.Length ? Tag.Other : Tags.Of(lower[..n]);
    }

    private int StartTag(int open)
    {
        var tag = Name(open + 1, out var at);
        var firstAttribute = _tree.AttributeCount;
        at = Attributes(at, out var selfClosing, out var closed, keep: true);
        if (!closed)
        {
            // The page ends inside the tag: there is no such element.
            _tree.DropAttributes(firstAttribute);
            return _page.Length;
        }
        var count = _tree.AttributeCount - firstAttribute;
        if (tag is Tag.Body or Tag.Html or Tag.Head && _openByTag[(int)tag] > 0 && tag != Tag.Html)
        {
            _tree.DropAttributes(firstAttribute);
            return at;
        }
        ImpliedEnds(tag, open);
        var node = _tree.Add(tag, Current, open, at);
        _tree[node].FirstAttribute = firstAttribute;
        _tree[node].AttributeCount = count;
        if (tag is Tag.Svg or Tag.Math && !selfClosing) _foreign++;
        if (Tags.IsVoid(tag) || (selfClosing && _foreign > 0)) return at;
        if (_foreign == 0 && Tags.IsRaw(tag)) return RawContent(tag, node, at);
        Push(node, tag);
        return at;
    }

    /// <summary>Reads attributes up to the tag's end; gives the place after it.</summary>
    private int Attributes(int at, out bool selfClosing, out bool closed, bool keep)
    {
        selfClosing = false;
        closed = true;
        var page = _page;
        var kept = 0;
        while (true)
        {
            while (at < page.Length && page[at] is ' ' or '\t' or '\n' or '\r' or '\f' or '/')
            {
                selfClosing = page[at] == '/';
                at++;
                if (at >= page.Length) break;
            }
            if (at >= page.Length)
            {
                closed = false;
                return page.Length;
            }
            if (page[at] == '>') return at + 1;
            selfClosing = false;
            var nameStart = at;
            if (page[at] == '=') at++;
            while (at < page.Length && page[at] is not ('>' or '/' or '=' or ' ' or '\t' or '\n' or '\r' or '\f')) at++;
            var nameLength = at - nameStart;
            while (at < page.Length && page[at] is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                at++;
                if (at >= page.Length) break;
            }
            int valueStart = at, valueLength = 0;
            if (at < page.Length && page[at] == '=')
            {
                at++;
                while (at < page.Length && page[at] is ' ' or '\t' or '\n' or '\r' or '\f')
                {
                    at++;
                    if (at >= page.Length) break;
                }
                if (at >= page.Length)
                {
                    closed = false;
                    return page.Length;
                }
                if (page[at] is '"' or '\'')
                {
                    valueStart = at + 1;
                    var end = valueStart >= page.Length ? -1 : page.IndexOf(page[at], valueStart);
                    if (end < 0)
                    {
                        closed = false;
                        return page.Length;
                    }
                    valueLength = end - valueStart;
                    at = end + 1;
                }
                else
                {
                    valueStart = at;
                    while (at < page.Length && page[at] is not ('>' or ' ' or '\t' or '\n' or '\r' or '\f')) at++;
                    valueLength = at - valueStart;
                }
            }
            if (keep && kept++ < MaxAttributes) _tree.AddAttribute(new HtmlAttribute(nameStart, nameLength, valueStart, valueLength));
        }
    }

    private int RawContent(Tag tag, int node, int at)
    {
        var name = tag.ToString();
        var from = at;
        int escapedUntil = -1, escapedFrom = at, doubled = 0;
        var page = _page;
        while (tag != Tag.Plaintext)
        {
            var close = from >= page.Length ? -1 : page.IndexOf("</", from, StringComparison.Ordinal);
            if (close < 0) break;
            if (tag == Tag.Script && close >= escapedUntil)
            {
                // "Script data double escaped": inside <!-- … --> a script element may be written out.
                var comment = page.AsSpan(from, close - from).IndexOf("<!--");
                if (comment >= 0)
                {
                    var begin = from + comment;
                    var finish = page.IndexOf("-->", begin + 4, StringComparison.Ordinal);
                    escapedUntil = finish < 0 ? page.Length : finish;
                    doubled = 0;
                    from = begin + 4;
                    escapedFrom = from;
                    continue;
                }
            }
            if (tag == Tag.Script && close < escapedUntil)
            {
                if (page.AsSpan(escapedFrom, close - escapedFrom).LastIndexOf("<script", StringComparison.OrdinalIgnoreCase) >= 0) doubled = 1;
                escapedFrom = close;
                if (doubled == 1 && page.AsSpan(close).StartsWith("</script", StringComparison.OrdinalIgnoreCase))
                {
                    doubled = 0;
                    from = close + 2;
                    continue;
                }
            }
            var end = close + 2 + name.Length;
            if (end <= page.Length && string.Compare(page, close + 2, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
                && (end == page.Length || page[end] is '>' or '/' or ' ' or '\t' or '\n' or '\r' or '\f'))
            {
                if (close > at)
                {
                    var text = _tree.Add(Tag.Text, node, at, at);
                    _tree[text].ContentEnd = close;
                }
                _tree[node].ContentEnd = close;
                return Attributes(end, out _, out _, keep: false);
            }
            from = close + 2;
        }
        // Not closed: a title ends with its line, so that a damaged head does not eat the page; the rest eat the page, as in browsers.
        if (tag == Tag.Title)
        {
            var line = page.IndexOfAny(['<', '\n'], at);
            if (line < 0) line = page.Length;
            if (line > at)
            {
                var text = _tree.Add(Tag.Text, node, at, at);
                _tree[text].ContentEnd = line;
            }
            _tree[node].ContentEnd = line;
            return line;
        }
        _tree[node].ContentEnd = page.Length;
        return page.Length;
    }

    private int EndTag(int open)
    {
        var tag = Name(open + 2, out var at);
        at = Attributes(at, out _, out _, keep: false);
        if (tag is Tag.Html or Tag.Body or Tag.Br) return at; // what follows a page's end tag still belongs to it
        if (Tags.IsHeading(tag))
        {
            for (var t = Tag.H1; t <= Tag.H6; t++)
                if (_openByTag[(int)t] > 0 && Find(t) is var found && found >= 0)
                {
                    PopTo(found, open);
                    return at;
                }
            return at;
        }
        if (_openByTag[(int)tag] == 0) return at;
        if (tag == Tag.Other)
        {
            // Unknown elements: only the same name closes.
            var index = FindOther(open + 2);
            if (index >= 0) PopTo(index, open);
            return at;
        }
        var place = Find(tag);
        if (place < 0) return at;
        if (Tags.IsInline(tag) && CrossesBlock(place))
        {
            Splice(place, tag, open);
            return at;
        }
        PopTo(place, open);
        return at;
    }

    private int FindOther(int nameStart)
    {
        var end = nameStart;
        while (end < _page.Length && _page[end] is not ('>' or '/' or ' ' or '\t' or '\n' or '\r' or '\f')) end++;
        var name = _page.AsSpan(nameStart, end - nameStart);
        for (var i = _depth - 1; i > 0 && i >= _depth - MaxSearch; i--)
        {
            var node = _tree[_open[i]];
            if (node.Tag == Tag.Other && node.Start + 1 + name.Length <= _page.Length
                && _page.AsSpan(node.Start + 1, name.Length).Equals(name, StringComparison.OrdinalIgnoreCase)
                && node.Start + 1 + name.Length < _page.Length && !char.IsAsciiLetterOrDigit(_page[node.Start + 1 + name.Length])) return i;
            if (node.Tag is Tag.Td or Tag.Th or Tag.Table) return -1;
        }
        return -1;
    }

    /// <summary>Place of an open element in the stack, not looking out of a table cell (unless for parts of tables).</summary>
    private int Find(Tag tag)
    {
        var table = tag is Tag.Table or Tag.Tr or Tag.Tbody or Tag.Thead or Tag.Tfoot or Tag.Td or Tag.Th or Tag.Caption;
        for (var i = _depth - 1; i > 0 && i >= _depth - MaxSearch; i--)
        {
            var open = _tree[_open[i]].Tag;
            if (open == tag) return i;
            if (!table && open is Tag.Td or Tag.Th or Tag.Table or Tag.Caption) return -1;
            if (table && tag != Tag.Table && open == Tag.Table) return -1;
        }
        return -1;
    }

    private bool CrossesBlock(int place)
    {
        for (var i = _depth - 1; i > place; i--)
            if (Tags.IsBlock(_tree[_open[i]].Tag)) return true;
        return false;
    }

    private void ImpliedEnds(Tag tag, int at)
    {
        if (_openByTag[(int)Tag.P] > 0 && Tags.ClosesParagraph(tag)) CloseWithin(Tag.P, at, Tag.Button, Tag.Object);
        switch (tag)
        {
            case Tag.Li: CloseWithin(Tag.Li, at, Tag.Ul, Tag.Ol); break;
            case Tag.Dd or Tag.Dt:
                CloseWithin(Tag.Dd, at, Tag.Dl, Tag.Dl);
                CloseWithin(Tag.Dt, at, Tag.Dl, Tag.Dl);
                break;
            case Tag.Option: CloseWithin(Tag.Option, at, Tag.Select, Tag.Select); break;
            case Tag.A: if (_openByTag[(int)Tag.A] > 0 && Find(Tag.A) is var a && a > 0) { if (CrossesBlock(a)) Splice(a, Tag.A, at); else PopTo(a, at); } break;
            case Tag.Td or Tag.Th:
                CloseCell(at);
                break;
            case Tag.Tr:
                CloseCell(at);
                CloseWithin(Tag.Tr, at, Tag.Table, Tag.Table);
                break;
            case Tag.Tbody or Tag.Thead or Tag.Tfoot:
                CloseCell(at);
                CloseWithin(Tag.Tr, at, Tag.Table, Tag.Table);
                CloseWithin(Tag.Tbody, at, Tag.Table, Tag.Table);
                CloseWithin(Tag.Thead, at, Tag.Table, Tag.Table);
                break;
            case >= Tag.H1 and <= Tag.H6:
                if (Tags.IsHeading(_tree[Current].Tag)) Pop(at);
                break;
            case Tag.Body:
                if (_openByTag[(int)Tag.Head] > 0) CloseWithin(Tag.Head, at, Tag.Body, Tag.Body);
                break;
            default:
                // A block in an unclosed head opens the body.
                if (_openByTag[(int)Tag.Head] > 0 && Tags.IsBlock(tag) && tag is not (Tag.Title or Tag.Noscript or Tag.Head or Tag.Html) && _foreign == 0
                    && _openByTag[(int)Tag.Noscript] == 0 && _openByTag[(int)Tag.Template] == 0)
                    CloseWithin(Tag.Head, at, Tag.Body, Tag.Body);
                break;
        }
    }

    private void CloseCell(int at)
    {
        CloseWithin(Tag.Td, at, Tag.Table, Tag.Table);
        CloseWithin(Tag.Th, at, Tag.Table, Tag.Table);
    }

    /// <summary>Closes the nearest open element of a kind, if no border stands between.</summary>
    private void CloseWithin(Tag tag, int at, Tag border, Tag other)
    {
        if (_openByTag[(int)tag] == 0) return;
        for (var i = _depth - 1; i > 0 && i >= _depth - MaxSearch; i--)
        {
            var open = _tree[_open[i]].Tag;
            if (open == tag)
            {
                PopTo(i, at);
                return;
            }
            if (open == border || open == other || (open is Tag.Td or Tag.Th or Tag.Table && tag is not (Tag.Tr or Tag.Tbody or Tag.Thead))) return;
            // A list item or a paragraph is not closed through a block that stands in it, but for "div" and "p" of items.
            if (tag is Tag.P && Tags.IsBlock(open) && open is not Tag.P) return;
            if (tag is Tag.Li && open is Tag.Article or Tag.Section or Tag.Main or Tag.Body) return;
        }
    }

    private void Push(int node, Tag tag)
    {
        if (_depth == _open.Length) Array.Resize(ref _open, _depth * 2);
        _open[_depth++] = node;
        _openByTag[(int)tag]++;
    }

    private void Pop(int end)
    {
        ref var node = ref _tree[_open[--_depth]];
        node.ContentEnd = end;
        _openByTag[(int)node.Tag]--;
        if (node.Tag is Tag.Svg or Tag.Math) _foreign--;
    }

    private void PopTo(int place, int end)
    {
        while (_depth > place) Pop(end);
    }

    private void Splice(int place, Tag tag, int end)
    {
        _tree[_open[place]].ContentEnd = end;
        Array.Copy(_open, place + 1, _open, place, _depth - place - 1);
        _depth--;
        _openByTag[(int)tag]--;
    }
}
