namespace Waybill.Claims.Reading;

/// <summary>The grammar of English time expressions in news. It reads the longest expression at a place; what it reads is
/// resolved elsewhere, so that reading and resolving can never disagree about the words.</summary>
internal static class TimeGrammar
{
    private const int FirstYear = 1900, LastYear = 2099;

    public readonly record struct Result(TimeValue Value, int Count);

    public static int MonthOf(string w) => w switch
    {
        "january" or "jan" => 1,
        "february" or "feb" => 2,
        "march" or "mar" => 3,
        "april" or "apr" => 4,
        "may" => 5,
        "june" or "jun" => 6,
        "july" or "jul" => 7,
        "august" or "aug" => 8,
        "september" or "sept" or "sep" => 9,
        "october" or "oct" => 10,
        "november" or "nov" => 11,
        "december" or "dec" => 12,
        _ => 0,
    };

    private static DayOfWeek? WeekdayOf(string w) => w switch
    {
        "monday" or "mon" => DayOfWeek.Monday,
        "tuesday" or "tue" or "tues" => DayOfWeek.Tuesday,
        "wednesday" or "wed" => DayOfWeek.Wednesday,
        "thursday" or "thu" or "thur" or "thurs" => DayOfWeek.Thursday,
        "friday" or "fri" => DayOfWeek.Friday,
        "saturday" or "sat" => DayOfWeek.Saturday,
        "sunday" or "sun" => DayOfWeek.Sunday,
        _ => null,
    };

    private static TimeUnit? UnitOf(string w) => w switch
    {
        "day" or "days" => TimeUnit.Day,
        "week" or "weeks" => TimeUnit.Week,
        "month" or "months" => TimeUnit.Month,
        "year" or "years" => TimeUnit.Year,
        "weekend" => TimeUnit.Weekend,
        "quarter" or "quarters" => TimeUnit.Quarter,
        "decade" or "decades" => TimeUnit.Decade,
        _ => null,
    };

    private static int SeasonOf(string w) => w switch
    {
        "spring" => 1,
        "summer" => 2,
        "autumn" or "fall" => 3,
        "winter" => 4,
        _ => 0,
    };

    private static TimePick PickOf(string w) => w switch
    {
        "last" => TimePick.Last,
        "this" => TimePick.This,
        "next" => TimePick.Next,
        _ => TimePick.None,
    };

    /// <summary>The longest time expression that starts at atom <paramref name="i"/>. <paramref name="after"/> is the word
    /// before it: a bare year or "May" needs a preposition there.</summary>
    public static Result? At(Atoms atoms, int i, string after)
    {
        if (atoms[i].Kind == AtomKind.Symbol) return null;
        return Bounded(atoms, i) ?? Ranged(atoms, i) ?? Run(atoms, i) ?? Point(atoms, i, after);
    }

    /// <summary>Reads a whole string as one time expression, neutral prepositions before it allowed.</summary>
    public static TimeValue? Whole(string words)
    {
        var atoms = Atoms.Of(words);
        var i = 0;
        var after = "in";
        while (atoms[i].Lower is "on" or "in" or "at" or "during" or "the" or "of" or "over" or "for" or "back" or "only" or "throughout")
        {
            if (At(atoms, i, after) is { } here && Ends(atoms, i + here.Count)) return here.Value;
            after = atoms[i++].Lower;
        }
        return At(atoms, i, after) is { } found && Ends(atoms, i + found.Count) ? found.Value : null;

        static bool Ends(Atoms atoms, int i)
        {
            while (i < atoms.Count && atoms[i].Kind == AtomKind.Symbol) i++;
            return i >= atoms.Count;
        }
    }

