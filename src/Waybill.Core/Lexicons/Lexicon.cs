using System.Collections.Frozen;
using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Lexicons;

/// <summary>The words that Waybill knows: parties, arms, agencies, outlets. Immutable; read from the files of data/.</summary>
public sealed class Lexicon
{
    private static readonly Lazy<Lexicon> Shipped = new(() => Load(EmbeddedFiles()));
    private readonly Lazy<LexiconMatcher> matcher;
    private readonly FrozenDictionary<string, PartyEntry> partyById;
    private readonly FrozenDictionary<string, ItemEntry> itemById;
    private readonly FrozenDictionary<string, LeaderEntry> leaderById;
    private readonly FrozenDictionary<string, AgencyEntry> agencyById;
    private readonly FrozenDictionary<string, OutletEntry> outletByDomain;

    internal Lexicon(LexiconTables tables)
    {
        Tables = tables;
        partyById = Index(tables.Parties, p => p.Id);
        itemById = Index(tables.Items, i => i.Id);
        leaderById = Index(tables.Leaders, l => l.Id);
        agencyById = Index(tables.Agencies, a => a.Id);
        outletByDomain = Index(tables.Outlets, o => o.Domain);
        matcher = new Lazy<LexiconMatcher>(() => new LexiconMatcher(this, FormBuilder.Forms(tables), FormBuilder.BodyNouns(tables)));
    }

    internal LexiconTables Tables { get; }

    /// <summary>The lexicon that ships inside the program. Read once, on first use.</summary>
    public static Lexicon Embedded => Shipped.Value;

    public ImmutableArray<PartyEntry> Parties => Tables.Parties;

    public ImmutableArray<BodyEntry> Bodies => Tables.Bodies;

    public ImmutableArray<LeaderEntry> Leaders => Tables.Leaders;

    /// <summary>Weapon systems and general words for arms.</summary>
    public ImmutableArray<ItemEntry> Items => Tables.Items;

    public ImmutableArray<AgencyEntry> Agencies => Tables.Agencies;

    public ImmutableArray<OutletEntry> Outlets => Tables.Outlets;

    public ImmutableArray<AmbiguousForm> Ambiguous => Tables.Ambiguous;

    public LexiconMatcher Matcher => matcher.Value;

    public PartyEntry? Party(string id) => partyById.GetValueOrDefault(id);

    public ItemEntry? Item(string id) => itemById.GetValueOrDefault(id);

    public LeaderEntry? Leader(string id) => leaderById.GetValueOrDefault(id);

    public AgencyEntry? Agency(string id) => agencyById.GetValueOrDefault(id);

    public OutletEntry? Outlet(string domain) => outletByDomain.GetValueOrDefault(domain);

    /// <summary>Reads a lexicon from files: name (<c>states.tsv</c>) and text. Unknown names are ignored.</summary>
    public static Lexicon Load(IEnumerable<(string Name, string Text)> files) => new(LexiconTables.Read(files));

    /// <summary>What is wrong with the files, one line a problem; empty where nothing is.</summary>
    public ImmutableArray<string> Validate() => LexiconValidation.Problems(Tables);

    /// <summary>The files that ship inside the program, in ordinal order of name.</summary>
    public static IEnumerable<(string Name, string Text)> EmbeddedFiles()
    {
        var assembly = typeof(Lexicon).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("data/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            yield return (name["data/".Length..], DataFiles.Read(name["data/".Length..]));
        }
    }

    // Files with double ids are reported by Validate; here the first one wins, so that loading never fails.
    private static FrozenDictionary<string, T> Index<T>(ImmutableArray<T> entries, Func<T, string> id)
    {
        var index = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in entries) index.TryAdd(id(entry), entry);
        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
