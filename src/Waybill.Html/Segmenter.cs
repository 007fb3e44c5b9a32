using Waybill.Articles;

namespace Waybill.Html;

/// <summary>Cuts a tree into blocks of visible text, each with its context. One walk, no recursion.</summary>
internal sealed class Segmenter
{
    private const int MaxBlocks = 60_000;

    private readonly HtmlTree _tree;
    private readonly ClassWords _words;
    private readonly BlockTextBuilder _builder = new();
    private readonly List<int> _stack = [];
    private List<BlockLink> _links = [];
    private int _inLink;
    private int _linkNode = -1;
    private int _linkStart;
    private int _inStrong;
    private int _inFont;
    private int _styledUnits;
    private int _linkUnits;
    private int _strongUnits;
    private int _pendingBreaks;
    private bool _afterBreak;
    private int _firstTextContext = -1;

    private Segmenter(HtmlTree tree)
    {
        _tree = tree;
        _words = ClassWords.Default;
    }

    public List<BlockContext> Contexts { get; } = [];

    public List<HtmlBlock> Blocks { get; } = [];

    public static Segmenter Cut(HtmlTree tree)
    {
        var segmenter = new Segmenter(tree);
        segmenter.Walk();
        return segmenter;
    }

    private void Walk()
    {
        var tree = _tree;
        Enter(0);
        var node = tree[0].FirstChild;
        while (node >= 0 && Blocks.Count < MaxBlocks)
        {
            var tag = tree[node].Tag;
            if (tag == Tag.Text) TextNode(node);
            else if (Tags.IsHidden(tag))
            {
                // Never printed; a block one still ends the line.
                if (Tags.IsBlock(tag) && tag is not (Tag.Noscript or Tag.Title)) Flush(false);
            }
            else
            {
                Enter(node);
                if (tree[node].FirstChild >= 0)
                {
                    node = tree[node].FirstChild;
                    continue;
                }
                Leave(node);
            }
            while (node >= 0 && tree[node].NextSibling < 0)
            {
                node = tree[node].Parent;
                if (node >= 0) Leave(node);
                if (node <= 0) break;
            }
            if (node <= 0) break;
            node = tree[node].NextSibling;
        }
        Flush(false);
    }

    private void Enter(int node)
    {
        var tag = _tree[node].Tag;
        if (tag == Tag.Br)
        {
            if (_builder.IsEmpty) return;
            _builder.Space(_tree[node].Start, _tree[node].ContentStart);
            // Two breaks part paragraphs; one parts the lines of a list of links, and a line that stands as a whole in
            // bold or in a font of its own (title, byline and date of pages in table layout).
            if (++_pendingBreaks >= 2 || (_inLink == 0 && _linkUnits * 5 >= _builder.Length * 4)
                || (_inStrong == 0 && _inFont == 0 && _styledUnits * 20 >= _builder.Length * 19)) Flush(true);
            return;
        }
        if (tag == Tag.Img || tag == Tag.Wbr) return;
        if (Tags.IsBlock(tag) || tag == Tag.Html)
        {
            Flush(false);
            _stack.Add(Contexts.Count);
            Contexts.Add(Context(node, tag));
            return;
        }
        switch (tag)
        {
            case Tag.A:
                // A line that begins with a link is a line of its own.
                if (_pendingBreaks > 0 && _inLink == 0) Flush(true);
                if (_inLink++ == 0)
                {
                    _linkNode = node;
                    _linkStart = _builder.NextStart;
                }
                break;
            case Tag.B or Tag.Strong or Tag.Em or Tag.I: _inStrong++; break;
            case Tag.Font or Tag.Big or Tag.Small: _inFont++; break;
        }
    }

    private void Leave(int node)
    {
        var tag = _tree[node].Tag;
        if (Tags.IsBlock(tag) || tag == Tag.Html)
        {
            Flush(false);
            if (_stack.Count > 1) _stack.RemoveAt(_stack.Count - 1);
            return;
        }
        switch (tag)
        {
            case Tag.A:
                if (--_inLink == 0) CloseLink();
                break;
            case Tag.B or Tag.Strong or Tag.Em or Tag.I: _inStrong--; break;
            case Tag.Font or Tag.Big or Tag.Small: _inFont--; break;
        }
    }

    private void CloseLink()
    {
        if (_linkNode >= 0 && _builder.Length > _linkStart) _links.Add(new BlockLink(_linkStart, _builder.Length - _linkStart, _linkNode));
        _linkNode = -1;
    }

    private void TextNode(int node)
    {
        var page = _tree.Page;
        int start = _tree[node].Start, end = _tree[node].ContentEnd;
        var before = _builder.Length;
        var at = start;
        while (at < end)
        {
            var amp = page.AsSpan(at, end - at).IndexOf('&');
            var stop = amp < 0 ? end : at + amp;
            if (stop > at) _builder.Append(page, at, stop);
            if (amp < 0) break;
            if (CharacterReferences.Read(page.AsSpan(0, end), stop, out var after) is { } value)
            {
                _builder.AppendReference(value, stop, after);
                at = after;
            }
            else
            {
                _builder.Append(page, stop, stop + 1);
                at = stop + 1;
            }
        }
        var added = _builder.Length - before;
        if (added <= 0) return;
        _pendingBreaks = 0;
        if (_firstTextContext < 0) _firstTextContext = _stack[^1];
        if (_inLink > 0) _linkUnits += added;
        if (_inStrong > 0) _strongUnits += added;
        if (_inStrong > 0 || _inFont > 0) _styledUnits += added;
    }

