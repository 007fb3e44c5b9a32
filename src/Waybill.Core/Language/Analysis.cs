using System.Collections.Immutable;
using Waybill.Texts;

namespace Waybill.Language;

/// <summary>Universal part-of-speech tags (universaldependencies.org/u/pos).</summary>
public enum Upos : byte
{
    X, Adj, Adp, Adv, Aux, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Sym, Verb,
}

/// <summary>The morphological features that claims need, as bits.</summary>
[Flags]
public enum Morph : ushort
{
    None = 0,
    Past = 1,
    Present = 2,
    Finite = 4,
    Infinitive = 8,
    Gerund = 16,
    Participle = 32,
    PassiveVoice = 64,
    Plural = 128,
    Singular = 256,
    FirstPerson = 512,
    ThirdPerson = 1024,
}

/// <summary>A sentence: its tokens [First, First+Count) and its run of text.</summary>
public readonly record struct Sentence(int FirstToken, int TokenCount, TextSpan Span)
{
    public int EndToken => FirstToken + TokenCount;
}

/// <summary>What a name is.</summary>
public enum NameKind : byte
{
    Other, State, Place, Person, Organisation, ArmedGroup, Agency, Outlet, WeaponSystem, Unit, Date, Number, Money,
}

/// <summary>A name: tokens [First, First+Count), kind, and where a lexicon knows it, its id there
/// (an ISO 3166-1 alpha-3 code for a state, an agency's or weapon's id).</summary>
public readonly record struct NameSpan(int FirstToken, int TokenCount, TextSpan Span, NameKind Kind, string? LexiconId)
{
    public int EndToken => FirstToken + TokenCount;
}

/// <summary>A reference resolved within the article: the token that refers, and the first token of what it stands for.
/// Left out where unsure.</summary>
public readonly record struct Reference(int Token, int AntecedentFirst, int AntecedentCount, string Rule);

/// <summary>Something that was cut short, and by how much.</summary>
public readonly record struct LanguageCap(string What, int Count);

/// <summary>The tokens of a text, struct of arrays: index i of every array is token i. Heads are token indices
/// of the whole text, −1 for the root of a sentence. Relations are Universal Dependencies v2 names with
/// subtypes (<c>nsubj:pass</c>, <c>acl:relcl</c>).</summary>
public sealed class TokenTable
{
    public required ImmutableArray<int> Start { get; init; }
    public required ImmutableArray<int> Length { get; init; }
    public required ImmutableArray<Upos> Upos { get; init; }

    /// <summary>Penn Treebank tag (<c>VBD</c>).</summary>
    public required ImmutableArray<string> Xpos { get; init; }
    public required ImmutableArray<Morph> Morph { get; init; }

    /// <summary>Lower-case lemma, interned.</summary>
    public required ImmutableArray<string> Lemma { get; init; }
    public required ImmutableArray<int> Head { get; init; }
    public required ImmutableArray<string> Relation { get; init; }

    public int Count => Start.Length;
}

/// <summary>The analysis of one text: sentences, tokens, trees, names and references, all pointing into the text.
/// Immutable; any analyser that fills this type can take another's place.</summary>
public sealed class Analysis
{
    /// <summary>Name and version of the analyser and its model.</summary>
    public required string Analyzer { get; init; }
    public required string Text { get; init; }
    public required TokenTable Tokens { get; init; }
    public required ImmutableArray<Sentence> Sentences { get; init; }
    public ImmutableArray<NameSpan> Names { get; init; } = [];
    public ImmutableArray<Reference> References { get; init; } = [];
    public ImmutableArray<LanguageCap> Caps { get; init; } = [];

    /// <summary>The same with references.</summary>
    public Analysis WithReferences(ImmutableArray<Reference> references) => new()
    {
        Analyzer = Analyzer,
        Text = Text,
        Tokens = Tokens,
        Sentences = Sentences,
        Names = Names,
        References = references,
        Caps = Caps,
    };

    /// <summary>The last token that starts at or before a place in the text; the first one where none does.</summary>
    public int TokenAt(int place)
    {
        var (low, high) = (0, Tokens.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Tokens.Start[middle] <= place) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    public TextSpan SpanOf(int token) => new(Tokens.Start[token], Tokens.Length[token]);

    /// <summary>The words of a token, as they stand in the text.</summary>
    public ReadOnlySpan<char> Word(int token) => Text.AsSpan(Tokens.Start[token], Tokens.Length[token]);
}
