using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Claims.Reading;

/// <summary>Resolves time words against the day of their article. What cannot be resolved stays empty. Nothing but the
/// words and the article's date is used; weeks are ISO 8601 (Monday to Sunday), seasons meteorological and northern.</summary>
public static class TimeResolver
{
    /// <summary>Resolves against an article's date. Where the date is known only within bounds, the words are resolved
    /// against both ends: readings move forward with the day they are read on, so where both ends agree every day
    /// between agrees, and where they do not the time stays empty.</summary>
    public static ResolvedTime Resolve(TimeWords words, ArticleDate date)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(date);
        var first = date.Value?.First ?? date.NotBefore;
        var last = date.Value?.Last ?? date.NotAfter;
        if (date is { Value: not null, NotBefore: { } notBefore } && notBefore > first && notBefore <= last) first = notBefore;
        if (date is { Value: not null, NotAfter: { } notAfter } && notAfter < last && notAfter >= first) last = notAfter;
        return Resolve(words, first, last);
    }

    /// <summary>Resolves against the first and the last day on which the article can have been published; null where
    /// that side is open.</summary>
    public static ResolvedTime Resolve(TimeWords words, DateOnly? first, DateOnly? last)
    {
        ArgumentNullException.ThrowIfNull(words);
        var empty = new ResolvedTime(words.Words, null, null, null, null);
        if (words.Words.Length > 200 || TimeGrammar.Whole(words.Words) is not { } value) return empty;
        if (TimeCalculus.Absolute(value) is { } fixedTime) return fixedTime.As(words.Words, "calendar date");
        if (value.Shape == TimeShape.Vague || first is not { } from || last is not { } to) return empty;
        var early = TimeCalculus.Relative(value, words.Tense, from);
        if (early is null) return empty;
        if (to != from && TimeCalculus.Relative(value, words.Tense, to) != early) return empty;
        var day = PartialDate.OfDay(from).ToString();
        return early.Value.As(words.Words, to == from ? $"from the article's day {day}" : $"from the article's date, {day} to {PartialDate.OfDay(to)}");
    }
}

/// <summary>A resolved run of days.</summary>
internal readonly record struct TimeRun(PartialDate? Start, PartialDate? End)
{
    public ResolvedTime As(string words, string how)
        => new(words, Start, End, (Start ?? End)?.Precision is { } a ? (End is { } e && e.Precision > a ? e.Precision : a) : null, how);
}

internal static class TimeCalculus
{
    private static readonly DateOnly FirstDay = new(1800, 1, 1), LastDay = new(2200, 12, 31);

    /// <summary>What the words say without any article's date; null where they need one.</summary>
    public static TimeRun? Absolute(TimeValue v)
    {
        if (v.Shape == TimeShape.Range)
        {
            return Absolute(v.From!) is { Start: { } s } && Absolute(v.To!) is { End: { } e } && s.First <= e.Last ? new TimeRun(s, e) : null;
        }
        var run = v switch
        {
            { Shape: TimeShape.Day, Year: { } y } => Day(y, v.Month!.Value, v.Day!.Value),
            { Shape: TimeShape.Month, Year: { } y } => Both(PartialDate.OfMonth(y, v.Month!.Value)),
            { Shape: TimeShape.Year, Year: { } y } => Both(PartialDate.OfYear(y)),
            { Shape: TimeShape.Decade, Year: { } y } => new TimeRun(PartialDate.OfYear(y), PartialDate.OfYear(y + 9)),
            { Shape: TimeShape.Season or TimeShape.Quarter or TimeShape.Half, Year: { } y } => PartOfYear(v.Shape, v.Number, y),
            _ => null,
        };
        return run is { } r ? Bound(v, r) : null;
    }

