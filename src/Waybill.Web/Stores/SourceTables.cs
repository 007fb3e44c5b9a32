using Waybill.Judgements;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pipeline.Runs;
using Waybill.Storage;
using Waybill.Storage.Migrations;

namespace Waybill.Web.Stores;

/// <summary>How often somebody was first, and was spoken against.</summary>
/// <param name="First">Records that it reported, carried or stated on the first day on which anyone did.</param>
/// <param name="Disputed">Claims that another claim stands against.</param>
/// <param name="Later">Those of them that a page of a later day stands against.</param>
public sealed record Standing(int First, int Disputed, int Later);

/// <summary>An outlet as the pages with claims show it.</summary>
/// <param name="Own">Pages that are the origin of their text.</param>
/// <param name="Repeats">Whom its copies are from, most first.</param>
public sealed record OutletRow(string Name, int Pages, int Own, int Copies, IReadOnlyList<(string Name, int Pages)> Repeats, int Claims, Standing Standing);

/// <summary>An agency whose texts the pages with claims carry.</summary>
/// <param name="Texts">Families whose origin it is.</param>
/// <param name="CarriedBy">Outlets that carry its texts, most first.</param>
public sealed record AgencyRow(string Name, int Texts, int Pages, int Outlets, IReadOnlyList<(string Name, int Pages)> CarriedBy, int Claims, Standing Standing);

/// <summary>Somebody who is named as the source of claims.</summary>
/// <param name="Pages">Pages on which it is quoted.</param>
public sealed record SourceRow(string Name, int Records, int Claims, int Pages, Standing Standing);

/// <summary>A claim that was read with little confidence.</summary>
public sealed record DoubtfulClaim(string Id, double Confidence);

/// <summary>Who reports, whom they repeat, what they said first, what was said against it: counted over the pages that have claims.</summary>
public sealed record SourceTables(IReadOnlyList<OutletRow> Outlets, IReadOnlyList<AgencyRow> Agencies, IReadOnlyList<SourceRow> Sources, IReadOnlyList<DoubtfulClaim> Doubtful)
{
    /// <summary>Claims below this confidence are worth a look.</summary>
    public const double Sure = 0.8;

    /// <summary>Doubtful claims that are kept, least sure first.</summary>
    public const int MostDoubtful = 500;

    private const int MostNamed = 5;

    /// <summary>Family → the agency that its text is from.</summary>
    public required IReadOnlyDictionary<string, string> AgencyOf { get; init; }

    /// <summary>Primary source → records that it was first to speak of.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<string>> SpokeFirst { get; init; }

    /// <summary>The pages of a record that are of its first day, of those that have a day.</summary>
    public static IEnumerable<PageLine> FirstPages(TransferRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var first = row.Pages.Min(p => p.Day);
        return first is null ? [] : row.Pages.Where(p => p.Day == first);
    }

    private sealed class Tally
    {
        public int Texts, Own, Copies, Claims, Records, First, Disputed, Later;

        public HashSet<string> Pages { get; } = new(StringComparer.Ordinal);

        /// <summary>Others with the pages that are theirs too.</summary>
        public Dictionary<string, int> Others { get; } = new(StringComparer.Ordinal);

        public HashSet<string> FirstRecords { get; } = new(StringComparer.Ordinal);

        public Standing Standing => new(First, Disputed, Later);

        public IReadOnlyList<(string, int)> Named => [.. Others.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Take(MostNamed).Select(r => (r.Key, r.Value))];
    }

    private sealed class Tallies : SortedDictionary<string, Tally>
    {
        public Tallies() : base(StringComparer.Ordinal) { }

        public Tally Of(string name)
        {
            if (!TryGetValue(name, out var tally)) this[name] = tally = new Tally();
            return tally;
        }
    }

