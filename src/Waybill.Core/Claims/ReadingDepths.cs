using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Claims;

/// <summary>How closely each paragraph has to be analysed for its claims. A claim stands in a paragraph that names arms, and leans on the ones around it and
/// on the title; the rest of a long article serves to know whom a surname means. In the texts that pass the gate, a twelfth of the words stands in such a
/// paragraph (docs/evaluation.md, seventeenth session, where the claims are compared with those of a whole close analysis).</summary>
internal static class ReadingDepths
{
    /// <summary>Paragraphs on either side of one that names arms which get a tree.</summary>
    private const int Around = 2;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ArmingWords = WordClasses.Of("arming-word").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The paragraphs in their order, those of <see cref="AnalysisDepth.Words"/> left out.</summary>
    public static ImmutableArray<DepthSpan> Of(string text, IReadOnlyList<LexiconHit> hits)
    {
        var paragraphs = Paragraphs(text);
        var depths = new AnalysisDepth[paragraphs.Count];
        var hit = 0;
        for (var p = 0; p < depths.Length; p++)
        {
            if (p < 2) depths[p] = AnalysisDepth.Plain;
            while (hit < hits.Count && hits[hit].Span.Start < paragraphs[p].Start) hit++;
            if (!NamesArms(hits, hit, paragraphs[p].End) && !ArmsSomebody(text.AsSpan(paragraphs[p].Start, paragraphs[p].Length))) continue;
            for (var q = Math.Max(0, p - Around); q <= Math.Min(depths.Length - 1, p + Around); q++)
            {
                if (depths[q] < AnalysisDepth.Plain) depths[q] = AnalysisDepth.Plain;
            }
            depths[p] = AnalysisDepth.Close;
            // "The first six …": what goes on from the arms without naming them.
            if (p + 1 < depths.Length) depths[p + 1] = AnalysisDepth.Close;
        }
        if (depths.Length > 0) depths[0] = AnalysisDepth.Close;
        return [.. paragraphs.Select((span, p) => new DepthSpan(span, depths[p])).Where(d => d.Depth is not AnalysisDepth.Words)];
    }

    private static bool NamesArms(IReadOnlyList<LexiconHit> hits, int from, int end)
    {
        for (var h = from; h < hits.Count && hits[h].Span.Start < end; h++)
        {
            if (hits[h].Kind is EntryKind.ItemNoun or EntryKind.Weapon) return true;
        }
        return false;
    }

    /// <summary>"accused Iran of arming the rebels": a form of a verb that gives arms without a word for them.</summary>
    private static bool ArmsSomebody(ReadOnlySpan<char> paragraph)
    {
        for (var at = 0; at < paragraph.Length;)
        {
            if (!char.IsLetter(paragraph[at])) { at++; continue; }
            var end = at + 1;
            while (end < paragraph.Length && char.IsLetter(paragraph[end])) end++;
            if (ArmingWords.Contains(paragraph[at..end])) return true;
            at = end;
        }
        return false;
    }

    private static List<TextSpan> Paragraphs(string text)
    {
        var found = new List<TextSpan>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf("\n\n", start, StringComparison.Ordinal);
            if (end < 0) end = text.Length;
            if (end > start) found.Add(TextSpan.FromBounds(start, end));
            start = end + 2;
        }
        return found;
    }
}
