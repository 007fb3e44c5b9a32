using System.Text.Json;
using Waybill.Claims;
using Waybill.Ledger;

namespace Waybill.Pipeline.Export;

/// <summary>Parties, items, quantities and times: the parts that claims and transfers share.</summary>
internal static class PartsJson
{
    public static void Party(Utf8JsonWriter writer, string? name, Party? party)
    {
        if (party is null)
        {
            writer.WriteNull(name!);
            return;
        }
        if (name is null) writer.WriteStartObject();
        else writer.WriteStartObject(name);
        writer.WriteString("words", party.Words);
        writer.WriteString("name", party.Name);
        writer.WriteString("kind", Term.Of(party.Kind));
        writer.WriteString("iso3", party.Iso3);
        writer.WriteString("of", party.Of);
        writer.WriteString("via", party.Via);
        writer.WriteString("factuality", Term.Of(party.Factuality));
        writer.WriteEndObject();
    }

    public static void Item(Utf8JsonWriter writer, string? name, Item item)
    {
        if (name is null) writer.WriteStartObject();
        else writer.WriteStartObject(name);
        writer.WriteString("words", item.Words);
        writer.WriteString("designation", item.Designation);
        writer.WriteString("description", item.Description);
        writer.WriteString("category", item.Category);
        writer.WriteString("condition", item.Condition);
        writer.WriteString("unroca", item.Unroca);
        writer.WriteString("sipri", item.Sipri);
        writer.WriteEndObject();
    }

    public static void Quantity(Utf8JsonWriter writer, Quantity? quantity)
    {
        if (quantity is null)
        {
            writer.WriteNull("quantity");
            return;
        }
        writer.WriteStartObject("quantity");
        writer.WriteString("words", quantity.Words);
        Number(writer, "min", quantity.Min);
        Number(writer, "max", quantity.Max);
        writer.WriteString("unit", quantity.Unit);
        writer.WriteString("qualifier", quantity.Qualifier);
        writer.WriteString("of", quantity.Of);
        writer.WriteString("per", quantity.Per);
        writer.WriteString("basis", quantity.Basis);
        writer.WriteString("scope", quantity.Scope);
        writer.WriteEndObject();
    }

    public static void Money(Utf8JsonWriter writer, MoneyValue? value)
    {
        if (value is null)
        {
            writer.WriteNull("value");
            return;
        }
        writer.WriteStartObject("value");
        writer.WriteString("words", value.Words);
        if (value.Amount is { } amount) writer.WriteNumber("amount", amount);
        else writer.WriteNull("amount");
        writer.WriteString("currency", value.Currency);
        writer.WriteString("covers", value.Covers);
        writer.WriteEndObject();
    }

    public static void Time(Utf8JsonWriter writer, string name, ResolvedTime? time)
    {
        if (time is null)
        {
            writer.WriteNull(name);
            return;
        }
        writer.WriteStartObject(name);
        writer.WriteString("words", time.Words);
        writer.WriteString("start", time.Start?.ToString());
        writer.WriteString("end", time.End?.ToString());
        writer.WriteString("precision", time.Precision is { } p ? Term.Of(p) : null);
        writer.WriteString("how", time.How);
        writer.WriteEndObject();
    }

    /// <summary>A time: resolved where the ledger did so, else the words alone.</summary>
    public static ResolvedTime? Either(ResolvedTime? resolved, string? words) =>
        resolved ?? (words is null ? null : new ResolvedTime(words, null, null, null, null));

    private static void Number(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number) writer.WriteNumber(name, number);
        else writer.WriteNull(name);
    }
}