    private void Flush(bool byBreak)
    {
        _pendingBreaks = 0;
        if (!_builder.IsEmpty)
        {
            if (_inLink > 0 && _linkNode >= 0 && _builder.Length > _linkStart) _links.Add(new BlockLink(_linkStart, _builder.Length - _linkStart, _linkNode));
            var text = _builder.Build();
            if (text.Text.Length > 0)
            {
                var context = _firstTextContext < 0 ? _stack[^1] : _firstTextContext;
                Blocks.Add(new HtmlBlock
                {
                    Text = text,
                    Context = context,
                    Tag = Contexts[context].Tag,
                    LinkUnits = _linkUnits,
                    StrongUnits = _strongUnits,
                    Links = _links,
                    AfterBreak = _afterBreak,
                });
            }
        }
        else
        {
            _builder.Clear();
        }
        if (_links.Count > 0) _links = [];
        _linkUnits = _strongUnits = _styledUnits = 0;
        _linkStart = 0;
        _firstTextContext = -1;
        _afterBreak = byBreak;
    }

    private BlockContext Context(int node, Tag tag)
    {
        var context = new BlockContext { Node = node, Tag = tag, Parent = -1 };
        if (_stack.Count > 1)
        {
            var parent = _stack[^2];
            var inherited = Contexts[parent];
            context.Ancestors = inherited.Ancestors;
            context.Distances = inherited.Distances;
            context.Depth = inherited.Depth + 1;
            context.Parent = parent;
            for (var g = 0; g < ClassWords.GroupCount; g++)
                if (context.Distances[g] < 250) context.Distances[g]++;
        }
        else
        {
            for (var g = 0; g < ClassWords.GroupCount; g++) context.Distances[g] = 255;
        }
        context.Ancestors |= tag switch
        {
            Tag.Article => Ancestors.Article,
            Tag.Main => Ancestors.Main,
            Tag.Aside => Ancestors.Aside,
            Tag.Nav => Ancestors.Nav,
            Tag.Footer => Ancestors.Footer,
            Tag.Header => Ancestors.Header,
            Tag.Form or Tag.Fieldset => Ancestors.Form,
            Tag.Ul or Tag.Ol or Tag.Menu or Tag.Dl => Ancestors.List,
            Tag.Table => Ancestors.Table,
            Tag.Figure => Ancestors.Figure,
            Tag.Figcaption => Ancestors.Figcaption,
            Tag.Section => Ancestors.Section,
            Tag.Dialog => Ancestors.Dialog,
            Tag.Blockquote => Ancestors.Blockquote,
            Tag.Button => Ancestors.Button,
            Tag.Details => Ancestors.Details,
            Tag.Address => Ancestors.Address,
            >= Tag.H1 and <= Tag.H6 => Ancestors.Heading,
            _ => Ancestors.None,
        };
        uint groups = 0;
        foreach (var attribute in _tree.AttributesOf(node))
        {
            var name = _tree.Page.AsSpan(attribute.NameStart, attribute.NameLength);
            var value = _tree.Page.AsSpan(attribute.ValueStart, attribute.ValueLength);
            if (Is(name, "class") || Is(name, "id")) groups |= tag is Tag.Body or Tag.Html ? 0 : _words.GroupsOf(value);
            else if (Is(name, "role"))
            {
                if (Is(value, "navigation") || Is(value, "menu") || Is(value, "menubar")) context.Ancestors |= Ancestors.Nav;
                else if (Is(value, "main")) context.Ancestors |= Ancestors.Main;
                else if (Is(value, "contentinfo")) context.Ancestors |= Ancestors.Footer;
                else if (Is(value, "complementary")) context.Ancestors |= Ancestors.Aside;
                else if (Is(value, "dialog") || Is(value, "alertdialog")) context.Ancestors |= Ancestors.Dialog;
                else if (Is(value, "article")) context.Ancestors |= Ancestors.Article;
            }
            else if (Is(name, "itemprop"))
            {
                if (Is(value, "articleBody") || Is(value, "text")) context.Ancestors |= Ancestors.BodyProperty;
                else groups |= _words.GroupsOf(value);
            }
            else if (Is(name, "hidden")) context.Ancestors |= Ancestors.Hidden;
            else if (Is(name, "aria-hidden") && Is(value, "true")) context.Ancestors |= Ancestors.AriaHidden;
            else if (Is(name, "style") && HidesItself(value)) context.Ancestors |= Ancestors.Hidden;
            else if (Is(name, "data-component") || Is(name, "data-module") || Is(name, "data-testid") || Is(name, "data-type") || Is(name, "aria-label") || Is(name, "data-qa")) groups |= _words.GroupsOf(value);
            else if (Is(name, "itemtype") && value.Contains("LiveBlog", StringComparison.OrdinalIgnoreCase)) context.Ancestors |= Ancestors.Live;
        }
        for (var g = 0; groups != 0; g++, groups >>= 1)
            if ((groups & 1) != 0) context.Distances[g] = 0;
        return context;
    }

    private static bool HidesItself(ReadOnlySpan<char> style)
    {
        var at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return false;
        var rest = style[(at + 7)..].TrimStart();
        return rest.StartsWith(":", StringComparison.Ordinal) && rest[1..].TrimStart().StartsWith("none", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Is(ReadOnlySpan<char> value, string name) => value.Equals(name, StringComparison.OrdinalIgnoreCase);
}
