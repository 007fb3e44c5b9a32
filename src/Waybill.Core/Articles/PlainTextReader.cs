using Waybill.Pages;

namespace Waybill.Articles;

/// <summary>Reads the article out of a plain-text page with its furniture, as archives store pages: one paragraph a line.
/// Hard-wrapped text is joined first. A pure function of the capture.</summary>
public static class PlainTextReader
{
    /// <summary>Name and version, stored with each article.</summary>
    public const string Name = "plain-text/4";

    private const int MaxLines = 200_000;

    public static ArticleResult Read(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        if (PageCheck.Refuse(capture) is { } refused) return refused;
        var lexicon = ArticleLexicon.Default;
        var page = DecodedPage.Decode(capture.Bytes, Encodings.Sniff(capture));
        var blocks = Split(page.Text);
        if (blocks.Count == 0) return new ArticleResult.None(NoArticleReason.NoText, "the page has no words");
        if (blocks.Count > MaxLines) blocks.RemoveRange(MaxLines, blocks.Count - MaxLines);
        var lines = blocks.ConvertAll(b => new PlainTextLine(b, lexicon));
        var layout = PlainTextLayout.Of(lines, lexicon);
        if (!lines.Exists(l => l.Kind is BlockKind.Paragraph or BlockKind.Quotation or BlockKind.ListItem))
            return new ArticleResult.None(NoArticleReason.NoText, "no paragraph of running text was found");
        return new ArticleResult.Found(PlainTextMetadata.Assemble(capture, page, layout, lexicon));
    }

    /// <summary>The page's non-empty lines as blocks; lines of a hard-wrapped text are joined to paragraphs.</summary>
    private static List<BlockText> Split(string text)
    {
        var wrapped = IsHardWrapped(text);
        var builder = new BlockTextBuilder();
        var blocks = new List<BlockText>();
        var at = 0;
        while (at <= text.Length)
        {
            var end = at;
            while (end < text.Length && text[end] is not ('\n' or '\r' or '\u2028' or '\u2029' or '\f')) end++;
            var blank = text.AsSpan(at, end - at).IsWhiteSpace();
            var indented = wrapped && !blank && end - at > 2 && char.IsWhiteSpace(text[at]) && char.IsWhiteSpace(text[at + 1]) && !IsIndentedThroughout(text, at);
            if (!wrapped || blank || indented) Flush();
            if (!blank)
            {
                if (!builder.IsEmpty) builder.Space(at - 1, at);
                builder.Append(text, at, end);
                if (!wrapped) Flush();
            }
            at = end + 1;
            if (end < text.Length && text[end] == '\r' && at < text.Length && text[at] == '\n') at++;
        }
        Flush();
        return blocks;

        void Flush()
        {
            if (builder.IsEmpty)
            {
                builder.Clear();
                return;
            }
            var block = builder.Build();
            if (block.Text.Length > 0) blocks.Add(block);
        }
    }

    private static bool IsIndentedThroughout(string text, int at)
    {
        // A block quotation is indented on every line: the line before says whether an indent opens a paragraph.
        var previous = at - 1;
        while (previous > 0 && text[previous - 1] is not '\n') previous--;
        return previous >= 0 && previous + 1 < text.Length && previous < at - 1 && char.IsWhiteSpace(text[previous]) && char.IsWhiteSpace(text[previous + 1]);
    }

    /// <summary>Hard-wrapped: most lines that are followed by another end within a sentence, at some 50 to 90 units.</summary>
    private static bool IsHardWrapped(string text)
    {
        int pairs = 0, open = 0, longLines = 0, lines = 0;
        var previousLength = 0;
        var previousOpen = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (line.Length == 0)
            {
                previousLength = 0;
                continue;
            }
            lines++;
            if (line.Length > 110) longLines++;
            if (previousLength >= 40)
            {
                pairs++;
                if (previousOpen && previousLength <= 110 && (char.IsLower(line[0]) || line.Length > 30)) open++;
            }
            previousLength = line.Length;
            previousOpen = line[^1] is not ('.' or '!' or '?' or '"' or '”' or ':');
        }
        return pairs >= 3 && open * 10 >= pairs * 6 && longLines * 10 <= lines;
    }
}
