using System.IO.Compression;
using System.Text;
using Shouldly;
using Waybill.Pages;
using Waybill.Pipeline.Sources;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Pipeline;

public sealed class SourceTests
{
    [Theory]
    [InlineData("*.html", "a.html", true)]
    [InlineData("*.html", "sub/a.html", false)]
    [InlineData("**/*.html", "a.html", true)]
    [InlineData("**/*.html", "x/y/a.html", true)]
    [InlineData("x/**/b?.txt", "x/b1.txt", true)]
    [InlineData("x/**/b?.txt", "x/1/2/b1.txt", true)]
    [InlineData("x/**/b?.txt", "x/1/2/b12.txt", false)]
    [InlineData("*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    public void Wildcards(string pattern, string name, bool matches)
    {
        var glob = Glob.Parse(pattern);
        var relative = glob.Root.Length > 0 ? name[(glob.Root.Length + 1)..] : name;
        glob.Matches(relative).ShouldBe(matches);
    }

    [Fact]
    public void Folders_are_walked_in_one_order_and_what_is_passed_over_is_named()
    {
        using var folder = new TestFolder();
        foreach (var name in new[] { "b.txt", "a.html", "sub/c.HTM.gz", "sub/d.pdf", "sub/d.docx", "sub/e.png", "page.html", "page_files/e.html", "sub/x_files/f.txt" }) folder.Write(name, "text");
        var found = SourceList.Find([folder.Path]);
        found.Items.Select(i => i.Name[(folder.Path.Length + 1)..]).ShouldBe(["a.html", "b.txt", "page.html", "sub/c.HTM.gz", "sub/d.pdf", "sub/x_files/f.txt"]);
        found.Passed.Select(p => (p.Source[(folder.Path.Length + 1)..], p.Reason)).ShouldBe([("page_files/e.html", SkipReason.Companion), ("sub/d.docx", SkipReason.NotSupported), ("sub/e.png", SkipReason.OtherKind)]);
        SourceList.Find([folder.Path + "/**/*.txt", folder.File("b.txt")]).Items.Count.ShouldBe(2);
        Should.Throw<SourceException>(() => SourceList.Find([folder.File("absent")]));
        Should.Throw<SourceException>(() => SourceList.Find([folder.File("*.absent")]));
        var some = SourceList.Find([folder.File("absent"), folder.File("b.txt"), folder.File("*.absent")]);
        some.Items.Count.ShouldBe(1);
        some.Passed.Select(p => p.Reason).ShouldBe([SkipReason.Missing, SkipReason.Missing]);
    }

    [Fact]
    public void Gzip_is_unpacked_and_bounded()
    {
        using var folder = new TestFolder();
        var text = Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 5000)));
        var packed = Pack(text);
        Load(folder.Write("good.txt.gz", packed)).Capture!.Bytes.ToArray().ShouldBe(text);
        Load(folder.Write("two.txt.gz", [.. Pack(text), .. Pack(text)])).Capture!.Bytes.Length.ShouldBe(2 * text.Length);
        foreach (var cut in new[] { packed.Length / 2, packed.Length - 1, packed.Length - 8, 12, 3 })
            Load(folder.Write("cut.txt.gz", packed[..cut])).Skip!.Reason.ShouldBe(SkipReason.Damaged, $"cut at {cut}");
        var broken = packed.ToArray();
        broken[packed.Length / 2] ^= 0x55;
        Load(folder.Write("broken.txt.gz", broken)).Skip!.Reason.ShouldBe(SkipReason.Damaged);
        Load(folder.Write("bomb.txt.gz", Pack(new byte[50_000_000]))).Skip!.Reason.ShouldBe(SkipReason.TooLarge);
    }

    [Theory]
    [InlineData("", SkipReason.Empty)]
    [InlineData(" \n\t\n", SkipReason.Empty)]
    [InlineData("%PDF-1.7 …", SkipReason.Damaged)]
    [InlineData("PK\u0003\u0004…", SkipReason.NotSupported)]
    [InlineData("ab\0cd\0\0ef some words", SkipReason.Binary)]
    public void What_is_no_page_is_refused_by_name(string content, string reason)
    {
        using var folder = new TestFolder();
        Load(folder.Write("x.txt", content)).Skip!.Reason.ShouldBe(reason);
    }

    [Fact]
    public void A_file_of_50_MB_is_refused_without_being_read()
    {
        using var folder = new TestFolder();
        using (var file = File.Create(folder.File("big.html"))) file.SetLength(50_000_000);
        Load(folder.File("big.html")).Skip!.Reason.ShouldBe(SkipReason.TooLarge);
    }

    [Fact]
    public void Utf16_passes_and_saving_programs_give_address_and_time()
    {
        using var folder = new TestFolder();
        Load(folder.Write("u.txt", Encoding.Unicode.GetBytes("words without a mark"))).Capture.ShouldNotBeNull();
        var saved = Load(folder.Write("s.html", "<!doctype html>\n<!-- saved from url=(0029)https://news.example/a?x=1&y=2 -->\n<html>")).Capture!;
        saved.Url.ShouldBe("https://news.example/a?x=1&y=2");
        saved.UrlFrom.ShouldBe(AddressSource.SavedFrom);
        var single = Load(folder.Write("f.html", "<html><!--\n Page saved with SingleFile \n url: https://news.example/b \n saved date: Thu Jan 04 2024 09:12:33 GMT+0100 (CET)\n-->")).Capture!;
        single.Url.ShouldBe("https://news.example/b");
        single.Captured!.Value.ToString().ShouldBe("2024-01-04T09:12+01:00");
        single.Captured.From.ShouldBe(CapturedSource.SavedFrom);
        Load(folder.Write("n.html", "<!-- saved from url=(0008)javascript:x -->")).Capture!.Url.ShouldBeNull();
    }

    private static (Capture? Capture, Waybill.Storage.Skip? Skip) Load(string path) =>
        PageFile.Load(new SourceItem(path, path, true), SourceWords.None, () => Stream.Null);

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(bytes);
        return packed.ToArray();
    }
}
