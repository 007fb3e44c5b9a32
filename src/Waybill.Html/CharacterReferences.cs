using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;

namespace Waybill.Html;

/// <summary>Character references of HTML: numeric ones exactly by the standard, the named ones of HTML 4 and the
/// common ones of HTML 5.</summary>
internal static class CharacterReferences
{
    private const int MaxName = 32;

    private static readonly FrozenDictionary<string, string> Html5 = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["comma"] = ",",
        ["period"] = ".",
        ["colon"] = ":",
        ["semi"] = ";",
        ["excl"] = "!",
        ["quest"] = "?",
        ["lpar"] = "(",
        ["rpar"] = ")",
        ["lbrack"] = "[",
        ["lsqb"] = "[",
        ["rbrack"] = "]",
        ["rsqb"] = "]",
        ["lbrace"] = "{",
        ["lcub"] = "{",
        ["rbrace"] = "}",
        ["rcub"] = "}",
        ["num"] = "#",
        ["dollar"] = "$",
        ["percnt"] = "%",
        ["ast"] = "*",
        ["midast"] = "*",
        ["plus"] = "+",
        ["equals"] = "=",
        ["commat"] = "@",
        ["sol"] = "/",
        ["bsol"] = "\\",
        ["verbar"] = "|",
        ["vert"] = "|",
        ["lowbar"] = "_",
        ["UnderBar"] = "_",
        ["grave"] = "`",
        ["Hat"] = "^",
        ["NewLine"] = "\n",
        ["Tab"] = "\t",
        ["nbsp"] = "\u00A0",
        ["NonBreakingSpace"] = "\u00A0",
        ["hyphen"] = "\u2010",
        ["dash"] = "\u2010",
        ["horbar"] = "\u2015",
        ["rsquor"] = "\u2019",
        ["rdquor"] = "\u201D",
        ["OpenCurlyQuote"] = "\u2018",
        ["CloseCurlyQuote"] = "\u2019",
        ["OpenCurlyDoubleQuote"] = "\u201C",
        ["CloseCurlyDoubleQuote"] = "\u201D",
        ["nldr"] = "\u2025",
        ["mldr"] = "\u2026",
        ["half"] = "½",
        ["check"] = "✓",
        ["cross"] = "✗",
        ["star"] = "☆",
        ["starf"] = "★",
        ["phone"] = "☎",
        ["QUOT"] = "\"",
        ["AMP"] = "&",
        ["LT"] = "<",
        ["GT"] = ">",
        ["COPY"] = "©",
        ["REG"] = "®",
        ["apos"] = "'",
        ["ZeroWidthSpace"] = "\u200B",
        ["inodot"] = "ı",
        ["scaron"] = "š",
        ["Scaron"] = "Š",
        ["zcaron"] = "ž",
        ["Zcaron"] = "Ž",
        ["ccaron"] = "č",
        ["Ccaron"] = "Č",
        ["cacute"] = "ć",
        ["Cacute"] = "Ć",
        ["lstrok"] = "ł",
        ["Lstrok"] = "Ł",
        ["sacute"] = "ś",
        ["Sacute"] = "Ś",
        ["zacute"] = "ź",
        ["zdot"] = "ż",
        ["eogon"] = "ę",
        ["aogon"] = "ą",
        ["nacute"] = "ń",
        ["ecaron"] = "ě",
        ["rcaron"] = "ř",
        ["uring"] = "ů",
        ["gbreve"] = "ğ",
        ["Idot"] = "İ",
        ["scedil"] = "ş",
        ["Scedil"] = "Ş",
        ["abreve"] = "ă",
        ["dstrok"] = "đ",
        ["Dstrok"] = "Đ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>References of old pages that count without a semicolon.</summary>
    private static readonly string[] Legacy = ["nbsp", "amp", "lt", "gt", "quot", "copy", "reg", "laquo", "raquo", "eacute", "egrave", "agrave", "ccedil", "uuml", "ouml", "auml", "szlig", "middot", "deg", "pound", "shy"];

    /// <summary>The characters for the reference at <paramref name="at"/> (an ampersand), and where it ends; null if it is none.</summary>
    public static string? Read(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at + 1;
        if (end >= text.Length) return null;
        if (text[end] == '#') return Numeric(text, end + 1, out end);
        var stop = end;
        while (stop < text.Length && stop - end < MaxName && char.IsAsciiLetterOrDigit(text[stop])) stop++;
        if (stop == end) return null;
        var name = text[end..stop];
        if (stop < text.Length && text[stop] == ';')
        {
            var value = Named(name);
            if (value is null) return null;
            end = stop + 1;
            return value;
        }
        foreach (var legacy in Legacy)
        {
            if (!name.StartsWith(legacy, StringComparison.Ordinal)) continue;
            var value = Named(legacy);
            end += legacy.Length;
            return value;
        }
        return null;
    }

    /// <summary>A text with its references decoded.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('&');
        if (at < 0) return text.ToString();
        var decoded = new StringBuilder(text.Length);
        var from = 0;
        while (at < text.Length)
        {
            if (text[at] == '&' && Read(text, at, out var end) is { } value)
            {
                decoded.Append(text[from..at]).Append(value);
                from = at = end;
                continue;
            }
            var next = text[(at + 1)..].IndexOf('&');
            if (next < 0) break;
            at += next + 1;
        }
        return decoded.Append(text[from..]).ToString();
    }

    private static string? Named(ReadOnlySpan<char> name)
    {
        if (Html5.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known)) return known;
        var reference = string.Concat("&", name, ";");
        var decoded = WebUtility.HtmlDecode(reference);
        return decoded.Length < reference.Length && decoded.Length > 0 && decoded[0] != '&' ? decoded : name is "amp" ? "&" : null;
    }

    private static string? Numeric(ReadOnlySpan<char> text, int at, out int end)
    {
        end = at;
        var hex = at < text.Length && text[at] is 'x' or 'X';
        if (hex) at++;
        var value = 0;
        var digits = 0;
        while (at < text.Length && (hex ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at])))
        {
            if (value <= 0x10FFFF) value = value * (hex ? 16 : 10) + int.Parse(text.Slice(at, 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at++;
            digits++;
        }
        if (digits == 0) return null;
        if (at < text.Length && text[at] == ';') at++;
        end = at;
        if (value is >= 0x80 and <= 0x9F) value = Windows1252[value - 0x80];
        return value is 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) ? "\uFFFD" : char.ConvertFromUtf32(value);
    }

    private static ReadOnlySpan<ushort> Windows1252 =>
    [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ];
}
