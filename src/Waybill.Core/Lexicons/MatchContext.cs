using System.Collections.Frozen;

namespace Waybill.Lexicons;

/// <summary>What stands around a candidate: decides ambiguous forms and bare surnames.</summary>
internal sealed class MatchContext
{
    private readonly string text;
    private readonly List<MatchToken> tokens;
    private readonly List<Candidate> candidates;
    private HashSet<string>? senses;
    private HashSet<int>? warSentences, sharedSentences;
    private readonly HashSet<string> introduced = new(StringComparer.Ordinal);
    private readonly int[] sentenceOf;
    private readonly HashSet<int> armedSentences = [];

    public MatchContext(string text, List<MatchToken> tokens, List<Candidate> candidates)
    {
        this.text = text;
        this.tokens = tokens;
        this.candidates = candidates;
        sentenceOf = Sentences(text, tokens);
        foreach (var candidate in candidates)
        {
            foreach (var form in candidate.Forms)
            {
                if (form.Introduces && form.Leader is { } leader) introduced.Add(leader);
                if (form.Kind is EntryKind.Weapon or EntryKind.ItemNoun && form.Ambiguous is null) armedSentences.Add(sentenceOf[candidate.FirstToken]);
            }
        }
    }

    /// <summary>Whether a full name of the person stands in the text.</summary>
    public bool Introduced(FormEntry form) => form.Leader is { } leader && introduced.Contains(leader);

    /// <summary>Whether an ambiguous form stands for its entry here: by what is near it, or, for a weapon, because the same
    /// weapon is named beyond doubt elsewhere in the text (one sense per discourse: Gale, Church and Yarowsky 1992).</summary>
    public bool Stands(FormEntry form, AmbiguousForm rule, Candidate candidate) =>
        Fulfils(rule, candidate) || (form.Kind == EntryKind.Weapon && Senses.Contains(form.Id));

    private HashSet<string> Senses => senses ??= FindSenses();

