namespace Waybill.Lineage;

/// <summary>A sentence of one text and the sentence of another that it corresponds to.</summary>
/// <param name="Here">Sentence number here.</param>
/// <param name="There">Sentence number there.</param>
/// <param name="Similarity">Dice coefficient of the weighted words, 0 to 1.</param>
internal readonly record struct SentencePair(int Here, int There, float Similarity);

/// <summary>For each sentence of either text, the sentence of the other that has most of its rare words.</summary>
/// <param name="Forward">At most one entry a sentence of the first text, in its order.</param>
/// <param name="Backward">At most one entry a sentence of the second text, in its order; "here" is the second text.</param>
internal readonly record struct SentenceAlignment(SentencePair[] Forward, SentencePair[] Backward);

/// <summary>Aligns sentences of two texts by shared words. A word's weight falls with the number of sentences of both texts
/// that hold it (an inverse sentence frequency within the pair), so names that both repeat everywhere count
/// little and nothing outside the pair is read. Holds buffers only; one instance a thread.</summary>
internal sealed class SentenceAligner
{
    private const float FunctionWordWeight = 0.15f;

    /// <summary>Below this two sentences say nothing of each other.</summary>
    internal const float Least = 0.30f;

    private uint[] _keys = new uint[4096];
    private int[] _slots = new int[4096];
    private int _mask;
    private int _count;
    private int[] _sentencesA = new int[1024];
    private int[] _sentencesB = new int[1024];
    private int[] _lastSeen = new int[1024];
    private bool[] _function = new bool[1024];
    private float[] _weight = new float[1024];
    private int[] _offsets = new int[1025];
    private int[] _cursor = new int[1024];
    private int[] _stemsA = new int[1024];
    private int[] _stemsB = new int[1024];
    private int[] _postings = new int[1024];
    private int[] _startA = new int[64];
    private int[] _startB = new int[64];
    private float[] _weightB = new float[64];
    private float[] _score = new float[64];
    private (int Sentence, float Dice)[] _bestB = new (int, float)[64];
    private SentencePair[] _pairs = new SentencePair[64];
    private float[] _logs = [];

    internal SentenceAlignment Align(TextModel a, TextModel b)
    {
        Grow(a.Words + b.Words, Math.Max(a.Sentences.Length, b.Sentences.Length));
        Index(a, _stemsA, _startA, _sentencesA, first: true);
        Index(b, _stemsB, _startB, _sentencesB, first: false);
        Weigh(a.Sentences.Length + b.Sentences.Length);
        Post(b.Sentences.Length);
        var found = 0;
        Array.Fill(_bestB, (-1, Least), 0, b.Sentences.Length);
        var score = _score.AsSpan(0, b.Sentences.Length);
        for (var i = 0; i < a.Sentences.Length; i++)
        {
            score.Clear();
            var weightA = 0f;
            for (var k = _startA[i]; k < _startA[i + 1]; k++)
            {
                var s = _stemsA[k];
                var w = _weight[s];
                weightA += w;
                for (var p = _offsets[s]; p < _offsets[s + 1]; p++) score[_postings[p]] += w;
            }
            var best = -1;
            var bestDice = Least;
            for (var j = 0; j < score.Length; j++)
            {
                if (score[j] <= 0) continue;
                var dice = 2f * score[j] / (weightA + _weightB[j]);
                if (dice > bestDice)
                {
                    bestDice = dice;
                    best = j;
                }
                if (dice > _bestB[j].Dice) _bestB[j] = (i, dice);
            }
            if (best >= 0) _pairs[found++] = new SentencePair(i, best, bestDice);
        }
        var forward = _pairs.AsSpan(0, found).ToArray();
        found = 0;
        for (var j = 0; j < b.Sentences.Length; j++)
            if (_bestB[j].Sentence >= 0) _pairs[found++] = new SentencePair(j, _bestB[j].Sentence, _bestB[j].Dice);
        return new SentenceAlignment(forward, _pairs.AsSpan(0, found).ToArray());
    }

