using System.Globalization;
using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>Dates across pages. A trusted printed date stands. Where there is none, or the text shows that it cannot be
/// right, the date of the text is learnt from another member of the family: the same sentence says <em>today</em>
/// here and <em>Thursday</em> there, and the page there is dated. Every value that is not printed is marked as
/// inferred and says how; where no value can be defended, bounds are given.</summary>
internal static class DateInference
{
    /// <summary>Sentences that make a lead: the weekday in them is the day of the news.</summary>
    private const int Lead = 3;

    /// <summary>Members asked for the day of the news, the first by id: a family of ten thousand must stay linear.</summary>
    private const int MostWitnesses = 4;

    /// <summary>A day that a text names by its weekday, resolved against its page's printed date.</summary>
    private sealed record NewsDay(LineageText Text, DayWord Word, DateOnly Day);

    internal static void OfFamily(IReadOnlyList<LineageText> members, SortedDictionary<string, ArticleDate> dates, SentenceAligner aligner)
    {
        foreach (var member in members) dates[member.Id] = Printed(member.Page);
        if (members.Count > 1)
        {
            var news = members.Where(m => dates[m.Id].Value is not null).Select(m => NewsOf(m, dates[m.Id])).OfType<NewsDay>().Take(MostWitnesses).ToList();
            foreach (var member in members)
            {
                var own = dates[member.Id];
                foreach (var day in news)
                {
                    if (day.Text == member) continue;
                    if (FromText(member, day, own, dates[day.Text.Id], aligner) is not { } learnt) continue;
                    dates[member.Id] = learnt;
                    break;
                }
            }
        }
        FromCaption(members, dates);
    }

    /// <summary>What the page itself says.</summary>
    private static ArticleDate Printed(LineagePage page)
    {
        var article = page.Article;
        DateOnly? notBefore = article.NotBefore.IsEmpty ? null : article.NotBefore.Max(n => n.Value.First);
        var distrusted = article.Published is { Distrusted: { } why } ? $"printed {Iso(article.Published.Value)} is not used: {why}" : "";
        if (article.Published is { Distrusted: null } printed && !(notBefore > printed.Value.Last.AddDays(1)))
            return new ArticleDate(page.Id, printed.Value, notBefore, null, false, $"printed ({printed.From})", null);
        DateOnly? notAfter = page.Captured is { } captured ? captured.Value.Last.AddDays(1) : null;
        if (notBefore is not null) distrusted = Join(distrusted, $"not before {Iso(notBefore.Value)}, which the page prints ({Latest(article).From})");
        return ArticleDate.Unknown(page.Id) with { NotBefore = notBefore, NotAfter = notAfter, How = distrusted };
    }

    private static PrintedDate Latest(Article article) => article.NotBefore.OrderByDescending(n => n.Value.First).First();

    private static NewsDay? NewsOf(LineageText text, ArticleDate date)
    {
        if (date.Value is not { Precision: >= DatePrecision.Day } value) return null;
        foreach (var word in DayWords.Days(text.Words, Lead))
            if (word.Kind == DayWordKind.Weekday) return new NewsDay(text, word, OnOrBefore(value.First, word.Weekday));
        return null;
    }

    internal static DateOnly OnOrBefore(DateOnly day, DayOfWeek weekday) => day.AddDays(-(((int)day.DayOfWeek - (int)weekday + 7) % 7));

