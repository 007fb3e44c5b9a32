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

    /// <param name="domain">The domain that the page stands under, or null: a firm's name spelt by it is the outlet's.</param>
    public static List<FoundAuthor> Find(HtmlPage page, TextChoice choice, string? domain)
    {
        var found = Find(page, choice);
        if (domain is null) return found;
        var label = domain.Split('.')[0].Replace("-", "", StringComparison.Ordinal);
        // "Stitch Data" on stitchdata.com; a person's own site bears two names as well, and keeps its author.
        found.RemoveAll(f => AgencyCredits.OnlyAgency(f.Name) is null && !Bylines.IsPerson(f.Name) && SpellsDomain(f.Name, label));
        return found;
    }

    private static bool SpellsDomain(string name, string label) =>
        string.Equals(string.Concat(name.Where(char.IsAsciiLetterOrDigit)), label, StringComparison.OrdinalIgnoreCase);

    private static List<FoundAuthor> Find(HtmlPage page, TextChoice choice)
    {
        var site = page.Declared.Meta("og:site_name")?.Value;
        var declared = Declared(page);
        var shown = Visible(page, choice, site);
        if (shown.Count == 0 && declared.Count == 0) shown = Marked(page, choice, site);
        if (declared.Count == 0) return shown;
        // The visible byline names more (a template declares only the first), or persons where an organisation is declared.
        var agrees = shown.Exists(s => declared.Exists(d => string.Equals(d.Name, s.Name, StringComparison.OrdinalIgnoreCase)));
        if (agrees && shown.Count > declared.Count) return shown;
        if (shown.Count > 0 && declared.TrueForAll(d => d.Organisation) && shown.Exists(s => !s.Organisation)) return shown;
        return declared;
    }

    /// <summary>The authors of the JSON-LD or, where it names none, of the meta tags.</summary>
    public static List<FoundAuthor> Declared(HtmlPage page)
    {
        var site = page.Declared.Meta("og:site_name")?.Value;
        var declared = Json(page, site);
        return declared.Count > 0 ? declared : FromMetas(page, site);
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
        // The card of a link preview: label and value.
        for (var card = 1; card <= 2; card++)
        {
            if (page.Declared.Meta($"twitter:label{card}") is not { Value: "Written by" or "Author" or "By" } || page.Declared.Meta($"twitter:data{card}") is not { } name) continue;
            Add(found, name.Value, name.Start, name.End, false, false, site);
            if (found.Count > 0) return found;
        }
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

    /// <summary>The line under (or above) the title that names who wrote: "By …", a byline's class, a link to an author's page.</summary>
    private static List<FoundAuthor> Visible(HtmlPage page, TextChoice choice, string? site)
    {
        var found = new List<FoundAuthor>();
        if (choice.Body.Count == 0) return found;
        var blocks = page.Cut.Blocks;
        var first = choice.Body[0];
        var from = choice.Title >= 0 ? Math.Max(0, Math.Min(choice.Title, first) - 6) : Math.Max(0, first - 12);
        var ranked = new List<(int Rank, int Block)>();
        for (var i = from; i < Math.Min(blocks.Count, first + 4); i++)
        {
            if (i == choice.Title || (choice.Kinds[i] is not null && page.Features.Words[i] > 12)) continue;
            var text = blocks[i].Text.Text;
            if (text.Length > 160) continue;
            var distances = page.Cut.Contexts[blocks[i].Context].Distances;
            var byline = DateFinder.Distance(distances, "byline") <= 2;
            var by = ByAt(text) >= 0;
            var bare = i > 0 && blocks[i - 1].Text.Text.Trim(':', ' ') is "By" or "by" or "BY" or "Written by" or "Author";
            var link = AuthorLink(page, blocks[i]);
            if (!byline && !by && !bare && !link) continue;
            if (DateFinder.Distance(distances, "comment") <= 3 || DateFinder.Distance(distances, "caption") <= 1) continue;
            var start = Math.Max(0, ByAt(text));
            if (Bylines.Persons(text[start..]).Count == 0 && AgencyCredits.OnlyAgency(text[start..]) is null) continue;
            var rank = (by || bare ? 4 : 0) + (byline ? 2 : 0) + (link ? 3 : 0) + (i >= choice.Title ? 2 : 0)
                - (DateFinder.Distance(distances, "related") <= 2 ? 3 : 0) - (DateFinder.Distance(distances, "list") <= 1 && i < choice.Title ? 3 : 0);
            if (rank >= 4) ranked.Add((rank, i));
        }
        if (ranked.Count == 0) return found;
        var best = ranked.MaxBy(r => r.Rank);
        // Several authors may have a line each, in a row.
        foreach (var (rank, i) in ranked)
        {
            if (i != best.Block && (rank < best.Rank - 1 || Math.Abs(i - best.Block) > 4 || AuthorLink(page, blocks[i]) != AuthorLink(page, blocks[best.Block]))) continue;
            Take(i);
        }
        return found;

        void Take(int i)
        {
            var text = blocks[i].Text.Text;
            var start = Math.Max(0, ByAt(text));
            if (AgencyCredits.OnlyAgency(text[start..]) is { } agency)
            {
                var (agencyStart, agencyEnd) = blocks[i].Text.PageRange(new TextSpan(start + agency.Span.Start, agency.Span.Length));
                Add(found, agency.Span.Of(text[start..]).ToString(), agencyStart, agencyEnd, true, false, site);
                return;
            }
            foreach (var (span, name) in Bylines.Persons(text[start..]).Take(5))
            {
                var (nameStart, nameEnd) = blocks[i].Text.PageRange(new TextSpan(start + span.Start, span.Length));
                Add(found, name, nameStart, nameEnd, false, false, site);
            }
        }
    }

    /// <summary>Where "By …" begins in a short line (<c>posted on … by Jane Doe</c>), or -1.</summary>
    private static int ByAt(string text)
    {
        foreach (var lead in (ReadOnlySpan<string>)["By ", "BY ", "By: ", "Written by ", "Author: ", "Story by ", "Reported by ", "by "])
            if (text.StartsWith(lead, StringComparison.Ordinal)) return 0;
        var at = text.IndexOf(" by ", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || at > 60) return -1;
        var before = text[..at];
        return before.EndsWith("ritten", StringComparison.Ordinal) || before.EndsWith("osted", StringComparison.Ordinal) || before.EndsWith("ublished", StringComparison.Ordinal) || DateScanner.Scan(before).Count > 0 ? at + 1 : -1;
    }

    private static bool AuthorLink(HtmlPage page, HtmlBlock block)
    {
        foreach (var link in block.Links)
        {
            var href = page.Tree.Raw(link.Node, "href", out var has);
            if (!has || href.Length > 300) continue;
            foreach (var part in (ReadOnlySpan<string>)["/author", "/staff/", "/contributor", "/reporter", "/profile/", "/people/", "/writer", "/by/", "/journalist", "/columnist", "/team/", "/bio/"])
                if (href.Contains(part, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    private static void Add(List<FoundAuthor> found, string words, int start, int end, bool organisation, bool trusted, string? site)
    {
        var text = words.Trim();
        if (text.Length is < 2 or > 200 || text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.Ordinal) || text.Contains('<', StringComparison.Ordinal)) return;
        if (text.StartsWith("By ", StringComparison.OrdinalIgnoreCase)) text = text[3..].Trim();
        else if (text.StartsWith("By", StringComparison.Ordinal) && text.Length > 6 && char.IsUpper(text[2]) && text.Contains(' ', StringComparison.Ordinal)) text = text[2..];
        foreach (var part in Parts(text))
        {
            if (found.Count >= MaxAuthors) return;
            var name = part.Trim(' ', ',', '.', '|', ';', '-', '–');
            if (part.TrimEnd().EndsWith("Jr.", StringComparison.Ordinal) || part.TrimEnd().EndsWith("Sr.", StringComparison.Ordinal)) name += ".";
            if (name.Length is < 2 or > 80 || name.Contains('@', StringComparison.Ordinal)) continue;
            var folded = name.ToLowerInvariant();
            if (NotAuthors.Contains(folded.TrimEnd(':'), StringComparer.Ordinal)) continue;
            var agencies = AgencyCredits.Find(name);
            var agency = AgencyCredits.OnlyAgency(name) is not null;
            // "John Doe The Associated Press": a person, and where he works.
            if (!agency && agencies.Count == 1 && agencies[0].Span.End == name.Length && agencies[0].Span.Length >= 5)
            {
                var person = name[..agencies[0].Span.Start].Trim(' ', ',', '|', '-', '–', '/');
                if (person.EndsWith(" The", StringComparison.Ordinal)) person = person[..^4].Trim();
                if (Bylines.IsPerson(person))
                {
                    Put(person, false);
                    Put(name[agencies[0].Span.Start..], true);
                    continue;
                }
            }
            var isSite = site is not null && (TitleFinder.Likeness(name, site) >= 0.75 || string.Equals(folded.Replace(" ", "", StringComparison.Ordinal), site.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
            if (isSite && !agency) continue;
            var isPerson = Bylines.IsPerson(name);
            // A single word or an account's name is taken only where the page itself says that it is an author, and it is written as a name.
            if (!isPerson && !agency && !organisation && !(trusted && LooksLikeName(name)) && !LooksLikeOrganisation(name)) continue;
            // One name alone may be a person's; several words, one of them of trade, are none.
            Put(name, !isPerson && (organisation || agency || name.Contains(' ', StringComparison.Ordinal)));
        }

        void Put(string name, bool isOrganisation)
        {
            if (!found.Exists(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))) found.Add(new FoundAuthor(name, isOrganisation, start, end));
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
