using System.Text;
using Shouldly;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Tests.Articles;

/// <summary>What holds for every article, however it was made.</summary>
internal static class ArticleChecks
{
    /// <summary>The same for very many articles: plain conditions, no assertion library.</summary>
    public static void HoldQuickly(Article article, Capture capture)
    {
        var text = article.Text;
        var bytes = capture.Bytes.Span;
        var at = 0;
        foreach (var run in article.Map.Runs)
        {
            if (run.Text.Start < at || run.Text.End > text.Length || run.Page.End > bytes.Length) throw new InvalidOperationException($"run {run} is out of place");
            at = run.Text.End;
        }
        foreach (var evidence in article.Evidence)
        {
            var read = evidence.Layer == EvidenceLayer.Text
                ? text[evidence.Start..evidence.End]
                : DecodedPage.Read(bytes, ByteSpan.FromBounds(evidence.Start, evidence.End), article.Encoding);
            if (!string.Equals(read, evidence.Exact, StringComparison.Ordinal)) throw new InvalidOperationException($"evidence {evidence} reads “{read}”");
        }
        if (!text.IsNormalized(NormalizationForm.FormC)) throw new InvalidOperationException("the text is not NFC");
        foreach (var left in article.LeftOut)
            if (left.Range.End > bytes.Length) throw new InvalidOperationException($"{left} is out of the page");
    }

    public static void Hold(Article article, Capture capture)
    {
        var text = article.Text;
        var bytes = capture.Bytes.Span;
        article.TextHash.ShouldBe(Hashes.Sha256(text));
        text.IsNormalized(NormalizationForm.FormC).ShouldBeTrue();

        var end = 0;
        for (var i = 0; i < article.Blocks.Length; i++)
        {
            var span = article.Blocks[i].Span;
            span.IsEmpty.ShouldBeFalse();
            span.Start.ShouldBe(i == 0 ? 0 : end + 2);
            if (i > 0) text.Substring(end, 2).ShouldBe("\n\n");
            end = span.End;
        }
        text.Length.ShouldBe(end);
        if (article.Title is not null) article.Blocks[0].Span.Of(text).ToString().ShouldBe(article.Title);

        var at = 0;
        foreach (var run in article.Map.Runs)
        {
            run.Text.Start.ShouldBeGreaterThanOrEqualTo(at);
            at = run.Text.End;
            run.Page.End.ShouldBeLessThanOrEqualTo(bytes.Length);
            if (run.Normalisation != RunNormalisation.Verbatim) continue;
            DecodedPage.Read(bytes, run.Page, article.Encoding).ShouldBe(run.Text.Of(text).ToString());
        }
        at.ShouldBeLessThanOrEqualTo(text.Length);
        foreach (var left in article.LeftOut) left.Range.End.ShouldBeLessThanOrEqualTo(bytes.Length);

        foreach (var evidence in article.Evidence)
        {
            if (evidence.Layer == EvidenceLayer.Text)
            {
                evidence.Hash.ShouldBe(article.TextHash);
                text[evidence.Start..evidence.End].ShouldBe(evidence.Exact);
            }
            else
            {
                evidence.Hash.ShouldBe(capture.Sha256);
                DecodedPage.Read(bytes, ByteSpan.FromBounds(evidence.Start, evidence.End), article.Encoding).ShouldBe(evidence.Exact);
            }
        }
        void Proved(bool has, string of)
        {
            if (has) article.Evidence.ShouldContain(e => e.Of.Contains(of), of + " has no evidence");
        }
        Proved(article.Title is not null, "title");
        Proved(article.Subtitle is not null, "subtitle");
        Proved(article.Published is { From: not DateSource.User and not DateSource.Address }, "published");
        Proved(article.Modified is not null, "modified");
        Proved(article.Outlet is not null && capture.Outlet is null, "outlet");
        Proved(!article.Byline.IsEmpty, "byline");
        Proved(!article.Credits.IsEmpty, "agency");
    }
}