    private static Result? Bounded(Atoms atoms, int i)
    {
        var (bound, skip) = atoms[i].Lower switch
        {
            "by" => (TimeBound.By, 1),
            "since" => (TimeBound.Since, 1),
            "until" or "till" => (TimeBound.Until, 1),
            "through" => (TimeBound.Until, 1),
            "before" => (TimeBound.Before, 1),
            "after" => (TimeBound.After, 1),
            "starting" when atoms[i + 1].Lower is "in" or "on" or "from" => (TimeBound.Since, 2),
            "beginning" when atoms[i + 1].Lower is "in" or "on" => (TimeBound.Since, 2),
            "from" when atoms[i + 1].Lower is not "the" => (TimeBound.Since, 1),
            "no" when atoms.Sequence(i + 1, "later", "than") => (TimeBound.By, 3),
            "prior" when atoms[i + 1].Is("to") => (TimeBound.Before, 2),
            _ => (TimeBound.None, 0),
        };
        if (bound == TimeBound.None) return null;
        var known = bound == TimeBound.Since && atoms[i].Is("from");
        if (known && Range(atoms, i + 1, "from") is { } range) return new Result(range.Value, range.Count + 1);
        if (Point(atoms, i + skip, "by") is not { } inner) return null;
        // "by Tuesday's vote", "after May's visit" lean on the event, not on the day.
        if (inner.Value.Shape == TimeShape.Vague) return inner with { Count = inner.Count + skip };
        return new Result(inner.Value with { Bound = bound }, inner.Count + skip);
    }

    private static Result? Ranged(Atoms atoms, int i)
    {
        if (atoms[i].Is("between"))
            return Range(atoms, i + 1, "between") is { } between ? new Result(between.Value, between.Count + 1) : null;
        return null;
    }

    private static Result? Range(Atoms atoms, int i, string lead)
    {
        if (Point(atoms, i, "from") is not { } start) return null;
        var at = i + start.Count;
        var joint = atoms[at].Lower;
        if (!(lead == "between" ? joint == "and" : joint is "to" or "until" or "through" or "till")) return null;
        if (Point(atoms, at + 1, "to") is not { } to) return null;
        return new Result(Both(start.Value, to.Value), at + 1 + to.Count - i);
    }

    private static TimeValue Both(TimeValue start, TimeValue to)
    {
        // "between January and June 2023": the year covers both.
        if (start.Year is null && to.Year is not null && start.Shape is TimeShape.Month or TimeShape.Day)
            start = start with { Year = to.Year - (Later(start, to) ? 1 : 0) };
        return new TimeValue { Shape = TimeShape.Range, From = start, To = to };

        static bool Later(TimeValue a, TimeValue b) => (a.Month ?? 0) > (b.Month ?? 12);
    }

    /// <summary>"the past three months", "the next five years", "recent weeks", "the coming days", "within two years".</summary>
    private static Result? Run(Atoms atoms, int i)
    {
        var at = i;
        var within = atoms[at].Is("within");
        if (atoms[at].Lower is "over" or "in" or "during" or "within" or "for") at++;
        var the = atoms[at].Is("the");
        if (the) at++;
        var word = atoms[at].Lower;
        if (word is "recent" or "coming" or "upcoming" && UnitOf(atoms[at + 1].Lower) is not null)
            return new Result(new TimeValue { Shape = TimeShape.Vague }, at + 2 - i);
        var direction = word switch { "past" or "last" or "previous" => -1, "next" or "coming" or "following" => 1, _ => 0 };
        if (direction != 0)
        {
            at++;
            if (atoms[at].Lower is "few" or "several" or "couple" && UnitOf(atoms[at + 1].Lower) is not null)
                return new Result(new TimeValue { Shape = TimeShape.Vague }, at + 2 - i);
            if (Numerals.At(atoms, at) is { Scaled: false } n && n.Value is > 0 and < 200 && UnitOf(atoms[at + n.Count].Lower) is { } unit)
            {
                if (word is "previous" or "following") return new Result(new TimeValue { Shape = TimeShape.Vague }, at + n.Count + 1 - i);
                return new Result(new TimeValue { Shape = TimeShape.Run, Number = (int)n.Value, Unit = unit, Direction = direction }, at + n.Count + 1 - i);
            }
            if (word is "past" && UnitOf(atoms[at].Lower) is { } one)
                return new Result(new TimeValue { Shape = TimeShape.Run, Number = 1, Unit = one, Direction = -1 }, at + 1 - i);
            return null;
        }
        if (within && !the && Numerals.At(atoms, at) is { Scaled: false } w && w.Value is > 0 and < 200 && UnitOf(atoms[at + w.Count].Lower) is { } u)
            return new Result(new TimeValue { Shape = TimeShape.Run, Number = (int)w.Value, Unit = u, Direction = 1 }, at + w.Count + 1 - i);
        if (atoms[i].Is("in") && !the && !atoms[at].Is("one")
            && (atoms[at].Is("a") ? new Numerals.Result(1, 1, false, false) : Numerals.At(atoms, at)) is { Scaled: false } m
            && m.Value is > 0 and < 200 && UnitOf(atoms[at + m.Count].Lower) is { } unit2 && atoms[at + m.Count].Lower is not "quarter")
        {
            if (atoms[at + m.Count + 1].Is("'")) return null;
            if (atoms[at].Is("a") && unit2 == TimeUnit.Day) return null;
            return new Result(new TimeValue { Shape = TimeShape.Ago, Number = (int)m.Value, Unit = unit2, Direction = 1 }, at + m.Count + 1 - i);
        }
        return null;
    }

