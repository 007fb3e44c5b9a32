using System.Buffers;
using System.Collections.Frozen;
using Waybill.Texts;

namespace Waybill.Lineage;

/// <summary>Cuts text into words and sentences in one pass over its characters; linear, and total on any input.</summary>
/// <param name="room">Most words that will be added.</param>
internal sealed class TextModelBuilder(string text, int room) : IDisposable
{
    /// <summary>A run without a full stop (a table, a list) is cut here, so that no sentence grows without bound.</summary>
    private const int LongestSentence = 120;

    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "gen", "sen", "rep", "lt", "col", "maj", "capt", "sgt", "gov", "adm", "st", "jr", "sr", "vs", "inc",
        "corp", "ltd", "co", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "brig", "cmdr", "prof",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Rented: a text is read once and kept in arrays of its own size. Between two words stands at least one other character.
    private readonly int[] _start = ArrayPool<int>.Shared.Rent(room);
    private readonly ushort[] _length = ArrayPool<ushort>.Shared.Rent(room);
    private readonly uint[] _stem = ArrayPool<uint>.Shared.Rent(room);
    private readonly WordMark[] _mark = ArrayPool<WordMark>.Shared.Rent(room);
    private SentenceRun[] _sentences = ArrayPool<SentenceRun>.Shared.Rent(64);
    private int _sentenceCount;
    private int _first;
    private bool _quoted;

    internal int Words { get; private set; }
    internal ReadOnlySpan<int> Start => _start.AsSpan(0, Words);
    internal ReadOnlySpan<ushort> Length => _length.AsSpan(0, Words);
    internal ReadOnlySpan<uint> Stem => _stem.AsSpan(0, Words);
    internal ReadOnlySpan<WordMark> Mark => _mark.AsSpan(0, Words);
    internal ReadOnlySpan<SentenceRun> Sentences => _sentences.AsSpan(0, _sentenceCount);

