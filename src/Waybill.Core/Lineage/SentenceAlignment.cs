namespace Waybill.Lineage;

/// <summary>A sentence of one text and the sentence of another that it corresponds to.</summary>
/// <param name="Here">Sentence number here.</param>
/// <param name="There">Sentence number there.</param>
/// <param name="Similarity">Dice coefficient of the weighted words, 0 to 1.</param>
/// <param name="Verbatim">Share of the shorter sentence's words that stand in the other in the same order, 0 to 1.</param>
internal readonly record struct SentencePair(int Here, int There, float Similarity, float Verbatim);

/// <summary>For each sentence of one text, the sentence of the other that has most of its rare words.
/// A word's weight falls with the number of sentences of both texts that hold it (an inverse sentence frequency
/// within the pair), so names that both repeat everywhere count little and nothing outside the pair is read.</summary>
internal sealed class SentenceAlignment
{
    private const float FunctionWordWeight = 0.15f;

    /// <summary>Below this two sentences say nothing of each other.</summary>
    internal const float Least = 0.30f;

    private SentenceAlignment(TextModel here, TextModel there, SentencePair[] pairs)
    {
        Here = here;
        There = there;
        Pairs = pairs;
    }

    internal TextModel Here { get; }
    internal TextModel There { get; }

    /// <summary>At most one entry a sentence of <see cref="Here"/>, in its order.</summary>
    internal SentencePair[] Pairs { get; }

    internal static SentenceAlignment Of(TextModel here, TextModel there)
    {
        var table = new StemTable(here.Words + there.Words);
        var a = Index(here, table, first: true);
        var b = Index(there, table, first: false);
        var total = here.Sentences.Length + there.Sentences.Length;
        var weight = new float[table.Count];
        for (var s = 0; s < weight.Length; s++)
        {
            var df = table.SentencesA[s] + table.SentencesB[s];
            weight[s] = MathF.Log2(1f + (float)total / df) * (table.Function[s] ? FunctionWordWeight : 1f);
        }
        // Sentences of "there" by stem.
        var offsets = new int[table.Count + 1];
        for (var s = 0; s < table.Count; s++) offsets[s + 1] = offsets[s] + table.SentencesB[s];
        var postings = new int[offsets[^1]];
        var cursor = new int[table.Count];
        var weightB = new float[there.Sentences.Length];
        for (var j = 0; j < there.Sentences.Length; j++)
        {
            for (var k = b.Offsets[j]; k < b.Offsets[j + 1]; k++)
            {
                var s = b.Stems[k];
                postings[offsets[s] + cursor[s]++] = j;
                weightB[j] += weight[s];
            }
        }
        var score = new float[there.Sentences.Length];
        var pairs = new List<SentencePair>();
        for (var i = 0; i < here.Sentences.Length; i++)
        {
            Array.Clear(score);
            var weightA = 0f;
            for (var k = a.Offsets[i]; k < a.Offsets[i + 1]; k++)
            {
                var s = a.Stems[k];
                var w = weight[s];
                weightA += w;
                for (var p = offsets[s]; p < offsets[s + 1]; p++) score[postings[p]] += w;
            }
            var best = -1;
            var bestScore = Least;
            for (var j = 0; j < score.Length; j++)
            {
                var dice = 2f * score[j] / (weightA + weightB[j]);
                if (dice > bestScore)
                {
                    bestScore = dice;
                    best = j;
                }
            }
            if (best >= 0) pairs.Add(new SentencePair(i, best, bestScore, Verbatim(here, i, there, best)));
        }
        return new SentenceAlignment(here, there, pairs.ToArray());
    }

    /// <summary>Longest common subsequence of the two sentences over the shorter's length.</summary>
    private static float Verbatim(TextModel a, int i, TextModel b, int j)
    {
        var sa = a.Sentences[i];
        var sb = b.Sentences[j];
        var x = a.Stem.AsSpan(sa.First, sa.Count);
        var y = b.Stem.AsSpan(sb.First, sb.Count);
        return (float)WordDiff.CommonLength(x, y) / Math.Min(x.Length, y.Length);
    }

    private static (int[] Offsets, int[] Stems) Index(TextModel text, StemTable table, bool first)
    {
        var offsets = new int[text.Sentences.Length + 1];
        var stems = new int[text.Words];
        var n = 0;
        for (var i = 0; i < text.Sentences.Length; i++)
        {
            var sentence = text.Sentences[i];
            for (var w = sentence.First; w < sentence.End; w++)
            {
                var s = table.Add(text.Stem[w], (text.Mark[w] & WordMark.Function) != 0);
                if (table.LastSeen[s] == (first ? i : ~i)) continue;
                table.LastSeen[s] = first ? i : ~i;
                if (first) table.SentencesA[s]++;
                else table.SentencesB[s]++;
                stems[n++] = s;
            }
            offsets[i + 1] = n;
        }
        return (offsets, stems);
    }

    /// <summary>Stem → small number, open addressing.</summary>
    private sealed class StemTable
    {
        private readonly uint[] _keys;
        private readonly int[] _values;
        private readonly int _mask;

        internal StemTable(int words)
        {
            var size = 16;
            while (size < words * 2) size <<= 1;
            _keys = new uint[size];
            _values = new int[size];
            _mask = size - 1;
            SentencesA = new int[words];
            SentencesB = new int[words];
            LastSeen = new int[words];
            Array.Fill(LastSeen, int.MaxValue);
            Function = new bool[words];
        }

        internal int Count { get; private set; }
        internal int[] SentencesA { get; }
        internal int[] SentencesB { get; }
        internal int[] LastSeen { get; }
        internal bool[] Function { get; }

        internal int Add(uint stem, bool function)
        {
            var at = (int)(stem * 2654435769u >> 7) & _mask;
            while (_keys[at] != 0)
            {
                if (_keys[at] == stem) return _values[at];
                at = (at + 1) & _mask;
            }
            _keys[at] = stem;
            _values[at] = Count;
            Function[Count] = function;
            return Count++;
        }
    }
}
