using Waybill.Language;

namespace Waybill.Training;

/// <summary>Learns lemma rules: for each tag the endings whose majority rule differs from that of the next shorter
/// ending, and the words that no ending gets right.</summary>
public static class LemmaTrainer
{
    public static Lemmatizer Train(IEnumerable<GoldSentence> sentences, TagIndex tagger)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(tagger);
        List<string> additions = [""];
        var additionIndex = new Dictionary<string, ushort>(StringComparer.Ordinal) { [""] = 0 };
        var words = new Dictionary<(byte Tag, string Word), Dictionary<LemmaRule, int>>();
        foreach (var s in sentences)
        {
            for (int i = 0; i < s.Count; i++)
            {
                string word = string.Concat(s.Form[i].Select(StableHash.Lower)), lemma = string.Concat(s.Lemma[i].Select(StableHash.Lower));
                if (lemma is "_" or "" || word.Length > 40)
                    continue;
                int same = 0;
                while (same < word.Length && same < lemma.Length && word[same] == lemma[same])
                    same++;
                if (word.Length - same > 12 || lemma.Length - same > 15)
                    continue;
                string add = lemma[same..];
                if (!additionIndex.TryGetValue(add, out ushort a))
                {
                    additionIndex[add] = a = (ushort)additions.Count;
                    additions.Add(add);
                }
                var key = (tagger.Index(s.Upos[i], s.Xpos[i]), word);
                if (!words.TryGetValue(key, out var counts))
                    words[key] = counts = [];
                var rule = new LemmaRule((byte)(word.Length - same), a);
                counts[rule] = counts.GetValueOrDefault(rule) + 1;
            }
        }
        // Each word type votes once for its endings, so that frequent exceptions do not make rules.
        var endings = new Dictionary<(byte Tag, string Ending), Dictionary<LemmaRule, int>>();
        var majority = words.ToDictionary(w => w.Key, w => Best(w.Value));
        foreach (var ((tag, word), rule) in majority)
        {
            for (int k = 0; k <= Math.Min(Lemmatizer.MaxEnding, word.Length - 1); k++)
            {
                var key = (tag, word[^k..]);
                if (!endings.TryGetValue(key, out var counts))
                    endings[key] = counts = [];
                counts[rule] = counts.GetValueOrDefault(rule) + 1;
            }
        }
        var rules = new Dictionary<uint, LemmaRule>();
        LemmaRule? Lookup(byte tag, string word, int longest)
        {
            for (int k = Math.Min(longest, word.Length - 1); k >= 0; k--)
            {
                if (rules.TryGetValue(Lemmatizer.EndingKey(tag, word.AsSpan(word.Length - k)), out var rule) && rule.Cut < word.Length)
                    return rule;
            }
            return null;
        }
        foreach (var ((tag, ending), counts) in endings.OrderBy(e => e.Key.Ending.Length).ThenBy(e => e.Key.Tag).ThenBy(e => e.Key.Ending, StringComparer.Ordinal))
        {
            var rule = Best(counts);
            int total = counts.Values.Sum();
            if (total >= 2 && Lookup(tag, ending, ending.Length) != rule && rule.Cut <= ending.Length && counts[rule] * 10 >= total * 6)
                rules[Lemmatizer.EndingKey(tag, ending)] = rule;
        }
        foreach (var ((tag, word), rule) in majority.OrderBy(w => w.Key.Tag).ThenBy(w => w.Key.Word, StringComparer.Ordinal))
        {
            if ((Lookup(tag, word, Lemmatizer.MaxEnding) ?? default) != rule)
                rules[Lemmatizer.WordKey(tag, word)] = rule;
        }
        return new Lemmatizer(rules, additions);
    }

    private static LemmaRule Best(Dictionary<LemmaRule, int> counts) =>
        counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key.Cut).ThenBy(c => c.Key.Add).First().Key;
}
