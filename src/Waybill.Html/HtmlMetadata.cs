using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Html;

/// <summary>Fills in what is not text: dates, byline, credits, outlet, section, marks. Each value with its evidence.</summary>
internal static class HtmlMetadata
{
    public static Article Fill(Article article, Capture capture, HtmlPage page, TextChoice choice, ImmutableArray<Evidence>.Builder evidence, PageEvidence pageEvidence)
    {
        var dates = DateFinder.Find(page, choice, capture);
        if (dates.Published is { } p && p.Place is { } at) evidence.Add(pageEvidence.Of(at.Start, at.End, "published"));
        if (dates.Modified is { Place: { } m }) evidence.Add(pageEvidence.Of(m.Start, m.End, "modified"));
        foreach (var bound in dates.NotBefore)
            if (bound.Place is { } b) evidence.Add(pageEvidence.Of(b.Start, b.End, "notBefore"));

        var authors = AuthorFinder.Find(page, choice, Addresses.RegistrableDomain(capture.Url ?? page.Declared.Canonical?.Value));
        var persons = ImmutableArray.CreateBuilder<string>();
        var organisations = ImmutableArray.CreateBuilder<string>();
        foreach (var author in authors)
        {
            (author.Organisation ? organisations : persons).Add(author.Name);
            evidence.Add(pageEvidence.Of(author.Start, author.End, "byline"));
        }
        var outlet = Outlet(page);
        var (credits, dateline) = CreditFinder.Find(article, page, choice, authors, capture.Outlet ?? outlet?.Value ?? Addresses.RegistrableDomain(capture.Url), evidence, pageEvidence);
        if (outlet is { } o && capture.Outlet is null) evidence.Add(pageEvidence.Of(o.Start, o.End, "outlet"));
        var section = page.Declared.Meta("article:section", "section", "parsely-section", "articlesection", "dc.subject") is { Value.Length: < 80 } declared ? declared
            : JsonText(page, "articleSection");
        if (section is { } s) evidence.Add(pageEvidence.Of(s.Start, s.End, "section"));
        var canonical = page.Declared.Canonical ?? page.Declared.Meta("og:url");
        if (canonical is { } c && !Uri.TryCreate(c.Value, UriKind.Absolute, out _)) canonical = null;
        if (canonical is { } link) evidence.Add(pageEvidence.Of(link.Start, link.End, "canonicalUrl"));
        return article with
        {
            Byline = persons.ToImmutable(),
            BylineOrganisations = organisations.ToImmutable(),
            Credits = credits,
            Dateline = dateline,
            Published = capture.Published is { } user ? new PrintedDate(user, DateSource.User) : dates.Published?.Date,
            Modified = dates.Modified?.Date,
            NotBefore = [.. dates.NotBefore.Select(b => b.Date)],
            Outlet = capture.Outlet ?? outlet?.Value,
            OutletDomain = Addresses.RegistrableDomain(capture.Url ?? canonical?.Value),
            Section = section?.Value,
            CanonicalUrl = canonical?.Value,
            Paywalled = page.Declared.NotFree || page.Declared.Meta("article:content_tier") is { Value: "locked" or "metered" },
            Evidence = evidence.ToImmutable(),
        };
    }

    private static Declared? Outlet(HtmlPage page)
    {
        if (page.Declared.Meta("og:site_name") is { Value.Length: > 1 and < 80 } site && !site.Value.Contains("://", StringComparison.Ordinal)) return site;
        foreach (var article in page.Declared.Articles)
        {
            var publisher = Resolve(page, article["publisher"]?.One);
            if (publisher?["name"]?.One is { Kind: JsonPlace.Kinds.String, Text.Length: > 1 and < 80 } name)
                return new Declared("publisher", CharacterReferences.Decode(name.Text), name.Start, name.End, true);
        }
        if (MarkedPublisher(page) is { } marked) return marked;
        if (page.Declared.Meta("application-name", "twitter:app:name:iphone", "dc.publisher", "publisher", "copyright") is { Value.Length: > 1 and < 60 } other
            && !other.Value.Contains("://", StringComparison.Ordinal) && !other.Value.Contains('©', StringComparison.Ordinal)) return other;
        foreach (var organisation in page.Declared.WebSites)
        {
            if (organisation["name"]?.One is { Kind: JsonPlace.Kinds.String, Text.Length: > 1 and < 80 } name)
                return new Declared("website", CharacterReferences.Decode(name.Text), name.Start, name.End, true);
        }
        return TitleTail(page);
    }

