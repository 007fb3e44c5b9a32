using Waybill.Texts;

namespace Waybill.Articles;

/// <summary>Finds datelines and the agencies that a page credits for its text. A photo credit is none.</summary>
public static class AgencyCredits
{
    private static readonly string[] PhotoWords =
        ["photo", "image", "picture", "getty", "video", "handout", "file", "illustration", "graphic", "footage", "courtesy", "pool", "screenshot", "photograph", "foto", "pic"];

    private static readonly string[] ContributionWords =
        ["contribut", "reporting by", "reported by", "reporters", "compiled", "inputs", "input from", "agency", "agencies", "written by", "with files from", "material from", "information from", "additional reporting", "was produced by", "first published by", "originally published", "originally appeared", "provided by", "distributed by", "courtesy of", "source:", "staff and wire", "wire reports", "wire services", "republished", "syndicated", "with reporting"];

    /// <summary>What pages print in capitals before a colon, and is no place ("NOTE: …", "READ MORE: …", "JANE DOE, HOST: …").</summary>
    private static readonly string[] Labels =
        ["also", "analysis", "anchor", "answer", "breaking", "byline", "correction", "correspondent", "disclaimer", "exclusive", "explained", "explainer", "fact", "host", "interview", "live", "more", "must", "note", "notes", "opinion", "photos", "question", "quiz", "read", "related", "reminder", "required", "spoiler", "summary", "takeaway", "tip", "update", "updated", "video", "warning", "watch"];

