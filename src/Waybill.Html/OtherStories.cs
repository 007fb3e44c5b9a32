using Waybill.Articles;

namespace Waybill.Html;

/// <summary>Leaves out of the chosen text what the page's own structure marks as another story's or as matter beside the text:
/// a second story under a title made like the first, small boxes beside or within the text, lists under "Read next".</summary>
internal static class OtherStories
{
    /// <summary>Words of text between a title and its like below which the first may be a card of a list.</summary>
    private const int LeastFirst = 50;

    /// <summary>A box is small where it holds less than one part in so many of the text.</summary>
    private const int SmallPart = 3;

    /// <summary>Elements above a block that are looked at for a box.</summary>
    private const int MostLevels = 8;

    public static void LeaveOut(HtmlPage page, TextChoice choice)
    {
        LeaveOutSecond(page, choice);
        LeaveOutMarkedBoxes(page, choice);
        LeaveOutLists(page, choice);
        choice.Body.RemoveAll(i => choice.Kinds[i] is null);
    }

    /// <summary>Pages that go on with the next story print its title in a header made like the first one's. On the dev hosts
    /// all 78 blocks taken after such a title stand outside the gold text.</summary>
    private static void LeaveOutSecond(HtmlPage page, TextChoice choice)
    {
        if (choice.Title < 0 || page.Declared.LiveBlog) return;
        var words = 0;
        var second = false;
        foreach (var i in Enumerable.Range(choice.Title + 1, page.Cut.Blocks.Count - choice.Title - 1))
        {
            second = second || (words >= LeastFirst && IsLikeTitle(page, choice.Title, i));
            if (choice.Kinds[i] is null) continue;
            if (second) Drop(choice, i, LeftOutReason.OtherStory);
            else words += page.Features.Words[i];
        }
    }

    /// <summary>A heading of the same template as the title, in an element of its own: headings beside the title are parts of its text.</summary>
    private static bool IsLikeTitle(HtmlPage page, int title, int i)
    {
        var (first, other) = (page.Cut.Blocks[title], page.Cut.Blocks[i]);
        return other.Tag == first.Tag && page.Features.ClassKeys[i] == page.Features.ClassKeys[title] && page.Features.Words[i] >= 3
            && (page.Cut.Contexts[other.Context].Ancestors & Ancestors.Heading) != 0
            && page.Cut.Contexts[other.Context].Parent != page.Cut.Contexts[first.Context].Parent && other.Text.Text != first.Text.Text;
    }

    /// <summary>Asides, and boxes whose class names say that they are related stories, offers or captions. On the dev hosts 36 blocks
    /// outside the gold text and 2 inside it.</summary>
    private static void LeaveOutMarkedBoxes(HtmlPage page, TextChoice choice)
    {
        var marks = new Dictionary<int, LeftOutReason?>();
        var boxes = new Dictionary<int, (LeftOutReason Reason, List<int> Blocks)>();
        foreach (var i in choice.Body)
        {
            // A quotation pulled out is the text's own.
            if (choice.Kinds[i] == BlockKind.Quotation || BoxOf(page, page.Cut.Blocks[i].Context, marks) is not var (box, reason)) continue;
            if (!boxes.TryGetValue(box, out var held)) boxes[box] = held = (reason, []);
            held.Blocks.Add(i);
        }
        var all = choice.Body.Sum(i => page.Features.Words[i]);
        foreach (var (reason, blocks) in boxes.Values)
            if (IsOut(page, reason, blocks, all)) blocks.ForEach(i => Drop(choice, i, reason));
    }

    /// <summary>A box is left out where it is small; a message only where it appeals for money, and then it may be longer than a short text.</summary>
    private static bool IsOut(HtmlPage page, LeftOutReason reason, List<int> blocks, int all)
    {
        var words = blocks.Sum(i => page.Features.Words[i]);
        return reason == LeftOutReason.Newsletter ? words < all && IsAppeal(page, blocks) : words * SmallPart < all;
    }

    private static bool IsAppeal(HtmlPage page, List<int> blocks) =>
        blocks.Exists(i => ArticleLexicon.Default.IsAppeal(page.Cut.Blocks[i].Text.Text));

    /// <summary>The outermost marked element near above, so that a box in a box goes with it.</summary>
    private static (int Box, LeftOutReason Reason)? BoxOf(HtmlPage page, int context, Dictionary<int, LeftOutReason?> marks)
    {
        (int, LeftOutReason)? found = null;
        for (var level = 0; level < MostLevels && context >= 0 && page.Cut.Contexts[context].Tag is not (Tag.Body or Tag.Html or Tag.Main); level++)
        {
            if (!marks.TryGetValue(context, out var mark)) marks[context] = mark = MarkOf(page, context);
            if (mark is { } reason) found = (context, reason);
            context = page.Cut.Contexts[context].Parent;
        }
        return found;
    }

    private static LeftOutReason? MarkOf(HtmlPage page, int context)
    {
        var element = page.Cut.Contexts[context];
        return element.Tag == Tag.Aside ? LeftOutReason.Related : ClassWords.Default.BoxReasonOf(page.Tree.Raw(element.Node, "class", out _));
    }

    /// <summary>The list items right after a line that heads other stories, where they lead somewhere.</summary>
    private static void LeaveOutLists(HtmlPage page, TextChoice choice)
    {
        var heads = false;
        for (var i = 0; i < page.Cut.Blocks.Count; i++)
        {
            var item = (page.Cut.Contexts[page.Cut.Blocks[i].Context].Ancestors & Ancestors.List) != 0;
            if (choice.Kinds[i] is null && page.Features.Words[i] <= 6 && page.Features.FurnitureAt(i) == LeftOutReason.Related) heads = true;
            else if (!item) heads = false;
            else if (heads && choice.Kinds[i] is not null && page.Cut.Blocks[i].LinkUnits > 0) Drop(choice, i, LeftOutReason.Related);
        }
    }

    private static void Drop(TextChoice choice, int i, LeftOutReason reason)
    {
        choice.Kinds[i] = null;
        choice.Reasons[i] = reason;
    }
}
