namespace Waybill.Language;

/// <summary>Where a person's name begins and ends, once the recogniser has found it: what writing shows, a window of
/// words does not.</summary>
internal static class PersonNames
{
    /// <summary>The span of a name that was found at [first, end), in a sentence; what follows is found anew from its end.</summary>
    public static (int First, int End) Edges(string text, TokenTable tokens, Sentence sentence, ReadOnlySpan<byte> classes, int first, int end)
    {
        // "Bryan Hull - Analyst": a dash between spaces parts.
        for (int i = first + 1; i < end - 1; i++)
        {
            if (IsDash(Word(text, tokens, i)) && !Glued(tokens, i) && !Glued(tokens, i + 1))
            {
                end = i;
                break;
            }
        }
        // "Minister of Defense Hazem Shaalan": the office is none of the name.
        if (end - first > 1 && first - 2 >= sentence.FirstToken && Is(text, tokens, first - 1, "of") && tokens.Lemma[first - 2] is "minister" or "secretary"
            or "Minister" or "Secretary" or "ministry" or "Ministry")
        {
            first++;
        }
        // "al-Sadr", where its parts were taken for two names or one.
        int hyphen = first + 1;
        if (end <= hyphen + 1 && hyphen + 1 < sentence.EndToken && IsArticle(Word(text, tokens, first)) && Is(text, tokens, hyphen, "-") && Glued(tokens, hyphen) && Glued(tokens, hyphen + 1)
            && (classes[hyphen + 1] is 1 or 2 || tokens.Upos[hyphen + 1] == Upos.Propn))
        {
            end = hyphen + 2;
            while (end < sentence.EndToken && classes[end] == 2)
                end++;
        }
        return (first, end);
    }

    private static ReadOnlySpan<char> Word(string text, TokenTable tokens, int i) => text.AsSpan(tokens.Start[i], tokens.Length[i]);

    private static bool Is(string text, TokenTable tokens, int i, string word) => Word(text, tokens, i).SequenceEqual(word);

    private static bool Glued(TokenTable tokens, int i) => i > 0 && tokens.Start[i] == tokens.Start[i - 1] + tokens.Length[i - 1];

    private static bool IsDash(ReadOnlySpan<char> word) => word is "-" or "--" or "–" or "—";

    private static bool IsArticle(ReadOnlySpan<char> word) => word is "al" or "Al" or "el" or "El" or "ash" or "Ash" or "an" or "An" or "as" or "As" or "ad" or "Ad" or "ar" or "Ar" or "at" or "At" or "az" or "Az";
}
