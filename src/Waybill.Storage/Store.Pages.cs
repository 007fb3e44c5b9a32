using Waybill.Pages;
using Waybill.Storage.Databases;
using Waybill.Texts;

namespace Waybill.Storage;

/// <summary>Pages, captures, runs: the facts.</summary>
public sealed partial class Store
{
    private const string CaptureColumns = "format, url_from, captured, captured_from, file, parent, charset, outlet, published, collector";

    private static readonly string[] CaptureRow = ["page", "key", "run", .. CaptureColumns.Split(", ")];

    /// <param name="who">Who had it run, where they say so.</param>
    public long StartRun(string command, string program, DateTimeOffset now, string? who = null) =>
        Scalar<long>("INSERT INTO run (command, program, started, outcome, who) VALUES ($1, $2, $3, 'broken off', $4) RETURNING id", command, program, UtcStamp.Of(now), who);

    /// <summary>Counts so far; a run that is broken off keeps those of its last batch.</summary>
    public void UpdateRun(long run, RunCounts counts) =>
        Execute("UPDATE run SET tried = $2, read = $3, known = $4, skipped = $5, capped = $6 WHERE id = $1",
            run, counts.Tried, counts.Read, counts.Known, counts.Skipped, counts.Capped);

    public void FinishRun(long run, string outcome, RunCounts counts, DateTimeOffset now) => InTransaction(() =>
    {
        UpdateRun(run, counts);
        Execute("UPDATE run SET finished = $2, outcome = $3 WHERE id = $1", run, UtcStamp.Of(now), outcome);
    });