    private static Result? Point(Atoms atoms, int i, string after)
    {
        var a = atoms[i];
        if (a.Kind == AtomKind.Word)
        {
            if (Parted(atoms, i) is { } parted) return parted;
            if (Named(atoms, i) is { } named) return named;
            if (Picked(atoms, i) is { } picked) return picked;
        }
        return Ago(atoms, i) ?? Calendar(atoms, i, after);
    }

    /// <summary>early, late, mid-, the end of, earlier this, later in the …</summary>
    private static Result? Parted(Atoms atoms, int i)
    {
        var at = i;
        if (atoms[at].Is("the")) at++;
        var word = atoms[at].Lower;
        var part = word switch
        {
            "early" => TimePart.Early,
            "mid" or "middle" => TimePart.Middle,
            "late" => TimePart.Late,
            "end" or "close" => TimePart.End,
            "start" or "beginning" => TimePart.Start,
            "earlier" => TimePart.Earlier,
            "later" => TimePart.Later,
            _ => TimePart.None,
        };
        if (part == TimePart.None)
        {
            // "by year's end", "by the year's end", "year-end"
            if (UnitOf(word) is { } owned and (TimeUnit.Year or TimeUnit.Month or TimeUnit.Week))
            {
                var end = atoms[at + 1].Is("'") && atoms[at + 2].Is("s") ? at + 3 : atoms[at + 1].IsDash ? at + 2 : at;
                if (end > at && atoms[end].Is("end"))
                    return new Result(new TimeValue { Shape = TimeShape.Unit, Pick = TimePick.This, Unit = owned, Part = TimePart.End }, end + 1 - i);
            }
            return null;
        }
        at++;
        if (part == TimePart.Middle && atoms[at].IsDash) at++;
        if (word is "end" or "close" or "start" or "beginning" or "middle")
        {
            if (atoms[at].Is("of")) at++;
            else return null;
        }
        if (word is "late" or "early" && atoms[at].Is("in")) at++;
        if (word is "late" or "early" or "earlier" or "later" && atoms[at].Is("on")) at++;
        if (word is "earlier" or "later" && atoms[at].Is("in")) at++;
        // "the end of the year", "earlier in the week": the unit around the article's day.
        if (atoms[at].Is("the") && UnitOf(atoms[at + 1].Lower) is { } unit and (TimeUnit.Year or TimeUnit.Month or TimeUnit.Week or TimeUnit.Quarter))
        {
            if (atoms[at + 2].Is("'")) return null;
            return new Result(new TimeValue { Shape = TimeShape.Unit, Pick = TimePick.This, Unit = unit, Part = part }, at + 2 - i);
        }
        if (atoms[at].Lower is "that" && UnitOf(atoms[at + 1].Lower) is not null)
            return new Result(new TimeValue { Shape = TimeShape.Vague }, at + 2 - i);
        if (atoms[at].Is("the") && !atoms[at + 1].Is("year") && Calendar(atoms, at, "of") is null && Decade(atoms, at) is null) return null;
        if (Decade(atoms, at) is { } decade) return new Result(decade.Value with { Part = part }, decade.Count + at - i);
        var inner = Picked(atoms, at) ?? (word is "late" or "early" or "later" or "earlier" ? NamedDay(atoms, at) : null) ?? Calendar(atoms, at, "of");
        if (inner is null || inner.Value.Value.Shape == TimeShape.Vague) return null;
        return new Result(inner.Value.Value with { Part = part }, inner.Value.Count + at - i);
    }

