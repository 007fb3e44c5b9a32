using System.Text.Json;
using Shouldly;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Lineage;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Samples;

/// <summary>The schemas hold what the contract types and the foundation issue say, and the validator finds faults.</summary>
public sealed class SchemaTests
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "reference");

    private static readonly string[] Kinds = ["page", "claim", "article", "family", "transfer", "story", "storyline"];

    [Fact]
    public void Every_kind_has_a_schema_with_its_version_and_every_reference_leads_somewhere()
    {
        var validator = new SchemaValidator(Folder);
        validator.Files.Order(StringComparer.Ordinal).ShouldBe(Kinds.Concat(["common", "judgement", "change", "followed", "sheet-line", "run", "skip", "bytes", "text", "capture", "entry"]).Select(k => k + ".schema.json").Order(StringComparer.Ordinal));
        foreach (var kind in Kinds)
        {
            var faults = validator.Faults(kind, JsonDocument.Parse("{\"version\": \"waybill.nothing/1\"}").RootElement);
            faults.ShouldContain(f => f.Contains($"waybill.{kind}/1", StringComparison.Ordinal));
            faults.ShouldContain(f => f.Contains("'id' is missing", StringComparison.Ordinal));
        }
    }

    /// <summary>The names that the foundation issue fixes.</summary>
    [Theory]
    [InlineData("page", "sha256 bytes url urlFrom captured imported file parent")]
    [InlineData("claim", "id kind stage factuality negated stance condition supplier recipient endUser producer licensor broker carrier seizedBy user target transit item items quantity value when expected where attribution basis firstReportedBy linkedTo part article family evidence confidence extractor")]
    [InlineData("article", "id url file outlet agency title byline published captured language text textHash family relation passages versionOf leftOut")]
    [InlineData("family", "id origin members stories")]
    [InlineData("transfer", "id supplier recipient item stages outlets pages families primarySources governments disputes claims")]
    public void Schemas_have_the_fixed_names(string kind, string names)
    {
        var required = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, kind + ".schema.json"))).RootElement
            .GetProperty("required").EnumerateArray().Select(n => n.GetString()).ToHashSet();
        names.Split(' ').Where(n => !required.Contains(n)).ShouldBeEmpty();
    }

    [Fact]
    public void Closed_lists_are_those_of_the_contract_types()
    {
        var common = Open("common").GetProperty("$defs");
        Listed(common.GetProperty("stage")).ShouldBe(Terms<Stage>());
        Listed(common.GetProperty("factuality")).ShouldBe(Terms<Factuality>());
        Listed(common.GetProperty("stance")).ShouldBe(Terms<Stance>());
        Listed(common.GetProperty("relation")).ShouldBe(Terms<Relation>());
        Listed(common.GetProperty("precision")).ShouldBe(Terms<DatePrecision>());
        Listed(common.GetProperty("party").GetProperty("properties").GetProperty("kind")).ShouldBe(Terms<PartyKind>());
        Listed(common.GetProperty("evidence").GetProperty("properties").GetProperty("layer")).ShouldBe(Terms<EvidenceLayer>());
        var claim = Open("claim").GetProperty("properties");
        Listed(claim.GetProperty("kind")).ShouldBe(Terms<ClaimKind>());
        Listed(claim.GetProperty("part")).ShouldBe(Terms<ClaimPart>());
        var article = Open("article").GetProperty("properties");
        Listed(article.GetProperty("leftOut").GetProperty("items").GetProperty("properties").GetProperty("reason")).ShouldBe(Terms<LeftOutReason>());
        Listed(article.GetProperty("blocks").GetProperty("items").GetProperty("properties").GetProperty("kind")).ShouldBe(Terms<BlockKind>());
        Listed(article.GetProperty("credits").GetProperty("items").GetProperty("properties").GetProperty("kind")).ShouldBe(Terms<CreditKind>());
    }

    [Fact]
    public void A_record_that_fits_has_no_fault_and_each_mistake_is_found()
    {
        var validator = new SchemaValidator(Folder);
        const string good = """{"version":"waybill.story/1","id":"5f2a9c0d11aa22bb","title":"A title","families":["aaaa1111"],"storyline":"bbbb2222"}""";
        Faults(good).ShouldBeEmpty();
        Faults(good.Replace("waybill.story/1", "waybill.story/2", StringComparison.Ordinal)).Count.ShouldBe(1);
        Faults(good.Replace("\"title\":\"A title\",", "", StringComparison.Ordinal)).Count.ShouldBe(1);
        Faults(good.Replace("\"A title\"", "7", StringComparison.Ordinal)).Count.ShouldBe(1);
        Faults(good.Replace("[\"aaaa1111\"]", "[]", StringComparison.Ordinal)).Count.ShouldBe(1);
        Faults(good.Replace("aaaa1111", "NO ID", StringComparison.Ordinal)).Count.ShouldBe(1);
        Faults(good.Replace("}", ",\"more\":1}", StringComparison.Ordinal)).Count.ShouldBe(1);

        IReadOnlyList<string> Faults(string json) => validator.Faults("story", JsonDocument.Parse(json).RootElement);
    }

    private static JsonElement Open(string kind) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, kind + ".schema.json"))).RootElement;

    private static List<string> Listed(JsonElement schema) =>
        [.. schema.GetProperty("enum").EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)];

    private static List<string> Terms<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(SampleFileTests.Kebab)];
}
