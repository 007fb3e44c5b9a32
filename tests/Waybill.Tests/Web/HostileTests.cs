using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Playwright;
using Shouldly;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage.Migrations;
using Waybill.Stories;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>Over three hundred hostile pages, read and then looked at in every view: nothing runs, nothing leaves, nothing breaks the layout.</summary>
[Collection(nameof(BrowserTests))]
public sealed class HostileTests(Browser browser, HostileTests.Ledger ledger) : IClassFixture<HostileTests.Ledger>
{
    /// <summary>The pages are read once.</summary>
    public sealed class Ledger : IAsyncLifetime
    {
        public ServedLedger Served { get; private set; } = null!;

        public int Pages { get; private set; }

        public async ValueTask InitializeAsync()
        {
            var folder = Directory.CreateTempSubdirectory("waybill-web-hostile-").FullName;
            Pages = HostilePages.Write(folder);
            Served = await ServedLedger.StartAsync(fill: store => ServedLedger.Read(store, [folder]));
            Directory.Delete(folder, recursive: true);
        }

        public ValueTask DisposeAsync() => Served.DisposeAsync();
    }

    private static readonly string[] Never = ["object", "embed", "base", "style", "video", "audio", "math", "template", "applet", "frame", "foreignobject", "animate", "use"];

    private static readonly HtmlParser Parser = new();