    private HashSet<string> FindSenses()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in candidates)
        {
            foreach (var form in candidate.Forms)
            {
                if (form.Kind == EntryKind.Weapon && (form.Ambiguous is null || Fulfils(form.Ambiguous, candidate))) found.Add(form.Id);
            }
        }
        return found;
    }

    /// <summary>"pro-Russian", "non-NATO", "anti-tank": the prefix makes it another thing.</summary>
    public bool HasDetachingPrefix(int first, EntryKind kind)
    {
        if (first == 0 || tokens[first].Before != Gap.Hyphen) return false;
        var word = Word(first - 1);
        if (kind == EntryKind.ItemNoun) return char.IsLetter(word[0]);
        return Is(word, "pro") || Is(word, "anti") || Is(word, "non") || Is(word, "ex") || Is(word, "post");
    }

    private bool Fulfils(AmbiguousForm rule, Candidate candidate)
    {
        foreach (var need in rule.Needs)
        {
            if (need.Split('+').All(part => Holds(part, candidate))) return true;
        }
        return false;
    }

    private bool Holds(string need, Candidate candidate) => need switch
    {
        "head" => HasHead(candidate),
        "number" => HasNumber(candidate),
        "arms" => armedSentences.Contains(sentenceOf[candidate.FirstToken]),
        "near" => IsNear(armedSentences, sentenceOf[candidate.FirstToken]),
        "warfare" => IsNear(WarSentences, sentenceOf[candidate.FirstToken]),
        "parties" => SharedSentences.Contains(sentenceOf[candidate.FirstToken]),
        "lower" => char.IsLower(text[candidate.Start]),
        "no-person" => !HasFirstName(candidate) && !HasSurname(candidate),
        "no-first-name" => !HasFirstName(candidate),
        "no-us-state" => !HasSignOfUsState(candidate),
        _ => false,
    };

    /// <summary>How many sentences before a word may name the arms among which it is to be read.</summary>
    private const int NearSentences = 4;

    private static bool IsNear(HashSet<int> sentences, int sentence)
    {
        for (var s = sentence; s >= 0 && sentence - s <= NearSentences; s--)
        {
            if (sentences.Contains(s)) return true;
        }
        return false;
    }

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> WarfareWords = WordClasses.Of("warfare-word").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Sentences with a word of war or armed forces.</summary>
    private HashSet<int> WarSentences => warSentences ??= [.. Enumerable.Range(0, tokens.Count).Where(i => WarfareWords.Contains(Word(i))).Select(i => sentenceOf[i])];

    /// <summary>Sentences that name two different parties or more.</summary>
    private HashSet<int> SharedSentences => sharedSentences ??=
        [.. candidates.SelectMany(c => c.Forms.Where(f => f.Kind is EntryKind.Party).Select(f => (Sentence: sentenceOf[c.FirstToken], f.Id))).Distinct().GroupBy(p => p.Sentence).Where(g => g.Skip(1).Any()).Select(g => g.Key)];

    private bool HasHead(Candidate candidate)
    {
        for (var i = candidate.LastToken + 1; i <= candidate.LastToken + 3 && i < tokens.Count && tokens[i].Before != Gap.Break; i++)
        {
            if (ArmsHeads.IsHead(Word(i))) return true;
        }
        for (var i = candidate.FirstToken - 1; i >= candidate.FirstToken - 2 && i >= 0 && tokens[i + 1].Before != Gap.Break; i--)
        {
            if (ArmsHeads.IsHead(Word(i))) return true;
        }
        return false;
    }

    private bool HasNumber(Candidate candidate)
    {
        for (var i = candidate.FirstToken - 1; i >= candidate.FirstToken - 2 && i >= 0 && tokens[i + 1].Before != Gap.Break; i--)
        {
            var word = Word(i);
            // "3. Puma", "5.2-liter", "M18": list marks, fractions, measures and names are no counts.
            if (tokens[i + 1].Before != Gap.Space || !char.IsLetterOrDigit(word[0]) || (i > 0 && tokens[i].Before is Gap.None or Gap.Hyphen)) return false;
            // A year before a name is no count: "the 1999 Hawk".
            if (char.IsDigit(word[0]) && !(word.Length == 4 && word[0] is '1' or '2' && i == candidate.FirstToken - 1 && word[1] is '9' or '0')) return true;
            if (ArmsHeads.IsNumberWord(word)) return true;
        }
        return false;
    }

    // "Michael Jordan", "Rep. Jim Jordan": a capitalised word before a name, other than the words that start sentences
    // and those that stand before states.
    private bool HasFirstName(Candidate candidate)
    {
        var first = candidate.FirstToken;
        if (first == 0 || tokens[first].Before != Gap.Space) return false;
        if (text.AsSpan(tokens[first - 1].End, tokens[first].Start - tokens[first - 1].End).Contains('\n')) return false;
        var word = Word(first - 1);
        if (word[0] == '.') return first > 1 && tokens[first - 2].Length == 1 && char.IsUpper(text[tokens[first - 2].Start]);
        return char.IsUpper(word[0]) && word.Length > 2 && !IsAllCapitals(word) && !BeforeStates.Contains(word);
    }

    private bool HasSurname(Candidate candidate)
    {
        var next = candidate.LastToken + 1;
        if (next >= tokens.Count || tokens[next].Before != Gap.Space || sentenceOf[next] != sentenceOf[candidate.LastToken]) return false;
        var word = Word(next);
        return char.IsUpper(word[0]) && word.Length > 2 && !IsAllCapitals(word) && !AfterStates.Contains(word);
    }

    private static bool IsAllCapitals(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsLower(c)) return false;
        }
        return true;
    }

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeStates = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "the", "and", "but", "for", "with", "from", "while", "when", "after", "before", "since", "although", "though", "both",
        "neighbouring", "neighboring", "that", "then", "meanwhile", "however", "against", "into", "via", "to", "whether", "because",
        "like", "unlike", "between", "january", "february", "march", "april", "june", "july", "august", "september", "october",
        "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "egypt", "says",
        "tells", "urges", "gives", "sends", "sells", "arms", "supplies", "delivers", "offers", "through", "where", "israel", "now",
        "today", "yesterday", "official", "group", "company", "kingdom", "republic", "state", "over", "only", "not", "once").GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AfterStates = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "king", "prime", "president", "foreign", "defence", "defense", "defence", "minister", "ambassador", "will", "has", "says",
        "said", "to", "and", "army", "military", "armed", "forces", "air", "navy", "aerospace", "was", "gets", "buys", "sends",
        "supplies", "received", "received", "may", "group", "systems", "spa", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "police", "security", "government").GetAlternateLookup<ReadOnlySpan<char>>();

    private bool HasSignOfUsState(Candidate candidate)
    {
        for (var i = Math.Max(0, candidate.FirstToken - 4); i <= candidate.LastToken + 4 && i < tokens.Count; i++)
        {
            var word = Word(i);
            if (word is "Republican" or "Democrat" or "Democratic" or "Rep" or "Sen" or "Gov" or "Atlanta" or "Fulton" or "Senate" or "Augusta" or "Savannah" or "Kemp" or "Raffensperger" or "Tech" or "Bulldogs" or "Alabama" or "Florida" or "Tennessee" or "Carolina" or "U" or "Marietta" or "Macon" or "Columbus" or "Benning" or "Stewart" or "Peach" or "County" or "governor") return true;
        }
        return false;
    }

    private ReadOnlySpan<char> Word(int index) => text.AsSpan(tokens[index].Start, tokens[index].Length);

    private static bool Is(ReadOnlySpan<char> word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static int[] Sentences(string text, List<MatchToken> tokens)
    {
        var sentence = 0;
        var of = new int[tokens.Count];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > 0 && Ends(text, tokens, i)) sentence++;
            of[i] = sentence;
        }
        return of;
    }

    // A rough end of sentence is enough here: it only bounds how far "another arms word" may stand away.
    private static bool Ends(string text, List<MatchToken> tokens, int i)
    {
        var token = tokens[i];
        if (token.Before is Gap.None or Gap.Hyphen or Gap.Apostrophe) return false;
        var gap = text.AsSpan(tokens[i - 1].End, token.Start - tokens[i - 1].End);
        if (gap.Count('\n') > 1 || gap.IndexOfAny('!', '?') >= 0) return true;
        return text[tokens[i - 1].Start] == '.' && i > 1 && tokens[i - 2].Length > 2 && char.IsUpper(text[token.Start]);
    }
}
