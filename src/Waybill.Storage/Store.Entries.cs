namespace Waybill.Storage;

/// <summary>Something that a person set down: a row of the lexicon, a rating, a saved search.</summary>
/// <param name="Kind">What <paramref name="Subject"/> and <paramref name="Value"/> mean.</param>
/// <param name="Value">JSON of that kind.</param>
/// <param name="At">When, UTC, ISO 8601.</param>
/// <param name="Source">The public source that supports it; empty where none is asked for.</param>
public sealed record EntryRow(long Number, string Kind, string Subject, string Value, string Who, string At, string Why, string Source);

/// <summary>What people set down besides judgements: rows that are only ever added.</summary>
public sealed partial class Store
{
    /// <summary>Adds an entry and gives its number. Call inside a transaction.</summary>
    public long AddEntry(EntryRow entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Scalar<long>("INSERT INTO entry (kind, subject, value, who, at, why, source) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            entry.Kind, entry.Subject, entry.Value, entry.Who, entry.At, entry.Why, entry.Source);
    }

    /// <summary>The entries of a kind, by number.</summary>
    public IReadOnlyList<EntryRow> Entries(string kind) => Query(
        "SELECT id, kind, subject, value, who, at, why, source FROM entry WHERE kind = $1 ORDER BY id",
        r => new EntryRow(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7)), kind);

    /// <summary>Takes an entry away that a migration made something else of.</summary>
    internal void DropEntry(long number) => Execute("DELETE FROM entry WHERE id = $1", number);

    /// <summary>Says that readings made by one version of the stages are what another gives: for pages that a change cannot
    /// touch. Call inside a transaction.</summary>
    public long RelabelReadings(string from, string to, IEnumerable<string> except)
    {
        ArgumentNullException.ThrowIfNull(except);
        var changed = Execute("UPDATE reading SET stage = $2 WHERE stage = $1", from, to);
        foreach (var page in except) changed -= Execute("UPDATE reading SET stage = $1 WHERE page = $3 AND stage = $2", from, to, page);
        return changed;
    }

    /// <summary>Articles that were kept without being read for claims: reason and count, most first.</summary>
    public IReadOnlyList<(string Reason, long Count)> ReadingsSkipped() =>
        Query("SELECT skipped, count(*) FROM reading WHERE skipped IS NOT NULL GROUP BY skipped ORDER BY count(*) DESC, skipped", r => (r.GetString(0), r.GetInt64(1)));

    /// <summary>How many readings a version of the stages made.</summary>
    public long ReadingsOf(string stage) => Scalar<long>("SELECT count(*) FROM reading WHERE stage = $1", stage);
}
