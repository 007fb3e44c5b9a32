using Waybill.Articles;

namespace Waybill.Html;

/// <summary>Says why a block is no part of the text, in words that a reader of the page would use.</summary>
internal static class LeftOutReasons
{
    public static LeftOutReason Of(HtmlPage page, int i, TextChoice choice)
    {
        var block = page.Cut.Blocks[i];
        var context = page.Cut.Contexts[block.Context];
        var text = block.Text.Text;
        if (text.Length <= 300 && ArticleLexicon.Default.FurnitureOf(text) is { } furniture) return furniture.Reason;
        if (page.Title is { } title && TitleFinder.Likeness(text, title.Text) > 0.8) return LeftOutReason.RepeatedTitle;
        var nearest = Nearest(context.Distances, 6);
        if (nearest is { } reason) return reason;
        if ((context.Ancestors & (Ancestors.Figure | Ancestors.Figcaption)) != 0) return LeftOutReason.Caption;
        if ((context.Ancestors & (Ancestors.Nav | Ancestors.Header)) != 0) return LeftOutReason.Menu;
        if ((context.Ancestors & Ancestors.Footer) != 0) return LeftOutReason.Legal;
        if ((context.Ancestors & Ancestors.Dialog) != 0) return LeftOutReason.Cookie;
        if ((context.Ancestors & Ancestors.Aside) != 0) return LeftOutReason.Related;
        if (text.Length <= 120 && DateScanner.Scan(text).Count > 0) return LeftOutReason.Metadata;
        var words = page.Features.Words[i];
        if (block.LinkUnits * 2 > text.Length) return words >= 5 ? LeftOutReason.Teaser : LeftOutReason.Menu;
        if (words >= 12 && choice.Body.Count > 0) return LeftOutReason.OtherStory;
        return LeftOutReason.Other;
    }

    private static LeftOutReason? Nearest(GroupDistances distances, int limit)
    {
        var best = limit;
        LeftOutReason? reason = null;
        for (var g = 0; g < ClassWords.GroupCount; g++)
        {
            LeftOutReason? says = ClassWords.Groups[g] switch
            {
                "nav" => LeftOutReason.Menu,
                "footer" => LeftOutReason.Legal,
                "side" or "related" => LeftOutReason.Related,
                "list" => LeftOutReason.Teaser,
                "social" => LeftOutReason.Social,
                "comment" => LeftOutReason.Comment,
                "ad" => LeftOutReason.Advertisement,
                "newsletter" => LeftOutReason.Newsletter,
                "cookie" => LeftOutReason.Cookie,
                "caption" => LeftOutReason.Caption,
                "byline" or "meta" => LeftOutReason.Metadata,
                _ => null,
            };
            if (says is null || distances[g] >= best) continue;
            best = distances[g];
            reason = says;
        }
        return reason;
    }
}
