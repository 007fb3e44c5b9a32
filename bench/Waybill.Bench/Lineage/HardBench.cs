using System.Globalization;
using Waybill.Lineage;

namespace Waybill.Bench.Lineage;

/// <summary>Figures of the hard set: families, origins, origin counts.</summary>
internal static class HardBench
{
    internal static int Run(string[] args)
    {
        var test = args.Contains("test");
        // Stories whose number hashes to 0–4 are test, the rest development.
        var stories = ReutersBench.Read(args[0]).Where(s => "01234".Contains(Waybill.Texts.Hashes.Sha256(s.Number.ToString(CultureInfo.InvariantCulture))[^1], StringComparison.Ordinal) == test);
        var rewrites = args.Length > 1 && File.Exists(args[1]) ? RewritesBench.ReadFile(args[1]).ToDictionary(r => r.Number, r => r.Text) : [];
        var set = HardSet.Make(stories, test ? 101 : 1, 400, rewrites);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = LineageStage.Build([.. set.Pages.Select(p => p.Page)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"hard set ({(test ? "test" : "dev")}): {set.Texts.Count} texts, {set.Pages.Count} pages, {clock.Elapsed.TotalSeconds:F1} s"));
        var familyOf = result.Families.SelectMany(f => f.Members.Select(m => (m.Article, f))).ToDictionary(x => x.Article, x => x.f);
        Families(set, familyOf, args.Contains("--list"));
        Origins(set, familyOf, args.Contains("--list"));
        Counts(set, familyOf, args.Contains("--list"));
        Passages(set, familyOf);
        return 0;
    }

