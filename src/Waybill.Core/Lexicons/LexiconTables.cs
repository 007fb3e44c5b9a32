using System.Collections.Immutable;
using System.Globalization;
using Waybill.Claims;

namespace Waybill.Lexicons;

/// <summary>The files of a lexicon as typed tables.</summary>
internal sealed record LexiconTables
{
    public required ImmutableArray<TsvTable> Files { get; init; }
    public ImmutableArray<PartyEntry> Parties { get; init; } = [];
    public ImmutableArray<BodyEntry> Bodies { get; init; } = [];
    public ImmutableArray<BodyNounEntry> BodyNouns { get; init; } = [];
    public ImmutableArray<LeaderEntry> Leaders { get; init; } = [];
    public ImmutableArray<ItemEntry> Items { get; init; } = [];
    public ImmutableArray<AgencyEntry> Agencies { get; init; } = [];
    public ImmutableArray<OutletEntry> Outlets { get; init; } = [];
    public ImmutableArray<AmbiguousForm> Ambiguous { get; init; } = [];

    /// <summary>Longer words that hold a form and mean something else ("think tank").</summary>
    public ImmutableArray<string> Stops { get; init; } = [];

    public static LexiconTables Read(IEnumerable<(string Name, string Text)> files)
    {
        var tables = new LexiconTables
        {
            Files = [.. files.Where(f => LexiconSchema.Columns(f.Name) is not null).Select(f => TsvTable.Parse(f.Name, f.Text)).OrderBy(t => t.Name, StringComparer.Ordinal)],
        };
        return tables with
        {
            Parties = [.. tables.Map("states.tsv", State), .. tables.Map("groups.tsv", Group), .. tables.Map("companies.tsv", Company)],
            Bodies = tables.Map("bodies.tsv", r => new BodyEntry(r[0], r[1], r[2])),
            BodyNouns = tables.Map("body-nouns.tsv", r => new BodyNounEntry(r[0], r[1])),
            Leaders = tables.Map("leaders.tsv", r => new LeaderEntry(r[0], r[1], r[2], r[3], Day(r[4]), Day(r[5]), r[6], r[7] == "intro", r.List(8))),
            Items = [.. tables.Map("weapons.tsv", Weapon), .. tables.Map("item-nouns.tsv", Noun)],
            Agencies = tables.Map("agencies.tsv", r => new AgencyEntry(r[0], r[1], r.Optional(2), r.List(3))),
            Outlets = tables.Map("outlets.tsv", r => new OutletEntry(r[0], r[1], r.Optional(2), r.List(3))),
            Stops = tables.Map("stops.tsv", r => r[0]),
            Ambiguous = tables.Map("ambiguous.tsv", r => new AmbiguousForm(r[0], r.List(1), r[2], r[3])),
        };
    }

    private ImmutableArray<T> Map<T>(string file, Func<TsvRow, T> row)
    {
        var result = ImmutableArray.CreateBuilder<T>();
        foreach (var table in Files)
        {
            if (table.Name == file) result.AddRange(table.Rows.Select(row));
        }
        return result.ToImmutable();
    }

    private static PartyEntry State(TsvRow r) => new(r[0], Kind(r[1]), r[2], null, r.List(3), r.List(4), r.List(5), r.List(6));

    private static PartyEntry Group(TsvRow r) => new(r[0], Kind(r[1]), r[2], r.Optional(3), r.List(4), r.List(5), [], []);

    private static PartyEntry Company(TsvRow r) => new(r[0], PartyKind.Company, r[1], r.Optional(2), r.List(3), [], [], []);

    private static ItemEntry Weapon(TsvRow r) => new(r[0], r[0], [r[0], .. r.List(1)], r[3], r[2], r[4], r[5], r.Optional(6));

    private static ItemEntry Noun(TsvRow r) => new(r[0], null, [r[0], .. r.List(1)], r[3], r[2], r[4], r[5], null);

    public static PartyKind Kind(string word) => word switch
    {
        "state" => PartyKind.State,
        "armed-group" => PartyKind.ArmedGroup,
        "company" => PartyKind.Company,
        "alliance" => PartyKind.Alliance,
        "organisation" => PartyKind.Organisation,
        _ => PartyKind.Group,
    };

    public static DateOnly? Day(string word) =>
        DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
