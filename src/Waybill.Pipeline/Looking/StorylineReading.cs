using System.Globalization;
using Waybill.Lineage;
using Waybill.Pipeline.Export;
using Waybill.Stories;

namespace Waybill.Pipeline.Looking;

/// <summary>A month of a storyline.</summary>
/// <param name="At">Place on the line: 0 the first month, 1 the last.</param>
public readonly record struct StorylineMonth(string Month, double At, int Stories);

/// <summary>A story of a storyline and the claims in it that say what no story before it said.</summary>
/// <param name="First">Day of its first page, or null.</param>
public sealed record StorylinePart(Story Story, string? First, IReadOnlyList<ClaimView> Added);

/// <summary>A storyline in order of time: its months, and what each report added.</summary>
public sealed record StorylineReading(IReadOnlyList<StorylineMonth> Months, IReadOnlyList<StorylinePart> Parts, int Total)
{
    /// <summary>Stories of one page.</summary>
    public const int Size = 30;

    private const int MostStories = 300;
    private const int MostFamilies = 12;

    /// <param name="from">Stories that were on the pages before.</param>
    public static StorylineReading Of(Storyline storyline, ExportSet set, int from)
    {
        ArgumentNullException.ThrowIfNull(storyline);
        ArgumentNullException.ThrowIfNull(set);
        var dated = storyline.Stories.Take(MostStories).Select(set.Story).OfType<Story>().Select(s => (Story: s, First: FirstDay(s, set)))
            .OrderBy(p => p.First is null).ThenBy(p => p.First, StringComparer.Ordinal).ThenBy(p => p.Story.Id, StringComparer.Ordinal).ToArray();
        var said = new HashSet<string>(StringComparer.Ordinal);
        var parts = new List<StorylinePart>();
        foreach (var (story, first) in dated.Take(from + Size))
        {
            parts.Add(new StorylinePart(story, first, [.. story.Families.Take(MostFamilies).Select(set.Family).OfType<Family>().SelectMany(f => NewIn(f, set, said))]));
        }
        return new StorylineReading(MonthsOf(dated.Select(d => d.First)), [.. parts.Skip(from)], dated.Length);
    }

    /// <summary>Claims of a family's fullest text that say what was not said before.</summary>
    /// <param name="said">What was said before; what is new goes there.</param>
    internal static IEnumerable<ClaimView> NewIn(Family family, ExportSet set, HashSet<string> said) =>
        set.MayHaveClaims(family.Reference) && set.Article(family.Reference) is { } article ? set.ClaimsOf(article).OrderBy(c => c.Claim.Sentence).Where(c => said.Add(Key(c))) : [];

    private static string Key(ClaimView view)
    {
        var c = view.Claim;
        return string.Join('|', c.Kind, c.Stage, c.Negated, c.Stance, c.Supplier?.Iso3 ?? c.Supplier?.Name, (c.Recipient ?? c.EndUser ?? c.User)?.Iso3 ?? (c.Recipient ?? c.EndUser ?? c.User)?.Name,
            c.Item.Designation ?? c.Item.Category, c.Quantity?.Min, c.Quantity?.Max);
    }

    private static string? FirstDay(Story story, ExportSet set) =>
        story.Families.Take(MostFamilies).Select(set.Family).OfType<Family>().Select(f => set.DateOf(f.Reference)?.Value?.ToString()).OfType<string>().Min(StringComparer.Ordinal);

    internal static IReadOnlyList<StorylineMonth> MonthsOf(IEnumerable<string?> days)
    {
        var months = days.OfType<string>().Where(d => d.Length >= 7).GroupBy(d => d[..7], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Month: g.Key, Number: Number(g.Key), Stories: g.Count())).ToArray();
        if (months.Length == 0) return [];
        var (first, span) = (months[0].Number, Math.Max(1, months[^1].Number - months[0].Number));
        return [.. months.Select(m => new StorylineMonth(m.Month, months.Length == 1 ? 0.5 : (m.Number - first) / (double)span, m.Stories))];
    }

    private static int Number(string month) => int.TryParse(month[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var y) && int.TryParse(month[5..7], NumberStyles.None, CultureInfo.InvariantCulture, out var m) ? y * 12 + m : 0;
}
