using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Waybill.Lexicons;

namespace Waybill.Bench.Lexicons;

/// <summary>How many designation-like words in arms sentences of texts the lexicon resolves, which it does not, and how fast
/// the matcher is. The candidates come from a pattern and hold what is no weapon (aircraft of airlines, product names):
/// read the list of the unresolved.</summary>
internal static partial class LexiconCoverage
{
    /// <param name="args">Files of text, or folders of <c>.txt</c> files.</param>
    public static int Run(string[] args)
    {
        var matcher = Lexicon.Embedded.Matcher;
        matcher.Find("warm up");
        var unresolved = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (candidates, resolved, characters) = (0, 0, 0L);
        var time = TimeSpan.Zero;
        foreach (var file in args.SelectMany(Files))
        {
            var text = File.ReadAllText(file);
            characters += text.Length;
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var hits = matcher.Find(text);
            time += Process.GetCurrentProcess().TotalProcessorTime - before;
            var arms = hits.Where(h => h.Kind is EntryKind.Weapon or EntryKind.ItemNoun).ToList();
            foreach (var match in Designation().EnumerateMatches(text))
            {
                var (start, end) = (match.Index, match.Index + match.Length);
                if (!InArmsSentence(text, start, arms)) continue;
                candidates++;
                if (arms.Any(h => h.Span.Start < end && start < h.Span.End)) resolved++;
                else unresolved[text[start..end]] = unresolved.GetValueOrDefault(text[start..end]) + 1;
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{resolved} of {candidates} candidates resolved; {characters / 1e6 / Math.Max(time.TotalSeconds, 1e-6):F1} million characters a second of CPU time"));
        foreach (var (word, count) in unresolved) Console.WriteLine($"{count}\t{word}");
        return 0;
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.GetFiles(path, "*.txt").Order(StringComparer.Ordinal) : [path];

    private static bool InArmsSentence(string text, int at, List<LexiconHit> arms)
    {
        var start = text.AsSpan(0, at).LastIndexOfAny(".\n!?");
        var length = text.AsSpan(at).IndexOfAny("\n!?");
        var end = length < 0 ? text.Length : at + length;
        return arms.Any(h => h.Span.Start > start && h.Span.End <= end && Math.Abs(h.Span.Start - at) < 300);
    }

    // Letters and digits in one word, with or without a hyphen: KN-23, F-16, 2S35, M777, Shahed-136; not months, pages or years.
    [GeneratedRegex(@"\b(?:[A-Z][A-Za-z]{0,9}-\d{1,4}[A-Za-z]{0,4}|[A-Z]{1,4}\d{1,4}[A-Za-z]{0,4}|\d[A-Z]\d{1,2})\b", RegexOptions.NonBacktracking)]
    private static partial Regex Designation();
}
