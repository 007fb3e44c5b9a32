using System.CommandLine;
using System.Diagnostics;
using System.Net.Sockets;
using Waybill.Storage;
using Waybill.Web.Server;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill serve</c>: the ledger in a browser.</summary>
public static class ServeVerb
{
    public sealed record Options(string? Store, string Url, bool Open, bool ReadOnly);

    private const string Default = "http://127.0.0.1:8642";

    public static Verb Verb { get; } = new(Build,
        "waybill serve --open\nwaybill serve --store archive.db --read-only\nWAYBILL_READER_TOKEN=… WAYBILL_ANALYST_TOKEN=… waybill serve --url http://0.0.0.0:8642");

    private static Command Build(CliHost host)
    {
        var url = new Option<string>("--url") { Description = $"Where to listen [default: {Default}]; port 0 takes a free one. Where others can reach it, tokens are demanded: WAYBILL_READER_TOKEN, WAYBILL_ANALYST_TOKEN", HelpName = "ADDRESS", DefaultValueFactory = _ => Default };
        var open = new Option<bool>("--open") { Description = "Open it in the browser" };
        var readOnly = new Option<bool>("--read-only") { Description = "Nobody can judge or add pages" };
        var store = Common.Store();
        var command = new Command("serve", "Look at the ledger in a browser, follow any value to its sentence, judge it; also the API") { url, open, readOnly, store };
        command.SetAction((r, cancel) => RunAsync(host, new Options(r.GetValue(store), r.GetValue(url) ?? Default, r.GetValue(open), r.GetValue(readOnly)), cancel));
        return command;
    }

    public static async Task<int> RunAsync(CliHost host, Options options, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var address)) throw new UsageException($"--url takes an address like {Default}, not '{Screens.Safe.Line(options.Url)}'.");
        var path = Common.StorePath(host, options.Store);
        // What cannot be opened is said now and not on the first page; a store that is not there yet can be filled from the browser.
        if (Store.IsOnServer(path) || File.Exists(path)) Store.Open(path).Dispose();
        else host.Error.Write($"waybill: there is no store at {Path.GetFullPath(path)} yet: the first page says how to fill it.\n");
        var settings = new WebOptions
        {
            Store = path,
            Address = address,
            ReadOnly = options.ReadOnly,
            ReaderToken = host.Environment("WAYBILL_READER_TOKEN"),
            AnalystToken = host.Environment("WAYBILL_ANALYST_TOKEN"),
            Program = host.Program,
        };
        if (settings.Problem() is { } problem) throw new UsageException(problem);
        var app = WebServer.Build(settings, host.Stages, host.Clock);
        await using (app.ConfigureAwait(false))
        {
            try
            {
                await app.StartAsync(cancel).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                throw new UsageException($"{address} cannot be listened at: {e.GetBaseException().Message}. --url http://127.0.0.1:0 takes a free port.");
            }
            var at = WebServer.AddressOf(app);
            await host.Out.WriteAsync($"Waybill shows {Store.Shown(path)} at {at}\n{(settings.Local ? "Only this machine can reach it." : "Others can reach it with a token.")}{(options.ReadOnly ? " Nobody can judge or add pages." : "")} Ctrl+C stops it.\n").ConfigureAwait(false);
            await host.Out.FlushAsync(cancel).ConfigureAwait(false);
            if (options.Open) Browse(host, at);
            try
            {
                await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                host.Error.Write("waybill: stopping …\n");
            }
            await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
        return Exit.Ok;
    }

    private static void Browse(CliHost host, Uri address)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            host.Error.Write($"waybill: no browser can be started here; open {address} yourself.\n");
        }
    }
}
