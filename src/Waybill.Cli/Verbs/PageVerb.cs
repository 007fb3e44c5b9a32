using System.CommandLine;
using Waybill.Articles;
using Waybill.Cli.Screens;
using Waybill.Pages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Sources;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill page FILE</c>: what was taken as article and what was left out, and why. Needs no store.</summary>
public static class PageVerb
{
    public sealed record Options(string File, string? Url, bool Json);

    public static Verb Verb { get; } = new(Build, "waybill page samples/001.html\nwaybill page saved.html --json | jq .leftOut");

    private static Command Build(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A page: .txt .html .htm .eml .mhtml, each also .gz, or - for standard input" };
        var url = Common.Text("--url", "Address of the page", "ADDRESS");
        var json = Common.Json();
        var command = new Command("page", "Show what of a page was taken as article and what was left out, with reasons") { file, url, json };
        command.SetAction(r => Run(host, new Options(r.GetRequiredValue(file), r.GetValue(url), r.GetValue(json))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        var sources = SourceList.Find([options.File]);
        if (sources.Items.Count != 1) throw new UsageException("`waybill page` shows one page: name one file.");
        var (capture, skip) = PageFile.Load(sources.Items[0], new SourceWords { Url = options.Url }, host.StandardInput);
        if (capture is null) return NoArticle(host, skip!.Reason, skip.Detail);
        var stages = host.Stages.Value;
        if (stages.Articles.Read(capture) is not ArticleResult.Found { Article: var article })
            return stages.Articles.Read(capture) is ArticleResult.None none ? NoArticle(host, Term.Of(none.Reason), none.Detail) : Exit.Error;
        if (options.Json)
        {
            using var json = new JsonRecords();
            var facts = new PageFacts(capture.Id, capture.Sha256, capture.Bytes.Length, capture.Url, CaptureFacts.Of(capture));
            host.Out.Write(json.Article(new ArticleView(facts, stages.Articles.Version, article, null, null, null, null, null)) + "\n");
            return Exit.Ok;
        }
        Show(host.Screen(), capture, article);
        return Exit.Ok;
    }

    private static int NoArticle(CliHost host, string reason, string detail)
    {
        host.Error.Write($"waybill: no article there: {reason} ({Safe.Line(detail)})\n");
        return Exit.NothingFound;
    }

    private static void Show(Screen screen, Capture capture, Article article)
    {
        screen.Heading(article.Title is { } title ? Safe.Line(title) : "(no title found)");
        screen.Field("page", capture.Id);
        screen.Field("address", capture.Url ?? article.CanonicalUrl);
        screen.Field("outlet", article.Outlet ?? article.OutletDomain);
        screen.Field("published", article.Published is { } p ? $"{p.Value} ({Term.Of(p.From)}){(p.Distrusted is { } why ? ", not trusted: " + why : "")}" : null);
        foreach (var bound in article.NotBefore) screen.Field("not before", $"{bound.Value} ({Term.Of(bound.From)})");
        screen.Field("by", string.Join(", ", article.Byline));
        foreach (var credit in article.Credits) screen.Field("credit", $"{credit.Agency}: {credit.Words} ({Term.Of(credit.Kind)})");
        screen.Field("language", article.Language);
        screen.Field("live page", Phrases.LivePage(article));
        screen.Field("paywall", article.Paywalled ? "the page says that it does not give the whole text free" : null);
        screen.Line();
        // Blocks taken and left out, in the order of the page.
        var rows = article.Blocks.Select(b => (At: Place(article, b), Taken: true, Label: Term.Of(b.Kind), Text: b.Span.Of(article.Text).ToString()))
            .Concat(article.LeftOut.Select(l => (At: l.Range.Start, Taken: false, Label: Term.Of(l.Reason), l.Text)));
        foreach (var row in rows.OrderBy(r => r.At).ThenBy(r => r.Taken ? 0 : 1))
        {
            const int label = 16;
            var lines = Screen.Wrap(Safe.Line(row.Text), screen.Width - label - 2);
            for (var i = 0; i < lines.Count; i++)
            {
                var head = i == 0 ? (row.Taken ? "+ " : "- ") + row.Label : "";
                screen.Line(new Piece(head.PadRight(label + 2), row.Taken ? Style.Good : Style.Bad), new Piece(lines[i], row.Taken ? Style.Plain : Style.Dim));
            }
        }
        screen.Line();
        screen.Line($"{Phrases.Count(article.Blocks.Length, "block", "blocks")} taken (+), {Phrases.Count(article.LeftOut.Length, "block", "blocks")} left out (-)");
    }

    private static int Place(Article article, Block block)
    {
        var ranges = article.Map.ToPage(block.Span);
        return ranges.IsEmpty ? int.MaxValue : ranges.Min(r => r.Start);
    }
}
