using System.Globalization;
using System.Text;

namespace Waybill.Lexicons;

/// <summary>What stands between a token and the one before it.</summary>
internal enum Gap : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A hyphen or dash without spaces.</summary>
    Hyphen,

    /// <summary>An apostrophe of any shape.</summary>
    Apostrophe,

    /// <summary>White space within a line (or one line break).</summary>
    Space,

    /// <summary>Anything else, a blank line, or the start of the text: no form reaches across.</summary>
    Break,
}

/// <summary>A token of the matcher: a run of letters, a run of digits, or one of <c>. &amp; / +</c>.</summary>
internal readonly record struct MatchToken(int Start, int Length, Gap Before)
{
    public int End => Start + Length;
}

/// <summary>The matcher's own simple tokens. They do not depend on the language stage, so that raw page text,
/// credits and article text can all be searched.</summary>
internal static class TextTokens
{
    public static List<MatchToken> Split(ReadOnlySpan<char> text)
    {
        var tokens = new List<MatchToken>((text.Length / 5) + 4);
        var i = 0;
        var end = -1;
        while (i < text.Length)
        {
            var c = text[i];
            int length;
            if (char.IsLetter(c) || IsMark(c)) length = Run(text, i, letters: true);
            else if (char.IsDigit(c)) length = Run(text, i, letters: false);
            else if (c is '.' or '&' or '/' or '+') length = 1;
            else
            {
                i++;
                continue;
            }
            tokens.Add(new MatchToken(i, length, end < 0 ? Gap.Break : Between(text[end..i])));
            i += length;
            end = i;
        }
        return tokens;
    }

    private static int Run(ReadOnlySpan<char> text, int start, bool letters)
    {
        var i = start + 1;
        while (i < text.Length && (letters ? char.IsLetter(text[i]) || IsMark(text[i]) : char.IsDigit(text[i]))) i++;
        return i - start;
    }

    private static bool IsMark(char c) => c > 0x2FF && char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static Gap Between(ReadOnlySpan<char> gap)
    {
        if (gap.IsEmpty) return Gap.None;
        if (gap.Length == 1)
        {
            var c = gap[0];
            if (IsHyphen(c)) return Gap.Hyphen;
            if (IsApostrophe(c)) return Gap.Apostrophe;
            return char.IsWhiteSpace(c) ? Gap.Space : Gap.Break;
        }
        var breaks = 0;
        foreach (var c in gap)
        {
            if (c == '\n') breaks++;
            else if (c == '\u00AD') continue;
            else if (!char.IsWhiteSpace(c)) return Gap.Break;
        }
        return breaks > 1 ? Gap.Break : Gap.Space;
    }

    public static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' or '\u00AD';

    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '`' or '\u00B4';

    /// <summary>A token's characters without case and diacritics, for look-up.</summary>
    public static int Fold(ReadOnlySpan<char> token, Span<char> into)
    {
        var length = 0;
        foreach (var c in token)
        {
            if (length == into.Length) return 0;
            var folded = FoldAccent(c);
            if (folded != '\0') into[length++] = char.ToLowerInvariant(folded);
        }
        return length;
    }

    /// <summary>The letter without its diacritic; <c>'\0'</c> for a combining mark.</summary>
    public static char FoldAccent(char c)
    {
        if (c < 0xC0) return c;
        if (IsMark(c)) return '\0';
        switch (c)
        {
            case 'ı': return 'i';
            case 'ł': return 'l';
            case 'Ł': return 'L';
            case 'ø': return 'o';
            case 'Ø': return 'O';
            case 'đ': return 'd';
            case 'Đ': return 'D';
            default: break;
        }
        if (c > 0x24F) return c;
        var decomposed = c.ToString().Normalize(NormalizationForm.FormD);
        return decomposed[0];
    }
}
