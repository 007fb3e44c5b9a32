using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Stories;

namespace Waybill.Cli.Screens;

/// <summary>A story with its families, a storyline with its stories.</summary>
public static class StoryScreen
{
    public static void Write(Screen screen, Story story, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(story);
        ArgumentNullException.ThrowIfNull(set);
        screen.Line(new Piece("story " + story.Id, Style.Mark));
        screen.Heading(Safe.Line(story.Title));
        screen.Field("storyline", story.Storyline);
        if (story.Origins.Length > 0)
            screen.Field("origins", story.LeastOrigins == story.MostOrigins ? $"{story.MostOrigins}" : $"{story.LeastOrigins}–{story.MostOrigins} (unnamed persons may be the same)");
        foreach (var origin in story.Origins) screen.Field("", (origin.Relayed is { } relayed ? $"relayed: {relayed}; " : "") + (origin.Unnamed ? "unnamed persons; " : "") + origin.Why);
        foreach (var id in story.Families)
        {
            screen.Line();
            screen.Line("  family ", new Piece(id, Style.Mark));
            foreach (var member in set.Family(id)?.Members ?? [])
            {
                var article = set.Article(member.Article);
                screen.Flow(4, new Piece(member.Article, Style.Mark), $"  {Term.Of(member.Relation),-12}  {Phrases.Day(article?.Date),-12}  {Safe.Line(article?.Article.Title ?? "")}");
            }
        }
    }

    public static void Write(Screen screen, Storyline storyline, ExportSet set)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(storyline);
        ArgumentNullException.ThrowIfNull(set);
        screen.Line(new Piece("storyline " + storyline.Id, Style.Mark));
        foreach (var id in storyline.Stories) screen.Flow(2, new Piece(id, Style.Mark), "  ", Safe.Line(set.Story(id)?.Title ?? ""));
    }
}
