using System.Globalization;
using System.Text;

namespace Waybill.Storage.Databases;

/// <summary>The words of a text for full-text search, as FTS5's <c>unicode61 remove_diacritics 2</c> finds them: runs of letters, digits and private signs, small,
/// without accents. Each once.</summary>
internal static class SearchWords
{
    /// <summary>Longer words are cut: no index row holds any length.</summary>
    private const int Longest = 200;

    public static SortedSet<string> Of(string text)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsPart(Rune.GetUnicodeCategory(rune)))
            {
                Add(word, words);
                continue;
            }
            if (word.Length < Longest) word.Append(rune.ToString());
        }
        Add(word, words);
        return words;
    }

    private static void Add(StringBuilder word, SortedSet<string> words)
    {
        if (word.Length == 0) return;
        var plain = new StringBuilder(word.Length);
        foreach (var rune in word.ToString().Normalize(NormalizationForm.FormD).EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark) plain.Append(Rune.ToLowerInvariant(rune).ToString());
        if (plain.Length > 0) words.Add(plain.ToString());
        word.Clear();
    }

    private static bool IsPart(UnicodeCategory category) => category
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse or UnicodeCategory.NonSpacingMark;
}
