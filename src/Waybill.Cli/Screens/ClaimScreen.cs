using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Screens;

/// <summary>A claim with every value and the words that prove it.</summary>
public static class ClaimScreen
{
    public static void Write(Screen screen, ClaimView view, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(set);
        WriteValues(screen, view);
        var c = view.Claim;
        screen.Line();
        screen.Field("article", $"{view.Article.Id} {view.Article.Article.Title}");
        screen.Field("outlet", view.Article.Outlet);
        screen.Field("published", Phrases.Date(view.Article.Date) is { Length: > 0 } d ? d : view.Article.Published);
        screen.Field("file", view.Article.Page.Facts.File);
        screen.Field("family", view.Family);
        screen.Field("part", Term.Of(c.Part));
        screen.Field("transfers", string.Join(", ", view.Transfers));
        screen.Field("no record", view.Placed?.NoRecord);
        screen.Field("against it", string.Join(", ", view.Placed?.ContradictedBy ?? []));
        foreach (var link in c.LinkedTo) screen.Field(link.LinkKind, link.ClaimId);
        screen.Field("read by", c.Extractor);
        WriteCopies(screen, view, set);
        JudgementScreen.WriteOf(screen, set, [view.Id]);
    }

    /// <summary>The claim itself: its values, each with its proof, and who says so.</summary>
    public static void WriteValues(Screen screen, ClaimView view)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(view);
        var c = view.Claim;
        screen.Line(new Piece("claim " + c.Id, Style.Mark));
        screen.Line(new Piece($"{Phrases.Parties(c)}: {Safe.Line(Phrases.Item(c.Item))}, ", Style.Bold), new Piece(Phrases.Stage(c), StageStyle.Of(c.Factuality, c.Negated, c.Stance)));
        screen.Line();
        screen.Paragraph("“" + c.Sentence.Of(view.Article.Article.Text).ToString() + "”", 2);
        screen.Line();
        foreach (var field in ClaimFields.Of(view))
            screen.Field(field.Name, field.Words.Count == 0 ? field.Value : $"{field.Value}  ← {string.Join(" ", field.Words.Select(w => $"“{w}”"))}", 16);
        screen.Line();
        screen.Heading("Who says so, outermost first");
        if (c.Attribution.IsEmpty) screen.Line("  the outlet's own voice");
        foreach (var a in c.Attribution)
        {
            var (who, notes) = ClaimFields.Source(a, view);
            screen.Line("  → ", new Piece(Safe.Line(who), a.Primary ? Style.Bold : Style.Plain), new Piece($"  ({Safe.Line(notes)})", Style.Dim));
        }
        screen.Field("reading", c.Confidence.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture) + " sure that these words were read right", 16);
    }

    private static void WriteCopies(Screen screen, ClaimView view, ExportSet set)
    {
        if (view.Family is not { } id || set.Family(id) is not { Members.Length: > 1 } family) return;
        screen.Line();
        screen.Heading("The same text elsewhere");
        foreach (var m in family.Members.Where(m => m.Article != view.Article.Id))
            screen.Line("  ", new Piece(m.Article, Style.Mark), $"  {Term.Of(m.Relation)}  {Safe.Line(set.Article(m.Article)?.Outlet ?? set.Article(m.Article)?.Page.Facts.File ?? "")}");
        screen.Line(new Piece($"  `waybill show {family.Id}` shows what changed in them", Style.Dim));
    }
}
