using System.Globalization;
using System.Net;
using System.Text;
using Waybill.Lineage;

namespace Waybill.Bench.Lineage;

/// <summary>One wire story of Reuters-21578.</summary>
internal sealed record ReutersStory(int Number, string Title, string Body, string Date);

/// <summary>Real re-filings: pairs of Reuters-21578 stories whose shorter text shares at least 0.8 of its word 5-grams with
/// the other must be one family. Pairs that are joined though they share little are listed for reading.</summary>
internal static class ReutersBench
{
    internal static List<ReutersStory> Read(string folder)
    {
        var stories = new List<ReutersStory>();
        foreach (var file in Directory.GetFiles(folder, "*.sgm").Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(file, Encoding.Latin1);
            var at = 0;
            while ((at = text.IndexOf("<REUTERS", at, StringComparison.Ordinal)) >= 0)
            {
                var end = text.IndexOf("</REUTERS>", at, StringComparison.Ordinal);
                if (end < 0) break;
                var one = text[at..end];
                at = end;
                if (Between(one, "<BODY>", "</BODY>") is not { } body) continue;
                var number = one[(one.IndexOf("NEWID=\"", StringComparison.Ordinal) + 7)..];
                number = number[..number.IndexOf('"', StringComparison.Ordinal)];
                stories.Add(new ReutersStory(int.Parse(number, CultureInfo.InvariantCulture), Between(one, "<TITLE>", "</TITLE>") ?? "", Unwrap(body), Between(one, "<DATE>", "</DATE>")?.Trim() ?? ""));
            }
        }
        return stories;
    }

    internal static string Unwrap(string body)
    {
        body = WebUtility.HtmlDecode(body).Replace("\u0003", "", StringComparison.Ordinal);
        var text = new StringBuilder();
        foreach (var line in body.Split('\n'))
        {
            var clean = line.Trim();
            if (clean.Length == 0 || clean is "Reuter" or "REUTER") continue;
            if (text.Length > 0) text.Append(line.StartsWith("    ", StringComparison.Ordinal) ? '\n' : ' ');
            text.Append(clean);
        }
        return text.ToString();
    }

    private static string? Between(string s, string from, string to)
    {
        var a = s.IndexOf(from, StringComparison.Ordinal);
        if (a < 0) return null;
        a += from.Length;
        var b = s.IndexOf(to, a, StringComparison.Ordinal);
        return b < 0 ? null : s[a..b];
    }

    internal static int Run(string[] args)
    {
        var stories = Read(args[0]);
        var pages = stories.ConvertAll(s => LoadFile.Page(s.Number.ToString("D6", CultureInfo.InvariantCulture), s.Body, outlet: args.Contains("--outlet") ? "Reuters" : null));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var decided = Decided.Of(pages);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages.Count} stories, {clock.Elapsed.TotalSeconds:F1} s, {decided.Judged} pairs asked, {decided.FamilyOf.Values.Distinct().Count()} families"));
        var models = pages.ToDictionary(p => p.Id, p => TextModel.Of(p.Article));
        var grams = pages.ToDictionary(p => p.Id, p => Grams(models[p.Id]));
        var refiled = Refilings(pages.ConvertAll(p => p.Id), grams).ToList();
        var lost = refiled.Where(r => decided.FamilyOf[r.A] != decided.FamilyOf[r.B]).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"re-filings (5-gram containment >= .8): {refiled.Count}, lost {lost.Count} ({100.0 * lost.Count / Math.Max(1, refiled.Count):F1} %)"));
        foreach (var (a, b, c) in lost.Take(12))
        {
            var v = SharedOrigin.Judge(models[a], models[b]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  lost {a} {b} containment {c:F2}: {v.Shares} {v.ShareOfFirst:F2} {v.ShareOfSecond:F2} {v.Why} | {models[a].Words} {models[b].Words} words | {Short(models[a])} || {Short(models[b])}"));
        }
        // Joined by a link of their own and yet sharing few 5-grams: to be read.
        var odd = new List<(string A, string B, double C)>();
        foreach (var family in decided.FamilyOf.GroupBy(f => f.Value).Where(g => g.Count() > 1))
        {
            var ids = family.Select(f => f.Key).Order(StringComparer.Ordinal).ToList();
            for (var i = 0; i < ids.Count; i++)
                for (var j = i + 1; j < ids.Count; j++)
                {
                    var c = Containment(grams[ids[i]], grams[ids[j]]);
                    if (SharedOrigin.Judge(models[ids[i]], models[ids[j]]).Shares) odd.Add((ids[i], ids[j], c));
                }
        }
        var buckets = odd.GroupBy(o => Math.Floor(o.C * 10) / 10).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key:F1}: {g.Count()}"));
        Console.WriteLine("accepted pairs by 5-gram containment: " + string.Join(", ", buckets));
        Console.WriteLine("largest families: " + string.Join(", ", decided.FamilyOf.GroupBy(f => f.Value).OrderByDescending(g => g.Count()).Take(8).Select(g => g.Count() + " (" + g.Min(x => x.Key) + ")")));
        if (args.Contains("--list"))
        {
            foreach (var (a, b, c) in odd.Where(o => o.C < 0.5).OrderBy(o => o.C).Where((_, i) => i % Math.Max(1, odd.Count(o => o.C < 0.5) / 40) == 0))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--- {a} {b} {c:F2} {SharedOrigin.Judge(models[a], models[b]).Why}\n    {models[a].Text.Replace('\n', ' ')[..Math.Min(420, models[a].Text.Length)]}\n    {models[b].Text.Replace('\n', ' ')[..Math.Min(420, models[b].Text.Length)]}"));
        }
        return 0;
    }

    private static string Short(TextModel text) => text.Text.Replace('\n', ' ')[..Math.Min(160, text.Text.Length)];

    private static HashSet<ulong> Grams(TextModel text)
    {
        var grams = new HashSet<ulong>();
        for (var i = 0; i + 5 <= text.Words; i++)
        {
            ulong h = 17;
            for (var k = 0; k < 5; k++) h = (h ^ text.Stem[i + k]) * 0x9E3779B97F4A7C15UL + (h >> 29);
            grams.Add(h);
        }
        return grams;
    }

    private static double Containment(HashSet<ulong> a, HashSet<ulong> b)
    {
        if (a.Count > b.Count) (a, b) = (b, a);
        return a.Count == 0 ? 0 : (double)a.Count(b.Contains) / a.Count;
    }

    private static IEnumerable<(string A, string B, double C)> Refilings(List<string> ids, Dictionary<string, HashSet<ulong>> grams)
    {
        var holders = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < ids.Count; i++)
        {
            if (grams[ids[i]].Count < 16) continue; // shorter than twenty words: no text to compare
            foreach (var g in grams[ids[i]])
            {
                if (!holders.TryGetValue(g, out var list)) holders[g] = list = [];
                if (list.Count < 200) list.Add(i);
            }
        }
        var count = new Dictionary<(int, int), int>();
        foreach (var list in holders.Values.Where(l => l.Count > 1))
            for (var i = 0; i < list.Count; i++)
                for (var j = i + 1; j < list.Count; j++) count[(list[i], list[j])] = count.GetValueOrDefault((list[i], list[j])) + 1;
        foreach (var ((a, b), n) in count.OrderBy(c => c.Key))
        {
            var c = (double)n / Math.Min(grams[ids[a]].Count, grams[ids[b]].Count);
            if (c >= 0.8) yield return (ids[a], ids[b], c);
        }
    }
}