    [Fact]
    public async Task No_view_holds_anything_of_a_page_but_its_words()
    {
        var paths = Paths();
        ledger.Pages.ShouldBeGreaterThanOrEqualTo(300);
        paths.Count(p => p.StartsWith("/articles/", StringComparison.Ordinal)).ShouldBeGreaterThan(2 * 300);
        paths.Count(p => p.StartsWith("/claims/", StringComparison.Ordinal)).ShouldBeGreaterThan(100);
        using var client = ledger.Served.Client();
        var wrong = new List<string>();
        foreach (var path in paths)
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if ((int)answer.StatusCode != 200) wrong.Add($"{path}: {answer.StatusCode}");
            if (html.Any(c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')) wrong.Add($"{path}: a control or direction character");
            using var page = Parser.ParseDocument(html);
            wrong.AddRange(page.All.SelectMany(Problems).Select(p => $"{path}: {p}"));
            if (wrong.Count > 20) break;
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_browser_nothing_runs_nothing_leaves_and_nothing_is_wider_than_the_window()
    {
        var all = Paths();
        var lists = all.Where(p => p.Count(c => c == '/') == 1 || p.StartsWith("/transfers/", StringComparison.Ordinal)).Take(16);
        // One article of every payload would be hundreds of loads: every ninth page, in all its views.
        var sample = lists.Concat(all.Where(p => p.StartsWith("/articles/", StringComparison.Ordinal) && !p.EndsWith(".html", StringComparison.Ordinal)).Where((_, i) => i % 37 == 0))
            .Concat(all.Where(p => p.StartsWith("/claims/", StringComparison.Ordinal) || p.StartsWith("/families/", StringComparison.Ordinal) || p.StartsWith("/stories/", StringComparison.Ordinal)).Where((_, i) => i % 71 == 0)).ToArray();
        await using var visit = await browser.OpenAsync(ledger.Served, Visit.Narrow);
        var wrong = new List<string>();
        foreach (var path in sample)
        {
            await visit.GoAsync(path);
            if (await visit.Page.EvaluateAsync<bool>("() => '__hit' in window")) wrong.Add($"{path}: a script ran");
            wrong.AddRange(await visit.TooWideAsync());
            await visit.AsAsync(Visit.Wide, ColorScheme.Light);
            wrong.AddRange(await visit.TooWideAsync());
            await visit.AsAsync(Visit.Narrow, ColorScheme.Light);
            wrong.AddRange(visit.TakeProblems());
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dossier_of_hostile_pages_holds_nothing_that_runs_or_is_loaded()
    {
        using var store = Waybill.Storage.Store.Open(ledger.Served.Store);
        using var client = ledger.Served.Client();
        foreach (var id in store.Records<Transfer>(AcrossTable.Transfer).Select(t => t.Id).Take(40))
        {
            using var answer = await client.GetAsync($"/transfers/{id}/dossier.html", TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).ShouldBe(200);
            answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            using var page = Parser.ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            // Its own style and links to the pages that it cites are all that it may have.
            page.All.Where(e => e.LocalName is "script" or "iframe" or "img" or "svg" or "form" or "base" or "object" or "link").ShouldBeEmpty();
            page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name == "style").ShouldBeEmpty();
            page.All.Where(e => e.HasAttribute("href")).All(e => e.GetAttribute("href")![0] == '#' || e.GetAttribute("href")!.StartsWith("http", StringComparison.Ordinal)).ShouldBeTrue();
        }
    }

    /// <summary>What of an element could do something that this site does not do.</summary>
    private static IEnumerable<string> Problems(IElement element)
    {
        var name = element.LocalName.ToLowerInvariant();
        if (name == "script" && (element.TextContent.Length > 0 || element.GetAttribute("src")?.StartsWith("/assets/", StringComparison.Ordinal) != true)) yield return "a script: " + Shown(element);
        if (Never.Contains(name)) yield return $"<{name}>: {Shown(element)}";
        if (name == "iframe" && !(element.GetAttribute("src")?.EndsWith("/kept.html", StringComparison.Ordinal) == true && element.GetAttribute("sandbox") == "")) yield return "a frame: " + Shown(element);
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc" or "http-equiv" or "formaction" or "ping" or "background") yield return $"{attribute.Name}: {Shown(element)}";
            if (attribute.Name is "href" or "src" or "action" or "xlink:href" or "data" or "poster" or "srcset" && !(attribute.Value.StartsWith('/') && !attribute.Value.StartsWith("//", StringComparison.Ordinal)) && !attribute.Value.StartsWith('#'))
                yield return $"{attribute.Name}={attribute.Value}: {Shown(element)}";
        }
    }

    private static string Shown(IElement element) => element.OuterHtml.Length > 120 ? element.OuterHtml[..120] : element.OuterHtml;

    private List<string> Paths()
    {
        using var store = Waybill.Storage.Store.Open(ledger.Served.Store);
        var pages = store.PageIds();
        List<string> paths = ["/", "/?flows=network", "/followed", "/lexicon", "/transfers", "/articles", "/stories", "/sources", "/review", "/add", "/runs", "/runs?run=1", "/search?q=delivered", "/search?q=%22%3E%3Cscript%3E__hit=1%3C/script%3E", "/?party=%3Cimg%20src=x%20onerror=__hit=1%3E", "/transfers?from=%3Cscript%3E"];
        for (var at = 49; at < pages.Count; at += 50) paths.Add("/articles?after=" + pages[at]);
        paths.AddRange(store.Records<Transfer>(AcrossTable.Transfer).Select(t => "/transfers/" + t.Id));
        paths.AddRange(store.Records<Family>(AcrossTable.Family).Select(f => "/families/" + f.Id));
        paths.AddRange(store.Records<Story>(AcrossTable.Story).Select(s => "/stories/" + s.Id));
        paths.AddRange(store.Records<Storyline>(AcrossTable.Storyline).Select(s => "/storylines/" + s.Id));
        foreach (var id in pages)
        {
            paths.Add("/articles/" + id);
            paths.Add($"/articles/{id}/kept.html");
            if (store.Reading(id)?.Reading.Claims is [var claim, ..]) paths.Add("/claims/" + claim.Id);
        }
        paths.Add($"/articles/{pages[0]}/kept");
        paths.AddRange(store.PageLines().Select(p => p.Outlet).OfType<string>().Distinct(StringComparer.Ordinal).Take(20).Select(o => "/sources/outlet?name=" + Uri.EscapeDataString(o)));
        foreach (var family in store.Records<Family>(AcrossTable.Family).Where(f => f.Members.Length > 1).Take(20)) paths.Add($"/families/{family.Id}?with={family.Members.First(m => m.Article != family.Reference).Article}");
        return paths;
    }
}
