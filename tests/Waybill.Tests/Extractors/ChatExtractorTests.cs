using System.Text.Json.Nodes;
using Shouldly;
using Waybill.Claims;
using Waybill.Cli;
using Waybill.Lexicons;
using Waybill.Pipeline;
using Waybill.Pipeline.Extractors;
using Waybill.Pipeline.PerPage;
using Waybill.Tests.Cli;
using Waybill.Tests.Language;
using Xunit;

namespace Waybill.Tests.Extractors;

/// <summary>The extractor that asks a model, against an endpoint of the test's own.</summary>
public sealed class ChatExtractorTests
{
    private const string Text = "The ministry in Warsaw spoke on Monday. South Korea delivered 24 K9 howitzers to Poland on 6 December 2022, the ministry said. "
        + "Iran has not sent drones to Russia, the official said. The Iranian rifles went to Yemen. Turkey may deliver Bayraktar TB2 drones to Mali.";

    private const string Delivered = "South Korea delivered 24 K9 howitzers to Poland on 6 December 2022, the ministry said.";
    private static readonly Lazy<Stages> Real = new(Composition.Stages);

    private static JsonObject Good() => new()
    {
        ["sentence"] = Delivered,
        ["kind"] = "flow",
        ["stage"] = "delivered",
        ["stageWords"] = "delivered",
        ["factuality"] = "certain",
        ["negated"] = false,
        ["stance"] = "asserts",
        ["supplier"] = "South Korea",
        ["recipient"] = "Poland",
        ["item"] = "K9 howitzers",
        ["quantity"] = "24",
        ["when"] = "6 December 2022",
        ["source"] = "the ministry",
        ["cue"] = "said",
    };

    private static string Claims(params JsonObject[] claims) => new JsonObject { ["claims"] = new JsonArray([.. claims]) }.ToJsonString();

    private static (ClaimReading Reading, ChatTally Tally) Read(string answer)
    {
        using var stub = ChatStub.Saying(answer);
        var tally = new ChatTally();
        using var chat = new ChatExtractor(new ChatOptions { Address = stub.Address, Model = "m-1" }, Lexicon.Embedded, tally);
        return (chat.Read(Passage.Article(Text), Models.Accurate.Analyze(Text)), tally);
    }

    [Fact]
    public void A_claim_whose_every_word_stands_on_the_page_is_given_with_its_evidence()
    {
        var (reading, tally) = Read("```json\n" + Claims(Good()) + "\n```");
        var claim = reading.Claims.ShouldHaveSingleItem();
        claim.Extractor.ShouldBe("chat/1 m-1");
        claim.Supplier!.Iso3.ShouldBe("KOR");
        claim.Recipient!.Iso3.ShouldBe("POL");
        claim.Item.Category.ShouldBe("artillery");
        claim.Item.Designation.ShouldNotBeNull();
        claim.Quantity!.Min.ShouldBe(24);
        claim.When!.Words.ShouldContain("December 2022");
        claim.Attribution.ShouldHaveSingleItem().Cue.ShouldBe("said");
        foreach (var e in claim.Evidence) Text[e.Start..e.End].ShouldBe(e.Exact);
        foreach (var field in new[] { "supplier", "recipient", "item", "quantity", "when", "stage", "attribution" }) claim.Evidence.ShouldContain(e => e.Of.Contains(field), field);
        (tally.Pages, tally.Claims, tally.Refusals.Count).ShouldBe((1L, 1L, 0));
    }

