using Waybill.Articles;
using Waybill.Pages;
using Waybill.Texts;

namespace Waybill.Html;

/// <summary>A date with the place that proves it (none for one read from the address).</summary>
internal sealed record PlacedDate(PrintedDate Date, (int Start, int End)? Place);

internal sealed record PageDates(PlacedDate? Published, PlacedDate? Modified, List<PlacedDate> NotBefore);

/// <summary>Finds when the page says that its article was published and changed: JSON-LD, meta tags, time elements,
/// visible words near the title, the address, in that order.</summary>
internal static class DateFinder
{
    private static readonly string[] PublishedMetas =
    [
        "article:published_time", "datepublished", "article:published", "og:published_time", "og:article:published_time", "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date", "publication-date",
        "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "date_published", "published_time", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "article_date_original", "originalpublicationdate",
        "dc.date", "dcterms.date", "date", "datecreated", "pdate", "ptime", "displaydate", "pub_date", "rnews:datepublished", "mediator_published_time", "og:pubdate", "bt:pubdate", "vr:published_time", "citation_publication_date", "published", "lw.pub_date", "twt-published-at", "analytics:date_published", "prism.publicationdate", "citation_date", "created",
    ];

    private static readonly string[] ModifiedMetas =
        ["article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "updated_time", "article:modified", "modified"];

    public static PageDates Find(HtmlPage page, TextChoice choice, Capture capture)
    {
        var monthFirst = MonthFirst(page, capture);
        var published = Json(page, "datePublished", "dateCreated", "uploadDate");
        var modified = Json(page, "dateModified");
        if (modified is null) modified = Metas(page, ModifiedMetas, monthFirst);
        published ??= Metas(page, PublishedMetas, monthFirst);
        if (published is { Date.Value.OffsetMinutes: 0 } utc && LocalDay(utc.Date.Value, Visible(page, choice, monthFirst, out _), Address(capture, page)) is { } local) published = local;
        if (published is not { Date.Distrusted: null })
        {
            var visible = Visible(page, choice, monthFirst, out var changed);
            modified ??= changed;
            published ??= TimeElements(page, choice, monthFirst) ?? visible ?? Address(capture, page);
        }
        // Modified before published: the page's clocks disagree, and the earlier is the publication.
        if (published is null && modified is not null) published = modified;
        return new PageDates(Check(published, capture), Check(modified, capture), Captions(page, choice, monthFirst));
    }

    /// <summary>A time declared in UTC may fall on the day before or after the one that the outlet's readers had: where the
    /// page prints that day, or its address names it, that day is the date.</summary>
    private static PlacedDate? LocalDay(PartialDate utc, PlacedDate? visible, PlacedDate? address)
    {
        if (utc.Time is not { Hour: var hour }) return null;
        foreach (var other in (ReadOnlySpan<PlacedDate?>)[visible, address])
        {
            if (other is null || other.Date.Distrusted is not null) continue;
            var apart = other.Date.Value.First.DayNumber - utc.First.DayNumber;
            if ((apart == -1 && hour < 12) || (apart == 1 && hour >= 10)) return other;
        }
        return null;
    }

    private static PlacedDate? Check(PlacedDate? date, Capture capture)
    {
        if (date is null || date.Date.Distrusted is not null) return date;
        if (capture.Captured is { } captured && date.Date.Value.First > captured.Value.Last.AddDays(1))
            return date with { Date = date.Date with { Distrusted = "it is later than the page's capture" } };
        return date;
    }

    /// <summary>Whether 05/06/2024 is in May: by the page's declared language and the address's country.</summary>
    private static bool MonthFirst(HtmlPage page, Capture capture)
    {
        var language = page.Declared.Language ?? page.Declared.Meta("og:locale")?.Value ?? "";
        var host = Addresses.Host(capture.Url) ?? "";
        if (language.Length >= 2 && !language.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return false;
        foreach (var region in (ReadOnlySpan<string>)["GB", "IN", "AU", "NZ", "IE", "ZA", "NG", "KE", "PK", "BD", "SG", "MY", "LK"])
            if (language.EndsWith(region, StringComparison.OrdinalIgnoreCase) && language.Length > 3) return false;
        var dot = host.LastIndexOf('.');
        var top = dot < 0 ? "" : host[(dot + 1)..];
        return top.Length != 2 || top is "us" or "ca" or "ph" or "io" or "co" or "tv" or "me" or "ai";
    }

    private static PlacedDate? Json(HtmlPage page, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var article in page.Declared.Articles)
            {
                if (DeclaredTime(article, name) is { } found) return found;
            }
        }
        return null;
    }

