using System.Globalization;
using Microsoft.Data.Sqlite;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Storage;

/// <summary>Pages, captures, runs: the facts.</summary>
public sealed partial class Store
{
    private const string CaptureColumns = "format, url_from, captured, captured_from, file, parent, charset, outlet, published";

    public long StartRun(string command, string program, DateTimeOffset now)
    {
        var id = 0L;
        InTransaction(() =>
        {
            Execute("INSERT INTO run (command, program, started, outcome) VALUES ($1, $2, $3, 'broken off')",
                command, program, Stamp(now));
            id = Scalar<long>("SELECT last_insert_rowid()");
        });
        return id;
    }

    /// <summary>Counts so far; a run that is broken off keeps those of its last batch.</summary>
    public void UpdateRun(long run, RunCounts counts) =>
        Execute("UPDATE run SET tried = $2, read = $3, known = $4, skipped = $5, capped = $6 WHERE id = $1",
            run, counts.Tried, counts.Read, counts.Known, counts.Skipped, counts.Capped);

    public void FinishRun(long run, string outcome, RunCounts counts, DateTimeOffset now) => InTransaction(() =>
    {
        UpdateRun(run, counts);
        Execute("UPDATE run SET finished = $2, outcome = $3 WHERE id = $1", run, Stamp(now), outcome);
    });

