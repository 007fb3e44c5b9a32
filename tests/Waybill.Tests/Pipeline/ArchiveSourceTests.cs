using System.IO.Compression;
using System.Text;
using Shouldly;
using Waybill.Html.Archives;
using Waybill.Pages;
using Waybill.Pipeline.Sources;
using Waybill.Storage;
using Waybill.Tests.Cli;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Pipeline;

/// <summary>Files that hold many pages, and tables that say what is known of files: real files, read by the real command.</summary>
public sealed class ArchiveSourceTests
{
    private static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest)) gzip.Write(bytes);
        return memory.ToArray();
    }

    private static byte[] Record(string type, string url, string body) => Encoding.UTF8.GetBytes(
        $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-06T07:08:09Z\r\nContent-Type: {(type == "resource" ? "text/html" : "application/http; msgtype=response")}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}\r\n\r\n");

    private static byte[] Page(int n, string mime = "text/html") => Record("response", $"https://a.example/{n}", $"HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\n\r\nStory {n}\n\nIran sends {n + 2} tanks to Sudan.");

    private static byte[] Warc(bool packed, params byte[][] records) => [.. records.SelectMany(r => packed ? Gzip(r) : r)];

    private static byte[] Wacz(params (string Name, byte[] Bytes)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(bytes);
            }
        }
        return memory.ToArray();
    }

    private static List<Capture> Captures(TestFolder folder)
    {
        using var store = Store.Open(folder.Store);
        return [.. store.PageStates().Keys.Order(StringComparer.Ordinal).Select(id => store.Page(id)!).Select(p => p.ToCapture(store.Bytes(p.Sha256)))];
    }

    [Theory]
    [InlineData("crawl.warc", false)]
    [InlineData("crawl.warc.gz", true)]
    [InlineData("crawl.bin", true)]
    public void A_web_archive_gives_all_its_pages_and_a_second_run_knows_them(string name, bool packed)
    {
        using var folder = new TestFolder();
        var file = folder.Write(name, Warc(packed, Record("request", "https://a.example/1", "GET"), Page(1), Page(2), Page(3, "image/png"), Record("revisit", "https://a.example/1", "HTTP/1.1 200 OK\r\n\r\n"), Page(4)));
        var read = folder.Run("read", file);
        read.Exit.ShouldBe(0, read.Error);
        read.Out.ShouldContain("3  read");
        read.Out.ShouldContain("2  record without a page");
        read.Out.ShouldContain("1  unchanged since an earlier capture");
        var pages = Captures(folder);
        pages.Select(p => p.Url).Order(StringComparer.Ordinal).ShouldBe(["https://a.example/1", "https://a.example/2", "https://a.example/4"]);
        pages.ShouldAllBe(p => p.File == file.Replace('\\', '/') && p.Parent == Hashes.Sha256(File.ReadAllBytes(file)) && p.Captured!.Value.ToString() == "2023-05-06T07:08Z");
        folder.Run("read", file).Out.ShouldContain("3  already known");
        using var store = Store.Open(folder.Store);
        store.Skips(1).Single(s => s.Reason == SkipReason.Revisit).ShouldSatisfyAllConditions(s => s.Source.ShouldEndWith("#4"), s => s.Detail.ShouldEndWith("https://a.example/1"));
        store.Runs()[0].Counts.ShouldSatisfyAllConditions(c => c.Tried.ShouldBe(c.Read + c.Known + c.Skipped));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_broken_record_is_named_and_the_rest_is_read(bool packed)
    {
        using var folder = new TestFolder();
        var first = Warc(packed, Page(1));
        var broken = Warc(packed, Page(2));
        broken[broken.Length / 2] ^= 0xFF;
        if (!packed) broken = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Page(2)).Replace("Content-Length: ", "Content-Length: x", StringComparison.Ordinal));
        // Gzip members are found again from where the broken one was read to: the next ones may be in the same buffer.
        var many = Enumerable.Range(10, 400).Select(n => Warc(packed, Page(n))).SelectMany(x => x).ToArray();
        var read = folder.Run("read", folder.Write("crawl.warc", [.. first, .. broken, .. many]));
        read.Exit.ShouldBe(0, read.Error);
        read.Out.ShouldContain("damaged");
        Captures(folder).Count.ShouldBeGreaterThan(packed ? 350 : 400);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cut_off_archive_gives_what_is_whole(bool packed)
    {
        using var folder = new TestFolder();
        var whole = Warc(packed, Page(1), Page(2));
        var read = folder.Run("read", folder.Write("crawl.warc.gz", whole[..^20]));
        read.Exit.ShouldBe(0, read.Error);
        read.Out.ShouldContain("1  read");
        read.Out.ShouldContain("1  damaged");
    }

    [Fact]
    public void Json_lines_and_wacz()
    {
        using var folder = new TestFolder();
        folder.Write("in/pages.jsonl.gz", Gzip(Encoding.UTF8.GetBytes("""
            {"url":"https://b.example/1","text":"One\n\nIran sends 7 tanks to Sudan.","captured":"2023-05-06T07:08:09Z","outlet":"The Post"}
            {"url":"https://b.example/2","html":"Two\n\nIran sends 8 tanks to Sudan."}
            {"url":"https://b.example/3"
            """)));
        folder.Write("in/crawl.wacz", Wacz(("datapackage.json", "{}"u8.ToArray()), ("archive/data.warc.gz", Warc(true, Page(1), Page(2))), ("../../archive/evil.warc", Warc(false, Page(3))), ("archive/more.warc", Warc(false, Page(4)))));
        var read = folder.Run("read", folder.File("in"));
        read.Exit.ShouldBe(0, read.Error);
        read.Out.ShouldContain("5  read");
        read.Out.ShouldContain("1  damaged");
        read.Out.ShouldContain("1  not supported");
        Captures(folder).Select(p => p.Url).Order(StringComparer.Ordinal).ShouldBe(["https://a.example/1", "https://a.example/2", "https://a.example/4", "https://b.example/1", "https://b.example/2"]);
        Captures(folder).Single(p => p.Url == "https://b.example/1").Outlet.ShouldBe("The Post");
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Length.ShouldBe(3 + Directory.GetFiles(folder.Path, "waybill.db-*").Length, "nothing is unpacked to disk");
    }

    [Fact]
    public void Archives_that_burst_or_have_too_many_entries_are_refused()
    {
        using var folder = new TestFolder();
        var blanks = Encoding.UTF8.GetBytes("WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 100000000\r\n\r\n");
        using (var bomb = File.Create(folder.File("bomb.warc.gz")))
        using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest))
        {
            gzip.Write(blanks);
            for (var i = 0; i < 25; i++) gzip.Write(new byte[4_000_000]);
        }
        Skips(folder, "bomb.warc.gz").ShouldBe([SkipReason.TooLarge]);
        folder.Write("many.wacz", Wacz([.. Enumerable.Range(0, WaczReader.MaxEntries + 1).Select(i => ($"archive/{i}.warc", Array.Empty<byte>()))]));
        Skips(folder, "many.wacz").ShouldBe([SkipReason.TooLarge]);
        folder.Write("cut.wacz", Wacz(("archive/data.warc", Page(1)))[..^10]);
        Skips(folder, "cut.wacz").ShouldBe([SkipReason.Damaged]);
        folder.Write("noise.warc.gz", [0x1F, 0x8B, 8, 0, .. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31))]);
        Skips(folder, "noise.warc.gz").ShouldAllBe(r => r == SkipReason.Damaged);
    }

    private static List<string> Skips(TestFolder folder, string name) =>
        [.. new SourceReader(SourceList.Find([folder.File(name)]), SourceWords.None, null, () => Stream.Null).Read().Select(e => e.Load().Skip!.Reason)];

    [Fact]
    public void A_mail_and_a_saved_page_are_one_page_each_with_their_files_hash()
    {
        using var folder = new TestFolder();
        folder.Write("in/a.eml", "Received: x\nDate: 4 Jan 2024 09:12 GMT\nMIME-Version: 1.0\n\nA title\n\nIran sends 5 tanks to Sudan.\n");
        folder.Write("in/b.mhtml", "Snapshot-Content-Location: https://a.example/b\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\nB title\n\nIran sends 6 tanks to Sudan.\n--b--\n");
        folder.Write("in/c.txt.gz", Gzip("MIME-Version: 1.0\nContent-Type: image/png\n\nx"u8.ToArray()));
        var read = folder.Run("read", folder.File("in"));
        read.Out.ShouldContain("2  read");
        read.Out.ShouldContain("1  record without a page");
        foreach (var page in Captures(folder)) page.Parent.ShouldBe(Hashes.Sha256(File.ReadAllBytes(page.File!)));
        folder.Run("page", folder.File("in/b.mhtml")).Out.ShouldContain("https://a.example/b");
    }

    [Fact]
    public void A_manifest_gives_address_capture_and_outlet_and_names_what_to_read()
    {
        using var folder = new TestFolder();
        folder.Write("in/one.txt", "One\n\nIran sends 5 tanks to Sudan.");
        folder.Write("in/sub/two.txt", "Two\n\nIran sends 6 tanks to Sudan.");
        folder.Write("in/other.txt", "Three\n\nIran sends 7 tanks to Sudan.");
        folder.Write("outside.txt", "Four\n\nIran sends 8 tanks to Sudan.");
        folder.Write("in/pages.csv", "file,url,captured,collector,outlet\r\none.txt,https://a.example/1,2024-01-04T09:12:33Z,me,\"The \"\"Harbour\"\" Post, daily\"\r\nsub/two.txt,,2024-01,,\r\n../outside.txt,https://a.example/4,,,\r\nabsent.txt,,,,\r\none.txt,,,,\r\nother.txt,not an address,,,\r\n");
        var read = folder.Run("read", "--manifest", folder.File("in/pages.csv"));
        read.Exit.ShouldBe(0, read.Error);
        read.Out.ShouldContain("2  read");
        read.Out.ShouldContain("3  wrong line of the manifest");
        read.Out.ShouldContain("1  unreadable");
        var one = Captures(folder).Single(p => p.Url is not null);
        (one.Url, one.UrlFrom, one.Outlet, one.Captured!.Value.ToString(), one.Captured.From).ShouldBe(("https://a.example/1", AddressSource.Manifest, "The \"Harbour\" Post, daily", "2024-01-04T09:12Z", CapturedSource.Manifest));
        folder.Run("read", folder.File("in"), "--manifest", folder.File("in/pages.csv")).Out.ShouldContain("1  read");
        folder.Run("read").Exit.ShouldBe(2);
        folder.Run("read", "--manifest", folder.Write("bad.csv", "name,url\nx,y\n")).Exit.ShouldBe(2);
        folder.Run("read", "--manifest", folder.File("none.csv")).Exit.ShouldBe(2);
    }

    [Fact]
    public void A_manifest_gives_the_day_of_publication()
    {
        using var folder = new TestFolder();
        folder.Write("in/one.txt", "One\n\nIran sends 5 tanks to Sudan.");
        folder.Write("in/two.txt", "Two\n\nIran sends 6 tanks to Sudan.");
        folder.Write("in/pages.csv", "file,published\none.txt,2024-01-04\ntwo.txt,yesterday\n");
        folder.Run("read", "--manifest", folder.File("in/pages.csv")).Out.ShouldContain("1  wrong line of the manifest");
        folder.Run("articles").Out.ShouldContain("2024-01-04");
    }

    [Fact]
    public void Standard_input_may_be_an_archive_and_words_for_one_page_do_not_fit_it()
    {
        using var folder = new TestFolder();
        folder.Input = Warc(true, Page(1), Page(2));
        folder.Run("read", "-").Out.ShouldContain("2  read");
        folder.Run("read", "-", "--url", "https://a.example/x").Out.ShouldContain("1  not supported");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\uFEFF", false)]
    [InlineData("", true)]
    public void Standard_input_may_be_JSON_lines(string before, bool packed)
    {
        using var folder = new TestFolder();
        var lines = Encoding.UTF8.GetBytes(before + """
            {"url":"https://b.example/1","text":"One\n\nIran sends 7 tanks to Sudan."}
            { "url":"https://b.example/2","html":"Two\n\nIran sends 8 tanks to Sudan."}
            """);
        folder.Input = packed ? Gzip(lines) : lines;
        folder.Run("read", "-").Out.ShouldContain("2  read");
        Captures(folder).Select(p => p.Url).Order(StringComparer.Ordinal).ShouldBe(["https://b.example/1", "https://b.example/2"]);
        folder.Input = Encoding.UTF8.GetBytes("{Brackets} begin a title\n\nIran sends 9 tanks to Sudan.");
        folder.Run("read", "-").Out.ShouldContain("1  read");
    }

    [Theory]
    [InlineData("One\nDocument LBA0000020230104ej1400abc\ntext\nDocument LBA0000020230104ej1400abd\n", true)]
    [InlineData("1 of 2 DOCUMENTS\ntext\n2 of 2 DOCUMENTS\n", true)]
    [InlineData("Document 1 of 20\ntext\nDocument 2 of 20\n", true)]
    [InlineData("text\nEnd of Document\nmore\nEnd of Document\n", true)]
    [InlineData("From a@b.example Thu Jan  4 09:12:33 2024\nSubject: x\n\ntext\n\nFrom c@d.example Thu Jan  4 09:13:33 2024\n", true)]
    [InlineData("<?xml version='1.0'?>\n<rss version='2.0'><channel></channel></rss>", true)]
    [InlineData("A title\n\nFrom the start, at 9:12, the ministry said so\nDocument one was signed in 2023\nEnd of Document\n", false)]
    public void Bundles_are_refused_by_name(string text, bool bundle) => (Bundles.Of(Encoding.UTF8.GetBytes(text)) is not null).ShouldBe(bundle);
}
