using Waybill.Articles;
using Waybill.Pages;

namespace Waybill.Html;

/// <summary>Reads the article out of a page of HTML: parse, cut into blocks, score each block, take the text, then the
/// metadata with their evidence. A pure function of the capture.</summary>
public static class HtmlReader
{
    /// <summary>Name and version, stored with each article.</summary>
    public const string Name = "html/9";

    /// <summary>Blocks at or above this probability are text. Set on the dev hosts of naeb and wcxb-dev, where F1 is flat
    /// between .4 and .6; the upper end, since a teaser let in costs more than a sentence lost.</summary>
    internal const float Threshold = 0.5f;

    public static ArticleResult Read(Capture capture)
    {
        ArgumentNullException.ThrowIfNull(capture);
        if (PageCheck.Refuse(capture) is { } refused) return refused;
        var page = HtmlPage.Read(capture);
        if (page.Cut.Blocks.Count == 0) return new ArticleResult.None(NoArticleReason.NoText, "the page prints no words");
        var choice = TextChooser.Choose(page, BlockModel.Default);
        if (!choice.Any) return new ArticleResult.None(NoArticleReason.NoText, "no block of the page looks like an article's text");
        return new ArticleResult.Found(HtmlAssembly.Assemble(capture, page, choice));
    }
}
