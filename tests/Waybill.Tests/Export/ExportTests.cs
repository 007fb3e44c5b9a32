using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Shouldly;
using Waybill.Claims;
using Waybill.Cli;
using Waybill.Ledger;
using Waybill.Pipeline.Export;
using Waybill.Tests.Samples;
using Xunit;
using static Waybill.Tests.Ledger.LedgerFixture;

namespace Waybill.Tests.Export;

/// <summary>The samples in the forms of other programs, read by readers that know nothing of Waybill.</summary>
public sealed class ExportTests(SampleRunTests.SampleRun run) : IClassFixture<SampleRunTests.SampleRun>
{
    private string Text(params string[] args)
    {
        var result = run.Run(["export", .. args]);
        result.Exit.ShouldBe(0, result.Error);
        return result.Out;
    }

    private List<JsonElement> Transfers => run.Export("transfer");

    /// <summary>Ids of transfers with a delivery that is affirmed, certain or probable.</summary>
    private HashSet<string> Moved() => [.. Transfers.Where(t => t.GetProperty("stages").EnumerateArray().Any(Moves)).Select(t => t.GetProperty("id").GetString()!)];

    private static bool Moves(JsonElement s) => s.GetProperty("stage").GetString() is "delivered" or "in-delivery" && !s.GetProperty("negated").GetBoolean()
        && s.GetProperty("stance").GetString() == "asserts" && s.GetProperty("factuality").GetString() is "certain" or "probable";

    [Fact]
    public void Annotations_select_the_words_of_the_kept_text()
    {
        var page = JsonDocument.Parse(Text("claim", "--format", "webannotation")).RootElement;
        page.GetProperty("@context")[0].GetString().ShouldBe("http://www.w3.org/ns/anno.jsonld");
        page.GetProperty("type").GetString().ShouldBe("AnnotationPage");
        var texts = run.Export("article").DistinctBy(a => a.GetProperty("textHash").GetString()).ToDictionary(a => a.GetProperty("textHash").GetString()!, a => a.GetProperty("text").GetString()!.EnumerateRunes().ToArray());
        var pages = run.Export("page").Select(p => p.GetProperty("sha256").GetString()!).ToHashSet();
        var items = page.GetProperty("items").EnumerateArray().ToList();
        items.Count.ShouldBe(run.Export("claim").Count);
        foreach (var item in items)
        {
            item.GetProperty("type").GetString().ShouldBe("Annotation");
            Uri.TryCreate(item.GetProperty("id").GetString(), UriKind.Absolute, out _).ShouldBeTrue();
            item.GetProperty("body").GetProperty("polarity").GetString().ShouldNotBeNullOrEmpty();
            var targets = item.GetProperty("target").EnumerateArray().ToList();
            targets.Count.ShouldBeGreaterThan(1);
            foreach (var target in targets)
            {
                var source = target.GetProperty("source");
                Uri.TryCreate(source.GetProperty("id").GetString(), UriKind.Absolute, out _).ShouldBeTrue();
                pages.ShouldContain(source.GetProperty("sha256").GetString()!);
                var selectors = target.GetProperty("selector").EnumerateArray().ToDictionary(s => s.GetProperty("type").GetString()!);
                if (!selectors.TryGetValue("TextQuoteSelector", out var quote))
                {
                    selectors.ShouldContainKey("DataPositionSelector");
                    continue;
                }
                var text = texts[source.GetProperty("textSha256").GetString()!];
                var (start, end) = (selectors["TextPositionSelector"].GetProperty("start").GetInt32(), selectors["TextPositionSelector"].GetProperty("end").GetInt32());
                string.Concat(text[start..end].Select(r => r.ToString())).ShouldBe(quote.GetProperty("exact").GetString());
                var before = string.Concat(text[..start].Select(r => r.ToString()));
                if (quote.TryGetProperty("prefix", out var prefix)) before.ShouldEndWith(prefix.GetString()!);
            }
        }
    }

