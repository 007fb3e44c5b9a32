using Waybill.Articles;
using Waybill.Pages;

namespace Waybill.Html;

/// <summary>A page of HTML, parsed, cut and measured: what title, text and metadata are chosen from.</summary>
internal sealed class HtmlPage
{
    private HtmlPage(DecodedPage page, HtmlTree tree, PageMetadata declared, Segmenter cut)
    {
        Page = page;
        Tree = tree;
        Declared = declared;
        Cut = cut;
    }

    public DecodedPage Page { get; }

    public HtmlTree Tree { get; }

    public PageMetadata Declared { get; }

    public Segmenter Cut { get; }

    /// <summary>The title that the page declares, its outlet's name cut off, or null.</summary>
    public TitleChoice? Title { get; private set; }

    public BlockFeatures Features { get; private set; } = null!;

    public static HtmlPage Read(Capture capture)
    {
        var decoded = DecodedPage.Decode(capture.Bytes, Encodings.Sniff(capture));
        var tree = TreeParser.Parse(decoded.Text);
        var declared = PageMetadata.Collect(tree);
        var cut = Segmenter.Cut(tree);
        var page = new HtmlPage(decoded, tree, declared, cut);
        page.Title = TitleFinder.Find(page);
        page.Features = new BlockFeatures(tree, cut, page.Title?.Text, declared.Meta("og:description", "description", "twitter:description")?.Value, JsonBody(declared));
        return page;
    }

    /// <summary>The longest articleBody of the page's JSON-LD, as a hint to where the text stands.</summary>
    private static string? JsonBody(PageMetadata declared)
    {
        string? best = null;
        foreach (var article in declared.Articles)
        {
            if (article["articleBody"]?.One is not { Kind: JsonPlace.Kinds.String } body || body.Text.Length < 200) continue;
            if (best is null || body.Text.Length > best.Length) best = body.Text;
        }
        if (best is null || (!best.Contains("&lt;", StringComparison.Ordinal) && !best.Contains('<', StringComparison.Ordinal))) return best;
        // Some put their markup into it.
        var decoded = CharacterReferences.Decode(best);
        return string.Join(' ', Segmenter.Cut(TreeParser.Parse(decoded)).Blocks.Select(b => b.Text.Text));
    }
}
