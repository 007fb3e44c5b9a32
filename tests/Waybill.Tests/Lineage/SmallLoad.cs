using System.Globalization;
using Waybill.Lineage;

namespace Waybill.Tests.Lineage;

/// <summary>A small load of made wire stories with one copy at each level of editing, an independent report of the same
/// event (same topic, two shared quotations), and stories without relatives. Pseudo-words by Zipf's law, so that
/// nothing can hang on English words. Deterministic.</summary>
internal sealed class SmallLoad
{
    private const int Vocabulary = 6000;
    private readonly Random _random;
    private readonly string[] _words;
    private readonly double[] _cumulative;
    private readonly string[][] _footers;

    internal SmallLoad(int seed, int wires)
    {
        _random = new Random(seed);
        _words = [.. MakeWords().Distinct().Take(Vocabulary)];
        _cumulative = new double[_words.Length];
        for (var r = 0; r < _words.Length; r++) _cumulative[r] = (r > 0 ? _cumulative[r - 1] : 0) + 1 / Math.Pow(r + 2.7, 1.05);
        _footers = [.. Enumerable.Range(0, 12).Select(_ => Draw(35))];
        for (var w = 0; w < wires; w++) Spread(w);
    }

    internal List<(LineagePage Page, string Family, string Level)> Pages { get; } = [];

    private IEnumerable<string> MakeWords()
    {
        const string consonants = "bcdfghjklmnprstvwz", vowels = "aeiou";
        for (var n = 0; n < Vocabulary * 3; n++)
        {
            var syllables = n < 400 ? 1 + _random.Next(2) : _random.Next(2, 5);
            yield return string.Concat(Enumerable.Range(0, syllables).Select(_ => $"{consonants[_random.Next(consonants.Length)]}{vowels[_random.Next(5)]}")) + (_random.Next(2) == 0 ? "" : "n");
        }
    }

    private string Word()
    {
        var at = Array.BinarySearch(_cumulative, _random.NextDouble() * _cumulative[^1]);
        return _words[Math.Min(_words.Length - 1, at < 0 ? ~at : at)];
    }

    private string[] Draw(int n) => [.. Enumerable.Range(0, n).Select(_ => Word())];

    private string[] Sentence(string[] topic) =>
        [.. Enumerable.Range(0, _random.Next(14, 30)).Select(_ => _random.Next(100) < 28 ? topic[_random.Next(topic.Length)] : Word())];

    private List<string[]> Story(string[] topic, string[][] quotations)
    {
        var story = Enumerable.Range(0, _random.Next(10, 22)).Select(_ => Sentence(topic)).ToList();
        foreach (var quotation in quotations) story.Insert(_random.Next(story.Count), quotation);
        return story;
    }

    private List<string[]> Touch(IEnumerable<string[]> story, double share) => [.. story.Select(s => s.SelectMany(w => (_random.NextDouble() / share) switch
    {
        < 1 / 3.0 => [Word()],
        < 2 / 3.0 => [],
        < 1 => [w, Word()],
        _ => new[] { w },
    }).ToArray()).Where(s => s.Length > 0)];

    private void Spread(int number)
    {
        var topic = Enumerable.Range(0, 80).Select(_ => _words[_random.Next(300, _words.Length)]).ToArray();
        string[][] quotations = [Draw(20), Draw(20)];
        var wire = Story(topic, quotations);
        var other = Enumerable.Range(0, 80).Select(_ => _words[_random.Next(300, _words.Length)]).ToArray();
        var family = "w" + number.ToString(CultureInfo.InvariantCulture);
        Add("wire", family, wire, footer: false);
        Add("exact", family, wire, footer: false);
        Add("light", family, Touch(wire, 0.01));
        Add("house", family, Touch(wire.Select(s => s.Select(w => w[0] == 'b' ? w + "e" : w).ToArray()), 0.03));
        Add("cut60", family, Touch(wire.Take(Math.Max(3, wire.Count * 6 / 10)), 0.02));
        Add("cut30", family, Touch(wire.Take(Math.Max(3, wire.Count * 3 / 10)), 0.02));
        var part = wire.Take(wire.Count * 6 / 10).ToList();
        Add("aggregator", family, [.. Enumerable.Range(0, part.Count / 2).Select(_ => Sentence(other)), .. part, .. Enumerable.Range(0, part.Count).Select(_ => Sentence(other))]);
        Add("rewrite", family, Touch(wire, 0.20));
        Add("paraphrase", family, [.. wire.Where(_ => _random.Next(100) >= 15).Select(s => s.Select(w => _random.Next(2) == 0 ? w : _words[(Array.IndexOf(_words, w) * 79 + 13) % _words.Length]).ToArray())]);
        Add("independent", "i" + family, Story(topic, quotations));
        Add("single", "s" + family, Story(other, []));
    }

    private void Add(string level, string family, List<string[]> story, bool footer = true)
    {
        var lines = story.Select(s => string.Join(' ', s) + ".").ToList();
        if (footer) lines.Add(string.Join(' ', _footers[_random.Next(_footers.Length)]) + ".");
        Pages.Add((LineagePages.Make((Pages.Count * 7919 % 100003).ToString("D6", CultureInfo.InvariantCulture), lines), family, level));
    }
}