    /// <summary>A time that a JSON-LD object declares under a name, with its place, or null.</summary>
    internal static PlacedDate? DeclaredTime(JsonPlace json, string name) =>
        json[name]?.One is { Kind: JsonPlace.Kinds.String, Text.Length: >= 8 and <= 60 } value && First(value.Text, false) is { } found
            ? new PlacedDate(new PrintedDate(found, DateSource.JsonLd), (value.Start, value.End)) : null;

    private static PlacedDate? Metas(HtmlPage page, string[] names, bool monthFirst)
    {
        foreach (var name in names)
        {
            foreach (var meta in page.Declared.Metas)
            {
                if (!string.Equals(meta.Key, name, StringComparison.Ordinal) || meta.Value.Length is < 8 or > 60) continue;
                if (First(meta.Value, monthFirst) is { } found) return new PlacedDate(new PrintedDate(found, DateSource.Meta), (meta.Start, meta.End));
            }
        }
        return null;
    }

    private static PartialDate? First(string value, bool monthFirst)
    {
        if (value.Length == 8 && value.All(char.IsAsciiDigit)) return Addresses.Day("://" + value);
        if (value.Length is 10 or 13 && value.All(char.IsAsciiDigit)
            && long.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var epoch))
        {
            var moment = DateTimeOffset.FromUnixTimeSeconds(value.Length == 13 ? epoch / 1000 : epoch).UtcDateTime;
            if (moment.Year is < 1995 or > 2100) return null;
            return new PartialDate { Precision = DatePrecision.Minute, First = DateOnly.FromDateTime(moment), Time = new TimeOnly(moment.Hour, moment.Minute), OffsetMinutes = 0 };
        }
        var found = DateScanner.Scan(value, monthFirst);
        return found.Count > 0 && found[0].Value.First.Year >= 1990 ? found[0].Value : null;
    }

    private static PlacedDate? TimeElements(HtmlPage page, TextChoice choice, bool monthFirst)
    {
        var tree = page.Tree;
        PlacedDate? best = null;
        var bestRank = -100.0;
        var titleAt = choice.Title >= 0 ? page.Cut.Blocks[choice.Title].Text.PageStart : choice.Body.Count > 0 ? page.Cut.Blocks[choice.Body[0]].Text.PageStart : 0;
        var bodyEnd = choice.Body.Count > 0 ? page.Cut.Blocks[choice.Body[^1]].Text.PageEnd : tree.Page.Length;
        foreach (var (node, property) in page.Declared.Properties)
        {
            if (!property.Contains("datePublished", StringComparison.OrdinalIgnoreCase) || tree[node].Tag == Tag.Meta) continue;
            if (TimeOf(page, node, monthFirst) is { } marked) return marked;
        }
        var count = 0;
        foreach (var node in page.Declared.Times)
        {
            if (count++ > 200) break;
            if (TimeOf(page, node, monthFirst) is not { } date) continue;
            var at = tree[node].Start;
            var rank = 0.0;
            if (at < titleAt - 3000 || at > bodyEnd + 2000) rank -= 3;
            if (at < titleAt) rank -= 0.5;
            foreach (var name in (ReadOnlySpan<string>)["class", "itemprop", "id"])
            {
                var value = tree.Raw(node, name, out var has);
                if (!has) continue;
                if (value.Contains("publi", StringComparison.OrdinalIgnoreCase) || value.Contains("entry-date", StringComparison.OrdinalIgnoreCase)) rank += 1;
                if (value.Contains("updat", StringComparison.OrdinalIgnoreCase) || value.Contains("modif", StringComparison.OrdinalIgnoreCase)) rank -= 1;
            }
            if (rank <= bestRank) continue;
            bestRank = rank;
            best = date;
        }
        return bestRank > -2 ? best : null;
    }

    /// <summary>The day or moment of a time element: its attribute's, else its words'; with the place, or null.</summary>
    internal static PlacedDate? TimeOf(HtmlPage page, int node, bool monthFirst = false)
    {
        var tree = page.Tree;
        foreach (var name in (ReadOnlySpan<string>)["datetime", "content", "title"])
        {
            if (tree.Place(node, name) is not { } place || place.End - place.Start is < 8 or > 60) continue;
            if (First(CharacterReferences.Decode(tree.Page.AsSpan(place.Start, place.End - place.Start)), monthFirst) is { } value)
                return new PlacedDate(new PrintedDate(value, DateSource.TimeElement), place);
        }
        var child = tree[node].FirstChild;
        if (child < 0 || tree[child].Tag != Tag.Text) return null;
        int start = tree[child].Start, end = tree[child].ContentEnd;
        if (end - start is < 6 or > 100) return null;
        return First(tree.Page[start..end], monthFirst) is { } shown ? new PlacedDate(new PrintedDate(shown, DateSource.TimeElement), (start, end)) : null;
    }

    /// <summary>Dates printed near the title: labelled ones first, then the one nearest to title or byline.</summary>
    private static PlacedDate? Visible(HtmlPage page, TextChoice choice, bool monthFirst, out PlacedDate? changed)
    {
        changed = null;
        PlacedDate? best = null;
        var bestRank = 0.0;
        var blocks = page.Cut.Blocks;
        var first = choice.Body.Count > 0 ? choice.Body[0] : -1;
        var last = choice.Body.Count > 0 ? choice.Body[^1] : -1;
        var title = choice.Title >= 0 ? choice.Title : first;
        if (title < 0) return null;
        for (var i = Math.Max(0, title - 25); i < blocks.Count && i <= last + 15; i++)
        {
            if (choice.Kinds[i] is not null && page.Features.Words[i] > 14) continue;
            var text = blocks[i].Text.Text;
            if (text.Length > 220) continue;
            foreach (var date in DateScanner.Scan(text, monthFirst))
            {
                var label = DateLabels.Of(text, date.Span.Start);
                if (label == DateLabels.Kind.None && i > 0 && blocks[i - 1].Text.Text.Length < 40) label = DateLabels.Of(blocks[i - 1].Text.Text + " ", blocks[i - 1].Text.Text.Length + 1);
                var placed = new PlacedDate(new PrintedDate(date.Value, DateSource.VisibleText), blocks[i].Text.PageRange(date.Span));
                if (label == DateLabels.Kind.Updated)
                {
                    changed ??= placed;
                    continue;
                }
                var rank = label switch { DateLabels.Kind.FirstPublished => 6.0, DateLabels.Kind.Published => 5.0, _ => 3.0 };
                if (i < title) rank -= (Mastheads.Is(text, date) ? 2 : 1) + Math.Min(0.9, (title - i) * 0.1);
                else if (i > first + 2 && label == DateLabels.Kind.None) rank -= 1.5;
                else rank -= Math.Min(1, (i - title) * 0.05);
                var distances = page.Cut.Contexts[blocks[i].Context].Distances;
                if (Distance(distances, "meta") <= 2) rank += 0.5;
                if (Distance(distances, "related") <= 2 || Distance(distances, "list") <= 2 || Distance(distances, "comment") <= 3) rank -= 1.5;
                if (choice.Reasons[i] is LeftOutReason.Caption or LeftOutReason.Comment or LeftOutReason.Legal) rank -= 2;
                if (page.Features.Words[i] > 14) rank -= 1;
                if (i < title && label == DateLabels.Kind.None && Mastheads.Is(text, date))
                    placed = placed with { Date = placed.Date with { Distrusted = Mastheads.Why } };
                if (rank <= bestRank) continue;
                bestRank = rank;
                best = placed;
            }
        }
        return best;
    }

    internal static int Distance(GroupDistances distances, string group) => distances[Array.IndexOf(ClassWords.Groups, group)];

    private static PlacedDate? Address(Capture capture, HtmlPage page)
    {
        if (page.Declared.Canonical is { } canonical && Addresses.Day(canonical.Value) is { } day)
            return new PlacedDate(new PrintedDate(day, DateSource.Address), (canonical.Start, canonical.End));
        return Addresses.Day(capture.Url) is { } found ? new PlacedDate(new PrintedDate(found, DateSource.Address), null) : null;
    }

    /// <summary>Full dates in captions that stand within or right around the text.</summary>
    private static List<PlacedDate> Captions(HtmlPage page, TextChoice choice, bool monthFirst)
    {
        var found = new List<PlacedDate>();
        if (choice.Body.Count == 0) return found;
        var from = choice.Title >= 0 ? Math.Min(choice.Title, choice.Body[0]) : Math.Max(0, choice.Body[0] - 5);
        for (var i = from; i <= choice.Body[^1]; i++)
        {
            if (choice.Kinds[i] is not null || choice.Reasons[i] != LeftOutReason.Caption) continue;
            var block = page.Cut.Blocks[i].Text;
            if (block.Text.Length > 800 || page.Features.Words[i] < 8) continue;
            foreach (var date in DateScanner.Scan(block.Text, monthFirst))
                if (!date.Ambiguous && !found.Exists(f => f.Date.Value == date.Value)) found.Add(new PlacedDate(new PrintedDate(date.Value, DateSource.Caption), block.PageRange(date.Span)));
        }
        return found;
    }
}
