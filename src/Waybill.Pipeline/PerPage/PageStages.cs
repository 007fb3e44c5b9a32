using Waybill.Articles;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Ledger;
using Waybill.Pages;
using Waybill.Storage;

namespace Waybill.Pipeline.PerPage;

/// <summary>What one page gives: a pure function of its bytes, its capture data and the stages.</summary>
/// <param name="ClaimsSkipped">Why no claims were read from an article, or null.</param>
/// <param name="Capped">Whether a stage cut something short.</param>
public sealed record PageReading(ArticleResult Article, ClaimReading? Claims, string? ClaimsSkipped, bool Capped);

/// <summary>Runs the per-page stages in their order.</summary>
public static class PageStages
{
    public const string NoArticle = "no article";
    public const string Gated = "names no arms";

    public static PageReading Run(Stages stages, Capture capture)
    {
        ArgumentNullException.ThrowIfNull(stages);
        return FromArticle(stages, stages.Articles.Read(capture));
    }

    /// <summary>Language and claims over an article that is there already.</summary>
    public static PageReading FromArticle(Stages stages, ArticleResult result)
    {
        ArgumentNullException.ThrowIfNull(stages);
        if (stages.Language is not { } language || stages.Claims is not { } claims) return new PageReading(result, null, null, false);
        if (result is not ArticleResult.Found { Article: var article }) return new PageReading(result, ClaimReading.Empty, NoArticle, false);
        if (!IsEnglish(article.Language)) return new PageReading(result, ClaimReading.Empty, "language " + article.Language, false);
        if (stages.Gate?.Invoke(article) == false) return new PageReading(result, ClaimReading.Empty, Gated, false);
        Analysis analysis = language.Analyze(article.Text);
        return new PageReading(result, claims.Read(article, analysis), null, !analysis.Caps.IsEmpty);
    }

    /// <summary>The rows that a page's results become.</summary>
    public static PageRows Rows(Stages stages, Capture capture, CaptureFacts facts, PageReading reading, bool withBytes)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(capture);
        ArgumentNullException.ThrowIfNull(reading);
        return new PageRows(capture.Id, capture.Sha256, capture.Url, facts,
            withBytes ? Packing.Pack(capture.Bytes.Span, Packing.PageQuality) : null,
            ArticleRow.Of(reading.Article, stages.Articles.Version, facts),
            reading.Claims is { } claims && stages.ReadingVersion is { } version
                ? ReadingRow.Of(claims, version, reading.ClaimsSkipped, reading.Article is ArticleResult.Found { Article: var article } && !claims.Claims.IsEmpty
                    ? LedgerPage.Of(capture.Id, capture.Url, article, claims.Claims) : null)
                : null);
    }

    /// <summary>Text whose language could not be told is read: the patterns decide.</summary>
    private static bool IsEnglish(string language) =>
        language is "en" or "und" || language.StartsWith("en-", StringComparison.Ordinal);
}
