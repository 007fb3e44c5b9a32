using System.Collections.Immutable;
using System.Security.Cryptography;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Html;
using Waybill.Language;
using Waybill.Ledger;
using Waybill.Lexicons;
using Waybill.Lineage;
using Waybill.Pipeline;
using Waybill.Texts;

namespace Waybill.Cli;

/// <summary>The composition root: which stage does what. A stage that is not there yet is not composed. The versions
/// that are kept with results name the code, the lexicons and the model: a change in any of them makes results older.</summary>
public static class Composition
{
    private const int FingerprintDigits = 8;
    private const string ModelFile = "waybill-en.bin";

    public static Stages Stages()
    {
        var data = DataFingerprint();
        var (language, model) = Model();
        // The stages over the lexicon as it ships, and over the last changed one: a server asks for them with every page.
        Stages? shipped = null, last = null;
        shipped = last = Over([]);
        return shipped;

        Stages With(ImmutableArray<LexiconChange> changes)
        {
            var name = LexiconRows.Name(changes);
            if (name is null) return shipped!;
            var known = last!;
            return known.Lexicon == name ? known : last = Over(changes);
        }

        Stages Over(ImmutableArray<LexiconChange> changes)
        {
            var overlay = changes.IsEmpty ? null : LexiconChanges.Apply(Lexicon.Embedded, changes);
            var lexicon = overlay?.Lexicon ?? Lexicon.Embedded;
            var analyzer = new Analyzer(language, new AnalyzerOptions { Lexicon = lexicon });
            var claims = new PatternExtractor(lexicon, overlay?.Frames ?? PatternExtractor.EmbeddedFrames(), PatternExtractor.EmbeddedCues());
            // Families and stories ask the lexicon for outlets and agencies alone.
            var names = LexiconRows.Name([.. changes.Where(c => c.File is "outlets.tsv" or "agencies.tsv")]);
            var across = names is null ? $"data/{data}" : $"data/{data} {names}";
            var related = names is null ? null : lexicon;
            return new Stages
            {
                Articles = new ArticleStep($"{PlainTextReader.Name} {HtmlReader.Name} data/{data}", PageReader.Read),
                Language = new LanguageStep($"model/{model}", analyzer.Analyze),
                Gate = new ArmsGate(lexicon).Passes,
                Claims = claims,
                Explain = claims.Explain,
                Lineage = new LineageStep($"{LineageStage.Version} {across}", pages => LineageStage.Build(pages, related)) { Open = store => new LineageEngine(store, lexicon: related) },
                Ledger = new LedgerStep($"{LedgerStage.Version} data/{data}", (articles, lineage, judged) => LedgerStage.Build(articles, lineage, judged)),
                Lexicon = LexiconRows.Name(changes),
                Known = lexicon,
                WithLexicon = With,
            };
        }
    }

    private static (LanguageModel Model, string Fingerprint) Model()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "models", ModelFile);
        if (!File.Exists(path)) throw new UsageException($"The language model is missing: {path}. It lies beside the program; install Waybill again.");
        try
        {
            var bytes = File.ReadAllBytes(path);
            return (LanguageModel.Load(new MemoryStream(bytes, writable: false)), Hashes.Sha256(bytes)[..FingerprintDigits]);
        }
        catch (InvalidDataException e)
        {
            throw new UsageException($"{path}: {e.Message}");
        }
    }

    /// <summary>The lexicons and patterns inside the program, as one short hash.</summary>
    private static string DataFingerprint()
    {
        var assembly = typeof(Hashes).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            hash.AppendData(SHA256.HashData(stream));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..FingerprintDigits];
    }
}
