namespace Waybill.Lineage;

/// <summary>What the predicate found for two texts, and the figures it decided by.</summary>
/// <param name="Shares">Whether the two texts share an origin.</param>
/// <param name="ShareOfFirst">Share of the first text's own words that stand, weighted by likeness, in the second; 0 to 1.</param>
/// <param name="ShareOfSecond">The same the other way.</param>
/// <param name="Why">In words.</param>
internal sealed record OriginVerdict(bool Shares, double ShareOfFirst, double ShareOfSecond, string Why,
    SentencePair[] Forward, SentencePair[] Backward)
{
    /// <summary>They share passages that are no more than the smaller part of either: a report of one's own that repeats two paragraphs,
    /// columns with the same opening. The passage has its family; the texts are two.</summary>
    internal bool PassageOnly { get; init; }

    internal static OriginVerdict No(string why) => new(false, 0, 0, why, [], []);
}

/// <summary>The predicate on which families rest: do two <em>texts</em> share an origin? It reads the two texts and
/// nothing else. Sentences are aligned by their rare words; a pair counts by its likeness and by the words
/// outside quotation marks, since two reporters in one room take down the same quotations. A pair counts in full
/// where a neighbour is aligned with a neighbour (a copied text comes in runs) and little where it
/// stands alone (a shared quotation, a legal line). A text nearly all of whose sentences have a counterpart is a
/// paraphrase even where no sentence is much alike: two reports of one event share some sentences' facts, and part in the
/// rest. Where most aligned sentences differ in their numbers
/// the two are one template filled in twice (weather, results), and no copies.</summary>
public static class SharedOrigin
{
    /// <summary>Least share of one of the texts. Two reports of one briefing reach 0.2, a paraphrase 0.4 and more,
    /// an excerpt and its source 0.6 and more (docs/decisions/lineage.md).</summary>
    internal const double LeastShare = 0.30;

    /// <summary>Below this share of either text what was copied is a passage and makes no family: a text's family is that of its main part.
    /// Two sentences repeated word for word make 0.2 to 0.4 of a short report, a third of a digest may be six tenths of the text that it took.</summary>
    internal const double MainPart = 0.45;

    /// <summary>The same where no more than two sentences were copied: half of an excerpt of four may be what a relay repeats.</summary>
    private const double MainPartOfTwo = 0.65;

    /// <summary>Least number of words that the share must amount to: one long sentence is no text.</summary>
    internal const double LeastWords = 18;

    /// <summary>Least mean likeness of the sentences that make a copied part. Below it only a paraphrase of nearly the whole counts:
    /// three sentences on one merger are alike without being copied.</summary>
    internal const double LeastLikeness = 0.60;

    /// <summary>Least share of one of the texts whose sentences have any counterpart: 0.51 in two reports of one briefing, 0.65 and more
    /// in paraphrases.</summary>
    internal const double LeastCoverage = 0.66;
    private const int LeastCovered = 5;

    /// <summary>Of the numbers in aligned sentences a copy keeps nearly all, two results of two companies hardly any.</summary>
    private const double SameNumbers = 0.5;

    /// <summary>Share of the aligned sentences that must differ so: one line with other numbers (an advertisement, a reader's
    /// number) says nothing about a long text.</summary>
    private const double OtherSentences = 0.25;

    /// <summary>Names and numbers that only one side has: at least so many, and at least this share, on both sides.</summary>
    private const int LeastOtherParticulars = 3;
    private const double OtherShare = 0.3;

    private const float LeastSimilarity = 0.42f;
    internal const float FaintSimilarity = 0.33f;
    private const double AloneWeight = 0.3;

    /// <summary>Do the two texts share an origin? Symmetrical.</summary>
    public static bool SharesOrigin(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Judge(TextModel.Of(a), TextModel.Of(b)).Shares;
    }

    internal static OriginVerdict Judge(TextModel a, TextModel b) => Judge(a, b, new SentenceAligner());

