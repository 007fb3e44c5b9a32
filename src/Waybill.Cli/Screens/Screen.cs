using System.Text;

namespace Waybill.Cli.Screens;

/// <summary>How a piece of text looks on a terminal.</summary>
public enum Style { Plain, Bold, Dim, Good, Bad, Doubt, Mark }

/// <summary>A run of text in one style.</summary>
public readonly record struct Piece(string Text, Style Style)
{
    public static implicit operator Piece(string text) => new(text, Style.Plain);
}

/// <summary>Writes for people: the only place that sends escape sequences, and it sends none of a page's own.</summary>
public sealed class Screen(TextWriter writer, bool colour, int width)
{
    public int Width { get; } = Math.Clamp(width, 40, 200);

    public void Line() => writer.Write('\n');

    public void Line(params ReadOnlySpan<Piece> pieces)
    {
        foreach (var piece in pieces) Write(piece);
        writer.Write('\n');
    }

    /// <summary>Pieces as one wrapped paragraph: the first line after <paramref name="indent"/> spaces, the others two further in.</summary>
    public void Flow(int indent, params ReadOnlySpan<Piece> pieces)
    {
        writer.Write(new string(' ', indent));
        var (column, space) = (indent, false);
        foreach (var piece in pieces)
        {
            // A gap of several blanks parts columns and is kept; single blanks are where a line may break.
            for (var at = 0; at < piece.Text.Length;)
            {
                var end = at;
                while (end < piece.Text.Length && piece.Text[end] == ' ') end++;
                var gap = end - at;
                at = end;
                while (end < piece.Text.Length && piece.Text[end] != ' ') end++;
                var word = piece.Text[at..end];
                at = end;
                var size = Safe.Columns(Safe.Text(word));
                if (gap > 0) space = true;
                if (word.Length == 0)
                {
                    if (column + gap < Width) { writer.Write(new string(' ', gap)); column += gap; space = false; }
                    continue;
                }
                if (column > indent + 2 && column + Math.Max(gap, space ? 1 : 0) + size > Width)
                {
                    writer.Write('\n' + new string(' ', indent + 2));
                    column = indent + 2;
                }
                else if (gap > 0)
                {
                    writer.Write(new string(' ', gap));
                    column += gap;
                }
                Write(piece with { Text = word });
                column += size;
                space = false;
            }
        }
        writer.Write('\n');
    }

    public void Heading(string text) => Line(new Piece(text, Style.Bold));

    /// <summary>Text wrapped to the width, every line after <paramref name="indent"/> spaces.</summary>
    public void Paragraph(string text, int indent, Style style = Style.Plain)
    {
        foreach (var line in Wrap(Safe.Line(text), Width - indent)) Line(new string(' ', indent), new Piece(line, style));
    }

    /// <summary>A label and its wrapped value, under each other in one column.</summary>
    public void Field(string label, string? value, int labelWidth = 14, Style style = Style.Plain)
    {
        if (string.IsNullOrEmpty(value)) return;
        var first = true;
        foreach (var line in Wrap(Safe.Line(value), Width - labelWidth - 2))
        {
            Line(new Piece(("  " + (first ? label : "")).PadRight(labelWidth + 2), Style.Dim), new Piece(line, style));
            first = false;
        }
    }

    public void Write(Piece piece)
    {
        var text = Safe.Text(piece.Text);
        var code = Code(piece.Style);
        if (!colour || code.Length == 0) writer.Write(text);
        else writer.Write($"\u001b[{code}m{text}\u001b[0m");
    }

    private static string Code(Style style) => style switch
    {
        Style.Bold => "1",
        Style.Dim => "2",
        Style.Good => "32",
        Style.Bad => "31",
        Style.Doubt => "33",
        Style.Mark => "36",
        _ => "",
    };

    /// <summary>Breaks text at spaces into lines of at most <paramref name="columns"/>; a longer word is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, int columns)
    {
        ArgumentNullException.ThrowIfNull(text);
        columns = Math.Max(columns, 4);
        var lines = new List<string>();
        var line = new StringBuilder();
        var used = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            var size = Safe.Columns(rest);
            if (used > 0 && used + 1 + size > columns) Flush();
            while (size > columns)
            {
                var cut = Cut(rest, columns);
                lines.Add(rest[..cut]);
                rest = rest[cut..];
                size = Safe.Columns(rest);
            }
            if (used > 0)
            {
                line.Append(' ');
                used++;
            }
            line.Append(rest);
            used += size;
        }
        if (used > 0 || lines.Count == 0) Flush();
        return lines;

        void Flush()
        {
            lines.Add(line.ToString());
            line.Clear();
            used = 0;
        }
    }

    private static int Cut(string word, int columns)
    {
        int at = 0, used = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            if (used + Safe.Columns(rune) > columns) break;
            used += Safe.Columns(rune);
            at += rune.Utf16SequenceLength;
        }
        return Math.Max(at, 1);
    }
}
