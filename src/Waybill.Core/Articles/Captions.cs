namespace Waybill.Articles;

/// <summary>Tells the lines under pictures by what they end in.</summary>
public static class Captions
{
    private const int MostUnits = 500;
    private const int MostWordsOfName = 7;

    private static readonly string[] Marks = ["photo", "photos", "image", "images", "picture", "pictures", "photograph", "photographs", "photographer", "illustration", "pic", "foto", "credit", "credits"];

    /// <summary>Whether a line ends in who made its picture: <c>… at the pier. IMAGE: A. Dunmore</c>, <c>… (Photo by Jane Doe)</c>,
    /// <c>… Photo: 'Ann Lee'.</c> A mark word, a colon or "by", and up to seven words that are written as names.</summary>
    public static bool EndInCredit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is < 8 or > MostUnits) return false;
        // The last mark that is followed by a colon or "by" decides.
        for (var at = text.Length - 4; at >= 0; at--)
        {
            if (!char.IsLetter(text[at]) || (at > 0 && char.IsLetter(text[at - 1]))) continue;
            var end = at;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            if (!IsMark(text.AsSpan(at, end - at))) continue;
            var name = end;
            var by = string.Compare(text, name, " by", 0, 3, StringComparison.OrdinalIgnoreCase) == 0 && name + 3 < text.Length && text[name + 3] is ' ' or ':';
            if (by) name += 3;
            var colon = name < text.Length && text[name] == ':';
            if (colon) name++;
            if (!by && !colon) continue;
            // "photo by" in running text stands in lower case and goes on; a credit opens a sentence, a bracket or the line.
            var before = at - 1;
            while (before >= 0 && text[before] == ' ') before--;
            var opens = before < 0 || text[before] is '.' or '(' or '[' or '|' or '/' or '!' or '?' or '-' or '–' or '—' or '”' or '"' or ')' or '’' or '\'' or ',' or ';' or '…';
            return (opens || char.IsUpper(text[at])) && AreNames(text.AsSpan(name));
        }
        return false;
    }

    private static bool IsMark(ReadOnlySpan<char> word)
    {
        foreach (var mark in Marks)
            if (word.Equals(mark, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static bool AreNames(ReadOnlySpan<char> rest)
    {
        var words = 0;
        foreach (var range in rest.Split(' '))
        {
            var word = rest[range].Trim("'’‘\"“”()[].,/|-–—:;");
            if (word.IsEmpty) continue;
            if (++words > MostWordsOfName) return false;
            if (char.IsLower(word[0]) && word is not ("via" or "of" or "de" or "van" or "von" or "for" or "the" or "and" or "by" or "da" or "del" or "bin" or "al")) return false;
        }
        return words > 0;
    }
}
