using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Waybill.Pipeline.Export;

/// <summary>Tables as an .xlsx file (Office Open XML SpreadsheetML, ECMA-376 part 1, in its strict minimum: one sheet, inline strings). No cell
/// is ever a formula: text is text, whatever it begins with, and ids stay as they are. Entries carry no time: the same rows give the same bytes.</summary>
public static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>Characters in a cell and rows on a sheet (limits of Excel).</summary>
    private const int MostCharacters = 32767;
    public const int MostRows = 1_048_576;

    /// <summary>Columns whose cells are numbers; all others are text.</summary>
    private static readonly HashSet<string> Numeric = new(StringComparer.Ordinal)
    {
        "bytes", "claims", "quantityMin", "quantityMax", "valueAmount", "sentenceStart", "sentenceEnd", "confidence", "containment", "changes", "originConfidence",
        "outlets", "pages", "families", "independentOriginsMin", "independentOriginsMax", "Number of items", "Calendar year", "Numbers delivered", "Delivery year", "Order date",
    };

    /// <summary>Writes the file; gives the number of rows below the head.</summary>
    public static int Write(Stream to, string sheet, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        Text(zip, "[Content_Types].xml", """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>""");
        Text(zip, "_rels/.rels", $"""<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Text(zip, "xl/workbook.xml", $"""<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{Main}" xmlns:r="{Relations}"><bookViews><workbookView/></bookViews><sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        Text(zip, "xl/_rels/workbook.xml.rels", $"""<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
        // Number format 49 is text ("@"): ids of digits stay as they are when somebody edits the cell.
        Text(zip, "xl/styles.xml", $"""<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>""");
        var count = 0;
        using var stream = Entry(zip, "xl/worksheets/sheet1.xml");
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("workbookViewId", "0");
        xml.WriteStartElement("pane", Main);
        foreach (var (name, value) in new[] { ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen") }) xml.WriteAttributeString(name, value);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        string[] letters = [.. columns.Select((_, i) => Letters(i))];
        Row(xml, columns, letters, columns, number: 1);
        foreach (var row in rows.Take(MostRows - 1))
        {
            count++;
            Row(xml, columns, letters, row, number: count + 1);
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
        return count;
    }

    /// <summary>A column's name: A … Z, AA ….</summary>
    private static string Letters(int column) => (column < 26 ? "" : Letters(column / 26 - 1)) + (char)('A' + column % 26);

    /// <summary>The format lets rows and cells go without their places; many readers of it do not.</summary>
    private static void Row(XmlWriter xml, IReadOnlyList<string> columns, IReadOnlyList<string> letters, IReadOnlyList<string?> cells, int number)
    {
        var (head, at) = (number == 1, number.ToString(CultureInfo.InvariantCulture));
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", at);
        for (var i = 0; i < columns.Count; i++)
        {
            var cell = i < cells.Count ? cells[i] ?? "" : "";
            if (!head && Numeric.Contains(columns[i]) && decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure))
            {
                xml.WriteStartElement("c", Main);
                xml.WriteAttributeString("r", letters[i] + at);
                xml.WriteElementString("v", Main, figure.ToString(CultureInfo.InvariantCulture));
                xml.WriteEndElement();
                continue;
            }
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", letters[i] + at);
            xml.WriteAttributeString("s", head ? "2" : "1");
            if (cell.Length > 0)
            {
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is", Main);
                xml.WriteStartElement("t", Main);
                xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(Safe(cell));
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>What XML cannot hold is escaped as everywhere; what looks like the format's own escape (_x000D_) is not read as one.</summary>
    private static string Safe(string cell)
    {
        cell = Gexf.Safe(SafeJson.Escape(cell, keepLines: true)).Replace("_x", "_x005F_x", StringComparison.Ordinal);
        if (cell.Length <= MostCharacters) return cell;
        var end = MostCharacters - 1;
        return cell[..(char.IsHighSurrogate(cell[end - 1]) ? end - 1 : end)] + "…";
    }

    private static void Text(ZipArchive zip, string name, string text)
    {
        using var stream = Entry(zip, name);
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static Stream Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }
}
