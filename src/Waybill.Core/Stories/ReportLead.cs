using System.Collections.Immutable;
using System.Globalization;
using Waybill.Lineage;

namespace Waybill.Stories;

/// <summary>How what two leads say of one thing compares.</summary>
internal enum LeadAgreement : byte { Unknown, Same, Close, Differs }

/// <summary>What the lead of a report says of its news beside names: the day, and the sums of money. Two reports of one happening
/// name one day and one sum; reports of two deals between the same parties name others.</summary>
/// <param name="Weekday">0 (Sunday) to 6, or -1.</param>
/// <param name="Day">Day of a leap year, 1 to 366, where the text gives month and day or the report's own day places the weekday; else 0.</param>
/// <param name="Sums">Amounts with their currency sign, in order.</param>
internal sealed record ReportLead(int Weekday, int Day, ImmutableArray<(char Currency, double Amount)> Sums)
{
    /// <summary>Sentences that make a lead, headline and standfirst among them.</summary>
    private const int Sentences = 4;

    /// <summary>Fewer words are a caption, a byline or a heading.</summary>
    private const int LeastWords = 5;

    private const int MostSums = 8;

    /// <summary>A sum is rounded by one and not by another: 1.1 and 1.16 billion.</summary>
    private const double Rounding = 0.15;

    internal static ReportLead None { get; } = new(-1, 0, []);

    internal static ReportLead Of(TextModel text, DateOnly? written)
    {
        int weekday = -1, day = 0, sentences = 0;
        var sums = ImmutableArray.CreateBuilder<(char, double)>();
        var days = DayWords.Days(text, Sentences * 2);
        var months = DayWords.MonthsOf(text, Sentences * 2);
        for (var s = 0; s < Math.Min(Sentences * 2, text.Sentences.Length) && sentences < Sentences; s++)
        {
            if (text.Sentences[s].Count < LeastWords) continue;
            sentences++;
            Add(text, text.Sentences[s], sums);
            if (weekday >= 0 || day > 0) continue; // the first day that the lead names; later ones are background
            foreach (var word in days)
            {
                if (word.Sentence != s || word.Kind != DayWordKind.Weekday || Before(text, word.Word) is "last" or "next") continue;
                weekday = (int)word.Weekday;
                if (written is { } own) day = OfYear(DateInference.OnOrBefore(own, word.Weekday));
                break;
            }
            if (weekday >= 0) continue;
            foreach (var month in months)
            {
                if (month.Sentence != s || month.Day is not { } d || d > DateTime.DaysInMonth(2000, month.Month) || Before(text, month.Word) is "since") continue;
                day = OfYear(new DateOnly(2000, month.Month, d));
                break;
            }
        }
        return new ReportLead(weekday, day, sums.ToImmutable());
    }

    internal LeadAgreement Days(ReportLead other)
    {
        if (Day > 0 && other.Day > 0) return Apart(Math.Abs(Day - other.Day), 366);
        if (Weekday < 0 || other.Weekday < 0) return LeadAgreement.Unknown;
        // A weekday alone agrees with one in seven: it is never the same day, and its neighbour says nothing.
        return Apart(Math.Abs(Weekday - other.Weekday), 7) switch { LeadAgreement.Same => LeadAgreement.Close, LeadAgreement.Close => LeadAgreement.Unknown, _ => LeadAgreement.Differs };

        static LeadAgreement Apart(int days, int around) =>
            Math.Min(days, around - days) switch { 0 => LeadAgreement.Same, 1 => LeadAgreement.Close, _ => LeadAgreement.Differs };
    }

    internal LeadAgreement Money(ReportLead other)
    {
        var told = LeadAgreement.Unknown;
        foreach (var (currency, amount) in Sums)
        {
            foreach (var (theirs, much) in other.Sums)
            {
                if (theirs != currency) continue;
                if (Math.Abs(amount - much) <= Rounding * Math.Max(amount, much)) return LeadAgreement.Same;
                told = LeadAgreement.Differs;
            }
        }
        return told;
    }

    private static int OfYear(DateOnly day) => new DateOnly(2000, day.Month, day.Day).DayOfYear;

    private static string Before(TextModel text, int word) => word == 0 ? "" : text.Word(word - 1).ToString().ToLowerInvariant();

    private static void Add(TextModel text, SentenceRun sentence, ImmutableArray<(char, double)>.Builder sums)
    {
        for (var w = sentence.First; w < sentence.End && sums.Count < MostSums; w++)
        {
            if ((text.Mark[w] & WordMark.Number) == 0 || text.Start[w] == 0 || text.Text[text.Start[w] - 1] is not ('$' or '€' or '£' or '¥' or '₩')) continue;
            // $1.16bn is one word, $1.16 billion two.
            var word = text.Word(w);
            var digits = word.LastIndexOfAnyInRange('0', '9') + 1;
            if (!double.TryParse(word[..digits], NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount) || amount <= 0) continue;
            var unit = digits < word.Length ? word[digits..] : w + 1 < sentence.End ? text.Word(w + 1) : "";
            amount *= unit.ToString().ToLowerInvariant() switch
            {
                "million" or "mln" or "mn" or "m" => 1e6,
                "billion" or "bln" or "bn" or "b" => 1e9,
                "trillion" or "trn" or "tn" => 1e12,
                _ => 1,
            };
            sums.Add((text.Text[text.Start[w] - 1], amount));
        }
    }
}