    public IReadOnlyList<RunRow> Runs(long? only = null) => Query(
        "SELECT id, command, program, started, finished, outcome, tried, read, known, skipped, capped, who FROM run WHERE id = coalesce($1, id) ORDER BY id",
        r => new RunRow(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), Text(r, 4), r.GetString(5),
            new RunCounts(r.GetInt64(6), r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.GetInt64(10)))
        { Who = Text(r, 11) }, only);

    public void AddSkip(long run, Skip skip)
    {
        ArgumentNullException.ThrowIfNull(skip);
        Execute("INSERT INTO skip (run, source, reason, detail) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            run, skip.Source, skip.Reason, skip.Detail);
    }

    public IReadOnlyList<Skip> Skips(long run) => Query(
        "SELECT source, reason, detail FROM skip WHERE run = $1 ORDER BY source",
        r => new Skip(r.GetString(0), r.GetString(1), r.GetString(2)), run);

    /// <summary>Writes what pages gave, each page once. A page or capture that is kept already stays as it is; derived rows are
    /// replaced. Call inside a transaction.</summary>
    public void PutPages(IReadOnlyCollection<PageRows> pages, long run)
    {
        ArgumentNullException.ThrowIfNull(pages);
        // In one order everywhere: writers that meet wait for one another and never in a ring.
        var rows = pages.OrderBy(p => p.Id, StringComparer.Ordinal).ToArray();
        _database.Insert("bytes", ["sha256", "size", "packing", "data"],
            [.. rows.Where(p => p.Bytes is not null).DistinctBy(p => p.Sha256).OrderBy(p => p.Sha256, StringComparer.Ordinal).Select(p => (object?[])[p.Sha256, p.Bytes!.Value.Size, (int)p.Bytes.Value.Method, p.Bytes.Value.Data])], absent: true);
        _database.Insert("page", ["id", "sha256", "url"], [.. rows.Where(p => p.Bytes is not null).Select(p => (object?[])[p.Id, p.Sha256, p.Url])], absent: true);
        // A page that is only read again was not handed in again.
        _database.Insert("capture", CaptureRow, [.. rows.Where(p => p.Bytes is not null).Select(p => Capture(p.Id, p.Facts, run))], absent: true);
        var read = rows.Where(p => p.Article is not null).ToArray();
        if (read.Length == 0) return;
        string[] ids = [.. read.Select(p => p.Id)];
        _database.LockRows("page", "id", ids);
        KeepReplaced(read, run);
        DropDerived(ids);
        var lines = read.Where(p => p.Article!.Line is not null).ToArray();
        var claims = read.SelectMany(p => (p.Reading?.Claims ?? []).DistinctBy(c => c.Id).Select(c => (Page: p.Id, Claim: c))).OrderBy(c => c.Claim.Id, StringComparer.Ordinal).ToArray();
        _database.Insert("article", ["page", "stage", "capture", "reason", "detail", "language", "size", "packing", "data"],
            [.. read.Select(p => (Page: p.Id, Article: p.Article!)).Select(p => (object?[])[p.Page, p.Article.Stage, p.Article.CaptureKey, p.Article.Reason, p.Article.Detail, p.Article.Language, p.Article.Data.Size, (int)p.Article.Data.Method, p.Article.Data.Data])], absent: false);
        _database.Insert("article_line", ["page", "outlet", "agency", "language", "claims", "title"],
            [.. lines.Select(p => (object?[])[p.Id, p.Article!.Line!.Outlet?.Id, p.Article.Line.Agency?.Id, p.Article.Language?.ToLowerInvariant(), p.Reading?.Claims.Count ?? 0, p.Article.Line.Title])], absent: false);
        _database.Insert("reading", ["page", "stage", "skipped", "claims", "missed", "size", "packing", "data"],
            [.. read.Where(p => p.Reading is not null).Select(p => (Page: p.Id, Reading: p.Reading!)).Select(p => (object?[])[p.Page, p.Reading.Stage, p.Reading.Skipped, p.Reading.Claims.Count, p.Reading.Missed, p.Reading.Data.Size, (int)p.Reading.Data.Method, p.Reading.Data.Data])], absent: false);
        _database.Insert("claim", ["id", "page", "kind", "stage", "factuality", "confidence"],
            [.. claims.Select(c => (object?[])[c.Claim.Id, c.Page, (int)c.Claim.Kind, (int)c.Claim.Stage, (int)c.Claim.Factuality, c.Claim.Confidence])], absent: false);
        // Terms of a claim that was lost, as after half a repair by hand.
        Execute($"DELETE FROM claim_term WHERE {_database.Among("claim", "$1")}", [claims.Select(c => c.Claim.Id).ToArray()]);
        _database.Insert("claim_term", ["claim", "term"], [.. claims.SelectMany(c => c.Claim.Terms.Select(t => t.Id).Distinct().Select(t => (object?[])[c.Claim.Id, t]))], absent: false);
        // The text that stands for a page without bytes is kept once.
        Execute($"UPDATE article SET size = 0, packing = 0, data = $2 WHERE {_database.Among("page", "$1")} AND page IN (SELECT page FROM kept_text)", ids, Array.Empty<byte>());
        _database.PutWords([.. read.Where(p => p.Article!.Words.Length > 0).Select(p => (p.Id, p.Article!.Words))]);
        // Last: whoever writes the same new terms waits for the end of this transaction.
        PutTerms(lines.SelectMany(p => (ListTerm?[])[p.Article!.Line!.Outlet, p.Article.Line.Agency]).OfType<ListTerm>().Concat(claims.SelectMany(c => c.Claim.Terms)));
        MarkStale(read.Length);
    }

    /// <summary>Drops what was derived from pages. Call inside a transaction.</summary>
    private void DropDerived(IReadOnlyList<string> pages)
    {
        var among = _database.Among("page", "$1");
        Execute($"DELETE FROM claim_term WHERE claim IN (SELECT id FROM claim WHERE {among})", pages);
        foreach (var table in new[] { "claim", "reading", "article_line", "article" }) Execute($"DELETE FROM {table} WHERE {among}", pages);
        _database.DropWords(pages);
    }

    /// <summary>Adds one more description of a kept page; true where it is new. Call inside a transaction.</summary>
    public bool PutCapture(string page, CaptureFacts facts, long run)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Execute($"INSERT INTO capture ({string.Join(", ", CaptureRow)}) VALUES ({Database.Numbered(CaptureRow.Length)}) ON CONFLICT DO NOTHING", Capture(page, facts, run)) > 0;
    }

    private static object?[] Capture(string page, CaptureFacts facts, long run) =>
    [
        page, facts.Key, run, facts.Format.ToString(), facts.UrlFrom.ToString(), facts.Captured?.Value.ToString(),
        facts.Captured?.From.ToString(), facts.File, facts.Parent, facts.Charset, facts.Outlet, facts.Published?.ToString(), facts.Collector,
    ];

    /// <summary>Every kept page with the stages that made its rows: what a run needs to know before it starts.</summary>
    public Dictionary<string, PageState> PageStates()
    {
        var states = new Dictionary<string, PageState>(StringComparer.Ordinal);
        // Few different names, many rows: one string each.
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string? Shared(string? name)
        {
            if (name is null) return null;
            if (!names.TryGetValue(name, out var known)) names[name] = known = name;
            return known;
        }
        const string sql = """
            SELECT page.id, article.stage, reading.stage, queue.page FROM page LEFT JOIN article ON article.page = page.id LEFT JOIN reading ON reading.page = page.id
            LEFT JOIN queue ON queue.page = page.id
            """;
        foreach (var (page, state) in _database.Stream(sql, r => (r.GetString(0), new PageState(Shared(Text(r, 1)), Shared(Text(r, 2)), !r.IsDBNull(3))))) states[page] = state;
        return states;
    }

    /// <summary>Ids of all kept pages, in order.</summary>
    public IReadOnlyList<string> PageIds() => Query("SELECT id FROM page ORDER BY id", r => r.GetString(0));

    /// <summary>Pages whose article was made from other capture data than the store knows by now.</summary>
    public IReadOnlyList<string> PagesWithChangedCapture()
    {
        var changed = new List<string>();
        var doubtful = Query("SELECT page FROM capture GROUP BY page HAVING count(*) > 1 ORDER BY page", r => r.GetString(0));
        foreach (var page in doubtful)
        {
            var used = QueryFirst("SELECT capture FROM article WHERE page = $1", r => r.GetString(0), page);
            if (used is not null && used != CaptureFacts.Merge(Captures(page)).DerivedKey) changed.Add(page);
        }
        return changed;
    }

    public bool HasPage(string id) => QueryFirst("SELECT id FROM page WHERE id = $1", r => r.GetString(0), id) is not null;

    public IReadOnlyList<CaptureFacts> Captures(string page) => Query(
        "SELECT " + CaptureColumns + " FROM capture WHERE page = $1 ORDER BY key", ReadCapture, page);

    /// <param name="known">Runs whose descriptions of the page count; all where null.</param>
    public PageFacts? Page(string id, IReadOnlySet<long>? known = null)
    {
        var row = QueryFirst("SELECT page.sha256, bytes.size, page.url, bytes.packing, kept_text.page FROM page JOIN bytes ON bytes.sha256 = page.sha256 LEFT JOIN kept_text ON kept_text.page = page.id WHERE page.id = $1",
            r => new PageFacts(id, r.GetString(0), r.GetInt32(1), Text(r, 2), new CaptureFacts { Format = PageFormat.PlainText }) { HasBytes = r.GetInt32(3) != (int)PackingMethod.Dropped, HasText = r.GetInt32(3) != (int)PackingMethod.Dropped || !r.IsDBNull(4) }, id);
        if (row is null) return null;
        var captures = Captures(id);
        if (captures.Count == 0) throw new StoreException(StoreProblem.Damaged, $"{Path} has lost what was known about page {id}: restore the file from a backup.");
        if (known is not null && CapturesOf(id, known) is { Count: > 0 } then) captures = then;
        return row with { Facts = CaptureFacts.Merge(captures) };
    }

    private List<CaptureFacts> CapturesOf(string page, IReadOnlySet<long> known)
    {
        var runs = Query("SELECT key, run FROM capture WHERE page = $1", r => (Key: r.GetString(0), Run: r.GetInt64(1)), page).Where(c => known.Contains(c.Run)).Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return [.. Captures(page).Where(c => runs.Contains(c.Key))];
    }

    /// <summary>Where and when a page was had: its address and the earliest capture time, as <see cref="Page"/> gives them, by one
    /// question; null where the page is not known.</summary>
    public (string? Url, CapturedTime? Captured)? AddressAndCapture(string id)
    {
        var rows = Query("SELECT page.url, capture.captured, capture.captured_from FROM page JOIN capture ON capture.page = page.id WHERE page.id = $1",
            r => (Url: Text(r, 0), Captured: ReadCaptured(r, 1)), id);
        return rows.Count == 0 ? null : (rows[0].Url, CaptureFacts.Earliest(rows.Select(r => r.Captured)));
    }

    /// <summary>The run that first took a page in; its time differs from store to store and is never part of a plain export.</summary>
    public RunRow? ImportOf(string page)
    {
        var run = QueryFirst("SELECT min(run) FROM capture WHERE page = $1", r => (object)(r.IsDBNull(0) ? 0L : r.GetInt64(0)), page);
        return run is long id && Runs(id) is [var found] ? found : null;
    }

    /// <summary>The kept bytes of a page.</summary>
    public byte[] Bytes(string sha256)
    {
        var packed = QueryFirst("SELECT packing, size, data FROM bytes WHERE sha256 = $1",
            r => (object)new Packed((PackingMethod)r.GetInt32(0), r.GetInt32(1), (byte[])r.GetValue(2)!), sha256);
        return packed is Packed p
            ? Packing.Unpack(p)
            : throw new StoreException(StoreProblem.Damaged, $"{Path} has lost the bytes of page {sha256}: run `waybill doctor`.");
    }

    /// <summary>The kept bytes of a page, or null where only its hash is kept.</summary>
    public byte[]? BytesOrNone(PageFacts page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page.HasBytes ? Bytes(page.Sha256) : null;
    }

    private static CaptureFacts ReadCapture(Row r) => new()
    {
        Format = Enum.Parse<PageFormat>(r.GetString(0)),
        UrlFrom = Enum.Parse<AddressSource>(r.GetString(1)),
        Captured = ReadCaptured(r, 2),
        File = Text(r, 4),
        Parent = Text(r, 5),
        Charset = Text(r, 6),
        Outlet = Text(r, 7),
        Published = PartialDate.Parse(Text(r, 8)),
        Collector = Text(r, 9),
    };

    private static CapturedTime? ReadCaptured(Row r, int at) =>
        PartialDate.Parse(Text(r, at)) is { } value ? new CapturedTime(value, Enum.Parse<CapturedSource>(r.GetString(at + 1))) : null;
}
