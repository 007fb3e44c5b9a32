using System.Collections.Immutable;
using Waybill.Lineage;
using Waybill.Texts;

namespace Waybill.Stories;

/// <summary>What stories see of a family: its reference text and the days that it may have been written.</summary>
internal sealed record StoryFamily(string Id, LineageText Reference, DateOnly? From, DateOnly? To);

/// <summary>Joins families that report one happening, and stories that go on about one matter.</summary>
internal static class StoryBuilder
{
    /// <summary>Reports of one happening appear within so many days of each other.</summary>
    private const int DaysApart = 4;

    internal static (ImmutableArray<Story> Stories, ImmutableArray<Storyline> Storylines) Of(IReadOnlyList<StoryFamily> families, SentenceAligner aligner)
    {
        var links = StoryLinks.Of(families);
        var story = new Components(families.Count);
        var line = new Components(families.Count);
        foreach (var (a, b) in links)
        {
            if (!line.Same(a, b) && StoryLinks.OneMatter(families[a].Reference.Words, families[b].Reference.Words)) line.Join(a, b);
            if (!Together(families[a], families[b])) continue;
            var (x, y) = (families[a].Reference.Words, families[b].Reference.Words);
            if (!(SameDays(families[a], families[b]) && StoryLinks.SameParticulars(x, y)) && !StoryLinks.OneHappening(x, y, aligner)) continue;
            story.Join(a, b);
            line.Join(a, b);
        }
        var stories = story.Groups().Select(g =>
        {
            var ids = g.Select(i => families[i].Id).Order(StringComparer.Ordinal).ToImmutableArray();
            return (Id: "st" + Hashes.Identity(14, "story/1", ids[0]), Ids: ids, Line: line.Find(g[0]), Title: Title(g.Select(i => families[i])));
        }).ToList();
        var lines = stories.GroupBy(s => s.Line).Select(g =>
        {
            var ids = g.Select(s => s.Id).Order(StringComparer.Ordinal).ToImmutableArray();
            return (Key: g.Key, Line: new Storyline("sl" + Hashes.Identity(14, "storyline/1", ids[0]), ids));
        }).ToDictionary(l => l.Key, l => l.Line);
        return ([.. stories.Select(s => new Story(s.Id, s.Title, s.Ids, lines[s.Line].Id)).OrderBy(s => s.Id, StringComparer.Ordinal)],
            [.. lines.Values.OrderBy(l => l.Id, StringComparer.Ordinal)]);
    }

    private static bool Together(StoryFamily a, StoryFamily b) =>
        !(a.To is { } aTo && b.From is { } bFrom && bFrom > aTo.AddDays(DaysApart) || b.To is { } bTo && a.From is { } aFrom && aFrom > bTo.AddDays(DaysApart));

    /// <summary>Both dated to the day, two days apart at most.</summary>
    private static bool SameDays(StoryFamily a, StoryFamily b) =>
        a is { From: { } aFrom, To: { } aTo } && b is { From: { } bFrom, To: { } bTo } && aFrom == aTo && bFrom == bTo && Math.Abs(aFrom.DayNumber - bFrom.DayNumber) <= 2;

    /// <summary>The title of the earliest family that has one, else of the smallest.</summary>
    private static string Title(IEnumerable<StoryFamily> families)
    {
        var first = families.OrderBy(f => f.Reference.Page.Article.Title is null).ThenBy(f => f.From ?? DateOnly.MaxValue).ThenBy(f => f.Id, StringComparer.Ordinal).First();
        if (first.Reference.Page.Article.Title is { } title) return title;
        var words = first.Reference.Words;
        return words.Sentences.Length == 0 ? "" : words.Text.Substring(words.Sentences[0].Span.Start, words.Sentences[0].Span.Length);
    }

    /// <summary>Union-find over 0 … n−1 with the smallest member as root.</summary>
    private sealed class Components(int n)
    {
        private readonly int[] _parent = [.. Enumerable.Range(0, n)];

        internal int Find(int x)
        {
            while (_parent[x] != x) x = _parent[x] = _parent[_parent[x]];
            return x;
        }

        internal bool Same(int a, int b) => Find(a) == Find(b);

        internal void Join(int a, int b)
        {
            (a, b) = (Find(a), Find(b));
            if (a != b) _parent[Math.Max(a, b)] = Math.Min(a, b);
        }

        internal IEnumerable<int[]> Groups() => Enumerable.Range(0, n).GroupBy(Find).Select(g => g.ToArray());
    }
}
