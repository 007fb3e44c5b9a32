using Waybill.Lineage;

namespace Waybill.Stories;

/// <summary>The predicates on two texts behind stories and storylines, and the pairs that are asked.</summary>
internal static class StoryLinks
{
    /// <summary>A key held by more families than this says nothing.</summary>
    private const int TooCommon = 60;
    private const int KeySentences = 12;

    /// <summary>Pairs that share two or more keys: neighbouring names or numbers of one sentence.</summary>
    internal static List<(int A, int B)> Of(IReadOnlyList<StoryFamily> families)
    {
        var holders = new Dictionary<ulong, List<int>>();
        for (var f = 0; f < families.Count; f++)
        {
            foreach (var key in Keys(families[f].Reference.Words))
            {
                if (!holders.TryGetValue(key, out var list)) holders[key] = list = [];
                list.Add(f);
            }
        }
        var shared = new Dictionary<(int, int), int>();
        foreach (var list in holders.Values)
        {
            if (list.Count is < 2 or > TooCommon) continue;
            for (var i = 0; i < list.Count; i++)
                for (var j = i + 1; j < list.Count; j++) shared[(list[i], list[j])] = shared.GetValueOrDefault((list[i], list[j])) + 1;
        }
        return [.. shared.Where(s => s.Value >= 2).Select(s => s.Key).Order()];
    }

    private static HashSet<ulong> Keys(TextModel text)
    {
        var keys = new HashSet<ulong>();
        for (var s = 0; s < Math.Min(KeySentences, text.Sentences.Length); s++)
        {
            uint last = 0;
            for (var w = text.Sentences[s].First; w < text.Sentences[s].End; w++)
            {
                if ((text.Mark[w] & (WordMark.Name | WordMark.Number)) == 0) continue;
                var stem = text.Stem[w];
                if (last != 0 && last != stem) keys.Add(Math.Min(last, stem) | (ulong)Math.Max(last, stem) << 32);
                last = stem;
            }
        }
        return keys;
    }

    /// <summary>Do two texts report one happening? At least two sentences outside each other's neighbourhood say the same,
    /// one of them early in each text, and together they are a tenth of the shorter.</summary>
    internal static bool OneHappening(TextModel a, TextModel b, SentenceAligner aligner)
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

    /// <summary>Least likeness of the particulars of two reports of one happening that are dated within two days, and of two texts on
    /// one matter at any time. Independent reports of one event (samples, by hand) reach 0.79 to 1.38, reports on
    /// one matter 0.69 to 1.30, others at most 0.60.</summary>
    private const double HappeningLikeness = 0.88;
    private const double MatterLikeness = 0.68;
    private const int LeastShared = 4;

    /// <summary>Do two texts of the same days report one happening: the same persons, places, bodies and numbers?</summary>
    internal static bool SameParticulars(TextModel a, TextModel b) => ParticularsLikeness(a, b) is { Shared: >= LeastShared, Sum: >= HappeningLikeness };

    /// <summary>Do two texts speak of one matter?</summary>
    internal static bool OneMatter(TextModel a, TextModel b) => ParticularsLikeness(a, b) is { Shared: >= LeastShared, Sum: >= MatterLikeness };

    /// <summary>Cosine of the names' counts plus the overlap coefficient of distinct names and numbers.</summary>
    private static (int Shared, double Sum) ParticularsLikeness(TextModel a, TextModel b)
    {
        var (x, y) = (Particulars(a), Particulars(b));
        var shared = x.Count(y.Contains);
        return shared < LeastShared ? (shared, 0) : (shared, Cosine(Counts(a, names: true), Counts(b, names: true)) + (double)shared / Math.Min(x.Count, y.Count));
    }

    private static HashSet<uint> Particulars(TextModel text)
    {
        var found = new HashSet<uint>();
        for (var w = 0; w < text.Words; w++)
            if ((text.Mark[w] & WordMark.Name) != 0 || (text.Mark[w] & WordMark.Number) != 0 && text.Length[w] > 1) found.Add(text.Stem[w]);
        return found;
    }

    private static Dictionary<uint, int> Counts(TextModel text, bool names)
    {
        // A word is a name if it stands as one inside a sentence anywhere.
        var known = new HashSet<uint>();
        for (var w = 0; w < text.Words; w++) if ((text.Mark[w] & WordMark.Name) != 0) known.Add(text.Stem[w]);
        var counts = new Dictionary<uint, int>();
        for (var w = 0; w < text.Words; w++)
        {
            if ((text.Mark[w] & (WordMark.Function | WordMark.Number)) != 0 || known.Contains(text.Stem[w]) != names) continue;
            counts[text.Stem[w]] = counts.GetValueOrDefault(text.Stem[w]) + 1;
        }
        return counts;
    }

    private static double Cosine(Dictionary<uint, int> a, Dictionary<uint, int> b)
    {
        // Square roots of counts: the squared length is the plain sum, and addition order must not show: sum in key order.
        double dot = 0;
        foreach (var key in a.Keys.Order()) if (b.TryGetValue(key, out var n)) dot += Math.Sqrt((double)a[key] * n);
        var length = Math.Sqrt((double)a.Values.Sum() * b.Values.Sum());
        return length == 0 ? 0 : dot / length;
    }
}
