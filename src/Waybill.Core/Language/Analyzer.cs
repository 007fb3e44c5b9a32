using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Waybill.Lexicons;
using Waybill.Texts;

namespace Waybill.Language;

/// <summary>Which of the two ways to analyse.</summary>
public enum AnalyzerMode
{
    /// <summary>The small network: twice as fast, less right about long clauses.</summary>
    Fast,

    /// <summary>The large network.</summary>
    Accurate,
}

/// <summary>How an <see cref="Analyzer"/> works.</summary>
public sealed record AnalyzerOptions
{
    /// <summary>Default: <see cref="AnalyzerMode.Accurate"/>: the claims read more by it and invent less
    /// (docs/decisions/parser-mode.md).</summary>
    public AnalyzerMode Mode { get; init; } = AnalyzerMode.Accurate;

    /// <summary>Whose names get ids; null takes the one that ships with the program.</summary>
    public Lexicon? Lexicon { get; init; }

    /// <summary>Whether names and references are looked for. Default: true.</summary>
    public bool Names { get; init; } = true;

    /// <summary>Leaves out special instructions of the processor: the same results, more slowly (for tests).</summary>
    public bool Portable { get; init; }
}

/// <summary>Text → sentences, tokens, tags, lemmas, trees, names and references: a pure function of the text and the
/// model. Never throws on any text, and takes time in proportion to its length. Safe to use from many threads.</summary>
public sealed class Analyzer
{
    private readonly LanguageModel _model;
    private readonly AnalyzerOptions _options;
    private readonly Tokenizer _tokenizer;
    private readonly SentenceSplitter _splitter;
    private readonly NameFinder _names;

    // Workers are used again, results never are.
    private readonly ConcurrentBag<NeuralParser> _close = [], _plain = [];

    // The relation of the words of a sentence without a tree.
    private readonly byte _loose;

    public Analyzer(LanguageModel model, AnalyzerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _options = options ?? new();
        _tokenizer = new(model.TokenizerRules);
        _splitter = new(model.TokenizerRules);
        _loose = (byte)model.Relations.IndexOf("dep");
        _names = new(_options.Names ? _options.Lexicon ?? Lexicon.Embedded : null);
    }

    /// <summary>Analyses a text whose paragraphs are parted by empty lines; no sentence crosses one.</summary>
    /// <param name="depths">How closely to read which runs of the text, in their order, none over another; what lies in none of them is read for its
    /// <see cref="AnalysisDepth.Words"/>. Null reads everything closely.</param>
    public Analysis Analyze(string text, IReadOnlyList<DepthSpan>? depths = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var buffer = new TokenBuffer();
        _tokenizer.Tokenize(text, buffer);
        var firsts = _splitter.Split(text, buffer, out int cutSentences);
        return Analyze(text, buffer, firsts, cutSentences, depths);
    }

    /// <summary>Analyses text whose tokens and sentences are already known (in training and evaluation). Sentences must
    /// not be longer than <see cref="SentenceSplitter.MaxSentenceTokens"/>.</summary>
    public Analysis Analyze(string text, TokenBuffer buffer, IReadOnlyList<int> firsts, int cutSentences = 0, IReadOnlyList<DepthSpan>? depths = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(firsts);
        int n = buffer.Count;
        var words = new Words(n);
        for (int i = 0; i < n; i++)
            words.Set(i, StandIns.TryGetValue(buffer.Word(text, i), out var known) ? known : buffer.Word(text, i));
        var tags = new byte[n];
        var heads = new int[n];
        var labels = new byte[n];
        int[] names = _options.Names ? new int[n * NameTagger.Classes] : [];
        var sentences = new Sentence[firsts.Count];
        for (int s = 0; s < firsts.Count; s++)
        {
            int first = firsts[s], count = (s + 1 < firsts.Count ? firsts[s + 1] : n) - first;
            int end = buffer.Start[first + count - 1] + buffer.Length[first + count - 1];
            sentences[s] = new(first, count, TextSpan.FromBounds(buffer.Start[first], end));
        }
        Parse(words, sentences, tags, heads, labels, names, depths);
        foreach (var s in sentences)
        {
            for (int i = s.FirstToken; i < s.EndToken; i++)
                heads[i] = heads[i] < 0 ? -1 : heads[i] + s.FirstToken;
        }
        var tokens = Table(text, buffer, sentences, tags, heads, labels);
        List<LanguageCap> caps = [];
        if (buffer.CutTokens > 0)
            caps.Add(new($"words longer than {Tokenizer.MaxTokenLength} characters were cut", buffer.CutTokens));
        if (cutSentences > 0)
            caps.Add(new($"sentences longer than {SentenceSplitter.MaxSentenceTokens} words were cut", cutSentences));
        var analysis = new Analysis
        {
            // The two modes give different trees, so they are two analysers.
            Analyzer = _options.Mode == AnalyzerMode.Accurate ? _model.Name : _model.Name + " fast",
            Text = text,
            Tokens = tokens,
            Sentences = ImmutableCollectionsMarshal.AsImmutableArray(sentences),
            Names = _options.Names ? _names.Find(text, tokens, sentences, _model.Names.Tag(words, tags, names, Glued(buffer), sentences)) : [],
            Caps = [.. caps],
        };
        return _options.Names ? analysis.WithReferences(References.Find(analysis)) : analysis;
    }

