
namespace Waybill.Articles;

/// <summary>A line (or joined paragraph) of a plain-text page with what can be seen of it alone.</summary>
internal sealed class PlainTextLine(BlockText block, ArticleLexicon lexicon)
{
    public BlockText Block { get; } = block;

    public string Text => Block.Text;

    public HashSet<string> Words { get; } = WordSet(block.Text);

    public int WordCount { get; } = TextShape.CountWords(block.Text);

    /// <summary>Ends like a sentence.</summary>
    public bool Terminal { get; } = TextShape.EndsSentence(block.Text);

    public FurniturePhrase? Furniture { get; } = lexicon.FurnitureOf(block.Text);

    public List<FoundDate> Dates { get; } = block.Text.Length <= 400 ? DateScanner.Scan(block.Text, true, lexicon) : [];

    /// <summary>Why the line is left out, once that is known.</summary>
    public LeftOutReason? Reason { get; set; }

    /// <summary>What the line is in the article, once that is known.</summary>
    public BlockKind? Kind { get; set; }

    public bool Open => Reason is null && Kind is null;

    /// <summary>Running text: a sentence of eight words or more, or a very long line.</summary>
    public bool IsParagraph => (Terminal && WordCount >= 8) || WordCount >= 45;

    /// <summary>A path of links: <c>Home / World News / …</c>.</summary>
    public bool IsBreadcrumb
    {
        get
        {
            if (Text.Length > 300) return false;
            var separators = 0;
            for (var i = 1; i + 1 < Text.Length; i++)
                if (Text[i] is '/' or '>' or '»' or '›' or '→' && Text[i - 1] == ' ' && Text[i + 1] == ' ') separators++;
            return separators >= 2 || (separators == 1 && Text.StartsWith("Home ", StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Words left of the line when its dates are taken out.</summary>
    public int WordsBesideDates
    {
        get
        {
            if (Dates.Count == 0) return WordCount;
            var rest = Text;
            for (var i = Dates.Count - 1; i >= 0; i--) rest = rest.Remove(Dates[i].Span.Start, Dates[i].Span.Length);
            return TextShape.CountWords(rest);
        }
    }

    /// <summary>Share of this line's words that stand in the other.</summary>
    public double ContainedIn(PlainTextLine other)
    {
        if (Words.Count == 0) return 0;
        var shared = 0;
        foreach (var word in Words)
            if (other.Words.Contains(word)) shared++;
        return (double)shared / Words.Count;
    }

    /// <summary>Every word begins with a capital or is a short link word.</summary>
    public bool IsName
    {
        get
        {
            var words = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 0 or > 6) return false;
            foreach (var word in words)
                if (!char.IsUpper(word[0]) && word is not ("of" or "the" or "and" or "&" or "de" or "for" or "in")) return false;
            return true;
        }
    }

    private static HashSet<string> WordSet(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        while (at < text.Length)
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
