using System.Collections.Frozen;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Mentions;

/// <summary>"the Balkan country", "the West African nation", "the kingdom": the one state of that region, or with that form of state, that the page has named before.
/// Which state lies where is data (classes <c>region-…</c>).</summary>
internal sealed class RegionReader(TreeView tree, SentenceMentions[] mentions)
{
    /// <summary>How far back the state may have been named, in sentences.</summary>
    private const int Reach = 12;

    private const string Prefix = "region-";

    private static readonly FrozenDictionary<string, FrozenSet<string>> States = WordClasses.Embedded.Names
        .Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(static n => n[Prefix.Length..], WordClasses.Of, StringComparer.Ordinal);

    /// <summary>Where the phrase begins, and the states of its region.</summary>
    internal readonly record struct Place(int First, FrozenSet<string> States);

    /// <summary>The phrase that ends at a noun for a state, where a region stands before it; null where none does.</summary>
    public Place? At(int noun)
    {
        if (tree.Upos(noun) is not Upos.Noun || tree.Lemma(noun) is not ("country" or "nation" or "state" or "kingdom" or "republic" or "emirate" or "sultanate")) return null;
        var words = "";
        FrozenSet<string>? of = null;
        for (var i = noun - 1; i > 0 && noun - i <= 4 && tree.SentenceOf(i) == tree.SentenceOf(noun); i--)
        {
            if (tree.WordIs(i, "the")) return (of ?? (words.Length == 0 ? States.GetValueOrDefault(tree.Lemma(noun)) : null)) is { } states ? new Place(i, states) : null;
            if (tree.Analysis.Word(i) is "-") continue;
            words = words.Length == 0 ? tree.WordLower(i) : $"{tree.WordLower(i)}-{words}";
            of = States.GetValueOrDefault(words) ?? of;
        }
        return null;
    }

    /// <summary>The only state of the region that is named before the phrase; null where there are two or none.</summary>
    public PartyMention? Meant(Place place, int noun, int sentence)
    {
        PartyMention? one = null;
        for (var back = sentence; back >= 0 && sentence - back <= Reach; back--)
        {
            foreach (var p in mentions[back].Parties)
            {
                if (p.Party.Iso3 is not { } state || !place.States.Contains(state) || back == sentence && p.Last >= noun || p.Form is PartyForm.Pronoun or PartyForm.Definite) continue;
                if (one is not null && one.Key != p.Key) return null;
                one = p;
            }
        }
        return one is { Party.Kind: PartyKind.State } ? one : null;
    }
}