    private static ArticleDate? FromText(LineageText member, NewsDay news, ArticleDate own, ArticleDate theirs, SentenceAligner aligner)
    {
        var here = DayWords.Days(member.Words);
        if (here.Count == 0) return null;
        var pairs = aligner.Align(member.Words, news.Text.Words).Forward;
        foreach (var pair in pairs)
        {
            if (pair.There != news.Word.Sentence || !SharedOrigin.Counts(pair)) continue;
            foreach (var word in here)
            {
                if (word.Sentence != pair.Here) continue;
                int? shift = word.Kind switch
                {
                    DayWordKind.Today => 0,
                    DayWordKind.Yesterday => 1,
                    DayWordKind.Tomorrow => -1,
                    DayWordKind.Weekday when word.Weekday == news.Word.Weekday => 0,
                    _ => null,
                };
                if (shift is not { } by) continue;
                var day = news.Day.AddDays(by);
                var (saysHere, saysThere) = (member.Words.Word(word.Word).ToString(), news.Text.Words.Word(news.Word.Word).ToString());
                if (own.Value is { } printed)
                {
                    // A printed date stays unless the text refutes it: "today" cannot be a Saturday when the same sentence says Thursday elsewhere.
                    if (word.Kind == DayWordKind.Weekday || Math.Abs(WeekdayGap(printed.First.DayOfWeek, day.DayOfWeek)) <= 1) continue;
                    own = own with { How = $"printed {Iso(printed)} is not used: a {printed.First.DayOfWeek}, while “{saysHere}” stands for a {news.Word.Weekday}" };
                }
                var how = $"the day of the text that it shares with {news.Text.Id}: “{saysHere}” here is “{saysThere}” there, "
                    + $"{Iso(news.Day)} by the date printed there ({theirs.Value})";
                return new ArticleDate(member.Id, PartialDate.OfDay(day), Later(own.NotBefore, day), own.NotAfter, true, Join(own.How, how), news.Text.Id);
            }
        }
        return null;
    }

    private static int WeekdayGap(DayOfWeek a, DayOfWeek b)
    {
        var gap = ((int)a - (int)b + 7) % 7;
        return gap > 3 ? gap - 7 : gap;
    }

    /// <summary>A caption's day dates the page when the months that its text names without a year lead up to it: news
    /// pictures are of the day, and "in August" is the last August. The month of writing is then the caption's, its
    /// relatives' year is the caption's.</summary>
    private static void FromCaption(IReadOnlyList<LineageText> members, SortedDictionary<string, ArticleDate> dates)
    {
        var asked = 0;
        foreach (var source in members)
        {
            if (source.Page.Article.NotBefore.IsEmpty || dates[source.Id].Value is not null || asked++ >= MostWitnesses) continue;
            var caption = Latest(source.Page.Article).Value;
            if (caption.Precision < DatePrecision.Day) continue;
            var gap = LatestMonthGap(source.Words, caption.First.Month);
            if (gap is null or > 3) continue;
            var month = gap <= 1;
            var value = month ? PartialDate.OfMonth(caption.First.Year, caption.First.Month) : PartialDate.OfYear(caption.First.Year);
            var own = dates[source.Id];
            dates[source.Id] = own with
            {
                Value = value,
                Inferred = true,
                How = Join(own.How, $"{(month ? "the month" : "the year")} of its picture, since the latest month that the text names without a year leads up to it"),
            };
            foreach (var other in members)
            {
                if (other == source || dates[other.Id] is not { Value: null } undated) continue;
                if (LatestMonthGap(other.Words, caption.First.Month) is null or > 6) continue;
                dates[other.Id] = undated with
                {
                    Value = PartialDate.OfYear(caption.First.Year),
                    Inferred = true,
                    From = source.Id,
                    How = Join(undated.How, $"the year of the text that it shares with {source.Id}, which is not before {Iso(caption.First)}"),
                };
            }
        }
    }

    /// <summary>Months from the latest month named without a year to <paramref name="month"/>, 0 to 11; null where none is named.</summary>
    private static int? LatestMonthGap(TextModel text, int month)
    {
        int? least = null;
        foreach (var word in DayWords.MonthsOf(text))
        {
            if (word.Year is not null) continue;
            var gap = (month - word.Month + 12) % 12;
            if (least is null || gap < least) least = gap;
        }
        return least;
    }

