namespace Waybill.Claims.Reading;

internal enum TimeShape : byte
{
    /// <summary>Month and day, with or without year.</summary>
    Day,
    Weekday,
    Month,
    Year,
    Decade,
    Season,
    Quarter,
    Half,

    /// <summary>A calendar unit around the article's day: last month, this year.</summary>
    Unit,

    /// <summary>A point a number of units away: two weeks ago, in two weeks.</summary>
    Ago,

    /// <summary>A run of units up to or from the article's day: the past three months, the next five years.</summary>
    Run,
    Range,

    /// <summary>A time that leans on something other than the article's day (recently, the next day): never resolved.</summary>
    Vague,
}

internal enum TimeUnit : byte { Day, Week, Month, Year, Weekend, Quarter, Decade }

/// <summary>Which one is meant.</summary>
internal enum TimePick : byte { None, Last, This, Next }

/// <summary>On which side of the time the happening lies.</summary>
internal enum TimeBound : byte { None, By, Since, Until, Before, After }

/// <summary>Which part of the unit.</summary>
internal enum TimePart : byte { None, Early, Middle, Late, Start, End, Earlier, Later }

/// <summary>A time expression as the grammar reads it: what its words say before any article's date is known.</summary>
internal sealed record TimeValue
{
    public required TimeShape Shape { get; init; }
    public int? Year { get; init; }
    public int? Month { get; init; }
    public int? Day { get; init; }
    public DayOfWeek? Weekday { get; init; }
    public TimeUnit Unit { get; init; }
    public TimePick Pick { get; init; }

    /// <summary>Number of units; season (1 spring … 4 winter), quarter or half.</summary>
    public int Number { get; init; }

    /// <summary>+1 into the future, −1 into the past.</summary>
    public int Direction { get; init; }

    /// <summary>A relative year beside a month ("August last year"): −1, 0, +1.</summary>
    public int? YearOffset { get; init; }
    public TimePart Part { get; init; }
    public TimeBound Bound { get; init; }
    public TimeValue? From { get; init; }
    public TimeValue? To { get; init; }
}
