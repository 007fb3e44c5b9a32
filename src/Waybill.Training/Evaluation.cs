using System.Globalization;
using Waybill.Language;

namespace Waybill.Training;

/// <summary>Attachment, tags, lemmas and boundaries, counted against a treebank.</summary>
public sealed class Evaluation
{
    public int Words, Xpos, Upos, Lemma, Uas, Las, LasUniversal;
    public int GoldTokens, OwnTokens, SameTokens, GoldSentences, OwnSentences, SameSentences;
    public int OwnUas, OwnLas, OwnXpos;
    public readonly SortedDictionary<string, int[]> Relations = new(StringComparer.Ordinal);

    public double Percent(int count) => Words == 0 ? 0 : 100.0 * count / Words;

    /// <summary>Parses the sentences of documents with gold tokens, and again from running text.</summary>
    public void Add(Analyzer analyzer, IReadOnlyList<GoldSentence> all)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        ArgumentNullException.ThrowIfNull(all);
        foreach (var document in all.GroupBy(s => s.Document))
        {
            var sentences = document.ToList();
            var (text, tokens, firsts) = Treebank.Text(sentences);
            Gold(analyzer.Analyze(text, tokens, firsts), sentences);
            Own(analyzer.Analyze(text), text, tokens, firsts, sentences);
        }
    }

    /// <summary>Sentences that are cut alike, in the treebank and by the rules that were learnt of other documents; no tree
    /// is needed for it.</summary>
    /// <param name="show">Writes what differs.</param>
    public void AddBoundaries(TokenizerRules rules, IReadOnlyList<GoldSentence> all, bool show = false)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(all);
        var tokenizer = new Tokenizer(rules);
        var splitter = new SentenceSplitter(rules);
        foreach (var document in all.GroupBy(s => s.Document))
        {
            var (text, gold, firsts) = Treebank.Text([.. document]);
            var own = new TokenBuffer();
            tokenizer.Tokenize(text, own);
            var ownFirsts = splitter.Split(text, own, out _);
            var spans = Spans(own, ownFirsts).ToHashSet();
            GoldSentences += firsts.Count;
            OwnSentences += ownFirsts.Count;
            var goldSpans = Spans(gold, firsts).ToHashSet();
            SameSentences += goldSpans.Count(spans.Contains);
            if (!show)
                continue;
            foreach (var (start, end) in spans.Except(goldSpans).Concat(goldSpans.Except(spans)).Order())
                Console.WriteLine($"  {(goldSpans.Contains((start, end)) ? "treebank" : "own     ")} {document.Key}: {text[start..end]}");
        }
    }

    private static IEnumerable<(int Start, int End)> Spans(TokenBuffer tokens, IReadOnlyList<int> firsts)
    {
        for (int s = 0; s < firsts.Count; s++)
        {
            int last = (s + 1 < firsts.Count ? firsts[s + 1] : tokens.Count) - 1;
            yield return (tokens.Start[firsts[s]], tokens.Start[last] + tokens.Length[last]);
        }
    }

    /// <summary>F of sentence boundaries on own tokens.</summary>
    public string BoundariesF => F(SameSentences, GoldSentences, OwnSentences);

    private void Gold(Analysis analysis, List<GoldSentence> sentences)
    {
        int at = 0;
        foreach (var s in sentences)
        {
            for (int i = 0; i < s.Count; i++)
            {
                int k = at + i;
                Words++;
                var t = analysis.Tokens;
                int head = t.Head[k] < 0 ? -1 : t.Head[k] - at;
                if (t.Xpos[k] == s.Xpos[i])
                    Xpos++;
                if (t.Upos[k].Name() == s.Upos[i])
                    Upos++;
                if (string.Equals(t.Lemma[k], s.Lemma[i], StringComparison.OrdinalIgnoreCase))
                    Lemma++;
                bool arc = head == s.Head[i], label = t.Relation[k] == s.Relation[i];
                if (arc)
                    Uas++;
                if (arc && label)
                    Las++;
                if (arc && Universal(t.Relation[k]) == Universal(s.Relation[i]))
                    LasUniversal++;
                Count(s.Relation[i])[0]++;
                Count(t.Relation[k])[1]++;
                if (arc && label)
                    Count(s.Relation[i])[2]++;
            }
            at += s.Count;
        }
    }

    private int[] Count(string relation)
    {
        if (!Relations.TryGetValue(relation, out int[]? counts))
            Relations[relation] = counts = new int[3];
        return counts;
    }

    private static string Universal(string relation)
    {
        int colon = relation.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? relation : relation[..colon];
    }

    private void Own(Analysis own, string text, TokenBuffer gold, List<int> firsts, List<GoldSentence> sentences)
    {
        var place = new Dictionary<(int, int), int>();
        for (int i = 0; i < own.Tokens.Count; i++)
            place[(own.Tokens.Start[i], own.Tokens.Length[i])] = i;
        GoldTokens += gold.Count;
        OwnTokens += own.Tokens.Count;
        var back = new Dictionary<int, int>();
        for (int i = 0; i < gold.Count; i++)
        {
            if (place.TryGetValue((gold.Start[i], gold.Length[i]), out int k))
            {
                SameTokens++;
                back[i] = k;
            }
        }
        GoldSentences += firsts.Count;
        OwnSentences += own.Sentences.Length;
        var spans = own.Sentences.Select(s => (s.Span.Start, s.Span.End)).ToHashSet();
        for (int s = 0; s < firsts.Count; s++)
        {
            int last = (s + 1 < firsts.Count ? firsts[s + 1] : gold.Count) - 1;
            if (spans.Contains((gold.Start[firsts[s]], gold.Start[last] + gold.Length[last])))
                SameSentences++;
            var sentence = sentences[s];
            for (int i = 0; i < sentence.Count; i++)
            {
                if (!back.TryGetValue(firsts[s] + i, out int k))
                    continue;
                if (own.Tokens.Xpos[k] == sentence.Xpos[i])
                    OwnXpos++;
                int head = sentence.Head[i];
                int ownHead = own.Tokens.Head[k];
                bool arc = head < 0 ? ownHead < 0 : back.TryGetValue(firsts[s] + head, out int h) && h == ownHead;
                if (!arc)
                    continue;
                OwnUas++;
                if (own.Tokens.Relation[k] == sentence.Relation[i])
                    OwnLas++;
            }
        }
    }

    private static string F(int same, int gold, int own) =>
        (gold + own == 0 ? 0 : 200.0 * same / (gold + own)).ToString("F2", CultureInfo.InvariantCulture);

    public string Report(string name, bool relations = false)
    {
        string line = string.Create(CultureInfo.InvariantCulture,
            $"{name}: words {Words}; gold tokens: XPOS {Percent(Xpos):F2} UPOS {Percent(Upos):F2} lemma {Percent(Lemma):F2} UAS {Percent(Uas):F2} LAS {Percent(Las):F2} (universal {Percent(LasUniversal):F2}); ")
            + $"own: tokens {F(SameTokens, GoldTokens, OwnTokens)} sentences {F(SameSentences, GoldSentences, OwnSentences)} XPOS {F(OwnXpos, GoldTokens, OwnTokens)} UAS {F(OwnUas, GoldTokens, OwnTokens)} LAS {F(OwnLas, GoldTokens, OwnTokens)}";
        line += "\n   " + string.Join("  ", Relations.Where(r => relations ? r.Value[0] >= 10 : r.Key is "ccomp" or "appos" or "parataxis" or "obl" or "nsubj" or "nsubj:pass" or "obj" or "acl:relcl" or "nmod" or "conj" or "advcl")
            .Select(r => $"{r.Key} {F(r.Value[2], r.Value[0], r.Value[1])}"));
        return line;
    }
}
