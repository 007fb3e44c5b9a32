using System.Globalization;
using Microsoft.Playwright;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>One real Chromium for all tests that look at pages as a person does. Where none is installed they skip and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ServedLedger? _samples;

    public static string? Program { get; } = Environment.GetEnvironmentVariable("WAYBILL_CHROMIUM") is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);

    /// <summary>The samples, served once for all tests that change nothing.</summary>
    public ServedLedger Samples => _samples!;

    public async ValueTask InitializeAsync()
    {
        if (Program is null) return;
        _samples = await ServedLedger.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A window of its own, with nothing in it from another.</summary>
    /// <param name="script">Whether pages may run scripts at all.</param>
    public async Task<Visit> OpenAsync(ServedLedger? served = null, int width = Visit.Wide, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        if (_browser is null) Assert.Skip("There is no Chromium here: apt-get install chromium, or name one in WAYBILL_CHROMIUM.");
        served ??= Samples;
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = served.Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = 900 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(60_000);
        return new Visit(context, await context.NewPageAsync(), served.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_samples is not null) await _samples.DisposeAsync();
    }
}

/// <summary>A window that writes down what must not happen: words on the console, errors, requests to anybody else.</summary>
public sealed class Visit : IAsyncDisposable
{
    public const int Wide = 1280;
    public const int Narrow = 390;

    private readonly IBrowserContext _context;
    private readonly List<string> _problems = [];

    public Visit(IBrowserContext context, IPage page, Uri address)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(address);
        _context = context;
        Page = page;
        page.Console += (_, m) => Note($"console {m.Type}: {m.Text}");
        page.PageError += (_, e) => Note("error: " + e);
        page.Dialog += (_, d) => Note("dialog: " + d.Message);
        context.Page += (_, p) => Note("window: " + p.Url);
        context.Request += (_, r) =>
        {
            if (!r.Url.StartsWith(address.ToString(), StringComparison.Ordinal)) Note("request: " + r.Url);
        };
        context.RequestFailed += (_, r) =>
        {
            // A frame that was still loading when the reader went on is given up, not broken.
            if (!(r.IsNavigationRequest && r.Failure is "net::ERR_ABORTED")) Note($"failed: {r.Url} {r.Failure}");
        };
    }

    public IPage Page { get; }

    /// <summary>What happened that must not, since the last time this was asked.</summary>
    public IReadOnlyList<string> TakeProblems()
    {
        lock (_problems)
        {
            var taken = _problems.ToArray();
            _problems.Clear();
            return taken;
        }
    }

    public async Task GoAsync(string path) => await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });

    /// <summary>Changes the window: its width in pixels, light or dark.</summary>
    public async Task AsAsync(int width, ColorScheme scheme)
    {
        await Page.SetViewportSizeAsync(width, 900);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
    }

    /// <summary>Pixels by which the page is wider than the window; what stands out farthest is named.</summary>
    public async Task<IReadOnlyList<string>> TooWideAsync()
    {
        var wide = await Page.EvaluateAsync<string>("""
            () => {
              const root = document.scrollingElement, more = root.scrollWidth - root.clientWidth
              if (more <= 0) return ''
              const out = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 0.5 && !e.closest('.scroll') && !e.closest('svg'))
              return more + ' px at ' + root.clientWidth + ': ' + out.slice(0, 4).map(e => e.tagName + '.' + e.className).join(' ')
            }
            """);
        return wide.Length == 0 ? [] : [$"{Page.Url} is too wide: {wide}"];
    }

    /// <summary>Words of another size than those of the type scale, numbers in columns that are not aligned, and running text of lines too long to read.</summary>
    public async Task<IReadOnlyList<string>> SetWrongAsync()
    {
        var wrong = await Page.EvaluateAsync<string>("""
            () => {
              const scale = [14, 16, 18, 20, 24, 28], out = []
              const name = e => e.tagName + '.' + e.className + ' “' + e.textContent.trim().slice(0, 40) + '”'
              for (const e of document.querySelectorAll('body *')) {
                if (e.closest('svg') || !e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue
                const style = getComputedStyle(e), size = parseFloat(style.fontSize)
                if (!scale.some(s => Math.abs(s - size) < 0.1)) out.push(size + ' px: ' + name(e))
                if (e.matches('td.num') && (style.textAlign !== 'right' || !style.fontVariantNumeric.includes('tabular-nums')) && !e.closest('.ledger')) out.push('not aligned: ' + name(e))
                if (e.matches('main p, main li, blockquote p') && e.getBoundingClientRect().width > 46 * 16 + 1) out.push('line too long: ' + name(e))
              }
              return [...new Set(out)].slice(0, 5).join(' | ')
            }
            """);
        return wrong.Length == 0 ? [] : [$"{Page.Url}: {wrong}"];
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private void Note(string what)
    {
        lock (_problems) _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{Page.Url}: {what}"));
    }
}

/// <summary>Tests that share the browser run one after the other.</summary>
[CollectionDefinition(nameof(BrowserTests))]
public sealed class BrowserTests : ICollectionFixture<Browser>;
