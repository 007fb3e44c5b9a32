namespace Waybill.Language;

/// <summary>Lemmas by rule: for a tag, the longest known ending of the word says how many letters to take off and what
/// to put on; whole words are the longest endings, so that exceptions are rules too. Learnt from treebanks.</summary>
public sealed class Lemmatizer
{
    /// <summary>Longest ending that a rule may look at; longer ones only match whole words.</summary>
    public const int MaxEnding = 6;

    private readonly Dictionary<uint, LemmaRule> _rules;
    private readonly IReadOnlyList<string> _additions;

    /// <param name="rules">From <see cref="EndingKey"/> or <see cref="WordKey"/> to what is done.</param>
    /// <param name="additions">The texts that rules put on.</param>
    public Lemmatizer(Dictionary<uint, LemmaRule> rules, IReadOnlyList<string> additions)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(additions);
        _rules = rules;
        _additions = additions;
        foreach (var (_, rule) in rules)
        {
            if (rule.Add >= additions.Count)
                throw new InvalidDataException("a lemma rule adds a text that does not exist");
        }
    }

    internal IReadOnlyDictionary<uint, LemmaRule> Rules => _rules;

    internal IReadOnlyList<string> Additions => _additions;

    public static uint WordKey(byte tag, ReadOnlySpan<char> lower) => StableHash.Finish(StableHash.Mix(StableHash.Of(lower), 1000u + tag));

    public static uint EndingKey(byte tag, ReadOnlySpan<char> ending) => StableHash.Finish(StableHash.Mix(StableHash.Of(ending), 2000u + tag));

    /// <summary>Writes the lemma of a word, in lower case, and gives its length. The buffer must hold the word and 16 more.</summary>
    public int Lemma(ReadOnlySpan<char> word, byte tag, Span<char> lemma)
    {
        int n = word.Length;
        for (int i = 0; i < n; i++)
            lemma[i] = StableHash.Lower(word[i]);
        var lower = lemma[..n];
        if (!_rules.TryGetValue(WordKey(tag, lower), out var rule))
        {
            bool found = false;
            for (int k = Math.Min(MaxEnding, n - 1); k >= 0 && !found; k--)
                found = _rules.TryGetValue(EndingKey(tag, lower[(n - k)..]), out rule) && rule.Cut < n;
            if (!found)
                return n;
        }
        if (rule.Cut > n)
            return n;
        string add = _additions[rule.Add];
        add.CopyTo(lemma[(n - rule.Cut)..]);
        return n - rule.Cut + add.Length;
    }
}

/// <summary>Take <paramref name="Cut"/> letters off the end, put addition number <paramref name="Add"/> on.</summary>
public readonly record struct LemmaRule(byte Cut, ushort Add);
