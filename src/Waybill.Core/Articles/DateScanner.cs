using Waybill.Texts;

namespace Waybill.Articles;

/// <summary>A date found in a line.</summary>
/// <param name="Ambiguous">Day and month might be the other way round (<c>05/06/2024</c>).</param>
public readonly record struct FoundDate(TextSpan Span, PartialDate Value, bool Ambiguous);

/// <summary>Finds full dates (with a year) in text: <c>Jan 05 2024 | 6:40 AM IST</c>, <c>5. Januar 2024</c>,
/// <c>2024-01-05T06:40:00+05:30</c>, <c>05/01/2024</c>, <c>2024年1月5日</c>. Hand-written, one pass, linear.</summary>
public static class DateScanner
{
    private const int MaxYear = 2100;
    private const int MinYear = 1900;

    /// <summary>The dates in a text, in order, not overlapping.</summary>
    /// <param name="monthFirst">How <c>05/06/2024</c> is read.</param>
    public static List<FoundDate> Scan(string text, bool monthFirst = true, ArticleLexicon? lexicon = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        lexicon ??= ArticleLexicon.Default;
        var found = new List<FoundDate>();
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            var fresh = at == 0 || !char.IsLetterOrDigit(text[at - 1]) || (char.IsAsciiDigit(c) && !char.IsAsciiLetterOrDigit(text[at - 1]));
            if (fresh && (char.IsAsciiDigit(c) || char.IsLetter(c)) && At(text, at, monthFirst, lexicon) is { } date)
            {
                found.Add(date);
                at = date.Span.End;
                continue;
            }
            if (char.IsLetterOrDigit(c))
            {
                while (at < text.Length && char.IsLetterOrDigit(text[at])) at++;
                continue;
            }
            at++;
        }
        return found;
    }

    private static FoundDate? At(string text, int start, bool monthFirst, ArticleLexicon lexicon)
    {
        var at = start;
        if (char.IsAsciiDigit(text[at]))
        {
            var first = Number(text, ref at, 4, out var digits);
            if (first < 0) return null;
            if (digits == 4) return YearFirst(text, start, at, first, lexicon);
            if (digits > 2) return null;
            // 5 January 2024, 5th of January, 2024, 5. Januar 2024, 5-Jan-2024
            var word = at;
            if (Ordinal(text, word) is var suffix && suffix > 0) word += suffix;
            word = Skip(text, word, " .,-/\u00A0ºª", 3);
            if (SkipWord(text, word, "of") is var of && of > word) word = Skip(text, of, " ", 2);
            else if (SkipWord(text, word, "de") is var de && de > word) word = Skip(text, de, " ", 2);
            if (word < text.Length && char.IsLetter(text[word]) && word > at)
            {
                var end = word;
                while (end < text.Length && char.IsLetter(text[end])) end++;
                var month = lexicon.Month(text.AsSpan(word, end - word));
                if (month > 0)
                {
                    var year = Skip(text, end, " .,-/'’\u00A0", 3);
                    if (SkipWord(text, year, "de") is var de2 && de2 > year) year = Skip(text, de2, " ", 2);
                    else if (SkipWord(text, year, "del") is var del && del > year) year = Skip(text, del, " ", 2);
                    if (Number(text, ref year, 4, out var yd) is var y && yd == 4) return Make(text, start, year, y, month, first, false, lexicon);
                }
                return null;
            }
            // 05.01.2024, 05/01/2024, 5-1-2024
            if (at < text.Length && text[at] is '.' or '/' or '-')
            {
                var separator = text[at];
                var second = at + 1;
                if (separator == '.' && second < text.Length && text[second] == ' ') second++;
                var number = Number(text, ref second, 2, out var sd);
                if (sd is 1 or 2 && second < text.Length && text[second] == separator)
                {
                    var third = second + 1;
                    if (separator == '.' && third < text.Length && text[third] == ' ') third++;
                    var year = Number(text, ref third, 4, out var yd);
                    if (yd == 4)
                    {
                        var dayFirst = separator == '.' || number > 12 || (first <= 12 && !monthFirst) || first > 12;
                        if (number > 12) dayFirst = false;
                        if (first > 12) dayFirst = true;
                        var ambiguous = separator != '.' && first <= 12 && number <= 12 && first != number;
                        return dayFirst
                            ? Make(text, start, third, year, number, first, ambiguous, lexicon)
                            : Make(text, start, third, year, first, number, ambiguous, lexicon);
                    }
                }
            }
            return null;
        }
        // January 5, 2024; Jan. 05 2024; January 5th, 2024
        var stop = at;
        while (stop < text.Length && char.IsLetter(text[stop])) stop++;
        var m = lexicon.Month(text.AsSpan(at, stop - at));
        if (m == 0) return null;
        var dayAt = Skip(text, stop, " .,-\u00A0", 3);
        if (dayAt == stop) return null;
        var day = Number(text, ref dayAt, 4, out var dayDigits);
        if (dayDigits is 1 or 2)
        {
            if (Ordinal(text, dayAt) is var suffix && suffix > 0) dayAt += suffix;
            var yearAt = Skip(text, dayAt, " ,.-'’\u00A0|", 4);
            if (yearAt == dayAt) return null;
            var year = Number(text, ref yearAt, 4, out var yearDigits);
            return yearDigits == 4 ? Make(text, start, yearAt, year, m, day, false, lexicon) : null;
        }
        return null;
    }

    private static FoundDate? YearFirst(string text, int start, int at, int year, ArticleLexicon lexicon)
    {
        if (at >= text.Length) return null;
        if (text[at] is '年' or '년')
        {
            var ma = Skip(text, at + 1, " ", 1);
            var month = Number(text, ref ma, 2, out var md);
            if (md == 0 || ma >= text.Length || text[ma] is not ('月' or '월')) return null;
            var da = Skip(text, ma + 1, " ", 1);
            var day = Number(text, ref da, 2, out var dd);
            if (dd == 0) return null;
            if (da < text.Length && text[da] is '日' or '일') da++;
            return Make(text, start, da, year, month, day, false, lexicon);
        }
        if (text[at] is '-' or '/' or '.')
        {
            var separator = text[at];
            var ma = at + 1;
            if (separator == '.' && ma < text.Length && text[ma] == ' ') ma++;
            var month = Number(text, ref ma, 2, out var md);
            if (md == 0 || ma >= text.Length || text[ma] != separator) return null;
            var da = ma + 1;
            if (separator == '.' && da < text.Length && text[da] == ' ') da++;
            var day = Number(text, ref da, 2, out var dd);
            if (dd == 0) return null;
            return Make(text, start, da, year, month, day, false, lexicon);
        }
        return null;
    }

    private static FoundDate? Make(string text, int start, int end, int year, int month, int day, bool ambiguous, ArticleLexicon lexicon)
    {
        if (year is < MinYear or > MaxYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (end < text.Length && char.IsAsciiDigit(text[end])) return null;
        var value = PartialDate.OfDay(new DateOnly(year, month, day));
        var time = Time(text, end, lexicon, out var timeEnd, out var offset);
        if (time is { } t)
        {
            value = value with { Precision = DatePrecision.Minute, Time = t, OffsetMinutes = offset };
            end = timeEnd;
        }
        return new FoundDate(TextSpan.FromBounds(start, end), value, ambiguous);
    }

    /// <summary>A time of day shortly after a date: <c> | 6:40 AM IST</c>, <c>T06:40:00.000+05:30</c>, <c> at 18.40 Uhr</c>.</summary>
    private static TimeOnly? Time(string text, int from, ArticleLexicon lexicon, out int end, out int? offset)
    {
        end = from;
        offset = null;
        var at = from;
        if (at < text.Length && text[at] is 'T' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) at++;
        else
        {
            at = Skip(text, at, " ,|-–—•·/\u00A0.:@()", 6);
            foreach (var word in TimeWords)
            {
                if (SkipWord(text, at, word) is not (var after and > 0) || after <= at) continue;
                at = Skip(text, after, " :\u00A0", 2);
                break;
            }
        }
        var hour = Number(text, ref at, 2, out var digits);
        if (digits == 0 || at >= text.Length) return null;
        int minute = 0;
        var hasMinute = false;
        if (text[at] is ':' or '.' or 'h' && at + 2 < text.Length && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]))
        {
            var dot = text[at] == '.';
            at++;
            minute = Number(text, ref at, 2, out var minuteDigits);
            hasMinute = minuteDigits == 2;
            if (dot && at < text.Length && text[at] == '.') return null;
        }
        var seconds = at;
        if (hasMinute && seconds + 2 < text.Length && text[seconds] == ':' && char.IsAsciiDigit(text[seconds + 1]))
        {
            seconds++;
            _ = Number(text, ref seconds, 2, out _);
            if (seconds + 1 < text.Length && text[seconds] is '.' or ',' && char.IsAsciiDigit(text[seconds + 1]))
            {
                seconds++;
                while (seconds < text.Length && char.IsAsciiDigit(text[seconds])) seconds++;
            }
            at = seconds;
        }
        var half = Skip(text, at, " \u00A0", 2);
        var meridiem = Meridiem(text, half, out var afterHalf);
        if (meridiem != 0)
        {
            at = afterHalf;
            if (hour is < 1 or > 12) return null;
            hour = hour % 12 + (meridiem == 2 ? 12 : 0);
        }
        else if (!hasMinute)
        {
            return null;
        }
        if (hour > 23 || minute > 59) return null;
        offset = Zone(text, ref at, lexicon);
        end = at;
        return new TimeOnly(hour, minute);
    }

    private static readonly string[] TimeWords = ["at", "um", "à", "kl", "klo", "ore", "alle", "às", "as", "om", "о", "в"];

    private static int Meridiem(string text, int at, out int end)
    {
        end = at;
        if (at >= text.Length) return 0;
        var c = char.ToLowerInvariant(text[at]);
        if (c is not ('a' or 'p')) return 0;
        var m = at + 1;
        if (m < text.Length && text[m] == '.') m++;
        if (m < text.Length && text[m] == ' ') m++;
        if (m >= text.Length || char.ToLowerInvariant(text[m]) != 'm') return 0;
        m++;
        if (m < text.Length && char.IsLetter(text[m])) return 0;
        if (m < text.Length && text[m] == '.' && m - at > 2) m++;
        end = m;
        return c == 'a' ? 1 : 2;
    }

    private static int? Zone(string text, ref int at, ArticleLexicon lexicon)
    {
        if (at < text.Length && text[at] == 'Z')
        {
            at++;
            return 0;
        }
        var sign = at < text.Length && text[at] == ' ' ? at + 1 : at;
        if (sign + 2 < text.Length && text[sign] is '+' or '-' && char.IsAsciiDigit(text[sign + 1]) && char.IsAsciiDigit(text[sign + 2]))
        {
            var digits = sign + 1;
            var hours = Number(text, ref digits, 2, out _);
            if (digits < text.Length && text[digits] == ':') digits++;
            var minutes = Number(text, ref digits, 2, out var md);
            if (md == 0) minutes = 0;
            if (hours <= 14 && minutes < 60)
            {
                at = digits;
                return (text[sign] == '-' ? -1 : 1) * (hours * 60 + minutes);
            }
            return null;
        }
        var word = Skip(text, at, " (\u00A0", 2);
        var end = word;
        while (end < text.Length && char.IsAsciiLetterUpper(text[end])) end++;
        if (end - word is < 1 or > 5 || (end < text.Length && char.IsLetter(text[end]))) return null;
        var zone = lexicon.Zone(text.AsSpan(word, end - word));
        if (zone is not null) at = end;
        return zone;
    }

    private static int Number(string text, ref int at, int max, out int digits)
    {
        digits = 0;
        var value = 0;
        while (at < text.Length && digits < max && char.IsAsciiDigit(text[at]))
        {
            value = value * 10 + (text[at] - '0');
            at++;
            digits++;
        }
        if (digits == max && max == 4 && at < text.Length && char.IsAsciiDigit(text[at])) digits = 9;
        return digits == 0 ? -1 : value;
    }

    private static int Ordinal(string text, int at)
    {
        if (at + 1 >= text.Length) return 0;
        var two = text.AsSpan(at, 2);
        var is2 = two.Equals("st", StringComparison.OrdinalIgnoreCase) || two.Equals("nd", StringComparison.OrdinalIgnoreCase)
            || two.Equals("rd", StringComparison.OrdinalIgnoreCase) || two.Equals("th", StringComparison.OrdinalIgnoreCase)
            || two.Equals("er", StringComparison.OrdinalIgnoreCase);
        return is2 && (at + 2 >= text.Length || !char.IsLetter(text[at + 2])) ? 2 : 0;
    }

    private static int Skip(string text, int at, string any, int max)
    {
        for (var i = 0; i < max && at < text.Length && any.Contains(text[at], StringComparison.Ordinal); i++) at++;
        return at;
    }

    private static int SkipWord(string text, int at, string word)
    {
        if (at + word.Length >= text.Length || string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0) return at;
        return char.IsLetter(text[at + word.Length]) ? at : at + word.Length;
    }
}
