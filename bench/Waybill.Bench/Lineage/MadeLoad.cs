using System.Globalization;

namespace Waybill.Bench.Lineage;

/// <summary>A load of made wire stories of any size of which no text is held: every page is made anew from its number whenever it is asked
/// for. The plan is that of the load generator for smaller sets (12 % wire stories, 32 % copies at eight levels of editing, 4 %
/// independent reports, the rest without relatives; pseudo-words by Zipf's law, median 370 words).</summary>
internal sealed class MadeLoad
{
    private const int Vocabulary = 40000;
    private static readonly string[] Mix =
        [.. Enumerable.Repeat("L0", 10), .. Enumerable.Repeat("L1", 18), .. Enumerable.Repeat("L2", 18), .. Enumerable.Repeat("L3", 18), .. Enumerable.Repeat("L4", 10), .. Enumerable.Repeat("L5", 10), .. Enumerable.Repeat("L6", 8), .. Enumerable.Repeat("L7", 8)];

    private readonly int _seed;
    private readonly int _wires;
    private readonly string[] _words = new string[Vocabulary];
    private readonly ushort[] _zipf = new ushort[1 << 20];
    private readonly string[][] _footers;
    private readonly int[] _order;

    internal MadeLoad(int pages, int seed)
    {
        _seed = seed;
        _wires = pages * 12 / 100;
        var random = new Random(seed);
        const string consonants = "bcdfghjklmnprstvwz", vowels = "aeiou";
        string[] ends = ["", "n", "s", "t"];
        var seen = new HashSet<string>();
        for (var i = 0; i < Vocabulary;)
        {
            var syllables = i < 300 ? 1 + random.Next(2) : random.Next(2, 5);
            var word = string.Concat(Enumerable.Range(0, syllables).Select(_ => $"{consonants[random.Next(18)]}{vowels[random.Next(5)]}")) + ends[random.Next(4)];
            if (seen.Add(word)) _words[i++] = word;
        }
        var total = Enumerable.Range(0, Vocabulary).Sum(r => 1 / Math.Pow(r + 2.7, 1.05));
        double sum = 0;
        for (int r = 0, at = 0; r < Vocabulary; r++)
        {
            sum += 1 / Math.Pow(r + 2.7, 1.05) / total;
            while (at < _zipf.Length && at < sum * _zipf.Length) _zipf[at++] = (ushort)r;
            if (r == Vocabulary - 1) while (at < _zipf.Length) _zipf[at++] = (ushort)r;
        }
        _footers = [.. Enumerable.Range(0, 200).Select(_ => Draw(random, 35))];
        _order = [.. Enumerable.Range(0, pages)];
        random.Shuffle(_order);
    }

    internal int Count => _order.Length;

    /// <summary>Gold family and level of the page at a place.</summary>
    internal (string Family, string Level) Gold(int place)
    {
        var n = _order[place];
        if (n < _wires) return ("w" + n.ToString(CultureInfo.InvariantCulture), "W");
        var copies = Count * 32 / 100;
        var wire = new Random(_seed * 31 + n).Next(_wires);
        if (n < _wires + copies) return ("w" + wire.ToString(CultureInfo.InvariantCulture), Mix[n % 100]);
        return n < _wires + copies + Count * 4 / 100 ? ("w" + wire.ToString(CultureInfo.InvariantCulture), "I") : ("s" + n.ToString(CultureInfo.InvariantCulture), "S");
    }

