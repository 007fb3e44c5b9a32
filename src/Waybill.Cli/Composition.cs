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
    private const string Model = "waybill-en.bin";

    public static Stages Stages()
    {
        var data = DataFingerprint();
        var (analyzer, model) = Analyzer();
        var claims = PatternExtractor.Embedded();
        return new Stages
        {
            Articles = new ArticleStep($"{PlainTextReader.Name} {HtmlReader.Name} data/{data}", PageReader.Read),
            Language = new LanguageStep($"model/{model}", analyzer.Analyze),
            Gate = new ArmsGate(Lexicon.Embedded).Passes,
            Claims = claims,
            Explain = claims.Explain,
            Lineage = new LineageStep($"{LineageStage.Version} data/{data}", pages => LineageStage.Build(pages)) { Open = store => new LineageEngine(store) },
            Ledger = new LedgerStep($"{LedgerStage.Version} data/{data}", (articles, lineage, judged) => LedgerStage.Build(articles, lineage, judged)),
        };
    }

    private static (Analyzer Analyzer, string Fingerprint) Analyzer()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "models", Model);
        if (!File.Exists(path)) throw new UsageException($"The language model is missing: {path}. It lies beside the program; install Waybill again.");
        try
        {
            var bytes = File.ReadAllBytes(path);
            return (new Analyzer(LanguageModel.Load(new MemoryStream(bytes, writable: false))), Hashes.Sha256(bytes)[..FingerprintDigits]);
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
