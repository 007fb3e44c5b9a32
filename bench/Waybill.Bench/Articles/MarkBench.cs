using System.Globalization;
using Waybill.Articles;
using Waybill.Html;

namespace Waybill.Bench.Articles;

/// <summary>What taken blocks outside the gold text have in common that those inside it have not: words of class names and ids, of
/// link targets, of the text, places on the page. Scores are of a model that has not seen the page.</summary>
internal static class MarkBench
{
    private const int Levels = 8;
    private const int LeastBlocks = 2;
    private const int LeastHosts = 2;
    private const int LeastRatio = 4;

    private sealed class Count
    {
        public int In, Out;
        public readonly HashSet<string> HostsIn = new(StringComparer.Ordinal), HostsOut = new(StringComparer.Ordinal);
        public readonly List<string> Examples = [];
    }

    /// <summary>Writes each mark that at least two hosts bear outside the gold text, where few blocks inside it do.</summary>
    public static void Write(List<(ModelBench.Sample Sample, float[] Scores)> scored, string file)
    {
        var counts = new SortedDictionary<string, Count>(StringComparer.Ordinal);
        foreach (var (sample, scores) in scored)
        {
            var choice = TextChooser.Choose(sample.Page, scores, HtmlReader.Threshold);
            var all = choice.Body.Sum(i => sample.Page.Features.Words[i]);
            foreach (var i in choice.Body)
            {
                if (sample.Weights[i] == 0 || sample.Page.Features.Words[i] < 3) continue;
                foreach (var mark in Marks(sample.Page, choice, i, all).Distinct(StringComparer.Ordinal)) Add(counts, mark, sample, i);
            }
        }
        using var writer = new StreamWriter(file);
        foreach (var (mark, c) in counts.Where(c => c.Key.StartsWith("place", StringComparison.Ordinal) || (c.Value.Out >= LeastBlocks && c.Value.HostsOut.Count >= LeastHosts && c.Value.Out >= LeastRatio * c.Value.In)).OrderBy(c => c.Key.Split(' ')[0], StringComparer.Ordinal).ThenByDescending(c => c.Value.HostsOut.Count))
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mark}: outside gold {c.Out} blocks, {c.HostsOut.Count} hosts; inside {c.In}, {c.HostsIn.Count}"));
            foreach (var example in c.Examples) writer.WriteLine("    " + example);
        }
    }

    private static void Add(SortedDictionary<string, Count> counts, string mark, ModelBench.Sample sample, int i)
    {
        if (!counts.TryGetValue(mark, out var c)) counts[mark] = c = new Count();
        var inside = sample.Labels[i] > 0;
        if (inside) c.In++;
        else c.Out++;
        (inside ? c.HostsIn : c.HostsOut).Add(sample.Gold.Host);
        var text = sample.Page.Cut.Blocks[i].Text.Text;
        if (c.Examples.Count < (mark.StartsWith("place", StringComparison.Ordinal) ? 400 : 5)) c.Examples.Add($"{(inside ? 'G' : ' ')} {sample.Gold.Host} {text[..Math.Min(150, text.Length)].Replace('\n', ' ')}");
    }

    private static IEnumerable<string> Marks(HtmlPage page, TextChoice choice, int i, int all)
    {
        var block = page.Cut.Blocks[i];
        var words = page.Features.Words[i];
        foreach (var mark in Names(page, choice, i, all)) yield return mark;
        foreach (var link in block.Links)
        {
            foreach (var part in (page.Tree.Value(link.Node, "href") ?? "").Split(['/', '.', '?', '=', '&', '-', '_', ':', '#'], StringSplitOptions.RemoveEmptyEntries))
                if (part.Length is > 2 and < 20) yield return "link " + part.ToLowerInvariant();
        }
        if (words <= 60)
        {
            var tokens = ArticleLexicon.Fold(block.Text.Text).Split(' ');
            for (var n = 1; n <= 4 && n <= tokens.Length; n++) yield return "opens " + string.Join(' ', tokens.Take(n));
            for (var at = 0; at < tokens.Length; at++)
                for (var n = 2; n <= 4 && at + n <= tokens.Length; n++) yield return "holds " + string.Join(' ', tokens.Skip(at).Take(n));
        }
        foreach (var mark in Places(page, choice, i)) yield return mark;
    }

    /// <summary>Words in names of boxes that hold less than a third of the text.</summary>
    private static IEnumerable<string> Names(HtmlPage page, TextChoice choice, int i, int all)
    {
        var contexts = page.Cut.Contexts;
        var context = page.Cut.Blocks[i].Context;
        for (var level = 0; level < Levels && context >= 0; level++, context = contexts[context].Parent)
        {
            var inBox = choice.Body.Where(k => IsUnder(page, page.Cut.Blocks[k].Context, context)).Sum(k => page.Features.Words[k]);
            if (inBox * 3 >= all) yield break;
            foreach (var name in (string?[])[page.Tree.Value(contexts[context].Node, "class"), page.Tree.Value(contexts[context].Node, "id")])
            {
                foreach (var word in (name ?? "").Split([' ', '-', '_', ':', '.', '/'], StringSplitOptions.RemoveEmptyEntries))
                    if (word.Length is > 2 and < 20 && word.All(char.IsAsciiLetter)) yield return "name " + word.ToLowerInvariant();
            }
        }
    }

    private static bool IsUnder(HtmlPage page, int context, int above)
    {
        while (context > above) context = page.Cut.Contexts[context].Parent;
        return context == above;
    }

    private static IEnumerable<string> Places(HtmlPage page, TextChoice choice, int i)
    {
        var block = page.Cut.Blocks[i];
        var text = block.Text.Text;
        var words = page.Features.Words[i];
        var linked = block.LinkUnits * 20 >= text.Length * 17;
        var prose = choice.Body.FindLastIndex(k => page.Features.Words[k] >= 12 && TextShape.EndsSentence(page.Cut.Blocks[k].Text.Text) && page.Cut.Blocks[k].LinkUnits * 3 < page.Cut.Blocks[k].Text.Text.Length);
        var after = prose >= 0 && i > choice.Body[prose];
        if (linked && words >= 5) yield return $"place {choice.Kinds[i]} linked, {(after ? "after" : "before")} the last prose";
        if (block.LinkUnits * 2 > text.Length && !linked && words >= 5) yield return $"place {choice.Kinds[i]} half linked, {(after ? "after" : "before")} the last prose";
        if (words >= 8 && choice.Body.Exists(k => k != i && page.Features.Words[k] > words && Shingles.Share(text, Shingles.Of(page.Cut.Blocks[k].Text.Text, 4), 4) >= 0.95f)) yield return $"place {choice.Kinds[i]} said again";
        if (choice.Body.IndexOf(i) is var at && at >= choice.Body.Count - 3 && words <= 80) yield return $"place {choice.Kinds[i]} {choice.Body.Count - at} from the end, {(page.Cut.Blocks[i].Context != page.Cut.Blocks[choice.Body[0]].Context && page.Cut.Contexts[block.Context].Parent == page.Cut.Contexts[page.Cut.Blocks[choice.Body[choice.Body.Count / 2]].Context].Parent ? "same" : "other")} parent";
    }
}
