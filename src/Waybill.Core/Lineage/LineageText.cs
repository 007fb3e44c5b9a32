using System.Collections.Immutable;
using Waybill.Articles;

namespace Waybill.Lineage;

/// <summary>One page's text with what its outlet repeats taken out: what the predicate is asked about.</summary>
internal sealed class LineageText
{
    private TextModel? _words;

    /// <param name="furniture">Numbers of the sketch's paragraphs that are furniture, sorted.</param>
    internal LineageText(LineagePage page, Fingerprint sketch, ImmutableArray<int> furniture, TextModel? words = null)
    {
        Page = page;
        Sketch = sketch;
        Furniture = furniture;
        Keys = KeysOf(sketch, furniture);
        if (furniture.IsEmpty) _words = words;
    }

    internal LineagePage Page { get; }
    internal string Id => Page.Id;
    internal Fingerprint Sketch { get; }
    internal ImmutableArray<int> Furniture { get; }
    internal TextModel Words => _words ??= TextModel.Of(Page.Article, FurnitureBlocks(Page.Article, Furniture).ToHashSet());

    /// <summary>The words with the furniture.</summary>
    internal TextModel AllWords => Furniture.IsEmpty ? Words : TextModel.Of(Page.Article);

    /// <summary>How many words are left without the furniture.</summary>
    internal int WordCount => _words?.Words ?? Sketch.Words - Furniture.Sum(p => Sketch.ParagraphWords[p]);
    internal NodeKeys Keys { get; }
    internal ImmutableArray<ulong> Grams => Keys.Keys;

    /// <summary>Grams of what is left, and the paragraph of each.</summary>
    internal static NodeKeys KeysOf(Fingerprint sketch, ImmutableArray<int> furniture)
    {
        if (furniture.IsEmpty) return new NodeKeys(sketch.Grams, sketch.GramParagraphs);
        var kept = ImmutableArray.CreateBuilder<ulong>();
        var places = ImmutableArray.CreateBuilder<ushort>();
        for (var g = 0; g < sketch.Grams.Length; g++)
        {
            if (furniture.BinarySearch(sketch.GramParagraphs[g]) >= 0) continue;
            kept.Add(sketch.Grams[g]);
            places.Add(sketch.GramParagraphs[g]);
        }
        return new NodeKeys(kept.ToImmutable(), places.ToImmutable());
    }

    /// <summary>Numbers of the blocks that the furniture paragraphs are: a sketch counts the body's blocks, an article all.</summary>
    internal static ImmutableArray<int> FurnitureBlocks(Article article, ImmutableArray<int> furniture)
    {
        if (furniture.IsEmpty) return [];
        var blocks = ImmutableArray.CreateBuilder<int>(furniture.Length);
        var n = 0;
        for (var i = 0; i < article.Blocks.Length; i++)
        {
            var block = article.Blocks[i];
            if (block.Kind is BlockKind.Title or BlockKind.Subtitle or BlockKind.CreditLine || block.Span.End > article.Text.Length) continue;
            if (furniture.BinarySearch(n++) >= 0) blocks.Add(i);
        }
        return blocks.ToImmutable();
    }
}
