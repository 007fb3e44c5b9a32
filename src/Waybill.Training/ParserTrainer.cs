using Waybill.Language;

namespace Waybill.Training;

/// <summary>Trains the arc-hybrid parser with a dynamic oracle (Goldberg and Nivre 2013): after the first epoch it
/// follows its own decisions nine times in ten, so that it learns what to do after a mistake.</summary>
public sealed class ParserTrainer(IReadOnlyList<string> relations)
{
    private readonly int _labels = relations.Count;
    private readonly byte _root = (byte)relations.ToList().IndexOf("root");

    public static List<string> Collect(IEnumerable<GoldSentence> sentences) =>
        [.. sentences.SelectMany(s => s.Relation).GroupBy(r => r, StringComparer.Ordinal).Where(g => g.Count() >= 5)
            .Select(g => g.Key).Order(StringComparer.Ordinal)];

    /// <param name="tags">Predicted tags of each sentence, from a tagger that has not seen it.</param>
    public AveragedWeights Train(IReadOnlyList<GoldSentence> sentences, byte[][] tags, int epochs, int seed)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(tags);
        var weights = new AveragedWeights();
        var random = new Random(seed);
        var usable = Enumerable.Range(0, sentences.Count).Where(i => sentences[i].Count <= SentenceSplitter.MaxSentenceTokens).ToArray();
        var words = sentences.Select(TaggerTrainer.WordsOf).ToArray();
        var heads = sentences.Select(s => Treebank.Projective(s.Head).Select(h => h < 0 ? s.Count : h).ToArray()).ToArray();
        var labels = sentences.Select(s => s.Relation.Select(Label).ToArray()).ToArray();
        var state = new ParserState();
        var features = new uint[TransitionParser.FeatureCount];
        var scores = new float[1 + 2 * _labels];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(usable);
            int wrong = 0, all = 0;
            foreach (int s in usable)
            {
                int n = sentences[s].Count;
                state.Start(n);
                while (!state.Done)
                {
                    if (!state.CanLeft && !state.CanRight)
                    {
                        state.Shift();
                        continue;
                    }
                    if (state.Next == n && state.Depth == 1)
                    {
                        state.Left(_root);
                        continue;
                    }
                    TransitionParser.Features(words[s], tags[s], 0, state, features);
                    Array.Clear(scores);
                    weights.Score(features, scores);
                    weights.Tick();
                    var (predicted, predictedCost, best) = Choose(scores, state, heads[s], labels[s]);
                    all++;
                    if (predicted != best)
                    {
                        wrong++;
                        weights.Update(features, best, 1);
                        weights.Update(features, predicted, -1);
                    }
                    bool follow = epoch > 0 && random.NextDouble() < 0.9;
                    TransitionParser.Apply(state, follow ? predicted : best, _labels);
                }
            }
            Console.Error.WriteLine($"parser epoch {epoch + 1}: {100.0 * wrong / all:F2} % of decisions wrong");
        }
        return weights;
    }

    /// <summary>The best-scored legal action and the best-scored one among those that lose nothing.</summary>
    private (int Predicted, int Cost, int Best) Choose(float[] scores, ParserState state, int[] heads, byte[] labels)
    {
        int n = state.Count, b = state.Next, s0 = state.Stack(0), s1 = state.Stack(1);
        bool atRoot = b == n;
        int shift = int.MaxValue, left = int.MaxValue, right = int.MaxValue;
        if (state.CanShift)
        {
            shift = 0;
            // b loses a head further down the stack than the top, and every dependent on the stack.
            for (int d = 0; d < state.Depth; d++)
            {
                int x = state.Stack(d);
                if (heads[x] == b)
                    shift++;
                if (d > 0 && heads[b] == x)
                    shift++;
            }
        }
        if (s0 >= 0)
        {
            int lost = 0;
            for (int x = b; x < n; x++)
            {
                if (heads[x] == s0)
                    lost++;
            }
            bool headAhead = heads[s0] > b || heads[s0] == n && b < n;
            if (state.CanLeft)
                left = lost + (headAhead ? 1 : 0) + (s1 >= 0 && heads[s0] == s1 ? 1 : 0);
            if (state.CanRight)
                right = lost + (heads[s0] >= b ? 1 : 0);
        }
        int cheapest = Math.Min(shift, Math.Min(left, right));
        int predicted = -1, best = -1;
        float predictedScore = float.NegativeInfinity, bestScore = float.NegativeInfinity;
        int predictedCost = 0;
        void Consider(int action, int cost, bool rightLabel)
        {
            if (scores[action] > predictedScore)
            {
                predicted = action;
                predictedScore = scores[action];
                predictedCost = cost;
            }
            if (cost == cheapest && rightLabel && scores[action] > bestScore)
            {
                best = action;
                bestScore = scores[action];
            }
        }
        if (state.CanShift)
            Consider(0, shift, true);
        if (state.CanLeft && !atRoot)
        {
            bool arc = heads[s0] == b;
            for (int l = 0; l < _labels; l++)
            {
                if (l != _root)
                    Consider(1 + l, left, !arc || l == labels[s0]);
            }
        }
        if (state.CanRight)
        {
            bool arc = heads[s0] == s1;
            for (int l = 0; l < _labels; l++)
            {
                if (l != _root)
                    Consider(1 + _labels + l, right, !arc || l == labels[s0]);
            }
        }
        return (predicted, predictedCost, best);
    }

    private byte Label(string relation)
    {
        for (int i = 0; i < relations.Count; i++)
        {
            if (relations[i] == relation)
                return (byte)i;
        }
        int colon = relation.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? Label(relation[..colon]) : Label("dep");
    }
}
