using Shouldly;
using Waybill.Lineage;
using Xunit;

namespace Waybill.Tests.Lineage;

public sealed class SeedLineageTests
{
    private static Family FamilyOf(LineageResult result, string article) => result.Families.Single(f => f.Members.Any(m => m.Article == article));

    [Fact]
    public void Copies_are_families_and_an_independent_report_is_none()
    {
        var result = LineageStage.Build(LineagePages.Seeds());
        result.Families.Select(f => string.Join(",", f.Members.Select(m => m.Article))).Order().ShouldBe(["000,001", "002", "003,004"]);
        FamilyOf(result, "000").Origin.Agency.ShouldBe("AP");
        FamilyOf(result, "003").Origin.ShouldSatisfyAllConditions(o => o.Agency.ShouldBe("AP"), o => o.Article.ShouldBeNull());
        FamilyOf(result, "004").Members.Select(m => m.Relation).ShouldBe([Relation.Excerpt, Relation.Rewrite]);
        FamilyOf(result, "000").Members.Select(m => m.Relation).ShouldAllBe(r => r == Relation.Republished || r == Relation.Identical);
    }

    [Fact]
    public void Stories_and_storyline()
    {
        var result = LineageStage.Build(LineagePages.Seeds());
        result.Stories.Select(s => s.Families.Length).Order().ShouldBe([1, 2]);
        result.Storylines.Length.ShouldBe(1);
        FamilyOf(result, "000").Stories.ShouldBe(FamilyOf(result, "002").Stories);
    }

    [Fact]
    public void Dates_are_learnt_from_relatives_and_say_how()
    {
        var result = LineageStage.Build(LineagePages.Seeds());
        var dates = result.Dates.ToDictionary(d => d.Article);
        dates["000"].ShouldSatisfyAllConditions(d => d.Value.ToString().ShouldBe("2024-01-05T06:40+05:30"), d => d.Inferred.ShouldBeFalse());
        dates["001"].ShouldSatisfyAllConditions(d => d.Value.ToString().ShouldBe("2024-01-04"), d => d.Inferred.ShouldBeTrue(),
            d => d.From.ShouldBe("000"), d => d.How.ShouldContain("Thursday"));
        dates["002"].ShouldSatisfyAllConditions(d => d.Value.ToString().ShouldBe("2024-01-04"), d => d.Inferred.ShouldBeTrue(), d => d.How.ShouldContain("Kirby"));
        dates["003"].ShouldSatisfyAllConditions(d => d.Value!.Value.First.Year.ShouldBe(2022), d => d.Inferred.ShouldBeTrue(), d => d.From.ShouldBe("004"));
        dates["004"].NotBefore.ShouldBe(new DateOnly(2022, 9, 5));
    }

    [Fact]
    public void Changes_say_what_a_copy_did_to_the_words()
    {
        var result = LineageStage.Build(LineagePages.Seeds());
        var late = FamilyOf(result, "003").Members.SelectMany(m => m.Changes).Select(c => c.HereWords + "→" + c.ThereWords).ToList();
        late.ShouldContain("rockets→missiles");
        late.ShouldContain("finding→assessment");
        late.ShouldContain(c => c.StartsWith("officials", StringComparison.Ordinal) && c.EndsWith("experts", StringComparison.Ordinal));
        FamilyOf(result, "000").Members.SelectMany(m => m.Changes).ShouldContain(c => c.ChangeKind == "quotation" && c.HereWords.Contains("is concerned that"));
    }

    [Fact]
    public void Passages_quote_both_texts()
    {
        var pages = LineagePages.Seeds().ToDictionary(p => p.Id);
        foreach (var family in LineageStage.Build(pages.Values).Families)
        {
            foreach (var member in family.Members)
            {
                foreach (var passage in member.Passages)
                {
                    passage.Span.End.ShouldBeLessThanOrEqualTo(pages[member.Article].Article.Text.Length);
                    passage.OtherSpan.End.ShouldBeLessThanOrEqualTo(pages[passage.Other!].Article.Text.Length);
                    passage.Span.IsEmpty.ShouldBeFalse();
                }
                foreach (var change in member.Changes)
                {
                    change.Here.Of(pages[member.Article].Article.Text).ToString().ShouldBe(change.HereWords);
                    change.There.Of(pages[family.Reference].Article.Text).ToString().ShouldBe(change.ThereWords);
                }
            }
        }
    }
}