    [Theory]
    [InlineData("sentence", "South Korea delivered 42 K9 howitzers to Poland.", "the sentence does not stand on the page")]
    [InlineData("supplier", "North Korea", "supplier does not stand on the page")]
    [InlineData("supplier", "South Kore", "supplier does not stand on the page")]
    [InlineData("recipient", "Ukraine", "recipient does not stand on the page")]
    [InlineData("recipient", null, null)]
    [InlineData("recipient", "South Korea", "supplier and recipient are one")]
    [InlineData("item", "K2 tanks", "item does not stand on the page")]
    [InlineData("item", "Poland", "item names no arms that the lexicon knows")]
    [InlineData("item", null, "no item")]
    [InlineData("quantity", "42", "quantity do not stand in the sentence")]
    [InlineData("quantity", "Poland", "quantity is no count")]
    [InlineData("when", "yesterday", "when do not stand in the sentence")]
    [InlineData("when", "Poland", "when is no time")]
    [InlineData("stage", "handed-over", "no such stage")]
    [InlineData("stage", "used", "no such stage")]
    [InlineData("stageWords", "shipped", "stageWords do not stand in the sentence")]
    [InlineData("factuality", "sure", "no such factuality")]
    [InlineData("factuality", "probable", "no hedgeWords")]
    [InlineData("stance", "denies", "no negationWords")]
    [InlineData("kind", "gift", "no kind")]
    [InlineData("source", "the president", "source does not stand on the page")]
    [InlineData("cue", null, "no cue")]
    public void One_wrong_value_refuses_the_claim_and_is_counted(string member, string? value, string? reason)
    {
        var offered = Good();
        offered[member] = value;
        var (reading, tally) = Read(Claims(offered));
        if (reason is null)
        {
            reading.Claims.ShouldHaveSingleItem();
            return;
        }
        reading.Claims.ShouldBeEmpty();
        tally.Refusals.ShouldBe([(reason, 1L)]);
        if (member != "sentence") reading.Missed.ShouldHaveSingleItem().Reason.ShouldBe($"refused from chat/1 m-1: {reason}");
    }

    [Fact]
    public void Denials_doubts_and_adjectives_of_origin_are_not_given_as_deliveries()
    {
        var denied = Good();
        (denied["sentence"], denied["supplier"], denied["recipient"], denied["item"], denied["quantity"], denied["when"]) = ("Iran has not sent drones to Russia, the official said.", "Iran", "Russia", "drones", null, null);
        (denied["stageWords"], denied["source"]) = ("sent", "the official");
        var heard = (JsonObject)denied.DeepClone();
        (heard["negated"], heard["negationWords"]) = (true, "not");
        var origin = Good();
        (origin["sentence"], origin["supplier"], origin["recipient"], origin["item"], origin["stageWords"]) = ("The Iranian rifles went to Yemen.", "Iranian", "Yemen", "rifles", "went");
        (origin["quantity"], origin["when"], origin["source"]) = (null, null, null);
        var hedged = (JsonObject)origin.DeepClone();
        (hedged["sentence"], hedged["supplier"], hedged["recipient"], hedged["item"], hedged["stageWords"]) = ("Turkey may deliver Bayraktar TB2 drones to Mali.", "Turkey", "Mali", "Bayraktar TB2 drones", "deliver");
        var (reading, tally) = Read(Claims(denied, heard, origin, hedged));
        var kept = reading.Claims.ShouldHaveSingleItem();
        kept.Negated.ShouldBeTrue();
        tally.Refusals.ShouldBe([("a word of denial or doubt is not accounted for", 2L), ("an adjective of origin names no supplier", 1L)]);
    }

    [Theory]
    [InlineData("There are no claims.")]
    [InlineData("{\"claims\": 3}")]
    [InlineData("{\"claims\": [")]
    [InlineData("{}")]
    public void An_answer_in_another_form_gives_nothing_and_is_counted(string answer)
    {
        var (reading, tally) = Read(answer);
        reading.Claims.ShouldBeEmpty();
        tally.Refusals.ShouldBe([("the answer is no JSON of claims", 1L)]);
    }

    [Fact]
    public void A_server_that_fails_is_asked_again_a_few_times_one_that_refuses_is_not()
    {
        var tries = 0;
        using var stub = new ChatStub(_ => ++tries < 3 ? (500, "busy") : (200, ChatStub.Answer("{\"claims\": []}")));
        using var client = new ChatClient(Quick(stub));
        client.Ask("a", "b").ShouldBe("{\"claims\": []}");
        tries.ShouldBe(3);
        stub.Asked.ShouldAllBe(a => a.Path == "/v1/chat/completions" && a.Key == "Bearer secret");
        JsonNode.Parse(stub.Asked[0].Body)!["model"]!.GetValue<string>().ShouldBe("m-1");

        foreach (var (status, body) in new[] { (401, "no"), (302, "http://127.0.0.1:1/elsewhere"), (200, "no JSON"), (200, "{}"), (200, "{\"choices\":[]}"), (200, new string('x', 70_000)) })
        {
            using var other = new ChatStub(_ => (status, body));
            using var asker = new ChatClient(Quick(other));
            Should.Throw<ChatException>(() => asker.Ask("a", "b")).Message.ShouldNotContain("secret");
            other.Asked.Count.ShouldBe(1);
        }
        using var broken = new ChatStub(_ => (503, ""));
        using var last = new ChatClient(Quick(broken));
        Should.Throw<ChatException>(() => last.Ask("a", "b")).Message.ShouldContain("503");
        broken.Asked.Count.ShouldBe(3);
        using var askedEnough = new ManualResetEventSlim();
        using var hung = new ChatStub(_ =>
        {
            askedEnough.Wait(TimeSpan.FromMinutes(1));
            return (200, "{}");
        });
        using var hasty = new ChatClient(Quick(hung) with { Timeout = TimeSpan.FromMilliseconds(100), Retries = 0 });
        try
        {
            Should.Throw<ChatException>(() => hasty.Ask("a", "b")).Message.ShouldContain("no answer");
        }
        finally
        {
            askedEnough.Set();
        }
    }

