using System.Globalization;
using System.IO.Compression;
using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Pages;
using Waybill.Tests.Articles;
using Xunit;

namespace Waybill.Tests.Html;

/// <summary>Damaged pages: any bytes give an article that holds together, or a reason. Deterministic;
/// <c>WAYBILL_MUTATIONS</c> sets the number of rounds and <c>WAYBILL_MUTATION_SEED</c> their seed, so that a long run can be
/// made in slices (see docs/evaluation.md). More rounds than usual damage real pages too.</summary>
public sealed class MutationTests
{
    private static readonly string[] Pieces =
        ["<", ">", "</", "<!--", "-->", "<script>", "</script>", "<table>", "</td>", "<p>", "&", "&#", "&#x110000;", "\"", "'", "<a href=\"", "<svg>", "<title>", "{\"@type\":\"NewsArticle\",\"author\":[", "\u0000", "\uFEFF", "<div hidden>", "<plaintext>", "\r", "<br><br>", "<h1>", "e\u0301", "😀"];

    private static readonly string[] Seeds =
    [
        """
        <html lang=en><head><meta charset=utf-8><title>One thing happened | Paper</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"One thing happened","datePublished":"2020-01-02","author":{"name":"A B"}}</script></head>
        <body><h1>One thing happened</h1><p>By Ann Lee</p><p>PORT CITY (AP) — The first sentence of this story is long enough to be taken for a paragraph, said the writer.</p>
        <p>The second sentence of this story is also long enough to be taken, and has a <a href="/x">link</a> in it &amp; more.</p><ul><li>one<li>two</ul></body></html>
        """,
        "Paper Name\n\nSaturday, March 2, 2024\n\nA title for this page of text\n\nOTTAWA (Reuters) - The first sentence of this story is long enough to be taken for a paragraph.\n\nAlso read\n\nAnother story altogether\n\nThis report was contributed to by Reuters.\n",
    ];

    [Fact]
    public void Damaged_pages_give_a_result_that_holds_together()
    {
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("WAYBILL_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : 10_000;
        var random = new Random(int.TryParse(Environment.GetEnvironmentVariable("WAYBILL_MUTATION_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 20261122);
        var pages = Seeds.Select((s, i) => (Bytes: Encoding.UTF8.GetBytes(s), Format: i == 0 ? PageFormat.Html : PageFormat.PlainText)).ToList();
        if (Environment.GetEnvironmentVariable("WAYBILL_CORPORA") is { } root && rounds > 10_000)
        {
            foreach (var file in Directory.GetFiles(Path.Combine(root, "data", "articles", "htmldate-mediacloud", "html")).Order(StringComparer.Ordinal).Where(f => new FileInfo(f).Length < 12_000).Take(12))
            {
                using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
                using var memory = new MemoryStream();
                gzip.CopyTo(memory);
                pages.Add((memory.ToArray(), PageFormat.Html));
            }
        }
        for (var round = 0; round < rounds; round++)
        {
            var (bytes, format) = pages[random.Next(pages.Count)];
            var damaged = Damage(bytes, random);
            var capture = new Capture { Bytes = damaged, Format = format, Charset = random.Next(8) == 0 ? "utf-16" : null };
            switch (PageReader.Read(capture))
            {
                case ArticleResult.Found found: ArticleChecks.HoldQuickly(found.Article, capture); break;
                case ArticleResult.None none: none.Detail.ShouldNotBeEmpty(); break;
            }
        }
    }

    private static byte[] Damage(byte[] page, Random random)
    {
        var bytes = new List<byte>(page);
        for (var k = random.Next(1, 6); k > 0; k--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(7))
            {
                case 0: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                case 1: if (at < bytes.Count) bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(60), bytes.Count - at)); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                case 4: bytes.InsertRange(at, bytes.GetRange(0, Math.Min(random.Next(200), bytes.Count))); break;
                case 5: bytes.Insert(at, (byte)random.Next(0x80, 0x100)); break;
                default: if (at < bytes.Count) bytes[at] ^= 0x20; break;
            }
        }
        return [.. bytes];
    }
}
