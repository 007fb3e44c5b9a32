using System.Diagnostics;
using Waybill.Language;
using Waybill.Training;

// Waybill.Training train UD_FOLDER OUT.bin [--seed N] [--epochs N] [--drop-dev]
// Waybill.Training evaluate MODEL UD_FOLDER PART…
string Option(string name, string fallback) =>
    Array.IndexOf(args, name) is var i && i >= 0 && i + 1 < args.Length ? args[i + 1] : fallback;
int Number(string name, int fallback) => int.Parse(Option(name, fallback.ToString(System.Globalization.CultureInfo.InvariantCulture)), System.Globalization.CultureInfo.InvariantCulture);

// A network to go on from: a checkpoint, or the network of a model file.
static Waybill.Training.Neural.Network? Start(string path)
{
    if (path.Length == 0)
        return null;
    if (!path.EndsWith(".bin", StringComparison.Ordinal))
        return Waybill.Training.Neural.Checkpoint.Load(path).Net;
    using var input = File.OpenRead(path);
    return Waybill.Training.Neural.Quantizer.Dequantize(LanguageModel.Load(input).Network!);
}

switch (args.FirstOrDefault())
{
    case "train":
        {
            var corpora = new Corpora(args[1]);
            var model = ModelTrainer.Train(corpora.Train(), Number("--epochs", 8), Number("--seed", 1));
            using var output = File.Create(args[2]);
            model.Save(output);
            Console.Error.WriteLine($"{args[2]}: {output.Length / 1e6:F2} MB");
            return 0;
        }
    case "evaluate":
        {
            var watch = Stopwatch.StartNew();
            LanguageModel model;
            using (var input = File.OpenRead(args[1]))
                model = LanguageModel.Load(input);
            Console.Error.WriteLine($"loaded in {watch.ElapsedMilliseconds} ms, {GC.GetTotalMemory(true) / 1e6:F0} MB");
            var options = new AnalyzerOptions { Mode = args.Contains("--fast") ? AnalyzerMode.Fast : AnalyzerMode.Accurate, Names = false, Portable = args.Contains("--portable") };
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
    case "network":
        {
            var corpora = new Corpora(args[1]);
            var sentences = corpora.Train();
            var states = Waybill.Lexicons.Lexicon.Embedded.Parties.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
            var trainer = new Waybill.Training.Neural.NeuralTrainer(sentences, TaggerTrainer.Collect(sentences), ParserTrainer.Collect(sentences), states.Contains);
            Console.Error.WriteLine(trainer.Shape);
            var network = trainer.Train([.. sentences.Where((_, i) => i % Number("--share", 1) == 0)], [.. corpora.Read("gum-dev"), .. corpora.Read("ewt-dev")], Number("--epochs", 12), Number("--seed", 1), Number("--threads", 2),
                net => Waybill.Training.Neural.Checkpoint.Save(net, trainer.Rows, args[2]),
                Start(Option("--from", "")), Number("--rate", 3000) / 1e6f);
            return 0;
        }
    case "assemble":
        {
            // The linear model of one file and the network of a checkpoint become one model.
            LanguageModel model;
            using (var input = File.OpenRead(args[1]))
                model = LanguageModel.Load(input);
            var (net, rows) = Waybill.Training.Neural.Checkpoint.Load(args[2]);
            using var output = File.Create(args[3]);
            model.With(Option("--name", model.Name), Waybill.Training.Neural.Quantizer.Quantize(net, rows), model.Names).Save(output);
            Console.Error.WriteLine($"{args[3]}: {output.Length / 1e6:F2} MB");
            return 0;
        }
    case "train-names":
        {
            // The recogniser of names, learnt with a model's own tags, is put into the model.
            LanguageModel model;
            using (var input = File.OpenRead(args[1]))
                model = LanguageModel.Load(input);
            var tagger = new PerceptronTagger(model.TaggerWeights, model.SettledTags, model.Tags.Length);
            var documents = NameTrainer.FromTreebank(new Corpora(args[2]).Read("gum-train-open"), tagger);
            var lists = NameTrainer.Lists(Waybill.Lexicons.Lexicon.Embedded, new Corpora(args[2]).Train());
            documents.AddRange(NameTrainer.FromEwt(new Corpora(args[2]).Read("ewt-train"), tagger, lists));
            if (Option("--re3d", "") is { Length: > 0 } folder)
                documents.AddRange(Re3d.Read(folder, model));
            var names = NameTrainer.Train(documents, lists, model.Tags, Number("--epochs", 8), Number("--seed", 1));
            using var output = File.Create(args[3]);
            model.With(Option("--name", model.Name), model.Network, names).Save(output);
            Console.Error.WriteLine($"{args[3]}: {output.Length / 1e6:F2} MB");
            return 0;
        }
    case "names":
        {
            using var input = File.OpenRead(args[1]);
            var analyzer = new Analyzer(LanguageModel.Load(input), new() { Mode = args.Contains("--fast") ? AnalyzerMode.Fast : AnalyzerMode.Accurate });
            Console.WriteLine(NameEvaluation.Run(analyzer, args[2], args.Contains("--show")));
            return 0;
        }
    case "prune":
        {
            LanguageModel model;
            using (var input = File.OpenRead(args[1]))
                model = LanguageModel.Load(input);
            using var output = File.Create(args[2]);
            ModelTrainer.Prune(model, Number("--tagger", 6), Number("--parser", 6)).Save(output);
            Console.Error.WriteLine($"{args[2]}: {output.Length / 1e6:F2} MB");
            return 0;
        }
    case "speed":
        {
            using var input = File.OpenRead(args[1]);
            var analyzer = new Analyzer(LanguageModel.Load(input), new() { Mode = args.Contains("--fast") ? AnalyzerMode.Fast : AnalyzerMode.Accurate, Names = !args.Contains("--no-names") });
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
        {
            using var input = File.OpenRead(args[1]);
            var analyzer = new Analyzer(LanguageModel.Load(input));
            Console.Write(ConllU.Tree(analyzer.Analyze(args.Length > 2 ? args[2] : Console.In.ReadToEnd())));
            return 0;
        }
    default:
        Console.Error.WriteLine("train UD_FOLDER OUT [--seed N] [--epochs N] | evaluate MODEL UD_FOLDER PART… [--relations] | speed MODEL FILE | show MODEL [TEXT]");
        return 2;
}
