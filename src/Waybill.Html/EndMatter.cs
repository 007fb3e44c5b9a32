using Waybill.Articles;

namespace Waybill.Html;

/// <summary>Leaves out what stands below the text though it looks like text: who the authors are.</summary>
internal static class EndMatter
{
    /// <summary>Blocks at the end that are looked at, one after the other, as long as each is such matter.</summary>
    private const int Most = 5;

    private const int MostWords = 90;

    /// <summary>Blocks above the text among which a byline is looked for.</summary>
    private const int Above = 12;

    private const int MostBylineWords = 25;

    public static void LeaveOut(HtmlPage page, TextChoice choice)
    {
        for (var n = 0; n < Most && choice.Body.Count > 1; n++)
        {
            var last = choice.Body.FindLastIndex(i => choice.Kinds[i] != BlockKind.CreditLine);
            if (last < 1) return;
            var i = choice.Body[last];
            if (choice.Kinds[i] != BlockKind.Paragraph || page.Features.Words[i] > MostWords || !IsLife(page, choice, i)) return;
            choice.Kinds[i] = null;
            choice.Reasons[i] = LeftOutReason.Metadata;
            choice.Body.RemoveAt(last);
        }
    }

    /// <summary>"Jane Doe is a reporter …": opens with an author's full name that the text above does not hold.</summary>
    private static bool IsLife(HtmlPage page, TextChoice choice, int i)
    {
        var text = page.Cut.Blocks[i].Text.Text.TrimStart('(', '—', '–', '-', '*', '•', '_', ' ', '[');
        var verb = text.IndexOf(" is ", StringComparison.Ordinal);
        if (verb is < 4 or > 50 || !Bylines.IsPerson(text.AsSpan(0, verb))) return false;
        var name = text[..verb];
        return IsAuthor(page, choice, name) && !choice.Body.Exists(k => k < i && page.Cut.Blocks[k].Text.Text.Contains(name, StringComparison.Ordinal));
    }

    /// <summary>Whether the page declares the author, or names him in a short line above the text.</summary>
    private static bool IsAuthor(HtmlPage page, TextChoice choice, string name)
    {
        if (AuthorFinder.Declared(page).Exists(a => a.Name.Contains(name, StringComparison.OrdinalIgnoreCase))) return true;
        for (var i = Math.Max(0, choice.Body[0] - Above); i < choice.Body[0]; i++)
            if (page.Features.Words[i] <= MostBylineWords && page.Cut.Blocks[i].Text.Text.Contains(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
