using System.Buffers;
using Waybill.Articles;

namespace Waybill.Language;

/// <summary>Finds where sentences end, over tokens. A paragraph break always ends one; otherwise a final mark does,
/// with the closing quotes and brackets that cling to it, unless what follows shows that the sentence goes on
/// (<c>"Why?" he asked</c>, <c>Gen. Smith</c>, <c>U.S. forces</c>). The dateline that opens a paragraph (<c>SEOUL, Jan. 5 —</c>)
/// is none of the sentence behind it: a parser would take the place for its subject.</summary>
public sealed class SentenceSplitter
{
    /// <summary>Most tokens of a sentence; longer ones are cut (at a comma or semicolon where there is one) and counted.</summary>
    public const int MaxSentenceTokens = 250;

    /// <summary>One of them stands in every dateline.</summary>
    private static readonly SearchValues<char> DatelineMarks = SearchValues.Create("(-–—:>");

    private readonly WordSet _titles;
    private readonly WordSet _starters;

    public SentenceSplitter(TokenizerRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _titles = new(rules.TitleAbbreviations);
        _starters = new(rules.Starters);
    }

    /// <summary>First token of each sentence, in order; <paramref name="cut"/> counts sentences that were cut.</summary>
    public List<int> Split(string text, TokenBuffer tokens, out int cut)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        List<int> firsts = [];
        cut = 0;
        int first = 0, comma = -1, datelineEnd = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            bool opens = i == 0 || tokens.Gap[i] == Gap.Paragraph;
            bool afterDateline = !opens && tokens.Start[i - 1] < datelineEnd && tokens.Start[i] >= datelineEnd;
            if (opens) datelineEnd = DatelineEnd(text, tokens.Start[i]);
            if (i > 0 && (opens || afterDateline || tokens.Start[i] >= datelineEnd && EndsBefore(text, tokens, first, i)))
            {
                firsts.Add(first);
                first = i;
                comma = -1;
            }
            else if (i - first >= MaxSentenceTokens)
            {
                firsts.Add(first);
                first = comma > first ? comma + 1 : i;
                comma = -1;
                cut++;
            }
            if (tokens.Length[i] == 1 && text[tokens.Start[i]] is ',' or ';')
                comma = i;
        }
        if (tokens.Count > first)
            firsts.Add(first);
        return firsts;
    }

    /// <summary>Where the dateline of the paragraph that starts at <paramref name="start"/> ends, or 0.</summary>
    private static int DatelineEnd(string text, int start)
    {
        if (!char.IsUpper(text[start])) return 0;
        var head = text.AsSpan(start, Math.Min(AgencyCredits.LongestDateline, text.Length - start));
        if (head.IndexOf("\n\n", StringComparison.Ordinal) is >= 0 and var end) head = head[..end];
        if (!head.ContainsAny(DatelineMarks)) return 0;
        return AgencyCredits.ReadDateline(head.ToString()) is { } dateline ? start + dateline.Span.End : 0;
    }

    /// <summary>Whether a sentence ends before token <paramref name="next"/>.</summary>
    private bool EndsBefore(string text, TokenBuffer tokens, int first, int next)
    {
        var nextWord = tokens.Word(text, next);
        var gap = tokens.Gap[next];
        if (gap == Gap.None && IsCloser(nextWord[0]) && nextWord[0] is not ('"' or '\''))
            return false;
        // Step back over closers to the mark itself.
        int mark = next - 1;
        bool closed = false;
        while (mark > first && IsCloserToken(text, tokens, mark) && tokens.Gap[mark] == Gap.None)
        {
            mark--;
            closed = true;
        }
        var word = tokens.Word(text, mark);
        char last = word[^1];
        if (IsBullet(nextWord[0]) && gap == Gap.Line)
            return true;
        if (last is not ('.' or '!' or '?' or '\u2026'))
            return gap != Gap.None && char.IsLetterOrDigit(last) && IsCredit(text, tokens, next);
        // A straight quote directly after the mark closes: it belongs to the sentence that ends.
        if (gap == Gap.None && nextWord[0] is '"' or '\'' && nextWord.Length == 1 && gap == Gap.None && !FollowedByWord(text, tokens, next))
            return false;
        if (gap == Gap.None && nextWord[0] is '.' or '!' or '?' or ',' or ';' or ':' or ')' or '\u2026')
            return false;
        bool abbreviation = word.Length > 1 && last == '.' && char.IsLetter(word[0]);
        int look = next;
        while (look < tokens.Count && look < next + 3 && IsOpener(tokens.Word(text, look)[0]) && tokens.Word(text, look).Length == 1)
            look++;
        var start = look < tokens.Count ? tokens.Word(text, look) : nextWord;
        char c = start[0];
        if (char.IsLower(c))
            return false;
        if (abbreviation)
        {
            if (_titles.Contains(word) || word.Length == 2 && !closed)
                return closed && char.IsUpper(c);
            return char.IsUpper(c) && _starters.Contains(start) && mark > first;
        }
        if (c is ',' or ';' or ')' or ']' or '-' && gap == Gap.None)
            return false;
        if (last == '.' && mark == first && char.IsDigit(word[0]))
            return false;
        if (mark == first + 1 && word.Length == 1 && last == '.' && IsListNumber(tokens.Word(text, first)))
            return false; // "1. First point"
        if (word.Length > 1 && last == '.')
            return char.IsUpper(c) || IsOpener(nextWord[0]); // an ellipsis ends a sentence only before a capital
        if (last == '\u2026')
            return char.IsUpper(c) && gap != Gap.None;
        if (last is '!' or '?' && gap == Gap.None)
            return false;
        // The full stop of a quotation inside brackets or a lost space ("said.The") both end here.
        return gap != Gap.None || char.IsUpper(c) || IsOpener(nextWord[0]);
    }

    /// <summary><c>A howitzer near Izium Photo: Jane Doe</c>: the credit behind a caption without a full stop.</summary>
    private static bool IsCredit(string text, TokenBuffer tokens, int i) =>
        i + 2 < tokens.Count && tokens.Gap[i + 1] == Gap.None && tokens.Word(text, i + 1) is ":" && tokens.Gap[i + 2] != Gap.Paragraph
        && tokens.Word(text, i) is "Image" or "Images" or "Photo" or "Photos" or "Photograph" or "Picture" or "Pictures" or "Credit" or "Video" or "Illustration";

    private static bool FollowedByWord(string text, TokenBuffer tokens, int i) =>
        i + 1 < tokens.Count && tokens.Gap[i + 1] == Gap.None && char.IsLetterOrDigit(tokens.Word(text, i + 1)[0]);

    private static bool IsListNumber(ReadOnlySpan<char> word)
    {
        if (word.Length > 2)
            return false;
        foreach (char c in word)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }
        return true;
    }

    private static bool IsBullet(char c) => c is '\u2022' or '\u25cf' or '\u25aa' or '*' or '\u00b7';

    private static bool IsCloser(char c) => c is '"' or '\u201d' or '\u2019' or '\'' or ')' or ']' or '}' or '\u00bb';

    private static bool IsOpener(char c) => c is '"' or '\u201c' or '\u2018' or '\'' or '(' or '[' or '{' or '\u00ab';

    private static bool IsCloserToken(string text, TokenBuffer tokens, int i)
    {
        var word = tokens.Word(text, i);
        return word.Length <= 2 && IsCloser(word[0]) && (word.Length == 1 || word[1] == word[0]);
    }
}
