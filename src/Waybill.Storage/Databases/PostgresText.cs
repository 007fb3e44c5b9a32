using System.Buffers;
using System.Text;

namespace Waybill.Storage.Databases;

/// <summary>Any text as PostgreSQL can hold it: it takes no U+0000. That sign is kept as two, and so is the one that announces it, so that what is given
/// back is what was kept. Half a surrogate pair, which no encoding of Unicode can hold, becomes U+FFFD, as it does in SQLite and in JSON.</summary>
internal static class PostgresText
{
    /// <summary>A private sign that hardly stands in a text.</summary>
    private const char Mark = '\uF8F0';

    private static readonly SearchValues<char> Special = SearchValues.Create(['\0', Mark]);

    public static string Keep(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0) text = Whole(text);
        if (text.AsSpan().IndexOfAny(Special) < 0) return text;
        var kept = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c == '\0') kept.Append(Mark).Append('0');
            else if (c == Mark) kept.Append(Mark).Append('1');
            else kept.Append(c);
        }
        return kept.ToString();
    }

    public static string Give(string kept)
    {
        if (!kept.Contains(Mark, StringComparison.Ordinal)) return kept;
        var text = new StringBuilder(kept.Length);
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i] == Mark && i + 1 < kept.Length) text.Append(kept[++i] == '0' ? '\0' : Mark);
            else text.Append(kept[i]);
        }
        return text.ToString();
    }

    /// <summary>With U+FFFD in the place of half pairs.</summary>
    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) whole.Append(rune.ToString());
        return whole.ToString();
    }
}
