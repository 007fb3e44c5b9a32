using System.Net;
using Shouldly;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Storage.Migrations;
using Waybill.Stories;
using Xunit;

namespace Waybill.Tests.Web;

/// <summary>Judging articles, families, stories and records over real HTTP: what is joined, parted or corrected is shown, leads to where the record is now, and is taken back.</summary>
public sealed class TogetherTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly (string, string)[] Signed = [("who", "A. Reader"), ("why", "seen on both pages")];

    private static async Task<string> Judge(HttpClient client, string back, string verb, params (string, string)[] fields)
    {
        using var answer = await ServedLedger.PostAsync(client, "/judge", [("verb", verb), .. fields, .. Signed, ("back", back)]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Token));
        return answer.Headers.Location!.ToString();
    }

    private static async Task<string> Refused(HttpClient client, string back, string verb, params (string, string)[] fields)
    {
        using var answer = await ServedLedger.PostAsync(client, "/judge", [("verb", verb), .. fields, .. Signed, ("back", back)]);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await answer.Content.ReadAsStringAsync(Token);
        page.ShouldContain("Nothing was kept");
        page.ShouldContain($"<a href=\"{back}\">Back to where you were</a>");
        return page;
    }

    private static T[] Records<T>(ServedLedger served, string table)
    {
        using var store = Waybill.Storage.Store.Open(served.Store);
        return [.. store.Records<T>(table)];
    }

    [Fact]
    public async Task A_family_is_parted_and_merged_and_each_is_taken_back()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var families = Records<Family>(served, AcrossTable.Family);
        var family = families.OrderByDescending(f => f.Members.Length).ThenBy(f => f.Id, StringComparer.Ordinal).First();
        var path = $"/families/{family.Id}";
        var out_ = family.Members.First(m => m.Article != family.Reference).Article;
        (await client.GetStringAsync(path, Token)).ShouldContain($"value=\"{out_}\"");

        var parted = await Judge(client, path, "split", ("id", family.Id), ("id", out_));
        var page = await client.GetStringAsync(parted, Token);
        page.ShouldContain($"{family.Members.Length - 1} pages of one text");
        page.ShouldContain("Judgement 1 is kept");
        page.ShouldContain("<strong>split</strong>");
        Records<Family>(served, AcrossTable.Family).Single(f => f.Members.Any(m => m.Article == out_)).Members.Length.ShouldBe(1);
        var whole = await Judge(client, parted.Split('?')[0], "withdraw", ("id", "1"));
        whole.ShouldBe(path + "?undone=2");
        (await client.GetStringAsync(whole, Token)).ShouldContain($"{family.Members.Length} pages of one text");

        var other = families.First(f => f.Members.Length == 1);
        // A page of the other one will do.
        var joined = await Judge(client, path, "merge", ("id", family.Id), ("other", "/articles/" + other.Members[0].Article));
        (await client.GetStringAsync(joined, Token)).ShouldContain($"{family.Members.Length + 1} pages of one text");
        // Whoever looked at the one that is no more comes to the one that holds its page.
        (await Judge(client, joined.Split('?')[0], "withdraw", ("id", "3"))).ShouldBe(path + "?undone=4");
        Records<Family>(served, AcrossTable.Family).Select(f => f.Id).ShouldBe(families.Select(f => f.Id));

        (await Refused(client, path, "split", ("id", family.Id))).ShouldContain("what is to be parted");
        (await Refused(client, path, "split", [("id", family.Id), .. family.Members.Select(m => ("id", m.Article))])).ShouldContain("nothing would be parted");
        (await Refused(client, path, "merge", ("id", family.Id), ("other", "fm0000000000"))).ShouldContain("There is no family");
        (await Refused(client, path, "merge", ("id", family.Id), ("other", family.Id))).ShouldContain("two different");
    }

    [Fact]
    public async Task A_story_is_parted_and_merged_and_each_is_taken_back()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var stories = Records<Story>(served, AcrossTable.Story);
        var story = stories.OrderByDescending(s => s.Families.Length).ThenBy(s => s.Id, StringComparer.Ordinal).First();
        story.Families.Length.ShouldBeGreaterThan(1);
        var path = $"/stories/{story.Id}";
        (await client.GetStringAsync(path, Token)).ShouldContain($"value=\"{story.Families[^1]}\"");
        var parted = await Judge(client, path, "split", ("id", story.Id), ("id", story.Families[^1]));
        (await client.GetStringAsync(parted, Token)).ShouldContain("<strong>split</strong>");
        Records<Story>(served, AcrossTable.Story).Any(s => s.Families.Contains(story.Families[0]) && s.Families.Contains(story.Families[^1])).ShouldBeFalse();
        (await Judge(client, parted.Split('?')[0], "withdraw", ("id", "1"))).ShouldBe(path + "?undone=2");

        var other = stories.First(s => s.Id != story.Id && s.Families.Length == 1);
        var joined = await Judge(client, path, "merge", ("id", story.Id), ("other", $"{served.Address}families/{other.Families[0]}?with=x#beside"));
        (await client.GetStringAsync(joined, Token)).ShouldContain("<strong>merge</strong>");
        Records<Story>(served, AcrossTable.Story).Any(s => s.Families.Contains(story.Families[0]) && s.Families.Contains(other.Families[0])).ShouldBeTrue();
        (await Judge(client, joined.Split('?')[0], "withdraw", ("id", "3"))).ShouldBe(path + "?undone=4");
        Records<Story>(served, AcrossTable.Story).Select(s => s.Id).ShouldBe(stories.Select(s => s.Id));
    }

    [Fact]
    public async Task A_record_is_parted_and_merged_from_its_own_page()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        var transfers = Records<Transfer>(served, AcrossTable.Transfer);
        var record = transfers.OrderByDescending(t => t.Families).ThenBy(t => t.Id, StringComparer.Ordinal).First();
        var page = await client.GetStringAsync($"/transfers/{record.Id}", Token);
        var offered = record.Claims.Where(c => page.Contains($"name=\"id\" value=\"{c}\"", StringComparison.Ordinal)).ToArray();
        offered.Length.ShouldBeGreaterThan(1);
        // The smallest claim names the record: without it the rest is another one, which is where one lands.
        var parted = await Judge(client, $"/transfers/{record.Id}", "split", ("id", record.Id), ("id", record.Claims[0]));
        (await client.GetStringAsync(parted, Token)).ShouldContain("Undo");
        Records<Transfer>(served, AcrossTable.Transfer).Length.ShouldBeGreaterThan(transfers.Length);
        await Judge(client, parted.Split('?')[0], "withdraw", ("id", "1"));
        var other = transfers.First(t => t.Id != record.Id);
        var joined = await Judge(client, $"/transfers/{other.Id}", "merge", ("id", other.Id), ("other", record.Claims[0]));
        (await client.GetStringAsync(joined, Token)).ShouldContain("Judgement 3 is kept");
        Records<Transfer>(served, AcrossTable.Transfer).Length.ShouldBe(transfers.Length - 1);
    }

    [Fact]
    public async Task Of_an_article_outlet_day_credit_and_text_are_corrected_and_taken_back()
    {
        await using var served = await ServedLedger.StartAsync();
        using var client = served.Client();
        string article, words, paragraph;
        using (var store = Waybill.Storage.Store.Open(served.Store))
        {
            article = store.PageIds().First(p => store.Reading(p)?.Reading.Claims.Length > 0);
            var text = store.Article(article)!.Article!;
            var block = text.Blocks.First(b => b.Kind == Waybill.Articles.BlockKind.Paragraph && b.Span.Length > 60).Span.Of(text.Text).ToString();
            (words, paragraph) = (block.Split(' ')[0], block[..40]);
        }
        var path = $"/articles/{article}";
        var before = await client.GetStringAsync(path, Token);
        // A paragraph that a form offers is one that the judgement finds.
        WebUtility.HtmlDecode(before).ShouldContain($"<option value=\"{paragraph}");
        var number = 0;
        foreach (var (field, value, proof, shown) in new[] { ("outlet", "The Evening Example", words, "The Evening Example"), ("published", "1999-12-31", words, "1999-12-31"), ("credit", "AP", words, "<q><bdi>" + words), ("text", "out", paragraph, "furniture\" title=\"judgement") })
        {
            var judged = await Judge(client, path, "correct", ("id", article), ("field", field), ("value", value), ("words", proof));
            judged.ShouldBe($"{path}?judged={++number}");
            var page = WebUtility.HtmlDecode(await client.GetStringAsync(judged, Token));
            page.ShouldContain(shown);
            page.ShouldContain($"<strong>correct</strong> {field} = {value}");
            await Judge(client, path, "withdraw", ("id", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            number++;
            var undone = await client.GetStringAsync(path, Token);
            undone.ShouldNotContain(shown);
        }
        foreach (var (field, value, proof, why) in new[] { ("outlet", "X", "words that stand nowhere", "does not stand on the page"), ("published", "yesterday", words, "no day, month or year"), ("credit", "nobody", words, "no agency of the lexicon"), ("text", "out", "words that stand nowhere", "first words of the paragraph"), ("outlet", "", words, "cannot be empty") })
            (await Refused(client, path, "correct", ("id", article), ("field", field), ("value", value), ("words", proof))).ShouldContain(why);
    }

    [Fact]
    public async Task Who_may_not_judge_sees_no_forms()
    {
        await using var served = await ServedLedger.StartAsync(o => o with { ReadOnly = true });
        using var client = served.Client();
        foreach (var path in served.Paths()) (await client.GetStringAsync(path.Split('#')[0], Token)).ShouldNotContain("action=\"/judge\"", customMessage: path);
    }
}
