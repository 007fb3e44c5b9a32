using System.Globalization;
using Waybill.Articles;
using Waybill.Html;

namespace Waybill.Bench.Articles;

/// <summary>What stands in the gold text and what does not, by kind of block: which rules behind the model would help, and
/// which of those there are do harm. Scores are of a model that has not seen the page.</summary>
internal static class AuditBench
{
    private sealed class Count
    {
        public int In, Out, InWords, OutWords;
        public readonly HashSet<string> PagesIn = new(StringComparer.Ordinal), PagesOut = new(StringComparer.Ordinal);
        public readonly List<string> Examples = [];
    }

    public static void Write(List<(ModelBench.Sample Sample, float[] Scores)> scored, string file)
    {
        var counts = new SortedDictionary<string, Count>(StringComparer.Ordinal);
        foreach (var (sample, scores) in scored)
        {
            var choice = TextChooser.Choose(sample.Page, scores, HtmlReader.Threshold);
            for (var i = 0; i < scores.Length; i++)
            {
                // What a cut-off gold text does not hold says nothing.
                if (sample.Weights[i] == 0 || sample.Page.Features.Words[i] < 3) continue;
                foreach (var key in Keys(sample, scores, choice, i)) Add(key, sample, i, scores[i]);
            }
        }
        using var writer = new StreamWriter(file);
        foreach (var (key, c) in counts)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key}: outside gold {c.Out} blocks, {c.OutWords} words, {c.PagesOut.Count} pages; inside {c.In}, {c.InWords}, {c.PagesIn.Count}"));
            foreach (var example in c.Examples) writer.WriteLine("    " + example);
        }

        void Add(string key, ModelBench.Sample sample, int i, float score)
        {
            if (!counts.TryGetValue(key, out var c)) counts[key] = c = new Count();
            var words = sample.Page.Features.Words[i];
            var text = sample.Page.Cut.Blocks[i].Text.Text;
            var inside = sample.Labels[i] > 0;
            if (inside)
            {
                c.In++;
                c.InWords += words;
                c.PagesIn.Add(sample.Gold.Id);
            }
            else
            {
                c.Out++;
                c.OutWords += words;
                c.PagesOut.Add(sample.Gold.Id);
            }
            if (c.Examples.Count < 40) c.Examples.Add(string.Create(CultureInfo.InvariantCulture, $"{(inside ? 'G' : ' ')} {score:0.00} {sample.Gold.Host} {words} w {text[..Math.Min(130, text.Length)].Replace('\n', ' ')} … {text[^Math.Min(40, text.Length)..].Replace('\n', ' ')}"));
        }
    }

    /// <summary>Page by page each taken block of eight words or more that the gold text lacks: how much is linked and where to, what
    /// the elements above it are called, how far it stands from the last block of the gold text.</summary>
    public static void WriteLeaks(List<(ModelBench.Sample Sample, float[] Scores)> scored, string file)
    {
        using var writer = new StreamWriter(file);
        int pages = 0, blocks = 0;
        foreach (var (sample, scores) in scored)
        {
            var choice = TextChooser.Choose(sample.Page, scores, HtmlReader.Threshold);
            var grams = Shingles.Of(sample.Gold.Text!, 4);
            var last = Array.FindLastIndex(sample.Labels, l => l > 0);
            var leaks = choice.Body.Where(i => sample.Weights[i] > 0 && sample.Page.Features.Words[i] >= 8 && Shingles.Share(sample.Page.Cut.Blocks[i].Text.Text, grams, 4) <= 0.3f).ToList();
            if (leaks.Count == 0) continue;
            pages++;
            blocks += leaks.Count;
            writer.WriteLine($"# {sample.Gold.Set} {sample.Gold.Id} {sample.Gold.Host}{(sample.CutOff ? " CUT OFF" : "")} last gold block {last}: {sample.Page.Title?.Text}");
            foreach (var i in leaks) writer.WriteLine("  " + Describe(sample.Page, choice, scores, i));
        }
        writer.WriteLine($"{scored.Count} pages, {pages} with such blocks, {blocks} blocks");
    }

    private static string Describe(HtmlPage page, TextChoice choice, float[] scores, int i)
    {
        var block = page.Cut.Blocks[i];
        var text = block.Text.Text;
        var href = block.Links.Count > 0 ? page.Tree.Value(block.Links[0].Node, "href") ?? "" : "";
        var path = new List<string>();
        for (var c = block.Context; c >= 0 && path.Count < 4; c = page.Cut.Contexts[c].Parent)
        {
            var names = $"{page.Tree.Value(page.Cut.Contexts[c].Node, "class")} {page.Tree.Value(page.Cut.Contexts[c].Node, "id")}".Trim();
            path.Add($"{page.Cut.Contexts[c].Tag}{(names.Length > 0 ? "." + names[..Math.Min(40, names.Length)] : "")}");
        }
        return string.Create(CultureInfo.InvariantCulture, $"{i,4} {scores[i]:0.00} {choice.Kinds[i],-9} links {(double)block.LinkUnits / text.Length:0.0} {href[..Math.Min(60, href.Length)]} [{string.Join(" < ", path)}] {text[..Math.Min(160, text.Length)].Replace('\n', ' ')}{(text.Length > 160 ? " … " + text[^Math.Min(40, text.Length - 160)..].Replace('\n', ' ') : "")}");
    }

    private static IEnumerable<string> Keys(ModelBench.Sample sample, float[] scores, TextChoice choice, int i)
    {
        var page = sample.Page;
        var block = page.Cut.Blocks[i];
        var context = page.Cut.Contexts[block.Context];
        var text = block.Text.Text;
        var words = page.Features.Words[i];
        if (i == choice.Subtitle)
        {
            yield return scores[i] < 0.1f ? "subtitle, score below .1" : scores[i] < 0.3f ? "subtitle, score below .3" : scores[i] < 0.5f ? "subtitle, score below .5" : "subtitle";
            yield break;
        }
        var taken = choice.Kinds[i] is not null;
        if (!taken)
        {
            if (scores[i] >= HtmlReader.Threshold) yield return "left by rule: " + choice.Reasons[i];
            yield break;
        }
        for (var g = 0; g < ClassWords.GroupCount; g++)
            if (context.Distances[g] <= 3) yield return $"class {ClassWords.Groups[g]} {context.Distances[g]}";
        if (block.Tag == Tag.Pre) yield return "taken: pre";
        if ((context.Ancestors & Ancestors.Figcaption) != 0) yield return "taken: figcaption";
        if ((context.Ancestors & Ancestors.Figure) != 0) yield return "taken: figure";
        if ((context.Ancestors & Ancestors.Aside) != 0) yield return "taken: aside";
        if ((context.Ancestors & Ancestors.Form) != 0) yield return "taken: form";
        if ((context.Ancestors & Ancestors.Footer) != 0) yield return "taken: footer";
        if ((context.Ancestors & Ancestors.Hidden) != 0) yield return "taken: hidden";
        if (ArticleLexicon.Default.FurnitureOf(text) is { } furniture && words <= 60) yield return $"taken: furniture {furniture.Reason} {furniture.How}";
        if (block.LinkUnits * 2 > text.Length) yield return $"taken: links > .5, {choice.Kinds[i]}";
        if (words <= 60 && AgencyCredits.IsPhotoCredit(text)) yield return "taken: photo words";
        if (words <= 60 && AgencyCredits.Find(text[^Math.Min(40, text.Length)..]).Count > 0) yield return "taken: ends in an agency";
        if (words <= 30 && TextShape.EndsSentence(text) is false && text.Contains(": ", StringComparison.Ordinal)) yield return "taken: colon, no sentence";
        var lower = text.ToLowerInvariant();
        foreach (var phrase in (string[])["support our", "your contribution", "contribut", "donat", "newsletter", "subscrib", "sign up", "become a member", "our journalism", "our newsroom", "affiliate", "commission", "originally appeared", "originally published", "editor's note", "editor’s note", "correction:", "this article was updated", "follow her on", "follow him on", "can be reached at", "is a writer", "is a freelance", "is a senior", "is the author of", "book a", "free demo", "contact us", "learn more", "read more", "check out", "click here", "image credit", "photo by", "photo:", "credit:", "credits:", "courtesy of", "(getty", "getty images", "ap photo", "cookies", "privacy policy", "advertis", "sponsor", "disclaimer", "disclosure", "not intended to", "listen to", "watch:", "download"])
            if (lower.Contains(phrase, StringComparison.Ordinal)) yield return "word: " + phrase;
    }
}
