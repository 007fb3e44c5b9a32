using Waybill.Lineage;

namespace Waybill.Stories;

/// <summary>How two reports hang together.</summary>
internal enum StoryLink : byte { None, OneMatter, OneHappening }

/// <summary>The predicates on two reports behind stories and storylines.</summary>
internal static class StoryLinks
{
    /// <summary>Reports of one happening appear within so many days of each other: weeklies too.</summary>
    internal const int DaysApart = 7;

    /// <summary>Least likeness of the particulars of two reports of one happening that are dated within two days, and of two texts on
    /// one matter at any time. Independent reports of one event (samples, by hand) reach 0.79 to 1.38, reports on
    /// one matter 0.69 to 1.30, others at most 0.60.</summary>
    private const double HappeningLikeness = 0.88;
    private const double MatterLikeness = 0.68;

    /// <summary>Words and sentences say one happening only beside particulars that are this much alike: two reports on one mission share its mandate.</summary>
    private const double ReadingLikeness = 0.75;

    /// <summary>Least likeness of all words of two texts by what their leads say of the day (55 labelled pages, development). Reports of two
    /// happenings in one storyline reach 0.51 whatever the day; where both leads name one date, 0.30. A weekday alone is one of seven. Leads that name other days
    /// report one happening only if nearly all else is the same: a day may be printed wrongly.</summary>
    private const double AlikeThroughout = 0.55;
    private const double AlikeSameWeekday = 0.52;
    private const double AlikeSameDay = 0.35;
    private const double AlikeAgainst = 0.62;

    /// <summary>Words that are compared, from the beginning: what is further down is background.</summary>
    private const int WordsRead = 200;
    private const int LeastShared = 4;

    /// <summary>Shorter sentences correspond by chance ("my clarity is there").</summary>
    private const int LeastWords = 6;

    internal static StoryLink Between(ReportSketch a, ReportSketch b, Func<string, TextModel> read, SentenceAligner aligner)
    {
        var likeness = Likeness(a, b);
        // Notices of sales are forms: what tells two of them apart is the sum.
        if (Together(a, b) && likeness >= ReadingLikeness && a.Lead.Money(b.Lead) != LeadAgreement.Differs)
        {
            var days = a.Lead.Days(b.Lead);
            var against = days == LeadAgreement.Differs;
            if (!against && SameDays(a, b) && likeness >= HappeningLikeness) return StoryLink.OneHappening;
            var least = against ? AlikeAgainst : days switch
            {
                LeadAgreement.Same => AlikeSameDay,
                LeadAgreement.Close => AlikeSameWeekday,
                _ => AlikeThroughout,
            };
            var (x, y) = (read(a.Reference), read(b.Reference));
            if (WordLikeness(x, y) >= least || !against && OneHappening(x, y, aligner)) return StoryLink.OneHappening;
        }
        return likeness >= MatterLikeness ? StoryLink.OneMatter : StoryLink.None;
    }

    /// <summary>Cosine of one plus the logarithms of the counts of the first two hundred words that are no function words.</summary>
    internal static double WordLikeness(TextModel a, TextModel b)
    {
        var x = Sorted(a, stackalloc uint[WordsRead]);
        var y = Sorted(b, stackalloc uint[WordsRead]);
        double dot = 0, ofX = 0, ofY = 0;
        int i = 0, j = 0;
        // Summed in the order of stems, so that the same set gives the same bits.
        while (i < x.Length || j < y.Length)
        {
            var stem = i == x.Length ? y[j] : j == y.Length ? x[i] : Math.Min(x[i], y[j]);
            var (p, q) = (Weight(x, ref i, stem), Weight(y, ref j, stem));
            dot += p * q;
            ofX += p * p;
            ofY += q * q;
        }
        return ofX == 0 || ofY == 0 ? 0 : dot / Math.Sqrt(ofX * ofY);

        static ReadOnlySpan<uint> Sorted(TextModel text, Span<uint> into)
        {
            var n = 0;
            for (var w = 0; w < text.Words && n < into.Length; w++)
                if ((text.Mark[w] & WordMark.Function) == 0) into[n++] = text.Stem[w];
            into[..n].Sort();
            return into[..n];
        }

        static double Weight(ReadOnlySpan<uint> stems, ref int at, uint stem)
        {
            var from = at;
            while (at < stems.Length && stems[at] == stem) at++;
            return at == from ? 0 : 1 + Math.Log(at - from);
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
            if (pair.Similarity < 0.40f || Math.Min(a.Sentences[pair.Here].Count, b.Sentences[pair.There].Count) < LeastWords) continue;
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
