using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Mentions;

/// <summary>"unloaded in Misrata", "shipped to Haifa": a city where arms arrive stands for its state, through its entry in
/// <c>data/cities.tsv</c>. Only behind a preposition of arrival: a city acts for no government, and what leaves it is not its state's.</summary>
internal static class CityFinder
{
    private const int MostWords = 3;
    private const int MaxParties = 60;

    public static void Add(TreeView tree, Sentence sentence, ref List<PartyMention>? named)
    {
        var added = false;
        for (var t = sentence.FirstToken; t + 1 < sentence.EndToken && (named?.Count ?? 0) < MaxParties; t++)
        {
            if (!(tree.WordIs(t, "to") || tree.WordIs(t, "into") || tree.WordIs(t, "in") || tree.WordIs(t, "for") || tree.Lemma(t) is "reach" || tree.WordIs(t, "of") && t > sentence.FirstToken && tree.Lemma(t - 1) is "port" or "city" or "airport" or "harbour" or "harbor" && !FromBefore(tree, t - 1, sentence.FirstToken))) continue;
            var first = t + 1;
            if (tree.Upos(first) is not Upos.Propn || named is not null && named.Exists(p => p.First <= first && first <= p.Last)) continue;
            for (var words = MostWords; words > 0; words--)
            {
                var last = first + words - 1;
                if (last >= sentence.EndToken) continue;
                var span = tree.Span(first, last);
                if (Cities.Embedded.Find(span.Of(tree.Analysis.Text)) is not { } city || named is not null && named.Exists(p => p.First <= last && p.Last >= first)) continue;
                // "to Port Sudan's army", "in Benghazi province": the name goes on.
                if (last + 1 < sentence.EndToken && (tree.Upos(last + 1) is Upos.Propn || tree.Analysis.Word(last + 1) is "-" or "'s" or "’s")) break;
                (named ??= []).Add(new PartyMention(first, last, last, span, new Party { Words = span.Of(tree.Analysis.Text).ToString(), Name = city.State, Kind = PartyKind.State, Iso3 = city.Iso3, Via = "city" }, PartyForm.Name));
                added = true;
                break;
            }
        }
        if (added) named!.Sort(static (a, b) => a.First.CompareTo(b.First));
    }

    /// <summary>"from the port of X": what leaves is not its state's.</summary>
    private static bool FromBefore(TreeView tree, int noun, int first)
    {
        for (var i = noun - 1; i >= first && noun - i <= 4; i--)
        {
            if (tree.WordIs(i, "from") || tree.WordIs(i, "left") || tree.WordIs(i, "leaving")) return true;
            if (tree.Upos(i) is not (Upos.Det or Upos.Adj or Upos.Propn or Upos.Noun)) return false;
        }
        return false;
    }
}