    private static Result? NamedDay(Atoms atoms, int i) => Named(atoms, i) is { } n && n.Value.Shape == TimeShape.Ago ? n : null;

    private static Result? Named(Atoms atoms, int i)
    {
        switch (atoms[i].Lower)
        {
            case "today" or "tonight":
                return Day(0, 1);
            case "yesterday":
                return Day(1, PartOfDay(atoms, i + 1), -1);
            case "tomorrow":
                return Day(1, PartOfDay(atoms, i + 1), 1);
            case "the" when atoms.Sequence(i + 1, "day", "before", "yesterday"):
                return Day(2, 4, -1);
            case "the" when atoms.Sequence(i + 1, "day", "after", "tomorrow"):
                return Day(2, 4, 1);
            case "last" when atoms[i + 1].Is("night"):
                return Day(1, 2, -1);
            case "this" when atoms[i + 1].Lower is "morning" or "afternoon" or "evening":
                return Day(0, 2);
            case "recently" or "lately" or "soon":
                return new Result(new TimeValue { Shape = TimeShape.Vague }, 1);
            case "the" when atoms[i + 1].Lower is "previous" or "following" or "same" or "next" && (UnitOf(atoms[i + 2].Lower) is not null || atoms[i + 2].Is("morning")):
                return new Result(new TimeValue { Shape = TimeShape.Vague }, 3);
            case "that" when atoms[i + 1].Lower is "day" or "week" or "month" or "year":
                return new Result(new TimeValue { Shape = TimeShape.Vague }, 2);
            case "days" or "weeks" or "months" or "years" or "decades" when atoms[i + 1].Lower is "ago" or "later" or "earlier":
                return new Result(new TimeValue { Shape = TimeShape.Vague }, 2);
            case "the" when atoms[i + 1].Is("weekend"):
                return new Result(new TimeValue { Shape = TimeShape.Unit, Unit = TimeUnit.Weekend }, 2);
            default:
                return null;
        }

        static Result Day(int n, int count, int direction = 1)
            => new(new TimeValue { Shape = TimeShape.Ago, Unit = TimeUnit.Day, Number = n, Direction = direction }, count);

        static int PartOfDay(Atoms atoms, int i) => atoms[i].Lower is "morning" or "afternoon" or "evening" or "night" ? 2 : 1;
    }

