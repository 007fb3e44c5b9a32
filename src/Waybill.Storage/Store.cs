using System.Globalization;
using Microsoft.Data.Sqlite;
using Waybill.Storage.Migrations;

namespace Waybill.Storage;

/// <summary>A Waybill store: one SQLite file. Facts (pages, captures, runs, judgements, former ids) are kept for good;
/// derived rows can be dropped and made again at any time. Not for use by two threads at once.</summary>
public sealed partial class Store : IDisposable
{
    /// <summary>"WYBL": tells a Waybill store from any other SQLite file.</summary>
    public const int ApplicationId = 0x5759424C;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    private Store(SqliteConnection connection, string path)
    {
        _connection = connection;
        Path = path;
    }

    public string Path { get; }

    /// <summary>Opens a store that must exist: for commands that only look. One whose derived rows are of another version is
    /// refused and left as it is.</summary>
    public static Store Open(string path) => OpenExisting(path, look: true);

    /// <summary>Opens a store that must exist and brings it to this version's form.</summary>
    public static Store OpenToChange(string path) => OpenExisting(path, look: false);

    private static Store OpenExisting(string path, bool look)
    {
        if (Directory.Exists(path))
            throw new StoreException(StoreProblem.NotAStore, $"{path} is a folder, not a store.");
        if (!File.Exists(path))
            throw new StoreException(StoreProblem.NotFound,
                $"There is no store at {System.IO.Path.GetFullPath(path)}. `waybill read PATH` makes one; --store FILE names another.");
        return Connect(path, SqliteOpenMode.ReadWrite, look);
    }

    /// <summary>Opens a store, or makes it where there is none.</summary>
    public static Store OpenOrCreate(string path)
    {
        if (Directory.Exists(path))
            throw new StoreException(StoreProblem.NotAStore, $"{path} is a folder, not a store.");
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
            throw new StoreException(StoreProblem.NotFound, $"There is no folder {folder} to make the store in.");
        return Connect(path, SqliteOpenMode.ReadWriteCreate, look: false);
    }

    private static Store Connect(string path, SqliteOpenMode mode, bool look)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        var store = new Store(connection, path);
        try
        {
            store.Guard(() =>
            {
                connection.Open();
                store.Prepare(look);
            });
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
        Run("PRAGMA foreign_keys = ON;");
        var application = Scalar<long>("PRAGMA application_id");
        var version = Scalar<long>("PRAGMA user_version");
        var tables = Scalar<long>("SELECT count(*) FROM sqlite_schema");
        if (application != ApplicationId && (application != 0 || tables > 0))
            throw new StoreException(StoreProblem.NotAStore, $"{Path} is a SQLite file, but not a Waybill store.");
        if (version > Migration.All.Count)
            throw new StoreException(StoreProblem.Newer,
                $"{Path} was written by a newer Waybill (its format is {version}, this program knows {Migration.All.Count}). Update Waybill to open it; nothing was changed.");
        if (look && Setting("derived_schema") is { } other && other != DerivedSchema.Version)
            throw new StoreException(StoreProblem.Older,
                $"{Path} was made by another version of Waybill: its pages are all there, but articles, claims and the ledger must be made again by this version: `waybill rederive --apply`. Nothing was changed.");
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
        if (version == Migration.All.Count && Setting("derived_schema") == DerivedSchema.Version) return;
        InTransaction(() =>
        {
            // Read again under the lock: another program may have been quicker.
            for (var next = (int)Scalar<long>("PRAGMA user_version"); next < Migration.All.Count; next++)
            {
                var migration = Migration.All[next];
                Run(migration.Sql);
                Execute("INSERT INTO migration (version, name) VALUES ($1, $2)", next + 1, migration.Name);
            }
            Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Migration.All.Count};"));
            if (Setting("derived_schema") != DerivedSchema.Version)
            {
                RememberAll();
                Run(DerivedSchema.Drop + DerivedSchema.Create);
                SetSetting("derived_schema", DerivedSchema.Version);
                SetSetting("across_stale", "1");
            }
        });
    }

    /// <summary>Runs <paramref name="work"/> as one transaction that holds the write lock from its start.</summary>
    public void InTransaction(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Guard(() =>
        {
            using var transaction = _connection.BeginTransaction(deferred: false);
            _transaction = transaction;
            try
            {
                work();
                transaction.Commit();
            }
            finally
            {
                _transaction = null;
            }
        });
    }

    /// <summary>Whether pages were added or changed since the across-page state was made.</summary>
    public bool AcrossStale => Setting("across_stale") == "1";

    /// <summary>A number that changes when another connection has written to the store (SQLite's <c>data_version</c>).</summary>
    public long DataVersion => Scalar<long>("PRAGMA data_version");

    public string? Setting(string key)
    {
        if (Scalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'setting'") == 0) return null;
        return QueryFirst("SELECT value FROM setting WHERE key = $1", r => r.GetString(0), key);
    }

    public void SetSetting(string key, string value) =>
        Execute("INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value);

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _connection.Dispose();
    }

    // ---- the few ways in which this class talks to SQLite ----

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        Ask(command, c => c.ExecuteNonQuery());
    }

    private T Ask<T>(SqliteCommand command, Func<SqliteCommand, T> ask)
    {
        try
        {
            return ask(command);
        }
        catch (SqliteException e)
        {
            throw Translate(e);
        }
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter("$" + (i + 1).ToString(CultureInfo.InvariantCulture), null));
            _prepared.Add(sql, command);
        }
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private int Execute(string sql, params ReadOnlySpan<object?> values) => Ask(Command(sql, values), c => c.ExecuteNonQuery());

    private T Scalar<T>(string sql, params ReadOnlySpan<object?> values) =>
        (T)(Ask(Command(sql, values), c => c.ExecuteScalar())
            ?? throw new StoreException(StoreProblem.Damaged, $"{Path} gives no answer: run `waybill doctor`."));

    private T? QueryFirst<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values) where T : class =>
        Ask(Command(sql, values), c =>
        {
            using var reader = c.ExecuteReader();
            return reader.Read() ? map(reader) : null;
        });

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values) =>
        Ask(Command(sql, values), c =>
        {
            var rows = new List<T>();
            using var reader = c.ExecuteReader();
            while (reader.Read()) rows.Add(map(reader));
            return rows;
        });

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>Turns what SQLite says into what a person can act on.</summary>
    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException e)
        {
            throw Translate(e);
        }
    }

    private StoreException Translate(SqliteException e) => e.SqliteErrorCode switch
    {
        5 or 6 => new StoreException(StoreProblem.Locked, $"{Path} is being written by another program. Wait until it is done and try again; nothing was changed.", e),
        8 or 14 => new StoreException(StoreProblem.NotWritable, $"{Path} cannot be opened for writing ({e.Message}).", e),
        26 => new StoreException(StoreProblem.NotAStore, $"{Path} is not a Waybill store (it is no SQLite file).", e),
        11 => new StoreException(StoreProblem.Damaged, $"{Path} is damaged: run `waybill doctor` ({e.Message}).", e),
        13 => new StoreException(StoreProblem.NotWritable, $"The disk that holds {Path} is full.", e),
        _ => new StoreException(StoreProblem.Damaged, $"{Path}: {e.Message}", e),
    };
}
