using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Lexicons;
using Waybill.Pipeline;
using Waybill.Pipeline.Extractors;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli;

/// <summary>Which extractor reads the claims: the patterns, or a model behind a chat endpoint where that is asked for by name.</summary>
internal static class Extractors
{
    public const string Patterns = "patterns";
    public const string Chat = "chat";

    public static Option<string> Option()
    {
        var option = new Option<string>("--extractor")
        {
            Description = $"patterns, or chat: asks a language model at {ChatOptions.AddressVariable} ({ChatOptions.ModelVariable}, {ChatOptions.KeyVariable}) and keeps only what stands on the page",
            HelpName = "WORD",
            DefaultValueFactory = _ => Patterns,
        };
        option.AcceptOnlyFromAmong(Patterns, Chat);
        return option;
    }

    /// <summary>The stages with that extractor; the tally counts what a model offered.</summary>
    public static Stages Of(CliHost host, string name, ChatTally tally)
    {
        var stages = host.Stages.Value;
        if (name != Chat) return stages;
        var options = ChatOptions.Of(host.Environment, out var problem) ?? throw new UsageException(problem!);
        var known = new Dictionary<string, Stages>(StringComparer.Ordinal);
        return With([]);

        Stages With(System.Collections.Immutable.ImmutableArray<LexiconChange> changes)
        {
            var key = LexiconRows.Name(changes) ?? "";
            if (known.TryGetValue(key, out var made)) return made;
            var lexicon = changes.IsEmpty ? Lexicon.Embedded : LexiconChanges.Apply(Lexicon.Embedded, changes).Lexicon;
            var over = stages.WithLexicon?.Invoke(changes) ?? stages;
            return known[key] = over with { Claims = new ChatExtractor(options, lexicon, tally), Explain = null, WithLexicon = With };
        }
    }

    /// <summary>Says what was asked, accepted and refused.</summary>
    public static void Say(CliHost host, ChatTally tally)
    {
        if (tally.Pages == 0) return;
        host.Error.Write($"waybill: {Phrases.Count(tally.Pages, "page was", "pages were")} asked about; {Phrases.Count(tally.Claims, "claim", "claims")} accepted, {tally.Refusals.Sum(r => r.Count)} refused\n");
        foreach (var (reason, count) in tally.Refusals) host.Error.Write($"{count,12}  {Safe.Line(reason)}\n");
    }
}
