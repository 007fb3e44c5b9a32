using Shouldly;
using Waybill.Articles;
using Waybill.Lineage;
using Waybill.Stories;
using Waybill.Tests.Lineage;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Stories;

/// <summary>Reports written for this test: three storylines of happenings that look alike. The figures on real reports are in docs/evaluation.md; their
/// texts are the publishers' and can't stand here.</summary>
public sealed class StoryFloorTests
{
    private sealed record Report(string Id, string Happening, string? Day, string Text);

    private static readonly Report[] Reports =
    [
        new("sale1", "sale of May", "2031-05-14", "The State Office of Norvia has approved the sale of Kestrel missiles worth $640 million to Orlia, the Arms Agency said on Tuesday.\nUnder the deal Orlia would receive 120 Kestrel Mark 4 missiles and 20 launchers for its Falcon jets, both built by Brandt Works in Marrow.\nThe Arms Agency notified the Senate of Norvia, which has 30 days to object. The sale will not alter the balance in the region, the agency said.\nOrlia has bought Falcon jets from Norvia for two decades, and Tarn, its neighbour, has protested against each sale."),
        new("sale2", "sale of May", null, "Orlia may buy Kestrel missiles for $640 million from Norvia, whose State Office gave its consent on Tuesday.\nThe package is made up of 120 Kestrel Mark 4 missiles with launchers for Falcon jets, according to a notice that the Arms Agency sent to the Senate.\nTarn called the decision a provocation. A spokesman of its foreign ministry, Ilya Marn, said that Norvia was pouring oil on the fire.\nBrandt Works of Marrow would be the main contractor."),
        new("sale3", "sale of the year before", null, "Norvia's State Office has cleared a $410 million sale of Heron missiles to Orlia, the Arms Agency said on Tuesday.\nOrlia had asked for 235 Heron Mark 2 missiles for its Falcon jets, according to the agency, which told the Senate of Norvia.\nSenators have 30 days to object, which they hardly ever do. Sund Works of Aldham would build the missiles for Orlia."),
        new("denial1", "denial of August", "2031-08-11", "Tarn on Sunday denied a report that it had sent rifles to the Free Column in Orlia's civil war, saying it takes no side.\nThe Harbour Tribune had reported on Thursday that customs men in Velden found crates of rifles under sacks of flour in an aid plane from Tarn.\n“Tarn has not supplied arms to any of the parties,” the foreign ministry's spokesman Ilya Marn said in a statement.\nThe Free Column has fought the army of Orlia since April."),
        new("denial2", "denial of August", null, "VELDEN: The foreign ministry of Tarn rejected on Sunday what it called fairy tales about rifles on board of an aid plane.\nSpokesman Ilya Marn said that Tarn had not supplied arms to any of the parties in Orlia and wished for talks.\nCustoms men at Velden told the Harbour Tribune last week that they saw crates of rifles beneath sacks of flour in the plane, which was bound for the Free Column.\nTarn has sent flour and tents to Orlia."),
        new("denial3", "denial of the next March", "2032-03-19", "Tarn on Friday denied a report by the Watch Committee that it gives howitzers to the Free Column in Orlia.\n“These claims are baseless,” the deputy minister Sanna Holm said in a statement on the ministry's page.\nThe Watch Committee on Thursday said it had seen howitzers of a make that only Tarn imports in films of the siege of Brook.\nThe foreign ministry of Tarn has often denied arming the Free Column."),
        new("tanks1", "first tanks", "2031-12-07", "Ten Wolf tanks and 24 Bear howitzers from Norvia were unloaded in the port of Marrow on Tuesday in the presence of Orlia's president Edda Lind.\n“Now our army is truly made strong,” the president said at the quay.\nIn July Orlia signed a framework agreement with Brandt Works for 1,000 Wolf tanks, and one with Sund Works for 672 Bear howitzers.\nThe first 180 tanks are to be delivered by 2035."),
        new("tanks2", "first tanks", "2031-12-06", "Orlia has taken over its first tanks and howitzers from Norvia. Ten Wolf tanks and 24 Bear howitzers were lifted ashore in Marrow.\nPresident Edda Lind and the defence minister Jon Tarrant attended the ceremony on Tuesday. “We want peace, and so we arm,” Tarrant said.\nHe recalled that the contracts with Brandt Works and Sund Works were signed in the summer. More will come by sea next year."),
        new("tanks3", "further tanks", null, "A ship brought five more Wolf tanks and twelve Bear howitzers from Norvia to the port of Marrow on Thursday, the defence minister of Orlia, Jon Tarrant, said.\nThey will go to the 16th Division in the east. “Whoever thinks of attacking us should think twice,” Tarrant said.\nHe recalled that the first tanks and howitzers came to Marrow in December."),
    ];

    [Fact]
    public void Happenings_that_look_alike_stay_apart_and_reports_of_one_meet()
    {
        var pages = Reports.Select(r => LineagePages.Make(r.Id, r.Text.Split('\n'), outlet: r.Id,
            published: r.Day is null ? null : new PrintedDate(PartialDate.Parse(r.Day)!.Value, DateSource.Meta))).ToList();
        var result = LineageStage.Build(pages);
        result.Families.Length.ShouldBe(Reports.Length);
        var storyOf = result.Stories.SelectMany(s => s.Families.Select(f => (f, s.Id))).ToDictionary(x => x.f, x => x.Id, StringComparer.Ordinal);
        var found = result.Families.ToDictionary(f => f.Members[0].Article, f => storyOf[f.Id], StringComparer.Ordinal);
        string.Join("; ", Reports.GroupBy(r => found[r.Id]).Select(g => string.Join(' ', g.Select(r => r.Id))).Order(StringComparer.Ordinal))
            .ShouldBe(string.Join("; ", Reports.GroupBy(r => r.Happening).Select(g => string.Join(' ', g.Select(r => r.Id))).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Happenings_of_one_matter_make_a_storyline()
    {
        var models = Reports.ToDictionary(r => r.Id, r => TextModel.Of(r.Text), StringComparer.Ordinal);
        var sketches = Reports.ToDictionary(r => r.Id, r => ReportSketch.Of(r.Id, models[r.Id], PartialDate.Parse(r.Day)?.First, PartialDate.Parse(r.Day)?.Last), StringComparer.Ordinal);
        foreach (var (a, b) in new[] { ("sale1", "sale3"), ("denial1", "denial3"), ("tanks2", "tanks3") })
            StoryLinks.Between(sketches[a], sketches[b], id => models[id], new SentenceAligner()).ShouldBe(StoryLink.OneMatter, a + " " + b);
    }
}
