using System.CommandLine;
using Waybill.Pipeline.Export;
using Waybill.Storage;
using Waybill.Texts;

namespace Waybill.Cli.Verbs;

/// <summary>One verb: what builds its command, and examples for its help.</summary>
public sealed record Verb(Func<CliHost, Command> Build, string Examples);

/// <summary>Options that many verbs share. Made anew for each command: an option belongs to one tree.</summary>
internal static class Common
{
    public static Option<string?> Store() => new("--store")
    {
        Description = "The store to use: a file, or postgres://USER:PASSWORD@HOST/DATABASE[?schema=NAME] [default: WAYBILL_STORE, else waybill.db]",
        HelpName = "FILE|ADDRESS",
    };

    public static Option<bool> Json() => new("--json") { Description = "JSON Lines instead of a table" };

    public static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    public static Option<int?> Limit() => new("--limit")
    {
        Description = "At most N rows",
        HelpName = "N",
    };

    /// <summary>Where a list goes on: the id of the last row seen.</summary>
    public static Option<string?> After() => Text("--after", "Only rows after this id: the last one of the page before (see --limit)", "ID");

    public static Option<int?> Jobs() => new("--jobs", "-j")
    {
        Description = "Pages to work on at once [default: one a core]; results never depend on it",
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 256) return n;
            result.AddError("--jobs takes a number from 1 to 256.");
            return null;
        },
    };

    /// <summary>A date option: <c>2024</c>, <c>2024-01</c> or <c>2024-01-04</c>.</summary>
    public static Option<PartialDate?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result =>
        {
            var date = PartialDate.Parse(result.Tokens[0].Value);
            if (date is null) result.AddError($"{name} takes a date: 2024, 2024-01 or 2024-01-04, not '{result.Tokens[0].Value}'.");
            return date;
        },
    };

    /// <summary>A word out of an enum's.</summary>
    public static Option<string?> OneOf<T>(string name, string description, params string[] more) where T : struct, Enum
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "WORD" };
        var words = Term.All<T>().Concat(more).ToArray();
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (!words.Contains(token.Value, StringComparer.Ordinal)) result.AddError($"{name}: '{token.Value}' is none of {string.Join(", ", words)}.");
        });
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>Path of the store that a command means.</summary>
    public static string StorePath(CliHost host, string? given) =>
        given is { Length: > 0 } ? given : host.Environment("WAYBILL_STORE") is { Length: > 0 } named ? named : "waybill.db";

    /// <summary>Opens a store to look at, and says where it lags behind.</summary>
    public static Store OpenToLook(CliHost host, string? given)
    {
        var store = Waybill.Storage.Store.Open(StorePath(host, given));
        if (store.AcrossStale)
            host.Error.Write("waybill: pages were added since families, dates and the ledger were made; run `waybill rebuild`.\n");
        return store;
    }

    /// <summary>Nothing found is an answer of its own: said on stderr, exit code 1.</summary>
    public static int Ended(CliHost host, int rows, string what)
    {
        if (rows > 0) return Exit.Ok;
        host.Error.Write($"waybill: no {what} found\n");
        return Exit.NothingFound;
    }

    public static string Short(string id) => id.Length > 8 ? id[..8] : id;
}
