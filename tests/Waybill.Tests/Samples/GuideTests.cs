using System.Text;
using Shouldly;
using Waybill.Cli;
using Xunit;

namespace Waybill.Tests.Samples;

/// <summary>README and guide name only commands, options, files and links that exist, and name every verb.
/// Their output is refreshed by <c>dotnet run --project bench/Waybill.Bench -c Release -- guide README.md docs/guide/README.md</c>.</summary>
public sealed class GuideTests
{
    private static readonly string[] Documents = ["README.md", "docs/guide/README.md"];

    [Fact]
    public void Every_command_that_is_shown_parses()
    {
        var host = new CliHost
        {
            Out = TextWriter.Null,
            Error = TextWriter.Null,
            Width = 80,
            Environment = _ => null,
            StandardInput = () => Stream.Null,
            Stages = new Lazy<Waybill.Pipeline.Stages>(() => throw new InvalidOperationException("nothing is run")),
        };
        var commands = Documents.SelectMany(Commands).ToList();
        commands.Count.ShouldBeGreaterThan(8);
        foreach (var command in commands)
        {
            if (command[0] == "publish") continue;
            App.Tree(host).Parse(command).Errors.Select(e => $"{string.Join(' ', command)}: {e.Message}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_verb_is_in_the_guide()
    {
        var guide = string.Concat(Documents.Select(d => File.ReadAllText(Path.Combine(Repository.Root, d))));
        var host = new CliHost { Out = TextWriter.Null, Error = TextWriter.Null, Width = 80, Environment = _ => null, StandardInput = () => Stream.Null, Stages = new Lazy<Waybill.Pipeline.Stages>(() => throw new InvalidOperationException()) };
        App.Tree(host).Subcommands.Select(c => c.Name).Where(v => !guide.Contains($"./waybill {v}", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_that_is_named_is_there()
    {
        foreach (var document in Documents.Append("docs/reference/README.md").Append("samples/README.md"))
        {
            var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
            foreach (var link in File.ReadAllText(Path.Combine(Repository.Root, document)).Split("](").Skip(1).Select(l => l[..l.IndexOf(')', StringComparison.Ordinal)]))
            {
                if (!link.StartsWith("http", StringComparison.Ordinal)) Path.Exists(Path.Combine(folder, link)).ShouldBeTrue($"{document}: {link}");
            }
            foreach (var command in Commands(document).Where(c => c[0] is "read" or "page"))
            {
                foreach (var file in command.Skip(1).Where(w => w.StartsWith("samples", StringComparison.Ordinal))) Path.Exists(Path.Combine(Repository.Root, file)).ShouldBeTrue(file);
            }
        }
    }

    /// <summary>The words of each <c>./waybill …</c> in code, as a shell would part them, up to a pipe or a redirection.</summary>
    private static IEnumerable<string[]> Commands(string document)
    {
        foreach (var line in File.ReadAllText(Path.Combine(Repository.Root, document)).Split('\n'))
        {
            var text = line.TrimStart();
            if (text.StartsWith("$ ", StringComparison.Ordinal)) text = text[2..];
            if (!text.StartsWith("./waybill ", StringComparison.Ordinal)) continue;
            List<string> words = [];
            var word = new StringBuilder();
            var quote = '\0';
            foreach (var c in text[10..].Append(' '))
            {
                if (quote != '\0')
                {
                    if (c == quote) quote = '\0';
                    else word.Append(c);
                }
                else if (c is '"' or '\'') quote = c;
                else if (c is '|' or '<' or '>') break;
                else if (c != ' ') word.Append(c);
                else if (word.Length > 0)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }
            }
            if (words.Count > 0) yield return [.. words];
        }
    }
}
