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
    private const int Pages = 160;

    private static readonly string[] Kinds = ["page", "article", "claim", "family", "story", "storyline", "transfer"];

    [Fact]
    public void Killed_then_interrupted_then_finished_it_gives_the_same_ledger()
    {
        using var folder = new TestFolder();
        WritePages(folder);
        Run(folder, "whole.db", new() { ["LC_ALL"] = "C.UTF-8", ["TZ"] = "UTC" }, "--jobs", "1").ShouldBe(0);
        // On a busy machine a signal can come when all is done: then it is tried again, with an empty store.
        var midway = false;
        for (var attempt = 0; attempt < 5 && !midway; attempt++)
        {
            foreach (var file in Directory.GetFiles(folder.Path, "broken.db*")) File.Delete(file);
            using (var child = Start(folder, "broken.db", []))
            {
                WaitForPages(folder.File("broken.db"), 1);
                child.Kill(); // SIGKILL: no handler runs
                child.WaitForExit();
            }
            var kept = Count(folder.File("broken.db"));
            using (var child = Start(folder, "broken.db", []))
            {
                WaitForPages(folder.File("broken.db"), kept + 1);
                using var interrupt = Process.Start("kill", ["-INT", child.Id.ToString(CultureInfo.InvariantCulture)]);
                var error = child.StandardError.ReadToEnd();
                child.WaitForExit();
                midway = kept > 0 && Count(folder.File("broken.db")) < Pages;
                if (midway)
                {
                    child.ExitCode.ShouldBe(2, error);
                    error.ShouldContain("goes on from here");
                }
            }
        }
        midway.ShouldBeTrue("no signal came in the middle");
        folder.Run(LazyStages.Value, "ledger", "--store", folder.File("broken.db")).Error.ShouldContain("waybill rebuild");
        // Another culture, another zone, other jobs: none of it may be seen either.
        Run(folder, "broken.db", new() { ["LC_ALL"] = "tr_TR.UTF-8", ["LANG"] = "tr_TR.UTF-8", ["TZ"] = "Pacific/Kiritimati" }, "--jobs", "3").ShouldBe(0);
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
        folder.Run(LazyStages.Value, "doctor", "--store", folder.File("broken.db")).Out.ShouldContain("was broken off");
    }

    /// <summary>One process reads everything under a Turkish culture, so that no row comes from another.</summary>
    [Fact]
    public void Culture_and_time_zone_cannot_be_seen_in_what_comes_out()
    {
        using var folder = new TestFolder();
        WritePages(folder, 20);
        Run(folder, "turkish.db", new() { ["LC_ALL"] = "tr_TR.UTF-8", ["LANG"] = "tr_TR.UTF-8", ["TZ"] = "Pacific/Kiritimati" }).ShouldBe(0);
        folder.Run(LazyStages.Value, "read", folder.File("in"), "--store", folder.File("here.db")).Exit.ShouldBe(0);
        Exports(folder, "turkish.db").ShouldBe(Exports(folder, "here.db"));
    }

    [Fact]
    public void A_pipe_that_closes_early_is_no_error()
    {
        using var folder = new TestFolder();
        WritePages(folder, 20);
        folder.Run(LazyStages.Value, "read", folder.File("in"), "--store", folder.File("s.db")).Exit.ShouldBe(0);
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", $"set -o pipefail; dotnet '{Program}' export article --store '{folder.File("s.db")}' | head -c 1"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        shell.StandardError.ReadToEnd().ShouldBeEmpty();
        shell.WaitForExit();
        shell.ExitCode.ShouldBe(0);
    }

    private static readonly Lazy<Waybill.Pipeline.Stages> LazyStages = new(Composition.Stages);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "waybill.dll");

    /// <summary>Pages with claims, copies and a page without a date, each with words of its own.</summary>
    private static void WritePages(TestFolder folder, int count = Pages)
    {
        string[] states = ["Turkey", "Iran", "South Korea", "France", "Sweden", "Italy", "Indonesia", "Poland"];
        string[] items = ["howitzers", "anti-tank missiles", "attack drones", "main battle tanks", "artillery shells"];
        for (var i = 0; i < count; i++)
        {
            var n = i % 5 == 4 ? i - 1 : i; // every fifth is a copy of the one before
            var text = string.Create(CultureInfo.InvariantCulture, $"""
                {states[n % 8]} delivers {items[n % 5]} number {n}

                {(n % 3 == 0 ? "January 4, 2024" : "By our own reporter")}

                {states[n % 8]} has delivered {10 + n} {items[n % 5]} to {states[(n + 3) % 8]}, the defence ministry said on Tuesday. Istanbul and Diyarbakır were named as ports, file {n}.

                The agreement was signed in 2022 and covers {200 + n} vehicles in all, according to officials who spoke at exhibition {n}. İstanbul'da ıslak.
                """);
            folder.Write(string.Create(CultureInfo.InvariantCulture, $"in/{i:0000}.txt"), text + (i == n ? "" : "\n\nShare this page\n"));
        }
    }

    private static string Exports(TestFolder folder, string store) =>
        string.Concat(Kinds.Select(kind => folder.Run(LazyStages.Value, "export", kind, "--store", folder.File(store)).Out));

    private static Process Start(TestFolder folder, string store, Dictionary<string, string> environment, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "read", folder.File("in"), "--store", folder.File(store), .. more]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static int Run(TestFolder folder, string store, Dictionary<string, string> environment, params string[] more)
    {
        using var child = Start(folder, store, environment, more);
        child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode;
    }

    /// <summary>Waits until the child has committed so many pages, or has ended.</summary>
    private static void WaitForPages(string store, long pages)
    {
        for (var tries = 0; tries < 6000 && Count(store) < pages; tries++) Thread.Sleep(5);
    }

    private static long Count(string store)
    {
        if (!File.Exists(store)) return 0;
        try
        {
            using var connection = new SqliteConnection($"Data Source={store};Mode=ReadOnly;Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM page";
            return (long)command.ExecuteScalar()!;
        }
        catch (SqliteException)
        {
            return 0; // not made yet
        }
    }
}
