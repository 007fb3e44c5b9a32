using System.Diagnostics;
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
/// made in slices (see docs/evaluation.md). More rounds than usual also damage pieces of real pages: a head, then markup from
/// anywhere in another page, up to some thousand bytes, since a round costs what its page is long.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    // What the reader may allocate: its tables, and so much for each byte. Quadratic work shows as far more than either.
    private const long AllocatedAtMost = 4_000_000;
    private const long AllocatedAByte = 4_000;

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
        var real = Environment.GetEnvironmentVariable("WAYBILL_CORPORA") is { } root && rounds > 10_000 ? RealPages(root) : [];
        var slowest = (PerByte: 0.0, Round: -1, Length: 0);
        var clock = new Stopwatch();
        for (var round = 0; round < rounds; round++)
        {
            byte[] bytes;
            PageFormat format;
            if (real.Count > 0 && random.Next(4) > 0) (bytes, format) = (Piece(real, random), random.Next(8) == 0 ? PageFormat.PlainText : PageFormat.Html);
            else (bytes, format) = pages[random.Next(pages.Count)];
            var damaged = Damage(bytes, random);
            var capture = new Capture { Bytes = damaged, Format = format, Charset = random.Next(8) == 0 ? "utf-16" : null };
            var before = GC.GetAllocatedBytesForCurrentThread();
            clock.Restart();
            try
            {
                switch (PageReader.Read(capture))
                {
                    case ArticleResult.Found found: ArticleChecks.HoldQuickly(found.Article, capture); break;
                    case ArticleResult.None none: none.Detail.ShouldNotBeEmpty(); break;
                }
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"round {round}: {Convert.ToBase64String(damaged)}", exception);
            }
            var perByte = clock.Elapsed.TotalMicroseconds / (damaged.Length + 1000);
            if (round > 1000 && perByte > slowest.PerByte) slowest = (perByte, round, damaged.Length);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > AllocatedAtMost + AllocatedAByte * damaged.Length && round > 0)
                throw new InvalidOperationException($"round {round}: {allocated} bytes allocated for {damaged.Length}: {Convert.ToBase64String(damaged)}");
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rounds} rounds; slowest {slowest.PerByte:0.0} µs a byte, round {slowest.Round}, {slowest.Length} bytes"));
    }

    /// <summary>One piece of a page again and again: twice the page may not cost much more than twice the memory.</summary>
    [Fact]
    public void A_piece_repeated_costs_what_it_is_long()
    {
        var random = new Random(20261122);
        string[] templates = ["{0}", "<div>{0}", "<p>{0} said it on Monday.</p>", "<li><a href=/x>{0}</a>", "<table><tr><td>{0}", "a&{0};e\u0301 ", "<a href=/r>Read more</a><br><br>{0}"];
        foreach (var template in templates)
        {
            foreach (var piece in Pieces)
            {
                if (random.Next(3) > 0) continue;
                var unit = string.Format(CultureInfo.InvariantCulture, template, piece);
                var (once, twice) = (Allocated(unit, 30_000), Allocated(unit, 60_000));
                if (twice > 3 * once + 4_000_000) throw new InvalidOperationException($"“{unit}”: {once} bytes, twice as long {twice}");
            }
        }

        static long Allocated(string unit, int length)
        {
            var page = Encoding.UTF8.GetBytes("<html><body><h1>A title of a page</h1>" + string.Concat(Enumerable.Repeat(unit, length / unit.Length)));
            var capture = new Capture { Bytes = page, Format = PageFormat.Html };
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (PageReader.Read(capture) is ArticleResult.Found found) ArticleChecks.HoldQuickly(found.Article, capture);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static List<byte[]> RealPages(string root)
    {
        var pages = new List<byte[]>();
        foreach (var set in (ReadOnlySpan<string>)["htmldate-mediacloud", "naeb", "wcxb-dev"])
        {
            foreach (var (i, file) in Directory.GetFiles(Path.Combine(root, "data", "articles", set, "html")).Order(StringComparer.Ordinal).Index())
            {
                if (i % 5 > 0) continue;
                using var gzip = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
                using var memory = new MemoryStream();
                gzip.CopyTo(memory);
                pages.Add(memory.ToArray());
            }
        }
        return pages;
    }

    private static byte[] Piece(List<byte[]> real, Random random)
    {
        var (one, other) = (real[random.Next(real.Count)], real[random.Next(real.Count)]);
        var head = random.Next(2) == 0 ? [] : one.AsSpan(0, Math.Min(random.Next(2000), one.Length));
        var length = Math.Min(random.Next(200, 5000), other.Length);
        return [.. head, .. other.AsSpan(random.Next(other.Length - length + 1), length)];
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
