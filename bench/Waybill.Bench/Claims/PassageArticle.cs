using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Bench.Claims;

/// <summary>A passage as an article: one paragraph for each part between <c> | </c>.</summary>
public static class PassageArticle
{
    public static Article Of(string passage)
    {
        var paragraphs = passage.Split(" | ");
        var text = string.Join("\n\n", paragraphs);
        var blocks = new List<Block>();
        var at = 0;
        foreach (var p in paragraphs)
        {
            if (p.Length > 0) blocks.Add(new Block(new TextSpan(at, p.Length), BlockKind.Paragraph));
            at += p.Length + 2;
        }
        return new Article
        {
            Extractor = "test",
            PageId = "passage",
            Text = text,
            TextHash = Hashes.Sha256(text),
            Blocks = [.. blocks],
            Map = TextMap.Empty,
            Language = "en",
        };
    }
}
