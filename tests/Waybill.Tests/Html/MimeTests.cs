using System.Text;
using Shouldly;
using Waybill.Html.Archives;
using Waybill.Pages;
using Xunit;

namespace Waybill.Tests.Html;

public sealed class MimeTests
{
    private const string Saved = """
        From: <Saved by Blink>
        Snapshot-Content-Location: https://news.example/2024/01/boats
        Subject: =?utf-8?Q?Boats?=
        Date: Thu, 4 Jan 2024 09:12:33 +0100
        MIME-Version: 1.0
        Content-Type: multipart/related;
        	type="text/html";
        	boundary="----Mark--x"


        ------Mark--x
        Content-Type: text/css
        Content-Location: cid:style

        p { color: red }
        ------Mark--x
        Content-Type: text/html; charset="windows-1252"
        Content-ID: <frame@mhtml>
        Content-Transfer-Encoding: quoted-printable
        Content-Location: https://news.example/2024/01/boats

        <html><p>caf=E9 soft=
         break =3D sign</p></html>
        ------Mark--x
        Content-Type: image/png
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        ------Mark--x--
        after the end
        """;

    private static CaptureResult Read(string message) => MimeReader.Read(Encoding.Latin1.GetBytes(message), "x.mhtml", "parent");

    private static Capture Page(string message) => Read(message).ShouldBeOfType<CaptureResult.Page>().Capture;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_saved_page_gives_its_html_address_time_and_encoding(string lineEnd)
    {
        var message = Saved.ReplaceLineEndings(lineEnd);
        var page = Page(message);
        Encoding.Latin1.GetString(page.Bytes.Span).ShouldBe("<html><p>café soft break = sign</p></html>");
        (page.Url, page.UrlFrom, page.Format, page.Charset).ShouldBe(("https://news.example/2024/01/boats", AddressSource.SavedFrom, PageFormat.Html, "windows-1252"));
        page.Captured!.ShouldSatisfyAllConditions(c => c.Value.ToString().ShouldBe("2024-01-04T09:12+01:00"), c => c.From.ShouldBe(CapturedSource.SavedFrom));
        (page.File, page.Parent).ShouldBe(("x.mhtml", "parent"));
        MimeReader.LooksLikeMessage(Encoding.Latin1.GetBytes(message)).ShouldBeTrue();
    }

    [Fact]
    public void A_mail_gives_its_html_else_its_text()
    {
        const string mail = "Received: x\nDate: 4 Jan 2024 09:12 GMT\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/alternative; boundary=bb\n\n--bb\n\nthe text\n--bb\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+dGhlIGh0bWw8L3A+\n--bb--\n--b\nContent-Type: text/html\nContent-Disposition: attachment\n\n<p>no</p>\n--b--\n";
        Encoding.UTF8.GetString(Page(mail).Bytes.Span).ShouldBe("<p>the html</p>");
        Page(mail).Captured!.Value.ToString().ShouldBe("2024-01-04T09:12Z");
        var plain = Page("Subject: x\nMIME-Version: 1.0\n\nOne line.\n\nAnother.\n");
        (Encoding.UTF8.GetString(plain.Bytes.Span), plain.Format).ShouldBe(("One line.\n\nAnother.\n", PageFormat.PlainText));
    }

    [Fact]
    public void A_digest_of_mails_and_a_message_without_text_are_refused()
    {
        ((CaptureResult.Skipped)Read("Content-Type: multipart/digest; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nx\n--b\nContent-Type: message/rfc822\n\ny\n--b--")).Kind.ShouldBe(NoPageKind.NotSupported);
        ((CaptureResult.Skipped)Read("Content-Type: image/png\n\nx")).Kind.ShouldBe(NoPageKind.NoPage);
    }

    /// <summary>Cut anywhere, a message gives a page or a reason.</summary>
    [Fact]
    public void Cut_messages_give_a_result()
    {
        for (var cut = 0; cut < Saved.Length; cut++) Read(Saved[..cut]).ShouldNotBeNull();
        Read(Saved.Replace("------Mark--x--", "", StringComparison.Ordinal)).ShouldBeOfType<CaptureResult.Page>();
    }

    [Theory]
    [InlineData("--b\n", 200_000)]
    [InlineData("--b\nContent-Type: multipart/mixed; boundary=b\n\n", 40_000)]
    [InlineData("X: y\n", 200_000)]
    [InlineData(" folded", 200_000)]
    [InlineData("=", 500_000)]
    public void Bombs_give_a_result(string piece, int times) =>
        Read("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat(piece, times))).ShouldNotBeNull();

    [Theory]
    [InlineData("A title\n\nText: of a page", false)]
    [InlineData("Date: 4 January\nPlace: Paris\n\nText", false)]
    [InlineData("<html>", false)]
    [InlineData("Return-Path: <a@b>\nSubject: x\n\nText", true)]
    public void Only_messages_look_like_messages(string text, bool message) => MimeReader.LooksLikeMessage(Encoding.UTF8.GetBytes(text)).ShouldBe(message);
}
