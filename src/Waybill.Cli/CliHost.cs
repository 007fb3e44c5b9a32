using Waybill.Pipeline;

namespace Waybill.Cli;

/// <summary>All that a verb touches of the outside world: handed in, so that every verb runs in memory in tests.</summary>
public sealed record CliHost
{
    /// <summary>Data goes here.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Talk goes here.</summary>
    public required TextWriter Error { get; init; }
    public Func<Stream> StandardInput { get; init; } = () => Stream.Null;
    public Func<Stream> StandardOutput { get; init; } = () => Stream.Null;
    public Func<string, string?> Environment { get; init; } = _ => null;
    public bool OutIsTerminal { get; init; }
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width { get; init; } = 80;
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Made when first needed: `--version` loads no lexicon.</summary>
    public required Lazy<Stages> Stages { get; init; }

    public string Program { get; init; } = "waybill " + ThisProgram.Version;

    /// <summary>Colour where a person looks at it and has not said no (https://no-color.org).</summary>
    public bool Colour => OutIsTerminal && string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb";

    public Screens.Screen Screen() => new(Out, Colour, Width);
}

/// <summary>What this program calls itself.</summary>
public static class ThisProgram
{
    public static string Version { get; } = typeof(ThisProgram).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
