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
        Analysis analysis = language.Analyze(article.Text, claims.Depths(article));
        return new PageReading(result, claims.Read(article, analysis), null, !analysis.Caps.IsEmpty);
    }

    /// <summary>A kept page read again: from its bytes, from its text where these are not kept, and not at all where it was withdrawn.</summary>
    public static PageReading Again(Stages stages, Store store, PageFacts page)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(page);
        if (store.BytesOrNone(page) is { } bytes) return Run(stages, page.ToCapture(bytes));
        return Again(stages, store.KeptText(page.Id), store.Withdrawal(page.Id)?.Why);
    }

    /// <summary>A page without bytes read again.</summary>
    public static PageReading Again(Stages stages, Article? text, string? withdrawn) => FromArticle(stages, text is null
        ? new ArticleResult.None(withdrawn is null ? NoArticleReason.Damaged : NoArticleReason.Withdrawn, withdrawn ?? "neither the bytes nor a text are kept") : new ArticleResult.Found(text));

    /// <summary>The rows of a page that is kept already.</summary>
    public static PageRows Rows(Stages stages, PageFacts page, PageReading reading)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Rows(stages, page.Id, page.Sha256, page.Url, page.Facts, null, reading);
    }

    /// <summary>The rows that a page's results become.</summary>
    public static PageRows Rows(Stages stages, Capture capture, CaptureFacts facts, PageReading reading, bool withBytes)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return Rows(stages, capture.Id, capture.Sha256, capture.Url, facts, withBytes ? Packing.Pack(capture.Bytes.Span, Packing.PageQuality) : null, reading);
    }

    /// <param name="bytes">Null where the page is kept already.</param>
    public static PageRows Rows(Stages stages, string id, string sha256, string? url, CaptureFacts facts, Packed? bytes, PageReading reading)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(reading);
        return new PageRows(id, sha256, url, facts,
            bytes,
            ArticleRow.Of(reading.Article, stages.Articles.Version, facts),
            reading.Claims is { } claims && stages.ReadingVersion is { } version
                ? ReadingRow.Of(claims, version, reading.ClaimsSkipped, reading.Article is ArticleResult.Found { Article: var article } && !claims.Claims.IsEmpty
                    ? LedgerPage.Of(id, url, article, claims.Claims) : null)
                : null);
    }

    /// <summary>Text whose language could not be told is read: the patterns decide.</summary>
    private static bool IsEnglish(string language) =>
        language is "en" or "und" || language.StartsWith("en-", StringComparison.Ordinal);
}
