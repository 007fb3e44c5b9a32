using System.Collections.Immutable;
using Waybill.Claims.Trees;
using Waybill.Texts;

namespace Waybill.Claims.Mentions;

/// <summary>How words name a party.</summary>
internal enum PartyForm
{
    /// <summary>A name, or a body that acts for it ("Iran", "the Russian military").</summary>
    Name,

    /// <summary>An adjective or bare modifier of a noun that is no actor ("North Korean missiles").</summary>
    Adjective,

    /// <summary>"Iranian-made": the maker.</summary>
    Maker,

    /// <summary>"US-supplied": the giver.</summary>
    Giver,

    /// <summary>"Taiwan-bound": where it goes.</summary>
    Bound,

    /// <summary>"it", "they", "its".</summary>
    Pronoun,

    /// <summary>"the country".</summary>
    Definite,
}

/// <summary>A run of tokens that names something, with the token that carries its relation.</summary>
internal abstract record Mention(int First, int Last, int Head, TextSpan Span);

/// <summary>A party in a sentence.</summary>
internal sealed record PartyMention(int First, int Last, int Head, TextSpan Span, Party Party, PartyForm Form) : Mention(First, Last, Head, Span)
{
    /// <summary>The token that an adjective modifies, or −1.</summary>
    public int Modifies { get; init; } = -1;

    /// <summary>The words are an adjective ("Iranian"), not a name.</summary>
    public bool IsDemonym { get; init; }

    /// <summary>Words elsewhere that say who is meant (the antecedent of "it").</summary>
    public ImmutableArray<TextSpan> Proof { get; init; } = [];

    /// <summary>Identity for comparisons: code, or name where there is none.</summary>
    public string Key => Party.Iso3 ?? Party.Name;

    public bool Acts => Form is PartyForm.Name or PartyForm.Pronoun or PartyForm.Definite;
}

/// <summary>Arms in a sentence.</summary>
internal sealed record ItemMention(int First, int Last, int Head, TextSpan Span, Item Item) : Mention(First, Last, Head, Span)
{
    /// <summary>Start of the whole noun phrase with determiner, number and origin.</summary>
    public int PhraseFirst { get; init; }

    /// <summary>"the jets": known from before.</summary>
    public bool IsDefinite(TreeView tree)
    {
        for (var i = PhraseFirst; i < First; i++)
        {
            if (tree.WordIs(i, "the")) return true;
        }
        return false;
    }

    /// <summary>Who made it, by "Iranian-made".</summary>
    public PartyMention? Maker { get; init; }

    /// <summary>Who gave it, by "US-supplied".</summary>
    public PartyMention? Giver { get; init; }

    /// <summary>Whose it is, by a bare adjective ("North Korean missiles").</summary>
    public PartyMention? Origin { get; init; }

    /// <summary>"those", "these", "the same", "the": it points back.</summary>
    public bool PointsBack { get; init; }

    /// <summary>"military assistance", "a package": stands for arms that a list names, never a claim by itself.</summary>
    public bool IsPlaceholder { get; init; }

    /// <summary>"them": the span and the item are those of the arms that it stands for.</summary>
    public bool IsPronoun { get; init; }

    /// <summary>The noun that the item words only modify ("missile delivery"), or −1.</summary>
    public int Modifies { get; init; } = -1;
}
