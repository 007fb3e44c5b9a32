using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Waybill.Pipeline.Export;

/// <summary>A state on a map and in the lists of other programs.</summary>
/// <param name="Alpha2">ISO 3166-1 alpha-2, lower case (of a state that is no more, alpha-4); empty where it has none.</param>
/// <param name="Longitude">Degrees, of the middle of its largest part; null where it has no place.</param>
internal sealed record StatePoint(string Alpha2, double? Longitude, double? Latitude)
{
    private static readonly Lazy<FrozenDictionary<string, StatePoint>> All = new(Load);

    /// <summary>The state with this ISO 3166-1 alpha-3 code, or null.</summary>
    public static StatePoint? Of(string? iso3) => iso3 is null ? null : All.Value.GetValueOrDefault(iso3);

    private static FrozenDictionary<string, StatePoint> Load()
    {
        using var reader = new StreamReader(typeof(StatePoint).Assembly.GetManifestResourceStream("export/state-points.tsv")!, Encoding.UTF8);
        var points = new Dictionary<string, StatePoint>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split('\t');
            points.Add(cells[0], new StatePoint(cells[1], Degrees(cells[2]), Degrees(cells[3])));
        }
        return points.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static double? Degrees(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);
}
