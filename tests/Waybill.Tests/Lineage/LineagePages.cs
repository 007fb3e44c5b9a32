using System.Collections.Immutable;
using System.Text;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>Pages for lineage tests, made by hand so that no article reader stands between.</summary>
internal static class LineagePages
{
    internal static LineagePage Make(string id, IEnumerable<string> paragraphs, string? title = null, PrintedDate? published = null,
        string? outlet = null, string? domain = null, AgencyCredit? credit = null, PrintedDate? notBefore = null, string? url = null, string? canonical = null, bool liveBlog = false)
    {
        var text = new StringBuilder();
        var blocks = ImmutableArray.CreateBuilder<Block>();
        if (title is not null) Add(title, BlockKind.Title);
        foreach (var paragraph in paragraphs) Add(paragraph, BlockKind.Paragraph);
        var whole = text.ToString();
        return new LineagePage
        {
            Id = id,
            Url = url,
            Article = new Article
            {
                Extractor = "hand",
                PageId = id,
                Text = whole,
                TextHash = Hashes.Sha256(whole),
                Blocks = blocks.ToImmutable(),
                Map = TextMap.Empty,
                Title = title,
                Published = published,
                Outlet = outlet,
                OutletDomain = domain,
                CanonicalUrl = canonical,
                LiveBlog = liveBlog,
                Credits = credit is null ? [] : [credit],
                NotBefore = notBefore is null ? [] : [notBefore],
                Language = "en",
            },
        };

        void Add(string block, BlockKind kind)
        {
            if (text.Length > 0) text.Append("\n\n");
            blocks.Add(new Block(new TextSpan(text.Length, block.Length), kind));
            text.Append(block);
        }
    }

    /// <summary>The five seed pages as the article reader gives them; the ids are the files' numbers.</summary>
    internal static ImmutableArray<LineagePage> Seeds(Func<string, string>? change = null)
    {
        var folder = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
        if (folder is null) Assert.Skip("WAYBILL_CORPORA is not set: the seed pages lie outside the project");
        return
        [
            .. Directory.GetFiles(Path.Combine(folder, "seeds"), "*.txt").Order(StringComparer.Ordinal).Select(file =>
            {
                var bytes = File.ReadAllBytes(file);
                if (change is not null) bytes = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(bytes)));
                var capture = new Capture { Bytes = bytes, Format = PageFormat.PlainText, File = Path.GetFileName(file) };
                var article = ((ArticleResult.Found)PageReader.Read(capture)).Article;
                return new LineagePage { Id = Path.GetFileName(file)[..3], Article = article };
            }),
        ];
    }
}
