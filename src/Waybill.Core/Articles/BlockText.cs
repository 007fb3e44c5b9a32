using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Waybill.Texts;

namespace Waybill.Articles;

/// <summary>A run of a block's text and the page characters that it was made from.</summary>
/// <param name="Start">First unit in the block's text.</param>
/// <param name="Length">Units in the block's text.</param>
/// <param name="PageStart">First unit in <see cref="DecodedPage.Text"/>.</param>
/// <param name="PageEnd">First unit after it.</param>
public readonly record struct BlockRun(int Start, int Length, int PageStart, int PageEnd, RunNormalisation Normalisation);

/// <summary>The visible words of one block of a page, white space folded, NFC, with the way back to the page.</summary>
public sealed record BlockText(string Text, ImmutableArray<BlockRun> Runs)
{
    /// <summary>First page unit under the block.</summary>
    public int PageStart => Runs.IsEmpty ? 0 : Runs[0].PageStart;

    /// <summary>First page unit after the block.</summary>
    public int PageEnd => Runs.IsEmpty ? 0 : Runs[^1].PageEnd;

    /// <summary>The page units under a span of the text, as one range.</summary>
    public (int Start, int End) PageRange(TextSpan span)
    {
        int start = -1, end = -1;
        for (var i = RunAt(span.Start); i < Runs.Length && Runs[i].Start < span.End; i++)
        {
            var run = Runs[i];
            var verbatim = run.Normalisation == RunNormalisation.Verbatim;
            var from = verbatim ? run.PageStart + Math.Max(0, span.Start - run.Start) : run.PageStart;
            var to = verbatim ? run.PageStart + Math.Min(run.Length, span.End - run.Start) : run.PageEnd;
            if (start < 0) start = from;
            end = to;
        }
        return start < 0 ? (PageStart, PageStart) : (start, end);
    }

    /// <summary>Index of the first run that reaches beyond a unit of the text. Runs stand in order, so that a block of many
    /// runs is not searched from its beginning for each of them.</summary>
    internal int RunAt(int unit)
    {
        int low = 0, high = Runs.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Runs[middle].Start + Runs[middle].Length <= unit) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

/// <summary>Makes a <see cref="BlockText"/> from pieces of a page: folds white space, drops invisible characters,
/// applies NFC, and writes down for each run how it was made.</summary>
public sealed class BlockTextBuilder
{
    private readonly StringBuilder _text = new();
    private readonly List<BlockRun> _runs = [];
    private int _spaceStart = -1;
    private int _spaceEnd;
    private bool _spaceVerbatim;

    public bool IsEmpty => _text.Length == 0;

    public int Length => _text.Length;

    /// <summary>Where the next visible character will stand.</summary>
    public int NextStart => _text.Length + (_spaceStart >= 0 && _text.Length > 0 ? 1 : 0);

    /// <summary>Page characters as they are, white space folded.</summary>
    public void Append(string page, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(page);
        var at = start;
        while (at < end)
        {
            if (IsSpace(page[at]))
            {
                var from = at;
                while (at < end && IsSpace(page[at])) at++;
                Space(from, at, at - from == 1 && page[from] == ' ');
            }
            else if (IsInvisible(page[at]))
            {
                at++;
            }
            else
            {
                var from = at;
                while (at < end && !IsSpace(page[at]) && !IsInvisible(page[at])) at++;
                FlushSpace();
                Add(page.AsSpan(from, at - from), from, at, RunNormalisation.Verbatim);
            }
        }
    }

    /// <summary>Characters that a character reference at [start, end) stands for.</summary>
    public void AppendReference(string value, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length == 0) return;
        if (IsSpace(value[0]))
        {
            Space(start, end, false);
            return;
        }
        if (IsInvisible(value[0])) return;
        FlushSpace();
        Add(value, start, end, RunNormalisation.Entities);
    }

    /// <summary>White space (a line break element, a block edge) at [start, end).</summary>
    public void Space(int start, int end, bool verbatim = false)
    {
        if (_spaceStart < 0)
        {
            _spaceStart = start;
            _spaceVerbatim = verbatim;
        }
        else
        {
            _spaceVerbatim = false;
        }
        _spaceEnd = end;
    }

