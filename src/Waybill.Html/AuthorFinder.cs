using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Html;

/// <summary>An author as a page names one, with the place that proves it.</summary>
internal readonly record struct FoundAuthor(string Name, bool Organisation, int Start, int End);

/// <summary>Finds the authors: JSON-LD of the article, meta tags, marked elements, the visible byline, in that order.
/// A declared "author" that is the outlet, an account's name or an address is none.</summary>
internal static class AuthorFinder
{
    private const int MaxAuthors = 12;

    private static readonly string[] Metas = ["author", "parsely-author", "article:author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "og:article:author", "article:author_name", "cxenseparse:author", "citation_author", "authors", "article.author", "creator", "dc.contributor"];

    private static readonly string[] NotAuthors = ["admin", "administrator", "editor", "staff", "guest", "webmaster", "author", "unknown", "anonymous", "newsroom", "web desk", "user", "root", "none", "null", "by", "follow", "share", "view all posts", "contributors", "news desk", "online desk", "editorial team", "editorial staff", "editorial board", "press release", "site admin", "wpadmin", "superadmin", "default", "test", "undefined", "n/a"];

    public static List<FoundAuthor> Find(HtmlPage page, TextChoice choice)
    {
        var site = page.Declared.Meta("og:site_name")?.Value;
        var found = Json(page, site);
        if (found.Count > 0) return found;
        found = FromMetas(page, site);
        if (found.Count > 0) return found;
        found = Marked(page, choice, site);
        return found.Count > 0 ? found : Visible(page, choice, site);
    }

    private static List<FoundAuthor> Json(HtmlPage page, string? site)
    {
        var found = new List<FoundAuthor>();
        foreach (var article in page.Declared.Articles)
        {
            if ((article["author"] ?? article["creator"]) is not { } authors) continue;
            foreach (var item in authors.Many)
            {
                var author = HtmlMetadata.Resolve(page, item);
                if (author is null) continue;
                var name = author.Kind == JsonPlace.Kinds.String ? author : author["name"]?.One;
                var organisation = author["@type"]?.One?.Text.Contains("Organization", StringComparison.Ordinal) ?? false;
                if (name is { Kind: JsonPlace.Kinds.String }) Add(found, CharacterReferences.Decode(name.Text), name.Start, name.End, organisation, true, site);
                else if (author["name"] is { Kind: JsonPlace.Kinds.Array } names)
                    foreach (var one in names.Items)
                        if (one.Kind == JsonPlace.Kinds.String) Add(found, CharacterReferences.Decode(one.Text), one.Start, one.End, organisation, true, site);
            }
            if (found.Count > 0) break;
        }
        return found;
    }

    private static List<FoundAuthor> FromMetas(HtmlPage page, string? site)
    {
        var found = new List<FoundAuthor>();
        foreach (var key in Metas)
        {
            foreach (var meta in page.Declared.Metas)
            {
                if (!string.Equals(meta.Key, key, StringComparison.Ordinal) || meta.Value.Length is < 3 or > 160) continue;
                Add(found, meta.Value, meta.Start, meta.End, false, false, site);
            }
            if (found.Count > 0) break;
        }
        return found;
    }

    private static List<FoundAuthor> Marked(HtmlPage page, TextChoice choice, string? site)
    {
        var found = new List<FoundAuthor>();
        var tree = page.Tree;
        var end = choice.Body.Count > 0 ? page.Cut.Blocks[choice.Body[^1]].Text.PageEnd + 1500 : tree.Page.Length;
        foreach (var property in (ReadOnlySpan<string>)["author", "rel-author"])
        {
            foreach (var (node, name) in page.Declared.Properties)
            {
                if (!string.Equals(name, property, StringComparison.OrdinalIgnoreCase) || tree[node].Tag is Tag.Meta or Tag.Link) continue;
                if (tree[node].Start > end || found.Count >= 3) break;
                if (TextUnder(tree, node) is { } text) Add(found, text.Text, text.PageStart, text.PageEnd, false, false, site);
            }
            if (found.Count > 0) break;
        }
        return found;
    }

    private static BlockText? TextUnder(HtmlTree tree, int node)
    {
        var stop = tree.After(node);
        var steps = 0;
        for (var at = tree[node].FirstChild; at >= 0 && at != stop && steps++ < 40; at = tree.Next(at))
        {
            if (tree[at].Tag != Tag.Text) continue;
            var builder = new BlockTextBuilder();
            builder.Append(tree.Page, tree[at].Start, tree[at].ContentEnd);
            var block = builder.Build();
            if (TextShape.CountWords(block.Text) >= 2) return block;
        }
        return null;
    }

    private static List<FoundAuthor> Visible(HtmlPage page, TextChoice choice, string? site)
    {
        var found = new List<FoundAuthor>();
        if (choice.Body.Count == 0) return found;
        var blocks = page.Cut.Blocks;
        var first = choice.Body[0];
        var from = choice.Title >= 0 ? Math.Max(0, Math.Min(choice.Title, first) - 6) : Math.Max(0, first - 12);
        var best = -1;
        var bestRank = 0;
        for (var i = from; i < Math.Min(blocks.Count, first + 2); i++)
        {
            if (i == choice.Title) continue;
            var text = blocks[i].Text.Text;
            if (text.Length > 140) continue;
            var distances = page.Cut.Contexts[blocks[i].Context].Distances;
            var byline = DateFinder.Distance(distances, "byline") <= 2;
            var by = text.StartsWith("By ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("By: ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Written by ", StringComparison.OrdinalIgnoreCase);
            var bare = i > 0 && blocks[i - 1].Text.Text.Trim(':', ' ') is "By" or "by" or "BY" or "Written by" or "Author";
            if (!byline && !by && !bare) continue;
            if (DateFinder.Distance(distances, "related") <= 3 || DateFinder.Distance(distances, "comment") <= 3 || DateFinder.Distance(distances, "list") <= 1 || DateFinder.Distance(distances, "caption") <= 1) continue;
            if (Bylines.Persons(text).Count == 0) continue;
            var rank = (by || bare ? 4 : 0) + (byline ? 2 : 0) + (i >= choice.Title ? 1 : 0);
            if (rank <= bestRank) continue;
            bestRank = rank;
            best = i;
        }
        if (best < 0) return found;
        foreach (var (span, name) in Bylines.Persons(blocks[best].Text.Text).Take(4))
        {
            var (start, end) = blocks[best].Text.PageRange(span);
            Add(found, name, start, end, false, false, site);
        }
        return found;
    }

    private static void Add(List<FoundAuthor> found, string words, int start, int end, bool organisation, bool trusted, string? site)
    {
        var text = words.Trim();
        if (found.Count >= MaxAuthors || text.Length is < 2 or > 160 || text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal) || text.Contains('<', StringComparison.Ordinal)) return;
        if (text.StartsWith("By ", StringComparison.OrdinalIgnoreCase)) text = text[3..].Trim();
        foreach (var part in Parts(text))
        {
            var name = part.Trim(' ', ',', '.', '|', ';', '-', '–');
            if (part.TrimEnd().EndsWith("Jr.", StringComparison.Ordinal) || part.TrimEnd().EndsWith("Sr.", StringComparison.Ordinal)) name += ".";
            if (name.Length is < 2 or > 80) continue;
            var folded = name.ToLowerInvariant();
            if (NotAuthors.Contains(folded, StringComparer.Ordinal)) continue;
            var isSite = site is not null && (TitleFinder.Likeness(name, site) >= 0.75 || folded.Replace(" ", "", StringComparison.Ordinal) == site.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal));
            var agency = AgencyCredits.OnlyAgency(name) is not null;
            if (isSite && !agency) continue;
            var person = Bylines.IsPerson(name);
            // A single word or an account's name is taken only where the page itself says that it is an author, as a name is written.
            if (!person && !agency && !organisation && !(trusted && LooksLikeName(name)) && !LooksLikeOrganisation(name)) continue;
            if (found.Exists(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))) continue;
            found.Add(new FoundAuthor(name, !person && (organisation || agency || LooksLikeOrganisation(name)), start, end));
        }
    }

    private static bool LooksLikeName(string name) => char.IsUpper(name[0]) && !name.Any(c => char.IsDigit(c) || c is '_' or '/' or '|') && TextShape.CountWords(name) <= 5;

    private static bool LooksLikeOrganisation(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 2 and <= 6 && words.All(w => char.IsUpper(w[0]) || w is "of" or "the" or "and" or "for" or "&") && !name.Any(char.IsDigit);
    }

    /// <summary>Several authors in one string: commas and "and" part them, unless what follows is a degree.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var pieces = text.Split([",", ";", " and ", " & ", " | ", " / "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (pieces.Length == 1) return pieces;
        var parts = new List<string>();
        foreach (var piece in pieces)
        {
            var clean = piece.StartsWith("and ", StringComparison.Ordinal) ? piece[4..] : piece;
            if (Bylines.IsPerson(clean) || parts.Count == 0) parts.Add(clean);
        }
        return parts;
    }
}
