using System.Globalization;

namespace Waybill.Storage;

/// <summary>A time as the store writes it: UTC, ISO 8601 to the second, so that text sorts as time does.</summary>
public static class UtcStamp
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Of(DateTimeOffset time) => time.ToUniversalTime().ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The time, or null where the text is none in just this form.</summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
