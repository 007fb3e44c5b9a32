using Waybill.Language;

namespace Waybill.Training;

/// <summary>Trains the perceptron tagger.</summary>
public sealed class TaggerTrainer(IReadOnlyList<TagPair> tags)
{
    private readonly Dictionary<TagPair, byte> _index = tags.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => (byte)p.i);

    public byte Index(string upos, string xpos) =>
        _index.TryGetValue(new(UposNames.Parse(upos), xpos), out byte i) ? i : (byte)0;

    /// <summary>All tag pairs of the sentences that occur at least three times, in a fixed order.</summary>
    public static List<TagPair> Collect(IEnumerable<GoldSentence> sentences) =>
        [.. sentences.SelectMany(s => s.Upos.Zip(s.Xpos)).GroupBy(p => new TagPair(UposNames.Parse(p.First), p.Second))
            .Where(g => g.Count() >= 3).Select(g => g.Key)
            .OrderBy(t => t.Upos).ThenBy(t => t.Xpos, StringComparer.Ordinal)];

    public static Words WordsOf(GoldSentence sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var words = new Words(sentence.Count);
        for (int i = 0; i < sentence.Count; i++)
            words.Set(i, sentence.Form[i]);
        return words;
    }

    /// <summary>Forms with at least 20 occurrences and one tag in 99.5 % of them.</summary>
    public Dictionary<uint, byte> Settled(IEnumerable<GoldSentence> sentences)
    {
        var counts = new Dictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var s in sentences)
        {
            for (int i = 0; i < s.Count; i++)
            {
                if (!counts.TryGetValue(s.Form[i], out int[]? c))
                    counts[s.Form[i]] = c = new int[tags.Count];
                c[Index(s.Upos[i], s.Xpos[i])]++;
            }
        }
        var settled = new Dictionary<uint, byte>();
        foreach (var (form, c) in counts)
        {
            int total = c.Sum(), best = Array.IndexOf(c, c.Max());
            if (total >= 20 && c[best] >= total * 0.995)
                settled[StableHash.Of(form)] = (byte)best;
        }
        return settled;
    }

    public AveragedWeights Train(IReadOnlyList<GoldSentence> sentences, Dictionary<uint, byte> settled, int epochs, int seed)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var weights = new AveragedWeights();
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, sentences.Count)];
        var words = sentences.Select(WordsOf).ToArray();
        var gold = sentences.Select(s => s.Upos.Zip(s.Xpos, Index).ToArray()).ToArray();
        var features = new uint[PerceptronTagger.FeatureCount];
        var scores = new float[tags.Count];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            int wrong = 0, all = 0;
            foreach (int s in order)
            {
                uint before = 0x9E3779B9, before2 = 0x9E3779B9;
                for (int i = 0; i < words[s].Count; i++)
                {
                    byte right = gold[s][i];
                    if (!settled.TryGetValue(words[s].Form[i], out byte tag))
                    {
                        PerceptronTagger.Features(words[s], 0, words[s].Count, i, before, before2, features);
                        Array.Clear(scores);
                        weights.Score(features, scores);
                        tag = (byte)Array.IndexOf(scores, scores.Max());
                        weights.Tick();
                        if (tag != right)
                        {
                            weights.Update(features, right, 1);
                            weights.Update(features, tag, -1);
                        }
                    }
                    all++;
                    if (tag != right)
                        wrong++;
                    before2 = before;
                    before = tag;
                }
            }
            Console.Error.WriteLine($"tagger epoch {epoch + 1}: {100.0 * wrong / all:F2} % wrong");
        }
        return weights;
    }
}
