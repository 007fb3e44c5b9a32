using System.Globalization;
using Waybill.Language;

namespace Waybill.Training;

/// <summary>Names against Universal NER (Mayhew et al. 2024): exact spans of persons, places and organisations, on gold
/// tokens. States count as places; agencies, outlets and armed groups as organisations; adjectives are no names there.</summary>
public static class NameEvaluation
{
    /// <param name="show">Prints what was missed and what was invented.</param>
    public static string Run(Analyzer analyzer, string iob, bool show = false)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        var counts = new SortedDictionary<string, int[]>(StringComparer.Ordinal) { ["PER"] = new int[3], ["LOC"] = new int[3], ["ORG"] = new int[3] };
        List<List<(string Form, string Label, bool Space)>> document = [[]];
        string text = "";
        int place = 0;
        foreach (string line in File.ReadLines(iob).Append("# newdoc"))
        {
            if (line.StartsWith("# newdoc", StringComparison.Ordinal))
            {
                Document(analyzer, [.. document.Where(s => s.Count > 0)], counts, show);
                document = [[]];
            }
            else if (line.Length == 0)
            {
                document.Add([]);
            }
            else if (line.StartsWith("# text = ", StringComparison.Ordinal))
            {
                text = line["# text = ".Length..];
                place = 0;
            }
            else if (line[0] != '#')
            {
                string[] cells = line.Split('\t');
                if (!cells[0].Contains('-', StringComparison.Ordinal) && !cells[0].Contains('.', StringComparison.Ordinal))
                {
                    bool space = place < text.Length && text[place] == ' ';
                    place += space ? 1 : 0;
                    place += cells[1].Length;
                    document[^1].Add((cells[1], cells[2], space));
                }
            }
        }
        return string.Join("  ", counts.Select(c => string.Create(CultureInfo.InvariantCulture,
            $"{c.Key} P {Ratio(c.Value[2], c.Value[1]):F3} R {Ratio(c.Value[2], c.Value[0]):F3} F {Ratio(2 * c.Value[2], c.Value[0] + c.Value[1]):F3} (of {c.Value[0]})")));
    }

    private static double Ratio(int a, int b) => b == 0 ? 0 : (double)a / b;

    private static void Document(Analyzer analyzer, List<List<(string Form, string Label, bool Space)>> sentences, SortedDictionary<string, int[]> counts, bool show)
    {
        if (sentences.Count == 0)
            return;
        var tokens = new TokenBuffer();
        List<string> labels = [], forms = [];
        List<int> firsts = [];
        var running = new System.Text.StringBuilder();
        int at = 0;
        foreach (var s in sentences)
        {
            firsts.Add(labels.Count);
            for (int i = 0; i < s.Count; i++)
            {
                if (i > 0 && !s[i].Space)
                    at--;
                tokens.Add(at, s[i].Form.Length, i == 0 ? Gap.Paragraph : s[i].Space ? Gap.Space : Gap.None);
                at += s[i].Form.Length + 1;
                running.Length = Math.Min(running.Length, tokens.Start[^1]);
                running.Append(s[i].Form).Append(' ');
                labels.Add(s[i].Label);
                forms.Add(s[i].Form);
            }
        }
        var analysis = analyzer.Analyze(running.ToString(), tokens, firsts);
        var gold = new HashSet<(int, int, string)>();
        for (int i = 0; i < labels.Count; i++)
        {
            if (!labels[i].StartsWith("B-", StringComparison.Ordinal))
                continue;
            int end = i + 1;
            while (end < labels.Count && labels[end] == "I-" + labels[i][2..])
                end++;
            if (counts.ContainsKey(labels[i][2..]))
                gold.Add((i, end, labels[i][2..]));
        }
        foreach (var (_, _, kind) in gold)
            counts[kind][0]++;
        var mine = new HashSet<(int, int, string)>();
        foreach (var name in analysis.Names)
        {
            string? kind = name.Kind switch
            {
                NameKind.Person => "PER",
                NameKind.State or NameKind.Place => "LOC",
                NameKind.Organisation or NameKind.ArmedGroup or NameKind.Agency or NameKind.Outlet => "ORG",
                _ => null,
            };
            if (kind is null || name.TokenCount == 1 && analysis.Tokens.Upos[name.FirstToken] == Upos.Adj)
                continue;
            mine.Add((name.FirstToken, name.EndToken, kind));
            counts[kind][1]++;
            if (gold.Contains((name.FirstToken, name.EndToken, kind)))
                counts[kind][2]++;
        }
        if (!show)
            return;
        foreach (var (first, end, kind) in gold.Except(mine).OrderBy(g => g.Item1))
            Console.WriteLine($"missed   {kind} {string.Join(' ', forms[first..end])}   | {string.Join(' ', forms[Math.Max(0, first - 4)..Math.Min(forms.Count, end + 4)])}");
        foreach (var (first, end, kind) in mine.Except(gold).OrderBy(g => g.Item1))
            Console.WriteLine($"invented {kind} {string.Join(' ', forms[first..end])}   | {string.Join(' ', forms[Math.Max(0, first - 4)..Math.Min(forms.Count, end + 4)])}");
    }
}
