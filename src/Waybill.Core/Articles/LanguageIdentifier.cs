using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Waybill.Articles;

/// <summary>Finds a text's language by script and by the share of each language's function words
/// (Grefenstette 1995: frequent short words tell languages apart on a dozen words).</summary>
public static class LanguageIdentifier
{
    private const int MaxUnits = 20_000;

    /// <summary>Words up to which a text is a brief.</summary>
    private const int FewWords = 40;

    /// <summary>BCP 47 language, or <c>und</c> where the text is too short or too mixed.</summary>
    public static string Identify(string text, ArticleLexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        lexicon ??= ArticleLexicon.Default;
        if (text.Length > MaxUnits) text = text[..MaxUnits];
        if (Script(text) is { } byScript) return byScript;

        var languages = lexicon.StopWords;
        Span<int> hits = stackalloc int[languages.Length];
        var words = 0;
        var capitals = 0;
        Span<char> buffer = stackalloc char[24];
        var at = 0;
        while (at < text.Length)
        {
            if (!char.IsLetter(text[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < text.Length && char.IsLetter(text[at])) at++;
            words++;
            if (char.IsUpper(text[start])) capitals++;
            if (at - start > buffer.Length) continue;
            var word = buffer[..(at - start)];
            text.AsSpan(start, at - start).ToLowerInvariant(word);
            for (var i = 0; i < languages.Length; i++)
                if (languages[i].Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) hits[i]++;
        }
        if (words == 0) return "und";
        int best = 0, second = -1;
        for (var i = 1; i < languages.Length; i++)
        {
            if (hits[i] > hits[best])
            {
                second = best;
                best = i;
            }
            else if (second < 0 || hits[i] > hits[second])
            {
                second = i;
            }
        }
        if (second < 0) second = best == 0 ? 1 : 0;
        if (languages[best].Language != "en" && words <= FewWords && NearlyEnglish(text, languages, hits, best)) return "und";
        // A headline of capitalised words has few function words; running text has one word in four or more.
        var content = Math.Max(1, words - capitals);
        var share = (double)hits[best] / content;
        if (hits[best] == 0) return "und";
        if (hits[best] >= 2 && share >= 0.12 && hits[best] > hits[second]) return languages[best].Language;
        if (hits[best] == hits[second]) return "und";
        return words <= 12 && share >= 0.1 ? languages[best].Language : "und";
    }

    /// <summary>A brief without a letter outside ASCII that has as many English function words, but one, as of another language ("a", "to") may be either.</summary>
    private static bool NearlyEnglish(string text, ImmutableArray<(string Language, FrozenSet<string> Words)> languages, ReadOnlySpan<int> hits, int best)
    {
        foreach (var c in text)
            if (char.IsLetter(c) && !char.IsAsciiLetter(c)) return false;
        for (var i = 0; i < languages.Length; i++)
            if (languages[i].Language == "en") return hits[i] >= hits[best] - 1;
        return false;
    }

    private static string? Script(string text)
    {
        int latin = 0, cyrillic = 0, ukrainian = 0, arabic = 0, persian = 0, hebrew = 0, greek = 0, han = 0, kana = 0, hangul = 0, thai = 0, devanagari = 0, other = 0;
        foreach (var c in text)
        {
            if (c < 0x80)
            {
                if (char.IsAsciiLetter(c)) latin++;
                continue;
            }
            switch (c)
            {
                case >= '\u00C0' and <= '\u024F': latin++; break;
                case >= '\u0370' and <= '\u03FF': greek++; break;
                case >= '\u0400' and <= '\u04FF':
                    cyrillic++;
                    if (c is 'і' or 'ї' or 'є' or 'ґ' or 'І' or 'Ї' or 'Є') ukrainian++;
                    break;
                case >= '\u0590' and <= '\u05FF': hebrew++; break;
                case >= '\u0600' and <= '\u06FF':
                    arabic++;
                    if (c is 'پ' or 'چ' or 'گ' or 'ژ' or 'ی' or 'ک') persian++;
                    break;
                case >= '\u0900' and <= '\u097F': devanagari++; break;
                case >= '\u0E00' and <= '\u0E7F': thai++; break;
                case >= '\u3040' and <= '\u30FF': kana++; break;
                case >= '\u3400' and <= '\u9FFF': han++; break;
                case >= '\uAC00' and <= '\uD7AF': hangul++; break;
                default:
                    if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.OtherLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter) other++;
                    break;
            }
        }
        // One Han, kana or Hangul character says about as much as three letters.
        var cjk = 3 * (han + kana + hangul);
        var total = latin + cyrillic + arabic + hebrew + greek + cjk + thai + devanagari + other;
        if (total == 0 || latin * 2 > total) return null;
        var most = Math.Max(Math.Max(Math.Max(cyrillic, arabic), Math.Max(hebrew, greek)), Math.Max(Math.Max(cjk, thai), Math.Max(devanagari, other)));
        if (most == cyrillic) return ukrainian * 50 > cyrillic ? "uk" : "ru";
        if (most == arabic) return persian * 30 > arabic ? "fa" : "ar";
        if (most == hebrew) return "he";
        if (most == greek) return "el";
        if (most == thai) return "th";
        if (most == devanagari) return "hi";
        if (most == other) return "und";
        return kana * 5 > han ? "ja" : hangul > han ? "ko" : "zh";
    }
}
