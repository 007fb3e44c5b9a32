using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Waybill.Articles;
using Waybill.Html;
using Waybill.Judgements;
using Waybill.Lineage;
using Waybill.Pipeline;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Export;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Pipeline.Sources;
using Waybill.Storage;
using Waybill.Stories;
using Waybill.Texts;
using Waybill.Web.Jobs;
using Waybill.Web.Stores;
using Waybill.Web.Views;

namespace Waybill.Web.Server;

/// <summary>The pages that people look at.</summary>
public static class PageRoutes
{
    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var pages = app.MapGroup("").WithMetadata(new Needs(Role.Reader));
        pages.MapGet("/", Overview);
        pages.MapGet("/transfers", Transfers);
        pages.MapGet("/transfers/{id}", (HttpContext c, string id) => Record(c, id, "transfer", (store, set, whole) => set.Transfer(whole) is { } t ? Page<TransferPage>(c, new { Transfer = t, Set = set, From = At(c), Followed = store.Followed().Any(f => f.Id == whole), Accepted = Notes.DigitsOf(store, t), Ratings = Notes.Standing(store) }) : null));
        pages.MapGet("/transfers/{id}/dossier.md", (HttpContext c, string id) => Dossier(c, id, html: false));
        pages.MapGet("/transfers/{id}/dossier.html", (HttpContext c, string id) => Dossier(c, id, html: true));
        pages.MapGet("/claims/{id}", (HttpContext c, string id) => Record(c, id, "claim", (store, set, whole) => set.Claim(whole) is { } v ? Page<ClaimPage>(c, new { View = v, Set = set }) : null));
        pages.MapGet("/families/{id}", (HttpContext c, string id) => Record(c, id, "family", (store, set, whole) => set.Family(whole) is { } f ? Page<FamilyPage>(c, new { Family = f, Set = set, With = Query(c, "with"), From = At(c) }) : null));
        pages.MapGet("/stories", Stories);
        pages.MapGet("/stories/{id}", (HttpContext c, string id) => Record(c, id, "story", (store, set, whole) => set.Story(whole) is { } s ? Page<StoryPage>(c, new { Story = s, Set = set, From = At(c) }) : null));
        pages.MapGet("/storylines/{id}", (HttpContext c, string id) => Record(c, id, "storyline", (store, set, whole) => set.Storyline(whole) is { } s ? Page<StorylinePage>(c, new { Storyline = s, Set = set, From = At(c) }) : null));
        pages.MapGet("/articles", Articles);
        pages.MapGet("/articles/{id}", Article);
        pages.MapGet("/articles/{id}/kept", (HttpContext c, string id) => Record(c, id, "article", (store, set, whole) => Page<KeptPage>(c, new { Id = whole })));
        pages.MapGet("/articles/{id}/kept.html", Kept);
        pages.MapGet("/articles/{id}/source.txt", Source);
        pages.MapGet("/sources", async (HttpContext c) =>
        {
            var snapshot = await Snapshot(c).ConfigureAwait(false);
            using var loan = await Lend(c).ConfigureAwait(false);
            await Page<SourcesPage>(c, new { Snapshot = snapshot, Ratings = Notes.Standing(loan.Store) }).ConfigureAwait(false);
        });
        pages.MapGet("/search", Search);
        pages.MapGet("/review", Review);
        pages.MapGet("/runs", Runs);
        app.MapPost("/runs/retry", Retry).WithMetadata(new Needs(Role.Analyst));
        app.MapGet("/sign-in", (HttpContext c) => Page<SignInPage>(c, new { Back = Local(Query(c, "back")) })).WithMetadata(new Needs(Role.None));
        app.MapPost("/sign-in", SignIn).WithMetadata(new Needs(Role.None));
        app.MapPost("/sign-out", SignOut).WithMetadata(new Needs(Role.None));
    }

    /// <summary>Renders a component with the frame of the request and what else it takes.</summary>
    internal static Task Page<T>(HttpContext context, object parameters, int status = 200) where T : IComponent
    {
        var values = new RouteValueDictionary(parameters) { ["Frame"] = Frames.Of(context) };
        return new RazorComponentResult<T>(values.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal)) { StatusCode = status }.ExecuteAsync(context);
    }

    internal static Task<LedgerSnapshot> Snapshot(HttpContext context) => context.RequestServices.GetRequiredService<LedgerSnapshots>().NowAsync(context.RequestAborted);

    internal static Task<StorePool.Loan> Lend(HttpContext context) => context.RequestServices.GetRequiredService<StorePool>().LendAsync(context.RequestAborted);

    internal static string? Query(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>A path of this server, and nothing that leads elsewhere.</summary>
    internal static string Local(string? path) => path is { Length: > 0 and < 2000 } && path[0] == '/' && (path.Length == 1 || path[1] is not ('/' or '\\')) && !path.Any(char.IsControl) ? path : "/";

    internal static int At(HttpContext context) => int.TryParse(Query(context, "at"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? Math.Min(at, 1_000_000_000) : 0;

    private static async Task Overview(HttpContext context)
    {
        if (!File.Exists(context.RequestServices.GetRequiredService<WebOptions>().Store))
        {
            // No store yet: the first page says what to do.
            await Page<EmptyPage>(context, new { }).ConfigureAwait(false);
            return;
        }
        var snapshot = await Snapshot(context).ConfigureAwait(false);
        using var loan = await Lend(context).ConfigureAwait(false);
        var filter = LedgerFilter.Of(context.Request.Query);
        await Page<OverviewPage>(context, new { Snapshot = snapshot, Filter = filter, View = snapshot.View(filter), AsNetwork = Query(context, "flows") == "network", Set = new ExportSet(loan.Store), Fresh = NoteRoutes.SeenBy(context) is { } seen ? loan.Store.LastChange - seen : 0 }).ConfigureAwait(false);
    }

    private static async Task Transfers(HttpContext context)
    {
        var snapshot = await Snapshot(context).ConfigureAwait(false);
        using var loan = await Lend(context).ConfigureAwait(false);
        var filter = LedgerFilter.Of(context.Request.Query);
        await Page<TransfersPage>(context, new { Snapshot = snapshot, Filter = filter, Rows = snapshot.View(filter).Rows, Set = new ExportSet(loan.Store), From = At(context) }).ConfigureAwait(false);
    }

    /// <summary>A record by its id, the start of one, or an id that it had once.</summary>
    private static async Task Record(HttpContext context, string id, string kind, Func<Store, ExportSet, string, Task?> show)
    {
        using var loan = await Lend(context).ConfigureAwait(false);
        var match = Ids.MatchLong(loan.Store, kind, id);
        if (match.Whole is { } whole && show(loan.Store, new ExportSet(loan.Store), whole) is { } page) await page.ConfigureAwait(false);
        else if (match.Several.Count > 0)
            await Failures.Write(context, 404, "ambiguous", $"“{Shown.Line(id, 80)}” is the start of several ids: {string.Join(", ", match.Several.Take(10))}.").ConfigureAwait(false);
        else if (id.Length >= Ids.Least && loan.Store.FormerId(kind, id) is { } former)
            await Failures.Write(context, 410, "former", $"This {kind} is no more: the pages that it was made from now give other records." + (former.Words.Length > 0 ? $" It was about “{Shown.Line(former.Words, 200)}”." : ""), former.Members.Count > 0 ? "It held: " + string.Join(", ", former.Members.Take(20)) : null).ConfigureAwait(false);
        else await Failures.Write(context, 404, "not-found", $"There is no {kind} “{Shown.Line(id, 80)}” in this store.", "Look for it by its words: the search stands at the head of every page.").ConfigureAwait(false);
    }

    /// <summary>The record as a document to hand on: Markdown, or one HTML file without script that is saved as it is.</summary>
    private static Task Dossier(HttpContext context, string id, bool html) => Record(context, id, "transfer", (store, set, whole) =>
    {
        if (set.Transfer(whole) is not { } transfer) return null;
        var options = context.RequestServices.GetRequiredService<WebOptions>();
        var reading = context.RequestServices.GetRequiredService<Lazy<Stages>>().Value.For(store).ReadingVersion;
        var dossier = new Dossier(set, new DossierMaking(options.Program, $"{reading}; {store.Setting(AcrossRun.StagesSetting)}", DossierWork.Of(store)));
        context.Response.ContentType = html ? "text/html; charset=utf-8" : "text/markdown; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"waybill-{Shown.Short(whole)}.{(html ? "html" : "md")}\"";
        if (html) context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'";
        return context.Response.WriteAsync(html ? dossier.Html(transfer) : dossier.Markdown(transfer));
    });

    private static async Task Stories(HttpContext context)
    {
        using var loan = await Lend(context).ConfigureAwait(false);
        IReadOnlyList<Story> stories = [.. new Lists(loan.Store).Stories(1, null, Query(context, "after")).Take(StoriesPage.Size + 1)];
        await Page<StoriesPage>(context, new { Stories = stories }).ConfigureAwait(false);
    }

    private static async Task Articles(HttpContext context)
    {
        using var loan = await Lend(context).ConfigureAwait(false);
        var lists = new Lists(loan.Store);
        var filter = new ArticleFilter { Outlet = Query(context, "outlet"), Language = Query(context, "language"), WithClaims = Query(context, "claims") is not null };
        var articles = lists.ArticleIds(filter, Query(context, "after")).Take(ArticlesPage.Size + 1).Select(lists.Article).OfType<(ArticleRowLine, ArticleDate?)>().ToArray();
        await Page<ArticlesPage>(context, new { Articles = articles, Filter = filter }).ConfigureAwait(false);
    }

    private static Task Article(HttpContext context, string id) => Record(context, id, "article", (store, set, whole) =>
    {
        var view = set.Article(whole);
        var why = "";
        if (view is null) why = store.Article(whole) is { } kept ? $"{kept.Reason}: {kept.Detail}" : "not derived yet: waybill rederive --apply";
        var sentence = view is not null && int.TryParse(Query(context, "add"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? view.Reading?.Reading.Missed.Where(m => m.Sentence.Start == at).Select(m => m.Sentence.Of(view.Article.Text).ToString()).FirstOrDefault() ?? "" : "";
        return Page<ArticlePage>(context, new { Page = store.Page(whole)!, View = view, Set = set, NoArticle = why, Sentence = sentence, Added = JudgedLedger.Active(store.Judgements()).Where(j => j.Verb == JudgementVerb.Add && j.Subject == whole).ToArray(), Judgements = set.JudgementsOfArticle(whole), LeftOut = set.LeftOutOf(whole), Claims = view is null ? [] : (IReadOnlyList<ClaimView>)[.. set.ClaimsOf(view)] });
    });

    /// <summary>The kept page without anything that could run or be loaded, for a frame of no origin.</summary>
    private static Task Kept(HttpContext context, string id) => Record(context, id, "article", (store, set, whole) =>
    {
        var page = store.Page(whole)!;
        if (!page.HasBytes) return NotKept(context);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return context.Response.WriteAsync(InertPage.Of(page.ToCapture(store.Bytes(page.Sha256))));
    });

    private static Task Source(HttpContext context, string id) => Record(context, id, "article", (store, set, whole) =>
    {
        var page = store.Page(whole)!;
        if (!page.HasBytes) return NotKept(context);
        var capture = page.ToCapture(store.Bytes(page.Sha256));
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return context.Response.WriteAsync(DecodedPage.Decode(capture.Bytes, Encodings.Sniff(capture)).Text);
    });

    private static Task NotKept(HttpContext context) =>
        Failures.Write(context, 404, "page", "The page itself is not kept: only its address, its hash and, unless it was withdrawn, its text.", "The text is on the article's page.");

    private static async Task Search(HttpContext context)
    {
        using var loan = await Lend(context).ConfigureAwait(false);
        var words = Query(context, "q")?.Trim() ?? "";
        if (words.Length > SearchQuery.MostCharacters) words = words[..SearchQuery.MostCharacters];
        var from = At(context);
        var filter = SearchFilterOf(context);
        var found = new Search(loan.Store).Find(SearchQuery.Parse(words), from, SearchPage.Size, filter);
        await Page<SearchPage>(context, new { Set = new ExportSet(loan.Store), Query = words, Found = found, From = from, Filter = filter }).ConfigureAwait(false);
    }

    /// <summary>How an address narrows a search down.</summary>
    internal static SearchFilter SearchFilterOf(HttpContext context)
    {
        PartialDate? Date(string name) => PartialDate.Parse(Query(context, name)?.Trim());
        return new SearchFilter(Query(context, "outlet")?.Trim() is { Length: > 0 and <= 200 } outlet ? outlet : null, Date("from"), Date("to"), Query(context, "claims") is not null);
    }

    private static async Task Review(HttpContext context)
    {
        const int most = 20;
        var snapshot = await Snapshot(context).ConfigureAwait(false);
        using var loan = await Lend(context).ConfigureAwait(false);
        var set = new ExportSet(loan.Store);
        var from = At(context);
        var doubtful = snapshot.Tables.Doubtful.Skip(from).Take(ReviewPage.Size).Select(d => set.Claim(d.Id)).OfType<ClaimView>().ToArray();
        var proposed = snapshot.Rows.SelectMany(r => r.Transfer.Proposed.Select(p => (r, p))).Take(most).ToArray();
        var missed = loan.Store.PagesWithMissed(most).Select(set.Article).OfType<ArticleView>()
            .SelectMany(a => a.Reading!.Reading.Missed.OrderBy(m => m.Sentence).Select(m => (a, m))).Take(most).ToArray();
        await Page<ReviewPage>(context, new { Set = set, Doubtful = doubtful, From = from, Total = snapshot.Tables.Doubtful.Count, Proposed = proposed, Missed = missed }).ConfigureAwait(false);
    }

    private static async Task Runs(HttpContext context)
    {
        using var loan = await Lend(context).ConfigureAwait(false);
        var run = long.TryParse(Query(context, "run"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        IReadOnlyList<RunRow> runs = [.. loan.Store.Runs().Reverse().Take(200)];
        var skips = run > 0 ? loan.Store.Skips(run) : null;
        await Page<RunsPage>(context, new { Runs = runs, Run = run, Skips = skips, Again = skips is null ? 0 : Retryable(skips).Count, Without = loan.Store.ReadingsSkipped(), Jobs = context.RequestServices.GetRequiredService<ReadJobs>().Latest }).ConfigureAwait(false);
    }

    /// <summary>Files that a run named and that still lie there; what came through the browser is kept nowhere.</summary>
    private static List<string> Retryable(IReadOnlyList<Skip> skips) =>
        [.. skips.Where(s => s.Reason is not (SkipReason.OtherKind or SkipReason.Companion)).Select(s => s.Source).Where(s => Path.IsPathFullyQualified(s) || !s.StartsWith("added/", StringComparison.Ordinal)).Where(File.Exists).Distinct(StringComparer.Ordinal).Take(ReadJobs.MostFiles)];

    /// <summary>Reads again what a run skipped: only files that this store's own runs named.</summary>
    private static async Task Retry(HttpContext context)
    {
        if (!await FromHere(context).ConfigureAwait(false)) return;
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var run = long.TryParse(form["run"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        IReadOnlyList<Skip> skips;
        using (var loan = await Lend(context).ConfigureAwait(false)) skips = loan.Store.Skips(run);
        var files = Retryable(skips);
        var options = context.RequestServices.GetRequiredService<WebOptions>();
        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var job = new ReadJob(string.Create(CultureInfo.InvariantCulture, $"Run {run} again"), "", SourceWords.None)
        {
            Work = (store, stages, progress, cancel) =>
            {
                var summary = new ReadRun(store, stages, new ReadOptions { Jobs = 1, Program = options.Program }, clock, progress).Run(SourceList.Find(files), cancel);
                if (!summary.Cancelled && !AcrossRun.IsCurrent(store, stages)) AcrossRun.Refresh(store, stages);
                return $"{summary.Read} read, {summary.Known} already known, {summary.Skipped.Values.Sum()} skipped";
            },
        };
        if (files.Count > 0) context.RequestServices.GetRequiredService<ReadJobs>().Add(job);
        context.Response.Redirect(string.Create(CultureInfo.InvariantCulture, $"/runs?run={run}"));
    }

    private static async Task SignIn(HttpContext context)
    {
        if (!await FromHere(context).ConfigureAwait(false)) return;
        var access = context.RequestServices.GetRequiredService<Access>();
        var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
        var token = form["token"].ToString();
        var back = Local(form["back"]);
        if (access.Of(token) == Role.None)
        {
            // Guessing is slow.
            await Task.Delay(TimeSpan.FromMilliseconds(500), context.RequestAborted).ConfigureAwait(false);
            await Page<SignInPage>(context, new { Problem = "That token is not known here.", Back = back }, 401).ConfigureAwait(false);
            return;
        }
        context.Response.Cookies.Append(Access.Cookie, access.Session(token), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
        context.Response.Redirect(back);
    }

    private static async Task SignOut(HttpContext context)
    {
        if (!await FromHere(context).ConfigureAwait(false)) return;
        context.Response.Cookies.Delete(Access.Cookie);
        context.Response.Redirect("/sign-in");
    }

    /// <summary>Whether a form comes from a page of this server; where not, the request is ended.</summary>
    internal static async Task<bool> FromHere(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context).ConfigureAwait(false);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            await Failures.Write(context, 400, "form", "This form does not come from a page of this server, or is too old. Go back, load the page again and send it once more.").ConfigureAwait(false);
            return false;
        }
    }
}