    internal static OriginVerdict Judge(TextModel a, TextModel b, SentenceAligner aligner)
    {
        if (a.Words == 0 || b.Words == 0) return OriginVerdict.No("no words");
        var alignment = aligner.Align(a, b);
        var first = Weigh(a, alignment.Forward);
        var second = Weigh(b, alignment.Backward);
        var copied = Copied(first) || Copied(second) || Math.Min(a.Words, b.Words) >= LeastWords && Math.Min(first.Share, second.Share) >= 0.75; // very short texts, the same from end to end
        var paraphrased = !copied && (Paraphrased(first) || Paraphrased(second));
        var template = (copied || paraphrased) && (IsTemplate(a, b, alignment.Forward) || OtherParticulars(a, b, alignment, aligner));
        var why = template ? "the same sentences with other names and numbers: a form filled in twice"
            : copied ? "sentences aligned in runs"
            : paraphrased ? "nearly every sentence has its counterpart"
            : "too few sentences of the one stand in the other";
        return new OriginVerdict((copied || paraphrased) && !template, first.Share, second.Share, why, alignment.Forward, alignment.Backward)
        {
            PassageOnly = copied && Math.Max(first.Share, second.Share) < (Math.Max(first.Chained, second.Chained) <= 2 ? MainPartOfTwo : MainPart)
                && !Paraphrased(first) && !Paraphrased(second),
        };
    }

    private static bool Copied(Weighed side) => side.Share >= LeastShare && side.Words >= LeastWords && side.Chained >= 2 && side.Likeness >= LeastLikeness;

    private static bool Paraphrased(Weighed side) => side.Coverage >= LeastCoverage && side.Covered >= LeastCovered && side.Chained >= 2;

    /// <summary>What one text has in the other.</summary>
    /// <param name="Likeness">Mean similarity of the sentence pairs that count, by words.</param>
    private readonly record struct Weighed(double Words, double Share, double Coverage, int Covered, int Chained, double Likeness);

    private static Weighed Weigh(TextModel here, SentencePair[] pairs)
    {
        double words = 0, counted = 0, alike = 0;
        int chainedPairs = 0, faint = 0, covered = 0;
        for (var p = 0; p < pairs.Length; p++)
        {
            var pair = pairs[p];
            if (pair.Similarity < FaintSimilarity) continue;
            var own = OwnWords(here, pair.Here);
            faint += own;
            covered++;
            if (!Counts(pair)) continue;
            counted += own;
            alike += own * pair.Similarity;
            var chained = Neighbours(pairs, p);
            words += own * pair.Similarity * (chained ? 1 : AloneWeight);
            if (chained) chainedPairs++;
        }
        var all = Math.Max(1, OwnWords(here));
        return new Weighed(words, Math.Min(1, words / all), (double)faint / all, covered, chainedPairs, alike / Math.Max(1, counted));
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

    /// <summary>Whether the aligned sentences carry other numbers: most sentences that have any, or most of all numbers.</summary>
    private static bool IsTemplate(TextModel a, TextModel b, SentencePair[] pairs)
    {
        int same = 0, other = 0, numbers = 0, sharedNumbers = 0, aligned = 0;
        foreach (var pair in pairs)
        {
            if (pair.Similarity < FaintSimilarity) continue;
            aligned++;
            var (here, shared, there) = Numbers(a, pair.Here, b, pair.There);
            if (here == 0 || there == 0) continue;
            numbers += Math.Min(here, there);
            sharedNumbers += Math.Min(shared, Math.Min(here, there));
            if (shared * 2 >= Math.Min(here, there)) same++;
            else other++;
        }
        return other >= OtherSentences * aligned
            && (other >= 3 && other > same || numbers >= 4 && sharedNumbers < SameNumbers * numbers);
    }

    /// <summary>Whether the aligned sentences are about other particulars: each side has names and numbers that the other text
    /// nowhere has, and they are a fair part of its own. A paraphrase keeps who and where and how many, and a text that adds
    /// names does so on one side; two issues of one bond form differ on both.</summary>
    private static bool OtherParticulars(TextModel a, TextModel b, SentenceAlignment alignment, SentenceAligner aligner)
    {
        var (ofA, onlyA, partA) = aligner.Particulars(a, alignment.Forward, first: true);
        var (ofB, onlyB, partB) = aligner.Particulars(b, alignment.Backward, first: false);
        return Math.Min(onlyA, onlyB) >= LeastOtherParticulars && onlyA >= OtherShare * ofA && onlyB >= OtherShare * ofB
            && Math.Min(partA, partB) >= OtherSentences;
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
