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
/// of the same bytes by the same library in the same run, and one worker against two. <c>--rows</c>: writing alone; <c>--into SET</c>: made stories in the pages of a set of real ones.</summary>
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
            Capture[] captures = Given("--into") is { } set ? Real(set, stages) : [.. new LoadGenerator(new LoadOptions { Pages = pages, Arms = arms }).Pages().Select(p => new Capture { Bytes = p.Html, Format = PageFormat.Html, Url = p.Url, UrlFrom = AddressSource.Manifest, File = p.File })];
            pages = captures.Length;
            PageReading[] readings = [];
            var memory = Timing.Cpu(() => readings = [.. captures.Select(c => PageStages.Run(stages, c))]);
            var across = Timing.Cpu(() => Across(stages, captures, readings));
            PageRows[] rows = [];
            var packing = Timing.Cpu(() => rows = [.. captures.Select((c, i) => PageStages.Rows(stages, c, CaptureFacts.Of(c), readings[i], withBytes: true))]);
            var claims = rows.Sum(r => r.Reading?.Claims.Count ?? 0);
            Console.WriteLine(Invariant($"{pages:N0} pages, {claims:N0} claims with {readings.Sum(r => r.Claims?.Claims.Sum(c => (long)c.Evidence.Length) ?? 0):N0} pieces of evidence, {rows.Sum(Bytes) / 1048576.0:N1} MiB of packed rows; in memory {memory + across:N1} s CPU (per page {memory:N1}, across pages {across:N1}), packing {packing:N1} s"));
            Console.WriteLine($"{"",-14}{"claims/s",10}{"pages/s",10}{"raw MiB/s",12}{"our MiB/s",12}{"of raw",9}");
            var rounds = int.Parse(Given("--rounds") ?? "3", NumberStyles.None, CultureInfo.InvariantCulture);
            string File(string name, int round) => Path.Combine(folder, Invariant($"{name}{round}.db"));
            double refreshed;
            var written = Measure("SQLite", rounds, rows, claims, round => Store.OpenOrCreate(File("waybill", round)), round => RawSqlite(File("raw", round), rows));
            var path = File("waybill", rounds);
            using (var store = Store.OpenOrCreate(path)) refreshed = Timing.Cpu(() => AcrossRun.Refresh(store, stages));
            if (!args.Contains("--rows")) Console.WriteLine(Invariant($"store overhead over the run in memory: {(written + refreshed - across) / (memory + across):P0} (rows {written:N1} s, across-page state {refreshed:N1} s of CPU)"));
            if (!args.Contains("--rows")) Console.WriteLine(Size(path, captures));
            if (server is null) return 0;
            Measure("PostgreSQL", rounds, rows, claims, round => Store.OpenOrCreate(Fresh(server, Invariant($"bench_rows{round}"))), _ => RawPostgres(server, rows));
            Measure("  two writers", rounds, rows, claims, round => Store.OpenOrCreate(Fresh(server, Invariant($"bench_two{round}"))), _ => RawPostgres(server, rows), round => Store.OpenToChange(Invariant($"{server}?schema=bench_two{round}")));
            if (args.Contains("--rows")) return 0;
            // Per-page stages alone.
            var perPage = stages with { Lineage = null, Ledger = null };
            double[] walls = [Workers(1), Workers(2)];
            Console.WriteLine(Invariant($"two workers over one: {walls[0] / walls[1]:N2} × ({pages / walls[0]:N0} and {pages / walls[1]:N0} pages/s on {Environment.ProcessorCount} cores, server included)"));

            double Workers(int count)
            {
                var address = Fresh(server, Invariant($"bench_{count}"));
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

    private static Capture[] Real(string set, Stages stages)
    {
        var root = Environment.GetEnvironmentVariable("WAYBILL_CORPORA") ?? throw new InvalidOperationException("--into takes pages from WAYBILL_CORPORA, which is not set");
        var captures = ArmsInPages.Make(root, set, stages, out var tried);
        Console.WriteLine(Invariant($"{captures.Length:N0} of {tried:N0} pages took a made story, {captures.Average(c => c.Bytes.Length) / 1024:N0} KiB each"));
        return captures;
    }

    private static void Across(Stages stages, Capture[] captures, PageReading[] readings)
    {
        var pages = captures.Zip(readings).Where(p => p.Second.Article is ArticleResult.Found).Select(p => new LineagePage { Id = p.First.Id, Article = ((ArticleResult.Found)p.Second.Article).Article, Url = p.First.Url }).OrderBy(p => p.Id, StringComparer.Ordinal).ToImmutableArray();
        var claims = captures.Zip(readings).ToDictionary(p => p.First.Id, p => p.Second.Claims?.Claims ?? [], StringComparer.Ordinal);
        var lineage = stages.Lineage!.Run(pages);
        stages.Ledger!.Run(AcrossRun.LedgerArticles(pages.Where(p => claims[p.Id].Length > 0).Select(p => LedgerPage.Of(p.Id, p.Url, p.Article, claims[p.Id])), lineage), lineage, Judgements.JudgedLedger.None);
    }

    /// <summary>Writes the rows into a new store, closing it included, then raw rows of the same bytes by one connection, in turn: once to warm up, then so many rounds of
    /// which the medians are told. With <paramref name="second"/> every other batch goes through a second connection at the same time, as with two workers. Gives the median CPU time of the former.</summary>
    private static double Measure(string name, int rounds, PageRows[] rows, int claims, Func<int, Store> open, Action<int> raw, Func<int, Store>? second = null)
    {
        var (ours, theirs, cpu) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= rounds; round++)
        {
            Store[] stores = second is null ? [open(round)] : [open(round), second(round)];
            var clock = new Stopwatch();
            var used = Timing.Cpu(() =>
            {
                clock.Start();
                Task.WaitAll([.. stores.Select((store, i) => Task.Factory.StartNew(() => Write(store, [.. rows.Chunk(Batch).Where((_, n) => n % stores.Length == i)]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);
                clock.Stop();
            });
            var wall = clock.Elapsed.TotalSeconds;
            clock.Restart();
            raw(round);
            if (round == 0) continue;
            (double Value, List<double> To)[] found = [(wall, ours), (clock.Elapsed.TotalSeconds, theirs), (used, cpu)];
            foreach (var (value, to) in found) to.Add(value);
        }
        var (mebibytes, our, their) = (rows.Sum(Bytes) / 1048576.0, Median(ours), Median(theirs));
        Console.WriteLine(Invariant($"{name,-14}{claims / our,10:N0}{rows.Length / our,10:N0}{mebibytes / their,12:N1}{mebibytes / our,12:N1}{their / our,9:P0}"));
        return Median(cpu);
    }

    private static void Write(Store store, PageRows[][] batches)
    {
        using (store)
        {
            var run = store.StartRun("made", "bench", DateTimeOffset.UnixEpoch);
            foreach (var batch in batches) store.InTransaction(() => store.PutPages(batch, run));
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    /// <summary>The address of an empty schema.</summary>
    private static string Fresh(string server, string schema)
    {
        using var connection = Connected(server);
        using var drop = new NpgsqlCommand($"DROP SCHEMA IF EXISTS {schema} CASCADE", connection);
        drop.ExecuteNonQuery();
        return $"{server}?schema={schema}";
    }

    private static NpgsqlConnection Connected(string address)
    {
        var uri = new Uri(address);
        var connection = new NpgsqlConnection(Invariant($"Host={uri.Host};Port={uri.Port};Username={uri.UserInfo.Split(':')[0]};Database={uri.AbsolutePath.TrimStart('/')};Pooling=false"));
        connection.Open();
        return connection;
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
        using var connection = Connected(address);
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
