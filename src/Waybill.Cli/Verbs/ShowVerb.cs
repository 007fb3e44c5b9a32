using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill show ID</c>: any record by its id or the unique start of one.</summary>
public static class ShowVerb
{
    public sealed record Options(string Id, string? Store, bool Json);

    private const int LeastPrefix = 4;

    public static Verb Verb { get; } = new(Build, "waybill show 3f9a1c2e\nwaybill show 3f9a1c2e --json");

    private static Command Build(CliHost host)
    {
        var id = new Argument<string>("ID") { Description = "Id of a page, article, claim, family, story, storyline or transfer, or the start of one" };
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("show", "Show a record: every value with its words, who says so, the copies and what changed in them") { id, json, store };
        command.SetAction(r => Run(host, new Options(r.GetRequiredValue(id), r.GetValue(store), r.GetValue(json))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        if (options.Id.Length < LeastPrefix) throw new UsageException($"An id, or at least {LeastPrefix} characters of one.");
        var found = store.Find(options.Id);
        var exact = found.Where(f => f.Id == options.Id).ToArray();
        if (exact.Length > 0) found = exact;
        // A living record comes before what once had the same beginning.
        var living = found.Where(f => !f.Kind.StartsWith("former ", StringComparison.Ordinal)).ToArray();
        if (living.Length > 0) found = living;
        if (found.Count == 0) return Common.Ended(host, 0, $"record '{Safe.Line(options.Id)}'");
        if (found.Count > 1)
        {
            host.Error.Write($"waybill: '{Safe.Line(options.Id)}' is the start of several ids:\n");
            foreach (var (kind, id) in found) host.Error.Write($"  {id}  {kind}\n");
            return Exit.Error;
        }
        var set = new ExportSet(store);
        var (what, which) = found[0];
        if (what.StartsWith("former ", StringComparison.Ordinal))
            return FormerScreen.Write(host, store, set, what["former ".Length..], which, options.Json);
        if (options.Json) return Json(host, store, set, what, which);
        var screen = host.Screen();
        switch (what)
        {
            case "claim" when set.Claim(which) is { } claim: ClaimScreen.Write(screen, claim, set); break;
            case "family" when set.Family(which) is { } family: FamilyScreen.Write(screen, family, set); break;
            case "story" when set.Story(which) is { } story: StoryScreen.Write(screen, story, set); break;
            case "storyline" when set.Storyline(which) is { } line: StoryScreen.Write(screen, line, set); break;
            case "transfer" when set.Transfer(which) is { } transfer: TransferScreen.Write(screen, transfer, set); break;
            default: ArticleScreen.Write(screen, store, set, which); break;
        }
        return Exit.Ok;
    }

    private static int Json(CliHost host, Waybill.Storage.Store store, ExportSet set, string kind, string id)
    {
        using var json = new JsonRecords();
        var line = kind switch
        {
            "claim" when set.Claim(id) is { } claim => json.Claim(claim),
            "family" when set.Family(id) is { } family => json.Family(family, set),
            "story" when set.Story(id) is { } story => json.Story(story),
            "storyline" when set.Storyline(id) is { } storyline => json.Storyline(storyline),
            "transfer" when set.Transfer(id) is { } transfer => json.Transfer(transfer),
            _ when set.Article(id) is { } article => json.Article(article),
            _ => json.Page(store.Page(id)!),
        };
        host.Out.Write(line + "\n");
        return Exit.Ok;
    }
}
