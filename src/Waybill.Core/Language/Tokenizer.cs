using System.Runtime.CompilerServices;

namespace Waybill.Language;

/// <summary>Cuts text into words after the Universal Dependencies guidelines for English: clitics (<c>do|n't</c>,
/// <c>Iran|'s</c>), hyphenated words (<c>close|-|range</c>, but <c>anti-ship</c>), punctuation, currency and per-cent
/// signs stand alone; abbreviations keep their full stop; addresses, numbers, dates and times stay whole.
/// A full stop, comma or colon that lacks its space (<c>said.The</c>) is still found. One pass, linear in the text.</summary>
public sealed class Tokenizer
{
    /// <summary>Longest token in UTF-16 units; longer runs without a break are cut and counted.</summary>
    public const int MaxTokenLength = 200;

    // Treebanks hold few of them, so a model's own list may lack some; all are written before a day.
    private static readonly string[] s_months = ["jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec."];

    private readonly WordSet _abbreviations;
    private readonly WordSet _prefixes;
    private readonly WordSet _whole;

    public Tokenizer(TokenizerRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _abbreviations = new(rules.Abbreviations.Concat(s_months));
        _prefixes = new(rules.HyphenPrefixes);
        _whole = new(rules.WholeWords);
    }

    public void Tokenize(string text, TokenBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(buffer);
        int at = 0;
        var gap = Gap.Paragraph;
        while (at < text.Length)
        {
            int lines = 0;
            int spaceStart = at;
            while (at < text.Length && IsSpace(text[at]))
            {
                if (text[at] is '\n' or '\u2029')
                    lines += text[at] == '\u2029' ? 2 : 1;
                at++;
            }
            if (at > spaceStart && buffer.Count > 0)
                gap = lines >= 2 ? Gap.Paragraph : lines == 1 ? Gap.Line : Gap.Space;
            int end = at;
            while (end < text.Length && !IsSpace(text[end]))
                end++;
            if (end == at)
                break;
            new ChunkCutter(this, text, buffer, gap).Chunk(at, end);
            gap = Gap.None;
            at = end;
        }
    }

    /// <summary>White space, and characters that show nothing (zero-width marks, byte-order marks, soft hyphens
    /// standing alone are left to the article's own normalisation).</summary>
    internal static bool IsSpace(char unit) =>
        unit <= ' ' || unit is '\u00a0' or '\u200b' or '\ufeff' or '\u2060' || (unit > 127 && char.IsWhiteSpace(unit));

    internal bool IsAbbreviation(ReadOnlySpan<char> word) => _abbreviations.Contains(word);

    /// <summary>Whether a word that ends in a full stop keeps it: listed (<c>Sept.</c>), an initial (<c>J.</c>), or
    /// letters with stops between (<c>U.S.</c>, <c>p.m.</c>).</summary>
    internal bool KeepsStop(ReadOnlySpan<char> word)
    {
        if (word.Length < 2)
            return false;
        if (word.Length == 2)
            return char.IsUpper(word[0]) && word[0] != 'I' || _abbreviations.Contains(word);
        bool dotted = true;
        for (int i = 0; i < word.Length && dotted; i++)
            dotted = i % 2 == 0 ? char.IsLetter(word[i]) : word[i] == '.';
        return dotted && word.Length % 2 == 0 || _abbreviations.Contains(word);
    }

