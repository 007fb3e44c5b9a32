using System.Globalization;
using Waybill.Language;

namespace Waybill.Training;

/// <summary>Names against Universal NER (Mayhew et al. 2024): exact spans of persons, places and organisations, on gold
/// tokens. States count as places; agencies, outlets and armed groups as organisations; adjectives are no names there.</summary>
public static class NameEvaluation
{
    public static string Run(Analyzer analyzer, string iob)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        var counts = new SortedDictionary<string, int[]>(StringComparer.Ordinal) { ["PER"] = new int[3], ["LOC"] = new int[3], ["ORG"] = new int[3] };
        List<string> forms = [], labels = [];
        foreach (string line in File.ReadLines(iob).Append(""))
        {
            if (line.StartsWith('#'))
                continue;
            if (line.Length > 0)
            {
                string[] cells = line.Split('\t');
                if (!cells[0].Contains('-', StringComparison.Ordinal) && !cells[0].Contains('.', StringComparison.Ordinal))
                {
                    forms.Add(cells[1]);
                    labels.Add(cells[2]);
                }
                continue;
            }
            if (forms.Count > 0)
                Sentence(analyzer, forms, labels, counts);
            forms = [];
            labels = [];
        }
        return string.Join("  ", counts.Select(c => string.Create(CultureInfo.InvariantCulture,
            $"{c.Key} P {Ratio(c.Value[2], c.Value[1]):F3} R {Ratio(c.Value[2], c.Value[0]):F3} F {Ratio(2 * c.Value[2], c.Value[0] + c.Value[1]):F3} (of {c.Value[0]})")));
    }

    private static double Ratio(int a, int b) => b == 0 ? 0 : (double)a / b;

    private static void Sentence(Analyzer analyzer, List<string> forms, List<string> labels, SortedDictionary<string, int[]> counts)
    {
        var tokens = new TokenBuffer();
        int at = 0;
        for (int i = 0; i < forms.Count; i++)
        {
            tokens.Add(at, forms[i].Length, i == 0 ? Gap.Paragraph : Gap.Space);
            at += forms[i].Length + 1;
        }
        var analysis = analyzer.Analyze(string.Join(' ', forms), tokens, [0]);
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
            counts[kind][1]++;
            if (gold.Contains((name.FirstToken, name.EndToken, kind)))
                counts[kind][2]++;
        }
    }
}
