using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Cli;
using Waybill.Language;
using Waybill.Ledger;
using Waybill.Lineage;
using Waybill.Pages;
using Waybill.Pipeline;
using Waybill.Pipeline.AcrossPages;

namespace Waybill.Bench.Load;

/// <summary><c>run</c>: times each stage over the first pages of a made load on one thread, and beside them AngleSharp parsing
/// the same bytes and doing nothing else: the named peer, in the same run, so that a slow hour of the machine moves both. Says
/// how much of the gold came out, then runs the whole program over all pages on disk (<see cref="WholeRun"/>).</summary>
public static class RunVerb
{
    private const int Rounds = 3;
    private const int Sample = 300;

    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        var more = 1000;
        if (Array.IndexOf(args, "--more") is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out more))
            args = [.. args[..at], .. args[(at + 2)..]];
        if (!LoadVerb.Parse(["--pages", "1000", .. args], out _, out var options, out _))
        {
            Console.Error.WriteLine("usage: run [--pages N=1000] [--more N=1000] [--seed N=1] [--kib N=60] [--arms SHARE=0.25] [--copies N=600]");
            return 2;
        }
        var load = new LoadGenerator(options).Pages().Take(Sample).ToList();
        var stages = Composition.Stages();
        var bytes = load.Sum(p => (long)p.Html.Length);
        Console.WriteLine(Invariant($"the first {load.Count:N0} pages, {bytes / 1048576.0:N1} MiB, seed {options.Seed}, best of {Rounds} rounds, CPU time of one thread"));

        var peer = new Timing("peer: AngleSharp, parse only");
        var state = new PerStage(load, stages);
        for (var round = 0; round < Rounds; round++)
        {
            peer.Measure(() => Parse(load));
            state.Round();
        }
        Console.WriteLine($"{"",-44}{"pages/s/core",14}{"kB alloc/page",15}{"× peer's time",15}");
        foreach (var timing in state.Timings.Prepend(peer)) Write(timing, peer, load.Count);
        var sum = new Timing("all stages") { Seconds = state.Timings.Sum(t => t.Seconds), Allocated = state.Timings.Sum(t => t.Allocated) };
        Write(sum, peer, load.Count);
        Gold(load, state);
        new WholeRun(options, more, peer, load.Count).Run();
        return 0;
    }

    /// <summary>The peer does what it does by itself: decode, parse, give a document.</summary>
    private static void Parse(List<LoadPage> load)
    {
        var parser = new AngleSharp.Html.Parser.HtmlParser();
        foreach (var page in load)
        {
            using var document = parser.ParseDocument(Encoding.UTF8.GetString(page.Html));
        }
    }

    private static void Gold(List<LoadPage> load, PerStage state)
    {
        int exact = 0, right = 0, read = 0, wanted = 0, found = 0;
        double precision = 0, recall = 0;
        var strange = new List<string>();
        for (var i = 0; i < load.Count; i++)
        {
            wanted += load[i].Claims.Count;
            if (state.Articles[i] is not { } article) continue;
            if (load[i].Text.Normalize() == article.Text) exact++;
            var (p, r) = Words(load[i].Text, article.Text);
            precision += p;
            recall += r;
            var claims = state.Claims[i].Where(c => c.Part is not (ClaimPart.Headline or ClaimPart.Subtitle)).ToList();
            read += claims.Count;
            var gold = load[i].Claims;
            right += claims.Count(c => gold.Any(g => Fits(g, c)));
            strange.AddRange(claims.Where(c => !gold.Any(g => Fits(g, c))).Select(c => $"  not gold: {(c.Negated ? "not " : "")}{Pipeline.Export.Term.Of(c.Stage)} {Pipeline.Export.Term.Of(c.Factuality)} {c.Supplier?.Iso3}→{c.Recipient?.Iso3} {c.Quantity?.Words} {c.Item.Words}: {c.Sentence.Of(article.Text)}"));
            found += load[i].Claims.Count(g => claims.Any(c => Fits(g, c)));
        }
        var articles = state.Articles.Count(a => a is not null);
        Console.WriteLine(Invariant($"articles {articles:N0}, words of the text right {precision / Math.Max(1, articles):0.000}, found {recall / Math.Max(1, articles):0.000}; exactly as made {exact:N0}"));
        Console.WriteLine(Invariant($"claims read {read:N0}, of which {right:N0} are gold or leave a party empty ({(double)right / Math.Max(1, read):0.000}); gold {wanted:N0}, of which {found:N0} read ({(double)found / Math.Max(1, wanted):0.000})"));
        foreach (var line in strange.Take(6)) Console.WriteLine(line);
        var (pairs, together, same) = Pairs(load, state);
        Console.WriteLine(Invariant($"pairs of one family {pairs:N0}, of which {same:N0} are of one story ({(double)same / Math.Max(1, pairs):0.000}); pairs of one story {together:N0}, of which {(double)same / Math.Max(1, together):0.000} in one family"));
    }

    /// <summary>Share of the words taken that were made, and of those made that were taken, as bags.</summary>
    private static (double Right, double Found) Words(string made, string taken)
    {
        var left = made.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var (wanted, all, shared) = (left.Values.Sum(), 0, 0);
        foreach (var word in taken.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            all++;
            if (!left.TryGetValue(word, out var n) || n == 0) continue;
            left[word] = n - 1;
            shared++;
        }
        return ((double)shared / Math.Max(1, all), (double)shared / Math.Max(1, wanted));
    }

    /// <summary>Pairs of pages that share a family, that share a story, and that share both.</summary>
    private static (long Family, long Story, long Both) Pairs(List<LoadPage> load, PerStage state)
    {
        if (state.Lineage is not { } lineage) return (0, 0, 0);
        var family = lineage.Families.SelectMany(f => f.Members.Select(m => (m.Article, f.Id))).GroupBy(m => m.Article, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        var pages = load.Select((p, i) => (p.Story, Family: family.GetValueOrDefault(state.Captures[i].Id, state.Captures[i].Id))).ToList();
        return (Count(pages.GroupBy(p => p.Family).Select(g => g.LongCount())), Count(pages.GroupBy(p => p.Story).Select(g => g.LongCount())), Count(pages.GroupBy(p => p).Select(g => g.LongCount())));

        static long Count(IEnumerable<long> groups) => groups.Sum(n => n * (n - 1) / 2);
    }

    private static bool Fits(GoldClaim gold, Claim claim) =>
        Pipeline.Export.Term.Of(claim.Stage) == gold.Stage && claim.Negated == gold.Negated && Pipeline.Export.Term.Of(claim.Factuality) == gold.Factuality
        && Party(claim.Supplier, gold.Supplier) && Party(claim.Recipient ?? claim.EndUser, gold.Recipient)
        && claim.Items.Append(claim.Item).Any(i => i.Category == gold.Category) && (claim.Quantity?.Min == gold.Min || claim.Quantity is null);

    /// <summary>A party that is left empty is no invention.</summary>
    private static bool Party(Party? read, string? gold) => read is null || read.Iso3 == gold;

    private static void Write(Timing timing, Timing peer, int pages) => Console.WriteLine(Invariant(
        $"{timing.Name,-44}{pages / timing.Seconds,14:N0}{timing.Allocated / 1024.0 / pages,15:N0}{timing.Seconds / peer.Seconds,15:N2}"));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The stages one after another, each over all pages, their results kept for the gold.</summary>
    private sealed class PerStage(List<LoadPage> load, Stages stages)
    {
        private readonly Timing _articles = new("articles: bytes → article");
        private readonly Timing _language = new("language: article → sentences, trees, names");
        private readonly Timing _claims = new("claims: trees → claims");
        private readonly Timing _lineage = new("lineage: articles → families, dates, stories");
        private readonly Timing _ledger = new("ledger: claims → transfers");

        public List<Capture> Captures { get; } = load.ConvertAll(p => new Capture { Bytes = p.Html, Format = PageFormat.Html, Url = p.Url, UrlFrom = AddressSource.Manifest, File = p.File });

        public Article?[] Articles { get; } = new Article?[load.Count];

        public ImmutableArray<Claim>[] Claims { get; } = [.. Enumerable.Repeat(ImmutableArray<Claim>.Empty, load.Count)];

        public LineageResult? Lineage { get; private set; }

        public IEnumerable<Timing> Timings => ((Timing[])[_articles, _language, _claims, _lineage, _ledger]).Where(t => !double.IsInfinity(t.Seconds));

        public void Round()
        {
            _articles.Measure(() =>
            {
                for (var i = 0; i < load.Count; i++) Articles[i] = stages.Articles.Read(Captures[i]) is ArticleResult.Found { Article: var article } ? article : null;
            });
            if (stages.Language is { } language && stages.Claims is { } extractor)
            {
                var analyses = new Analysis?[load.Count];
                _language.Measure(() =>
                {
                    for (var i = 0; i < load.Count; i++) analyses[i] = Articles[i] is { } article ? language.Analyze(article.Text, extractor.Depths(article)) : null;
                });
                _claims.Measure(() =>
                {
                    for (var i = 0; i < load.Count; i++) Claims[i] = analyses[i] is { } analysis ? extractor.Read(Articles[i]!, analysis).Claims : [];
                });
            }
            var pages = Captures.Zip(Articles).Where(p => p.Second is not null).Select(p => new LineagePage { Id = p.First.Id, Article = p.Second!, Url = p.First.Url }).ToImmutableArray();
            if (stages.Lineage is not { } lineage) return;
            _lineage.Measure(() => Lineage = lineage.Run(pages));
            if (stages.Ledger is not { } ledger) return;
            var claims = Captures.Zip(Claims).ToDictionary(p => p.First.Id, p => p.Second, StringComparer.Ordinal);
            _ledger.Measure(() => ledger.Run(AcrossRun.LedgerArticles(pages.Where(p => claims[p.Id].Length > 0).Select(p => LedgerPage.Of(p.Id, p.Url, p.Article, claims[p.Id])), Lineage!), Lineage!, Judgements.JudgedLedger.None));
        }
    }
}
