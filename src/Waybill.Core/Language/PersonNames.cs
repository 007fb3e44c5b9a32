using System.Collections.Frozen;
using Waybill.Lexicons;

namespace Waybill.Language;

/// <summary>Where a person's name begins and ends, once the recogniser has found it: what writing shows, a window of
/// words does not.</summary>
internal static class PersonNames
{
    private static readonly FrozenSet<string> FirmWords = WordClasses.Of("firm-word"), StormWords = WordClasses.Of("storm-word");

    /// <summary>What a person's name stands for when its neighbours say otherwise: "Malcolm Smith Motorsports" is a firm
    /// (the span then takes its word in), "Hurricane Rita" is nobody (null).</summary>
    public static NameKind? Kind(string text, TokenTable tokens, Sentence sentence, int first, ref int end)
    {
        if (StormWords.Contains(Word(text, tokens, first).ToString()) || first > sentence.FirstToken && StormWords.Contains(Word(text, tokens, first - 1).ToString())) return null;
        if (end - first > 1 && FirmWords.Contains(Word(text, tokens, end - 1).ToString())) return NameKind.Organisation;
        if (end - first == 1 && Is(text, tokens, first, "PRESIDENT")) return null; // transcripts: "THE PRESIDENT: …"
        if (end + 1 < sentence.EndToken && Word(text, tokens, end) is "'s" or "’s" && FirmWords.Contains(Word(text, tokens, end + 1).ToString()))
        {
            end += 2;
            return NameKind.Organisation;
        }
        if (end >= sentence.EndToken || !FirmWords.Contains(Word(text, tokens, end).ToString()) || Glued(tokens, end)) return NameKind.Person;
        end++;
        return NameKind.Organisation;
    }

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
        // "A.Q. Khan", "V K Choudhry": initials are of the name behind them.
        while (first > sentence.FirstToken && classes[first - 1] == 0 && !Glued(tokens, first) && IsInitial(Word(text, tokens, first - 1)) && tokens.Upos[first - 1] == Upos.Propn)
            first--;
        return (first, end);
    }

    private static bool IsInitial(ReadOnlySpan<char> word)
    {
        if (word.Length == 1) return char.IsAsciiLetterUpper(word[0]) && word[0] != 'I';
        for (int i = 0; i < word.Length; i++)
        {
            if (i % 2 == 0 ? !char.IsAsciiLetterUpper(word[i]) : word[i] != '.') return false;
        }
        return word.Length % 2 == 0 && word is not "U.S.";
    }

    private static ReadOnlySpan<char> Word(string text, TokenTable tokens, int i) => text.AsSpan(tokens.Start[i], tokens.Length[i]);

    private static bool Is(string text, TokenTable tokens, int i, string word) => Word(text, tokens, i).SequenceEqual(word);

    private static bool Glued(TokenTable tokens, int i) => i > 0 && tokens.Start[i] == tokens.Start[i - 1] + tokens.Length[i - 1];

    private static bool IsDash(ReadOnlySpan<char> word) => word is "-" or "--" or "–" or "—";

    private static bool IsArticle(ReadOnlySpan<char> word) => word is "al" or "Al" or "el" or "El" or "ash" or "Ash" or "an" or "An" or "as" or "As" or "ad" or "Ad" or "ar" or "Ar" or "at" or "At" or "az" or "Az";
}