    /// <summary>last, this, next with a unit, weekday, month, season or quarter.</summary>
    private static Result? Picked(Atoms atoms, int i)
    {
        var pick = PickOf(atoms[i].Lower);
        if (pick == TimePick.None) return null;
        var next = atoms[i + 1];
        if (UnitOf(next.Lower) is { } unit && !next.Lower.EndsWith('s'))
        {
            if (unit == TimeUnit.Day) return null;
            return new Result(new TimeValue { Shape = TimeShape.Unit, Pick = pick, Unit = unit }, 2);
        }
        if (WeekdayOf(next.Lower) is { } weekday && next.Capital) return new Result(new TimeValue { Shape = TimeShape.Weekday, Weekday = weekday, Pick = pick }, 2 + PartOfDay(atoms, i + 2));
        if (MonthOf(next.Lower) is > 0 and var month && next.Capital)
        {
            var dot = Abbreviation(atoms, i + 1) ? 1 : 0;
            return new Result(new TimeValue { Shape = TimeShape.Month, Month = month, Pick = pick }, 2 + dot);
        }
        if (SeasonOf(next.Lower) is > 0 and var season && !(next.Is("fall") && pick == TimePick.None))
            return new Result(new TimeValue { Shape = TimeShape.Season, Number = season, Pick = pick }, 2);
        return null;
    }

    private static int PartOfDay(Atoms atoms, int i) => atoms[i].Lower is "morning" or "afternoon" or "evening" or "night" ? 1 : 0;

    /// <summary>"two weeks ago"; "two weeks later" leans on another time.</summary>
    private static Result? Ago(Atoms atoms, int i)
    {
        var n = atoms[i].Lower is "a" or "an" ? new Numerals.Result(1, 1, false, false) : Numerals.At(atoms, i);
        if (n is not { Scaled: false } number || number.Value is <= 0 or >= 200) return null;
        var at = i + number.Count;
        if (UnitOf(atoms[at].Lower) is not { } unit) return null;
        if (atoms[at + 1].Is("ago"))
        {
            if (number.Value != Math.Truncate(number.Value) || number.Rounded) return new Result(new TimeValue { Shape = TimeShape.Vague }, number.Count + 2);
            return new Result(new TimeValue { Shape = TimeShape.Ago, Number = (int)number.Value, Unit = unit, Direction = -1 }, number.Count + 2);
        }
        if (atoms[at + 1].Lower is "later" or "earlier") return new Result(new TimeValue { Shape = TimeShape.Vague }, number.Count + 2);
        return null;
    }

    private static bool Abbreviation(Atoms atoms, int month) => atoms[month + 1].Is(".") && atoms.Joined(month) && atoms[month].Lower.Length <= 5 && atoms[month].Lower is not ("may" or "june" or "july" or "march" or "april");

    private static Result? Decade(Atoms atoms, int i)
    {
        var at = atoms[i].Is("the") ? i + 1 : i;
        var a = atoms[at];
        if (a.Kind == AtomKind.Word && atoms[at + 1].Kind == AtomKind.Number && a.Lower is "early" or "late" or "mid") { a = atoms[++at]; }
        if (a.Kind != AtomKind.Number || !YearLike(a, out var year) || year % 10 != 0) return null;
        if (!(atoms.Joined(at) && atoms[at + 1].Is("s"))) return null;
        return new Result(new TimeValue { Shape = TimeShape.Decade, Year = year }, at + 2 - i);
    }

    private static bool YearLike(Atom a, out int year)
    {
        year = 0;
        if (a.Kind != AtomKind.Number || a.Length != 4 || a.Lower.Contains('.', StringComparison.Ordinal)) return false;
        year = (int)a.Value;
        return year is >= FirstYear and <= LastYear;
    }

