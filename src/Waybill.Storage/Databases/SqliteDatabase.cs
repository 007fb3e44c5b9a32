using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Waybill.Storage.Databases;

/// <summary>A store in one SQLite file.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly SqliteConnection _connection;

    private SqliteDatabase(SqliteConnection connection, string path)
        : base(connection, path) => _connection = connection;

    /// <param name="create">Whether a file that is not there is made.</param>
    public static SqliteDatabase Open(string path, bool create)
    {
        if (Directory.Exists(path)) throw new StoreException(StoreProblem.NotAStore, $"{path} is a folder, not a store.");
        if (create)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (folder is not null && !Directory.Exists(folder)) throw new StoreException(StoreProblem.NotFound, $"There is no folder {folder} to make the store in.");
        }
        else if (!File.Exists(path))
        {
            throw new StoreException(StoreProblem.NotFound, $"There is no store at {Path.GetFullPath(path)}. `waybill read PATH` makes one; --store FILE names another.");
        }
        else if (IsEmpty(path))
        {
            throw new StoreException(StoreProblem.NotAStore, $"{path} is an empty file, not a store. `waybill read PATH --store {path}` makes one of it.");
        }
        var database = new SqliteDatabase(new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString()), path);
        try
        {
            database.Guard(database._connection.Open);
            database.Run("PRAGMA foreign_keys = ON;");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A store whose first writer was killed can lie in its log alone.</summary>
    private static bool IsEmpty(string path) => new FileInfo(path).Length == 0 && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 };

    public override string Schema(string sql) => sql;

    // Words of title and text without the text itself (FTS5, contentless), in numbers of their own.
    public override string SearchSchema => """
        CREATE TABLE search_page (
            id   INTEGER PRIMARY KEY,
            page TEXT NOT NULL UNIQUE REFERENCES page (id)
        ) STRICT;
        CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='porter unicode61 remove_diacritics 2');

        """;

    public override long FindVersion()
    {
        var application = Scalar<long>("PRAGMA application_id");
        if (application != Store.ApplicationId && (application != 0 || Scalar<long>("SELECT count(*) FROM sqlite_schema") > 0))
            throw new StoreException(StoreProblem.NotAStore, $"{Name} is a SQLite file, but not a Waybill store.");
        return Scalar<long>("PRAGMA user_version");
    }

    public override void MarkVersion(int version) =>
        Run(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {Store.ApplicationId}; PRAGMA user_version = {version};"));

    public override void Ready() => Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");

    public override bool HasTable(string table) => Scalar<long>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = $1", table) > 0;

    public override long DataVersion => Scalar<long>("PRAGMA data_version");

    public override IReadOnlyList<string> IntegrityProblems() => [.. Query("PRAGMA integrity_check(20)", r => r.GetString(0)).Where(line => line != "ok").Select(line => "SQLite: " + line)];

    public override IReadOnlyList<string> Tables() => Query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", r => r.GetString(0));

    public override IReadOnlyList<string> Columns(string table) => Query("SELECT name FROM pragma_table_info($1) ORDER BY cid", r => r.GetString(0), table);

    public override string Among(string column, string value) => $"{column} IN (SELECT value FROM json_each({value}))";

    public override string Unindexed(string column) => "+" + column;

    public override string Using(string index) => " INDEXED BY " + index;

    public override string Like => "LIKE";

    public override void PutWords(IReadOnlyList<(string Page, string Words)> pages)
    {
        foreach (var (page, words) in pages)
        {
            var id = Scalar<long>("INSERT INTO search_page (page) VALUES ($1) RETURNING id", page);
            // The index knows no places: a word that comes again would only be read again.
            Execute("INSERT INTO search (rowid, words) VALUES ($1, $2)", id, words);
        }
    }

    public override void DropWords(IReadOnlyList<string> pages)
    {
        Execute($"DELETE FROM search WHERE rowid IN (SELECT id FROM search_page WHERE {Among("page", "$1")})", pages);
        Execute($"DELETE FROM search_page WHERE {Among("page", "$1")}", pages);
    }

    public override IReadOnlyList<string> PagesWith(IReadOnlyList<string> all, IReadOnlyList<string> none, int most)
    {
        // Words of letters and digits, quoted: nothing in them is an operator.
        string[] wanted = [.. all.SelectMany(SearchWords.Of).Select(w => $"\"{w}\"")], unwanted = [.. none.SelectMany(SearchWords.Of).Select(w => $"\"{w}\"")];
        if (wanted.Length == 0) return [];
        var query = string.Join(" AND ", wanted);
        if (unwanted.Length > 0) query = $"({query}) NOT ({string.Join(" OR ", unwanted)})";
        try
        {
            return Query("""
                SELECT p.page FROM (SELECT rowid FROM search WHERE search MATCH $1 ORDER BY rowid DESC LIMIT $2) AS s
                JOIN search_page AS p ON p.id = s.rowid LEFT JOIN article_date AS d ON d.id = p.page ORDER BY coalesce(d.first, -1) DESC, p.page
                """, r => r.GetString(0), query, most);
        }
        catch (StoreException e) when (e.InnerException is SqliteException { SqliteErrorCode: 1 })
        {
            // A letter of a script that is newer than FTS5's tables parts the word there; no article holds it as one.
            return [];
        }
    }

    /// <summary>By SQLite's own calls: a row is little work, and what ADO.NET does around each statement was as much again.</summary>
    public override void Insert(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows, bool absent)
    {
        if (rows.Count == 0) return;
        Guard(() =>
        {
            var handle = _connection.Handle!;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(handle, Adding(table, columns, absent), out var statement), handle);
            using (statement)
            {
                foreach (var row in rows)
                {
                    for (var i = 0; i < row.Length; i++) Bind(statement, i + 1, Value(row[i]));
                    var answer = raw.sqlite3_step(statement);
                    if (answer != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(answer, handle);
                    SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(statement), handle);
                }
            }
        });
    }

    private static void Bind(sqlite3_stmt statement, int place, object value) => _ = value switch
    {
        DBNull => raw.sqlite3_bind_null(statement, place),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        double number => raw.sqlite3_bind_double(statement, place, number),
        string text => raw.sqlite3_bind_text(statement, place, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new ArgumentException("no value of a row: " + value.GetType().Name, nameof(value)),
    };

    public override string Now => "CAST(unixepoch('subsec') * 1000 AS INTEGER)";

    public override bool PacksRecords => true;

    protected override object Value(object? value) => value switch
    {
        null => DBNull.Value,
        IReadOnlyList<long> numbers => JsonSerializer.Serialize(numbers),
        IReadOnlyList<string> strings => JsonSerializer.Serialize(strings),
        _ => value,
    };

    protected override DbParameter Parameter(int number) => new SqliteParameter("$" + number.ToString(CultureInfo.InvariantCulture), null);

    /// <summary>One that writes holds the write lock from its start; what it reads cannot change meanwhile.</summary>
    protected override DbTransaction Begin(View view) => _connection.BeginTransaction(deferred: view == View.ReadOne);

    protected override StoreException Translate(DbException e) => (e as SqliteException)?.SqliteErrorCode switch
    {
        5 or 6 => new StoreException(StoreProblem.Locked, $"{Name} is being written by another program. Wait until it is done and try again; nothing was changed.", e),
        8 or 14 => new StoreException(StoreProblem.NotWritable, $"{Name} cannot be opened for writing ({e.Message}).", e),
        26 => new StoreException(StoreProblem.NotAStore, $"{Name} is not a Waybill store (it is no SQLite file).", e),
        11 => new StoreException(StoreProblem.Damaged, $"{Name} is damaged: run `waybill doctor` ({e.Message}).", e),
        13 => new StoreException(StoreProblem.NotWritable, $"The disk that holds {Name} is full.", e),
        _ => new StoreException(StoreProblem.Damaged, $"{Name}: {e.Message}", e),
    };
}
