using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Waybill.Lineage;

namespace Waybill.Bench.Lineage;

/// <summary>Could free rewrites of one or two sentences be told from other reports of the same matter, by two texts alone? What alignment of particulars gives is
/// counted for each rewrite with its own story and for pairs of stories that are not each other's copies; thresholds are searched over a grid on half of
/// the stories and read on the other half. Weights are those of the predicate: log2(1 + sentences / sentences that hold the word) within the pair, function
/// words (a fixed list) left out. Only which pairs are asked is found through an index of all stories.</summary>
internal static class RewriteCurve
{
    /// <summary>Thresholds of <see cref="Features"/>, in its order; the last is a most, the others are leasts.</summary>
    private static readonly double[][] Grid =
    [
        [0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75], [0, 0.4, 0.5], [0, 0.3, 0.4, 0.5], [0, 0.8, 0.95], [0, 0.6, 0.8], [0, 0.5, 0.6], [0, 1, 99],
    ];

    /// <summary>Less in common than this is no question; more shared word 3-grams than that is a copy.</summary>
    private const double LeastCommon = 0.3, CopiedGrams = 0.15;

    private sealed record Text(TextModel Opening, TextModel Whole);

    internal static void Run(List<(int Number, string Text)> rewrites, List<ReutersStory> stories)
    {
        var texts = stories.ToDictionary(s => s.Number, s => new Text(TextModel.Of(RewritesBench.Opening(s.Body)), TextModel.Of(s.Body)));
        var index = Index(texts);
        List<(int Of, double[] F)> own = [], other = [];
        foreach (var (number, text) in rewrites)
        {
            var model = TextModel.Of(text);
            own.Add((number, Features(model, texts[number])));
            Others(number, model, 12);
        }
        foreach (var number in texts.Keys.Order())
            if (number % 5 == 0 && texts[number].Opening.Words is >= 40 and <= 120) Others(number, texts[number].Opening, 6);

        var halves = new[] { false, true }.Select(half => (Own: own.FindAll(x => Second(x.Of) == half).ConvertAll(x => x.F), Other: other.FindAll(x => Second(x.Of) == half).ConvertAll(x => x.F))).ToArray();
        Console.WriteLine($"set on {halves[0].Own.Count} rewrites and {halves[0].Other.Count} pairs of other stories, read on {halves[1].Own.Count} and {halves[1].Other.Count}");
        Console.WriteLine("| false pairs allowed where it was set | rewrites found there | rewrites found, other half | false pairs, other half | pair precision, other half | thresholds |");
        var best = new SortedDictionary<int, (int Found, double[] Rule)>();
        foreach (var rule in Rules([], 0))
        {
            var (found, wrong) = (halves[0].Own.Count(f => Holds(f, rule)), halves[0].Other.Count(f => Holds(f, rule)));
            if (found >= 3 && (!best.TryGetValue(wrong, out var b) || found > b.Found)) best[wrong] = (found, rule);
        }
        var most = 0;
        foreach (var (wrong, (found, rule)) in best)
        {
            if (found <= most || wrong > 100) continue;
            most = found;
            var (right, mistaken) = (halves[1].Own.Count(f => Holds(f, rule)), halves[1].Other.Count(f => Holds(f, rule)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {wrong} | {found} of {halves[0].Own.Count} | {right} of {halves[1].Own.Count} | {mistaken} | {(double)right / Math.Max(1, right + mistaken):F2} | {string.Join(' ', rule)} |"));
        }

        void Others(int number, TextModel text, int asked)
        {
            foreach (var candidate in Nearest(text, number, index, asked))
            {
                if (number % 5 == 0 && texts[candidate].Opening.Words < 40) continue;
                var f = Features(text, texts[candidate]);
                if (f[0] >= LeastCommon && Copied(texts[number].Whole, texts[candidate].Whole) <= CopiedGrams) other.Add((number, f));
            }
        }
    }

    /// <summary>Weighted share of the text's words in the story; in its opening; of the opening's words in the text; of the text's names and numbers in the story; of the
    /// opening's in the text; order of the shared (longest increasing run); names and numbers that the story lacks.</summary>
    private static double[] Features(TextModel text, Text story)
    {
        var weights = Weights(text, story.Whole);
        var (a, opening, whole) = (Items(text), Items(story.Opening), Items(story.Whole).Keys.ToHashSet());
        double Share(Dictionary<uint, (int At, bool Particular)> of, Func<uint, bool> there, bool particulars)
        {
            double all = 0, shared = 0;
            foreach (var (stem, (_, particular)) in of.OrderBy(x => x.Key))
            {
                if (particulars && !particular) continue;
                all += weights[stem];
                if (there(stem)) shared += weights[stem];
            }
            return all == 0 ? 0 : shared / all;
        }
        var places = a.OrderBy(x => x.Value.At).Where(x => opening.ContainsKey(x.Key)).Select(x => opening[x.Key].At).ToList();
        return
        [
            Share(a, whole.Contains, false), Share(a, opening.ContainsKey, false), Share(opening, a.ContainsKey, false), Share(a, whole.Contains, true), Share(opening, a.ContainsKey, true),
            places.Count == 0 ? 0 : (double)Increasing(places) / places.Count, a.Count(x => x.Value.Particular && !whole.Contains(x.Key)),
        ];
    }

    /// <summary>Distinct words that are no function words, where each stands first, and whether it is a name or a number.</summary>
    private static Dictionary<uint, (int At, bool Particular)> Items(TextModel text)
    {
        var items = new Dictionary<uint, (int, bool)>();
        for (var w = 0; w < text.Words; w++)
        {
            if ((text.Mark[w] & WordMark.Function) != 0 || text.Length[w] < 2) continue;
            var particular = (text.Mark[w] & (WordMark.Name | WordMark.Number)) != 0;
            items[text.Stem[w]] = items.TryGetValue(text.Stem[w], out var seen) ? (seen.Item1, seen.Item2 || particular) : (w, particular);
        }
        return items;
    }

    private static Dictionary<uint, double> Weights(TextModel a, TextModel b)
    {
        var holders = new Dictionary<uint, int>();
        foreach (var text in new[] { a, b })
            foreach (var s in text.Sentences)
                foreach (var stem in text.Stem[s.First..s.End].Distinct()) holders[stem] = holders.GetValueOrDefault(stem) + 1;
        var sentences = a.Sentences.Length + b.Sentences.Length;
        return holders.ToDictionary(h => h.Key, h => Math.Log2(1 + (double)sentences / h.Value));
    }

    /// <summary>Length of the longest increasing subsequence (patience sorting).</summary>
    private static int Increasing(List<int> places)
    {
        var tails = new List<int>();
        foreach (var p in places)
        {
            var k = tails.BinarySearch(p);
            if (k < 0) k = ~k;
            if (k == tails.Count) tails.Add(p);
            else tails[k] = p;
        }
        return tails.Count;
    }

    private static double Copied(TextModel a, TextModel b)
    {
        var (x, y) = (Grams(a), Grams(b));
        var (few, many) = x.Count <= y.Count ? (x, y) : (y, x);
        return (double)few.Count(many.Contains) / Math.Max(1, few.Count);

        static HashSet<(uint, uint, uint)> Grams(TextModel t) => [.. Enumerable.Range(0, Math.Max(0, t.Words - 2)).Select(k => (t.Stem[k], t.Stem[k + 1], t.Stem[k + 2]))];
    }

    private static Dictionary<uint, List<int>> Index(Dictionary<int, Text> texts)
    {
        var index = new Dictionary<uint, List<int>>();
        foreach (var number in texts.Keys.Order())
        {
            foreach (var stem in Items(texts[number].Opening).Keys)
            {
                if (!index.TryGetValue(stem, out var list)) index[stem] = list = [];
                list.Add(number);
            }
        }
        return index;
    }

    private static List<int> Nearest(TextModel text, int own, Dictionary<uint, List<int>> index, int most)
    {
        var scores = new Dictionary<int, double>();
        foreach (var stem in Items(text).Keys.Order())
        {
            if (!index.TryGetValue(stem, out var list) || list.Count > 1500) continue;
            foreach (var number in list) scores[number] = scores.GetValueOrDefault(number) + Math.Log(12_530.0 / list.Count);
        }
        scores.Remove(own);
        return [.. scores.OrderByDescending(x => x.Value).ThenBy(x => x.Key).Take(most).Select(x => x.Key)];
    }

    private static bool Second(int number) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture))))[^1] is >= '0' and <= '7';

    private static bool Holds(double[] f, double[] rule)
    {
        for (var k = 0; k < rule.Length - 1; k++) if (f[k] < rule[k]) return false;
        return f[^1] <= rule[^1];
    }

    private static IEnumerable<double[]> Rules(double[] before, int at) =>
        at == Grid.Length ? [before] : Grid[at].SelectMany(t => Rules([.. before, t], at + 1));
}
