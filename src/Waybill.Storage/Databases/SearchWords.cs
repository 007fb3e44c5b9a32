using System.Globalization;
using System.Text;

namespace Waybill.Storage.Databases;

/// <summary>The words of a text for full-text search, as FTS5's <c>unicode61 remove_diacritics 2</c> finds them: runs of letters, digits and private signs, small,
/// without accents. Each once.</summary>
internal static class SearchWords
{
    /// <summary>Longer words are cut: no index row holds any length.</summary>
    private const int Longest = 200;

    public static IReadOnlyCollection<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> small = stackalloc char[Longest];
        for (var at = 0; at < text.Length;)
        {
            // Nearly all words are of plain letters and digits.
            var end = at;
            while (end < text.Length && char.IsAsciiLetterOrDigit(text[end])) end++;
            if (end == text.Length || char.IsAscii(text[end]))
            {
                var length = text.AsSpan(at, Math.Min(end - at, Longest)).ToLowerInvariant(small);
                if (length > 0) known.Add(small[..length]);
                at = end + 1;
            }
            else at = AddAny(text, at, words);
        }
        var sorted = words.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }

    /// <summary>Adds the word that begins here, of any signs; returns the place behind the sign after it.</summary>
    private static int AddAny(string text, int at, HashSet<string> words)
    {
        var word = new StringBuilder();
        foreach (var rune in text.AsSpan(at).EnumerateRunes())
        {
            at += rune.Utf16SequenceLength;
            if (!IsPart(Rune.GetUnicodeCategory(rune))) break;
            if (word.Length < Longest) word.Append(rune.ToString());
        }
        var plain = new StringBuilder(word.Length);
        foreach (var rune in word.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) plain.Append(Rune.ToLowerInvariant(rune).ToString());
        if (plain.Length > 0) words.Add(plain.ToString());
        return at;
    }

    private static bool IsPart(UnicodeCategory category) => category
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse or UnicodeCategory.NonSpacingMark;
}
