
namespace Waybill.Articles;

/// <summary>Decides for each line of a plain-text page whether it is title, body or furniture, and which.</summary>
internal sealed class PlainTextLayout
{
    private PlainTextLayout(List<PlainTextLine> lines) => Lines = lines;

    public List<PlainTextLine> Lines { get; }

    /// <summary>Index of the title's line, or -1.</summary>
    public int Title { get; private set; } = -1;

    /// <summary>Index of the subtitle's line, or -1.</summary>
    public int Subtitle { get; private set; } = -1;

    /// <summary>Index of the first line of the body.</summary>
    public int Body { get; private set; }

    public static PlainTextLayout Of(List<PlainTextLine> lines, ArticleLexicon lexicon)
    {
        var layout = new PlainTextLayout(lines);
        layout.MarkDigests();
        layout.MarkFurniture(lexicon);
        layout.MarkCaptions(lexicon);
        layout.Body = layout.FindBody(lexicon);
        layout.FindTitle(lexicon);
        layout.TakeBody();
        layout.CloseRest();
        return layout;
    }

    /// <summary>A line under which "read more" stands is the digest of another story.</summary>
    private void MarkDigests()
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            if (!IsReadMore(Lines[i].Text)) continue;
            Lines[i].Reason = LeftOutReason.OtherStory;
            if (i > 0 && Lines[i - 1].Open) Lines[i - 1].Reason = LeftOutReason.OtherStory;
        }

        static bool IsReadMore(string text)
        {
            if (text.Length > 24) return false;
            var folded = ArticleLexicon.Fold(text).Trim(' ', '»', '>', '.', '…', '→', '›', '[', ']', '(', ')');
            return folded is "read more" or "more" or "read full story" or "full story" or "continue reading" or "read article" or "read the full story" or "read on" or "see more" or "read full article" or "continue";
        }
    }

    private void MarkFurniture(ArticleLexicon lexicon)
    {
        var firstParagraph = Lines.FindIndex(l => l.Open && l.IsParagraph && l.Furniture is null);
        var inTail = (LeftOutReason?)null;
        var section = (LeftOutReason?)null;
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            if (inTail is { } tail)
            {
                line.Reason ??= tail;
                continue;
            }
            if (!line.Open) continue;
            if (line.IsBreadcrumb && i < Math.Max(firstParagraph, 12))
            {
                line.Reason = LeftOutReason.Menu;
                continue;
            }
            if (line.Furniture is { } furniture && !(line.WordCount > 40 && furniture.Reason != LeftOutReason.Comment && furniture.Reason != LeftOutReason.Newsletter && furniture.Reason != LeftOutReason.Legal && furniture.Reason != LeftOutReason.Cookie)
                && !AgencyCredits.IsCreditLine(line.Text))
            {
                line.Reason = furniture.Reason;
                if (furniture.How == FurnitureMatch.Tail && firstParagraph >= 0 && i > firstParagraph) inTail = furniture.Reason;
                if (furniture.How is FurnitureMatch.Section or FurnitureMatch.Tail) section = furniture.Reason;
                continue;
            }
            if (line.IsParagraph && line.WordCount >= 12) section = null;
            // After the heading of a list of links, lines that are no sentences go with it.
            else if (section is { } reason && firstParagraph >= 0 && i > firstParagraph) line.Reason = reason;
        }
        _ = lexicon;
    }

    /// <summary>Captions before the body: lines with a photo credit, lines under a bare agency line, and lines that stand
    /// twice before the body begins (alternative text and caption).</summary>
    private void MarkCaptions(ArticleLexicon lexicon)
    {
        var firstParagraph = Lines.FindIndex(l => l.Open && l.IsParagraph && l.Furniture is null);
        var limit = Math.Min(Lines.Count, Math.Max(firstParagraph + 8, 12));
        for (var i = 0; i + 1 < limit; i++)
        {
            var line = Lines[i];
            if (!line.Open || !line.IsParagraph) continue;
            for (var j = i + 1; j < Math.Min(limit, i + 5); j++)
            {
                if (!Lines[j].Open || !string.Equals(Lines[j].Text, line.Text, StringComparison.Ordinal) || j - i < 2) continue;
                line.Reason = Lines[j].Reason = LeftOutReason.Caption;
                // What stands right above each copy, short and no sentence, credits the picture.
                if (i > 0 && CreditsPicture(Lines[i - 1])) Lines[i - 1].Reason = LeftOutReason.Caption;
                if (CreditsPicture(Lines[j - 1])) Lines[j - 1].Reason = LeftOutReason.Caption;
            }
        }
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            if (!line.Open || line.WordCount > 70) continue;
            if (EndsWithPhotoCredit(line.Text, lexicon)) line.Reason = LeftOutReason.Caption;
        }

        static bool CreditsPicture(PlainTextLine line) => line.Open && line.WordCount <= 6 && !line.Terminal;
    }

    /// <summary>… September 5, 2022. Leo Correa/AP Photo: the last words after the last sentence name a photographer or agency with a picture word.</summary>
    private static bool EndsWithPhotoCredit(string text, ArticleLexicon lexicon)
    {
        var cut = Math.Max(text.LastIndexOf(". ", StringComparison.Ordinal), Math.Max(text.LastIndexOf(" | ", StringComparison.Ordinal), text.LastIndexOf(" (", StringComparison.Ordinal)));
        var tail = cut < 0 ? text : text[(cut + 1)..];
        var words = TextShape.CountWords(tail);
        if (words is 0 or > 8) return false;
        var picture = tail.Contains("Photo", StringComparison.Ordinal) || tail.Contains("Getty", StringComparison.Ordinal) || tail.Contains("PHOTO", StringComparison.Ordinal)
            || tail.Contains("Image", StringComparison.Ordinal) || tail.Contains("Handout", StringComparison.Ordinal);
        if (picture && (cut >= 0 || words <= 5) && (tail.Contains('/', StringComparison.Ordinal) || AgencyCredits.Find(tail, lexicon).Count > 0 || tail.Contains("Getty", StringComparison.Ordinal) || tail.Contains("Image", StringComparison.Ordinal))) return true;
        // Name/Agency or Agency/Name
        if (!tail.Contains('/', StringComparison.Ordinal) || cut < 0) return false;
        return AgencyCredits.Find(tail, lexicon).Count > 0 && words <= 5;
    }

    private int FindBody(ArticleLexicon lexicon)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            if (!line.Open) continue;
            if (AgencyCredits.ReadDateline(line.Text, lexicon) is not null && line.WordCount >= 8) return i;
            if (!line.IsParagraph) continue;
            if (line.WordsBesideDates < 6) continue;
            // One sentence above title-like lines may be a masthead's motto: a body goes on.
            var next = NextOpen(i);
            if (line.WordCount < 14 && next >= 0 && !Lines[next].IsParagraph && Lines.Skip(next).Any(l => l.Open && l.IsParagraph)) continue;
            return i;
        }
        var first = Lines.FindIndex(l => l.Open && l.IsParagraph);
        return first >= 0 ? first : Lines.Count;
    }

    private int NextOpen(int i)
    {
        for (var j = i + 1; j < Lines.Count; j++)
            if (Lines[j].Open) return j;
        return -1;
    }

    private void FindTitle(ArticleLexicon lexicon)
    {
        var candidates = new List<int>();
        for (var i = 0; i < Body; i++)
        {
            var line = Lines[i];
            if (!line.Open || line.WordCount is < 3 or > 40) continue;
            if (line.Dates.Count > 0 && line.WordsBesideDates <= 6) continue;
            if (AgencyCredits.OnlyAgency(line.Text, lexicon) is not null || IsByline(line.Text)) continue;
            candidates.Add(i);
        }
        if (candidates.Count == 0) return;
        var crumb = Lines.FindIndex(l => l.IsBreadcrumb);
        var repeated = candidates.FindIndex(i => candidates.Exists(j => j != i && string.Equals(Lines[i].Text, Lines[j].Text, StringComparison.Ordinal)));
        var inCrumb = crumb < 0 ? -1 : candidates.FindIndex(i => Lines[crumb].Text.EndsWith(Lines[i].Text, StringComparison.Ordinal));
        var longEnough = candidates.FindIndex(i => Lines[i].WordCount >= 4 && !LooksLikeMasthead(i));
        var at = inCrumb >= 0 ? inCrumb : repeated >= 0 ? repeated : longEnough >= 0 ? longEnough : candidates.FindLastIndex(i => StandsOverText(i, lexicon));
        if (at < 0) return;
        Title = candidates[at];
        Lines[Title].Kind = BlockKind.Title;
        for (var k = 0; k < candidates.Count; k++)
        {
            var i = candidates[k];
            if (i == Title) continue;
            if (string.Equals(Lines[i].Text, Lines[Title].Text, StringComparison.Ordinal)
                || Lines[Title].ContainedIn(Lines[i]) >= 0.6 || (Lines[i].WordCount >= 5 && Lines[i].ContainedIn(Lines[Title]) >= 0.8))
            {
                Lines[i].Reason = LeftOutReason.RepeatedTitle;
                continue;
            }
            if (i < Title) continue;
            if (Subtitle < 0 && Lines[i].WordCount >= 5 && !IsByline(Lines[i].Text))
            {
                Subtitle = i;
                Lines[i].Kind = BlockKind.Subtitle;
            }
        }
    }

    /// <summary>A short line right above byline, date line or text, and not the page's first, which names the paper.</summary>
    private bool StandsOverText(int i, ArticleLexicon lexicon)
    {
        var next = NextOpen(i);
        if (next < 0 || (i == 0 && Lines[i].IsName && (next >= Body || Lines[next].Dates.Count > 0))) return false;
        return next >= Body || IsByline(Lines[next].Text) || (Lines[next].Dates.Count > 0 && Lines[next].WordsBesideDates <= 6) || AgencyCredits.OnlyAgency(Lines[next].Text, lexicon) is not null;
    }

    private bool LooksLikeMasthead(int i) => i + 2 < Lines.Count && i <= 2 && Lines[i].IsName && Lines[i + 1].Dates.Count > 0;

    public static bool IsByline(string text)
    {
        if (text.Length > 120) return false;
        return text.StartsWith("By ", StringComparison.Ordinal) || text.StartsWith("BY ", StringComparison.Ordinal) || text.StartsWith("by ", StringComparison.Ordinal)
            || text.StartsWith("Written by", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Reported by", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("Author:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Edited by", StringComparison.OrdinalIgnoreCase);
    }

    private void TakeBody()
    {
        var last = -1;
        for (var i = Lines.Count - 1; i >= Body; i--)
        {
            if (!Lines[i].Open || (!Lines[i].IsParagraph && !AgencyCredits.IsCreditLine(Lines[i].Text))) continue;
            last = i;
            break;
        }
        var taken = new List<int>();
        for (var i = Body; i <= last; i++)
        {
            var line = Lines[i];
            if (!line.Open) continue;
            if (AgencyCredits.IsCreditLine(line.Text))
            {
                line.Kind = BlockKind.CreditLine;
                continue;
            }
            if (taken.Exists(j => Repeats(line, Lines[j])))
            {
                line.Reason = LeftOutReason.RepeatedText;
                continue;
            }
            if (Title >= 0 && line.WordCount >= 4 && line.WordCount <= 30 && !line.Terminal && line.ContainedIn(Lines[Title]) >= 0.8)
            {
                line.Reason = LeftOutReason.RepeatedTitle;
                continue;
            }
            if (IsListItem(line.Text))
            {
                line.Kind = BlockKind.ListItem;
                taken.Add(i);
                continue;
            }
            if (line.IsParagraph || (line.Terminal && line.WordCount >= 2))
            {
                line.Kind = IsQuotation(line.Text) ? BlockKind.Quotation : BlockKind.Paragraph;
                taken.Add(i);
                continue;
            }
            // A short line inside the body that is no sentence: a heading if prose follows at once and it is short; else a teaser.
            var next = i + 1;
            if (line.Dates.Count > 0 && line.WordsBesideDates <= 6) line.Reason = LeftOutReason.Metadata;
            else if (AgencyCredits.OnlyAgency(line.Text) is not null) line.Reason = LeftOutReason.Metadata;
            else if (line.WordCount is > 0 and <= 7 && next < Lines.Count && Lines[next].Open && Lines[next].IsParagraph && !taken.Exists(j => j < 0)) line.Kind = BlockKind.Heading;
            else line.Reason = LeftOutReason.Teaser;
        }
    }

    /// <summary>Says again what was said: nearly all its words stand in the other paragraph, and it is not much shorter.</summary>
    private static bool Repeats(PlainTextLine line, PlainTextLine other)
    {
        if (line.WordCount < 8) return string.Equals(line.Text, other.Text, StringComparison.Ordinal) && line.WordCount >= 4;
        return line.WordCount * 2 >= other.WordCount && line.ContainedIn(other) >= 0.85;
    }

    private static bool IsListItem(string text) =>
        text.Length > 3 && ((text[0] is '•' or '-' or '*' or '–' or '▪' or '·' && text[1] == ' ')
            || (char.IsAsciiDigit(text[0]) && (text[1] is '.' or ')') && text[2] == ' '));

    private static bool IsQuotation(string text) =>
        text.Length > 2 && text[0] is '“' or '"' && text[^1] is '”' or '"' && text.IndexOfAny(['”', '"'], 1) == text.Length - 1;

    private void CloseRest()
    {
        var lastTaken = Lines.FindLastIndex(l => l.Kind is not null);
        for (var i = 0; i < Lines.Count; i++)
        {
            if (!Lines[i].Open) continue;
            if (i < Body && ((Lines[i].Dates.Count > 0 && Lines[i].WordsBesideDates <= 8) || IsByline(Lines[i].Text) || AgencyCredits.OnlyAgency(Lines[i].Text) is not null)) Lines[i].Reason = LeftOutReason.Metadata;
            else if (i < Body) Lines[i].Reason = LeftOutReason.Menu;
            else if (i > lastTaken && Lines[i].WordCount >= 5) Lines[i].Reason = LeftOutReason.Teaser;
            else Lines[i].Reason = LeftOutReason.Other;
        }
    }
}
