namespace Waybill.Articles;

/// <summary>What can be read out of a web address without asking anyone.</summary>
public static class Addresses
{
    /// <summary>Second levels under which country domains register names (<c>co.uk</c>, <c>com.au</c>).</summary>
    private static readonly string[] SecondLevels = ["co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv", "nic", "in", "web", "info", "mil"];

    /// <summary>The host, lower case, without <c>www.</c>; null where there is none.</summary>
    public static string? Host(string? url)
    {
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0) return null;
        string host;
        try
        {
            host = uri.IdnHost.ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            return null; // a host that is no name by the rules for names in other scripts (found by mutation)
        }
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    /// <summary>The registrable domain: <c>staradvertiser.com</c>, <c>abc.net.au</c>. The common second levels
    /// under country domains are known, the rarer ones of the public suffix list are not.</summary>
    public static string? RegistrableDomain(string? url)
    {
        if (Host(url) is not { } host) return null;
        var labels = host.Split('.');
        if (labels.Length <= 2 || labels.All(l => l.All(char.IsAsciiDigit))) return host;
        var take = labels[^1].Length == 2 && SecondLevels.Contains(labels[^2], StringComparer.Ordinal) ? 3 : 2;
        return string.Join('.', labels[^take..]);
    }

    /// <summary>A day that the address names in its path (<c>/2024/01/05/</c>, <c>-20240105</c>), or null.</summary>
    public static Texts.PartialDate? Day(string? url)
    {
        if (url is null) return null;
        var from = url.IndexOf("://", StringComparison.Ordinal);
        for (var i = from < 0 ? 0 : from + 3; i + 8 <= url.Length; i++)
        {
            if (!char.IsAsciiDigit(url[i]) || (i > 0 && char.IsAsciiDigit(url[i - 1]))) continue;
            var end = i;
            while (end < url.Length && char.IsAsciiDigit(url[end])) end++;
            if (end - i == 8 && Make(url.AsSpan(i, 4), url.AsSpan(i + 4, 2), url.AsSpan(i + 6, 2)) is { } packed) return packed;
            if (end - i != 4 || end >= url.Length || url[end] is not ('/' or '-' or '_')) continue;
            var separator = url[end];
            var month = end + 1;
            var monthEnd = month;
            while (monthEnd < url.Length && char.IsAsciiLetterOrDigit(url[monthEnd])) monthEnd++;
            if (monthEnd - month is < 1 or > 3 || monthEnd >= url.Length || url[monthEnd] != separator) continue;
            var day = monthEnd + 1;
            var dayEnd = day;
            while (dayEnd < url.Length && char.IsAsciiDigit(url[dayEnd])) dayEnd++;
            if (dayEnd - day is < 1 or > 2) continue;
            var m = url[month..monthEnd];
            if (m.Length == 3 && char.IsAsciiLetter(m[0]))
            {
                var named = ArticleLexicon.Default.Month(m);
                if (named > 0 && Make(url.AsSpan(i, 4), named.ToString("00", System.Globalization.CultureInfo.InvariantCulture), url.AsSpan(day, dayEnd - day)) is { } words) return words;
                continue;
            }
            if (Make(url.AsSpan(i, 4), m, url.AsSpan(day, dayEnd - day)) is { } found) return found;
        }
        return null;
    }

    private static Texts.PartialDate? Make(ReadOnlySpan<char> y, ReadOnlySpan<char> m, ReadOnlySpan<char> d)
    {
        var inv = System.Globalization.CultureInfo.InvariantCulture;
        const System.Globalization.NumberStyles none = System.Globalization.NumberStyles.None;
        if (!int.TryParse(y, none, inv, out var year) || !int.TryParse(m, none, inv, out var month) || !int.TryParse(d, none, inv, out var day)) return null;
        if (year is < 1990 or > 2100 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return Texts.PartialDate.OfDay(new DateOnly(year, month, day));
    }
}
