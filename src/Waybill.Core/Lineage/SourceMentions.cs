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
        new[] { "appeared", "published", "originally", "first", "told", "courtesy", "republished", "permission", "syndicated", "reprinted", "interview", "obtained", "seen", "material", "report" }
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>After the name one of these does as well: <c>The Harbour Courier reported</c>.</summary>
    private static readonly FrozenSet<string> After = new[] { "reported", "reports", "contributed" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A line of at most so many words beside the text that names an outlet is a credit.</summary>
    private const int CreditWords = 16;

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
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var organisation in article.BylineOrganisations)
            if (Fold(organisation) is { } name && outlets.Contains(name) && seen.Add(name)) yield return (name, organisation);
        foreach (var line in article.LeftOut)
        {
            if (line.Reason != LeftOutReason.Metadata || line.Text.Length > 160) continue;
            foreach (var found in In(line.Text, outlets, creditLine: true)) if (seen.Add(found.Outlet)) yield return found;
        }
        foreach (var block in article.Blocks)
        {
            if (block.Kind != BlockKind.CreditLine) continue;
            foreach (var found in In(block.Span.Of(article.Text).ToString(), outlets, creditLine: true)) if (seen.Add(found.Outlet)) yield return found;
        }
        foreach (var found in In(article.Text, outlets, creditLine: false)) if (seen.Add(found.Outlet)) yield return found;
    }

    private static IEnumerable<(string Outlet, string Words)> In(string text, IReadOnlySet<string> outlets, bool creditLine)
    {
        var words = Words(text);
        if (creditLine && words.Count > CreditWords) creditLine = false;
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].Capital) continue;
            var key = new StringBuilder();
            for (var n = 0; n < LongestName && i + n < words.Count; n++)
            {
                if (n > 0) key.Append(' ');
                key.Append(words[i + n].Text);
                if (!outlets.Contains(key.ToString())) continue;
                var last = i + n;
                var first = creditLine ? 0 : Cue(words, i, last);
                if (creditLine) last = words.Count - 1;
                else if (first == i && last + 1 < words.Count) last++;
                if (first >= 0) yield return (key.ToString(), text[words[first].Start..(words[last].Start + words[last].Length)].ReplaceLineEndings(" "));
            }
        }
    }

    /// <summary>First word of the cue for the name at [i, last]: a word before it, or the name itself where the cue follows; −1 for none.</summary>
    private static int Cue(List<(string Text, int Start, int Length, bool Capital)> words, int i, int last)
    {
        if (last + 1 < words.Count && After.Contains(words[last + 1].Text)) return i;
        var before = i - 1;
        if (before > 0 && words[before].Text == "the") before--;
        if (before < 0 || !Before.Contains(words[before].Text)) return -1;
        for (var k = before; k >= Math.Max(0, before - 4); k--) if (Cues.Contains(words[k].Text)) return k;
        return -1;
    }

    internal static List<(string Text, int Start, int Length, bool Capital)> Words(string text)
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
