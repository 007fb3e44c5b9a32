namespace Waybill.Html;

/// <summary>Hashed word n-grams, case and punctuation aside.</summary>
internal static class Shingles
{
    private const int MaxUnits = 400_000;

    public static HashSet<ulong> Of(string? text, int n)
    {
        var set = new HashSet<ulong>();
        if (string.IsNullOrWhiteSpace(text)) return set;
        foreach (var gram in Grams(text, n)) set.Add(gram);
        return set;
    }

    /// <summary>Share of a text's n-grams that stand in the set; of a text shorter than n words, 1 if its only (shorter) gram does.</summary>
    public static float Share(string text, HashSet<ulong> set, int n)
    {
        int all = 0, hits = 0;
        foreach (var gram in Grams(text, n))
        {
            all++;
            if (set.Contains(gram)) hits++;
        }
        return all == 0 ? 0 : (float)hits / all;
    }

    private static List<ulong> Grams(string text, int n)
    {
        var words = new List<ulong>();
        var grams = new List<ulong>();
        var limit = Math.Min(text.Length, MaxUnits);
        var at = 0;
        while (at < limit)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }
            var hash = 14695981039346656037UL;
            while (at < limit && char.IsLetterOrDigit(text[at]))
            {
                hash = (hash ^ char.ToLowerInvariant(text[at])) * 1099511628211UL;
                at++;
            }
            words.Add(hash);
        }
        for (var i = 0; i + n <= words.Count; i++)
        {
            var hash = 14695981039346656037UL;
            for (var k = 0; k < n; k++) hash = (hash ^ words[i + k]) * 1099511628211UL + 0x9E3779B97F4A7C15UL;
            grams.Add(hash);
        }
        return grams;
    }
}
