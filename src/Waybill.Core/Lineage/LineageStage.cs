using System.Collections.Immutable;
using Waybill.Stories;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>The across-page stage over texts: families, origins, dates, stories, versions. A pure function of the set.</summary>
public static class LineageStage
{
    /// <summary>Version of what this stage derives; part of every id scheme's meaning, not of the ids.</summary>
    public const string Version = "lineage/1";

    /// <summary>All that is learnt across pages from their texts. Of pages with the same id one is taken.</summary>
    public static LineageResult Build(IReadOnlyCollection<LineagePage> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var sorted = pages.DistinctBy(p => p.Id, StringComparer.Ordinal).OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        var sketches = sorted.ConvertAll(p => Fingerprints.Of(p.Article));
        var furniture = OutletFurniture.Find(sorted, sketches);
        var texts = new List<LineageText>(sorted.Count);
        for (var i = 0; i < sorted.Count; i++)
            texts.Add(new LineageText(sorted[i], sketches[i], furniture.GetValueOrDefault(sorted[i].Id, [])));
        texts.Sort((a, b) => a.Content != b.Content ? a.Content.CompareTo(b.Content) : string.CompareOrdinal(a.Id, b.Id));
        var graph = FamilyComponents.Of(texts);

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
            DateInference.OfFamily(group, dates);
            var (family, reference) = FamilyWriter.Of(FamilyId(group[0].Id), group, borrowed);
            families.Add(family);
            var known = group.Select(t => dates[t.Id]).Where(d => d.Value is not null).ToList();
            storyFamilies.Add(new StoryFamily(family.Id, reference,
                known.Count > 0 ? known.Min(d => d.Value!.Value.First) : group.Select(t => dates[t.Id].NotBefore).Max(),
                known.Count > 0 ? known.Min(d => d.Value!.Value.Last) : null));
        }
        var (stories, storylines) = StoryBuilder.Of(storyFamilies);
        var storiesOf = stories.SelectMany(s => s.Families.Select(f => (f, s.Id))).ToLookup(x => x.f, x => x.Id, StringComparer.Ordinal);
        var groupOf = groups.ToDictionary(g => FamilyId(g[0].Id), g => (IReadOnlyList<LineageText>)g, StringComparer.Ordinal);
        foreach (var story in stories.Where(s => s.Families.Length > 1)) DateInference.OfStory([.. story.Families.Select(f => groupOf[f])], dates);
        return new LineageResult
        {
            Families = [.. families.Select(f => f with { Stories = [.. storiesOf[f.Id].Order(StringComparer.Ordinal)] }).OrderBy(f => f.Id, StringComparer.Ordinal)],
            Dates = [.. dates.Values],
            Stories = stories,
            Storylines = storylines,
            VersionOf = Versions.Of(sorted),
        };
    }

    private static string FamilyId(string smallest) => "fm" + Hashes.Identity(14, "family/1", smallest);
}
