using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Waybill.Language;
using Waybill.Training;

namespace Waybill.Bench.Language;

/// <summary>Universal tags on running text, ours beside wink-nlp's (<c>bench/peers/tag.mjs</c>) over the same documents in the same run: of a
/// treebank's words, how many stand as a token of the same place with the same tag (F), and words a second of processor time. wink-nlp cuts
/// sentences and tags; ours gives lemmas and trees as well. What wink-nlp counts as spaces is left out.</summary>
internal static class TaggingBench
{
    /// <param name="args"><c>FOLDER PART…</c>: the unpacked treebanks, and which of their files.</param>
    public static int Run(string[] args)
    {
        if (args.Length < 2)
        {
            Console.Error.WriteLine("bench: tagging FOLDER PART… (the unpacked treebanks, as ewt-test gum-test)");
            return 2;
        }
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "models", "waybill-en.bin"));
        var model = LanguageModel.Load(stream);
        foreach (string part in args[1..])
        {
            var documents = new Corpora(args[0]).Read(part).GroupBy(s => s.Document).Select(d => Gold([.. d])).ToList();
            int words = documents.Sum(d => d.Words.Count);
            Console.WriteLine($"{part}: {documents.Count} documents, {words} words");
            double accurate = Row("waybill, accurate", documents, Own(model, AnalyzerMode.Accurate, documents), 0);
            _ = Row("waybill, fast", documents, Own(model, AnalyzerMode.Fast, documents), accurate);
            if (Peer(documents) is { } peer)
                _ = Row("wink-nlp 2.4", documents, peer, accurate);
            else
                Console.WriteLine("  wink-nlp is not installed here (npm install in bench/peers)");
        }
        return 0;
    }

    private sealed record Document(string Text, HashSet<(int Start, int Length, string Tag)> Words);

    private sealed record Tagged(List<HashSet<(int Start, int Length, string Tag)>> Words, double First, double Second);

    private static Document Gold(List<GoldSentence> sentences)
    {
        var (text, tokens, _) = Treebank.Text(sentences);
        string[] tags = [.. sentences.SelectMany(s => s.Upos)];
        return new(text, [.. Enumerable.Range(0, tokens.Count).Select(i => (tokens.Start[i], tokens.Length[i], tags[i]))]);
    }

    private static double Row(string name, List<Document> documents, Tagged tagged, double than)
    {
        int gold = documents.Sum(d => d.Words.Count), own = tagged.Words.Sum(w => w.Count), same = documents.Zip(tagged.Words, (d, w) => d.Words.Intersect(w).Count()).Sum();
        double speed = gold / tagged.Second;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {name,-18} F of place and tag {200.0 * same / (gold + own),6:F2}   first round {gold / tagged.First,8:F0} words/s   second {speed,8:F0}{(than > 0 ? $"   {speed / than:F2} × accurate" : "")}"));
        return speed;
    }

    private static Tagged Own(LanguageModel model, AnalyzerMode mode, List<Document> documents)
    {
        var analyzer = new Analyzer(model, new() { Mode = mode, Names = false });
        double first = Seconds(() => documents.ForEach(d => analyzer.Analyze(d.Text)));
        List<Analysis> read = [];
        double second = Seconds(() => documents.ForEach(d => read.Add(analyzer.Analyze(d.Text))));
        return new([.. read.Select(a => Enumerable.Range(0, a.Tokens.Count).Select(i => (a.Tokens.Start[i], a.Tokens.Length[i], a.Tokens.Upos[i].Name())).ToHashSet())], first, second);
    }

    private static double Seconds(Action work)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        work();
        self.Refresh();
        return (self.TotalProcessorTime - before).TotalSeconds;
    }

    private static Tagged? Peer(List<Document> documents)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "bench", "peers", "tag.mjs"))) root = Path.GetDirectoryName(root);
        if (root is null || !Directory.Exists(Path.Combine(root, "bench", "peers", "node_modules", "wink-nlp"))) return null;
        using var node = Process.Start(new ProcessStartInfo("node", ["tag.mjs"])
        {
            WorkingDirectory = Path.Combine(root, "bench", "peers"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var lines = Task.Run(() => node.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        for (int i = 0; i < documents.Count; i++)
            node.StandardInput.WriteLine(JsonSerializer.Serialize(new { id = i, text = documents[i].Text }));
        node.StandardInput.Close();
        node.WaitForExit();
        if (node.ExitCode != 0) return null;
        List<HashSet<(int, int, string)>> words = [];
        double first = 0, second = 0;
        foreach (string line in lines.GetAwaiter().GetResult())
        {
            using var row = JsonDocument.Parse(line);
            first += row.RootElement.GetProperty("first").GetDouble();
            second += row.RootElement.GetProperty("second").GetDouble();
            words.Add([.. row.RootElement.GetProperty("tokens").EnumerateArray().Select(t => (t[0].GetInt32(), t[1].GetInt32(), t[2].GetString()!))]);
        }
        return new(words, first, second);
    }
}
