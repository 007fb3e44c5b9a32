using System.Globalization;
using System.Text;

namespace Waybill.Pipeline.Export;

/// <summary>JSON may go to a terminal: characters that would steer it are escaped there too. The framework's relaxed
/// encoder leaves text readable; what it might leave raw and is no visible character is escaped here.</summary>
internal static class SafeJson
{
    public static string Text(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        StringBuilder? safe = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAscii(c) && c is >= ' ' and <= '~' || !Steers(c))
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
