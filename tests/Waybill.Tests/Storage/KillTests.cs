using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Shouldly;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Storage;

/// <summary>Workers and the server are killed again and again while pages are read: nothing is lost, nothing is there twice, and the ledger is the
/// one of a single undisturbed process. <c>WAYBILL_KILL_PAGES</c> gives another number of pages (20000 for the long run).</summary>
public sealed class KillTests
{
    private const int Workers = 2;

    [Fact]
    public void Killed_workers_and_a_killed_server_leave_the_ledger_of_one_process()
    {
        PostgresServers.Need();
        var pages = int.TryParse(Environment.GetEnvironmentVariable("WAYBILL_KILL_PAGES"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 160;
        var (random, kills) = (new Random(7), pages <= 1000 ? 4 : 40);
        using var folder = new TestFolder();
        Write(folder, pages);
        folder.Run(StoreContract.Real.Value, "read", folder.File("in")).Exit.ShouldBe(0);
        using var server = new PostgresServer();
        var store = server.NewStore();
        folder.Run(StoreContract.Real.Value, "read", folder.File("in"), "--queue", "--store", store).Exit.ShouldBe(0);
        var workers = Enumerable.Range(0, Workers).Select(_ => Start(store)).ToArray();
        var (left, killedWorkers, killedServers) = (pages, 0, 0);
        var clock = Stopwatch.StartNew();
        while (workers.Any(w => !w.HasExited))
        {
            clock.Elapsed.TotalMinutes.ShouldBeLessThan(60, "the workers do not get on");
            Thread.Sleep(50);
            var open = Open(server, store);
            // Each kill finds other work done and other work under way.
            if (killedWorkers + killedServers < kills && open > 0 && left - open >= pages / (kills + 2))
            {
                left = open;
                if (random.Next(2) == 0 && killedWorkers > 0)
                {
                    server.Kill();
                    Thread.Sleep(random.Next(300));
                    server.Start();
                    killedServers++;
                }
                else
                {
                    workers[random.Next(Workers)].Kill();
                    killedWorkers++;
                }
            }
            for (var i = 0; i < Workers; i++)
            {
                if (!workers[i].HasExited || workers[i].ExitCode == 0) continue;
                workers[i].Dispose();
                workers[i] = Start(store);
            }
        }
        foreach (var worker in workers) worker.Dispose();
        killedWorkers.ShouldBeGreaterThan(0);
        TestContext.Current.SendDiagnosticMessage($"{pages} pages, {killedWorkers} workers and {killedServers} servers killed, {clock.Elapsed.TotalSeconds:N0} s");
        folder.Run("queue", "--store", store).Out.ShouldContain("0  in quarantine");
        StoreContract.Exports(folder, store).ShouldBe(StoreContract.Exports(folder));
        folder.Run(StoreContract.Real.Value, "rebuild", "--store", store).Out.ShouldContain("identical");
        var doctor = folder.Run(StoreContract.Real.Value, "doctor", "--store", store).Out;
        doctor.Split('\n').Where(l => !l.Contains("was broken off", StringComparison.Ordinal) && !l.Contains("run the same command again", StringComparison.Ordinal)).ShouldAllBe(l => l.Length == 0 || l.StartsWith("Sound", StringComparison.Ordinal), doctor);
    }

    private static Process Start(string store)
    {
        var worker = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "waybill.dll"), "worker", "--drain", "--jobs", "1", "--lease", "2", "--attempts", "100", "--store", store])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        worker.StandardInput.Close();
        worker.BeginOutputReadLine();
        worker.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Pages in the queue, or none where the server does not answer.</summary>
    private static int Open(PostgresServer server, string store)
    {
        try
        {
            using var connection = new NpgsqlConnection(string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={server.Port};Username=postgres;Database=postgres;Pooling=false;Search Path={store[(store.IndexOf('=', StringComparison.Ordinal) + 1)..]}"));
            connection.Open();
            using var command = new NpgsqlCommand("SELECT count(*)::int FROM queue", connection);
            return (int)command.ExecuteScalar()!;
        }
        catch (NpgsqlException)
        {
            return 0;
        }
    }

    /// <summary>Pages with claims, copies and pages without a date, each with words of its own.</summary>
    private static void Write(TestFolder folder, int pages)
    {
        string[] states = ["Turkey", "Iran", "South Korea", "France", "Sweden", "Italy", "Indonesia", "Poland"];
        string[] items = ["howitzers", "anti-tank missiles", "attack drones", "main battle tanks", "artillery shells"];
        for (var i = 0; i < pages; i++)
        {
            var n = i % 5 == 4 ? i - 1 : i; // every fifth is a copy of the one before
            folder.Write(string.Create(CultureInfo.InvariantCulture, $"in/{i:00000}.txt"), string.Create(CultureInfo.InvariantCulture, $"""
                {states[n % 8]} delivers {items[n % 5]} number {n}

                {(n % 3 == 0 ? "January 4, 2024" : "By our own reporter")}

                {states[n % 8]} has delivered {10 + n} {items[n % 5]} to {states[(n + 3) % 8]}, the defence ministry said on Tuesday. The ports of Izmir and Varna were named, file {n}.

                The agreement was signed in 2022 and covers {200 + n} vehicles in all, according to officials who spoke at exhibition {n}.
                """) + (i == n ? "" : "\n\nShare this page\n"));
        }
    }
}
