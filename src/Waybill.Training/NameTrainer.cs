using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Training.Neural;
using static Waybill.Language.NameTagger;

namespace Waybill.Training;

/// <summary>A text with its names known, to learn names from.</summary>
public sealed record NameDocument(Words Words, byte[] Tags, bool[] Glued, Sentence[] Sentences, int[] Classes);

/// <summary>Trains the recogniser of names: GUM's entities and re3d's, with lists of names as features.</summary>
public static class NameTrainer
{
    private static readonly string[] Titles =
        ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "president", "senator", "sen.", "gen.", "general", "prof", "prof.", "professor", "sir", "king",
         "queen", "minister", "prime", "rev.", "father", "pope", "col.", "colonel", "capt.", "captain", "judge", "congressman", "congresswoman", "governor", "gov.",
         "secretary", "uncle", "aunt", "lord", "lady", "chancellor", "ambassador", "chairman", "lt.", "maj.", "sgt.", "rep.", "representative", "doctor", "drs.", "sheikh", "prince", "princess", "mayor"];

    private static readonly string[] Calendar =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday",
         "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
         "venus", "mercury", "saturn", "jupiter", "ii", "iii", "iv", "vi", "vii", "katrina", "rita"];

    public static bool IsTitle(string word) => Titles.Contains(word.ToLowerInvariant());

    /// <summary>The lists, from the lexicon and the resources of this program.</summary>
    /// <param name="text">Sentences that say which first names and towns are common words as well ("Will", "Star"): those
    /// are left out.</param>
    public static Dictionary<uint, byte> Lists(Lexicon lexicon, IEnumerable<GoldSentence> text)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(text);
        var common = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var s in text)
        {
            for (int i = 0; i < s.Count; i++)
            {
                string lower = s.Form[i].ToLowerInvariant();
                bool calendar = Calendar.Contains(lower, StringComparer.Ordinal);
                if (calendar || s.Upos[i] != "PROPN" && s.Form[i] == lower)
                    common[lower] = common.GetValueOrDefault(lower) + (calendar ? 100 : 1);
            }
        }
        var lists = new Dictionary<uint, byte>();
        void Add(string entry, byte bit)
        {
            string[] words = entry.Replace("-", " - ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 0 or > NameTagger.LongestEntry || words.Length == 1 && words[0].Length < 2)
                return;
            uint key = NameTagger.EntryStart;
            foreach (string word in words)
                key = NameTagger.EntryKey(key, Hash(word));
            key = StableHash.Finish(key);
            lists[key] = (byte)(lists.GetValueOrDefault(key) | bit);
        }
        foreach (string line in Resource("first-names.tsv").Concat(Resource("first-names-world.tsv")).Where(l => common.GetValueOrDefault(l.ToLowerInvariant()) < 2))
            Add(line, FirstName);
        foreach (string line in Resource("surnames.tsv").Where(l => common.GetValueOrDefault(l.ToLowerInvariant()) < 2))
            Add(line, Surname);
        foreach (string line in Resource("places.tsv").Where(l => common.GetValueOrDefault(l.ToLowerInvariant()) < 2))
            Add(line, Town);
        foreach (string line in Resource("regions.tsv"))
            Add(line, Land);
        foreach (string title in Titles)
            Add(title, Title);
        foreach (var party in lexicon.Parties)
        {
            bool state = party.Kind == Claims.PartyKind.State;
            foreach (string name in party.Aliases.Add(party.Name))
                Add(name, state ? Land : party.Kind == Claims.PartyKind.Company ? Company : Body);
            foreach (string capital in party.Capitals)
                Add(capital, Town);
        }
        foreach (var body in lexicon.Bodies)
            Add(body.Form, Body);
        foreach (var agency in lexicon.Agencies)
        {
            foreach (string form in agency.Forms.Add(agency.Name))
                Add(form, Company);
        }
        foreach (var outlet in lexicon.Outlets)
        {
            foreach (string form in outlet.Forms.Add(outlet.Name))
                Add(form, Company);
        }
        return lists;
    }

    private static IEnumerable<string> Resource(string name)
    {
        using var resource = typeof(NameTrainer).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(resource);
        foreach (string line in reader.ReadToEnd().Split('\n'))
        {
            if (line.Length > 0 && line[0] != '#')
                yield return line.TrimEnd('\r');
        }
    }

    private static uint Hash(string word)
    {
        var words = new Words(1);
        words.Set(0, word);
        return words.Lower[0];
    }

    /// <summary>What is known of the names of a treebank's sentence: class of each token, −1 where nothing is. GUM has its
    /// entities; in EWT, words that are no proper nouns are no names, runs of proper nouns that were looked at by hand
    /// are what they are, and the others teach nothing.</summary>
    public static Func<GoldSentence, int[]> Labels(Dictionary<uint, byte> lists)
    {
        var states = Lexicon.Embedded.Parties.Where(p => p.Kind == Claims.PartyKind.State).SelectMany(p => p.Aliases.Add(p.Name)).ToHashSet(StringComparer.Ordinal);
        var kinds = Resource("ewt-names.tsv").Select(l => l.Split('\t')).ToDictionary(p => p[0], p => Array.IndexOf(["person", "place", "organisation"], p[1]), StringComparer.Ordinal);
        return s =>
        {
            if (!s.Document.StartsWith("GUM_", StringComparison.Ordinal))
                return OfEwt(s, kinds, lists);
            int[] gold = GoldNames.Of(s, states.Contains);
            TrimTitles(s.Form, gold);
            return gold;
        };
    }

    /// <summary>Documents of a treebank, tagged by the model.</summary>
    public static List<NameDocument> FromTreebank(IEnumerable<GoldSentence> sentences, NeuralParser tagger, Func<GoldSentence, int[]> labels)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(tagger);
        ArgumentNullException.ThrowIfNull(labels);
        var documents = new List<NameDocument>();
        foreach (var document in sentences.GroupBy(s => s.Document))
        {
            var list = document.ToList();
            int n = list.Sum(s => s.Count), at = 0;
            var words = new Words(n);
            var tags = new byte[n];
            var glued = new bool[n];
            var classes = new int[n];
            var spans = new Sentence[list.Count];
            for (int k = 0; k < list.Count; k++)
            {
                var s = list[k];
                int[] right = labels(s);
                // Chat writes names small and headlines write them big.
                int change = (documents.Count * 31 + k * 17) % 20;
                for (int i = 0; i < s.Count; i++)
                {
                    string form = change < 2 ? s.Form[i].ToLowerInvariant() : change == 2 ? s.Form[i].ToUpperInvariant() : s.Form[i];
                    words.Set(at + i, form);
                    glued[at + i] = i > 0 && !s.SpaceAfter[i - 1];
                    classes[at + i] = right[i];
                }
                tagger.Tag(words, at, s.Count, tags.AsSpan(at, s.Count));
                spans[k] = new(at, s.Count, default);
                at += s.Count;
            }
            documents.Add(new(words, tags, glued, spans, classes));
        }
        return documents;
    }

    /// <summary>What the lists alone say of a run of proper nouns: 0 person, 1 place, −2 nothing.</summary>
    private static int Listed(Dictionary<uint, byte> lists, ReadOnlySpan<string> run)
    {
        uint key = NameTagger.EntryStart;
        foreach (string word in run)
            key = NameTagger.EntryKey(key, Hash(word));
        int whole = lists.GetValueOrDefault(StableHash.Finish(key));
        int first = lists.GetValueOrDefault(StableHash.Finish(NameTagger.EntryKey(NameTagger.EntryStart, Hash(run[0]))));
        int last = lists.GetValueOrDefault(StableHash.Finish(NameTagger.EntryKey(NameTagger.EntryStart, Hash(run[^1]))));
        if (run.Length <= 3 && (first & ~Surname) == FirstName && (last & (Town | Land | Body | Company)) == 0)
            return 0;
        return (whole & ~Surname) is Town or Land or (Town | Land) ? 1 : -2;
    }

    private static int[] OfEwt(GoldSentence s, Dictionary<string, int> kinds, Dictionary<uint, byte> lists)
    {
        var classes = new int[s.Count];
        for (int i = 0; i < s.Count;)
        {
            int end = i;
            while (end < s.Count && s.Xpos[end] is "NNP" or "NNPS")
                end++;
            if (end == i)
            {
                // What binds names, and numbers in them, is left open.
                bool near = i > 0 && s.Upos[i - 1] == "PROPN" || i + 1 < s.Count && s.Upos[i + 1] == "PROPN";
                classes[i] = near && s.Xpos[i] is "HYPH" or "IN" or "CD" or "CC" or "DT" or "POS" or "," ? -1 : 0;
                i++;
                continue;
            }
            int first = i;
            i = end;
            while (first < end - 1 && IsTitle(s.Form[first]))
                classes[first++] = 0;
            if (!kinds.TryGetValue(string.Join(' ', s.Form[first..end]), out int kind))
                kind = Listed(lists, s.Form.AsSpan(first, end - first));
            for (int k = first; k < end; k++)
                classes[k] = kind == -2 ? -1 : kind < 0 ? 0 : 1 + 2 * kind + (k == first ? 0 : 1);
        }
        return classes;
    }

    /// <summary>"President Obama": the title is no part of the name.</summary>
    private static void TrimTitles(string[] forms, int[] classes)
    {
        for (int i = 0; i + 1 < forms.Length; i++)
        {
            if (classes[i] == 1 && classes[i + 1] == 2 && IsTitle(forms[i]))
            {
                classes[i] = 0;
                classes[i + 1] = 1;
            }
        }
    }

    public static NameTagger Train(IReadOnlyList<NameDocument> documents, Dictionary<uint, byte> lists, IReadOnlyList<TagPair> tags, int epochs, int seed)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var weights = new AveragedWeights();
        var random = new Random(seed);
        var tagger = new NameTagger(new SparseWeights([], [0], [], []), lists, [.. tags]);
        var order = Enumerable.Range(0, documents.Count).ToArray();
        var features = new uint[NameTagger.FeatureCount];
        var scores = new float[NameTagger.Classes];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            random.Shuffle(order);
            int wrong = 0, all = 0;
            foreach (int d in order)
            {
                var (words, docTags, glued, sentences, gold) = documents[d];
                var context = tagger.Prepare(words, docTags, glued, sentences);
                var mine = new int[words.Count];
                foreach (var s in sentences)
                {
                    uint before = 0, before2 = 0;
                    for (int i = s.FirstToken; i < s.EndToken; i++)
                    {
                        int cls = 0;
                        if (context.IsOpen(i))
                        {
                            NameTagger.Features(words, docTags, s, i, before, before2, context, features);
                            Array.Clear(scores);
                            weights.Score(features, scores);
                            weights.Tick();
                            int right = Math.Max(gold[i], 0);
                            // After a mistake the inside of a name may not be reachable: then its beginning is right.
                            if (right >= 0 && !NameTagger.MayFollow(right, before))
                                right--;
                            for (int c = 1; c < scores.Length; c++)
                            {
                                if (scores[c] > scores[cls] && NameTagger.MayFollow(c, before))
                                    cls = c;
                            }
                            all++;
                            if (gold[i] >= 0 && cls != right)
                            {
                                wrong++;
                                weights.Update(features, right, 1);
                                weights.Update(features, cls, -1);
                            }
                        }
                        mine[i] = cls;
                        before2 = before;
                        before = (uint)cls;
                    }
                    for (int i = s.FirstToken; i < s.EndToken; i++)
                        context.Remember(words.Lower[i], mine[i]);
                }
            }
            Console.Error.WriteLine($"names epoch {epoch + 1}: {100.0 * wrong / all:F2} % wrong of {all}");
        }
        return new NameTagger(weights.Freeze(0.02, 100), lists, [.. tags]);
    }
}
