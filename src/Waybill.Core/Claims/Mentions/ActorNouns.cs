using System.Collections.Frozen;
using Waybill.Lexicons;

namespace Waybill.Claims.Mentions;

/// <summary>Closed lists of nouns by what they do to the name before them.</summary>
internal static class ActorNouns
{
    /// <summary>Nouns that act for the state named before them ("Russian forces", "Iranian officials").</summary>
    private static readonly FrozenSet<string> Bodies = WordClasses.Of("body");

    /// <summary>Nouns that make the name before them a company of that state.</summary>
    private static readonly FrozenSet<string> Companies = WordClasses.Of("company");

    /// <summary>Nouns that make the name before them an armed group or crowd that is not the state.</summary>
    private static readonly FrozenSet<string> Groups = WordClasses.Of("armed-group");

    /// <summary>Nouns of people who act for nobody ("Ukrainian civilians").</summary>
    private static readonly FrozenSet<string> People = WordClasses.Of("people");

    /// <summary>Nouns that hold an item behind "of" and stand for it in the sentence.</summary>
    private static readonly FrozenSet<string> Measures = WordClasses.Of("measure");

    public static bool IsBody(string lemma) => Bodies.Contains(lemma);

    public static bool IsCompany(string lemma) => Companies.Contains(lemma);

    public static bool IsGroup(string lemma) => Groups.Contains(lemma);

    public static bool IsPeople(string lemma) => People.Contains(lemma);

    public static bool IsMeasure(string lemma) => Measures.Contains(lemma);
}