    /// <summary>The title element's tail, where the page prints the same name by itself (its masthead) or its address spells it.</summary>
    private static Declared? TitleTail(HtmlPage page)
    {
        if (TitleFinder.TailOf(page) is not { } tail || TextShape.CountWords(tail.Value) is 0 or > 6) return null;
        var address = Letters(Addresses.RegistrableDomain(page.Declared.Canonical?.Value ?? page.Declared.Meta("og:url")?.Value) ?? "");
        if (Letters(tail.Value) is { Length: >= 5 } letters && address.Contains(letters, StringComparison.Ordinal)) return tail;
        foreach (var block in page.Cut.Blocks.Take(40))
            if (string.Equals(block.Text.Text, tail.Value, StringComparison.OrdinalIgnoreCase)) return tail;
        return null;

        static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }

    /// <summary>Microdata: the name inside an element <c>itemprop="publisher"</c>, or its own words.</summary>
    private static Declared? MarkedPublisher(HtmlPage page)
    {
        var tree = page.Tree;
        foreach (var (node, property) in page.Declared.Properties)
        {
            if (!string.Equals(property, "publisher", StringComparison.OrdinalIgnoreCase)) continue;
            if (Content(tree, node) is { } own) return own;
            var stop = tree.After(node);
            var steps = 0;
            var declaresName = false;
            for (var at = tree[node].FirstChild; at >= 0 && at != stop && steps++ < 60; at = tree.Next(at))
            {
                if (tree[at].Tag == Tag.Text || !tree.Raw(at, "itemprop", out _).Equals("name", StringComparison.OrdinalIgnoreCase)) continue;
                declaresName = true;
                if (Content(tree, at) is { } named) return named;
                if (Words(tree, at) is { } shown) return shown;
            }
            if (!declaresName && tree[node].Tag is not (Tag.Meta or Tag.Link) && Words(tree, node) is { } words) return words;
        }
        return null;

        static Declared? Content(HtmlTree tree, int node)
        {
            if (tree.Place(node, "content") is not { } place) return null;
            return Named(tree.Page, place.Start, place.End);
        }

        static Declared? Words(HtmlTree tree, int node)
        {
            var child = tree[node].FirstChild;
            return child >= 0 && tree[child].Tag == Tag.Text && tree[child].NextSibling < 0 ? Named(tree.Page, tree[child].Start, tree[child].ContentEnd) : null;
        }

        static Declared? Named(string text, int start, int end)
        {
            if (end - start is < 2 or > 200) return null;
            var value = CharacterReferences.Decode(text.AsSpan(start, end - start)).Trim();
            return value.Length is > 1 and < 80 && !value.Contains("://", StringComparison.Ordinal) ? new Declared("publisher", value, start, end, false) : null;
        }
    }

    private static Declared? JsonText(HtmlPage page, string member)
    {
        foreach (var article in page.Declared.Articles)
            if (article[member]?.One is { Kind: JsonPlace.Kinds.String, Text.Length: > 1 and < 80 } value)
                return new Declared(member, CharacterReferences.Decode(value.Text), value.Start, value.End, true);
        return null;
    }

    /// <summary>Follows an <c>@id</c> reference.</summary>
    public static JsonPlace? Resolve(HtmlPage page, JsonPlace? value)
    {
        if (value is not { Kind: JsonPlace.Kinds.Object } || value.Members.Count > 2) return value;
        if (value["name"] is null && value["@id"] is { Kind: JsonPlace.Kinds.String } id && page.Declared.ById.TryGetValue(id.Text, out var full)) return full;
        return value;
    }
}
