using System.Globalization;

namespace Waybill.Claims.Reading;

/// <summary>English cardinal numerals, in figures, in words, or mixed (<c>1,000</c>, <c>twenty-one</c>,
/// <c>one hundred and five</c>, <c>1.5 million</c>, <c>two dozen</c>, <c>$1.2bn</c>'s <c>1.2bn</c>).</summary>
internal static class Numerals
{
    /// <summary>Largest value read as a count; beyond it a figure is taken for something else.</summary>
    private const decimal Largest = 1_000_000_000_000_000m;

    public readonly record struct Result(decimal Value, int Count, bool Figure, bool Scaled, bool Rounded = false);

    /// <summary>The value of a figure as the scanner cuts it; −1 where it is too large.</summary>
    public static decimal Figure(string digits)
    {
        Span<char> clean = stackalloc char[32];
        var n = 0;
        foreach (var c in digits)
        {
            if (c is ',' or '\u2009' or '\u202f') continue;
            if (n == clean.Length) return -1;
            clean[n++] = c;
        }
        return decimal.TryParse(clean[..n], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var v) && v < Largest ? v : -1;
    }

    public static int Unit(string w) => w switch
    {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        _ => -1,
    };

    public static int Tens(string w) => w switch
    {
        "twenty" => 20,
        "thirty" => 30,
        "forty" or "fourty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => -1,
    };

    public static decimal Scale(string w) => w switch
    {
        "hundred" => 100,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        "dozen" => 12,
        "score" => 20,
        "lakh" => 100_000,
        "crore" => 10_000_000,
        _ => 0,
    };

    /// <summary>Scales glued to a figure: <c>1.2bn</c>, <c>40m</c>, <c>5k</c>.</summary>
    private static decimal Suffix(string w) => w switch
    {
        "k" => 1_000,
        "m" or "mn" or "mln" => 1_000_000,
        "b" or "bn" or "bln" => 1_000_000_000,
        "tn" or "trn" => 1_000_000_000_000,
        _ => 0,
    };

    /// <summary>The numeral that starts at an atom, if one does.</summary>
    public static Result? At(Atoms atoms, int i)
    {
        var a = atoms[i];
        if (a.Kind == AtomKind.Number)
        {
            var value = a.Value;
            if (value < 0) return null;
            if (atoms.Joined(i) && atoms[i + 1].Kind == AtomKind.Word && Suffix(atoms[i + 1].Lower) is > 0 and var glued)
                return new Result(value * glued, 2, true, true);
            var next = atoms[i + 1];
            var hyphen = next.IsDash && atoms.Joined(i) && atoms.Joined(i + 1) && Scale(atoms[i + 2].Lower) >= 1000 ? 1 : 0;
            var scale = Scale(atoms[i + 1 + hyphen].Lower);
            if (scale > 20 || scale == 12) return new Result(value * scale, 2 + hyphen, true, true);
            if (next.Lower is "bn" or "mn" or "tn" or "mln" or "bln") return new Result(value * Suffix(next.Lower), 2, true, true);
            return new Result(value, 1, true, false);
        }
        if (a.Kind != AtomKind.Word) return null;
        if (a.Lower == "half" && atoms.Sequence(i + 1, "a", "dozen")) return new Result(6, 3, false, true);
        if (a.Lower == "half" && atoms.Sequence(i + 1, "a", "million")) return new Result(500_000, 3, false, true);
        if (a.Lower == "half" && atoms[i + 1].IsDash && atoms[i + 2].Is("dozen")) return new Result(6, 3, false, true);
        if (a.Lower == "a" && atoms.Sequence(i + 1, "half", "dozen")) return new Result(6, 3, false, true);
        if (a.Lower is "a" or "one" && atoms[i + 1].Lower is "dozen" or "hundred" or "thousand" or "million" or "billion" or "couple" or "pair" or "score" or "handful")
        {
            if (atoms[i + 1].Lower is "couple" or "pair") return a.Lower == "a" ? new Result(2, 2, false, false, atoms[i + 1].Lower == "couple") : null;
            if (atoms[i + 1].Lower == "handful") return null;
            if (a.Lower == "a") return new Result(Scale(atoms[i + 1].Lower), 2, false, true);
        }
        return InWords(atoms, i);
    }

    private static Result? InWords(Atoms atoms, int i)
    {
        decimal total = 0, group = 0;
        var at = i;
        var any = false;
        var scaled = false;
        var last = 'x';
        for (var guard = 0; guard < 24; guard++)
        {
            var a = atoms[at];
            var skip = 0;
            if (any && (a.IsDash || a.Is("and")))
            {
                // "twenty-one", "one hundred and five"; "two and three" are two numbers.
                if (a.Is("and") && last != 'h' && !(scaled && last == 's')) break;
                if (a.IsDash && !(atoms.Joined(at - 1) && atoms.Joined(at))) break;
                skip = 1;
                a = atoms[at + 1];
            }
            if (a.Kind != AtomKind.Word) break;
            if (Unit(a.Lower) is >= 0 and var unit)
            {
                if (last is 'u' || (last == 't' && unit is 0 or > 9)) break;
                group += unit;
                last = 'u';
            }
            else if (Tens(a.Lower) is >= 0 and var tens)
            {
                if (last is 'u' or 't') break;
                group += tens;
                last = 't';
            }
            else if (any && a.Lower == "hundred")
            {
                if (last is 'h' or 's') break;
                group *= 100;
                last = 'h';
                scaled = true;
            }
            else if (any && a.Lower == "dozen" && total == 0 && last is 'u' or 't')
            {
                at += skip + 1;
                return new Result(group * 12, at - i, false, true);
            }
            else if (any && Scale(a.Lower) is >= 1000 and var scale)
            {
                if (last == 's') break;
                total += (group == 0 ? 1 : group) * scale;
                group = 0;
                last = 's';
                scaled = true;
            }
            else break;
            any = true;
            at += skip + 1;
        }
        return any ? new Result(total + group, at - i, false, scaled) : null;
    }

    /// <summary>An ordinal's number (<c>first</c> 1, <c>third</c> 3), or −1.</summary>
    public static int Ordinal(string w) => w switch
    {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => -1,
    };
}
