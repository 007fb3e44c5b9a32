using Waybill.Language;
using Waybill.Training.Neural;

namespace Waybill.Training;

/// <summary>From treebank sentences to a model.</summary>
public static class ModelTrainer
{
    public static TokenizerRules Rules(IReadOnlyList<GoldSentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        using var resource = typeof(ModelTrainer).Assembly.GetManifestResourceStream("tokenizer.tsv")!;
        using var reader = new StreamReader(resource);
        var lists = reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))
            .ToLookup(p => p[0], p => p[1]);
        // Starters: capitalised at a sentence's start often, elsewhere nearly always in lower case.
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var capital = new Dictionary<string, int>(StringComparer.Ordinal);
        var lower = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var s in sentences)
        {
            for (int i = 0; i < s.Count; i++)
            {
                string word = s.Form[i].ToLowerInvariant();
                if (!char.IsLetter(s.Form[i][0]))
                    continue;
                var counts = i == 0 ? first : char.IsUpper(s.Form[i][0]) ? capital : lower;
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }
        var starters = first.Where(f => f.Value >= 8 && (f.Key == "i" || capital.GetValueOrDefault(f.Key) * 8 < lower.GetValueOrDefault(f.Key) + f.Value))
            .Select(f => f.Key).Order(StringComparer.Ordinal).ToArray();
        return new TokenizerRules
        {
            Abbreviations = [.. lists["abbreviation"]],
            TitleAbbreviations = [.. lists["title"]],
            HyphenPrefixes = [.. lists["prefix"]],
            WholeWords = [.. lists["whole"]],
            Starters = starters,
        };
    }

    /// <summary>Two networks, the lists of the tokeniser, lemma rules and names become a model.</summary>
    /// <param name="re3d">Folder of re3d, or empty.</param>
    /// <param name="gum">Whose habits the parser follows: 1 those of GUM, 0 those of EWT, between them a mixture.</param>
    public static LanguageModel Assemble(Corpora corpora, (Network Net, Dictionary<uint, int> Rows) accurate, (Network Net, Dictionary<uint, int> Rows) fast,
        string re3d, string name, double gum, int epochs, int seed)
    {
        ArgumentNullException.ThrowIfNull(corpora);
        var sentences = corpora.Train();
        var tags = TagIndex.Collect(sentences);
        var relations = TagIndex.Relations(sentences);
        var model = new LanguageModel
        {
            Name = name,
            TokenizerRules = Rules(sentences),
            Tags = [.. tags],
            Relations = [.. relations],
            Lemmatizer = LemmaTrainer.Train(sentences, new TagIndex(tags)),
            Accurate = Quantizer.Quantize(accurate.Net, accurate.Rows, gum),
            Fast = Quantizer.Quantize(fast.Net, fast.Rows, gum),
            Names = new NameTagger(new SparseWeights([], [0], [], []), new Dictionary<uint, byte>(), [.. tags]),
        };
        return WithNames(model, corpora, re3d, epochs, seed);
    }

    /// <summary>The same model with names learnt anew, on the tags of its fast network.</summary>
    public static LanguageModel WithNames(LanguageModel model, Corpora corpora, string re3d, int epochs, int seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(corpora);
        var tagger = new NeuralParser([model.Fast], model.RootLabel);
        var lists = NameTrainer.Lists(Lexicons.Lexicon.Embedded, corpora.Train());
        var documents = NameTrainer.FromTreebank(corpora.Train(), tagger, NameTrainer.Labels(lists));
        if (re3d.Length > 0)
            documents.AddRange(Re3d.Read(re3d, model));
        return new LanguageModel
        {
            Name = model.Name,
            TokenizerRules = model.TokenizerRules,
            Tags = model.Tags,
            Relations = model.Relations,
            Lemmatizer = model.Lemmatizer,
            Accurate = model.Accurate,
            Fast = model.Fast,
            Names = NameTrainer.Train(documents, lists, model.Tags, epochs, seed),
        };
    }
}
