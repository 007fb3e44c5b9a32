using System.Collections.Immutable;

namespace Waybill.Lineage;

/// <summary>What the predicate found for two texts, and the figures it decided by.</summary>
/// <param name="Shares">Whether the two texts share an origin.</param>
/// <param name="ShareOfFirst">Share of the first text's own words that stand, weighted by likeness, in the second; 0 to 1.</param>
/// <param name="ShareOfSecond">The same the other way.</param>
/// <param name="Why">In words.</param>
internal sealed record OriginVerdict(bool Shares, double ShareOfFirst, double ShareOfSecond, string Why,
    ImmutableArray<SentencePair> Forward, ImmutableArray<SentencePair> Backward)
{
    internal static OriginVerdict No(string why) => new(false, 0, 0, why, [], []);
}

/// <summary>The predicate on which families rest: do two <em>texts</em> share an origin? It reads the two texts and
/// nothing else. Sentences are aligned by their rare words; a pair counts by its likeness and by the words
/// outside quotation marks, since two reporters in one room take down the same quotations. A pair counts in full
/// where a neighbour is aligned with a neighbour (a copied text comes in runs) and little where it
/// stands alone (a shared quotation, a legal line). Where most aligned sentences differ in their numbers
/// the two are one template filled in twice (weather, results), and no copies.</summary>
public static class SharedOrigin
{
    /// <summary>Least share of one of the texts. Two reports of one briefing reach 0.2, a paraphrase 0.4 and more,
    /// an excerpt and its source 0.6 and more (docs/decisions/lineage.md).</summary>
    internal const double LeastShare = 0.30;

    /// <summary>Least number of words that the share must amount to: one long sentence is no text.</summary>
    internal const double LeastWords = 18;

    private const float LeastSimilarity = 0.42f;
    private const double AloneWeight = 0.3;

    /// <summary>Do the two texts share an origin? Symmetrical.</summary>
    public static bool SharesOrigin(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Judge(TextModel.Of(a), TextModel.Of(b)).Shares;
    }

    internal static OriginVerdict Judge(TextModel a, TextModel b)
    {
        if (a.Words == 0 || b.Words == 0) return OriginVerdict.No("no words");
        var forward = SentenceAlignment.Of(a, b);
        var backward = SentenceAlignment.Of(b, a);
        var first = Weigh(forward);
        var second = Weigh(backward);
        var shareA = first.Words / Math.Max(1, OwnWords(a));
        var shareB = second.Words / Math.Max(1, OwnWords(b));
        var enough = shareA >= LeastShare && first.Words >= LeastWords && first.Chained >= 2
            || shareB >= LeastShare && second.Words >= LeastWords && second.Chained >= 2
            || Math.Min(shareA, shareB) >= 0.75; // very short texts, the same from end to end
        var template = enough && IsTemplate(forward);
        var why = !enough ? "too few sentences of the one stand in the other"
            : template ? "the same sentences with other numbers: a form filled in twice"
            : "sentences aligned in runs";
        return new OriginVerdict(enough && !template, Math.Min(1, shareA), Math.Min(1, shareB), why,
            [.. forward.Pairs], [.. backward.Pairs]);
    }

    private static (double Words, int Chained) Weigh(SentenceAlignment alignment)
    {
        var pairs = alignment.Pairs;
        double words = 0;
        var chainedPairs = 0;
        for (var p = 0; p < pairs.Length; p++)
        {
            var pair = pairs[p];
            if (!Counts(pair)) continue;
            var chained = Neighbours(pairs, p);
            var quality = Math.Max(pair.Similarity, pair.Verbatim >= 0.6f ? pair.Verbatim : 0);
            words += OwnWords(alignment.Here, pair.Here) * quality * (chained ? 1 : AloneWeight);
            if (chained) chainedPairs++;
        }
        return (words, chainedPairs);
    }

    internal static bool Counts(SentencePair pair) => pair.Similarity >= LeastSimilarity;

    private static bool Neighbours(SentencePair[] pairs, int p)
    {
        var pair = pairs[p];
        for (var q = p - 1; q >= 0 && pairs[q].Here >= pair.Here - 2; q--)
            if (Counts(pairs[q]) && pairs[q].There != pair.There && Math.Abs(pairs[q].There - pair.There) <= 3) return true;
        for (var q = p + 1; q < pairs.Length && pairs[q].Here <= pair.Here + 2; q++)
            if (Counts(pairs[q]) && pairs[q].There != pair.There && Math.Abs(pairs[q].There - pair.There) <= 3) return true;
        return false;
    }

    internal static int OwnWords(TextModel text)
    {
        var own = 0;
        foreach (var mark in text.Mark) if ((mark & WordMark.Quoted) == 0) own++;
        return own;
    }

    private static int OwnWords(TextModel text, int sentence)
    {
        var run = text.Sentences[sentence];
        var own = 0;
        for (var w = run.First; w < run.End; w++) if ((text.Mark[w] & WordMark.Quoted) == 0) own++;
        return own;
    }

    /// <summary>Whether most aligned sentences with numbers carry other numbers.</summary>
    private static bool IsTemplate(SentenceAlignment alignment)
    {
        int same = 0, other = 0;
        foreach (var pair in alignment.Pairs)
        {
            if (!Counts(pair)) continue;
            var (here, shared, there) = Numbers(alignment.Here, pair.Here, alignment.There, pair.There);
            if (here == 0 && there == 0) continue;
            if (shared * 2 >= Math.Min(here, there)) same++;
            else if (here > 0 && there > 0) other++;
        }
        return other >= 3 && other > same;
    }

    private static (int Here, int Shared, int There) Numbers(TextModel a, int i, TextModel b, int j)
    {
        int here = 0, shared = 0, there = 0;
        var x = a.Sentences[i];
        var y = b.Sentences[j];
        for (var w = y.First; w < y.End; w++) if ((b.Mark[w] & WordMark.Number) != 0) there++;
        for (var w = x.First; w < x.End; w++)
        {
            if ((a.Mark[w] & WordMark.Number) == 0) continue;
            here++;
            for (var v = y.First; v < y.End; v++)
            {
                if ((b.Mark[v] & WordMark.Number) == 0 || b.Stem[v] != a.Stem[w]) continue;
                shared++;
                break;
            }
        }
        return (here, shared, there);
    }
}
