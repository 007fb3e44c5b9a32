using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Waybill.Web.Stores;

namespace Waybill.Web.Charts;

/// <summary>A country on the map: its outline and the point where an arc begins or ends.</summary>
public sealed record Country(string Code, string Name, double X, double Y, string Path);

/// <summary>A line from supplier to recipient.</summary>
/// <param name="Path">SVG path of an arc.</param>
/// <param name="Kind"><c>firm</c> for an affirmed movement, <c>other</c> for anything else.</param>
public sealed record Arc(string From, string To, string FromName, string ToName, string Path, string Kind, int Records);

/// <summary>The world map with arcs between states. Offline: outlines are part of the program.</summary>
public sealed record WorldMap(IReadOnlyList<Arc> Arcs, int NotDrawn)
{
    public const int Width = 960;
    public const int Height = 470;

    /// <summary>Arcs that are drawn at most; the rest is counted.</summary>
    public const int MostArcs = 150;

    private static readonly Lazy<IReadOnlyList<Country>> Outlines = new(Load);
    private static readonly Lazy<FrozenDictionary<string, Country>> ByCode = new(() => Outlines.Value.Where(c => c.Code != "-").GroupBy(c => c.Code, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal));

    /// <summary>Arcs of records whose supplier and recipient are states; records without are counted as not drawn.</summary>
    public static WorldMap Of(IReadOnlyList<TransferRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var drawn = rows.Where(r => Code(r.Transfer.Supplier?.Iso3) is not null && Code(r.Transfer.Recipient?.Iso3) is not null && r.Transfer.Supplier!.Iso3 != r.Transfer.Recipient!.Iso3).ToArray();
        var arcs = drawn.GroupBy(r => (From: r.Transfer.Supplier!.Iso3!, To: r.Transfer.Recipient!.Iso3!))
            .Select(g => (g.Key, Firm: g.Count(r => r.Firm), All: g.Count()))
            .OrderByDescending(g => g.Firm).ThenByDescending(g => g.All).ThenBy(g => g.Key.From, StringComparer.Ordinal).ThenBy(g => g.Key.To, StringComparer.Ordinal)
            .Take(MostArcs)
            .Select(g => Draw(ByCode.Value[g.Key.From], ByCode.Value[g.Key.To], g.Firm > 0 ? "firm" : "other", g.Firm > 0 ? g.Firm : g.All))
            .Reverse().ToArray();
        var shown = arcs.Select(a => (a.From, a.To)).ToHashSet();
        return new WorldMap(arcs, rows.Count - drawn.Count(r => shown.Contains((r.Transfer.Supplier!.Iso3!, r.Transfer.Recipient!.Iso3!))));
    }

    /// <summary>The outlines as a picture of their own (SVG): loaded once, however many views are drawn over it. Its grey shows on light and dark.</summary>
    public static string Picture()
    {
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\"><path fill=\"#7d8c90\" fill-opacity=\".28\" stroke=\"#7d8c90\" stroke-opacity=\".5\" stroke-width=\".4\" d=\"");
        foreach (var country in Outlines.Value) svg.Append(country.Path);
        return svg.Append("\"/></svg>").ToString();
    }

    private static string? Code(string? iso3) => iso3 is not null && ByCode.Value.ContainsKey(iso3) ? iso3 : null;

    /// <summary>A curve that bends to the left of its way, so that the way back is another line.</summary>
    private static Arc Draw(Country from, Country to, string kind, int records)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var (mx, my) = ((from.X + to.X) / 2 + (dy * 0.22), (from.Y + to.Y) / 2 - (dx * 0.22));
        var path = string.Create(CultureInfo.InvariantCulture, $"M{from.X:0.0},{from.Y:0.0}Q{mx:0.0},{my:0.0} {to.X:0.0},{to.Y:0.0}");
        return new Arc(from.Code, to.Code, from.Name, to.Name, path, kind, records);
    }

    private static List<Country> Load()
    {
        using var stream = typeof(WorldMap).Assembly.GetManifestResourceStream("assets/world.tsv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var countries = new List<Country>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split('\t');
            countries.Add(new Country(cells[0], cells[1], double.Parse(cells[2], CultureInfo.InvariantCulture), double.Parse(cells[3], CultureInfo.InvariantCulture), cells[4]));
        }
        return countries;
    }
}
