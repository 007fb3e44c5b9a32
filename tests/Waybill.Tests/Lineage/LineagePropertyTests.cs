using System.Text.Json;
using Shouldly;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>The result is a function of the set of pages: no order, no history.</summary>
public sealed class LineagePropertyTests
{
    private static readonly string[] Verbs = ["agreed", "refused", "promised", "failed", "began", "tried", "planned", "hoped"];
    private static readonly string[] Nouns =
        ["harbour", "bridge", "council", "orchard", "railway", "teacher", "library", "garden", "museum", "station", "bakery", "ferry", "mayor", "farmer", "market", "river",
        "winter", "factory", "school", "engine", "letter", "window", "village", "captain", "quarry", "island", "barrel", "copper", "timber", "lantern"];

    private static string[] Story(int seed, int sentences)
    {
        var random = new Random(seed);
        // Each story has words of its own, as real ones have names of their own.
        string Word() => (char)('a' + seed % 100 % 26) + Nouns[random.Next(Nouns.Length)];
        return Enumerable.Range(0, sentences).Select(i =>
            $"The {Word()} {Word()} of {(char)('A' + random.Next(26))}{Word()} {Verbs[random.Next(Verbs.Length)]} to move {random.Next(2, 900)} {Word()}s near the {Word()} before the {Word()} {Word()} closed.").ToArray();
    }

    private static List<LineagePage> Pages()
    {
        var pages = new List<LineagePage>();
        for (var story = 0; story < 6; story++)
        {
            var text = Story(story, 12);
            pages.Add(LineagePages.Make($"w{story}", text, "Title " + story, new PrintedDate(PartialDate.OfDay(new DateOnly(2024, 3, 1 + story)), DateSource.Meta), domain: $"wire{story}.example"));
            pages.Add(LineagePages.Make($"c{story}", text.Take(7), "Other " + story, domain: "copy.example"));
            pages.Add(LineagePages.Make($"x{story}", text.Append("Sign up for our letter and read all the news of the town first thing every morning."), domain: "third.example"));
            pages.Add(LineagePages.Make($"own{story}", Story(100 + story, 10), domain: "third.example"));
        }
        pages.Add(LineagePages.Make("digest", [.. Story(0, 12).Take(5), .. Story(1, 12).Take(5), .. Story(2, 12).Take(5)], domain: "digest.example"));
        return pages;
    }

    private static string Told(LineageResult result) => JsonSerializer.Serialize(result);

    [Fact]
    public void Any_order_gives_the_same_result()
    {
        var pages = Pages();
        var expected = Told(LineageStage.Build(pages));
        for (var seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            Told(LineageStage.Build([.. pages.OrderBy(_ => random.Next())])).ShouldBe(expected);
        }
    }

    [Fact]
    public void Copies_and_excerpts_join_and_other_texts_stay_apart()
    {
        var families = LineageStage.Build(Pages()).Families;
        for (var story = 0; story < 6; story++)
        {
            var family = families.Single(f => f.Members.Any(m => m.Article == $"w{story}"));
            family.Members.Select(m => m.Article).Where(m => m != "digest").ShouldBe([$"c{story}", $"w{story}", $"x{story}"]);
            families.Single(f => f.Members.Any(m => m.Article == $"own{story}")).Members.Length.ShouldBe(1);
        }
    }

    [Fact]
    public void A_report_of_ones_own_that_repeats_two_paragraphs_has_a_family_of_its_own()
    {
        var pages = Pages();
        pages.Add(LineagePages.Make("quoting", [.. Story(210, 2), .. Story(2, 12).Skip(4).Take(2), .. Story(211, 2)], domain: "fourth.example"));
        var families = LineageStage.Build(pages).Families;
        var wire = families.Single(f => f.Members.Any(m => m.Article == "w2"));
        wire.Members.ShouldNotContain(m => m.Article == "quoting");
        families.Single(f => f.Members.Any(m => m.Article == "quoting")).Members.Length.ShouldBe(1);
    }

    [Fact]
    public void Removing_a_page_and_adding_it_again_changes_nothing()
    {
        var pages = Pages();
        var expected = Told(LineageStage.Build(pages));
        var without = pages.Where(p => p.Id != "w3").ToList();
        var fewer = LineageStage.Build(without);
        fewer.Dates.Length.ShouldBe(pages.Count - 1);
        Told(LineageStage.Build([.. without, pages.Single(p => p.Id == "w3")])).ShouldBe(expected);
    }

    [Fact]
    public void The_predicate_is_symmetrical_and_holds_for_a_text_and_itself()
    {
        var texts = Pages().ConvertAll(p => p.Article.Text);
        for (var i = 0; i < texts.Count; i += 3)
        {
            SharedOrigin.SharesOrigin(texts[i], texts[i]).ShouldBeTrue();
            for (var j = 0; j < texts.Count; j += 5) SharedOrigin.SharesOrigin(texts[i], texts[j]).ShouldBe(SharedOrigin.SharesOrigin(texts[j], texts[i]));
        }
    }

    [Fact]
    public void A_sketch_survives_keeping()
    {
        foreach (var page in Pages())
        {
            var sketch = Fingerprints.Of(page.Article);
            var again = Fingerprint.FromBytes(sketch.ToBytes()).ShouldNotBeNull();
            again.Grams.ShouldBe(sketch.Grams);
            again.GramParagraphs.ShouldBe(sketch.GramParagraphs);
            again.Paragraphs.ShouldBe(sketch.Paragraphs);
            again.Words.ShouldBe(sketch.Words);
        }
        Fingerprint.FromBytes([]).ShouldBeNull();
        Fingerprint.FromBytes([1, 2, 3]).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("....")]
    [InlineData("\ud800\udc00 \ud800")]
    public void Any_text_gives_a_result(string text)
    {
        SharedOrigin.SharesOrigin(text, text).ShouldBe(SharedOrigin.SharesOrigin(text, text));
        LineageStage.Build([LineagePages.Make("a", [text]), LineagePages.Make("b", [text])]).Families.ShouldNotBeEmpty();
    }
}