    /// <summary>Most words that a run of text of this length can have.</summary>
    internal static int MostWords(int letters) => letters / 2 + 1;

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_start);
        ArrayPool<ushort>.Shared.Return(_length);
        ArrayPool<uint>.Shared.Return(_stem);
        ArrayPool<WordMark>.Shared.Return(_mark);
        ArrayPool<SentenceRun>.Shared.Return(_sentences);
    }

    internal void Add(TextSpan part)
    {
        var i = part.Start;
        var end = part.End;
        _first = Words;
        _quoted = false;
        while (i < end)
        {
            var c = text[i];
            if (c == ' ')
            {
                i++;
                continue;
            }
            if (char.IsLetterOrDigit(c))
            {
                i = char.IsAsciiLetter(c) && PlainEnd(i, end) is var plain && plain > 0 ? AddPlain(i, plain, end) : AddWord(i, end);
                if (Words - _first >= LongestSentence) Close();
                continue;
            }
            switch (c)
            {
                case '\n':
                    Close();
                    _quoted = false;
                    break;
                case '“':
                    _quoted = true;
                    break;
                case '”':
                    _quoted = false;
                    break;
                case '"':
                    _quoted = !_quoted;
                    break;
                case '.' or '!' or '?':
                    if (EndsSentence(i, end)) Close();
                    break;
            }
            i++;
        }
        Close();
    }

    /// <summary>End of a word that is nothing but the letters a to z and ends where any word would; 0 for all others.</summary>
    private int PlainEnd(int start, int end)
    {
        var i = start + 1;
        while (i < end && char.IsAsciiLetter(text[i])) i++;
        if (i == end) return i;
        var c = text[i];
        return c < 128 && !char.IsAsciiDigit(c) && (c != '.' || i - start > 1) ? i : 0;
    }

    private int AddPlain(int start, int i, int end)
    {
        var length = Math.Min(i - start, ushort.MaxValue);
        Keep(start, length, WordFolding.PlainStem(text.AsSpan(start, length)), digit: false);
        return i < end && text[i] == '\'' ? PastContraction(i, end) : i;
    }

    private int AddWord(int i, int end)
    {
        var start = i;
        var digit = char.IsAsciiDigit(text[i]);
        while (i < end)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c))
            {
                i++;
                continue;
            }
            var next = i + 1 < end ? text[i + 1] : ' ';
            if (digit && c is '.' or ',' && char.IsAsciiDigit(next) && char.IsAsciiDigit(text[i - 1]))
            {
                i++;
                continue;
            }
            // An abbreviation with dots is one word: U.S., U.A.E.
            if (c == '.' && char.IsUpper(text[i - 1]) && (i - start == 1 || text[i - 2] == '.'))
            {
                if (char.IsUpper(next) && (i + 2 >= end || !char.IsLetter(text[i + 2])))
                {
                    i += 2;
                    continue;
                }
            }
            break;
        }
        var length = Math.Min(i - start, ushort.MaxValue);
        Keep(start, length, WordFolding.Stem(text.AsSpan(start, length)), digit);
        return i < end && text[i] is '\'' or '’' ? PastContraction(i, end) : i;
    }

    /// <summary>A possessive or a contraction ending is no part of the word.</summary>
    private int PastContraction(int i, int end)
    {
        var tail = i + 1;
        while (tail < end && tail - i <= 3 && char.IsLetter(text[tail])) tail++;
        return tail > i + 1 && tail - i <= 3 ? tail : i;
    }

    private void Keep(int start, int length, uint stem, bool digit)
    {
        var mark = WordMark.None;
        if (digit) mark |= WordMark.Number;
        else if (WordFolding.IsFunctionWord(stem)) mark |= WordMark.Function;
        if (char.IsUpper(text[start]))
        {
            mark |= WordMark.Capital;
            if (Words > _first && (mark & WordMark.Function) == 0) mark |= WordMark.Name;
            // "US" the state and "us" the pronoun fold alike; the capitals tell them apart.
            if ((mark & WordMark.Function) != 0 && length > 1 && char.IsUpper(text[start + length - 1])) mark &= ~WordMark.Function;
        }
        if (_quoted) mark |= WordMark.Quoted;
        _start[Words] = start;
        _length[Words] = (ushort)length;
        _stem[Words] = stem;
        _mark[Words++] = mark;
    }

    private bool EndsSentence(int dot, int end)
    {
        var i = dot + 1;
        while (i < end && text[i] is '"' or '”' or '’' or '\'' or ')' or ']') i++;
        if (i >= end || text[i] == '\n') return true;
        if (text[dot] == '.' && dot > 0)
        {
            if (i == dot + 1 && char.IsLetterOrDigit(text[i]))
            {
                // "Times.The finding": a lost space, not an address.
                return char.IsUpper(text[i]) && char.IsLower(text[dot - 1]) && i + 1 < end && (char.IsLower(text[i + 1]) || text[i + 1] == ' ');
            }
            if (Words > 0)
            {
                var last = text.AsSpan(Start[^1], Length[^1]);
                if (Start[^1] + Length[^1] == dot && (last.Length == 1 && char.IsUpper(last[0]) || last.Contains('.')
                    || last.Length <= 5 && Abbreviations.Contains(last.ToString()))) return NextOpensNewThought(i, end, last);
            }
        }
        if (!char.IsWhiteSpace(text[i])) return i > dot + 1;
        while (i < end && char.IsWhiteSpace(text[i]))
        {
            if (text[i] == '\n') return true;
            i++;
        }
        return i >= end || !char.IsLower(text[i]) && !(char.IsAsciiDigit(text[i]) && i == dot + 1);
    }

    /// <summary>After an abbreviation a sentence ends only before one of the words that open sentences.</summary>
    private bool NextOpensNewThought(int i, int end, ReadOnlySpan<char> abbreviation)
    {
        if (!abbreviation.Contains('.') && abbreviation.Length > 1) return false;
        while (i < end && char.IsWhiteSpace(text[i])) i++;
        var start = i;
        while (i < end && char.IsLetter(text[i])) i++;
        return text.AsSpan(start, i - start) is "The" or "It" or "He" or "She" or "They" or "In" or "But" or "A" or "An" or "This" or "That" or "On" or "And";
    }

    private void Close()
    {
        var count = Words - _first;
        if (count > 0)
        {
            var start = Start[_first];
            var last = Words - 1;
            if (_sentenceCount == _sentences.Length)
            {
                var more = ArrayPool<SentenceRun>.Shared.Rent(_sentenceCount * 2);
                _sentences.CopyTo(more, 0);
                ArrayPool<SentenceRun>.Shared.Return(_sentences);
                _sentences = more;
            }
            _sentences[_sentenceCount++] = new SentenceRun(_first, count, TextSpan.FromBounds(start, SentenceEnd(Start[last] + Length[last])));
        }
        _first = Words;
    }

    /// <summary>Takes the punctuation after the last word with the sentence.</summary>
    private int SentenceEnd(int i)
    {
        while (i < text.Length && text[i] is '.' or '!' or '?' or '"' or '”' or ')' or ',' or ';' or ':' or '…') i++;
        return Math.Min(i, text.Length);
    }
}
