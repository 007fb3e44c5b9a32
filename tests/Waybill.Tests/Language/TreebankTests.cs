using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Waybill.Language;
using Waybill.Training;
using Xunit;

namespace Waybill.Tests.Language;

/// <summary>Floors under the figures of docs/evaluation.md, "Language".</summary>
public sealed class TreebankTests
{
    [Fact]
    public void Sentences_of_news_are_cut_where_the_treebank_cuts_them()
    {
        using var folder = new Unpacked();
        string folds = Path.Combine(folder.Path, "folds");
        new Corpora(folder.Treebanks).WriteFolds(folds);
        Evaluation marked = new(), blocks = new();
        foreach (string fold in Directory.GetDirectories(folds).Order(StringComparer.Ordinal))
        {
            var corpora = new Corpora(fold);
            var rules = ModelTrainer.Rules(corpora.Train());
            marked.AddBoundaries(rules, corpora.Read("fold", blocks: false));
            blocks.AddBoundaries(rules, corpora.Read("fold"));
        }
        marked.GoldSentences.ShouldBe(651);
        Number(marked.BoundariesF).ShouldBeGreaterThan(95.0);
        Number(blocks.BoundariesF).ShouldBeGreaterThan(96.5);
    }

    [Fact]
    public void Tags_and_trees_of_the_development_parts_do_not_get_worse()
    {
        using var folder = new Unpacked();
        var corpora = new Corpora(folder.Treebanks);
        (string Part, AnalyzerMode Mode, double Xpos, double Uas, double Las)[] floors =
        [
            ("gum-dev", AnalyzerMode.Accurate, 96.4, 89.2, 86.2),
            ("ewt-dev", AnalyzerMode.Accurate, 94.4, 88.3, 85.0),
            ("gum-news-dev", AnalyzerMode.Accurate, 95.4, 90.0, 86.7),
            ("gum-dev", AnalyzerMode.Fast, 96.0, 87.0, 83.5),
            ("ewt-dev", AnalyzerMode.Fast, 94.0, 86.4, 82.6),
        ];
        foreach (var (part, mode, xpos, uas, las) in floors)
        {
            var evaluation = new Evaluation();
            evaluation.Add(new Analyzer(Models.Load(), new() { Mode = mode, Names = false }), corpora.Read(part));
            string what = $"{part}, {mode}: {evaluation.Report(part)}";
            TestContext.Current.TestOutputHelper?.WriteLine(what);
            evaluation.Percent(evaluation.Xpos).ShouldBeGreaterThan(xpos, what);
            evaluation.Percent(evaluation.Uas).ShouldBeGreaterThan(uas, what);
            evaluation.Percent(evaluation.Las).ShouldBeGreaterThan(las, what);
        }
    }

    [Fact]
    public void Names_of_the_development_part_do_not_get_worse()
    {
        string? corpora = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
        if (corpora is null)
            Assert.Skip("WAYBILL_CORPORA is not set: the names of Universal NER are not here");
        string report = NameEvaluation.Run(Models.Accurate, Path.Combine(corpora, "data", "language", "uner", "EWT-en_ewt-ud-dev.iob2"));
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        Of("PER").ShouldBeGreaterThan(.780, report);
        Of("LOC").ShouldBeGreaterThan(.780, report);
        Of("ORG").ShouldBeGreaterThan(.525, report);

        double Of(string kind) => Number(report[report.IndexOf(kind, StringComparison.Ordinal)..].Split(" F ")[1].Split(' ')[0]);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The treebanks, unpacked into a folder that goes when it is disposed of.</summary>
    private sealed class Unpacked : IDisposable
    {
        public Unpacked()
        {
            string? corpora = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
            if (corpora is null)
                Assert.Skip("WAYBILL_CORPORA is not set: the treebanks are not here");
            Path = Directory.CreateTempSubdirectory("waybill-treebanks-").FullName;
            string archive = System.IO.Path.Combine(corpora, "data", "language", "ud.tar.xz");
            using var tar = Process.Start("tar", ["-xJf", archive, "-C", Path]);
            tar.WaitForExit();
            tar.ExitCode.ShouldBe(0, "tar and xz are needed to unpack " + archive);
        }

        public string Path { get; }

        public string Treebanks => System.IO.Path.GetDirectoryName(Directory.GetFiles(Path, "ewt-train.conllu", SearchOption.AllDirectories).Single())!;

        public void Dispose() => Directory.Delete(Path, true);
    }
}
