using System.IO.Compression;
using Shouldly;
using Waybill.Articles;
using Waybill.Bench.Claims;
using Waybill.Claims;
using Waybill.Html;
using Waybill.Language;
using Waybill.Pages;
using Xunit;

namespace Waybill.Tests.Samples;

/// <summary>What the program reads from the sample pages, against what was written into them. Run with
/// <c>-showLiveOutput</c> to see every invention and every miss.</summary>
public sealed class SampleClaimTests(ITestOutputHelper output)
{
    private static readonly Lazy<(Analyzer Analyzer, PatternExtractor Extractor)> Stages = new(() =>
    {
        using var model = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "models", "waybill-en.bin"));
        return (new Analyzer(LanguageModel.Load(model)), PatternExtractor.Embedded());
    });

    private static readonly Lazy<IReadOnlyDictionary<string, (Article? Article, IReadOnlyList<Claim> Claims)>> Read = new(() =>
        SampleExpectations.Files.ToDictionary(f => f, ReadPage, StringComparer.Ordinal));

    [Fact]
    public void Claims_that_are_read_were_written()
    {
        int read = 0, right = 0, partial = 0, must = 0, found = 0;
        foreach (var page in SampleExpectations.Pages)
        {
            var (_, claims) = Read.Value[page.File];
            var expected = SampleExpectations.Claims.Where(c => c.File == page.File).ToList();
            foreach (var claim in claims)
            {
                read++;
                if (expected.Any(e => Fits(e, claim))) right++;
                else if (expected.Any(e => Fits(e, claim, partly: true)))
                {
                    partial++;
                    output.WriteLine($"{page.File}: partial  {Show(claim)}");
                }
                else output.WriteLine($"{page.File}: INVENTED {Show(claim)}");
            }
            foreach (var row in expected.Where(e => e.Must))
            {
                must++;
                if (claims.Any(c => Fits(row, c))) found++;
                else output.WriteLine($"{page.File}: missed   {row.Stage} {row.Supplier}→{row.Recipient} {row.Category} {row.Min}–{row.Max} negated {row.Negated} {row.Factuality} by {row.Government}");
            }
        }
        output.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"samples: {read} claims read, {right} as written, {partial} with a value left empty, {read - right - partial} invented (free of invention {(double)(right + partial) / Math.Max(1, read):0.000}); {found} of {must} plain claims found whole ({(double)found / must:0.000})"));
        ((double)(right + partial) / Math.Max(1, read)).ShouldBeGreaterThanOrEqualTo(PrecisionFloor, "share of the claims read that say nothing which the pages do not");
        ((double)found / must).ShouldBeGreaterThanOrEqualTo(RecallFloor, "share of the plain claims that were read");
    }

    [Fact]
    public void Pages_without_a_transfer_give_no_claim() =>
        SampleExpectations.Pages.Where(p => p.Claims == 0).SelectMany(p => Read.Value[p.File].Claims.Select(c => p.File + ": " + Show(c))).ShouldBeEmpty();

    [Fact]
    public void A_denied_delivery_is_never_read_as_a_delivery() =>
        Read.Value.Where(p => p.Key[..2] is "25" or "26").SelectMany(p => p.Value.Claims).Where(c => c.Stage == Stage.Delivered && !c.Negated).Select(Show).ShouldBeEmpty();

    /// <summary>Set from the figures of docs/evaluation.md; raise them as those rise.</summary>
    private const double PrecisionFloor = 0.97;

    private const double RecallFloor = 0.82;

    private static bool Fits(ExpectedClaim row, Claim claim, bool partly = false)
    {
        var government = claim.Attribution.LastOrDefault(a => a.Primary)?.Government;
        return claim.Items.Append(claim.Item).Any(item => row.Fits(
            claim.Kind == ClaimKind.Flow ? "flow" : "use", SampleFileTests.Kebab(claim.Stage.ToString()), claim.Negated, SampleFileTests.Kebab(claim.Factuality.ToString()),
            claim.Supplier is { } s ? s.Iso3 ?? s.Words : null, (claim.Recipient ?? claim.EndUser) is { } r ? r.Iso3 ?? r.Words : null,
            item.Category, claim.Quantity?.Min, claim.Quantity?.Max, government, partly));
    }

    private static string Show(Claim c) =>
        $"{SampleFileTests.Kebab(c.Stage.ToString())}{(c.Negated ? " negated" : "")} {SampleFileTests.Kebab(c.Factuality.ToString())} {c.Supplier?.Iso3 ?? c.Supplier?.Words ?? "?"}→{c.Recipient?.Iso3 ?? c.Recipient?.Words ?? "?"} “{c.Item.Words}” {c.Item.Category} {c.Quantity?.Min}–{c.Quantity?.Max} {c.Part} [{string.Join(" | ", c.Evidence.Select(e => e.Exact))}]";

    private static (Article?, IReadOnlyList<Claim>) ReadPage(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(SampleExpectations.Folder, file));
        if (file.EndsWith(".gz", StringComparison.Ordinal))
        {
            using var unpacked = new MemoryStream();
            using (var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)) gzip.CopyTo(unpacked);
            bytes = unpacked.ToArray();
        }
        var format = file.EndsWith(".txt", StringComparison.Ordinal) ? PageFormat.PlainText : PageFormat.Html;
        if (PageReader.Read(new Capture { Bytes = bytes, Format = format, File = file }) is not ArticleResult.Found { Article: var article }) return (null, []);
        return article.Language != "en" ? (article, []) : (article, Stages.Value.Extractor.Read(article, Stages.Value.Analyzer.Analyze(article.Text, Stages.Value.Extractor.Depths(article))).Claims);
    }
}
