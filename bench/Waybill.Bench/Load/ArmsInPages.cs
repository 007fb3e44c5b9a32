using System.Text;
using Waybill.Articles;
using Waybill.Bench.Articles;
using Waybill.Pages;
using Waybill.Pipeline;
using Waybill.Pipeline.PerPage;

namespace Waybill.Bench.Load;

/// <summary>Pages as news sites send them, each with a made arms story in its article: their weight is real, and all hold claims. Development pages alone.</summary>
public static class ArmsInPages
{
    /// <summary>The pages whose article took the story, so that claims are read from it.</summary>
    /// <param name="tried">How many pages there were.</param>
    public static Capture[] Make(string root, string set, Stages stages, out int tried)
    {
        var pages = GoldPages.Load(root, set).Where(p => !p.IsTest).ToArray();
        var stories = new LoadGenerator(new LoadOptions { Pages = pages.Length, Arms = 1, MostCopies = 1 }).Pages().Select(p => p.Text.Split("\n\n")[1..]);
        tried = pages.Length;
        return [.. pages.Zip(stories).Select(p => With(p.First.Load(), p.Second, stages)).OfType<Capture>().DistinctBy(c => c.Id).Where(c => PageStages.Run(stages, c).Claims is { Claims.IsEmpty: false })];
    }

    /// <summary>The page with more paragraphs behind the first of its article; null where none is closed in its bytes.</summary>
    private static Capture? With(Capture page, string[] paragraphs, Stages stages)
    {
        if (PageStages.Run(stages, page).Article is not ArticleResult.Found { Article: var article }) return null;
        var first = article.Blocks.FirstOrDefault(b => b.Kind == BlockKind.Paragraph);
        if (article.Map.ToPage(first.Span) is not [.., var last]) return null;
        var close = "</p>"u8;
        var bytes = page.Bytes.Span;
        var at = bytes[last.End..].IndexOf(close);
        if (at < 0) return null;
        at += last.End + close.Length;
        return page with { Bytes = (byte[])[.. bytes[..at], .. Encoding.UTF8.GetBytes(string.Concat(paragraphs.Select(p => $"\n<p>{System.Net.WebUtility.HtmlEncode(p)}</p>"))), .. bytes[at..]] };
    }
}
