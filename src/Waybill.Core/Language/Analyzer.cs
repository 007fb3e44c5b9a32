using System.Runtime.InteropServices;
using Waybill.Texts;

namespace Waybill.Language;

/// <summary>Text → sentences, tokens, tags, lemmas, trees and names: a pure function of the text and the model. Never
/// throws on any text, and takes time in proportion to its length. Safe to use from many threads.</summary>
public sealed class Analyzer
{
    private readonly LanguageModel _model;
    private readonly Tokenizer _tokenizer;
    private readonly SentenceSplitter _splitter;
    private readonly PerceptronTagger _tagger;
    private readonly TransitionParser _parser;

    public Analyzer(LanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _tokenizer = new(model.TokenizerRules);
        _splitter = new(model.TokenizerRules);
        _tagger = new(model.TaggerWeights, model.SettledTags, model.Tags.Length);
        _parser = new(model.ParserWeights, model.Relations.Length, model.RootLabel);
    }

    /// <summary>Analyses a text whose paragraphs are parted by empty lines; no sentence crosses one.</summary>
    public Analysis Analyze(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var buffer = new TokenBuffer();
        _tokenizer.Tokenize(text, buffer);
        var firsts = _splitter.Split(text, buffer, out int cutSentences);
        return Analyze(text, buffer, firsts, cutSentences);
    }

    /// <summary>Analyses text whose tokens and sentences are already known (in training and evaluation).</summary>
    public Analysis Analyze(string text, TokenBuffer buffer, IReadOnlyList<int> firsts, int cutSentences = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(firsts);
        int n = buffer.Count;
        var words = new Words(n);
        for (int i = 0; i < n; i++)
            words.Set(i, buffer.Word(text, i));
        var tags = new byte[n];
        var heads = new int[n];
        var labels = new byte[n];
        var state = new ParserState();
        var sentences = new Sentence[firsts.Count];
        for (int s = 0; s < firsts.Count; s++)
        {
            int first = firsts[s], count = (s + 1 < firsts.Count ? firsts[s + 1] : n) - first;
            _tagger.Tag(words, first, count, tags.AsSpan(first, count));
            _parser.Parse(words, tags.AsSpan(first, count), first, count, state, heads.AsSpan(first, count), labels.AsSpan(first, count));
            for (int i = first; i < first + count; i++)
                heads[i] = heads[i] < 0 ? -1 : heads[i] + first;
            int end = buffer.Start[first + count - 1] + buffer.Length[first + count - 1];
            sentences[s] = new(first, count, TextSpan.FromBounds(buffer.Start[first], end));
        }
        var tokens = Table(text, buffer, tags, heads, labels);
        List<LanguageCap> caps = [];
        if (buffer.CutTokens > 0)
            caps.Add(new($"words longer than {Tokenizer.MaxTokenLength} characters were cut", buffer.CutTokens));
        if (cutSentences > 0)
            caps.Add(new($"sentences longer than {SentenceSplitter.MaxSentenceTokens} words were cut", cutSentences));
        return new Analysis
        {
            Analyzer = _model.Name,
            Text = text,
            Tokens = tokens,
            Sentences = ImmutableCollectionsMarshal.AsImmutableArray(sentences),
            Names = NameFinder.Find(text, tokens, sentences),
            Caps = [.. caps],
        };
    }

    private TokenTable Table(string text, TokenBuffer buffer, byte[] tags, int[] heads, byte[] labels)
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
