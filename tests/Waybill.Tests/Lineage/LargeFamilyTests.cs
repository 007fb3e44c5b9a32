using Shouldly;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>A story that very many carry: one family, and work that grows with the copies and not with their square.</summary>
public sealed class LargeFamilyTests
{
    [Fact]
    public void Two_thousand_copies_and_excerpts_are_one_family()
    {
        var wire = new SmallLoad(3, 1).Pages.First(p => p.Level == "wire").Page.Article.Text.Split("\n\n");
        var pages = Enumerable.Range(0, 2000).Select(i => LineagePages.Make($"p{i:D5}",
            [.. wire.Skip(i % 3 == 0 ? i % 4 : 0).Take(wire.Length - i % 5), $"Paper {i} of town {i % 37} wishes reader {i * 7 % 991} a good day number {i * 3}."],
            published: new PrintedDate(PartialDate.OfDay(new DateOnly(2024, 5, 1).AddDays(i % 9)), DateSource.Meta), domain: $"paper{i}.example")).ToList();
        LineageStage.Build(pages).Families.Length.ShouldBe(1);
    }
}
