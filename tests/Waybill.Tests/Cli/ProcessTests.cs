using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Shouldly;
using Waybill.Cli;
using Waybill.Tests.Samples;
using Xunit;

namespace Waybill.Tests.Cli;

/// <summary>The program as people run it: real processes, real stages, real files.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProcessTests
{
    private static readonly string[] Kinds = ["page", "article", "claim", "family", "story", "storyline", "transfer"];

    [Fact]
    public void Killed_then_interrupted_then_finished_it_gives_the_same_ledger()
    {
        using var folder = new TestFolder();
        // Sources are taken in the order of their names, and "#" comes before "-" comes before "i": with one worker the
        // child stops in the middle until its standard input is closed.
        WritePages(folder, "#in", 0, 40);
        WritePages(folder, "in", 40, 80);
        string[] paths = ["#in", "-", "in"];
        Run(folder, "whole.db", new() { ["LC_ALL"] = "C.UTF-8", ["TZ"] = "UTC" }, paths).ShouldBe(0);
        var store = folder.File("broken.db");
        using (var child = Start(folder, "broken.db", [], [.. paths, "--jobs", "1"]))
        {
            WaitFor(store, "SELECT count(*) FROM page", 40);
            child.Kill(); // SIGKILL: no handler runs
            child.WaitForExit();
        }
        using (var child = Start(folder, "broken.db", [], [.. paths, "--jobs", "1"]))
        {
            WaitFor(store, "SELECT known FROM run WHERE id = 2", 40);
            // TERM and INT end in one handler; a test run that a shell started in the background ignores INT, and so would its child.
            using var interrupt = Process.Start("kill", ["-TERM", child.Id.ToString(CultureInfo.InvariantCulture)]);
            child.StandardError.ReadLine().ShouldNotBeNull().ShouldContain("stopping");
            child.StandardInput.Close();
            child.StandardError.ReadToEnd().ShouldContain("goes on from here");
            child.WaitForExit();
            child.ExitCode.ShouldBe(2);
        }
        Ask(store, "SELECT count(*) FROM page").ShouldBe(40);
        folder.Run(LazyStages.Value, "ledger", "--store", folder.File("broken.db")).Error.ShouldContain("waybill rebuild");
        // Another culture, another zone, other jobs: none of it may be seen either.
        Run(folder, "broken.db", new() { ["LC_ALL"] = "tr_TR.UTF-8", ["LANG"] = "tr_TR.UTF-8", ["TZ"] = "Pacific/Kiritimati" }, [.. paths, "--jobs", "3"]).ShouldBe(0);
        var whole = Exports(folder, "whole.db");
        whole.ShouldContain("waybill.transfer/1");
        Exports(folder, "broken.db").ShouldBe(whole);
        var validator = new SchemaValidator(SchemaTests.Folder);
        foreach (var line in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var record = JsonDocument.Parse(line).RootElement;
            validator.Faults(record.GetProperty("version").GetString()!.Split('.', '/')[1], record).ShouldBeEmpty(line);
        }
        folder.Run(LazyStages.Value, "verify", "--store", folder.File("broken.db")).Exit.ShouldBe(0);
        folder.Run(LazyStages.Value, "rebuild", "--store", folder.File("broken.db")).Out.ShouldContain("identical");
        folder.Run(LazyStages.Value, "doctor", "--store", folder.File("broken.db")).Out.ShouldContain("Sound");
    }

    /// <summary>One process reads everything under a Turkish culture, so that no row comes from another.</summary>
    [Fact]
    public void Culture_and_time_zone_cannot_be_seen_in_what_comes_out()
    {
        using var folder = new TestFolder();
        WritePages(folder, "in", 0, 20);
        Run(folder, "turkish.db", new() { ["LC_ALL"] = "tr_TR.UTF-8", ["LANG"] = "tr_TR.UTF-8", ["TZ"] = "Pacific/Kiritimati" }, folder.File("in")).ShouldBe(0);
        folder.Run(LazyStages.Value, "read", folder.File("in"), "--store", folder.File("here.db")).Exit.ShouldBe(0);
        Exports(folder, "turkish.db").ShouldBe(Exports(folder, "here.db"));
    }

    [Fact]
    public void A_pipe_that_closes_early_is_no_error()
    {
        using var folder = new TestFolder();
        WritePages(folder, "in", 0, 20);
        folder.Run(LazyStages.Value, "read", folder.File("in"), "--store", folder.File("s.db")).Exit.ShouldBe(0);
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", $"set -o pipefail; dotnet '{Program}' export article --store '{folder.File("s.db")}' | head -c 1"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        shell.StandardError.ReadToEnd().ShouldBeEmpty();
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0);
    }

    private static readonly Lazy<Waybill.Pipeline.Stages> LazyStages = new(Composition.Stages);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "waybill.dll");

    /// <summary>Pages with claims, copies and a page without a date, each with words of its own.</summary>
    private static void WritePages(TestFolder folder, string below, int from, int to)
    {
        string[] states = ["Turkey", "Iran", "South Korea", "France", "Sweden", "Italy", "Indonesia", "Poland"];
        string[] items = ["howitzers", "anti-tank missiles", "attack drones", "main battle tanks", "artillery shells"];
        for (var i = from; i < to; i++)
        {
            var n = i % 5 == 4 ? i - 1 : i; // every fifth is a copy of the one before
            var text = string.Create(CultureInfo.InvariantCulture, $"""
                {states[n % 8]} delivers {items[n % 5]} number {n}

                {(n % 3 == 0 ? "January 4, 2024" : "By our own reporter")}

                {states[n % 8]} has delivered {10 + n} {items[n % 5]} to {states[(n + 3) % 8]}, the defence ministry said on Tuesday. Istanbul and Diyarbakır were named as ports, file {n}.

                The agreement was signed in 2022 and covers {200 + n} vehicles in all, according to officials who spoke at exhibition {n}. İstanbul'da ıslak.
                """);
            folder.Write(string.Create(CultureInfo.InvariantCulture, $"{below}/{i:0000}.txt"), text + (i == n ? "" : "\n\nShare this page\n"));
        }
    }

    private static string Exports(TestFolder folder, string store) =>
        string.Concat(Kinds.Select(kind => folder.Run(LazyStages.Value, "export", kind, "--store", folder.File(store)).Out));

    private static Process Start(TestFolder folder, string store, Dictionary<string, string> environment, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "read", "--store", folder.File(store), .. more])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static int Run(TestFolder folder, string store, Dictionary<string, string> environment, params string[] more)
    {
        using var child = Start(folder, store, environment, more);
        child.StandardInput.Close();
        child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode;
    }

    /// <summary>Waits until the child has committed what makes the answer so large.</summary>
    private static void WaitFor(string store, string sql, long wanted)
    {
        for (var tries = 0; Ask(store, sql) < wanted; tries++)
        {
            tries.ShouldBeLessThan(6000, "the child does not get on: " + sql);
            Thread.Sleep(10);
        }
    }

    private static long Ask(string store, string sql)
    {
        if (!File.Exists(store)) return 0;
        try
        {
            using var connection = new SqliteConnection($"Data Source={store};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar() is long n ? n : 0;
        }
        catch (SqliteException)
        {
            return 0; // not made yet
        }
    }
}
