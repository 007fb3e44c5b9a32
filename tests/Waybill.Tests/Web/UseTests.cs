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
    public async Task Without_a_mouse_from_a_filter_to_a_judgement_undone_to_the_kept_page_then_a_search_then_a_page_added()
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
        await ToAsync(page, ".judge input[name=who]");
        await keys.TypeAsync("A. Reader");
        await ToAsync(page, ".judge input[name=why]");
        await keys.TypeAsync("as it stands");
        await ToAsync(page, ".judge button[value=confirm]");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".judged")).ToContainTextAsync("A. Reader");
        await ToAsync(page, ".notice button");
        await keys.PressAsync("Enter");
        await Expect(page.Locator(".notice")).ToContainTextAsync("taken back");
        await Expect(page.Locator(".judged")).ToHaveCountAsync(0);
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
    public async Task Without_scripts_a_family_is_parted_and_a_paragraph_left_out_and_both_are_undone()
    {
        await using var served = await ServedLedger.StartAsync();
        await using var visit = await browser.OpenAsync(served, Visit.Narrow, script: false);
        var page = visit.Page;
        var family = served.Paths().First(p => p.StartsWith("/families/", StringComparison.Ordinal) && !p.Contains('?', StringComparison.Ordinal));
        await visit.GoAsync(family);
        var pages = await page.Locator("table.members tbody tr").CountAsync();
        await page.Locator("#together > summary").ClickAsync();
        var split = page.Locator("#together form[data-verb=split]");
        await split.GetByRole(AriaRole.Checkbox).Last.CheckAsync();
        await split.GetByLabel("Your name").FillAsync("A. Reader");
        await split.GetByLabel("Why").FillAsync("only a quotation is shared");
        await split.GetByRole(AriaRole.Button, new() { Name = "Part them" }).ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("Judgement 1 is kept");
        await Expect(page.Locator("table.members tbody tr")).ToHaveCountAsync(pages - 1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator("table.members tbody tr")).ToHaveCountAsync(pages);
        // The name is remembered for the next judgement; what is wrong is said with a way back.
        await page.Locator("#together > summary").ClickAsync();
        await Expect(split.GetByLabel("Your name")).ToHaveValueAsync("A. Reader");
        await split.GetByLabel("Why").FillAsync("nothing chosen");
        await split.GetByRole(AriaRole.Button, new() { Name = "Part them" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Nothing was kept");
        // The browser says on its console what the page says to the person, and nothing else.
        visit.TakeProblems().ShouldAllBe(p => p.Contains("422", StringComparison.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to where you were" }).ClickAsync();
        await Expect(page.Locator("table.members")).ToBeVisibleAsync();

        await visit.GoAsync(served.Paths().First(p => p.StartsWith("/articles/", StringComparison.Ordinal)));
        await page.Locator("#correct > summary").ClickAsync();
        var text = page.Locator("#correct form[data-field=text]");
        await text.GetByLabel("This paragraph").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await text.GetByLabel("Why").FillAsync("a teaser");
        await text.GetByRole(AriaRole.Button, new() { Name = "Correct the text" }).ClickAsync();
        await Expect(page.Locator(".text .furniture")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".text .furniture")).ToHaveCountAsync(0);
        visit.TakeProblems().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_alias_is_looked_at_applied_and_taken_back_by_click()
    {
        await using var served = await ServedLedger.StartAsync(fill: store => ServedLedger.Read(store, [NoteTests.Alias()]));
        await using var visit = await browser.OpenAsync(served);
        var page = visit.Page;
        await visit.GoAsync("/lexicon");
        await page.GetByLabel("Look up a word").FillAsync("Shahed-136");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look up" }).ClickAsync();
        var form = page.Locator("form").Filter(new() { HasText = "The other name" });
        await Expect(form.GetByLabel("Entry, as the lexicon calls it")).ToHaveValueAsync("Shahed-136");
        await form.GetByLabel("The other name").FillAsync("Qarnaz-7");
        await form.GetByLabel("Your name").FillAsync("A. Reader");
        await form.GetByLabel("Why").FillAsync("seen in a report");
        await form.GetByLabel("Public source").FillAsync("https://example.org/report");
        await form.GetByRole(AriaRole.Button, new() { Name = "Show gains and losses" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 claim gained" })).ToBeVisibleAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Sudan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Expect(page.Locator("#jobs")).ToContainTextAsync("row 1 is kept", new() { Timeout = 60_000 });
        await visit.GoAsync("/transfers");
        await Expect(page.Locator(".ledger")).ToContainTextAsync("Sudan");
        await visit.GoAsync("/lexicon");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Qarnaz-7" });
        await row.GetByLabel("Why").FillAsync("a misprint");
        await row.GetByRole(AriaRole.Button, new() { Name = "Take back" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "1 claim lost" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
        await Expect(page.Locator("#jobs li").First).ToContainTextAsync("row 2 is kept", new() { Timeout = 60_000 });
        await visit.GoAsync("/transfers");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Sudan");
        visit.TakeProblems().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_is_kept_a_record_followed_and_the_next_visit_tells_what_changed()
    {
        await using var served = await ServedLedger.StartAsync();
        await using var visit = await browser.OpenAsync(served);
        var page = visit.Page;
        await visit.GoAsync("/followed");
        await visit.GoAsync("/transfers?supplier=PRT");
        await page.GetByText("Keep this search").ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("From Portugal");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await page.Locator(".ledger a[href^='/transfers/']").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Follow: tell me what changes" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Follow no more" })).ToBeVisibleAsync();
        // What changes it: one of its claims is another quantity by a person's word.
        await page.GetByRole(AriaRole.Link, new() { Name = "every value and its words" }).First.ClickAsync();
        var sentence = await page.Locator(".proof p").InnerTextAsync();
        await page.GetByLabel("Your name").FillAsync("A. Reader");
        await page.GetByLabel("Why").FillAsync("as a test");
        await page.GetByText("Correct a value").ClickAsync();
        await page.GetByLabel("Field").SelectOptionAsync("stage");
        await page.GetByLabel("Value, empty").FillAsync("ordered");
        await page.GetByLabel("Words of the article").FillAsync(sentence.Split(' ')[0]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Correct", Exact = true }).ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("Judgement 1 is kept");
        await visit.GoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "since your last visit" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("1 change in the ledger since your last visit, 1 of them in records that are followed");
        await Expect(page.Locator("main")).ToContainTextAsync("1 record changed");
        await Expect(page.Locator(".line")).ToContainTextAsync("+ ordered");
        var feed = (await page.GetByRole(AriaRole.Link, new() { Name = "Atom feed" }).First.GetAttributeAsync("href"))!;
        (await (await page.APIRequest.GetAsync(new Uri(served.Address, feed).ToString())).TextAsync()).ShouldContain("<entry>");
        await page.GetByRole(AriaRole.Button, new() { Name = "I have seen these" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Nothing changed in the ledger since your last visit");
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
        await page.Locator("#correct > summary").ClickAsync();
        var form = page.Locator("#correct form[data-field=outlet]");
        await form.GetByLabel("Your name").FillAsync("A. Reader");
        await form.GetByLabel("Why").FillAsync("the page says so");
        await form.GetByLabel("Name", new() { Exact = true }).FillAsync("The Evening Example");
        await form.GetByLabel("Words of the page").FillAsync(word);
        await form.GetByRole(AriaRole.Button, new() { Name = "Correct the outlet" }).ClickAsync();
        await Expect(page.Locator(".notice")).ToContainTextAsync("is kept");
        await Expect(page.Locator("dl.facts")).ToContainTextAsync("The Evening Example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator("dl.facts")).Not.ToContainTextAsync("The Evening Example");
        visit.TakeProblems().ShouldBeEmpty();
    }

    /// <summary>Presses Tab until something that fits has the focus.</summary>
    private static async Task ToAsync(IPage page, string selector)
    {
        await AskAsync(page, "() => document.readyState === 'complete'", untilTrue: true);
        for (var i = 0; i < 300; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await AskAsync(page, $"() => document.activeElement.matches(\"{selector}\")", untilTrue: false)) return;
        }
        throw new ShouldAssertException("The keyboard does not reach " + selector + " on " + page.Url);
    }

    /// <summary>Asks the page, again where the key before led to another one meanwhile.</summary>
    private static async Task<bool> AskAsync(IPage page, string question, bool untilTrue)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                var answer = await page.EvaluateAsync<bool>(question);
                if (answer || !untilTrue) return answer;
            }
            catch (PlaywrightException e) when (i < 1000 && e.Message.Contains("context was destroyed", StringComparison.Ordinal))
            {
                // Asked of the next page.
            }
            i.ShouldBeLessThan(3000, question);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
