using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Waybill.Tests.Storage.PostgresServers))]

namespace Waybill.Tests.Storage;

/// <summary>A private PostgreSQL: its own folder below the temporary one, its own port on this machine alone. It will not run as root: there it runs as the
/// user postgres, whom the package makes.</summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("waybill-pg-").FullName;
    private readonly string _bin;
    private static int _stores;

    public PostgresServer()
    {
        _bin = Bin ?? throw new InvalidOperationException("no PostgreSQL");
        Port = FreePort();
        if (AsRoot) Must("chown", "postgres", _folder);
        Must(Command("initdb"), [.. Prefix("initdb"), "-D", Data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync"]);
        // One user needs a password.
        File.WriteAllText(Path.Combine(Data, "pg_hba.conf"), "host all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
        Start();
    }

    public int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    private static bool AsRoot => Environment.UserName == "root";

    /// <summary>Where the server's programs lie; null where there are none or where the user postgres is missing.</summary>
    public static string? Bin { get; } = FindBin();

    /// <summary>The address of a database, as a user of that name.</summary>
    public string Address(string user = "postgres", string database = "postgres", string more = "") =>
        string.Create(CultureInfo.InvariantCulture, $"postgres://{user}@127.0.0.1:{Port}/{database}{more}");

    /// <summary>The address of a store that nobody else uses.</summary>
    public string NewStore() => Address(more: string.Create(CultureInfo.InvariantCulture, $"?schema=s{Interlocked.Increment(ref _stores)}"));

    /// <summary>Starts it; what commits survives a kill of the server, not of the machine.</summary>
    public void Start() => Must(Command("pg_ctl"), [.. Prefix("pg_ctl"), "-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "-o",
        string.Create(CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=60 -c shared_buffers=64MB"), "start"]);

    /// <summary>As if all its processes were killed: open transactions are lost.</summary>
    public void Kill() => Must(Command("pg_ctl"), [.. Prefix("pg_ctl"), "-D", Data, "-w", "-m", "immediate", "stop"]);

    public void Dispose()
    {
        try { Kill(); }
        catch (InvalidOperationException) { /* It does not run. */ }
        try { Directory.Delete(_folder, recursive: true); }
        catch (IOException) { /* The system's own cleaning takes it. */ }
    }

    public void Do(string sql)
    {
        using var connection = new NpgsqlConnection(string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Pooling=false"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private string Command(string program) => AsRoot ? "runuser" : Path.Combine(_bin, program);

    private string[] Prefix(string program) => AsRoot ? ["-u", "postgres", "--", Path.Combine(_bin, program)] : [];

    private static void Must(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { WorkingDirectory = Path.GetTempPath(), RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        // pg_ctl leaves the server with its output: that is not waited for.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (!process.HasExited) process.WaitForExit(50);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', args)}: {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindBin()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return null;
        if (AsRoot && (!File.Exists("/etc/passwd") || !File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)))) return null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")) : []);
        return folders.FirstOrDefault(f => f.Length > 0 && File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));
    }
}

/// <summary>The one server that tests share, started for the first who asks.</summary>
public sealed class PostgresServers : IDisposable
{
    private static readonly Lock Gate = new();
    private static PostgresServer? _shared;

    /// <summary>The shared server; the test is skipped where there is no PostgreSQL.</summary>
    public static PostgresServer Shared
    {
        get
        {
            Need();
            lock (Gate) return _shared ??= new PostgresServer();
        }
    }

    public static void Need()
    {
        if (PostgresServer.Bin is null) Assert.Skip("PostgreSQL is not installed (apt-get install postgresql)");
    }

    public void Dispose()
    {
        lock (Gate) _shared?.Dispose();
    }
}
