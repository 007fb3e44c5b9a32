namespace Waybill.Cli.Screens;

/// <summary>A column: its head, whether numbers stand at the right, and the least width it is shrunk to.</summary>
public sealed record Column(string Head, bool Right = false, int Least = 0, Style Style = Style.Plain)
{
    /// <summary>Columns with a least width of 0 are never shrunk.</summary>
    public bool Shrinks => Least > 0;
}

/// <summary>A plain table: columns as wide as their cells, shrunk and wrapped where the terminal is narrower.</summary>
public sealed class Table(params IReadOnlyList<Column> columns)
{
    private const int Gap = 2;
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != columns.Count) throw new ArgumentException("A row has one cell a column.", nameof(cells));
        _rows.Add([.. cells.Select(Safe.Line)]);
    }

    public int Count => _rows.Count;

    public void Write(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        if (_rows.Count == 0) return;
        var widths = Widths(screen.Width);
        WriteRow(screen, widths, [.. columns.Select(c => c.Head)], head: true);
        foreach (var row in _rows) WriteRow(screen, widths, row, head: false);
    }

    private int[] Widths(int room)
    {
        var widths = columns.Select((c, i) => Math.Max(Safe.Columns(c.Head), _rows.Max(r => Safe.Columns(r[i])))).ToArray();
        var over = widths.Sum() + (Gap * (columns.Count - 1)) - room;
        while (over > 0)
        {
            // Take from the widest that can still give.
            var widest = -1;
            for (var i = 0; i < widths.Length; i++)
                if (columns[i].Shrinks && widths[i] > columns[i].Least && (widest < 0 || widths[i] > widths[widest])) widest = i;
            if (widest < 0) break;
            widths[widest]--;
            over--;
        }
        return widths;
    }

    private void WriteRow(Screen screen, int[] widths, string[] cells, bool head)
    {
        var wrapped = cells.Select((c, i) => Screen.Wrap(c, widths[i])).ToArray();
        var height = wrapped.Max(w => w.Count);
        for (var line = 0; line < height; line++)
        {
            var last = Array.FindLastIndex(wrapped, w => line < w.Count && w[line].Length > 0);
            for (var i = 0; i <= last; i++)
            {
                var text = line < wrapped[i].Count ? wrapped[i][line] : "";
                var pad = new string(' ', Math.Max(0, widths[i] - Safe.Columns(text)));
                if (columns[i].Right) screen.Write(pad);
                screen.Write(new Piece(text, head ? Style.Bold : columns[i].Style));
                if (i == last) break;
                if (!columns[i].Right) screen.Write(pad);
                screen.Write(new string(' ', Gap));
            }
            screen.Line();
        }
    }
}
