using System.Diagnostics;
using System.Globalization;
using Shouldly;
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
