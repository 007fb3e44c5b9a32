using Waybill.Language;

namespace Waybill.Training;

/// <summary>The classes of a tagger, universal tag and Penn tag together, and their numbers.</summary>
public sealed class TagIndex(IReadOnlyList<TagPair> tags)
{
    private readonly Dictionary<TagPair, byte> _index = tags.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => (byte)p.i);

    public byte Index(string upos, string xpos) =>
        _index.TryGetValue(new(UposNames.Parse(upos), xpos), out byte i) ? i : (byte)0;

    /// <summary>All tag pairs of the sentences that occur at least three times, in a fixed order.</summary>
    public static List<TagPair> Collect(IEnumerable<GoldSentence> sentences) =>
        [.. sentences.SelectMany(s => s.Upos.Zip(s.Xpos)).GroupBy(p => new TagPair(UposNames.Parse(p.First), p.Second))
            .Where(g => g.Count() >= 3).Select(g => g.Key)
            .OrderBy(t => t.Upos).ThenBy(t => t.Xpos, StringComparer.Ordinal)];

    /// <summary>All relations that occur at least five times, in order.</summary>
    public static List<string> Relations(IEnumerable<GoldSentence> sentences) =>
        [.. sentences.SelectMany(s => s.Relation).GroupBy(r => r, StringComparer.Ordinal).Where(g => g.Count() >= 5)
            .Select(g => g.Key).Order(StringComparer.Ordinal)];
}
