using Waybill.Articles;

namespace Waybill.Html;

/// <summary>A chosen title: its words, and where they stand (a visible block, or a declaration in the head).</summary>
internal sealed record TitleChoice(string Text, BlockText Block, int VisibleBlock);

/// <summary>Chooses the title among the page's headings and declarations: the heading on which they agree best.</summary>
internal static class TitleFinder
{
    private static readonly string[] Separators = [" | ", " - ", " – ", " — ", " :: ", " • ", " » ", " · ", " // ", " ‹ ", " « "];

    public static TitleChoice? Find(HtmlPage page)
    {
        var declared = page.Declared;
        var json = JsonHeadline(page.Tree.Page, declared);
        var og = declared.Meta("og:title");
        var candidates = new List<(Declared Value, double Weight)>();
        if (json is { } j) candidates.Add((j, 1.0));
        if (og is { } o) candidates.Add((o, 1.0));
        if (declared.Meta("twitter:title", "dc.title", "parsely-title", "sailthru.title", "title") is { } t) candidates.Add((t, 0.8));
        if (declared.TitleElement is { } e) candidates.Add((e, 0.8));

        // Visible headings: which agrees best with what is declared?
        var best = -1;
        var bestScore = 0.0;
        var blocks = page.Cut.Blocks;
        var headings = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var ancestors = page.Cut.Contexts[blocks[i].Context].Ancestors;
            if ((ancestors & Ancestors.Heading) == 0) continue;
            var text = blocks[i].Text.Text;
            if (text.Length is < 3 or > 400) continue;
            if (headings++ > 400) break;
            var h1 = IsH1(page, blocks[i]);
            var agreement = 0.0;
            foreach (var (value, weight) in candidates) agreement = Math.Max(agreement, weight * Likeness(text, Clean(value.Value, page)));
            var score = agreement + (h1 ? 0.35 : 0) + ((ancestors & (Ancestors.Nav | Ancestors.Footer | Ancestors.Aside)) != 0 ? -0.3 : 0);
            if (!h1 && agreement < 0.6) continue;
            if (h1 && agreement < 0.25 && candidates.Count > 0) score -= 0.3;
            if (score <= bestScore + 1e-9) continue;
            bestScore = score;
            best = i;
        }
        if (best >= 0 && bestScore > 0.3) return new TitleChoice(blocks[best].Text.Text, blocks[best].Text, best);
        if (PlainBlock(page, candidates) is var plain && plain >= 0) return new TitleChoice(blocks[plain].Text.Text, blocks[plain].Text, plain);
        foreach (var (value, _) in candidates)
        {
            var cleaned = CleanDeclared(value, page);
            var block = PageMetadata.ToBlock(page.Tree.Page, cleaned);
            if (block.Text.Length > 0) return new TitleChoice(block.Text, block, -1);
        }
        return null;
    }

    /// <summary>Pages without headings (table layout, a styled line): the first line that is no link and says a declared
    /// title word for word, or -1.</summary>
    private static int PlainBlock(HtmlPage page, List<(Declared Value, double Weight)> candidates)
    {
        if (candidates.Count == 0) return -1;
        var titles = candidates.ConvertAll(c => Clean(c.Value.Value, page));
        var blocks = page.Cut.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            var text = blocks[i].Text.Text;
            if (text.Length is < 10 or > 400 || blocks[i].LinkUnits * 2 > text.Length
                || (page.Cut.Contexts[blocks[i].Context].Ancestors & (Ancestors.Nav | Ancestors.Footer | Ancestors.Aside | Ancestors.Hidden)) != 0) continue;
            foreach (var title in titles)
                if (Math.Abs(text.Length - title.Length) <= title.Length / 10 && TextShape.CountWords(text) >= 3 && Likeness(text, title) > 0.9) return i;
        }
        return -1;
    }

    /// <summary>What stands after the last separator of the page's title element, as an outlet's name may; null where there is none.</summary>
    public static Declared? TailOf(HtmlPage page)
    {
        if (page.Declared.TitleElement is not { } title) return null;
        var raw = page.Tree.Page[title.Start..title.End];
        int at = -1, width = 0;
        foreach (var separator in Separators)
        {
            var found = raw.LastIndexOf(separator, StringComparison.Ordinal);
            if (found <= at) continue;
            at = found;
            width = separator.Length;
        }
        if (at <= 0) return null;
        var start = at + width;
        while (start < raw.Length && char.IsWhiteSpace(raw[start])) start++;
        var end = raw.Length;
        while (end > start && char.IsWhiteSpace(raw[end - 1])) end--;
        var value = CharacterReferences.Decode(raw.AsSpan(start, end - start));
        return value.Length is > 2 and < 60 ? new Declared("title", value, title.Start + start, title.Start + end, false) : null;
    }

    private static bool IsH1(HtmlPage page, HtmlBlock block)
    {
        for (var context = block.Context; context >= 0; context = page.Cut.Contexts[context].Parent)
        {
            var tag = page.Cut.Contexts[context].Tag;
            if (tag == Tag.H1) return true;
            if (Tags.IsHeading(tag)) return false;
        }
        return false;
    }

    private static Declared? JsonHeadline(string page, PageMetadata declared)
    {
        foreach (var article in declared.Articles)
        {
            if ((article["headline"] ?? article["name"])?.One is { Kind: JsonPlace.Kinds.String, Text.Length: > 3 } headline)
                return new Declared("headline", CharacterReferences.Decode(headline.Text), headline.Start, headline.End, true);
        }
        _ = page;
        return null;
    }

    private static string Clean(string title, HtmlPage page)
    {
        var (start, length) = Cut(title, page);
        return title.Substring(start, length);
    }

    /// <summary>A declared title without the outlet's name after (or before) a separator.</summary>
    private static Declared CleanDeclared(Declared value, HtmlPage page)
    {
        if (value.Json) return value;
        var raw = page.Tree.Page[value.Start..value.End];
        var (start, length) = Cut(raw, page);
        return value with { Start = value.Start + start, End = value.Start + start + length };
    }

    private static (int Start, int Length) Cut(string title, HtmlPage page)
    {
        var site = page.Declared.Meta("og:site_name")?.Value;
        int start = 0, end = title.Length;
        for (var round = 0; round < 2; round++)
        {
            var at = -1;
            var width = 0;
            foreach (var separator in Separators)
            {
                var found = title.LastIndexOf(separator, Math.Max(0, end - 1), Math.Max(0, end - start), StringComparison.Ordinal);
                if (found <= at) continue;
                at = found;
                width = separator.Length;
            }
            if (at <= start) break;
            var tail = title[(at + width)..end].Trim();
            var isSite = site is not null && Likeness(tail, site) > 0.5;
            if (!isSite && (TextShape.CountWords(tail) > 4 || TextShape.CountWords(title[start..at]) < 4)) break;
            end = at;
        }
        return (start, end - start);
    }

    /// <summary>Dice coefficient over words.</summary>
    public static double Likeness(string a, string b)
    {
        var left = Words(a);
        var right = Words(b);
        if (left.Count == 0 || right.Count == 0) return 0;
        var shared = left.Count(right.Contains);
        return 2.0 * shared / (left.Count + right.Count);
    }

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        while (at < text.Length && words.Count < 80)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
            words.Add(text[start..at].ToLowerInvariant());
        }
        return words;
    }
}
