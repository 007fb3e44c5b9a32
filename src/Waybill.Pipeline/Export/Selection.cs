using Waybill.Ledger;

namespace Waybill.Pipeline.Export;

/// <summary>Some transfers and all that they rest on: their claims, the articles that these stand in, the families and stories of
/// those. One rule for every kind of record: what a filter of transfers leaves is what is exported.</summary>
public sealed class Selection
{
    private readonly HashSet<string> _transfers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _claims = new(StringComparer.Ordinal);
    private readonly HashSet<string> _articles = new(StringComparer.Ordinal);
    private readonly HashSet<string> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _stories = new(StringComparer.Ordinal);
    private readonly HashSet<string> _storylines = new(StringComparer.Ordinal);

    public static Selection Of(ExportSet set, IEnumerable<Transfer> transfers)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(transfers);
        var selection = new Selection();
        foreach (var transfer in transfers)
        {
            selection._transfers.Add(transfer.Id);
            selection._claims.UnionWith(transfer.Claims);
        }
        foreach (var claim in selection._claims.Order(StringComparer.Ordinal))
        {
            if (set.PageOfClaim(claim) is { } page) selection._articles.Add(page);
            if (set.Placed(claim) is { Family.Length: > 0 } placed && selection._families.Add(placed.Family))
                selection._stories.UnionWith(set.Family(placed.Family)?.Stories ?? []);
        }
        foreach (var story in selection._stories)
            if (set.Story(story)?.Storyline is { Length: > 0 } line) selection._storylines.Add(line);
        return selection;
    }

    public bool Transfer(string id) => _transfers.Contains(id);

    public bool Claim(string id) => _claims.Contains(id);

    /// <summary>An article's id is its page's.</summary>
    public bool Article(string id) => _articles.Contains(id);

    public bool Family(string id) => _families.Contains(id);

    public bool Story(string id) => _stories.Contains(id);

    public bool Storyline(string id) => _storylines.Contains(id);
}
