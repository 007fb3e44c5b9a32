using System.CommandLine;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Cli.Screens;
using Waybill.Language;
using Waybill.Pages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.PerPage;
using Waybill.Storage;

namespace Waybill.Cli.Verbs;

/// <summary><c>waybill explain "SENTENCE"</c>: tree, names, which patterns fired or nearly fired, and why.</summary>
public static class ExplainVerb
{
    public sealed record Options(string Sentence, bool Json, bool Conllu);

    public static Verb Verb { get; } = new(Build, "waybill explain \"North Korea has provided Russia with several ballistic missiles, the spokesman said.\"\nwaybill explain --conllu \"The missiles were sent by Iran.\"");

    private static Command Build(CliHost host)
    {
        var sentence = new Argument<string>("SENTENCE") { Description = "A sentence or a paragraph, in quotation marks" };
        var json = Common.Json();
        var conllu = new Option<bool>("--conllu") { Description = "The analysis alone, in CoNLL-U" };
        var command = new Command("explain", "Show how a sentence is read: tree, names, patterns, and why each value was taken") { sentence, json, conllu };
        command.SetAction(r => Run(host, new Options(r.GetRequiredValue(sentence), r.GetValue(json), r.GetValue(conllu))));
        return command;
    }

    public static int Run(CliHost host, Options options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        var stages = host.Stages.Value;
        var text = options.Sentence.Normalize();
        if (string.IsNullOrWhiteSpace(text)) throw new UsageException("An empty sentence says nothing.");
        if (stages.Language is not { } language) throw new UsageException("This program has no language stage.");
        var analysis = language.Analyze(text, null);
        if (options.Conllu)
        {
            host.Out.Write(Safe.Lines(ConllU.Print(analysis)));
            return Exit.Ok;
        }
        var article = Passage.Article(text);
        var explanation = stages.Explain?.Invoke(article, analysis) ?? Explanation.Empty;
        if (options.Json) Json(host, article, analysis, explanation);
        else Show(host, article, analysis, explanation);
        return explanation.Reading.Claims.IsEmpty ? Exit.NothingFound : Exit.Ok;
    }

    private static ClaimView View(Article article, Claim claim) =>
        new(claim, null, new ArticleView(new PageFacts(article.PageId, article.TextHash, 0, null, new CaptureFacts { Format = PageFormat.PlainText }), "explain", article, null, null, null, null, null));

    private static void Show(CliHost host, Article article, Analysis analysis, Explanation explanation)
    {
        var screen = host.Screen();
        screen.Heading("Tree");
        host.Out.Write(Safe.Lines(ConllU.Tree(analysis)).TrimEnd('\n') + "\n\n");
        if (!analysis.Names.IsEmpty)
        {
            screen.Heading("Names");
            foreach (var name in analysis.Names)
                screen.Line("  ", new Piece(Safe.Line(name.Span.Of(article.Text).ToString()), Style.Mark), $"  {Term.Of(name.Kind)}{(name.LexiconId is { } id ? " " + id : "")}");
            screen.Line();
        }
        screen.Heading("Patterns");
        if (explanation.Frames.IsEmpty) screen.Line("  none found its trigger");
        foreach (var frame in explanation.Frames)
        {
            var fired = frame.Outcome is "claim" or "repeat";
            screen.Line("  ", new Piece(fired ? "fired" : "not", fired ? Style.Good : Style.Doubt), $"  {frame.Frame} on “{Safe.Line(frame.Trigger.Of(article.Text).ToString())}”", fired ? "" : ": " + frame.Outcome);
            foreach (var step in frame.Steps) screen.Paragraph(step, 9, Style.Dim);
        }
        foreach (var missed in explanation.Reading.Missed) screen.Line(new Piece("  missed: ", Style.Doubt), Safe.Line(MissedWords.Of(missed.Reason).Words));
        foreach (var claim in explanation.Reading.Claims)
        {
            screen.Line();
            ClaimScreen.WriteValues(screen, View(article, claim));
        }
    }

    private static void Json(CliHost host, Article article, Analysis analysis, Explanation explanation)
    {
        using var json = new JsonRecords();
        using var claimJson = new JsonRecords();
        var points = new CodePoints(article.Text);
        host.Out.Write(json.Other("explanation", w =>
        {
            w.WriteString("text", article.Text);
            w.WriteString("conllu", ConllU.Print(analysis));
            w.WriteStartArray("names");
            foreach (var name in analysis.Names)
            {
                w.WriteStartObject();
                w.WriteString("words", name.Span.Of(article.Text));
                w.WriteString("kind", Term.Of(name.Kind));
                w.WriteString("id", name.LexiconId);
                w.WriteNumber("start", points.At(name.Span.Start));
                w.WriteNumber("end", points.At(name.Span.End));
                w.WriteEndObject();
            }
            w.WriteEndArray();
            w.WriteStartArray("patterns");
            foreach (var frame in explanation.Frames)
            {
                w.WriteStartObject();
                w.WriteString("pattern", frame.Frame);
                w.WriteString("trigger", frame.Trigger.Of(article.Text));
                w.WriteString("outcome", frame.Outcome);
                w.WriteStartArray("steps");
                foreach (var step in frame.Steps) w.WriteStringValue(step);
                w.WriteEndArray();
                w.WriteEndObject();
            }
            w.WriteEndArray();
            w.WriteStartArray("missed");
            foreach (var missed in explanation.Reading.Missed) w.WriteStringValue(missed.Reason);
            w.WriteEndArray();
            w.WriteStartArray("claims");
            foreach (var claim in explanation.Reading.Claims) w.WriteRawValue(claimJson.Claim(View(article, claim)));
            w.WriteEndArray();
        }) + "\n");
    }
}
