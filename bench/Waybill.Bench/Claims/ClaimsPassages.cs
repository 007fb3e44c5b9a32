using System.Globalization;
using Waybill.Claims;
using Waybill.Language;

namespace Waybill.Bench.Claims;

/// <summary>Scores claims on files of passages (<c>tests/Waybill.Tests/Claims/corpus/README.md</c>): <c>claims-passages FILE.md …
/// [--show] [--all] [--why] [--tree] [--fast]</c>. Paragraphs of a passage are parted by <c>|</c>. <c>--show</c> prints what differs, outside the
/// test part; <c>--all</c> every passage and claim of that part too.</summary>
internal static class ClaimsPassages
{
    public static int Run(string[] args)
    {
        var files = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        if (files.Count == 0)
        {
            Console.Error.WriteLine("usage: claims-passages FILE.md … [--show] [--all] [--why] [--tree] [--fast]");
            return 2;
        }
        var (show, all, why) = (args.Contains("--show") || args.Contains("--all"), args.Contains("--all"), args.Contains("--why"));
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "models", "waybill-en.bin"));
        var analyzer = new Analyzer(LanguageModel.Load(stream), args.Contains("--fast") ? new AnalyzerOptions { Mode = AnalyzerMode.Fast } : null);
        var extractor = PatternExtractor.Embedded();
        foreach (var file in files)
        {
            int passages = 0, wanted = 0, given = 0, right = 0, less = 0, found = 0;
            foreach (var passage in ClaimCorpus.Parse(Path.GetFileName(file), File.ReadAllText(file)))
            {
                passages++;
                var article = PassageArticle.Of(passage.Text);
                var explained = extractor.Explain(article, analyzer.Analyze(article.Text, extractor.Depths(article)));
                var claims = explained.Reading.Claims.Where(c => c.Part is not (ClaimPart.Headline or ClaimPart.Subtitle)).ToList();
                var missing = passage.Claims.Where(e => !claims.Any(e.CoreFits)).ToList();
                var others = claims.Where(c => !passage.IsRight(c)).ToList();
                wanted += passage.Claims.Count;
                given += claims.Count;
                right += claims.Count - others.Count;
                less += others.Count(c => passage.Claims.Any(e => e.IsLess(c)));
                found += passage.Claims.Count - missing.Count;
                if (!show || !all && (passage.IsTest || missing.Count + others.Count == 0)) continue;
                Console.WriteLine($"== {passage.Name}: {passage.Text}");
                foreach (var e in missing) Console.WriteLine($"   missing {e.Line}");
                foreach (var c in claims)
                {
                    var verdict = !others.Contains(c) ? passage.Optional.Count > 0 && passage.Invents(c) ? "INVENTED" : "right" : passage.Claims.Any(e => e.IsLess(c)) ? "LESS " : "WRONG";
                    if (verdict != "right" || all) Console.WriteLine($"   {verdict} {Line(c)}");
                }
                if (args.Contains("--tree")) Tree(analyzer.Analyze(article.Text));
                if (!why) continue;
                foreach (var f in explained.Frames) Console.WriteLine($"      {f.Frame} at “{f.Trigger.Of(article.Text)}”: {f.Outcome} {string.Join("; ", f.Steps)}");
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {passages} passages, precision {right}/{given} = {(double)right / Math.Max(1, given):0.00} ({less} more say less), recall {found}/{wanted} = {(double)found / Math.Max(1, wanted):0.00}"));
        }
        return 0;
    }

    private static string Line(Claim c) =>
        $"{(c.Negated ? "not " : "")}{c.Stage} {c.Factuality} {c.Stance}: {c.Supplier?.Iso3 ?? c.Supplier?.Words ?? "?"} → {c.Recipient?.Iso3 ?? c.Recipient?.Words ?? "?"}, user {c.User?.Name} at {c.Target?.Name}, producer {c.Producer?.Name}, “{c.Item.Words}” ({c.Item.Category}) {c.Quantity?.Words} {c.Confidence.ToString("0.00", CultureInfo.InvariantCulture)}, source {string.Join(" > ", c.Attribution.Select(a => $"{a.Source} ({a.Kind}, {a.Government}){(a.Primary ? "*" : "")}"))}";

    private static void Tree(Analysis analysis)
    {
        var tokens = analysis.Tokens;
        for (var i = 0; i < tokens.Count; i++) // word, lemma, tag, relation, head
            Console.Write($" {i}:{analysis.Word(i)}/{tokens.Lemma[i]}/{tokens.Xpos[i]}/{tokens.Upos[i]}/{tokens.Relation[i]}>{(tokens.Head[i] < 0 ? "root" : tokens.Head[i].ToString(CultureInfo.InvariantCulture))}");
        Console.WriteLine();
    }
}
