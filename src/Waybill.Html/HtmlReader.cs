using Waybill.Articles;
using Waybill.Pages;

namespace Waybill.Html;

/// <summary>Reads the article out of a page of HTML.</summary>
public static class HtmlReader
{
    /// <summary>Name and version, stored with each article.</summary>
    public const string Name = "html/1";

    public static ArticleResult Read(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return PageCheck.Refuse(capture) ?? new ArticleResult.None(NoArticleReason.NotSupported, "HTML pages are not read yet");
    }
}
