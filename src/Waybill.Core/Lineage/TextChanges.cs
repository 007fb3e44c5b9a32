using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>What a member changed against the reference: sentences dropped and added, and in aligned sentences the
/// numbers, names, quotations and words set against each other.</summary>
internal static class TextChanges
{
    /// <summary>Longest run of words reported as one change of wording; longer ones are a new sentence, not a change.</summary>
    private const int LongestRun = 6;

    internal static ImmutableArray<Change> Of(TextModel here, TextModel there, IReadOnlyList<SentencePair> pairs, IReadOnlySet<int> covered)
    {
        var changes = new List<Change>();
        var aligned = pairs.Select(p => p.Here).ToHashSet();
        for (var i = 0; i < here.Sentences.Length; i++)
        {
            if (aligned.Contains(i)) continue;
            var span = here.Sentences[i].Span;
            changes.Add(new Change("sentence-added", Text(here, span), "", span, default));
        }
        for (var j = 0; j < there.Sentences.Length; j++)
        {
            if (covered.Contains(j)) continue;
            var span = there.Sentences[j].Span;
            changes.Add(new Change("sentence-dropped", "", Text(there, span), default, span));
        }
        foreach (var pair in pairs) Inside(here, here.Sentences[pair.Here], there, there.Sentences[pair.There], changes);
        return [.. changes.Distinct().OrderBy(c => c.Here.Start).ThenBy(c => c.There.Start)
            .ThenBy(c => c.ChangeKind, StringComparer.Ordinal).ThenBy(c => c.Here.Length).ThenBy(c => c.There.Length)];
    }

    private static void Inside(TextModel here, SentenceRun x, TextModel there, SentenceRun y, List<Change> changes)
    {
        Quotations(here, x, there, y, changes);
        var runs = WordDiff.Runs(MemberComparison.Stems(here, x), MemberComparison.Stems(there, y));
        foreach (var run in runs) Report(here, x, there, y, run, changes);
        // A clause that moved ("according to a finding" from end to front) is left over on both sides: set the leftovers against each other.
        foreach (var left in runs.Where(r => r.HereCount >= 4))
        {
            foreach (var right in runs.Where(r => r.ThereCount >= 4 && r != left))
            {
                var inner = WordDiff.Runs(here.Stem.AsSpan(x.First + left.Here, left.HereCount), there.Stem.AsSpan(y.First + right.There, right.ThereCount));
                if (WordDiff.CommonLength(here.Stem.AsSpan(x.First + left.Here, left.HereCount), there.Stem.AsSpan(y.First + right.There, right.ThereCount)) < 4) continue;
                foreach (var run in inner)
                    Report(here, x, there, y, new DiffRun(left.Here + run.Here, run.HereCount, right.There + run.There, run.ThereCount), changes);
            }
        }
    }

    private static void Report(TextModel here, SentenceRun x, TextModel there, SentenceRun y, DiffRun run, List<Change> changes)
    {
        var a = Trim(here, x.First + run.Here, run.HereCount);
        var b = Trim(there, y.First + run.There, run.ThereCount);
        if (a.Count == 0 || b.Count == 0 || a.Count > LongestRun || b.Count > LongestRun) return;
        var kind = Kind(here, a, there, b);
        var spanA = here.SpanOf(a.First).Union(here.SpanOf(a.First + a.Count - 1));
        var spanB = there.SpanOf(b.First).Union(there.SpanOf(b.First + b.Count - 1));
        var (wordsA, wordsB) = (Text(here, spanA), Text(there, spanB));
        if (!string.Equals(wordsA, wordsB, StringComparison.OrdinalIgnoreCase)) changes.Add(new Change(kind, wordsA, wordsB, spanA, spanB));
    }

    private static string Kind(TextModel here, (int First, int Count) a, TextModel there, (int First, int Count) b)
    {
        if (Any(here, a, WordMark.Number) && Any(there, b, WordMark.Number)) return "number";
        if (Any(here, a, WordMark.Quoted) && Any(there, b, WordMark.Quoted)) return "quotation";
        if (Any(here, a, WordMark.Name) && Any(there, b, WordMark.Name)) return "name";
        return "wording";
    }

    /// <summary>Function words at the edges carry no change of their own.</summary>
    private static (int First, int Count) Trim(TextModel text, int first, int count)
    {
        while (count > 0 && (text.Mark[first] & WordMark.Function) != 0)
        {
            first++;
            count--;
        }
        while (count > 0 && (text.Mark[first + count - 1] & WordMark.Function) != 0) count--;
        return (first, count);
    }

    private static bool Any(TextModel text, (int First, int Count) run, WordMark mark)
    {
        for (var w = run.First; w < run.First + run.Count; w++) if ((text.Mark[w] & mark) != 0) return true;
        return false;
    }

    /// <summary>The same words in quotation marks on one side only.</summary>
    private static void Quotations(TextModel here, SentenceRun x, TextModel there, SentenceRun y, List<Change> changes)
    {
        foreach (var (first, count) in Quoted(here, x))
            if (FindUnquoted(there, y, here.Stem.AsSpan(first, count)) is { } at) Add(first, at, count);
        foreach (var (first, count) in Quoted(there, y))
            if (FindUnquoted(here, x, there.Stem.AsSpan(first, count)) is { } at) Add(at, first, count);

        void Add(int a, int b, int count)
        {
            var spanA = here.SpanOf(a).Union(here.SpanOf(a + count - 1));
            var spanB = there.SpanOf(b).Union(there.SpanOf(b + count - 1));
            spanA = Widen(here.Text, spanA);
            spanB = Widen(there.Text, spanB);
            changes.Add(new Change("quotation", Text(here, spanA), Text(there, spanB), spanA, spanB));
        }
    }

    private static IEnumerable<(int First, int Count)> Quoted(TextModel text, SentenceRun run)
    {
        for (var w = run.First; w < run.End; w++)
        {
            if ((text.Mark[w] & WordMark.Quoted) == 0) continue;
            var first = w;
            while (w + 1 < run.End && (text.Mark[w + 1] & WordMark.Quoted) != 0) w++;
            if (w - first + 1 >= 3) yield return (first, w - first + 1);
        }
    }

    private static int? FindUnquoted(TextModel text, SentenceRun run, ReadOnlySpan<uint> words)
    {
        for (var w = run.First; w + words.Length <= run.End; w++)
        {
            if ((text.Mark[w] & WordMark.Quoted) != 0 || !text.Stem.AsSpan(w, words.Length).SequenceEqual(words)) continue;
            var free = true;
            for (var k = w; k < w + words.Length; k++) free &= (text.Mark[k] & WordMark.Quoted) == 0;
            if (free) return w;
        }
        return null;
    }

    private static TextSpan Widen(string text, TextSpan span)
    {
        var start = span.Start;
        var end = span.End;
        if (start > 0 && text[start - 1] is '“' or '"') start--;
        while (end < text.Length && text[end] is '.' or ',' or '”' or '"' && end - span.End < 2) end++;
        return TextSpan.FromBounds(start, end);
    }

    private static string Text(TextModel text, TextSpan span) => text.Text.Substring(span.Start, span.Length);
}
