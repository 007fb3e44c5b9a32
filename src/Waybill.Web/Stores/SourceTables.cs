using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage;
using Waybill.Storage.Migrations;

namespace Waybill.Web.Stores;

/// <summary>An outlet as the pages with claims show it.</summary>
/// <param name="Own">Pages that are the origin of their text.</param>
/// <param name="Repeats">Whom its copies are from, most first.</param>
/// <param name="First">Records that it reported on the first day on which anyone did.</param>
/// <param name="Contradicted">Claims that another claim stands against.</param>
public sealed record OutletRow(string Name, int Pages, int Own, int Copies, IReadOnlyList<(string Name, int Pages)> Repeats, int Claims, int First, int Contradicted);

/// <summary>An agency whose texts the pages with claims carry.</summary>
/// <param name="Texts">Families whose origin it is.</param>
public sealed record AgencyRow(string Name, int Texts, int Pages, int Outlets);

/// <summary>Somebody who is named as the source of claims.</summary>
public sealed record SourceRow(string Name, int Records, int Disputed);

/// <summary>A claim that was read with little confidence.</summary>
public sealed record DoubtfulClaim(string Id, double Confidence);

/// <summary>Who reports, whom they repeat, what they said first: counted over the pages that have claims.</summary>
public sealed record SourceTables(IReadOnlyList<OutletRow> Outlets, IReadOnlyList<AgencyRow> Agencies, IReadOnlyList<SourceRow> Sources, IReadOnlyList<DoubtfulClaim> Doubtful)
{
    /// <summary>Claims below this confidence are worth a look.</summary>
    public const double Sure = 0.8;

    /// <summary>Doubtful claims that are kept, least sure first.</summary>
    public const int MostDoubtful = 500;

    private sealed class Tally
    {
        public int Pages, Own, Copies, Claims, First, Contradicted;
        public Dictionary<string, int> Repeats { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>Collects one page with claims after the other: the store is read once for all who count.</summary>
    public sealed class Collector
    {
        private readonly Dictionary<string, string> _outletOf = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _pageOf = new(StringComparer.Ordinal);
        private readonly List<DoubtfulClaim> _doubtful = [];
        private readonly SortedDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);

        public void Add(LedgerPage page)
        {
            ArgumentNullException.ThrowIfNull(page);
            foreach (var claim in page.Claims)
            {
                _pageOf[claim.Id] = page.Id;
                if (claim.Confidence < Sure) _doubtful.Add(new DoubtfulClaim(claim.Id, claim.Confidence));
            }
            if ((page.Outlet ?? page.OutletDomain) is not { } outlet) return;
            _outletOf[page.Id] = outlet;
            var tally = SourceTables.Of(_tallies, outlet);
            tally.Pages++;
            tally.Claims += page.Claims.Length;
        }

        /// <summary>Outlet of the page that a claim is on.</summary>
        public string? OutletOf(string claim) => _pageOf.TryGetValue(claim, out var page) ? _outletOf.GetValueOrDefault(page) : null;

        public SourceTables Done(Store store, IReadOnlyList<TransferRow> rows) => Of(store, rows, _outletOf, _pageOf, _doubtful, _tallies);
    }

    private static SourceTables Of(Store store, IReadOnlyList<TransferRow> rows, Dictionary<string, string> outletOf, Dictionary<string, string> pageOf, List<DoubtfulClaim> doubtful, SortedDictionary<string, Tally> tallies)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(rows);
        var agencies = new SortedDictionary<string, (int Texts, int Pages, HashSet<string> Outlets)>(StringComparer.Ordinal);
        foreach (var family in store.Records<Family>(AcrossTable.Family))
        {
            if (family.Origin.Agency is { } agency && family.Members.Count(m => outletOf.ContainsKey(m.Article)) is > 0 and var carried)
            {
                var sum = agencies.GetValueOrDefault(agency, (0, 0, new HashSet<string>(StringComparer.Ordinal)));
                foreach (var member in family.Members)
                    if (outletOf.TryGetValue(member.Article, out var by)) sum.Item3.Add(by);
                agencies[agency] = (sum.Item1 + 1, sum.Item2 + carried, sum.Item3);
            }
            var from = family.Origin.Agency ?? (family.Origin.Article is { } origin ? outletOf.GetValueOrDefault(origin) : null);
            foreach (var member in family.Members)
            {
                if (!outletOf.TryGetValue(member.Article, out var outlet)) continue;
                var tally = tallies[outlet];
                if (member.Relation == Relation.Origin && family.Origin.Agency is null) tally.Own++;
                else
                {
                    tally.Copies++;
                    if (from is not null && from != outlet) tally.Repeats[from] = tally.Repeats.GetValueOrDefault(from) + 1;
                }
            }
        }
        foreach (var (id, placement) in store.RecordsById<Placement>(AcrossTable.PlacedClaim))
            if (placement.ContradictedBy.Length > 0 && pageOf.TryGetValue(id, out var page) && outletOf.TryGetValue(page, out var outlet)) tallies[outlet].Contradicted++;
        var days = store.Records<ArticleDate>(AcrossTable.ArticleDate).Where(d => d.Value is not null && outletOf.ContainsKey(d.Article)).ToDictionary(d => d.Article, d => d.Value!.Value.First, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var pages = row.Transfer.Claims.Select(c => pageOf.GetValueOrDefault(c)).OfType<string>().Where(days.ContainsKey).Distinct(StringComparer.Ordinal).ToArray();
            if (pages.Length == 0) continue;
            var first = pages.Min(p => days[p]);
            foreach (var outlet in pages.Where(p => days[p] == first).Select(p => outletOf[p]).Distinct(StringComparer.Ordinal)) tallies[outlet].First++;
        }
        var sources = rows.SelectMany(r => r.Transfer.PrimarySources.Select(s => (Source: s, Row: r))).GroupBy(p => p.Source, StringComparer.Ordinal)
            .Select(g => new SourceRow(g.Key, g.Count(), g.Count(p => !p.Row.Transfer.Disputes.IsEmpty || p.Row.Denied)))
            .OrderByDescending(s => s.Records).ThenBy(s => s.Name, StringComparer.Ordinal).ToArray();
        return new SourceTables(
            [.. tallies.Select(t => new OutletRow(t.Key, t.Value.Pages, t.Value.Own, t.Value.Copies,
                [.. t.Value.Repeats.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Take(5).Select(r => (r.Key, r.Value))], t.Value.Claims, t.Value.First, t.Value.Contradicted))
                .OrderByDescending(o => o.Pages).ThenBy(o => o.Name, StringComparer.Ordinal)],
            [.. agencies.Select(a => new AgencyRow(a.Key, a.Value.Texts, a.Value.Pages, a.Value.Outlets.Count)).OrderByDescending(a => a.Pages).ThenBy(a => a.Name, StringComparer.Ordinal)],
            sources,
            [.. doubtful.OrderBy(d => d.Confidence).ThenBy(d => d.Id, StringComparer.Ordinal).Take(MostDoubtful)]);
    }

    private static Tally Of(SortedDictionary<string, Tally> tallies, string outlet)
    {
        if (!tallies.TryGetValue(outlet, out var tally)) tallies[outlet] = tally = new Tally();
        return tally;
    }
}
