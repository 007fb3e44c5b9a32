using Waybill.Bench.Claims;

namespace Waybill.Bench;

/// <summary>One thing that the bench program does: <c>dotnet run --project bench/Waybill.Bench -c Release -- NAME …</c>.</summary>
/// <param name="Name">The word that a person types.</param>
/// <param name="Summary">One line for the help.</param>
/// <param name="Run">Takes the arguments after the name; gives the exit code (0 done, 1 nothing found or a floor missed, 2 error).</param>
public sealed record Verb(string Name, string Summary, Func<string[], int> Run);

/// <summary>The table of verbs. Add one line for each; the help is made from it.</summary>
public static class Verbs
{
    public static IReadOnlyList<Verb> All { get; } =
    [
        new("articles", "article text and metadata on outside pages: train FILE | cv [FOLDS] | score | meta | credits | speed", Articles.ArticleBench.Run),
        new("claims-corpus", "prints every claim of a corpus with its sentence, to be judged", ClaimsCorpus.Run),
        new("claims-dev", "scores claims on the dev pages of the claims corpus: claims-dev FOLDER FACTS.jsonl", ClaimsDev.Run),
        new("claims-passages", "scores claims on files of passages with their claims: claims-passages FILE.md … [--show] [--why] [--fast]", ClaimsPassages.Run),
        // One line a verb, sorted by name.
        new("extractors", "compares claim extractors on the same passages: extractors FOLDER [dev|test]", ExtractorsBench.Run),
        new("guide", "runs the commands of README and guide and writes their output below them", Load.GuideVerb.Run),
        new("joining", "claims joined into transfers, against the labelled set: joining STORE [--wrong] [--written]", Joining.JoiningBench.Run),
        new("lexicon", "designations that the lexicon resolves in texts, and the matcher's speed: lexicon FILES_OR_FOLDERS", Lexicons.LexiconCoverage.Run),
        new("lineage", "families: lineage load FILE | reuters FOLDER | hard FOLDER | carried FOLDER", Lineage.LineageVerb.Run),
        new("lists", "times every list on a store of made rows: lists [--articles 1000000] [--claims 200000] [--rounds 40] [--store FILE]", Load.ListBench.Run),
        new("load", "makes pages with furniture, copies and gold claims: load OUT_DIR --pages 20000 --seed 1", Load.LoadVerb.Run),
        new("memory", "resident memory of reading many made articles: memory [--articles 1000000] [--arms 0.05]", Load.MemoryBench.Run),
        new("run", "times each stage over a made load, against AngleSharp parsing the same pages", Load.RunVerb.Run),
        new("store", "writes rows of a made load to SQLite and PostgreSQL against raw rows of the same bytes; one worker against two: store [--pages 1500 | --into naeb] [--postgres ADDRESS]", Load.StoreBench.Run),
        new("tagging", "universal tags on running text beside wink-nlp: tagging TREEBANKS ewt-test gum-test", Language.TaggingBench.Run),
        new("web", "the web over a store: web pages --store FILE | web readers --store FILE [--readers 200] [--read FOLDER]", Web.WebBench.Run),
    ];

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args.Length == 0 || args[0] is "--help" or "-h" or "-?")
        {
            WriteHelp(Console.Out);
            return args.Length == 0 ? 2 : 0;
        }
        foreach (var verb in All)
        {
            if (verb.Name == args[0]) return verb.Run(args[1..]);
        }
        Console.Error.WriteLine($"bench: there is no verb '{args[0]}'");
        WriteHelp(Console.Error);
        return 2;
    }

    private static void WriteHelp(TextWriter to)
    {
        to.WriteLine("usage: dotnet run --project bench/Waybill.Bench -c Release -- VERB [ARGUMENTS]");
        foreach (var verb in All) to.WriteLine($"  {verb.Name,-14} {verb.Summary}");
    }
}
