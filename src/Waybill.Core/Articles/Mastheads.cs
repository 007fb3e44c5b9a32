namespace Waybill.Articles;

/// <summary>Dates above the title: pages print there the day on which they are served, not that of the article.</summary>
public static class Mastheads
{
    /// <summary>What is said of such a date.</summary>
    public const string Why = "it stands in the page's masthead, where pages print the day on which they are served";

    private static readonly string[] Words = ["today's paper", "°", "weather", "e-paper", "epaper", "edition", "home delivery", "sign in", "subscribe"];
    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Whether an unlabelled date in a line above the title is a masthead's: it has a weekday or a masthead's words, or stands alone.</summary>
    public static bool Is(string line, FoundDate date)
    {
        ArgumentNullException.ThrowIfNull(line);
        var folded = ArticleLexicon.Fold(line);
        foreach (var word in Words)
            if (folded.Contains(word, StringComparison.Ordinal)) return true;
        foreach (var day in Weekdays)
            if (folded.Contains(day, StringComparison.Ordinal)) return true;
        return date.Value.Precision == Texts.DatePrecision.Day && TextShape.CountWords(line) - TextShape.CountWords(date.Span.Of(line).ToString()) <= 3;
    }
}
