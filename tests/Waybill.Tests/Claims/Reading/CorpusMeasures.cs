using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Waybill.Claims;
using Waybill.Claims.Drafts;
using Waybill.Claims.Frames;
using Waybill.Claims.Mentions;
using Waybill.Claims.Reading;
using Waybill.Claims.Scope;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Tests.Claims.Reading;

/// <summary>Measures the readers on outside corpora. Reads only; nothing of a corpus is kept.</summary>
internal sealed class CorpusMeasures(string corpora, Analyzer analyzer)
{
    public readonly record struct AttributionScore(int Documents, int Gold, int Found, int Right, int Sources, int SourcesRight, int Whole)
    {
        public double Precision => (double)Right / Found;
        public double Recall => (double)Right / Gold;
        public double F => 2.0 * Right / (Gold + Found);
        public double SourceHead => (double)SourcesRight / Sources;
        public double WholeF => 2.0 * Whole / (Gold + Found);
    }

    /// <summary>Verbs that report: the measure's own list, for gold and found cues alike.</summary>
    private static readonly HashSet<string> Reporting = [.. ("say tell according add write note announce report state claim argue warn explain insist confirm deny suggest acknowledge declare reply "
        + "respond allege assert contend conclude reveal disclose believe think find learn estimate predict determine admit tweet cite remark maintain recall stress emphasize indicate show").Split(' ')];

