using System.Text.Json;
using Shouldly;
using Waybill.Cli;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Samples;

/// <summary>The whole program over the samples, as the first command of the README runs it.</summary>
public sealed class SampleRunTests(SampleRunTests.SampleRun run) : IClassFixture<SampleRunTests.SampleRun>
{
    /// <summary>One read of the samples with the real stages, shared by the tests.</summary>
    public sealed class SampleRun : IDisposable
    {
        private readonly TestFolder _folder = new();
        private readonly Waybill.Pipeline.Stages _stages = Composition.Stages();

        public SampleRun() => Read = Run("read", SampleExpectations.Folder);

        internal CommandResult Read { get; }

        internal CommandResult Run(params string[] args) => _folder.Run(_stages, args);

        internal CommandResult Run(int width, params string[] args) => _folder.Run(_stages, width, args);

        internal List<JsonElement> Export(string kind)
        {
            var result = Run("export", kind);
            result.Exit.ShouldBeLessThan(Exit.Error, result.Error);
            return [.. result.Lines.Select(l => JsonDocument.Parse(l).RootElement)];
        }

        public void Dispose() => _folder.Dispose();
    }

    [Fact]
    public void Reading_succeeds_and_every_piece_of_evidence_stands()
    {
        run.Read.Exit.ShouldBe(0, run.Read.Error);
        run.Run("verify").Exit.ShouldBe(0);
    }

    [Fact]
    public void The_readme_prints_what_the_program_prints()
    {
        var blocks = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n").Split("```console\n$ ./waybill ").Skip(1).Select(b => b[..b.IndexOf("```", StringComparison.Ordinal)]).ToList();
        blocks.Select(b => b[..b.IndexOf('\n', StringComparison.Ordinal)]).ShouldBe(["read samples", "ledger"]);
        // The store's own name stands in the last lines.
        var read = blocks[0][(blocks[0].IndexOf('\n', StringComparison.Ordinal) + 1)..blocks[0].IndexOf("\nStore:", StringComparison.Ordinal)];
        run.Read.Out.ShouldContain(read);
        run.Run(100, "ledger").Out.ShouldBe(blocks[1][(blocks[1].IndexOf('\n', StringComparison.Ordinal) + 1)..]);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("article")]
    [InlineData("claim")]
    [InlineData("family")]
    [InlineData("story")]
    [InlineData("storyline")]
    [InlineData("transfer")]
    public void Real_output_fits_its_schema(string kind)
    {
        var validator = new SchemaValidator(SchemaTests.Folder);
        foreach (var record in run.Export(kind)) validator.Faults(kind, record).ShouldBeEmpty(record.ToString());
    }

    [Fact]
    public void Positions_that_are_exported_count_code_points()
    {
        foreach (var article in run.Export("article"))
        {
            var points = article.GetProperty("text").GetString()!.EnumerateRunes().ToArray();
            foreach (var evidence in article.GetProperty("evidence").EnumerateArray().Where(e => e.GetProperty("layer").GetString() == "text"))
            {
                var words = string.Concat(points[evidence.GetProperty("start").GetInt32()..evidence.GetProperty("end").GetInt32()].Select(r => r.ToString()));
                words.ShouldBe(evidence.GetProperty("exact").GetString());
            }
        }
    }

    [Fact]
    public void Articles_of_different_origins_share_no_family()
    {
        foreach (var family in Labelled().GroupBy(a => a.Family)) family.Select(a => a.Page.Family).Distinct().Count().ShouldBe(1, string.Join(", ", family.Select(a => a.Page.File)));
    }

    [Fact]
    public void Copies_share_a_family()
    {
        var articles = Labelled();
        Assert.SkipWhen(articles.Count < 30, "pages of HTML are not read yet");
        articles.Count.ShouldBe(SampleExpectations.Files.Count);
        foreach (var label in articles.GroupBy(a => a.Page.Family)) label.Select(a => a.Family).Distinct().Count().ShouldBe(1, string.Join(", ", label.Select(a => a.Page.File)));
    }

    [Fact]
    public void Articles_have_their_day()
    {
        var wrong = Labelled().Where(a => a.Published is not null && !a.Published.StartsWith(a.Page.Day, StringComparison.Ordinal)).ToList();

        // The page that prints the day of its capture at its top: whether its family's day wins is a matter of the across-page stages.
        wrong.Where(a => !a.Page.PublishedByFamily).Select(a => $"{a.Page.File}: {a.Published}").ShouldBeEmpty();
    }

    private List<(ExpectedPage Page, string? Family, string? Published)> Labelled()
    {
        var expected = SampleExpectations.Pages.ToDictionary(p => p.File, StringComparer.Ordinal);
        return [.. run.Export("article").Select(a => (
            expected[Path.GetFileName(a.GetProperty("file").GetString()!)],
            a.GetProperty("family").GetString(),
            a.GetProperty("published") is { ValueKind: JsonValueKind.Object } p ? p.GetProperty("value").GetString() : null))];
    }
}
