using System.Net;
using System.Text;
using Waybill.Articles;
using Waybill.Pages;

namespace Waybill.Html;

/// <summary>A kept page as it can be looked at without danger: the text and its structure by an allow-list of elements
/// without any attribute. No script, style, form, frame, link, picture or address of the page is in it, so nothing runs and
/// nothing is loaded; all text is encoded anew.</summary>
public static class InertPage
{
    /// <summary>Characters written at most; the rest is counted in a last line.</summary>
    public const int MostCharacters = 2_000_000;

    /// <summary>Elements kept open inside each other at most; deeper ones are written without their own element.</summary>
    public const int MostDepth = 60;

    /// <summary>A whole HTML document.</summary>
    public static string Of(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        var decoded = DecodedPage.Decode(capture.Bytes, Encodings.Sniff(capture));
        var page = new StringBuilder("<!DOCTYPE html><html lang=\"und\"><head><meta charset=\"utf-8\"><title>Kept page</title></head><body>");
        if (capture.Format == PageFormat.Html) Write(TreeParser.Parse(decoded.Text), page);
        else page.Append("<pre>").Append(WebUtility.HtmlEncode(Cut(decoded.Text, out var left))).Append("</pre>").Append(left > 0 ? $"<p>… {left} more characters</p>" : "");
        return page.Append("</body></html>").ToString();
    }

    private static void Write(HtmlTree tree, StringBuilder page)
    {
        // The elements that are open, each with the first node after it: nodes lie in document order, so no recursion is needed.
        var open = new Stack<(int After, string Name)>();
        for (var node = 0; node >= 0;)
        {
            while (open.TryPeek(out var last) && last.After >= 0 && node >= last.After) Close(page, open);
            if (page.Length > MostCharacters)
            {
                while (open.Count > 0) Close(page, open);
                page.Append("<p>… the rest of the page is not shown</p>");
                return;
            }
            var tag = tree[node].Tag;
            if (tag == Tag.Text)
            {
                var text = CharacterReferences.Decode(tree.Page.AsSpan(tree[node].ContentStart, tree[node].ContentEnd - tree[node].ContentStart));
                page.Append(WebUtility.HtmlEncode(Clean(text)));
                node = tree.Next(node);
                continue;
            }
            if (Tags.IsHidden(tag) && tag is not (Tag.Head or Tag.Noscript) || Tags.IsRaw(tag))
            {
                node = tree.After(node);
                continue;
            }
            if (tag is Tag.Br or Tag.Hr) page.Append(tag == Tag.Br ? "<br>" : "<hr>");
            else if (Name(tag) is { } name && open.Count < MostDepth && tree[node].FirstChild >= 0)
            {
                page.Append('<').Append(name).Append('>');
                open.Push((tree.After(node), name));
            }
            node = tree.Next(node);
        }
        while (open.Count > 0) Close(page, open);
    }

    private static void Close(StringBuilder page, Stack<(int After, string Name)> open) => page.Append("</").Append(open.Pop().Name).Append('>');

    /// <summary>The element that is written for one of the page's; a line of its own for any other block.</summary>
    private static string? Name(Tag tag) => tag switch
    {
        >= Tag.H1 and <= Tag.H6 or Tag.P or Tag.Blockquote or Tag.Pre or Tag.Ul or Tag.Ol or Tag.Li or Tag.Dl or Tag.Dt or Tag.Dd or Tag.Table or Tag.Caption or Tag.Thead or Tag.Tbody
            or Tag.Tfoot or Tag.Tr or Tag.Td or Tag.Th or Tag.Figure or Tag.Figcaption or Tag.Article or Tag.Section or Tag.Aside or Tag.Nav or Tag.Header or Tag.Footer or Tag.Main
            or Tag.B or Tag.Strong or Tag.I or Tag.Em or Tag.Q or Tag.Cite or Tag.Code or Tag.Sub or Tag.Sup or Tag.Mark or Tag.Del or Tag.Ins or Tag.Small => tag.ToString().ToLowerInvariant(),
        Tag.A => "u",
        _ when Tags.IsBlock(tag) => "div",
        _ => null,
    };

    /// <summary>Without the characters that turn the direction of what follows, and without controls.</summary>
    private static string Clean(string text)
    {
        StringBuilder? clean = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var drop = (char.IsControl(c) && c is not ('\n' or '\t')) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
            if (drop) clean ??= new StringBuilder(text, 0, i, text.Length);
            else clean?.Append(c);
        }
        return clean?.ToString() ?? text;
    }

    private static string Cut(string text, out int left)
    {
        left = Math.Max(0, text.Length - MostCharacters);
        return Clean(left > 0 ? text[..MostCharacters] : text);
    }
}