    /// <summary>PolNeAR dev (one annotator a document): cues of reporting verbs and "according to", the head of the source
    /// inside the gold source, and the whole relation with half overlap of source and content.</summary>
    public AttributionScore Attributions()
    {
        var folder = Path.Combine(corpora, "data", "language", "polnear", "dev");
        var reader = new AttributionReader(Lexicon.Embedded);
        var score = new AttributionScore();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "attributions")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var document = name[..name.LastIndexOf('_')];
            if (!seen.Add(document)) continue;
            var text = File.ReadAllText(Path.Combine(folder, "text", document + ".txt"));
            var analysis = analyzer.Analyze(text);
            // The corpus gives a token to one relation only: what a quoted speaker says of himself is not marked apart.
            var found = reader.Read(analysis, Lexicon.Embedded.Matcher.Find(text)).Mentions.Where(m => !m.OfSpeaker).ToList();
            var units = CodePoints(text);
            var gold = Gold(file, analysis, units);
            score = score with { Documents = score.Documents + 1, Found = score.Found + found.Count(m => Reporting.Contains(m.CueLemma) || m.CueClass == "according") };
            foreach (var (cue, source, content) in gold)
            {
                if (!cue.Any(t => Reporting.Contains(analysis.Tokens.Lemma[t]) || analysis.Word(t).Equals("according", StringComparison.OrdinalIgnoreCase))) continue;
                score = score with { Gold = score.Gold + 1 };
                if (found.FirstOrDefault(m => cue.Contains(m.Cue) && (Reporting.Contains(m.CueLemma) || m.CueClass == "according")) is not { } hit) continue;
                score = score with { Right = score.Right + 1 };
                if (source.Count > 0) score = score with { Sources = score.Sources + 1, SourcesRight = score.SourcesRight + (source.Contains(hit.SourceHead) ? 1 : 0) };
                var ownSource = Enumerable.Range(hit.Source.First, hit.Source.Count).ToHashSet();
                var ownContent = hit.Content.SelectMany(r => Enumerable.Range(r.First, r.Count)).ToHashSet();
                if (Half(source, ownSource) && Half(content, ownContent)) score = score with { Whole = score.Whole + 1 };
            }
        }
        return score;
    }

    private static bool Half(HashSet<int> gold, HashSet<int> found)
    {
        if (gold.Count == 0) return true;
        var shared = gold.Count(found.Contains);
        return shared * 2 >= gold.Count && shared * 2 >= found.Count;
    }

    private static int[] CodePoints(string text)
    {
        var units = new List<int>(text.Length + 1);
        for (var i = 0; i < text.Length; i++)
        {
            units.Add(i);
            if (char.IsHighSurrogate(text[i])) i++;
        }
        units.Add(text.Length);
        return [.. units];
    }

    private static List<(HashSet<int> Cue, HashSet<int> Source, HashSet<int> Content)> Gold(string file, Analysis analysis, int[] units)
    {
        var spans = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var relations = new List<(HashSet<int>, HashSet<int>, HashSet<int>)>();
        // A relation may stand before the spans that it names.
        foreach (var line in File.ReadLines(file).OrderBy(l => l[0] != 'T'))
        {
            var fields = line.Split('\t');
            if (fields[0][0] == 'T')
            {
                var tokens = new HashSet<int>();
                foreach (var range in fields[1][(fields[1].IndexOf(' ', StringComparison.Ordinal) + 1)..].Split(';'))
                {
                    var ends = range.Split(' ').Select(n => units[Math.Min(int.Parse(n, CultureInfo.InvariantCulture), units.Length - 1)]).ToArray();
                    for (var t = 0; t < analysis.Tokens.Count; t++)
                    {
                        if (analysis.Tokens.Start[t] < ends[1] && analysis.Tokens.Start[t] + analysis.Tokens.Length[t] > ends[0]) tokens.Add(t);
                    }
                }
                spans[fields[0]] = tokens;
            }
            else if (fields[0][0] == 'E')
            {
                var (cue, source, content) = (new HashSet<int>(), new HashSet<int>(), new HashSet<int>());
                foreach (var part in fields[1].Split(' '))
                {
                    var pair = part.Split(':');
                    var into = pair[0].TrimEnd("0123456789".ToCharArray()) switch { "Cue" => cue, "Source" => source, "Content" => content, _ => null };
                    into?.UnionWith(spans[pair[1]]);
                }
                relations.Add((cue, source, content));
            }
        }
        return relations;
    }

    /// <summary>Recognizers' date cases: of the cases with one date or one range, how many expressions are found at all, and how
    /// many of those resolve to the gold in past or future.</summary>
    public (int Cases, int Found, int Exact, int Consistent, List<string> Misses) Dates()
    {
        int cases = 0, found = 0, exact = 0, consistent = 0;
        var misses = new List<string>();
        foreach (var file in (string[])["DateParser.json", "DatePeriodParser.json"])
        {
            foreach (var one in Spec("DateTime", file))
            {
                var results = one.GetProperty("Results");
                if (results.GetArrayLength() != 1) continue;
                var result = results[0];
                if (result.GetProperty("Type").GetString() is not ("date" or "daterange") || !one.TryGetProperty("Context", out var context)) continue;
                var value = result.GetProperty("Value");
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("PastResolution", out var past) || !value.TryGetProperty("FutureResolution", out var future)) continue;
                if (Days(past) == ".." && Days(future) == "..") continue;
                cases++;
                var input = one.GetProperty("Input").GetString()!;
                var text = result.GetProperty("Text").GetString()!;
                var day = DateOnly.FromDateTime(DateTime.Parse(context.GetProperty("ReferenceDateTime").GetString()!, CultureInfo.InvariantCulture));
                var span = TimeReader.Spans(Capitals(input)).FirstOrDefault(s => Covers(input.Substring(s.Start, s.Length), text));
                if (span.Length == 0) continue;
                var words = Capitals(input).Substring(span.Start, span.Length);
                var told = new List<string>();
                foreach (var tense in (string[])["past", "future"])
                {
                    var time = TimeResolver.Resolve(new TimeWords(words, tense), day, day);
                    told.Add($"{time.Start?.First:yyyy-MM-dd}..{time.End?.Last:yyyy-MM-dd}");
                }
                if (told.TrueForAll(t => t == "..")) continue;
                found++;
                if (told.Contains(Days(past)) || told.Contains(Days(future))) exact++;
                if (told.Exists(t => Within(Days(past), t) || Within(Days(future), t))) consistent++;
                else misses.Add($"{input} | {words} | gold {Days(past)} {Days(future)} | got {string.Join(" ", told)}");
            }
        }
        return (cases, found, exact, consistent, misses);
    }

    /// <summary>Whether the gold days lie within ours, its end taken as before or on the named day: we keep the whole month
    /// for "late March", and "from 2014 to 2018" includes 2018.</summary>
    private static bool Within(string gold, string ours)
    {
        var (g, o) = (gold.Split(".."), ours.Split(".."));
        return g[0].Length > 0 && o[0].Length > 0 && string.CompareOrdinal(o[0], g[0]) <= 0 && string.CompareOrdinal(g[1], o[1]) <= 0;
    }

    private static bool Covers(string found, string gold)
    {
        var (a, b) = (Core(found), Core(gold));
        return a == b;

        static string Core(string s) => string.Join(' ', s.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w is not ("the" or "on" or "in" or "of" or "during" or "over" or "at")).Select(w => w.Trim('.', ',')));
    }

    /// <summary>The cases are typed without capitals; news is not.</summary>
    private static string Capitals(string s)
    {
        var words = s.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var bare = words[i].TrimEnd('.', ',', '?', '!').ToLowerInvariant();
            if (bare.Length >= 3 && (TimeGrammarWords.Contains(bare))) words[i] = char.ToUpperInvariant(words[i][0]) + words[i][1..];
        }
        return string.Join(' ', words);
    }

    private static readonly HashSet<string> TimeGrammarWords = [.. "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".Split(' ')];

    /// <summary>Gold ranges end before their last day; single dates have one.</summary>
    private static string Days(JsonElement resolution)
    {
        if (resolution.TryGetProperty("date", out var date)) return $"{date.GetString()}..{date.GetString()}";
        var start = resolution.TryGetProperty("startDate", out var s) ? s.GetString() : "";
        var end = resolution.TryGetProperty("endDate", out var e) && DateOnly.TryParse(e.GetString(), CultureInfo.InvariantCulture, out var last) ? last.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
        return $"{start}..{end}";
    }

    private IEnumerable<JsonElement> Spec(string kind, string file)
    {
        var path = Path.Combine(corpora, "data", "language", "recognizers-specs", "Specs", kind, "English", file);
        using var document = JsonDocument.Parse(File.ReadAllText(path).TrimStart('\ufeff'));
        return document.RootElement.EnumerateArray().Select(e => e.Clone()).ToList();
    }

    /// <summary>Recognizers' currency cases of one sum with an amount: amount right among those found, and found at all.</summary>
    public (int Cases, int Found, int Right, List<string> Misses) Money()
    {
        int cases = 0, found = 0, right = 0;
        var misses = new List<string>();
        foreach (var one in Spec("NumberWithUnit", "CurrencyModel.json"))
        {
            var results = one.GetProperty("Results");
            if (results.GetArrayLength() != 1) continue;
            var resolution = results[0].GetProperty("Resolution");
            if (!resolution.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.String || !decimal.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var amount)) continue;
            cases++;
            var input = one.GetProperty("Input").GetString()!;
            var sums = MoneyReader.Read(input);
            if (sums.Length == 0) continue;
            found++;
            if (sums.Any(s => s.Amount == amount)) right++;
            else misses.Add($"{input} | gold {amount} | got {string.Join(", ", sums.Select(MoneyReader.Describe))}");
        }
        return (cases, found, right, misses);
    }

    /// <summary>A finite past or perfect verb: whether a future or wished-for happening counts as one is the stage's matter here,
    /// not factuality's.</summary>
    private static bool Past(Analysis analysis, int verb)
    {
        if (analysis.Tokens.Xpos[verb] == "VBD") return true;
        for (var t = verb - 1; t >= 0 && verb - t <= 3; t--)
        {
            if (analysis.Word(t).ToString().ToLowerInvariant() is "did" or "has" or "have" or "had") return analysis.Tokens.Xpos[verb] is "VB" or "VBN";
        }
        return false;
    }

    /// <summary>UDS-IH2 (dev): past verbs whose annotators agree that they happened (label ≥ 2.5) or did not (≤ −2.5), read
    /// as the extractor reads a deed: scope and check of polarity with an empty frame. Affirmed: certain or probable. What
    /// states nothing, or is stopped by the check, is no error on what did not happen. No question or command.</summary>
    public (int Affirmed, int AffirmedRight, int Negated, int NegatedAffirmed, List<string> Misses) Factuality()
    {
        int affirmed = 0, affirmedRight = 0, negated = 0, negatedAffirmed = 0;
        var misses = new List<string>();
        var cues = PatternExtractor.EmbeddedCues();
        var frame = new Frame("deed", false, "deed", "", ClaimKind.Flow, [], Stage.Delivered, Stage.Delivered, [], "");
        foreach (var line in File.ReadLines(Path.Combine(corpora, "data", "language", "factuality", "UDS_IH2", "dev.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var text = document.RootElement.GetProperty("text").GetString()!;
            if (text.EndsWith('?')) continue;
            var words = text.Split(' ');
            TreeView? tree = null;
            SentenceMentions[]? mentions = null;
            foreach (var target in document.RootElement.GetProperty("targets").EnumerateArray())
            {
                var label = target.GetProperty("label").GetDouble();
                if (Math.Abs(label) < 2.5) continue;
                tree ??= new TreeView(analyzer.Analyze(text));
                mentions ??= MentionFinder.Find(tree, Lexicon.Embedded, Lexicon.Embedded.Matcher.Find(text));
                var at = words.Take(target.GetProperty("span1")[0].GetInt32()).Sum(w => w.Length + 1);
                var token = Enumerable.Range(0, tree.Tokens.Count).FirstOrDefault(t => tree.Tokens.Start[t] >= at, -1);
                if (token < 0 || tree.Upos(token) != Upos.Verb || !Past(tree.Analysis, token)) continue;
                var scope = new ScopeReader(tree, cues, PatternExtractor.EmbeddedPhrases(), new ClauseStructure(tree, cues, mentions!)).Read(token, frame, headline: false);
                var draft = new ClaimDraft { Proposition = new Proposition { Frame = frame, Trigger = token, Sentence = tree.SentenceOf(token), Scope = scope, Items = [], Roles = ImmutableSortedDictionary<Role, RoleFill>.Empty }, Factuality = scope.Factuality, Negated = scope.Negated, Stance = scope.Stance };
                foreach (var (span, of) in scope.Proof) draft.Prove(span, of);
                var against = scope.Dropped ?? new PolarityGuard(tree, CueLexicon.Polarity).Against(draft);
                var states = against is null && !scope.Negated && scope.Factuality <= Waybill.Claims.Factuality.Probable;
                if (label > 0)
                {
                    affirmed++;
                    if (states) affirmedRight++;
                    else misses.Add($"+ {target.GetProperty("span_text").GetString()} {scope.Factuality} {scope.Negated} {against}: {text}");
                }
                else
                {
                    negated++;
                    if (!states) continue;
                    negatedAffirmed++;
                    misses.Add($"- {target.GetProperty("span_text").GetString()}: {text}");
                }
            }
        }
        return (affirmed, affirmedRight, negated, negatedAffirmed, misses);
    }
}
