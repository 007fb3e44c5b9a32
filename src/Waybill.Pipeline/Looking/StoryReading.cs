using Waybill.Lineage;
using Waybill.Pipeline.Export;
using Waybill.Stories;

namespace Waybill.Pipeline.Looking;

/// <summary>One text of a story: when its first page was, and what it says that no text before it said.</summary>
/// <param name="First">Day of its first page, or null.</param>
/// <param name="Copies">Its pages, the earliest first, at most <see cref="StoryReading.MostCopies"/>.</param>
public sealed record StoryPart(Family Family, string? First, IReadOnlyList<(FamilyMember Member, string? Day)> Copies, IReadOnlyList<ClaimView> Added);

/// <summary>A story in order of time: its months, and what each report added.</summary>
public sealed record StoryReading(IReadOnlyList<StorylineMonth> Months, IReadOnlyList<StoryPart> Parts, int Total)
{
    /// <summary>Texts of one page.</summary>
    public const int Size = 30;

    /// <summary>Pages of a text that are named.</summary>
    public const int MostCopies = 30;

    private const int MostFamilies = 300;
    private const int MostDated = 200;

    /// <param name="from">Texts that were on the pages before.</param>
    public static StoryReading Of(Story story, ExportSet set, int from)
    {
        ArgumentNullException.ThrowIfNull(story);
        ArgumentNullException.ThrowIfNull(set);
        var dated = story.Families.Take(MostFamilies).Select(set.Family).OfType<Family>().Select(f => (Family: f, Copies: Copies(f, set)))
            .Select(p => (p.Family, p.Copies, First: p.Copies.Select(c => c.Day).OfType<string>().Min(StringComparer.Ordinal)))
            .OrderBy(p => p.First is null).ThenBy(p => p.First, StringComparer.Ordinal).ThenBy(p => p.Family.Id, StringComparer.Ordinal).ToArray();
        var said = new HashSet<string>(StringComparer.Ordinal);
        var parts = new List<StoryPart>();
        foreach (var (family, copies, first) in dated.Take(from + Size)) parts.Add(new StoryPart(family, first, [.. copies.Take(MostCopies)], [.. StorylineReading.NewIn(family, set, said)]));
        return new StoryReading(StorylineReading.MonthsOf(dated.Select(d => d.First)), [.. parts.Skip(from)], dated.Length);
    }

    private static (FamilyMember Member, string? Day)[] Copies(Family family, ExportSet set) =>
        [.. family.Members.Take(MostDated).Select(m => (Member: m, Day: set.DateOf(m.Article)?.Value?.ToString())).OrderBy(c => c.Day is null).ThenBy(c => c.Day, StringComparer.Ordinal).ThenBy(c => c.Member.Article, StringComparer.Ordinal)];
}
