using System.Text.Json;
using Shouldly;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Lineage;

/// <summary>Whatever came, went and came again, in whatever order and portions: the state is that of the set of pages.</summary>
public sealed class IncrementalLineageTests
{
    private const string Legal = "All rights reserved by the owners of this paper, who take no part in what its readers write under its pages, nor in what they say elsewhere.";
    private const string Letter = "Have the letter of the editor every morning at six, with all that the town will speak of at noon, for the price of a cup of tea a month.";

    /// <summary>Copies at every level, pages of one outlet with furniture, digests of several texts, live blogs, twins under one address, identical pages,
    /// pages without words, and dates that lend each other.</summary>
    private static List<LineagePage> Pages(int seed)
    {
        var random = new Random(seed);
        var load = new SmallLoad(seed, 4).Pages;
        var pages = new List<LineagePage>();
        foreach (var (page, _, level) in load)
        {
            var lines = page.Article.Text.Split("\n\n");
            var outlet = random.Next(5);
            var date = random.Next(3) == 0 ? null : new PrintedDate(PartialDate.OfDay(new DateOnly(2024, 5, 1).AddDays(random.Next(12))), DateSource.Meta);
            string[] footer = random.Next(3) == 0 ? [] : outlet == 0 ? [Legal] : outlet == 1 ? [Legal, Letter] : [];
            pages.Add(LineagePages.Make(page.Id, [.. lines, .. footer], "Title " + level, date, domain: $"paper{outlet}.example",
                credit: level == "house" ? new AgencyCredit("AP", "(AP)", CreditKind.Dateline) : null,
                url: $"https://paper{outlet}.example/{random.Next(40)}", liveBlog: random.Next(20) == 0));
        }
        var wires = load.Where(p => p.Level == "wire").Select(p => p.Page.Article.Text.Split("\n\n")).ToList();
        pages.Add(LineagePages.Make("digest1", [.. wires[0].Take(6), .. wires[1].Take(6), .. wires[2].Take(6)], domain: "digest.example"));
        pages.Add(LineagePages.Make("live1", [.. wires[1].Take(7), .. wires[3].Skip(3)], domain: "digest.example", liveBlog: true));
        pages.Add(LineagePages.Make("same1", wires[0], domain: "paper7.example", url: "https://paper7.example/x?utm_source=1"));
        pages.Add(LineagePages.Make("same2", wires[0], domain: "paper7.example", url: "https://www.paper7.example/x/amp"));
        pages.Add(LineagePages.Make("0same", wires[0], domain: "paper8.example"));
        pages.Add(LineagePages.Make("nothing", [""]));
        return pages;
    }

    private static string Told(LineageResult result) => JsonSerializer.Serialize(result);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_portions_in_any_order_give_the_result_of_the_set(int seed)
    {
        var pages = Pages(seed);
        var random = new Random(seed);
        var state = new LineageState();
        foreach (var portion in pages.OrderBy(_ => random.Next()).Chunk(1 + random.Next(9))) state.Update(portion, []);
        Told(state.Result()).ShouldBe(Told(LineageStage.Build(pages)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Removing_replacing_and_putting_back_leave_no_trace(int seed)
    {
        var random = new Random(seed);
        var pages = Pages(seed).ToDictionary(p => p.Id);
        var other = Pages(seed + 100).Where(p => pages.ContainsKey(p.Id)).ToDictionary(p => p.Id);
        var ids = pages.Keys.Order(StringComparer.Ordinal).ToList();
        var there = new SortedDictionary<string, LineagePage>(StringComparer.Ordinal);
        var state = new LineageState();
        for (var step = 0; step < 24; step++)
        {
            var put = ids.Where(_ => random.Next(6) == 0).Select(id => random.Next(4) == 0 && other.TryGetValue(id, out var o) ? o : pages[id]).ToList();
            var removed = there.Keys.Where(_ => random.Next(5) == 0).Append("never there").ToList();
            state.Update(put, removed);
            foreach (var id in removed) there.Remove(id);
            foreach (var page in put) there[page.Id] = page;
            if (step % 3 == 1) state.Reopen();
            if (step % 4 == 3) Told(state.Result()).ShouldBe(Told(LineageStage.Build(there.Values)), $"step {step}");
        }
        state.Update([], [.. there.Keys]);
        var empty = state.Result();
        (empty.Families.Length + empty.Dates.Length + empty.Stories.Length + empty.Storylines.Length + empty.VersionOf.Count + empty.Furniture.Count).ShouldBe(0);
    }

    [Fact]
    public void One_page_more_touches_its_own_family_and_no_other()
    {
        var pages = Pages(5);
        var store = new MemoryLineageStore();
        foreach (var page in pages) store.Put(page);
        var engine = new LineageEngine(store);
        store.Write(engine.Update(pages, []));
        var wire = pages.Single(p => p.Id == "same1").Article.Text.Split("\n\n");
        var copy = LineagePages.Make("zz", wire.Take(wire.Length - 2), domain: "new.example");
        store.Put(copy);
        var delta = engine.Update([copy], []);
        delta.Families.Count(f => f.Members.Any(m => m.Article == "zz")).ShouldBe(1);
        delta.Families.Length.ShouldBeLessThan(pages.Count / 4); // its own, and those whose passages or stories name it
    }
}
