using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Waybill.Texts;

namespace Waybill.Lexicons;

/// <summary>A city: where it lies and in which state.</summary>
/// <param name="Iso3">ISO 3166-1 alpha-3 of the state.</param>
/// <param name="Latitude">Degrees north, −90 to 90.</param>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
public sealed record City(string Name, string Iso3, string State, double Latitude, double Longitude);

/// <summary>The gazetteer of cities (<c>data/cities.tsv</c>). A name that two states share is not in it.</summary>
public sealed class Cities
{
    private static readonly Lazy<Cities> Shared = new(static () => Read(DataFiles.Read("cities.tsv"), Lexicon.Embedded));
    private readonly FrozenDictionary<string, City>.AlternateLookup<ReadOnlySpan<char>> _byName;

    private Cities(FrozenDictionary<string, City> cities, ImmutableArray<string> problems)
    {
        _byName = cities.GetAlternateLookup<ReadOnlySpan<char>>();
        Count = cities.Count;
        Problems = problems;
    }

    public int Count { get; }

    /// <summary>What is wrong with the file, one line a problem; empty where nothing is.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>The gazetteer that ships inside the program.</summary>
    public static Cities Embedded => Shared.Value;

    /// <summary>The city of a name, letter for letter; null where the file has none.</summary>
    public City? Find(ReadOnlySpan<char> name) => _byName.TryGetValue(name, out var city) ? city : null;

    /// <summary>Reads the file: name, state (ISO 3166-1 alpha-3), latitude, longitude; sorted by name.</summary>
    public static Cities Read(string text, Lexicon lexicon)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(lexicon);
        var cities = new Dictionary<string, City>(StringComparer.Ordinal);
        var problems = ImmutableArray.CreateBuilder<string>();
        var last = "";
        foreach (var row in TsvTable.Parse("cities.tsv", text).Rows)
        {
            if (row.Fields.Length != 4 || !double.TryParse(row[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude) || !double.TryParse(row[3], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) || Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180)
            {
                problems.Add($"line {row.Line}: expected name, state, latitude, longitude");
                continue;
            }
            if (string.CompareOrdinal(row[0], last) <= 0) problems.Add($"line {row.Line}: {row[0]} is out of order or stands twice");
            last = row[0];
            if (lexicon.Party(row[1]) is not { } state) { problems.Add($"line {row.Line}: no state {row[1]}"); continue; }
            cities.TryAdd(row[0], new City(row[0], row[1], state.Name, latitude, longitude));
        }
        return new Cities(cities.ToFrozenDictionary(StringComparer.Ordinal), problems.ToImmutable());
    }
}
