using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Pipeline.PerPage;

/// <summary>A passage without a page: an example, a sentence to be explained.</summary>
public static class Passage
{
    /// <summary>The passage as an English article of one paragraph that no page holds.</summary>
    public static Article Article(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Article
        {
            Extractor = "passage",
            PageId = Hashes.Identity(16, "explain", text),
            Text = text,
            TextHash = Hashes.Sha256(text),
            Blocks = [new Block(new TextSpan(0, text.Length), BlockKind.Paragraph)],
            Map = TextMap.Empty,
            Language = "en",
        };
    }
}
