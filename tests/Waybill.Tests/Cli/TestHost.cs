using Waybill.Cli;
using Waybill.Pipeline;
using Waybill.Tests.Pipeline;

namespace Waybill.Tests.Cli;

/// <summary>What a command did: exit code, data, talk.</summary>
internal sealed record CommandResult(int Exit, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A folder of its own for one test, in which commands run in memory.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Path = Directory.CreateTempSubdirectory("waybill-test-").FullName;

    public string Path { get; }

    /// <summary>The store that commands use: a file in the folder unless another is given.</summary>
    public string Store { get => field ?? File("waybill.db"); init; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    public CommandResult Run(params string[] args) => Run(TinyStages.All(), args);

    public CommandResult Run(Stages stages, params string[] args) => Run(stages, 80, args);

    public CommandResult Run(Stages stages, int width, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost
        {
            Out = output,
            Error = error,
            Width = width,
            Environment = name => name == "WAYBILL_STORE" ? Store : Variables.GetValueOrDefault(name),
            StandardInput = () => new MemoryStream(Input),
            Stages = new Lazy<Stages>(stages),
            StandardOutput = () => Bytes = new MemoryStream(),
            Clock = Clock,
        };
        var exit = App.RunAsync(args, host, CancellationToken.None).GetAwaiter().GetResult();
        return new CommandResult(exit, output.ToString(), error.ToString());
    }

    public byte[] Input { get; set; } = [];

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>What a verb wrote as bytes last.</summary>
    public MemoryStream Bytes { get; private set; } = new();

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
