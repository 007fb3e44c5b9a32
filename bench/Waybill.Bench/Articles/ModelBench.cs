using System.Diagnostics;
using System.Globalization;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Texts;

namespace Waybill.Bench.Articles;

/// <summary>Trains the block model and measures it on the dev hosts by cross-validation.</summary>
internal static class ModelBench
{
    internal sealed class Sample
    {
        public required GoldPage Gold;
        public required HtmlPage Page;
        public required float[] Labels;
        public required float[] Weights;
        public int Fold;

        /// <summary>The gold text stops though the page's goes on.</summary>
        public bool CutOff;
    }

    public static List<Sample> Samples(string root, bool test = false)
    {
        var samples = new List<Sample>();
        foreach (var set in (ReadOnlySpan<string>)["naeb", "wcxb-dev"])
        {
            foreach (var gold in GoldPages.Load(root, set))
            {
                if (gold.IsTest != test || string.IsNullOrWhiteSpace(gold.Text)) continue;
                var page = HtmlPage.Read(gold.Load());
                var (labels, weights) = BlockLabels.Of(page, gold.Text);
                var cut = BlockLabels.CutOffAfter(page, labels);
                if (cut >= 0) Array.Clear(weights, cut + 1, weights.Length - cut - 1);
                samples.Add(new Sample { CutOff = cut >= 0, Gold = gold, Page = page, Labels = labels, Weights = weights, Fold = Convert.ToInt32(Hashes.Sha256("fold" + gold.Host)[..4], 16) });
            }
        }
        return samples;
    }

    /// <summary>Trains the words and both stages. Each stage learns from what the stage before says of pages that it has not seen.</summary>
    private static byte[] Fit(List<Sample> samples, int folds)
    {
        for (var fold = 0; fold < folds; fold++)
        {
            var other = WordTraining.Train([.. samples.Where(s => s.Fold / 11 % folds != fold)], TextHosts, ClassHosts);
            foreach (var sample in samples.Where(s => s.Fold / 11 % folds == fold)) other.Fill(sample.Page.Tree, sample.Page.Cut, sample.Page.Features);
        }
        var outOfFold = new Dictionary<Sample, float[]>();
        for (var fold = 0; fold < folds; fold++)
        {
            var part = samples.Where(s => s.Fold / 7 % folds != fold).ToList();
            var model = ReadTrees(FitFirst(part));
            foreach (var sample in samples.Where(s => s.Fold / 7 % folds == fold)) outOfFold[sample] = FirstScores(sample, model);
        }
        var first = FitFirst(samples);
        List<byte[]> later = [];
        for (var stage = 0; stage < LaterStages; stage++)
        {
            later.Add(FitSecond(samples, outOfFold));
            if (stage + 1 == LaterStages) break;
            var next = new Dictionary<Sample, float[]>();
            for (var fold = 0; fold < folds; fold++)
            {
                var model = ReadTrees(FitSecond([.. samples.Where(s => s.Fold / 7 % folds != fold)], outOfFold));
                foreach (var sample in samples.Where(s => s.Fold / 7 % folds == fold)) next[sample] = BlockModel.Later(model, sample.Page.Cut, sample.Page.Features, outOfFold[sample]);
            }
            outOfFold = next;
        }
        return [.. "WBM2"u8, .. BitConverter.GetBytes(BlockFeatures.Count), .. WordTraining.Train(samples, TextHosts, ClassHosts).Pack(), .. first, .. later.SelectMany(l => l)];
    }

    private static readonly int LaterStages = int.Parse(Environment.GetEnvironmentVariable("STAGES") ?? "1", CultureInfo.InvariantCulture);
    private static readonly int TextHosts = int.Parse(Environment.GetEnvironmentVariable("TEXTHOSTS") ?? "8", CultureInfo.InvariantCulture);
    private static readonly int ClassHosts = int.Parse(Environment.GetEnvironmentVariable("CLASSHOSTS") ?? "4", CultureInfo.InvariantCulture);

    private static BlockTrees ReadTrees(byte[] data)
    {
        var at = 0;
        return BlockTrees.Read(data, ref at);
    }

    private static float[] FirstScores(Sample sample, BlockTrees model)
    {
        var scores = new float[sample.Labels.Length];
        for (var i = 0; i < scores.Length; i++) scores[i] = BlockModel.Logistic(model.Score(sample.Page.Features.Row(i)));
        return scores;
    }

