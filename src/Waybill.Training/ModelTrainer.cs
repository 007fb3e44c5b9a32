using Waybill.Language;

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

    /// <summary>The same model without weights below so many integer steps.</summary>
    public static LanguageModel Prune(LanguageModel model, int tagger, int parser)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new LanguageModel
        {
            Name = model.Name,
            TokenizerRules = model.TokenizerRules,
            Tags = model.Tags,
            Relations = model.Relations,
            TaggerWeights = model.TaggerWeights.Pruned(tagger),
            SettledTags = model.SettledTags,
            Lemmatizer = model.Lemmatizer,
            ParserWeights = model.ParserWeights.Pruned(parser),
            Network = model.Network,
            Names = model.Names,
        };
    }

    public static LanguageModel Train(IReadOnlyList<GoldSentence> sentences, int epochs, int seed)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var tags = TaggerTrainer.Collect(sentences);
        var trainer = new TaggerTrainer(tags);
        var settled = trainer.Settled(sentences);
        var tagger = trainer.Train(sentences, settled, 6, seed).Freeze(0.02, 200);
        // The parser must learn from tags as wrong as those it will meet: four taggers, each on three quarters.
        const int Folds = 4;
        var predicted = new byte[sentences.Count][];
        for (int fold = 0; fold < Folds; fold++)
        {
            var rest = sentences.Where((_, i) => i / 10 % Folds != fold).ToList();
            var foldSettled = trainer.Settled(rest);
            var foldTagger = new PerceptronTagger(trainer.Train(rest, foldSettled, 4, seed + fold + 1).Freeze(0.02, 200), foldSettled, tags.Count);
            for (int i = 0; i < sentences.Count; i++)
            {
                if (i / 10 % Folds != fold)
                    continue;
                predicted[i] = new byte[sentences[i].Count];
                foldTagger.Tag(TaggerTrainer.WordsOf(sentences[i]), 0, sentences[i].Count, predicted[i]);
            }
        }
        var relations = ParserTrainer.Collect(sentences);
        var parser = new ParserTrainer(relations).Train(sentences, predicted, epochs, seed).Freeze(0.02, 100);
        Console.Error.WriteLine($"tagger {tagger.FeatureCount} features {tagger.WeightCount} weights; parser {parser.FeatureCount} features {parser.WeightCount} weights");
        return new LanguageModel
        {
            Name = "waybill-en 0.1",
            TokenizerRules = Rules(sentences),
            Tags = [.. tags],
            Relations = [.. relations],
            TaggerWeights = tagger,
            SettledTags = settled,
            Lemmatizer = LemmaTrainer.Train(sentences, trainer),
            ParserWeights = parser,
        };
    }
}