    internal string Text(int place)
    {
        var (family, level) = Gold(place);
        var own = new Random(_seed * 17 + _order[place]);
        if (level == "S") return Told(Story(own, Topic(own), []));
        var wire = new Random(_seed * 13 + int.Parse(family.AsSpan(1), CultureInfo.InvariantCulture));
        var topic = Topic(wire);
        string[][] quotations = [Draw(wire, 20), Draw(wire, 20)];
        if (level == "I") return Told([.. Story(own, topic, quotations), _footers[own.Next(200)]]);
        var story = Story(wire, topic, quotations);
        if (level is "W" or "L0") return Told(story);
        var words = story.Sum(s => s.Length);
        List<string[]> copy = level switch
        {
            "L1" => Touch(own, story, 0.01),
            "L2" => Touch(own, story.ConvertAll(s => Array.ConvertAll(s, w => w[0] == 'b' ? w + "e" : w)), 0.03),
            "L3" => Touch(own, Cut(story, words * 0.6), 0.02),
            "L4" => Touch(own, Cut(story, words * 0.3), 0.02),
            "L5" => Aggregated(own, Touch(own, Cut(story, words * 0.6), 0.01)),
            "L6" => Touch(own, story, 0.2),
            _ => Shuffled(own, [.. story.Where(_ => own.Next(100) >= 15).Select(s => Array.ConvertAll(s, w => own.Next(2) == 0 ? w : w + "o"))]),
        };
        return Told([Draw(own, 9), .. copy, _footers[own.Next(200)]]);
    }

    private string[] Draw(Random random, int n)
    {
        var words = new string[n];
        for (var i = 0; i < n; i++) words[i] = _words[_zipf[random.Next(_zipf.Length)]];
        return words;
    }

    private string[] Topic(Random random)
    {
        var words = new string[80];
        for (var i = 0; i < 80; i++) words[i] = _words[random.Next(300, Vocabulary)];
        return words;
    }

    private string[] Sentence(Random random, string[] topic)
    {
        var words = new string[Math.Max(6, 8 + random.Next(15) + random.Next(15))];
        for (var i = 0; i < words.Length; i++) words[i] = random.Next(100) < 30 ? topic[random.Next(80)] : _words[_zipf[random.Next(_zipf.Length)]];
        return words;
    }

    private List<string[]> Story(Random random, string[] topic, string[][] quotations)
    {
        var normal = Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
        var length = Math.Clamp(Math.Exp(5.92 + 0.45 * normal), 120, 1200);
        var story = new List<string[]>();
        for (var words = 0; words < length; words += story[^1].Length) story.Add(Sentence(random, topic));
        foreach (var quotation in quotations) story.Insert(random.Next(story.Count), quotation);
        return story;
    }

    private List<string[]> Touch(Random random, List<string[]> story, double share)
    {
        var touched = new List<string[]>(story.Count);
        foreach (var sentence in story)
        {
            var words = new List<string>(sentence.Length + 4);
            foreach (var word in sentence)
            {
                var x = random.NextDouble() / share;
                if (x < 1 / 3.0) words.Add(_words[_zipf[random.Next(_zipf.Length)]]);
                else if (x >= 2 / 3.0) words.Add(word);
                if (x is >= 2 / 3.0 and < 1) words.Add(_words[_zipf[random.Next(_zipf.Length)]]);
            }
            if (words.Count > 0) touched.Add([.. words]);
        }
        return touched;
    }

    private static List<string[]> Cut(List<string[]> story, double words)
    {
        var cut = new List<string[]>();
        foreach (var sentence in story)
        {
            cut.Add(sentence);
            if ((words -= sentence.Length) <= 0) break;
        }
        return cut;
    }

    private List<string[]> Aggregated(Random random, List<string[]> part)
    {
        var topic = Topic(random);
        var fresh = new List<string[]>();
        for (var words = part.Sum(s => s.Length) * 65 / 35; words > 0; words -= fresh[^1].Length) fresh.Add(Sentence(random, topic));
        var at = random.Next(fresh.Count);
        return [.. fresh.Take(at), .. part, .. fresh.Skip(at)];
    }

    private static List<string[]> Shuffled(Random random, List<string[]> story)
    {
        for (var i = 0; i + 2 < story.Count; i += 3)
        {
            var block = story.GetRange(i, 3).ToArray();
            random.Shuffle(block);
            for (var k = 0; k < 3; k++) story[i + k] = block[k];
        }
        return story;
    }

    private static string Told(List<string[]> story) => string.Join('\n', story.Select(s => string.Join(' ', s) + "."));
}
