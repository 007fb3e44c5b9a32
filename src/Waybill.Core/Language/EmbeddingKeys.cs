namespace Waybill.Language;

/// <summary>The keys of a token's rows in the embedding table: the word, its endings and beginnings, its shape.</summary>
public static class EmbeddingKeys
{
    /// <summary>Keys a token has; the first is the word's.</summary>
    public const int Count = 9;

    /// <summary>Row of words that are not in the table.</summary>
    public const int UnknownWord = 0;

    public static void Fill(Words words, int token, bool first, Span<uint> keys)
    {
        ArgumentNullException.ThrowIfNull(words);
        keys[0] = Key(1, words.Lower[token]);
        keys[1] = Key(2, words.Suffix2[token]);
        keys[2] = Key(3, words.Suffix3[token]);
        keys[3] = Key(4, words.Suffix4[token]);
        keys[4] = Key(5, words.Prefix2[token]);
        keys[5] = Key(6, words.Prefix3[token]);
        keys[6] = Key(7, words.Shape[token]);
        keys[7] = Key(8, words.Flags[token] * 2u + (first ? 1u : 0u));
        keys[8] = Key(9, words.Suffix1[token]);
    }

    private static uint Key(uint template, uint value) => StableHash.Finish(StableHash.Mix(template * 0x9E3779B1, value));
}
