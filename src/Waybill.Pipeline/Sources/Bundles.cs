using System.Text;

namespace Waybill.Pipeline.Sources;

/// <summary>Files that hold many articles: read as one page they would mix their claims, so they are refused by name.</summary>
public static class Bundles
{
    /// <summary>Marks of so many articles make a bundle.</summary>
    private const int Enough = 2;

    /// <summary>What to do about a bundle, or null where the bytes are none.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]).TrimStart('ï', '»', '¿', ' ', '\r', '\n', '\t');
        if (head.StartsWith("<?xml", StringComparison.Ordinal) || head.StartsWith('<'))
        {
            foreach (var root in (ReadOnlySpan<string>)["<rss", "<feed", "<rdf:RDF"])
                if (head.Contains(root, StringComparison.Ordinal)) return "a feed of many articles: save the page of each article";
        }
        int ends = 0, numbers = 0, mails = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range].Trim(" \r\t"u8);
            if (line.Length is < 8 or > 120) continue;
            if (line.SequenceEqual("End of Document"u8)) ends++;
            else if (line.StartsWith("From "u8) && line.IndexOf((byte)'@') > 0 && IsDigit(line[^1]) && line.IndexOf((byte)':') > 0) mails++;
            else if (line.StartsWith("Document "u8) && IsNumbering(line["Document ".Length..])) numbers++;
            else if (line.EndsWith(" DOCUMENTS"u8) && IsDigit(line[0]) && line.IndexOf(" of "u8) > 0) numbers++;
            if (ends < Enough && numbers < Enough && mails < Enough) continue;
            return mails >= Enough ? "a mailbox of many mails: save each as .eml and read those" : "many articles of a news database in one file: export each article as a file of its own";
        }
        return null;
    }

    /// <summary><c>3 of 50</c> (ProQuest), or an accession number as Factiva prints it (<c>LBA0000020230104ej1400abc</c>).</summary>
    private static bool IsNumbering(ReadOnlySpan<byte> rest)
    {
        var of = rest.IndexOf(" of "u8);
        if (of > 0) return IsDigit(rest[0]) && IsDigit(rest[of - 1]) && IsDigit(rest[^1]);
        var digits = 0;
        foreach (var c in rest)
        {
            if (IsDigit(c)) digits++;
            else if (c is not (>= (byte)'A' and <= (byte)'Z' or >= (byte)'a' and <= (byte)'z')) return false;
        }
        return rest.Length is >= 18 and <= 40 && digits >= 10 && rest[0] is >= (byte)'A' and <= (byte)'Z';
    }

    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';
}
