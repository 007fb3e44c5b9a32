using System.Diagnostics;
using System.Text;

namespace Waybill.Bench.Load;

/// <summary><c>guide FILE…</c>: runs every <c>$ ./waybill …</c> line of the console blocks in Markdown files, in order and on one
/// fresh store, and writes what it printed below it, so that the output in README and guide is real. Run it from the checkout.</summary>
public static class GuideVerb
{
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args.Length == 0 || !File.Exists("Waybill.slnx"))
        {
            Console.Error.WriteLine("usage, from the checkout: guide README.md docs/guide/*.md");
            return 2;
        }
        foreach (var file in args)
        {
            // A folder with nothing in it but the launcher and the samples, as after cloning: the store is the default one.
            var folder = Directory.CreateTempSubdirectory("waybill-guide-").FullName;
            foreach (var name in (string[])["waybill", "samples"]) File.CreateSymbolicLink(Path.Combine(folder, name), Path.GetFullPath(name));
            File.WriteAllText(file, Refresh(File.ReadAllLines(file), folder));
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static string Refresh(string[] lines, string folder)
    {
        var text = new StringBuilder();
        var console = false;
        foreach (var line in lines)
        {
            if (console && line.StartsWith("```", StringComparison.Ordinal)) console = false;
            else if (line == "```console") console = true;
            else if (console && !line.StartsWith("$ ", StringComparison.Ordinal)) continue;
            text.Append(line).Append('\n');
            if (console && line.StartsWith("$ ./waybill", StringComparison.Ordinal)) text.Append(Output(line[2..], folder));
        }
        return text.ToString();
    }

    /// <summary>What a command line prints, talk and data together.</summary>
    private static string Output(string command, string folder)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo("bash", ["-c", command + " 2>&1"]) { RedirectStandardOutput = true, WorkingDirectory = folder } };
        process.StartInfo.Environment.Remove("WAYBILL_STORE");
        process.StartInfo.Environment["COLUMNS"] = "100";
        process.Start();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Console.Error.WriteLine($"guide: {command} → {process.ExitCode}");
        // Progress and the first build are different each time.
        var lines = output.Replace("\r", "", StringComparison.Ordinal).TrimEnd('\n').Split('\n')
            .Where(l => !l.StartsWith("reading ", StringComparison.Ordinal) && !l.StartsWith("waybill: building", StringComparison.Ordinal));
        return string.Join('\n', lines) + "\n";
    }
}
