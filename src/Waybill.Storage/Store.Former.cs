using Waybill.Articles;
using Waybill.Ledger;
using Waybill.Storage.Migrations;

namespace Waybill.Storage;

/// <summary>What pages were read as before newer rules, another lexicon or another description of them read them anew.</summary>
public sealed partial class Store
{
    /// <summary>Number of the last run before which replaced readings were not kept, or are of a form that is not read any more.</summary>
    private const string ReadingsFrom = "readings_from";

    /// <summary>Number of the last run before all readings were dropped, since they were of an older form.</summary>
    private const string ReadingsDropped = "readings_dropped";

    /// <summary>What a claims row can be told from another by.</summary>
    private sealed record OldReading(string Page, long Claims, byte[] Data);

    /// <summary>Keeps the rows that are about to be replaced where they say something else than the new ones. Of what one run replaces twice, the first stays.</summary>
    private void KeepReplaced(IReadOnlyList<PageRows> fresh, long run)
    {
        // The text of a page without bytes is a fact, which no rule changes.
        var old = Query($"SELECT a.page, t.page FROM article AS a LEFT JOIN kept_text AS t ON t.page = a.page WHERE {_database.Among("a.page", "$1")}", r => (Page: r.GetString(0), HasText: !r.IsDBNull(1)), [fresh.Select(p => p.Id).ToArray()]);
        if (old.Count == 0) return;
        string[] ids = [.. old.Select(o => o.Page)];
        var byId = fresh.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var readings = Query($"SELECT page, claims, data FROM reading WHERE {_database.Among("page", "$1")}", r => new OldReading(r.GetString(0), r.GetInt64(1), (byte[])r.GetValue(2)!), [ids])
            .Where(o => Differs(o, byId[o.Page].Reading)).Select(o => o.Page).ToArray();
        if (readings.Length > 0)
        {
            Execute($"INSERT INTO former_reading (page, run, form, stage, skipped, size, packing, data) SELECT page, $2, $3, stage, skipped, size, packing, data FROM reading WHERE {_database.Among("page", "$1")} ON CONFLICT DO NOTHING",
                readings, run, DerivedSchema.Version);
        }
        string[] articles = [.. old.Where(o => !o.HasText).Select(o => o.Page).Where(p => Differs(Article(p), byId[p].Article!))];
        if (articles.Length == 0) return;
        Execute($"INSERT INTO former_article (page, run, form, stage, reason, detail, size, packing, data) SELECT page, $2, $3, stage, reason, detail, size, packing, data FROM article WHERE {_database.Among("page", "$1")} ON CONFLICT DO NOTHING",
            articles, run, DerivedSchema.Version);
    }

    private static bool Differs(OldReading old, ReadingRow? fresh) => (old.Claims > 0 || fresh is { Claims.Count: > 0 }) && (fresh is null || !old.Data.AsSpan().SequenceEqual(fresh.Data.Data));

    private static bool Differs(KeptArticle? old, ArticleRow fresh) => old is not null && (old.Reason != fresh.Reason
        || old.Article is { } article && Essence(article) != Essence(RowJson.Read<Article>(Packing.Unpack(fresh.Data))));

    /// <summary>What is asked of an article beyond its page: without what was left out, and why, and where all stands in the bytes.</summary>
    private static string Essence(Article article) => RowJson.WriteText(article with { Map = TextMap.Empty, LeftOut = [], Evidence = [] });

    /// <summary>Readings that were replaced before this were not kept: said once, when they begin to be.</summary>
    internal static void NoteReadings(Store store)
    {
        if (store.LastRun() is > 0 and var run) store.SetSetting(ReadingsFrom, Text(run));
    }

    /// <summary>All readings are made anew and earlier ones cannot be read: no earlier moment knows its own any more.</summary>
    public void ForgetReadings()
    {
        if (LastRun() is not (> 0 and var run)) return;
        SetSetting(ReadingsFrom, Text(run));
        SetSetting(ReadingsDropped, Text(run));
    }

    private long LastRun() => Scalar<long>("SELECT CAST(coalesce(max(id), 0) AS BIGINT) FROM run");

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private long Number(string key) => Setting(key) is { } text ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;

    /// <summary>How many runs that are not among <paramref name="known"/> read pages again without their earlier readings being kept.</summary>
    public int ReadingsLost(IReadOnlySet<long> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var (from, dropped, runs) = (Number(ReadingsFrom), Number(ReadingsDropped), Runs());
        var lost = runs.Count(r => r.Command == "rederive" && r.Id <= from && !known.Contains(r.Id));
        return lost + (dropped > 0 && !runs.Any(r => r.Id > dropped && known.Contains(r.Id)) ? 1 : 0);
    }

