using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Waybill.Claims;
using Waybill.Lexicons;

namespace Waybill.Ledger;

/// <summary>What the sentence of a claim says about which deal is meant.</summary>
/// <param name="Whole">The number of the whole order.</param>
/// <param name="Years">In which it was signed.</param>
/// <param name="Sums">Its price, among other sums.</param>
/// <param name="IsAnother">Whether it is told as another one.</param>
internal sealed record DealTold(long? Whole, ImmutableArray<int> Years, ImmutableArray<string> Sums, bool IsAnother);

/// <summary>Reads which deal a sentence means.</summary>
internal static class DealWords
{
    private const int WordsToNumber = 7;

    private static readonly FrozenSet<string> Deals = WordClasses.Of("contract-noun");
    private static readonly FrozenSet<string> Signed = WordClasses.Of("contract-verb");
    private static readonly FrozenSet<string> Others = WordClasses.Of("further-word");
    private static readonly FrozenSet<string> Parts = WordClasses.Of("part-word");
    private static readonly FrozenSet<string> Reaches = WordClasses.Of("reaching-verb");

    private static readonly string[] Numbers = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    public static DealTold Of(Claim claim, string sentence) => new(Whole(claim, sentence), [.. Years(sentence)], [.. Sums(sentence)], IsAnother(sentence));

    /// <summary>The number of which the claim tells a part, or which it says was reached: 18 in "12 of 18" and in "the first of 18", 12 in "four more, bringing to 12 the number received"; null where it says neither.</summary>
    public static long? Whole(Claim claim, string sentence)
    {
        if (claim.Quantity?.Of is { } of && Number(LedgerKeys.Fold(of)) is { } whole) return whole;
        var words = Words(sentence);
        for (var i = 0; i < words.Length; i++)
        {
            if (Reaches.Contains(words[i]) && Array.IndexOf(words, "to", i) is var to && to > i && to - i < WordsToNumber && Number(At(words, to + 1)) is { } reached) return reached;
            if (!Parts.Contains(words[i])) continue;
            var next = At(words, i + 1) == "of" ? i + 2 : At(words, i + 2) == "of" ? i + 3 : words.Length;
            if (At(words, next) is "the" or "its") next++;
            if (Number(At(words, next)) is { } first) return first;
        }
        return null;
    }

    /// <summary>The years that a sentence gives to a contract ("a 2022 contract", "ordered in 2022").</summary>
    public static IEnumerable<int> Years(string sentence)
    {
        var words = Words(sentence);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length != 4 || !int.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1950 or > 2100) continue;
            if (Deals.Contains(At(words, i + 1)) || Deals.Contains(At(words, i + 2))) yield return year;
            else if (At(words, i - 1) is "in" or "of" or "from" && (Signed.Contains(At(words, i - 2)) || Deals.Contains(At(words, i - 2)) || At(words, i - 2) == "for" && Signed.Contains(At(words, i - 3)))) yield return year;
        }
    }

    /// <summary>The millions and billions of a sentence ("62 million").</summary>
    public static IEnumerable<string> Sums(string sentence)
    {
        var words = Words(sentence);
        for (var i = 1; i < words.Length; i++)
        {
            if (words[i] is not ("million" or "billion")) continue;
            var start = i;
            while (start > 0 && words[start - 1].All(char.IsAsciiDigit)) start--;
            if (start < i) yield return string.Join(' ', words[start..(i + 1)]);
        }
    }

    /// <summary>Whether a sentence tells of a new, second or further deal.</summary>
    public static bool IsAnother(string sentence)
    {
        var words = Words(sentence);
        return words.Index().Any(w => Others.Contains(w.Item) && (Deals.Contains(At(words, w.Index + 1)) || Deals.Contains(At(words, w.Index + 2))));
    }

    private static string[] Words(string sentence) => LedgerKeys.Fold(sentence).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string At(string[] words, int place) => place >= 0 && place < words.Length ? words[place] : "";

    private static long? Number(string word)
    {
        if (long.TryParse(word.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return digits;
        return Array.IndexOf(Numbers, word) is var at and > 0 ? at : null;
    }
}
