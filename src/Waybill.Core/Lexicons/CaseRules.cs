namespace Waybill.Lexicons;

/// <summary>Whether a place in a text has the letter case, and the separators, that a form asks for.</summary>
internal static class CaseRules
{
    // "An 12-year-old", "be 200": a designation may not be made of a common word and a number after a space.
    private static bool IsCommonWord(ReadOnlySpan<char> word) =>
        word is "An" or "A" or "Be" or "As" or "In" or "On" or "At" or "It" or "Is" or "So" or "No" or "I";

    public static bool Fits(FormEntry form, string text, List<MatchToken> tokens, int first)
    {
        for (var i = 0; i < form.Tokens.Length; i++)
        {
            var token = tokens[first + i];
            var word = text.AsSpan(token.Start, token.Length);
            if (i > 0 && token.Before == Gap.Space && char.IsDigit(word[0]) &&
                IsCommonWord(text.AsSpan(tokens[first + i - 1].Start, tokens[first + i - 1].Length))) return false;
            switch (form.Case)
            {
                case CaseRule.Exact when !SameLetters(form.Tokens[i], word):
                    return false;
                case CaseRule.Name when char.IsUpper(form.Tokens[i][0]) && !char.IsUpper(word[0]):
                    return false;
            }
        }
        return true;
    }

    private static bool SameLetters(string form, ReadOnlySpan<char> word)
    {
        if (form.Length != word.Length) return false;
        for (var i = 0; i < form.Length; i++)
        {
            if (TextTokens.FoldAccent(form[i]) != TextTokens.FoldAccent(word[i])) return false;
        }
        return true;
    }

    /// <summary>The rule that a form's own spelling suggests.</summary>
    public static CaseRule Of(string form)
    {
        bool upper = false, lower = false;
        var letters = 0;
        var inner = false;
        var other = false;
        for (var i = 0; i < form.Length; i++)
        {
            var c = form[i];
            other |= !char.IsLetter(c);
            if (!char.IsLetter(c)) continue;
            letters++;
            upper |= char.IsUpper(c);
            lower |= char.IsLower(c);
            inner |= char.IsUpper(c) && i > 0;
        }
        if (!upper) return CaseRule.Any;
        // "US" is not "us", and "LeT" is not "Let"; but "MiG-29" is also written "MIG-29".
        return letters <= 5 && (!lower || (inner && !other)) ? CaseRule.Exact : CaseRule.Name;
    }
}
