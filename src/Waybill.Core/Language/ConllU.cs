using System.Globalization;
using System.Text;

namespace Waybill.Language;

/// <summary>Prints an analysis in CoNLL-U (universaldependencies.org/format) or as a tree for reading.</summary>
public static class ConllU
{
    public static string Print(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var t = analysis.Tokens;
        var output = new StringBuilder();
        for (int s = 0; s < analysis.Sentences.Length; s++)
        {
            var sentence = analysis.Sentences[s];
            output.Append(CultureInfo.InvariantCulture, $"# sent_id = {s + 1}\n# text = ").Append(OneLine(sentence.Span.Of(analysis.Text))).Append('\n');
            for (int i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                int head = t.Head[i] < 0 ? 0 : t.Head[i] - sentence.FirstToken + 1;
                bool glued = i + 1 < t.Count && t.Start[i + 1] == t.Start[i] + t.Length[i];
                output.Append(CultureInfo.InvariantCulture, $"{i - sentence.FirstToken + 1}\t").Append(OneLine(analysis.Word(i))).Append('\t')
                    .Append(t.Lemma[i]).Append('\t').Append(t.Upos[i].Name()).Append('\t').Append(t.Xpos[i]).Append("\t_\t")
                    .Append(CultureInfo.InvariantCulture, $"{head}\t").Append(t.Relation[i]).Append("\t_\t").Append(glued ? "SpaceAfter=No" : "_").Append('\n');
            }
            output.Append('\n');
        }
        return output.ToString();
    }

    /// <summary>The trees with a word a line, indented under its head, in the order of the text.</summary>
    public static string Tree(Analysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var output = new StringBuilder();
        foreach (var sentence in analysis.Sentences)
        {
            output.Append(OneLine(sentence.Span.Of(analysis.Text))).Append('\n');
            for (int i = sentence.FirstToken; i < sentence.EndToken; i++)
            {
                if (analysis.Tokens.Head[i] < 0)
                    Branch(analysis, sentence, i, output);
            }
        }
        return output.ToString();
    }

    /// <summary>Walks a tree with a stack of its own: a chain of two hundred words must not use two hundred frames.</summary>
    private static void Branch(Analysis analysis, Sentence sentence, int root, StringBuilder output)
    {
        var t = analysis.Tokens;
        var pending = new Stack<(int Token, int Depth)>();
        pending.Push((root, 1));
        while (pending.TryPop(out var node))
        {
            output.Append(' ', node.Depth * 2).Append(t.Relation[node.Token]).Append("  ").Append(analysis.Word(node.Token))
                .Append("  (").Append(t.Lemma[node.Token]).Append(", ").Append(t.Xpos[node.Token]);
            if ((t.Morph[node.Token] & Morph.PassiveVoice) != 0)
                output.Append(", passive");
            output.Append(")\n");
            for (int child = sentence.EndToken - 1; child >= sentence.FirstToken; child--)
            {
                if (t.Head[child] == node.Token)
                    pending.Push((child, node.Depth + 1));
            }
        }
    }

    private static string OneLine(ReadOnlySpan<char> text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
            line.Append(c < ' ' || c is '\u2028' or '\u2029' ? ' ' : c);
        return line.ToString();
    }
}