    /// <summary>The agencies named in a text, in order, longest form first at each place.</summary>
    public static List<(TextSpan Span, string Id)> Find(string text, ArticleLexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        lexicon ??= ArticleLexicon.Default;
        var found = new List<(TextSpan Span, string Id)>();
        foreach (var (form, id) in lexicon.Agencies)
        {
            var exact = IsExact(form);
            var at = 0;
            while ((at = text.IndexOf(form, at, exact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase)) >= 0)
            {
                var end = at + form.Length;
                if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end >= text.Length || !char.IsLetterOrDigit(text[end])))
                    found.Add((TextSpan.FromBounds(at, end), id));
                at = end;
            }
        }
        found.Sort((a, b) => a.Span.Start != b.Span.Start ? a.Span.Start.CompareTo(b.Span.Start)
            : a.Span.Length != b.Span.Length ? b.Span.Length.CompareTo(a.Span.Length) : string.CompareOrdinal(a.Id, b.Id));
        var kept = new List<(TextSpan Span, string Id)>();
        foreach (var hit in found)
            if (kept.Count == 0 || hit.Span.Start >= kept[^1].Span.End) kept.Add(hit);
        return kept;
    }

    /// <summary>The agency that a line consists of, an article (<c>By</c>, <c>The</c>), a place and punctuation aside:
    /// <c>AP Washington</c>, <c>By Reuters</c>, <c>(ANI)</c>. Null for anything longer, and for photo credits.</summary>
    public static (TextSpan Span, string Id)? OnlyAgency(string line, ArticleLexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length > 60 || IsPhotoCredit(line)) return null;
        var found = Find(line, lexicon);
        if (found.Count != 1) return null;
        var rest = line[..found[0].Span.Start] + " " + line[found[0].Span.End..];
        var words = 0;
        foreach (var word in rest.Split([' ', ',', '|', '(', ')', '/', '-', '–', '—', ':', '.', '\u00A0', '@', '•'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Equals("by", StringComparison.OrdinalIgnoreCase) || word.Equals("the", StringComparison.OrdinalIgnoreCase)
                || word.Equals("from", StringComparison.OrdinalIgnoreCase) || word.Equals("source", StringComparison.OrdinalIgnoreCase)) continue;
            if (!char.IsUpper(word[0])) return null;
            words++;
        }
        return words <= 3 ? found[0] : null;
    }

    public static bool IsPhotoCredit(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        foreach (var word in PhotoWords)
            if (HasWord(line, word)) return true;
        return false;
    }

    /// <summary>Whether a line credits contributors: <c>The Associated Press contributed to this report</c>,
    /// <c>(With inputs from agencies)</c>, <c>Reporting by … ; editing by …</c>.</summary>
    public static bool IsCreditLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length is < 8 or > 500) return false;
        var folded = ArticleLexicon.Fold(line);
        if (folded.StartsWith("reporting by", StringComparison.Ordinal) || folded.StartsWith("(reporting by", StringComparison.Ordinal)) return true;
        if (folded.Contains("editing by", StringComparison.Ordinal) && folded.Contains("report", StringComparison.Ordinal)) return true;
        var inputs = folded.TrimStart('(', '-', '—', '–', ' ', '*', '[');
        if (inputs.StartsWith("with inputs from", StringComparison.Ordinal) || inputs.StartsWith("with input from", StringComparison.Ordinal)
            || inputs.StartsWith("with agency input", StringComparison.Ordinal) || inputs.StartsWith("inputs from", StringComparison.Ordinal)
            || inputs.StartsWith("with files from", StringComparison.Ordinal) || inputs.StartsWith("with reporting by", StringComparison.Ordinal)
            || inputs.StartsWith("includes information from", StringComparison.Ordinal) || inputs.StartsWith("contributing: ", StringComparison.Ordinal)
            || inputs.StartsWith("additional reporting", StringComparison.Ordinal) || inputs.StartsWith("with information from", StringComparison.Ordinal)) return true;
        var report = folded.Contains("this report", StringComparison.Ordinal) || folded.Contains("this story", StringComparison.Ordinal) || folded.Contains("this article", StringComparison.Ordinal);
        return report && (folded.Contains("contribut", StringComparison.Ordinal)
            || folded.Contains("was written by", StringComparison.Ordinal) || folded.Contains("was reported by", StringComparison.Ordinal)
            || folded.Contains("reported from", StringComparison.Ordinal) || folded.Contains("was produced by", StringComparison.Ordinal)
            || folded.Contains("was first published by", StringComparison.Ordinal) || folded.Contains("originally published", StringComparison.Ordinal)
            || folded.Contains("originally appeared", StringComparison.Ordinal) || folded.Contains("was compiled", StringComparison.Ordinal)
            || folded.Contains("was provided by", StringComparison.Ordinal) || folded.Contains("helped report", StringComparison.Ordinal));
    }

    /// <summary>The agencies that a credit line names.</summary>
    public static IEnumerable<(TextSpan Span, string Id)> InCreditLine(string line, ArticleLexicon? lexicon = null)
    {
        if (IsPhotoOnly(line)) yield break;
        foreach (var hit in Find(line, lexicon)) yield return hit;

        static bool IsPhotoOnly(string line)
        {
            if (!IsPhotoCredit(line)) return false;
            var folded = ArticleLexicon.Fold(line);
            foreach (var word in ContributionWords)
                if (folded.Contains(word, StringComparison.Ordinal)) return false;
            return true;
        }
    }

    /// <summary>Characters of a paragraph in which its dateline is looked for.</summary>
    public const int LongestDateline = 140;

    /// <summary>Reads a dateline at the start of a paragraph; the span is in the paragraph. Null where there is none.</summary>
    public static Dateline? ReadDateline(string paragraph, ArticleLexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(paragraph);
        lexicon ??= ArticleLexicon.Default;
        var head = paragraph.Length > LongestDateline ? paragraph[..LongestDateline] : paragraph;
        var (dash, dashEnd) = FirstDash(head);
        // (AP) with or without a dash after it
        var open = head.IndexOf('(', StringComparison.Ordinal);
        if (open >= 0 && open <= 80 && (dash < 0 || open < dash + 4))
        {
            var close = head.IndexOf(')', open);
            if (close > open)
            {
                var inside = head[(open + 1)..close];
                var agencies = Find(inside, lexicon);
                if (agencies.Count > 0 && inside.Length <= 40 && !IsPhotoCredit(inside) && PlaceAndDay(head[..open], lexicon) is { } before)
                {
                    var end = close + 1;
                    var after = SkipDash(head, end);
                    if (after == end && before.Place is null) return null;
                    return new Dateline(before.Place, inside[agencies[0].Span.Start..agencies[0].Span.End], before.Day, TextSpan.FromBounds(0, after));
                }
                // "TAIPEI, Dec. 16 (Xyz) …", "Oslo (Xyz) — …": an agency that no list knows is none that could be credited, but the dateline ends behind it.
                if (agencies.Count == 0 && IsShortName(inside) && PlaceAndDay(head[..open], lexicon) is { Place: { } from } known)
                {
                    var after = SkipDash(head, close + 1);
                    if (after == close + 1 && known.Day is not null && after < head.Length && head[after] == ' ') after++;
                    else if (after == close + 1) return null;
                    return IsUpperPlace(from) || lexicon.IsCity(from.Split(',')[0]) ? new Dateline(from, null, known.Day, TextSpan.FromBounds(0, after)) : null;
                }
            }
        }
        if (dash is > 1 and <= 70)
        {
            var left = head[..dash];
            if (PlaceAndDay(left, lexicon) is not { Place: { } place } found) return null;
            // Mixed case: the one place that outlets of any style print so, and a known city with its day ("Taipei, December 16, 2024 - …") or before a whole sentence; else it may be anybody's name.
            if (!IsUpperPlace(place) && place is not "United Nations" && !(lexicon.IsCity(place.Split(',')[0]) && (found.Day is not null || OpensSentence(head, dashEnd, lexicon)))) return null;
            return new Dateline(place, null, found.Day, TextSpan.FromBounds(0, dashEnd));
        }
        return null;
    }

    /// <summary>"Oslo - Sweden has sent …": behind the dash begins what is no second end of a pair ("Moscow - Tehran: …") and no aside between two dashes.</summary>
    private static bool OpensSentence(string head, int at, ArticleLexicon lexicon)
    {
        var rest = head[at..];
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && char.IsUpper(rest[0]) && !lexicon.IsCity(rest[..space].TrimEnd(',', ':')) && rest.IndexOfAny(['–', '—', ':']) < 0 && !rest.Contains(" - ", StringComparison.Ordinal);
    }

    /// <summary>One to three words that begin with capitals and hold letters alone.</summary>
    private static bool IsShortName(string inside)
    {
        var words = inside.Split(' ');
        return inside.Length is >= 2 and <= 24 && words.Length <= 3 && words.All(static w => w.Length > 0 && char.IsUpper(w[0]) && w.All(char.IsLetter));
    }

    private static (int At, int End) FirstDash(string head)
    {
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] is '—' or '–') return (i, SkipDash(head, i));
            if (head[i] == '>' && i + 1 < head.Length && head[i + 1] == '>') return (i, SkipDash(head, i));
            if (head[i] == '-' && ((i + 1 < head.Length && head[i + 1] == '-') || (i > 0 && head[i - 1] == ' ' && i + 1 < head.Length && head[i + 1] == ' ')))
                return (i, SkipDash(head, i));
            if (head[i] == ':' && i + 1 < head.Length && head[i + 1] == ' ' && i > 3 && IsUpperPlace(head[..i]) && !HasLabel(head[..i])) return (i, i + 2);
            // "OSLO, Sept. 3, 2024 –": the point of a month's short form ends nothing.
            if (head[i] is '.' && i + 1 < head.Length && head[i + 1] == ' ' && i > 6 && !(i + 2 < head.Length && char.IsAsciiDigit(head[i + 2]))) return (-1, -1);
        }
        return (-1, -1);
    }

    private static bool HasLabel(string left)
    {
        foreach (var word in left.Split([' ', ',', '\'', '’'], StringSplitOptions.RemoveEmptyEntries))
            if (Labels.Contains(word, StringComparer.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static int SkipDash(string head, int at)
    {
        var start = at;
        while (at < head.Length && head[at] == ' ') at++;
        var dash = at;
        while (at < head.Length && head[at] is '—' or '–' or '-' or '>' or ':') at++;
        if (at == dash) return start;
        while (at < head.Length && head[at] == ' ') at++;
        return at;
    }

    private static (string? Place, string? Day)? PlaceAndDay(string left, ArticleLexicon lexicon)
    {
        var text = left.Trim(' ', ',');
        if (!EndsAbbreviated(text)) text = text.Trim(' ', ',', '.');
        if (text.Length == 0) return (null, null);
        string? day = null;
        // SEOUL, Jan. 5 · KYIV, Ukraine, 5 January
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > 4) return null;
        var place = new List<string>();
        foreach (var part in parts)
        {
            if (day is null && place.Count > 0 && IsDay(part, lexicon))
            {
                day = part;
                continue;
            }
            if (day is not null && part.Length == 4 && part.All(char.IsAsciiDigit)) continue;
            if (!IsPlaceWords(part)) return null;
            place.Add(part);
        }
        return place.Count == 0 ? null : (string.Join(", ", place), day);
    }

    /// <summary>A state's abbreviation keeps its point: <c>SPRINGFIELD, Ill.</c></summary>
    private static bool EndsAbbreviated(string text)
    {
        var comma = text.LastIndexOf(',');
        return comma > 0 && text.EndsWith('.') && text.Length - comma <= 8 && text.AsSpan(comma + 1).Trim() is { Length: > 2 } last && char.IsUpper(last[0]) && (char.IsLower(last[^2]) || last[1] == '.');
    }

    private static bool IsDay(string part, ArticleLexicon lexicon)
    {
        var month = false;
        var digits = false;
        foreach (var word in part.Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (lexicon.Month(word) > 0) month = true;
            else if (word.All(char.IsAsciiDigit) && word.Length <= 2) digits = true;
            else return false;
        }
        return month && digits;
    }

    private static bool IsPlaceWords(string part)
    {
        var words = part.Split([' ', '/', '-'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 5) return false;
        foreach (var word in words)
        {
            if (word is "of" or "the" or "de" or "la" or "el" or "and" or "al" or "el-" or "OF" or "THE") continue;
            if (!char.IsUpper(word[0])) return false;
            if (word.Any(char.IsAsciiDigit)) return false;
        }
        return true;
    }

    private static bool IsUpperPlace(string place)
    {
        var first = place.Split(',')[0].Trim();
        var letters = 0;
        foreach (var c in first)
        {
            if (char.IsLower(c)) return false;
            if (char.IsLetter(c)) letters++;
            else if (c is not (' ' or '.' or '-' or '/' or '\'' or '’')) return false;
        }
        return letters >= 3;
    }

    private static bool IsExact(string form)
    {
        if (form.Length <= 4) return true;
        foreach (var c in form)
            if (char.IsLower(c)) return form is "Trend" or "Mehr" or "Fars" or "Tass" or "Tribune";
        return true;
    }

    private static bool HasWord(string line, string word)
    {
        var at = 0;
        while ((at = line.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetter(line[at - 1])) && (end >= line.Length || !char.IsLetter(line[end]) || line[end] is 's' or 'S')) return true;
            at = end;
        }
        return false;
    }
}