    /// <summary>Calendar dates: days, months, years, seasons, quarters, weekdays.</summary>
    private static Result? Calendar(Atoms atoms, int i, string after)
    {
        var a = atoms[i];
        if (a.Kind == AtomKind.Number) return Figures(atoms, i, after);
        if (Decade(atoms, i) is { } decade) return decade;
        if (WeekdayOf(a.Lower) is { } weekday && a.Capital) return Weekday(atoms, i, weekday);
        if (MonthOf(a.Lower) is > 0 and var month && a.Capital) return Month(atoms, i, month, after);
        var at = a.Is("the") ? i + 1 : i;
        var season = SeasonOf(atoms[at].Lower);
        if (season > 0)
        {
            var of = atoms[at + 1].Is("of") ? at + 2 : at + 1;
            if (YearLike(atoms[of], out var y)) return new Result(new TimeValue { Shape = TimeShape.Season, Number = season, Year = y }, of + 1 - i);
            if (RelativeYear(atoms, at + 1, out var seasonYear, out var words))
                return new Result(new TimeValue { Shape = TimeShape.Season, Number = season, YearOffset = seasonYear }, at + 1 + words - i);
            if (at > i && after is "in" or "during" or "over" or "by") return new Result(new TimeValue { Shape = TimeShape.Season, Number = season }, at + 1 - i);
            return null;
        }
        if (Numerals.Ordinal(atoms[at].Lower) is > 0 and var ordinal && atoms[at + 1].Lower is "quarter" or "half")
        {
            var shape = atoms[at + 1].Is("half") ? TimeShape.Half : TimeShape.Quarter;
            if (shape == TimeShape.Half && ordinal > 2) return null;
            var of = atoms[at + 2].Is("of") ? at + 3 : at + 2;
            if (YearLike(atoms[of], out var y)) return new Result(new TimeValue { Shape = shape, Number = ordinal, Year = y }, of + 1 - i);
            if (RelativeYear(atoms, at + 2, out var offset, out var count))
                return new Result(new TimeValue { Shape = shape, Number = ordinal, YearOffset = offset }, at + 2 + count - i);
            return null;
        }
        if (a.Is("q") && atoms.Joined(i) && atoms[i + 1].Kind == AtomKind.Number && atoms[i + 1].Value is >= 1 and <= 4)
        {
            var of = atoms[i + 2].Is("of") ? i + 3 : i + 2;
            if (YearLike(atoms[of], out var y)) return new Result(new TimeValue { Shape = TimeShape.Quarter, Number = (int)atoms[i + 1].Value, Year = y }, of + 1 - i);
        }
        if (a.Lower is "fiscal" && (YearLike(atoms[i + 1], out _) || (atoms[i + 1].Is("year") && YearLike(atoms[i + 2], out _))))
            return new Result(new TimeValue { Shape = TimeShape.Vague }, atoms[i + 1].Is("year") ? 3 : 2);
        if (a.Is("the") && atoms[i + 1].Is("year") && YearLike(atoms[i + 2], out var named))
            return new Result(new TimeValue { Shape = TimeShape.Year, Year = named }, 3);
        return null;
    }

    /// <summary>"of last year", "last year", "this year" beside a month, a season or a quarter.</summary>
    private static bool RelativeYear(Atoms atoms, int i, out int offset, out int count)
    {
        var at = atoms[i].Is("of") ? i + 1 : i;
        offset = 0;
        count = 0;
        if (atoms[at].Is("the") && atoms[at + 1].Is("year") && at > i)
        {
            count = at + 2 - i;
            return true;
        }
        if (PickOf(atoms[at].Lower) is var pick && pick == TimePick.None || !atoms[at + 1].Is("year")) return false;
        offset = pick switch { TimePick.Last => -1, TimePick.Next => 1, _ => 0 };
        count = at + 2 - i;
        return true;
    }

    private static Result? Weekday(Atoms atoms, int i, DayOfWeek weekday)
    {
        var full = atoms[i].Lower.EndsWith("day", StringComparison.Ordinal);
        var at = i + 1;
        if (!full)
        {
            // "Sat", "Sun", "Wed" are words too: a period or a date must follow.
            if (Abbreviation(atoms, i)) at++;
            else if (!(atoms[at].Is(",") || MonthOf(atoms[at].Lower) > 0 || atoms[at].Kind == AtomKind.Number)) return null;
        }
        at += PartOfDay(atoms, at);
        var comma = atoms[at].Is(",") ? at + 1 : at;
        var dated = Calendar(atoms, comma, "on");
        if (dated is { Value.Shape: TimeShape.Day } day) return new Result(day.Value with { Weekday = weekday }, day.Count + comma - i);
        if (!full && !Abbreviation(atoms, i)) return null;
        var of = atoms[at].Is("of") ? at + 1 : at;
        if (PickOf(atoms[of].Lower) is not TimePick.None and var pick && atoms[of + 1].Is("week"))
            return new Result(new TimeValue { Shape = TimeShape.Weekday, Weekday = weekday, Pick = pick, Unit = TimeUnit.Week }, of + 2 - i);
        return new Result(new TimeValue { Shape = TimeShape.Weekday, Weekday = weekday }, at - i);
    }

