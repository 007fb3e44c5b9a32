using Waybill.Ledger;

namespace Waybill.Storage;

/// <summary>An entry of the log of changes.</summary>
/// <param name="At">When it was recorded, UTC, ISO 8601.</param>
/// <param name="Run">Number of the last run before it, 0 for none.</param>
/// <param name="Judgement">Number of the last judgement before it, 0 for none.</param>
/// <param name="What"><c>new</c>, <c>changed</c> or <c>gone</c>.</param>
/// <param name="Was">The id that the record had before, where it had another.</param>
/// <param name="Title">Who gives whom what, as it was then.</param>
/// <param name="Words">What came and went.</param>
public sealed record ChangeRow(long Number, string At, long Run, long Judgement, string What, string Record, string? Was, string Title, IReadOnlyList<string> Words);

/// <summary>A record that somebody follows.</summary>
public sealed record FollowedRow(string Id, string At, string Why);

/// <summary>The log of what changed in the ledger, which is only ever added to, and what is followed.</summary>
public sealed partial class Store
{
    /// <summary>The clock of the log.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Entries after a number, recorded at or after <paramref name="since"/>, oldest first.</summary>
    /// <param name="since">UTC, ISO 8601; null for all.</param>
    /// <param name="followed">Only those of records that are followed; without <paramref name="since"/>, only what came since they are.</param>
    public IEnumerable<ChangeRow> Changes(string? since, bool followed, long after = 0)
    {
        const int chunk = 256;
        while (true)
        {
            var rows = Query($"""
                SELECT id, at, run, judgement, what, record, was, title, words FROM change
                WHERE id > $1 AND at >= coalesce($2, at) {(followed ? "AND EXISTS (SELECT 1 FROM followed AS f WHERE f.id = record AND (change.at >= f.at OR $2 IS NOT NULL))" : "")} ORDER BY id LIMIT {chunk}
                """, r => new ChangeRow(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetString(4), r.GetString(5), Text(r, 6), r.GetString(7), RowJson.Read<string[]>(r.GetString(8))), after, since);
            foreach (var row in rows) yield return row;
            if (rows.Count < chunk) yield break;
            after = rows[^1].Number;
        }
    }

    /// <summary>Adds an entry of another store's log, whose numbers of runs and judgements are those of this one.</summary>
    public void AddChange(ChangeRow change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Execute("INSERT INTO change (at, run, judgement, what, record, was, title, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            change.At, change.Run, change.Judgement, change.What, change.Record, change.Was, change.Title, RowJson.WriteText(change.Words));
    }

    /// <summary>Takes entries out that say of records that they are new where the log above them tells of them already: those of a ledger that was only made again in a new store.</summary>
    public void DropNew(long after, IReadOnlyCollection<string> records) =>
        Execute($"DELETE FROM change WHERE id > $2 AND what = 'new' AND {_database.Among("record", "$1")}", records.ToArray(), after);

    /// <summary>Number of the last entry, 0 where there is none.</summary>
    public long LastChange => Scalar<long>("SELECT coalesce(max(id), 0) FROM change");

    public IReadOnlyList<FollowedRow> Followed() => Query("SELECT id, at, why FROM followed ORDER BY id", r => new FollowedRow(r.GetString(0), r.GetString(1), r.GetString(2)));

    /// <summary>Follows a record; false where it is followed already.</summary>
    public bool Follow(string id, string why) => Execute("INSERT INTO followed (id, at, why) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", id, UtcStamp.Of(Clock.GetUtcNow()), why) > 0;

    /// <summary>Follows a record no more; false where it was not followed.</summary>
    public bool Unfollow(string id) => Execute("DELETE FROM followed WHERE id = $1", id) > 0;

    /// <summary>Takes the changes of a table of transfers down while they are written.</summary>
    private sealed class ChangeLog(Store store)
    {
        private readonly string _at = UtcStamp.Of(store.Clock.GetUtcNow());
        private readonly long _run = store.Scalar<long>("SELECT coalesce(max(id), 0) FROM run");
        private readonly long _judgement = store.Scalar<long>("SELECT coalesce(max(id), 0) FROM judgement");
        private readonly Dictionary<string, Transfer> _goneByClaim = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, Transfer> _gone = new(StringComparer.Ordinal);

        public void Gone(string json)
        {
            var old = RowJson.Read<Transfer>(json);
            _gone[old.Id] = old;
            foreach (var claim in old.Claims) _goneByClaim[claim] = old;
        }

        /// <summary>A row that was put. A record that took the claims of one that is gone is that one under another id.</summary>
        public void Put(string? before, Transfer after)
        {
            if (before is not null)
            {
                var words = TransferDifference.Of(RowJson.Read<Transfer>(before), after);
                if (words.Length > 0) Add("changed", after.Id, null, TransferDifference.Title(after), words);
                return;
            }
            var was = after.Claims.Select(c => _goneByClaim.GetValueOrDefault(c)).OfType<Transfer>().FirstOrDefault();
            if (was is null)
            {
                Add("new", after.Id, null, TransferDifference.Title(after), TransferDifference.Stages(after));
                return;
            }
            _gone.Remove(was.Id);
            store.Execute("INSERT INTO followed (id, at, why) SELECT $1, at, why FROM followed WHERE id = $2 ON CONFLICT DO NOTHING", after.Id, was.Id);
            Add("changed", after.Id, was.Id, TransferDifference.Title(after), TransferDifference.Of(was, after));
        }

        public void End()
        {
            foreach (var (id, old) in _gone) Add("gone", id, null, TransferDifference.Title(old), TransferDifference.Stages(old));
        }

        private void Add(string what, string record, string? was, string title, IReadOnlyList<string> words) =>
            store.Execute("INSERT INTO change (at, run, judgement, what, record, was, title, words) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                _at, _run, _judgement, what, record, was, title, RowJson.WriteText(words));
    }
}