    public IReadOnlyList<RunRow> Runs(long? only = null) => Query(
        "SELECT id, command, program, started, finished, outcome, tried, read, known, skipped, capped FROM run WHERE $1 IS NULL OR id = $1 ORDER BY id",
        r => new RunRow(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), Text(r, 4), r.GetString(5),
            new RunCounts(r.GetInt64(6), r.GetInt64(7), r.GetInt64(8), r.GetInt64(9), r.GetInt64(10))), only);

    public void AddSkip(long run, Skip skip)
    {
        ArgumentNullException.ThrowIfNull(skip);
        Execute("INSERT INTO skip (run, source, reason, detail) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            run, skip.Source, skip.Reason, skip.Detail);
    }

    public IReadOnlyList<Skip> Skips(long run) => Query(
        "SELECT source, reason, detail FROM skip WHERE run = $1 ORDER BY source",
        r => new Skip(r.GetString(0), r.GetString(1), r.GetString(2)), run);

    /// <summary>Writes what a page gave. A page or capture that is kept already stays as it is; derived rows are
    /// replaced. Call inside a transaction.</summary>
    public void PutPage(PageRows rows, long run)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Bytes is { } bytes)
        {
            Execute("INSERT INTO bytes (sha256, size, packing, data) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                rows.Sha256, bytes.Size, (int)bytes.Method, bytes.Data);
            Execute("INSERT INTO page (id, sha256, url) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", rows.Id, rows.Sha256, rows.Url);
        }
        PutCapture(rows.Id, rows.Facts, run);
        if (rows.Article is { } article)
        {
            Execute("INSERT OR REPLACE INTO article (page, stage, capture, reason, detail, language, size, packing, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                rows.Id, article.Stage, article.CaptureKey, article.Reason, article.Detail, article.Language,
                article.Data.Size, (int)article.Data.Method, article.Data.Data);
            Execute("DELETE FROM article_line WHERE page = $1", rows.Id);
            if (article.Line is { } line)
            {
                Execute("INSERT INTO article_line (page, outlet, agency, language, claims, title) VALUES ($1, $2, $3, $4, $5, $6)",
                    rows.Id, Term(line.Outlet), Term(line.Agency), article.Language?.ToLowerInvariant(), rows.Reading?.Claims.Count ?? 0, line.Title);
            }
            PutWords(rows.Id, article.Words);
            if (rows.Reading is null) DropReading(rows.Id);
        }
        if (rows.Reading is { } reading)
        {
            DropReading(rows.Id);
            Execute("INSERT INTO reading (page, stage, skipped, claims, missed, size, packing, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                rows.Id, reading.Stage, reading.Skipped, reading.Claims.Count, reading.Missed,
                reading.Data.Size, (int)reading.Data.Method, reading.Data.Data);
            Execute("UPDATE article_line SET claims = $2 WHERE page = $1 AND claims <> $2", rows.Id, reading.Claims.Count);
            foreach (var claim in reading.Claims)
            {
                Execute("INSERT OR REPLACE INTO claim (id, page, kind, stage, factuality, confidence) VALUES ($1, $2, $3, $4, $5, $6)",
                    claim.Id, rows.Id, (int)claim.Kind, (int)claim.Stage, (int)claim.Factuality, claim.Confidence);
                foreach (var term in claim.Terms) Execute("INSERT OR IGNORE INTO claim_term (claim, term) VALUES ($1, $2)", claim.Id, Term(term));
            }
        }
        SetSetting("across_stale", "1");
    }

    private void DropReading(string page)
    {
        Execute("DELETE FROM claim_term WHERE claim IN (SELECT id FROM claim WHERE page = $1)", page);
        Execute("DELETE FROM claim WHERE page = $1", page);
        Execute("DELETE FROM reading WHERE page = $1", page);
    }

    /// <summary>Adds one more description of a kept page; true where it is new. Call inside a transaction.</summary>
    public bool PutCapture(string page, CaptureFacts facts, long run)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Execute("INSERT INTO capture (page, key, run, " + CaptureColumns + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING",
            page, facts.Key, run, facts.Format.ToString(), facts.UrlFrom.ToString(), facts.Captured?.Value.ToString(),
            facts.Captured?.From.ToString(), facts.File, facts.Parent, facts.Charset, facts.Outlet, facts.Published?.ToString()) > 0;
    }

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
        const string sql = "SELECT page.id, article.stage, reading.stage FROM page LEFT JOIN article ON article.page = page.id LEFT JOIN reading ON reading.page = page.id";
        return Ask(Command(sql, []), c =>
        {
            using var reader = c.ExecuteReader();
            while (reader.Read()) states[reader.GetString(0)] = new PageState(Shared(Text(reader, 1)), Shared(Text(reader, 2)));
            return states;
        });
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

    public PageFacts? Page(string id)
    {
        var row = QueryFirst("SELECT page.sha256, bytes.size, page.url FROM page JOIN bytes ON bytes.sha256 = page.sha256 WHERE page.id = $1",
            r => new PageFacts(id, r.GetString(0), r.GetInt32(1), Text(r, 2), new CaptureFacts { Format = PageFormat.PlainText }), id);
        if (row is null) return null;
        var captures = Captures(id);
        if (captures.Count == 0) throw new StoreException(StoreProblem.Damaged, $"{Path} has lost what was known about page {id}: restore the file from a backup.");
        return row with { Facts = CaptureFacts.Merge(captures) };
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
            r => (object)new Packed((PackingMethod)r.GetInt32(0), r.GetInt32(1), (byte[])r.GetValue(2)), sha256);
        return packed is Packed p
            ? Packing.Unpack(p)
            : throw new StoreException(StoreProblem.Damaged, $"{Path} has lost the bytes of page {sha256}: run `waybill doctor`.");
    }

    private static CaptureFacts ReadCapture(SqliteDataReader r) => new()
    {
        Format = Enum.Parse<PageFormat>(r.GetString(0)),
        UrlFrom = Enum.Parse<AddressSource>(r.GetString(1)),
        Captured = PartialDate.Parse(Text(r, 2)) is { } value ? new CapturedTime(value, Enum.Parse<CapturedSource>(r.GetString(3))) : null,
        File = Text(r, 4),
        Parent = Text(r, 5),
        Charset = Text(r, 6),
        Outlet = Text(r, 7),
        Published = PartialDate.Parse(Text(r, 8)),
    };

    private static string Stamp(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
