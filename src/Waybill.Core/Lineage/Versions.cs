using System.Collections.Immutable;

namespace Waybill.Lineage;

/// <summary>Pages of one address are versions of one article: another capture, or the AMP, print or mobile twin.</summary>
internal static class Versions
{
    private static readonly string[] ViewParameters = ["utm_", "amp", "print", "output", "mobile", "fbclid", "gclid", "ref"];

    internal static ImmutableSortedDictionary<string, string> Of(IReadOnlyList<LineagePage> pages)
    {
        var byAddress = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var page in pages)
        {
            // An address that the page names as its own stands for all its views.
            if (Normal(page.Article.CanonicalUrl) is { } address || (address = Normal(page.Url)) is not null)
            {
                if (!byAddress.TryGetValue(address, out var list)) byAddress[address] = list = [];
                list.Add(page.Id);
            }
        }
        var found = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var ids in byAddress.Values)
        {
            ids.Sort(StringComparer.Ordinal);
            foreach (var id in ids.Skip(1).Where(id => id != ids[0])) found[id] = ids[0];
        }
        return found.ToImmutable();
    }

    /// <summary>The address without scheme, view marks and tracking; null for one that names no single article.</summary>
    internal static string? Normal(string? url)
    {
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return null;
        var host = uri.Host.ToLowerInvariant();
        foreach (var prefix in new[] { "www.", "m.", "mobile.", "amp." })
            if (host.StartsWith(prefix, StringComparison.Ordinal)) host = host[prefix.Length..];
        var segments = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(s => s is not ("amp" or "print" or "m" or "mobile") && s is not ("index.html" or "index.php")).ToList();
        if (segments.Count > 0 && segments[^1].EndsWith(".amp", StringComparison.Ordinal)) segments[^1] = segments[^1][..^4];
        var query = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(q => !ViewParameters.Any(p => q.StartsWith(p, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal).ToList();
        if (segments.Count == 0 && query.Count == 0) return null;
        return host + "/" + string.Join('/', segments) + (query.Count > 0 ? "?" + string.Join('&', query) : "");
    }
}