    [Fact]
    public void The_map_has_lines_for_firm_movements_alone()
    {
        var map = JsonDocument.Parse(Text("transfer", "--format", "geojson")).RootElement;
        map.GetProperty("type").GetString().ShouldBe("FeatureCollection");
        var moved = Moved();
        var features = map.GetProperty("features").EnumerateArray().ToList();
        features.Select(f => f.GetProperty("id").GetString()).ShouldBeUnique();
        foreach (var feature in features)
        {
            feature.GetProperty("type").GetString().ShouldBe("Feature");
            var properties = feature.GetProperty("properties");
            properties.GetProperty("polarity").GetString().ShouldNotBeNullOrEmpty();
            if (feature.GetProperty("geometry") is not { ValueKind: JsonValueKind.Object } geometry) continue;
            var kind = geometry.GetProperty("type").GetString();
            if (properties.GetProperty("kind").GetString() == "place") kind.ShouldBe("Point");
            else
            {
                kind.ShouldBeOneOf("LineString", "MultiLineString");
                moved.ShouldContain(feature.GetProperty("id").GetString()!);
            }
            foreach (var (x, y) in Positions(geometry.GetProperty("coordinates")))
            {
                x.ShouldBeInRange(-180, 180);
                y.ShouldBeInRange(-90, 90);
            }
        }
        features.Count(f => f.GetProperty("properties").GetProperty("kind").GetString() == "movement").ShouldBeGreaterThan(3);
    }

    private static IEnumerable<(double X, double Y)> Positions(JsonElement coordinates) => coordinates[0].ValueKind == JsonValueKind.Number
        ? [(coordinates[0].GetDouble(), coordinates[1].GetDouble())]
        : coordinates.EnumerateArray().SelectMany(Positions);

    [Fact]
    public void A_line_over_the_antimeridian_is_cut_there()
    {
        var transfer = LedgerStage.Build([Article("a", "f1", "2023-05-05", [Claim("c1", Stage.Delivered, "USA", "JPN", Item("tank", "tanks"), "a")])]).Transfers.ShouldHaveSingleItem();
        using var folder = new Cli.TestFolder();
        using var store = Waybill.Storage.Store.OpenOrCreate(folder.Store);
        using var map = new GeoJson();
        var line = JsonDocument.Parse(map.Features(transfer, new ExportSet(store)).ShouldHaveSingleItem()).RootElement.GetProperty("geometry");
        line.GetProperty("type").GetString().ShouldBe("MultiLineString");
        Positions(line.GetProperty("coordinates")).Select(p => Math.Abs(p.X)).Count(x => x == 180).ShouldBe(2);
    }

