using System.Runtime.InteropServices;
using System.Text;
using Waybill.Cli;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    // The first signal asks the run to end in order; a second one is not held back.
    if (stop.IsCancellationRequested) return;
    context.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var output = new StreamWriter(Console.OpenStandardOutput(), utf8, 1 << 16) { NewLine = "\n", AutoFlush = !Console.IsOutputRedirected };
using var error = new StreamWriter(Console.OpenStandardError(), utf8, 1 << 12) { NewLine = "\n", AutoFlush = true };

var host = new CliHost
{
    Out = output,
    Error = error,
    StandardInput = Console.OpenStandardInput,
    StandardOutput = Console.OpenStandardOutput,
    Environment = Environment.GetEnvironmentVariable,
    OutIsTerminal = !Console.IsOutputRedirected,
    ErrorIsTerminal = !Console.IsErrorRedirected,
    Width = TerminalWidth(),
    Stages = new Lazy<Waybill.Pipeline.Stages>(Composition.Stages),
};
try
{
    return await App.RunAsync(args, host, stop.Token).ConfigureAwait(false);
}
catch (IOException e) when (e is not (FileNotFoundException or FileLoadException))
{
    // The reader of a pipe has gone (`waybill ledger | head`): nothing left to say, and nobody to say it to.
    return 0;
}

static int TerminalWidth()
{
    if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var columns) && columns > 0) return columns;
    try
    {
        return Console.IsOutputRedirected ? 120 : Math.Max(Console.WindowWidth, 40);
    }
    catch (IOException)
    {
        return 80;
    }
}
