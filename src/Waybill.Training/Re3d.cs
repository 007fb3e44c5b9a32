using System.Text.Json;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Training;

/// <summary>Names out of re3d (Dstl 2017): defence and security texts under open licences. Its mentions hold common nouns
/// too ("the regime"), so each is cut down to its proper nouns.</summary>
public static class Re3d
{
    public static List<NameDocument> Read(string folder, LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var states = Lexicon.Embedded.Parties.Where(p => p.Kind == Claims.PartyKind.State).SelectMany(p => p.Aliases.Add(p.Name)).ToHashSet(StringComparer.Ordinal);
        var analyzer = new Analyzer(model, new() { Names = false, Mode = AnalyzerMode.Accurate });
        var tagger = new NeuralParser([model.Fast], model.RootLabel);
        var documents = new List<NameDocument>();
        foreach (string part in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var entities = File.ReadLines(Path.Combine(part, "entities.json")).Select(l => JsonDocument.Parse(l).RootElement)
                .ToLookup(e => e.GetProperty("documentId").GetString()!);
            foreach (var document in File.ReadLines(Path.Combine(part, "documents.json")).Select(l => JsonDocument.Parse(l).RootElement))
            {
                string text = document.GetProperty("text").GetString()!;
                var analysis = analyzer.Analyze(text);
                int n = analysis.Tokens.Count;
                var words = new Words(n);
                for (int i = 0; i < n; i++)
                    words.Set(i, analysis.Word(i));
                var tags = new byte[n];
                foreach (var s in analysis.Sentences)
                    tagger.Tag(words, s.FirstToken, s.TokenCount, tags.AsSpan(s.FirstToken, s.TokenCount));
                var classes = new int[n];
                foreach (var entity in entities[document.GetProperty("_id").GetString()!]
                    .OrderByDescending(e => e.GetProperty("end").GetInt32() - e.GetProperty("begin").GetInt32()))
                    Mark(analysis, entity.GetProperty("begin").GetInt32(), entity.GetProperty("end").GetInt32(), entity.GetProperty("type").GetString()!, states, classes);
                var glued = new bool[n];
                for (int i = 1; i < n; i++)
                    glued[i] = analysis.Tokens.Start[i] == analysis.Tokens.Start[i - 1] + analysis.Tokens.Length[i - 1];
                documents.Add(new(words, tags, glued, [.. analysis.Sentences], classes));
            }
        }
        return documents;
    }

    private static void Mark(Analysis analysis, int begin, int end, string type, HashSet<string> states, int[] classes)
    {
        int kind = type switch { "Person" => 0, "Location" => 1, "Organisation" => 2, "MilitaryPlatform" or "Weapon" or "Vehicle" => 3, _ => -1 };
        if (kind < 0)
            return;
        var t = analysis.Tokens;
        int first = 0;
        while (first < t.Count && t.Start[first] < begin)
            first++;
        int stop = first;
        while (stop < t.Count && t.Start[stop] + t.Length[stop] <= end)
            stop++;
        bool Proper(int i) => t.Upos[i] == Upos.Propn || t.Xpos[i] is "NNP" or "NNPS";
        while (first < stop && (!Proper(first) || kind == 0 && NameTrainer.IsTitle(analysis.Word(first).ToString())))
            first++;
        while (stop > first && !Proper(stop - 1))
            stop--;
        if (stop - first is 0 or > 8)
            return;
        // "Syrian forces": what is left after the cut must be the mention's head, or it is another name.
        for (int i = first; i < stop; i++)
        {
            if (classes[i] != 0 || t.Upos[i] is Upos.Verb or Upos.Pron or Upos.Noun)
                return;
        }
        string text = string.Join(' ', Enumerable.Range(first, stop - first).Select(i => analysis.Word(i).ToString()));
        if (states.Contains(text))
            kind = 1;
        for (int i = first; i < stop; i++)
            classes[i] = 1 + 2 * kind + (i == first ? 0 : 1);
    }
}
