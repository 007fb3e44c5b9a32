using System.Globalization;
using System.Security.Cryptography;
using Shouldly;
using Waybill.Articles;
using Waybill.Bench.Articles;
using Waybill.Html;
using Xunit;

namespace Waybill.Tests.Articles;

/// <summary>Figures on outside pages must not fall: each third page of the test part, in order of id, against the committed
/// <c>outside-sets.tsv</c>. After a change for the better: <c>WAYBILL_UPDATE=1 ./test.sh -class Waybill.Tests.Articles.OutsideSetTests</c>.
/// A set with another fingerprint is another set, and the test is skipped.</summary>
public sealed class OutsideSetTests
{
    /// <summary>Rounding, and nothing else.</summary>
    private const double Slack = 0.0005;

    private static readonly string File = Path.Combine(Repository.Root, "tests", "Waybill.Tests", "Articles", "outside-sets.tsv");

    [Theory]
    [InlineData("naeb")]
    [InlineData("wcxb-dev")]
    [InlineData("htmldate-mediacloud")]
    public void Figures_do_not_fall(string set)
    {
        var pages = GoldPages.Load(Repository.Corpora(), set).Where(p => p.IsTest).Where((_, i) => i % 3 == 0).ToList();
        var fingerprint = Fingerprint(pages);
        var now = Measure(pages);
        var rows = System.IO.File.ReadAllLines(File).ToList();
        var at = rows.FindIndex(r => r.StartsWith(set + "\t", StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("WAYBILL_UPDATE") == "1")
        {
            rows[at] = string.Join('\t', [set, pages.Count.ToString(CultureInfo.InvariantCulture), fingerprint, .. now.Select(v => v.ToString("0.0000", CultureInfo.InvariantCulture))]);
            System.IO.File.WriteAllLines(File, rows);
        }
        var cells = rows[at].Split('\t');
        Assert.SkipUnless(cells[2] == fingerprint, $"the pages of {set} are not those that were measured");
        for (var i = 0; i < now.Length; i++)
            now[i].ShouldBeGreaterThanOrEqualTo(double.Parse(cells[3 + i], CultureInfo.InvariantCulture) - Slack, $"{set}: {rows[5].Split('\t')[3 + i]}");
    }

    /// <summary>F1, precision and recall of the text; shares of right titles and of right days.</summary>
    private static double[] Measure(List<GoldPage> pages)
    {
        var scores = new List<(double Precision, double Recall)>();
        int titles = 0, titleHits = 0, dates = 0, dateHits = 0;
        foreach (var page in pages)
        {
            var article = HtmlReader.Read(page.Load()) is ArticleResult.Found found ? found.Article : null;
            if (!string.IsNullOrWhiteSpace(page.Text)) scores.Add(ShingleScore.Of(page.Text, article is null ? "" : GoldPages.Body(article)));
            if (page.Title is { Length: > 0 } title)
            {
                titles++;
                if (Letters(title) == Letters(article?.Title)) titleHits++;
            }
            if (page.Date is not { Length: >= 10 } date) continue;
            dates++;
            if (article?.Published?.Value.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == date[..10]) dateHits++;
        }
        double p = scores.Count == 0 ? 0 : scores.Average(s => s.Precision), r = scores.Count == 0 ? 0 : scores.Average(s => s.Recall);
        return [p + r == 0 ? 0 : 2 * p * r / (p + r), p, r, titles == 0 ? 0 : (double)titleHits / titles, dates == 0 ? 0 : (double)dateHits / dates];
    }

    private static string Fingerprint(List<GoldPage> pages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var page in pages)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{page.Id}\0{page.Text}\0{page.Title}\0{page.Date}\0"));
            hash.AppendData(System.IO.File.ReadAllBytes(page.File));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static string Letters(string? text) => string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
