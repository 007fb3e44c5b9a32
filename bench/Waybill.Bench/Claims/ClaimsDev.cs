using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Waybill.Articles;
using Waybill.Claims;
using Waybill.Language;
using Waybill.Pages;

namespace Waybill.Bench.Claims;

/// <summary>Scores claims on the dev pages of the claims corpus against <c>dev-map.tsv</c> and <c>real-map.tsv</c>:
/// <c>claims-dev FOLDER FACTS.jsonl [--map MAP.tsv] [--test] [--show]</c>, with the facts file of the claims corpus or <c>real-pages.jsonl</c>. FOLDER holds one text a page (<c>P012.txt</c>); they are their
/// publishers' and are in no repository. Pages whose address' SHA-256 ends in hex 0–4 are test. The articles of <c>Claims/written</c> are made ones; where a line of the facts names its part, that counts.</summary>
internal static class ClaimsDev
{
    private sealed record Fact(string Page, int Number, string[] Supplier, string[] Recipient, string[] Category, string[] Group, string[] Polarity)
    {
        public bool Fits(Claim c) =>
            Party(Supplier, c.Supplier?.Iso3 ?? c.Supplier?.Of, c.Kind == ClaimKind.Use ? c.Producer?.Iso3 : null)
            && Party(Recipient, c.Recipient?.Iso3 ?? c.EndUser?.Iso3, c.User?.Iso3)
            && CategoryFits(c)
            && Group.Contains(GroupOf(c.Stage)) && Polarity.Any(p => p == PolarityOf(c) || (p == "affirmed" && PolarityOf(c) == "possible"));

        private bool CategoryFits(Claim c) =>
            c.Items.Append(c.Item).Any(i => Category.Contains(i.Category)) || (Category.Contains("unspecified") && c.Item.Category is "unspecified" or "other");

        private static bool Party(string[] wanted, params string?[] found) =>
            wanted.Contains("*") || found.Any(f => f is not null && wanted.Contains(f)) || (wanted.Contains("-") && found[0] is null);
    }

    public static int Run(string[] args)
    {
        if (args.Length < 2)
        {
            Console.Error.WriteLine("usage: claims-dev FOLDER FACTS.jsonl [--map MAP.tsv] [--test] [--show] [--fast]");
            return 2;
        }
        var test = args.Contains("--test");
        var show = args.Contains("--show");
        var own = Array.IndexOf(args, "--map") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var map = new[] { "dev-map.tsv", "real-map.tsv", "written-map.tsv" }.Select(name => Path.Combine(AppContext.BaseDirectory, name)).Concat(own is null ? [] : [own])
            .SelectMany(file => File.ReadAllLines(file).Where(l => !l.StartsWith('#')).Skip(1).Select(l => l.Split('\t')))
            .Select(f => new Fact(f[0], int.Parse(f[1], CultureInfo.InvariantCulture), f[2].Split('|'), f[3].Split('|'), f[4].Split('|'), f[5].Split('|'), f[6].Split('|'))).ToLookup(f => f.Page);
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "models", "waybill-en.bin"));
        var analyzer = new Analyzer(LanguageModel.Load(stream), args.Contains("--fast") ? new AnalyzerOptions { Mode = AnalyzerMode.Fast } : null);
        var extractor = PatternExtractor.Embedded();
        int facts = 0, found = 0, claims = 0, right = 0, pages = 0;
        foreach (var line in File.ReadLines(args[1]))
        {
            using var json = JsonDocument.Parse(line);
            var id = json.RootElement.GetProperty("id").GetString()!;
            var url = json.RootElement.GetProperty("url").GetString()!;
            var isTest = json.RootElement.TryGetProperty("part", out _) ? json.RootElement.GetProperty("part").GetString() == "test" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))[^1] is >= '0' and <= '4';
            var file = Path.Combine(args[0], id + ".txt");
            if (isTest != test || !File.Exists(file)) continue;
            pages++;
            var capture = new Capture { Bytes = File.ReadAllBytes(file), Format = PageFormat.PlainText, Url = url };
            if (PlainTextReader.Read(capture) is not ArticleResult.Found { Article: var article })
            {
                Console.WriteLine($"{id}: no article");
                continue;
            }
            var read = extractor.Read(article, analyzer.Analyze(article.Text, extractor.Depths(article))).Claims.Where(c => c.Part is not (ClaimPart.Headline or ClaimPart.Subtitle)).ToList();
            var claimants = json.RootElement.GetProperty("facts").EnumerateArray().Select(f => f.GetProperty("claimant").GetString() ?? "").ToList();
            var wanted = map[id].ToList();
            facts += wanted.Count;
            claims += read.Count;
            var hit = wanted.Where(w => read.Any(w.Fits)).ToList();
            found += hit.Count;
            right += read.Count(c => wanted.Any(w => w.Fits(c)));
            if (!show) continue;
            Console.WriteLine($"== {id} {hit.Count}/{wanted.Count}");
            foreach (var w in wanted.Except(hit)) Console.WriteLine($"   missed  {string.Join('|', w.Supplier)}→{string.Join('|', w.Recipient)} {string.Join('|', w.Category)} {string.Join('|', w.Group)} {string.Join('|', w.Polarity)}");
            foreach (var c in read)
            {
                Console.WriteLine($"   {(wanted.Any(w => w.Fits(c)) ? "right  " : "JUDGE  ")} {c.Supplier?.Iso3 ?? c.Supplier?.Words ?? "?"}→{c.Recipient?.Iso3 ?? c.Recipient?.Words ?? "?"} user {c.User?.Iso3} prod {c.Producer?.Iso3} “{c.Item.Words}” {c.Item.Category} {c.Quantity?.Words} {c.Stage} {PolarityOf(c)} {c.Factuality} {c.Confidence.ToString("0.00", CultureInfo.InvariantCulture)}");
                Console.WriteLine($"           source {string.Join(" > ", c.Attribution.Select(a => $"{a.Source} ({a.Kind}, {a.Government}){(a.Primary ? "*" : "")}"))} [{string.Join("; ", wanted.Where(w => w.Fits(c)).Select(w => claimants.ElementAtOrDefault(w.Number)))}]");
                Console.WriteLine($"           {article.Text.Substring(c.Sentence.Start, c.Sentence.Length).ReplaceLineEndings(" ")}");
            }
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(test ? "test" : "dev")}: {pages} pages, {claims} claims of which {right} among the facts (the rest to be judged), {found} of {facts} facts found = {(double)found / Math.Max(1, facts):0.000}"));
        return 0;
    }

    private static string GroupOf(Stage stage) => stage switch
    {
        Stage.Sought or Stage.Requested or Stage.Offered or Stage.Negotiating or Stage.Planned => "interest",
        Stage.Pledged or Stage.Agreed or Stage.Approved or Stage.Buying or Stage.Ordered or Stage.Resumed or Stage.LocalProduction => "commitment",
        Stage.InDelivery or Stage.Delivered => "movement",
        Stage.Used => "use",
        _ => "stopped",
    };

    private static string PolarityOf(Claim c) => c.Stance switch
    {
        Stance.Opposes => "opposes",
        Stance.NoPosition => "no-position",
        Stance.NotConfirmed => "not-confirmed",
        _ => c.Negated ? "negated" : c.Factuality == Factuality.Possible ? "possible" : "affirmed",
    };
}