    private static Result? Month(Atoms atoms, int i, int month, string after)
    {
        var at = i + 1;
        if (Abbreviation(atoms, i)) at++;
        var abbreviated = atoms[i].Lower.Length <= 4 && atoms[i].Lower is not "may" and not "june" and not "july";
        if (atoms[at].Kind == AtomKind.Number && DayLike(atoms[at], out var day) && !(atoms[at + 1].Kind == AtomKind.Number && atoms.Joined(at)))
        {
            var end = at + 1;
            if (atoms.Joined(at) && atoms[end].Lower is "st" or "nd" or "rd" or "th") end++;
            // "Jan. 2-4", "January 2 to 4"
            if ((atoms[end].IsDash || atoms[end].Is("to")) && DayLike(atoms[end + 1], out var last) && last > day && !Measure(atoms, end + 2))
            {
                var close = end + 2;
                var ry = YearAt(atoms, ref close);
                return new Result(Both(Dated(ry, month, day), Dated(ry, month, last)), close - i);
            }
            if (RelativeYear(atoms, end, out var offset, out var words)) return new Result(Dated(null, month, day) with { YearOffset = offset }, end + words - i);
            var year = YearAt(atoms, ref end);
            return new Result(Dated(year, month, day), end - i);
        }
        if (RelativeYear(atoms, at, out var yearOffset, out var count))
            return new Result(new TimeValue { Shape = TimeShape.Month, Month = month, YearOffset = yearOffset }, at + count - i);
        var tail = at;
        if (YearAt(atoms, ref tail) is { } of) return new Result(new TimeValue { Shape = TimeShape.Month, Month = month, Year = of }, tail - i);
        // A month alone: "may" and "march" are words, "April" and "June" are names of people.
        if (abbreviated && !Abbreviation(atoms, i) && atoms[i].Lower is not "mar" && after is not ("in" or "of" or "by" or "since" or "until" or "last" or "from" or "to" or "and")) return null;
        if (after is not ("in" or "by" or "since" or "until" or "of" or "from" or "to" or "and" or "between" or "during" or "through" or "for" or "or" or "late" or "early" or "before" or "after" or "on" or "till" or "around" or "throughout" or "," or "or")) return null;
        if (after is "to" or "and" or "for" or "of" or "after" or "before" or "by" or "," or "or" or "on" && month is 3 or 4 or 5 or 6 && atoms[at].Capital) return null;
        return new Result(new TimeValue { Shape = TimeShape.Month, Month = month }, at - i);
    }

    private static TimeValue Dated(int? year, int month, int day) => new() { Shape = TimeShape.Day, Year = year, Month = month, Day = day };

    private static int? YearAt(Atoms atoms, ref int at)
    {
        var i = atoms[at].Lower is "," or "of" ? at + 1 : at;
        if (!YearLike(atoms[i], out var year)) return null;
        at = i + 1;
        return year;
    }

    private static bool DayLike(Atom a, out int day)
    {
        day = 0;
        if (a.Kind != AtomKind.Number || a.Length > 2) return false;
        day = (int)a.Value;
        return day is >= 1 and <= 31;
    }

    private static bool Measure(Atoms atoms, int i) => atoms[i].Lower is "km" or "kilometers" or "kilometres" or "miles" or "percent" or "%";