    /// <summary>Dates of a family in which nobody is dated, from another family's report of the same happening: both leads
    /// name the same weekday beside the same person or body, and there the day is known.</summary>
    internal static void OfStory(IReadOnlyList<IReadOnlyList<LineageText>> families, SortedDictionary<string, ArticleDate> dates)
    {
        var news = families.SelectMany(f => f).Where(m => dates[m.Id] is { Value: not null, Inferred: false })
            .Select(m => NewsOf(m, dates[m.Id])).OfType<NewsDay>().Take(MostWitnesses * 4).ToList();
        if (news.Count == 0) return;
        foreach (var family in families)
        {
            foreach (var member in family)
            {
                if (dates[member.Id].Value is { Precision: >= DatePrecision.Day }) continue;
                foreach (var word in DayWords.Days(member.Words, Lead))
                {
                    if (word.Kind != DayWordKind.Weekday) continue;
                    var other = news.FirstOrDefault(n => !family.Contains(n.Text) && n.Word.Weekday == word.Weekday && SharedName(member.Words, n.Text.Words) is not null);
                    if (other is null || Contradicted(member.Words, other.Day)) continue;
                    var own = dates[member.Id];
                    if (own.NotBefore > other.Day.AddDays(6) || own.NotAfter < other.Day) continue;
                    dates[member.Id] = new ArticleDate(member.Id, PartialDate.OfDay(other.Day), Later(own.NotBefore, other.Day), other.Day.AddDays(6), true,
                        Join(own.How, $"its “{member.Words.Word(word.Word)}” is that of the same news in {other.Text.Id} (“{SharedName(member.Words, other.Text.Words)}” in both), "
                            + $"{Iso(other.Day)} by the date printed there ({dates[other.Text.Id].Value}); it may have appeared up to six days later"),
                        other.Text.Id);
                    break;
                }
            }
        }
    }

    /// <summary>Whether a full date in the text lies after the day.</summary>
    private static bool Contradicted(TextModel text, DateOnly day)
    {
        foreach (var word in DayWords.MonthsOf(text))
        {
            if (word is { Year: { } year, Day: { } d } && d <= DateTime.DaysInMonth(year, word.Month) && new DateOnly(year, word.Month, d) > day.AddDays(366)) return true;
        }
        return false;
    }

    /// <summary>The speaker that both leads name: a surname that ends a name of two words or more in both leads ("John
    /// Kirby") and that one of them uses alone later on.</summary>
    private static string? SharedName(TextModel a, TextModel b)
    {
        var surnames = new HashSet<uint>();
        foreach (var w in Surnames(b)) surnames.Add(b.Stem[w]);
        string? best = null;
        foreach (var w in Surnames(a))
        {
            if (!surnames.Contains(a.Stem[w]) || !UsedAlone(a, a.Stem[w]) && !UsedAlone(b, a.Stem[w])) continue;
            var word = a.Word(w).ToString();
            if (best is null || string.CompareOrdinal(word, best) < 0) best = word;
        }
        return best;
    }

    private static IEnumerable<int> Surnames(TextModel text)
    {
        for (var s = 0; s < Math.Min(Lead, text.Sentences.Length); s++)
        {
            var run = text.Sentences[s];
            for (var w = run.First + 1; w < run.End; w++)
            {
                if (!Capital(text, w) || !Capital(text, w - 1) || w + 1 < run.End && Capital(text, w + 1)) continue;
                if (text.Length[w] >= 3) yield return w;
            }
        }
    }

    private static bool UsedAlone(TextModel text, uint stem)
    {
        foreach (var run in text.Sentences)
        {
            for (var w = run.First; w < run.End; w++)
            {
                if (text.Stem[w] == stem && Capital(text, w) && (w == run.First || !Capital(text, w - 1)) && (w + 1 >= run.End || !Capital(text, w + 1))) return true;
            }
        }
        return false;
    }

    private static bool Capital(TextModel text, int w) => (text.Mark[w] & (WordMark.Capital | WordMark.Function)) == WordMark.Capital;

    private static DateOnly Later(DateOnly? a, DateOnly b) => a is { } x && x > b ? x : b;

    private static string Join(string a, string b) => a.Length == 0 ? b : a + "; " + b;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Iso(PartialDate date) => date.ToString();
}
