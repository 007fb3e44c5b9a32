using System.Collections.Immutable;

namespace Waybill.Language;

/// <summary>A class of the tagger: universal tag and Penn tag together (<c>VERB|VBD</c>).</summary>
public readonly record struct TagPair(Upos Upos, string Xpos);

/// <summary>Names of universal tags as Universal Dependencies writes them.</summary>
public static class UposNames
{
    private static readonly ImmutableArray<string> Names =
    [
        "X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB",
    ];

    public static string Name(this Upos upos) => Names[(int)upos];

    public static Upos Parse(string name)
    {
        int i = Names.IndexOf(name);
        return i < 0 ? Upos.X : (Upos)i;
    }
}
