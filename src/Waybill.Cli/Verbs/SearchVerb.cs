using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill search WORDS</c></summary>
public static class SearchVerb
{
    public sealed record Options(IReadOnlyList<string> Words, int Limit, bool Json, string? Store);

    private const int Default = 20;

    public static Verb Verb { get; } = new(Build, "waybill search howitzers Poland\nwaybill search '\"artillery shells\" -exercise' --limit 5\nwaybill search Shahed --json");

    private static Command Build(CliHost host)
    {
        var words = new Argument<string[]>("WORDS") { Description = "Words that stand in the article, in any of their forms; a run of words in quotation marks (quote them for the shell too); -word must not stand in it", Arity = ArgumentArity.OneOrMore };
        var limit = Common.Limit();
        limit.Description = $"At most N articles [default: {Default}]";
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("search", "Find articles by their words, the latest first") { words, limit, json, store };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(r => Run(host, new Options([.. r.GetValue(words) ?? [], .. r.UnmatchedTokens], r.GetValue(limit) ?? Default, r.GetValue(json), r.GetValue(store))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        var query = SearchQuery.Parse(string.Join(' ', options.Words));
        if (query.IsEmpty) throw new UsageException("Give at least one word to look for.");
        using var store = Common.OpenToLook(host, options.Store);
        var found = new Search(store).Find(query, 0, options.Limit);
        var screen = host.Screen();
        using var json = new JsonRecords();
        foreach (var hit in found.Hits)
        {
            if (options.Json)
            {
                host.Out.Write(json.Other("found", w =>
                {
                    w.WriteString("article", hit.Article.Id);
                    w.WriteString("title", hit.Article.Article.Title);
                    w.WriteString("outlet", hit.Article.Outlet);
                    w.WriteString("published", hit.Article.Published);
                    w.WriteString("story", hit.Story);
                    w.WriteString("passage", hit.Passage);
                    w.WriteStartArray("claims");
                    foreach (var claim in hit.Claims) w.WriteStringValue(claim.Id);
                    w.WriteEndArray();
                }) + "\n");
                continue;
            }
            screen.Flow(0, new Piece(Common.Short(hit.Article.Id), Style.Mark), "  ", new Piece(Safe.Line(hit.Article.Article.Title ?? ""), Style.Bold),
                new Piece($"  {Safe.Line(hit.Article.Outlet ?? "")} {Phrases.Day(hit.Article.Date)}", Style.Dim));
            screen.Paragraph(Safe.Line(hit.Passage), 10);
            foreach (var claim in hit.Claims.Take(5))
                screen.Flow(10, new Piece(Common.Short(claim.Id), Style.Mark), $"  {Safe.Line(Phrases.Parties(claim))}: {Safe.Line(Phrases.Item(claim.Item))}, ", new Piece(Phrases.Stage(claim), StageStyle.Of(claim.Factuality, claim.Negated, claim.Stance)));
        }
        if (found.Total > found.Hits.Length && found.Hits.Length > 0)
            host.Error.Write($"waybill: {found.Hits.Length} of {(found.More ? "more than " : "")}{found.Total} articles; --limit N shows more\n");
        return Common.Ended(host, found.Hits.Length, "articles");
    }
}
