using System.Globalization;
using System.Text;
using System.Xml;
using Waybill.Claims;
using Waybill.Ledger;
using Waybill.Pipeline.Looking;

namespace Waybill.Pipeline.Export;

/// <summary>The ledger as a graph for Gephi (GEXF 1.3): parties, and an edge for each transfer whose delivery is affirmed, certain
/// or probable. Nothing else is drawn.</summary>
public static class Gexf
{
    private const string Namespace = "http://gexf.net/1.3";

    private static readonly string[] Attributes = ["item", "category", "stage", "firstReported", "families", "disputed"];

    /// <summary>Whether a transfer is an edge.</summary>
    public static bool IsEdge(Transfer transfer)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        return transfer.Supplier is not null && transfer.Recipient is not null && transfer.Stages.Any(IsMovement);
    }

    /// <summary>The furthest affirmed, firm movement of a transfer that is an edge.</summary>
    internal static TransferStage Movement(Transfer transfer) => transfer.Stages.Where(IsMovement).MaxBy(s => s.Stage)!;

    internal static bool IsMovement(TransferStage stage) => TransferFilter.IsFirm(stage) && stage.Stage is Stage.Delivered or Stage.InDelivery;

    /// <summary>Writes the graph; gives the number of edges.</summary>
    public static int Write(TextWriter to, IEnumerable<Transfer> transfers)
    {
        ArgumentNullException.ThrowIfNull(to);
        var edges = transfers.Where(IsEdge).OrderBy(t => t.Id, StringComparer.Ordinal).ToList();
        var nodes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var party in edges.SelectMany(t => new[] { t.Supplier!, t.Recipient! })) nodes.TryAdd(Id(party), party.Name);
        using (var xml = XmlWriter.Create(to, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CloseOutput = false, Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("gexf", Namespace);
            xml.WriteAttributeString("version", "1.3");
            xml.WriteStartElement("graph", Namespace);
            xml.WriteAttributeString("defaultedgetype", "directed");
            xml.WriteStartElement("attributes", Namespace);
            xml.WriteAttributeString("class", "edge");
            foreach (var name in Attributes)
            {
                xml.WriteStartElement("attribute", Namespace);
                xml.WriteAttributeString("id", name);
                xml.WriteAttributeString("title", name);
                xml.WriteAttributeString("type", name == "families" ? "integer" : name == "disputed" ? "boolean" : "string");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
            xml.WriteStartElement("nodes", Namespace);
            foreach (var (id, label) in nodes)
            {
                xml.WriteStartElement("node", Namespace);
                xml.WriteAttributeString("id", Safe(id));
                xml.WriteAttributeString("label", Safe(label));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
            xml.WriteStartElement("edges", Namespace);
            foreach (var t in edges) Edge(xml, t);
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        to.Write('\n');
        return edges.Count;
    }

    private static void Edge(XmlWriter xml, Transfer t)
    {
        var stage = Movement(t);
        xml.WriteStartElement("edge", Namespace);
        xml.WriteAttributeString("id", t.Id);
        xml.WriteAttributeString("source", Safe(Id(t.Supplier!)));
        xml.WriteAttributeString("target", Safe(Id(t.Recipient!)));
        xml.WriteAttributeString("weight", "1");
        xml.WriteStartElement("attvalues", Namespace);
        string[] values = [Phrases.Item(t.Item), t.Item.Category, TransferWords.Of(stage), stage.FirstReported ?? "", t.Families.ToString(CultureInfo.InvariantCulture), t.Disputes.IsEmpty ? "false" : "true"];
        for (var i = 0; i < values.Length; i++)
        {
            xml.WriteStartElement("attvalue", Namespace);
            xml.WriteAttributeString("for", Attributes[i]);
            xml.WriteAttributeString("value", Safe(values[i]));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Id(Party party) => party.Iso3 ?? "=" + party.Name;

    /// <summary>Without what XML cannot hold: words of pages can.</summary>
    internal static string Safe(string words)
    {
        var safe = new StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (i + 1 < words.Length && char.IsSurrogatePair(words[i], words[i + 1])) safe.Append(words[i]).Append(words[++i]);
            else if (XmlConvert.IsXmlChar(words[i])) safe.Append(words[i]);
        }
        return safe.ToString();
    }
}
