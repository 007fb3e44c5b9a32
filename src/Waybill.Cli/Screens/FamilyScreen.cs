using System.Globalization;
using Waybill.Lineage;
using Waybill.Pipeline.Export;

namespace Waybill.Cli.Screens;

/// <summary>A family: its origin with reasons, its members, and what each changed.</summary>
public static class FamilyScreen
{
    public static void Write(Screen screen, Family family, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(set);
        screen.Line(new Piece("family " + family.Id, Style.Mark));
        screen.Heading(Safe.Line(set.Article(family.Reference)?.Article.Title ?? "(no title)"));
        var origin = family.Origin.Agency ?? family.Origin.Article;
        screen.Field("origin", origin is null ? "not known" : $"{origin} (confidence {family.Origin.Confidence.ToString("0.00", CultureInfo.InvariantCulture)})");
        foreach (var reason in family.Origin.Reasons) screen.Field("because", reason);
        foreach (var id in family.Stories) screen.Field("story", $"{id} {set.Story(id)?.Title}");
        foreach (var member in family.Members)
        {
            screen.Line();
            WriteMember(screen, member, family, set);
        }
    }

    public static void WriteMember(Screen screen, FamilyMember member, Family family, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(set);
        var article = set.Article(member.Article);
        var share = member.Containment.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
        screen.Line(new Piece(member.Article, Style.Mark), "  ", new Piece(Term.Of(member.Relation), Style.Bold),
            member.Article == family.Reference ? "  (the fullest text: the others are measured against it)" : $"  {share} of its words stand in the fullest text");
        screen.Field("title", article?.Article.Title);
        screen.Field("outlet", article?.Outlet);
        screen.Field("file", article?.Page.Facts.File);
        screen.Field("date", article?.Date is { } date ? string.Join(": ", new[] { Phrases.Date(date), date.How }.Where(s => s.Length > 0)) : article?.Published);
        foreach (var change in member.Changes.AddRange(set.ClaimChanges(member.Article)))
        {
            screen.Line("  ", new Piece(change.ChangeKind, Style.Doubt));
            if (change.ThereWords.Length > 0) screen.Paragraph("− " + change.ThereWords, 4, Style.Bad);
            if (change.HereWords.Length > 0) screen.Paragraph("+ " + change.HereWords, 4, Style.Good);
        }
    }
}
