using Waybill.Lineage;

namespace Waybill.Stories;

/// <summary>How two reports hang together.</summary>
internal enum StoryLink : byte { None, OneMatter, OneHappening }

/// <summary>The predicates on two reports behind stories and storylines.</summary>
internal static class StoryLinks
{
    /// <summary>Reports of one happening appear within so many days of each other.</summary>
    internal const int DaysApart = 4;

    /// <summary>Least likeness of the particulars of two reports of one happening that are dated within two days, and of two texts on
    /// one matter at any time. Independent reports of one event (samples, by hand) reach 0.79 to 1.38, reports on
    /// one matter 0.69 to 1.30, others at most 0.60.</summary>
    private const double HappeningLikeness = 0.88;
    private const double MatterLikeness = 0.68;

    /// <summary>Sentences that correspond say one happening only beside particulars that are this much alike: two reports on one mission share its mandate.</summary>
    private const double ReadingLikeness = 0.75;

    /// <summary>Particulars alone, whatever the days, where they and all other words are this much alike: product of the two likenesses. Reports
    /// of one happening that no sentence links reach 0.74 to 0.99, reports on one matter at most 0.69 (44 labelled pages, development).</summary>
    private const double AlikeThroughout = 0.72;
    private const int LeastShared = 4;

    internal static StoryLink Between(ReportSketch a, ReportSketch b, Func<string, TextModel> read, SentenceAligner aligner)
    {
        var likeness = Likeness(a, b);
        if (Together(a, b) && likeness >= ReadingLikeness)
        {
            if (SameDays(a, b) && likeness >= HappeningLikeness) return StoryLink.OneHappening;
            var (x, y) = (read(a.Reference), read(b.Reference));
            if (likeness > AlikeThroughout && likeness * WordLikeness(x, y) >= AlikeThroughout || OneHappening(x, y, aligner)) return StoryLink.OneHappening;
        }
        return likeness >= MatterLikeness ? StoryLink.OneMatter : StoryLink.None;
    }

    /// <summary>Cosine of the logarithms of the counts of all words that are no function words.</summary>
    internal static double WordLikeness(TextModel a, TextModel b)
    {
        var (x, y) = (Counts(a), Counts(b));
        double dot = 0, ofX = 0, ofY = 0;
        foreach (var (stem, n) in x)
        {
            ofX += Weight(n) * Weight(n);
            if (y.TryGetValue(stem, out var m)) dot += Weight(n) * Weight(m);
        }
        foreach (var n in y.Values) ofY += Weight(n) * Weight(n);
        return ofX == 0 || ofY == 0 ? 0 : dot / Math.Sqrt(ofX * ofY);

        static double Weight(int n) => 1 + Math.Log(n);

        // Summed in the order of stems, so that the same set gives the same bits.
        static SortedDictionary<uint, int> Counts(TextModel text)
        {
            var counts = new SortedDictionary<uint, int>();
            for (var w = 0; w < text.Words; w++)
                if ((text.Mark[w] & WordMark.Function) == 0) counts[text.Stem[w]] = counts.GetValueOrDefault(text.Stem[w]) + 1;
            return counts;
        }
    }

    private static bool Together(ReportSketch a, ReportSketch b) =>
        !(a.To is { } aTo && b.From is { } bFrom && bFrom > aTo.AddDays(DaysApart) || b.To is { } bTo && a.From is { } aFrom && aFrom > bTo.AddDays(DaysApart));

    /// <summary>Both dated to the day, two days apart at most.</summary>
    private static bool SameDays(ReportSketch a, ReportSketch b) =>
        a is { From: { } aFrom, To: { } aTo } && b is { From: { } bFrom, To: { } bTo } && aFrom == aTo && bFrom == bTo && Math.Abs(aFrom.DayNumber - bFrom.DayNumber) <= 2;

    /// <summary>Do two texts report one happening? At least two sentences outside each other's neighbourhood say the same,
    /// one of them early in each text, and together they are a tenth of the shorter.</summary>
    private static bool OneHappening(TextModel a, TextModel b, SentenceAligner aligner)
    {
        var alignment = aligner.Align(a, b);
        var forward = Sentences(a, b, alignment.Forward);
        var backward = Sentences(b, a, alignment.Backward);
        return forward.Count >= 2 && backward.Count >= 2
            && Math.Max(forward.Share, backward.Share) >= 0.15
            && (forward.Early || backward.Early);
    }

    private static (int Count, double Share, bool Early) Sentences(TextModel a, TextModel b, SentencePair[] pairs)
    {
        var count = 0;
        var words = 0;
        var early = false;
        foreach (var pair in pairs)
        {
            if (pair.Similarity < 0.40f) continue;
            count++;
            words += a.Sentences[pair.Here].Count;
            early |= pair.Here < 4 && pair.There < b.Sentences.Length * 0.75;
        }
        return (count, (double)words / Math.Max(1, a.Words), early);
    }

    /// <summary>Cosine of the names' counts plus the overlap coefficient of distinct names and numbers; 0 where hardly any is shared.</summary>
    internal static double Likeness(ReportSketch a, ReportSketch b)
    {
        int shared = 0, i = 0, j = 0;
        while (i < a.Particulars.Length && j < b.Particulars.Length)
        {
            if (a.Particulars[i] == b.Particulars[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (a.Particulars[i] < b.Particulars[j]) i++;
            else j++;
        }
        return shared < LeastShared ? 0 : Cosine(a, b) + (double)shared / Math.Min(a.Particulars.Length, b.Particulars.Length);
    }

    /// <summary>Cosine over square roots of counts: the squared length is the plain sum. Summed in the order of stems, so that the
    /// same set gives the same bits.</summary>
    private static double Cosine(ReportSketch a, ReportSketch b)
    {
        double dot = 0;
        long x = 0, y = 0;
        foreach (var (_, n) in a.Names) x += n;
        foreach (var (_, n) in b.Names) y += n;
        int i = 0, j = 0;
        while (i < a.Names.Length && j < b.Names.Length)
        {
            if (a.Names[i].Stem == b.Names[j].Stem) dot += Math.Sqrt((double)a.Names[i++].Count * b.Names[j++].Count);
            else if (a.Names[i].Stem < b.Names[j].Stem) i++;
            else j++;
        }
        var length = Math.Sqrt((double)x * y);
        return length == 0 ? 0 : dot / length;
    }
}
