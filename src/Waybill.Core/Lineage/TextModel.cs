using System.Collections.Immutable;
using Waybill.Articles;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>What a word is besides its stem.</summary>
[Flags]
internal enum WordMark : byte
{
    None = 0,
    Function = 1,
    Number = 2,

    /// <summary>Starts with a capital letter and does not open a sentence.</summary>
    Name = 4,
    Quoted = 8,
    Capital = 16,
}

/// <summary>One sentence: words [First, First+Count) and its run of text.</summary>
internal readonly record struct SentenceRun(int First, int Count, TextSpan Span)
{
    internal int End => First + Count;
}

/// <summary>A text as lineage sees it: folded words with their places, in sentences, in paragraphs.
/// Parallel arrays; nothing in it depends on any other text.</summary>
internal sealed class TextModel
{
    private TextModel(string text, int[] start, ushort[] length, uint[] stem, WordMark[] mark, SentenceRun[] sentences, int[] paragraphs)
    {
        Text = text;
        Start = start;
        Length = length;
        Stem = stem;
        Mark = mark;
        Sentences = sentences;
        Paragraphs = paragraphs;
    }

    internal string Text { get; }
    internal int[] Start { get; }
    internal ushort[] Length { get; }
    internal uint[] Stem { get; }
    internal WordMark[] Mark { get; }
    internal SentenceRun[] Sentences { get; }

    /// <summary>First word of each part that the text was given in, and the number of words at the end.</summary>
    internal int[] Paragraphs { get; }
    internal int Words => Stem.Length;

    internal TextSpan SpanOf(int word) => new(Start[word], Length[word]);

    internal ReadOnlySpan<char> Word(int word) => Text.AsSpan(Start[word], Length[word]);

    /// <summary>Words of a text as it stands.</summary>
    internal static TextModel Of(string text) => Of(text, [new TextSpan(0, text.Length)]);

    /// <summary>Words of an article's body: headlines differ from house to house, and a credit line is no part of the
    /// text that is passed on.</summary>
    internal static TextModel Of(Article article, IReadOnlySet<int>? leaveOut = null) =>
        Of(article.Text, BodyBlocks(article, leaveOut));

    internal static ImmutableArray<TextSpan> BodyBlocks(Article article, IReadOnlySet<int>? leaveOut = null)
    {
        var spans = ImmutableArray.CreateBuilder<TextSpan>(article.Blocks.Length);
        for (var i = 0; i < article.Blocks.Length; i++)
        {
            var block = article.Blocks[i];
            if (block.Kind is BlockKind.Title or BlockKind.Subtitle or BlockKind.CreditLine) continue;
            if (leaveOut is not null && leaveOut.Contains(i)) continue;
            if (block.Span.End <= article.Text.Length) spans.Add(block.Span);
        }
        return spans.DrainToImmutable();
    }

    internal static TextModel Of(string text, ImmutableArray<TextSpan> parts)
    {
        var room = 0;
        foreach (var part in parts) room += TextModelBuilder.MostWords(part.Length);
        using var builder = new TextModelBuilder(text, room);
        var paragraphs = new int[parts.Length + 1];
        for (var p = 0; p < parts.Length; p++)
        {
            builder.Add(parts[p]);
            paragraphs[p + 1] = builder.Words;
        }
        return new TextModel(text, builder.Start.ToArray(), builder.Length.ToArray(), builder.Stem.ToArray(),
            builder.Mark.ToArray(), builder.Sentences.ToArray(), paragraphs);
    }
}
