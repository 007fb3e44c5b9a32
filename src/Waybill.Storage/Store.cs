using Waybill.Storage.Databases;
using Waybill.Storage.Migrations;

namespace Waybill.Storage;

/// <summary>A Waybill store in its database. Facts (pages, captures, runs, judgements, former ids) are kept for good;
/// derived rows can be dropped and made again at any time. Not for use by two threads at once.</summary>
public sealed partial class Store : IDisposable
{
    /// <summary>"WYBL": tells a Waybill store from any other SQLite file.</summary>
    public const int ApplicationId = 0x5759424C;

    private readonly Database _database;

    private Store(Database database) => _database = database;

    /// <summary>What a person calls the store: the path of its file, or its address without a password.</summary>
    public string Path => _database.Name;

    /// <summary>Opens a store that must exist: for commands that only look. One whose derived rows are of another version is
    /// refused and left as it is.</summary>
    public static Store Open(string path) => Prepared(Connect(path, create: false), look: true);

    /// <summary>Opens a store that must exist and brings it to this version's form.</summary>
    public static Store OpenToChange(string path) => Prepared(Connect(path, create: false), look: false);

    /// <summary>Opens a store, or makes it where there is none.</summary>
    public static Store OpenOrCreate(string path) => Prepared(Connect(path, create: true), look: false);

    /// <summary>Whether a name is of a store on a server, not of a file.</summary>
    public static bool IsOnServer(string path) => PostgresAddress.Is(path ?? throw new ArgumentNullException(nameof(path)));

    /// <summary>A store's name as it may be shown: without a password.</summary>
    public static string Shown(string path) => IsOnServer(path) ? PostgresAddress.Parse(path).Name : path;

    private static Database Connect(string path, bool create) => IsOnServer(path) ? PostgresDatabase.Open(path, create) : SqliteDatabase.Open(path, create);

    private static Store Prepared(Database database, bool look)
    {
        var store = new Store(database);
        try
        {
            store.Prepare(look);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    private void Prepare(bool look)
    {
        var version = _database.FindVersion();
        if (version > Migration.All.Count)
            throw new StoreException(StoreProblem.Newer,
                $"{Path} was written by a newer Waybill (its format is {version}, this program knows {Migration.All.Count}). Update Waybill to open it; nothing was changed.");
        if (look && Setting("derived_schema") is { } other && other != DerivedSchema.Version)
            throw new StoreException(StoreProblem.Older,
                $"{Path} was made by another version of Waybill: its pages are all there, but articles, claims and the ledger must be made again by this version: `waybill rederive --apply`. Nothing was changed.");
        _database.Ready();
        if (version == Migration.All.Count && Setting("derived_schema") == DerivedSchema.Version) return;
        InTransaction(() =>
        {
            _database.LockSchema();
            // Asked again under the lock: another program may have been quicker.
            for (var next = (int)_database.FindVersion(); next < Migration.All.Count; next++)
            {
                var migration = Migration.All[next];
                if (migration.Sql.Length > 0) _database.Run(_database.Schema(migration.Sql));
                migration.Then?.Invoke(this);
                Execute("INSERT INTO migration (version, name) VALUES ($1, $2)", next + 1, migration.Name);
            }
            _database.MarkVersion(Migration.All.Count);
            if (Setting("derived_schema") != DerivedSchema.Version)
            {
                RememberAll();
                ForgetReadings();
                _database.Run(DerivedSchema.Drop + _database.DerivedForm(DerivedSchema.Create) + _database.SearchSchema + _database.DerivedStorage);
                SetSetting("derived_schema", DerivedSchema.Version);
                MarkStale(1);
            }
        });
    }

    /// <summary>Runs <paramref name="work"/>, which makes the across-page state, as one transaction: one program at a time does, and it sees all pages as
    /// they were at its start, while others go on writing.</summary>
    public void InAcrossTransaction(Action work)
    {
        using var held = _database.Hold("across", wait: true);
        AsOneView(work);
    }

    /// <summary>As <see cref="InAcrossTransaction"/>; false, with nothing done, where another program is at it.</summary>
    public bool TryInAcrossTransaction(Action work)
    {
        using var held = _database.Hold("across", wait: false);
        if (held is null) return false;
        AsOneView(work);
        return true;
    }

    /// <summary>What others wrote meanwhile can stand against it (the same new term): then it is done again, over what they wrote.</summary>
    private void AsOneView(Action work)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                InTransaction(() =>
                {
                    work();
                    CountAcross();
                }, View.WriteOne);
                return;
            }
            catch (StoreException e) when (IsOnServer(Path) && e.Problem == StoreProblem.Locked && tries < 5)
            {
                // Again, from the start.
            }
        }
    }

    /// <summary>Runs <paramref name="work"/> as one transaction.</summary>
    public void InTransaction(Action work) => InTransaction(work, View.Write);

    private void InTransaction(Action work, View view)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            _database.InTransaction(work, view);
        }
        catch
        {
            // Nothing of it was written, terms neither.
            _knownTerms.Clear();
            throw;
        }
    }

    /// <summary>Whether pages were added or changed since the across-page state was made.</summary>
    public bool AcrossStale => StalePages > 0;

    /// <summary>Pages that were written since the across-page state was made; one that was written twice counts twice.</summary>
    public long StalePages => Scalar<long>("SELECT CAST(coalesce(sum(pages), 0) AS BIGINT) FROM stale");

    private void MarkStale(int pages) => Execute("INSERT INTO stale (pages) VALUES ($1)", pages);

    /// <summary>A number that changes when another connection has written to the store.</summary>
    public long DataVersion => _database.DataVersion;

    /// <summary>Whether it can be used; one whose server was away is to be opened anew.</summary>
    public bool IsConnected => _database.IsConnected;

    public string? Setting(string key) => _database.HasTable("setting") ? QueryFirst("SELECT value FROM setting WHERE key = $1", r => r.GetString(0), key) : null;

    public void SetSetting(string key, string value) => Execute(Database.Put("setting", 1, "key", "value"), key, value);

    public void Dispose() => _database.Dispose();

    // ---- the few ways in which this class talks to its database ----

    internal void Run(string sql)
    {
        if (sql.Length > 0) _database.Run(sql);
    }

    internal string FactStorage => _database.FactStorage;

    internal string DerivedUpgrade => _database.DerivedUpgrade;

    private int Execute(string sql, params ReadOnlySpan<object?> values) => _database.Execute(sql, values);

    private T Scalar<T>(string sql, params ReadOnlySpan<object?> values) => _database.Scalar<T>(sql, values);

    private T? QueryFirst<T>(string sql, Func<Row, T> map, params ReadOnlySpan<object?> values) where T : class => _database.QueryFirst(sql, map, values);

    private List<T> Query<T>(string sql, Func<Row, T> map, params ReadOnlySpan<object?> values) => _database.Query(sql, map, values);

    private static string? Text(Row row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
