using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Waybill.Storage.Databases;

/// <summary>What a transaction sees of what others write meanwhile.</summary>
internal enum View
{
    /// <summary>Writes; each statement sees what is committed when it starts.</summary>
    Write,

    /// <summary>Writes; every statement sees the store as it was at the start.</summary>
    WriteOne,

    /// <summary>Only reads; every statement sees the store as it was at the start.</summary>
    ReadOne,
}

/// <summary>The database beneath a store, and all in which one differs from another. Statements are written once, in what SQLite and
/// PostgreSQL have in common (<c>$1</c> for values, <c>ON CONFLICT</c>, <c>RETURNING</c>); what they have not is a member here.</summary>
internal abstract class Database(DbConnection connection, string name) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    private DbTransaction? _transaction;

    /// <summary>What a person calls it: a path, or an address without a password.</summary>
    public string Name { get; } = name;

    protected DbConnection Connection { get; } = connection;

    // ---- in which they differ ----

    /// <summary>A schema that is written in SQLite's words, in this database's.</summary>
    public abstract string Schema(string sql);

    /// <summary>The same for the schema of what is derived.</summary>
    public virtual string DerivedForm(string sql) => Schema(sql);

    /// <summary>The full-text index: its tables.</summary>
    public abstract string SearchSchema { get; }

    /// <summary>Statements behind the tables of the facts: how the columns of long records lie there.</summary>
    public virtual string FactStorage => "";

    /// <summary>The same for the derived tables.</summary>
    public virtual string DerivedStorage => "";

    /// <summary>Brings derived tables of today's version that were made before <see cref="DerivedStorage"/> was to the form of today.</summary>
    public virtual string DerivedUpgrade => "";

    /// <summary>Number of migrations that it has seen, 0 where it is empty.</summary>
    /// <exception cref="StoreException">It holds something else than a store.</exception>
    public abstract long FindVersion();

    /// <summary>Notes that all migrations up to this one were run. Within their transaction.</summary>
    public abstract void MarkVersion(int version);

    /// <summary>Waits until nobody else brings the store to another form. First in the transaction that does.</summary>
    public virtual void LockSchema() { }

    /// <summary>Settings of the connection that need a store.</summary>
    public virtual void Ready() { }

    public abstract bool HasTable(string table);

    /// <summary>A number that changes when another connection has written.</summary>
    public abstract long DataVersion { get; }

    /// <summary>What the database's own check finds.</summary>
    public virtual IReadOnlyList<string> IntegrityProblems() => [];

    /// <summary>The condition that a column holds one of a list of numbers or strings, which is one value.</summary>
    public abstract string Among(string column, string value);

    /// <summary>A column, in a condition for which its index is not to be used.</summary>
    public virtual string Unindexed(string column) => column;

    /// <summary>After a table's name: the index to use.</summary>
    public virtual string Using(string index) => "";

    /// <summary><c>LIKE</c> without regard to the case of ASCII letters.</summary>
    public abstract string Like { get; }

    /// <summary>Adds pages to the full-text index, in which they are not.</summary>
    /// <param name="pages">Words as <see cref="ArticleRow.WordsOf"/> gives them.</param>
    public abstract void PutWords(IReadOnlyList<(string Page, string Words)> pages);

    /// <summary>Takes pages out of the full-text index.</summary>
    public abstract void DropWords(IReadOnlyList<string> pages);

    /// <summary>Pages that hold all of the words (at least one) and none of the others, of those kept last at most so many; the latest published first, undated ones last.</summary>
    public abstract IReadOnlyList<string> PagesWith(IReadOnlyList<string> all, IReadOnlyList<string> none, int most);

    /// <summary>Until the end of the transaction nobody else writes these rows.</summary>
    public virtual void LockRows(string table, string key, IReadOnlyList<string> ids) { }

    /// <summary>All tables but those that the database keeps for itself or for full text.</summary>
    public abstract IReadOnlyList<string> Tables();

    /// <summary>The columns of a table, in order.</summary>
    public abstract IReadOnlyList<string> Columns(string table);

    /// <summary>Has numbers that are given to new rows go on after those that are there.</summary>
    public virtual void CountOn() { }

    /// <summary>Takes a lock of the whole store, which goes with the connection, until it is disposed of; null where somebody else has it.</summary>
    public virtual IDisposable? Hold(string what, bool wait) => new Nothing();

    /// <summary>Milliseconds since 1970 by the store's clock, which is one for all programs.</summary>
    public abstract string Now { get; }

    /// <summary>At the end of a selection of rows to change: those that another transaction has are passed over.</summary>
    public virtual string SkipLocked => "";

    /// <summary>Whether long records are packed here; where not, the database does it.</summary>
    public abstract bool PacksRecords { get; }

    /// <summary>A value as the database takes it: null, a whole number, a fraction, text, bytes, a list of numbers or strings.</summary>
    protected abstract object Value(object? value);

    protected abstract DbParameter Parameter(int number);

    /// <summary>Text as it was before <see cref="Value"/>.</summary>
    public virtual string Text(string kept) => kept;

    /// <summary>Turns what the database says into what a person can act on.</summary>
    protected abstract StoreException Translate(DbException e);

    protected abstract DbTransaction Begin(View view);

    // ---- in which they are alike ----

    public void InTransaction(Action work, View view = View.Write) => Guard(() =>
    {
        using var transaction = Begin(view);
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

    /// <summary>Several statements without values.</summary>
    public void Run(string sql)
    {
        using var command = Connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        Guard(() => command.ExecuteNonQuery());
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Command(sql, values);
        return Guard(command.ExecuteNonQuery);
    }

    public T Scalar<T>(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Command(sql, values);
        return (T)(Guard(command.ExecuteScalar) ?? throw new StoreException(StoreProblem.Damaged, $"{Name} gives no answer: run `waybill doctor`."));
    }

    public T? QueryFirst<T>(string sql, Func<Row, T> map, params ReadOnlySpan<object?> values) where T : class
    {
        var command = Command(sql, values);
        return Guard(() =>
        {
            using var reader = command.ExecuteReader();
            return reader.Read() ? map(new Row(reader, this)) : null;
        });
    }

    public List<T> Query<T>(string sql, Func<Row, T> map, params ReadOnlySpan<object?> values)
    {
        var command = Command(sql, values);
        return Guard(() =>
        {
            var rows = new List<T>();
            using var reader = command.ExecuteReader();
            while (reader.Read()) rows.Add(map(new Row(reader, this)));
            return rows;
        });
    }

    /// <summary>Rows one at a time, without keeping them; no other statement may run meanwhile.</summary>
    public IEnumerable<T> Stream<T>(string sql, Func<Row, T> map, params object?[] values)
    {
        var command = Command(sql, values);
        using var reader = Guard(command.ExecuteReader);
        while (Guard(reader.Read)) yield return map(new Row(reader, this));
    }

    /// <summary>Adds rows.</summary>
    /// <param name="absent">Whether rows that are there already stay as they are; else there are none. Of a table that holds bytes the first column is then the whole key.</param>
    public virtual void Insert(string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows, bool absent)
    {
        var sql = Adding(table, columns, absent);
        foreach (var row in rows) Execute(sql, row);
    }

    /// <summary>The statement that adds a row.</summary>
    protected static string Adding(string table, IReadOnlyList<string> columns, bool absent) =>
        $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({Numbered(columns.Count)}){(absent ? " ON CONFLICT DO NOTHING" : "")}";

    /// <summary>The statement that adds a row, or puts it in the place of the one with the same key.</summary>
    /// <param name="keys">How many of the columns are the key: the first ones.</param>
    public static string Put(string table, int keys, params ReadOnlySpan<string> columns)
    {
        var all = columns.ToArray();
        return $"INSERT INTO {table} ({string.Join(", ", all)}) VALUES ({Numbered(all.Length)}) ON CONFLICT ({string.Join(", ", all[..keys])}) DO UPDATE SET {string.Join(", ", all[keys..].Select(c => $"{c} = excluded.{c}"))}";
    }

    /// <summary><c>$1, $2, …</c></summary>
    public static string Numbered(int count) => string.Join(", ", Enumerable.Range(1, count).Select(n => "$" + n.ToString(CultureInfo.InvariantCulture)));

    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DbException e)
        {
            throw Translate(e);
        }
        catch (InvalidOperationException e) when (!IsConnected && e is not ObjectDisposedException)
        {
            throw new StoreException(StoreProblem.Unreachable, $"The connection to {Name} is gone. Try again.", e);
        }
    }

    /// <summary>Whether statements can be asked; a connection that broke off stays so.</summary>
    public bool IsConnected => Connection.State is not (ConnectionState.Closed or ConnectionState.Broken);

    public void Guard(Action work) => Guard(() =>
    {
        work();
        return 0;
    });

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        Connection.Dispose();
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose() { }
    }

    private DbCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(Parameter(i + 1));
            _prepared.Add(sql, command);
        }
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = Value(values[i]);
        return command;
    }
}
