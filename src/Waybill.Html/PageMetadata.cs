using Waybill.Articles;

namespace Waybill.Html;

/// <summary>A value that the page declares, with its place in the page.</summary>
/// <param name="Json">The raw characters are a JSON string, else they hold character references.</param>
internal readonly record struct Declared(string Key, string Value, int Start, int End, bool Json);

/// <summary>Everything that a page declares about itself outside its visible text: meta tags, links, JSON-LD, time elements.</summary>
internal sealed class PageMetadata
{
    private const int MaxScripts = 64;

    /// <summary>Meta tags by lower-case name or property, in order.</summary>
    public List<Declared> Metas { get; } = [];

    /// <summary>JSON-LD objects that describe an article.</summary>
    public List<JsonPlace> Articles { get; } = [];

    /// <summary>All JSON-LD objects with an @id.</summary>
    public Dictionary<string, JsonPlace> ById { get; } = new(StringComparer.Ordinal);

    public List<JsonPlace> WebSites { get; } = [];

    public List<int> Times { get; } = [];

    public List<int> H1s { get; } = [];

    /// <summary>Elements that carry itemprop, rel=author, or a byline's class.</summary>
    public List<(int Node, string Property)> Properties { get; } = [];

    public Declared? TitleElement { get; private set; }

    public Declared? Canonical { get; private set; }

    public string? Language { get; private set; }

    public bool LiveBlog { get; private set; }

    public bool NotFree { get; private set; }

    public Declared? Meta(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            foreach (var meta in Metas)
                if (meta.Value.Length > 0 && string.Equals(meta.Key, key, StringComparison.Ordinal)) return meta;
        return null;
    }

    public static PageMetadata Collect(HtmlTree tree)
    {
        var found = new PageMetadata();
        var scripts = 0;
        for (var node = 0; node < tree.Count; node++)
        {
            switch (tree[node].Tag)
            {
                case Tag.Meta: found.AddMeta(tree, node); break;
                case Tag.Link: found.AddLink(tree, node); break;
                case Tag.Html:
                    found.Language ??= tree.Value(node, "lang");
                    break;
                case Tag.Title:
                    if (found.TitleElement is null && tree[node].FirstChild is var child && child >= 0)
                    {
                        int start = tree[child].Start, end = tree[child].ContentEnd;
                        var value = CharacterReferences.Decode(tree.Page.AsSpan(start, end - start)).Trim();
                        if (value.Length > 0) found.TitleElement = new Declared("title", value, start, end, false);
                    }
                    break;
                case Tag.Script:
                    if (tree[node].FirstChild < 0 || scripts >= MaxScripts) break;
                    if (tree.Raw(node, "type", out var has) is var type && has && type.Contains("ld+json", StringComparison.OrdinalIgnoreCase))
                    {
                        scripts++;
                        var text = tree[node].FirstChild;
                        if (JsonPlace.Parse(tree.Page, tree[text].Start, tree[text].ContentEnd) is { } json) found.AddJson(json, 0);
                    }
                    break;
                case Tag.Time: found.Times.Add(node); break;
                case Tag.H1: found.H1s.Add(node); break;
            }
            if (tree[node].AttributeCount == 0) continue;
            foreach (var attribute in tree.AttributesOf(node))
            {
                var name = tree.Page.AsSpan(attribute.NameStart, attribute.NameLength);
                if (name.Equals("itemprop", StringComparison.OrdinalIgnoreCase))
                {
                    var value = tree.Page.AsSpan(attribute.ValueStart, attribute.ValueLength);
                    if (value.Length is > 0 and < 60) found.Properties.Add((node, value.ToString()));
                }
                else if (name.Equals("rel", StringComparison.OrdinalIgnoreCase) && tree[node].Tag == Tag.A)
                {
                    var value = tree.Page.AsSpan(attribute.ValueStart, attribute.ValueLength);
                    if (value.Contains("author", StringComparison.OrdinalIgnoreCase)) found.Properties.Add((node, "rel-author"));
                }
            }
        }
        return found;
    }

    private void AddMeta(HtmlTree tree, int node)
    {
        if (tree.Place(node, "content") is not { } place) return;
        var key = tree.Value(node, "property") ?? tree.Value(node, "name") ?? tree.Value(node, "itemprop") ?? tree.Value(node, "http-equiv");
        if (key is null || key.Length > 60 || place.End - place.Start > 4000) return;
        Metas.Add(new Declared(key.Trim().ToLowerInvariant(), CharacterReferences.Decode(tree.Page.AsSpan(place.Start, place.End - place.Start)).Trim(), place.Start, place.End, false));
    }

