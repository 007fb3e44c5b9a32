using Waybill.Texts;

namespace Waybill.Articles;

/// <summary>Reads persons' names out of byline words.</summary>
public static class Bylines
{
    private static readonly string[] Stop =
        ["staff", "writer", "reporter", "correspondent", "editor", "editors", "news", "desk", "agency", "agencies", "team", "bureau", "admin", "administrator", "press", "media", "updated", "published", "on", "posted", "associated", "reuters", "the", "times", "post", "contributor", "contributors", "editorial", "board", "service", "network", "newsroom", "online", "web", "min", "read", "share", "follow", "author", "about", "more", "from", "view", "all", "posts", "senior", "chief", "special", "guest", "columnist", "photo", "image", "newspaper", "magazine", "tv", "radio", "com", "org", "daily", "group", "company", "inc", "llc", "ltd", "foundation", "institute", "university", "association", "society", "department", "ministry", "office", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "weekly", "herald", "tribune", "journal", "gazette", "blog", "comments", "sponsored", "partner", "content", "report", "reports", "world", "business", "sports", "politics",
        "am", "pm", "et", "est", "edt", "pst", "pdt", "gmt", "utc", "links", "social", "disclosure", "advertiser", "checked", "fact", "reviewed", "analyst", "expert", "consultant", "strategist", "manager", "director", "officer", "marketing", "operations", "redazione"];

    /// <summary>The persons in <c>By Jane Doe and John Roe, staff writers</c>, with their places in the line.</summary>
    public static List<(TextSpan Span, string Name)> Persons(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var found = new List<(TextSpan Span, string Name)>();
        var at = SkipLead(line);
        var partStart = at;
        for (var i = at; i <= line.Length && found.Count < 12; i++)
        {
            var separator = i == line.Length ? 1 : Separator(line, i);
            if (separator == 0) continue;
            Take(partStart, i);
            if (i < line.Length && line[i] is '|' or '•' or '·' && found.Count > 0) break;
            i += Math.Max(0, separator - 1);
            partStart = i + 1;
        }
        return found;

        void Take(int start, int end)
        {
            while (start < end && !char.IsLetter(line[start])) start++;
            while (end > start && !char.IsLetter(line[end - 1]) && line[end - 1] is not '.') end--;
            if (end > start && IsPerson(line.AsSpan(start, end - start))) found.Add((TextSpan.FromBounds(start, end), line[start..end]));
        }
    }

    /// <summary>Two to five words, each capitalised or a particle, none of them a word of trade or of organisations,
    /// and not all of them a place (<c>By Jane Doe, Saudi Arabia</c>).</summary>
    public static bool IsPerson(ReadOnlySpan<char> name)
    {
        if (name.Length is < 4 or > 50) return false;
        int words = 0, capital = 0;
        foreach (var range in name.Split(' '))
        {
            var word = name[range].Trim(".,'’\"()");
            if (word.IsEmpty) continue;
            words++;
            foreach (var c in word)
                if (char.IsDigit(c) || c is '@' or '/' or ':' or '_') return false;
            foreach (var stop in Stop)
                if (word.Equals(stop, StringComparison.OrdinalIgnoreCase)) return false;
            if (char.IsUpper(word[0]) || !char.IsLower(word[0])) capital++;
            else if (word is not ("de" or "del" or "da" or "di" or "der" or "van" or "von" or "den" or "la" or "le" or "bin" or "al" or "el" or "ibn" or "dos" or "du" or "ter" or "ten" or "y" or "e")) return false;
        }
        return words is >= 2 and <= 5 && capital >= 2 && !ArticleLexicon.Default.IsPlace(name);
    }

    private static int SkipLead(string line)
    {
        foreach (var lead in (ReadOnlySpan<string>)["written by", "reported by", "story by", "edited by", "authored by", "author:", "authors:", "by:", "by", "von", "par", "por", "di", "door"])
        {
            if (!line.StartsWith(lead, StringComparison.OrdinalIgnoreCase)) continue;
            if (line.Length > lead.Length && char.IsLetter(line[lead.Length])) continue;
            return lead.Length;
        }
        return 0;
    }

    private static int Separator(string line, int i)
    {
        if (line[i] is ',' or '|' or '/' or ';' or '&' or '•' or '·' or '(' or ')' or '–' or '—') return 1;
        if (line[i] == '-' && i > 0 && line[i - 1] == ' ') return 1;
        if (line[i] == ' ' && string.Compare(line, i, " and ", 0, 5, StringComparison.OrdinalIgnoreCase) == 0) return 5;
        if (line[i] == ' ' && string.Compare(line, i, " with ", 0, 6, StringComparison.OrdinalIgnoreCase) == 0) return 6;
        if (line[i] == ' ' && string.Compare(line, i, " for ", 0, 5, StringComparison.Ordinal) == 0) return 5;
        if (line[i] == ' ' && string.Compare(line, i, " in ", 0, 4, StringComparison.Ordinal) == 0) return 4;
        return 0;
    }
}