    public BlockText Build()
    {
        var text = _text.ToString();
        var runs = _runs.ToImmutableArray();
        var block = new BlockText(text, runs);
        Clear();
        return IsNormalized(text) ? block : Normalise(block);
    }

    public void Clear()
    {
        _text.Clear();
        _runs.Clear();
        _spaceStart = -1;
    }

    private void FlushSpace()
    {
        if (_spaceStart < 0) return;
        if (_text.Length > 0)
            Add(" ", _spaceStart, _spaceEnd, _spaceVerbatim ? RunNormalisation.Verbatim : RunNormalisation.Whitespace);
        _spaceStart = -1;
    }

    private void Add(ReadOnlySpan<char> value, int start, int end, RunNormalisation how)
    {
        if (how == RunNormalisation.Verbatim && _runs.Count > 0 && _runs[^1] is { Normalisation: RunNormalisation.Verbatim } last
            && last.PageEnd == start)
            _runs[^1] = last with { Length = last.Length + value.Length, PageEnd = end };
        else
            _runs.Add(new BlockRun(_text.Length, value.Length, start, end, how));
        _text.Append(value);
    }

    private static bool IsNormalized(string text)
    {
        // Below U+0300 every character is NFC already.
        var any = false;
        foreach (var c in text)
        {
            if (c < '\u0300') continue;
            any = true;
            break;
        }
        return !any || text.IsNormalized(NormalizationForm.FormC);
    }

    /// <summary>NFC, segment by segment, so that only the characters that change lose their verbatim run.</summary>
    private static BlockText Normalise(BlockText block)
    {
        var text = new StringBuilder(block.Text.Length);
        var runs = ImmutableArray.CreateBuilder<BlockRun>();
        var source = block.Text;
        var at = 0;
        var verbatimFrom = 0;
        while (at < source.Length)
        {
            var end = at + 1;
            while (end < source.Length && !StartsSegment(source[end])) end++;
            if (end - at == 1 && source[at] < '\u0300')
            {
                at = end;
                continue;
            }
            var segment = source[at..end];
            var composed = segment.Normalize(NormalizationForm.FormC);
            if (string.Equals(composed, segment, StringComparison.Ordinal))
            {
                at = end;
                continue;
            }
            Copy(verbatimFrom, at);
            var (pageStart, pageEnd) = block.PageRange(TextSpan.FromBounds(at, end));
            runs.Add(new BlockRun(text.Length, composed.Length, pageStart, pageEnd, RunNormalisation.Nfc));
            text.Append(composed);
            at = end;
            verbatimFrom = end;
        }
        Copy(verbatimFrom, source.Length);
        return new BlockText(text.ToString(), runs.ToImmutable());

        void Copy(int from, int to)
        {
            if (to <= from) return;
            for (var i = block.RunAt(from); i < block.Runs.Length && block.Runs[i].Start < to; i++)
            {
                var run = block.Runs[i];
                var start = Math.Max(run.Start, from);
                var end = Math.Min(run.Start + run.Length, to);
                var verbatim = run.Normalisation == RunNormalisation.Verbatim;
                runs.Add(new BlockRun(
                    text.Length, end - start,
                    verbatim ? run.PageStart + (start - run.Start) : run.PageStart,
                    verbatim ? run.PageStart + (end - run.Start) : run.PageEnd,
                    run.Normalisation));
                text.Append(source, start, end - start);
            }
        }
    }

    private static bool StartsSegment(char c) =>
        c < '\u0300'
        || (!char.IsLowSurrogate(c)
            && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            && c is not (>= '\u1160' and <= '\u11FF'));

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f' or '\v' or '\u00A0' or '\u2028' or '\u2029' or '\u0085'
        || (c >= '\u1680' && char.IsWhiteSpace(c));

    /// <summary>Characters that print nothing: zero-width space and joiners' kin, soft hyphen, marks of direction, controls, and the two
    /// that are no characters (.NET refuses to normalise U+FFFE).</summary>
    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF' or '\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        || c < ' ' || c is >= '\u007F' and <= '\u009F';
}
