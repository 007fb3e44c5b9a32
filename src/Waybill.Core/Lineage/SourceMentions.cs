using System.Collections.Frozen;
using System.Text;
using Waybill.Articles;

namespace Waybill.Lineage;

/// <summary>Finds places where a text names an outlet as its own source: <c>first appeared in The Harbour Courier</c>,
/// <c>told The Harbour Courier</c>, <c>republished from …</c>.</summary>
internal static class SourceMentions
{
    private const int LongestName = 6;

    /// <summary>Before the name stands one of these …</summary>
    private static readonly FrozenSet<string> Before = new[] { "in", "by", "from", "told", "of", "to", "with" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>… and close before it one of these.</summary>
    private static readonly FrozenSet<string> Cues =
        new[] { "appeared", "published", "originally", "first", "told", "courtesy", "republished", "permission", "syndicated", "reprinted", "interview", "obtained", "seen" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name in lower case, single spaces, no leading article; null where it is too short to be told from common words.</summary>
    internal static string? Fold(string name)
    {
        var words = Words(name).Select(w => w.Text).ToList();
        if (words.Count > 0 && words[0] == "the") words.RemoveAt(0);
        return words.Count is 0 or > LongestName || words.Count == 1 && words[0].Length < 7 ? null : string.Join(' ', words);
    }

    /// <summary>Outlets named as the source, with the words of the place; each outlet once.</summary>
    internal static IEnumerable<(string Outlet, string Words)> Of(Article article, IReadOnlySet<string> outlets)
    {
        var words = Words(article.Text);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 1; i < words.Count; i++)
        {
            if (!words[i].Capital) continue;
            var key = new StringBuilder();
            for (var n = 0; n < LongestName && i + n < words.Count; n++)
            {
                if (n > 0) key.Append(' ');
                key.Append(words[i + n].Text);
                if (!outlets.Contains(key.ToString())) continue;
                var before = i - 1;
                if (words[before].Text == "the" && before > 0) before--;
                if (!Before.Contains(words[before].Text)) continue;
                var from = -1;
                for (var k = before; k >= Math.Max(0, before - 4) && from < 0; k--) if (Cues.Contains(words[k].Text)) from = k;
                if (from < 0 || !seen.Add(key.ToString())) continue;
                var last = words[i + n];
                yield return (key.ToString(), article.Text[words[from].Start..(last.Start + last.Length)].ReplaceLineEndings(" "));
            }
        }
    }

    private static List<(string Text, int Start, int Length, bool Capital)> Words(string text)
    {
        var words = new List<(string, int, int, bool)>();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i])) i++;
            words.Add((text[start..i].ToLowerInvariant(), start, i - start, char.IsUpper(text[start]) || char.IsDigit(text[start])));
        }
        return words;
    }
}
