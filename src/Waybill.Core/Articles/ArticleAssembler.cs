using System.Collections.Immutable;
using System.Text;
using Waybill.Texts;

namespace Waybill.Articles;

/// <summary>Joins blocks into an article's text and its map. Both readers end here.</summary>
public sealed class ArticleAssembler(DecodedPage page)
{
    private readonly StringBuilder _text = new();
    private readonly List<Block> _blocks = [];
    private readonly List<TextRun> _runs = [];
    private readonly List<BlockText> _sources = [];

    /// <summary>Adds a block after one blank line; gives its span in the text.</summary>
    public TextSpan Add(BlockText block, BlockKind kind)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (_text.Length > 0) _text.Append("\n\n");
        var start = _text.Length;
        _text.Append(block.Text);
        var span = new TextSpan(start, block.Text.Length);
        _blocks.Add(new Block(span, kind));
        _sources.Add(block);
        foreach (var run in block.Runs)
            _runs.Add(new TextRun(new TextSpan(start + run.Start, run.Length), page.BytesOf(run.PageStart, run.PageEnd), run.Normalisation));
        return span;
    }

    public ImmutableArray<Block> Blocks => [.. _blocks];

    public TextMap Map => new([.. _runs]);

    public string Text => _text.ToString();

    public LeftOutBlock LeftOut(BlockText block, LeftOutReason reason)
    {
        ArgumentNullException.ThrowIfNull(block);
        return new LeftOutBlock(page.BytesOf(block.PageStart, block.PageEnd), block.Text, reason);
    }
}

/// <summary>Makes evidence in the layer <see cref="EvidenceLayer.Page"/>.</summary>
public sealed class PageEvidence(DecodedPage page, string pageHash)
{
    private const int Context = 32;

    /// <summary>Evidence from page units [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public Evidence Of(int start, int end, params ImmutableArray<string> of)
    {
        var text = page.Text;
        start = Math.Clamp(start, 0, text.Length);
        end = Math.Clamp(end, start, text.Length);
        // Never through a surrogate pair: its bytes have no half.
        if (start > 0 && start < text.Length && char.IsLowSurrogate(text[start])) start--;
        if (end < text.Length && char.IsLowSurrogate(text[end])) end++;
        // A mark that decoders drop at the start of bytes is no part of the words.
        while (start < end && text[start] == '\uFEFF') start++;
        var before = Math.Max(0, start - Context);
        if (before < text.Length && char.IsLowSurrogate(text[before])) before++;
        var after = Math.Min(text.Length, end + Context);
        if (after < text.Length && char.IsLowSurrogate(text[after])) after--;
        var bytes = page.BytesOf(start, end);
        return new Evidence
        {
            Of = of,
            Layer = EvidenceLayer.Page,
            Exact = text[start..end],
            Prefix = text[Math.Min(before, start)..start],
            Suffix = text[end..Math.Max(after, end)],
            Start = bytes.Start,
            End = bytes.End,
            Hash = pageHash,
        };
    }
}
