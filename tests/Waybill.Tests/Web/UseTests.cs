using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Waybill.Tests.Web;

/// <summary>What people do, in a real browser: from the overview to the words on the page, judging, searching, adding.</summary>
[Collection(nameof(BrowserTests))]
public sealed class UseTests(Browser browser)
{
    private const string Delivered = "OSLO — Norway has delivered 22 M109 howitzers to Ukraine, Defence Minister Bjoern Arild Gram said on Wednesday.";

    [Theory]
    [InlineData(Visit.Wide)]
    [InlineData(Visit.Narrow)]
    public async Task From_a_filter_to_the_words_on_the_kept_page(int width)
    {
        await using var visit = await browser.OpenAsync(width: width);
        var page = visit.Page;
        await visit.GoAsync("/");
        await page.Locator(".filters summary").ClickAsync();
        await page.GetByLabel("Recipient", new() { Exact = true }).FillAsync("Poland");
        await page.Locator("select[name=stage]").SelectOptionAsync("movement");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("recipient=Poland.*stage=movement"));
        await page.Locator(".ledger a[href^='/transfers/']").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Poland");
        var words = (await page.Locator(".claim blockquote").First.InnerTextAsync()).Trim();
        await page.GetByRole(AriaRole.Link, new() { Name = "every value and its words" }).First.ClickAsync();
        await Expect(page.Locator(".proof p")).ToHaveTextAsync(words);
        (await page.Locator(".values q").CountAsync()).ShouldBeGreaterThan(3);
        await page.Locator(".proof a").ClickAsync();
        await Expect(page.Locator(":target")).ToBeInViewportAsync();
        (await page.Locator(".text").InnerTextAsync()).ReplaceLineEndings(" ").ShouldContain(words[..40]);
        await page.GetByRole(AriaRole.Link, new() { Name = "look at it, inert" }).ClickAsync();
        await Expect(page.FrameLocator("iframe.kept").Locator("body")).ToContainTextAsync(words[..40]);
        visit.TakeProblems().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_judgement_by_keyboard_is_kept_and_undone()
    {
        await using var served = await ServedLedger.StartAsync();
        await using var visit = await browser.OpenAsync(served);
        var page = visit.Page;
        await visit.GoAsync("/transfers?supplier=PRT");
        await page.Locator(".ledger a[href^='/transfers/']").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "every value and its words" }).First.ClickAsync();
        var claim = new Uri(page.Url).AbsolutePath;
        await page.GetByLabel("Your name").FocusAsync();
        await page.Keyboard.TypeAsync("A. Reader");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("misread");
        // Enter chooses no verb: nothing is judged by accident.
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".notice")).ToHaveCountAsync(0);
        for (var i = 0; i < 8 && await page.EvaluateAsync<string>("() => document.activeElement.value ?? ''") != "reject"; i++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".notice")).ToContainTextAsync("Judgement 1 is kept");
        new Uri(page.Url).AbsolutePath.ShouldBe(claim);
        await Expect(page.Locator(".judged")).ToContainTextAsync("A. Reader");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("taken back");
        visit.TakeProblems().ShouldBeEmpty();
    }

    [Fact]
    public async Task Review_by_single_keys_acts_only_on_the_reading_that_has_the_focus()
    {
        await using var served = await ServedLedger.StartAsync();
        await using var visit = await browser.OpenAsync(served);
        var page = visit.Page;
        await visit.GoAsync("/review");
        var cards = page.Locator("[data-review]");
        if (await cards.CountAsync() < 2) Assert.Skip("The samples have no two doubtful readings.");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("j");
        await Expect(cards.First).Not.ToBeFocusedAsync();
        await cards.First.FocusAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(cards.Nth(1)).ToBeFocusedAsync();
        await cards.Nth(1).GetByLabel("Your name").FillAsync("A. Reader");
        await cards.Nth(1).GetByLabel("Why").FillAsync("as it stands");
        await cards.Nth(1).FocusAsync();
        await page.Keyboard.PressAsync("c");
        await Expect(page.Locator(".notice")).ToContainTextAsync("Judgement 1 is kept");
        visit.TakeProblems().ShouldBeEmpty();
    }

    [Fact]
    public async Task Search_finds_the_sentence_and_leads_to_it()
    {
        await using var visit = await browser.OpenAsync();
        var page = visit.Page;
        await visit.GoAsync("/sources");
        await page.Locator(".find input").FillAsync("leopard portugal");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("with these words");
        await Expect(page.Locator(".hits blockquote").First).ToContainTextAsync("Leopard");
        await page.Locator(".hits footer a").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        visit.TakeProblems().ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_and_a_text_are_added_and_become_records()
    {
        await using var served = await ServedLedger.StartAsync(fill: _ => { });
        await using var visit = await browser.OpenAsync(served);
        var page = visit.Page;
        await visit.GoAsync("/add");
        var html = "<!DOCTYPE html><title>Portugal sends tanks</title><h1>Portugal sends tanks</h1><p>LISBON — Portugal has delivered three Leopard 2 tanks to Ukraine, the defence ministry said on Tuesday.</p>";
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "tanks.html", MimeType = "text/html", Buffer = Encoding.UTF8.GetBytes(html) });
        await page.Locator("form[action='/add/files'] button").ClickAsync();
        await Expect(page.Locator("#jobs")).ToContainTextAsync("1 read", new() { Timeout = 60_000 });
        await page.GetByLabel("Address").FillAsync("https://www.example.org/a");
        await page.GetByLabel("Published").FillAsync("2022-06-08");
        await page.GetByLabel("Text, its title").FillAsync("Norway sends howitzers\n\n" + Delivered);
        await page.Locator("form[action='/add/text'] button").ClickAsync();
        await Expect(page.Locator("#jobs > ul > li").Filter(new() { HasText = "Norway" })).ToContainTextAsync("1 read", new() { Timeout = 60_000 });
        await visit.GoAsync("/transfers");
        await Expect(page.Locator(".ledger")).ToContainTextAsync("Portugal");
        await Expect(page.Locator(".ledger")).ToContainTextAsync("Norway");
        visit.TakeProblems().ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_mouse_from_a_filter_to_the_kept_page_then_a_search_then_a_page_added()
    {
        await using var served = await ServedLedger.StartAsync();
        await using var visit = await browser.OpenAsync(served);
        var page = visit.Page;
        var keys = page.Keyboard;
        await visit.GoAsync("/");
        await ToAsync(page, ".filters summary");
        await keys.PressAsync("Enter");
        await ToAsync(page, "[name=recipient]");
        await keys.TypeAsync("Poland");
        await keys.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("recipient=Poland"));
        await ToAsync(page, ".ledger a[href^='/transfers/']");
        await keys.PressAsync("Enter");
        await ToAsync(page, ".claim a[href^='/claims/']");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".proof")).ToBeVisibleAsync();
        await ToAsync(page, ".proof a");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(":target")).ToBeInViewportAsync();
        await visit.GoAsync(new Uri(page.Url).AbsolutePath);
        await ToAsync(page, "a[href$='/kept']");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("iframe.kept")).ToBeVisibleAsync();
        await ToAsync(page, ".find input");
        await keys.TypeAsync("leopard portugal");
        await keys.PressAsync("Enter");
        await ToAsync(page, ".hits footer a");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".text")).ToContainTextAsync("Leopard");
        await ToAsync(page, ".top a[href='/add']");
        await keys.PressAsync("Enter");
        await ToAsync(page, "[name=published]");
        await keys.TypeAsync("2022-06-08");
        await ToAsync(page, "[name=text]");
        await keys.InsertTextAsync("Norway sends howitzers again\n\n" + Delivered);
        await ToAsync(page, "form[action='/add/text'] button");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#jobs > ul > li").Filter(new() { HasText = "Norway" })).ToContainTextAsync("1 read", new() { Timeout = 60_000 });
        visit.TakeProblems().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_day_of_an_article_is_corrected_by_words_of_its_page_and_taken_back()
    {
        await using var served = await ServedLedger.StartAsync();
        await using var visit = await browser.OpenAsync(served);
        var page = visit.Page;
        var article = served.Paths().First(p => p.StartsWith("/articles/", StringComparison.Ordinal));
        await visit.GoAsync(article);
        var word = (await page.Locator("h1").InnerTextAsync()).Trim().Split(' ')[0];
        await page.Locator(".of-article > summary").ClickAsync();
        var form = page.Locator(".of-article form");
        await form.GetByLabel("Your name").FillAsync("A. Reader");
        await form.GetByLabel("Why").FillAsync("the page says so");
        await form.GetByLabel("Field").SelectOptionAsync("outlet");
        await form.GetByLabel("Value, empty").FillAsync("The Evening Example");
        await form.GetByLabel("Words of the article").FillAsync(word);
        await form.GetByRole(AriaRole.Button, new() { Name = "Correct" }).ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("is kept");
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("The Evening Example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator("dl.facts")).Not.ToContainTextAsync("The Evening Example");
        visit.TakeProblems().ShouldBeEmpty();
    }

    /// <summary>Presses Tab until something that fits has the focus.</summary>
    private static async Task ToAsync(IPage page, string selector)
    {
        await page.WaitForLoadStateAsync(LoadState.Load);
        for (var i = 0; i < 300; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            try
            {
                if (await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector)) return;
            }
            catch (PlaywrightException e) when (e.Message.Contains("context was destroyed", StringComparison.Ordinal))
            {
                // The key before led to another page, which is here now.
                await page.WaitForLoadStateAsync(LoadState.Load);
            }
        }
        throw new ShouldAssertException("The keyboard does not reach " + selector + " on " + page.Url);
    }
}