    private void AddLink(HtmlTree tree, int node)
    {
        if (Canonical is not null) return;
        var rel = tree.Raw(node, "rel", out var has);
        if (!has || !rel.Equals("canonical", StringComparison.OrdinalIgnoreCase) || tree.Place(node, "href") is not { } place) return;
        var value = CharacterReferences.Decode(tree.Page.AsSpan(place.Start, place.End - place.Start)).Trim();
        if (value.Length is > 0 and < 2000) Canonical = new Declared("canonical", value, place.Start, place.End, false);
    }

    private void AddJson(JsonPlace json, int depth)
    {
        if (depth > 8) return;
        if (json.Kind == JsonPlace.Kinds.Array)
        {
            foreach (var item in json.Items) AddJson(item, depth + 1);
            return;
        }
        if (json.Kind != JsonPlace.Kinds.Object) return;
        if (json["@id"] is { Kind: JsonPlace.Kinds.String } id && json.Members.Count > 1) ById.TryAdd(id.Text, json);
        var live = false;
        var article = false;
        var site = false;
        if (json["@type"] is { } types)
        {
            foreach (var type in types.Many)
            {
                var name = type.Text;
                if (name.EndsWith("LiveBlogPosting", StringComparison.Ordinal)) live = true;
                if (name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("BlogPosting", StringComparison.Ordinal) || name.EndsWith("Reportage", StringComparison.Ordinal)
                    || name is "Report" or "Review" or "WebPage" or "CreativeWork" or "Recipe" or "HowTo" or "PodcastEpisode" or "VideoObject" or "Posting") article = name is not ("WebPage" or "VideoObject");
                if (name is "WebSite" or "NewsMediaOrganization" or "Organization") site = true;
            }
        }
        if (live) LiveBlog = true;
        if (article || live) Articles.Add(json);
        if (site) WebSites.Add(json);
        if (article && json["isAccessibleForFree"] is { } free && string.Equals(free.Text, "false", StringComparison.OrdinalIgnoreCase)) NotFree = true;
        foreach (var name in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "author", "publisher"])
            if (json[name] is { } inner && inner.Kind is JsonPlace.Kinds.Object or JsonPlace.Kinds.Array) AddJson(inner, depth + 1);
    }

    /// <summary>A text of the page's declarations as a block with its map: what stands in a meta tag or in JSON-LD.</summary>
    public static BlockText ToBlock(string page, Declared declared)
    {
        var builder = new BlockTextBuilder();
        if (declared.Json)
        {
            var at = declared.Start;
            while (at < declared.End)
            {
                var escape = page.AsSpan(at, declared.End - at).IndexOf('\\');
                var stop = escape < 0 ? declared.End : at + escape;
                References(stop);
                if (escape < 0 || stop + 1 >= declared.End) break;
                var length = page[stop + 1] == 'u' && stop + 6 <= declared.End ? 6 : 2;
                var value = JsonPlace.Parse(string.Concat("\"", page.AsSpan(stop, length), "\""), 0, length + 2)?.Text ?? "";
                // The two halves of a pair are one character.
                if (value.Length == 1 && char.IsHighSurrogate(value[0]) && stop + 12 <= declared.End && page[stop + 6] == '\\')
                {
                    length = 12;
                    value = JsonPlace.Parse(string.Concat("\"", page.AsSpan(stop, length), "\""), 0, length + 2)?.Text ?? "";
                }
                if (value.Length is 1 or 2 && !(value.Length == 1 && char.IsSurrogate(value[0]))) builder.AppendReference(value, stop, stop + length);
                at = stop + length;
            }

            void References(int stop)
            {
                Append(at, stop);
            }
        }
        else
        {
            Append(declared.Start, declared.End);
        }
        return builder.Build();

        void Append(int from, int to)
        {
            var at = from;
            while (at < to)
            {
                var amp = page.AsSpan(at, to - at).IndexOf('&');
                var stop = amp < 0 ? to : at + amp;
                if (stop > at) builder.Append(page, at, stop);
                if (amp < 0) break;
                if (CharacterReferences.Read(page.AsSpan(0, to), stop, out var after) is { } value)
                {
                    builder.AppendReference(value, stop, after);
                    at = after;
                }
                else
                {
                    builder.Append(page, stop, stop + 1);
                    at = stop + 1;
                }
            }
        }
    }
}
