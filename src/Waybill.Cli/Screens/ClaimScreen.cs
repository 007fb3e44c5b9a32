using Waybill.Claims;
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
        Field(screen, c, "stage", $"{Term.Of(c.Stage)}, {Term.Of(c.Factuality)}{(c.Negated ? ", negated" : "")}, {Term.Of(c.Stance)}");
        foreach (var (role, party) in Roles.Of(c)) Field(screen, c, role, Party(party));
        Field(screen, c, "item", ItemWords(c.Item));
        foreach (var item in c.Items) Field(screen, c, "items", ItemWords(item));
        if (c.Quantity is { } q) Field(screen, c, "quantity", Phrases.Quantity(q) + Bounds(q));
        if (c.Value is { } v) Field(screen, c, "value", $"{v.Words}{(v.Currency is null ? "" : $" [{v.Amount?.ToString(System.Globalization.CultureInfo.InvariantCulture)} {v.Currency}]")}");
        if (c.When is { } when) Field(screen, c, "when", TimeWords(when.Words, view.Placed?.When));
        else if (view.Placed?.When is { } bounded) screen.Field("when", TimeWords("", bounded));
        if (c.Expected is { } expected) Field(screen, c, "expected", TimeWords(expected.Words, view.Placed?.Expected));
        foreach (var place in c.Where) Field(screen, c, "where", $"{place.Words} ({place.PlaceRole})");
        Field(screen, c, "condition", c.Condition);
        Field(screen, c, "basis", c.Basis);
        Field(screen, c, "firstReportedBy", c.FirstReportedBy);
        screen.Line();
        screen.Heading("Who says so, outermost first");
        if (c.Attribution.IsEmpty) screen.Line("  the outlet's own voice");
        foreach (var a in c.Attribution)
        {
            var who = a.Words.Length > 0 ? a.Words : a.Source.Length > 0 ? a.Source : view.Article.Outlet ?? "the outlet";
            var notes = string.Join(", ", new[] { a.Kind, a.Body, a.Government, a.Cue.Length > 0 ? $"“{a.Cue}”" : null, a.Said, a.Primary ? "primary source" : null }.OfType<string>());
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

    private static void Field(Screen screen, Claim c, string of, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        var proofs = c.Evidence.Where(e => e.Of.Contains(of)).Select(e => $"“{e.Exact}”").Distinct(StringComparer.Ordinal).ToArray();
        screen.Field(of, proofs.Length == 0 ? value : $"{value}  ← {string.Join(" ", proofs)}", 16);
    }

    private static string Party(Party p)
    {
        var notes = new[] { Term.Of(p.Kind), p.Iso3, p.Of is { } of ? "of " + of : null, p.Via is { } via ? "by " + via : null, p.Factuality == Factuality.Certain ? null : Term.Of(p.Factuality) };
        return $"{p.Name} ({string.Join(", ", notes.OfType<string>())})";
    }

    private static string ItemWords(Item i)
    {
        var notes = new[] { i.Category, i.Condition, i.Description is { } d && d != Phrases.Item(i) ? d : null };
        return $"{Phrases.Item(i)} ({string.Join(", ", notes.OfType<string>())})";
    }

    private static string Bounds(Quantity q)
    {
        var inv = System.Globalization.CultureInfo.InvariantCulture;
        var bounds = (q.Min, q.Max) switch
        {
            ({ } a, { } b) when a == b => a.ToString(inv),
            ({ } a, { } b) => $"{a.ToString(inv)} to {b.ToString(inv)}",
            ({ } a, null) => "at least " + a.ToString(inv),
            (null, { } b) => "at most " + b.ToString(inv),
            _ => null,
        };
        var notes = new[] { bounds, q.Qualifier, q.Basis, q.Scope }.OfType<string>().ToArray();
        return notes.Length == 0 ? "" : $" [{string.Join(", ", notes)}]";
    }

    private static string TimeWords(string words, ResolvedTime? time)
    {
        var resolved = time is null ? "" : Phrases.Time(time with { Words = null });
        var how = time?.How is { Length: > 0 } h ? $" ({h})" : "";
        return words.Length == 0 ? resolved + how : resolved.Length == 0 ? words : $"{words} = {resolved}{how}";
    }
}
