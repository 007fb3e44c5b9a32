using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Waybill.Articles;
using Waybill.Cli;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Pipeline;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.PerPage;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Bench.Load;

/// <summary><c>store</c>: pages of a made load, read once in memory; then what writing their rows takes in SQLite and on a PostgreSQL server, against rows
/// of the same bytes by the same library in the same run, and one worker against two.</summary>
public static class StoreBench
{
    private const int Batch = 256;

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        string? Given(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var pages = int.Parse(Given("--pages") ?? "1500", NumberStyles.None, CultureInfo.InvariantCulture);
        var server = Given("--postgres");
        var folder = Directory.CreateTempSubdirectory("waybill-store-").FullName;
        try
        {
            var stages = Composition.Stages();
            var arms = double.Parse(Given("--arms") ?? "1", CultureInfo.InvariantCulture);
            Capture[] captures = [.. new LoadGenerator(new LoadOptions { Pages = pages, Arms = arms }).Pages().Select(p => new Capture { Bytes = p.Html, Format = PageFormat.Html, Url = p.Url, UrlFrom = AddressSource.Manifest, File = p.File })];
            PageReading[] readings = [];
            var memory = Timing.Cpu(() => readings = [.. captures.Select(c => PageStages.Run(stages, c))]);
            var across = Timing.Cpu(() => Across(stages, captures, readings));
            PageRows[] rows = [];
            var packing = Timing.Cpu(() => rows = [.. captures.Select((c, i) => PageStages.Rows(stages, c, CaptureFacts.Of(c), readings[i], withBytes: true))]);
            var claims = rows.Sum(r => r.Reading?.Claims.Count ?? 0);
            Console.WriteLine(Invariant($"{pages:N0} pages, {claims:N0} claims with {readings.Sum(r => r.Claims?.Claims.Sum(c => (long)c.Evidence.Length) ?? 0):N0} pieces of evidence, {rows.Sum(Bytes) / 1048576.0:N1} MiB of packed rows; in memory {memory + across:N1} s CPU (per page {memory:N1}, across pages {across:N1}), packing {packing:N1} s"));
            Console.WriteLine($"{"",-14}{"claims/s",10}{"pages/s",10}{"raw MiB/s",12}{"our MiB/s",12}{"of raw",9}");
            var path = Path.Combine(folder, "waybill.db");
            double written, refreshed;
            using (var store = Store.OpenOrCreate(path))
            {
                written = Measure("SQLite", store, rows, claims, () => RawSqlite(Path.Combine(folder, "raw.db"), rows));
                refreshed = Timing.Cpu(() => AcrossRun.Refresh(store, stages));
            }
            Console.WriteLine(Invariant($"store overhead over the run in memory: {(written + refreshed - across) / (memory + across):P0} (rows {written:N1} s, across-page state {refreshed:N1} s of CPU)"));
            Console.WriteLine(Size(path, captures));
            if (server is null) return 0;
            using (var store = Store.OpenOrCreate(server + "?schema=bench_rows")) Measure("PostgreSQL", store, rows, claims, () => RawPostgres(server, rows));
            // Per-page stages alone.
            var perPage = stages with { Lineage = null, Ledger = null };
            double[] walls = [Workers(1), Workers(2)];
            Console.WriteLine(Invariant($"two workers over one: {walls[0] / walls[1]:N2} × ({pages / walls[0]:N0} and {pages / walls[1]:N0} pages/s on {Environment.ProcessorCount} cores, server included)"));

            double Workers(int count)
            {
                var address = Invariant($"{server}?schema=bench_{count}");
                using (var store = Store.OpenOrCreate(address))
                {
                    var run = store.StartRun("made", "bench", DateTimeOffset.UnixEpoch);
                    foreach (var batch in rows.Chunk(Batch))
                    {
                        store.InTransaction(() =>
                        {
                            store.PutPages([.. batch.Select(r => r with { Article = null, Reading = null })], run);
                            store.Enqueue([.. batch.Select(r => (r.Id, r.Facts.File ?? r.Id))], run);
                        });
                    }
                }
                var clock = Stopwatch.StartNew();
                Task.WaitAll(Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(() =>
                    new WorkerRun(() => Store.OpenToChange(address), perPage, new WorkerOptions { Drain = true, Jobs = 1, AcrossEvery = long.MaxValue, Poll = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, (_, _) => { }).Run(CancellationToken.None),
                    CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray());
                return clock.Elapsed.TotalSeconds;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void Across(Stages stages, Capture[] captures, PageReading[] readings)
    {
        var pages = captures.Zip(readings).Where(p => p.Second.Article is ArticleResult.Found).Select(p => new LineagePage { Id = p.First.Id, Article = ((ArticleResult.Found)p.Second.Article).Article, Url = p.First.Url }).OrderBy(p => p.Id, StringComparer.Ordinal).ToImmutableArray();
        var claims = captures.Zip(readings).ToDictionary(p => p.First.Id, p => p.Second.Claims?.Claims ?? [], StringComparer.Ordinal);
        var lineage = stages.Lineage!.Run(pages);
        stages.Ledger!.Run(AcrossRun.LedgerArticles(pages.Where(p => claims[p.Id].Length > 0).Select(p => LedgerPage.Of(p.Id, p.Url, p.Article, claims[p.Id])), lineage), lineage, Judgements.JudgedLedger.None);
    }

    /// <summary>Writes the rows, then raw rows of the same bytes; gives the CPU time of the former.</summary>
    private static double Measure(string name, Store store, PageRows[] rows, int claims, Action raw)
    {
        var clock = new Stopwatch();
        var run = store.StartRun("made", "bench", DateTimeOffset.UnixEpoch);
        var cpu = Timing.Cpu(() =>
        {
            clock.Start();
            foreach (var batch in rows.Chunk(Batch)) store.InTransaction(() => store.PutPages(batch, run));
            clock.Stop();
        });
        var wall = clock.Elapsed.TotalSeconds;
        clock.Restart();
        raw();
        var (mebibytes, rawWall) = (rows.Sum(Bytes) / 1048576.0, clock.Elapsed.TotalSeconds);
        Console.WriteLine(Invariant($"{name,-14}{claims / wall,10:N0}{rows.Length / wall,10:N0}{mebibytes / rawWall,12:N1}{mebibytes / wall,12:N1}{rawWall / wall,9:P0}"));
        return cpu;
    }

    private static void RawSqlite(string path, PageRows[] rows)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using (var make = connection.CreateCommand())
        {
            make.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE raw (id TEXT PRIMARY KEY, data BLOB NOT NULL) STRICT";
            make.ExecuteNonQuery();
        }
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO raw VALUES ($1, $2)";
        var (id, data) = (insert.Parameters.Add("$1", SqliteType.Text), insert.Parameters.Add("$2", SqliteType.Blob));
        foreach (var batch in rows.Chunk(Batch))
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var (key, bytes) in batch.SelectMany(Parts))
            {
                (id.Value, data.Value) = (key, bytes);
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
    }

    private static void RawPostgres(string address, PageRows[] rows)
    {
        var uri = new Uri(address);
        using var connection = new NpgsqlConnection(Invariant($"Host={uri.Host};Port={uri.Port};Username={uri.UserInfo.Split(':')[0]};Database={uri.AbsolutePath.TrimStart('/')};Pooling=false"));
        connection.Open();
        using (var make = new NpgsqlCommand("DROP TABLE IF EXISTS bench_raw; CREATE TABLE bench_raw (id TEXT COLLATE \"C\" PRIMARY KEY, data BYTEA NOT NULL)", connection)) make.ExecuteNonQuery();
        foreach (var batch in rows.Chunk(Batch))
        {
            using var copy = connection.BeginBinaryImport("COPY bench_raw FROM STDIN (FORMAT BINARY)");
            foreach (var (key, bytes) in batch.SelectMany(Parts))
            {
                copy.StartRow();
                copy.Write(key);
                copy.Write(bytes);
            }
            copy.Complete();
        }
    }

    private static IEnumerable<(string, byte[])> Parts(PageRows row)
    {
        yield return (row.Id + "b", row.Bytes!.Value.Data);
        if (row.Article is { } article) yield return (row.Id + "a", article.Data.Data);
        if (row.Reading is { } reading) yield return (row.Id + "r", reading.Data.Data);
    }

    private static long Bytes(PageRows row) => Parts(row).Sum(p => (long)p.Item2.Length);

    /// <summary>The whole file with all that was derived, against gzip -6 of each page, for all pages kept and for those with claims and their families alone.</summary>
    private static string Size(string path, Capture[] captures)
    {
        var zipped = captures.Sum(c =>
        {
            using var to = new MemoryStream();
            using (var gzip = new System.IO.Compression.GZipStream(to, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(c.Bytes.Span);
            return to.Length;
        });
        var all = Compact(path);
        using (var store = Store.OpenOrCreate(path)) store.InTransaction(() => store.Consider(store.PageIds(), Keep.Relevant));
        (long Whole, long Text, long Withdrawn) kept;
        using (var store = Store.OpenOrCreate(path))
        {
            Keeping.Decide(store);
            kept = store.Kept();
        }
        var relevant = Compact(path);
        return Invariant($"store size over gzip -6 of each page: {(double)all / zipped:N2} ({all / captures.Length:N0} bytes a page against {zipped / captures.Length:N0}); with --keep relevant {(double)relevant / zipped:N2} ({kept.Whole:N0} pages whole, {kept.Text:N0} as text)");

        static long Compact(string path)
        {
            using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE); VACUUM;";
                command.ExecuteNonQuery();
            }
            return new FileInfo(path).Length;
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
