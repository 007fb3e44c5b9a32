using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Waybill.Bench.Load;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Stories;

namespace Waybill.Bench.Web;

/// <summary>The web as people meet it, the server as a process of its own: <c>web pages --store FILE</c> times each page, one reader
/// after the other, and weighs a first view; <c>web make --store FILE</c> makes a large one to ask (<see cref="MadeLedger"/>); <c>web readers --store FILE</c> lets many read, a page each every few seconds, with
/// <c>--read FOLDER</c> while another process reads pages into the same store at the lowest priority.</summary>
internal static class WebBench
{
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        int Number(string name, int otherwise) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : otherwise;
        if (args is ["make", ..] && Text("--store") is { } fresh && !File.Exists(fresh))
        {
            var clock = Stopwatch.StartNew();
            MadeLedger.Write(fresh, Number("--articles", 1_000_000), Number("--claims", 200_000));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"made in {clock.Elapsed.TotalSeconds:N0} s, {new FileInfo(fresh).Length / 1048576.0:N0} MiB"));
            return 0;
        }
        if (args.Length == 0 || args[0] is not ("pages" or "readers") || Text("--store") is not { } store || !File.Exists(store))
        {
            Console.Error.WriteLine("usage: web make --store NEW_FILE [--articles 1000000] [--claims 200000] | web pages --store FILE [--rounds 30] | web readers --store FILE [--readers 200] [--every 5] [--seconds 120] [--read FOLDER]");
            return 2;
        }
        using var server = Server.Start(store);
        var paths = Paths(store);
        return args[0] == "pages" ? Pages(server, paths, Number("--rounds", 30)) : Readers(server, paths, store, Number("--readers", 200), Number("--every", 5), Number("--seconds", 120), Text("--read"));
    }

    /// <summary>Median and slowest of each page, in milliseconds, and the processor time of the server for each, over HTTP without compression; then what a first view weighs on the wire.</summary>
    private static int Pages(Server server, IReadOnlyList<string> paths, int rounds)
    {
        var address = server.Address;
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = address };
        var cold = Stopwatch.StartNew();
        client.GetStringAsync("/").GetAwaiter().GetResult();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first page after the start, the ledger read into memory: {cold.Elapsed.TotalMilliseconds:N0} ms, {server.Cpu.TotalMilliseconds:N0} ms of processor time"));
        Console.WriteLine($"{"milliseconds of the server",-72}{"median",8}{"p95",8}{"CPU",8}{"kB",8}");
        var (worst, costliest) = (0.0, 0.0);
        foreach (var path in paths)
        {
            var times = new List<double>();
            var bytes = 0;
            var cpu = TimeSpan.Zero;
            for (var i = 0; i < rounds + 2; i++)
            {
                var clock = Stopwatch.StartNew();
                bytes = client.GetByteArrayAsync(path).GetAwaiter().GetResult().Length;
                if (i >= 2) times.Add(clock.Elapsed.TotalMilliseconds);
                if (i == 1) cpu = server.Cpu;
            }
            // The server's own processor time says the same on a busy machine.
            var each = (server.Cpu - cpu).TotalMilliseconds / rounds;
            costliest = Math.Max(costliest, each);
            times.Sort();
            worst = Math.Max(worst, times[times.Count / 2]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(path.Length > 70 ? path[..70] : path),-72}{times[times.Count / 2],8:N1}{times[(int)(times.Count * 0.95)],8:N1}{each,8:N1}{bytes / 1024.0,8:N0}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"slowest median {worst:N1} ms; most processor time of a page {costliest:N1} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first view of the overview with all it loads: {FirstView(address) / 1024.0:N0} kB over the wire"));
        return 0;
    }

    /// <summary>Bytes of the overview and of every file it names, compressed as a browser asks for.</summary>
    private static long FirstView(Uri address)
    {
        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        using var plain = new HttpClient { BaseAddress = address };
        var page = plain.GetStringAsync("/").GetAwaiter().GetResult();
        long sum = client.GetByteArrayAsync("/").GetAwaiter().GetResult().Length;
        foreach (var asset in page.Split("\"/assets/")[1..].Select(a => "/assets/" + a.Split('"')[0]).Distinct(StringComparer.Ordinal)) sum += client.GetByteArrayAsync(asset).GetAwaiter().GetResult().Length;
        return sum;
    }

    private static int Readers(Server server, IReadOnlyList<string> paths, string store, int readers, int every, int seconds, string? folder)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, UseCookies = false, MaxConnectionsPerServer = readers }) { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br, gzip");
        foreach (var path in paths) client.GetByteArrayAsync(path).GetAwaiter().GetResult();
        using var reading = folder is null ? null : Process.Start(new ProcessStartInfo("nice", ["-n", "19", "dotnet", Program, "read", folder, "--store", store, "--jobs", "1"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = reading?.StandardError.ReadToEndAsync();
        var times = new ConcurrentBag<double>();
        var errors = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var end = Stopwatch.StartNew();
        Task.WaitAll(Enumerable.Range(0, readers).Select(n => Task.Run(async () =>
        {
            var random = new Random(n);
            await Task.Delay(random.Next(every * 1000)).ConfigureAwait(false);
            while (end.Elapsed.TotalSeconds < seconds)
            {
                var clock = Stopwatch.StartNew();
                try
                {
                    using var answer = await client.GetAsync(paths[random.Next(paths.Count)]).ConfigureAwait(false);
                    await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
                    if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.Gone) errors.AddOrUpdate(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture), 1, (_, c) => c + 1);
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    errors.AddOrUpdate(e.GetType().Name, 1, (_, c) => c + 1);
                }
                times.Add(clock.Elapsed.TotalMilliseconds);
                await Task.Delay(Math.Max(0, every * 1000 - (int)clock.ElapsedMilliseconds)).ConfigureAwait(false);
            }
        })).ToArray());
        var still = reading is { HasExited: false };
        if (still) reading!.Kill(entireProcessTree: true);
        var all = times.Order().ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{readers} readers, a page each every {every} s, {seconds} s: {all.Length:N0} pages, {errors.Values.Sum()} errors{string.Concat(errors.Select(e => $" ({e.Key}: {e.Value})"))}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {all[all.Length / 2]:N0} ms, p95 {all[(int)(all.Length * 0.95)]:N0} ms, p99 {all[(int)(all.Length * 0.99)]:N0} ms, slowest {all[^1]:N0} ms{(folder is null ? "" : still ? "; a read ran all the while" : "; the read ended before the readers did")}"));
        return errors.IsEmpty ? 0 : 1;
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "waybill.dll");

    /// <summary>An address of every kind of page, each with the fullest record of a few.</summary>
    private static List<string> Paths(string path)
    {
        using var store = Store.Open(path);
        var paths = new List<string> { "/", "/?recipient=UKR&stage=movement", "/transfers", "/transfers?supplier=RUS&disputed=yes", "/articles", "/articles?claims=yes", "/stories", "/sources", "/followed", "/search?q=shipment+port", "/review", "/runs", "/lexicon?q=Leopard", "/api/v1/claims?after=8", "/feed.atom?supplier=RUS" };
        var claims = store.PagesWithClaims();
        foreach (var page in claims.Take(3)) paths.Add("/articles/" + page);
        var transfers = store.Records<Transfer>(AcrossTable.Transfer).Take(2000).OrderByDescending(t => t.Claims.Length).ThenBy(t => t.Id, StringComparer.Ordinal).Take(3).ToArray();
        paths.AddRange(transfers.Select(t => "/transfers/" + t.Id));
        paths.AddRange(transfers.Select(t => "/claims/" + t.Claims[0]));
        var families = store.Records<Family>(AcrossTable.Family).Take(2000).OrderByDescending(f => f.Members.Length).ThenBy(f => f.Id, StringComparer.Ordinal).Take(2);
        paths.AddRange(families.Select(f => "/families/" + f.Id));
        paths.AddRange(store.Records<Story>(AcrossTable.Story).Take(2000).OrderByDescending(s => s.Families.Length).ThenBy(s => s.Id, StringComparer.Ordinal).Take(2).Select(s => "/stories/" + s.Id));
        paths.AddRange(store.Records<Storyline>(AcrossTable.Storyline).Take(2000).OrderByDescending(s => s.Stories.Length).ThenBy(s => s.Id, StringComparer.Ordinal).Take(1).Select(s => "/storylines/" + s.Id));
        return paths;
    }

    /// <summary><c>waybill serve</c> on a free port.</summary>
    private sealed class Server : IDisposable
    {
        private readonly Process _process;

        private Server(Process process, Uri address) => (_process, Address) = (process, address);

        public Uri Address { get; }

        /// <summary>Processor time of the server so far.</summary>
        public TimeSpan Cpu
        {
            get
            {
                _process.Refresh();
                return _process.TotalProcessorTime;
            }
        }

        public static Server Start(string store)
        {
            var process = Process.Start(new ProcessStartInfo("dotnet", [Program, "serve", "--store", store, "--url", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            _ = process.StandardError.ReadToEndAsync();
            while (process.StandardOutput.ReadLine() is { } line)
            {
                if (line.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at) return new Server(process, new Uri(line[at..].Trim()));
            }
            throw new InvalidOperationException("The server did not start: " + process.StandardError.ReadToEnd());
        }

        public void Dispose()
        {
            if (!_process.HasExited) _process.Kill();
            _process.Dispose();
        }
    }
}