    /// <summary>What the words say in an article of a given day.</summary>
    public static TimeRun? Relative(TimeValue v, string tense, DateOnly day)
    {
        if (day < FirstDay || day > LastDay) return null;
        if (v.Shape == TimeShape.Range)
        {
            if (Relative(v.From! with { Bound = TimeBound.None }, tense, day) is not { Start: { } s } || Relative(v.To!, tense, day) is not { End: { } e }) return null;
            return s.First <= e.Last ? new TimeRun(s, e) : null;
        }
        var future = tense == "future";
        var past = tense == "past";
        // "by Tuesday" looks ahead unless the happening is over; "since" looks back.
        if (v.Bound == TimeBound.Since) (future, past) = (false, true);
        if (v.Bound is TimeBound.By or TimeBound.Until && !past) future = true;
        if (v.Part == TimePart.Later && !past) future = true;
        if (v.Part == TimePart.Earlier) (future, past) = (false, true);
        var run = v.Year is not null ? Absolute(v with { Bound = TimeBound.None }) : Unbound(v, past, future, day);
        return run is { } r ? Bound(v, r) : null;
    }

    private static TimeRun? Unbound(TimeValue v, bool past, bool future, DateOnly day)
    {
        switch (v.Shape)
        {
            case TimeShape.Day:
                return DayOfMonth(v, past, future, day);
            case TimeShape.Weekday:
                return Weekday(v, future, day) is { } weekday ? Both(PartialDate.OfDay(weekday)) : null;
            case TimeShape.Month:
                return Month(v, past, future, day);
            case TimeShape.Season:
                return Season(v, past, future, day);
            case TimeShape.Quarter or TimeShape.Half when v.YearOffset is { } offset:
                return PartOfYear(v.Shape, v.Number, day.Year + offset);
            case TimeShape.Unit:
                return Unit(v, future, day);
            case TimeShape.Ago:
                return Ago(v, past, day);
            case TimeShape.Run:
                var reach = Move(day, v.Unit, v.Number * v.Direction);
                if (v.Direction > 0 && past) return null;
                return v.Direction < 0
                    ? new TimeRun(PartialDate.OfDay(reach), PartialDate.OfDay(day))
                    : new TimeRun(PartialDate.OfDay(day), PartialDate.OfDay(reach));
            default:
                return null;
        }
    }

    private static TimeRun? DayOfMonth(TimeValue v, bool past, bool future, DateOnly day)
    {
        if (v.YearOffset is { } offset) return Day(day.Year + offset, v.Month!.Value, v.Day!.Value);
        DateOnly? before = null, after = null;
        // Leap days: the nearest year that has the day.
        for (var y = 0; y <= 8 && before is null; y++)
        {
            if (Make(day.Year - y, v.Month!.Value, v.Day!.Value) is { } d && d <= day) before = d;
        }
        for (var y = 0; y <= 8 && after is null; y++)
        {
            if (Make(day.Year + y, v.Month!.Value, v.Day!.Value) is { } d && d >= day) after = d;
        }
        if (before is not { } b || after is not { } a) return null;
        if (past) return Both(PartialDate.OfDay(b));
        if (future) return Both(PartialDate.OfDay(a));
        // Present tense: the nearer one, where it is near enough to be plain.
        var back = day.DayNumber - b.DayNumber;
        var on = a.DayNumber - day.DayNumber;
        return Math.Min(back, on) > 92 ? null : Both(PartialDate.OfDay(back <= on ? b : a));
    }

    /// <summary>"Last Tuesday" and "next Tuesday" mean the nearest to some and the other week's to others: only where both agree
    /// is there a day.</summary>
    private static DateOnly? Weekday(TimeValue v, bool future, DateOnly day)
    {
        var forward = ((int)v.Weekday!.Value - (int)day.DayOfWeek + 7) % 7;
        var back = (7 - forward) % 7;
        var monday = Monday(day);
        var ofWeek = monday.AddDays(((int)v.Weekday.Value + 6) % 7);
        if (v.Unit == TimeUnit.Week && v.Pick != TimePick.None)
            return ofWeek.AddDays(v.Pick switch { TimePick.Last => -7, TimePick.Next => 7, _ => 0 });
        return v.Pick switch
        {
            TimePick.Last => ofWeek < day ? null : day.AddDays(back == 0 ? -7 : -back),
            TimePick.Next => ofWeek > day ? null : day.AddDays(forward == 0 ? 7 : forward),
            TimePick.This => ofWeek,
            _ when future => day.AddDays(forward),
            _ => day.AddDays(-back),
        };
    }