    /// <summary>Fills tags, heads (relative to their sentence), relations and the network's scores of names.</summary>
    private void Parse(Words words, Sentence[] sentences, byte[] tags, int[] heads, byte[] labels, int[] names, IReadOnlyList<DepthSpan>? depths)
    {
        NeuralParser? close = null, plain = null;
        var next = 0;
        foreach (var s in sentences)
        {
            Span<byte> tag = tags.AsSpan(s.FirstToken, s.TokenCount), label = labels.AsSpan(s.FirstToken, s.TokenCount);
            var head = heads.AsSpan(s.FirstToken, s.TokenCount);
            var name = _options.Names ? names.AsSpan(s.FirstToken * NameTagger.Classes, s.TokenCount * NameTagger.Classes) : default;
            switch (DepthOf(s.Span, depths, ref next))
            {
                case AnalysisDepth.Close when _options.Mode == AnalyzerMode.Accurate:
                    (close ??= Taken(_close, [_model.Accurate, _model.Fast])).Parse(words, s.FirstToken, s.TokenCount, tag, head, label, name);
                    break;
                case AnalysisDepth.Words:
                    (plain ??= Taken(_plain, [_model.Fast])).Tag(words, s.FirstToken, s.TokenCount, tag);
                    head.Clear();
                    head[0] = -1;
                    label.Fill(_loose);
                    label[0] = _model.RootLabel;
                    break;
                default:
                    (plain ??= Taken(_plain, [_model.Fast])).Parse(words, s.FirstToken, s.TokenCount, tag, head, label, name);
                    break;
            }
        }
        if (close is not null) _close.Add(close);
        if (plain is not null) _plain.Add(plain);
    }

    private NeuralParser Taken(ConcurrentBag<NeuralParser> used, NeuralWeights[] networks) =>
        used.TryTake(out var parser) ? parser : new NeuralParser(networks, _model.RootLabel, _options.Portable);

    /// <summary>The deepest of the runs that a sentence touches; <paramref name="next"/> is the first run that does not end before it.</summary>
    private static AnalysisDepth DepthOf(TextSpan sentence, IReadOnlyList<DepthSpan>? depths, ref int next)
    {
        if (depths is null) return AnalysisDepth.Close;
        while (next < depths.Count && depths[next].Span.End <= sentence.Start) next++;
        var deepest = AnalysisDepth.Words;
        for (var d = next; d < depths.Count && depths[d].Span.Start < sentence.End; d++)
        {
            if (depths[d].Depth > deepest) deepest = depths[d].Depth;
        }
        return deepest;
    }

    /// <summary>Names of states, towns, makers and groups that the model takes for another kind of word where they open a sentence ("Boeing delivered
    /// 20 helicopters": a participle): it reads them as a name of the same kind that it knows (classes <c>read-as-…</c> of the word classes).</summary>
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> StandIns =
        (((string Class, string Known)[])[("read-as-maker", "Airbus"), ("read-as-people", "Americans"), ("read-as-state", "Kenya"), ("read-as-town", "Tokyo")])
        .SelectMany(c => WordClasses.Of(c.Class).Select(name => KeyValuePair.Create(name, c.Known))).ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private static bool[] Glued(TokenBuffer buffer)
    {
        var glued = new bool[buffer.Count];
        for (int i = 0; i < glued.Length; i++)
            glued[i] = buffer.Gap[i] == Gap.None;
        return glued;
    }

    private TokenTable Table(string text, TokenBuffer buffer, Sentence[] sentences, byte[] tags, int[] heads, byte[] labels)
    {
        int n = buffer.Count;
        var upos = new Upos[n];
        var xpos = new string[n];
        var lemmas = new string[n];
        var relations = new string[n];
        var pool = new StringPool();
        Span<char> lemma = stackalloc char[Tokenizer.MaxTokenLength + 64];
        for (int i = 0; i < n; i++)
        {
            var tag = _model.Tags[tags[i]];
            upos[i] = tag.Upos;
            xpos[i] = tag.Xpos;
            relations[i] = _model.Relations[labels[i]];
            var word = buffer.Word(text, i);
            int length = word.Length > Tokenizer.MaxTokenLength ? 0 : _model.Lemmatizer.Lemma(word, tags[i], lemma);
            lemmas[i] = length == 0 ? word.ToString() : pool.Get(lemma[..length]);
        }
        Morphology.Agree(upos, xpos, heads, relations, lemmas);
        ReportingClauses.Mend(sentences, text, buffer, upos, xpos, lemmas, heads, relations);
        Morphology.Settle(upos, xpos, heads, relations, lemmas);
        var morph = Morphology.Fill(upos, xpos, heads, relations, lemmas);
        return new TokenTable
        {
            Start = [.. buffer.Start],
            Length = [.. buffer.Length],
            Upos = ImmutableCollectionsMarshal.AsImmutableArray(upos),
            Xpos = ImmutableCollectionsMarshal.AsImmutableArray(xpos),
            Morph = ImmutableCollectionsMarshal.AsImmutableArray(morph),
            Lemma = ImmutableCollectionsMarshal.AsImmutableArray(lemmas),
            Head = ImmutableCollectionsMarshal.AsImmutableArray(heads),
            Relation = ImmutableCollectionsMarshal.AsImmutableArray(relations),
        };
    }

    /// <summary>One string for equal lemmas of a text.</summary>
    private sealed class StringPool
    {
        private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _strings =
            new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

        public string Get(ReadOnlySpan<char> text)
        {
            if (_strings.TryGetValue(text, out string? found))
                return found;
            string made = text.ToString();
            _strings[text] = made;
            return made;
        }
    }
}
