using System.CommandLine;
using System.Text;
using Shouldly;
using Waybill.Cli;
using Waybill.Pipeline;
using Xunit;

namespace Waybill.Tests.Cli;

/// <summary>Every help page stands in <c>docs/reference/cli.md</c>. To renew it after a change:
/// <c>WAYBILL_UPDATE=1 ./test.sh -class Waybill.Tests.Cli.HelpTests</c></summary>
public sealed class HelpTests
{
    private static readonly CliHost Host = new()
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        Stages = new Lazy<Stages>(() => throw new InvalidOperationException("help needs no stage")),
    };

    [Fact]
    public void The_reference_is_what_the_program_says()
    {
        var pages = new StringBuilder("# Command line\n\nGenerated from the program's own help; a test fails where the two differ.\n\n");
        pages.Append("Exit codes: 0 done, 1 nothing found, 2 error. Data goes to standard output, talk to standard error.\n");
        foreach (var command in Walk(App.Tree(Host)))
        {
            var name = command is RootCommand ? "waybill" : "waybill " + command.Name;
            pages.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n## {name}\n\n```\n{App.Help(command, Host).TrimEnd()}\n```\n");
        }
        var path = Path.Combine(Repository.Root, "docs", "reference", "cli.md");
        if (Environment.GetEnvironmentVariable("WAYBILL_UPDATE") == "1") File.WriteAllText(path, pages.ToString());
        File.ReadAllText(path).ShouldBe(pages.ToString());
    }

    [Fact]
    public void Every_command_and_option_is_described_and_every_verb_has_examples()
    {
        foreach (var command in Walk(App.Tree(Host)))
        {
            command.Description.ShouldNotBeNullOrWhiteSpace(command.Name);
            foreach (var option in command.Options) option.Description.ShouldNotBeNullOrWhiteSpace($"{command.Name} {option.Name}");
            foreach (var argument in command.Arguments) argument.Description.ShouldNotBeNullOrWhiteSpace($"{command.Name} {argument.Name}");
            App.Help(command, Host).ShouldContain("Examples:");
        }
    }

    private static IEnumerable<Command> Walk(Command command)
    {
        yield return command;
        foreach (var child in command.Subcommands.SelectMany(Walk)) yield return child;
    }
}
