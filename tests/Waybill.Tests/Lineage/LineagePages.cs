using System.Collections.Immutable;
using System.Text;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>Pages for lineage tests, made by hand so that no article reader stands between.</summary>
internal static class LineagePages
{
    internal static LineagePage Make(string id, IEnumerable<string> paragraphs, string? title = null, PrintedDate? published = null,
        string? outlet = null, string? domain = null, AgencyCredit? credit = null, PrintedDate? notBefore = null, string? url = null, string? canonical = null, bool liveBlog = false)
    {
        var text = new StringBuilder();
        var blocks = ImmutableArray.CreateBuilder<Block>();
        if (title is not null) Add(title, BlockKind.Title);
        foreach (var paragraph in paragraphs) Add(paragraph, BlockKind.Paragraph);
        var whole = text.ToString();
        return new LineagePage
        {
            Id = id,
            Url = url,
            Article = new Article
            {
                Extractor = "hand",
                PageId = id,
                Text = whole,
                TextHash = Hashes.Sha256(whole),
                Blocks = blocks.ToImmutable(),
                Map = TextMap.Empty,
                Title = title,
                Published = published,
                Outlet = outlet,
                OutletDomain = domain,
                CanonicalUrl = canonical,
                LiveBlog = liveBlog,
                Credits = credit is null ? [] : [credit],
                NotBefore = notBefore is null ? [] : [notBefore],
                Language = "en",
            },
        };

        void Add(string block, BlockKind kind)
        {
            if (text.Length > 0) text.Append("\n\n");
            blocks.Add(new Block(new TextSpan(text.Length, block.Length), kind));
            text.Append(block);
        }
    }

    /// <summary>The five seed pages as an article reader should give them; the ids are the files' numbers.</summary>
    internal static ImmutableArray<LineagePage> Seeds()
    {
        var folder = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
        if (folder is null) Assert.Skip("WAYBILL_CORPORA is not set: the seed pages lie outside the project");
        string[] Body(string number, string from, string to)
        {
            var file = Directory.GetFiles(Path.Combine(folder!, "seeds"), number + "_*.txt").Single();
            var lines = File.ReadAllLines(file);
            var first = Array.FindIndex(lines, l => l.StartsWith(from, StringComparison.Ordinal));
            var last = Array.FindIndex(lines, first, l => l.StartsWith(to, StringComparison.Ordinal));
            return lines[first..last].Where(l => l.Trim().Length > 0 && !l.StartsWith("Click here", StringComparison.Ordinal)).ToArray();
        }
        return
        [
            Make("000", Body("000", "US intelligence officials", "Also Read"), "North Korea providing Russia with ballistic missiles, says US govt",
                new PrintedDate(PartialDate.Parse("2024-01-05T06:40+05:30")!.Value, DateSource.VisibleText), credit: new AgencyCredit("AP", "AP Washington", CreditKind.Byline)),
            Make("001", Body("001", "WASHINGTON >>", "By participating"), "Russia uses N.Korean missiles in Ukraine; seeks more from Iranian",
                new PrintedDate(PartialDate.Parse("2024-11-23")!.Value, DateSource.VisibleText), outlet: "Honolulu Star-Advertiser"),
            Make("002", Body("002", "A White House official", "ALSO READ"), "US Reveals North Korea’s Role in Supplying Missiles to Russia", outlet: "Asian Lite News"),
            Make("003", Body("003", "The Russian Ministry", "United States Latest")),
            Make("004", Body("004", "According to a newly", "This article was contributed"), "US: North Korea will sell rockets and artillery munitions to Russia",
                credit: new AgencyCredit("AP", "Associated Press reporters", CreditKind.CreditLine),
                notBefore: new PrintedDate(PartialDate.Parse("2022-09-05")!.Value, DateSource.Caption)),
        ];
    }
}