    /// <summary>Cuts one run without white space.</summary>
    private ref struct ChunkCutter(Tokenizer owner, string text, TokenBuffer buffer, Gap gap)
    {
        private Gap _gap = gap;

        public void Chunk(int start, int end)
        {
            // A hostile run without spaces is cut into pieces first, so that every later step sees short pieces only.
            while (end - start > MaxTokenLength)
            {
                int cut = start + MaxTokenLength;
                for (int back = cut; back > start + MaxTokenLength / 2; back--)
                {
                    if (!char.IsLetterOrDigit(text[back - 1]) && !char.IsSurrogate(text[back - 1]))
                    {
                        cut = back;
                        break;
                    }
                }
                if (char.IsLowSurrogate(text[cut]) && char.IsHighSurrogate(text[cut - 1]))
                    cut--;
                buffer.CutTokens++;
                Piece(start, cut);
                start = cut;
            }
            Piece(start, end);
        }

        private void Piece(int start, int end)
        {
            if (IsAddress(text.AsSpan(start, end - start)))
            {
                Address(start, end);
                return;
            }
            int from = start;
            for (int i = start; i < end;)
            {
                int run = HardRun(i, end);
                if (run == 0)
                {
                    i++;
                    continue;
                }
                Core(from, i);
                Emit(i, i + run);
                i += run;
                from = i;
            }
            Core(from, end);
        }

        /// <summary>Length of a mark at <paramref name="i"/> that always stands alone, or 0.</summary>
        private readonly int HardRun(int i, int end)
        {
            char c = text[i];
            switch (c)
            {
                case '"' or '\u201c' or '\u201d' or '\u201e' or '\u00ab' or '\u00bb' or '\u2014' or '\u2013' or '\u2012'
                    or '\u2015' or '\u2022' or '(' or ')' or '[' or ']' or '{' or '}' or ';' or '|' or '%' or '\u20ac'
                    or '\u00a3' or '\u00a5' or '\u00b7' or '\u25cf' or '\u25aa' or '\u2039' or '\u203a' or '\u2212':
                    return 1;
                case '\u2018':
                    return i + 1 < end && char.IsDigit(text[i + 1]) ? 0 : 1;
                case '`':
                    return Run(i, end);
                case '\u2026' or '!' or '?':
                    return Run(i, end);
                case '.' or '-' or '*' or '=' or '_' or '~' or '#' or '+' or '<' or '>' or '\'':
                    int run = Run(i, end);
                    return run >= 2 ? run : 0;
                default:
                    return 0;
            }
        }

        private readonly int Run(int i, int end)
        {
            int j = i + 1;
            while (j < end && (text[j] == text[i] || (text[i] is '!' or '?' && text[j] is '!' or '?')))
                j++;
            return j - i;
        }

        private void Address(int start, int end)
        {
            while (end > start && text[start] is '(' or '[' or '<' or '"' or '\u201c' or '\'' or '\u2018')
                Emit(start, ++start);
            int tail = end;
            while (tail > start && text[tail - 1] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or ']' or '>' or '"'
                or '\u201d' or '\'' or '\u2019')
                tail--;
            Emit(start, tail);
            while (tail < end)
                Emit(tail, ++tail);
        }

        /// <summary>A run without hard marks: marks at both ends, then clitics, hyphens, slashes and lost spaces.</summary>
        private void Core(int start, int end)
        {
            while (start < end && IsFrontMark(start, end))
                Emit(start, ++start);
            int tail = end;
            while (tail > start && IsBackMark(start, tail))
                tail--;
            Word(start, tail);
            while (tail < end)
                Emit(tail, ++tail);
        }

        private readonly bool IsFrontMark(int i, int end)
        {
            char next = i + 1 < end ? text[i + 1] : '\0';
            return text[i] switch
            {
                '$' or ',' or ':' or '*' or '>' or '<' or '=' or '~' or '^' or '\u2019' when !(text[i] == '\u2019' && IsCliticAt(i, end)) => true,
                '.' => !char.IsDigit(next),
                '-' => true,
                '/' => true,
                '\'' => !char.IsDigit(next) && !IsCliticAt(i, end),
                '#' => !char.IsLetter(next),
                _ => false,
            };
        }

        private readonly bool IsCliticAt(int i, int end) => CliticLength(text.AsSpan(i, end - i)) == end - i;

        private readonly bool IsBackMark(int start, int tail)
        {
            char c = text[tail - 1];
            switch (c)
            {
                case ',' or ':' or '\'' or '\u2019' or '*' or '<' or '>' or '=' or '~' or '/':
                    return true;
                case '-':
                    return true;
                case '.':
                    return !owner.KeepsStop(text.AsSpan(start, tail - start));
                default:
                    return false;
            }
        }

        private void Word(int start, int end)
        {
            int length = end - start;
            if (length <= 0)
                return;
            var word = text.AsSpan(start, length);
            if (IsPlain(word) && length < 5 || owner._whole.Contains(word))
            {
                Emit(start, end);
                return;
            }
            int clitic = CliticLength(word);
            if (clitic > 0 && clitic < length)
            {
                Word(start, end - clitic);
                Emit(end - clitic, end);
                return;
            }
            int fused = FusedHead(word);
            if (fused > 0)
            {
                Emit(start, start + fused);
                Emit(start + fused, end);
                return;
            }
            int from = start;
            bool first = true;
            for (int i = start + 1; i < end - 1; i++)
            {
                if (!Splits(start, i, end, from, ref first))
                    continue;
                Emit(from, i);
                Emit(i, i + 1);
                from = i + 1;
            }
            if (from > start && from < end && text[end - 1] == '.' && !owner.KeepsStop(text.AsSpan(from, end - from)) && end - from > 1)
            {
                Emit(from, end - 1);
                Emit(end - 1, end);
            }
            else
            {
                Emit(from, end);
            }
        }

        private readonly bool Splits(int start, int i, int end, int from, ref bool first)
        {
            char before = text[i - 1], c = text[i], after = text[i + 1];
            switch (c)
            {
                case '-':
                    if (i == from || !char.IsLetterOrDigit(after))
                        return i != from && after is '$' or '\'' or '\u2019';
                    bool wasFirst = first;
                    first = false;
                    if (wasFirst && from == start && owner._prefixes.Contains(text.AsSpan(start, i - start)))
                        return false;
                    return !(char.IsDigit(before) && char.IsDigit(after) && IsNumberWithHyphens(start, end));
                case '/':
                    return !(char.IsDigit(before) && char.IsDigit(after));
                case ',' or ':':
                    return !(char.IsDigit(before) && char.IsDigit(after));
                case '.':
                    // "said.The": a lost space; not "U.S.A", "node.js", "St.Petersburg" stays an accepted error.
                    return char.IsUpper(after) && i - from >= 2 && char.IsLower(before) && !text.AsSpan(from, i - from).Contains('.')
                        || char.IsUpper(after) && i - from >= 2 && char.IsDigit(before) && i + 2 < end && char.IsLower(text[i + 2]);
                case '$':
                    return false;
                default:
                    return false;
            }
        }

        /// <summary>Telephone numbers and ISO dates: three or more groups of digits.</summary>
        private readonly bool IsNumberWithHyphens(int start, int end)
        {
            int hyphens = 0;
            for (int i = start; i < end; i++)
            {
                if (text[i] == '-')
                    hyphens++;
                else if (!char.IsDigit(text[i]))
                    return false;
            }
            return hyphens >= 2;
        }

        private void Emit(int start, int end)
        {
            if (end <= start)
                return;
            // "US$5", "5km" stay as written, but a currency sign inside a number run stands alone.
            int dollar = text.AsSpan(start, end - start).IndexOf('$');
            if (dollar >= 0 && dollar + 1 < end - start && char.IsDigit(text[start + dollar + 1]))
            {
                Add(start, start + dollar + 1);
                start += dollar + 1;
            }
            Add(start, end);
        }

        private void Add(int start, int end)
        {
            buffer.Add(start, end - start, _gap);
            _gap = Gap.None;
        }
    }