    [Fact]
    public void Entities_fit_the_model_of_FollowTheMoney_and_only_firm_movements_are_activities()
    {
        using var resource = typeof(ExportTests).Assembly.GetManifestResourceStream("followthemoney-schema.json")!;
        var model = JsonDocument.Parse(resource).RootElement;
        var (schemata, countries) = (model.GetProperty("schemata"), model.GetProperty("countries").EnumerateArray().Select(c => c.GetString()).ToHashSet());
        var entities = Text("transfer", "--format", "followthemoney").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var schemaOf = entities.ToDictionary(e => e.GetProperty("id").GetString()!, e => e.GetProperty("schema").GetString()!);
        foreach (var entity in entities)
        {
            var schema = schemata.GetProperty(entity.GetProperty("schema").GetString()!);
            var properties = entity.GetProperty("properties");
            foreach (var required in schema.GetProperty("required").EnumerateArray()) properties.TryGetProperty(required.GetString()!, out _).ShouldBeTrue($"{required} of {entity}");
            foreach (var property in properties.EnumerateObject())
            {
                var type = schema.GetProperty("properties").GetProperty(property.Name).GetString()!.Split(':');
                foreach (var value in property.Value.EnumerateArray().Select(v => v.GetString()!))
                {
                    value.ShouldNotBeNullOrWhiteSpace();
                    if (type[0] == "entity") schemata.GetProperty(schemaOf[value]).GetProperty("is").EnumerateArray().Select(s => s.GetString()).ShouldContain(type[1], $"{property.Name} of {entity}");
                    if (type[0] == "country") countries.ShouldContain(value);
                    if (type[0] == "url") Uri.TryCreate(value, UriKind.Absolute, out _).ShouldBeTrue(value);
                    if (type[0] == "date") Texts.PartialDate.Parse(value).ShouldNotBeNull(value);
                }
            }
        }
        var activities = entities.Where(e => e.GetProperty("schema").GetString() == "EconomicActivity").ToList();
        activities.Count.ShouldBeGreaterThan(3);
        var moved = Moved();
        foreach (var activity in activities)
        {
            moved.ShouldContain(activity.GetProperty("properties").GetProperty("recordId")[0].GetString()!);
            activity.GetProperty("properties").GetProperty("summary")[0].GetString()!.ShouldMatch("^(delivered|in delivery)( \\(probable\\))?:");
        }
        var words = entities.Where(e => e.GetProperty("schema").GetString() == "Event").Select(e => e.GetProperty("properties").GetProperty("summary")[0].GetString()!).ToList();
        words.ShouldContain(w => w.StartsWith("delivered – denied", StringComparison.Ordinal));
        words.ShouldNotContain(w => w.StartsWith("delivered:", StringComparison.Ordinal) && !w.Contains('?'), "a whole firm delivery is an activity");
    }