    private static byte[] FitFirst(List<Sample> samples)
    {
        var n = samples.Sum(s => s.Labels.Length);
        var rows = new float[n * BlockFeatures.Count];
        var at = 0;
        foreach (var sample in samples)
        {
            sample.Page.Features.Values.CopyTo(rows, at * BlockFeatures.Count);
            at += sample.Labels.Length;
        }
        return Bagged(BlockFeatures.Count, Rounds1, rows, samples);
    }

    /// <summary>Several ensembles of other random parts, joined to one that gives their mean.</summary>
    private static byte[] Bagged(int width, int rounds, float[] rows, List<Sample> samples)
    {
        float[] labels = [.. samples.SelectMany(s => s.Labels)], weights = [.. samples.SelectMany(s => s.Weights)];
        return BlockTrees.Mean([.. Enumerable.Range(0, Bags).Select(b => new TreeBooster(width, rounds, Leaves, Rate, seed: 20261122UL + (ulong)b * 7919).Train(rows, labels, weights, out _))]);
    }

    private static readonly int Bags = int.Parse(Environment.GetEnvironmentVariable("BAGS") ?? "1", CultureInfo.InvariantCulture);
    private static readonly int Leaves = int.Parse(Environment.GetEnvironmentVariable("LEAVES") ?? "24", CultureInfo.InvariantCulture);
    private static readonly double Rate = double.Parse(Environment.GetEnvironmentVariable("RATE") ?? "0.1", CultureInfo.InvariantCulture);

    private static readonly int Rounds1 = int.Parse(Environment.GetEnvironmentVariable("R1") ?? "120", CultureInfo.InvariantCulture);
    private static readonly int Rounds2 = int.Parse(Environment.GetEnvironmentVariable("R2") ?? "120", CultureInfo.InvariantCulture);

    private static byte[] FitSecond(List<Sample> samples, Dictionary<Sample, float[]> first)
    {
        var n = samples.Sum(s => s.Labels.Length);
        var width = BlockModel.SecondCount;
        var rows = new float[n * width];
        var at = 0;
        foreach (var sample in samples)
        {
            var neighbours = new Neighbours(sample.Page.Cut, sample.Page.Features, first[sample]);
            for (var i = 0; i < sample.Labels.Length; i++, at++)
            {
                var row = rows.AsSpan(at * width, width);
                sample.Page.Features.Row(i).CopyTo(row);
                neighbours.Fill(i, row[BlockFeatures.Count..]);
            }
        }
        return Bagged(width, Rounds2, rows, samples);
    }

    public static int Train(string root, string output)
    {
        var samples = Samples(root);
        Console.Error.WriteLine($"{samples.Count} pages, {samples.Sum(s => s.Labels.Length)} blocks");
        File.WriteAllBytes(output, Fit(samples, 4));
        return 0;
    }

    /// <summary>Dev figures of pages that the model which scores them has not seen. <c>--scores FILE</c> keeps the scores there, and
    /// takes them from there when the file exists (to try rules behind the model); <c>--errors FILE</c> writes what was wrongly taken and left,
    /// <c>--audit FILE</c> what stands in the gold text and what does not, by kind of block, <c>--leaks FILE</c> each taken block of
    /// eight words or more that the gold text lacks, with where it stands, <c>--marks FILE</c> what such blocks have in common.</summary>
    public static int CrossValidate(string root, string[] args)
    {
        var folds = args.Length > 0 && int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 3;
        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var clock = Stopwatch.StartNew();
        var samples = Samples(root);
        Console.Error.WriteLine($"{samples.Count} pages, {samples.Sum(s => s.Labels.Length)} blocks, read in {clock.Elapsed.TotalSeconds:0.0} s");
        var scored = Option("--scores") is { } kept && File.Exists(kept) ? ReadScores(samples, kept) : [];
        for (var fold = 0; fold < folds && scored.Count < samples.Count; fold++)
        {
            var model = BlockModel.Read(Fit([.. samples.Where(s => s.Fold % folds != fold)], 3))!;
            foreach (var sample in samples.Where(s => s.Fold % folds == fold)) scored.Add((sample, model.Score(sample.Page)));
            Console.Error.WriteLine($"fold {fold} at {clock.Elapsed.TotalSeconds:0.0} s");
        }
        if (Option("--scores") is { } file && !File.Exists(file)) WriteScores(scored, file);
        foreach (var threshold in (ReadOnlySpan<float>)[0.4f, 0.5f, 0.6f])
        {
            foreach (var set in scored.GroupBy(s => s.Sample.Gold.Set, StringComparer.Ordinal))
                ArticleBench.Print(string.Create(CultureInfo.InvariantCulture, $"{threshold:0.0} {set.Key}"), [.. set.Select(s => Score(s.Sample, s.Scores, threshold))]);
        }
        foreach (var set in scored.GroupBy(s => s.Sample.Gold.Set, StringComparer.Ordinal))
            ArticleBench.Print("0.5 gold not cut off " + set.Key, [.. set.Where(s => !s.Sample.CutOff).Select(s => Score(s.Sample, s.Scores, 0.5f))]);
        foreach (var set in samples.GroupBy(s => s.Gold.Set, StringComparer.Ordinal))
            ArticleBench.Print("labels " + set.Key, [.. set.Select(s => ShingleScore.Of(s.Gold.Text!, string.Join("\n", s.Labels.Index().Where(l => l.Item > 0).Select(l => s.Page.Cut.Blocks[l.Index].Text.Text))))]);
        if (Option("--errors") is { } errors) WriteErrors(scored, errors);
        if (Option("--audit") is { } audit) AuditBench.Write(scored, audit);
        if (Option("--leaks") is { } leaks) AuditBench.WriteLeaks(scored, leaks);
        if (Option("--marks") is { } marks) MarkBench.Write(scored, marks);
        return 0;
    }

