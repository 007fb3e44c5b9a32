using System.Globalization;
using System.Net;
using System.Text;

namespace Waybill.Bench.Load;

/// <summary>An outlet of the load: its name, its markup, and the furniture that stands on all its pages.</summary>
internal sealed class OutletStyle
{
    private readonly int _layout;
    private readonly int _filler;
    private readonly string _boiler;
    private readonly string[] _menu;
    private readonly StoryWriter _writer;
    private readonly LoadWords _words;
    private readonly ulong _seed;

    private OutletStyle(string name, string host, int layout, int filler, string boiler, string[] menu, StoryWriter writer, LoadWords words, ulong seed)
    {
        (Name, Host, _layout, _filler, _boiler, _menu, _writer, _words, _seed) = (name, host, layout, filler, boiler, menu, writer, words, seed);
    }

    public string Name { get; }

    public string Host { get; }

    public static OutletStyle[] Make(LoadWords words, LoadOptions options, int count)
    {
        var writer = new StoryWriter(words, options);
        var outlets = new OutletStyle[count];
        for (var i = 0; i < count; i++)
        {
            var random = LoadRandom.For(options.Seed, 5, (ulong)i);
            var place = words["place"][i % words["place"].Length];
            var paper = words["paper"][i / words["place"].Length % words["paper"].Length];
            var host = string.Concat("www.", place.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal), paper.ToLowerInvariant(), ".example");
            string[] menu = [.. Enumerable.Range(0, random.Between(8, 40)).Select(m => StoryWriter.Capital(words["noun"][(i * 3 + m) % words["noun"].Length]))];
            outlets[i] = new OutletStyle($"{place} {paper}", host, i % 4, Math.Max(0, options.Kibibytes - 5) * 1024, writer.General(ref random), menu, writer, words, options.Seed);
        }
        return outlets;
    }

    public string Render(long number, string url, string title, string[] paragraphs, DateOnly day, LoadAgency? agency)
    {
        var random = LoadRandom.For(_seed, 6, (ulong)number);
        var iso = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var author = $"{random.Pick(_words["first"])} {random.Pick(_words["last"])}";
        var page = new StringBuilder(_filler + 12_000);
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>").Append(Esc(title)).Append(" | ").Append(Esc(Name)).Append("</title>\n");
        page.Append("<meta name=\"waybill-load\" content=\"made up: no statement on this page is true\">\n<link rel=\"canonical\" href=\"").Append(url).Append("\">\n");
        page.Append("<meta property=\"og:site_name\" content=\"").Append(Esc(Name)).Append("\">\n");
        if (_layout is 0 or 2) page.Append("<meta property=\"article:published_time\" content=\"").Append(iso).Append("T09:15:00Z\">\n");
        if (_layout == 1) JsonLd(page, url, title, iso, author);
        Styles(page, ref random);
        page.Append("</head>\n<body class=\"l").Append(_layout).Append("\">\n<div class=\"cookie-banner\"><p>We use cookies and similar technologies. You can accept or refuse them.</p><button>Accept</button></div>\n");
        page.Append("<header><a href=\"/\">").Append(Esc(Name)).Append("</a><nav><ul>");
        foreach (var entry in _menu) page.Append("<li><a href=\"/s/").Append(Slug(entry)).Append("\">").Append(Esc(entry)).Append("</a></li>");
        page.Append("</ul></nav></header>\n");
        Body(page, title, paragraphs, day, iso, author, agency, ref random);
        Furniture(page, day, ref random);
        Scripts(page, ref random);
        page.Append("</body>\n</html>\n");
        return page.ToString();
    }

    private void Body(StringBuilder page, string title, string[] paragraphs, DateOnly day, string iso, string author, LoadAgency? agency, ref LoadRandom random)
    {
        var shown = day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var (open, head, block, close) = _layout switch
        {
            0 => ("<main><article>", "h1", "p", "</article></main>"),
            1 => ("<div id=\"content\"><div class=\"story-body\">", "h1", "p", "</div></div>"),
            2 => ("<div class=\"wrap\"><div class=\"col-main\">", "h2", "div", "</div></div>"),
            _ => ("<section class=\"article-page\"><div itemprop=\"articleBody\">", "h1", "p", "</div></section>"),
        };
        page.Append(open).Append('\n').Append('<').Append(head).Append('>').Append(Esc(title)).Append("</").Append(head).Append(">\n");
        page.Append("<div class=\"meta\">By ").Append(Esc(author));
        if (agency is not null && random.Chance(0.5)) page.Append(", ").Append(Esc(agency.Name));
        page.Append(" <time datetime=\"").Append(iso).Append("\">").Append(shown).Append("</time></div>\n");
        page.Append("<figure><img src=\"/i/").Append(random.Below(1_000_000)).Append(".jpg\" alt=\"\"><figcaption>A street in ").Append(Esc(random.Pick(_words["place"]))).Append(". Photo: ").Append(Esc(random.Pick(_words["last"]))).Append("</figcaption></figure>\n");
        for (var i = 0; i < paragraphs.Length; i++)
        {
            page.Append('<').Append(block).Append(block == "div" ? " class=\"par\">" : ">").Append(Esc(paragraphs[i])).Append("</").Append(block).Append(">\n");
            if (i == 2) page.Append("<aside class=\"inline-related\"><a href=\"/r/").Append(random.Below(1_000_000)).Append("\">").Append(Esc(Teaser(ref random))).Append("</a></aside>\n");
        }
        if (agency is not null) page.Append("<p class=\"credit\">").Append(Esc(agency.Name)).Append("</p>\n");
        page.Append("<p class=\"house\">").Append(Esc(_boiler)).Append("</p>\n").Append(close).Append('\n');
    }

    private void Furniture(StringBuilder page, DateOnly day, ref LoadRandom random)
    {
        page.Append("<section class=\"newsletter\"><h3>Our letter</h3><p>The day in five minutes, every evening at six. Sign up here.</p></section>\n<aside class=\"related\"><h3>More stories</h3><ul>\n");
        for (var i = random.Between(5, 20); i > 0; i--)
            page.Append("<li><a href=\"/a/").Append(random.Below(1_000_000)).Append("\"><h4>").Append(Esc(Teaser(ref random))).Append("</h4><p>").Append(Esc(_writer.General(ref random))).Append("</p></a></li>\n");
        page.Append("</ul></aside>\n<div id=\"comments\"><h3>Comments</h3>\n");
        for (var i = random.Below(8); i > 0; i--)
            page.Append("<div class=\"comment\"><b>").Append(Esc(random.Pick(_words["first"]))).Append(random.Below(99)).Append("</b><p>").Append(Esc(Teaser(ref random))).Append(", my cousin says.</p></div>\n");
        page.Append("</div>\n<footer><p>© ").Append(day.Year).Append(' ').Append(Esc(Name)).Append(". All rights reserved.</p></footer>\n");
    }

    /// <summary>A line of furniture; every third states a transfer that is not this page's.</summary>
    private string Teaser(ref LoadRandom random)
    {
        if (!random.Chance(0.33)) return StoryWriter.Capital(random.Pick(_words["noun"]) + " " + random.Pick(_words["verb"]) + " the " + random.Pick(_words["object"]));
        return $"{random.Pick(_words.States).Name} delivers {random.Between(2, 90)} {random.Pick(_words.Items).Words} to {random.Pick(_words.States).Name}";
    }

    private static void JsonLd(StringBuilder page, string url, string title, string iso, string author)
    {
        page.Append("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"").Append(title.Replace("\"", "\\\"", StringComparison.Ordinal))
            .Append("\",\"datePublished\":\"").Append(iso).Append("T09:15:00Z\",\"author\":{\"@type\":\"Person\",\"name\":\"").Append(author).Append("\"},\"mainEntityOfPage\":\"").Append(url).Append("\"}</script>\n");
    }

    /// <summary>About two fifths of the filler: style rules, as on real pages.</summary>
    private void Styles(StringBuilder page, ref LoadRandom random)
    {
        var end = page.Length + _filler * 2 / 5;
        if (_filler == 0) return;
        page.Append("<style>\n");
        while (page.Length < end)
            page.Append(".c").Append(random.Below(100_000)).Append('{').Append("margin:").Append(random.Below(40)).Append("px;padding:").Append(random.Below(40)).Append("px;color:#").Append((random.Next() & 0xFFFFFF).ToString("x6", CultureInfo.InvariantCulture)).Append("}\n");
        page.Append("</style>\n");
    }

    /// <summary>About three fifths of the filler: scripts with data, as on real pages.</summary>
    private void Scripts(StringBuilder page, ref LoadRandom random)
    {
        var end = page.Length + _filler * 3 / 5;
        if (_filler == 0) return;
        page.Append("<script>window.__state={\"items\":[\n");
        while (page.Length < end)
            page.Append("{\"id\":").Append(random.Next() & 0xFFFFFFFF).Append(",\"slot\":\"").Append(random.Pick(_words["noun"])).Append("\",\"html\":\"<div>not text<\\/div>\",\"w\":").Append(random.Below(2000)).Append("},\n");
        page.Append("{}]};</script>\n");
    }

    private static string Slug(string words) => words.ToLowerInvariant().Replace(' ', '-');

    private static string Esc(string text) => WebUtility.HtmlEncode(text);
}