    private static TimeRun? Month(TimeValue v, bool past, bool future, DateOnly day)
    {
        var month = v.Month!.Value;
        if (v.YearOffset is { } offset) return Both(PartialDate.OfMonth(day.Year + offset, month));
        var lastYear = month <= day.Month ? day.Year : day.Year - 1;
        var nextYear = month >= day.Month ? day.Year : day.Year + 1;
        switch (v.Pick)
        {
            case TimePick.This:
                return Both(PartialDate.OfMonth(day.Year, month));
            case TimePick.Next:
                // "next June" said in May is June of next year to half of its readers.
                var ahead = month > day.Month ? day.Year : day.Year + 1;
                return ahead == day.Year && month - day.Month <= 2 ? null : Both(PartialDate.OfMonth(ahead, month));
            case TimePick.Last:
                var behind = month < day.Month ? day.Year : day.Year - 1;
                return behind == day.Year && day.Month - month <= 2 ? null : Both(PartialDate.OfMonth(behind, month));
        }
        if (past) return Both(PartialDate.OfMonth(lastYear, month));
        if (future) return Both(PartialDate.OfMonth(nextYear, month));
        return lastYear == nextYear ? Both(PartialDate.OfMonth(lastYear, month)) : null;
    }

    private static TimeRun? Season(TimeValue v, bool past, bool future, DateOnly day)
    {
        if (v.YearOffset is { } offset) return PartOfYear(TimeShape.Season, v.Number, day.Year + offset);
        // Winter spans two years: only "last winter" after its end is plain.
        var year = day.Year;
        if (v.Number == 4)
        {
            if (v.Pick == TimePick.Last && day.Month is >= 3 and <= 11) return Months(year - 1, 12, 3);
            if (v.Pick == TimePick.This && day.Month is 1 or 2) return Months(year - 1, 12, 3);
            if (v.Pick == TimePick.This && day.Month is >= 9) return Months(year, 12, 3);
            if (v.Pick == TimePick.Next && day.Month is >= 3 and <= 11) return Months(year, 12, 3);
            return null;
        }
        var first = v.Number * 3;
        var over = day.Month > first + 2;
        var ahead = day.Month < first;
        return v.Pick switch
        {
            TimePick.This => Months(year, first, 3),
            TimePick.Last => over ? (day.Month - (first + 2) <= 2 ? null : Months(year, first, 3)) : ahead ? Months(year - 1, first, 3) : Months(year - 1, first, 3),
            TimePick.Next => ahead ? (first - day.Month <= 2 ? null : Months(year, first, 3)) : Months(year + 1, first, 3),
            _ when past => Months(ahead ? year - 1 : year, first, 3),
            _ when future => Months(over ? year + 1 : year, first, 3),
            _ => null,
        };
    }

