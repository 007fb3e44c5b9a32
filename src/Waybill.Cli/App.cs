using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Waybill.Cli.Verbs;
using Waybill.Pipeline.Sources;
using Waybill.Storage;

namespace Waybill.Cli;

/// <summary>Exit codes, the same for every verb.</summary>
public static class Exit
{
    public const int Ok = 0;
    public const int NothingFound = 1;
    public const int Error = 2;
}

/// <summary>The command tree, and the one place where errors become words and exit codes.</summary>
public static class App
{
    /// <summary>All verbs, in the order of help.</summary>
    public static IReadOnlyList<Verb> Verbs { get; } =
    [
        ReadVerb.Verb, WorkerVerb.Verb, QueueVerb.Verb, LedgerVerb.Verb, ShowVerb.Verb,
        ArticlesVerb.Verb, FamiliesVerb.Verb, StoriesVerb.Verb, ClaimsVerb.Verb, SearchVerb.Verb, MissedVerb.Verb,
        ExportVerb.Verb, ImportVerb.Verb, DossierVerb.Verb, JudgeVerb.Verb, ChangesVerb.Verb, FollowVerb.Verb, VerifyVerb.Verb, SealVerb.Verb, WithdrawVerb.Verb, LexiconVerb.Verb, RederiveVerb.Verb, RebuildVerb.Verb, ExplainVerb.Verb, PageVerb.Verb, ServeVerb.Verb, McpVerb.Verb, DoctorVerb.Verb, CopyVerb.Verb,
    ];

    public static RootCommand Tree(CliHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var root = new RootCommand("Waybill reads news pages and keeps a sourced ledger of arms transfers.") { HelpName = "waybill" };
        var examples = new Dictionary<Command, string>
        {
            [root] = "waybill read samples\nwaybill ledger --recipient Russia\nwaybill show 3f9a1c2e",
        };
        foreach (var verb in Verbs)
        {
            var command = verb.Build(host);
            examples[command] = verb.Examples;
            root.Add(command);
        }
        root.SetAction(result =>
        {
            host.Out.Write(Help(root, host));
            return Exit.Ok;
        });
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help }) option.Action = new HelpWithExamples(help, examples, host.Width);
            if (option is VersionOption version) version.Action = new PrintVersion(host);
        }
        return root;
    }

    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliHost host, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(host);
        var result = Tree(host).Parse(args);
        try
        {
            if (result.Errors.Count > 0 && result.Action is not (HelpWithExamples or PrintVersion))
            {
                foreach (var error in result.Errors) await host.Error.WriteAsync("waybill: " + error.Message + "\n").ConfigureAwait(false);
                var verb = result.CommandResult.Command is RootCommand ? "" : result.CommandResult.Command.Name + " ";
                await host.Error.WriteAsync($"Try: waybill {verb}--help\n").ConfigureAwait(false);
                return Exit.Error;
            }
            var configuration = new InvocationConfiguration
            {
                Output = host.Out,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await result.InvokeAsync(configuration, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is StoreException or SourceException or UsageException or Pipeline.Extractors.ChatException)
        {
            await host.Error.WriteAsync("waybill: " + Screens.Safe.Text(e.Message) + "\n").ConfigureAwait(false);
            return Exit.Error;
        }
        catch (OperationCanceledException)
        {
            await host.Error.WriteAsync("waybill: stopped\n").ConfigureAwait(false);
            return Exit.Error;
        }
        finally
        {
            await host.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The help page of the command that words on the line lead to.</summary>
    public static string Help(Command command, CliHost host)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(host);
        using var page = new StringWriter { NewLine = "\n" };
        var words = new List<string>();
        for (var at = command; at is not RootCommand; at = (Command)at.Parents.First()) words.Insert(0, at.Name);
        Tree(host).Parse([.. words, "--help"]).Invoke(new InvocationConfiguration { Output = page });
        return page.ToString();
    }

    /// <summary>The usual help page, with examples below.</summary>
    private sealed class HelpWithExamples(HelpAction help, Dictionary<Command, string> examples, int width) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            help.MaxWidth = Math.Clamp(width, 60, 100);
            var result = help.Invoke(parseResult);
            if (examples.TryGetValue(parseResult.CommandResult.Command, out var lines))
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.Write("Examples:\n");
                foreach (var line in lines.Split('\n')) output.Write($"  {line}\n");
            }
            return result;
        }
    }

    private sealed class PrintVersion(CliHost host) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            host.Out.Write(host.Program + "\n");
            return Exit.Ok;
        }
    }
}

/// <summary>The user asked for something that makes no sense; the message says what would.</summary>
public sealed class UsageException(string message) : Exception(message);