    private static ChatOptions Quick(ChatStub stub) => new() { Address = stub.Address, Model = "m-1", Key = "secret", Pause = TimeSpan.FromMilliseconds(1), MostBytes = 64 * 1024 };

    [Fact]
    public void It_is_off_unless_asked_for_by_name_and_its_claims_verify()
    {
        using var stub = new ChatStub(body => (200, ChatStub.Answer(body.Contains("24 K9", StringComparison.Ordinal) ? Claims(Good()) : "{\"claims\": []}")));
        using var folder = new TestFolder();
        folder.Write("in/a.txt", "Howitzers\n\n" + Text);
        folder.Write("in/b.txt", "Weather\n\nThe sun shone over the harbour all day and nobody thought of anything else than of the sea.");
        folder.Run(Real.Value, "read", folder.File("in/a.txt"), "--extractor", "chat").Exit.ShouldBe(2);
        folder.Variables[ChatOptions.AddressVariable] = stub.Address.ToString();
        folder.Variables[ChatOptions.ModelVariable] = "m-1";
        folder.Run(Real.Value, "read", folder.File("in"), "--store", folder.File("other.db")).Exit.ShouldBe(0);
        stub.Asked.ShouldBeEmpty();

        var read = folder.Run(Real.Value, "read", folder.File("in"), "--extractor", "chat");
        read.Exit.ShouldBe(0, read.Error);
        read.Error.ShouldContain("1 page was asked about; 1 claim accepted, 0 refused");
        stub.Asked.ShouldHaveSingleItem().Body.ShouldNotContain("The sun shone"); // a page that names no arms goes nowhere
        folder.Run(Real.Value, "export", "claim").Out.ShouldContain("\"extractor\":\"chat/1 m-1\"");
        folder.Run(Real.Value, "ledger").Out.ShouldContain("South Korea → Poland");
        folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
    }

    [Fact]
    public void A_page_without_an_answer_is_not_kept_and_tried_again_by_the_next_run()
    {
        var works = false;
        using var stub = new ChatStub(_ => works ? (200, ChatStub.Answer(Claims(Good()))) : (401, ""));
        using var folder = new TestFolder();
        folder.Write("in/a.txt", "Howitzers\n\n" + Text);
        folder.Variables[ChatOptions.AddressVariable] = stub.Address.ToString();
        folder.Variables[ChatOptions.ModelVariable] = "m-1";
        folder.Run(Real.Value, "read", folder.File("in"), "--extractor", "chat").Out.ShouldContain("extractor had no answer");
        folder.Run(Real.Value, "articles").Exit.ShouldBe(1);
        works = true;
        folder.Run(Real.Value, "read", folder.File("in"), "--extractor", "chat").Out.ShouldContain("1  claims");
        works = false;
        folder.Run(Real.Value, "rederive", "--all", "--extractor", "chat").Exit.ShouldBe(2);
        // Back to the patterns: what is gained and lost is shown first.
        folder.Run(Real.Value, "rederive").Out.ShouldContain("1 page of 1 run again");
    }

    [Theory]
    [InlineData(null, "m")]
    [InlineData("http://127.0.0.1:1/v1", null)]
    [InlineData("ftp://example.org", "m")]
    [InlineData("http://models.example.org/v1", "m")]
    public void Settings_that_make_no_sense_are_told(string? address, string? model)
    {
        ChatOptions.Of(name => name == ChatOptions.AddressVariable ? address : name == ChatOptions.ModelVariable ? model : null, out var problem).ShouldBeNull();
        problem.ShouldNotBeNullOrEmpty();
    }
}
