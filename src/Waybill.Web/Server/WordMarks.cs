using Waybill.Lineage;

namespace Waybill.Web.Server;

/// <summary>A run of words of one of two sentences side by side.</summary>
/// <param name="Changed">Stands in this sentence alone.</param>
/// <param name="Kind">What was found to be changed there (number, name, hedge-lost …), or empty.</param>
public sealed record WordRun(string Text, bool Changed, string Kind);

/// <summary>Marks the words in which two sentences differ: all but a longest common subsequence of words (Hunt and McIlroy 1976), folded
/// by case and by the signs around them.</summary>
public static class WordMarks
{
    /// <summary>Words of a sentence that are compared; a longer one is shown unmarked.</summary>
    private const int Most = 150;

    /// <param name="changes">What was found between the two texts, with the words here (right) and there (left).</param>
    public static (IReadOnlyList<WordRun> Left, IReadOnlyList<WordRun> Right) Of(string left, string right, IEnumerable<Change> changes)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(changes);
        var (a, b) = (Words(left), Words(right));
        if (a.Length is 0 or > Most || b.Length is 0 or > Most) return ([new WordRun(left, false, "")], [new WordRun(right, false, "")]);
        var longest = new int[a.Length + 1, b.Length + 1];
        string[] x = [.. a.Select(Folded)], y = [.. b.Select(Folded)];
        for (var i = a.Length - 1; i >= 0; i--)
            for (var j = b.Length - 1; j >= 0; j--)
                longest[i, j] = x[i] == y[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        bool[] here = new bool[a.Length], there = new bool[b.Length];
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (x[i] == y[j]) (here[i++], there[j++]) = (true, true);
            else if (longest[i + 1, j] >= longest[i, j + 1]) i++;
            else j++;
        }
        var found = changes.ToArray();
        return (Runs(a, here, [.. found.Select(c => (c.ChangeKind, c.ThereWords))]), Runs(b, there, [.. found.Select(c => (c.ChangeKind, c.HereWords))]));
    }

    private static string[] Words(string sentence) => sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Folded(string word)
    {
        var bare = word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '"', '\'', '“', '”', '‘', '’', '—', '–');
        return (bare.Length == 0 ? word : bare).ToUpperInvariant();
    }

    private static List<WordRun> Runs(string[] words, bool[] same, (string Kind, string Words)[] changes)
    {
        var runs = new List<WordRun>();
        for (var from = 0; from < words.Length;)
        {
            var to = from;
            while (to < words.Length && same[to] == same[from]) to++;
            var text = string.Join(' ', words[from..to]);
            var kind = same[from] ? "" : changes.Where(c => c.Words.Length > 0 && c.Kind != "wording" && text.Contains(c.Words, StringComparison.OrdinalIgnoreCase)).Select(c => c.Kind).Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
            runs.Add(new WordRun(text, !same[from], kind));
            from = to;
        }
        return runs;
    }
}
