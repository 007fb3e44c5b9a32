namespace Waybill.Language;

/// <summary>Dates, money and numbers by their form, over tokens.</summary>
internal static class NumberNames
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
         "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.",
         "jan", "feb", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"];

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly string[] Scales = ["hundred", "thousand", "million", "billion", "trillion", "dozen", "m", "bn"];

    private static readonly string[] Currencies = ["dollar", "euro", "pound", "yen", "won", "ruble", "rouble", "rupee", "yuan", "lira", "shekel", "franc", "krona", "zloty", "hryvnia"];

    public static void Find(string text, TokenTable t, Sentence sentence, Action<int, int, NameKind> found)
    {
        int end = sentence.EndToken;
        for (int i = sentence.FirstToken; i < end;)
        {
            int next = Date(text, t, i, end);
            if (next > i)
            {
                found(i, next, NameKind.Date);
                i = next;
                continue;
            }
            next = Money(text, t, i, end);
            if (next > i)
            {
                found(i, next, NameKind.Money);
                i = next;
                continue;
            }
            next = Number(text, t, i, end);
            if (next > i)
            {
                found(i, next, NameKind.Number);
                i = next;
                continue;
            }
            i++;
        }
    }

    private static ReadOnlySpan<char> Word(string text, TokenTable t, int i) => text.AsSpan(t.Start[i], t.Length[i]);

    private static bool In(string[] list, ReadOnlySpan<char> word)
    {
        foreach (string item in list)
        {
            if (word.Equals(item, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool IsMonth(string text, TokenTable t, int i)
    {
        var word = Word(text, t, i);
        return char.IsUpper(word[0]) && word.Length >= 3 && In(Months, word) && t.Upos[i] is Upos.Propn or Upos.Noun;
    }

    private static bool IsDay(ReadOnlySpan<char> word) =>
        word.Length is 1 or 2 && Digits(word) || word.Length is 3 or 4 && char.IsAsciiDigit(word[0]) && (word.EndsWith("st", StringComparison.Ordinal)
            || word.EndsWith("nd", StringComparison.Ordinal) || word.EndsWith("rd", StringComparison.Ordinal) || word.EndsWith("th", StringComparison.Ordinal));

    private static bool IsYear(ReadOnlySpan<char> word) =>
        word.Length == 4 && Digits(word) && (word[0] == '1' && word[1] is '8' or '9' || word[0] == '2' && word[1] == '0');

    private static bool Digits(ReadOnlySpan<char> word)
    {
        foreach (char c in word)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }
        return true;
    }

    private static int Date(string text, TokenTable t, int i, int end)
    {
        var word = Word(text, t, i);
        int at = i;
        if (char.IsUpper(word[0]) && In(Days, word))
        {
            at++;
            if (at + 1 < end && Word(text, t, at) is "," && IsMonth(text, t, at + 1))
                at++;
            else if (at < end && !IsMonth(text, t, at))
                return at;
        }
        if (at < end && IsDay(Word(text, t, at)) && at + 1 < end && IsMonth(text, t, at + 1))
            at++;
        if (at < end && IsMonth(text, t, at))
        {
            at++;
            if (at < end && IsDay(Word(text, t, at)) && !(at + 1 < end && Word(text, t, at + 1) is "%"))
                at++;
            if (at + 1 < end && Word(text, t, at) is "," && IsYear(Word(text, t, at + 1)))
                at += 2;
            else if (at < end && IsYear(Word(text, t, at)))
                at++;
            return at;
        }
        if (at > i)
            return at;
        if (IsYear(word) && i > 0 && t.Upos[i] == Upos.Num && (i + 1 >= end || t.Upos[i + 1] is not (Upos.Noun or Upos.Adj)))
            return i + 1;
        return i;
    }

    private static bool IsCurrency(ReadOnlySpan<char> word) => word.Length <= 4 && word[^1] is '$' or '€' or '£' or '¥';

    private static int Money(string text, TokenTable t, int i, int end)
    {
        if (IsCurrency(Word(text, t, i)) && i + 1 < end)
        {
            int number = Number(text, t, i + 1, end);
            return number > i + 1 ? number : i;
        }
        int n = Number(text, t, i, end);
        if (n > i && n < end && In(Currencies, t.Lemma[n]))
            return n + 1;
        return n > i && n + 1 < end && t.Upos[n] is Upos.Adj or Upos.Propn && In(Currencies, t.Lemma[n + 1]) ? n + 2 : i;
    }

    private static int Number(string text, TokenTable t, int i, int end)
    {
        if (t.Upos[i] != Upos.Num && !(t.Xpos[i] == "CD"))
            return i;
        if (!char.IsLetterOrDigit(text[t.Start[i]]) && text[t.Start[i]] != '.')
            return i;
        int at = i + 1;
        while (at < end && (In(Scales, Word(text, t, at)) || t.Upos[at] == Upos.Num && In(Scales, t.Lemma[at])))
            at++;
        return at;
    }
}
