using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Waybill.Bench.Load;

/// <summary><c>memory</c>: <c>waybill read</c>, in a process of its own, over one file of so many made articles (JSON Lines of text), its resident memory looked
/// at each second beside how many articles its store holds, against the limit of 1.5 GB.</summary>
public static class MemoryBench
{
    private const double LimitMebibytes = 1.5e9 / 1048576;

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        string? Given(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var articles = long.Parse(Given("--articles") ?? "1000000", NumberStyles.None, CultureInfo.InvariantCulture);
        var options = new LoadOptions { Pages = articles, Arms = double.Parse(Given("--arms") ?? "0.05", CultureInfo.InvariantCulture), MostCopies = 60, Kibibytes = 1 };
        var folder = Directory.CreateTempSubdirectory("waybill-memory-").FullName;
        try
        {
            var file = Path.Combine(folder, "made.jsonl");
            var words = Write(file, options);
            Console.WriteLine(Invariant($"{articles:N0} articles of {words / (double)articles:N0} words, {new FileInfo(file).Length / 1048576.0:N0} MiB"));
            return Read(file, Path.Combine(folder, "waybill.db"), articles);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static long Write(string file, LoadOptions options)
    {
        using var lines = new StreamWriter(file) { NewLine = "\n" };
        long words = 0;
        foreach (var page in new LoadGenerator(options).Pages())
        {
            words += page.Text.AsSpan().Count(' ');
            lines.WriteLine(JsonSerializer.Serialize(new { url = page.Url, text = page.Text, outlet = page.Outlet }));
        }
        return words;
    }

    private static int Read(string file, string store, long articles)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "waybill.dll"), "read", file, "--store", store]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var clock = Stopwatch.StartNew();
        using var reading = Process.Start(start)!;
        var (output, errors) = (reading.StandardOutput.ReadToEndAsync(), reading.StandardError.ReadToEndAsync());
        var samples = new List<ProcessMemory>();
        while (!reading.WaitForExit(1000))
        {
            if (ProcessMemory.Of(reading.Id.ToString(CultureInfo.InvariantCulture)) is not { } sample) continue;
            samples.Add(sample);
            if (samples.Count % 60 == 0) Console.WriteLine(Invariant($"  {clock.Elapsed:h\\:mm\\:ss}  resident {sample.Resident / 1024.0:N0} MiB, store {Bytes(store) / 1048576.0:N0} MiB"));
        }
        Task.WaitAll(output, errors);
        if (reading.ExitCode != 0)
        {
            Console.Error.WriteLine(errors.Result);
            return 2;
        }
        var (steady, peak) = (samples.Select(s => s.Resident).Order().ElementAt(samples.Count / 2) / 1024.0, samples.Max(s => s.Peak) / 1024.0);
        Console.WriteLine(output.Result.TrimEnd());
        Console.WriteLine(Invariant($"{articles:N0} articles in {clock.Elapsed.TotalMinutes:N1} min: resident {steady:N0} MiB (median), {samples[^1].Resident / 1024.0:N0} at the end, {peak:N0} at the peak: {peak / LimitMebibytes:P0} of the limit of 1.5 GB; store {Bytes(store) / 1048576.0:N0} MiB"));
        return 0;
    }

    private static long Bytes(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
