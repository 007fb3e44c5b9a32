using Waybill.Html;

namespace Waybill.Bench.Articles;

/// <summary>Learns which words and class names stand in articles' text: for each, the share of its occurrences on a host that are
/// text, averaged over hosts, as log-odds against the average word.</summary>
internal static class WordTraining
{
    private const double Prior = 2;
    private const int Levels = 6;

    public static BlockWords Train(IReadOnlyCollection<ModelBench.Sample> samples, int textHosts, int classHosts)
    {
        var all = Learn(samples, textHosts, TextGrams);
        foreach (var (hash, odds) in Learn(samples, classHosts, ClassGrams)) all.TryAdd(hash, odds);
        return new BlockWords(all);
    }

    private static Dictionary<uint, sbyte> Learn(IReadOnlyCollection<ModelBench.Sample> samples, int minHosts, Action<ModelBench.Sample, int, HashSet<uint>> gramsOf)
    {
        var shares = new Dictionary<uint, (double Text, int Hosts)>();
        var grams = new HashSet<uint>();
        foreach (var host in samples.GroupBy(s => s.Gold.Host, StringComparer.Ordinal))
        {
            var counts = new Dictionary<uint, (float Text, float All)>();
            foreach (var sample in host)
            {
                for (var i = 0; i < sample.Labels.Length; i++)
                {
                    if (sample.Weights[i] == 0) continue;
                    grams.Clear();
                    gramsOf(sample, i, grams);
                    foreach (var gram in grams)
                    {
                        var count = counts.GetValueOrDefault(gram);
                        counts[gram] = (count.Text + sample.Labels[i] * sample.Weights[i], count.All + sample.Weights[i]);
                    }
                }
            }
            foreach (var (gram, count) in counts)
            {
                var share = shares.GetValueOrDefault(gram);
                shares[gram] = (share.Text + count.Text / count.All, share.Hosts + 1);
            }
        }
        double text = 0, hosts = 0;
        foreach (var (t, h) in shares.Values)
        {
            text += t;
            hosts += h;
        }
        var mean = text / hosts;
        var odds = new Dictionary<uint, sbyte>();
        foreach (var (gram, (t, h)) in shares)
        {
            if (h < minHosts) continue;
            var steps = BlockWords.Quantise(Math.Log((t + Prior * mean) / (h - t + Prior * (1 - mean))) - Math.Log(mean / (1 - mean)));
            if (Math.Abs((int)steps) >= 6) odds[gram] = steps;
        }
        return odds;
    }

    /// <summary>Words of blocks that could be prose: menus would teach nothing but menus.</summary>
    private static void TextGrams(ModelBench.Sample sample, int i, HashSet<uint> grams)
    {
        var block = sample.Page.Cut.Blocks[i];
        if (sample.Page.Features.Words[i] < 4 || block.LinkUnits * 10 > block.Text.Text.Length * 6) return;
        var list = new List<uint>();
        BlockWords.TextGrams(block.Text.Text, list);
        grams.UnionWith(list);
    }

    private static void ClassGrams(ModelBench.Sample sample, int i, HashSet<uint> grams)
    {
        var list = new List<uint>();
        var contexts = sample.Page.Cut.Contexts;
        var context = sample.Page.Cut.Blocks[i].Context;
        for (var level = 0; level < Levels && context >= 0; level++, context = contexts[context].Parent) BlockWords.ClassGrams(sample.Page.Tree, contexts[context].Node, list);
        grams.UnionWith(list);
    }
}
