using System.Collections.Frozen;
using Waybill.Claims.Trees;
using Waybill.Language;
using Waybill.Lexicons;

namespace Waybill.Claims.Mentions;

/// <summary>Companies that no lexicon knows, where a deed of buying names them with their state: "ordered four boats from Turkey's Ares", "procured from
/// Penguin Shipyard of Singapore". The name is the supplier's, the state its home.</summary>
internal static class Sellers
{
    private const int LongestName = 5;
    private const int Reach = 24;
    private static readonly FrozenSet<string> Buying = WordClasses.Of("buying-verb");
    private static readonly FrozenSet<string> NoFirm = WordClasses.Of("no-firm");

    public static void Add(TreeView tree, Sentence sentence, List<TokenHit> arms, ref List<PartyMention>? named)
    {
        for (var i = 0; i < (named?.Count ?? 0); i++)
        {
            var state = named![i];
            if (state.Party is not { Kind: PartyKind.State, Iso3: { } of } || state.Form is not PartyForm.Name) continue;
            if ((Owned(tree, sentence, state) ?? OfState(tree, sentence, state)) is not { } run) continue;
            var (first, last, from) = run;
            if (!tree.WordIs(from, "from") || !Bought(tree, sentence, from)) continue;
            if (named.Exists(p => p != state && p.First <= last && first <= p.Last) || arms.Exists(a => a.First <= last && first <= a.Last)) continue;
            for (var t = first; t <= last; t++)
                if (NoFirm.Contains(tree.WordLower(t))) return;
            var name = tree.Span(first, last).Of(tree.Analysis.Text).ToString();
            var (begin, end) = (Math.Min(first, state.First), Math.Max(last, state.Last));
            var words = tree.Span(begin, end);
            named[i] = new PartyMention(begin, end, tree.Head(state.Head) == last || state.First < first ? last : first, words, new Party { Words = words.Of(tree.Analysis.Text).ToString(), Name = name, Kind = PartyKind.Company, Of = of }, PartyForm.Name);
        }
    }

    /// <summary>"from Turkey's Ares": the capitalised words behind the possessive, and nothing behind them that they describe.</summary>
    private static (int First, int Last, int From)? Owned(TreeView tree, Sentence sentence, PartyMention state)
    {
        var mark = state.Last + 1;
        if (mark + 1 >= sentence.EndToken || tree.Analysis.Word(mark) is not ("'s" or "’s" or "'" or "’")) return null;
        var last = mark;
        while (last + 1 < sentence.EndToken && last - mark < LongestName && tree.Upos(last + 1) is Upos.Propn) last++;
        if (last == mark || last + 1 < sentence.EndToken && tree.Upos(last + 1) is Upos.Noun or Upos.Adj or Upos.Propn) return null;
        return (mark + 1, last, state.First - 1);
    }

    /// <summary>"from Penguin Shipyard of Singapore"</summary>
    private static (int First, int Last, int From)? OfState(TreeView tree, Sentence sentence, PartyMention state)
    {
        var last = state.First - 2;
        if (last <= sentence.FirstToken || !tree.WordIs(last + 1, "of") || tree.Upos(last) is not Upos.Propn || state.Modifies >= 0) return null;
        var first = last;
        while (first - 1 > sentence.FirstToken && last - first < LongestName && tree.Upos(first - 1) is Upos.Propn) first--;
        var from = first - 1;
        if (tree.Upos(from) is Upos.Det) from--;
        return (first, last, from);
    }

    private static bool Bought(TreeView tree, Sentence sentence, int from)
    {
        for (var i = from - 1; i >= sentence.FirstToken && from - i <= Reach; i--)
        {
            if (tree.Upos(i) is Upos.Verb && tree.Base(i) is var r && !r.SequenceEqual("amod")) return Buying.Contains(tree.Lemma(i));
        }
        return false;
    }
}
