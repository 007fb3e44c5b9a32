using System.Collections.Immutable;

namespace Waybill.Language;

/// <summary>What short forms, pronouns and "the country" stand for, by rules that answer only where the tree leaves one
/// candidate; silence is the normal answer. Linear: each rule looks back over a bounded window.</summary>
public static class References
{
    // How many sentences back a rule may look, and how many names a person may be back.
    private const int Window = 2, NamesBack = 400;

    private static readonly string[] CountryNouns = ["country", "nation", "kingdom", "republic"];

    public static ImmutableArray<Reference> Find(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var found = ImmutableArray.CreateBuilder<Reference>();
        Aliases(analysis, found);
        var t = analysis.Tokens;
        for (int s = 0; s < analysis.Sentences.Length; s++)
        {
            var sentence = analysis.Sentences[s];
            for (int i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                switch (t.Lemma[i])
                {
                    case "it" or "its" when t.Upos[i] == Upos.Pron:
                        Neuter(analysis, sentence, i, found);
                        break;
                    case "he" or "she" or "him" or "his" or "her" when t.Upos[i] == Upos.Pron:
                        Person(analysis, s, i, found);
                        break;
                    case "that" or "this" or "these" or "those" when t.Upos[i] == Upos.Det && t.Head[i] > i && t.Upos[t.Head[i]] == Upos.Noun:
                        SameNoun(analysis, s, t.Head[i], found);
                        break;
                    default:
                        if (t.Upos[i] == Upos.Noun && CountryNouns.Contains(t.Lemma[i]) && HasDeterminer(analysis, i))
                            Country(analysis, s, i, found);
                        break;
                }
            }
        }
        return found.ToImmutable();
    }

