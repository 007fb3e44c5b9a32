using Waybill.Language;
using Waybill.Texts;

namespace Waybill.Claims.Reading;

internal enum AtomKind : byte { Word, Number, Symbol }

/// <summary>A piece of a sentence for the number and time grammars: a run of letters, a figure with its
/// separators (<c>1,000</c>, <c>1.5</c>), or one other character. The grammars work on atoms and not on tokens so
/// that they read the same whichever way a tokenizer cuts "twenty-one", "155mm" or "Dec. 30".</summary>
internal readonly record struct Atom(int Start, int Length, AtomKind Kind, string Lower, bool Capital)
{
    public int End => Start + Length;

    public bool Is(string word) => string.Equals(Lower, word, StringComparison.Ordinal);

    public bool IsDash => Lower is "-" or "–" or "—" or "‑" or "‐";

    /// <summary>The value of a figure, or −1.</summary>
    public decimal Value => Kind == AtomKind.Number ? Numerals.Figure(Lower) : -1;
}

/// <summary>The atoms of one run of text.</summary>
internal sealed class Atoms
{
    /// <summary>Longer sentences are cut here: no real one comes near, and hostile ones must not cost more.</summary>
    private const int MaxAtoms = 4000;

    private readonly Atom[] _atoms;

    private Atoms(string text, Atom[] atoms)
    {
        Text = text;
        _atoms = atoms;
    }

    public string Text { get; }

    public int Count => _atoms.Length;

    public static readonly Atom None = new(0, 0, AtomKind.Symbol, "", false);

    /// <summary>The atom at a place; an empty one outside, so that grammars can look ahead and back freely.</summary>
    public Atom this[int i] => (uint)i < (uint)_atoms.Length ? _atoms[i] : None;

    /// <summary>Whether nothing stands between atom <paramref name="i"/> and the next.</summary>
    public bool Joined(int i) => i >= 0 && i + 1 < _atoms.Length && _atoms[i].End == _atoms[i + 1].Start;

    public TextSpan Span(int first, int count) => TextSpan.FromBounds(_atoms[first].Start, _atoms[first + count - 1].End);

    public string Words(int first, int count) => Span(first, count).Of(Text).ToString();

    public bool Sequence(int i, params ReadOnlySpan<string> words)
    {
        for (var k = 0; k < words.Length; k++)
        {
            if (!this[i + k].Is(words[k])) return false;
        }
        return true;
    }

    public static Atoms Of(string text) => Of(text, new TextSpan(0, text.Length));

    public static Atoms Of(Analysis analysis, int sentence) => Of(analysis.Text, analysis.Sentences[sentence].Span);

    public static Atoms Of(string text, TextSpan span)
    {
        var atoms = new List<Atom>(span.Length / 5 + 4);
        var i = span.Start;
        while (i < span.End && atoms.Count < MaxAtoms)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }
            var start = i;
            if (char.IsLetter(c))
            {
                while (i < span.End && (char.IsLetter(text[i]) || char.GetUnicodeCategory(text[i]) == System.Globalization.UnicodeCategory.NonSpacingMark)) i++;
                // U.S., a.m.: a letter, a period, a letter.
                if (i - start == 1)
                {
                    while (i + 1 < span.End && text[i] == '.' && char.IsLetter(text[i + 1]) && (i + 2 >= span.End || !char.IsLetter(text[i + 2]))) i += 2;
                }
                atoms.Add(new Atom(start, i - start, AtomKind.Word, text[start..i].ToLowerInvariant(), char.IsUpper(c)));
            }
            else if (char.IsAsciiDigit(c))
            {
                i = EndOfFigure(text, i, span.End);
                atoms.Add(new Atom(start, i - start, AtomKind.Number, text[start..i], false));
            }
            else
            {
                i++;
                atoms.Add(new Atom(start, 1, AtomKind.Symbol, c is '’' ? "'" : c.ToString(), false));
            }
        }
        return new Atoms(text, [.. atoms]);
    }

    /// <summary>A figure: digits, thousands groups of exactly three after commas (or thin spaces), one decimal point.</summary>
    private static int EndOfFigure(string text, int i, int end)
    {
        var start = i;
        while (i < end && char.IsAsciiDigit(text[i])) i++;
        // Indian grouping: 1,40,000
        if (i - start <= 2)
        {
            var pair = i;
            while (pair + 6 < end && text[pair] == ',' && char.IsAsciiDigit(text[pair + 1]) && char.IsAsciiDigit(text[pair + 2]) && text[pair + 3] == ',') pair += 3;
            if (pair > i && pair + 3 < end && text[pair] == ',' && Three(text, pair + 1, end)) i = pair;
        }
        while (i + 3 < end && text[i] is ',' or '\u2009' or '\u202f' && Three(text, i + 1, end)) i += 4;
        if (i + 1 < end && text[i] == '.' && char.IsAsciiDigit(text[i + 1]))
        {
            i++;
            while (i < end && char.IsAsciiDigit(text[i])) i++;
        }
        return i;
    }

    private static bool Three(string text, int i, int end)
        => i + 2 < end && char.IsAsciiDigit(text[i]) && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2])
           && (i + 3 >= end || !char.IsAsciiDigit(text[i + 3]));
}

/// <summary>From spans of text to tokens.</summary>
internal static class TokenFinder
{
    /// <summary>The token of a sentence that holds a position, or −1.</summary>
    public static int At(Analysis analysis, Sentence sentence, int position)
    {
        int low = sentence.FirstToken, high = sentence.EndToken - 1;
        var starts = analysis.Tokens.Start;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (starts[middle] > position) high = middle - 1;
            else low = middle + 1;
        }
        return high >= sentence.FirstToken && position < starts[high] + analysis.Tokens.Length[high] ? high : -1;
    }

    /// <summary>First and number of the tokens that a span touches; count 0 where it touches none.</summary>
    public static (int First, int Count) Under(Analysis analysis, Sentence sentence, TextSpan span)
    {
        int first = -1, last = -1;
        int low = sentence.FirstToken, high = sentence.EndToken;
        var tokens = analysis.Tokens;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens.Start[middle] + tokens.Length[middle] <= span.Start) low = middle + 1;
            else high = middle;
        }
        for (var t = low; t < sentence.EndToken && tokens.Start[t] < span.End; t++)
        {
            if (first < 0) first = t;
            last = t;
        }
        return first < 0 ? (low, 0) : (first, last - first + 1);
    }
}
