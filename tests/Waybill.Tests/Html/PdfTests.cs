using System.IO.Compression;
using System.Text;
using Shouldly;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Html.Archives;
using Waybill.Pages;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Html;

public sealed class PdfTests
{
    private static readonly string[] First =
    [
        "HAVENPORT (Reuters) - The kingdom took delivery of ten armoured vehicles on Monday, the",
        "first of forty that it had ordered in the spring, the ministry of defence said.",
        "",
        "The vehicles were unloaded from a freighter in the old harbour, where a small crowd had",
        "gathered in the rain to see them, and driven to a barracks at the edge of the town, which",
    ];

    private static readonly string[] Second =
    [
        "had been closed for years. A spokesman said that the rest would follow before the sum-",
        "mer, and that crews would be trained abroad until the end of the summer.",
    ];

    private static byte[] Pdf(params string[][] pages)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        for (var number = 0; number < pages.Length; number++)
        {
            var page = builder.AddPage(PageSize.A4);
            page.AddText("The Daily Harbour", 9, new PdfPoint(60, 815), font);
            page.AddText($"Page {number + 1} of {pages.Length}", 9, new PdfPoint(280, 25), font);
            if (number == 0)
            {
                page.AddText("Kingdom receives first of forty", 22, new PdfPoint(60, 750), font);
                page.AddText("armoured vehicles from abroad", 22, new PdfPoint(60, 724), font);
            }
            for (var line = 0; line < pages[number].Length; line++)
                if (pages[number][line].Length > 0) page.AddText(pages[number][line], 11, new PdfPoint(60, 680 - line * 13), font);
        }
        return builder.Build();
    }

    [Fact]
    public void A_text_layer_is_read_in_paragraphs_over_pages()
    {
        var pdf = Pdf(First, Second);
        var page = PdfReader.Read(pdf, "a.pdf").ShouldBeOfType<CaptureResult.Page>().Capture;
        page.Format.ShouldBe(PageFormat.PlainText);
        page.Parent.ShouldBe(Hashes.Sha256(pdf));
        page.File.ShouldBe("a.pdf");
        var lines = Encoding.UTF8.GetString(page.Bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("Kingdom receives first of forty armoured vehicles from abroad");
        lines[1].ShouldStartWith("HAVENPORT (Reuters) - The kingdom took delivery of ten armoured vehicles on Monday, the first of forty");
        lines[2].ShouldContain("which had been closed for years.");
        lines[2].ShouldContain("before the summer, and that crews");
        lines[3..].ShouldBe(["The Daily Harbour", "Page 1 of 2"]);

        var article = PageReader.Read(page).ShouldBeOfType<ArticleResult.Found>().Article;
        article.Title.ShouldBe(lines[0]);
        article.Text.ShouldNotContain("Daily Harbour");
        article.Dateline!.Place.ShouldBe("HAVENPORT");
        Read(page).ShouldBe(Read(PdfReader.Read(pdf, "a.pdf").ShouldBeOfType<CaptureResult.Page>().Capture));

        static string Read(Capture capture) => Encoding.UTF8.GetString(capture.Bytes.Span);
    }

    [Fact]
    public void A_pdf_without_text_is_refused_by_what_it_lacks() =>
        PdfReader.Read(Pdf([], [])).ShouldBeOfType<CaptureResult.Skipped>().ShouldSatisfyAllConditions(s => s.Kind.ShouldBe(NoPageKind.NotSupported), s => s.Reason.ShouldContain("text layer"));

    [Fact]
    public void A_small_file_cannot_unpack_to_more_than_the_limit()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (var i = 0; i < 260; i++) zlib.Write(blanks);
        }
        PdfReader.Read(WithContent(packed.ToArray(), "/Filter /FlateDecode")).ShouldBeOfType<CaptureResult.Skipped>().Kind.ShouldBe(NoPageKind.TooLarge);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("<</A ")]
    [InlineData("(")]
    [InlineData("q ")]
    [InlineData("BT ")]
    public void Deep_and_broken_content_gives_a_result(string piece) =>
        PdfReader.Read(WithContent(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, 20_000))), "")).ShouldBeOfType<CaptureResult.Skipped>();

    [Fact]
    public void Damaged_bytes_give_a_result()
    {
        var pdf = Pdf(First, Second);
        var random = new Random(20261122);
        for (var round = 0; round < 60; round++)
        {
            var bytes = (byte[])pdf.Clone();
            for (var k = random.Next(1, 40); k > 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (round % 3 == 0) bytes = bytes[..random.Next(bytes.Length)];
            PdfReader.Read(bytes).ShouldNotBeNull();
        }
    }

    private static byte[] WithContent(byte[] content, string filter)
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << >> >>",
        ];
        using var pdf = new MemoryStream();
        var places = new List<long>();
        void Write(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
        Write("%PDF-1.4\n");
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(pdf.Position);
            Write(FormattableString.Invariant($"{i + 1} 0 obj\n{objects[i]}\nendobj\n"));
        }
        places.Add(pdf.Position);
        Write(FormattableString.Invariant($"4 0 obj\n<< /Length {content.Length} {filter} >>\nstream\n"));
        pdf.Write(content);
        Write("\nendstream\nendobj\n");
        var table = pdf.Position;
        Write("xref\n0 5\n0000000000 65535 f \n" + string.Concat(places.Select(p => FormattableString.Invariant($"{p:D10} 00000 n \n"))));
        Write(FormattableString.Invariant($"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        return pdf.ToArray();
    }
}
