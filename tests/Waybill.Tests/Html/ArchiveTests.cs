using System.IO.Compression;
using System.Text;
using Shouldly;
using Waybill.Html.Archives;
using Waybill.Pages;
using Xunit;

namespace Waybill.Tests.Html;

public sealed class ArchiveTests
{
    private static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest)) gzip.Write(bytes);
        return memory.ToArray();
    }

    private static byte[] Record(string type, string url, byte[] body, string mime = "application/http; msgtype=response") =>
        [.. Encoding.UTF8.GetBytes($"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-06T07:08:09Z\r\nContent-Type: {mime}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body, .. "\r\n\r\n"u8];

    private static byte[] Answer(string headers, byte[] body) => [.. Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n"), .. body];

    private static readonly byte[] Html = Encoding.UTF8.GetBytes("<p>one page</p>");

    private static byte[][] Records() =>
    [
        Record("warcinfo", "", "software: x"u8.ToArray(), "application/warc-fields"),
        Record("response", "https://a.example/1", Answer("Content-Type: text/html; charset=utf-8", Html)),
        Record("response", "https://a.example/2", Answer("Content-Type: text/html\r\nTransfer-Encoding: chunked", "5\r\n<p>on\r\na\r\ne page</p>\r\n0\r\n\r\n"u8.ToArray())),
        Record("response", "https://a.example/3", Answer("Content-Type: text/html\r\nContent-Encoding: gzip", Gzip(Html))),
        Record("revisit", "https://a.example/1", Answer("Content-Type: text/html", [])),
        Record("response", "https://a.example/4.png", Answer("Content-Type: image/png", [1, 2, 3])),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pages_of_a_warc(bool packed)
    {
        var bytes = Records().SelectMany(r => packed ? Gzip(r) : r).ToArray();
        var results = WarcReader.Read(new MemoryStream(bytes), "x.warc").ToList();
        results.Count.ShouldBe(6);
        var pages = results.OfType<CaptureResult.Page>().Select(p => p.Capture).ToList();
        pages.Select(p => p.Url).ShouldBe(["https://a.example/1", "https://a.example/2", "https://a.example/3"]);
        foreach (var page in pages) Encoding.UTF8.GetString(page.Bytes.Span).ShouldStartWith("<p>on");
        pages[2].Bytes.ToArray().ShouldBe(Html);
        pages[0].Captured!.Value.ToString().ShouldBe("2023-05-06T07:08Z");
        pages[0].Charset.ShouldBe("utf-8");
        results.OfType<CaptureResult.Skipped>().ShouldAllBe(s => !s.Damaged);
    }

    [Fact]
    public void A_cut_archive_ends_with_a_damaged_record_wherever_it_is_cut()
    {
        foreach (var packed in (bool[])[false, true])
        {
            var bytes = Records().SelectMany(r => packed ? Gzip(r) : r).ToArray();
            for (var cut = 0; cut < bytes.Length; cut += 7)
            {
                var results = WarcReader.Read(new MemoryStream(bytes, 0, cut)).ToList();
                results.OfType<CaptureResult.Page>().Count().ShouldBeLessThanOrEqualTo(3);
            }
        }
    }

    [Fact]
    public void Pages_of_json_lines()
    {
        const string lines = """
            {"url":"https://a.example/1","html":"<p>x</p>","captured":"2023-05-06T07:08:09Z","outlet":"A"}
            {"text":"plain"}
            {"url":"u"}
            not json
            """;
        var results = JsonLinesReader.Read(new StringReader(lines)).ToList();
        results.Count.ShouldBe(4);
        var first = ((CaptureResult.Page)results[0]).Capture;
        (first.Format, first.Outlet, first.Captured!.Value.ToString()).ShouldBe((PageFormat.Html, "A", "2023-05-06T07:08Z"));
        ((CaptureResult.Page)results[1]).Capture.Format.ShouldBe(PageFormat.PlainText);
        ((CaptureResult.Skipped)results[2]).Damaged.ShouldBeFalse();
        ((CaptureResult.Skipped)results[3]).Damaged.ShouldBeTrue();
    }
}
