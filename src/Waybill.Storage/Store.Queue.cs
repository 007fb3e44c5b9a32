namespace Waybill.Storage;

/// <summary>A page that a worker has taken from the queue.</summary>
/// <param name="Source">What the page was called when it was taken in.</param>
/// <param name="Run">The run that put it there.</param>
/// <param name="Attempts">How often it was taken, this time included.</param>
public sealed record Taken(string Page, string Source, long Run, int Attempts);

/// <summary>How many pages of the queue are in which state.</summary>
/// <param name="Waiting">Not tried yet.</param>
/// <param name="Leased">In some worker's hands.</param>
/// <param name="Failed">Tried, and to be tried again.</param>
/// <param name="Quarantined">Not tried any more.</param>
public readonly record struct QueueCounts(long Waiting, long Leased, long Failed, long Quarantined)
{
    /// <summary>Pages that will still be read.</summary>
    public long Open => Waiting + Leased + Failed;
}

/// <summary>A page that could not be read, and why.</summary>
public sealed record QueueProblem(string Page, string Source, int Attempts, bool Quarantined, string Reason);

/// <summary>The queue of pages that workers read. A page is a worker's while its lease runs; who dies loses it, and another takes it.</summary>
public sealed partial class Store
{
    private string Waits => $"due <= {_database.Now}";

    /// <summary>Puts kept pages into the queue that have no article; those that wait already stay as they are. Call inside a transaction.</summary>
    public void Enqueue(IReadOnlyCollection<(string Page, string Source)> pages, long run)
    {
        ArgumentNullException.ThrowIfNull(pages);
        string[] ids = [.. pages.Select(p => p.Page)];
        var read = Query($"SELECT page FROM article WHERE {_database.Among("page", "$1")}", r => r.GetString(0), [ids]).ToHashSet(StringComparer.Ordinal);
        _database.Insert("queue", ["page", "run", "source", "due"],
            [.. pages.Where(p => !read.Contains(p.Page)).OrderBy(p => p.Page, StringComparer.Ordinal).Select(p => (object?[])[p.Page, run, p.Source, 0L])], absent: true);
    }

    /// <summary>Takes pages that nobody has, for so long. Pages that were tried before come one at a time: one that kills its worker must not take others with it.</summary>
    /// <param name="most">Pages that were not tried yet, at most.</param>
    /// <param name="again">Whether one that was tried before comes first.</param>
    public IReadOnlyList<Taken> Take(string worker, int most, TimeSpan lease, bool again = false)
    {
        var taken = Some(again);
        return taken.Count > 0 ? taken : Some(!again);

        List<Taken> Some(bool tried)
        {
            var rows = Query($"""
                WITH next AS MATERIALIZED (SELECT page FROM queue WHERE {Waits} AND attempts {(tried ? "> 0" : "= 0")} ORDER BY due, page LIMIT $3 {_database.SkipLocked})
                UPDATE queue SET worker = $1, due = {_database.Now} + $2, attempts = attempts + 1 WHERE page IN (SELECT page FROM next)
                RETURNING page, source, run, attempts
                """, r => new Taken(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt32(3)), worker, (long)lease.TotalMilliseconds, tried ? 1 : most);
            rows.Sort((a, b) => string.CompareOrdinal(a.Page, b.Page));
            return rows;
        }
    }

    /// <summary>Has all leases of a worker run for so long from now.</summary>
    public void Renew(string worker, TimeSpan lease) => Execute($"UPDATE queue SET due = {_database.Now} + $2 WHERE worker = $1", worker, (long)lease.TotalMilliseconds);

    /// <summary>Takes pages that are still this worker's out of the queue and gives their ids: what they gave is to be written in the same
    /// transaction. Another has taken those that are not given.</summary>
    public IReadOnlySet<string> Finish(string worker, IReadOnlyList<string> pages) => Query(
        $"DELETE FROM queue WHERE worker = $1 AND {_database.Among("page", "$2")} RETURNING page", r => r.GetString(0), worker, pages).ToHashSet(StringComparer.Ordinal);

    /// <summary>Says why a page could not be read. It is tried again after <paramref name="wait"/>; where that is null it goes into quarantine.</summary>
    public void Fail(string worker, string page, string reason, TimeSpan? wait) =>
        Execute($"UPDATE queue SET worker = NULL, reason = $3, due = {_database.Now} + $4 WHERE worker = $1 AND page = $2", worker, page, reason, wait is { } w ? (long)w.TotalMilliseconds : null);

    /// <summary>Gives pages back that were taken and not tried.</summary>
    public void GiveBack(string worker) =>
        Execute($"UPDATE queue SET worker = NULL, due = 0, attempts = attempts - 1 WHERE worker = $1", worker);

    /// <summary>Puts pages in quarantine whose leases ran out so often; how many there were.</summary>
    public int Bury(int attempts, string reason) =>
        Execute($"UPDATE queue SET due = NULL, worker = NULL, reason = coalesce(reason, $2) WHERE {Waits} AND attempts >= $1", attempts, reason);

    /// <summary>Has pages in quarantine tried anew; how many.</summary>
    public int Retry() => Execute("UPDATE queue SET due = 0, attempts = 0, worker = NULL, reason = NULL WHERE due IS NULL");

    public QueueCounts Queue() => QueryFirst($"""
        SELECT count(CASE WHEN {Waits} AND attempts = 0 THEN 1 END), count(CASE WHEN due > {_database.Now} AND worker IS NOT NULL THEN 1 END),
        count(CASE WHEN due IS NOT NULL AND attempts > 0 AND (worker IS NULL OR {Waits}) THEN 1 END), count(CASE WHEN due IS NULL THEN 1 END) FROM queue
        """, r => (object)new QueueCounts(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3))) is QueueCounts counts ? counts : default;

    /// <summary>Pages that could not be read, those in quarantine first.</summary>
    public IReadOnlyList<QueueProblem> QueueProblems(int most) => Query(
        "SELECT page, source, attempts, due, reason FROM queue WHERE reason IS NOT NULL ORDER BY CASE WHEN due IS NULL THEN 0 ELSE 1 END, page LIMIT $1",
        r => new QueueProblem(r.GetString(0), r.GetString(1), r.GetInt32(2), r.IsDBNull(3), r.GetString(4)), most);

    /// <summary>Forgets a page that gave nothing to keep and was not read before. Call inside a transaction.</summary>
    public void Forget(string page)
    {
        var sha = QueryFirst("SELECT sha256 FROM page WHERE id = $1", r => r.GetString(0), page);
        Execute("DELETE FROM keeping WHERE page = $1", page);
        Execute("DELETE FROM capture WHERE page = $1", page);
        Execute("DELETE FROM page WHERE id = $1", page);
        Execute("DELETE FROM bytes WHERE sha256 = $1 AND NOT EXISTS (SELECT 1 FROM page WHERE page.sha256 = $1)", sha);
    }
}
