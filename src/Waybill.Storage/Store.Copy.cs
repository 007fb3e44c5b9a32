using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Waybill.Storage.Databases;
using Waybill.Storage.Migrations;

namespace Waybill.Storage;

/// <summary>A table's rows as one number.</summary>
/// <param name="Digest">Made of what every row says, whatever their order and the database they lie in.</param>
public sealed record TableDigest(string Table, long Rows, string Digest);

/// <summary>A store moved whole into another database.</summary>
public sealed partial class Store
{
    private const int CopyRows = 500;
    private const long CopyBytes = 8 * 1024 * 1024;

    /// <summary>The tables that others point at come first.</summary>
    private static readonly string[] First = ["bytes", "run", "page", "judgement"];

    /// <summary>Whether nothing was ever put into the store.</summary>
    public bool IsNew => Scalar<long>("SELECT (SELECT count(*) FROM run) + (SELECT count(*) FROM page) + (SELECT count(*) FROM judgement)") == 0;

    /// <summary>Copies every row into a new store, in one transaction, and gives what was copied: all or nothing is there afterwards.</summary>
    /// <param name="to">A new store (<see cref="IsNew"/>).</param>
    /// <param name="progress">Told the table and the rows so far.</param>
    public IReadOnlyList<TableDigest> CopyTo(Store to, Action<string, long> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(progress);
        if (!to.IsNew) throw new StoreException(StoreProblem.NotWritable, $"{to.Path} holds pages or runs already: a store is copied into a new one.");
        var copied = new List<TableDigest>();
        _database.InTransaction(() => to.InTransaction(() =>
        {
            to._database.Run("DELETE FROM setting; DELETE FROM stale;");
            foreach (var table in CopiedTables()) copied.Add(Copy(table, to, progress, cancel));
            var words = new List<(string, string)>();
            foreach (var page in Query("SELECT page FROM search_page ORDER BY id", r => r.GetString(0)))
            {
                cancel.ThrowIfCancellationRequested();
                if (Article(page)?.Article is { } article) words.Add((page, ArticleRow.WordsOf(article.Text)));
                if (words.Count < 100) continue;
                to._database.PutWords(words);
                words.Clear();
            }
            to._database.PutWords(words);
            to._database.CountOn();
        }), View.ReadOne);
        return copied;
    }

    /// <summary>All tables as they are now.</summary>
    public IReadOnlyList<TableDigest> Digests()
    {
        var digests = new List<TableDigest>();
        _database.InTransaction(() =>
        {
            foreach (var table in CopiedTables())
            {
                var digest = new Digester();
                foreach (var row in Rows(table, Columns(table))) digest.Add(row);
                digests.Add(digest.Done(table));
            }
        }, View.ReadOne);
        return digests;
    }

    /// <summary>All but what says which steps this store has seen, and full text, which is made again.</summary>
    private string[] CopiedTables()
    {
        string[] all = [.. _database.Tables().Where(t => t != "migration" && t != "search" && !t.StartsWith("search_", StringComparison.Ordinal))];
        return [.. First, .. all.Except(First, StringComparer.Ordinal)];
    }

    /// <summary>By name, so that both databases have one order.</summary>
    private string[] Columns(string table) => [.. _database.Columns(table).Order(StringComparer.Ordinal)];

    private TableDigest Copy(string table, Store to, Action<string, long> progress, CancellationToken cancel)
    {
        var columns = Columns(table);
        var packed = DerivedSchema.PackedTables.Contains(table) ? Array.IndexOf(columns, "data") : -1;
        var digest = new Digester();
        var (rows, size) = (new List<object?[]>(CopyRows), 0L);
        foreach (var row in Rows(table, columns))
        {
            cancel.ThrowIfCancellationRequested();
            digest.Add(row);
            size += row.Sum(c => c switch { byte[] b => b.Length, string s => s.Length, _ => 8 });
            if (packed >= 0) row[packed] = to.Data(table, (string)row[packed]!);
            rows.Add(row);
            if (rows.Count >= CopyRows || size >= CopyBytes) Flush();
        }
        Flush();
        return digest.Done(table);

        void Flush()
        {
            to._database.Insert(table, columns, rows, absent: false);
            rows.Clear();
            size = 0;
            progress(table, digest.Rows);
        }
    }

    private IEnumerable<object?[]> Rows(string table, string[] columns)
    {
        var packed = DerivedSchema.PackedTables.Contains(table) ? Array.IndexOf(columns, "data") : -1;
        // Rows point at earlier ones of the same table only by number.
        var order = columns.Contains("id") ? " ORDER BY id" : "";
        return _database.Stream($"SELECT {string.Join(", ", columns)} FROM {table}{order}", r => columns.Select((_, i) => i == packed ? Data(r, i) : r.GetValue(i)).ToArray());
    }

    /// <summary>Adds up the hashes of rows: the sum does not know their order.</summary>
    private sealed class Digester
    {
        private UInt128 _sum;

        public long Rows { get; private set; }

        public void Add(object?[] row)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var cell in row)
            {
                var (kind, bytes) = cell switch
                {
                    null => ('0', (byte[])[]),
                    byte[] b => ('b', b),
                    string s => ('s', Encoding.UTF8.GetBytes(s)),
                    double d => ('d', Encoding.ASCII.GetBytes(d.ToString("R", CultureInfo.InvariantCulture))),
                    var n => ('n', Encoding.ASCII.GetBytes(Convert.ToString(n, CultureInfo.InvariantCulture)!)),
                };
                hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{bytes.Length}:")));
                hash.AppendData(bytes);
            }
            _sum += BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset());
            Rows++;
        }

        public TableDigest Done(string table) => new(table, Rows, _sum.ToString("x32", CultureInfo.InvariantCulture));
    }
}
