using Waybill.Articles;
using Waybill.Pages;

namespace Waybill.Html;

/// <summary>The one door from a capture to its article, whatever its format.</summary>
public static class PageReader
{
    public static ArticleResult Read(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        return capture.Format == PageFormat.Html ? HtmlReader.Read(capture) : PlainTextReader.Read(capture);
    }
}
