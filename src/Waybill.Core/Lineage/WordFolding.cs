using System.Collections.Frozen;

namespace Waybill.Lineage;

/// <summary>What makes two spellings one word here: case, accents, dots of an abbreviation and endings do not count.
/// A word is cut to its first six letters (a stemmer that needs no language), a number is kept whole.</summary>
internal static class WordFolding
{
    /// <summary>Letters that count. Six keeps <c>purchase</c> and <c>purchasing</c> together and
    /// <c>missile</c> and <c>mission</c> apart.</summary>
    internal const int StemLetters = 6;

    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    private static readonly string[] FunctionWords =
        ("a about according add added adds after again all also always am among an and another any are around as at be became because been before being "
        + "between both but by came can come could did do does doing down during each even ever every for from get gets going "
        + "got had has have having he her here him his how however i if in into is it its itself just last less like made make "
        + "many may me might more most much must my never next no nor not now of off on once one only or other our out over own "
        + "per said same say saying says she should since so some still such take than that the their them then there these "
        + "they this those though through to told too two under until up upon us very was we well were what when where which "
        + "while who whom whose why will with within without would yet you your").Split(' ');

    /// <summary>Stem codes of the months, so that <c>Dec.</c> and <c>December</c> are one word.</summary>
    private static readonly FrozenDictionary<uint, uint> MonthForms = Months();

    private static readonly FrozenSet<uint> FunctionStems = FunctionWords.Select(w => Raw(w)).ToFrozenSet();

    private static FrozenDictionary<uint, uint> Months()
    {
        var forms = new Dictionary<uint, uint>();
        foreach (var (name, shorter) in new[]
        {
            ("january", "jan"), ("february", "feb"), ("august", "aug"), ("september", "sept"), ("september", "sep"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        }) forms[Raw(shorter)] = Raw(name);
        return forms.ToFrozenDictionary();
    }

    /// <summary>Which low bits of a code a month's short form (1) or a function word (2) has: hardly any other word's need be looked up.</summary>
    private static readonly byte[] Filter = MakeFilter();

    private static byte[] MakeFilter()
    {
        var filter = new byte[4096];
        foreach (var form in MonthForms.Keys) filter[form & 4095] |= 1;
        foreach (var stem in FunctionStems) filter[stem & 4095] |= 2;
        return filter;
    }

    internal static bool IsFunctionWord(uint stem) => (Filter[stem & 4095] & 2) != 0 && FunctionStems.Contains(stem);

    /// <summary>The code of a word of the letters a to z.</summary>
    internal static uint PlainStem(ReadOnlySpan<char> word)
    {
        var hash = Offset;
        foreach (var c in word[..Math.Min(word.Length, StemLetters)]) hash = (hash ^ (uint)(c | 0x20)) * Prime;
        return Known(Mixed(hash));
    }

    /// <summary>The code of a word as it stands.</summary>
    internal static uint Stem(ReadOnlySpan<char> word) => Known(Raw(word));

    /// <summary>Short forms of months are the months.</summary>
    private static uint Known(uint raw) => (Filter[raw & 4095] & 1) != 0 && MonthForms.TryGetValue(raw, out var full) ? full : raw;

    /// <summary>One final mix: FNV's low bits of short words are too regular to sample by.</summary>
    private static uint Mixed(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x2c1b3c6d;
        hash ^= hash >> 12;
        return hash == 0 ? 1u : hash;
    }

    private static uint Raw(ReadOnlySpan<char> word)
    {
        var hash = Offset;
        var kept = 0;
        var number = word.Length > 0 && char.IsAsciiDigit(word[0]);
        foreach (var c in word)
        {
            if (c is '.' or ',' or '\'' or '’') continue;
            if (!number && kept == StemLetters) break;
            hash = (hash ^ (c is >= 'a' and <= 'z' ? c : Fold(c))) * Prime;
            kept++;
        }
        return Mixed(hash);
    }

    private static char Fold(char c)
    {
        if (c < 128) return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
        c = char.ToLowerInvariant(c);
        return c switch
        {
            >= 'à' and <= 'å' => 'a',
            'ç' => 'c',
            >= 'è' and <= 'ë' => 'e',
            >= 'ì' and <= 'ï' or 'ı' => 'i',
            'ñ' => 'n',
            >= 'ò' and <= 'ö' or 'ø' => 'o',
            >= 'ù' and <= 'ü' => 'u',
            'ý' or 'ÿ' => 'y',
            'š' or 'ş' => 's',
            'ž' => 'z',
            'č' or 'ć' => 'c',
            'ğ' => 'g',
            'ł' => 'l',
            _ => c,
        };
    }
}
