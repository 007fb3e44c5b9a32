using System.Globalization;
using Waybill.Lineage;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Screens;

/// <summary>A family: its origin with reasons, its members, and what each changed.</summary>
public static class FamilyScreen
{
    /// <summary>Members that are shown with all that they changed.</summary>
    private const int MostInFull = 20;

    /// <summary>Ids of further members that are listed, a relation.</summary>
    private const int MostIds = 50;

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
        foreach (var member in family.Members.Take(MostInFull))
        {
            screen.Line();
            WriteMember(screen, member, family, set);
        }
        if (family.Members.Length > MostInFull)
        {
            screen.Line();
            screen.Line($"and {family.Members.Length - MostInFull} more: `waybill show ARTICLE` shows each, --json all");
            foreach (var group in family.Members.Skip(MostInFull).GroupBy(m => m.Relation).OrderBy(g => g.Key))
                screen.Field(Term.Of(group.Key), string.Join(' ', group.Take(MostIds).Select(m => m.Article)) + (group.Count() > MostIds ? $" … {group.Count()} in all" : ""));
        }
        Beside(screen, family, set);
    }

    /// <summary>The reference beside the member that differs most from it, sentence by sentence.</summary>
    private static void Beside(Screen screen, Family family, ExportSet set)
    {
        var others = family.Members.Where(m => m.Article != family.Reference && !m.SameWords);
        if (others.OrderBy(m => m.Likeness * m.Coverage).ThenBy(m => m.Article, StringComparer.Ordinal).FirstOrDefault() is not { } member) return;
        if (set.Article(family.Reference) is not { } reference || set.Article(member.Article) is not { } other) return;
        var texts = FamilyExplanation.Of(reference.Article, other.Article, reference.Furniture, other.Furniture);
        screen.Line();
        screen.Heading("Side by side, the two that differ most");
        screen.Field("why one text", texts.Shares ? texts.Why : "not by themselves (" + texts.Why + "); other members link them");
        screen.Field("shared", string.Create(CultureInfo.InvariantCulture, $"{texts.OfReference:P0} of the left one, {texts.OfMember:P0} of the right one, quotations apart; = same, ~ changed, - dropped, + added"));
        var column = (screen.Width - 6) / 2;
        Columns(screen, " ", $"{family.Reference}  {reference.Article.Outlet}", $"{member.Article}  {other.Article.Outlet}", column, Style.Mark);
        foreach (var sentence in texts.Sentences)
        {
            var (mark, style) = sentence.Kind switch { "same" => ("=", Style.Dim), "changed" => ("~", Style.Doubt), "dropped" => ("-", Style.Bad), _ => ("+", Style.Good) };
            Columns(screen, mark, Safe.Line(sentence.Reference), Safe.Line(sentence.Member), column, style);
        }
    }

    private static void Columns(Screen screen, string mark, string left, string right, int width, Style style)
    {
        var (l, r) = (Screen.Wrap(left, width), Screen.Wrap(right, width));
        for (var i = 0; i < Math.Max(l.Count, r.Count); i++)
        {
            var text = i < l.Count ? l[i] : "";
            screen.Line(new Piece(i == 0 ? mark + " " : "  ", style), new Piece(text + new string(' ', Math.Max(0, width - Safe.Columns(text))), style), " | ", new Piece(i < r.Count ? r[i] : "", style));
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
        screen.Flow(0, new Piece(member.Article, Style.Mark), "  ", new Piece(Term.Of(member.Relation), Style.Bold),
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
