using System.Globalization;
using System.Text;
using System.Xml;
using Waybill.Storage;
using Waybill.Texts;

namespace Waybill.Pipeline.Export;

/// <summary>An entry of a feed.</summary>
/// <param name="Id">An address or name that no other entry has.</param>
/// <param name="Updated">A time (ISO 8601, UTC) or a day, or null where none is known.</param>
/// <param name="Address">Where a reader is led; null for nowhere, then the text is all there is.</param>
public sealed record FeedEntry(string Id, string Title, string? Address, string? Updated, string Author, string Text);

/// <summary>An Atom feed (RFC 4287).</summary>
public static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    /// <param name="id">The feed's own address, or its name where it has none.</param>
    public static string Write(string title, string id, IReadOnlyCollection<FeedEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(entries);
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CheckCharacters = false, OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("title", Atom, Safe(title));
            xml.WriteElementString("id", Atom, id);
            xml.WriteElementString("updated", Atom, entries.Select(e => Stamp(e.Updated)).Append(Stamp(null)).Max(StringComparer.Ordinal));
            if (!id.StartsWith("urn:", StringComparison.Ordinal)) Link(xml, "self", id);
            foreach (var entry in entries) Write(xml, entry);
            xml.WriteEndElement();
        }
        return text.ToString();
    }

    /// <summary>Entries of the log of changes, the newest first. What a change says is written out: a reader of the feed need not be able to reach the store.</summary>
    /// <param name="here">Where the store is shown in a browser; null where it is not.</param>
    public static IReadOnlyCollection<FeedEntry> Of(IEnumerable<ChangeRow> changes, string? here)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return [.. changes.Reverse().Select(c => new FeedEntry("urn:waybill:change:" + Hashes.Identity(16, ["change/1", c.At, c.Record, c.What, c.Title, .. c.Words]), $"{c.Title}: {c.What}",
            here is null ? null : $"{here}/transfers/{c.Record}", c.At, "Waybill", string.Join('\n', c.Words.Prepend(c.Was is null ? c.Record : $"{c.Record}, was {c.Was}"))))];
    }

    private static void Write(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("title", Atom, Safe(entry.Title));
        xml.WriteElementString("id", Atom, entry.Id);
        xml.WriteElementString("updated", Atom, Stamp(entry.Updated));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, Safe(entry.Author));
        xml.WriteEndElement();
        if (entry.Address is { } address) Link(xml, null, address);
        // An entry that leads nowhere has its content with it.
        xml.WriteElementString(entry.Address is null ? "content" : "summary", Atom, Safe(entry.Text));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string? rel, string address)
    {
        xml.WriteStartElement("link", Atom);
        if (rel is not null) xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Safe(string text) => Gexf.Safe(SafeJson.Escape(text, keepLines: true));

    /// <summary>A time as Atom wants it; the first of days where none is known.</summary>
    private static string Stamp(string? updated) => updated is not null && UtcStamp.Parse(updated) is not null ? updated
        : PartialDate.Parse(updated) is { } date ? date.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z" : "1970-01-01T00:00:00Z";
}
