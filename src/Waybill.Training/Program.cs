using System.Diagnostics;
using Waybill.Language;
using Waybill.Training;
using Waybill.Training.Neural;

string Option(string name, string fallback) =>
    Array.IndexOf(args, name) is var i && i >= 0 && i + 1 < args.Length ? args[i + 1] : fallback;
int Number(string name, int fallback) => int.Parse(Option(name, fallback.ToString(System.Globalization.CultureInfo.InvariantCulture)), System.Globalization.CultureInfo.InvariantCulture);

LanguageModel Model(string path)
{
    using var input = File.OpenRead(path);
    return LanguageModel.Load(input);
}

void Save(LanguageModel model, string path)
{
    using var output = File.Create(path);
    model.Save(output);
    Console.Error.WriteLine($"{path}: {output.Length / 1e6:F2} MB");
}

// Trains one of the two networks, and leaves it in a checkpoint after each epoch.
void Network(Corpora corpora, string path, bool small)
{
    var sentences = corpora.Train();
    var names = NameTrainer.Labels(NameTrainer.Lists(Waybill.Lexicons.Lexicon.Embedded, sentences));
    var trainer = new NeuralTrainer(sentences, TagIndex.Collect(sentences), TagIndex.Relations(sentences), names, small);
    Console.Error.WriteLine(trainer.Shape);
    List<GoldSentence> dev = [.. corpora.Read("gum-dev"), .. corpora.Read("ewt-dev")];
    trainer.Train(sentences, dev, Number("--epochs", small ? 10 : 12), Number("--seed", 1), Number("--threads", 1), net => Checkpoint.Save(net, trainer.Rows, path));
}

void Assemble(Corpora corpora, string accurate, string fast, string path) =>
    Save(ModelTrainer.Assemble(corpora, Checkpoint.Load(accurate), Checkpoint.Load(fast), Option("--re3d", ""), Option("--name", "waybill-en"), Number("--gum", 100) / 100.0, Number("--name-epochs", 4), Number("--seed", 1)), path);

AnalyzerMode mode = args.Contains("--fast") ? AnalyzerMode.Fast : AnalyzerMode.Accurate;
switch (args.FirstOrDefault())
{
    case "train":
        {
            var corpora = new Corpora(args[1]);
            Network(corpora, args[2] + ".accurate.ck", small: false);
            Network(corpora, args[2] + ".fast.ck", small: true);
            Assemble(corpora, args[2] + ".accurate.ck", args[2] + ".fast.ck", args[2]);
            return 0;
        }
    case "network":
        Network(new Corpora(args[1]), args[2], args.Contains("--small"));
        return 0;
    case "assemble":
        Assemble(new Corpora(args[1]), args[2], args[3], args[4]);
        return 0;
    case "train-names":
        Save(ModelTrainer.WithNames(Model(args[1]), new Corpora(args[2]), Option("--re3d", ""), Number("--name-epochs", 4), Number("--seed", 1)), args[3]);
        return 0;
    case "folds":
        new Corpora(args[1]).WriteFolds(args[2]);
        return 0;
    case "boundaries":
        {
            var pooled = new Evaluation();
            bool blocks = !args.Contains("--newpar");
            foreach (string fold in Directory.GetDirectories(args[1]).Order(StringComparer.Ordinal))
            {
                var corpora = new Corpora(fold);
                var alone = new Evaluation();
                var rules = ModelTrainer.Rules(corpora.Train());
                var gold = corpora.Read("fold", blocks);
                alone.AddBoundaries(rules, gold, args.Contains("--show"));
                pooled.AddBoundaries(rules, gold);
                Console.WriteLine($"{Path.GetFileName(fold)}: {alone.GoldSentences} sentences, F {alone.BoundariesF}");
            }
            Console.WriteLine($"all: {pooled.GoldSentences} sentences, F {pooled.BoundariesF}");
            return 0;
        }
    case "evaluate":
        {
            var watch = Stopwatch.StartNew();
            var model = Model(args[1]);
            Console.Error.WriteLine($"loaded in {watch.ElapsedMilliseconds} ms, {GC.GetTotalMemory(true) / 1e6:F0} MB");
            var options = new AnalyzerOptions { Mode = mode, Names = false, Portable = args.Contains("--portable") };
            var analyzer = new Analyzer(model, options);
            var corpora = new Corpora(args[2]);
            foreach (string part in args.Skip(3).Where(a => !a.StartsWith('-')))
            {
                var evaluation = new Evaluation();
                evaluation.Add(analyzer, corpora.Read(part));
                Console.WriteLine(evaluation.Report(part, args.Contains("--relations")));
            }
            return 0;
        }
    case "names":
        Console.WriteLine(NameEvaluation.Run(new Analyzer(Model(args[1]), new() { Mode = mode }), args[2], args.Contains("--show")));
        return 0;
    case "speed":
        {
            var analyzer = new Analyzer(Model(args[1]), new() { Mode = mode, Names = !args.Contains("--no-names") });
            string text = File.ReadAllText(args[2]);
            for (int round = 0; round < 5; round++)
            {
                // Processor time of this process: the machine may be shared.
                using var process = Process.GetCurrentProcess();
                var before = process.TotalProcessorTime;
                int words = analyzer.Analyze(text).Tokens.Count;
                process.Refresh();
                Console.WriteLine($"{words} words, {words / (process.TotalProcessorTime - before).TotalSeconds:F0} a second of processor time");
            }
            return 0;
        }
    case "show":
        Console.Write(ConllU.Tree(new Analyzer(Model(args[1]), new() { Mode = mode }).Analyze(args.Length > 2 ? args[2] : Console.In.ReadToEnd())));
        return 0;
    default:
        Console.Error.WriteLine("""
            train UD OUT.bin --re3d RE3D --name NAME [--epochs N] [--seed 1] [--threads 1]     both networks, lemmas and names
              network UD OUT.ck [--small] [--epochs N] [--seed 1]    of it: one network
              assemble UD ACCURATE.ck FAST.ck OUT.bin --re3d RE3D    of it: the rest
            train-names MODEL UD OUT.bin --re3d RE3D                 names anew
            folds UD OUT                                             five folders for a cross-validation over news
            boundaries FOLDS [--newpar] [--show]                     sentence boundaries in those folders; paragraphs by newpar lines alone
            evaluate MODEL UD PART… [--fast] [--relations] [--portable]
            names MODEL FILE.iob2 [--fast] [--show]
            speed MODEL FILE [--fast] [--no-names]
            show MODEL [TEXT] [--fast]
            """);
        return 2;
}
