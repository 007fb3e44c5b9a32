using System.Collections.Immutable;
using Waybill.Articles;

namespace Waybill.Lineage;

/// <summary>One page's text with what its outlet repeats taken out: what the predicate is asked about.</summary>
internal sealed class LineageText
{
    internal LineageText(LineagePage page, TextModel words, Fingerprint sketch, ImmutableHashSet<int> furniture)
    {
        Page = page;
        Words = furniture.IsEmpty ? words : TextModel.Of(page.Article, furniture);
        ulong all = 0;
        foreach (var stem in Words.Stem) all = unchecked((all ^ stem) * 0x9E3779B97F4A7C15UL + 0x632BE59BD9B4E019UL);
        Content = all;
        if (furniture.IsEmpty)
        {
            Grams = sketch.Grams;
            GramParagraphs = sketch.GramParagraphs;
            return;
        }
        // Paragraph numbers of the sketch count body blocks only; furniture numbers count all blocks.
        var left = new HashSet<int>();
        var n = 0;
        for (var i = 0; i < page.Article.Blocks.Length; i++)
        {
            if (page.Article.Blocks[i].Kind is BlockKind.Title or BlockKind.Subtitle or BlockKind.CreditLine) continue;
            if (furniture.Contains(i)) left.Add(n);
            n++;
        }
        var kept = ImmutableArray.CreateBuilder<ulong>();
        var places = ImmutableArray.CreateBuilder<ushort>();
        for (var g = 0; g < sketch.Grams.Length; g++)
        {
            if (left.Contains(sketch.GramParagraphs[g])) continue;
            kept.Add(sketch.Grams[g]);
            places.Add(sketch.GramParagraphs[g]);
        }
        Grams = kept.ToImmutable();
        GramParagraphs = places.ToImmutable();
    }

    internal LineagePage Page { get; }
    internal string Id => Page.Id;
    internal TextModel Words { get; }

    /// <summary>Hash of the folded words in order: equal for texts that differ in nothing that counts.</summary>
    internal ulong Content { get; }
    internal ImmutableArray<ulong> Grams { get; }

    /// <summary>Paragraph of each gram.</summary>
    internal ImmutableArray<ushort> GramParagraphs { get; }
}

/// <summary>What one outlet repeats: a paragraph that stands in three or more of its pages that otherwise
/// differ (a footer, a legal line, a list of headlines). Frequency across outlets says nothing: a
/// story carried by 600 outlets is as frequent as any footer. A page that consists mostly of repeated paragraphs is
/// a version of another and says nothing either, so an article that was updated often does not turn into furniture.</summary>
internal static class OutletFurniture
{
    private const int LeastPages = 3;
    private const double MostRepeated = 0.6;

    /// <summary>Page id → numbers of the blocks that are furniture.</summary>
    internal static Dictionary<string, ImmutableHashSet<int>> Find(IReadOnlyList<LineagePage> pages, IReadOnlyList<TextModel> words, IReadOnlyList<Fingerprint> sketches)
    {
        var standsIn = new Dictionary<(string Outlet, ulong Paragraph), int>();
        for (var i = 0; i < pages.Count; i++)
        {
            if (OutletOf(pages[i]) is not { } outlet) continue;
            foreach (var paragraph in sketches[i].Paragraphs.Distinct())
                if (paragraph != 0) standsIn[(outlet, paragraph)] = standsIn.GetValueOrDefault((outlet, paragraph)) + 1;
        }
        var witnesses = new Dictionary<(string Outlet, ulong Paragraph), HashSet<ulong>>();
        for (var i = 0; i < pages.Count; i++)
        {
            if (OutletOf(pages[i]) is not { } outlet) continue;
            ulong own = 0;
            var repeated = 0;
            for (var p = 0; p < sketches[i].Paragraphs.Length; p++)
            {
                var paragraph = sketches[i].Paragraphs[p];
                if (paragraph == 0) continue;
                if (standsIn[(outlet, paragraph)] >= LeastPages) repeated += words[i].Paragraphs[p + 1] - words[i].Paragraphs[p];
                else own = own == 0 ? paragraph : Math.Min(own, paragraph);
            }
            if (repeated == 0 || own == 0 || repeated > MostRepeated * words[i].Words) continue;
            foreach (var paragraph in sketches[i].Paragraphs)
            {
                if (paragraph == 0 || standsIn[(outlet, paragraph)] < LeastPages) continue;
                if (!witnesses.TryGetValue((outlet, paragraph), out var seen)) witnesses[(outlet, paragraph)] = seen = [];
                if (seen.Count < LeastPages) seen.Add(own);
            }
        }
        var found = new Dictionary<string, ImmutableHashSet<int>>(StringComparer.Ordinal);
        for (var i = 0; i < pages.Count; i++)
        {
            if (OutletOf(pages[i]) is not { } outlet) continue;
            var n = 0;
            var blocks = ImmutableHashSet.CreateBuilder<int>();
            for (var b = 0; b < pages[i].Article.Blocks.Length; b++)
            {
                if (pages[i].Article.Blocks[b].Kind is BlockKind.Title or BlockKind.Subtitle or BlockKind.CreditLine) continue;
                if (n >= sketches[i].Paragraphs.Length) break;
                if (witnesses.TryGetValue((outlet, sketches[i].Paragraphs[n++]), out var seen) && seen.Count >= LeastPages) blocks.Add(b);
            }
            if (blocks.Count > 0) found[pages[i].Id] = blocks.ToImmutable();
        }
        return found;
    }

    internal static string? OutletOf(LineagePage page) => page.Article.OutletDomain ?? page.Article.Outlet;
}
