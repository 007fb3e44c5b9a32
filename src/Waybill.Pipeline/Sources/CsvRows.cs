using System.Text;

namespace Waybill.Pipeline.Sources;

/// <summary>Reads CSV (RFC 4180): quoted cells may hold commas, line breaks and doubled quotes.</summary>
internal static class CsvRows
{
    /// <summary>The cells of each line, with the number of the line on which they begin.</summary>
    public static IEnumerable<(List<string> Cells, int Line)> Read(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        int at = 0, line = 1, start = 1;
        var quoted = false;
        while (at < text.Length)
        {
            var c = text[at++];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (at < text.Length && text[at] == '"')
                {
                    cell.Append('"');
                    at++;
                }
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == ',') End();
            else if (c == '\n')
            {
                End();
                yield return (cells, start);
                cells = [];
                start = line;
            }
            else if (c is not ('\r' or '\uFEFF')) cell.Append(c);
        }
        if (cell.Length > 0 || cells.Count > 0)
        {
            End();
            yield return (cells, start);
        }

        void End()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}
