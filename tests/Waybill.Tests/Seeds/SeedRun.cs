using System.Collections.Immutable;
using System.Text;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Tests.Language;
using Waybill.Texts;

namespace Waybill.Tests.Seeds;

/// <summary>Runs the real stages over pages in memory, without a store.</summary>
public static class SeedRun
{
    private static readonly Lazy<PatternExtractor> s_extractor = new(PatternExtractor.Embedded);

    public static PatternExtractor Extractor => s_extractor.Value;

    /// <summary>The seed pages' texts, by three-digit number.</summary>
    public static ImmutableSortedDictionary<string, string> Texts() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Corpora(), "seeds"), "*.txt")
            .ToImmutableSortedDictionary(f => Path.GetFileName(f)[..3], File.ReadAllText, StringComparer.Ordinal);

    public static SeedResult Run(IReadOnlyDictionary<string, string> texts)
    {
        var pages = ImmutableSortedDictionary.CreateBuilder<string, LineagePage>(StringComparer.Ordinal);
        var claims = new Dictionary<string, ImmutableArray<Claim>>(StringComparer.Ordinal);
        foreach (var (key, text) in texts)
        {
            var capture = new Capture { Bytes = Encoding.UTF8.GetBytes(text), Format = PageFormat.PlainText, File = key + ".txt" };
            if (PlainTextReader.Read(capture) is not ArticleResult.Found found) throw new InvalidOperationException($"page {key} gave no article");
            pages[key] = new LineagePage { Id = capture.Id, Article = found.Article };
            claims[capture.Id] = Extractor.Read(found.Article, Models.Analyzer.Analyze(found.Article.Text, Extractor.Depths(found.Article))).Claims;
        }
        var all = pages.ToImmutable();
        var lineage = LineageStage.Build([.. all.Values]);
        var familyOf = lineage.Families.SelectMany(f => f.Members.Select(m => (m.Article, f.Id))).ToDictionary(x => x.Article, x => x.Id, StringComparer.Ordinal);
        var ledger = LedgerStage.Build([.. all.Values.Select(p => new LedgerArticle
        {
            Page = LedgerPage.Of(p.Id, p.Url, p.Article, claims[p.Id]),
            Date = lineage.Dates.Single(d => d.Article == p.Id),
            Family = familyOf[p.Id],
        })]);
        return new SeedResult { Pages = all, Lineage = lineage, Ledger = ledger };
    }

    /// <summary>Every piece of evidence reproduces its words.</summary>
    public static IEnumerable<string> EvidenceProblems(SeedResult result)
    {
        foreach (var placed in result.Ledger.Claims)
        {
            var article = result.Pages.Values.Single(p => p.Id == placed.Article).Article;
            foreach (var e in placed.Claim.Evidence.Where(e => e.Layer == EvidenceLayer.Text))
            {
                if (e.Hash != article.TextHash || e.End > article.Text.Length || article.Text[e.Start..e.End] != e.Exact)
                    yield return $"{placed.Claim.Id}: “{e.Exact}” does not stand at {e.Start}..{e.End}";
            }
        }
    }
}
