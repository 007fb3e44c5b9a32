using Waybill.Articles;

namespace Waybill.Html;

/// <summary>Leaves out items of lists that are a link to another page of the same site and hardly anything else: headlines of other
/// stories. Lists of sources lead to other sites, tables of contents to the page itself; short items are names more than headlines.</summary>
internal static class LinkItems
{
    /// <summary>Words of a headline among the text, and below its last prose, where nothing but teasers is expected.</summary>
    private const int LeastAmong = 6, LeastBelow = 5;

    private const int ProseWords = 12;

    public static void LeaveOut(HtmlPage page, TextChoice choice)
    {
        var site = Addresses.RegistrableDomain(page.Declared.Canonical?.Value ?? page.Declared.Meta("og:url")?.Value);
        var prose = choice.Body.FindLastIndex(i => IsProse(page, i));
        for (var k = choice.Body.Count - 1; k >= 0; k--)
        {
            var i = choice.Body[k];
            var least = prose >= 0 && k > prose ? LeastBelow : LeastAmong;
            if (choice.Kinds[i] != BlockKind.ListItem || page.Features.Words[i] < least || !LeadsElsewhere(page, page.Cut.Blocks[i], site)) continue;
            choice.Kinds[i] = null;
            choice.Reasons[i] = LeftOutReason.Teaser;
            choice.Body.RemoveAt(k);
        }
    }

    private static bool IsProse(HtmlPage page, int i)
    {
        var block = page.Cut.Blocks[i];
        return page.Features.Words[i] >= ProseWords && TextShape.EndsSentence(block.Text.Text) && block.LinkUnits * 3 < block.Text.Text.Length;
    }

    private static bool LeadsElsewhere(HtmlPage page, HtmlBlock block, string? site)
    {
        if (block.Links.Count == 0 || block.LinkUnits * 20 < block.Text.Text.Length * 17) return false;
        var target = page.Tree.Value(block.Links[0].Node, "href") ?? "";
        if (target.Length == 0 || target.Contains('#', StringComparison.Ordinal)) return false;
        if (target.StartsWith("//", StringComparison.Ordinal)) target = "https:" + target;
        return target[0] == '/' || (site is not null && site == Addresses.RegistrableDomain(target));
    }
}
