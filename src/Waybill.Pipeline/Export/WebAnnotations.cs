using Waybill.Claims;
using Waybill.Pipeline.Looking;
using Waybill.Texts;

namespace Waybill.Pipeline.Export;

/// <summary>Claims as annotations of the pages that they stand on (W3C Web Annotation Data Model, Recommendation of 2017, in JSON-LD): one
/// annotation a claim; its first target is the sentence, the others the words that prove each value. Places in the article's text are a
/// TextQuoteSelector and a TextPositionSelector (code points of the text that <c>export article</c> gives and <c>textSha256</c> is of), places in
/// the page's bytes a DataPositionSelector.</summary>
public sealed class WebAnnotations : IDisposable
{
    private readonly JsonLine _json = new();

    public void Dispose() => _json.Dispose();

    /// <summary>Begins the document: a page of annotations.</summary>
    public const string Open = """{"@context":["http://www.w3.org/ns/anno.jsonld",{"waybill":"https://waybill.example/ns#","of":"waybill:of","sha256":"waybill:sha256","textSha256":"waybill:textSha256","polarity":"waybill:polarity","confidence":"waybill:readingConfidence"}],"id":"urn:waybill:annotations","type":"AnnotationPage","items":[""";

    public const string Close = "]}";

    /// <summary>One claim, on one line.</summary>
    public string Annotation(ClaimView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (claim, text) = (view.Claim, view.Article.Article.Text);
        var points = new CodePoints(text);
        var w = _json.Writer;
        return _json.Object(() =>
        {
            w.WriteString("id", "urn:waybill:claim:" + claim.Id);
            w.WriteString("type", "Annotation");
            w.WriteString("motivation", "describing");
            _json.Nested("generator", () =>
            {
                w.WriteString("type", "Software");
                w.WriteString("name", claim.Extractor);
            });
            _json.Nested("body", () =>
            {
                w.WriteString("type", "TextualBody");
                w.WriteString("format", "text/plain");
                w.WriteString("language", "en");
                w.WriteString("value", Said(claim));
                w.WriteString("polarity", Phrases.Stage(claim));
                w.WriteNumber("confidence", Math.Round(claim.Confidence, 4));
            });
            w.WriteStartArray("target");
            Target(view, () => TextSelectors(Evidence.InText(text, view.Article.Article.TextHash, claim.Sentence, "sentence"), points), ["sentence"]);
            foreach (var e in claim.Evidence)
            {
                if (e.Layer == EvidenceLayer.Text) Target(view, () => TextSelectors(e, points), e.Of);
                else Target(view, () => DataSelector(e), e.Of);
            }
            w.WriteEndArray();
        });
    }

    private static string Said(Claim claim)
    {
        var quantity = Phrases.Quantity(claim.Quantity);
        return $"{Phrases.Stage(claim)}: {Phrases.Parties(claim)}: {(quantity.Length > 0 ? quantity + " " : "")}{Phrases.Item(claim.Item)}; says {Phrases.Sources(claim)}";
    }

    private void Target(ClaimView view, Action selector, IEnumerable<string> of)
    {
        var w = _json.Writer;
        w.WriteStartObject();
        w.WriteString("type", "SpecificResource");
        _json.Nested("source", () =>
        {
            w.WriteString("id", view.Article.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out _) ? url : "urn:waybill:page:" + view.Article.Id);
            w.WriteString("type", "Text");
            w.WriteString("format", view.Article.Page.Facts.Format == Pages.PageFormat.Html ? "text/html" : "text/plain");
            w.WriteString("sha256", view.Article.Page.Sha256);
            w.WriteString("textSha256", view.Article.Article.TextHash);
        });
        w.WriteStartArray("selector");
        selector();
        w.WriteEndArray();
        _json.Strings("of", of);
        w.WriteEndObject();
    }

    private void TextSelectors(Evidence e, CodePoints points)
    {
        var w = _json.Writer;
        w.WriteStartObject();
        w.WriteString("type", "TextQuoteSelector");
        w.WriteString("exact", e.Exact);
        _json.Some("prefix", e.Prefix);
        _json.Some("suffix", e.Suffix);
        w.WriteEndObject();
        Position("TextPositionSelector", points.At(e.Start), points.At(e.End));
    }

    private void DataSelector(Evidence e) => Position("DataPositionSelector", e.Start, e.End);

    private void Position(string type, int start, int end)
    {
        var w = _json.Writer;
        w.WriteStartObject();
        w.WriteString("type", type);
        w.WriteNumber("start", start);
        w.WriteNumber("end", end);
        w.WriteEndObject();
    }
}
