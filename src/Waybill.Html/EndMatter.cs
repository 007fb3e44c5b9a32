using Waybill.Articles;

namespace Waybill.Html;

/// <summary>Leaves out what stands below the text though it looks like text: who the authors are, how to reach them, appeals,
/// offers, lists that lead to other pages of the site.</summary>
internal static class EndMatter
{
    /// <summary>Blocks at the end that are looked at, one after the other, as long as each is such matter.</summary>
    private const int Most = 5;

    private const int MostWords = 90;

    /// <summary>Words of a list's item below which its link is a name more than a headline.</summary>
    private const int LeastHeadline = 5;

    /// <summary>Blocks above the text among which a byline is looked for.</summary>
    private const int Above = 12;

    private const int MostBylineWords = 25;

    public static void LeaveOut(HtmlPage page, TextChoice choice)
    {
        LeaveOutLinks(page, choice);
        for (var n = 0; n < Most && choice.Body.Count > 1; n++)
        {
            var last = choice.Body.FindLastIndex(i => choice.Kinds[i] != BlockKind.CreditLine);
            if (last < 1 || ReasonOf(page, choice, choice.Body[last]) is not { } reason) return;
            Drop(choice, choice.Body[last], reason);
            choice.Body.RemoveAt(last);
        }
    }

    private static LeftOutReason? ReasonOf(HtmlPage page, TextChoice choice, int i)
    {
        var text = page.Cut.Blocks[i].Text.Text;
        if (page.Features.Words[i] > MostWords || choice.Kinds[i] is not (BlockKind.Paragraph or BlockKind.ListItem)) return null;
        return IsLife(page, choice, i) ? LeftOutReason.Metadata : ArticleLexicon.Default.EndMatterOf(text);
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

    /// <summary>Items below the last prose that are a link and hardly anything else, to another page of the same site. On the dev hosts
    /// all 11 of them lead to other stories; lists of sources lead to other sites.</summary>
    private static void LeaveOutLinks(HtmlPage page, TextChoice choice)
    {
        var prose = choice.Body.FindLastIndex(i => IsProse(page, i));
        if (prose < 0) return;
        for (var k = choice.Body.Count - 1; k > prose; k--)
        {
            var i = choice.Body[k];
            if (choice.Kinds[i] != BlockKind.ListItem || page.Features.Words[i] < LeastHeadline || !LeadsElsewhere(page, page.Cut.Blocks[i])) continue;
            Drop(choice, i, LeftOutReason.Teaser);
            choice.Body.RemoveAt(k);
        }
    }

    private static bool IsProse(HtmlPage page, int i)
    {
        var block = page.Cut.Blocks[i];
        return page.Features.Words[i] >= 12 && TextShape.EndsSentence(block.Text.Text) && block.LinkUnits * 3 < block.Text.Text.Length;
    }

    private static bool LeadsElsewhere(HtmlPage page, HtmlBlock block)
    {
        if (block.Links.Count == 0 || block.LinkUnits * 20 < block.Text.Text.Length * 17) return false;
        var href = page.Tree.Value(block.Links[0].Node, "href") ?? "";
        if (href.Length == 0 || href[0] == '#') return false;
        if (href[0] == '/' && !href.StartsWith("//", StringComparison.Ordinal)) return true;
        var site = Addresses.RegistrableDomain(page.Declared.Canonical?.Value ?? page.Declared.Meta("og:url")?.Value);
        return site is not null && site == Addresses.RegistrableDomain(href.StartsWith("//", StringComparison.Ordinal) ? "https:" + href : href);
    }

    private static void Drop(TextChoice choice, int i, LeftOutReason reason)
    {
        choice.Kinds[i] = null;
        choice.Reasons[i] = reason;
    }
}