/// <summary>The members of a claim.</summary>
internal sealed class ClaimJson(Utf8JsonWriter writer, JsonRecords records)
{
    public void Write(ClaimView view, CodePoints points)
    {
        var claim = view.Claim;
        writer.WriteString("kind", Term.Of(claim.Kind));
        writer.WriteString("stage", Term.Of(claim.Stage));
        writer.WriteString("factuality", Term.Of(claim.Factuality));
        writer.WriteBoolean("negated", claim.Negated);
        writer.WriteString("stance", Term.Of(claim.Stance));
        writer.WriteString("condition", claim.Condition);
        foreach (var (name, party) in Roles.All(claim)) PartsJson.Party(writer, name, party);
        writer.WriteStartArray("transit");
        foreach (var party in claim.Transit) PartsJson.Party(writer, null, party);
        writer.WriteEndArray();
        PartsJson.Item(writer, "item", claim.Item);
        writer.WriteStartArray("items");
        foreach (var item in claim.Items) PartsJson.Item(writer, null, item);
        writer.WriteEndArray();
        PartsJson.Quantity(writer, claim.Quantity);
        PartsJson.Money(writer, claim.Value);
        PartsJson.Time(writer, "when", PartsJson.Either(view.Placed?.When, claim.When?.Words));
        PartsJson.Time(writer, "expected", PartsJson.Either(view.Placed?.Expected, claim.Expected?.Words));
        records.List("where", claim.Where, place =>
        {
            writer.WriteString("words", place.Words);
            writer.WriteString("name", place.Name);
            writer.WriteString("iso3", place.Iso3);
            writer.WriteString("role", place.PlaceRole);
            Coordinate("lat", place.Latitude);
            Coordinate("lon", place.Longitude);
        });
        records.List("attribution", claim.Attribution.Select((a, i) => (a, i)), link =>
        {
            var (a, i) = link;
            writer.WriteString("source", a.Source);
            writer.WriteString("words", a.Words);
            writer.WriteString("cue", a.Cue);
            writer.WriteString("kind", a.Kind);
            writer.WriteString("body", a.Body);
            writer.WriteString("government", a.Government);
            writer.WriteBoolean("primary", a.Primary);
            PartsJson.Time(writer, "said", PartsJson.Either(view.Placed is { } p && i < p.Said.Length ? p.Said[i] : null, a.Said));
        });
        writer.WriteString("basis", claim.Basis);
        writer.WriteString("firstReportedBy", claim.FirstReportedBy);
        records.List("linkedTo", claim.LinkedTo, link =>
        {
            writer.WriteString("kind", link.LinkKind);
            writer.WriteString("claim", link.ClaimId);
        });
        writer.WriteString("part", Term.Of(claim.Part));
        writer.WriteStartObject("sentence");
        writer.WriteString("words", claim.Sentence.Of(view.Article.Article.Text));
        writer.WriteNumber("start", points.At(claim.Sentence.Start));
        writer.WriteNumber("end", points.At(claim.Sentence.End));
        writer.WriteEndObject();
        writer.WriteStartObject("article");
        writer.WriteString("id", view.Article.Id);
        writer.WriteString("url", view.Article.Url);
        writer.WriteString("file", view.Article.Page.Facts.File);
        writer.WriteString("outlet", view.Article.Outlet);
        writer.WriteString("title", view.Article.Article.Title);
        writer.WriteString("published", view.Article.Published);
        writer.WriteEndObject();
        writer.WriteString("family", view.Family);
        records.EvidenceList(claim.Evidence, points);
        writer.WriteNumber("confidence", Math.Round(claim.Confidence, 4));
        writer.WriteString("extractor", claim.Extractor);
        writer.WriteString("noRecord", view.Placed?.NoRecord);
        records.Strings("contradictedBy", view.Placed?.ContradictedBy ?? []);
        records.Strings("transfers", view.Transfers);
    }

    private void Coordinate(string name, double? value)
    {
        if (value is { } degrees) writer.WriteNumber(name, degrees);
        else writer.WriteNull(name);
    }
}

/// <summary>The members of a transfer.</summary>
internal sealed class TransferJson(Utf8JsonWriter writer, JsonRecords records)
{
    public void Write(Transfer transfer)
    {
        PartsJson.Party(writer, "supplier", transfer.Supplier);
        PartsJson.Party(writer, "recipient", transfer.Recipient);
        PartsJson.Item(writer, "item", transfer.Item);
        records.List("stages", transfer.Stages, stage =>
        {
            writer.WriteString("stage", Term.Of(stage.Stage));
            writer.WriteString("factuality", Term.Of(stage.Factuality));
            writer.WriteBoolean("negated", stage.Negated);
            writer.WriteString("stance", Term.Of(stage.Stance));
            PartsJson.Quantity(writer, stage.Quantity);
            PartsJson.Money(writer, stage.Value);
            PartsJson.Time(writer, "when", stage.When);
            PartsJson.Time(writer, "expected", stage.Expected);
            writer.WriteString("firstReported", stage.FirstReported);
            records.Strings("claims", stage.Claims);
        });
        writer.WriteNumber("outlets", transfer.Outlets);
        writer.WriteNumber("pages", transfer.Pages);
        writer.WriteNumber("families", transfer.Families);
        writer.WriteStartObject("independentOrigins");
        writer.WriteNumber("min", transfer.IndependentOrigins.Min);
        writer.WriteNumber("max", transfer.IndependentOrigins.Max);
        writer.WriteEndObject();
        records.Strings("primarySources", transfer.PrimarySources);
        records.Strings("governments", transfer.Governments);
        records.List("disputes", transfer.Disputes, dispute =>
        {
            writer.WriteString("kind", dispute.DisputeKind);
            writer.WriteString("words", dispute.Words);
            records.Strings("claims", dispute.Claims);
            records.Strings("against", dispute.Against);
        });
        records.List("proposed", transfer.Proposed, join =>
        {
            writer.WriteString("other", join.Other);
            writer.WriteString("reason", join.Reason);
        });
        records.Strings("joinReasons", transfer.JoinReasons);
        records.Strings("claims", transfer.Claims);
    }
}
