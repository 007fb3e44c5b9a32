namespace Waybill.Lineage;

/// <summary>Pages of one address are versions of one article: another capture, or the AMP, print or mobile twin.</summary>
internal static class Versions
{
    private static readonly string[] ViewParameters = ["utm_", "amp", "print", "output", "mobile", "fbclid", "gclid", "ref"];

    /// <summary>Equal for all views of one article; 0 where the page has no address. An address that the page names as its own
    /// stands for all its views.</summary>
    internal static ulong KeyOf(LineagePage page)
    {
        if ((Normal(page.Article.CanonicalUrl) ?? Normal(page.Url)) is not { } address) return 0;
        var key = 0UL;
        foreach (var c in address) key = Fingerprints.Mix(key ^ c) | 1;
        return key;
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