    /// <summary>The pages with claims and where each claim stands: read once for all who count.</summary>
    public sealed class Collector
    {
        private readonly Dictionary<string, PageLine> _pages = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _pageOf = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _sourceOf = new(StringComparer.Ordinal);
        private readonly HashSet<string> _turned = new(StringComparer.Ordinal);
        private readonly List<DoubtfulClaim> _doubtful = [];
        private readonly Dictionary<string, string> _agencyOf = new(StringComparer.Ordinal);
        private readonly Tallies _outlets = [];
        private readonly Tallies _agencies = [];
        private readonly Tallies _sources = [];

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
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (id, source, turned) in store.ClaimSources())
            {
                if (turned) all._turned.Add(id);
                if (source is null) continue;
                if (!names.TryGetValue(source, out var name)) names[source] = name = source;
                all._sourceOf[id] = name;
            }
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
            foreach (var page in _pages.Values)
            {
                if (page.Outlet is not { } outlet) continue;
                var tally = _outlets.Of(outlet);
                tally.Pages.Add(page.Page);
                tally.Claims += page.Claims;
            }
            Texts(store);
            foreach (var row in rows)
            {
                First(row);
                Sources(row);
            }
            Against(rows);
            return new SourceTables(
                [.. _outlets.Select(t => new OutletRow(t.Key, t.Value.Pages.Count, t.Value.Own, t.Value.Copies, t.Value.Named, t.Value.Claims, t.Value.Standing)).OrderByDescending(o => o.Pages).ThenBy(o => o.Name, StringComparer.Ordinal)],
                [.. _agencies.Select(a => new AgencyRow(a.Key, a.Value.Texts, a.Value.Pages.Count, a.Value.Others.Count, a.Value.Named, a.Value.Claims, a.Value.Standing)).OrderByDescending(a => a.Pages).ThenBy(a => a.Name, StringComparer.Ordinal)],
                [.. _sources.Select(s => new SourceRow(s.Key, s.Value.Records, s.Value.Claims, s.Value.Pages.Count, s.Value.Standing)).OrderByDescending(s => s.Records).ThenBy(s => s.Name, StringComparer.Ordinal)],
                [.. _doubtful.OrderBy(d => d.Confidence).ThenBy(d => d.Id, StringComparer.Ordinal).Take(MostDoubtful)])
            {
                AgencyOf = _agencyOf,
                SpokeFirst = _sources.ToDictionary(s => s.Key, s => (IReadOnlySet<string>)s.Value.FirstRecords, StringComparer.Ordinal),
            };
        }

        /// <summary>Whose text each page with claims carries; the agencies among them.</summary>
        private void Texts(Store store)
        {
            var byFamily = _pages.Values.Where(p => p.Family is not null && p.Outlet is not null).ToLookup(p => p.Family!, StringComparer.Ordinal);
            foreach (var family in store.Records<Family>(AcrossTable.Family, byFamily.Select(g => g.Key)))
            {
                PageLine[] here = [.. byFamily[family.Id]];
                if (family.Origin.Agency is { } agency)
                {
                    var sum = _agencies.Of(agency);
                    sum.Texts++;
                    sum.Claims += here.Sum(p => p.Claims);
                    foreach (var page in here)
                        if (sum.Pages.Add(page.Page)) sum.Others[page.Outlet!] = sum.Others.GetValueOrDefault(page.Outlet!) + 1;
                    _agencyOf[family.Id] = agency;
                }
                var from = family.Origin.Agency ?? (family.Origin.Article is { } origin ? _pages.GetValueOrDefault(origin)?.Outlet ?? store.ArticleLine(origin)?.Outlet : null);
                foreach (var page in here)
                {
                    var tally = _outlets.Of(page.Outlet!);
                    if (page.Relation == Relation.Origin && family.Origin.Agency is null) tally.Own++;
                    else
                    {
                        tally.Copies++;
                        if (from is not null && from != page.Outlet) tally.Others[from] = tally.Others.GetValueOrDefault(from) + 1;
                    }
                }
            }
        }

        /// <summary>Counts a record for the outlets, and for the agencies whose text they carried, that reported it on the first day on which anyone did.</summary>
        private void First(TransferRow row)
        {
            PageLine[] first = [.. FirstPages(row)];
            foreach (var outlet in first.Select(p => p.Outlet).OfType<string>().Distinct(StringComparer.Ordinal)) _outlets.Of(outlet).First++;
            foreach (var agency in first.Select(p => p.Family is { } family ? _agencyOf.GetValueOrDefault(family) : null).OfType<string>().Distinct(StringComparer.Ordinal)) _agencies.Of(agency).First++;
        }

        /// <summary>Counts a record for those whom its claims name as their source, and for those of them who are quoted on its first day.</summary>
        private void Sources(TransferRow row)
        {
            foreach (var source in row.Transfer.PrimarySources) _sources.Of(source).Records++;
            var said = row.Transfer.Claims.Select(c => (Source: _sourceOf.GetValueOrDefault(c), Page: PageOf(c))).Where(s => s.Source is not null).ToArray();
            var first = row.Pages.Min(p => p.Day);
            foreach (var (source, page) in said)
            {
                var tally = _sources.Of(source!);
                tally.Claims++;
                if (page is null) continue;
                tally.Pages.Add(page.Page);
                if (first is not null && page.Day == first && tally.FirstRecords.Add(row.Transfer.Id)) tally.First++;
            }
        }

        /// <summary>Counts each claim that another one stands against, once, for whoever published, wrote or said it.</summary>
        private void Against(IReadOnlyList<TransferRow> rows)
        {
            var (disputed, later) = (new HashSet<string>(_turned, StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
            foreach (var dispute in rows.SelectMany(r => r.Transfer.Disputes))
            {
                Side(dispute.Claims, dispute.Against);
                Side(dispute.Against, dispute.Claims);
            }
            foreach (var claim in disputed)
            {
                var more = later.Contains(claim) ? 1 : 0;
                if (_sourceOf.TryGetValue(claim, out var source)) Count(_sources.Of(source), more);
                if (PageOf(claim) is not { } page) continue;
                if (page.Outlet is { } outlet) Count(_outlets.Of(outlet), more);
                if (page.Family is { } family && _agencyOf.TryGetValue(family, out var agency)) Count(_agencies.Of(agency), more);
            }

            void Side(IReadOnlyCollection<string> claims, IReadOnlyCollection<string> against)
            {
                var last = against.Select(c => PageOf(c)?.Day).Max();
                foreach (var claim in claims)
                {
                    disputed.Add(claim);
                    if (PageOf(claim)?.Day is { } day && last > day) later.Add(claim);
                }
            }

            static void Count(Tally tally, int later)
            {
                tally.Disputed++;
                tally.Later += later;
            }
        }
    }
}
