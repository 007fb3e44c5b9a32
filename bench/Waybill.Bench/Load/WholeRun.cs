using System.Diagnostics;
using System.Globalization;

namespace Waybill.Bench.Load;

/// <summary>The whole program over a made load on disk, every command in a process of its own, so that its CPU time and its
/// peak memory are its own: first all pages, then the same again, then <c>--more</c> new pages into the full store, then what
/// people ask of it.</summary>
internal sealed class WholeRun(LoadOptions options, int more, Timing peer, int peerPages)
{
    /// <summary>What a child did.</summary>
    private readonly record struct Child(double Cpu, double Wall, double PeakMebibytes, int Exit, string Output);

    private readonly string _folder = Directory.CreateTempSubdirectory("waybill-run-").FullName;

    public void Run()
    {
        try
        {
            var (pages, bytes) = Write();
            var program = Path.Combine(AppContext.BaseDirectory, "waybill.dll");
            Console.WriteLine(Invariant($"whole program, {pages:N0} pages and {more:N0} more, {bytes / 1048576.0:N0} MiB on disk, one process a command, --jobs 1"));
            Console.WriteLine($"{"",-44}{"pages/s/core",14}{"CPU s",10}{"wall s",10}{"peak MiB",10}{"× peer's time",15}");
            Tell("read all", pages, Start(program, "read", Pages("all"), "--jobs", "1"));
            Tell("read again (all known)", pages, Start(program, "read", Pages("all"), "--jobs", "1"));
            Tell("read the new pages into it", more, Start(program, "read", Pages("more"), "--jobs", "1"));
            Tell("rebuild", pages + more, Start(program, "rebuild"));
            Tell("verify", pages + more, Start(program, "verify"));
            Tell("export claim", pages + more, Start(program, "export", "claim"));
            var ledger = Start(program, "ledger", "--json");
            Tell("ledger", pages + more, ledger);
            var first = ledger.Output.Split("\"id\":\"", 3) is [_, var rest, ..] ? rest[..rest.IndexOf('"', StringComparison.Ordinal)] : null;
            if (first is not null) Tell("show a transfer", 1, Start(program, "show", first));
            Tell("claims --limit 50", pages + more, Start(program, "claims", "--limit", "50"));
            Tell("articles --limit 50", pages + more, Start(program, "articles", "--limit", "50"));
            Tell("doctor", pages + more, Start(program, "doctor"));
            var store = new FileInfo(Store).Length;
            Console.WriteLine(Invariant($"store {store / 1024.0 / (pages + more):N1} kB a page, {store / (double)GzipBytes():N2} × gzip -6 of the same pages"));
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private string Store => Path.Combine(_folder, "waybill.db");

    private string Pages(string part) => Path.Combine(_folder, part);

    private (int Pages, long Bytes) Write()
    {
        var (pages, bytes) = (0, 0L);
        // The last stories are new: copies of older ones among them, as in a crawl.
        foreach (var page in new LoadGenerator(options with { Pages = options.Pages + more }).Pages())
        {
            var file = Path.Combine(Pages(pages < options.Pages ? "all" : "more"), page.File);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, page.Html);
            bytes += page.Html.Length;
            pages++;
        }
        return ((int)options.Pages, bytes);
    }

    /// <summary>What gzip would keep of each page, from every 20th.</summary>
    private long GzipBytes()
    {
        long packed = 0;
        var files = Directory.EnumerateFiles(_folder, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < files.Count; i += 20)
        {
            using var memory = new MemoryStream();
            using (var zip = new System.IO.Compression.GZipStream(memory, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true)) zip.Write(File.ReadAllBytes(files[i]));
            packed += memory.Length;
        }
        return packed * files.Count / ((files.Count + 19) / 20);
    }

    /// <summary>Bash tells the CPU time of its child exactly, however short it lived; the peak is looked up while it lives.</summary>
    private Child Start(string program, params string[] args)
    {
        var start = new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='%U %S'; time \"$0\" \"$@\"", "dotnet", program, .. args])
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["WAYBILL_STORE"] = Store;
        var clock = Stopwatch.StartNew();
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var error = shell.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!shell.WaitForExit(20)) peak = Math.Max(peak, PeakOfChild(shell.Id));
        var wall = clock.Elapsed.TotalSeconds;
        Task.WaitAll(output, error);
        if (shell.ExitCode > 1) throw new InvalidOperationException($"{string.Join(' ', args)}: {error.Result}");
        var times = error.Result.TrimEnd('\n').Split('\n')[^1].Split(' ');
        return new Child(times.Sum(t => double.Parse(t, CultureInfo.InvariantCulture)), wall, peak / 1024.0, shell.ExitCode, output.Result);
    }

    /// <summary>Peak resident memory of the shell's one child, in KiB.</summary>
    private static long PeakOfChild(int shell)
    {
        try
        {
            return ProcessMemory.Of(File.ReadAllText(Invariant($"/proc/{shell}/task/{shell}/children")).Trim())?.Peak ?? 0;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return 0; // not yet, or no longer, there
        }
    }

    private void Tell(string name, int pages, Child child) => Console.WriteLine(Invariant(
        $"{name,-44}{pages / child.Cpu,14:N0}{child.Cpu,10:N1}{child.Wall,10:N1}{child.PeakMebibytes,10:N0}{child.Cpu / pages / (peer.Seconds / peerPages),15:N2}"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
