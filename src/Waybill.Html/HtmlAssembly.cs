using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Html;

/// <summary>Joins the chosen blocks and the metadata into an article.</summary>
internal static class HtmlAssembly
{
    public static Article Assemble(Capture capture, HtmlPage page, TextChoice choice)
    {
        var assembler = new ArticleAssembler(page.Page);
        var blocks = page.Cut.Blocks;
        if (page.Title is { } title) assembler.Add(title.Block, BlockKind.Title);
        var subtitle = choice.Subtitle >= 0 ? assembler.Add(blocks[choice.Subtitle].Text, BlockKind.Subtitle) : default;
        var links = ImmutableArray.CreateBuilder<(TextSpan Span, string Href)>();
        var spans = new List<TextSpan>(choice.Body.Count);
        foreach (var i in choice.Body)
        {
            var span = assembler.Add(blocks[i].Text, choice.Kinds[i]!.Value);
            spans.Add(span);
            foreach (var link in blocks[i].Links)
            {
                if (link.Start + link.Length > span.Length || page.Tree.Value(link.Node, "href") is not { Length: > 0 and < 2000 } href) continue;
                links.Add((new TextSpan(span.Start + link.Start, link.Length), href));
            }
        }
        var leftOut = ImmutableArray.CreateBuilder<LeftOutBlock>();
        for (var i = 0; i < blocks.Count; i++)
            if (choice.Kinds[i] is null && i != choice.Title) leftOut.Add(assembler.LeftOut(blocks[i].Text, choice.Reasons[i]));
        var text = assembler.Text;
        var textHash = Hashes.Sha256(text);
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        var pageEvidence = new PageEvidence(page.Page, capture.Sha256);
        if (page.Title is { } shown) evidence.Add(Evidence.InText(text, textHash, new TextSpan(0, shown.Text.Length), "title"));
        if (choice.Subtitle >= 0) evidence.Add(Evidence.InText(text, textHash, subtitle, "subtitle"));
        var article = new Article
        {
            Extractor = HtmlReader.Name,
            PageId = capture.Id,
            Encoding = page.Page.EncodingName,
            Text = text,
            TextHash = textHash,
            Blocks = assembler.Blocks,
            Map = assembler.Map,
            LeftOut = leftOut.ToImmutable(),
            Title = page.Title?.Text,
            Subtitle = choice.Subtitle >= 0 ? blocks[choice.Subtitle].Text.Text : null,
            Links = links.ToImmutable(),
            Language = LanguageIdentifier.Identify(text),
        };
        if (LiveEntries.IsLive(page, capture.Url ?? page.Declared.Canonical?.Value))
        {
            var entries = LiveEntries.Find(page, choice, spans);
            for (var i = 0; i < entries.Count; i++) evidence.Add(pageEvidence.Of(entries[i].Start, entries[i].End, $"entries.{i}"));
            article = article with { LiveBlog = page.Declared.LiveBlog || entries.Count > 0, Entries = [.. entries.Select(e => e.Entry)] };
        }
        return HtmlMetadata.Fill(article, capture, page, choice, evidence, pageEvidence);
    }
}
