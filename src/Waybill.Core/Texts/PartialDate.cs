namespace Waybill.Texts;

/// <summary>How finely a date is known.</summary>
public enum DatePrecision
{
    Year,
    Month,
    Day,
    Minute,
}

/// <summary>A date as far as it is known: a year, a month, a day, or a minute with or without zone.
/// Ordered by its first possible day. No clock and no culture is involved.</summary>
public readonly record struct PartialDate
{
    public required DatePrecision Precision { get; init; }

    /// <summary>First day that it may mean.</summary>
    public required DateOnly First { get; init; }

    /// <summary>Time of day, where <see cref="Precision"/> is <see cref="DatePrecision.Minute"/>.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>Offset from UTC in minutes, where the page gives one.</summary>
    public int? OffsetMinutes { get; init; }

    /// <summary>Last day that it may mean.</summary>
    public DateOnly Last => Precision switch
    {
        DatePrecision.Year => new DateOnly(First.Year, 12, 31),
        DatePrecision.Month => First.AddMonths(1).AddDays(-1),
        _ => First,
    };

    public static PartialDate OfYear(int year) => new() { Precision = DatePrecision.Year, First = new DateOnly(year, 1, 1) };

    public static PartialDate OfMonth(int year, int month) => new() { Precision = DatePrecision.Month, First = new DateOnly(year, month, 1) };

    public static PartialDate OfDay(DateOnly day) => new() { Precision = DatePrecision.Day, First = day };

    /// <summary>ISO 8601 at its own precision: <c>2024</c>, <c>2024-01</c>, <c>2024-01-04</c>,
    /// <c>2024-01-04T06:40+05:30</c>.</summary>
    public override string ToString()
    {
        var inv = System.Globalization.CultureInfo.InvariantCulture;
        return Precision switch
        {
            DatePrecision.Year => First.ToString("yyyy", inv),
            DatePrecision.Month => First.ToString("yyyy-MM", inv),
            DatePrecision.Day => First.ToString("yyyy-MM-dd", inv),
            _ => First.ToString("yyyy-MM-dd", inv) + "T" + Time!.Value.ToString("HH:mm", inv) + Zone(OffsetMinutes),
        };

        static string Zone(int? minutes) => minutes switch
        {
            null => "",
            0 => "Z",
            var m => (m < 0 ? "-" : "+") + $"{Math.Abs(m.Value) / 60:00}:{Math.Abs(m.Value) % 60:00}",
        };
    }

    /// <summary>Reads what <see cref="ToString"/> writes; anything else gives null.</summary>
    public static PartialDate? Parse(string? s)
    {
        var inv = System.Globalization.CultureInfo.InvariantCulture;
        if (s is null) return null;
        const System.Globalization.DateTimeStyles none = System.Globalization.DateTimeStyles.None;
        switch (s.Length)
        {
            case 4 when int.TryParse(s, System.Globalization.NumberStyles.None, inv, out var year) && year is > 0 and < 10000:
                return OfYear(year);
            case 7 when DateOnly.TryParseExact(s + "-01", "yyyy-MM-dd", inv, none, out var month):
                return OfMonth(month.Year, month.Month);
            case 10 when DateOnly.TryParseExact(s, "yyyy-MM-dd", inv, none, out var day):
                return OfDay(day);
        }
        if (s.Length < 16 || s[10] != 'T'
            || !DateOnly.TryParseExact(s[..10], "yyyy-MM-dd", inv, none, out var date)
            || !TimeOnly.TryParseExact(s[11..16], "HH:mm", inv, none, out var time)) return null;
        int? offset;
        switch (s[16..])
        {
            case "": offset = null; break;
            case "Z": offset = 0; break;
            case { Length: 6 } zone when zone[0] is '+' or '-' && zone[3] == ':'
                && int.TryParse(zone.AsSpan(1, 2), System.Globalization.NumberStyles.None, inv, out var h)
                && int.TryParse(zone.AsSpan(4, 2), System.Globalization.NumberStyles.None, inv, out var m) && h < 24 && m < 60:
                offset = (zone[0] == '-' ? -1 : 1) * (h * 60 + m);
                break;
            default: return null;
        }
        return new PartialDate { Precision = DatePrecision.Minute, First = date, Time = time, OffsetMinutes = offset };
    }
}
