using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Pages;

namespace Waybill.Tests.Html;

/// <summary>What the rules behind the block model make of a page of which it takes every block.</summary>
internal static class ChosenBlocks
{
    /// <summary>Why the block that begins so was left out, or null where it was taken.</summary>
    public static LeftOutReason? ReasonOf(string html, string begins)
    {
        var page = HtmlPage.Read(new Capture { Bytes = Encoding.UTF8.GetBytes(html), Format = PageFormat.Html });
        var scores = new float[page.Cut.Blocks.Count];
        Array.Fill(scores, 1f);
        var choice = TextChooser.Choose(page, scores, HtmlReader.Threshold);
        var block = page.Cut.Blocks.FindIndex(b => b.Text.Text.StartsWith(begins, StringComparison.Ordinal));
        block.ShouldBeGreaterThanOrEqualTo(0);
        return choice.Kinds[block] is null ? choice.Reasons[block] : null;
    }
}
