using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Waybill.Lexicons;
using Waybill.Tests.Seeds;

namespace Waybill.Tests.Mutations;

/// <summary>Seed pages told of other states, leaders, weapons, papers and years, in partly other sentences, so that nothing that
/// hangs on the words of the seeds survives. Every name is exchanged everywhere alike; what is expected is mutated the same way.</summary>
internal sealed class Mutation(int number, Lexicon lexicon)
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly Regex MonthPattern = new(@"\G(?<name>[A-Z][a-z]{2,8})(?![a-z])(?<stop>\.(?= \d))?(?: (?<day>\d{1,2})(?!\d)(?:(?<comma>,? )(?<year>20\d\d)(?!\d))?)?", RegexOptions.CultureInvariant);

    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    // A state's short name before one of these is an adjective: "US officials" becomes "Polish officials".
    private static readonly HashSet<string> NounsAfterStates = new(StringComparer.Ordinal)
    {
        "intelligence", "official", "officials", "govt", "government", "ambassador", "military", "pressure", "forces", "export",
        "sanctions", "response", "efforts", "troops", "president", "Embassy", "diplomat", "National",
    };

    // Names that stand with "the", which their replacements do not take.
    private static readonly HashSet<string> TakesArticle = new(StringComparer.Ordinal)
    {
        "US", "U.S.", "U.S", "United States", "White House", "Kremlin", "the Kremlin", "DPRK", "Democratic People's Republic of Korea",
    };

    private readonly MutationPlan plan = new(number, lexicon);

    public MutationPlan Plan => plan;

    /// <summary>The same changes for what is expected.</summary>
    public SeedMapping Mapping => new(
        id => id == "AP" ? plan.Agency.Id : plan.StateFor(id),
        Words,
        plan.Day,
        plan.Month);

    /// <summary>A page's text, mutated.</summary>
    public string Page(string text)
    {
        var rewrites = new MutationPlan(plan.Number, lexicon).Choose; // the same choices on every page
        return Words(SentenceRewrites.Apply(text, rewrites));
    }

    /// <summary>Words of a page, mutated; sentences are left as they are.</summary>
    public string Words(string text)
    {
        var edits = new List<(int Start, int End, string To)>();
        AddWords(text, edits);
        AddParties(text, edits);
        AddTimesAndNumbers(text, edits);
        return Build(text, edits);
    }

    private void AddWords(string text, List<(int Start, int End, string To)> edits)
    {
        foreach (var (from, to) in plan.Words)
        {
            for (var at = text.IndexOf(from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(from, at + from.Length, StringComparison.Ordinal))
            {
                var end = at + from.Length;
                if (at > 0 && char.IsLetter(text[at - 1])) continue;
                var plural = end < text.Length && text[end] == 's';
                if (end < text.Length && char.IsLetterOrDigit(text[end]) && !(plural && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])))) continue;
                edits.Add((at, end, to));
            }
        }
    }

    private void AddParties(string text, List<(int Start, int End, string To)> edits)
    {
        foreach (var hit in lexicon.Matcher.Find(text))
        {
            if (hit.Kind != EntryKind.Party || !plan.Replaces(hit.Id)) continue;
            var words = hit.Span.Of(text).ToString();
            var state = lexicon.Party(plan.StateFor(hit.Id))!;
            var leader = plan.LeaderFor(hit.Id)!;
            if (hit.Leader is { } id && lexicon.Leader(id) is { } old)
            {
                var form = old.Aliases.Append(old.Name).Append(old.Surname).OrderByDescending(n => n.Length)
                    .FirstOrDefault(n => n.Length > 0 && words.StartsWith(n, StringComparison.OrdinalIgnoreCase)) ?? words;
                edits.Add((hit.Span.Start, hit.Span.Start + form.Length, form.Contains(' ', StringComparison.Ordinal) ? leader.Name : leader.Surname));
                continue;
            }
            var (length, to) = Exchange(text, hit, words, state);
            var start = hit.Span.Start;
            if (to == state.Name || to == state.Capitals[0])
            {
                if ((TakesArticle.Contains(words) || lexicon.Party(hit.Id)!.People.Contains(words)) && !IsAdjectival(text, start + length)) start = WithoutArticle(text, start);
                if (length > 5 && words[..length].All(char.IsUpper)) to = to.ToUpperInvariant();
            }
            edits.Add((start, hit.Span.Start + length, to));
        }
    }

    private (int Length, string To) Exchange(string text, LexiconHit hit, string words, PartyEntry state)
    {
        var old = lexicon.Party(hit.Id)!;
        if (lexicon.Bodies.FirstOrDefault(b => b.Of == hit.Id && b.Form.Equals(words, StringComparison.OrdinalIgnoreCase)) is { } body)
        {
            if (body.Kind == "seat") return (words.Length, state.Capitals[0]);
            var afterSeat = hit.Span.Start > 12 && text.AsSpan(0, hit.Span.Start).EndsWith("White House ", StringComparison.Ordinal);
            return (words.Length, afterSeat ? "Defence Ministry" : state.Adjectives[0] + " Defence Ministry");
        }
        string? Prefix(IEnumerable<string> forms) => forms.OrderByDescending(f => f.Length).Select(f => Head(words, f)).FirstOrDefault(f => f is not null);
        if (Prefix(old.People) is { } people) return (people.Length, state.People.FirstOrDefault() ?? state.Name);
        if (Prefix(old.Adjectives) is { } adjective) return (adjective.Length, state.Adjectives[0]);
        if (Prefix(old.Capitals) is { } capital) return (capital.Length, state.Capitals[0]);
        var name = Prefix(old.Aliases.Append(old.Name)) ?? words;
        return (name.Length, IsAdjectival(text, hit.Span.Start + name.Length) ? state.Adjectives[0] : state.Name);
    }

    // The part of the words that the form matched, hyphens and spaces apart ("N.Korean" for "N. Korean").
    private static string? Head(string words, string form)
    {
        if (words.StartsWith(form, StringComparison.OrdinalIgnoreCase)) return words[..form.Length];
        var bare = form.Replace(" ", "", StringComparison.Ordinal);
        return words.StartsWith(bare, StringComparison.OrdinalIgnoreCase) ? words[..bare.Length] : null;
    }

    private static bool IsAdjectival(string text, int end)
    {
        if (end >= text.Length || text[end] != ' ') return false;
        var stop = end + 1;
        while (stop < text.Length && char.IsLetter(text[stop])) stop++;
        return NounsAfterStates.Contains(text[(end + 1)..stop]);
    }

    private static int WithoutArticle(string text, int start) =>
        start >= 4 && text.AsSpan(start - 4, 4).Equals("the ", StringComparison.OrdinalIgnoreCase) && (start == 4 || !char.IsLetter(text[start - 5])) ? start - 4 : start;

    private void AddTimesAndNumbers(string text, List<(int Start, int End, string To)> edits)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && char.IsLetterOrDigit(text[i - 1])) continue;
            if (char.IsUpper(text[i]) && Weekdays.FirstOrDefault(d => text.AsSpan(i).StartsWith(d, StringComparison.Ordinal)) is { } day)
            {
                edits.Add((i, i + day.Length, Weekdays[(Array.IndexOf(Weekdays, day) + plan.WeekdayShift) % 7]));
                continue;
            }
            if (MonthAt(text, i) is { } month)
            {
                edits.Add(month);
                i = month.End - 1;
                continue;
            }
            if (!char.IsAsciiDigit(text[i])) continue;
            var end = i;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] == ',' && end + 3 < text.Length && char.IsAsciiDigit(text[end + 1]) && char.IsAsciiDigit(text[end + 3])))) end++;
            if (Shifted(text[i..end], end < text.Length && char.IsLetter(text[end])) is { } to) edits.Add((i, end, to));
            i = end;
        }
    }

    // "Jan 05 2024", "Dec. 30", "September 5, 2022", "October": one edit, so that day, month and year move together.
    private (int Start, int End, string To)? MonthAt(string text, int start)
    {
        if (!char.IsUpper(text[start]) || MonthPattern.Match(text, start) is not { Success: true } match) return null;
        var (name, day, year) = (match.Groups["name"].Value, match.Groups["day"], match.Groups["year"]);
        var month = Array.FindIndex(Months, m => m == name || m[..3] == name) + 1;
        if (month == 0) return null;
        // Without a year the pages mean the winter of the briefing or the year before it; only month and day are printed.
        var of = year.Success ? Number(year) : month <= 6 ? 2024 : 2023;
        var moved = day.Success ? plan.Day(new DateOnly(of, month, Number(day))) : plan.Month(new DateOnly(of, month, 1));
        var full = Months[moved.Month - 1];
        var to = new StringBuilder(name.Length > 3 ? full : full[..3]);
        if (name.Length > 3 || full.Length > 3) to.Append(match.Groups["stop"].Value);
        if (day.Success) to.Append(' ').Append(moved.Day.ToString(day.Value[0] == '0' ? "00" : "0", CultureInfo.InvariantCulture));
        if (year.Success) to.Append(match.Groups["comma"].Value).Append(moved.Year.ToString(CultureInfo.InvariantCulture));
        return (start, start + match.Length, to.ToString());

        static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);
    }

    private string? Shifted(string digits, bool glued)
    {
        if (glued || !int.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return null;
        if (!digits.Contains(',', StringComparison.Ordinal) && value is >= 1900 and <= 2026) return (value + plan.YearShift).ToString(CultureInfo.InvariantCulture);
        if (value is < 300 or > 9999) return null; // "hundreds" is 200 to the reader: no figure of the page
        return (value + plan.NumberShift).ToString(digits.Contains(',', StringComparison.Ordinal) ? "N0" : "0", CultureInfo.InvariantCulture);
    }

    // Leftmost, longest; then articles and capitals are put right.
    private static string Build(string text, List<(int Start, int End, string To)> edits)
    {
        var result = new StringBuilder(text.Length + 256);
        var at = 0;
        foreach (var (start, end, to) in edits.OrderBy(e => e.Start).ThenByDescending(e => e.End))
        {
            if (start < at) continue;
            result.Append(text, at, start - at);
            var old = text[start..end];
            var sentenceStart = old.StartsWith("The ", StringComparison.Ordinal);
            var piece = sentenceStart ? char.ToUpperInvariant(to[0]) + to[1..] : to;
            PutArticleRight(result, piece);
            result.Append(piece);
            at = end;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    private static void PutArticleRight(StringBuilder result, string next)
    {
        var vowel = next.Length > 0 && "AEIOaeio".Contains(next[0], StringComparison.Ordinal);
        if (Ends(result, " a ") && vowel) result.Length -= 1;
        else if (Ends(result, " an ") && !vowel)
        {
            result.Length -= 2;
            result.Append(' ');
            return;
        }
        else return;
        result.Append("n ");
    }

    private static bool Ends(StringBuilder text, string with)
    {
        if (text.Length < with.Length) return false;
        for (var i = 0; i < with.Length; i++)
        {
            if (text[text.Length - with.Length + i] != with[i]) return false;
        }
        return true;
    }
}