    /// <summary>"Kirby" after "John Kirby"; "KCNA" after "Korean Central News Agency".</summary>
    private static void Aliases(Analysis a, ImmutableArray<Reference>.Builder found)
    {
        var surnames = new Dictionary<string, (int Name, bool Unique)>(StringComparer.Ordinal);
        var initials = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int n = 0; n < a.Names.Length; n++)
        {
            var name = a.Names[n];
            if (name.TokenCount == 1)
            {
                string word = a.Word(name.FirstToken).ToString();
                if (name.Kind is NameKind.Person or NameKind.Other && surnames.TryGetValue(word, out var full) && full.Unique && n - full.Name < NamesBack)
                    found.Add(new(name.FirstToken, a.Names[full.Name].FirstToken, a.Names[full.Name].TokenCount, "surname"));
                else if (initials.TryGetValue(word, out int whole) && n - whole < NamesBack)
                    found.Add(new(name.FirstToken, a.Names[whole].FirstToken, a.Names[whole].TokenCount, "initials"));
            }
            else if (name.Kind == NameKind.Person)
            {
                string last = a.Word(name.EndToken - 1).ToString();
                // A second, different person of that surname makes it ambiguous for good.
                bool other = surnames.TryGetValue(last, out var before) && !a.Word(a.Names[before.Name].FirstToken).SequenceEqual(a.Word(name.FirstToken));
                surnames[last] = (n, !other && (before == default || before.Unique));
            }
            else if (name.Kind is NameKind.Organisation or NameKind.Agency or NameKind.Other && name.TokenCount is >= 2 and <= 8)
            {
                initials[Initials(a, name)] = n;
            }
        }
    }

    private static string Initials(Analysis a, NameSpan name)
    {
        Span<char> letters = stackalloc char[8];
        int k = 0;
        for (int i = name.FirstToken; i < name.EndToken; i++)
        {
            if (char.IsUpper(a.Word(i)[0]))
                letters[k++] = a.Word(i)[0];
        }
        return letters[..k].ToString();
    }

    /// <summary>"Russia … its war"; "Iran said it would": the subject of the clause, or of the clause that reports it.</summary>
    private static void Neuter(Analysis a, Sentence sentence, int pronoun, ImmutableArray<Reference>.Builder found)
    {
        var t = a.Tokens;
        bool possessive = t.Lemma[pronoun] == "its";
        if (!possessive && !t.Relation[pronoun].StartsWith("nsubj", StringComparison.Ordinal))
            return;
        int at = pronoun, subject = -1, steps = 0;
        if (!possessive)
        {
            // Up to the verb of "it", then to the clause above, if that is a report.
            int verb = t.Head[pronoun];
            if (verb < 0 || t.Relation[verb] != "ccomp" || t.Lemma[t.Head[verb]] is "be")
                return;
            at = verb;
        }
        while (t.Head[at] >= 0 && steps++ < 12 && subject < 0)
        {
            at = t.Head[at];
            if (t.Upos[at] is Upos.Verb or Upos.Aux or Upos.Adj)
            {
                subject = Subject(a, sentence, at, pronoun);
                if (subject < 0 && t.Relation[at] is not ("xcomp" or "conj" or "advcl" or "ccomp"))
                    return;
            }
        }
        if (subject < 0 || subject >= pronoun)
            return;
        int name = NameAt(a, subject);
        if (name >= 0 && a.Names[name].Kind is NameKind.State or NameKind.Organisation or NameKind.ArmedGroup)
            found.Add(new(pronoun, a.Names[name].FirstToken, a.Names[name].TokenCount, possessive ? "its-subject" : "it-reported"));
    }

    private static int Subject(Analysis a, Sentence sentence, int verb, int before)
    {
        var t = a.Tokens;
        for (int i = Math.Max(sentence.FirstToken, verb - 60); i < Math.Min(before, verb + 1); i++)
        {
            if (t.Head[i] == verb && t.Relation[i] is "nsubj" or "nsubj:pass")
                return i;
        }
        return -1;
    }

    /// <summary>The only person named in this sentence before the pronoun, or else in the sentence before.</summary>
    private static void Person(Analysis a, int s, int pronoun, ImmutableArray<Reference>.Builder found)
    {
        int only = -1;
        for (int back = 0; back < Window; back++)
        {
            if (s - back < 0)
                return;
            var sentence = a.Sentences[s - back];
            int end = back == 0 ? pronoun : sentence.EndToken;
            foreach (int n in NamesIn(a, sentence.FirstToken, end))
            {
                if (a.Names[n].Kind != NameKind.Person)
                    continue;
                if (only >= 0 && !SamePerson(a, only, n))
                    return;
                only = n;
            }
            if (only >= 0)
            {
                found.Add(new(pronoun, a.Names[only].FirstToken, a.Names[only].TokenCount, "only-person"));
                return;
            }
        }
    }

    private static bool SamePerson(Analysis a, int one, int two) =>
        a.Word(a.Names[one].EndToken - 1).SequenceEqual(a.Word(a.Names[two].EndToken - 1));

    /// <summary>"Those missiles": the nearest noun phrase before with the same head.</summary>
    private static void SameNoun(Analysis a, int s, int noun, ImmutableArray<Reference>.Builder found)
    {
        var t = a.Tokens;
        for (int back = 0; back <= Window; back++)
        {
            if (s - back < 0)
                return;
            var sentence = a.Sentences[s - back];
            int from = back == 0 ? Math.Min(noun - 2, sentence.EndToken - 1) : sentence.EndToken - 1;
            for (int i = from; i >= sentence.FirstToken; i--)
            {
                if (t.Lemma[i] == t.Lemma[noun] && t.Upos[i] == Upos.Noun && t.Xpos[i] == t.Xpos[noun] && i != noun)
                {
                    int first = i;
                    while (first > sentence.FirstToken && t.Head[first - 1] == i && t.Relation[first - 1] is "amod" or "compound" or "nummod")
                        first--;
                    found.Add(new(noun, first, i - first + 1, "same-noun"));
                    return;
                }
            }
        }
    }

    /// <summary>"The country" where only one state is spoken of in this sentence so far and the one before.</summary>
    private static void Country(Analysis a, int s, int noun, ImmutableArray<Reference>.Builder found)
    {
        int only = -1;
        for (int back = 0; back < Window && s - back >= 0; back++)
        {
            var sentence = a.Sentences[s - back];
            foreach (int n in NamesIn(a, sentence.FirstToken, back == 0 ? noun : sentence.EndToken))
            {
                var name = a.Names[n];
                if (name.LexiconId is null || name.Kind is not (NameKind.State or NameKind.Place or NameKind.Organisation or NameKind.Person))
                    continue;
                if (only >= 0 && a.Names[only].LexiconId != name.LexiconId)
                    return;
                if (name.Kind == NameKind.State)
                    only = n;
            }
        }
        if (only >= 0)
            found.Add(new(noun, a.Names[only].FirstToken, a.Names[only].TokenCount, "only-state"));
    }

    private static bool HasDeterminer(Analysis a, int noun)
    {
        var t = a.Tokens;
        bool the = false;
        for (int i = Math.Max(0, noun - 3); i < noun; i++)
        {
            if (t.Head[i] != noun)
                continue;
            the |= t.Lemma[i] == "the";
            if (t.Relation[i] is "amod" or "compound" or "nmod:poss" or "nummod")
                return false; // "the host country" is another one
        }
        // "the country of …", "the country that …" say themselves which one they mean.
        for (int i = noun + 1; i < Math.Min(noun + 6, t.Count); i++)
        {
            if (t.Head[i] == noun && t.Relation[i] is "nmod" or "acl:relcl" or "acl" or "appos")
                return false;
        }
        return the;
    }

    private static int NameAt(Analysis a, int token)
    {
        int low = 0, high = a.Names.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            var name = a.Names[middle];
            if (token < name.FirstToken)
                high = middle - 1;
            else if (token >= name.EndToken)
                low = middle + 1;
            else
                return middle;
        }
        return -1;
    }

    /// <summary>Indices of the names whose first token lies in [from, to).</summary>
    private static IEnumerable<int> NamesIn(Analysis a, int from, int to)
    {
        int low = 0, high = a.Names.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (a.Names[middle].FirstToken < from)
                low = middle + 1;
            else
                high = middle;
        }
        for (int n = low; n < a.Names.Length && a.Names[n].FirstToken < to; n++)
            yield return n;
    }
}
