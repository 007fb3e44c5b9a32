using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>Every page in a real browser, under its own policy: wide and narrow, light and dark.</summary>
[Collection(nameof(BrowserTests))]
public sealed class LookTests(Browser browser)
{
    /// <summary>Rules that can turn out otherwise in another window.</summary>
    private static readonly string[] OfTheWindow = ["color-contrast", "target-size", "scrollable-region-focusable"];

    [Fact]
    public async Task Every_page_fits_is_set_in_one_scale_holds_to_WCAG_AA_says_nothing_on_the_console_and_asks_nobody_else()
    {
        await using var visit = await browser.OpenAsync();
        var wrong = new List<string>();
        foreach (var path in browser.Samples.Paths())
        {
            await visit.GoAsync(path);
            // What is folded away is looked at too.
            await visit.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            foreach (var (width, scheme) in new[] { (Visit.Wide, ColorScheme.Light), (Visit.Wide, ColorScheme.Dark), (Visit.Narrow, ColorScheme.Light), (Visit.Narrow, ColorScheme.Dark) })
            {
                await visit.AsAsync(width, scheme);
                // All rules wide and light, narrow and dark; between them only what a window can turn out otherwise.
                wrong.AddRange((await Axe.CheckAsync(visit, (width == Visit.Wide) == (scheme == ColorScheme.Light) ? [] : OfTheWindow)).Select(v => $"{path} {width}, {scheme}: {v}"));
                wrong.AddRange(await visit.TooWideAsync());
                wrong.AddRange(await visit.SetWrongAsync());
            }
            wrong.AddRange(visit.TakeProblems());
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_every_page_all_that_can_be_used_is_reached_by_keyboard_and_shows_where_one_is()
    {
        await using var visit = await browser.OpenAsync();
        var wrong = new List<string>();
        foreach (var path in browser.Samples.Paths())
        {
            await visit.GoAsync(path);
            // What the mouse can use and the keyboard must reach: not what is hidden or folded away.
            var wanted = await visit.Page.EvaluateAsync<int>("""
                () => {
                  window.all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]')]
                    .filter(e => !e.disabled && e.type !== 'hidden' && e.checkVisibility({ visibilityProperty: true }))
                  window.seen = new Set()
                  window.wrong = []
                  document.addEventListener('focusin', e => {
                    const at = e.target, name = at.outerHTML.slice(0, 100)
                    window.seen.add(at)
                    const box = at.getBoundingClientRect(), style = getComputedStyle(at)
                    if (at.tagName !== 'IFRAME' && at.getBoundingClientRect().width > 0 && (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth)) requestAnimationFrame(() => {
                      const now = at.getBoundingClientRect()
                      if (now.bottom < 0 || now.top > innerHeight) window.wrong.push('out of sight: ' + name)
                    })
                    if (at.tagName !== 'IFRAME' && (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2)) window.wrong.push('no outline: ' + name)
                  })
                  return window.all.length
                }
                """);
            wanted.ShouldBeGreaterThan(5);
            // A field for files or dates takes more than one stop, and a frame as many as the page in it has by then.
            for (var i = 1; i <= wanted * 3 + 60; i++)
            {
                await visit.Page.Keyboard.PressAsync("Tab");
                if (i > wanted && i % 6 == 0 && await visit.Page.EvaluateAsync<bool>("() => window.all.every(e => e.tagName === 'IFRAME' || window.seen.has(e))")) break;
            }
            var found = await visit.Page.EvaluateAsync<string>("() => window.wrong.concat(window.all.filter(e => e.tagName !== 'IFRAME' && !window.seen.has(e)).map(e => 'not reached: ' + e.outerHTML.slice(0, 100))).slice(0, 5).join(' | ')");
            if (found.Length > 0) wrong.Add($"{path}: {found}");
            visit.TakeProblems().ShouldBeEmpty();
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_paper_a_record_is_a_report_without_anything_to_press()
    {
        await using var visit = await browser.OpenAsync();
        foreach (var path in browser.Samples.Paths().Where(p => p == "/" || p.StartsWith("/transfers/", StringComparison.Ordinal) || p.StartsWith("/families/", StringComparison.Ordinal) || p.StartsWith("/articles/", StringComparison.Ordinal)))
        {
            await visit.GoAsync(path);
            // The width of A4 between its margins.
            await visit.Page.SetViewportSizeAsync(672, 950);
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Dark });
            (await visit.Page.EvaluateAsync<string>("""
                () => [...document.querySelectorAll('nav, button, input, select, textarea, iframe')].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 100)).join(' | ')
                """)).ShouldBeEmpty(path);
            (await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).backgroundColor")).ShouldBe("rgb(255, 255, 255)", path);
            (await visit.TooWideAsync()).ShouldBeEmpty(path);
            await Assertions.Expect(visit.Page.Locator(".paper")).ToBeVisibleAsync();
            await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
        }
    }

    [Fact]
    public async Task The_first_key_leads_past_the_header()
    {
        await using var visit = await browser.OpenAsync();
        await visit.GoAsync("/transfers");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visit.Page.Locator(".skip")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        (await visit.Page.EvaluateAsync<bool>("() => document.getElementById('main').contains(document.activeElement)")).ShouldBeTrue();
    }
}
