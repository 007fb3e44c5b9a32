using System.Globalization;
using System.Text;
using Waybill.Language;

namespace Waybill.Training;

/// <summary>A sentence of a treebank. Heads are 0-based, −1 for the root.</summary>
public sealed class GoldSentence
{
    public required string Document { get; init; }
    public required bool StartsParagraph { get; init; }
    public required string[] Form { get; init; }
    public required string[] Lemma { get; init; }
    public required string[] Upos { get; init; }
    public required string[] Xpos { get; init; }
    public required int[] Head { get; init; }
    public required string[] Relation { get; init; }
    public required bool[] SpaceAfter { get; init; }

    /// <summary>The last column: GUM's entities stand there.</summary>
    public required string[] Misc { get; init; }

    public int Count => Form.Length;
}

/// <summary>Reads CoNLL-U, and builds the running text that the sentences stood in.</summary>
public static class Treebank
{
    /// <param name="blocks">Whether a block inside another ends a paragraph where it ends, as on a page. GUM writes where
    /// blocks begin and how many sentences they hold (<c># newpar_block = p (6 s) | caption (1 s)</c>), and marks no
    /// new paragraph behind a caption that is counted to the text beside it.</param>
    public static List<GoldSentence> Read(string path, bool blocks = true)
    {
        List<int> open = []; // sentences left of each block, the outer ones first
        var sentences = new List<GoldSentence>();
        string document = "";
        bool paragraph = true;
        List<string[]> rows = [];
        Dictionary<int, (int End, bool Space)> fused = [];
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith("# newdoc", StringComparison.Ordinal))
            {
                document = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
                paragraph = true;
                open.Clear();
            }
            else if (line.StartsWith("# newpar", StringComparison.Ordinal))
            {
                paragraph = true;
                if (line.StartsWith("# newpar_block", StringComparison.Ordinal))
                    open.AddRange(line.Split(" s)").SkipLast(1).Select(b => int.Parse(b.AsSpan(b.LastIndexOf('(') + 1), CultureInfo.InvariantCulture)));
            }
            else if (line.Length == 0)
            {
                if (rows.Count > 0)
                    sentences.Add(Make(document, paragraph, rows, fused));
                rows = [];
                fused = [];
                for (int i = 0; i < open.Count; i++)
                    open[i]--;
                paragraph = blocks && open.RemoveAll(left => left <= 0) > 0;
            }
            else if (line[0] != '#')
            {
                string[] cells = line.Split('\t');
                if (cells[0].Contains('-', StringComparison.Ordinal))
                {
                    string[] range = cells[0].Split('-');
                    fused[int.Parse(range[0], CultureInfo.InvariantCulture)] =
                        (int.Parse(range[1], CultureInfo.InvariantCulture), !cells[9].Contains("SpaceAfter=No", StringComparison.Ordinal));
                }
                else if (!cells[0].Contains('.', StringComparison.Ordinal))
                {
                    rows.Add(cells);
                }
            }
        }
        if (rows.Count > 0)
            sentences.Add(Make(document, paragraph, rows, fused));
        return sentences;
    }

    private static GoldSentence Make(string document, bool paragraph, List<string[]> rows, Dictionary<int, (int End, bool Space)> fused)
    {
        int n = rows.Count;
        var space = new bool[n];
        for (int i = 0; i < n; i++)
            space[i] = !rows[i][9].Contains("SpaceAfter=No", StringComparison.Ordinal);
        foreach (var (start, (end, after)) in fused)
        {
            for (int i = start; i < end; i++)
                space[i - 1] = false;
            space[end - 1] = after;
        }
        return new GoldSentence
        {
            Document = document,
            StartsParagraph = paragraph,
            Form = [.. rows.Select(r => r[1].Replace(' ', '_'))],
            Lemma = [.. rows.Select(r => r[2])],
            Upos = [.. rows.Select(r => r[3])],
            Xpos = [.. rows.Select(r => r[4])],
            Head = [.. rows.Select(r => int.Parse(r[6], CultureInfo.InvariantCulture) - 1)],
            Relation = [.. rows.Select(r => r[7])],
            SpaceAfter = space,
            Misc = [.. rows.Select(r => r[9])],
        };
    }

    /// <summary>The running text of sentences, paragraphs parted by an empty line, with the gold tokens in it and the
    /// first token of each sentence.</summary>
    public static (string Text, TokenBuffer Tokens, List<int> Firsts) Text(IReadOnlyList<GoldSentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var text = new StringBuilder();
        var tokens = new TokenBuffer();
        List<int> firsts = [];
        bool space = false;
        string document = "";
        foreach (var sentence in sentences)
        {
            bool paragraph = text.Length > 0 && (sentence.StartsParagraph || sentence.Document != document);
            document = sentence.Document;
            if (paragraph)
                text.Append("\n\n");
            else if (space)
                text.Append(' ');
            firsts.Add(tokens.Count);
            for (int i = 0; i < sentence.Count; i++)
            {
                if (i > 0 && sentence.SpaceAfter[i - 1])
                    text.Append(' ');
                var gap = i == 0 ? paragraph || tokens.Count == 0 ? Gap.Paragraph : space ? Gap.Space : Gap.None
                    : sentence.SpaceAfter[i - 1] ? Gap.Space : Gap.None;
                tokens.Add(text.Length, sentence.Form[i].Length, gap);
                text.Append(sentence.Form[i]);
            }
            space = sentence.SpaceAfter[^1];
        }
        return (text.ToString(), tokens, firsts);
    }

    public static Words WordsOf(GoldSentence sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var words = new Words(sentence.Count);
        for (int i = 0; i < sentence.Count; i++)
            words.Set(i, sentence.Form[i]);
        return words;
    }
}