    private static (double Precision, double Recall) Score(Sample sample, float[] scores, float threshold) =>
        ShingleScore.Of(sample.Gold.Text!, ArticleBench.TextOf(sample.Page, TextChooser.Choose(sample.Page, scores, threshold)));

    private static void WriteScores(List<(Sample Sample, float[] Scores)> scored, string file)
    {
        using var writer = new BinaryWriter(File.Create(file));
        foreach (var (sample, scores) in scored)
        {
            writer.Write(sample.Gold.Set + sample.Gold.Id);
            writer.Write(scores.Length);
            foreach (var score in scores) writer.Write(score);
        }
    }

    private static List<(Sample Sample, float[] Scores)> ReadScores(List<Sample> samples, string file)
    {
        var byId = samples.ToDictionary(s => s.Gold.Set + s.Gold.Id, StringComparer.Ordinal);
        var scored = new List<(Sample, float[])>();
        using var reader = new BinaryReader(File.OpenRead(file));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var sample = byId[reader.ReadString()];
            var scores = new float[reader.ReadInt32()];
            for (var i = 0; i < scores.Length; i++) scores[i] = reader.ReadSingle();
            scored.Add((sample, scores));
        }
        return scored;
    }

    /// <summary>Pages by what they lose, each with its wrongly taken (+) and wrongly left blocks (-), for the eye.</summary>
    private static void WriteErrors(List<(Sample Sample, float[] Scores)> scored, string file)
    {
        using var writer = new StreamWriter(file);
        foreach (var (sample, scores) in scored.OrderBy(s => Score(s.Sample, s.Scores, 0.5f) is var (p, r) ? p + r : 0))
        {
            var (precision, recall) = Score(sample, scores, 0.5f);
            if (precision + recall > 1.98) continue;
            var choice = TextChooser.Choose(sample.Page, scores, 0.5f);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# {sample.Gold.Set} {sample.Gold.Id} {sample.Gold.Host} P {precision:0.000} R {recall:0.000} gold {TextShape.CountWords(sample.Gold.Text!)} words{(sample.CutOff ? " CUT OFF" : "")}"));
            for (var i = 0; i < scores.Length; i++)
            {
                var taken = choice.Kinds[i] is not null || i == choice.Subtitle;
                if (taken == sample.Labels[i] > 0) continue;
                var block = sample.Page.Cut.Blocks[i];
                var text = block.Text.Text;
                if (sample.Page.Features.Words[i] < 3) continue;
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {(taken ? '+' : '-')} {i,4}/{scores.Length} {scores[i]:0.00} {block.Tag,-10} links {(float)block.LinkUnits / text.Length:0.0} {sample.Page.Features.Words[i],4} w {(taken ? choice.Kinds[i].ToString() : choice.Reasons[i].ToString()),-12} {text[..Math.Min(110, text.Length)].Replace('\n', ' ')}"));
            }
        }
    }
}
