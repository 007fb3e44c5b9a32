using System.CommandLine;
using Waybill.Cli.Screens;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill missed</c>: sentences that look as if they stated a transfer and gave no claim.</summary>
public static class MissedVerb
{
    public sealed record Options(string? Store, string? Article, bool Json, int Limit);

    public static Verb Verb { get; } = new(Build, "waybill missed --limit 20\nwaybill missed --article 3f9a1c2e --json");

    private static Command Build(CliHost host)
    {
        var article = Common.Text("--article", "Id of the article, or the start of it", "ID");
        var limit = Common.Limit();
        var json = Common.Json();
        var store = Common.Store();
        var command = new Command("missed", "List sentences that look like a transfer and gave no claim, and why") { article, limit, json, store };
        command.SetAction(r => Run(host, new Options(r.GetValue(store), r.GetValue(article), r.GetValue(json), r.GetValue(limit) ?? int.MaxValue)));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        using var store = Common.OpenToLook(host, options.Store);
        var set = new ExportSet(store);
        var screen = host.Screen();
        var rows = 0;
        using var json = new JsonRecords();
        foreach (var article in store.PagesWithMissed().Where(id => options.Article is null || id.StartsWith(options.Article, StringComparison.Ordinal)).Select(set.Article).OfType<ArticleView>().TakeWhile(_ => rows < options.Limit))
        {
            var points = new CodePoints(article.Article.Text);
            foreach (var missed in (article.Reading?.Reading.Missed ?? []).OrderBy(m => m.Sentence))
            {
                if (rows == options.Limit) break;
                rows++;
                var words = missed.Sentence.Of(article.Article.Text).ToString();
                if (options.Json)
                {
                    host.Out.Write(json.Other("missed", w =>
                    {
                        w.WriteString("article", article.Id);
                        w.WriteString("sentence", words);
                        w.WriteNumber("start", points.At(missed.Sentence.Start));
                        w.WriteNumber("end", points.At(missed.Sentence.End));
                        w.WriteString("reason", missed.Reason);
                        w.WriteString("words", MissedWords.Of(missed.Reason).Words);
                    }) + "\n");
                    continue;
                }
                var (rule, why) = MissedWords.Of(missed.Reason);
                screen.Flow(2, new Piece(Common.Short(article.Id), Style.Mark), $"  {Safe.Line(why)}", new Piece(rule is null ? "" : $"  [{rule}]", Style.Dim));
                screen.Paragraph(words, 10);
            }
        }
        return Common.Ended(host, rows, "missed sentences");
    }
}
