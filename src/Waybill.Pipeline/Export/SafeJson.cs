using System.Globalization;
using System.Text;

namespace Waybill.Pipeline.Export;

/// <summary>Exports may go to a terminal: characters that would steer it are escaped there too. The framework's relaxed
/// JSON encoder leaves text readable; what it might leave raw and is no visible character is escaped here.</summary>
internal static class SafeJson
{
    public static string Text(ReadOnlySpan<byte> utf8) => Escape(Encoding.UTF8.GetString(utf8), keepLines: false);

    /// <summary>Control, direction and other invisible characters as <c>\u</c> escapes.</summary>
    /// <param name="keepLines">Whether tabs and line ends stay.</param>
    public static string Escape(string text, bool keepLines)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        StringBuilder? safe = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and <= '~' || (keepLines && c is ('\t' or '\r' or '\n')) || !Steers(c))
            {
                safe?.Append(c);
                continue;
            }
            safe ??= new StringBuilder(text, 0, i, text.Length + 64);
            safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }
        return safe?.ToString() ?? text;
    }

    private static bool Steers(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
