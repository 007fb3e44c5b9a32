using System.Collections.Immutable;
using Waybill.Stories;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>The across-page stage over texts: families, origins, dates, stories, versions. A pure function of the set.</summary>
public static class LineageStage
{
    /// <summary>Version of what this stage derives; part of every id scheme's meaning, not of the ids.</summary>
    public const string Version = "lineage/4";

    /// <summary>Which pages share a family, and nothing else: page id → number of its family.</summary>
    internal static (Dictionary<string, int> FamilyOf, int Candidates, int Links, List<(string A, string B)> Cut) Decide(IReadOnlyCollection<LineagePage> pages)
    {
        var (texts, _) = Texts(Sorted(pages));
        var graph = FamilyComponents.Of(texts, new SentenceAligner());
        var familyOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var c = 0; c < graph.Components.Count; c++)
            foreach (var i in graph.Components[c]) familyOf[texts[i].Id] = c;
        return (familyOf, graph.Asked, graph.Links.Count, graph.Cut.ConvertAll(c => (texts[c.A].Id, texts[c.B].Id)));
    }

    private static List<LineagePage> Sorted(IReadOnlyCollection<LineagePage> pages) =>
        [.. pages.DistinctBy(p => p.Id, StringComparer.Ordinal).OrderBy(p => p.Id, StringComparer.Ordinal)];

    private static (List<LineageText> Texts, Dictionary<string, ImmutableHashSet<int>> Furniture) Texts(List<LineagePage> sorted)
    {
        var words = sorted.ConvertAll(p => TextModel.Of(p.Article));
        var sketches = words.ConvertAll(Fingerprints.Of);
        var furniture = OutletFurniture.Find(sorted, words, sketches);
        var texts = new List<LineageText>(sorted.Count);
        for (var i = 0; i < sorted.Count; i++)
            texts.Add(new LineageText(sorted[i], words[i], sketches[i], furniture.GetValueOrDefault(sorted[i].Id, [])));
        texts.Sort((a, b) => a.Content != b.Content ? a.Content.CompareTo(b.Content) : string.CompareOrdinal(a.Id, b.Id));
        return (texts, furniture);
    }

    /// <summary>All that is learnt across pages from their texts. Of pages with the same id one is taken.</summary>
    public static LineageResult Build(IReadOnlyCollection<LineagePage> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var sorted = Sorted(pages);
        var (texts, furniture) = Texts(sorted);
        var aligner = new SentenceAligner();
        var graph = FamilyComponents.Of(texts, aligner);
        var versionOf = Versions.Of(sorted);

        var groups = graph.Components
            .Select(c => c.Select(i => texts[i]).OrderBy(t => t.Id, StringComparer.Ordinal).ToList())
            .OrderBy(g => g[0].Id, StringComparer.Ordinal).ToList();
        var familyOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var group in groups)
            foreach (var text in group) familyOf[text.Id] = FamilyId(group[0].Id);

        var dates = new SortedDictionary<string, ArticleDate>(StringComparer.Ordinal);
        var families = new List<Family>(groups.Count);
        var storyFamilies = new List<StoryFamily>(groups.Count);
        var borrowed = BorrowedPassages.Of(texts, graph.Cut, familyOf);
        foreach (var group in groups)
        {
            DateInference.OfFamily(group, dates, aligner);
            var (family, reference) = FamilyWriter.Of(FamilyId(group[0].Id), group, borrowed, versionOf, aligner);
            families.Add(family);
            var known = group.Select(t => dates[t.Id]).Where(d => d.Value is not null).ToList();
            storyFamilies.Add(new StoryFamily(family.Id, reference,
                known.Count > 0 ? known.Min(d => d.Value!.Value.First) : group.Select(t => dates[t.Id].NotBefore).Max(),
                known.Count > 0 ? known.Min(d => d.Value!.Value.Last) : null));
        }
        var (stories, storylines) = StoryBuilder.Of(storyFamilies, aligner);
        var storiesOf = stories.SelectMany(s => s.Families.Select(f => (f, s.Id))).ToLookup(x => x.f, x => x.Id, StringComparer.Ordinal);
        var groupOf = groups.ToDictionary(g => FamilyId(g[0].Id), g => (IReadOnlyList<LineageText>)g, StringComparer.Ordinal);
        foreach (var story in stories.Where(s => s.Families.Length > 1)) DateInference.OfStory([.. story.Families.Select(f => groupOf[f])], dates);
        return new LineageResult
        {
            Families = [.. families.Select(f => f with { Stories = [.. storiesOf[f.Id].Order(StringComparer.Ordinal)] }).OrderBy(f => f.Id, StringComparer.Ordinal)],
            Dates = [.. dates.Values],
            Stories = stories,
            Storylines = storylines,
            VersionOf = versionOf,
            Furniture = furniture.ToImmutableSortedDictionary(f => f.Key, f => f.Value.Order().ToImmutableArray(), StringComparer.Ordinal),
        };
    }

    private static string FamilyId(string smallest) => "fm" + Hashes.Identity(14, "family/1", smallest);
}
