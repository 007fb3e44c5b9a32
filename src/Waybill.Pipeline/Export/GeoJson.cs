using Waybill.Ledger;
using Waybill.Pipeline.Looking;

namespace Waybill.Pipeline.Export;

/// <summary>The ledger as a map (GeoJSON, RFC 7946): a line for each transfer between two states whose movement is affirmed, certain or
/// probable, and a point for each place that a claim names, with its role. Where the words give no more than a state, the point is the middle
/// of that state's largest part and <c>precision</c> says so; a place whose position is not known has no geometry. What is denied, doubtful or
/// not yet moved is never a line.</summary>
public sealed class GeoJson : IDisposable
{
    public const string Open = """{"type":"FeatureCollection","features":[""";

    public const string Close = "]}";

    private readonly JsonLine _json = new();

    public void Dispose() => _json.Dispose();

    /// <summary>The features of a transfer, one a line.</summary>
    public IEnumerable<string> Features(Transfer transfer, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(set);
        if (Line(transfer) is { } line) yield return line;
        foreach (var id in transfer.Claims)
        {
            if (set.Claim(id) is not { } view) continue;
            for (var i = 0; i < view.Claim.Where.Length; i++) yield return Point(transfer, view, i);
        }
    }

    private string? Line(Transfer transfer)
    {
        if (!Gexf.IsEdge(transfer) || transfer.Supplier!.Iso3 == transfer.Recipient!.Iso3) return null;
        if (StatePoint.Of(transfer.Supplier.Iso3) is not { Longitude: { } x1, Latitude: { } y1 } || StatePoint.Of(transfer.Recipient.Iso3) is not { Longitude: { } x2, Latitude: { } y2 }) return null;
        var stage = Gexf.Movement(transfer);
        var w = _json.Writer;
        return _json.Object(() =>
        {
            w.WriteString("type", "Feature");
            w.WriteString("id", transfer.Id);
            _json.Nested("geometry", () => Way(x1, y1, x2, y2));
            _json.Nested("properties", () =>
            {
                w.WriteString("kind", "movement");
                w.WriteString("transfer", transfer.Id);
                w.WriteString("supplier", transfer.Supplier.Name);
                w.WriteString("supplierIso3", transfer.Supplier.Iso3);
                w.WriteString("recipient", transfer.Recipient.Name);
                w.WriteString("recipientIso3", transfer.Recipient.Iso3);
                w.WriteString("item", Phrases.Item(transfer.Item));
                w.WriteString("category", transfer.Item.Category);
                w.WriteString("polarity", TransferWords.Of(stage));
                w.WriteString("quantity", Phrases.Quantity(stage.Quantity));
                w.WriteString("when", Phrases.Time(stage.When));
                w.WriteString("firstReported", stage.FirstReported);
                w.WriteNumber("families", transfer.Families);
                w.WriteBoolean("disputed", !transfer.Disputes.IsEmpty);
                w.WriteString("precision", "state");
                _json.Strings("claims", stage.Claims);
            });
        });
    }

    /// <summary>The short way; where it crosses the antimeridian it is cut there (RFC 7946, 3.1.9).</summary>
    private void Way(double x1, double y1, double x2, double y2)
    {
        var w = _json.Writer;
        if (Math.Abs(x2 - x1) <= 180)
        {
            w.WriteString("type", "LineString");
            w.WriteStartArray("coordinates");
            Pair(x1, y1);
            Pair(x2, y2);
            w.WriteEndArray();
            return;
        }
        var edge = x1 > 0 ? 180d : -180d;
        var share = (edge - x1) / (x2 + (2 * edge) - x1);
        var y = Math.Round(y1 + (share * (y2 - y1)), 4);
        w.WriteString("type", "MultiLineString");
        w.WriteStartArray("coordinates");
        w.WriteStartArray();
        Pair(x1, y1);
        Pair(edge, y);
        w.WriteEndArray();
        w.WriteStartArray();
        Pair(-edge, y);
        Pair(x2, y2);
        w.WriteEndArray();
        w.WriteEndArray();
    }

    private string Point(Transfer transfer, ClaimView view, int number)
    {
        var (claim, place, w) = (view.Claim, view.Claim.Where[number], _json.Writer);
        var state = StatePoint.Of(place.Iso3);
        var exact = place is { Longitude: not null, Latitude: not null };
        return _json.Object(() =>
        {
            w.WriteString("type", "Feature");
            w.WriteString("id", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{claim.Id}/{number}"));
            if ((exact ? place.Longitude : state?.Longitude) is not { } x || (exact ? place.Latitude : state?.Latitude) is not { } y) w.WriteNull("geometry");
            else
            {
                _json.Nested("geometry", () =>
                {
                    w.WriteString("type", "Point");
                    w.WriteStartArray("coordinates");
                    w.WriteNumberValue(x);
                    w.WriteNumberValue(y);
                    w.WriteEndArray();
                });
            }
            _json.Nested("properties", () =>
            {
                w.WriteString("kind", "place");
                w.WriteString("role", place.PlaceRole);
                w.WriteString("name", place.Name ?? place.Words);
                w.WriteString("words", place.Words);
                w.WriteString("iso3", place.Iso3);
                w.WriteString("precision", exact ? "place" : state?.Longitude is not null ? "state" : "none");
                w.WriteString("transfer", transfer.Id);
                w.WriteString("claim", claim.Id);
                w.WriteString("polarity", Phrases.Stage(claim));
                w.WriteString("item", Phrases.Item(claim.Item));
                w.WriteString("sentence", claim.Sentence.Of(view.Article.Article.Text).ToString());
                w.WriteString("url", view.Article.Url);
                w.WriteString("sha256", view.Article.Page.Sha256);
            });
        });
    }

    private void Pair(double x, double y)
    {
        _json.Writer.WriteStartArray();
        _json.Writer.WriteNumberValue(x);
        _json.Writer.WriteNumberValue(y);
        _json.Writer.WriteEndArray();
    }
}
