using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Waybill.Cli;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pipeline;
using Waybill.Pipeline.AcrossPages;
using Waybill.Pipeline.Runs;
using Waybill.Pipeline.Sources;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Stories;
using Waybill.Web.Server;

namespace Waybill.Tests.Web;

/// <summary>A ledger of the sample pages, served on a free port of this machine: real HTTP, a real store.</summary>
public sealed partial class ServedLedger : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private ServedLedger(WebApplication app, string folder, string store)
    {
        _app = app;
        _folder = folder;
        Store = store;
        Address = WebServer.AddressOf(app);
    }

    public Uri Address { get; }

    public string Store { get; }

    /// <summary>Method and pattern of every route.</summary>
    public IReadOnlyList<string> Routes => [.. ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)_app).DataSources.SelectMany(d => d.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>() is not null)
        .SelectMany(e => e.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.IHttpMethodMetadata>()!.HttpMethods.Select(m => m + " " + (e.RoutePattern.RawText!.StartsWith('/') ? "" : "/") + e.RoutePattern.RawText)).Distinct().Order(StringComparer.Ordinal)];

    private static readonly Lazy<Stages> Stages = new(Composition.Stages);

    /// <summary>Pages read once, copied for each server: a test may judge and add as it likes.</summary>
    private static readonly Lazy<string> Samples = new(() =>
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("waybill-web-samples-").FullName, "samples.db");
        Read(path, [Path.Combine(Repository.Root, "samples")]);
        return path;
    });

    public static void Read(string path, IReadOnlyList<string> pages)
    {
        using var store = Waybill.Storage.Store.OpenOrCreate(path);
        new ReadRun(store, Stages.Value, new ReadOptions { Jobs = 2 }, TimeProvider.System, _ => { }).Run(SourceList.Find(pages), CancellationToken.None);
        AcrossRun.Refresh(store, Stages.Value);
    }

    /// <summary>Starts a server over a copy of the samples' store, or over what <paramref name="fill"/> writes.</summary>
    public static async Task<ServedLedger> StartAsync(Func<WebOptions, WebOptions>? with = null, Action<string>? fill = null)
    {
        var folder = Directory.CreateTempSubdirectory("waybill-web-").FullName;
        var store = Path.Combine(folder, "served.db");
        if (fill is null) File.Copy(Samples.Value, store);
        else fill(store);
        var options = new WebOptions { Store = store, Address = new Uri("http://127.0.0.1:0"), Program = "waybill under test", MostRequests = 1_000_000 };
        var app = WebServer.Build(with?.Invoke(options) ?? options, Stages, TimeProvider.System);
        await app.StartAsync();
        return new ServedLedger(app, folder, store);
    }

    /// <summary>A client with a cookie jar of its own that does not follow redirects.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    /// <summary>Posts a form with the token that a page of this server gave.</summary>
    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, string path, params (string, string)[] fields)
    {
        ArgumentNullException.ThrowIfNull(client);
        var page = await client.GetStringAsync("/add");
        var token = WebUtility.HtmlDecode(FormToken().Match(page).Groups[1].Value);
        var pairs = fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)).Append(KeyValuePair.Create("form_token", token));
        using var content = new FormUrlEncodedContent(pairs);
        return await client.PostAsync(path, content);
    }

    /// <summary>An address of every kind of page, with the fullest record of each kind.</summary>
    public IReadOnlyList<string> Paths()
    {
        using var store = Waybill.Storage.Store.Open(Store);
        var transfer = store.Records<Transfer>(AcrossTable.Transfer).OrderByDescending(t => t.Disputes.Length).ThenByDescending(t => t.Claims.Length).ThenBy(t => t.Id, StringComparer.Ordinal).First();
        var family = store.Records<Family>(AcrossTable.Family).OrderByDescending(f => f.Members.Length).ThenBy(f => f.Id, StringComparer.Ordinal).First();
        var story = store.Records<Story>(AcrossTable.Story).OrderByDescending(s => s.Families.Length).ThenBy(s => s.Id, StringComparer.Ordinal).First();
        var storyline = store.Records<Storyline>(AcrossTable.Storyline).OrderByDescending(s => s.Stories.Length).ThenBy(s => s.Id, StringComparer.Ordinal).FirstOrDefault();
        var claim = transfer.Claims[0];
        var article = store.PageOfClaim(claim);
        var other = family.Members.First(m => m.Article != family.Reference).Article;
        var paths = new List<string>
        {
            "/", "/?flows=network", "/?recipient=Ukraine&stage=movement", "/?recipient=Nowhere", "/transfers", "/transfers?disputed=yes", "/transfers?from=yesterday", $"/transfers/{transfer.Id}", $"/claims/{claim}", "/articles", $"/articles/{article}",
            $"/articles/{article}/kept", "/stories", $"/stories/{story.Id}", $"/families/{family.Id}", $"/families/{family.Id}?with={other}", "/sources", "/search", "/search?q=tanks", "/review", "/add", "/runs", "/runs?run=1", "/sign-in", "/lexicon", "/lexicon?q=Leopard", "/lexicon?kind=outlet", "/followed",
            "/sources/outlet?name=" + Uri.EscapeDataString(store.PageLines().Select(p => p.Outlet).OfType<string>().Order(StringComparer.Ordinal).First()),
            "/sources/source?name=" + Uri.EscapeDataString(store.Records<Transfer>(AcrossTable.Transfer).SelectMany(t => t.PrimarySources).Order(StringComparer.Ordinal).First()),
        };
        if (storyline is not null) paths.Add($"/storylines/{storyline.Id}");
        return paths;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("name=\"form_token\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex FormToken();
}
