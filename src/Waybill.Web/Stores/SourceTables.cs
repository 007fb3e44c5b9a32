using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pipeline.Runs;
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
/// <param name="First">Records that a page with its text reported on the first day on which anyone did.</param>
/// <param name="Contradicted">Claims in its texts that another claim stands against.</param>
public sealed record AgencyRow(string Name, int Texts, int Pages, int Outlets, int Claims, int First, int Contradicted);

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

    private sealed class AgencyTally
    {
        public int Texts, Pages, Claims, First, Contradicted;
        public HashSet<string> Outlets { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>The pages with claims and where each claim stands: read once for all who count.</summary>
    public sealed class Collector
    {
        private readonly Dictionary<string, PageLine> _pages = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _pageOf = new(StringComparer.Ordinal);
        private readonly List<DoubtfulClaim> _doubtful = [];
        private readonly Dictionary<string, string> _agencyOf = new(StringComparer.Ordinal);

        public static Collector Of(Store store)
        {
            ArgumentNullException.ThrowIfNull(store);
            var judgements = store.Judgements();
            var outlets = JudgedArticles.Of(judgements).Outlets;
            var all = new Collector();
            foreach (var page in store.PageLines()) all._pages[page.Page] = outlets.TryGetValue(page.Page, out var outlet) ? page with { Outlet = outlet } : page;
            foreach (var (id, page, confidence) in store.ClaimPages())
            {
                all._pageOf[id] = page;
                if (confidence < Sure) all._doubtful.Add(new DoubtfulClaim(id, confidence));
            }
            foreach (var added in Judged.Added(store, judgements)) all._pageOf.TryAdd(added.Claim.Id, added.Page.Id);
            return all;
        }

        /// <summary>The pages with claims of a record, by id.</summary>
        public IReadOnlyList<PageLine> PagesOf(Transfer transfer)
        {
            ArgumentNullException.ThrowIfNull(transfer);
            return [.. transfer.Claims.Select(PageOf).OfType<PageLine>().DistinctBy(p => p.Page).OrderBy(p => p.Page, StringComparer.Ordinal)];
        }

        private PageLine? PageOf(string claim) => _pageOf.TryGetValue(claim, out var page) ? _pages.GetValueOrDefault(page) : null;

        public SourceTables Done(Store store, IReadOnlyList<TransferRow> rows)
        {
            ArgumentNullException.ThrowIfNull(store);
            ArgumentNullException.ThrowIfNull(rows);
            var tallies = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
            foreach (var page in _pages.Values)
            {
                if (page.Outlet is not { } outlet) continue;
                var tally = SourceTables.Of(tallies, outlet);
                tally.Pages++;
                tally.Claims += page.Claims;
            }
            var agencies = Texts(store, tallies);
            foreach (var id in store.ContradictedClaims())
            {
                if (PageOf(id) is not { } page) continue;
                if (page.Outlet is { } outlet) SourceTables.Of(tallies, outlet).Contradicted++;
                if (page.Family is { } family && _agencyOf.TryGetValue(family, out var agency)) agencies[agency].Contradicted++;
            }
            foreach (var row in rows) First(row, tallies, agencies);
            var sources = rows.SelectMany(r => r.Transfer.PrimarySources.Select(s => (Source: s, Row: r))).GroupBy(p => p.Source, StringComparer.Ordinal)
                .Select(g => new SourceRow(g.Key, g.Count(), g.Count(p => !p.Row.Transfer.Disputes.IsEmpty || p.Row.Denied)))
                .OrderByDescending(s => s.Records).ThenBy(s => s.Name, StringComparer.Ordinal).ToArray();
            return new SourceTables(
                [.. tallies.Select(t => new OutletRow(t.Key, t.Value.Pages, t.Value.Own, t.Value.Copies,
                    [.. t.Value.Repeats.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Take(5).Select(r => (r.Key, r.Value))], t.Value.Claims, t.Value.First, t.Value.Contradicted))
                    .OrderByDescending(o => o.Pages).ThenBy(o => o.Name, StringComparer.Ordinal)],
                [.. agencies.Select(a => new AgencyRow(a.Key, a.Value.Texts, a.Value.Pages, a.Value.Outlets.Count, a.Value.Claims, a.Value.First, a.Value.Contradicted)).OrderByDescending(a => a.Pages).ThenBy(a => a.Name, StringComparer.Ordinal)],
                sources,
                [.. _doubtful.OrderBy(d => d.Confidence).ThenBy(d => d.Id, StringComparer.Ordinal).Take(MostDoubtful)]);
        }

        /// <summary>Whose text each page with claims carries; the agencies among them.</summary>
        private SortedDictionary<string, AgencyTally> Texts(Store store, SortedDictionary<string, Tally> tallies)
        {
            var agencies = new SortedDictionary<string, AgencyTally>(StringComparer.Ordinal);
            var byFamily = _pages.Values.Where(p => p.Family is not null && p.Outlet is not null).ToLookup(p => p.Family!, StringComparer.Ordinal);
            foreach (var family in store.Records<Family>(AcrossTable.Family, byFamily.Select(g => g.Key)))
            {
                PageLine[] here = [.. byFamily[family.Id]];
                if (family.Origin.Agency is { } agency)
                {
                    if (!agencies.TryGetValue(agency, out var sum)) agencies[agency] = sum = new AgencyTally();
                    sum.Texts++;
                    sum.Pages += here.Length;
                    sum.Claims += here.Sum(p => p.Claims);
                    sum.Outlets.UnionWith(here.Select(p => p.Outlet!));
                    _agencyOf[family.Id] = agency;
                }
                var from = family.Origin.Agency ?? (family.Origin.Article is { } origin ? _pages.GetValueOrDefault(origin)?.Outlet ?? store.ArticleLine(origin)?.Outlet : null);
                foreach (var page in here)
                {
                    var tally = tallies[page.Outlet!];
                    if (page.Relation == Relation.Origin && family.Origin.Agency is null) tally.Own++;
                    else
                    {
                        tally.Copies++;
                        if (from is not null && from != page.Outlet) tally.Repeats[from] = tally.Repeats.GetValueOrDefault(from) + 1;
                    }
                }
            }
            return agencies;
        }

        /// <summary>Counts a record for the outlets, and for the agencies whose text they carried, that reported it on the first day on which anyone did.</summary>
        private void First(TransferRow row, SortedDictionary<string, Tally> tallies, SortedDictionary<string, AgencyTally> agencies)
        {
            PageLine[] pages = [.. row.Pages.Where(p => p.Day is not null && p.Outlet is not null)];
            if (pages.Length == 0) return;
            var first = pages.Min(p => p.Day);
            foreach (var outlet in pages.Where(p => p.Day == first).Select(p => p.Outlet!).Distinct(StringComparer.Ordinal)) SourceTables.Of(tallies, outlet).First++;
            foreach (var agency in pages.Where(p => p.Day == first && p.Family is not null).Select(p => _agencyOf.GetValueOrDefault(p.Family!)).OfType<string>().Distinct(StringComparer.Ordinal)) agencies[agency].First++;
        }
    }

    private static Tally Of(SortedDictionary<string, Tally> tallies, string outlet)
    {
        if (!tallies.TryGetValue(outlet, out var tally)) tallies[outlet] = tally = new Tally();
        return tally;
    }
}
