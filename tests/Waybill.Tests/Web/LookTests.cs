using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>Every page in a real browser, under its own policy: wide and narrow, light and dark.</summary>
[Collection(nameof(BrowserTests))]
public sealed class LookTests(Browser browser)
{
    /// <summary>Rules that can turn out otherwise in another window: the rest is checked once.</summary>
    private static readonly string[] OfTheWindow = ["color-contrast", "target-size", "scrollable-region-focusable"];

    [Fact]
    public async Task Every_page_fits_holds_to_WCAG_AA_says_nothing_on_the_console_and_asks_nobody_else()
    {
        await using var visit = await browser.OpenAsync();
        var wrong = new List<string>();
        foreach (var path in browser.Samples.Paths())
        {
            await visit.GoAsync(path);
            await visit.AsAsync(Visit.Wide, ColorScheme.Light);
            wrong.AddRange((await Axe.CheckAsync(visit)).Select(v => $"{path} wide, light: {v}"));
            wrong.AddRange(await visit.TooWideAsync());
            await visit.AsAsync(Visit.Narrow, ColorScheme.Dark);
            wrong.AddRange((await Axe.CheckAsync(visit, OfTheWindow)).Select(v => $"{path} narrow, dark: {v}"));
            wrong.AddRange(await visit.TooWideAsync());
            wrong.AddRange(visit.TakeProblems());
        }
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/add")]
    [InlineData("/review")]
    public async Task All_that_can_be_used_is_reached_by_keyboard_and_shows_where_one_is(string path)
    {
        await using var visit = await browser.OpenAsync();
        await visit.GoAsync(path);
        // What the mouse can use and the keyboard must reach: not what is hidden or folded away.
        var wanted = await visit.Page.EvaluateAsync<int>("""
            () => {
              window.all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, iframe, [tabindex="0"]')]
                .filter(e => !e.disabled && e.type !== 'hidden' && e.checkVisibility({ visibilityProperty: true }))
              window.seen = new Set()
              return window.all.length
            }
            """);
        wanted.ShouldBeGreaterThan(10);
        var wrong = new List<string>();
        for (var i = 0; i < wanted; i++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            var problem = await visit.Page.EvaluateAsync<string>("""
                () => {
                  const at = document.activeElement, name = at.outerHTML.slice(0, 100)
                  if (at === document.body) return 'nothing has the focus'
                  window.seen.add(at)
                  const box = at.getBoundingClientRect(), style = getComputedStyle(at)
                  if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return 'out of sight: ' + name
                  if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return 'no outline: ' + name
                  return ''
                }
                """);
            if (problem.Length > 0) wrong.Add(problem);
        }
        wrong.ShouldBeEmpty();
        (await visit.Page.EvaluateAsync<string>("() => window.all.filter(e => !window.seen.has(e)).map(e => e.outerHTML.slice(0, 100)).join(' | ')")).ShouldBeEmpty();
        visit.TakeProblems().ShouldBeEmpty();
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