    private static bool IsPlain(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c))
                return false;
        }
        return true;
    }

    /// <summary>Length of the clitic at the end of a word, or 0.</summary>
    private static int CliticLength(ReadOnlySpan<char> word)
    {
        int n = word.Length;
        if (n >= 2 && IsApostrophe(word[n - 2]) && StableHash.Lower(word[n - 1]) is 's' or 'm' or 'd')
            return n >= 2 && IsApostrophe(word[n - 2]) ? 2 : 0;
        if (n < 3)
            return 0;
        char a = StableHash.Lower(word[n - 2]), b = StableHash.Lower(word[n - 1]);
        if (IsApostrophe(word[n - 3]) && (a, b) is ('r', 'e') or ('v', 'e') or ('l', 'l'))
            return IsApostrophe(word[n - 3]) ? 3 : 0;
        if (b == 't' && IsApostrophe(word[n - 2]) && StableHash.Lower(word[n - 3]) == 'n')
            return 3;
        return 0;
    }

    private static bool IsApostrophe(char unit) => unit is '\'' or '\u2019' or '`';

    /// <summary>Length of the first word of two that are written as one, or 0.</summary>
    private static int FusedHead(ReadOnlySpan<char> word) =>
        word.Equals("cannot", StringComparison.OrdinalIgnoreCase) ? 3
        : word.Equals("gonna", StringComparison.OrdinalIgnoreCase) ? 3
        : word.Equals("wanna", StringComparison.OrdinalIgnoreCase) ? 3
        : word.Equals("gotta", StringComparison.OrdinalIgnoreCase) ? 3
        : 0;

    private static bool IsAddress(ReadOnlySpan<char> piece)
    {
        if (piece.Length < 5)
            return false;
        if (piece.Contains("://", StringComparison.Ordinal) || piece.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || piece.StartsWith("(www.", StringComparison.OrdinalIgnoreCase))
            return true;
        int at = piece.IndexOf('@');
        if (at > 0 && at < piece.Length - 3 && piece[at..].Contains('.'))
            return true;
        foreach (string end in (ReadOnlySpan<string>)[".com", ".org", ".net", ".gov", ".edu", ".mil"])
        {
            int found = piece.IndexOf(end, StringComparison.OrdinalIgnoreCase);
            if (found > 0 && (found + 4 == piece.Length || !char.IsLetterOrDigit(piece[found + 4])))
                return true;
        }
        return false;
    }
}

/// <summary>The word lists of the tokenizer and the sentence splitter; part of a model file.</summary>
public sealed class TokenizerRules
{
    /// <summary>Words that keep their full stop, as written in lower case (<c>sept.</c>).</summary>
    public required IReadOnlyList<string> Abbreviations { get; init; }

    /// <summary>Abbreviations after which a sentence hardly ever ends (<c>mr.</c>, <c>gen.</c>).</summary>
    public required IReadOnlyList<string> TitleAbbreviations { get; init; }

    /// <summary>Beginnings that stay with their word across a hyphen (<c>anti</c>, <c>re</c>).</summary>
    public required IReadOnlyList<string> HyphenPrefixes { get; init; }

    /// <summary>Words that are never cut although a rule would (<c>e-mail</c>, <c>w/o</c>).</summary>
    public required IReadOnlyList<string> WholeWords { get; init; }

    /// <summary>Words that begin sentences far more often than they stand capitalised inside one (<c>the</c>).</summary>
    public required IReadOnlyList<string> Starters { get; init; }
}

/// <summary>A set of words looked up by their lower-case hash and then compared: no string is made.</summary>
internal sealed class WordSet
{
    private readonly Dictionary<uint, string> _words = [];

    public WordSet(IEnumerable<string> words)
    {
        foreach (string word in words)
            _words.TryAdd(StableHash.OfLower(word), word);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(ReadOnlySpan<char> word) => _words.ContainsKey(StableHash.OfLower(word));
}