    private static void Families(HardSet set, Dictionary<string, Family> familyOf, bool list)
    {
        // A text's family is the one that holds most of its pages.
        var home = set.Pages.GroupBy(p => p.Gold).ToDictionary(g => g.Key, g => g.GroupBy(p => familyOf[p.Page.Id].Id).OrderByDescending(x => x.Count()).ThenBy(x => x.Key, StringComparer.Ordinal).First().Key);
        foreach (var kind in set.Pages.GroupBy(p => p.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var right = kind.Count(p => familyOf[p.Page.Id].Id == home[p.Gold]);
            var strangers = kind.Count(p => familyOf[p.Page.Id].Members.Any(m => set.Pages.Find(x => x.Page.Id == m.Article)!.Gold != p.Gold));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind.Key,-16} {kind.Count(),5} pages; with their own {right / (double)kind.Count():F3}; with strangers {strangers}"));
        }
        var goldOf = set.Pages.ToDictionary(p => p.Page.Id, p => p.Gold);
        long same = 0, found = 0, both = 0;
        foreach (var g in set.Pages.GroupBy(p => p.Gold)) same += Pairs(g.Count());
        foreach (var f in familyOf.Values.DistinctBy(f => f.Id))
        {
            found += Pairs(f.Members.Length);
            foreach (var g in f.Members.GroupBy(m => goldOf[m.Article])) both += Pairs(g.Count());
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  pairs: precision {both / (double)Math.Max(1, found):F4}, recall {both / (double)Math.Max(1, same):F4}"));
        var exact = set.Texts.Count(t => set.Pages.Where(p => p.Gold == t.Gold).Select(p => familyOf[p.Page.Id].Id).Distinct().Count() == 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  one family for all pages of one text: {exact / (double)set.Texts.Count:F3} of {set.Texts.Count} texts"));
        if (!list) return;
        foreach (var p in set.Pages.Where(p => familyOf[p.Page.Id].Id != home[p.Gold]).Take(25))
            Console.WriteLine($"    apart: {p.Gold} {p.Kind} {p.Page.Id}");
        foreach (var f in familyOf.Values.DistinctBy(f => f.Id).Where(f => f.Members.Select(m => goldOf[m.Article]).Distinct().Count() > 1).Take(25))
            Console.WriteLine("    mixed: " + string.Join(", ", f.Members.Select(m => goldOf[m.Article] + " " + set.Pages.Find(p => p.Page.Id == m.Article)!.Kind)));
        foreach (var f in familyOf.Values.DistinctBy(f => f.Id).Where(f => f.Members.Select(m => goldOf[m.Article]).Distinct().Count() > 1).Take(3))
        {
            var pages = f.Members.Select(m => set.Pages.Find(p => p.Page.Id == m.Article)!).ToList();
            foreach (var a in pages)
                foreach (var b in pages.Where(b => string.CompareOrdinal(a.Gold, b.Gold) < 0))
                {
                    var v = SharedOrigin.Judge(TextModel.Of(a.Page.Article), TextModel.Of(b.Page.Article));
                    if (v.Shares) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    link {a.Gold} {a.Kind} {b.Gold} {b.Kind} {v.ShareOfFirst:F2} {v.ShareOfSecond:F2} {v.Why}\n      {a.Page.Article.Text.ReplaceLineEndings(" ")[..300]}\n      {b.Page.Article.Text.ReplaceLineEndings(" ")[..300]}"));
                }
        }
        static long Pairs(long n) => n * (n - 1) / 2;
    }

    private static void Origins(HardSet set, Dictionary<string, Family> familyOf, bool list)
    {
        int present = 0, presentRight = 0, absent = 0, absentRight = 0, answered = 0, answeredRight = 0;
        var byId = set.Pages.ToDictionary(p => p.Page.Id);
        foreach (var text in set.Texts.Where(t => t.Pages > 1))
        {
            var family = set.Pages.Where(p => p.Gold == text.Gold).Select(p => familyOf[p.Page.Id]).GroupBy(f => f.Id).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().First();
            var origin = family.Origin;
            // A twin of the first page is the first page.
            var articleRight = origin.Article is { } a && (a == text.OriginPage || text.OriginPage is { } o && byId[a].Page.Article.Text == byId[o].Page.Article.Text && byId[a].Page.Article.OutletDomain == byId[o].Page.Article.OutletDomain);
            if (text.OriginPage is not null)
            {
                present++;
                if (articleRight) presentRight++;
            }
            else if (text is { Agency: not null, Credited: true })
            {
                absent++;
                if (origin.Agency == text.Agency && origin.Article is null) absentRight++;
            }
            if (origin.Article is null && origin.Agency is null) continue;
            answered++;
            var right = (origin.Article is null || articleRight) && (origin.Agency is null || origin.Agency == text.Agency);
            if (right) answeredRight++;
            else if (list) Console.WriteLine($"    origin wrong: {text.Gold} said {(origin.Article is null ? "" : byId[origin.Article].Kind)} {origin.Agency}, is {(text.OriginPage is null ? "absent" : byId[text.OriginPage].Kind)} {text.Agency}: {string.Join("; ", origin.Reasons.Take(2))}");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  origin exact when its page is there: {presentRight / (double)Math.Max(1, present):F3} of {present}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  agency named when only copies are there and one credits it: {absentRight / (double)Math.Max(1, absent):F3} of {absent}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  right when it answers: {answeredRight / (double)Math.Max(1, answered):F3} of {answered}"));
    }

    /// <summary>Independent origins of each matter against what is true.</summary>
    private static void Counts(HardSet set, Dictionary<string, Family> familyOf, bool list)
    {
        var pages = set.Pages.ToDictionary(p => p.Page.Id, p => p);
        int exact = 0, single = 0, singleExact = 0, ranges = 0, rangesExact = 0;
        foreach (var matter in set.Matters)
        {
            var families = matter.Pages.Select(p => familyOf[p]).DistinctBy(f => f.Id).Select(f => (f, pages[f.Reference].Page)).ToList();
            var (origins, least, most) = Waybill.Stories.StoryOrigins.Of(families);
            var right = least == matter.Least && most == matter.Most;
            if (right) exact++;
            if (matter.Least == matter.Most) (single, singleExact) = (single + 1, singleExact + (right ? 1 : 0));
            else (ranges, rangesExact) = (ranges + 1, rangesExact + (right ? 1 : 0));
            if (!right && list)
                Console.WriteLine($"    count {least}–{most}, is {matter.Least}–{matter.Most}: " + string.Join("; ", origins.Select(o => string.Join('+', o.Families.Select(f => string.Join('/', pages.Values.Where(p => familyOf[p.Page.Id].Id == f).Select(p => p.Gold + " " + p.Kind).Take(3)))) + " " + o.Relayed + (o.Unnamed ? " unnamed" : ""))));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  independent-origin count exact: {exact / (double)Math.Max(1, set.Matters.Count):F3} of {set.Matters.Count} matters (whole numbers {singleExact} of {single}, ranges {rangesExact} of {ranges})"));
    }

    /// <summary>Whether digests and live blogs have a passage in the family of each text that they took from.</summary>
    private static void Passages(HardSet set, Dictionary<string, Family> familyOf)
    {
        int found = 0, of = 0;
        foreach (var (page, gold) in set.Embedded)
        {
            var homes = set.Pages.Where(p => p.Gold == gold).Select(p => familyOf[p.Page.Id].Id).ToHashSet();
            if (homes.Count == 0) continue;
            of++;
            if (familyOf[page].Members.Single(m => m.Article == page).Passages.Any(p => homes.Contains(p.Family))) found++;
        }
        Console.WriteLine($"  passages of digests and live blogs: {found} of {of} in the family that they are from");
    }
}