    /// <summary>The readings that stood when only these runs had been.</summary>
    public Readings ReadingsAt(IReadOnlySet<long> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return new Readings(this, Replaced("former_article", known), Replaced("former_reading", known), known);
    }

    /// <summary>By page, the first of the runs that replaced its row after that moment.</summary>
    private Dictionary<string, long> Replaced(string table, IReadOnlySet<long> known) =>
        Query($"SELECT page, run FROM {table} WHERE form = $1 ORDER BY page, run", r => (Page: r.GetString(0), Run: r.GetInt64(1)), DerivedSchema.Version)
            .Where(r => !known.Contains(r.Run)).GroupBy(r => r.Page, r => r.Run, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    internal KeptArticle? FormerArticle(string page, long run) =>
        QueryFirst("SELECT page, stage, reason, detail, packing, size, data FROM former_article WHERE page = $1 AND run = $2", ReadArticle, page, run);

    internal KeptReading? FormerReading(string page, long run) =>
        QueryFirst("SELECT page, stage, skipped, packing, size, data FROM former_reading WHERE page = $1 AND run = $2", ReadReading, page, run);
}

/// <summary>Articles and claims as read, of now or of an earlier moment.</summary>
public sealed class Readings
{
    private readonly Store _store;
    private readonly IReadOnlyDictionary<string, long> _articles;
    private readonly IReadOnlyDictionary<string, long> _readings;
    private readonly IReadOnlySet<long>? _known;
    private Dictionary<string, string>? _pageOf;

    /// <param name="articles">By page, the run that replaced the article which stood then.</param>
    /// <param name="readings">The same of claims.</param>
    /// <param name="known">The runs that had been; null for now.</param>
    internal Readings(Store store, IReadOnlyDictionary<string, long> articles, IReadOnlyDictionary<string, long> readings, IReadOnlySet<long>? known) =>
        (_store, _articles, _readings, _known) = (store, articles, readings, known);

    /// <summary>The readings of now.</summary>
    public static Readings Now(Store store) => new(store, new Dictionary<string, long>(), new Dictionary<string, long>(), null);

    /// <summary>Whether some article was another then.</summary>
    public bool HasArticles => _articles.Count > 0;

    /// <summary>Pages whose claims or article were others then.</summary>
    public int Count => _articles.Keys.Union(_readings.Keys, StringComparer.Ordinal).Count();

    /// <summary>Whether the claims of a page were others then.</summary>
    public bool IsFormer(string page) => _readings.ContainsKey(page);

    /// <summary>A page with what was known about it.</summary>
    public PageFacts? Page(string id) => _store.Page(id, _known);

    public KeptArticle? Article(string page) => _articles.TryGetValue(page, out var run) ? _store.FormerArticle(page, run) : _store.Article(page);

    public KeptReading? Reading(string page) => _readings.TryGetValue(page, out var run) ? _store.FormerReading(page, run) : _store.Reading(page);

    /// <summary>Ids of the pages that may have claims, in order.</summary>
    public IReadOnlyList<string> PagesWithClaims() =>
        _readings.Count == 0 ? _store.PagesWithClaims() : [.. _store.PagesWithClaims().Union(_readings.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What the ledger asks of each page that has claims, in order of page id. No text is read.</summary>
    public IEnumerable<LedgerPage> LedgerPages() => _readings.Count == 0 ? _store.LedgerPages() : PagesWithClaims().Select(p => Reading(p)?.Ledger).OfType<LedgerPage>();

    /// <summary>Page on which a claim as read stands, or null.</summary>
    public string? PageOfClaim(string claim)
    {
        if (_readings.Count == 0) return _store.PageOfClaim(claim);
        if (Former().TryGetValue(claim, out var page)) return page;
        return _store.PageOfClaim(claim) is { } now && !IsFormer(now) ? now : null;
    }

    /// <summary>Claims of pages whose claims were others then, by id.</summary>
    public IEnumerable<Claims.Claim> FormerClaims() => _readings.Keys.SelectMany(p => Reading(p)?.Reading.Claims ?? []).OrderBy(c => c.Id, StringComparer.Ordinal);

    private Dictionary<string, string> Former() => _pageOf ??= FormerClaims().DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => c.PageId, StringComparer.Ordinal);
}