    [Fact]
    public void A_workbook_holds_what_the_csv_holds_and_no_formula()
    {
        using var folder = new Cli.TestFolder();
        var path = folder.File("claims.xlsx");
        Text("claim", "--format", "xlsx", "--out", path).ShouldBeEmpty();
        using var zip = ZipFile.OpenRead(path);
        foreach (var part in zip.Entries) XDocument.Load(part.Open());
        XNamespace ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var sheet = XDocument.Load(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        sheet.Descendants(ns + "f").ShouldBeEmpty();
        var rows = sheet.Descendants(ns + "row").Select(r => r.Elements(ns + "c").Select(c => c.Element(ns + "is")?.Element(ns + "t")?.Value ?? c.Element(ns + "v")?.Value ?? "").ToArray()).ToList();
        rows[0].ShouldBe(Csv.ClaimColumns);
        // Readers that go by the places of rows and cells find them.
        sheet.Descendants(ns + "row").Select(r => (string?)r.Attribute("r")).ShouldBe(Enumerable.Range(1, rows.Count).Select(n => n.ToString(CultureInfo.InvariantCulture)));
        var second = sheet.Descendants(ns + "row").ElementAt(1).Elements(ns + "c").Select(c => (string?)c.Attribute("r")).ToArray();
        (second[0], second[25], second[26], second[51], second[52], second.Length).ShouldBe(("A2", "Z2", "AA2", "AZ2", "BA2", Csv.ClaimColumns.Count));
        rows.Count.ShouldBe(run.Export("claim").Count + 1);
        rows.Skip(1).Select(r => r[0]).ShouldBe(run.Export("claim").Select(c => c.GetProperty("id").GetString()));
        var column = Csv.ClaimColumns.ToList().IndexOf("sentence");
        rows.Skip(1).ShouldAllBe(r => r[column].Length > 0);
        var bytes = File.ReadAllBytes(path);
        Text("claim", "--format", "xlsx", "--out", path);
        File.ReadAllBytes(path).ShouldBe(bytes);
    }

    [Fact]
    public void Cells_are_safe_and_ids_stay_text()
    {
        Csv.Row("=1+1", "+2", "@x", "-3", "a\"b", "2024-01").ShouldBe("'=1+1,+2,'@x,-3,\"a\"\"b\",2024-01\r\n");
        Csv.Row(Csv.Id("12345678"), Csv.Id("12e45678"), Csv.Id("1f345678"), "12345678").ShouldBe("'12345678,'12e45678,1f345678,12345678\r\n");
        Csv.Plain([Csv.Id("12e45678"), "x"]).ShouldBe(["12e45678", "x"]);
        using var to = new MemoryStream();
        Workbook.Write(to, "s", ["a", "quantityMin"], [["=HYPERLINK(\"x\")", "12"], ["_x000D_\u0001", "many"]]).ShouldBe(2);
        using var zip = new ZipArchive(to);
        var sheet = XDocument.Load(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        sheet.Root!.Value.ShouldBe("aquantityMin=HYPERLINK(\"x\")12_x005F_x000D_\\u0001many");
    }

    [Fact]
    public void Every_row_of_a_table_has_its_sentence_address_hash_and_polarity()
    {
        foreach (var kind in new[] { "claim", "transfer" })
        {
            var text = Text(kind, "--format", "csv");
            text[0].ShouldBe('\uFEFF');
            var rows = Waybill.Pipeline.Sources.CsvRows.Read(text[1..]).Select(r => r.Cells).Where(c => c.Count > 1).ToList();
            foreach (var column in new[] { "polarity", "sentence", "sha256" })
            {
                var at = rows[0].IndexOf(column);
                at.ShouldBeGreaterThan(0);
                rows.Skip(1).ShouldAllBe(r => r[at].Length > 0, $"{column} of {kind}");
            }
            rows[0].ShouldContain("url");
        }
    }

    [Fact]
    public void A_dossier_in_html_is_whole_and_inert()
    {
        var denied = Transfers.First(t => t.GetProperty("stages").EnumerateArray().Any(s => s.GetProperty("negated").GetBoolean())).GetProperty("id").GetString()!;
        var result = run.Run("dossier", denied, "--html");
        result.Exit.ShouldBe(0, result.Error);
        var page = new HtmlParser().ParseDocument(result.Out);
        page.QuerySelectorAll("script, link, img, iframe, object, form, style[src]").ShouldBeEmpty();
        page.All.SelectMany(e => e.Attributes).ShouldAllBe(a => !a.Name.StartsWith("on", StringComparison.Ordinal));
        var anchors = page.QuerySelectorAll("a.cite").Select(a => a.GetAttribute("href")![1..]).ToList();
        anchors.ShouldNotBeEmpty();
        foreach (var anchor in anchors) page.GetElementById(anchor).ShouldNotBeNull(anchor);
        var heads = page.QuerySelectorAll("h2").Select(h => h.TextContent).ToList();
        heads.IndexOf("What stands against it").ShouldBeLessThan(heads.IndexOf("What is said"));
        foreach (var head in new[] { "Who says so, counted", "The words", "How it was made and how to check it" }) heads.ShouldContain(head);
        result.Out.ShouldContain("@media print");
        foreach (var word in new[] { "Read: ", "Skipped: ", "waybill verify", "sha256" }) page.Body!.TextContent.ShouldContain(word);
        var markdown = run.Run("dossier", denied);
        markdown.Out.ShouldContain("## What stands against it");
    }

    [Fact]
    public void A_dossier_of_a_storyline_tells_all_its_transfers()
    {
        foreach (var line in run.Export("storyline").Select(s => s.GetProperty("id").GetString()!))
        {
            var result = run.Run("dossier", line, "--html");
            if (result.Exit == Exit.NothingFound) continue;
            result.Exit.ShouldBe(0, result.Error);
            new HtmlParser().ParseDocument(result.Out).QuerySelectorAll("h2").Length.ShouldBeGreaterThan(3);
            return;
        }
        Assert.Fail("no storyline has a transfer");
    }

    [Fact]
    public void Hostile_words_are_words_in_a_dossier()
    {
        var form = new HtmlForm("<script>alert(1)</script>");
        form.Paragraph("<img src=x onerror=alert(1)>", DossierPiece.Link("javascript:alert(1)"), DossierPiece.Link("https://a.example/\"onmouseover=alert(1)"));
        form.Citation(1, "\u202E<b>");
        var page = new HtmlParser().ParseDocument(form.End());
        page.QuerySelectorAll("script, img, b").ShouldBeEmpty();
        page.QuerySelectorAll("a").ShouldHaveSingleItem().Attributes.Select(a => a.Name).ShouldBe(["rel", "href"]);
        page.Body!.TextContent.ShouldNotContain('\u202E');
    }

    [Fact]
    public void Filters_leave_some_transfers_and_what_they_rest_on()
    {
        var all = Transfers;
        var some = Text("transfer", "--recipient", "POL").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        some.Count.ShouldBeInRange(1, all.Count - 1);
        some.ShouldAllBe(t => t.GetProperty("recipient").GetProperty("iso3").GetString() == "POL");
        var claims = some.SelectMany(t => t.GetProperty("claims").EnumerateArray()).Select(c => c.GetString()!).Distinct().Order(StringComparer.Ordinal).ToList();
        Ids("claim").ShouldBe(claims);
        var articles = run.Export("claim").Where(c => claims.Contains(c.GetProperty("id").GetString()!)).Select(c => c.GetProperty("article").GetProperty("id").GetString()!).Distinct().Order(StringComparer.Ordinal).ToList();
        Ids("article").ShouldBe(articles);
        Ids("page").ShouldBe(articles);
        Ids("family").ShouldNotBeEmpty();
        Text("transfer", "--format", "csv", "--recipient", "POL").Length.ShouldBeLessThan(Text("transfer", "--format", "csv").Length);
        run.Run("export", "transfer", "--format", "geojson", "--recipient", "nobody at all").Exit.ShouldBe(Exit.NothingFound);

        List<string> Ids(string kind) => [.. Text(kind, "--recipient", "POL").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("id").GetString()!)];
    }

    [Theory]
    [InlineData("transfer", "jsonl")]
    [InlineData("transfer", "csv")]
    [InlineData("transfer", "unroca")]
    [InlineData("transfer", "followthemoney")]
    [InlineData("transfer", "geojson")]
    [InlineData("claim", "webannotation")]
    [InlineData("claim", "jsonl")]
    [InlineData("article", "jsonl")]
    [InlineData("family", "jsonl")]
    [InlineData("page", "csv")]
    public void Both_clocks_work_on_every_export(string kind, string format)
    {
        string[] ask = ["export", kind, "--format", format];
        var now = run.Run(ask).Out;
        run.Run([.. ask, "--recorded-by", "2100"]).Out.ShouldBe(now);
        run.Run([.. ask, "--recorded-by", "1999"]).Exit.ShouldBe(Exit.NothingFound);
        var before = run.Run([.. ask, "--published-by", "2022-12-31"]);
        before.Error.ShouldContain("left out");
        before.Exit.ShouldBe(0);
        before.Out.Length.ShouldBeLessThan(now.Length);
    }

    [Fact]
    public void An_encoding_mark_stands_once_and_a_failed_export_leaves_no_file()
    {
        using var folder = new Cli.TestFolder();
        var path = folder.File("out.csv");
        Text("transfer", "--format", "csv", "--out", path).ShouldBeEmpty();
        File.ReadAllBytes(path).Take(3).ShouldBe(Encoding.UTF8.GetPreamble());
        File.ReadAllBytes(path)[3..6].ShouldBe("id,"u8.ToArray());
        Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
        run.Run("export", "claim", "--format", "sipri").Error.ShouldContain("is for transfers");
        run.Run("export", "transfer", "--out", folder.File("no/such/folder.jsonl")).Exit.ShouldBe(Exit.Error);
    }
}