    /// <summary>Distinct names and numbers in aligned sentences of one of the two texts that were aligned last, how many of them the other
    /// text nowhere has, and the share of aligned sentences in which such stand.</summary>
    internal (int Of, int Only, double Sentences) Particulars(TextModel here, SentencePair[] pairs, bool first)
    {
        var there = first ? _sentencesB : _sentencesA;
        var stamp = first ? int.MaxValue : int.MinValue;
        int of = 0, only = 0, aligned = 0, differing = 0;
        foreach (var pair in pairs)
        {
            if (pair.Similarity < SharedOrigin.FaintSimilarity) continue;
            aligned++;
            var differs = false;
            var run = here.Sentences[pair.Here];
            for (var w = run.First; w < run.End; w++)
            {
                if ((here.Mark[w] & WordMark.Name) == 0 && ((here.Mark[w] & WordMark.Number) == 0 || here.Length[w] < 2)) continue;
                var s = Number(here.Stem[w], function: false);
                differs |= there[s] == 0;
                if (_lastSeen[s] == stamp) continue;
                _lastSeen[s] = stamp;
                of++;
                if (there[s] == 0) only++;
            }
            if (differs) differing++;
        }
        return (of, only, aligned == 0 ? 0 : (double)differing / aligned);
    }

    private void Weigh(int sentences)
    {
        if (_logs.Length <= sentences)
        {
            _logs = new float[sentences * 2 + 2];
        }
        for (var df = 1; df <= sentences; df++) _logs[df] = MathF.Log2(1f + (float)sentences / df);
        for (var s = 0; s < _count; s++)
            _weight[s] = _logs[_sentencesA[s] + _sentencesB[s]] * (_function[s] ? FunctionWordWeight : 1f);
    }

    /// <summary>Sentences of the second text by word.</summary>
    private void Post(int sentences)
    {
        _offsets[0] = 0;
        for (var s = 0; s < _count; s++)
        {
            _offsets[s + 1] = _offsets[s] + _sentencesB[s];
            _cursor[s] = _offsets[s];
        }
        for (var j = 0; j < sentences; j++)
        {
            var sum = 0f;
            for (var k = _startB[j]; k < _startB[j + 1]; k++)
            {
                var s = _stemsB[k];
                _postings[_cursor[s]++] = j;
                sum += _weight[s];
            }
            _weightB[j] = sum;
        }
    }

    private void Index(TextModel text, int[] stems, int[] start, int[] sentences, bool first)
    {
        var n = 0;
        for (var i = 0; i < text.Sentences.Length; i++)
        {
            start[i] = n;
            var sentence = text.Sentences[i];
            var stamp = first ? i + 1 : -i - 1;
            for (var w = sentence.First; w < sentence.End; w++)
            {
                var s = Number(text.Stem[w], (text.Mark[w] & WordMark.Function) != 0);
                if (_lastSeen[s] == stamp) continue;
                _lastSeen[s] = stamp;
                sentences[s]++;
                stems[n++] = s;
            }
        }
        start[text.Sentences.Length] = n;
    }

    private int Number(uint stem, bool function)
    {
        var at = (int)(stem * 2654435769u >> 7) & _mask;
        while (_keys[at] != 0)
        {
            if (_keys[at] == stem) return _slots[at];
            at = (at + 1) & _mask;
        }
        _keys[at] = stem;
        _slots[at] = _count;
        _function[_count] = function;
        _sentencesA[_count] = 0;
        _sentencesB[_count] = 0;
        _lastSeen[_count] = 0;
        return _count++;
    }

    private void Grow(int words, int sentences)
    {
        var size = 256;
        while (size < words * 2) size <<= 1;
        if (_keys.Length < size)
        {
            _keys = new uint[size];
            _slots = new int[size];
        }
        else Array.Clear(_keys, 0, size);
        _mask = size - 1;
        _count = 0;
        if (_sentencesA.Length < words)
        {
            var room = words * 2;
            _sentencesA = new int[room];
            _sentencesB = new int[room];
            _lastSeen = new int[room];
            _function = new bool[room];
            _weight = new float[room];
            _offsets = new int[room + 1];
            _cursor = new int[room];
            _stemsA = new int[room];
            _stemsB = new int[room];
            _postings = new int[room];
        }
        if (_startA.Length <= sentences)
        {
            var room = sentences * 2 + 1;
            _startA = new int[room];
            _startB = new int[room];
            _weightB = new float[room];
            _score = new float[room];
            _bestB = new (int, float)[room];
            _pairs = new SentencePair[room];
        }
    }
}