    /// <summary>"30 December 2023", "5th of January", "2023-12-30", "12/30/2023" where only one order can be meant,
    /// a bare year after a preposition, "2018-2022".</summary>
    private static Result? Figures(Atoms atoms, int i, string after)
    {
        if (DayLike(atoms[i], out var day))
        {
            var at = i + 1;
            // "2-4 January"
            if (atoms[at].IsDash && DayLike(atoms[at + 1], out var last) && last > day && MonthOf(atoms[at + 2].Lower) is > 0 and var m && atoms[at + 2].Capital)
            {
                var end = at + 3;
                var y = YearAt(atoms, ref end);
                return new Result(Both(Dated(y, m, day), Dated(y, m, last)), end - i);
            }
            if (atoms.Joined(i) && atoms[at].Lower is "st" or "nd" or "rd" or "th") at++;
            if (atoms[at].Is("of")) at++;
            if (MonthOf(atoms[at].Lower) is > 0 and var month && atoms[at].Capital && !(month == 5 && atoms[at + 1].Kind == AtomKind.Word && atoms[at + 1].Capital))
            {
                var end = Abbreviation(atoms, at) ? at + 2 : at + 1;
                if (RelativeYear(atoms, end, out var offset, out var words)) return new Result(Dated(null, month, day) with { YearOffset = offset }, end + words - i);
                var year = YearAt(atoms, ref end);
                return new Result(Dated(year, month, day), end - i);
            }
            if (atoms[i + 1].Is("/") && atoms.Joined(i) && DayLike(atoms[i + 2], out var second) && atoms[i + 3].Is("/") && YearLike(atoms[i + 4], out var slashYear))
            {
                if (day > 12 && second <= 12) return new Result(Dated(slashYear, second, day), 5);
                if (second > 12 && day <= 12) return new Result(Dated(slashYear, day, second), 5);
                return new Result(new TimeValue { Shape = TimeShape.Vague }, 5);
            }
            return null;
        }
        if (!YearLike(atoms[i], out var bare)) return null;
        if (atoms[i + 1].Is("-") && atoms.Joined(i) && DayLike(atoms[i + 2], out var isoMonth) && isoMonth <= 12 && atoms[i + 2].Length == 2
            && atoms[i + 3].Is("-") && DayLike(atoms[i + 4], out var isoDay))
            return new Result(Dated(bare, isoMonth, isoDay), 5);
        if (atoms.Joined(i) && atoms[i + 1].Is("s")) return null;
        if (after is not ("in" or "since" or "by" or "until" or "till" or "before" or "after" or "of" or "from" or "to" or "and" or "between" or "during" or "for" or "through" or "late" or "early" or "around" or "throughout" or "mid" or "circa" or "fiscal" or "or" or "year")) return null;
        if (after is "for" or "to" or "and" or "of" or "after" or "before" or "or" && FollowsCounted(atoms, i)) return null;
        if (atoms[i + 1].IsDash && atoms.Joined(i) && atoms.Joined(i + 1))
        {
            if (YearLike(atoms[i + 2], out var until) && until > bare)
                return new Result(Both(Year(bare), Year(until)), 3);
            if (atoms[i + 2].Kind == AtomKind.Number && atoms[i + 2].Length == 2 && bare / 100 * 100 + (int)atoms[i + 2].Value is var shortYear && shortYear > bare)
                return new Result(Both(Year(bare), Year(shortYear)), 3);
            if (atoms[i + 2].Kind == AtomKind.Word) return null;
        }
        return new Result(Year(bare), 1);

        static TimeValue Year(int year) => new() { Shape = TimeShape.Year, Year = year };

        // "of 2,000"-like counts written without a comma: "2000 soldiers".
        static bool FollowsCounted(Atoms atoms, int i)
            => atoms[i + 1].Kind == AtomKind.Word && !atoms[i + 1].Capital && atoms[i + 1].Lower.EndsWith('s')
               && atoms[i + 1].Lower is not ("was" or "has" or "is" or "as" or "says" or "this" or "s" or "its" or "his");
    }
}