    private static TimeRun? Unit(TimeValue v, bool future, DateOnly day)
    {
        var step = v.Pick switch { TimePick.Last => -1, TimePick.Next => 1, _ => 0 };
        switch (v.Unit)
        {
            case TimeUnit.Year:
                return Both(PartialDate.OfYear(day.Year + step));
            case TimeUnit.Month:
                var month = new DateOnly(day.Year, day.Month, 1).AddMonths(step);
                return Both(PartialDate.OfMonth(month.Year, month.Month));
            case TimeUnit.Week:
                var monday = Monday(day).AddDays(7 * step);
                return Days(monday, monday.AddDays(6));
            case TimeUnit.Quarter:
                var quarter = new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1).AddMonths(3 * step);
                return Months(quarter.Year, quarter.Month, 3);
            case TimeUnit.Weekend:
                var saturday = Monday(day).AddDays(5);
                if (v.Pick == TimePick.Next) return Days(saturday.AddDays(7), saturday.AddDays(8));
                if (v.Pick == TimePick.Last) return Days(saturday.AddDays(-7), saturday.AddDays(-6));
                if (future) return Days(saturday, saturday.AddDays(1));
                if (day < saturday) saturday = v.Pick == TimePick.This ? saturday : saturday.AddDays(-7);
                return Days(saturday, saturday.AddDays(1));
            case TimeUnit.Decade when v.Pick == TimePick.Last:
                return null;
            default:
                return null;
        }
    }

    private static TimeRun? Ago(TimeValue v, bool past, DateOnly day)
    {
        // "in two weeks" in the past tense is a duration.
        if (v.Direction > 0 && past && v.Unit != TimeUnit.Day) return null;
        var to = Move(day, v.Unit, v.Number * v.Direction);
        return v.Unit switch
        {
            TimeUnit.Day => Both(PartialDate.OfDay(to)),
            TimeUnit.Week => Days(Monday(to), Monday(to).AddDays(6)),
            TimeUnit.Month => Both(PartialDate.OfMonth(to.Year, to.Month)),
            TimeUnit.Year => Both(PartialDate.OfYear(to.Year)),
            _ => null,
        };
    }

    private static DateOnly Move(DateOnly day, TimeUnit unit, int number) => unit switch
    {
        TimeUnit.Day => day.AddDays(number),
        TimeUnit.Week => day.AddDays(7 * number),
        TimeUnit.Month => day.AddMonths(number),
        TimeUnit.Quarter => day.AddMonths(3 * number),
        TimeUnit.Decade => day.AddYears(Math.Clamp(10 * number, -500, 500)),
        _ => day.AddYears(number),
    };

    /// <summary>Cuts a run to the side that its preposition names, and "the end of" to its last day.</summary>
    private static TimeRun? Bound(TimeValue v, TimeRun run)
    {
        switch (v.Bound)
        {
            case TimeBound.By or TimeBound.Until:
                // The early or middle part of a unit has no edge that the words name.
                return new TimeRun(null, v.Part == TimePart.End && run.End is { } end ? PartialDate.OfDay(end.Last) : run.End);
            case TimeBound.Before:
                if (v.Part == TimePart.End && run.End is { } until) return new TimeRun(null, PartialDate.OfDay(until.Last));
                return run.Start is { } start && start.First > FirstDay ? new TimeRun(null, PartialDate.OfDay(start.First.AddDays(-1))) : null;
            case TimeBound.After:
                return run.End is { } last ? new TimeRun(PartialDate.OfDay(last.Last.AddDays(1)), null) : null;
            case TimeBound.Since:
                return new TimeRun(run.Start, null);
            default:
                return run;
        }
    }

    private static TimeRun Both(PartialDate date) => new(date, date);

    private static TimeRun Days(DateOnly first, DateOnly last) => new(PartialDate.OfDay(first), PartialDate.OfDay(last));

    private static TimeRun Months(int year, int month, int count)
    {
        var last = new DateOnly(year, month, 1).AddMonths(count - 1);
        return new TimeRun(PartialDate.OfMonth(year, month), PartialDate.OfMonth(last.Year, last.Month));
    }

    private static TimeRun? PartOfYear(TimeShape shape, int number, int year) => shape switch
    {
        TimeShape.Quarter => Months(year, (number - 1) * 3 + 1, 3),
        TimeShape.Half => Months(year, (number - 1) * 6 + 1, 6),
        TimeShape.Season when number < 4 => Months(year, number * 3, 3),
        _ => null,
    };

    private static TimeRun? Day(int year, int month, int day) => Make(year, month, day) is { } d ? Both(PartialDate.OfDay(d)) : null;

    private static DateOnly? Make(int year, int month, int day)
        => year is > 1 and < 9000 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
