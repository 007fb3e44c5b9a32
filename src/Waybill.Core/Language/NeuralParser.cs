namespace Waybill.Language;

/// <summary>Tags, heads and relations of a sentence by one network, or by what several say together: their scores are
/// added. In integers throughout. Not for use by two threads at once: it keeps its buffers.</summary>
public sealed class NeuralParser
{
    private const int Cap = SentenceSplitter.MaxSentenceTokens;
    private readonly NeuralScorer[] _scorers;
    private readonly byte _root;
    private readonly int _tags, _labels;
    private readonly int[] _classes;
    private readonly long[] _scores = new long[Cap * (Cap + 1)];
    private readonly SpanningTree _tree = new(Cap);

    /// <param name="networks">One or more, of the same tags and relations; the largest first.</param>
    /// <param name="portable">Leaves out AVX2: the same results, more slowly.</param>
    public NeuralParser(IReadOnlyList<NeuralWeights> networks, byte rootLabel, bool portable = false)
    {
        ArgumentNullException.ThrowIfNull(networks);
        // Of 1:1 and 2:1 the second scored higher on the development parts.
        _scorers = [.. networks.Select((n, i) => new NeuralScorer(n, i == 0 && networks.Count > 1 ? 2 : 1, portable))];
        _root = rootLabel;
        _tags = networks[0].Tag.Outputs;
        _labels = networks[0].RelationOut.Outputs;
        _classes = new int[Cap * Math.Max(_tags, _labels)];
    }

    /// <summary>Analyses tokens [first, first+count). Heads are relative to the first token, −1 for the root.</summary>
    /// <param name="names">Receives, where it is not empty, the first network's score for each token and class of name.</param>
    public void Parse(Words words, int first, int count, Span<byte> tags, Span<int> heads, Span<byte> labels, Span<int> names = default)
    {
        Tag(words, first, count, tags);
        var scores = _scores.AsSpan(0, count * (count + 1));
        scores.Clear();
        foreach (var scorer in _scorers)
        {
            scorer.Deepen(count);
            scorer.Heads(count, scores);
        }
        if (!names.IsEmpty)
            _scorers[0].Names(count, names);
        _tree.Find(scores, count, heads);
        Relations(count, heads, labels);
    }

    /// <summary>Tags alone, which need the first layer only.</summary>
    public void Tag(Words words, int first, int count, Span<byte> tags)
    {
        ArgumentNullException.ThrowIfNull(words);
        var classes = _classes.AsSpan(0, count * _tags);
        classes.Clear();
        foreach (var scorer in _scorers)
            scorer.Tags(words, first, count, classes);
        for (int t = 0; t < count; t++)
        {
            var scores = classes.Slice(t * _tags, _tags);
            int best = 0;
            for (int c = 1; c < scores.Length; c++)
            {
                if (scores[c] > scores[best])
                    best = c;
            }
            tags[t] = (byte)best;
        }
    }

    private void Relations(int count, ReadOnlySpan<int> heads, Span<byte> labels)
    {
        var classes = _classes.AsSpan(0, count * _labels);
        classes.Clear();
        foreach (var scorer in _scorers)
            scorer.Relations(count, heads, classes);
        for (int t = 0; t < count; t++)
        {
            if (heads[t] < 0)
            {
                labels[t] = _root;
                continue;
            }
            var scores = classes.Slice(t * _labels, _labels);
            int best = _root == 0 ? 1 : 0;
            for (int c = 0; c < _labels; c++)
            {
                if (c != _root && scores[c] > scores[best])
                    best = c;
            }
            labels[t] = (byte)best;
        }
    }
}
