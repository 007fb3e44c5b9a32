using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Waybill.Cli;
using Waybill.Texts;

namespace Waybill.Bench.Load;

/// <summary><c>lists</c>: a store of made rows (no text is read for it), and the time of each list command inside the program,
/// opening of the store included, against 50 rows by primary key through the same library in the same run.</summary>
public static class ListBench
{
    private const int Limit = 50;

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        int Given(string name, int otherwise) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : otherwise;
        var (articles, claims, rounds) = (Given("--articles", 1_000_000), Given("--claims", 200_000), Given("--rounds", 40));
        var kept = Array.IndexOf(args, "--store") is >= 0 and var s && s + 1 < args.Length ? args[s + 1] : null;
        var folder = Directory.CreateTempSubdirectory("waybill-lists-").FullName;
        try
        {
            var path = kept ?? Path.Combine(folder, "waybill.db");
            if (!File.Exists(path))
            {
                var clock = Stopwatch.StartNew();
                MadeLedger.Write(path, articles, claims);
                Console.WriteLine(Invariant($"made {articles:N0} articles and {claims:N0} claims in {clock.Elapsed.TotalSeconds:N0} s, {new FileInfo(path).Length / 1048576.0:N0} MiB"));
            }
            Measure(path, rounds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static void Measure(string path, int rounds)
    {
        var peer = ByKey(path, rounds);
        Console.WriteLine($"{"milliseconds, in the program",-64}{"median",8}{"p99",8}{"× 50 by key",13}");
        Console.WriteLine(Invariant($"{"peer: open, 50 rows of articles by primary key",-64}{peer.Median,8:N1}{peer.P99,8:N1}{1,13:N1}"));
        foreach (var line in new string[]
        {
            "claims", "claims --after 8", "claims --supplier PRK", "claims --supplier PRK --recipient RUS --item missile", "claims --party Lilliput", "claims --stage delivered --factuality possible", "claims --source ministry --json",
            "articles", "articles --json", "articles --outlet Herald7", "articles --outlet Herald", "articles --since 2023-05-01 --until 2023-05-02", "articles --since 2020 --with-claims", "articles --outlet Herald7 --since 2023-05-01 --until 2023-05-09", "articles --agency AP", "articles --language de", "articles --outlet Nowhere",
            "families", "families --members 3", "families --agency AP", "stories", "stories --families 2", "stories --title 77777", "stories --title nowhere",
            "search shipment", "search w7 w31", "search w40000", "search \"reached the port\"",
            "ledger", "ledger --supplier PRK --recipient RUS", "ledger --stage delivered --since 2023-05 --until 2023-06", "ledger --disputed", "ledger --json",
        })
        {
            string[] words = line.IndexOf('"', StringComparison.Ordinal) is > 0 and var quote ? [.. line[..quote].Trim().Split(' '), line[quote..]] : line.Split(' ');
            var (median, p99) = Time(path, rounds, [.. words, "--limit", Limit.ToString(CultureInfo.InvariantCulture)]);
            Console.WriteLine(Invariant($"{line,-64}{median,8:N1}{p99,8:N1}{median / peer.Median,13:N1}"));
        }
    }

    private static (double Median, double P99) ByKey(string path, int rounds)
    {
        var random = new Random(1);
        return Of(rounds, () =>
        {
            using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT * FROM article_line WHERE page >= $1 ORDER BY page LIMIT 1";
            var key = command.Parameters.Add("$1", SqliteType.Text);
            for (var i = 0; i < Limit; i++)
            {
                key.Value = Hashes.Identity(16, "made", random.Next().ToString(CultureInfo.InvariantCulture));
                using var reader = command.ExecuteReader();
                while (reader.Read()) _ = reader.GetValue(reader.FieldCount - 1);
            }
        });
    }

    private static (double Median, double P99) Time(string path, int rounds, string[] args) => Of(rounds, () =>
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CliHost { Out = output, Error = error, Width = 120, Environment = name => name == "WAYBILL_STORE" ? path : null, Stages = new Lazy<Pipeline.Stages>(Composition.Stages) };
        if (App.RunAsync(args, host, CancellationToken.None).GetAwaiter().GetResult() > 1) throw new InvalidOperationException(error.ToString());
    });

    private static (double Median, double P99) Of(int rounds, Action work)
    {
        work();
        work();
        var times = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var clock = Stopwatch.StartNew();
            work();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        return (times[times.Count / 2], times[Math.Min(times.Count - 1, (int)Math.Ceiling(times.Count * 0.99) - 1)]);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
