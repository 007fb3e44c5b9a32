using System.Diagnostics;
using System.Globalization;
using Waybill.Articles;
using Waybill.Html;

namespace Waybill.Bench.Articles;

/// <summary>Accuracy and speed of the article stage on outside pages with gold text.</summary>
public static class ArticleBench
{
    public static int Run(string[] args)
    {
        var root = Environment.GetEnvironmentVariable("WAYBILL_CORPORA");
        if (root is null)
        {
            Console.Error.WriteLine("bench: WAYBILL_CORPORA is not set");
            return 2;
        }
        return args switch
        {
            ["train", var output] => ModelBench.Train(root, output),
            ["cv", .. var rest] => ModelBench.CrossValidate(root, rest),
            ["score", .. var rest] => Score(root, rest),
            ["speed", .. var rest] => Speed(root, rest),
            ["show", var set, var id] => Show(root, set, id),
            ["compare", .. var rest] => Compare(root, rest),
            ["credits"] => Credits(root),
            ["links"] => LinksAlone(root),
            ["leaks", .. var rest] => Leaks(root, rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 200),
            ["peers", .. var rest] => PeerBench.Run(root, rest),
            ["meta", .. var rest] => MetadataBench.Run(root, rest),
            _ => Usage(),
        };
    }

    /// <summary>Dev pages' taken blocks that are a link and hardly anything else: how many stand in the gold text, by kind.</summary>
    private static int LinksAlone(string root)
    {
        var counts = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var sample in ModelBench.Samples(root))
        {
            var choice = TextChooser.Choose(sample.Page, BlockModel.Default);
            foreach (var i in choice.Body)
            {
                var block = sample.Page.Cut.Blocks[i];
                var text = block.Text.Text;
                if (sample.Weights[i] == 0 || block.LinkUnits * 20 < text.Length * 17) continue;
                var words = sample.Page.Features.Words[i];
                var href = block.Links.Count > 0 ? sample.Page.Tree.Value(block.Links[0].Node, "href") ?? "" : "";
                var key = $"{choice.Kinds[i]} {(words < 4 ? "1-3" : words < 6 ? "4-5" : "6+")} words, links {(block.Links.Count == 1 ? "1" : "more")}, {(href.StartsWith('#') ? "own page" : "away")}";
                if (!counts.TryGetValue(key, out var c)) counts[key] = c = new int[2];
                c[sample.Labels[i] > 0 ? 1 : 0]++;
            }
        }
        foreach (var (key, c) in counts) Console.WriteLine($"{key}: outside gold {c[0]}, inside {c[1]}");
        return 0;
    }

    private static int Usage()
    {
        Console.Error.WriteLine("usage: articles train FILE | cv [FOLDS] | score [--test] [--worst N] [SET…] | meta [--test] [--list FIELD] [SET…] | credits | links | leaks [PAGES] | peers [--dev] [--outputs FOLDER] | show SET ID | compare [SET] | speed [SET]");
        return 2;
    }

    internal static double F((double Precision, double Recall) x) => x.Precision + x.Recall == 0 ? 0 : 2 * x.Precision * x.Recall / (x.Precision + x.Recall);

    internal static string TextOf(HtmlPage page, TextChoice choice) => string.Join("\n\n", (choice.Subtitle >= 0 ? choice.Body.Prepend(choice.Subtitle) : choice.Body).Select(i => page.Cut.Blocks[i].Text.Text));

    internal static void Print(string name, List<(double Precision, double Recall)> pairs)
    {
        var p = pairs.Average(x => x.Precision);
        var r = pairs.Average(x => x.Recall);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} pages {pairs.Count,4}  F1 {2 * p * r / (p + r):0.0000}  precision {p:0.0000}  recall {r:0.0000}"));
    }

    private static int Score(string root, string[] args)
    {
        var test = args.Contains("--test");
        var worst = args is [.., "--worst", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 0;
        foreach (var set in (ReadOnlySpan<string>)["naeb", "wcxb-dev"])
        {
            var scored = new List<(GoldPage Gold, string Text, (double Precision, double Recall) Score)>();
            foreach (var gold in GoldPages.Load(root, set))
            {
                if (gold.IsTest != test || string.IsNullOrWhiteSpace(gold.Text)) continue;
                var text = HtmlReader.Read(gold.Load()) is ArticleResult.Found found ? GoldPages.Body(found.Article) : "";
                scored.Add((gold, text, ShingleScore.Of(gold.Text, text)));
            }
            Print($"{set} {(test ? "test" : "dev")}", [.. scored.Select(s => s.Score)]);
            foreach (var (gold, text, score) in scored.OrderBy(s => F(s.Score)).Take(worst))
                Console.WriteLine($"  {gold.Id} {gold.Host} P {score.Precision:0.00} R {score.Recall:0.00}");
        }
        return 0;
    }

    /// <summary>Each block of a page with its score and label: what to look at when a page comes out wrong.</summary>
    private static int Show(string root, string set, string id)
    {
        var gold = GoldPages.Load(root, set).Single(g => g.Id.StartsWith(id, StringComparison.Ordinal));
        var page = HtmlPage.Read(gold.Load());
        var (labels, _) = BlockLabels.Of(page, gold.Text ?? "");
        var scores = BlockModel.Default!.Score(page);
        var choice = TextChooser.Choose(page, BlockModel.Default);
        Console.WriteLine($"{gold.Url}\ntitle {page.Title?.Text}");
        for (var i = 0; i < scores.Length; i++)
        {
            var block = page.Cut.Blocks[i];
            var text = block.Text.Text;
            if (labels[i] == 0 && choice.Kinds[i] is null && scores[i] < 0.2f && page.Features.Words[i] < 12) continue;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{i,5} {(choice.Kinds[i] is null ? ' ' : '+')}{(labels[i] > 0 ? 'G' : ' ')} {scores[i]:0.00} {block.Tag,-10} links {(float)block.LinkUnits / text.Length:0.0} {page.Features.Words[i],4} {(choice.Kinds[i] is null ? choice.Reasons[i].ToString() : choice.Kinds[i].ToString()),-13} {text[..Math.Min(90, text.Length)]}"));
        }
        return 0;
    }

    /// <summary>Visible words of our tree against AngleSharp's: the share of pages on which they are the same, and the most different ones.</summary>
    private static int Compare(string root, string[] args)
    {
        var rows = new List<(double Dice, GoldPage Page, string Sample)>();
        var parser = new AngleSharp.Html.Parser.HtmlParser();
        var same = 0;
        foreach (var gold in GoldPages.Load(root, args.Length > 0 ? args[0] : "naeb"))
        {
            var capture = gold.Load();
            var text = DecodedPage.Decode(capture.Bytes, Encodings.Sniff(capture)).Text;
            using var document = parser.ParseDocument(text);
            var theirs = new List<string>();
            var stack = new Stack<AngleSharp.Dom.INode>();
            stack.Push(document.DocumentElement);
            while (stack.TryPop(out var node))
            {
                if (node is AngleSharp.Dom.IText words) theirs.AddRange(ShingleScore.Tokens(words.Data));
                if (node is AngleSharp.Dom.IElement element && Tags.IsHidden(Tags.Of(element.LocalName))) continue;
                for (var i = node.ChildNodes.Length - 1; i >= 0; i--) stack.Push(node.ChildNodes[i]);
            }
            var ours = Segmenter.Cut(TreeParser.Parse(text)).Blocks.SelectMany(b => ShingleScore.Tokens(b.Text.Text)).ToList();
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var word in theirs) counts[word] = counts.GetValueOrDefault(word) + 1;
            var shared = 0;
            var extra = new List<string>();
            foreach (var word in ours)
            {
                if (counts.GetValueOrDefault(word) is > 0 and var left)
                {
                    counts[word] = left - 1;
                    shared++;
                }
                else
                {
                    extra.Add(word);
                }
            }
            if (string.Concat(ours) == string.Concat(theirs)) same++;
            rows.Add((ours.Count + theirs.Count == 0 ? 1 : 2.0 * shared / (ours.Count + theirs.Count), gold,
                $"only ours: {string.Join(' ', extra.Take(12))} | only theirs: {string.Join(' ', counts.Where(c => c.Value > 0).Select(c => c.Key).Order(StringComparer.Ordinal).Take(12))}"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pages {rows.Count}: mean Dice {rows.Average(r => r.Dice):0.0000}, same letters in the same order {same}, same words {rows.Count(r => r.Dice >= 1)}, ≥ .999 {rows.Count(r => r.Dice >= 0.999)}, < .99 {rows.Count(r => r.Dice < 0.99)}"));
        foreach (var (dice, page, sample) in rows.OrderBy(r => r.Dice).Take(15)) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {dice:0.0000} {page.Id} {page.Host} {sample}"));
        return 0;
    }

    /// <summary>Agency credits and datelines against the 300 labelled pages.</summary>
    private static int Credits(string root)
    {
        using var stream = typeof(ArticleBench).Assembly.GetManifestResourceStream("agency-dateline.tsv")!;
        using var reader = new StreamReader(stream);
        var labels = reader.ReadToEnd().Split('\n').Where(l => l.Length > 0 && l[0] != '#').Skip(1).Select(l => l.Split('\t')).ToDictionary(c => (c[0], c[1]), c => (Agencies: c[2], Dateline: c[3]));
        int pages = 0, gold = 0, found = 0, invented = 0, lines = 0, linesFound = 0, linesInvented = 0;
        foreach (var set in (ReadOnlySpan<string>)["naeb", "wcxb-dev"])
        {
            foreach (var page in GoldPages.Load(root, set))
            {
                if (!labels.TryGetValue((set, page.Id), out var label)) continue;
                pages++;
                var article = HtmlReader.Read(page.Load()) is ArticleResult.Found read ? read.Article : null;
                string[] want = label.Agencies == "-" ? [] : label.Agencies.Split('|');
                string[] have = [.. (article?.Credits ?? []).Select(c => c.Agency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                gold += want.Length;
                found += want.Count(w => have.Contains(w));
                if (have.Except(want).Any()) invented++;
                if (!want.Order(StringComparer.Ordinal).SequenceEqual(have)) Console.WriteLine($"  {page.Id} {page.Host} agencies {label.Agencies}, found {string.Join('|', have)} {string.Join("; ", (article?.Credits ?? []).Select(c => $"{c.Kind} “{c.Words}”"))}");
                if (label.Dateline == "?") continue;
                var place = article?.Dateline?.Place;
                if (label.Dateline != "-")
                {
                    lines++;
                    if (place == label.Dateline) linesFound++;
                }
                if (place is not null && place != label.Dateline) linesInvented++;
                if ((place ?? "-") != label.Dateline) Console.WriteLine($"  {page.Id} {page.Host} dateline {label.Dateline}, found {place} {(article is null ? "" : article.Text[article.Body.Start..Math.Min(article.Text.Length, article.Body.Start + 60)])}");
            }
        }
        Console.WriteLine($"{pages} pages; agencies found {found} of {gold}, pages with an invented one {invented}; datelines found {linesFound} of {lines}, invented or other {linesInvented}");
        return 0;
    }

    /// <summary>Test pages' taken blocks with eight consecutive words or more that the gold text lacks: what a person has to
    /// judge to count leaked teasers. A block that the gold text mostly holds is none.</summary>
    private static int Leaks(string root, int count)
    {
        var pages = GoldPages.Load(root, "naeb").Concat(GoldPages.Load(root, "wcxb-dev")).Where(g => g.IsTest && !string.IsNullOrWhiteSpace(g.Text)).Take(count).ToList();
        var hits = 0;
        foreach (var gold in pages)
        {
            if (HtmlReader.Read(gold.Load()) is not ArticleResult.Found { Article: var article }) continue;
            var grams = Shingles.Of(gold.Text, 4);
            var shown = 0;
            foreach (var block in article.Blocks.Where(b => b.Kind is not (BlockKind.Title or BlockKind.Subtitle)))
            {
                var text = block.Span.Of(article.Text).ToString();
                if (TextShape.CountWords(text) < 8 || Shingles.Share(text, grams, 4) > 0.3f) continue;
                if (shown++ == 0)
                {
                    Console.WriteLine($"{gold.Set} {gold.Id} {gold.Host} ends …{gold.Text!.TrimEnd()[^Math.Min(70, gold.Text.TrimEnd().Length)..].Replace('\n', ' ')}");
                    hits++;
                }
                var links = article.Links.Where(l => l.Span.Start >= block.Span.Start && l.Span.End <= block.Span.End).Sum(l => l.Span.Length);
                if (shown <= 8) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {block.Kind,-10} links {(double)links / block.Span.Length:0.0} {text[..Math.Min(120, text.Length)].Replace('\n', ' ')}"));
            }
            if (shown > 8) Console.WriteLine($"    … {shown} blocks in all");
        }
        Console.WriteLine($"{pages.Count} pages, {hits} to judge");
        return 0;
    }

    private static int Speed(string root, string[] args)
    {
        var pages = GoldPages.Load(root, args.Length > 0 ? args[0] : "naeb").Select(g => g.Load()).ToList();
        for (var round = 0; round < 3; round++)
        {
            var clock = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var page in pages) _ = HtmlReader.Read(page);
            var own = clock.Elapsed.TotalSeconds;
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            clock.Restart();
            foreach (var page in pages) _ = TreeParser.Parse(System.Text.Encoding.UTF8.GetString(page.Bytes.Span));
            var parse = clock.Elapsed.TotalSeconds;
            clock.Restart();
            var parser = new AngleSharp.Html.Parser.HtmlParser();
            foreach (var page in pages)
            {
                using var stream = new MemoryStream(page.Bytes.ToArray());
                using var document = parser.ParseDocument(stream);
            }
            var angle = clock.Elapsed.TotalSeconds;
            var bytes = pages.Sum(p => (long)p.Bytes.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"whole reader {pages.Count / own:0.0} pages/s ({bytes / own / 1e6:0} MB/s, {(double)allocated / bytes:0.0} bytes allocated a page byte), own parse {pages.Count / parse:0} pages/s, AngleSharp parse {pages.Count / angle:0.0} pages/s"));
        }
        return 0;
    }
}
